package cypher

import (
	"fmt"
	"strings"
)

// A description is a plan in words.
type description struct {
	b     strings.Builder
	depth int
}

func (d *description) line(format string, args ...any) {
	fmt.Fprintf(&d.b, "%s%s\n", strings.Repeat("  ", d.depth), fmt.Sprintf(format, args...))
}

// inside describes the parts of an operator.
func (d *description) inside(ops []operator) {
	d.depth++
	for _, o := range ops {
		o.describe(d)
	}
	d.depth--
}
