package neural

// A network may look twice. The first glance scores heads as the parser does;
// then every token is told what its likely heads and its likely dependents have
// to say (a graph network on soft trees, Ji, Wu and Lan 2019), and the second
// look scores heads and relations with that knowledge: of siblings and of the
// head's head.

// A scorer scores heads: a biaffine product (Dozat and Manning 2017), and what
// the distance between dependent and head says to the dependent (Qi et al.
// 2018).
type scorer struct {
	arc, near linear
	root      tensor // the head vector of the root, with what else is known of it
}

// scorer lays out a scorer of the given widths; extra is what else the root has.
func (n *network) scorer(prefix string, arc, near, extra int) scorer {
	s := scorer{root: n.tensor(prefix+"root", 1, arc+extra)}
	s.arc = n.linear(prefix+"arc", arc, arc)
	if near > 0 {
		s.near = n.linear(prefix+"near", arc, near)
	}
	return s
}

// sight holds the values of a scorer, or their gradients.
type sight struct {
	dep, query []float32 // rows×Arc
	near       []float32 // rows×Near
	arcs       []float32 // scores of the heads, sentence after sentence
}

// vectors are rows that hold the vectors of dependents and then of heads.
type vectors struct {
	rows  []float32
	width int
}

// distances is how many kinds of distance there are: nine before, nine after,
// the root, and filling.
const distances = 20

// reach holds the kinds of distance up to 24.
var reach = [25]uint8{0, 0, 1, 2, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7}

// distance returns the kind of the distance from token i to its head, which is
// -1 for the root.
func distance(i, head int) int {
	if head < 0 {
		return 18
	}
	d, side := head-i, 0
	if d < 0 {
		d, side = -d, 9
	}
	if d < len(reach) {
		return side + int(reach[d])
	}
	return side + 8
}

// score fills v with the scores of the heads of all rows.
func (s scorer) score(p []float32, w *workspace, x vectors, v *sight) {
	a, m := s.arc.w.rows, len(w.feats)
	v.dep, v.query = grow(v.dep, m*a), grow(v.query, m*a)
	for i := range m {
		copy(v.dep[i*a:(i+1)*a], x.rows[i*x.width:])
	}
	s.arc.forward(p, m, v.dep, v.query)
	if n := s.near.w.cols; n > 0 {
		v.near = grow(v.near, m*n)
		s.near.forward(p, m, v.dep, v.near)
	}
	v.biaffine(w, a, s.root.of(p), x)
	v.addNear(w, s.near.w.cols)
}

// biaffine multiplies the queries of the dependents with the heads.
func (v *sight) biaffine(w *workspace, arc int, root []float32, x vectors) {
	size := 0
	for _, s := range w.segs {
		size += (s.end - s.first) * stride(s.end-s.first)
	}
	v.arcs = zeroed(v.arcs, size)
	at := 0
	for _, s := range w.segs {
		k, ld := s.end-s.first, stride(s.end-s.first)
		w.gatherHeads(arc, root, x, s)
		w.transpose(vectors{w.heads, arc}, k+1, arc, ld)
		gemm(k, ld, arc, rows(v.query[s.first*arc:], arc), w.wide, ld, v.arcs[at:], ld)
		at += k * ld
	}
}

// transpose puts the transpose of the first n rows of x, of which the first size
// columns count, into w.wide, whose rows are ld long.
func (w *workspace) transpose(x vectors, n, size, ld int) {
	w.wide = zeroed(w.wide, size*ld)
	for j := range n {
		for c, v := range x.rows[j*x.width:][:size] {
			w.wide[c*ld+j] = v
		}
	}
}

// gatherHeads puts the root and the head vectors of a sentence into w.heads.
func (w *workspace) gatherHeads(arc int, root []float32, x vectors, s segment) {
	k := s.end - s.first
	w.heads = grow(w.heads, (k+1)*arc)
	copy(w.heads[:arc], root)
	for j := range k {
		copy(w.heads[(j+1)*arc:(j+2)*arc], x.rows[(s.first+j)*x.width+arc:])
	}
}

// addNear adds what the distances say.
func (v *sight) addNear(w *workspace, n int) {
	if n == 0 {
		return
	}
	at := 0
	for _, s := range w.segs {
		k, ld := s.end-s.first, stride(s.end-s.first)
		for i := range k {
			row, near := v.arcs[at+i*ld:], v.near[(s.first+i)*n:]
			for j := range k + 1 {
				row[j] += near[distance(i, j-1)]
			}
		}
		at += k * ld
	}
}

// backward adds to the gradients of x and of the parameters; d.arcs holds those
// of the scores.
func (s scorer) backward(b *pass, x vectors, v, d *sight, dx []float32) {
	w, g, a, m := b.w, b.g, s.arc.w.rows, len(b.w.feats)
	d.query = zeroed(d.query, m*a)
	at := 0
	for _, seg := range w.segs {
		k, ld := seg.end-seg.first, stride(seg.end-seg.first)
		w.gatherHeads(a, s.root.of(b.p), x, seg)
		ds := d.arcs[at : at+k*ld]
		gemm(k, a, k+1, rows(ds, ld), w.heads, a, d.query[seg.first*a:], a)
		w.grads.heads = zeroed(w.grads.heads, (k+1)*a)
		gemm(k+1, a, k, transposed(ds, ld), v.query[seg.first*a:], a, w.grads.heads, a)
		addTo(s.root.of(g)[:a], w.grads.heads)
		for j := range k {
			row := dx[(seg.first+j)*x.width:]
			addTo(row[a:2*a], w.grads.heads[(j+1)*a:])
		}
		at += k * ld
	}
	d.dep = zeroed(d.dep, m*a)
	s.arc.backward(b.flipped, g, m, v.dep, d.query, d.dep)
	if n := s.near.w.cols; n > 0 {
		d.nearer(w, n)
		s.near.backward(b.flipped, g, m, v.dep, d.near, d.dep)
	}
	for i := range m {
		addTo(dx[i*x.width:i*x.width+a], d.dep[i*a:])
	}
}

// nearer sums the gradients of the scores by distance.
func (d *sight) nearer(w *workspace, n int) {
	d.near = zeroed(d.near, len(w.feats)*n)
	at := 0
	for _, s := range w.segs {
		k, ld := s.end-s.first, stride(s.end-s.first)
		for i := range k {
			row, near := d.arcs[at+i*ld:], d.near[(s.first+i)*n:]
			for j := range k + 1 {
				near[distance(i, j-1)] += row[j]
			}
		}
		at += k * ld
	}
}

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
	at := 0
	for _, s := range w.segs {
		k, ld := s.end-s.first, stride(s.end-s.first)
		for i := range k {
			row := v.odds[at+i*ld:][:ld]
			row[i+1] = -1e9 // no token is its own head
			softmax(row[:k+1])
			clear(row[k+1:])
		}
		at += k * ld
	}
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
	for i, y := range w.hints.view {
		if y < 0 {
			d.view[i] *= leaky
		}
	}
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
