// Package dormant keeps the Graphviz in go-graphviz asleep while a program
// starts.
//
// go-graphviz readies its WebAssembly module in an init, whether or not the
// program draws: 40 ms at every start, 0.7 s at the first, and native code kept
// in the shared temporary folder, where another user's file ends the program
// before main and planted code would be run. No function of its API puts that
// off. So the init of this package, which needs next to nothing and therefore
// runs first, puts an empty module in the place of the real one: it has every
// function that go-graphviz calls while it starts, and each answers 0. It also
// points the temporary folder nowhere until Finish, so that nothing is kept.
//
// Package engine runs the real module, which Module returns. In a program that
// imports this package go-graphviz itself answers that it "failed to create
// graphviz context".
package dormant

import (
	"os"
	"runtime"
	_ "unsafe" // for go:linkname
)

// graphviz is the module that go-graphviz embeds, and runs when it starts.
//
//go:linkname graphviz github.com/goccy/go-graphviz/internal/wasm.wasmFile
var graphviz []byte

var module = graphviz

// Module is Graphviz as WebAssembly.
func Module() []byte { return module }

// temporary is what init changed and Finish restores.
var temporary struct {
	variable string // "" where nothing was changed
	old      string
	wasSet   bool
}

func init() {
	if s := stub(module); s != nil {
		graphviz = s
	}
	temporary.variable = "TMPDIR"
	if runtime.GOOS == "windows" {
		temporary.variable = "TMP"
	}
	temporary.old, temporary.wasSet = os.LookupEnv(temporary.variable)
	// Below a file no folder can be made, by anybody.
	if os.Setenv(temporary.variable, os.DevNull) != nil {
		temporary.variable = ""
	}
}

// Finish is called once go-graphviz has started: from here on the temporary
// folder is the usual one, and go-graphviz holds its own module again.
func Finish() {
	graphviz = module
	switch {
	case temporary.variable == "":
	case temporary.wasSet:
		os.Setenv(temporary.variable, temporary.old)
	default:
		os.Unsetenv(temporary.variable)
	}
	temporary.variable = ""
}
