package via

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
)

// Triples are a graph in memory; nodes and predicates are strings.
type triples [][3]string

// A web is the adjacency of triples.
type web struct {
	nodes, labels []string
	arcs          [][]Arc
}

func (w *web) Nodes() int                    { return len(w.nodes) }
func (w *web) Labels() int                   { return len(w.labels) }
func (w *web) Arcs(v int32, buf []Arc) []Arc { return append(buf, w.arcs[v]...) }

func (w *web) Named(n Name) []int32 {
	if i := slices.Index(w.labels, string(n)); i >= 0 {
		return []int32{int32(i)}
	}
	return nil
}

// id returns the number of a node; a stranger has one below zero.
func (w *web) id(node string) int32 {
	if i := slices.Index(w.nodes, node); i >= 0 {
		return int32(i)
	}
	h := int32(0)
	for _, c := range []byte(node) {
		h = (h*31 + int32(c)) % 1_000_000
	}
	return -1 - h
}

func (g triples) web() *web {
	w := &web{}
	add := func(list *[]string, s string) int32 {
		if !slices.Contains(*list, s) {
			*list = append(*list, s)
		}
		return int32(slices.Index(*list, s))
	}
	for _, t := range g {
		s, p, o := add(&w.nodes, t[0]), add(&w.labels, t[1]), add(&w.nodes, t[2])
		w.arcs = append(w.arcs, make([][]Arc, len(w.nodes)-len(w.arcs))...)
		w.arcs[s] = append(w.arcs[s], Arc{To: o, Label: p})
		w.arcs[o] = append(w.arcs[o], Arc{To: s, Label: p, Back: true})
	}
	for _, arcs := range w.arcs {
		slices.SortFunc(arcs, func(a, b Arc) int { return cmp.Compare(a.To, b.To) })
	}
	return w
}

// naive evaluates e by the definitions of SPARQL 1.1, section 18.4, to the
// pairs of nodes that are related, with the fewest steps between them.
func (g triples) naive(e *Expr) map[[2]string]int {
	pairs := map[[2]string]int{}
	add := func(x, y string, n int) bool {
		old, ok := pairs[[2]string{x, y}]
		if ok && old <= n {
			return false
		}
		pairs[[2]string{x, y}] = n
		return true
	}
	switch e.Op {
	case Predicate, Negated:
		along, against := e.Op == Predicate || len(e.Args) == 0, false
		for _, arg := range e.Args {
			along, against = along || arg.Op == Predicate, against || arg.Op == Inverse
		}
		names := func(p string, op Op) bool {
			return slices.ContainsFunc(e.Args, func(x *Expr) bool {
				return x.Op == op && (op == Predicate && string(x.Name) == p || op == Inverse && string(x.Args[0].Name) == p)
			})
		}
		for _, t := range g {
			if e.Op == Predicate && t[1] == string(e.Name) || e.Op == Negated && along && !names(t[1], Predicate) {
				add(t[0], t[2], 1)
			}
			if against && !names(t[1], Inverse) {
				add(t[2], t[0], 1)
			}
		}
	case Inverse:
		for p, n := range g.naive(e.Args[0]) {
			add(p[1], p[0], n)
		}
	case Alternative:
		for _, arg := range e.Args {
			for p, n := range g.naive(arg) {
				add(p[0], p[1], n)
			}
		}
	case Sequence:
		pairs = g.naive(e.Args[0])
		for _, arg := range e.Args[1:] {
			left := pairs
			pairs = map[[2]string]int{}
			for q, m := range g.naive(arg) {
				for p, n := range left {
					if p[1] == q[0] {
						add(p[0], q[1], n+m)
					}
				}
			}
		}
	default:
		once := g.naive(e.Args[0])
		for p, n := range once {
			add(p[0], p[1], n)
		}
		for more := e.Op != ZeroOrOne; more; {
			more = false
			for p, n := range pairs {
				for q, m := range once {
					more = p[1] == q[0] && add(p[0], q[1], n+m) || more
				}
			}
		}
		if e.Op != OneOrMore {
			for _, t := range g {
				add(t[0], t[0], 0)
				add(t[2], t[2], 0)
			}
		}
	}
	return pairs
}

