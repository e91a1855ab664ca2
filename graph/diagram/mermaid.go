package diagram

import (
	"fmt"
	"strings"

	labels "github.com/dramatis-kg/dramatis/graph/mermaid"
)

// What Mermaid draws at most by its own defaults, which GitHub keeps.
const (
	mermaidEdges = 500
	mermaidSize  = 50000 // characters
)

// mermaidShapes are the brackets of Mermaid's outlines, indexed by shape.
var mermaidShapes = [...][2]string{
	plainBox: {"[", "]"}, roundBox: {"(", ")"}, doubleBox: {"[[", "]]"}, hexagon: {"{{", "}}"}, ellipse: {"([", "])"},
	cutBox: {"[/", `\]`}, noteBox: {">", "]"}, slantBox: {"[/", "/]"}, bookBox: {"[(", ")]"},
}

// mermaid returns g as a flowchart, or as a timeline, that GitHub draws. Where
// there is too much for it the last edges are left out, and a comment says so.
func mermaid(g *Graph, o Options) string {
	if g.Timeline {
		return mermaidTimeline(g)
	}
	var head, tail strings.Builder
	dir := orDefault(o.Layout, map[bool]string{true: "LR", false: "TB"}[g.Flow])
	if title := clean(g.Title, maxTitleRunes); title != "" {
		fmt.Fprintf(&head, "---\ntitle: %q\n---\n", title)
	}
	fmt.Fprintf(&head, "flowchart %s\n", dir)
	if subtitle := clean(g.Subtitle, 3*maxTitleRunes); subtitle != "" {
		fmt.Fprintf(&head, "  %%%% %s\n", strings.NewReplacer("{", "(", "}", ")").Replace(subtitle))
	}
	nodes := sizeNodes(g)
	mermaidNodes(&head, g, nodes)
	p := palette{o.Theme}
	var seen [32]bool
	for i := range nodes {
		if k := nodes[i].style; !seen[k] {
			seen[k] = true
			t := p.kind(k)
			fmt.Fprintf(&tail, "  classDef %s fill:%s,stroke:%s,color:%s\n", mermaidClass(k), t.fill, t.line, t.text)
		}
	}
	edges, drawn := styleEdges(g, o), 0
	var styles strings.Builder
	for i := range edges {
		line := edges[i].mermaid()
		style := fmt.Sprintf("  linkStyle %d stroke:%s,color:%s\n", i, p.class(edges[i].class), p.class(edges[i].class))
		if i == mermaidEdges || head.Len()+tail.Len()+styles.Len()+len(line)+len(style)+100 > mermaidSize {
			break
		}
		head.WriteString(line)
		styles.WriteString(style)
		drawn++
	}
	if left := len(edges) - drawn; left > 0 {
		fmt.Fprintf(&head, "  %%%% %d relations more than Mermaid draws are left out\n", left)
	}
	return head.String() + tail.String() + styles.String()
}

// mermaidClass keeps clear of words that mean something to Mermaid.
func mermaidClass(style int) string { return "k_" + kindStyles[style].name }

func mermaidNodes(b *strings.Builder, g *Graph, nodes []placedNode) {
	one := func(indent string, i int) {
		n := &nodes[i]
		brackets := mermaidShapes[kindStyles[n.style].shape]
		lines := append(append([]string(nil), n.text.lines...), n.role.lines...)
		fmt.Fprintf(b, "%sn%d%s%s%s:::%s\n", indent, i, brackets[0], mermaidText(lines), brackets[1], mermaidClass(n.style))
	}
	for k, name := range g.Groups {
		fmt.Fprintf(b, "  subgraph g%d[%s]\n", k+1, mermaidText([]string{clean(name, maxNodeRunes)}))
		for i := range nodes {
			if nodes[i].group == k+1 {
				one("    ", i)
			}
		}
		b.WriteString("  end\n")
	}
	for i := range nodes {
		if nodes[i].group == 0 {
			one("  ", i)
		}
	}
}

func (e *placedEdge) mermaid() string {
	arrow := "-->"
	switch {
	case e.denied:
		arrow = "--x"
	case len(e.dashes) > 0:
		arrow = "-.->"
	case e.path:
		arrow = "==>"
	}
	if len(e.label.lines) == 0 {
		return fmt.Sprintf("  n%d %s n%d\n", e.from, arrow, e.to)
	}
	return fmt.Sprintf("  n%d %s|%s| n%d\n", e.from, arrow, mermaidText(e.label.lines), e.to)
}

// mermaidText returns lines as a label.
func mermaidText(lines []string) string {
	escaped := make([]string, len(lines))
	for i, l := range lines {
		escaped[i] = labels.Text(l)
	}
	return `"` + strings.Join(escaped, "<br/>") + `"`
}

// mermaidTimeline writes every event as a sentence under its date.
func mermaidTimeline(g *Graph) string {
	var b strings.Builder
	b.WriteString("timeline\n")
	escape := strings.NewReplacer("#", "#35;", ":", "#58;", ";", "#59;", "<", "#lt;", ">", "#gt;")
	if title := clean(g.Title, maxTitleRunes); title != "" {
		fmt.Fprintf(&b, "  title %s\n", escape.Replace(title))
	}
	last := ""
	for i := range g.Edges {
		e := &g.Edges[i]
		text := escape.Replace(g.sentence(e))
		if when := orDefault(clean(e.When, maxNodeRunes), "undated"); when != last {
			last = when
			fmt.Fprintf(&b, "  %s : %s\n", escape.Replace(when), text)
		} else {
			fmt.Fprintf(&b, "    : %s\n", text)
		}
		if b.Len() > mermaidSize-1000 {
			break
		}
	}
	return b.String()
}

// sentence writes an edge as words: "Ann Reyes met Bo Lindqvist in Millport
// (reported)".
func (g *Graph) sentence(e *Edge) string {
	parts := []string{g.Nodes[e.From].Label}
	if rows := e.rows("full"); len(rows) > 0 {
		parts = append(parts, rows[0])
	}
	if e.To >= 0 {
		parts = append(parts, g.Nodes[e.To].Label)
	}
	parts = append(parts, e.Text, e.Tail)
	for _, mark := range []struct {
		set  bool
		name string
	}{{e.Reported, "(reported)"}, {e.Planned, "(planned or possible)"}} {
		if mark.set {
			parts = append(parts, mark.name)
		}
	}
	return clean(strings.Join(parts, " "), maxNoteRunes)
}
