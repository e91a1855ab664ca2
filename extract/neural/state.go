package neural

// A state is what a recurrence keeps for each of the sentences it reads side by
// side: the cells, and what it gave last, narrowed for the next step.
type state struct {
	cells []float32 // together×hidden
	last  input
	gates []float32 // together×4·hidden
}

// resize makes room for the states of a recurrence with the matrix h.
func (s *state) resize(h *matrix) {
	s.cells, s.gates = grow(s.cells, together*h.rows), grow(s.gates, together*h.cols)
	s.last.resize(together, h.width())
	clear(s.last.data)
	for i := range s.last.values {
		s.last.values[i] = h.inverse
	}
}

// begin forgets what sentence number i has been.
func (s *state) begin(i int, h *matrix) {
	clear(s.cells[i*h.rows : (i+1)*h.rows])
	clear(s.last.data[i*h.width() : (i+1)*h.width()])
}

// cellPlain does what lstm.forward does in cell, from unit first on, and
// narrows the new state by the factors f.
func cellPlain(first int, g, c, h, f []float32, q []int16) {
	n := len(c)
	for k := first; k < n; k++ {
		i, forget, o := squash(g[k], -1, 0, 1), squash(g[n+k], -1, 0, 1), squash(g[2*n+k], -1, 0, 1)
		c[k] = float32(i*squash(g[3*n+k], 2, 1, -2)) + float32(forget*c[k])
		h[k] = float32(o * squash(c[k], 2, 1, -2))
	}
	narrowPlain(h[first:n], f[first:n], 1, q[first:n])
}

// A plan is the order in which the recurrences read the rows of a batch: step
// after step, one row of each sentence that is being read. A sentence that has
// ended makes room for the next.
type plan struct {
	order  [2][]int32 // rows of the batch, forwards and backwards
	begins []bool     // whether a sentence begins there
	steps  []int      // how many rows each step has
	queue  []lane
	lanes  [together]track
}

// A track is the sentences that are read one after the other in one place.
type track struct {
	total int
	segs  []segment
	at    int // how much of segs[0] has been read
}

// make plans a batch. The longest sentences come first, each where there is
// least to read.
func (p *plan) make(segs []segment) {
	p.order[0], p.order[1], p.begins, p.steps = p.order[0][:0], p.order[1][:0], p.begins[:0], p.steps[:0]
	for i := range p.lanes {
		p.lanes[i] = track{segs: p.lanes[i].segs[:0]}
	}
	p.queue = lanes(segs, false, p.queue)
	for _, l := range p.queue {
		least := 0
		for i := range p.lanes {
			if p.lanes[i].total < p.lanes[least].total {
				least = i
			}
		}
		t := &p.lanes[least]
		t.segs, t.total = append(t.segs, segment{l.row, l.row + l.left}), t.total+l.left
	}
	p.sort()
	var next [together]int // sentence
	for n := p.active(0); n > 0; n = p.active(len(p.steps)) {
		for i := range n {
			t := &p.lanes[i]
			s := t.segs[next[i]]
			p.order[0] = append(p.order[0], int32(s.first+t.at))
			p.order[1] = append(p.order[1], int32(s.end-1-t.at))
			p.begins = append(p.begins, t.at == 0)
			if t.at++; s.first+t.at == s.end {
				t.at, next[i] = 0, next[i]+1
			}
		}
		p.steps = append(p.steps, n)
	}
}

// sort puts the longest track first, so that those that have not ended are
// together.
func (p *plan) sort() {
	for i := range p.lanes {
		for k := i; k > 0 && p.lanes[k].total > p.lanes[k-1].total; k-- {
			p.lanes[k], p.lanes[k-1] = p.lanes[k-1], p.lanes[k]
		}
	}
}

// active returns how many tracks are longer than so many steps.
func (p *plan) active(steps int) int {
	n := 0
	for n < together && p.lanes[n].total > steps {
		n++
	}
	return n
}
