package engine

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"

	"github.com/dramatis-kg/dramatis/graph/diagram/internal/dormant"
)

// childVariable is the environment variable that makes a program a layout
// child. It holds how many bytes of memory a layout may use.
const childVariable = "DRAMATIS_LAYOUT_CHILD"

// init is where a child works, not in main, so that every program and every
// test that draws can be its own child without a word about it, and before most
// packages have readied what a layout does not need.
func init() {
	memory, err := strconv.ParseUint(os.Getenv(childVariable), 10, 64)
	if err != nil {
		return
	}
	dormant.Finish()
	if err := child(os.Stdin, os.Stdout, memory); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// A Job is what one child is asked for at once: several graphs, one after the
// other.
type Job struct {
	Graphs []string `json:"graphs"` // DOT
	Layout string   `json:"layout"` // engine of Graphviz
	Format string   `json:"format"` // of its answer
}

// Messages between a program and its child start with their length; an answer
// has a byte after it, that tells what follows, for each graph or once for all.
const (
	answerLayout = 'l'
	answerError  = 'e'
	answerMemory = 'm' // an error, of too little memory

	maxMessage = 64 << 20
)

// child answers jobs until in ends: when the program that asks has ended,
// however it did, so does this process, even in the middle of a layout.
func child(in io.Reader, out io.Writer, memory uint64) error {
	// A layout runs without a pause in which Go could turn to what waits for
	// the end of in, or collect garbage: the program has turned that off.
	runtime.GOMAXPROCS(max(2, runtime.GOMAXPROCS(0)))
	// Beside what Graphviz may use there are its code and the answers.
	if err := limitMemory(4*memory + 512<<20); err != nil {
		return fmt.Errorf("layout: limit memory: %w", err)
	}
	jobs := make(chan Job)
	go func() {
		for {
			j, err := readJob(in)
			if err != nil {
				os.Exit(0)
			}
			jobs <- j
		}
	}()
	ctx := context.Background()
	e, err := Open(ctx, memory)
	if err != nil {
		return err
	}
	debug.SetMemoryLimit(math.MaxInt64)
	w := bufio.NewWriterSize(out, 1<<16)
	for n := 1; ; n++ {
		if err := e.answer(ctx, w, <-jobs); err != nil {
			return err
		}
		if n%garbageAfter == 0 {
			runtime.GC()
		}
	}
}

// garbageAfter is after how many jobs a child collects its garbage, about half
// a megabyte a graph.
const garbageAfter = 8

// answer does j and writes what comes of it.
func (e *Engine) answer(ctx context.Context, w *bufio.Writer, j Job) error {
	for _, g := range j.Graphs {
		b, err := e.Layout(ctx, g, j.Layout, j.Format)
		kind := byte(answerLayout)
		if err != nil {
			kind, b = answerError, []byte(err.Error())
			if errors.Is(err, ErrMemory) {
				kind = answerMemory
			}
		}
		if werr := writeMessage(w, kind, b); werr != nil || err != nil {
			return errors.Join(werr, w.Flush())
		}
	}
	return w.Flush()
}

func writeMessage(w *bufio.Writer, kind byte, b []byte) error {
	var head [5]byte
	binary.LittleEndian.PutUint32(head[:], uint32(len(b)))
	head[4] = kind
	_, err := w.Write(head[:])
	if err == nil {
		_, err = w.Write(b)
	}
	return err
}

func readMessage(r io.Reader) (kind byte, b []byte, err error) {
	var head [5]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return 0, nil, err
	}
	n := binary.LittleEndian.Uint32(head[:])
	if n > maxMessage {
		return 0, nil, fmt.Errorf("a message of %d bytes", n)
	}
	b = make([]byte, n)
	_, err = io.ReadFull(r, b)
	return head[4], b, err
}

// answerJob is the byte before a job.
const answerJob = 'j'

func writeJob(w io.Writer, j Job) error {
	b, err := json.Marshal(j)
	if err != nil {
		return err
	}
	buf := bufio.NewWriter(w)
	if err := writeMessage(buf, answerJob, b); err != nil {
		return err
	}
	return buf.Flush()
}

func readJob(r io.Reader) (j Job, err error) {
	kind, b, err := readMessage(r)
	if err == nil && kind != answerJob {
		err = fmt.Errorf("no job but %q", kind)
	}
	if err == nil {
		err = json.Unmarshal(b, &j)
	}
	return j, err
}
