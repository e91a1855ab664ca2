package via

import (
	"math/bits"
	"sync"
)

// A Graph is what paths lead through. Nodes are the numbers below Nodes(), and
// labels those below Labels(): a label stands for all facts that every name
// matches alike. A graph must not change while a Plan is in use.
type Graph interface {
	Nodes() int
	Labels() int
	Named(name Name) []int32 // the labels that a name matches; not to be changed

	// Arcs appends the arcs of a node to buf, those that point away and those
	// that point to it, always in the same order.
	Arcs(node int32, buf []Arc) []Arc
}

// An Arc leads from a node to another over a fact.
type Arc struct {
	To     int32
	Label  int32
	Weight int32 // not negative; of paths with as few steps, the lightest is chosen
	ID     int32 // the graph's own
	Back   bool  // the fact points to where the arc comes from
}

// A Plan is an expression made ready for one graph. Goroutines may share it.
//
// It is the position automaton of Glushkov (1961): state q > 0 means that the
// last step was over place q of the expression, state 0 that none was taken.
type Plan struct {
	g      Graph
	places []place   // places[0] is the start
	memory sync.Pool // of *memory
	names  []Name
}

// A place of an expression is where it takes one step.
type place struct {
	ahead, back []bool  // by label: whether the step may cross a fact along, against its arrow
	next        []int32 // the places that may follow
	before      []int32 // the places it may follow
	final       bool    // a path may end here
}

// Compile makes e ready for g.
func Compile(e *Expr, g Graph) *Plan {
	p := &Plan{g: g, places: make([]place, 1, 8)}
	b := &builder{plan: p}
	b.count(e)
	b.follow = make([]set, 1, b.places+1)
	b.follow[0] = b.empty()
	f := b.part(e, false)
	b.join(b.single(0), f.first)
	p.places[0].final = f.optional
	for q := range f.last.members() {
		p.places[q].final = true
	}
	for q := range p.places {
		for n := range b.follow[q].members() {
			p.places[q].next = append(p.places[q].next, int32(n))
			p.places[n].before = append(p.places[n].before, int32(q))
		}
	}
	return p
}

// Unmatched returns the names of the expression that match nothing in the
// graph, in the order in which they are written.
func (p *Plan) Unmatched() []Name {
	var out []Name
	for _, n := range p.names {
		if len(p.g.Named(n)) == 0 {
			out = append(out, n)
		}
	}
	return out
}

// Crosses says whether the step at this place of the expression may take a.
func (p *Plan) Crosses(place int, a Arc) bool {
	if a.Back {
		return p.places[place].back[a.Label]
	}
	return p.places[place].ahead[a.Label]
}

// A set of places.
type set []uint64

func (s set) add(q int) { s[q/64] |= 1 << (q % 64) }

func (s set) addAll(other set) {
	for i := range s {
		s[i] |= other[i]
	}
}

func (s set) members() func(func(int) bool) {
	return func(yield func(int) bool) {
		for i, word := range s {
			for ; word != 0; word &= word - 1 {
				if !yield(i*64 + bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}

// A part is a piece of an expression: the places where its paths begin and
// end, and whether the path of no steps is one.
type part struct {
	first, last set
	optional    bool
}

type builder struct {
	plan   *Plan
	places int // counted ahead
	follow []set
}

func (b *builder) empty() set { return make(set, b.places/64+1) }

func (b *builder) single(q int) set {
	s := b.empty()
	s.add(q)
	return s
}

// count finds the names and the number of places.
func (b *builder) count(e *Expr) {
	if oneStep(e) {
		b.places++
	}
	var visit func(e *Expr, inside bool)
	visit = func(e *Expr, inside bool) {
		if e.Op == Predicate {
			b.plan.names = append(b.plan.names, e.Name)
		}
		for _, arg := range e.Args {
			if !inside && oneStep(arg) {
				b.places++
			}
			visit(arg, inside || oneStep(arg))
		}
	}
	visit(e, oneStep(e))
}

// oneStep says whether all paths of e are one step, so that one place will do
// for it: "meet|^tell".
func oneStep(e *Expr) bool {
	switch e.Op {
	case Predicate, Negated:
		return true
	case Inverse, Alternative:
		for _, arg := range e.Args {
			if !oneStep(arg) {
				return false
			}
		}
		return true
	}
	return false
}

// join lets each of from be followed by each of to.
func (b *builder) join(from, to set) {
	for q := range from.members() {
		b.follow[q].addAll(to)
	}
}

// part adds e, or its inverse, to the automaton.
func (b *builder) part(e *Expr, inverse bool) part {
	if oneStep(e) {
		q := len(b.plan.places)
		ahead, back := make([]bool, b.plan.g.Labels()), make([]bool, b.plan.g.Labels())
		b.allow(e, ahead, back)
		if inverse {
			ahead, back = back, ahead
		}
		b.plan.places = append(b.plan.places, place{ahead: ahead, back: back})
		b.follow = append(b.follow, b.empty())
		return part{first: b.single(q), last: b.single(q)}
	}
	switch e.Op {
	case Inverse:
		return b.part(e.Args[0], !inverse)
	case Sequence:
		return b.sequence(e.Args, inverse)
	case Alternative:
		all := part{first: b.empty(), last: b.empty()}
		for _, arg := range e.Args {
			f := b.part(arg, inverse)
			all.first.addAll(f.first)
			all.last.addAll(f.last)
			all.optional = all.optional || f.optional
		}
		return all
	}
	f := b.part(e.Args[0], inverse)
	if e.Op != ZeroOrOne {
		b.join(f.last, f.first)
	}
	f.optional = f.optional || e.Op != OneOrMore
	return f
}

func (b *builder) sequence(args []*Expr, inverse bool) part {
	all := part{first: b.empty(), last: b.empty(), optional: true}
	for i := range args {
		if inverse {
			i = len(args) - 1 - i
		}
		f := b.part(args[i], inverse)
		b.join(all.last, f.first)
		if all.optional {
			all.first.addAll(f.first)
		}
		if !f.optional {
			clear(all.last)
		}
		all.last.addAll(f.last)
		all.optional = all.optional && f.optional
	}
	return all
}

// allow marks the labels that a single step may cross.
func (b *builder) allow(e *Expr, ahead, back []bool) {
	switch e.Op {
	case Predicate:
		for _, label := range b.plan.g.Named(e.Name) {
			ahead[label] = true
		}
	case Inverse:
		b.allow(e.Args[0], back, ahead)
	case Alternative:
		for _, arg := range e.Args {
			b.allow(arg, ahead, back)
		}
	case Negated:
		along, against := 0, 0
		notAhead, notBack := make([]bool, len(ahead)), make([]bool, len(back))
		for _, arg := range e.Args {
			if arg.Op == Inverse {
				against++
			} else {
				along++
			}
			b.allow(arg, notAhead, notBack)
		}
		for label := range ahead { // "!()" is any step along, "!^a" none along
			ahead[label] = ahead[label] || (along > 0 || against == 0) && !notAhead[label]
			back[label] = back[label] || against > 0 && !notBack[label]
		}
	}
}
