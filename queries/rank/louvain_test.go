package rank

import (
	"math/rand/v2"
	"reflect"
	"testing"
)

func undirected(n int, edges ...[2]int32) [][]int32 {
	near := make([][]int32, n)
	for _, e := range edges {
		near[e[0]] = append(near[e[0]], e[1])
		near[e[1]] = append(near[e[1]], e[0])
	}
	return near
}

// Two crews that know each other by one man each, a pair, and a hermit.
func TestCommunities(t *testing.T) {
	near := undirected(12,
		[2]int32{0, 1}, [2]int32{0, 2}, [2]int32{1, 2}, [2]int32{1, 3}, [2]int32{2, 3},
		[2]int32{4, 5}, [2]int32{4, 6}, [2]int32{5, 6}, [2]int32{5, 7}, [2]int32{6, 7}, [2]int32{7, 8}, [2]int32{6, 8},
		[2]int32{3, 4}, [2]int32{9, 10})
	want := []int32{2, 2, 2, 2, 1, 1, 1, 1, 1, 3, 3, 0}
	for seed := range uint64(20) {
		if got := Communities(near, seed); !reflect.DeepEqual(got, want) {
			t.Errorf("Communities with seed %d\n got %v\nwant %v", seed, got, want)
		}
	}
	if got := Communities(nil, 1); len(got) != 0 {
		t.Errorf("Communities of nobody\n got %v\nwant none", got)
	}
}

// modularity is that of Newman and Girvan (2004), times the square of the
// number of link ends.
func modularity(near [][]int32, group []int32) int64 {
	total, inside := int64(0), int64(0)
	degrees := map[int32]int64{}
	for i, list := range near {
		for _, v := range list {
			total++
			if group[i] == group[v] {
				inside++
			}
		}
		degrees[group[i]] += int64(len(list))
	}
	q := inside * total
	for _, d := range degrees {
		q -= d * d
	}
	return q
}

// Circles of friends that somebody has hidden in a graph are found: the groups
// are at least as good as the circles.
func TestCommunitiesFindCircles(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	const n, circles = 200, 8
	hidden := make([]int32, n)
	var edges [][2]int32
	for i := range int32(n) {
		hidden[i] = i % circles
		for j := range i {
			if p := r.Float64(); i%circles == j%circles && p < 0.4 || p < 0.02 {
				edges = append(edges, [2]int32{i, j})
			}
		}
	}
	near := undirected(n, edges...)
	got, again := Communities(near, 1), Communities(near, 1)
	if !reflect.DeepEqual(got, again) {
		t.Error("the same graph gives other groups")
	}
	if have, want := modularity(near, got), modularity(near, hidden); have < want {
		t.Errorf("modularity\n got %d\nwant at least %d", have, want)
	}
}