// spells says whether the steps are a path of e, by trying out every way to
// divide them.
func spells(e *Expr, steps []string) bool {
	switch e.Op {
	case Predicate:
		return len(steps) == 1 && steps[0] == string(e.Name)
	case Negated:
		if len(steps) != 1 {
			return false
		}
		name, back := strings.CutPrefix(steps[0], "^")
		alike := func(x *Expr) bool { return (x.Op == Inverse) == back }
		return (len(e.Args) == 0 && !back || slices.ContainsFunc(e.Args, alike)) &&
			!slices.ContainsFunc(e.Args, func(x *Expr) bool { return alike(x) && spells(x, []string{steps[0]}) }) && name != ""
	case Inverse:
		var turned []string
		for _, s := range slices.Backward(steps) {
			if name, back := strings.CutPrefix(s, "^"); back {
				turned = append(turned, name)
			} else {
				turned = append(turned, "^"+s)
			}
		}
		return spells(e.Args[0], turned)
	case Alternative:
		return slices.ContainsFunc(e.Args, func(x *Expr) bool { return spells(x, steps) })
	case Sequence:
		if len(e.Args) == 1 {
			return spells(e.Args[0], steps)
		}
		for i := range len(steps) + 1 {
			if spells(e.Args[0], steps[:i]) && spells(&Expr{Op: Sequence, Args: e.Args[1:]}, steps[i:]) {
				return true
			}
		}
		return false
	}
	if len(steps) == 0 && e.Op != OneOrMore || spells(e.Args[0], steps) {
		return true
	}
	for i := 1; i < len(steps) && e.Op != ZeroOrOne; i++ {
		if spells(e.Args[0], steps[:i]) && spells(&Expr{Op: OneOrMore, Args: e.Args}, steps[i:]) {
			return true
		}
	}
	return false
}

// walks lists the ways of an expression without * and + from a node, each as
// the nodes it comes to.
func (g triples) walks(e *Expr, from string) [][]string {
	switch e.Op {
	case ZeroOrOne:
		return append(g.walks(e.Args[0], from), nil)
	case Alternative:
		var all [][]string
		for _, arg := range e.Args {
			all = append(all, g.walks(arg, from)...)
		}
		return all
	case Sequence:
		all := [][]string{nil}
		for _, arg := range e.Args {
			var longer [][]string
			for _, w := range all {
				at := from
				if len(w) > 0 {
					at = w[len(w)-1]
				}
				for _, rest := range g.walks(arg, at) {
					longer = append(longer, slices.Concat(w, rest))
				}
			}
			all = longer
		}
		return all
	}
	var all [][]string // Predicate, Negated and the Inverse of one
	for p := range g.naive(e) {
		if p[0] == from {
			all = append(all, []string{p[1]})
		}
	}
	return all
}

func randomTriples(r *rand.Rand) triples {
	var g triples
	letters := func(n int) string { return string(rune('a' + r.IntN(n))) }
	for range 1 + r.IntN(12) {
		t := [3]string{"n" + letters(6), "p" + letters(3), "n" + letters(6)}
		if !slices.Contains(g, t) {
			g = append(g, t)
		}
	}
	return g
}

// randomExpr makes an expression; a finite one has no * or +, and ^ only
// before single steps.
func randomExpr(r *rand.Rand, depth int, finite bool) *Expr {
	name := func() *Expr { return &Expr{Op: Predicate, Name: Name("p" + string(rune('a'+r.IntN(4))))} }
	args := func() []*Expr {
		var list []*Expr
		for range 2 + r.IntN(2) {
			list = append(list, randomExpr(r, depth-1, finite))
		}
		return list
	}
	op := Op(r.IntN(int(Negated) + 1))
	switch {
	case depth == 0 && op != Negated || op == Predicate:
		return name()
	case op == Negated:
		e := &Expr{Op: Negated}
		for range r.IntN(3) {
			x := name()
			if r.IntN(2) == 0 {
				x = &Expr{Op: Inverse, Args: []*Expr{x}}
			}
			e.Args = append(e.Args, x)
		}
		return e
	case op == Sequence || op == Alternative:
		return &Expr{Op: op, Args: args()}
	case finite && op == Inverse:
		return &Expr{Op: op, Args: []*Expr{name()}}
	case finite:
		op = ZeroOrOne
	}
	return &Expr{Op: op, Args: []*Expr{randomExpr(r, depth-1, finite)}}
}
