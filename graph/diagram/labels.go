package diagram

import "math"

// Graphviz keeps labels off nodes and off each other, but lets any line run
// through them. settleLabels moves a label along its own line to where fewer
// lines cross it.

const (
	labelGap     = 3.0   // points between a label and its line
	costOverlap  = 1e4   // another label, or a node
	costCrossed  = 60.0  // per line through the label
	costOwnLine  = 35.0  // its own line through it
	costOwnCross = 400.0 // the mark of denial hidden
	costAway     = 0.1   // per point away from where Graphviz put it
	costGap      = 2.5   // per point away from its own line, since it then seems to belong to none
	costNearer   = 30.0  // per line that is nearer to it than its own
	costBorder   = 80.0  // the border of a frame through it
	settleRounds = 3
)

// settleLabels goes over the labels until none moves.
func (s *scene) settleLabels() {
	lines := make([][]point, len(s.edges))
	for i := range s.edges {
		lines[i] = s.edges[i].curve.sample(24)
	}
	start := make([]point, len(s.edges))
	for i := range s.edges {
		start[i] = s.edges[i].at
	}
	for range settleRounds {
		moved := false
		for i := range s.edges {
			if len(s.edges[i].label.lines) > 0 {
				moved = s.settle(i, start[i], lines) || moved
			}
		}
		if !moved {
			return
		}
	}
}

// settle moves the label of edge i to the cheapest place.
func (s *scene) settle(i int, start point, lines [][]point) bool {
	e := &s.edges[i]
	old := e.at
	best, least := old, s.labelCost(i, old, start, lines)
	for _, p := range append(e.places(lines[i]), start) {
		if c := s.labelCost(i, p, start, lines); c < least-1e-6 {
			best, least = p, c
		}
	}
	e.at = best
	return best != old
}

// places lists where e's label may stand: on either side of its line, from a
// fifth to four fifths of the way.
func (e *placedEdge) places(line []point) []point {
	var out []point
	n := len(line)
	for k := 2; k <= 16; k++ {
		j := min(max(n*k/18, 1), n-2)
		d := line[j+1].sub(line[j-1]).unit()
		side := point{-d.y, d.x}
		reach := math.Abs(side.x)*e.label.w/2 + math.Abs(side.y)*e.label.h/2 + labelGap + e.width/2
		out = append(out, line[j].add(side.scale(reach)), line[j].sub(side.scale(reach)))
	}
	return out
}

// labelCost says how bad p is for the label of edge i.
func (s *scene) labelCost(i int, p, start point, lines [][]point) float64 {
	e := &s.edges[i]
	box := rect{p, point{e.label.w, e.label.h}}
	own := max(box.gap(lines[i])-labelGap-e.width/2, 0)
	cost := costAway*p.sub(start).length() + costGap*own
	for j := range s.frames {
		if f := &s.frames[j]; f.overlaps(box) && !f.grow(-2).holds(box) || box.overlaps(f.title()) {
			cost += costBorder
		}
	}
	for j := range s.nodes {
		if box.grow(3).overlaps(s.nodes[j].rect) {
			cost += costOverlap
		}
	}
	for j := range s.edges {
		other := &s.edges[j]
		if j != i && len(other.label.lines) > 0 && box.grow(1.5).overlaps(other.box()) {
			cost += costOverlap
		}
		if other.denied && len(other.curve) > 0 {
			if at, _ := other.crossAt(); box.grow(6).contains(at) {
				cost += costOwnCross
			}
		}
		switch crossed := box.grow(other.width/2 + 0.5).crossedBy(lines[j]); {
		case crossed && j == i:
			cost += costOwnLine
		case crossed:
			cost += costCrossed
		case j != i && own > 0 && box.grow(own).crossedBy(lines[j]):
			cost += costNearer
		}
	}
	return cost
}

// gap is how far line is from r at its nearest point, 0 where it meets it.
func (r rect) gap(line []point) float64 {
	least := math.Inf(1)
	for _, p := range line {
		d := point{max(math.Abs(p.x-r.c.x)-r.size.x/2, 0), max(math.Abs(p.y-r.c.y)-r.size.y/2, 0)}
		least = min(least, d.length())
	}
	return least
}

// crossedBy says whether any piece of line lies in r.
func (r rect) crossedBy(line []point) bool {
	for k := 1; k < len(line); k++ {
		a, b := line[k-1], line[k]
		if max(a.x, b.x) < r.min().x || min(a.x, b.x) > r.max().x || max(a.y, b.y) < r.min().y || min(a.y, b.y) > r.max().y {
			continue
		}
		if r.contains(a) || r.contains(b) || r.contains(a.lerp(b, .5)) || r.contains(a.lerp(b, .25)) || r.contains(a.lerp(b, .75)) {
			return true
		}
	}
	return false
}
