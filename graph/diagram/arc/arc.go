// Package arc places the arcs of a dependency tree above its words so that
// those of a projective tree never cross: it gives the ends at each word an
// order and each arc a height.
package arc

import (
	"cmp"
	"slices"
)

// An Arc leads from a head to a word that depends on it, both by index.
type Arc struct{ Head, Dep int }

// Length returns how many words lie between the ends, plus one.
func (a Arc) Length() int { return max(a.Head, a.Dep) - min(a.Head, a.Dep) }

// Ports returns the place of each arc's two ends, head first, among all ends
// at their words from left to right, and how many ends each of n words has.
// Arcs to the left stand before arcs to the right, and the longest of either
// side is in the middle: so no arc starts beneath another of its word.
func Ports(n int, arcs []Arc) (places [][2]int, ends []int) {
	type end struct {
		arc, side, key int // side 0 is the head's
	}
	at := make([][]end, n)
	for i, a := range arcs {
		for side, w := range [2]int{a.Head, a.Dep} {
			other := a.Head + a.Dep - w
			key := a.Length() - n // to the left: the shortest first
			if other > w {
				key = n - a.Length() // to the right: the longest first
			}
			at[w] = append(at[w], end{i, side, key})
		}
	}
	places, ends = make([][2]int, len(arcs)), make([]int, n)
	for w, es := range at {
		slices.SortStableFunc(es, func(a, b end) int { return cmp.Compare(a.key, b.key) })
		for k, e := range es {
			places[e.arc][e.side] = k
		}
		ends[w] = len(es)
	}
	return places, ends
}

// Levels returns the height of each span of the line below, from 1: a span
// lies above all that it covers or shares a place with. Equal spans are
// stacked in the order given.
func Levels(spans [][2]float64) []int {
	order := make([]int, len(spans))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(spans[a][1]-spans[a][0], spans[b][1]-spans[b][0])
	})
	levels := make([]int, len(spans))
	for k, i := range order {
		level := 0
		for _, j := range order[:k] {
			if spans[i][0] <= spans[j][1] && spans[j][0] <= spans[i][1] {
				level = max(level, levels[j])
			}
		}
		levels[i] = level + 1
	}
	return levels
}
