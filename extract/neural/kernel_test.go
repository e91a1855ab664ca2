package neural

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func random(r *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64())
	}
	return x
}

// The products must be the same bits as a plain loop gives on any machine.
func TestGemmIsTheSameEverywhere(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, size := range [][3]int{{1, 16, 3}, {1, 80, 70}, {1, 129, 300}, {4, 16, 5}, {7, 33, 9}, {13, 70, 257}, {9, 5, 4}, {64, 128, 600}, {8, 32, 31}, {15, 112, 40}} {
		m, n, k := size[0], size[1], size[2]
		for _, flip := range []bool{false, true} {
			t.Run(fmt.Sprintf("%dx%dx%d %t", m, n, k, flip), func(t *testing.T) {
				a := rows(random(r, m*k), k)
				if flip {
					a = transposed(a.data, m)
				}
				b, got := random(r, k*(n+3)), random(r, m*(n+2))
				want := append([]float32(nil), got...)
				for i := range m {
					genericRow(k, n, view{a.data[i*a.row:], a.row, a.col}, b, n+3, want[i*(n+2):])
				}
				gemm(m, n, k, a, b, n+3, got, n+2)
				for i := range want {
					if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
						t.Fatalf("element %d\ngot  %v\nwant %v", i, got[i], want[i])
					}
				}
			})
		}
	}
}

// A packed matrix gives the same bits as a plain one.
func TestGemmPacked(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	for _, size := range [][3]int{{1, 32, 3}, {8, 96, 24}, {7, 45, 9}, {5, 16, 300}, {13, 128, 32}} {
		m, n, k := size[0], size[1], size[2]
		a, b, want := rows(random(r, m*k), k), random(r, k*n), random(r, m*n)
		got, packed := slices.Clone(want), make([]float32, k*n)
		gemm(m, n, k, a, b, n, want, n)
		pack(k, n, b, packed)
		gemmPacked(m, n, k, a, packed, got, n)
		if !slices.Equal(got, want) {
			t.Errorf("%d×%d×%d: packed and plain differ", m, n, k)
		}
		flipped, again := make([]float32, k*n), make([]float32, k*n)
		for i := range k {
			for j := range n {
				flipped[j*k+i] = b[i*n+j]
			}
		}
		if packFlipped(n, k, flipped, again); !slices.Equal(again, packed) {
			t.Errorf("%d×%d×%d: the packed transpose differs", m, n, k)
		}
	}
}

func TestLogarithm(t *testing.T) {
	for x := float32(1e-6); x < 1e6; x *= 1.0371 {
		if got, want := float64(logarithm(x)), math.Log(float64(x)); math.Abs(got-want) > 2e-7*max(1, math.Abs(want)) {
			t.Errorf("logarithm(%v)\ngot  %v\nwant %v", x, got, want)
		}
	}
}

func TestExp(t *testing.T) {
	for x := float32(-80); x < 80; x += 0.0371 {
		want := math.Exp(float64(x))
		if got := float64(exp(x)); math.Abs(got-want) > 3e-7*want {
			t.Errorf("exp(%v)\ngot  %v\nwant %v", x, got, want)
		}
	}
	for _, x := range []float32{-1000, -3, 0, 1e-3, 2, 1000} {
		if got, want := float64(squash(x, 2, 1, -2)), math.Tanh(float64(x)); math.Abs(got-want) > 3e-7 {
			t.Errorf("tanh(%v)\ngot  %v\nwant %v", x, got, want)
		}
		if got, want := float64(squash(x, -1, 0, 1)), 1/(1+math.Exp(-float64(x))); math.Abs(got-want) > 3e-7 {
			t.Errorf("sigmoid(%v)\ngot  %v\nwant %v", x, got, want)
		}
	}
}

// The activations must be the same bits with and without vectors.
func TestSquashIsTheSameEverywhere(t *testing.T) {
	var xs []float32
	for x := float32(-95); x < 95; x += 0.00731 {
		xs = append(xs, x)
	}
	for _, c := range [][3]float32{{-1, 0, 1}, {2, 1, -2}} {
		got := append([]float32(nil), xs...)
		squashAll(got, c[0], c[1], c[2])
		for i, x := range xs {
			if want := squash(x, c[0], c[1], c[2]); math.Float32bits(got[i]) != math.Float32bits(want) {
				t.Fatalf("squash(%v, %v)\ngot  %v\nwant %v", x, c, got[i], want)
			}
		}
	}
}

// The step of the optimiser must be the same bits with and without vectors.
func TestUpdateIsTheSameEverywhere(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const n = 107
	p, g, m, v := random(r, n), random(r, n), random(r, n), random(r, n)
	for i := range v {
		v[i] = max(0, v[i])
	}
	run := func(first, step int) *Trainer {
		tr := &Trainer{model: &Model{params: slices.Clone(p)}, first: slices.Clone(m), sec: slices.Clone(v)}
		tr.grads[0], tr.grads[1] = slices.Clone(g), make([]float32, n)
		for i := first; i < n; i += step {
			tr.update(i, min(n, i+step), 0.7, 0.002)
		}
		return tr
	}
	a, b := run(0, n), run(0, 1)
	if !slices.Equal(a.model.params, b.model.params) || !slices.Equal(a.first, b.first) || !slices.Equal(a.sec, b.sec) {
		t.Error("vectors and single values give different parameters")
	}
	if slices.Equal(a.model.params, p) || slices.Max(a.grads[0]) != 0 {
		t.Error("nothing was updated, or the gradients are left")
	}
}

func BenchmarkGemm(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, m := range []int{1, 300} {
		x, w, y := random(r, m*256), random(r, 256*512), random(r, m*512)
		b.Run(fmt.Sprint(m), func(b *testing.B) {
			for b.Loop() {
				gemm(m, 512, 256, rows(x, 256), w, 512, y, 512)
			}
			b.ReportMetric(float64(m*512*256)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
		})
	}
}
