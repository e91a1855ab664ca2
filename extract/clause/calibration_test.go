package clause

import (
	"bufio"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// judged reads testdata/judged.tsv: the evidence of facts drawn at random from
// news, and 1 where a person judged the fact true as its sentence states it.
func judged(t *testing.T) (evidence [][signals]float64, right []bool) {
	t.Helper()
	for _, col := range table(t, "testdata/judged.tsv", signals+1) {
		var x [signals]float64
		copy(x[:], col)
		evidence, right = append(evidence, x), append(right, col[signals] == 1)
	}
	return evidence, right
}

// table reads a file of n numbers a line, separated by tabs.
func table(t *testing.T, path string, n int) [][]float64 {
	t.Helper()
	in, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	var out [][]float64
	for lines := bufio.NewScanner(in); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		var row []float64
		for _, c := range strings.Split(lines.Text(), "\t") {
			x, err := strconv.ParseFloat(c, 64)
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			row = append(row, x)
		}
		if len(row) != n {
			t.Fatalf("%s: %d columns, want %d", path, len(row), n)
		}
		out = append(out, row)
	}
	return out
}

// TestFactsAreAsSureAsTheySay wants facts of one confidence to be right as
// often as that says, within six points and the luck of the draw.
func TestFactsAreAsSureAsTheySay(t *testing.T) {
	evidence, right := judged(t)
	type bin struct{ n, said, right float64 }
	bins := map[int]*bin{}
	distinct := map[float64]bool{}
	for i := range evidence {
		p := chance(&evidence[i])
		distinct[round(p)] = true
		k := min(9, int(10*p))
		if bins[k] == nil {
			bins[k] = &bin{}
		}
		bins[k].n++
		bins[k].said += p
		if right[i] {
			bins[k].right++
		}
	}
	for k := range 10 {
		b := bins[k]
		if b == nil || b.n < 30 {
			continue
		}
		said, share := b.said/b.n, b.right/b.n
		t.Logf("said %.2f, right %.2f of %.0f", said, share, b.n)
		if off := math.Abs(said - share); off > 0.06+math.Sqrt(said*(1-said)/b.n) {
			t.Errorf("facts of confidence %.2f\ngot  %.2f of %.0f right\nwant about as many as they say", said, share, b.n)
		}
	}
	if len(distinct) < 20 {
		t.Errorf("confidences\ngot  %d distinct\nwant 20 or more", len(distinct))
	}
}

// TestFramesAreAsSureAsTheySay does the same for frames, by the share of words
// they have in common with tuples that people wrote: testdata/frames.tsv holds
// the weight of a class of frames, how many there are and their mean share.
func TestFramesAreAsSureAsTheySay(t *testing.T) {
	for _, row := range table(t, "testdata/frames.tsv", 3) {
		weight, n, share := row[0], row[1], row[2]
		if n < 50 {
			continue
		}
		if got := frameScale(weight); math.Abs(got-share) > 0.08 {
			t.Errorf("confidence of frames of weight %.2f\ngot  %.2f\nwant about %.2f", weight, got, share)
		}
	}
}
