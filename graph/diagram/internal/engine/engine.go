// Package engine lays graphs out with the Graphviz that go-graphviz embeds: the
// same WebAssembly module, in memory of its own for each layout, so that none
// depends on an earlier one and none survives its own fault.
//
// go-graphviz itself keeps one memory for the life of the program. There some
// engines give other places the second time, and after one fault every later
// layout fails; and its module is made ready in every program that imports it.
// Package dormant prevents the latter.
package engine

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
	"github.com/tetratelabs/wazero/sys"

	"github.com/dramatis-kg/dramatis/graph/diagram/internal/cache"
	"github.com/dramatis-kg/dramatis/graph/diagram/internal/dormant"
)

// ErrMemory is in the error of a layout that needs more memory than it may.
var ErrMemory = errors.New("ran out of memory")

const page = 1 << 16 // bytes of WebAssembly memory

// An Engine is Graphviz, ready to lay graphs out, one at a time.
type Engine struct {
	mu     sync.Mutex
	run    wazero.Runtime
	code   wazero.CompiledModule
	memory memory
}

// Open readies Graphviz, whose layouts may use so many bytes of memory. The
// first time it compiles, for half a second, and keeps the native code in a
// folder of the user's own.
func Open(ctx context.Context, memory uint64) (*Engine, error) {
	folder := cache.Folder()
	if folder == "" {
		return load(ctx, memory, dormant.Module(), "")
	}
	if e, err := openKept(ctx, memory, folder); err == nil {
		return e, nil
	}
	return compile(ctx, memory, folder)
}

// openKept loads native code that folder keeps.
//
// wazero finds it by the module it was compiled from, which it decodes and
// checks every time before it looks: that takes most of the time. So the code
// is kept under the name of the skeleton of Graphviz, in which there is nothing
// to check. The whole module was checked when it was compiled.
func openKept(ctx context.Context, memory uint64, folder string) (*Engine, error) {
	none := errors.New("there is no sound code")
	if !cache.Any(folder) {
		return nil, none
	}
	// The code is compared with its checksum while it is loaded: it runs only
	// afterwards.
	sound := make(chan bool, 1)
	go func() { sound <- cache.Sound(folder) }()
	e, err := load(ctx, memory, dormant.Skeleton(), folder)
	// Where there was no code, wazero has now compiled the skeleton and kept
	// that, which nobody listed.
	if !<-sound || err == nil && !(cache.Complete(folder) && e.works(ctx)) {
		err = errors.Join(err, none)
	}
	if err != nil && e != nil {
		e.Close(ctx)
	}
	return e, err
}

// works tries a function. It has nothing in it where wazero runs the skeleton
// itself, as it does on processors for which it does not compile.
func (e *Engine) works(ctx context.Context) bool {
	c, err := e.start(ctx, io.Discard)
	if err != nil {
		return false
	}
	defer c.module.Close(ctx)
	return c.call("malloc", 1) != 0
}

// compile compiles Graphviz and keeps the code, if it can, in folder.
func compile(ctx context.Context, memory uint64, folder string) (*Engine, error) {
	err := cache.Tidy(folder)
	room := ""
	if err == nil {
		room, err = cache.Room(folder)
	}
	if err != nil {
		return load(ctx, memory, dormant.Module(), "")
	}
	defer os.RemoveAll(room)
	whole, empty := filepath.Join(room, "whole"), filepath.Join(room, "skeleton")
	e, err := load(ctx, memory, dormant.Module(), whole)
	if err != nil {
		return load(ctx, memory, dormant.Module(), "") // no space is left
	}
	if skeleton, err := load(ctx, memory, dormant.Skeleton(), empty); err == nil {
		skeleton.Close(ctx)
		keep(folder, whole, empty)
	}
	return e, nil
}

// keep moves the code from whole to folder, under the name that the code of the
// skeleton has in empty.
func keep(folder, whole, empty string) {
	code, _ := filepath.Glob(filepath.Join(whole, "*", "*"))
	names, _ := filepath.Glob(filepath.Join(empty, "*", "*"))
	if len(code) != 1 || len(names) != 1 {
		return
	}
	if name, err := filepath.Rel(empty, names[0]); err == nil {
		cache.Add(folder, name, code[0]) // without it the next start compiles again
	}
}

// load compiles a module, or finds it compiled in folder, and gives it what it
// imports.
func load(ctx context.Context, memory uint64, module []byte, folder string) (e *Engine, err error) {
	config := wazero.NewRuntimeConfig().WithDebugInfoEnabled(false).WithMemoryLimitPages(uint32(max(memory/page, 1)))
	if folder != "" {
		kept, err := wazero.NewCompilationCacheWithDir(folder)
		if err != nil {
			return nil, fmt.Errorf("keep compiled code: %w", err)
		}
		config = config.WithCompilationCache(kept)
	}
	e = &Engine{run: wazero.NewRuntimeWithConfig(ctx, config)}
	defer func() {
		if err != nil {
			e.Close(ctx)
			e = nil
		}
	}()
	ctx = experimental.WithCompilationWorkers(ctx, runtime.GOMAXPROCS(0))
	if e.code, err = e.run.CompileModule(ctx, module); err != nil {
		return e, fmt.Errorf("compile Graphviz: %w", err)
	}
	return e, e.link(ctx)
}

