package exchange

import (
	"bufio"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
)

// text returns s as it stands in XML, in an element or an attribute.
func text(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}

// An attribute is what GraphML and GEXF say of a node or an edge.
type attribute struct{ name, kind string }

var nodeAttributes = []attribute{
	{"name", "string"}, {"kind", "string"}, {"aliases", "string"}, {"roles", "string"}, {"mentions", "int"}, {"documents", "int"},
}

var edgeAttributes = []attribute{
	{"predicate", "string"}, {"phrase", "string"}, {"family", "string"}, {"time", "string"}, {"modifiers", "string"},
	{"confidence", "double"}, {"document", "string"}, {"sentence", "string"}, {"fact", "string"},
}

func nodeValues(e *graph.Entity) []string {
	return []string{
		e.Name, string(e.Kind), strings.Join(e.Aliases, "; "), strings.Join(e.Roles, "; "),
		fmt.Sprint(e.Mentions), fmt.Sprint(len(e.Documents)),
	}
}

func edgeValues(f *graph.Fact) []string {
	return []string{
		f.Predicate, f.Phrase(), f.Family, f.Time, modifiers(f),
		fmt.Sprint(f.Confidence), f.Document, f.Evidence.Text, f.IRI,
	}
}

func writeGraphML(ctx context.Context, w io.Writer, s *graph.Store) error {
	b := bufio.NewWriter(w)
	out := &sink{w: b}
	out.put(xml.Header, `<graphml xmlns="http://graphml.graphdrawing.org/xmlns" `+
		`xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" `+
		`xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">`+"\n")
	for i, a := range nodeAttributes {
		out.put(fmt.Sprintf("  <key id=\"n%d\" for=\"node\" attr.name=%q attr.type=%q/>\n", i, a.name, a.kind))
	}
	for i, a := range edgeAttributes {
		out.put(fmt.Sprintf("  <key id=\"e%d\" for=\"edge\" attr.name=%q attr.type=%q/>\n", i, a.name, a.kind))
	}
	out.put("  <graph edgedefault=\"directed\">\n")
	for e, err := range s.Entities(ctx) {
		if err != nil {
			return err
		}
		out.put(`    <node id="`, text(e.IRI), "\">\n")
		out.data("n", nodeValues(&e))
		out.put("    </node>\n")
	}
	for f, err := range edges(ctx, s) {
		if err != nil {
			return err
		}
		out.put(`    <edge id="`, text(f.IRI), `" source="`, text(f.Subject), `" target="`, text(f.Object), "\">\n")
		out.data("e", edgeValues(&f))
		out.put("    </edge>\n")
	}
	out.put("  </graph>\n</graphml>\n")
	if out.err != nil {
		return out.err
	}
	return b.Flush()
}

// data writes values under the keys with this first letter; "" is left out.
func (s *sink) data(key string, values []string) {
	for i, v := range values {
		if v != "" {
			s.put(fmt.Sprintf(`      <data key="%s%d">`, key, i), text(v), "</data>\n")
		}
	}
}

// writeGEXF writes GEXF 1.2, in which edges have the days of their facts.
func writeGEXF(ctx context.Context, w io.Writer, s *graph.Store) error {
	b := bufio.NewWriter(w)
	out := &sink{w: b}
	out.put(xml.Header, `<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">`, "\n",
		`  <meta><creator>dramatis</creator></meta>`, "\n",
		`  <graph mode="dynamic" defaultedgetype="directed" timeformat="date">`, "\n")
	out.declare("node", nodeAttributes)
	out.declare("edge", edgeAttributes)
	out.put("    <nodes>\n")
	for e, err := range s.Entities(ctx) {
		if err != nil {
			return err
		}
		out.put(`      <node id="`, text(e.IRI), `" label="`, text(e.Name), "\">\n")
		out.values(nodeValues(&e))
		out.put("      </node>\n")
	}
	out.put("    </nodes>\n    <edges>\n")
	for f, err := range edges(ctx, s) {
		if err != nil {
			return err
		}
		out.put(`      <edge id="`, text(f.IRI), `" source="`, text(f.Subject), `" target="`, text(f.Object), `" label="`, text(f.Phrase()), `"`)
		first, last := days(f.Time)
		if first != "" {
			out.put(` start="`, first, `"`)
		}
		if last != "" {
			out.put(` end="`, last, `"`)
		}
		out.put(">\n")
		out.values(edgeValues(&f))
		out.put("      </edge>\n")
	}
	out.put("    </edges>\n  </graph>\n</gexf>\n")
	if out.err != nil {
		return out.err
	}
	return b.Flush()
}

func (s *sink) declare(class string, list []attribute) {
	s.put(`    <attributes class="`, class, "\" mode=\"static\">\n")
	for i, a := range list {
		kind := a.kind
		if kind == "int" {
			kind = "integer"
		}
		s.put(fmt.Sprintf("      <attribute id=\"%d\" title=%q type=%q/>\n", i, a.name, kind))
	}
	s.put("    </attributes>\n")
}

func (s *sink) values(values []string) {
	s.put("        <attvalues>\n")
	for i, v := range values {
		if v != "" {
			s.put(fmt.Sprintf("          <attvalue for=\"%d\" value=\"", i), text(v), "\"/>\n")
		}
	}
	s.put("        </attvalues>\n")
}
