package exchange

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/dramatis-kg/dramatis/graph"
)

// prefixes are those that our IRIs begin with.
var prefixes = [][2]string{
	{"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
	{"schema", "http://schema.org/"},
	{"skos", "http://www.w3.org/2004/02/skos/core#"},
}

// groups splits the quads of a document by label and by subject, in order of
// first appearance, which is that of the sorted quads.
func groups(quads []quad.Quad, by func(quad.Quad) quad.Value) [][]quad.Quad {
	var out [][]quad.Quad
	index := make(map[quad.Value]int)
	for _, q := range quads {
		i, ok := index[by(q)]
		if !ok {
			i = len(out)
			index[by(q)] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], q)
	}
	return out
}

func byLabel(q quad.Quad) quad.Value     { return q.Label }
func bySubject(q quad.Quad) quad.Value   { return q.Subject }
func byPredicate(q quad.Quad) quad.Value { return q.Predicate }

func writeTriG(ctx context.Context, w io.Writer, s *graph.Store) error {
	b := bufio.NewWriter(w)
	out := &sink{w: b}
	for _, p := range prefixes {
		out.put("@prefix ", p[0], ": <", p[1], "> .\n")
	}
	for quads, err := range s.Quads(ctx) {
		if err != nil {
			return err
		}
		for _, named := range groups(quads, byLabel) {
			out.put("\n", turtle(named[0].Label), " {\n")
			for _, subject := range groups(named, bySubject) {
				for i, q := range subject {
					if i == 0 {
						out.put("  ", turtle(q.Subject))
					} else {
						out.put(" ;\n   ")
					}
					out.put(" ", turtle(q.Predicate), " ", turtle(q.Object))
				}
				out.put(" .\n")
			}
			out.put("}\n")
		}
	}
	if out.err != nil {
		return out.err
	}
	return b.Flush()
}

// turtle returns a term of TriG. A name is shortened only where no character
// of it needs escaping.
func turtle(v quad.Value) string {
	iri, ok := v.(quad.IRI)
	if !ok {
		s, _ := v.(quad.String)
		return `"` + escaper.Replace(string(s)) + `"`
	}
	for _, p := range prefixes {
		if local, ok := strings.CutPrefix(string(iri), p[1]); ok && !strings.ContainsFunc(local, noLetter) && local != "" {
			return p[0] + ":" + local
		}
	}
	return "<" + string(iri) + ">"
}

func noLetter(r rune) bool { return (r|0x20 < 'a' || r|0x20 > 'z') && (r < '0' || r > '9') }

// escaper escapes what must be in a literal; the store holds no other control
// characters.
var escaper = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`)

// plain returns a term without brackets and quotes.
func plain(v quad.Value) string {
	if iri, ok := v.(quad.IRI); ok {
		return string(iri)
	}
	return quad.ToString(v)
}

// A jsonValue is a term of JSON-LD.
type jsonValue struct {
	ID    string  `json:"@id,omitempty"`
	Value *string `json:"@value,omitempty"`
}

func writeJSONLD(ctx context.Context, w io.Writer, s *graph.Store) error {
	b := bufio.NewWriter(w)
	out := &sink{w: b}
	between := "[\n"
	for quads, err := range s.Quads(ctx) {
		if err != nil {
			return err
		}
		for _, named := range groups(quads, byLabel) {
			var nodes []map[string]any
			for _, subject := range groups(named, bySubject) {
				nodes = append(nodes, jsonNode(subject))
			}
			out.put(between, compact(map[string]any{"@id": plain(named[0].Label), "@graph": nodes}))
			between = ",\n"
		}
	}
	if between != ",\n" {
		out.put("[")
	}
	out.put("\n]\n")
	if out.err != nil {
		return out.err
	}
	return b.Flush()
}

// jsonNode returns the quads of one subject as an object of JSON-LD.
func jsonNode(quads []quad.Quad) map[string]any {
	node := map[string]any{"@id": plain(quads[0].Subject)}
	for _, same := range groups(quads, byPredicate) {
		var values []jsonValue
		for _, q := range same {
			text := plain(q.Object)
			if _, ok := q.Object.(quad.IRI); ok {
				values = append(values, jsonValue{ID: text})
			} else {
				values = append(values, jsonValue{Value: &text})
			}
		}
		node[plain(same[0].Predicate)] = values
	}
	return node
}

// compact returns v as JSON in one line, without the escapes meant for HTML.
// What we give it can be written.
func compact(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}
