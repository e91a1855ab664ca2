package diagram

// crossings counts the pairs of edges that cross, other than at a node that
// both touch.
func (s *scene) crossings() int {
	lines := make([][]point, len(s.edges))
	boxes := make([]rect, len(s.edges))
	for i := range s.edges {
		lines[i] = s.edges[i].curve.sample(6)
		boxes[i] = bounds(lines[i])
	}
	n := 0
	for i := range s.edges {
		for j := range i {
			a, b := &s.edges[i], &s.edges[j]
			if a.from == b.from || a.to == b.to || a.from == b.to || a.to == b.from || !boxes[i].overlaps(boxes[j]) {
				continue
			}
			if cross(lines[i], lines[j]) {
				n++
			}
		}
	}
	return n
}

func bounds(ps []point) rect {
	if len(ps) == 0 {
		return rect{}
	}
	lo, hi := ps[0], ps[0]
	for _, p := range ps {
		lo = point{min(lo.x, p.x), min(lo.y, p.y)}
		hi = point{max(hi.x, p.x), max(hi.y, p.y)}
	}
	return rect{c: lo.lerp(hi, .5), size: hi.sub(lo)}
}

// cross says whether two chains of straight pieces cross.
func cross(a, b []point) bool {
	for i := 1; i < len(a); i++ {
		for j := 1; j < len(b); j++ {
			if side(a[i-1], a[i], b[j-1]) != side(a[i-1], a[i], b[j]) && side(b[j-1], b[j], a[i-1]) != side(b[j-1], b[j], a[i]) {
				return true
			}
		}
	}
	return false
}

// side says on which side of the way from a to b p lies.
func side(a, b, p point) bool {
	return float64((b.x-a.x)*(p.y-a.y))-float64((b.y-a.y)*(p.x-a.x)) > 0
}
