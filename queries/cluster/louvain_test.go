package cluster

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func clique(from, to int) []Edge {
	var edges []Edge
	for a := from; a < to; a++ {
		for b := a + 1; b < to; b++ {
			edges = append(edges, Edge{a, b, 1})
		}
	}
	return edges
}

func TestLouvain(t *testing.T) {
	for _, test := range []struct {
		name  string
		n     int
		edges []Edge
		want  []int
	}{
		{"nothing", 0, nil, []int{}},
		{"no edges", 3, nil, []int{0, 1, 2}},
		{"a pair", 2, []Edge{{0, 1, 1}}, []int{0, 0}},
		{"two cliques and a bridge", 8, append(append(clique(0, 4), clique(4, 8)...), Edge{3, 4, 1}), []int{0, 0, 0, 0, 1, 1, 1, 1}},
		{"weights decide", 4, []Edge{{0, 1, 1}, {1, 2, 9}, {2, 3, 1}, {3, 0, 9}}, []int{0, 1, 1, 0}},
		{"a loop stays", 2, []Edge{{0, 0, 5}}, []int{0, 1}},
	} {
		for seed := range uint64(20) {
			if got := Louvain(test.n, test.edges, seed); !slices.Equal(got, test.want) {
				t.Errorf("Louvain of %s, seed %d\n got %v\nwant %v", test.name, seed, got, test.want)
			}
		}
	}
}

// A ring of cliques is the usual example whose groups are plain to see.
func TestRingOfCliques(t *testing.T) {
	const cliques, size = 12, 5
	var edges []Edge
	for c := range cliques {
		edges = append(edges, clique(c*size, (c+1)*size)...)
		edges = append(edges, Edge{c*size + size - 1, (c + 1) % cliques * size, 1})
	}
	group := Louvain(cliques*size, edges, 1)
	for i, g := range group {
		if want := group[i/size*size]; g != want {
			t.Errorf("node %d is in group %d, its clique in %d", i, g, want)
		}
	}
	if n := slices.Max(group) + 1; n < cliques/2 {
		t.Errorf("%d groups of %d cliques", n, cliques)
	}
	slices.Reverse(edges)
	if got := Louvain(cliques*size, edges, 1); fmt.Sprint(got) != fmt.Sprint(group) {
		t.Error("the order of edges changes the groups")
	}
}

// modularity is that of Newman and Girvan (2004), times the square of the
// number of ends of edges.
func modularity(edges []Edge, group []int) int {
	inside, degrees := 0, map[int]int{}
	for _, e := range edges {
		degrees[group[e.A]]++
		degrees[group[e.B]]++
		if group[e.A] == group[e.B] {
			inside += 2
		}
	}
	q := inside * 2 * len(edges)
	for _, d := range degrees {
		q -= d * d
	}
	return q
}

// Circles of friends that somebody has hidden in a graph are found: the groups
// are at least as good as the circles.
func TestCirclesAreFound(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	const n, circles = 200, 8
	hidden := make([]int, n)
	var edges []Edge
	for i := range n {
		hidden[i] = i % circles
		for j := range i {
			if p := r.Float64(); i%circles == j%circles && p < 0.4 || p < 0.02 {
				edges = append(edges, Edge{i, j, 1})
			}
		}
	}
	got := Louvain(n, edges, 1)
	if !slices.Equal(got, Louvain(n, edges, 1)) {
		t.Error("the same graph gives other groups")
	}
	if have, want := modularity(edges, got), modularity(edges, hidden); have < want {
		t.Errorf("modularity\n got %d\nwant at least %d", have, want)
	}
}
