package diagram

import (
	"cmp"
	"math"
	"slices"
)

// Graphviz leads every edge to the middle of a node. Thirty that end in one
// point are a black knot in which no arrowhead can be told from another. So a
// node with many edges on one side grows along that side, gets free room before
// it, and its edges are led through that room to ends of their own.

const (
	fanFrom = 6    // edges on one side that make a fan
	fanGap  = 7.5  // points between the ends of two edges
	fanPad  = 9.0  // points between the last end and the corner
	fanLeap = 12.0 // points of room before a node, at least
	fanStep = 3.0  // and for each edge
	fanMost = 80.0
)

// spokes counts, for each node, the edges that the layers put before and after
// it.
func (s *scene) spokes(pl plan) [][2]int {
	out := make([][2]int, len(s.nodes))
	for i := range s.edges {
		from, to := s.edges[i].from, s.edges[i].to
		if from == to {
			continue
		}
		if pl.flip[i] {
			from, to = to, from
		}
		out[from][1]++
		out[to][0]++
	}
	return out
}

// fanned returns the size of node i with so many edges before and after it, and
// the room that it needs in the layout.
func (s *scene) fanned(i int, spokes [2]int, pl plan) (size, room point) {
	size = s.nodes[i].body
	n := float64(max(spokes[0], spokes[1]))
	if n < fanFrom {
		return size, size
	}
	size, leap := pl.turn(size), min(fanLeap+fanStep*n, fanMost)
	size.y = max(size.y, fanGap*(n-1)+2*fanPad)
	return pl.turn(size), pl.turn(size.add(point{x: 2 * leap}))
}

// turn swaps the axes where layers lie below one another, so that x always runs
// from layer to layer.
func (pl plan) turn(p point) point {
	if pl.dir == "TB" {
		return point{p.y, p.x}
	}
	return p
}

// An end is where an edge reaches a node.
type end struct {
	edge int
	to   bool // the end with the arrow
	at   float64
	cut  float64 // where its curve enters the room before the node
}

// fan leads the edges of crowded nodes to ends of their own.
func (s *scene) fan(pl plan) {
	spokes := s.spokes(pl)
	for i := range s.nodes {
		if size, room := s.fanned(i, spokes[i], pl); size != room {
			for _, sign := range []float64{-1, 1} {
				s.fanSide(i, pl, sign, pl.turn(room).x/2)
			}
			s.close(i)
		}
	}
}

// fanSide leads what enters the room on one side of node i, which reaches so
// far from its middle, to ends in the order in which it enters.
func (s *scene) fanSide(i int, pl plan, sign, reach float64) {
	n := &s.nodes[i]
	middle := pl.turn(n.c)
	door := middle.x + sign*reach
	var ends []end
	for k := range s.edges {
		e := &s.edges[k]
		if e.from == e.to || e.from != i && e.to != i || len(e.curve) == 0 {
			continue
		}
		c := e.curve
		if e.from == i {
			c = c.reversed()
		}
		if t, ok := c.lastCrossing(pl, door); ok && (pl.turn(c[0]).x-door)*sign > 0 {
			ends = append(ends, end{edge: k, to: e.to == i, at: pl.turn(c.at(t)).y, cut: t})
		}
	}
	slices.SortStableFunc(ends, func(a, b end) int { return cmp.Compare(a.at, b.at) })
	gap := 0.0
	if len(ends) > 1 {
		gap = min((pl.turn(n.size).y-2*fanPad)/float64(len(ends)-1), 3*fanGap)
	}
	for k, d := range ends {
		port := middle.y + (float64(k)-float64(len(ends)-1)/2)*gap
		s.lead(i, pl, d, door, port)
	}
}

// lead replaces the piece of an edge that lies in the room before node i by a
// bend that ends at the height of its port.
func (s *scene) lead(i int, pl plan, d end, door, port float64) {
	e := &s.edges[d.edge]
	c := e.curve
	if !d.to {
		c = c.reversed()
	}
	n := &s.nodes[i]
	start := pl.turn(c.at(d.cut))
	tip, ok := hit(n.outline(), pl.turn(point{start.x, port}), pl.turn(point{pl.turn(n.c).x, port}))
	if !ok {
		return
	}
	c = c.upTo(d.cut)
	last := pl.turn(tip)
	half := (start.x + last.x) / 2
	// It goes on as it came in, but not beyond the height of its port.
	heading := start.sub(pl.turn(c[len(c)-2])).unit()
	far := math.Inf(1)
	for _, room := range [][2]float64{{half - start.x, heading.x}, {last.y - start.y, heading.y}} {
		if along := room[0] / room[1]; along >= 0 {
			far = min(far, along)
		}
	}
	if math.IsInf(far, 1) {
		far = 0
	}
	c = append(c, pl.turn(start.add(heading.scale(far))), pl.turn(point{start.x + (last.x-start.x)*0.3, last.y}), tip) // level, so that the arrowhead is
	if !d.to {
		c = c.reversed()
	}
	e.curve = c
}

// close lengthens what still ends at the room before node i to its outline.
func (s *scene) close(i int) {
	n := &s.nodes[i]
	outside := func(p point) (point, bool) {
		q, ok := hit(n.outline(), p, n.c)
		return q, ok && q.sub(p).length() < n.c.sub(p).length() // not that of the far side
	}
	for k := range s.edges {
		e := &s.edges[k]
		if len(e.curve) == 0 || e.from == e.to {
			continue
		}
		if p, ok := outside(e.curve[len(e.curve)-1]); ok && e.to == i {
			e.curve.endAt(p)
		}
		if p, ok := outside(e.curve[0]); ok && e.from == i {
			e.curve.startAt(p)
		}
	}
}

func (c curve) reversed() curve {
	c = slices.Clone(c)
	slices.Reverse(c)
	return c
}

// lastCrossing returns where c last crosses the line x = door of the turned
// picture.
func (c curve) lastCrossing(pl plan, door float64) (float64, bool) {
	const steps = 48
	n := c.pieces() * steps
	before := func(k int) bool { return pl.turn(c.at(float64(k)/steps)).x < door }
	for k := n; k > 0; k-- {
		if before(k) == before(k-1) {
			continue
		}
		lo, hi := float64(k-1)/steps, float64(k)/steps
		for range 20 {
			if mid := (lo + hi) / 2; (pl.turn(c.at(mid)).x < door) == before(k) {
				hi = mid
			} else {
				lo = mid
			}
		}
		return hi, true
	}
	return 0, false
}

// upTo returns the part of c up to t.
func (c curve) upTo(t float64) curve {
	i := min(int(t), c.pieces()-1)
	return append(slices.Clone(c[:3*i]), c[3*i:3*i+4].between(0, t-float64(i))...)
}
