package neural

import "github.com/dramatis-kg/dramatis/extract/model"

const (
	block    = 2 * panel // columns of a matrix that the kernels compute at once
	pairs    = 8         // pairs of rows that a matrix is filled up to
	steepest = 8191      // largest whole number that an input becomes
	deepest  = 2048      // rows of the largest matrix: deepest*steepest*128 fits in 32 bits
	faintest = 1e-30     // inputs below count as zero
)

// A matrix is an affine map for reading. Its weights stay the bytes they are in
// the file, each row with its scale. An input is multiplied with the scale of
// its row and rounded to a whole number; then sums are exact, in any order and
// on any machine.
type matrix struct {
	rows, cols int
	pairs      int       // pairs of rows, filled up
	packed     []int8    // block by block: of each pair of rows, the two weights of every column
	factors    []float32 // what inputs are multiplied with, row by row
	inverse    float32   // the value of a sum of one, for inputs of at most one; 0 if inputs may be larger
	bias       []float32 // filled up to whole blocks
}

// newMatrix packs weights for reading. bounded promises that the inputs lie
// between -1 and 1; b may be nil.
func newMatrix(w model.Matrix, cols int, b []float32, bounded bool) *matrix {
	n := len(w.Scales)
	m := &matrix{rows: n, cols: cols, pairs: (n + 2*pairs - 1) / (2 * pairs) * pairs, factors: w.Scales}
	blocks := (cols + block - 1) / block
	m.bias = make([]float32, blocks*block)
	copy(m.bias, b)
	m.packed = make([]int8, blocks*block*2*m.pairs)
	for i := range n {
		row := w.Row(i)
		for j := 0; j < cols; j += block {
			dst := m.packed[(j*m.pairs+i/2*block)*2:][:2*block]
			for k, q := range row[j:min(j+block, cols)] {
				dst[2*k+i%2] = int8(q)
			}
		}
	}
	if bounded {
		m.bound()
	}
	return m
}

// bound chooses factors that turn inputs between -1 and 1 into whole numbers
// that are not too large.
func (m *matrix) bound() {
	top := float32(0)
	for _, s := range m.factors {
		top = max(top, max(s, -s))
	}
	top = max(top, faintest)
	m.inverse = top / steepest
	scale := steepest / top
	f := make([]float32, m.rows)
	for i, s := range m.factors {
		f[i] = float32(s * scale)
	}
	m.factors = f
}

// width returns how many whole numbers a narrowed input has.
func (m *matrix) width() int { return 2 * m.pairs }

// narrow turns an input into whole numbers and returns the value of a sum of
// one.
func (m *matrix) narrow(x []float32, q []int16) float32 {
	x = x[:m.rows]
	clear(q[m.rows:])
	if m.inverse > 0 {
		narrowRow(x, m.factors, 1, q)
		return m.inverse
	}
	top := topProduct(x, m.factors)
	if top < faintest {
		clear(q)
		return 0
	}
	narrowRow(x, m.factors, steepest/top, q)
	return float32(top / steepest)
}

// An input is some rows of narrowed values.
type input struct {
	data   []int16
	values []float32 // of a sum of one, row by row
}

// resize makes room for n rows of the given width.
func (a *input) resize(n, width int) {
	if cap(a.data) < n*width {
		a.data = make([]int16, n*width+n*width/2)
	}
	a.data, a.values = a.data[:n*width], grow(a.values, n)
}

// gather narrows rows of x, which are ld wide: those in order, or the first n.
func (a *input) gather(m *matrix, x []float32, ld, n int, order []int32) {
	a.resize(n, m.width())
	for i := range n {
		from := i
		if order != nil {
			from = int(order[i])
		}
		a.values[i] = m.narrow(x[from*ld:], a.data[i*m.width():(i+1)*m.width()])
	}
}

// forward sets n rows of y to a·m and the bias.
func (m *matrix) forward(a *input, n int, y []float32) { m.multiply(a, n, m.bias, 0, y) }

