// Package depparse finds the best dependency tree for given scores.
package depparse

import "math"

// Tree returns the head of every token, -1 for the root, of the tree with the
// greatest sum of scores among those with exactly one root: the maximum
// spanning arborescence of Chu and Liu (1965) and Edmonds (1967). scores has a
// row of stride values for each of n tokens: the root's in column 0, then one
// for every token. Scores that are not numbers count as very low; among equal
// trees the choice is always the same.
func Tree(scores []float32, n, stride int) []int { return new(Finder).Tree(scores, n, stride) }

// A Finder finds trees one after the other in the same memory.
type Finder struct {
	floats []float64
	ints   []int
}

// Tree is the function of that name. What it returns is good until the next
// call.
func (f *Finder) Tree(scores []float32, n, stride int) []int {
	if n == 0 {
		return nil
	}
	f.floats, f.ints = f.floats[:0], f.ints[:0]
	heads := take(&f.ints, n)
	if f.greedy(scores, stride, heads) {
		return heads
	}
	best := f.newGraph(scores, n, stride).solve()
	for i := range heads {
		heads[i] = best[i+1] - 1
	}
	return heads
}

// take returns n zeros from the end of a. Where there is no room, a begins anew
// elsewhere; what was taken before stays good.
func take[T any](a *[]T, n int) []T {
	at := len(*a)
	if at+n > cap(*a) {
		*a, at = make([]T, 0, max(2*cap(*a), 2*n)), 0
	}
	*a = (*a)[:at+n]
	out := (*a)[at : at+n : at+n]
	clear(out)
	return out
}

// greedy gives every token its best head and says whether that happens to be a
// tree with one root, as it does for most sentences; then no tree is better.
func (f *Finder) greedy(scores []float32, stride int, heads []int) bool {
	roots := 0
	for d := range heads {
		row, best := scores[d*stride:d*stride+len(heads)+1], 0
		for h, x := range row {
			if x-x != 0 {
				return false
			}
			if x > row[best] && h != d+1 {
				best = h
			}
		}
		if heads[d] = best - 1; best == 0 {
			roots++
		}
	}
	return roots == 1 && f.findCycle(heads) == nil
}

// graph holds the score of every arc: row(dependent)[head]; node 0 is the root.
type graph struct {
	*Finder
	n int
	w []float64
}

func (f *Finder) graph(n int) graph { return graph{f, n, take(&f.floats, n*n)} }

func (g graph) row(d int) []float64 { return g.w[d*g.n : (d+1)*g.n] }

// newGraph copies the scores and lowers every arc from the root by more than
// any tree can gain, so that the best tree has one such arc and no more.
func (f *Finder) newGraph(scores []float32, n, stride int) graph {
	low, high := math.Inf(1), math.Inf(-1)
	for i := 0; i < n; i++ {
		for _, s := range scores[i*stride : i*stride+n+1] {
			if x := float64(s); x-x == 0 {
				low, high = min(low, x), max(high, x)
			}
		}
	}
	if low > high {
		low, high = 0, 0
	}
	fine := (high - low + 1) * float64(n+1)
	g := f.graph(n + 1)
	for d := range g.n {
		row := g.row(d)
		for h := range row {
			row[h] = math.Inf(-1)
			if d == 0 || d == h {
				continue
			}
			x := float64(scores[(d-1)*stride+h])
			if x-x != 0 {
				x = low - 1
			}
			if h == 0 {
				x -= fine
			}
			row[h] = x
		}
	}
	return g
}

// solve returns the head of each node, -1 for node 0.
func (g graph) solve() []int {
	heads := g.best()
	cycle := g.findCycle(heads)
	if cycle == nil {
		return heads
	}
	return g.contract(heads, cycle)
}

func (g graph) best() []int {
	heads := take(&g.ints, g.n)
	heads[0] = -1
	for d := 1; d < g.n; d++ {
		row, best := g.row(d), 0
		for h, x := range row {
			if x > row[best] {
				best = h
			}
		}
		heads[d] = best
	}
	return heads
}

// findCycle returns the nodes of a cycle, or nil. A head below zero ends a walk.
func (f *Finder) findCycle(heads []int) []int {
	seen := take(&f.ints, len(heads)) // one more than the walk that came here first
	for start := range heads {
		v := start
		for v >= 0 && seen[v] == 0 {
			seen[v] = start + 1
			v = heads[v]
		}
		if v < 0 || seen[v] != start+1 {
			continue
		}
		n := 1
		for u := heads[v]; u != v; u = heads[u] {
			n++
		}
		cycle := take(&f.ints, n)
		for i := range cycle {
			cycle[i], v = v, heads[v]
		}
		return cycle
	}
	return nil
}

// contract replaces a cycle by one node (the last of a smaller graph), solves
// that, and opens the cycle where the solution enters it.
func (g graph) contract(heads, cycle []int) []int {
	in := take(&g.ints, g.n) // 1 for the nodes of the cycle
	for _, v := range cycle {
		in[v] = 1
	}
	c := g.n - len(cycle)
	old := take(&g.ints, c)[:0] // old number of each node outside the cycle
	for v := range g.n {
		if in[v] == 0 {
			old = append(old, v)
		}
	}
	s := g.graph(c + 1)
	enter, leave := take(&g.ints, c), take(&g.ints, c) // where an arc from or to each outside node touches the cycle
	s.row(c)[c] = math.Inf(-1)
	for i, v := range old {
		row, from := s.row(i), g.row(v)
		for j, u := range old {
			row[j] = from[u]
		}
		row[c], s.row(c)[i] = math.Inf(-1), math.Inf(-1)
		enter[i], leave[i] = cycle[0], cycle[0]
		for _, u := range cycle {
			if x := from[u]; x > row[c] {
				row[c], leave[i] = x, u
			}
			if x := g.row(u)[v] - g.row(u)[heads[u]]; x > s.row(c)[i] {
				s.row(c)[i], enter[i] = x, u
			}
		}
	}
	inner := s.solve()
	for i, v := range old {
		switch h := inner[i]; {
		case v == 0:
		case h == c:
			heads[v] = leave[i]
		default:
			heads[v] = old[h]
		}
	}
	h := inner[c]
	heads[enter[h]] = old[h]
	return heads
}
