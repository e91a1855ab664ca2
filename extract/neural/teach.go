package neural

import (
	"errors"
	"math"
	"runtime"
	"sync"
	"sync/atomic"
)

// soft is what a teacher thinks of an example: probabilities instead of
// answers.
type soft struct {
	tags    []float32 // n rows of all tag sets side by side
	heads   []float32 // n rows of 1+n: the root and the tokens
	rels    []float32 // n rows of relations, to the gold heads or to parents
	parents []int     // the teacher's tree
}

// trust is how much of a target is the corpus' answer, where there is one; the
// rest is the teacher's.
const trust = 0.5

// Teach lets the model learn from a teacher as well (Hinton, Vinyals and Dean
// 2015), usually several models joined: targets become the mean of the
// corpus' answer and the teacher's probabilities, and where the corpus says
// nothing, the teacher's alone. It is called before the first epoch. A teacher
// of other tags is an error.
func (t *Trainer) Teach(teacher *Model) error {
	if !teacher.alike(t.model) {
		return errors.New("neural: the teacher was learnt from other corpora: its tags differ")
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			w := teacher.workspace()
			for i := int(next.Add(1)) - 1; i < len(t.examples); i = int(next.Add(1)) - 1 {
				t.examples[i].soft = teacher.explain(w, &t.examples[i])
			}
		})
	}
	wg.Wait()
	return nil
}

// explain returns what m thinks of e.
func (m *Model) explain(w *workspace, e *Example) *soft {
	w.reset()
	w.read(e.Words)
	m.judge(w)
	n := len(e.Words)
	s := &soft{}
	for r := range n {
		s.tags = append(s.tags, w.tags[r*m.net.Tags:][:m.answers()]...)
		s.heads = append(s.heads, w.arcs[r*stride(n):][:n+1]...)
	}
	w.parents = append(w.parents[:0], e.Heads...)
	if e.Heads == nil {
		w.trees()
		s.parents = append(s.parents, w.parents...)
	}
	m.judgeRels(w)
	for r := range n {
		s.rels = append(s.rels, w.rels[r*m.net.Rels:][:len(m.rels)]...)
	}
	return s
}

// judge computes the probabilities of tags and heads of the sentences in w,
// with floats; those of joined models are the mean of all (Hansen and Salamon
// 1990).
func (m *Model) judge(w *workspace) {
	m.unpack()
	m.net.forward(m.params, m.recur, w, nil)
	m.soften(w)
	if len(m.others) == 0 {
		return
	}
	for i, o := range m.others {
		v := w.other(i)
		o.judge(v)
		for r := range w.feats {
			addTo(w.tags[r*m.net.Tags:][:m.answers()], v.tags[r*o.net.Tags:])
		}
		addTo(w.arcs, v.arcs)
	}
	logMean(w.tags, 1+len(m.others))
	logMean(w.arcs, 1+len(m.others))
	m.soften(w)
}

// judgeRels computes the probabilities of the relations to the parents in w
// likewise.
func (m *Model) judgeRels(w *workspace) {
	m.net.scoreRels(m.params, w, w.parents)
	m.softenRels(w)
	if len(m.others) == 0 {
		return
	}
	for i, o := range m.others {
		v := w.other(i)
		v.parents = append(v.parents[:0], w.parents...)
		o.judgeRels(v)
		for r := range w.feats {
			addTo(w.rels[r*m.net.Rels:][:len(m.rels)], v.rels[r*o.net.Rels:])
		}
	}
	logMean(w.rels, 1+len(m.others))
	m.softenRels(w)
}

// soften turns the scores of tags and heads into probabilities.
func (m *Model) soften(w *workspace) {
	for r := range w.feats {
		row := w.tags[r*m.net.Tags:]
		for _, s := range m.spans {
			softmax(row[s.first:s.end])
		}
	}
	w.softenHeads(w.arcs)
}

// softenHeads turns scores of heads into probabilities.
func (w *workspace) softenHeads(arcs []float32) {
	at := 0
	for _, s := range w.segs {
		k, ld := s.end-s.first, stride(s.end-s.first)
		for j := range k {
			row := arcs[at+j*ld:][:ld]
			row[j+1] = -1e9 // no token is its own head
			softmax(row[:k+1])
			clear(row[k+1:])
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

// part returns columns first to end of a row of the given width; nil where
// there is no teacher.
func part(rows []float32, row, width, first, end int) []float32 {
	if rows == nil {
		return nil
	}
	return rows[row*width+first : row*width+end]
}
