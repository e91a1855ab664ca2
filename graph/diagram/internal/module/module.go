// Package module brings go-graphviz into the program, for the sake of the
// WebAssembly module that it embeds, and lets it start asleep, as package
// dormant says. Package engine, which runs the module, does not import this
// one: so a layout child can begin before go-graphviz starts.
package module

import (
	_ "github.com/goccy/go-graphviz"

	"github.com/dramatis-kg/dramatis/graph/diagram/internal/dormant"
)

// init runs once go-graphviz has started.
func init() { dormant.Finish() }
