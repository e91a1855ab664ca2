package neural

import (
	"errors"
	"slices"
)

// Join makes one model of several that were learnt from the same corpora: it
// answers with the mean of their scores, which are logarithms of probabilities
// up to a constant (Hinton 2002, a product of experts). It is as slow as all of
// them together.
func Join(models []*Model) (*Model, error) {
	for _, o := range models[1:] {
		if !o.alike(models[0]) {
			return nil, errors.New("neural: models of different tags or relations cannot be joined")
		}
	}
	f := models[0]
	m := &Model{net: f.net, stored: f.stored, params: f.params, recur: f.recur, list: f.list, sets: f.sets, rels: f.rels, lemmas: f.lemmas, others: models[1:]}
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

// score computes the scores of tags and heads of the sentences in w.
func (m *Model) score(w *workspace) {
	m.reader().forward(w)
	for i, o := range m.others {
		v := w.other(i)
		o.reader().forward(v)
		for r := range w.feats {
			addTo(w.tags[r*m.net.Tags:][:m.answers()], v.tags[r*o.net.Tags:])
		}
		addTo(w.arcs, v.arcs)
	}
	m.divide(w.tags)
	m.divide(w.arcs)
}

// scoreRels scores the relations of the children (all rows if nil) to the
// parents, -1 for the root.
func (m *Model) scoreRels(w *workspace, children, parents []int) {
	m.reader().scoreRels(w, children, parents)
	for i, o := range m.others {
		v := w.other(i)
		o.reader().scoreRels(v, children, parents)
		for r := range parents {
			addTo(w.rels[r*m.net.Rels:][:len(m.rels)], v.rels[r*o.net.Rels:])
		}
	}
	m.divide(w.rels)
}

// divide makes sums over the joined models means.
func (m *Model) divide(s []float32) {
	if len(m.others) == 0 {
		return
	}
	n := 1 / float32(1+len(m.others))
	for i := range s {
		s[i] *= n
	}
}

// answers returns how many tag scores of a row mean something.
func (m *Model) answers() int { return m.spans[tagSets-1].end }
