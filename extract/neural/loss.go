package neural

import "math"

// An Example is a sentence to learn from. A slice that is nil is not known and
// is not learnt: a corpus of names has no trees.
type Example struct {
	Words             []string
	UPOS, XPOS, Feats []string
	Lemmas            []string
	Heads             []int // index of the head, -1 for the root
	Rels              []string
	Names             []string // BIO tags, "O" outside names, "" for unknown

	targets [tagSets][]int
	rels    []int
	feats   []features
	soft    *soft // what a teacher says; may be nil
}

// The tag sets stand side by side in the scores of a row.
const (
	uposTags = iota
	xposTags
	featsTags
	nameTags
	tagSets
)

// A Loss sums the negative log likelihoods, in nats, of one task each.
type Loss struct {
	Tags, Names, Arcs, Rels float64
	Tokens                  int
}

func (l *Loss) add(m Loss) {
	l.Tags, l.Names, l.Arcs, l.Rels = l.Tags+m.Tags, l.Names+m.Names, l.Arcs+m.Arcs, l.Rels+m.Rels
	l.Tokens += m.Tokens
}

// crossEntropy turns scores into the gradient of the cross entropy times
// weight, and returns the entropy. The target is a number, -1 if unknown, or
// probabilities, nil if unknown, or both (see trust).
func crossEntropy(s []float32, target int, soft []float32, weight float32) float64 {
	if target < 0 && soft == nil {
		clear(s)
		return 0
	}
	softmax(s)
	share := float32(1)
	if soft != nil && target >= 0 {
		share = trust
	}
	loss := 0.0
	lose := func(i int, p float32) {
		loss -= float64(p) * math.Log(float64(max(s[i], 1e-30)))
	}
	if target >= 0 {
		lose(target, share)
	}
	if soft != nil {
		rest := float32(1)
		if target >= 0 {
			rest = 1 - share
		}
		for i, p := range soft {
			if p > 1e-6 {
				lose(i, rest*p)
			}
		}
		for i, p := range soft {
			s[i] -= float32(rest * p)
		}
	}
	if target >= 0 {
		s[target] -= share
	}
	for i := range s {
		s[i] *= weight
	}
	return loss
}

// A pass runs a batch of examples forward and backward. Each loss is multiplied
// by weight, and its gradients are added to g.
type pass struct {
	*network
	p, recur, flipped, g []float32 // parameters, packed recurrences, transposes, gradients
	w                    *workspace
	spans                []tagSpan
	known                int // relations with a name
	weight               float32
	drop                 *dropper
}

// learn reads the batch, whose features are in the workspace.
func (b *pass) learn(batch []*Example) Loss {
	w := b.w
	b.forward(b.p, b.recur, w, b.drop)
	loss := Loss{Tokens: len(w.feats)}
	b.tagLoss(batch, &loss)
	parents := b.arcLoss(batch, &loss)
	b.scoreRels(b.p, w, parents)
	b.relLoss(batch, &loss)
	b.backward(parents)
	return loss
}

// target returns the number of a token's answer, -1 if it is not known.
func target(answers []int, j int) int {
	if answers == nil {
		return -1
	}
	return answers[j]
}

// A tagSpan is where the scores of a tag set stand in a row.
type tagSpan struct{ first, end int }

func (b *pass) tagLoss(batch []*Example, loss *Loss) {
	w := b.w
	w.grads.tags = append(w.grads.tags[:0], w.tags...)
	for i, e := range batch {
		for j := range e.Words {
			row := w.grads.tags[(w.segs[i].first+j)*b.Tags:][:b.Tags]
			clear(row[b.spans[tagSets-1].end:])
			for set, span := range b.spans {
				var soft []float32
				if e.soft != nil {
					soft = part(e.soft.tags, j, b.spans[tagSets-1].end, span.first, span.end)
				}
				l := crossEntropy(row[span.first:span.end], target(e.targets[set], j), soft, b.weight)
				if set == nameTags {
					loss.Names += l
				} else {
					loss.Tags += l
				}
			}
		}
	}
}

// glanced is the share of the loss of the first glance.
const glanced = 0.5

// arcLoss returns the row of every token's head, -1 for the root; examples
// without a tree get -1 everywhere, and no gradient.
func (b *pass) arcLoss(batch []*Example, loss *Loss) []int {
	w := b.w
	if b.Glance > 0 {
		loss.Arcs += glanced * b.headLoss(batch, &w.hints.sight, &w.grads.hints.sight, glanced*b.weight)
	}
	loss.Arcs += b.headLoss(batch, &w.sight, &w.grads.sight, b.weight)
	w.parents = w.parents[:0]
	for i, e := range batch {
		heads := e.Heads
		if heads == nil && e.soft != nil {
			heads = e.soft.parents
		}
		for j := range e.Words {
			if heads == nil || heads[j] < 0 {
				w.parents = append(w.parents, -1)
			} else {
				w.parents = append(w.parents, w.segs[i].first+heads[j])
			}
		}
	}
	return w.parents
}

// headLoss returns the loss of the scores v and puts their gradients into d.
func (b *pass) headLoss(batch []*Example, v, d *sight, weight float32) float64 {
	d.arcs = append(d.arcs[:0], v.arcs...)
	at, loss := 0, 0.0
	for _, e := range batch {
		k, ld := len(e.Words), stride(len(e.Words))
		for j := range e.Words {
			row := d.arcs[at+j*ld:][:ld]
			gold, soft := -1, []float32(nil)
			if e.soft != nil {
				soft = part(e.soft.heads, j, k+1, 0, k+1)
			}
			if e.Heads != nil {
				gold = e.Heads[j] + 1
			}
			row[j+1] = -1e9
			loss += crossEntropy(row[:k+1], gold, soft, weight)
			clear(row[k+1:])
		}
		at += k * ld
	}
	return loss
}

func (b *pass) relLoss(batch []*Example, loss *Loss) {
	w := b.w
	w.grads.rels = append(w.grads.rels[:0], w.rels...)
	for i, e := range batch {
		for j := range e.Words {
			row := w.grads.rels[(w.segs[i].first+j)*b.Rels:][:b.Rels]
			var soft []float32
			if e.soft != nil {
				soft = part(e.soft.rels, j, b.known, 0, b.known)
			}
			loss.Rels += crossEntropy(row[:b.known], target(e.rels, j), soft, b.weight)
			clear(row[b.known:])
		}
	}
}
