package via

import (
	"context"
	"fmt"
	"slices"
)

// Options bound a search.
type Options struct {
	Hops    int // most steps of a path; 0 means any number
	Visited int // most visits of a node at a place of the expression; 0 means 5,000,000
	Rows    int // most nodes, or paths; 0 means all
}

const mostVisited = 5_000_000

func (o Options) visited() int {
	if o.Visited <= 0 {
		return mostVisited
	}
	return o.Visited
}

// A LimitError says that a search stopped at one of its limits, so that there
// may be more than it found.
type LimitError struct {
	What string // "hops", "visits" or "rows"
	Most int
}

// Error names the limit.
func (e *LimitError) Error() string {
	return fmt.Sprintf("via: stopped at the limit of %d %s", e.Most, e.What)
}

// A Walk is a path from one node to another.
type Walk struct {
	From, To int32
	Steps    []Step // none where From is To and no step was needed
}

// A Step of a walk crosses an arc at a place of the expression, which
// Plan.Crosses takes.
type Step struct {
	Arc   Arc
	Place int
}

// A visit is the coming to a node at a place of the expression.
type visit struct {
	arc    Arc // the last one of the way here; arc.To is the node
	place  int32
	parent int32 // visit before; -1 for none
	weight int   // of the way here
}

// A memory is what one search after another writes on. Clearing what was
// touched is cheaper than fresh memory for every node.
type memory struct {
	seen   [][]int32 // by place and node, one more than the index of the visit; nil for a place not come to
	told   []bool    // by node: it is a row
	visits []visit
	arcs   []Arc
}

func (p *Plan) borrow() *memory {
	if m, ok := p.memory.Get().(*memory); ok {
		return m
	}
	return &memory{seen: make([][]int32, len(p.places)), told: make([]bool, p.g.Nodes())}
}

func (p *Plan) giveBack(m *memory) {
	for i := range m.visits {
		v := &m.visits[i]
		m.seen[v.place][v.arc.To] = 0
		m.told[v.arc.To] = false
	}
	m.visits = m.visits[:0]
	p.memory.Put(m)
}

// at returns where the visit of a node at a place is noted.
func (m *memory) at(nodes int, place, node int32) *int32 {
	if m.seen[place] == nil {
		m.seen[place] = make([]int32, nodes)
	}
	return &m.seen[place][node]
}

func (m *memory) add(at *int32, v visit) {
	m.visits = append(m.visits, v)
	*at = int32(len(m.visits))
}

// A watch ends a search whose context has ended, looking every few thousand
// arcs, which takes well under a millisecond.
type watch struct {
	ctx  context.Context
	arcs int
	over bool
}

func (w *watch) ended(arcs int) bool {
	if w.arcs += arcs + 1; w.arcs >= 4096 {
		w.arcs = 0
		w.over = w.ctx.Err() != nil
	}
	return w.over
}

// known says whether the graph has the node; a node that it does not have is a
// stranger to it, and only paths of no steps concern it.
func (p *Plan) known(node int32) bool { return node >= 0 && int(node) < p.g.Nodes() }

// Reach returns the nodes that paths lead to from one, each once and with the
// lightest of the shortest paths: fewest steps first, then lightest, then in
// the order of the nodes. With a *LimitError come those found until then.
func (p *Plan) Reach(ctx context.Context, from int32, o Options) ([]Walk, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("via: %w", err)
	}
	if !p.known(from) {
		if p.places[0].final {
			return []Walk{{From: from, To: from}}, nil
		}
		return nil, nil
	}
	m := p.borrow()
	defer p.giveBack(m)
	r := &reach{plan: p, memory: m, watch: watch{ctx: ctx}, o: o}
	err := r.search(from)
	if err != nil && ctx.Err() != nil {
		return nil, fmt.Errorf("via: %w", ctx.Err())
	}
	if o.Rows > 0 && len(r.rows) > o.Rows {
		r.rows = r.rows[:o.Rows]
		err = &LimitError{"rows", o.Rows}
	}
	return m.walks(from, r.rows), err
}

type reach struct {
	plan *Plan
	*memory
	watch watch
	o     Options
	rows  []int32 // visits
}

