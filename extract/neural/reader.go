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
	network            // its root stands alone in root
	word, affix, ngram model.Matrix
	lstm               [][2]recurrence
	tags, proj         *matrix
	arc, rel           *matrix
	root               []float32
}

// A recurrence is an lstm that only reads.
type recurrence struct{ x, h *matrix }

// open finds the tensors of a network in a weight file, by their names with a
// prefix, and checks them.
func (n *network) open(f model.File, prefix string) ([]model.Matrix, error) {
	var out []model.Matrix
	for _, t := range n.all {
		data, err := f.Section(prefix + t.name)
		if err != nil {
			return nil, err
		}
		m, err := model.Open(data, t.rows, t.cols)
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
		m, err := model.Open(model.Quantise(t.of(p), t.cols), t.rows, t.cols)
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
	r.tags, r.proj = affine(true), affine(true)
	r.root, r.network.root.off = row(), 0
	r.arc, r.rel = affine(false), affine(false)
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
	w.tags, w.proj, w.query = grow(w.tags, m*r.Tags), grow(w.proj, m*r.width()), grow(w.query, m*r.Arc)
	w.input.gather(r.tags, in, width, m, nil)
	r.tags.forward(&w.input, m, w.tags)
	w.input.gather(r.proj, in, width, m, nil)
	r.proj.forward(&w.input, m, w.proj)
	rectify(w.proj)
	w.input.gather(r.arc, w.proj, r.width(), m, nil)
	r.arc.forward(&w.input, m, w.query)
	r.biaffine(r.root, w)
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
	r.pair(r.root, w, children, parents)
	w.rels = grow(w.rels, m*r.Rels)
	w.input.gather(r.rel, w.pairs, 3*r.Rel, m, nil)
	r.rel.forward(&w.input, m, w.rels)
}
