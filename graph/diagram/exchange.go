package diagram

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// These formats carry what was chosen for a picture to programs that draw by
// themselves: yEd, Gephi, Cytoscape. Whole stores are exported elsewhere.

// A column is an attribute of nodes or edges.
type column struct {
	name, kind string // kind as in GraphML: "string", "int", "boolean"
	value      func(i int) string
}

func (g *Graph) nodeColumns() []column {
	text := func(name string, of func(n *Node) string) column {
		return column{name, "string", func(i int) string { return clean(of(&g.Nodes[i]), maxNoteRunes) }}
	}
	return []column{
		text("label", func(n *Node) string { return n.Label }),
		text("iri", func(n *Node) string { return n.ID }),
		text("kind", func(n *Node) string { return string(n.Kind) }),
		text("role", func(n *Node) string { return n.Role }),
		text("group", func(n *Node) string {
			if n.Group == 0 {
				return ""
			}
			return g.Groups[n.Group-1]
		}),
		{"support", "int", func(i int) string { return itoa(g.Nodes[i].Support) }},
	}
}

func (g *Graph) edgeColumns() []column {
	text := func(name string, of func(e *Edge) string) column {
		return column{name, "string", func(i int) string { return clean(of(&g.Edges[i]), maxNoteRunes) }}
	}
	yes := func(name string, of func(e *Edge) bool) column {
		return column{name, "boolean", func(i int) string { return fmt.Sprint(of(&g.Edges[i])) }}
	}
	return []column{
		text("label", func(e *Edge) string { return strings.Join(e.Labels, "; ") }),
		text("family", func(e *Edge) string { return e.Class.style().name }),
		yes("reported", func(e *Edge) bool { return e.Reported }),
		yes("denied", func(e *Edge) bool { return e.Denied }),
		yes("planned", func(e *Edge) bool { return e.Planned }),
		text("when", func(e *Edge) string { return e.When }),
		text("sentence", func(e *Edge) string { return e.Note }),
		text("url", func(e *Edge) string { return webLink(e.URL) }),
		{"support", "int", func(i int) string { return itoa(g.Edges[i].Support) }},
	}
}

// joined lists the edges that have both ends.
func (g *Graph) joined() []int {
	var out []int
	for i := range g.Edges {
		if g.Edges[i].To >= 0 {
			out = append(out, i)
		}
	}
	return out
}

// graphML writes g for yEd, NetworkX, Gephi and Cytoscape.
func graphML(g *Graph, _ Options) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">` + "\n")
	nodes, edges := g.nodeColumns(), g.edgeColumns()
	for _, set := range []struct {
		of, prefix string
		columns    []column
	}{{"node", "n", nodes}, {"edge", "e", edges}} {
		for k, c := range set.columns {
			fmt.Fprintf(&b, `  <key id="%s%d" for="%s" attr.name="%s" attr.type="%s"/>`+"\n", set.prefix, k, set.of, c.name, c.kind)
		}
	}
	fmt.Fprintf(&b, `  <graph id="%s" edgedefault="directed">`+"\n", "dramatis")
	data := func(prefix string, columns []column, i int) {
		for k, c := range columns {
			if v := c.value(i); v != "" {
				fmt.Fprintf(&b, `<data key="%s%d">%s</data>`, prefix, k, escape(v))
			}
		}
	}
	for i := range g.Nodes {
		fmt.Fprintf(&b, `    <node id="n%d">`, i)
		data("n", nodes, i)
		b.WriteString("</node>\n")
	}
	for _, i := range g.joined() {
		fmt.Fprintf(&b, `    <edge id="e%d" source="n%d" target="n%d">`, i, g.Edges[i].From, g.Edges[i].To)
		data("e", edges, i)
		b.WriteString("</edge>\n")
	}
	b.WriteString("  </graph>\n</graphml>\n")
	return b.String()
}

