package via

import (
	"cmp"
	"container/heap"
	"context"
	"errors"
	"fmt"
	"slices"
)

// Between returns paths from one node to another, the shortest and of those
// the lightest first: at most o.Rows (0 means one), or with all set the
// shortest ones only (o.Rows 0: up to 1000). No path comes twice to one node at
// one place of the expression, and no two lead over the same nodes. Without a
// path of at most o.Hops steps it returns none. With a *LimitError come the paths found until then.
func (p *Plan) Between(ctx context.Context, from, to int32, all bool, o Options) ([]Walk, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("via: %w", err)
	}
	if !p.known(from) || !p.known(to) {
		if from == to && p.places[0].final {
			return []Walk{{From: from, To: to}}, nil
		}
		return nil, nil
	}
	b := &between{plan: p, from: from, to: to, o: o, all: all, watch: watch{ctx: ctx}}
	if b.o.Rows <= 0 {
		b.o.Rows = 1
		if all {
			b.o.Rows = mostWalks
		}
	}
	b.left = p.borrow()
	defer p.giveBack(b.left)
	trails, err := b.best()
	var limit *LimitError
	if err != nil && !errors.As(err, &limit) {
		return nil, fmt.Errorf("via: %w", err)
	}
	walks := make([]Walk, len(trails))
	for i, t := range trails {
		walks[i] = Walk{From: from, To: to, Steps: t.steps}
	}
	return walks, err
}

const mostWalks = 1000

// Between looks backwards from the end first: how many steps are left from
// every visit is then known, and the search for the lightest way goes astray
// nowhere (A* with an exact estimate). Further paths leave an earlier one
// somewhere, as in Yen (1971).
type between struct {
	plan     *Plan
	from, to int32
	o        Options
	all      bool
	watch    watch
	left     *memory // visits in the order of the steps that are left from them, which weight holds
	visited  int     // forwards, by all searches
}

// A trail is a walk with its weight; its zero is none.
type trail struct {
	steps  []Step
	weight int
	found  bool
}

func (t *trail) nodes() []int32 {
	nodes := make([]int32, len(t.steps))
	for i, s := range t.steps {
		nodes[i] = s.Arc.To
	}
	return nodes
}

func compareTrails(a, b trail) int {
	return cmp.Or(
		cmp.Compare(len(a.steps), len(b.steps)),
		cmp.Compare(a.weight, b.weight),
		slices.Compare(a.nodes(), b.nodes()),
		slices.CompareFunc(a.steps, b.steps, func(x, y Step) int { return cmp.Compare(x.Place, y.Place) }))
}

// spot is a node at a place of the expression.
type spot struct{ place, node int32 }

