package diagram

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Of a large graph a layered drawing grows wider than any page. A map
// gives up the labels of edges: nodes stand where springs between neighbours
// put them, and lines are straight.

const (
	mapFill  = 0.2  // of the page that boxes cover before overlaps are removed
	mapGap   = 14.0 // points between boxes
	mapRatio = 1.35 // width to height
	maxPush  = 400  // rounds of pushing boxes apart
)

// placeMap gives every node of s its place on a map.
func (s *scene) placeMap(ctx context.Context, o Options) error {
	j := job{Graphs: []string{s.springDOT()}, Layout: orDefault(o.Engine, "sfdp"), Format: "plain"}
	out, err := j.run(ctx, o)
	if err != nil {
		return fmt.Errorf("diagram: %w", err)
	}
	if err := s.adoptPlain(string(out[0])); err != nil {
		return err
	}
	parts := s.parts()
	for _, p := range parts {
		s.spread(p.nodes)
		s.separate(p.nodes)
		p.size = s.corner(p.nodes)
	}
	pack(parts)
	for _, p := range parts {
		for _, i := range p.nodes {
			s.nodes[i].c = s.nodes[i].c.add(p.at)
		}
	}
	s.drawStraight()
	return nil
}

// adoptPlain takes over the places of all nodes from Graphviz's plain format,
// which has no more than is needed: "node n0 1.25 3.5 …", in inches.
func (s *scene) adoptPlain(text string) error {
	placed := 0
	for line := range strings.Lines(text) {
		f := strings.Fields(line)
		if len(f) < 4 || f[0] != "node" {
			continue
		}
		i, err := index(f[1], "n", len(s.nodes))
		if err != nil {
			return err
		}
		p, err := parsePoint(f[2] + "," + f[3])
		if err != nil {
			return err
		}
		s.nodes[i].c = p.scale(72)
		placed++
	}
	if placed != len(s.nodes) {
		return fmt.Errorf("diagram: layout has %d of %d nodes", placed, len(s.nodes))
	}
	return nil
}

// corner moves nodes to the upper left and returns how far they reach.
func (s *scene) corner(nodes []int) point {
	lo, hi := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, i := range nodes {
		a, b := s.nodes[i].min(), s.nodes[i].max()
		lo = point{min(lo.x, a.x), min(lo.y, a.y)}
		hi = point{max(hi.x, b.x), max(hi.y, b.y)}
	}
	for _, i := range nodes {
		s.nodes[i].c = s.nodes[i].c.sub(lo)
	}
	return hi.sub(lo)
}

// springDOT describes nodes as points: the springs see no sizes. The fast
// quadtree takes two thirds of the time of the normal one; the maps have as
// many crossings and lines as long. Circles have what was asked about in their
// middle.
func (s *scene) springDOT() string {
	var b strings.Builder
	b.WriteString("graph g {\ngraph [overlap=true quadtree=fast splines=none start=7]\nnode [label=\"\" shape=point width=0.05]\n")
	for i := range s.nodes {
		if s.nodes[i].focus {
			fmt.Fprintf(&b, "graph [root=n%d]\n", i)
			break
		}
	}
	for i := range s.nodes {
		fmt.Fprintf(&b, "n%d\n", i)
	}
	for i := range s.edges {
		if e := &s.edges[i]; e.from != e.to {
			fmt.Fprintf(&b, "n%d -- n%d\n", e.from, e.to)
		}
	}
	b.WriteString("}\n")
	return b.String()
}

// spread scales the places so that the boxes fill mapFill of their page.
func (s *scene) spread(nodes []int) {
	lo, hi := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	area := 0.0
	for _, i := range nodes {
		n := &s.nodes[i]
		lo = point{min(lo.x, n.c.x), min(lo.y, n.c.y)}
		hi = point{max(hi.x, n.c.x), max(hi.y, n.c.y)}
		area += n.size.x * n.size.y
	}
	height := math.Sqrt(area / mapFill / mapRatio)
	span := hi.sub(lo)
	for _, i := range nodes {
		c := s.nodes[i].c.sub(lo)
		s.nodes[i].c = point{c.x / max(span.x, 1) * height * mapRatio, c.y / max(span.y, 1) * height}
	}
}

// separate pushes overlapping boxes apart, each pair along the axis on which
// they overlap less; where that does not end, the whole map grows.
func (s *scene) separate(nodes []int) {
	for s.pushAll(nodes) {
		for _, i := range nodes {
			s.nodes[i].c = s.nodes[i].c.scale(1.1)
		}
	}
}

