package diagram

import (
	"fmt"
	"slices"
	"strings"
)

// DOT returns g as Graphviz source that lays out and looks much as Render
// draws it. Nodes are n0, n1, … in the order of g, edges are sorted by the
// nodes they join, and every text is escaped: none can mean anything to DOT.
func DOT(g *Graph, o Options) string {
	p := palette{o.Theme}
	var b strings.Builder
	b.WriteString("digraph dramatis {\n")
	attributes(&b, "  graph ", map[string]string{
		"bgcolor": p.page().paper, "fontcolor": p.page().ink, "fontname": "DejaVu Sans", "fontsize": "16",
		"label": dotTitle(g), "labeljust": "l", "labelloc": "t", "nodesep": "0.32", "outputorder": "edgesfirst",
		"pack": "26", "rankdir": orDefault(o.Layout, map[bool]string{true: "LR", false: "TB"}[g.Flow || g.Timeline]), "ranksep": "0.5", "splines": "true",
	})
	attributes(&b, "  node ", map[string]string{"fontname": "DejaVu Sans", "penwidth": "1.4", "style": "filled"})
	attributes(&b, "  edge ", map[string]string{"arrowsize": "0.7", "fontname": "DejaVu Sans", "fontsize": "10.5"})
	for i, n := range sizeNodes(g) {
		attributes(&b, fmt.Sprintf("  n%d ", i), n.dot(p))
	}
	edges := styleEdges(g, o)
	slices.SortStableFunc(edges, func(a, b placedEdge) int {
		if a.from != b.from {
			return a.from - b.from
		}
		return a.to - b.to
	})
	for i := range edges {
		e := &edges[i]
		if e.to < 0 {
			continue
		}
		attributes(&b, fmt.Sprintf("  n%d -> n%d ", e.from, e.to), e.dot(p))
	}
	b.WriteString("}\n")
	return b.String()
}

func dotTitle(g *Graph) string {
	title, subtitle := clean(g.Title, maxTitleRunes), clean(g.Subtitle, 3*maxTitleRunes)
	if title != "" && subtitle != "" {
		return title + "\n" + subtitle
	}
	return title + subtitle
}

// attributes writes a statement with its attributes in order of name; those
// that are empty are left out.
func attributes(b *strings.Builder, head string, as map[string]string) {
	var list []string
	for k, v := range as {
		if v != "" {
			list = append(list, k+"="+quote(v))
		}
	}
	slices.Sort(list)
	fmt.Fprintf(b, "%s[%s]\n", head, strings.Join(list, " "))
}

// dotEscaper keeps Graphviz from reading escapes (\N) and entities (&lt;) in
// a plain string.
var dotEscaper = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", "", "&", "&amp;")

func quote(s string) string { return `"` + dotEscaper.Replace(s) + `"` }

// dotShapes is indexed by shape.
var dotShapes = [...]string{
	plainBox: "box", roundBox: "box", doubleBox: "box", hexagon: "hexagon", ellipse: "ellipse",
	cutBox: "house", noteBox: "note", slantBox: "parallelogram", bookBox: "tab",
}

func (n *placedNode) dot(p palette) map[string]string {
	k := kindStyles[n.style]
	t := p.kind(n.style)
	as := map[string]string{
		"color": t.line, "fillcolor": t.fill, "fontcolor": t.text, "fontsize": num(n.text.size),
		"label": strings.Join(append(slices.Clone(n.text.lines), n.role.lines...), "\n"), "shape": dotShapes[k.shape], "tooltip": n.note,
	}
	switch k.shape {
	case roundBox:
		as["style"] = "filled,rounded"
	case doubleBox:
		as["peripheries"] = "2"
	}
	if n.focus {
		as["penwidth"] = "3"
	}
	return as
}

func (e *placedEdge) dot(p palette) map[string]string {
	as := map[string]string{
		"color": p.edge(e), "fontcolor": p.class(e.class), "label": strings.Join(e.label.lines, "\n"),
		"penwidth": num(e.width), "tooltip": e.note, "URL": e.url, "weight": itoa(e.weight()),
	}
	switch len(e.dashes) {
	case 2:
		as["style"] = "dashed"
		if e.dashes[0] < 2 {
			as["style"] = "dotted"
		}
	case 4:
		as["style"] = "dashed"
	}
	if e.denied {
		as["arrowhead"] = "onormaltee"
	}
	return as
}
