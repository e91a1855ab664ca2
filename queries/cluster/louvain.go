// Package cluster finds the communities of a weighted graph.
package cluster

import (
	"math/rand/v2"
	"slices"
)

// An Edge joins two nodes, given as indices from 0, in both directions. An edge
// from a node to itself means nothing.
type Edge struct {
	A, B   int
	Weight int // above 0
}

// Louvain groups n nodes so that edges fall within groups rather than between
// them, by the modularity of Newman and Girvan (2004) and the method of Blondel
// et al. (2008). It returns the group of each node; groups are numbered in the
// order of their first nodes. Nodes are visited in an order that seed decides,
// and all sums are of whole numbers, so that every machine finds the same
// groups.
func Louvain(n int, edges []Edge, seed uint64) []int {
	group := make([]int, n)
	for i := range group {
		group[i] = i
	}
	g := graphOf(n, edges)
	order := rand.New(rand.NewPCG(seed, 0))
	for g.settle(order) {
		g = g.fold()
		for i := range group {
			group[i] = int(g.member[group[i]])
		}
	}
	return numbered(group)
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

// A web is a graph whose nodes are groups of the graph before.
type web struct {
	start  []int32 // the links of node i are those from start[i] to start[i+1]
	to     []int32
	weight []int64
	degree []int64 // of each node, loops counted twice
	total  int64   // of all degrees
	group  []int32 // of each node, after settle
	member []int32 // of the graph before: the node of this one that holds it
}

func graphOf(n int, edges []Edge) *web {
	g := &web{start: make([]int32, n+1), degree: make([]int64, n)}
	joins := func(e Edge) bool { return e.A != e.B }
	for _, e := range edges {
		if joins(e) {
			g.start[e.A+1]++
			g.start[e.B+1]++
		}
	}
	for i := range n {
		g.start[i+1] += g.start[i]
	}
	at := slices.Clone(g.start)
	g.to, g.weight = make([]int32, g.start[n]), make([]int64, g.start[n])
	put := func(from, to, weight int) {
		g.to[at[from]], g.weight[at[from]] = int32(to), int64(weight)
		at[from]++
		g.degree[from] += int64(weight)
		g.total += int64(weight)
	}
	for _, e := range edges {
		if joins(e) {
			put(e.A, e.B, e.Weight)
			put(e.B, e.A, e.Weight)
		}
	}
	return g
}

// settle moves nodes to the group next to them that gains most modularity, as
// long as any gains. It says whether anybody moved.
func (g *web) settle(order *rand.Rand) bool {
	n := len(g.degree)
	g.group = make([]int32, n)
	sum := slices.Clone(g.degree) // of the degrees in each group
	for i := range g.group {
		g.group[i] = int32(i)
	}
	visits := order.Perm(n)
	links := make([]int64, n) // from the node at hand to each group
	var beside []int32
	moved := false
	for again := true; again; {
		again = false
		for _, i := range visits {
			own := g.group[i]
			beside = append(beside[:0], own)
			for e := g.start[i]; e < g.start[i+1]; e++ {
				if c := g.group[g.to[e]]; int(g.to[e]) != i {
					if links[c] == 0 && c != own {
						beside = append(beside, c)
					}
					links[c] += g.weight[e]
				}
			}
			sum[own] -= g.degree[i]
			best, most := own, links[own]*g.total-sum[own]*g.degree[i]
			for _, c := range beside[1:] {
				gain := links[c]*g.total - sum[c]*g.degree[i]
				if gain > most || gain == most && best != own && c < best {
					best, most = c, gain
				}
			}
			sum[best] += g.degree[i]
			for _, c := range beside {
				links[c] = 0
			}
			if best != own {
				g.group[i] = best
				again, moved = true, true
			}
		}
	}
	return moved
}

// fold makes each group a node.
func (g *web) fold() *web {
	number := make([]int32, len(g.group))
	var nodes [][]int32 // members of each new node
	for i, c := range g.group {
		if number[c] == 0 {
			nodes = append(nodes, nil)
			number[c] = int32(len(nodes))
		}
		nodes[number[c]-1] = append(nodes[number[c]-1], int32(i))
	}
	f := &web{start: make([]int32, 1, len(nodes)+1), member: make([]int32, len(g.group)), total: g.total}
	for i, c := range g.group {
		f.member[i] = number[c] - 1
	}
	weight := make([]int64, len(nodes))
	for _, members := range nodes {
		degree, first := int64(0), len(f.to)
		for _, i := range members {
			degree += g.degree[i]
			for e := g.start[i]; e < g.start[i+1]; e++ {
				v := f.member[g.to[e]]
				if weight[v] == 0 {
					f.to = append(f.to, v)
				}
				weight[v] += g.weight[e]
			}
		}
		for _, v := range f.to[first:] {
			f.weight = append(f.weight, weight[v])
			weight[v] = 0
		}
		f.degree = append(f.degree, degree)
		f.start = append(f.start, int32(len(f.to)))
	}
	return f
}
