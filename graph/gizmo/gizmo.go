// Package gizmo runs queries in Gizmo, Cayley's own language, which is
// JavaScript with paths over quads:
//
//	g.V('<dramatis:person/ann-reyes>').out('<dramatis:rel/meet>').all()
//
// It knows the paths of that language (out, in, both, has, save, tag, back, and,
// or, except, follow, followRecursive, labels, limit …) with what fetches their
// ends (all, getLimit, toArray, toValue, count, forEach …), but no filters such
// as lt( ) and no JSON-LD, and it keeps no state between queries.
//
// A script can loop for ever, eat all memory and, by a slip of a few letters,
// kill the process that runs it. So it runs in a process of its own, with
// limits on time, memory and what it may answer, which sees nothing but the
// store, open for reading.
package gizmo

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// ChildVariable is the environment variable that makes a program the child of
// Run: where it is "1", the program calls Child before all else and ends.
const ChildVariable = "DRAMATIS_GIZMO_CHILD"

// Options bound a query.
type Options struct {
	Timeout time.Duration // 0 means 30 s
	Memory  int64         // bytes; 0 means 1 GiB
	Rows    int           // most rows; 0 means all
}

// What a child may answer and be asked, in bytes.
const (
	mostAnswer = 64 << 20
	mostJob    = 1 << 20
)

// A LimitError says which limit stopped a query.
type LimitError struct{ What string } // "time", "memory", "rows", "stack" or "size of the answer"

// Error names the limit.
func (e *LimitError) Error() string { return "gizmo: stopped at the limit of " + e.What }

// A ScriptError is what is wrong with a query in the words of its language.
type ScriptError struct{ Msg string }

// Error repeats the words.
func (e *ScriptError) Error() string { return "gizmo: " + e.Msg }

// A job is what a child is asked for.
type job struct {
	File   string `json:"file"`
	Query  string `json:"query"`
	Memory int64  `json:"memory"`
	Rows   int    `json:"rows"`
	Millis int64  `json:"millis"`
}

// A message is a line that a child answers: a row, or at the end what was
// wrong.
type message struct {
	Row   json.RawMessage `json:"row,omitempty"`
	Limit string          `json:"limit,omitempty"`
	Error string          `json:"error,omitempty"`
}

// Run asks the store in a file and returns the rows, each a JSON object, in the
// order in which the script gives them. Beside a *LimitError come those that
// were there until then. Another error is a *ScriptError, that of ctx, or tells
// that the child could not do its work.
func Run(ctx context.Context, file, query string, o Options) ([]json.RawMessage, error) {
	if o.Timeout <= 0 {
		o.Timeout = 30 * time.Second
	}
	if o.Memory <= 0 {
		o.Memory = 1 << 30
	}
	in, err := json.Marshal(job{file, query, o.Memory, o.Rows, o.Timeout.Milliseconds()})
	if err != nil {
		return nil, fmt.Errorf("gizmo: write job: %w", err)
	}
	if len(in) > mostJob {
		return nil, &ScriptError{fmt.Sprintf("a query has at most %d bytes", mostJob)}
	}
	out, stderr, err := runChild(ctx, in, o.Timeout)
	rows, told := read(out)
	switch {
	case told != nil:
		return rows, told
	case ctx.Err() != nil:
		return rows, ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return rows, &LimitError{"time"}
	case len(out) == mostAnswer:
		return rows, &LimitError{"size of the answer"}
	case err != nil:
		return rows, death(err, stderr)
	}
	return rows, nil
}

// runChild has a fresh process of this same program do the job.
func runChild(ctx context.Context, in []byte, timeout time.Duration) (out []byte, stderr string, err error) {
	exe, err := os.Executable()
	if err != nil {
		return nil, "", fmt.Errorf("gizmo: find this program: %w", err)
	}
	// The child stops by itself; this is for one that cannot.
	limited, cancel := context.WithTimeout(ctx, timeout+500*time.Millisecond)
	defer cancel()
	var answer, errs capped
	answer.most, errs.most = mostAnswer, 1<<16
	cmd := exec.CommandContext(limited, exe)
	cmd.Env = []string{ChildVariable + "=1", "GOTRACEBACK=none"}
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "TMPDIR", "LOCALAPPDATA", "SYSTEMROOT"} {
		if v, ok := os.LookupEnv(name); ok { // the program asks for its folders when it starts
			cmd.Env = append(cmd.Env, name+"="+v)
		}
	}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(in), &answer, &errs
	cmd.WaitDelay = time.Second
	err = cmd.Run()
	if limited.Err() != nil {
		err = limited.Err()
	}
	return answer.b.Bytes(), errs.b.String(), err
}

// A capped buffer ends what writes too much into it.
type capped struct {
	b    bytes.Buffer
	most int
}

func (c *capped) Write(p []byte) (int, error) {
	n := min(len(p), c.most-c.b.Len())
	c.b.Write(p[:n])
	if n < len(p) {
		return n, io.ErrShortWrite
	}
	return n, nil
}

// read takes a child's answer apart; a last line that was cut off is left out.
func read(out []byte) (rows []json.RawMessage, told error) {
	for len(out) > 0 {
		line, rest, whole := bytes.Cut(out, []byte("\n"))
		var m message
		if !whole || json.Unmarshal(line, &m) != nil {
			break
		}
		switch {
		case m.Limit != "":
			return rows, &LimitError{m.Limit}
		case m.Error != "":
			return rows, &ScriptError{m.Error}
		}
		rows = append(rows, m.Row)
		out = rest
	}
	return rows, nil
}

// death tells why a child ended without a word.
func death(err error, stderr string) error {
	switch {
	case strings.Contains(stderr, "out of memory"), strings.Contains(stderr, "cannot allocate memory"):
		return &LimitError{"memory"}
	case strings.Contains(stderr, "stack overflow"), strings.Contains(stderr, "stack exceeds"):
		return &LimitError{"stack"}
	case strings.Contains(stderr, "panic:"), strings.Contains(stderr, "fatal error:"):
		line, _, _ := strings.Cut(strings.TrimSpace(stderr), "\n")
		return &ScriptError{"the query killed the process that ran it: " + line}
	}
	return fmt.Errorf("gizmo: %w: %s", err, strings.TrimSpace(stderr))
}
