package gizmo

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"time"

	"github.com/dramatis-kg/dramatis/graph"
)

// IsChild says whether this process is to call Child.
func IsChild() bool { return os.Getenv(ChildVariable) == "1" }

// Child is the body of a child: it reads a job from in and writes messages to
// out.
func Child(in io.Reader, out io.Writer) error {
	var j job
	if err := json.NewDecoder(io.LimitReader(in, mostJob)).Decode(&j); err != nil {
		return fmt.Errorf("read job: %w", err)
	}
	w := bufio.NewWriterSize(out, 1<<16)
	limitMemory(j.Memory, out)
	err := j.run(w)
	var limit *LimitError
	var last message
	switch {
	case errors.As(err, &limit):
		last.Limit = limit.What
	case err != nil:
		last.Error = err.Error()
	default:
		return w.Flush()
	}
	if err := json.NewEncoder(w).Encode(last); err != nil {
		return err
	}
	return w.Flush()
}

// limitMemory ends this process when it holds more than most bytes: by looking
// every few milliseconds, and by what the system enforces.
func limitMemory(most int64, out io.Writer) {
	debug.SetMemoryLimit(most / 4 * 3)
	debug.SetMaxStack(64 << 20)
	restrict(most)
	go func() {
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		for {
			metrics.Read(sample)
			if sample[0].Value.Uint64() > uint64(most/4*3) {
				fmt.Fprintln(out, `{"limit":"memory"}`)
				os.Exit(1)
			}
			time.Sleep(5 * time.Millisecond)
		}
	}()
}

func (j *job) run(w *bufio.Writer) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the query made Cayley fail: %v", r)
		}
	}()
	s, err := graph.Open(j.File, graph.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer s.Close()
	if s.Cayley() == nil {
		return errors.New("this language reads stores in files only")
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(j.Millis)*time.Millisecond)
	defer cancel()
	rows := 0
	err = newSession(ctx, s.Cayley(), func(row any) error {
		if j.Rows > 0 && rows == j.Rows {
			return &LimitError{"rows"}
		}
		rows++
		b, err := json.Marshal(row)
		if err != nil {
			return err
		}
		return json.NewEncoder(w).Encode(message{Row: b})
	}).run(j.Query)
	return plain(err)
}

// plain takes the place in our own source out of an error of the script, and
// what was wrapped in one.
func plain(err error) error {
	var limit *LimitError
	if err == nil || errors.As(err, &limit) {
		return err
	}
	msg, _, _ := strings.Cut(err.Error(), " at github.com/")
	for _, prefix := range []string{"GoError: ", "SyntaxError: SyntaxError: "} {
		if rest, ok := strings.CutPrefix(msg, prefix); ok {
			return errors.New(strings.TrimSpace(rest))
		}
	}
	return errors.New(strings.TrimSpace(msg))
}
