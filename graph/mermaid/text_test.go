package mermaid_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/graph/mermaid"
	"github.com/dramatis-kg/dramatis/graph/mermaid/mermaidtest"
)

// Whatever a name looks like, Mermaid draws it letter by letter.
func TestText(t *testing.T) {
	names := []string{
		`Bo "Quay" <Lind> & 'sons'; é漢`, "`x` / #35; [y]", "*bold* _slanted_", "~~gone~~", "1. Ann", "- a list", "# a head", "end", "{{z}} (w) |v| \\ 100 %% --> n2",
		"</p><script>alert(1)</script>", "&lt;b&gt;", "__init__",
	}
	var chart strings.Builder
	chart.WriteString("flowchart LR\n")
	for i, n := range names {
		fmt.Fprintf(&chart, "  n%d[\"%s\"]\n", i, mermaid.Text(n))
	}
	drawn := mermaidtest.Labels(t, chart.String())
	for _, n := range names {
		if !slices.Contains(drawn, n) {
			t.Errorf("%q is not among what Mermaid draws:\n%q", n, drawn)
		}
	}
}
