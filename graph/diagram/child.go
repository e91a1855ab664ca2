package diagram

import (
	"context"
	"fmt"
	"sync"

	"github.com/dramatis-kg/dramatis/graph/diagram/internal/engine"
	_ "github.com/dramatis-kg/dramatis/graph/diagram/internal/module" // holds Graphviz
)

// crew lays out all pictures of this program, one at a time.
var crew engine.Crew

// Prepare starts the child that lays pictures out while the caller still
// gathers what the first is of: loading Graphviz takes longer than a layout.
// The child ends ten seconds after the last picture, with Close, and with this
// program, however that ends.
func Prepare() { go crew.Ready() }

// Close ends the child, if there is one. A later picture starts another.
func Close() { crew.Close() }

// ownEngine lays out where Options.InProcess asks for it.
var ownEngine = sync.OnceValues(func() (*engine.Engine, error) {
	return engine.Open(context.Background(), maxMemory)
})

// maxMemory is ten times what the largest picture needs.
const maxMemory = 256 << 20

// A job is what Graphviz is asked for.
type job engine.Job

// run does j where o wants it and returns what Graphviz says of each graph.
func (j job) run(ctx context.Context, o Options) ([][]byte, error) {
	if !o.InProcess {
		return crew.Do(ctx, engine.Job(j), o.Timeout)
	}
	e, err := ownEngine()
	if err != nil {
		return nil, fmt.Errorf("layout: %w", err)
	}
	var out [][]byte
	for _, g := range j.Graphs {
		b, err := e.Layout(ctx, g, j.Layout, j.Format)
		if err != nil {
			return nil, fmt.Errorf("layout: %w", err)
		}
		out = append(out, b)
	}
	return out, nil
}
