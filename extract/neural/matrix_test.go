package neural

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/dramatis-kg/dramatis/extract/model"
)

// randomMatrix returns a matrix of any bytes and scales, its bias, and the
// bytes by row and column.
func randomMatrix(t testing.TB, r *rand.Rand, rows, cols int, bounded bool) (*matrix, []float32, [][]int8) {
	data := model.Quantise(random(r, rows*cols), cols, 8)
	bytes := make([][]int8, rows)
	for i := range bytes {
		bytes[i] = make([]int8, cols)
		for j := range bytes[i] {
			bytes[i][j] = int8(r.IntN(256) - 128)
			data[4*rows+i*cols+j] = byte(bytes[i][j])
		}
	}
	w, err := model.Open(data, rows, cols, 8)
	if err != nil {
		t.Fatal(err)
	}
	b := random(r, cols)
	return newMatrix(w, cols, b, bounded), b, bytes
}

// The products are what sums of whole numbers give, whatever the kernel, the
// number of rows, and the edges of the blocks.
func TestMultiply(t *testing.T) {
	levels(t, func(t *testing.T) {
		r := rand.New(rand.NewPCG(1, 5))
		for _, size := range [][3]int{{1, 1, 1}, {1, 320, 64}, {2, 17, 31}, {3, 16, 33}, {4, 33, 96}, {6, 240, 65}, {7, 5, 32}, {8, 31, 160}, {9, 288, 64}, {15, 64, 48}, {21, 7, 100}} {
			n, rows, cols := size[0], size[1], size[2]
			m, bias, bytes := randomMatrix(t, r, rows, cols, n%2 == 0)
			x := random(r, n*rows)
			for i := range x {
				x[i] = min(1, max(-1, x[i]))
			}
			var a input
			a.gather(m, x, rows, n, nil)
			got := random(r, n*cols)
			m.forward(&a, n, got)
			for i := range n {
				for j := range cols {
					sum := int64(0)
					for k := range rows {
						sum += int64(a.data[i*m.width()+k]) * int64(bytes[k][j])
					}
					want := float32(float32(sum)*a.values[i]) + bias[j]
					if math.Float32bits(got[i*cols+j]) != math.Float32bits(want) {
						t.Fatalf("%d×%d×%d: row %d, column %d\ngot  %v\nwant %v", n, cols, rows, i, j, got[i*cols+j], want)
					}
				}
			}
		}
	})
}

// The largest sums fit.
func TestMultiplyDoesNotOverflow(t *testing.T) {
	levels(t, func(t *testing.T) {
		for _, w := range []int8{-128, 127} {
			b := make([]int8, block*deepest)
			for i := range b {
				b[i] = w
			}
			m := &matrix{rows: deepest, cols: block, pairs: deepest / 2, packed: b, factors: slices.Repeat([]float32{1}, deepest), bias: make([]float32, block)}
			m.bound()
			var a input
			a.gather(m, slices.Repeat([]float32{1, -1}, deepest/2), 0, 8, nil)
			for i := range a.data {
				a.data[i] = steepest
			}
			y := make([]float32, 8*block)
			m.forward(&a, 8, y)
			if want := float32(float32(deepest*steepest*int32(w)) * m.inverse); slices.Min(y) != want || slices.Max(y) != want {
				t.Errorf("weights of %d\ngot  %v to %v\nwant %v", w, slices.Min(y), slices.Max(y), want)
			}
		}
	})
}

// Inputs come back from whole numbers nearly as they were.
func TestNarrow(t *testing.T) {
	levels(t, func(t *testing.T) {
		r := rand.New(rand.NewPCG(2, 5))
		for _, bounded := range []bool{false, true} {
			m, _, _ := randomMatrix(t, r, 75, 3, bounded)
			for round := range 50 {
				x, q := random(r, m.rows), make([]int16, m.width())
				if bounded {
					tanhs(x)
				}
				value := m.narrow(x, q)
				if top := max(slices.Max(q), -slices.Min(q)); top > steepest || !bounded && top < steepest {
					t.Fatalf("the largest whole number is %d", top)
				}
				plain := slices.Clone(q)
				scale := float32(1)
				if !bounded {
					scale = steepest / topPlain(x, m.factors, 0)
				}
				if narrowPlain(x, m.factors, scale, plain); !slices.Equal(plain, q) {
					t.Fatalf("round %d\ngot  %d\nwant %d", round, q, plain)
				}
				for i, v := range x {
					got, want := float32(q[i])*value, v*m.factors[i]
					if bounded {
						want *= m.inverse
					}
					if math.Abs(float64(got-want)) > float64(value)*0.51 {
						t.Fatalf("input %d\ngot  %v\nwant %v", i, got, want)
					}
				}
			}
			q := slices.Repeat([]int16{7}, m.width())
			m.narrow(make([]float32, m.rows), q)
			if slices.Max(q) != 0 || slices.Min(q) != 0 {
				t.Errorf("zeros become %d", q)
			}
		}
	})
}

