package neural

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"
)

// batch learns from one batch: every shard alone, then one step of the
// optimiser.
func (t *Trainer) batch(order []int) Loss {
	n := t.model.net
	tokens := 0
	for _, i := range order {
		tokens += len(t.examples[i].Words)
	}
	var losses [shards]Loss
	var wg sync.WaitGroup
	for s := range shards {
		wg.Go(func() { n.flip(t.model.params, t.flipped, s) })
	}
	t.model.recur = n.recurrent(t.model.params, t.model.recur)
	wg.Wait()
	for s, part := range t.divide(order) {
		wg.Go(func() { losses[s] = t.shard(s, part, 1/float32(max(tokens, 1))) })
	}
	wg.Wait()
	t.adam()
	t.step++
	t.smooth()
	losses[0].add(losses[1])
	return losses[0]
}

// divide deals the examples of a batch out to the shards, the longest first,
// each to the shard with the fewest tokens.
func (t *Trainer) divide(order []int) [shards][]int {
	size := func(i int) int { return len(t.examples[i].Words) }
	order = slices.Clone(order)
	slices.SortStableFunc(order, func(a, b int) int { return size(b) - size(a) })
	var parts [shards][]int
	var tokens [shards]int
	for _, i := range order {
		least := 0
		for s := range tokens {
			if tokens[s] < tokens[least] {
				least = s
			}
		}
		parts[least] = append(parts[least], i)
		tokens[least] += size(i)
	}
	return parts
}

// shard learns from its part of a batch.
func (t *Trainer) shard(s int, part []int, weight float32) Loss {
	r := rand.New(rand.NewPCG(t.options.Seed, 3+uint64(t.step*shards+s)<<8))
	w := t.spaces[s]
	w.reset()
	var batch []*Example
	for _, i := range part {
		e := &t.examples[i]
		words := e.Words
		if t.options.Vary != nil {
			words = t.options.Vary(words, r)
		}
		w.begin()
		for j, form := range words {
			if form == e.Words[j] {
				w.share(e.feats[j])
			} else {
				w.addFresh(form)
			}
			named := len(e.Names) > 0 && len(e.Names[j]) > 1
			t.forget(&w.feats[len(w.feats)-1], named, r)
		}
		w.mark(words)
		batch = append(batch, e)
	}
	if len(batch) == 0 {
		return Loss{}
	}
	p := pass{t.model.net, t.model.params, t.model.recur, t.flipped, t.grads[s], w, t.model.spans, len(t.model.rels), weight, &dropper{float32(t.options.Drop), r, t.options.Locked}}
	return p.learn(batch)
}

// share appends a token with features computed before; addFresh one whose
// features must not overwrite shared ones.
func (w *workspace) share(f features) {
	w.feats = append(w.feats, f)
	w.segs[len(w.segs)-1].end++
}

func (w *workspace) addFresh(form string) {
	var f features
	w.extract.describe(form, &f)
	w.share(f)
}

// forget makes a word unknown now and then, rare ones more often, so that
// unknown words are met in training (Kiperwasser and Goldberg 2016). With the
// option Shapes its letters go too at times and only the shape is left, for
// names more often: what stands around a name, and what the gazetteer knows of
// it, must be enough.
func (t *Trainer) forget(f *features, named bool, r *rand.Rand) {
	p, letters := 0.03+0.5/(0.5+float64(t.counts[f.word])), 0.25
	if named && t.options.Shapes {
		p, letters = max(p, 0.25), 0.75
	}
	if r.Float64() >= p {
		return
	}
	f.word = 0
	if t.options.Shapes && r.Float64() < letters {
		f.affix, f.ngrams = f.affix[len(f.affix)-shapes:], nil
	}
}

// pieces returns the parts of the parameters that the last batch can have
// changed: the rows of the embeddings it looked up, and everything after them.
func (t *Trainer) pieces() []segment {
	n := t.model.net
	for i := range t.touched {
		t.touched[i] = false
	}
	affix, ngram := n.Words, n.Words+n.Affixes
	for _, w := range t.spaces {
		for i := range w.feats {
			f := &w.feats[i]
			t.touched[f.word] = true
			for _, id := range f.affix {
				t.touched[affix+int(id)] = true
			}
			for _, id := range f.ngrams {
				t.touched[ngram+int(id)] = true
			}
		}
	}
	out := t.parts[:0]
	for i, yes := range t.touched {
		if !yes {
			continue
		}
		first, width := i*n.Word, n.Word
		if i >= affix {
			first, width = n.affix.off+(i-affix)*n.Part, n.Part // the n-grams follow, as wide
		}
		out = append(out, segment{first, first + width})
	}
	for first := n.ngram.off + n.ngram.size(); first < n.total; first += 4096 {
		out = append(out, segment{first, min(first+4096, n.total)})
	}
	t.parts = out
	return out
}

// The decay of Adam's two moments, and what keeps it from dividing by zero.
const b1, b2, least = 0.9, 0.98, 1e-8

// adam moves the parameters by the sum of the gradients (Kingma and Ba 2015),
// clipped to a norm of one; rows that the batch did not look up stay as they
// are. The rate rises for a short while and then falls to zero.
func (t *Trainer) adam() {
	parts := t.pieces()
	var norms [shards]float64
	var wg sync.WaitGroup
	for s := range shards {
		wg.Go(func() {
			sum := 0.0
			for k := s; k < len(parts); k += shards {
				a, b := t.grads[0][parts[k].first:parts[k].end], t.grads[1][parts[k].first:]
				for i := range a {
					a[i] += b[i]
					sum += float64(a[i]) * float64(a[i])
				}
			}
			norms[s] = sum
		})
	}
	wg.Wait()
	clip := float32(1)
	if norm := math.Sqrt(norms[0] + norms[1]); norm > 1 {
		clip = float32(1 / norm)
	}
	k := float64(t.step + 1)
	rate := t.options.Rate * min(k/t.warm(), max(0, 1-(k-1)/float64(max(t.total, 1))))
	rate *= math.Sqrt(1-math.Pow(b2, k)) / (1 - math.Pow(b1, k))
	for s := range shards {
		wg.Go(func() {
			for k := s; k < len(parts); k += shards {
				t.update(parts[k].first, parts[k].end, clip, float32(rate))
			}
		})
	}
	wg.Wait()
}

// warm returns how many steps the rate rises for.
func (t *Trainer) warm() float64 { return min(200, 1+float64(t.total/10)) }

// update moves the parameters from first to end and clears their gradients.
func (t *Trainer) update(first, end int, clip, rate float32) {
	g, p := t.grads[0][first:end], t.model.params[first:end]
	m, v := t.first[first:end], t.sec[first:end]
	for i := updateMany(p, g, m, v, clip, rate); i < len(g); i++ {
		x := g[i] * clip
		m[i] += float32((1 - b1) * (x - m[i]))
		v[i] += float32((1 - b2) * (float32(x*x) - v[i]))
		p[i] -= float32(rate*m[i]) / (sqrt(v[i]) + least)
	}
	clear(g)
	clear(t.grads[1][first:end])
}
