package neural

import (
	"fmt"

	"github.com/dramatis-kg/dramatis/extract/model"
)

// largestScale bounds the weights: no sum of products can be infinite then.
const largestScale = 1 << 16

// A reader is a network that only reads: its weights are the bytes of the
// file. It gives what network.forward gives, but for the rounding of the
// inputs of each matrix.
type reader struct {
	network            // its root stands alone in heads
	word, affix, ngram model.Matrix
	lstm               [][2]recurrence
	tags, view, proj   *matrix
	first, heads       readScorer // of the glance, if there is one; of the look
	rel                *matrix
}

// A readScorer is a scorer that only reads.
type readScorer struct {
	arc, near *matrix // near is nil where distances say nothing
	root      []float32
}

// A recurrence is an lstm that only reads.
type recurrence struct{ x, h *matrix }

// open finds the tensors of a network in a weight file, by their names with a
// prefix, and checks them.
func (n *network) open(f model.File, prefix string) ([]model.Matrix, error) {
	var out []model.Matrix
	for i, t := range n.all {
		data, err := f.Section(prefix + t.name)
		if err != nil {
			return nil, err
		}
		m, err := model.Open(data, t.rows, t.cols, n.bits(i))
		if err != nil {
			return nil, fmt.Errorf("neural: %s%s: %w", prefix, t.name, err)
		}
		for i, s := range m.Scales {
			if s > largestScale || s < -largestScale {
				return nil, fmt.Errorf("neural: %s%s: row %d has a scale of %g", prefix, t.name, i, s)
			}
		}
		out = append(out, m)
	}
	return out, nil
}

// quantised returns the tensors as a weight file would hold them.
func (n *network) quantised(p []float32) []model.Matrix {
	var out []model.Matrix
	for _, t := range n.all {
		m, err := model.Open(model.Quantise(t.of(p), t.cols, 8), t.rows, t.cols, 8)
		if err != nil {
			panic(err) // parameters are finite
		}
		out = append(out, m)
	}
	return out
}

// newReader packs the tensors of a network, which are in the order of n.all.
func newReader(n *network, all []model.Matrix) *reader {
	r := &reader{network: *n, word: all[0], affix: all[1], ngram: all[2]}
	all = all[3:]
	row := func() []float32 {
		x := make([]float32, len(all[0].Row(0)))
		all[0].Dequantise(x)
		all = all[1:]
		return x
	}
	affine := func(bounded bool) *matrix {
		w := all[0]
		all = all[1:]
		b := row()
		return newMatrix(w, len(b), b, bounded)
	}
	r.lstm = make([][2]recurrence, n.Layers)
	for layer := range r.lstm {
		for dir := range r.lstm[layer] {
			x := affine(layer > 0)
			r.lstm[layer][dir] = recurrence{x, newMatrix(all[0], x.cols, nil, true)}
			all = all[1:]
		}
	}
	scorer := func() readScorer {
		s := readScorer{root: row(), arc: affine(false)}
		if n.Near > 0 {
			s.near = affine(false)
		}
		return s
	}
	r.tags = affine(true)
	if n.Glance > 0 {
		r.view, r.first = affine(true), scorer()
	}
	r.proj, r.heads = affine(n.Glance == 0), scorer()
	r.network.heads.root.off = 0
	r.rel = affine(false)
	return r
}

// embed does what network.embed does.
func (r *reader) embed(w *workspace) {
	in := r.input()
	w.x = zeroed(w.x, len(w.feats)*in)
	for i := range w.feats {
		f, row := &w.feats[i], w.x[i*in:(i+1)*in]
		addBytes(row[:r.Word], r.word.Row(int(f.word)), r.word.Scales[f.word])
		row = row[r.Word:]
		r.sum(&r.affix, f.affix, row[:r.Part])
		r.sum(&r.ngram, f.ngrams, row[r.Part:2*r.Part])
		for c := range row[2*r.Part:] {
			row[2*r.Part+c] = float32(f.class >> c & 1)
		}
	}
}

