package neural

// A network may look twice. The first glance scores heads as the parser does;
// then every token is told what its likely heads and its likely dependents have
// to say (a graph network on soft trees, Ji, Wu and Lan 2019), and the second
// look scores heads and relations with that knowledge: of siblings and of the
// head's head.

// A glance is the first look.
type glance struct {
	scorer // its root knows what the root tells, too
	view   linear
}

// hints holds what a glance finds, or the gradients.
type hints struct {
	sight
	view []float32 // rows×(2·Arc+2·Glance): dependent, head, what it tells dependents, what it tells its head
	odds []float32 // probabilities of the heads, as in arcs
	top  []float32 // rows×(2·Hidden+2·Glance): the state, what the heads tell, what the dependents tell
}

func (n *network) viewWidth() int { return 2*n.Arc + 2*n.Glance }
func (n *network) topWidth() int  { return 2*n.Hidden + 2*n.Glance }

// look computes w.hints.top from the states.
func (n *network) look(p []float32, w *workspace, in []float32, drop *dropper) []float32 {
	if n.Glance == 0 {
		return in
	}
	v, m := &w.hints, len(w.feats)
	v.view = grow(v.view, m*n.viewWidth())
	n.glance.view.forward(p, m, in, v.view)
	rectify(v.view)
	drop.apply(&w.glanced, v.view, w.segs)
	n.glance.score(p, w, vectors{v.view, n.viewWidth()}, &v.sight)
	v.guess(w)
	n.tell(w, in, n.glance.root.of(p)[n.Arc:])
	return v.top
}

// guess turns the scores into probabilities.
func (v *hints) guess(w *workspace) {
	v.odds = append(v.odds[:0], v.arcs...)
	w.softenHeads(v.odds)
}

// tell puts the states side by side with what heads and dependents tell,
// weighed by the probabilities.
func (n *network) tell(w *workspace, in, root []float32) {
	v, size, width, h := &w.hints, n.Glance, n.topWidth(), 2*n.Hidden
	v.top = zeroed(v.top, len(w.feats)*width)
	at := 0
	for _, s := range w.segs {
		k, ld := s.end-s.first, stride(s.end-s.first)
		for i := range k {
			copy(v.top[(s.first+i)*width:][:h], in[(s.first+i)*h:])
		}
		n.gatherTold(w, root, s)
		odds, top := v.odds[at:at+k*ld], v.top[s.first*width:]
		gemm(k, size, k+1, rows(odds, ld), w.heads, size, top[h:], width)
		below := v.view[s.first*n.viewWidth()+2*n.Arc+size:]
		gemm(k, size, k, transposed(odds[1:], ld), below, n.viewWidth(), top[h+size:], width)
		at += k * ld
	}
}

// gatherTold puts what root and tokens tell their dependents into w.heads.
func (n *network) gatherTold(w *workspace, root []float32, s segment) {
	k, size := s.end-s.first, n.Glance
	w.heads = grow(w.heads, (k+1)*size)
	copy(w.heads[:size], root)
	for j := range k {
		copy(w.heads[(j+1)*size:(j+2)*size], w.hints.view[(s.first+j)*n.viewWidth()+2*n.Arc:])
	}
}

// backLook turns the gradient of the top (w.grads.hints.top) and of the scores
// of the glance into those of the parameters, and adds to that of the states.
func (b *pass) backLook(in, above []float32) {
	n, w, d := b.network, b.w, &b.w.grads.hints
	m, h, width := len(w.feats), 2*n.Hidden, n.topWidth()
	d.view = zeroed(d.view, m*n.viewWidth())
	at := 0
	for _, s := range w.segs {
		b.backTell(s, at)
		at += (s.end - s.first) * stride(s.end-s.first)
	}
	n.glance.backward(b, vectors{w.hints.view, n.viewWidth()}, &w.hints.sight, &d.sight, d.view)
	b.drop.undo(w.glanced, d.view)
	unrectify(w.hints.view, d.view)
	n.glance.view.backward(b.flipped, b.g, m, in, d.view, above)
	for i := range m {
		addTo(above[i*h:(i+1)*h], d.top[i*width:])
	}
}

// backTell does it for what a sentence was told; its scores begin at at.
func (b *pass) backTell(s segment, at int) {
	n, w, d := b.network, b.w, &b.w.grads.hints
	size, h, width, side := n.Glance, 2*n.Hidden, n.topWidth(), n.viewWidth()
	k, ld := s.end-s.first, stride(s.end-s.first)
	odds, top := w.hints.odds[at:at+k*ld], d.top[s.first*width:]
	b.backOdds(s, odds, d.arcs[at:at+k*ld])
	w.grads.heads = zeroed(w.grads.heads, (k+1)*size)
	gemm(k+1, size, k, transposed(odds, ld), top[h:], width, w.grads.heads, size)
	addTo(n.glance.root.of(b.g)[n.Arc:], w.grads.heads[:size])
	for j := range k {
		addTo(d.view[(s.first+j)*side+2*n.Arc:][:size], w.grads.heads[(j+1)*size:])
	}
	gemm(k, size, k, rows(odds[1:], ld), top[h+size:], width, d.view[s.first*side+2*n.Arc+size:], side)
}

// backOdds adds to the gradients of the scores of a sentence what the messages
// were worth that its probabilities let through.
func (b *pass) backOdds(s segment, odds, scores []float32) {
	n, w, d := b.network, b.w, &b.w.grads.hints
	size, width, side := n.Glance, n.topWidth(), n.viewWidth()
	k, ld := s.end-s.first, stride(s.end-s.first)
	top := d.top[s.first*width+2*n.Hidden:]
	d.odds = zeroed(d.odds, k*ld)
	n.gatherTold(w, n.glance.root.of(b.p)[n.Arc:], s)
	w.transpose(vectors{w.heads, size}, k+1, size, ld)
	gemm(k, ld, size, rows(top, width), w.wide, ld, d.odds, ld)
	w.transpose(vectors{top[size:], width}, k, size, ld)
	gemm(k, k, size, rows(w.hints.view[s.first*side+2*n.Arc+size:], side), w.wide, ld, d.odds[1:], ld)
	for i := range k {
		p, dp, ds := odds[i*ld:][:k+1], d.odds[i*ld:], scores[i*ld:]
		mean := float32(0)
		for j := range p {
			mean += float32(p[j] * dp[j])
		}
		for j := range p {
			ds[j] += float32(p[j] * (dp[j] - mean))
		}
	}
}
