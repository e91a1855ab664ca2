package depparse

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// brute tries every assignment of heads.
func brute(scores []float32, n, stride int) float64 {
	best := math.Inf(-1)
	heads := make([]int, n)
	var try func(i int)
	try = func(i int) {
		if i == n {
			if problem(heads) == "" {
				best = max(best, total(scores, stride, heads))
			}
			return
		}
		for h := -1; h < n; h++ {
			heads[i] = h
			try(i + 1)
		}
	}
	try(0)
	return best
}

func total(scores []float32, stride int, heads []int) float64 {
	sum := 0.0
	for i, h := range heads {
		sum += float64(scores[i*stride+h+1])
	}
	return sum
}

// problem says what keeps heads from being a tree with one root.
func problem(heads []int) string {
	roots := 0
	for i, h := range heads {
		if h == -1 {
			roots++
		}
		steps := 0
		for j := i; heads[j] >= 0; j = heads[j] {
			if steps++; steps > len(heads) {
				return fmt.Sprintf("token %d is in a cycle", i)
			}
		}
	}
	if roots != 1 {
		return fmt.Sprintf("%d roots", roots)
	}
	return ""
}

func TestTreeIsTheBestOfAll(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var f Finder
	for round := range 400 {
		n := 1 + round%5
		stride := n + 1 + round%3
		scores := make([]float32, n*stride)
		for i := range scores {
			scores[i] = float32(math.Round(r.NormFloat64() * 3)) // whole numbers, so that there are ties
			if round%2 == 0 {
				scores[i] = float32(r.NormFloat64())
			}
		}
		got := f.Tree(scores, n, stride)
		if p := problem(got); p != "" {
			t.Fatalf("scores %v: %v: %s", scores, got, p)
		}
		if a, b := total(scores, stride, got), brute(scores, n, stride); math.Abs(a-b) > 1e-4 {
			t.Fatalf("scores %v\ngot  %v = %v\nwant %v", scores, got, a, b)
		}
	}
}

func TestTreeOfStrangeScores(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for _, scores := range [][]float32{{nan, nan, nan, nan, nan, nan}, {inf, -inf, inf, inf, inf, inf}, {0, 0, 0, 0, 0, 0}, {-1e30, 1e30, 1e30, -1e30, 1e30, 1e30}} {
		if p := problem(Tree(scores, 2, 3)); p != "" {
			t.Errorf("%v: %s", scores, p)
		}
	}
	if got := Tree(nil, 0, 1); got != nil {
		t.Errorf("no tokens\ngot  %v\nwant []", got)
	}
}

// TestTreeOfSomeStrangeScores compares with all trees where what is no number,
// or too large for one, counts as a little less than the lowest of the others.
func TestTreeOfSomeStrangeScores(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	strange := []float32{float32(math.NaN()), float32(math.Inf(1)), float32(math.Inf(-1))}
	for round := range 300 {
		n := 1 + round%5
		scores, plain := make([]float32, n*(n+1)), make([]float32, n*(n+1))
		for i := range scores {
			if scores[i] = float32(r.IntN(7)); r.IntN(4) == 0 {
				scores[i] = strange[r.IntN(3)]
			}
		}
		low := lowest(scores)
		for i, x := range scores {
			if plain[i] = x; x-x != 0 {
				plain[i] = low - 1
			}
		}
		got := Tree(scores, n, n+1)
		if p := problem(got); p != "" {
			t.Fatalf("scores %v: %v: %s", scores, got, p)
		}
		if a, b := total(plain, n+1, got), brute(plain, n, n+1); a != b {
			t.Fatalf("scores %v\ngot  %v = %v\nwant %v", scores, got, a, b)
		}
	}
}

// lowest returns the least of the scores that are numbers, 0 if there are none.
func lowest(scores []float32) float32 {
	low, none := float32(0), true
	for _, x := range scores {
		if x-x == 0 && (none || x < low) {
			low, none = x, false
		}
	}
	return low
}

// TestTreeIsTheSameAgain wants the same choice among equal trees every time.
func TestTreeIsTheSameAgain(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 50 {
		const n = 40
		scores := make([]float32, n*(n+1))
		for i := range scores {
			scores[i] = float32(r.IntN(3))
		}
		want := Tree(scores, n, n+1)
		if p := problem(want); p != "" {
			t.Fatal(p)
		}
		if got := Tree(slices.Clone(scores), n, n+1); !slices.Equal(got, want) {
			t.Fatalf("a second time\ngot  %v\nwant %v", got, want)
		}
	}
}

// BenchmarkTree reads scores as a good parser gives them, where the best heads
// are a tree; others that hold a few rings; and rings within rings.
func BenchmarkTree(b *testing.B) {
	for _, n := range []int{10, 50, 256} {
		for _, kind := range []struct {
			name   string
			scores func(r *rand.Rand, n int) []float32
		}{{"clear", clearScores}, {"random", randomScores}, {"rings", ringScores}} {
			scores := kind.scores(rand.New(rand.NewPCG(9, 10)), n)
			b.Run(fmt.Sprintf("%s/%d", kind.name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					Tree(scores, n, n+1)
				}
				b.ReportMetric(float64(b.N*n)/b.Elapsed().Seconds(), "tokens/s")
			})
		}
	}
}

// clearScores favour the token before.
func clearScores(r *rand.Rand, n int) []float32 {
	scores := randomScores(r, n)
	for d := range n {
		scores[d*(n+1)+d] += 20
	}
	return scores
}

func randomScores(r *rand.Rand, n int) []float32 {
	scores := make([]float32, n*(n+1))
	for i := range scores {
		scores[i] = float32(r.NormFloat64())
	}
	return scores
}

// ringScores make every token want its neighbour, each pair more than the pair
// of pairs, so that each ring is found inside another.
func ringScores(_ *rand.Rand, n int) []float32 {
	scores := make([]float32, n*(n+1))
	for d := range n {
		for h := range n {
			scores[d*(n+1)+h+1] = -float32(max(d, h))
		}
		scores[d*(n+1)] = float32(-4 * n)
	}
	return scores
}

func FuzzTree(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
	f.Add([]byte{9, 0, 0, 200, 200, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		n := int(math.Sqrt(float64(len(b))))
		if n < 2 {
			return
		}
		n-- // n tokens need n·(n+1) scores
		scores := make([]float32, n*(n+1))
		for i := range scores {
			scores[i] = float32(int8(b[i]))
		}
		if p := problem(Tree(scores, n, n+1)); p != "" {
			t.Error(p)
		}
	})
}
