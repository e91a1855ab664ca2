package neural

import (
	"math"
	"testing"
)

// TestSharesAddUp wants the shares of all scores but one to be one together.
func TestSharesAddUp(t *testing.T) {
	scores := []float32{1.5, -2, 0.25, 30, 1.5}
	for _, but := range []int{-1, 1, 3} {
		sum := 0.0
		for i := range scores {
			if i != but {
				sum += float64(share(scores, i, but))
			}
		}
		if math.Abs(sum-1) > 1e-5 {
			t.Errorf("shares of %v without %d\ngot  %g together\nwant 1", scores, but, sum)
		}
	}
	if a, b := share(scores, 0, 3), share(scores, 4, 3); a != b || a < 0.3 {
		t.Errorf("shares of two equal scores\ngot  %g and %g\nwant the same, of more than 0.3", a, b)
	}
}