// link gives Graphviz what it imports.
func (e *Engine) link(ctx context.Context) error {
	env := e.run.NewHostModuleBuilder("env")
	for _, f := range dormant.Imports("env") {
		// Plugins written in Go would be called here: there are none.
		none := api.GoFunc(func(context.Context, []uint64) { panic("no " + f.Name) })
		env = env.NewFunctionBuilder().WithGoFunction(none, f.Params, f.Results).Export(f.Name)
	}
	if _, err := env.Instantiate(ctx); err != nil {
		return fmt.Errorf("start Graphviz: %w", err)
	}
	if _, err := wasi_snapshot_preview1.Instantiate(ctx, e.run); err != nil {
		return fmt.Errorf("start Graphviz: %w", err)
	}
	return nil
}

// Close gives back what e holds.
func (e *Engine) Close(ctx context.Context) error { return e.run.Close(ctx) }

// Layout lays out the graph that dot describes and returns it in one of
// Graphviz's own formats. A layout cannot be stopped: only a process can.
func (e *Engine) Layout(ctx context.Context, dot, layout, format string) (out []byte, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	said := &head{}
	c, err := e.start(ctx, said)
	if err != nil {
		return nil, err
	}
	defer c.module.Close(ctx)
	out = c.layout(dot, layout, format)
	if c.err == nil {
		return out, nil
	}
	return nil, explain(c.err, said.String())
}

// start gives Graphviz an empty memory. No folder is mounted, no clock is set,
// and chance always falls the same way.
func (e *Engine) start(ctx context.Context, said io.Writer) (*caller, error) {
	config := wazero.NewModuleConfig().WithName("").WithStderr(said)
	ctx = experimental.WithMemoryAllocator(ctx, &e.memory)
	module, err := e.run.InstantiateModule(ctx, e.code, config)
	if err != nil {
		return nil, fmt.Errorf("start Graphviz: %w", err)
	}
	return &caller{ctx: ctx, module: module}, nil
}

// explain adds what Graphviz said before it failed.
func explain(err error, said string) error {
	line, _, _ := strings.Cut(strings.TrimSpace(said), "\n")
	exit := (*sys.ExitError)(nil)
	switch {
	case strings.Contains(said, "out of memory"), strings.Contains(err.Error(), "out of memory"):
		return fmt.Errorf("graphviz: %w", ErrMemory)
	case errors.As(err, &exit):
		return fmt.Errorf("graphviz gave up: %s", line)
	case line != "":
		return fmt.Errorf("graphviz: %w: %s", err, line)
	}
	return fmt.Errorf("graphviz: %w", err)
}

// head keeps the start of what Graphviz says.
type head struct{ strings.Builder }

func (h *head) Write(b []byte) (int, error) {
	h.Builder.Write(b[:min(len(b), max(0, 4096-h.Len()))])
	return len(b), nil
}

// A caller calls functions of Graphviz until one fails.
type caller struct {
	ctx    context.Context
	module api.Module
	err    error
}

// call returns what the function answers, a number or an address.
func (c *caller) call(name string, args ...uint64) uint64 {
	if c.err != nil {
		return 0
	}
	f := c.module.ExportedFunction(name)
	if f == nil {
		c.err = fmt.Errorf("no function %s", name)
		return 0
	}
	out, err := f.Call(c.ctx, args...)
	if c.err = err; err != nil || len(out) == 0 {
		return 0
	}
	return uint64(uint32(out[0]))
}

// fail notes the first thing that went wrong.
func (c *caller) fail(if_ bool, why string) {
	if if_ && c.err == nil {
		c.err = errors.New(why)
	}
}

// put copies b into the memory of Graphviz.
func (c *caller) put(b []byte) uint64 {
	p := c.call("malloc", uint64(len(b)))
	c.fail(p == 0 || !c.module.Memory().Write(uint32(p), b), ErrMemory.Error())
	return p
}

func (c *caller) text(s string) uint64 { return c.put(append([]byte(s), 0)) }

// get copies n bytes out of the memory of Graphviz.
func (c *caller) get(p, n uint64) []byte {
	if c.err != nil {
		return make([]byte, n&0xff)
	}
	b, ok := c.module.Memory().Read(uint32(p), uint32(n))
	c.fail(!ok, "an address outside of the memory")
	return append([]byte(nil), b...)
}

// layout calls what the program dot calls.
func (c *caller) layout(dot, layout, format string) []byte {
	gvc := c.call("gvContextPlugins", c.plugins(), 0)
	graph := c.call("agmemread", c.text(dot))
	c.fail(graph == 0, "no graph")
	c.fail(c.call("gvLayout", gvc, graph, c.text(layout)) != 0, "no layout")
	const pointer = 4
	answer := c.put(make([]byte, 2*pointer))
	c.fail(c.call("gvRenderData", gvc, graph, c.text(format), answer, answer+pointer) != 0, "no such format")
	at := c.get(answer, 2*pointer)
	if c.err != nil {
		return nil
	}
	return c.get(uint64(binary.LittleEndian.Uint32(at)), uint64(binary.LittleEndian.Uint32(at[pointer:])))
}

// plugins is the list of the plugins that the module holds, which lacks the
// empty entry that Graphviz looks for at its end.
func (c *caller) plugins() uint64 {
	const plugins, entry = 3, 8
	list := c.module.ExportedGlobal("lt_preloaded_symbols")
	if list == nil {
		c.fail(true, "no plugins")
		return 0
	}
	return c.put(append(c.get(list.Get(), plugins*entry), make([]byte, entry)...))
}
