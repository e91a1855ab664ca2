package exchange

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/mermaid"
)

// shapes of nodes in Mermaid, by kind; others are rectangles.
var shapes = map[string][2]string{
	"person": {"([", "])"}, "place": {"{{", "}}"}, "facility": {"{{", "}}"}, "event": {">", "]"}, "group": {"[[", "]]"},
}

// writeMermaid writes a flowchart of the entities that have edges. Facts with
// the same ends and predicate are one arrow.
func writeMermaid(ctx context.Context, w io.Writer, s *graph.Store) error {
	list, err := merged(ctx, s)
	if err != nil {
		return err
	}
	used := make(map[string]int)
	for _, f := range list {
		used[f.Subject], used[f.Object] = 0, 0
	}
	b := bufio.NewWriter(w)
	out := &sink{w: b}
	out.put("flowchart LR\n")
	n := 0
	for e, err := range s.Entities(ctx) {
		if err != nil {
			return err
		}
		if _, ok := used[e.IRI]; !ok {
			continue
		}
		n++
		used[e.IRI] = n
		shape, ok := shapes[string(e.Kind)]
		if !ok {
			shape = [2]string{"[", "]"}
		}
		out.put(fmt.Sprintf("  n%d", n), shape[0], `"`, label(e.Name), `"`, shape[1], "\n")
	}
	for _, f := range list {
		out.put(fmt.Sprintf("  n%d -->|\"%s\"| n%d\n", used[f.Subject], label(f.Phrase()), used[f.Object]))
	}
	if out.err != nil {
		return out.err
	}
	return b.Flush()
}

func label(s string) string { return mermaid.Text(oneLine(s)) }
