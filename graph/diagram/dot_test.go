package diagram

import (
	"encoding/json"
	"strings"
	"testing"
)

// Graphviz reads our DOT, and reads out of it the labels that were put in.
func TestDOTKeepsLabels(t *testing.T) {
	g := hostileGraph()
	svg, err := job{Graphs: []string{DOT(g, Options{})}, Layout: "dot", Format: "svg"}.run(t.Context(), Options{InProcess: true})
	if err != nil {
		t.Fatal(err)
	}
	got := strings.NewReplacer("\u00a0", " ").Replace(string(svg[0]))
	for _, h := range hostile[:9] {
		for _, line := range wrap(clean(h, maxNodeRunes), 12.5*11.5, 11.5, false) {
			line = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "-", "&#45;").Replace(line)
			if !strings.Contains(got, line) {
				t.Errorf("no %q in what Graphviz makes of it", line)
			}
		}
	}
}

func TestDOTIsOneStatementALine(t *testing.T) {
	g := hostileGraph()
	lines := strings.Split(strings.TrimSpace(DOT(g, Options{})), "\n")
	if want := 2 + 3 + len(g.Nodes) + len(g.Edges); len(lines) != want {
		t.Errorf("%d lines, want %d", len(lines), want)
	}
	if a, b := DOT(g, Options{}), DOT(g, Options{}); a != b {
		t.Error("DOT differs between calls")
	}
}

// What a layout is asked holds sizes alone.
func TestLayoutSeesNoText(t *testing.T) {
	s := &scene{nodes: sizeNodes(harbour()), edges: styleEdges(harbour(), Options{Labels: "short"})}
	dot := s.layoutDOT(s.parts()[0], plan{dir: "TB", flip: make([]bool, len(s.edges)), last: -1})
	for _, word := range []string{"Marsh", "Brightwater", "bribe"} {
		if strings.Contains(dot, word) {
			t.Errorf("the layout is told %q", word)
		}
	}
	if b, err := json.Marshal(job{Graphs: []string{dot}}); err != nil || len(b) == 0 {
		t.Error(err)
	}
}
