package neural

import "slices"

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

// together is how many sentences the recurrence reads side by side, as many as
// the widest kernel has rows.
const together = 8

// padded returns how many rows the recurrence computes for n lanes: as many as
// some kernel has, since what the rows beyond n hold is never looked at.
func padded(n int) int {
	switch {
	case n == 1:
		return 1
	case n <= 4:
		return 4
	}
	return together
}

// A lane is a sentence being read: the row it is at, and the rows to come.
type lane struct{ row, left int }

// lanes returns the sentences from longest to shortest, so that those read
// side by side end at about the same time. Backwards they begin at their end.
func lanes(segs []segment, back bool, buf []lane) []lane {
	buf = buf[:0]
	for _, s := range segs {
		if l := (lane{s.first, s.end - s.first}); back {
			buf = append(buf, lane{s.end - 1, l.left})
		} else {
			buf = append(buf, l)
		}
	}
	slices.SortStableFunc(buf, func(a, b lane) int { return b.left - a.left })
	return buf
}

// active returns the lanes that have rows left, out of the first few.
func active(ls []lane) []lane {
	n := min(len(ls), together)
	for n > 0 && ls[n-1].left == 0 {
		n--
	}
	return ls[:n]
}

// A reading is what a layer does in one direction: it reads x and writes the
// states to out, which is 2·hidden wide; backwards, to the right half.
type reading struct {
	x, out  []float32
	recur   []float32 // the matrix from the state before, packed
	segs    []segment
	back    bool
	trace   *trace
	scratch *scratch
}

// rows returns how many rows x and out have.
func (r reading) rows() int { return r.segs[len(r.segs)-1].end }

// half returns where the states begin in a row of out, and the step from one
// row to the next.
func (r reading) half(hidden int) (off, by int) {
	if r.back {
		return hidden, -1
	}
	return 0, 1
}

func (l lstm) forward(p []float32, q reading) {
	hidden, t, b, out := l.h.rows, q.trace, q.scratch, q.out
	off, by := q.half(hidden)
	t.resize(q.rows(), hidden)
	l.x.forward(p, q.rows(), q.x, t.gates)
	b.resize(hidden)
	b.lanes = lanes(q.segs, q.back, b.lanes)
	for all := b.lanes; len(all) > 0; all = all[min(together, len(all)):] {
		begun := false
		for now := active(all); len(now) > 0; now = active(all) {
			if begun {
				l.recur(now, q)
			}
			for i := range now {
				r := now[i].row
				var before []float32
				if begun {
					before = t.cells[(r-by)*hidden : (r-by+1)*hidden]
				}
				cell(t.gates[r*4*hidden:(r+1)*4*hidden], before, t.cells[r*hidden:(r+1)*hidden], t.tanhs[r*hidden:(r+1)*hidden], out[r*2*hidden+off:])
				now[i] = lane{r + by, now[i].left - 1}
			}
			begun = true
		}
	}
}

// recur adds the states before to the gates of each lane, all in one product.
func (l lstm) recur(now []lane, q reading) {
	hidden, t, b, out := l.h.rows, q.trace, q.scratch, q.out
	off, by := q.half(hidden)
	for i, n := range now {
		copy(b.narrow[i*hidden:(i+1)*hidden], out[(n.row-by)*2*hidden+off:])
		copy(b.wide[i*4*hidden:(i+1)*4*hidden], t.gates[n.row*4*hidden:])
	}
	gemmPacked(padded(len(now)), 4*hidden, hidden, rows(b.narrow, hidden), q.recur, b.wide, 4*hidden)
	for i, n := range now {
		copy(t.gates[n.row*4*hidden:(n.row+1)*4*hidden], b.wide[i*4*hidden:])
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

// scratch holds the rows of the lanes, narrow (hidden) and wide (4·hidden),
// and what lstm.backward needs besides the trace.
type scratch struct {
	lanes          []lane
	narrow, wide   []float32
	dgates, before []float32 // rows×4·hidden, rows×hidden
	dc             []float32 // together×hidden
}

func (b *scratch) resize(hidden int) {
	b.narrow, b.wide = grow(b.narrow, together*hidden), grow(b.wide, together*4*hidden)
}

// backward takes the gradient of the states (dout) and adds to that of the
// input (dx) and of the parameters (g).
func (l lstm) backward(flipped, g []float32, q reading, dout, dx []float32) {
	hidden, m, t, b, out := l.h.rows, q.rows(), q.trace, q.scratch, q.out
	off, by := q.half(hidden)
	by = -by
	b.resize(hidden)
	b.dgates, b.before, b.dc = grow(b.dgates, m*4*hidden), grow(b.before, m*hidden), grow(b.dc, together*hidden)
	b.lanes = lanes(q.segs, !q.back, b.lanes)
	for all := b.lanes; len(all) > 0; all = all[min(together, len(all)):] {
		clear(b.narrow)
		clear(b.dc)
		for now := active(all); len(now) > 0; now = active(all) {
			for i := range now {
				r, prev := now[i].row, b.before[now[i].row*hidden:(now[i].row+1)*hidden]
				now[i] = lane{r + by, now[i].left - 1}
				var before []float32
				clear(prev)
				if now[i].left > 0 {
					copy(prev, out[(r+by)*2*hidden+off:])
					before = t.cells[(r+by)*hidden : (r+by+1)*hidden]
				}
				dh, dg := b.narrow[i*hidden:(i+1)*hidden], b.dgates[r*4*hidden:(r+1)*4*hidden]
				addTo(dh, dout[r*2*hidden+off:])
				cellBack(t.gates[r*4*hidden:(r+1)*4*hidden], before, t.tanhs[r*hidden:(r+1)*hidden], dh, b.dc[i*hidden:(i+1)*hidden], dg)
				copy(b.wide[i*4*hidden:(i+1)*4*hidden], dg)
			}
			clear(b.narrow)
			gemmPacked(padded(len(now)), hidden, 4*hidden, rows(b.wide, 4*hidden), l.h.of(flipped), b.narrow, hidden)
		}
	}
	gemm(hidden, 4*hidden, m, transposed(b.before, hidden), b.dgates, 4*hidden, l.h.of(g), 4*hidden)
	l.x.backward(flipped, g, m, q.x, b.dgates, dx)
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
