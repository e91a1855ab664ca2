package neural

import (
	"errors"
	"math"
	"slices"
)

// Join makes one model of several that were learnt from the same corpora: it
// answers with the mean of their probabilities (Hansen and Salamon 1990). It
// is as slow as all of them together and cannot be saved; it is there to teach
// a single one.
func Join(models []*Model) (*Model, error) {
	for _, o := range models[1:] {
		if !o.alike(models[0]) {
			return nil, errors.New("neural: models of different tags or relations cannot be joined")
		}
	}
	for _, o := range models {
		o.unpack()
	}
	f := models[0]
	m := &Model{net: f.net, params: f.params, list: f.list, sets: f.sets, rels: f.rels, lemmas: f.lemmas, others: models[1:]}
	m.finish()
	return m, nil
}

// alike says whether two models give the same tags and relations.
func (m *Model) alike(o *Model) bool {
	same := slices.Equal(o.rels, m.rels)
	for i := range o.sets {
		same = same && slices.Equal(o.sets[i], m.sets[i])
	}
	return same
}

// score computes the scores of tags and heads of the sentences in w: for a
// single model those of the network, for joined ones logarithms of their mean
// probabilities.
func (m *Model) score(w *workspace) {
	m.unpack()
	m.net.forward(m.params, m.recur, w, nil)
	if len(m.others) == 0 {
		return
	}
	m.soften(w)
	for i, o := range m.others {
		v := w.others[i]
		o.net.forward(o.params, o.recur, v, nil)
		o.soften(v)
		for r := range w.feats {
			addTo(w.tags[r*m.net.Tags:][:m.answers()], v.tags[r*o.net.Tags:])
		}
		addTo(w.arcs, v.arcs)
	}
	logMean(w.tags, 1+len(m.others))
	logMean(w.arcs, 1+len(m.others))
}

// scoreRels scores the relations to the parents likewise.
func (m *Model) scoreRels(w *workspace) {
	m.net.scoreRels(m.params, w, w.parents)
	if len(m.others) == 0 {
		return
	}
	m.softenRels(w)
	for i, o := range m.others {
		v := w.others[i]
		o.net.scoreRels(o.params, v, w.parents)
		o.softenRels(v)
		for r := range w.feats {
			addTo(w.rels[r*m.net.Rels:][:len(m.rels)], v.rels[r*o.net.Rels:])
		}
	}
	logMean(w.rels, 1+len(m.others))
}

// trees finds the best tree of every sentence in w, as rows; -1 for the root.
func (w *workspace) trees() {
	w.parents = w.parents[:0]
	at := 0
	for _, s := range w.segs {
		k, ld := s.end-s.first, stride(s.end-s.first)
		for _, h := range w.finder.Tree(w.arcs[at:at+k*ld], k, ld) {
			if h >= 0 {
				h += s.first
			}
			w.parents = append(w.parents, h)
		}
		at += k * ld
	}
}

// answers returns how many tag scores of a row mean something.
func (m *Model) answers() int { return m.spans[tagSets-1].end }

// soften turns the scores of tags and heads into probabilities.
func (m *Model) soften(w *workspace) {
	for r := range w.feats {
		row := w.tags[r*m.net.Tags:]
		for _, s := range m.spans {
			softmax(row[s.first:s.end])
		}
	}
	at := 0
	for _, s := range w.segs {
		k, ld := s.end-s.first, stride(s.end-s.first)
		for j := range k {
			row := w.arcs[at+j*ld:]
			row[j+1] = -1e9 // no token is its own head
			softmax(row[:k+1])
		}
		at += k * ld
	}
}

func (m *Model) softenRels(w *workspace) {
	for r := range w.feats {
		softmax(w.rels[r*m.net.Rels:][:len(m.rels)])
	}
}

// logMean turns sums of n probabilities into logarithms of their mean.
func logMean(s []float32, n int) {
	for i, x := range s {
		s[i] = float32(math.Log(float64(max(x/float32(n), 1e-12))))
	}
}
