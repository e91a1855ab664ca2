package neural

import "github.com/dramatis-kg/dramatis/extract"

// doubts tells of every token how likely its head or its relation is wrong: one
// less the share of the scores, as probabilities, that went to what was chosen.
func (m *Model) doubts(d *extract.Document, w *workspace) {
	at := 0
	for i, s := range w.segs {
		k, ld := s.end-s.first, stride(s.end-s.first)
		for j := range k {
			row := s.first + j
			head := 0
			if h := w.parents[row]; h >= 0 {
				head = h - s.first + 1
			}
			sure := share(w.arcs[at+j*ld:][:k+1], head, j+1)
			if head > 0 {
				sure *= m.relSure(w.rels[row*m.net.Rels:][:len(m.rels)])
			}
			d.Tokens[w.spans[i].First+j].Doubt = 1 - sure
		}
		at += k * ld
	}
}

// relSure is the probability of the best relation among those that are not of a
// root.
func (m *Model) relSure(scores []float32) float32 {
	best, root := -1, -1
	for i, r := range m.rels {
		switch {
		case r == "root":
			root = i
		case best < 0 || scores[i] > scores[best]:
			best = i
		}
	}
	if best < 0 {
		return 1
	}
	return share(scores, best, root)
}

// share is the probability of scores[i] by softmax, scores[but] left out; -1
// leaves none out.
func share(scores []float32, i, but int) float32 {
	sum := float32(0)
	for k, x := range scores {
		if k != but {
			sum += exp(x - scores[i])
		}
	}
	return 1 / sum
}
