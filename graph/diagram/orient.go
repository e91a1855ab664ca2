package diagram

import (
	"cmp"
	"slices"
)

// Layers follow the edges, so that one who acts on thirty others gets a column
// of thirty. The layout may be told an edge the other way round: its arrow is
// painted afterwards, where it belongs.

// A plan is a way to lay a scene out.
type plan struct {
	dir  string // LR or TB
	flip []bool // edges told the other way round
	last int    // node that comes last; -1 for none
}

// plans lists the ways to try. A path that was asked for reads like a sentence,
// from left to right; all else is tried as it is and spread around its busiest
// node.
func (s *scene) plans(g *Graph, o Options) []plan {
	natural := make([]bool, len(s.edges))
	if ends := g.ends(); len(ends) == 2 {
		return []plan{{dir: orDefault(o.Layout, "LR"), flip: s.awayFrom(ends[0]), last: ends[1]}}
	}
	dirs := []string{"TB", "LR"}
	if o.Layout != "" {
		dirs = []string{o.Layout}
	} else if slices.ContainsFunc(g.Edges, func(e Edge) bool { return e.Path }) {
		dirs = []string{"LR"}
	}
	var out []plan
	hub, around := s.hub(g)
	for _, dir := range dirs {
		out = append(out, plan{dir: dir, flip: natural, last: -1})
		if around {
			out = append(out, plan{dir: dir, flip: s.bothSides(hub), last: -1})
		}
	}
	return out
}

// ends returns the two ends of what flows from one to the other.
func (g *Graph) ends() []int {
	var ends []int
	for i, n := range g.Nodes {
		if g.Flow && n.Focus && len(ends) < 2 {
			ends = append(ends, i)
		}
	}
	return ends
}

// fewSpokes is what one layer of labelled edges holds with ease.
const fewSpokes = 6

// hub returns the node in focus, or else the one with the most edges, if it has
// so many neighbours that both its sides are needed.
func (s *scene) hub(g *Graph) (int, bool) {
	degree := make([]int, len(s.nodes))
	for i := range s.edges {
		degree[s.edges[i].from]++
		degree[s.edges[i].to]++
	}
	best := -1
	for i := range s.nodes {
		focus := g.Nodes[i].Focus
		if best < 0 || focus && !g.Nodes[best].Focus || focus == g.Nodes[best].Focus && degree[i] > degree[best] {
			best = i
		}
	}
	return best, best >= 0 && degree[best] >= fewSpokes
}

// distances counts the edges from start to each node; -1 where none lead.
func (s *scene) distances(start int, without int) []int {
	near := make([][]int, len(s.nodes))
	for i := range s.edges {
		a, b := s.edges[i].from, s.edges[i].to
		near[a], near[b] = append(near[a], b), append(near[b], a)
	}
	dist := make([]int, len(s.nodes))
	for i := range dist {
		dist[i] = -1
	}
	dist[start] = 0
	for queue := []int{start}; len(queue) > 0; queue = queue[1:] {
		for _, v := range near[queue[0]] {
			if dist[v] < 0 && v != without {
				dist[v] = dist[queue[0]] + 1
				queue = append(queue, v)
			}
		}
	}
	return dist
}

// awayFrom turns edges so that all lead away from start.
func (s *scene) awayFrom(start int) []bool {
	dist := s.distances(start, -1)
	flip := make([]bool, len(s.edges))
	for i := range s.edges {
		flip[i] = dist[s.edges[i].to] < dist[s.edges[i].from]
	}
	return flip
}

// bothSides turns edges so that what hangs on hub is shared between its two
// sides: who acts on it before it, who is acted on after it, as far as that
// makes both about equal.
func (s *scene) bothSides(hub int) []bool {
	dist := s.distances(hub, -1)
	before := make([]bool, len(s.nodes))
	bunches := s.bunches(hub)
	total := 0
	for _, b := range bunches {
		total += len(b.nodes)
	}
	weight := map[bool]int{}
	for _, b := range bunches {
		side := b.acts > 0
		if n := len(b.nodes); weight[side]+n > (total+1)/2 && weight[!side]+n <= weight[side]+n {
			side = !side
		}
		weight[side] += len(b.nodes)
		for _, i := range b.nodes {
			before[i] = side
		}
	}
	flip := make([]bool, len(s.edges))
	for i := range s.edges {
		e := &s.edges[i]
		from, to := dist[e.from], dist[e.to]
		if from < 0 || from == to {
			continue
		}
		side := before[e.from]
		if e.from == hub {
			side = before[e.to]
		}
		flip[i] = side != (from > to)
	}
	return flip
}

// A bunch is what hangs together on one or more edges of a hub.
type bunch struct {
	nodes []int
	acts  int // edges to the hub less those from it
}

// bunches returns what falls apart without hub, the largest first.
func (s *scene) bunches(hub int) []bunch {
	of := make([]int, len(s.nodes))
	var out []bunch
	for i := range s.nodes {
		if i == hub || of[i] > 0 {
			continue
		}
		out = append(out, bunch{})
		for v, d := range s.distances(i, hub) {
			if d >= 0 {
				of[v] = len(out)
				out[len(out)-1].nodes = append(out[len(out)-1].nodes, v)
			}
		}
	}
	tied := make([]bool, len(out)+1)
	for i := range s.edges {
		e := &s.edges[i]
		switch {
		case e.from == e.to:
		case e.to == hub:
			out[of[e.from]-1].acts++
			tied[of[e.from]] = true
		case e.from == hub:
			out[of[e.to]-1].acts--
			tied[of[e.to]] = true
		}
	}
	var kept []bunch
	for i, b := range out {
		if tied[i+1] {
			kept = append(kept, b)
		}
	}
	slices.SortStableFunc(kept, func(a, b bunch) int { return cmp.Compare(len(b.nodes), len(a.nodes)) })
	return kept
}
