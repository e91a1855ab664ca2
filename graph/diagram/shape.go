package diagram

import "math"

// A point is in points (1/72 inch) from the upper left corner of the picture.
type point struct{ x, y float64 }

func (p point) add(q point) point             { return point{p.x + q.x, p.y + q.y} }
func (p point) sub(q point) point             { return point{p.x - q.x, p.y - q.y} }
func (p point) scale(f float64) point         { return point{p.x * f, p.y * f} }
func (p point) length() float64               { return math.Hypot(p.x, p.y) }
func (p point) lerp(q point, t float64) point { return p.add(q.sub(p).scale(t)) }

// unit returns p at length 1, or the zero point.
func (p point) unit() point {
	if l := p.length(); l > 0 {
		return p.scale(1 / l)
	}
	return point{}
}

// A rect is given by its centre and size.
type rect struct{ c, size point }

func (r rect) min() point { return r.c.sub(r.size.scale(.5)) }
func (r rect) max() point { return r.c.add(r.size.scale(.5)) }

func (r rect) grow(by float64) rect { return rect{r.c, point{r.size.x + 2*by, r.size.y + 2*by}} }

func (r rect) overlaps(s rect) bool {
	return math.Abs(r.c.x-s.c.x) < (r.size.x+s.size.x)/2-1e-6 && math.Abs(r.c.y-s.c.y) < (r.size.y+s.size.y)/2-1e-6
}

// holds says whether s lies in r.
func (r rect) holds(s rect) bool {
	return math.Abs(r.c.x-s.c.x) <= (r.size.x-s.size.x)/2 && math.Abs(r.c.y-s.c.y) <= (r.size.y-s.size.y)/2
}

func (r rect) contains(p point) bool {
	return math.Abs(r.c.x-p.x) < r.size.x/2 && math.Abs(r.c.y-p.y) < r.size.y/2
}

// A shape is the outline of a kind of entity.
type shape uint8

const (
	plainBox  shape = iota
	roundBox        // person
	doubleBox       // organisation
	hexagon         // group, armed force
	ellipse         // place
	cutBox          // facility: upper corners cut like a roof
	noteBox         // event: a folded corner
	slantBox        // weapon
	bookBox         // work: a spine on the left
)

const (
	inset  = 13.0 // of the points of a hexagon
	corner = 9.0  // of cut and folded corners
	round  = 9.0  // radius of round corners
	double = 3.5  // between the lines of a double border
)

// boxFor returns the size of s around a text of w by h points.
func (s shape) boxFor(w, h float64) point {
	const padX, padY = 11, 6
	p := point{w + 2*padX, h + 2*padY}
	switch s {
	case doubleBox:
		return p.add(point{double, 2 * double})
	case hexagon:
		return p.add(point{inset + 4, 4})
	case slantBox, bookBox:
		return p.add(point{10, 0})
	case cutBox, noteBox:
		return p.add(point{6, 3})
	case ellipse:
		// The smallest ellipse around the padded text would be √2 as large;
		// text rarely fills its corners.
		return point{w*1.22 + 2*padX, h*1.3 + 2*padY}
	}
	return p
}

// outline returns the corners of s in r, clockwise; for an ellipse many.
func (s shape) outline(r rect) []point {
	a, b := r.min(), r.max()
	switch s {
	case hexagon:
		i := min(inset, r.size.x/4)
		return []point{{a.x + i, a.y}, {b.x - i, a.y}, {b.x, r.c.y}, {b.x - i, b.y}, {a.x + i, b.y}, {a.x, r.c.y}}
	case cutBox:
		return []point{{a.x + corner, a.y}, {b.x - corner, a.y}, {b.x, a.y + corner}, {b.x, b.y}, {a.x, b.y}, {a.x, a.y + corner}}
	case noteBox:
		return []point{{a.x, a.y}, {b.x - corner, a.y}, {b.x, a.y + corner}, {b.x, b.y}, {a.x, b.y}}
	case slantBox:
		return []point{{a.x + corner, a.y}, {b.x, a.y}, {b.x - corner, b.y}, {a.x, b.y}}
	case ellipse:
		return ring(r, 48)
	}
	return []point{{a.x, a.y}, {b.x, a.y}, {b.x, b.y}, {a.x, b.y}}
}

// ring returns n points of the ellipse in r.
func ring(r rect, n int) []point {
	out := make([]point, n)
	for i := range out {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		out[i] = point{r.c.x + r.size.x/2*cos, r.c.y + r.size.y/2*sin}
	}
	return out
}

// inside says whether p lies in a convex outline that runs clockwise.
func inside(outline []point, p point) bool {
	for i, a := range outline {
		b := outline[(i+1)%len(outline)]
		if (b.x-a.x)*(p.y-a.y)-(b.y-a.y)*(p.x-a.x) < 0 {
			return false
		}
	}
	return true
}

// hit returns where the way from p towards q first meets the outline.
func hit(outline []point, p, q point) (point, bool) {
	best, found := 2.0, false
	d := q.sub(p)
	for i, a := range outline {
		e := outline[(i+1)%len(outline)].sub(a)
		den := d.x*e.y - d.y*e.x
		if math.Abs(den) < 1e-9 {
			continue
		}
		ap := a.sub(p)
		t := (ap.x*e.y - ap.y*e.x) / den
		u := (ap.x*d.y - ap.y*d.x) / den
		if t >= 0 && t < best && u >= -1e-9 && u <= 1+1e-9 {
			best, found = t, true
		}
	}
	return p.add(d.scale(best)), found
}

// trim returns the lines inside the outline of s.
func (s shape) trim(r rect) [][]point {
	a, b := r.min(), r.max()
	switch s {
	case doubleBox:
		d := min(double, r.size.y/5)
		return [][]point{{{a.x + d, a.y + d}, {b.x - d, a.y + d}, {b.x - d, b.y - d}, {a.x + d, b.y - d}, {a.x + d, a.y + d}}}
	case noteBox:
		return [][]point{{{b.x - corner, a.y}, {b.x - corner, a.y + corner}, {b.x, a.y + corner}}}
	case bookBox:
		return [][]point{{{a.x + 5, a.y}, {a.x + 5, b.y}}}
	}
	return nil
}
