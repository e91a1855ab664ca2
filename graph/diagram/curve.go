package diagram

import (
	"math"
	"slices"
)

// A curve is a chain of cubic Bézier pieces: one point, then three for each
// piece. Its last point is the tip of the arrow.
type curve []point

func (c curve) translate(by point) {
	for i := range c {
		c[i] = c[i].add(by)
	}
}

func (c curve) pieces() int { return max(len(c)-1, 0) / 3 }

// at returns the point at t, 0–pieces.
func (c curve) at(t float64) point {
	i := min(int(t), c.pieces()-1)
	t -= float64(i)
	p := c[3*i : 3*i+4]
	a, b, d := p[0].lerp(p[1], t), p[1].lerp(p[2], t), p[2].lerp(p[3], t)
	return a.lerp(b, t).lerp(b.lerp(d, t), t)
}

// sample returns points along c, n for each piece and the end.
func (c curve) sample(n int) []point {
	if c.pieces() == 0 {
		return nil
	}
	var out []point
	for i := range c.pieces() * n {
		out = append(out, c.at(float64(i)/float64(n)))
	}
	return append(out, c[len(c)-1])
}

// middle returns the point half way along c and the direction there.
func (c curve) middle() (at, dir point) {
	ps := c.sample(16)
	if len(ps) < 2 {
		return
	}
	total := 0.0
	for i := 1; i < len(ps); i++ {
		total += ps[i].sub(ps[i-1]).length()
	}
	half := total / 2
	for i := 1; i < len(ps); i++ {
		d := ps[i].sub(ps[i-1])
		if l := d.length(); l > 0 && half <= l {
			return ps[i-1].lerp(ps[i], half/l), d.unit()
		}
		half -= d.length()
	}
	return ps[len(ps)-1], point{}
}

// straight is the curve of a line.
func straight(a, b point) curve {
	return curve{a, a.lerp(b, 1.0/3), a.lerp(b, 2.0/3), b}
}

const arrowLength = 8.0

// arrow returns the line of an edge up to the base of its arrow, and the
// outline of the arrow. Each class has a head of its own, which a printer
// without colours keeps: broad for conflict, barbed for talk, a diamond for an
// office, slim for all else.
func (e *placedEdge) arrow() (line curve, head []point) {
	length := min(arrowLength+1.2*e.width, e.curve[0].sub(e.curve[len(e.curve)-1]).length()*0.8+2)
	tip := e.curve[len(e.curve)-1]
	line = e.curve.before(tip, length*0.85)
	d := tip.sub(line[len(line)-1]).unit()
	side := point{-d.y, d.x}.scale(length * 0.36)
	if e.class == OtherEdge {
		side = side.scale(0.75)
	}
	rear := tip.sub(d.scale(length))
	switch e.class {
	case Diplomacy:
		return line, []point{tip, rear.add(side), tip.sub(d.scale(length * 0.6)), rear.sub(side)}
	case Role:
		waist := tip.sub(d.scale(length * 0.5))
		side = side.scale(0.8)
		return line, []point{tip, waist.add(side), rear, waist.sub(side)}
	}
	return line, []point{tip, rear.add(side), rear.sub(side)}
}

// before returns the part of c up to where it last comes within r of p.
func (c curve) before(p point, r float64) curve {
	lo, hi := 0.0, float64(c.pieces())
	for t := hi; t > 0; t -= 1.0 / 32 {
		if c.at(t).sub(p).length() >= r {
			lo = t
			break
		}
		hi = t
	}
	for range 20 {
		if mid := (lo + hi) / 2; c.at(mid).sub(p).length() >= r {
			lo = mid
		} else {
			hi = mid
		}
	}
	return c.upTo(max(lo, 1.0/64))
}

// between returns the part of a single piece from t to u, by the construction
// of de Casteljau.
func (c curve) between(t, u float64) curve {
	head := c.head(u)
	if t == 0 {
		return head
	}
	slices.Reverse(head)
	tail := head.head(1 - t/u)
	slices.Reverse(tail)
	return tail
}

// head returns the part of a single piece up to t.
func (c curve) head(t float64) curve {
	a, b, d := c[0].lerp(c[1], t), c[1].lerp(c[2], t), c[2].lerp(c[3], t)
	ab, bd := a.lerp(b, t), b.lerp(d, t)
	return curve{c[0], a, ab, ab.lerp(bd, t)}
}

// endAt moves the last point to p and its control point along with it.
func (c curve) endAt(p point) {
	n := len(c)
	by := p.sub(c[n-1])
	c[n-1], c[n-2] = p, c[n-2].add(by)
}

// startAt moves the first point to p and its control point along with it.
func (c curve) startAt(p point) {
	by := p.sub(c[0])
	c[0], c[1] = p, c[1].add(by)
}

func round2(f float64) float64 {
	f = math.Round(f*100) / 100
	if f == 0 {
		return 0 // not -0, which prints otherwise
	}
	return f
}
