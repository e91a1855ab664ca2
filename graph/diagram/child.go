package diagram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/goccy/go-graphviz"

	"github.com/dramatis-kg/dramatis/graph/diagram/cache"
)

// ChildVariable is the environment variable that makes a program a layout
// child: where it is "1", a program that imports this package calls RunChild
// with standard input and output, before its main, and ends.
const ChildVariable = "DRAMATIS_LAYOUT_CHILD"

// init runs after Graphviz's own: the time to seal its cache and to restore the
// temporary folder. A child works here, not in main, so that every program and
// every test that draws can be its own child without a word about it.
func init() {
	cache.Finish()
	if os.Getenv(ChildVariable) != "1" {
		return
	}
	if err := runLimited(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// runLimited is RunChild in a process that may not grow without end.
func runLimited(in io.Reader, out io.Writer) error {
	text, err := io.ReadAll(io.LimitReader(in, maxJob))
	if err != nil {
		return fmt.Errorf("layout: read job: %w", err)
	}
	var j job
	if json.Unmarshal(text, &j) != nil || j.Memory == 0 || j.Memory > maxMemory {
		j.Memory = maxMemory
	}
	if err := limitMemory(j.Memory); err != nil {
		return fmt.Errorf("layout: limit memory: %w", err)
	}
	return RunChild(bytes.NewReader(text), out)
}

// A job is what a layout child is asked for. The answer is a JSON array of
// what Graphviz says of each graph.
type job struct {
	Graphs []string `json:"graphs"` // DOT
	Engine string   `json:"engine"`
	Format string   `json:"format"`
	Memory uint64   `json:"memory,omitempty"` // most bytes that a child may use; 0 means maxMemory
}

// Graphviz breaks its next rendering after an engine or a format that it does
// not know, so Engines and these are checked before every call.
var childFormats = []string{"json0", "json", "plain"}

// maxMemory is twenty times what the largest picture needs.
const maxMemory = 1 << 30

// maxJob bounds what a child reads, in bytes.
const maxJob = 16 << 20

// RunChild is the body of a layout child: it reads a job as JSON from in, lays
// it out with Graphviz and writes the result to out.
func RunChild(in io.Reader, out io.Writer) error {
	var j job
	if err := json.NewDecoder(io.LimitReader(in, maxJob)).Decode(&j); err != nil {
		return fmt.Errorf("layout: read job: %w", err)
	}
	b, err := j.run(context.Background())
	if err != nil {
		return err
	}
	_, err = out.Write(b)
	return err
}

// oneAtATime guards Graphviz, whose single instance gives silently wrong
// output when two goroutines use it.
var oneAtATime sync.Mutex

// run lays j out in this process.
func (j job) run(ctx context.Context) ([]byte, error) {
	if !slices.Contains(Engines, j.Engine) || !slices.Contains(childFormats, j.Format) {
		return nil, fmt.Errorf("layout: unknown engine %q or format %q", j.Engine, j.Format)
	}
	oneAtATime.Lock()
	defer oneAtATime.Unlock()
	graphviz.SetFileSystem(noFiles{})
	out := []json.RawMessage{}
	for _, g := range j.Graphs {
		b, err := j.one(ctx, g)
		if err != nil {
			return nil, fmt.Errorf("layout: graphviz: %w", err)
		}
		out = append(out, b)
	}
	return json.Marshal(out)
}

// one lays one graph out.
func (j job) one(ctx context.Context, dot string) (out []byte, err error) {
	// A trap inside Graphviz may surface as a panic of its Go callbacks.
	defer func() {
		if r := recover(); r != nil {
			out, err = nil, fmt.Errorf("panic: %v", r)
		}
	}()
	gv, err := graphviz.New(ctx)
	if err != nil {
		return nil, err
	}
	defer gv.Close()
	g, err := graphviz.ParseBytes([]byte(dot))
	if err != nil {
		return nil, err
	}
	if g == nil {
		return nil, errors.New("no graph")
	}
	defer g.Close()
	var buf bytes.Buffer
	if err := gv.SetLayout(graphviz.Layout(j.Engine)).Render(ctx, g, graphviz.Format(j.Format), &buf); err != nil {
		return nil, err
	}
	if !json.Valid(buf.Bytes()) {
		return nil, errors.New("no valid answer")
	}
	return buf.Bytes(), nil
}

// noFiles is the empty file system: Graphviz reads no file of this computer.
type noFiles struct{}

func (noFiles) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// runInChild lays j out in a fresh process of this same program. Only so can a
// layout be stopped, and only so do equal graphs give equal bytes: some
// engines keep state between renderings.
func (j job) runInChild(ctx context.Context, timeout time.Duration) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	cmd, in, err := j.child(ctx)
	if err != nil {
		return nil, err
	}
	var stdout, stderr bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(in), &stdout, &stderr
	cmd.WaitDelay = time.Second
	err = cmd.Run()
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return nil, fmt.Errorf("layout: no picture within %v: draw fewer entities: %w", timeout, ctx.Err())
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	// A child that can still speak exits with 1; what Go itself ends died of
	// memory in one of many ways.
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && exit.ExitCode() != 1 {
		return nil, fmt.Errorf("layout: the engine crashed or ran out of memory: draw fewer entities: %w: %s", err, firstLine(stderr.String()))
	}
	if err != nil {
		return nil, fmt.Errorf("layout: %w: %s", err, firstLine(stderr.String()))
	}
	return stdout.Bytes(), nil
}

// child is the process that lays j out and what it is to read.
func (j job) child(ctx context.Context) (*exec.Cmd, []byte, error) {
	exe, err := os.Executable()
	if err != nil {
		return nil, nil, fmt.Errorf("layout: find this program: %w", err)
	}
	in, err := json.Marshal(j)
	if err != nil {
		return nil, nil, fmt.Errorf("layout: write job: %w", err)
	}
	cmd := exec.CommandContext(ctx, exe)
	cmd.Env = append(os.Environ(), ChildVariable+"=1")
	return cmd, in, nil
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return s
}
