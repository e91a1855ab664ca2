package neural

import (
	"errors"
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
	m.score(w)
	m.soften(w)
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
	m.scoreRels(w)
	m.softenRels(w)
	for r := range n {
		s.rels = append(s.rels, w.rels[r*m.net.Rels:][:len(m.rels)]...)
	}
	return s
}

// part returns columns first to end of a row of the given width; nil where
// there is no teacher.
func part(rows []float32, row, width, first, end int) []float32 {
	if rows == nil {
		return nil
	}
	return rows[row*width+first : row*width+end]
}
