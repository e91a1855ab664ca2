package neural

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
