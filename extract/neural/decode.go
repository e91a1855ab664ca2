package neural

// What the network says of heads, relations and tokens, each for itself, is
// put together here to the best tree.

const (
	rivals = 3   // how many heads of a token are compared by their relations
	behind = 5   // a head with a score that much behind the best is no rival
	fit    = 1.5 // weight of the relation beside the head
)

// contenders are heads of tokens that are in doubt, as parallel lists.
type contenders struct {
	children, parents, cells []int // rows; where the score stands in arcs
}

// weigh adds to the scores of the heads of each token in doubt a multiple of the
// logarithm of the probability of their best relation to it: a head that no
// relation fits is likely a wrong one.
func (m *Model) weigh(w *workspace) {
	c := &w.contenders
	c.find(w)
	if len(c.children) == 0 {
		return
	}
	m.scoreRels(w, c.children, c.parents)
	for i, at := range c.cells {
		row := w.rels[i*m.net.Rels:][:len(m.rels)]
		if r := m.fitting(row, c.parents[i]); r >= 0 {
			w.arcs[at] -= float32(fit * surprise(row, r))
		}
	}
}

// find lists the contenders of all tokens that have more than one.
func (c *contenders) find(w *workspace) {
	c.children, c.parents, c.cells = c.children[:0], c.parents[:0], c.cells[:0]
	at := 0
	for _, s := range w.segs {
		k, ld := s.end-s.first, stride(s.end-s.first)
		for j := range k {
			row := w.arcs[at+j*ld:][:k+1]
			row[j+1] = -1e9 // no token is its own head
			n := len(c.children)
			for h, found := first(row); found && len(c.children)-n < rivals; h, found = next(row, h) {
				parent := s.first + h - 1
				if h == 0 {
					parent = -1
				}
				c.children, c.parents, c.cells = append(c.children, s.first+j), append(c.parents, parent), append(c.cells, at+j*ld+h)
			}
			if len(c.children) == n+1 {
				c.children, c.parents, c.cells = c.children[:n], c.parents[:n], c.cells[:n]
			}
		}
		at += k * ld
	}
}

// first returns the head with the best score.
func first(row []float32) (int, bool) { return argmax(row), true }

// next returns the head with the best score after that of h, if it is a rival
// of the best.
func next(row []float32, h int) (int, bool) {
	limit, best := row[argmax(row)]-behind, -1
	for i, x := range row {
		after := x < row[h] || x == row[h] && i > h
		if after && x >= limit && (best < 0 || x > row[best]) {
			best = i
		}
	}
	return best, best >= 0
}

// surprise returns minus the logarithm of the probability of answer i.
func surprise(scores []float32, i int) float32 {
	top := scores[argmax(scores)]
	sum := float32(0)
	for _, x := range scores {
		sum += exp(x - top)
	}
	return logarithm(sum) + top - scores[i]
}

// fitting returns the best relation to a parent, -1 if there is none.
func (m *Model) fitting(scores []float32, parent int) int {
	best := -1
	for i, r := range m.rels {
		if (r == "root") == (parent < 0) && (best < 0 || scores[i] > scores[best]) {
			best = i
		}
	}
	return best
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

// label chooses the relations of all rows to their parents.
func (m *Model) label(w *workspace) {
	w.labels = w.labels[:0]
	for i, h := range w.parents {
		w.labels = append(w.labels, m.fitting(w.rels[i*m.net.Rels:][:len(m.rels)], h))
	}
}
