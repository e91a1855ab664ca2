package cypher

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// naive answers one MATCH by trying everything: every node at every place and
// every relationship at every step, in the order in which they are written. It
// returns the values of the pattern's variables, as text, by row.
type naive struct {
	g    *memory
	m    *matchClause
	rows []string
	env  map[string]any
	used []int64
	x    *execution
}

func (o *naive) chain(n int) {
	if n == len(o.m.patterns) {
		o.row()
		return
	}
	c := o.m.patterns[n]
	for start := range Node(len(o.g.nodes)) {
		o.node(c.nodes[0], start, func() { o.step(n, 0, Path{Nodes: []Node{start}}) })
	}
}

func (o *naive) node(p *nodePattern, n Node, then func()) {
	if p.label != nil && !p.label.fits(o.g, n) || !o.has(p.props, n) {
		return
	}
	o.with(p.name, n, then)
}

// with binds a name while then runs, or compares it with what it stands for.
func (o *naive) with(name string, v any, then func()) {
	old, ok := o.env[name]
	switch {
	case name == "":
		then()
	case !ok:
		o.env[name] = v
		then()
		delete(o.env, name)
	case old == v:
		then()
	}
}

func (o *naive) has(props *expr, of any) bool {
	for i := 0; props != nil && i < len(props.keys); i++ {
		if o.x.relate("=", o.g.Property(of, props.keys[i]), props.args[i].value) != true {
			return false
		}
	}
	return true
}

func (o *naive) step(n, i int, way Path) {
	c := o.m.patterns[n]
	if i == len(c.rels) {
		o.with(c.name, way, func() { o.chain(n + 1) })
		return
	}
	r := c.rels[i]
	if !r.many {
		r.min, r.max = 1, 1
	}
	used := o.used
	if c.short != anyLength { // has nothing to do with the rest of the MATCH
		o.used = nil
	}
	var trails [][]Relationship
	o.trails(r, way.Nodes[len(way.Nodes)-1], nil, &trails)
	for _, trail := range trails {
		next, value := way, any(listOf(trail, false))
		for _, e := range trail {
			next = Path{append(slices.Clip(next.Nodes), other(e, next.Nodes[len(next.Nodes)-1])), append(slices.Clip(next.Relationships), e)}
			o.used = append(o.used, e.ID)
		}
		if c.short != anyLength {
			o.used = used
		}
		if !r.many {
			value = trail[0]
		}
		end := next.Nodes[len(next.Nodes)-1]
		if c.short == anyLength || o.isShortest(c, way.Nodes[0], end, trails, trail) {
			o.with(r.name, value, func() { o.node(c.nodes[i+1], end, func() { o.step(n, i+1, next) }) })
		}
		o.used = used
	}
}

func other(e Relationship, n Node) Node {
	if e.From == n {
		return e.To
	}
	return e.From
}

// trails lists those over r from n on.
func (o *naive) trails(r *relPattern, n Node, trail []Relationship, all *[][]Relationship) {
	if len(trail) >= r.min {
		*all = append(*all, slices.Clone(trail))
	}
	for _, e := range o.g.rels {
		ok := len(trail) != r.max && !slices.Contains(o.used, e.ID) && !slices.Contains(trail, e) && o.has(r.props, e) &&
			(r.types == nil || slices.ContainsFunc(r.types, func(t string) bool { return slices.Contains(o.g.TypesNamed(t), e.Type) })) &&
			(r.direction != back && e.From == n || r.direction != ahead && e.To == n)
		if ok {
			o.trails(r, other(e, n), append(slices.Clip(trail), e), all)
		}
	}
}

// isShortest says whether trail is among those that shortestPath, of which any
// will do, or allShortestPaths finds between two nodes.
func (o *naive) isShortest(c *chain, from, to Node, all [][]Relationship, trail []Relationship) bool {
	end := func(t []Relationship) Node {
		n := from
		for _, e := range t {
			n = other(e, n)
		}
		return n
	}
	for _, t := range all {
		if len(t) < len(trail) && end(t) == to {
			return false
		}
	}
	return from != to || len(trail) == 0
}

func (o *naive) row() {
	if w := o.m.where; w != nil && o.where(w) != true {
		return
	}
	var cells []string
	for _, k := range sortedKeys(o.env) {
		cells = append(cells, show(o.g, o.env[k]))
	}
	o.rows = append(o.rows, strings.Join(cells, " | "))
}

// where computes conditions in the logic of Kleene, by its tables.
func (o *naive) where(e *expr) any {
	switch e.op {
	case opLiteral:
		return e.value
	case opProperty:
		return o.g.Property(o.env[e.args[0].text], e.text)
	case opCompare:
		return o.x.relate(e.keys[0], o.where(e.args[0]), o.where(e.args[1]))
	case opIsNull:
		return o.where(e.args[0]) == nil
	case opNot:
		return map[any]any{true: false, false: true, nil: nil}[o.where(e.args[0])]
	}
	number := map[any]int{false: 0, nil: 1, true: 2}
	least := number[o.where(e.args[0])]
	for _, a := range e.args[1:] {
		if e.op == opAnd {
			least = min(least, number[o.where(a)])
		} else {
			least = max(least, number[o.where(a)])
		}
	}
	return []any{false, nil, true}[least]
}