func (r *reader) sum(t *model.Matrix, ids []int32, y []float32) {
	for _, id := range ids {
		addBytes(y, t.Row(int(id)), t.Scales[id])
	}
	s := scale(len(ids))
	for i := range y {
		y[i] = float32(y[i] * s)
	}
}

// forward computes everything up to the scores of tags and heads.
func (r *reader) forward(w *workspace) {
	m := len(w.feats)
	w.layers(r.Layers)
	w.plan.make(w.segs)
	r.embed(w)
	in, width := w.x, r.input()
	for layer, both := range r.lstm {
		out := grow(w.h[layer], m*2*r.Hidden)
		for dir, l := range both {
			l.forward(w, dir, in[:m*width], out)
		}
		w.h[layer], in, width = out, out, 2*r.Hidden
	}
	w.tags, w.proj = grow(w.tags, m*r.Tags), grow(w.proj, m*r.width())
	w.apply(r.tags, in, width, w.tags)
	if r.Glance > 0 {
		v := &w.hints
		v.view = grow(v.view, m*r.viewWidth())
		w.apply(r.view, in, width, v.view)
		rectify(v.view)
		r.first.score(w, vectors{v.view, r.viewWidth()}, &v.sight)
		v.guess(w)
		r.tell(w, in, r.first.root[r.Arc:])
		in, width = v.top, r.topWidth()
	}
	w.apply(r.proj, in, width, w.proj)
	rectify(w.proj)
	r.heads.score(w, vectors{w.proj, r.width()}, &w.sight)
}

// apply sets y to m applied to the rows of x, which are ld wide.
func (w *workspace) apply(m *matrix, x []float32, ld int, y []float32) {
	n := len(w.feats)
	w.input.gather(m, x, ld, n, nil)
	m.forward(&w.input, n, y)
}

// score does what scorer.score does.
func (s readScorer) score(w *workspace, x vectors, v *sight) {
	m := len(w.feats)
	v.query = grow(v.query, m*s.arc.cols)
	w.apply(s.arc, x.rows, x.width, v.query)
	n := 0
	if s.near != nil {
		n = s.near.cols
		v.near = grow(v.near, m*n)
		w.apply(s.near, x.rows, x.width, v.near)
	}
	v.biaffine(w, s.arc.rows, s.root, x)
	v.addNear(w, n)
}

// forward reads x in one direction and writes the states to their half of out.
func (l recurrence) forward(w *workspace, dir int, x, out []float32) {
	hidden, order, s := l.h.rows, w.plan.order[dir], &w.state
	m := len(order)
	w.input.gather(l.x, x, len(x)/m, m, order)
	w.gates = grow(w.gates, (m+together)*l.x.cols+block) // kernels look beyond the last row
	l.x.forward(&w.input, m, w.gates)
	s.resize(l.h)
	at := 0
	for _, n := range w.plan.steps {
		for i, begins := range w.plan.begins[at : at+n] {
			if begins {
				s.begin(i, l.h)
			}
		}
		l.h.multiply(&s.last, padded(n), w.gates[at*l.x.cols:], l.x.cols, s.gates)
		for i, row := range order[at : at+n] {
			h := out[int(row)*2*hidden+dir*hidden:][:hidden]
			stepCell(s.gates[i*4*hidden:(i+1)*4*hidden], s.cells[i*hidden:(i+1)*hidden], h, l.h.factors, s.last.data[i*l.h.width():])
		}
		at += n
	}
}

// scoreRels does what network.scoreRels does, for the children alone if there
// is a list.
func (r *reader) scoreRels(w *workspace, children, parents []int) {
	m := len(parents)
	r.pair(r.heads.root, w, children, parents)
	w.rels = grow(w.rels, m*r.Rels)
	w.input.gather(r.rel, w.pairs, 3*r.Rel, m, nil)
	r.rel.forward(&w.input, m, w.rels)
}
