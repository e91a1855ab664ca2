package cypher

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// memory is a Graph of slices.
type memory struct {
	nodes []map[string]any
	rels  []Relationship
	props []map[string]any // of rels
	types []string
	near  [][]Arc
}

// read makes a graph of lines such as "ann:person age=40" and
// "ann meet bo time=2021-04". Numbers, and times under the name "time", are
// values of their own.
func read(text string) *memory {
	g := &memory{}
	ids := map[string]Node{}
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		props := map[string]any{}
		for _, w := range words[1:] {
			if key, value, ok := strings.Cut(w, "="); ok {
				props[key] = g.value(key, value)
			}
		}
		if name, kind, ok := strings.Cut(words[0], ":"); ok {
			ids[name] = Node(len(g.nodes))
			props["name"], props["kind"] = name, kind
			g.nodes = append(g.nodes, props)
			continue
		}
		g.add(ids[words[0]], ids[words[2]], words[1], props)
	}
	return g
}

func (g *memory) value(key, s string) any {
	var n int64
	var f float64
	if t, ok := g.Time(s); ok && key == "time" {
		return t
	}
	if _, err := fmt.Sscanf(s+" ", "%d ", &n); err == nil {
		return n
	}
	if _, err := fmt.Sscanf(s+" ", "%g ", &f); err == nil {
		return f
	}
	return s
}

func (g *memory) add(from, to Node, name string, props map[string]any) {
	t := slices.Index(g.types, name)
	if t < 0 {
		t = len(g.types)
		g.types = append(g.types, name)
	}
	r := Relationship{ID: int64(len(g.rels)), From: from, To: to, Type: int32(t)}
	g.rels, g.props = append(g.rels, r), append(g.props, props)
	for len(g.near) < len(g.nodes) {
		g.near = append(g.near, nil)
	}
	g.near[from] = append(g.near[from], Arc{Relationship: r})
	g.near[to] = append(g.near[to], Arc{Relationship: r, Back: true})
}

func (g *memory) Nodes() int { return len(g.nodes) }
func (g *memory) Types() int { return len(g.types) }
func (g *memory) Arcs(n, to Node) iter.Seq[*Arc] {
	return func(yield func(*Arc) bool) {
		if int(n) >= len(g.near) {
			return
		}
		for i := range g.near[n] {
			if a := &g.near[n][i]; (to < 0 || a.other() == to) && !yield(a) {
				return
			}
		}
	}
}

func (g *memory) TypeName(t int32) string { return g.types[t] }

// TypesNamed knows one family: ~talk is tell and say.
func (g *memory) TypesNamed(name string) []int32 {
	var found []int32
	for i, t := range g.types {
		if t == name || name == "~talk" && (t == "tell" || t == "say") {
			found = append(found, int32(i))
		}
	}
	return found
}

func (g *memory) Called(name string) []Node {
	var found []Node
	for i, n := range g.nodes {
		if n["name"] == name || n["alias"] == name {
			found = append(found, Node(i))
		}
	}
	return found
}

func (g *memory) HasLabel(n Node, label string) bool {
	kind, _ := g.nodes[n]["kind"].(string)
	return strings.EqualFold(kind, label)
}

func (g *memory) of(of any) map[string]any {
	switch of := of.(type) {
	case Node:
		return g.nodes[of]
	case Relationship:
		return g.props[of.ID]
	}
	return nil
}

func (g *memory) Properties(of any) []string {
	if of == nil {
		return nil
	}
	return sortedKeys(g.of(of))
}
func (g *memory) Property(of any, name string) any { return g.of(of)[name] }

// Time knows years, months and days.
func (g *memory) Time(edtf string) (Time, bool) {
	if strings.Trim(edtf, "0123456789-") != "" {
		return Time{}, false
	}
	switch len(edtf) {
	case 4:
		return Time{edtf, edtf + "-01-01", edtf + "-12-31"}, true
	case 7:
		return Time{edtf, edtf + "-01", edtf + "-31"}, true
	case 10:
		return Time{edtf, edtf, edtf}, true
	}
	return Time{}, false
}

// random makes a graph of n nodes and m relationships, loops and parallel ones
// among them.
func random(r *rand.Rand, n, m int) *memory {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "n%d:%s", i, []string{"person", "place"}[r.IntN(2)])
		if r.IntN(3) > 0 {
			fmt.Fprintf(&b, " age=%d", r.IntN(3))
		}
		b.WriteByte('\n')
	}
	for range m {
		fmt.Fprintf(&b, "n%d %s n%d", r.IntN(n), []string{"meet", "tell", "say"}[r.IntN(3)], r.IntN(n))
		if r.IntN(3) > 0 {
			fmt.Fprintf(&b, " w=%d", r.IntN(3))
		}
		b.WriteByte('\n')
	}
	return read(b.String())
}

// answer runs a query and writes its rows, a value between two bars.
func answer(t testing.TB, g Graph, text string, params map[string]any) ([]string, error) {
	t.Helper()
	q, err := Parse(text)
	if err != nil {
		return nil, err
	}
	return answerOf(t, g, q, params, Options{})
}

func answerOf(t testing.TB, g Graph, q *Query, params map[string]any, o Options) ([]string, error) {
	t.Helper()
	p, err := Compile(q, g, params)
	if err != nil {
		return nil, err
	}
	var rows []string
	for row, err := range p.Run(context.Background(), o) {
		if err != nil {
			return rows, err
		}
		var cells []string
		for _, v := range row {
			cells = append(cells, show(g, v))
		}
		rows = append(rows, strings.Join(cells, " | "))
	}
	return rows, nil
}

// show writes a value as openCypher writes literals; nodes by name.
func show(g Graph, v any) string {
	var words []string
	switch v := v.(type) {
	case Node:
		return fmt.Sprint(g.Property(v, "name"))
	case Relationship:
		return fmt.Sprintf("%v-%s->%v", show(g, v.From), g.TypeName(v.Type), show(g, v.To))
	case Time:
		return v.Text
	case Path:
		s := show(g, v.Nodes[0])
		for i, r := range v.Relationships {
			if r.From == v.Nodes[i] {
				s += fmt.Sprintf("-%s->%s", g.TypeName(r.Type), show(g, v.Nodes[i+1]))
			} else {
				s += fmt.Sprintf("<-%s-%s", g.TypeName(r.Type), show(g, v.Nodes[i+1]))
			}
		}
		return s
	case []any:
		for _, e := range v {
			words = append(words, show(g, e))
		}
		return "[" + strings.Join(words, ", ") + "]"
	case map[string]any:
		for _, k := range sortedKeys(v) {
			words = append(words, k+": "+show(g, v[k]))
		}
		return "{" + strings.Join(words, ", ") + "}"
	}
	w := &writer{}
	w.literal(v)
	return w.b.String()
}