// search goes breadth first, so that every visit is found by its shortest way.
// All ways to a visit that are as short come from the layer before it, whose
// weights are final by then.
func (r *reach) search(from int32) error {
	r.add(r.at(r.plan.g.Nodes(), 0, from), visit{arc: Arc{To: from}, parent: -1})
	layer := 0
	for hops := 0; layer < len(r.visits); hops++ {
		r.collect(layer)
		if r.watch.over {
			return r.watch.ctx.Err()
		}
		if r.o.Rows > 0 && len(r.rows) > r.o.Rows {
			return nil
		}
		end := len(r.visits)
		beyond := r.o.Hops > 0 && hops == r.o.Hops
		for i := layer; i < end; i++ {
			if err := r.leave(int32(i), int32(end)); err != nil {
				if !beyond {
					r.collect(end)
				}
				return err
			}
			if beyond && len(r.visits) > end {
				return &LimitError{"hops", r.o.Hops}
			}
		}
		layer = end
	}
	return nil
}

// leave takes all steps from a visit; those not older than next are of the
// layer that is being found.
func (r *reach) leave(i, next int32) error {
	from := r.visits[i]
	r.arcs = r.plan.g.Arcs(from.arc.To, r.arcs[:0])
	nodes := r.plan.g.Nodes()
	for _, q := range r.plan.places[from.place].next {
		if r.watch.ended(len(r.arcs)) {
			return r.watch.ctx.Err()
		}
		ahead, back := r.plan.places[q].ahead, r.plan.places[q].back
		for _, a := range r.arcs {
			if a.Back && !back[a.Label] || !a.Back && !ahead[a.Label] {
				continue
			}
			v := visit{arc: a, place: q, parent: i, weight: from.weight + int(a.Weight)}
			at := r.at(nodes, q, a.To)
			switch {
			case *at == 0 && len(r.visits) >= r.o.visited():
				return &LimitError{"visits", r.o.visited()}
			case *at == 0:
				r.add(at, v)
			case *at > next && v.weight < r.visits[*at-1].weight:
				r.visits[*at-1] = v
			}
		}
	}
	return nil
}

// collect makes rows of the final visits of a layer, the lightest first.
func (r *reach) collect(layer int) {
	first := len(r.rows)
	for i := layer; i < len(r.visits); i++ {
		if v := &r.visits[i]; r.plan.places[v.place].final && !r.told[v.arc.To] {
			r.rows = append(r.rows, int32(i))
		}
	}
	found := r.rows[first:]
	slices.SortFunc(found, func(i, j int32) int {
		if r.watch.ended(0) {
			return 0 // of no use any more: come to the end
		}
		return compareVisits(&r.visits[i], &r.visits[j])
	})
	kept := first
	for _, i := range found {
		if to := r.visits[i].arc.To; !r.told[to] {
			r.told[to] = true
			r.rows[kept] = i
			kept++
		}
	}
	r.rows = r.rows[:kept]
}

func compareVisits(a, b *visit) int {
	switch {
	case a.weight != b.weight:
		return a.weight - b.weight
	case a.arc.To != b.arc.To:
		return int(a.arc.To) - int(b.arc.To)
	}
	return int(a.place) - int(b.place)
}

// walks spells out the ways to visits, all on one piece of memory.
func (m *memory) walks(from int32, ends []int32) []Walk {
	total := 0
	for _, i := range ends {
		for v := &m.visits[i]; v.parent >= 0; v = &m.visits[v.parent] {
			total++
		}
	}
	steps := make([]Step, total)
	walks := make([]Walk, len(ends))
	for n, end := range ends {
		hops := 0
		for v := &m.visits[end]; v.parent >= 0; v = &m.visits[v.parent] {
			hops++
		}
		walk := steps[:hops:hops]
		steps = steps[hops:]
		v := &m.visits[end]
		walks[n] = Walk{From: from, To: v.arc.To, Steps: walk}
		for ; v.parent >= 0; v = &m.visits[v.parent] {
			hops--
			walk[hops] = Step{v.arc, int(v.place)}
		}
	}
	return walks
}
