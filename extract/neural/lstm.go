package neural

// lstm is a long short-term memory (Hochreiter and Schmidhuber 1997) read in
// one direction. Its gates stand in the order input, forget, output, new.
type lstm struct {
	x linear // from the input to the gates
	h tensor // from the state before to the gates
}

// trace keeps what lstm.forward computed, for lstm.backward.
type trace struct {
	gates []float32 // rows×4·hidden, after activation
	cells []float32 // rows×hidden
	tanhs []float32 // rows×hidden: tanh of the cells
}

func (t *trace) resize(n, hidden int) {
	t.gates = grow(t.gates, n*4*hidden)
	t.cells = grow(t.cells, n*hidden)
	t.tanhs = grow(t.tanhs, n*hidden)
}

// grow returns a slice of n elements, a itself where it is large enough. The
// elements are not cleared.
func grow(a []float32, n int) []float32 {
	if cap(a) < n {
		return make([]float32, n+n/2)[:n]
	}
	return a[:n]
}

// A segment is one sentence inside a batch: rows first to end.
type segment struct{ first, end int }

// step returns the rows of a segment in reading order: the first, and what to
// add to get to the next.
func (s segment) step(back bool) (int, int) {
	if back {
		return s.end - 1, -1
	}
	return s.first, 1
}

// forward reads m rows of x and writes the states to out, which is 2·hidden
// wide; the backward direction writes to the right half.
func (l lstm) forward(p []float32, m int, x []float32, segs []segment, back bool, t *trace, out []float32) {
	hidden := l.h.rows
	t.resize(m, hidden)
	l.x.forward(p, m, x, t.gates)
	w, off := l.h.of(p), 0
	if back {
		off = hidden
	}
	for _, s := range segs {
		r, by := s.step(back)
		for k := s.first; k < s.end; k, r = k+1, r+by {
			g := t.gates[r*4*hidden : (r+1)*4*hidden]
			var before []float32
			if k > s.first {
				q := r - by
				gemm(1, 4*hidden, hidden, rows(out[q*2*hidden+off:], hidden), w, 4*hidden, g, 4*hidden)
				before = t.cells[q*hidden : (q+1)*hidden]
			}
			cell(g, before, t.cells[r*hidden:(r+1)*hidden], t.tanhs[r*hidden:(r+1)*hidden], out[r*2*hidden+off:])
		}
	}
}

// cell activates the gates and computes the next cell and state; before is nil
// at the beginning of a sentence.
func cell(g, before, c, tc, h []float32) {
	n := len(c)
	i, f, o, z := g[:n], g[n:2*n], g[2*n:3*n], g[3*n:4*n]
	tc, h = tc[:n], h[:n]
	sigmoids(g[:3*n])
	tanhs(z)
	for k := range c {
		x := float32(i[k] * z[k])
		if before != nil {
			x += float32(f[k] * before[k])
		}
		c[k], tc[k] = x, x
	}
	tanhs(tc)
	for k := range h {
		h[k] = o[k] * tc[k]
	}
}

// scratch holds what lstm.backward needs besides the trace.
type scratch struct{ dgates, before, dh, dc []float32 }

// backward takes the gradient of out (dout) and adds to dx and to g.
func (l lstm) backward(flipped, g []float32, m int, x []float32, segs []segment, back bool, t *trace, out, dout, dx []float32, b *scratch) {
	hidden, off := l.h.rows, 0
	if back {
		off = hidden
	}
	b.dgates, b.before = grow(b.dgates, m*4*hidden), grow(b.before, m*hidden)
	b.dh, b.dc = grow(b.dh, hidden), grow(b.dc, hidden)
	w := l.h.of(flipped)
	for _, s := range segs {
		r, by := s.step(!back)
		clear(b.dh)
		clear(b.dc)
		for k := s.first; k < s.end; k, r = k+1, r+by {
			prev := b.before[r*hidden : (r+1)*hidden]
			var before []float32
			if k+1 < s.end {
				q := r + by
				copy(prev, out[q*2*hidden+off:])
				before = t.cells[q*hidden : (q+1)*hidden]
			} else {
				clear(prev)
			}
			addTo(b.dh, dout[r*2*hidden+off:])
			dg := b.dgates[r*4*hidden : (r+1)*4*hidden]
			cellBack(t.gates[r*4*hidden:(r+1)*4*hidden], before, t.tanhs[r*hidden:(r+1)*hidden], b.dh, b.dc, dg)
			clear(b.dh)
			gemm(1, hidden, 4*hidden, rows(dg, 4*hidden), w, hidden, b.dh, hidden)
		}
	}
	gemm(hidden, 4*hidden, m, transposed(b.before, hidden), b.dgates, 4*hidden, l.h.of(g), 4*hidden)
	l.x.backward(flipped, g, m, x, b.dgates, dx)
}

// cellBack turns the gradient of the state (dh) and of the cell (dc, replaced
// by that of the cell before) into the gradient of the gates before activation.
func cellBack(g, before, tc, dh, dc, dg []float32) {
	n := len(tc)
	for k := 0; k < n; k++ {
		i, f, o, z := g[k], g[n+k], g[2*n+k], g[3*n+k]
		d := dc[k] + float32(float32(dh[k]*o)*(1-float32(tc[k]*tc[k])))
		c := float32(0)
		if before != nil {
			c = before[k]
		}
		dg[k] = float32(float32(d*z)*i) * (1 - i)
		dg[n+k] = float32(float32(d*c)*f) * (1 - f)
		dg[2*n+k] = float32(float32(dh[k]*tc[k])*o) * (1 - o)
		dg[3*n+k] = float32(d*i) * (1 - float32(z*z))
		dc[k] = d * f
	}
}
