package cluster

import (
	"fmt"
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
		if got := Louvain(test.n, test.edges); !slices.Equal(got, test.want) {
			t.Errorf("Louvain of %s\n got %v\nwant %v", test.name, got, test.want)
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
	group := Louvain(cliques*size, edges)
	for i, g := range group {
		if want := group[i/size*size]; g != want {
			t.Errorf("node %d is in group %d, its clique in %d", i, g, want)
		}
	}
	if n := count(group); n < cliques/2 {
		t.Errorf("%d groups of %d cliques", n, cliques)
	}
	slices.Reverse(edges)
	if got := Louvain(cliques*size, edges); fmt.Sprint(got) != fmt.Sprint(group) {
		t.Error("the order of edges changes the groups")
	}
}
