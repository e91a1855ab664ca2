package coref_test

import (
	"fmt"
	"testing"
)

// A partition is a list of clusters of mentions, each mention a number.
type partition [][]int

// A tally counts what a measure found of what it sought, for recall against
// the gold clusters and for precision against ours.
type tally struct{ found, gold, ours, precise float64 }

func (t *tally) add(found, gold, precise, ours float64) {
	t.found += found
	t.gold += gold
	t.precise += precise
	t.ours += ours
}

// f1 returns precision, recall and their harmonic mean in per cent.
func (t *tally) f1() (p, r, f float64) {
	if t.ours > 0 {
		p = 100 * t.precise / t.ours
	}
	if t.gold > 0 {
		r = 100 * t.found / t.gold
	}
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return p, r, f
}

// scores holds the three measures whose mean is the CoNLL score, as in Pradhan
// et al. (2014), "Scoring Coreference Partitions of Predicted Mentions".
type scores struct{ muc, b3, ceafe tally }

func (s *scores) add(gold, ours partition) {
	mr, mg := muc(gold, ours)
	mp, mo := muc(ours, gold)
	s.muc.add(mr, mg, mp, mo)
	br, bg := bcubed(gold, ours)
	bp, bo := bcubed(ours, gold)
	s.b3.add(br, bg, bp, bo)
	best := ceafe(gold, ours)
	s.ceafe.add(best, float64(len(gold)), best, float64(len(ours)))
}

// overlaps counts for each cluster of a how many of its mentions lie in each
// cluster of b.
func overlaps(a, b partition) []map[int]int {
	in := map[int]int{}
	for i, c := range b {
		for _, m := range c {
			in[m] = i
		}
	}
	out := make([]map[int]int, len(a))
	for i, c := range a {
		out[i] = map[int]int{}
		for _, m := range c {
			if j, ok := in[m]; ok {
				out[i][j]++
			}
		}
	}
	return out
}

// muc counts the links of a that b keeps.
func muc(a, b partition) (kept, all float64) {
	for i, parts := range overlaps(a, b) {
		inside := 0
		for _, n := range parts {
			inside += n
		}
		kept += float64(inside - len(parts))
		all += float64(len(a[i]) - 1)
	}
	return kept, all
}

// bcubed adds up for each mention of a which part of its cluster b keeps
// around it.
func bcubed(a, b partition) (kept, all float64) {
	for i, parts := range overlaps(a, b) {
		sum := 0
		for _, n := range parts {
			sum += n * n
		}
		kept += float64(sum) / float64(len(a[i]))
		all += float64(len(a[i]))
	}
	return kept, all
}

// ceafe returns the similarity of the best one-to-one pairing of clusters,
// found by the Hungarian method.
func ceafe(a, b partition) float64 {
	n := max(len(a), len(b))
	cost := make([][]float64, n+1)
	for i := range cost {
		cost[i] = make([]float64, n+1)
	}
	for i, parts := range overlaps(a, b) {
		for j, k := range parts {
			cost[i+1][j+1] = -2 * float64(k) / float64(len(a[i])+len(b[j]))
		}
	}
	u, v := make([]float64, n+1), make([]float64, n+1)
	match, way := make([]int, n+1), make([]int, n+1)
	for i := 1; i <= n; i++ {
		augment(cost, u, v, match, way, i)
	}
	total := 0.0
	for j := 1; j <= n; j++ {
		total -= cost[match[j]][j]
	}
	return total
}

// augment pairs row i, moving earlier pairs along the cheapest path.
func augment(cost [][]float64, u, v []float64, match, way []int, i int) {
	n := len(u) - 1
	match[0] = i
	least := make([]float64, n+1)
	used := make([]bool, n+1)
	for j := range least {
		least[j] = 1e18
	}
	j0 := 0
	for {
		used[j0] = true
		i0, delta, j1 := match[j0], 1e18, 0
		for j := 1; j <= n; j++ {
			if used[j] {
				continue
			}
			if c := cost[i0][j] - u[i0] - v[j]; c < least[j] {
				least[j], way[j] = c, j0
			}
			if least[j] < delta {
				delta, j1 = least[j], j
			}
		}
		for j := 0; j <= n; j++ {
			if used[j] {
				u[match[j]] += delta
				v[j] -= delta
			} else {
				least[j] -= delta
			}
		}
		if j0 = j1; match[j0] == 0 {
			break
		}
	}
	for j0 != 0 {
		match[j0] = match[way[j0]]
		j0 = way[j0]
	}
}

func TestScores(t *testing.T) {
	tests := []struct {
		gold, ours partition
		want       string
	}{
		{partition{{1, 2}, {3, 4, 5}}, partition{{1, 2}, {3, 4, 5}}, "MUC 100.0/100.0 B3 100.0/100.0 CEAFe 100.0/100.0"},
		{partition{{1, 2, 3}, {4, 5, 6, 7}}, partition{{1, 2}, {3, 4}, {6, 7, 8, 9}}, "MUC 40.0/40.0 B3 50.0/41.7 CEAFe 43.3/65.0"},
		{partition{{1, 2}}, partition{{3, 4}}, "MUC 0.0/0.0 B3 0.0/0.0 CEAFe 0.0/0.0"},
	}
	for _, tt := range tests {
		var s scores
		s.add(tt.gold, tt.ours)
		got := ""
		for _, m := range []struct {
			name string
			t    tally
		}{{"MUC", s.muc}, {" B3", s.b3}, {" CEAFe", s.ceafe}} {
			p, r, _ := m.t.f1()
			got += fmt.Sprintf("%s %.1f/%.1f", m.name, p, r)
		}
		if got != tt.want {
			t.Errorf("scores of %v against %v\ngot  %s\nwant %s", tt.ours, tt.gold, got, tt.want)
		}
	}
}