// gexf writes g for Gephi, colours and sizes included.
func gexf(g *Graph, o Options) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		`<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">` + "\n")
	fmt.Fprintf(&b, "  <meta><creator>dramatis</creator><title>%s</title><description>%s</description></meta>\n",
		escape(clean(g.Title, maxTitleRunes)), escape(clean(g.Subtitle, maxNoteRunes)))
	b.WriteString(`  <graph defaultedgetype="directed" mode="static">` + "\n")
	nodes, edges := g.nodeColumns()[1:], g.edgeColumns()[1:] // a label is no attribute here
	kinds := map[string]string{"string": "string", "int": "integer", "boolean": "boolean"}
	for _, set := range []struct {
		of      string
		columns []column
	}{{"node", nodes}, {"edge", edges}} {
		fmt.Fprintf(&b, "    <attributes class=\"%s\">\n", set.of)
		for k, c := range set.columns {
			fmt.Fprintf(&b, `      <attribute id="%d" title="%s" type="%s"/>`+"\n", k, c.name, kinds[c.kind])
		}
		b.WriteString("    </attributes>\n")
	}
	values := func(columns []column, i int) {
		b.WriteString("<attvalues>")
		for k, c := range columns {
			if v := c.value(i); v != "" {
				fmt.Fprintf(&b, `<attvalue for="%d" value="%s"/>`, k, escape(v))
			}
		}
		b.WriteString("</attvalues>")
	}
	p := palette{o.Theme}
	b.WriteString("    <nodes>\n")
	for i, n := range sizeNodes(g) {
		fmt.Fprintf(&b, `      <node id="n%d" label="%s">`, i, escape(clean(g.Nodes[i].Label, maxNoteRunes)))
		values(nodes, i)
		fmt.Fprintf(&b, `<viz:color %s/><viz:size value="%s"/></node>`+"\n", rgb(p.kind(n.style).line), num(n.text.size))
	}
	b.WriteString("    </nodes>\n    <edges>\n")
	for _, i := range g.joined() {
		e := &g.Edges[i]
		fmt.Fprintf(&b, `      <edge id="e%d" source="n%d" target="n%d" label="%s" weight="%d">`,
			i, e.From, e.To, escape(clean(strings.Join(e.Labels, "; "), maxNoteRunes)), max(e.Support, 1))
		values(edges, i)
		fmt.Fprintf(&b, `<viz:color %s/></edge>`+"\n", rgb(p.class(e.Class)))
	}
	b.WriteString("    </edges>\n  </graph>\n</gexf>\n")
	return b.String()
}

// rgb writes a colour as GEXF 1.2 does, which all its readers know.
func rgb(hex string) string {
	var c [3]uint64
	for i := range c {
		c[i], _ = strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
	}
	return fmt.Sprintf(`r="%d" g="%d" b="%d"`, c[0], c[1], c[2])
}

// cytoscape writes g as Cytoscape and Cytoscape.js read it.
func cytoscape(g *Graph, _ Options) string {
	type element struct {
		Data map[string]any `json:"data"`
	}
	type elements struct {
		Nodes []element `json:"nodes"`
		Edges []element `json:"edges"`
	}
	values := func(columns []column, i int, data map[string]any) element {
		for _, c := range columns {
			v := c.value(i)
			switch {
			case c.kind == "boolean":
				data[c.name] = v == "true"
			case c.kind == "int":
				data[c.name] = json.Number(v)
			case v != "":
				data[c.name] = v
			}
		}
		return element{data}
	}
	out := struct {
		Data     map[string]string `json:"data"`
		Elements elements          `json:"elements"`
	}{
		Data:     map[string]string{"name": clean(g.Title, maxTitleRunes), "subtitle": clean(g.Subtitle, maxNoteRunes)},
		Elements: elements{Nodes: []element{}, Edges: []element{}},
	}
	for i := range g.Nodes {
		out.Elements.Nodes = append(out.Elements.Nodes, values(g.nodeColumns(), i, map[string]any{"id": "n" + itoa(i)}))
	}
	for _, i := range g.joined() {
		e := &g.Edges[i]
		data := map[string]any{"id": "e" + itoa(i), "source": "n" + itoa(e.From), "target": "n" + itoa(e.To)}
		out.Elements.Edges = append(out.Elements.Edges, values(g.edgeColumns(), i, data))
	}
	b, err := json.MarshalIndent(out, "", " ")
	if err != nil {
		panic(err) // strings, whole numbers and truth values always have JSON
	}
	return string(b) + "\n"
}