// backwards finds the steps that are left from every spot.
func (b *between) backwards() error {
	p, m, nodes := b.plan, b.left, b.plan.g.Nodes()
	put := func(s spot, left int) error {
		at := m.at(nodes, s.place, s.node)
		switch {
		case *at != 0:
			return nil
		case len(m.visits) >= b.o.visited():
			return &LimitError{"visits", b.o.visited()}
		}
		m.add(at, visit{arc: Arc{To: s.node}, place: s.place, weight: left})
		return nil
	}
	for q := range p.places {
		if p.places[q].final {
			if err := put(spot{int32(q), b.to}, 0); err != nil {
				return err
			}
		}
	}
	for i := 0; i < len(m.visits); i++ {
		v := m.visits[i]
		if b.enough(v.weight) {
			return nil
		}
		if v.place == 0 {
			continue // nothing comes before the start
		}
		m.arcs = p.g.Arcs(v.arc.To, m.arcs[:0])
		if b.watch.ended(len(m.arcs)) {
			return b.watch.ctx.Err()
		}
		for _, a := range m.arcs {
			a.Back = !a.Back // as it is crossed on the way to v
			if !p.Crosses(int(v.place), a) {
				continue
			}
			for _, q := range p.places[v.place].before {
				if q == 0 && a.To != b.from {
					continue
				}
				if err := put(spot{q, a.To}, v.weight+1); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// enough says whether spots with more than so many steps left are of no use.
func (b *between) enough(left int) bool {
	if b.o.Hops > 0 && left >= b.o.Hops {
		return true
	}
	if i := *b.left.at(b.plan.g.Nodes(), 0, b.from); i > 0 && (b.all || b.o.Rows == 1) {
		return left >= b.left.visits[i-1].weight
	}
	return false
}

// steps returns how many steps are left from a spot, -1 where the end is out
// of reach.
func (b *between) steps(s spot) int {
	if i := *b.left.at(b.plan.g.Nodes(), s.place, s.node); i > 0 {
		return b.left.visits[i-1].weight
	}
	return -1
}

// best returns the best trails, no two over the same nodes.
func (b *between) best() ([]trail, error) {
	if err := b.backwards(); err != nil {
		return nil, err
	}
	start := spot{0, b.from}
	longest := b.o.Hops
	if longest <= 0 {
		longest = len(b.left.visits)
	}
	if b.all && b.steps(start) >= 0 {
		longest = b.steps(start)
	}
	first, err := b.lightest(start, nil, nil, longest)
	if err != nil || !first.found {
		return nil, err
	}
	y := &yen{between: b, longest: longest, known: map[string]bool{}, told: map[string]bool{}}
	y.offer(first)
	var found []trail
	for len(found) < b.o.Rows && len(y.waiting) > 0 {
		t := y.next()
		if key := fmt.Sprint(t.nodes()); !y.told[key] {
			y.told[key] = true
			found = append(found, t)
		}
		if len(found) == b.o.Rows {
			break
		}
		if err := y.depart(t); err != nil {
			return found, err
		}
	}
	if b.all && b.o.Rows == mostWalks && len(found) == mostWalks {
		return found, &LimitError{"rows", mostWalks}
	}
	return found, nil
}

// yen holds the trails that wait to be found.
type yen struct {
	*between
	longest int
	known   map[string]bool // trails offered
	told    map[string]bool // nodes of trails found
	waiting []trail
	past    []trail // taken from waiting
}

func (y *yen) offer(t trail) {
	key := fmt.Sprint(t.steps)
	if !y.known[key] {
		y.known[key] = true
		y.waiting = append(y.waiting, t)
	}
}

func (y *yen) next() trail {
	slices.SortFunc(y.waiting, compareTrails)
	t := y.waiting[0]
	y.waiting = y.waiting[1:]
	y.past = append(y.past, t)
	return t
}

// depart offers the best trails that leave t at each of its spots, along none
// of the steps that trails found so far take there.
func (y *yen) depart(t trail) error {
	at := spot{0, y.from}
	barred := map[spot]bool{}
	weight := 0
	for i := 0; ; i++ {
		cut := map[spot]bool{}
		for _, other := range y.past {
			if len(other.steps) > i && sameSpots(other.steps[:i], t.steps[:i]) {
				s := other.steps[i]
				cut[spot{int32(s.Place), s.Arc.To}] = true
			}
		}
		rest, err := y.lightest(at, barred, cut, y.longest-i)
		if err != nil {
			return err
		}
		// The trail that ends here is t itself, or one offered before.
		if rest.found && len(rest.steps) > 0 {
			y.offer(trail{slices.Concat(t.steps[:i], rest.steps), weight + rest.weight, true})
		}
		if i == len(t.steps) {
			return nil
		}
		barred[at] = true
		s := t.steps[i]
		weight += int(s.Arc.Weight)
		at = spot{int32(s.Place), s.Arc.To}
	}
}

func sameSpots(a, b []Step) bool {
	return slices.EqualFunc(a, b, func(x, y Step) bool { return x.Place == y.Place && x.Arc.To == y.Arc.To })
}

// An ahead is a visit of the search for the lightest trail.
type ahead struct {
	visit
	hops, left int
	order      int // of finding
}

type queue []ahead

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	a, b := &q[i], &q[j]
	if d := a.hops + a.left - b.hops - b.left; d != 0 {
		return d < 0
	}
	if a.weight != b.weight {
		return a.weight < b.weight
	}
	return a.order < b.order
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(ahead)) }
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}

// lightest returns the lightest of the shortest trails from a spot to the end,
// over no barred spot, and with none of the cut ones as its first step; where
// some are cut, not the trail of no steps either.
func (b *between) lightest(start spot, barred, cut map[spot]bool, longest int) (trail, error) {
	if b.steps(start) < 0 {
		return trail{}, nil
	}
	var done []visit
	closed := map[spot]bool{}
	line := queue{{visit: visit{arc: Arc{To: start.node}, place: start.place, parent: -1}, left: b.steps(start)}}
	order := 0
	var arcs []Arc
	for len(line) > 0 {
		v := heap.Pop(&line).(ahead)
		here := spot{v.place, v.arc.To}
		if closed[here] {
			continue
		}
		closed[here] = true
		if b.visited++; b.visited > b.o.visited() {
			return trail{}, &LimitError{"visits", b.o.visited()}
		}
		done = append(done, v.visit)
		if v.left == 0 && (v.hops > 0 || cut == nil) {
			return spell(done), nil
		}
		arcs = b.plan.g.Arcs(v.arc.To, arcs[:0])
		if b.watch.ended(len(arcs)) {
			return trail{}, b.watch.ctx.Err()
		}
		for _, q := range b.plan.places[v.place].next {
			for _, a := range arcs {
				to := spot{q, a.To}
				if !b.plan.Crosses(int(q), a) || closed[to] || barred[to] || v.hops == 0 && cut[to] {
					continue
				}
				left := b.steps(to)
				if left < 0 || v.hops+1+left > longest {
					continue
				}
				order++
				heap.Push(&line, ahead{visit{a, q, int32(len(done) - 1), v.weight + int(a.Weight)}, v.hops + 1, left, order})
			}
		}
	}
	return trail{}, nil
}

// spell writes out the way to the last of visits.
func spell(visits []visit) trail {
	v := &visits[len(visits)-1]
	t := trail{weight: v.weight, found: true}
	for ; v.parent >= 0; v = &visits[v.parent] {
		t.steps = append(t.steps, Step{v.arc, int(v.place)})
	}
	slices.Reverse(t.steps)
	return t
}
