// Package cluster finds the communities of a weighted graph.
package cluster

import "slices"

// An Edge joins two nodes, given as indices from 0, in both directions.
type Edge struct {
	A, B   int
	Weight int // above 0
}

// Louvain groups n nodes so that edges fall within groups rather than between
// them, by the modularity of Newman and Girvan (2004) and the method of Blondel
// et al. (2008). It returns the group of each node; groups are numbered in the
// order of their first nodes. Nodes are visited in order and weights are whole
// numbers, so that equal graphs give equal groups on every machine.
func Louvain(n int, edges []Edge) []int {
	group := make([]int, n)
	for i := range group {
		group[i] = i
	}
	for {
		l := build(count(group), project(edges, group))
		moved := l.settle()
		if !moved {
			return numbered(group)
		}
		l.of = numbered(l.of)
		for i := range group {
			group[i] = l.of[group[i]]
		}
	}
}

func count(group []int) int {
	most := -1
	for _, g := range group {
		most = max(most, g)
	}
	return most + 1
}

// project makes edges between nodes into edges between their groups.
func project(edges []Edge, group []int) []Edge {
	out := make([]Edge, len(edges))
	for i, e := range edges {
		out[i] = Edge{group[e.A], group[e.B], e.Weight}
	}
	return out
}

// numbered renames groups by the order of their first nodes.
func numbered(group []int) []int {
	names := map[int]int{}
	out := make([]int, len(group))
	for i, g := range group {
		if _, ok := names[g]; !ok {
			names[g] = len(names)
		}
		out[i] = names[g]
	}
	return out
}

// A level is one graph of the hierarchy.
type level struct {
	near   [][]Edge // by node; A is the node itself
	degree []int    // weights of a node's edges, those to itself twice
	total  []int    // degrees of a group
	of     []int    // group of a node
	twice  int      // all weights, twice
}

func build(n int, edges []Edge) *level {
	l := &level{near: make([][]Edge, n), degree: make([]int, n), total: make([]int, n), of: make([]int, n)}
	for _, e := range edges {
		l.degree[e.A] += e.Weight
		l.degree[e.B] += e.Weight
		l.twice += 2 * e.Weight
		if e.A != e.B {
			l.near[e.A] = append(l.near[e.A], Edge{e.A, e.B, e.Weight})
			l.near[e.B] = append(l.near[e.B], Edge{e.B, e.A, e.Weight})
		}
	}
	for i := range n {
		l.of[i], l.total[i] = i, l.degree[i]
	}
	return l
}

// mostRounds bounds the visits to each node; a few are enough.
const mostRounds = 50

// settle moves each node to the neighbouring group where it adds most to the
// modularity, until none moves. It says whether any did.
func (l *level) settle() bool {
	any := false
	for range mostRounds {
		moved := false
		for i := range l.near {
			moved = l.move(i) || moved
		}
		if !moved {
			break
		}
		any = true
	}
	return any
}

// move says whether node i has changed its group.
func (l *level) move(i int) bool {
	weight := map[int]int{}
	var groups []int
	for _, e := range l.near[i] {
		g := l.of[e.B]
		if weight[g] == 0 {
			groups = append(groups, g)
		}
		weight[g] += e.Weight
	}
	slices.Sort(groups)
	home := l.of[i]
	l.total[home] -= l.degree[i]
	// The gain of joining g, multiplied by twice the weight of the graph.
	gain := func(g int) int { return weight[g]*l.twice - l.degree[i]*l.total[g] }
	best, most := home, gain(home)
	for _, g := range groups {
		if v := gain(g); v > most {
			best, most = g, v
		}
	}
	l.of[i] = best
	l.total[best] += l.degree[i]
	return best != home
}