// multiply sets n rows of c to a·m + d. The rows of d lie ldd apart; it must
// not overlap c, and be readable to the end of a block.
func (m *matrix) multiply(a *input, n int, d []float32, ldd int, c []float32) {
	if n == 0 {
		return
	}
	_, _, _ = a.data[n*m.width()-1], a.values[n-1], c[n*m.cols-1]
	_ = d[(n-1)*ldd+len(m.bias)-1]
	for j := 0; j < m.cols; j += block {
		t := tile{pairs: m.pairs, b: m.packed[j*m.width():], ldd: ldd, ldc: m.cols}
		for i := 0; i < n; i += t.rows {
			// Rows that are left over are computed together with some before.
			switch {
			case n >= 8:
				t.rows, i = 8, min(i, n-8)
			case n >= 4:
				t.rows, i = 4, min(i, n-4)
			default:
				t.rows = 1
			}
			t.a, t.values, t.d, t.c = a.data[i*m.width():], a.values[i:], d[i*ldd+j:], c[i*m.cols+j:]
			if j+block <= m.cols {
				t.compute()
			} else {
				t.edge(m.cols - j)
			}
		}
	}
}

// A tile is the work of a kernel: a block of columns for 1, 4 or 8 rows.
type tile struct {
	rows, pairs int
	a           []int16
	b           []int8
	values      []float32
	d           []float32
	ldd         int
	c           []float32
	ldc         int
}

// edge computes the first columns of a block that is not whole.
func (t *tile) edge(cols int) {
	var whole [8 * block]float32
	u := *t
	u.c, u.ldc = whole[:], block
	u.compute()
	for i := range t.rows {
		copy(t.c[i*t.ldc:][:cols], whole[i*block:])
	}
}

// plain is compute without vectors. Each number of 64 bits holds the sums of
// two columns, the upper one too small by one where the lower is below zero.
func (t *tile) plain() {
	var sums [8][block / 2]int64
	for p := range t.pairs {
		var even, odd [block / 2]int64 // the weights of either row of the pair
		b := (*[2 * block]int8)(t.b[p*2*block:])
		for k := range even {
			even[k] = int64(b[4*k]) + int64(b[4*k+2])<<32
			odd[k] = int64(b[4*k+1]) + int64(b[4*k+3])<<32
		}
		for i := range t.rows {
			a, s := t.a[2*(i*t.pairs+p):], &sums[i]
			x, y := int64(a[0]), int64(a[1])
			for k := range s {
				s[k] += x*even[k] + y*odd[k]
			}
		}
	}
	for i := range t.rows {
		c, d, v := t.c[i*t.ldc:][:block], t.d[i*t.ldd:][:block], t.values[i]
		for k, s := range sums[i] {
			low := int32(s)
			high := int32((s - int64(low)) >> 32)
			c[2*k] = float32(float32(low)*v) + d[2*k]
			c[2*k+1] = float32(float32(high)*v) + d[2*k+1]
		}
	}
}

// narrowPlain writes x·f·scale, rounded to whole numbers, to q. The products
// are at most steepest; the sum with 3<<22 has room for whole numbers only,
// which rounds halves to even.
func narrowPlain(x, f []float32, scale float32, q []int16) {
	const magic = 3 << 22
	f, q = f[:len(x)], q[:len(x)]
	for i, v := range x {
		q[i] = int16(float32(float32(float32(v*f[i])*scale)+magic) - magic)
	}
}

// topPlain returns the largest magnitude of x·f that is at least top.
func topPlain(x, f []float32, top float32) float32 {
	for i, v := range x {
		p := float32(v * f[i])
		top = max(top, max(p, -p))
	}
	return top
}

// addPlain adds bytes times a scale to y.
func addPlain(y []float32, b []byte, scale float32) {
	for i := range y {
		y[i] += float32(float32(int8(b[i])) * scale)
	}
}
