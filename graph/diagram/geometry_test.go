package diagram

import (
	"fmt"
	"math"
	"testing"
)

func TestNothingOverlaps(t *testing.T) {
	for name, g := range samples {
		for _, dir := range []string{"", "LR", "TB"} {
			t.Run(name+dir, func(t *testing.T) {
				if len(g().Nodes) > 60 && dir != "" {
					t.Skip("a map has no direction")
				}
				o, err := Options{Layout: dir}.resolved()
				if err != nil {
					t.Fatal(err)
				}
				s, err := compose(t.Context(), g(), o)
				if err != nil {
					t.Fatal(err)
				}
				checkGeometry(t, s)
			})
		}
	}
}

// checkGeometry looks at every pair of boxes in s.
func checkGeometry(t *testing.T, s *scene) {
	t.Helper()
	type named struct {
		name string
		rect
	}
	var boxes []named
	for i := range s.nodes {
		n := &s.nodes[i]
		boxes = append(boxes, named{fmt.Sprintf("node %d %q", i, n.text.lines), n.rect})
		if n.text.w > n.size.x || n.text.h > n.size.y {
			t.Errorf("text of node %d %q is larger than its box", i, n.text.lines)
		}
	}
	for i := range s.edges {
		if e := &s.edges[i]; len(e.label.lines) > 0 {
			boxes = append(boxes, named{fmt.Sprintf("label %d %q", i, e.label.lines), e.box()})
		}
	}
	bottom := margin + s.header.height
	for i, a := range boxes {
		for _, b := range boxes[:i] {
			if a.overlaps(b.rect) {
				t.Errorf("%s overlaps %s", a.name, b.name)
			}
		}
		if lo, hi := a.min(), a.max(); lo.x < 0 || lo.y < bottom || hi.x > s.size.x || hi.y > s.size.y {
			t.Errorf("%s leaves the page: %v–%v in %v below %v", a.name, lo, hi, s.size, bottom)
		}
	}
	for i := range s.edges {
		if len(s.edges[i].curve) > 0 {
			checkEnds(t, s, i)
		}
	}
}

// The lines of a crowded node end apart, on the side from which they come.
func TestFan(t *testing.T) {
	for _, dir := range []string{"LR", "TB"} {
		o, err := Options{Layout: dir, InProcess: true}.resolved()
		if err != nil {
			t.Fatal(err)
		}
		s, err := compose(t.Context(), crowd(), o)
		if err != nil {
			t.Fatal(err)
		}
		pl, hub := plan{dir: dir}, s.nodes[0].rect
		var ends []point
		for i := range s.edges {
			e := &s.edges[i]
			c := e.curve
			if e.from == 0 {
				c = c.reversed()
			} else if e.to != 0 {
				continue
			}
			last, before := c[len(c)-1], c.sample(8)[len(c.sample(8))-3]
			if side := pl.turn(last).x - pl.turn(hub.c).x; (pl.turn(before).x-pl.turn(last).x)*side <= 0 {
				t.Errorf("%s: edge %d comes through its node", dir, i)
			}
			for _, other := range ends {
				if other.sub(last).length() < 4 {
					t.Errorf("%s: edge %d ends at %v, where another does", dir, i, last)
				}
			}
			ends = append(ends, last)
		}
		if len(ends) < 30 {
			t.Fatalf("%d ends", len(ends))
		}
	}
}

// checkEnds looks whether edge i starts and ends at the outlines of its nodes.
func checkEnds(t *testing.T, s *scene, i int) {
	t.Helper()
	e := &s.edges[i]
	for _, end := range []struct {
		p point
		n int
	}{{e.curve[0], e.from}, {e.curve[len(e.curve)-1], e.to}} {
		if end.n < 0 {
			continue // an event may lead to words
		}
		n := &s.nodes[end.n]
		outline := n.outline()
		near := math.Inf(1)
		for k, a := range outline {
			near = min(near, distance(end.p, a, outline[(k+1)%len(outline)]))
		}
		if near > 2.5 {
			t.Errorf("edge %d ends %.1f points from the outline of node %d %q", i, near, end.n, n.text.lines)
		}
	}
}

// distance from p to the line from a to b.
func distance(p, a, b point) float64 {
	d := b.sub(a)
	u := 0.0
	if l := d.length(); l > 0 {
		u = ((p.x-a.x)*d.x + (p.y-a.y)*d.y) / (l * l)
	}
	return p.sub(a.lerp(b, min(max(u, 0), 1))).length()
}