// pushAll says whether boxes still overlap after maxPush rounds.
func (s *scene) pushAll(nodes []int) bool {
	for range maxPush {
		moved := false
		for k, i := range nodes {
			for _, j := range nodes[:k] {
				moved = push(&s.nodes[j].rect, &s.nodes[i].rect) || moved
			}
		}
		if !moved {
			return false
		}
	}
	return true
}

// push moves a and b apart until they are mapGap from each other.
func push(a, b *rect) bool {
	d := b.c.sub(a.c)
	need := a.size.add(b.size).scale(.5).add(point{mapGap, mapGap})
	over := point{need.x - math.Abs(d.x), need.y - math.Abs(d.y)}
	if over.x <= 1e-6 || over.y <= 1e-6 {
		return false
	}
	by := point{x: math.Copysign(over.x/2+1e-3, d.x)}
	if over.y < over.x {
		by = point{y: math.Copysign(over.y/2+1e-3, d.y)}
	}
	a.c, b.c = a.c.sub(by), b.c.add(by)
	return true
}

// drawStraight joins the nodes. Of several edges between the same two nodes
// each has a bow of its own, and a line that would run through a third node has
// a larger one.
func (s *scene) drawStraight() {
	taken := map[[2]int][]float64{}
	loops := map[int]int{}
	for i := range s.edges {
		e := &s.edges[i]
		if e.from == e.to {
			e.curve = loop(s.nodes[e.from].rect, loops[e.from])
			loops[e.from]++
			continue
		}
		pair, side := [2]int{e.from, e.to}, 1.0
		if e.from > e.to {
			pair, side = [2]int{e.to, e.from}, -1 // the same side, seen from the other end
		}
		var bow float64
		e.curve, bow = s.around(e, side, taken[pair])
		taken[pair] = append(taken[pair], bow)
	}
}

// bows are tried in turn, in points, until a line meets no third node.
var bows = []float64{0, 22, -22, 44, -44, 70, -70, 100, -100, 140, -140, 190, -190, 250, -250}

// skews put the height of a bow in the middle, early or late.
var skews = []float64{0, 0.9, -0.9}

// around is the way from outline to outline with the smallest bow, of those
// that are not taken, that meets the fewest other nodes.
func (s *scene) around(e *placedEdge, side float64, taken []float64) (best curve, bow float64) {
	least := -1
	for _, b := range bows {
		if slices.Contains(taken, b) {
			continue
		}
		for _, skew := range skews {
			c := s.join(e, side*b, skew)
			if met := s.meets(e, c); least < 0 || met < least {
				best, bow, least = c, b, met
			}
			if b == 0 || least == 0 {
				break
			}
		}
		if least == 0 {
			break
		}
	}
	if best == nil {
		bow = 60 * float64(len(taken))
		best = s.join(e, side*bow, 0)
	}
	return best, bow
}

// meets counts the nodes, other than those of e, that c runs through.
func (s *scene) meets(e *placedEdge, c curve) int {
	n, line := 0, c.sample(24)
	for i := range s.nodes {
		if i != e.from && i != e.to && s.nodes[i].grow(2).crossedBy(line) {
			n++
		}
	}
	return n
}

// join is the way from outline to outline, bow points aside of the straight one.
func (s *scene) join(e *placedEdge, bow, skew float64) curve {
	from, to := &s.nodes[e.from], &s.nodes[e.to]
	d := to.c.sub(from.c)
	side := point{-d.y, d.x}.unit().scale(bow * 4 / 3)
	c := straight(from.c, to.c)
	c[1], c[2] = c[1].add(side.scale(1+skew)), c[2].add(side.scale(1-skew))
	leaves := c.border(from.outline(), 0, 1)
	enters := c.border(to.outline(), 1, 0)
	if leaves < enters {
		return c.between(leaves, enters)
	}
	return c
}

// border returns where c, a single piece that starts in the outline at t = in
// and ends outside of it at t = out, crosses it.
func (c curve) border(outline []point, in, out float64) float64 {
	const steps = 64
	for k := 1; k <= steps; k++ {
		t := in + (out-in)*float64(k)/steps
		if !inside(outline, c.at(t)) {
			out = t
			break
		}
	}
	for range 24 {
		if mid := (in + out) / 2; inside(outline, c.at(mid)) {
			in = mid
		} else {
			out = mid
		}
	}
	return out
}

// loop is an edge from a node to itself, at its upper right.
func loop(r rect, nth int) curve {
	a, b := r.min(), r.max()
	out := 22 + 8*float64(nth)
	return curve{
		{b.x - r.size.x/4, a.y}, {b.x - r.size.x/4, a.y - out},
		{b.x + out, r.c.y}, {b.x, r.c.y},
	}
}