// A writer of queries at random.
type author struct {
	*rand.Rand
	names []string // of nodes
	rels  []string // of single relationships
	count int
}

func (a *author) pick(s ...string) string { return s[a.IntN(len(s))] }

func (a *author) node() string {
	name := a.pick("a", "b", "c", "")
	if name != "" && !slices.Contains(a.names, name) {
		a.names = append(a.names, name)
	}
	return "(" + name + a.pick("", "", "", "", ":Person", ":!person", ":Person|Place") + a.pick("", "", "", "", "", "", " {age: 1}", " {kind: 'place'}") + ")"
}

func (a *author) rel(short bool) string {
	many := a.pick("", "", "", "*", "*0..2", "*2", "*..2")
	if short {
		many = a.pick("*", "*..3", "*0..")
	}
	name := ""
	if a.count++; a.IntN(2) == 0 {
		name = fmt.Sprintf("r%d", a.count)
		if many == "" {
			a.rels = append(a.rels, name)
		}
	}
	body := name + a.pick("", "", "", ":meet", ":meet|say", ":~talk", ":nothing") + many + a.pick("", "", "", "", "", " {w: 1}")
	return a.pick("-[", "<-[") + body + a.pick("]-", "]->")
}

func (a *author) query() string {
	var chains []string
	for range 1 + a.IntN(2) {
		short := a.pick("", "", "", "shortestPath(", "allShortestPaths(")
		c := a.node() + a.rel(short != "") + a.node()
		if short == "" && a.IntN(2) == 0 {
			c += a.rel(false) + a.node()
		}
		if short != "" {
			c = short + c + ")"
		}
		chains = append(chains, a.pick("", fmt.Sprintf("p%d = ", len(chains)))+c)
	}
	q := "MATCH " + strings.Join(chains, ", ")
	if len(a.names) > 0 && a.IntN(2) == 0 {
		q += " WHERE " + a.condition(2)
	}
	return q
}

func (a *author) condition(depth int) string {
	if depth == 0 || a.IntN(3) == 0 {
		p := a.pick(a.names...) + ".age"
		if len(a.rels) > 0 && a.IntN(2) == 0 {
			p = a.pick(a.rels...) + ".w"
		}
		return p + a.pick(" = 1", " <> 0", " < 2", " >= 1", " IS NULL")
	}
	if a.IntN(4) == 0 {
		return "NOT (" + a.condition(depth-1) + ")"
	}
	return "(" + a.condition(depth-1) + a.pick(" AND ", " OR ") + a.condition(depth-1) + ")"
}

// compareWithNaive answers one query at random both ways.
func compareWithNaive(t *testing.T, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 7))
	g := random(r, 1+r.IntN(4), r.IntN(6))
	text := (&author{Rand: r}).query()
	q, err := Parse(text + " RETURN 1")
	if err != nil {
		t.Fatalf("%s\n%v", text, err)
	}
	m := q.parts[0].clauses[0].(*matchClause)
	o := &naive{g: g, m: m, env: map[string]any{}, x: &execution{ctx: context.Background(), g: g}}
	o.chain(0)
	got, err := answer(t, g, text+" RETURN *", nil)
	if e, ok := err.(*Error); ok && strings.Contains(e.Msg, "there are none here") {
		got, err = answer(t, g, text+" RETURN 1", nil)
		for i := range got {
			got[i] = ""
		}
	}
	if err != nil {
		t.Fatalf("%s\n%v", text, err)
	}
	want := o.rows
	if slices.ContainsFunc(m.patterns, func(c *chain) bool { return c.short == oneShortest }) {
		compareSome(t, seed, text, got, want)
		return
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Fatalf("seed %d: %s\n got %d rows\n%s\nwant %d rows\n%s", seed, text, len(got), strings.Join(got, "\n"), len(want), strings.Join(want, "\n"))
	}
}

// compareSome wants rows that are among those of all shortest paths, and some
// where there are some.
func compareSome(t *testing.T, seed uint64, text string, got, want []string) {
	t.Helper()
	for _, row := range got {
		if !slices.Contains(want, row) {
			t.Fatalf("seed %d: %s\n got %s\nwant one of\n%s", seed, text, row, strings.Join(want, "\n"))
		}
	}
	if len(got) == 0 && len(want) > 0 && !strings.Contains(text, "WHERE") || len(got) > len(want) {
		t.Fatalf("seed %d: %s\n got %d rows\nwant some of %d", seed, text, len(got), len(want))
	}
}

// TestNaive compares the evaluator with one that tries everything, on random
// graphs.
func TestNaive(t *testing.T) {
	for seed := range uint64(1500) {
		compareWithNaive(t, seed)
	}
}

func FuzzNaive(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(compareWithNaive)
}
