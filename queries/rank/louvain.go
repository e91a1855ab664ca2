// Package rank finds out who belongs together in a graph.
package rank

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// Communities divides entities into groups that are related more among
// themselves than with others, by the method of Louvain (Blondel et al. 2008).
// near lists the neighbours of each; what stands in one list stands in the
// other. Entities are visited in an order that seed decides. All sums are of
// whole numbers, so that every machine finds the same groups.
//
// Groups are numbered from 1, the largest first; 0 is for those who stand
// alone.
func Communities(near [][]int32, seed uint64) []int32 {
	group := make([]int32, len(near))
	for i := range group {
		group[i] = int32(i)
	}
	g := graphOf(near)
	order := rand.New(rand.NewPCG(seed, 0))
	for {
		moved := g.settle(order)
		if !moved {
			return bySize(group)
		}
		g = g.fold()
		for i := range group {
			group[i] = g.member[group[i]]
		}
	}
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

func graphOf(near [][]int32) *web {
	g := &web{start: make([]int32, len(near)+1), degree: make([]int64, len(near))}
	for i, list := range near {
		for _, v := range list {
			if int(v) != i {
				g.to, g.weight = append(g.to, v), append(g.weight, 1)
				g.degree[i]++
			}
		}
		g.start[i+1] = int32(len(g.to))
		g.total += g.degree[i]
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

// bySize numbers groups as Communities promises.
func bySize(group []int32) []int32 {
	size := make([]int, len(group))
	first := make([]int, len(group))
	var groups []int32
	for i, c := range group {
		if size[c] == 0 {
			groups, first[c] = append(groups, c), i
		}
		size[c]++
	}
	slices.SortFunc(groups, func(a, b int32) int {
		return cmp.Or(cmp.Compare(size[b], size[a]), cmp.Compare(first[a], first[b]))
	})
	number := make([]int32, len(group))
	for n, c := range groups {
		if size[c] > 1 {
			number[c] = int32(n) + 1
		}
	}
	out := make([]int32, len(group))
	for i, c := range group {
		out[i] = number[c]
	}
	return out
}