// A step of the recurrence is the same bits with and without vectors, and those
// of training.
func TestStepCell(t *testing.T) {
	levels(t, func(t *testing.T) {
		for _, n := range []int{5, 8, 16, 24, 61, 64} {
			r := rand.New(rand.NewPCG(3, uint64(n)))
			g, c, f := random(r, 4*n), random(r, n), random(r, n)
			for i := range g {
				g[i] *= 4
			}
			wantC, wantH, tc, wantQ := make([]float32, n), make([]float32, n), make([]float32, n), make([]int16, n)
			cell(slices.Clone(g), c, wantC, tc, wantH)
			for i := range f {
				f[i] *= 2000
			}
			narrowPlain(wantH, f, 1, wantQ)
			h, q := make([]float32, n), make([]int16, n)
			stepCell(g, c, h, f, q)
			if !slices.Equal(c, wantC) || !slices.Equal(h, wantH) || !slices.Equal(q, wantQ) {
				t.Errorf("%d units\ngot  %v %v %d\nwant %v %v %d", n, c, h, q, wantC, wantH, wantQ)
			}
		}
	})
}

// The small helpers give the same bits with and without vectors.
func TestVectorsOfBytes(t *testing.T) {
	levels(t, func(t *testing.T) {
		r := rand.New(rand.NewPCG(4, 5))
		for _, n := range []int{0, 3, 8, 29, 64} {
			x, f, b := random(r, n), random(r, n), make([]byte, n)
			for i := range b {
				b[i] = byte(r.IntN(256))
			}
			got, want := slices.Clone(x), slices.Clone(x)
			addBytes(got, b, 0.37)
			addPlain(want, b, 0.37)
			if !slices.Equal(got, want) {
				t.Errorf("addBytes of %d\ngot  %v\nwant %v", n, got, want)
			}
			rectify(got)
			rectifyPlain(want)
			if !slices.Equal(got, want) {
				t.Errorf("rectify of %d\ngot  %v\nwant %v", n, got, want)
			}
			if got, want := topProduct(x, f), topPlain(x, f, 0); got != want {
				t.Errorf("topProduct of %d\ngot  %v\nwant %v", n, got, want)
			}
		}
	})
}

// A plan reads each row once in either direction, the rows of a sentence in
// their order and in one place.
func TestPlan(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 7))
	var p plan
	for round := range 100 {
		var segs []segment
		rows, longest := 0, 0
		for range round % 30 {
			n := 1 + r.IntN(40)
			segs = append(segs, segment{rows, rows + n})
			rows, longest = rows+n, max(longest, n)
		}
		p.make(segs)
		if len(p.order[0]) != rows || len(p.order[1]) != rows || len(p.begins) != rows {
			t.Fatalf("%d rows are %d, %d and %d", rows, len(p.order[0]), len(p.order[1]), len(p.begins))
		}
		if limit := max(longest, rows/together+longest); len(p.steps) > limit {
			t.Errorf("%v takes %d steps, more than %d", segs, len(p.steps), limit)
		}
		at := 0
		var last [2][together]int32
		for i, n := range p.steps {
			if i > 0 && n > p.steps[i-1] || n > together {
				t.Fatalf("%d rows in step %d of %v", n, i, p.steps)
			}
			for k := range n {
				for dir, by := range []int32{1, -1} {
					row := p.order[dir][at]
					first := slices.ContainsFunc(segs, func(s segment) bool { return int(row) == [2]int{s.first, s.end - 1}[dir] })
					if first != p.begins[at] || !first && row != last[dir][k]+by {
						t.Fatalf("round %d, direction %d: row %d after %d", round, dir, row, last[dir][k])
					}
					last[dir][k] = row
				}
				at++
			}
		}
		if s := slices.Sorted(slices.Values(p.order[0])); len(s) > 0 && (len(slices.Compact(s)) != rows || int(s[rows-1]) != rows-1) {
			t.Fatalf("not all rows are read: %v", s)
		}
	}
}

func BenchmarkMultiply(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, l := range vectorLevels() {
		for _, n := range []int{1, 4, 8, 256} {
			b.Run(fmt.Sprintf("%s/%d", l.name, n), func(b *testing.B) {
				defer l.set()()
				m, _, _ := randomMatrix(b, r, 256, 1024, true)
				x, y := random(r, n*256), make([]float32, n*1024)
				var a input
				a.gather(m, x, 256, n, nil)
				for b.Loop() {
					m.forward(&a, n, y)
				}
				b.ReportMetric(float64(n*256*1024)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
			})
		}
	}
}
