package cypher

import "slices"

// shortestOp finds the shortest paths between two nodes that are known.
type shortestOp struct{ hop }

func (o *shortestOp) describe(d *description) {
	what := "a shortest path"
	if o.chain.short == allShortest {
		what = "all shortest paths"
	}
	d.line("find %s over %s", what, o.pattern())
	if o.test != nil {
		d.line("  over those where %s", o.condition(o.display()))
	}
}

func (o *shortestOp) start(x *execution, next stage) stage {
	return &shortestStage{pass: pass{next}, x: x, h: &o.hop}
}

type shortestStage struct {
	pass
	x     *execution
	h     *hop
	paths [][]Relationship
}

// levels tells how far from one end a search has come: by node, one more than
// its distance.
type levels struct {
	at      []int32
	reached []Node // in the order of their distance
	edge    int    // where the farthest begin in reached
	depth   int
}

func (l *levels) begin(nodes int, n Node) {
	if len(l.at) < nodes {
		l.at = make([]int32, nodes)
	}
	l.reached, l.edge, l.depth = append(l.reached[:0], n), 0, 0
	l.at[n] = 1
}

func (l *levels) clear() {
	for _, n := range l.reached {
		l.at[n] = 0
	}
}

func (s *shortestStage) push() bool {
	from, okFrom := s.x.row[s.h.from.slot].(Node)
	to, okTo := s.x.row[s.h.to.slot].(Node)
	if !okFrom || !okTo {
		return true
	}
	s.paths = nil
	switch {
	case from != to:
		s.search(from, to)
	case s.h.min == 0:
		s.paths = [][]Relationship{nil}
	}
	paths := s.paths
	for _, p := range paths {
		s.x.row[s.h.slot] = listOf(p, s.h.turned)
		if s.x.err != nil || !s.next.push() {
			return false
		}
	}
	return s.x.err == nil
}

// search goes from both ends by turns, a whole level at a time, over the end
// with fewer nodes to go on from. Where the two meet for the first time lie the
// middles of all shortest paths.
func (s *shortestStage) search(from, to Node) {
	if s.x.levels == nil {
		s.x.levels, _ = s.x.plan.levels.Get().(*[2]levels)
	}
	if s.x.levels == nil {
		s.x.levels = &[2]levels{}
	}
	a, b := &s.x.levels[0], &s.x.levels[1]
	a.begin(s.x.g.Nodes(), from)
	b.begin(s.x.g.Nodes(), to)
	defer a.clear()
	defer b.clear()
	for s.h.max < 0 || a.depth+b.depth < s.h.max {
		var middles []Node
		if len(a.reached)-a.edge <= len(b.reached)-b.edge {
			middles = s.grow(a, b, false)
		} else {
			middles = s.grow(b, a, true)
		}
		if s.x.err != nil || a.edge == len(a.reached) || b.edge == len(b.reached) {
			return
		}
		if len(middles) > 0 {
			s.gather(middles)
			return
		}
	}
}

// grow adds a level and returns, in ascending order, its nodes that the other
// side has reached.
func (s *shortestStage) grow(l, other *levels, against bool) []Node {
	var met []Node
	end := len(l.reached)
	for _, n := range l.reached[l.edge:end] {
		for a := range s.arcs(n, against) {
			v := a.other()
			if l.at[v] != 0 {
				continue
			}
			l.at[v] = int32(l.depth + 2)
			l.reached = append(l.reached, v)
			if other.at[v] != 0 {
				met = append(met, v)
			}
		}
	}
	l.edge = end
	l.depth++
	slices.Sort(met)
	return met
}

// arcs yields the arcs at n that the search may cross, from the end on where
// against is set.
func (s *shortestStage) arcs(n Node, against bool) func(func(*Arc) bool) {
	return func(yield func(*Arc) bool) {
		x, h := s.x, *s.h // turned round below
		if against {
			h.direction = [...]direction{either, back, ahead}[h.direction]
		}
		for a := range x.g.Arcs(n, -1) {
			if !x.work(1) || h.allows(a) && h.passes(x, a.Relationship) && !yield(a) {
				return
			}
		}
	}
}

// gather makes the paths through the middles.
func (s *shortestStage) gather(middles []Node) {
	a, b := &s.x.levels[0], &s.x.levels[1]
	for _, m := range middles {
		half := make([]Relationship, a.depth+b.depth)
		s.toStart(m, a.depth, half, func() bool {
			return s.toEnd(m, a.depth, half, func() bool {
				s.paths = append(s.paths, slices.Clone(half))
				return s.h.chain.short == allShortest && s.x.keep(len(half))
			})
		})
		if s.x.err != nil || len(s.paths) > 0 && s.h.chain.short == oneShortest {
			return
		}
	}
}

// toStart fills path with the ways from n, which lies depth steps from the
// start, back to it.
func (s *shortestStage) toStart(n Node, depth int, path []Relationship, yield func() bool) bool {
	if depth == 0 {
		return yield()
	}
	for a := range s.arcs(n, true) {
		if s.x.levels[0].at[a.other()] != int32(depth) {
			continue
		}
		path[depth-1] = a.Relationship
		if !s.toStart(a.other(), depth-1, path, yield) {
			return false
		}
	}
	return s.x.err == nil
}

// toEnd fills path with the ways on from n, which lies at steps from the start.
func (s *shortestStage) toEnd(n Node, at int, path []Relationship, yield func() bool) bool {
	if at == len(path) {
		return yield()
	}
	for a := range s.arcs(n, false) {
		if s.x.levels[1].at[a.other()] != int32(len(path)-at) {
			continue
		}
		path[at] = a.Relationship
		if !s.toEnd(a.other(), at+1, path, yield) {
			return false
		}
	}
	return s.x.err == nil
}
