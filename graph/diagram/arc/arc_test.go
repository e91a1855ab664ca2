package arc

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// "Ann gave Bo the key": gave is the head of Ann, Bo and key, key of the.
func TestPorts(t *testing.T) {
	places, ends := Ports(5, []Arc{{1, 0}, {1, 2}, {4, 3}, {1, 4}})
	if got, want := fmt.Sprint(places, ends), "[[0 0] [2 0] [0 0] [1 1]] [1 3 1 1 2]"; got != want {
		t.Errorf("Ports\n got %s\nwant %s", got, want)
	}
}

func TestLevels(t *testing.T) {
	got := Levels([][2]float64{{0, 10}, {2, 4}, {5, 9}, {6, 8}, {2, 4}, {10, 11}})
	if want := []int{3, 1, 2, 1, 2, 1}; !slices.Equal(got, want) {
		t.Errorf("Levels\n got %v\nwant %v", got, want)
	}
}

// projective returns a random projective tree over words first to end.
func projective(r *rand.Rand, first, end, head int, arcs []Arc) []Arc {
	for first < end {
		cut := first + 1 + r.IntN(end-first)
		root := first + r.IntN(cut-first)
		if head >= 0 {
			arcs = append(arcs, Arc{head, root})
		} else {
			cut = end
		}
		arcs = projective(r, first, root, root, arcs)
		arcs = projective(r, root+1, cut, root, arcs)
		first = cut
	}
	return arcs
}

// No upright of one arc goes through the flat top of another.
func TestProjectiveTreesDoNotCross(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		n := 2 + r.IntN(30)
		arcs := projective(r, 0, n, -1, nil)
		if len(arcs) != n-1 {
			t.Fatalf("%d arcs over %d words", len(arcs), n)
		}
		places, ends := Ports(n, arcs)
		spans := make([][2]float64, len(arcs))
		for i, a := range arcs {
			h := float64(a.Head) + float64(places[i][0]+1)/float64(ends[a.Head]+1)
			d := float64(a.Dep) + float64(places[i][1]+1)/float64(ends[a.Dep]+1)
			spans[i] = [2]float64{min(h, d), max(h, d)}
		}
		levels := Levels(spans)
		for i, s := range spans {
			for j, o := range spans {
				for _, x := range o {
					if i != j && s[0] <= x && x <= s[1] && levels[i] <= levels[j] {
						t.Fatalf("%v: arc %v at level %d is crossed by %v at level %d", arcs, arcs[i], levels[i], arcs[j], levels[j])
					}
				}
			}
		}
	}
}
