package neural

import "math/rand/v2"

// gradients mirrors the slices of a workspace.
type gradients struct {
	sight
	hints                                           hints
	x, above, below, tags, proj, heads, pairs, rels []float32
}

// A mask holds what each value was multiplied with: 0, or 1/(1-rate).
type mask []float32

// dropper draws masks (dropout, Srivastava et al. 2014). A nil dropper drops
// nothing.
//
// A locked one draws one mask for all tokens of a sentence (Gal and Ghahramani
// 2016), so that a value is there for the whole sentence or not at all.
type dropper struct {
	rate   float32
	rand   *rand.Rand
	locked bool
}

// apply drops values of x, which has as many rows as segs.
func (d *dropper) apply(m *mask, x []float32, segs []segment) {
	if d == nil {
		return
	}
	*m = grow(*m, len(x))
	if !d.locked {
		d.draw(*m)
	} else {
		width := len(x) / segs[len(segs)-1].end
		for _, s := range segs {
			first := (*m)[s.first*width : (s.first+1)*width]
			d.draw(first)
			for i := s.first + 1; i < s.end; i++ {
				copy((*m)[i*width:(i+1)*width], first)
			}
		}
	}
	for i, k := range *m {
		x[i] *= k
	}
}

// draw fills a mask.
func (d *dropper) draw(m mask) {
	limit, keep := uint64(d.rate*65536), 1/(1-d.rate)
	var bits uint64
	for i := range m {
		if i%4 == 0 {
			bits = d.rand.Uint64()
		}
		m[i] = keep
		if bits&0xffff < limit {
			m[i] = 0
		}
		bits >>= 16
	}
}

func (d *dropper) undo(m mask, dx []float32) {
	if d == nil {
		return
	}
	for i := range dx {
		dx[i] *= m[i]
	}
}

// zeroed returns n zeros in the memory of a.
func zeroed(a []float32, n int) []float32 {
	a = grow(a, n)
	clear(a)
	return a
}

// backward adds the gradients of all parameters to g. The gradients of tags,
// arcs and relations are in w.grads; scoreRels has been called with parents.
func (b *pass) backward(parents []int) {
	n, w, drop, flipped, g := b.network, b.w, b.drop, b.flipped, b.g
	m, d := len(w.feats), &w.grads
	d.proj = zeroed(d.proj, m*n.width())
	b.backRels(parents)
	n.heads.backward(b, vectors{w.proj, n.width()}, &w.sight, &d.sight, d.proj)
	drop.undo(w.masks[n.Layers+1], d.proj)
	unrectify(w.proj, d.proj)
	d.above = zeroed(d.above, m*2*n.Hidden)
	top := w.h[n.Layers-1]
	if n.Glance == 0 {
		n.proj.backward(flipped, g, m, top, d.proj, d.above)
	} else {
		d.hints.top = zeroed(d.hints.top, m*n.topWidth())
		n.proj.backward(flipped, g, m, w.hints.top, d.proj, d.hints.top)
		b.backLook(top, d.above)
	}
	n.tags.backward(flipped, g, m, top, d.tags, d.above)
	d.x = zeroed(d.x, m*n.input())
	for layer := n.Layers - 1; layer >= 0; layer-- {
		drop.undo(w.masks[layer+1], d.above)
		in, dx := w.x, d.x
		if layer > 0 {
			d.below = zeroed(d.below, m*2*n.Hidden)
			in, dx = w.h[layer-1], d.below
		}
		undropped := b.undropped(layer)
		for back, l := range n.lstm[layer] {
			l.backward(flipped, g, w.reading(layer, back, in, undropped), d.above, dx)
		}
		d.above, d.below = d.below, d.above
	}
	drop.undo(w.masks[0], d.x)
	b.backEmbed()
}

// unrectify turns the gradient of what rectify made, y, into that of what it was
// made from.
func unrectify(y, dy []float32) {
	for i, v := range y {
		if v < 0 {
			dy[i] *= leaky
		}
	}
}

// undropped returns the states of a layer as the recurrence saw them, before
// dropout, which traces can rebuild: output gate times tanh of the cell.
func (b *pass) undropped(layer int) []float32 {
	w, h, m := b.w, b.Hidden, len(b.w.feats)
	if b.drop == nil {
		return w.h[layer]
	}
	w.grads.heads = grow(w.grads.heads, m*2*h)
	for back := range w.traces[layer] {
		t := &w.traces[layer][back]
		for i := 0; i < m; i++ {
			o, out := t.gates[i*4*h+2*h:], w.grads.heads[i*2*h+back*h:]
			for k, tc := range t.tanhs[i*h : (i+1)*h] {
				out[k] = o[k] * tc
			}
		}
	}
	return w.grads.heads
}

func (b *pass) backRels(parents []int) {
	n, w, g := b.network, b.w, b.g
	m, r, d := len(w.feats), n.Rel, &w.grads
	d.pairs = zeroed(d.pairs, m*3*r)
	n.rel.backward(b.flipped, g, m, w.pairs, d.rels, d.pairs)
	for i, h := range parents {
		dep, head := n.relPair(b.p, w, i, h)
		at := i*n.width() + 2*n.Arc
		ddep := d.proj[at : at+r]
		dhead := n.heads.root.of(g)[n.Arc:]
		if h >= 0 {
			at = h*n.width() + 2*n.Arc + r
			dhead = d.proj[at : at+r]
		}
		z := d.pairs[i*3*r : (i+1)*3*r]
		for k := range dep {
			ddep[k] += float32(z[k]*head[k]) + z[r+k]
			dhead[k] += float32(z[k]*dep[k]) + z[2*r+k]
		}
	}
}

// backEmbed adds the gradient of the input to the rows it was summed from.
func (b *pass) backEmbed() {
	n, w, g, in := b.network, b.w, b.g, b.input()
	for i := range w.feats {
		f, dx := &w.feats[i], w.grads.x[i*in:(i+1)*in]
		addTo(n.word.row(g, f.word), dx)
		n.spread(g, n.affix, f.affix, dx[n.Word:n.Word+n.Part])
		n.spread(g, n.ngram, f.ngrams, dx[n.Word+n.Part:n.Word+2*n.Part])
	}
}

func (n *network) spread(g []float32, t tensor, ids []int32, dy []float32) {
	s := scale(len(ids))
	for i := range dy {
		dy[i] *= s
	}
	for _, id := range ids {
		addTo(t.row(g, id), dy)
	}
}
