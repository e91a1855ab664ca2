package diagram

import (
	"cmp"
	"math"
	"slices"
)

// Graphviz puts the unconnected parts of a graph side by side, which grows wide
// without end, and forgets labels when told to pack them. So each part is laid
// out by itself and the parts are set on shelves here.

// A part is a connected part of a scene.
type part struct {
	nodes, edges []int // indices into the scene, ascending
	laid         *laidOut
	size         point
	at           point // upper left corner
}

// parts splits s into its connected parts, in the order of their first nodes.
func (s *scene) parts() []*part {
	root := make([]int, len(s.nodes))
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for i := range s.edges {
		a, b := find(s.edges[i].from), find(s.edges[i].to)
		root[max(a, b)] = min(a, b)
	}
	var out []*part
	byRoot := map[int]*part{}
	for i := range s.nodes {
		r := find(i)
		if byRoot[r] == nil {
			byRoot[r] = &part{}
			out = append(out, byRoot[r])
		}
		byRoot[r].nodes = append(byRoot[r].nodes, i)
	}
	for i := range s.edges {
		p := byRoot[find(s.edges[i].from)]
		p.edges = append(p.edges, i)
	}
	return out
}

const (
	partGap   = 34.0      // points between parts
	pageRatio = 3.0 / 2.0 // of the landscape page that pictures aim at
)

// pack places parts on shelves, the tallest first, and returns the width of
// the landscape page that they fill: the smaller it is, the larger is the text
// when the picture is printed.
func pack(parts []*part) float64 {
	order := slices.Clone(parts)
	slices.SortStableFunc(order, func(a, b *part) int { return cmp.Compare(b.size.y, a.size.y) })
	total, widest := 0.0, 0.0
	for _, p := range order {
		total += p.size.x + partGap
		widest = max(widest, p.size.x)
	}
	best, least := total, math.Inf(1)
	for width := widest; ; width += partGap {
		if size := shelve(order, width); max(size.x, size.y*pageRatio) < least {
			best, least = width, max(size.x, size.y*pageRatio)
		}
		if width >= total {
			break
		}
	}
	shelve(order, best)
	return least
}

// shelve fills shelves of the given width and returns the size of all.
func shelve(parts []*part, width float64) point {
	var at, size point
	shelf := 0.0
	for _, p := range parts {
		if at.x > 0 && at.x+p.size.x > width {
			at = point{0, at.y + shelf + partGap}
			shelf = 0
		}
		p.at = at
		at.x += p.size.x + partGap
		shelf = max(shelf, p.size.y)
		size = point{max(size.x, p.at.x+p.size.x), max(size.y, p.at.y+p.size.y)}
	}
	return size
}
