// Package depparse finds the best dependency tree for given scores.
package depparse

import "math"

// Tree returns the head of every token, -1 for the root, of the tree with the
// greatest sum of scores among those with exactly one root: the maximum
// spanning arborescence of Chu and Liu (1965) and Edmonds (1967). scores has a
// row of stride values for each of n tokens: the root's in column 0, then one
// for every token. Scores that are not numbers count as very low; among equal
// trees the choice is always the same.
func Tree(scores []float32, n, stride int) []int {
	if n == 0 {
		return nil
	}
	heads := make([]int, n)
	if greedy(scores, stride, heads) {
		return heads
	}
	best := newGraph(scores, n, stride).solve()
	for i := range heads {
		heads[i] = best[i+1] - 1
	}
	return heads
}

// greedy gives every token its best head and says whether that happens to be a
// tree with one root, as it does for most sentences; then no tree is better.
func greedy(scores []float32, stride int, heads []int) bool {
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
	return roots == 1 && findCycle(heads) == nil
}

// graph holds the score of every arc: w[dependent][head]; node 0 is the root.
type graph struct{ w [][]float64 }

// newGraph copies the scores and lowers every arc from the root by more than
// any tree can gain, so that the best tree has one such arc and no more.
func newGraph(scores []float32, n, stride int) *graph {
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
	flat := make([]float64, (n+1)*(n+1))
	g := &graph{w: make([][]float64, n+1)}
	for d := range g.w {
		g.w[d] = flat[d*(n+1) : (d+1)*(n+1)]
		for h := range g.w[d] {
			g.w[d][h] = math.Inf(-1)
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
			g.w[d][h] = x
		}
	}
	return g
}

// solve returns the head of each node, -1 for node 0.
func (g *graph) solve() []int {
	heads := g.best()
	cycle := findCycle(heads)
	if cycle == nil {
		return heads
	}
	return g.contract(heads, cycle)
}

func (g *graph) best() []int {
	heads := make([]int, len(g.w))
	heads[0] = -1
	for d := 1; d < len(g.w); d++ {
		for h, x := range g.w[d] {
			if x > g.w[d][heads[d]] {
				heads[d] = h
			}
		}
	}
	return heads
}

// findCycle returns the nodes of a cycle, or nil. A head below zero ends a walk.
func findCycle(heads []int) []int {
	seen := make([]int, len(heads)) // one more than the walk that came here first
	for start := range heads {
		v := start
		for v >= 0 && seen[v] == 0 {
			seen[v] = start + 1
			v = heads[v]
		}
		if v < 0 || seen[v] != start+1 {
			continue
		}
		cycle := []int{v}
		for u := heads[v]; u != v; u = heads[u] {
			cycle = append(cycle, u)
		}
		return cycle
	}
	return nil
}

// contract replaces a cycle by one node (the last of a smaller graph), solves
// that, and opens the cycle where the solution enters it.
func (g *graph) contract(heads, cycle []int) []int {
	in := make([]bool, len(g.w))
	for _, v := range cycle {
		in[v] = true
	}
	var old []int // old number of each node outside the cycle
	for v := range g.w {
		if !in[v] {
			old = append(old, v)
		}
	}
	c := len(old)
	s := &graph{w: make([][]float64, c+1)}
	flat := make([]float64, (c+1)*(c+1))
	enter, leave := make([]int, c), make([]int, c) // where an arc from or to each outside node touches the cycle
	for d := range s.w {
		s.w[d] = flat[d*(c+1) : (d+1)*(c+1)]
	}
	s.w[c][c] = math.Inf(-1)
	for i, v := range old {
		for j, u := range old {
			s.w[i][j] = g.w[v][u]
		}
		s.w[i][c], s.w[c][i] = math.Inf(-1), math.Inf(-1)
		enter[i], leave[i] = cycle[0], cycle[0]
		for _, u := range cycle {
			if x := g.w[v][u]; x > s.w[i][c] {
				s.w[i][c], leave[i] = x, u
			}
			if x := g.w[u][v] - g.w[u][heads[u]]; x > s.w[c][i] {
				s.w[c][i], enter[i] = x, u
			}
		}
	}
	inner := s.solve()
	out := append([]int(nil), heads...)
	for i, v := range old {
		switch h := inner[i]; {
		case v == 0:
		case h == c:
			out[v] = leave[i]
		default:
			out[v] = old[h]
		}
	}
	h := inner[c]
	out[enter[h]] = old[h]
	return out
}
