package engine

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A Crew lays graphs out in a child of this program, one job at a time. Only so
// can a layout be stopped and its faults be kept from the program. The child
// stays for the next job and ends a while after the last one, with any failure,
// and with the program. The zero value is ready for use.
type Crew struct {
	Memory uint64        // bytes that a layout may use; 0 means 256 MiB
	Stay   time.Duration // of a child that has nothing to do; 0 means 10 s

	once sync.Once
	turn chan struct{} // holds one while somebody uses the rest
	idle *worker       // waits for the next job
	rest *time.Timer   // ends it
}

// begin waits for c to be free, or for ctx.
func (c *Crew) begin(ctx context.Context) error {
	c.once.Do(func() { c.turn = make(chan struct{}, 1) })
	select {
	case c.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (c *Crew) end() { <-c.turn }

// Ready starts a child ahead of its first job.
func (c *Crew) Ready() {
	if c.begin(context.Background()) != nil {
		return
	}
	defer c.end()
	if c.idle == nil {
		if w, err := c.hire(); err == nil {
			c.keep(w)
		}
	}
}

// Close ends the child, if there is one.
func (c *Crew) Close() {
	if c.begin(context.Background()) != nil {
		return
	}
	defer c.end()
	if w := c.take(); w != nil {
		w.end()
	}
}

// Do has j done within that time from when c is free, and returns a layout for
// each graph.
func (c *Crew) Do(ctx context.Context, j Job, timeout time.Duration) ([][]byte, error) {
	if err := c.begin(ctx); err != nil {
		return nil, err
	}
	defer c.end()
	limited, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	w := c.take()
	again := w != nil
	for {
		if w == nil {
			var err error
			if w, err = c.hire(); err != nil {
				return nil, err
			}
		}
		out, err := w.do(limited, j)
		if err == nil {
			c.keep(w)
			return out, nil
		}
		said := w.end()
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case limited.Err() != nil:
			return nil, fmt.Errorf("layout: no picture within %v: draw fewer entities: %w", timeout, limited.Err())
		case errors.Is(err, errDead) && again:
			again, w = false, nil // it had died before, or somebody ended it
		case errors.Is(err, errDead):
			return nil, fmt.Errorf("layout: the engine crashed or ran out of memory: draw fewer entities: %s", said)
		default:
			return nil, fmt.Errorf("layout: %w", err)
		}
	}
}

// take is the child that waits, or nil.
func (c *Crew) take() *worker {
	w := c.idle
	c.idle = nil
	if c.rest != nil {
		c.rest.Stop()
	}
	return w
}

// keep lets w wait for the next job, but not for ever.
func (c *Crew) keep(w *worker) {
	c.idle = w
	stay := c.Stay
	if stay <= 0 {
		stay = 10 * time.Second
	}
	var rest *time.Timer
	rest = time.AfterFunc(stay, func() {
		if c.begin(context.Background()) != nil {
			return
		}
		defer c.end()
		if c.rest == rest && c.idle == w {
			c.take().end()
		}
	})
	c.rest = rest
}

// hire starts a child.
func (c *Crew) hire() (*worker, error) {
	memory := c.Memory
	if memory == 0 {
		memory = 256 << 20
	}
	exe, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("layout: find this program: %w", err)
	}
	w := &worker{cmd: exec.Command(exe)}
	// To compile makes much garbage; to load compiled code makes little.
	w.cmd.Env = append(os.Environ(), childVariable+"="+strconv.FormatUint(memory, 10), "GOGC=off", "GOMEMLIMIT=256MiB", "GOTRACEBACK=none")
	if w.in, err = w.cmd.StdinPipe(); err != nil {
		return nil, fmt.Errorf("layout: %w", err)
	}
	if w.out, err = w.cmd.StdoutPipe(); err != nil {
		return nil, fmt.Errorf("layout: %w", err)
	}
	if w.errs, err = w.cmd.StderrPipe(); err != nil {
		return nil, fmt.Errorf("layout: %w", err)
	}
	if err := w.cmd.Start(); err != nil {
		return nil, fmt.Errorf("layout: start this program once more: %w", err)
	}
	return w, nil
}

// A worker is a child and the ways to it.
type worker struct {
	cmd       *exec.Cmd
	in        io.WriteCloser
	out, errs io.Reader
}

// errDead means that a child ended without an answer.
var errDead = errors.New("the engine ended")

// do has j done, or ends the child when ctx ends.
func (w *worker) do(ctx context.Context, j Job) ([][]byte, error) {
	stop := context.AfterFunc(ctx, func() { w.cmd.Process.Kill() })
	out, err := w.ask(j)
	if !stop() && err == nil {
		err = ctx.Err()
	}
	return out, err
}

func (w *worker) ask(j Job) ([][]byte, error) {
	if err := writeJob(w.in, j); err != nil {
		return nil, errDead
	}
	out := make([][]byte, len(j.Graphs))
	for i := range out {
		kind, b, err := readMessage(w.out)
		switch {
		case err != nil:
			return nil, errDead
		case kind == answerMemory:
			return nil, fmt.Errorf("the engine %w: draw fewer entities", ErrMemory)
		case kind != answerLayout:
			return nil, errors.New(string(b))
		}
		out[i] = b
	}
	return out, nil
}

// end ends w and returns the first line of what it said as it died.
func (w *worker) end() string {
	w.cmd.Process.Kill()
	said, _ := io.ReadAll(io.LimitReader(w.errs, 4096))
	err := w.cmd.Wait()
	line, _, _ := strings.Cut(strings.TrimSpace(string(said)), "\n")
	if line == "" && err != nil {
		line = err.Error()
	}
	return line
}
