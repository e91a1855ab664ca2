package neural

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/dramatis-kg/dramatis/extract/tag"
)

// shards is how many parts every batch is split into. It is fixed, so that the
// order of sums, and with it the outcome, does not depend on the machine.
const shards = 2

// TrainOptions are the settings of a training run.
type TrainOptions struct {
	Epochs int
	Seed   uint64
	Size   Size
	Rate   float64                                     // largest learning rate; 0 means 0.002
	Batch  int                                         // tokens a batch; 0 means 400
	Drop   float64                                     // dropout; 0 means 0.3
	Locked bool                                        // dropout of a sentence, not of a token
	Shapes bool                                        // hide the letters of some words
	Vary   func(words []string, r *rand.Rand) []string // another spelling of a sentence; may be nil
}

func (o TrainOptions) filled() TrainOptions {
	if o.Rate == 0 {
		o.Rate = 0.002
	}
	if o.Batch == 0 {
		o.Batch = 400
	}
	if o.Drop == 0 {
		o.Drop = 0.3
	}
	return o
}

// A Trainer learns a Model from examples. The same examples and options give
// the same model, whatever the number of processors.
type Trainer struct {
	model    *Model
	options  TrainOptions
	examples []Example
	counts   []int32 // how often each known word occurs

	flipped     []float32
	first, sec  []float32 // moments of the gradients
	mean        []float32 // moving average of the parameters: see smooth
	meanSteps   int
	grads       [shards][]float32
	spaces      [shards]*workspace
	touched     []bool    // rows of the three embedding tables, one after the other
	parts       []segment // see pieces
	step, total int
	epoch       int
}

// full is the usual size of a network; the lists give the rest.
var full = shape{Affixes: 6000, Ngrams: 12000, Word: 96, Part: 64, Classes: 16, Hidden: 160, Layers: 2, Arc: 128, Rel: 96}

// A Size says how large a network is, and how it looks. Zero widths mean the
// usual ones, but for that of the glance.
type Size struct {
	Hidden int  // width of a layer, in each direction
	Layers int  // LSTMs on top of each other
	Ngrams int  // rows of the table of character sequences
	Arc    int  // width of the projections for heads
	Rel    int  // width of the projections for relations
	Glance int  // width of what tokens tell after a first glance; 0 for one look
	Near   bool // score heads by their distance, too
}

// NewTrainer prepares the training of a new model.
func NewTrainer(examples []Example, o TrainOptions) *Trainer {
	s := full
	s.Hidden, s.Layers, s.Ngrams = cmp.Or(o.Size.Hidden, s.Hidden), cmp.Or(o.Size.Layers, s.Layers), cmp.Or(o.Size.Ngrams, s.Ngrams)
	s.Arc, s.Rel = cmp.Or(o.Size.Arc, s.Arc), cmp.Or(o.Size.Rel, s.Rel)
	s.Glance = o.Size.Glance
	if o.Size.Near {
		s.Near = distances
	}
	return newTrainer(examples, o, s)
}

func newTrainer(examples []Example, o TrainOptions, s shape) *Trainer {
	t := &Trainer{options: o.filled(), examples: examples, model: &Model{}}
	t.inventories()
	s.Words = len(t.model.list)
	for _, set := range t.model.sets {
		s.Tags += len(set)
	}
	s.Tags, s.Rels = (s.Tags+panel-1)/panel*panel, (len(t.model.rels)+panel-1)/panel*panel
	t.start(s)
	return t
}

// start draws the parameters and computes the features.
func (t *Trainer) start(s shape) {
	m := t.model
	m.net = newNetwork(s)
	m.params = m.net.initial(rand.New(rand.NewPCG(t.options.Seed, 1)))
	m.finish()
	n := m.net.total
	t.flipped, t.first, t.sec, t.mean = make([]float32, n), make([]float32, n), make([]float32, n), make([]float32, n)
	t.touched = make([]bool, s.Words+s.Affixes+s.Ngrams)
	for i := range t.grads {
		t.grads[i] = make([]float32, n)
		t.spaces[i] = m.workspace()
	}
	x := m.workspace().extract
	for i := range t.examples {
		e := &t.examples[i]
		e.feats = make([]features, len(e.Words))
		for j, w := range e.Words {
			x.describe(w, &e.feats[j])
		}
		for set, tags := range [][]string{e.UPOS, e.XPOS, e.Feats, e.Names} {
			e.targets[set] = m.sets[set].Indices(tags)
		}
		e.rels = m.rels.Indices(e.Rels)
	}
	t.total = t.options.Epochs * len(t.batches(0))
}

// inventories collects tags, words that occur twice, and lemmas.
func (t *Trainer) inventories() {
	var seqs [tagSets + 1][][]string
	var lemmas []tag.LemmaExample
	counts := map[string]int32{}
	for i := range t.examples {
		e := &t.examples[i]
		for set, tags := range [][]string{e.UPOS, e.XPOS, e.Feats, e.Names, e.Rels} {
			seqs[set] = append(seqs[set], tags)
		}
		for j, w := range e.Words {
			counts[wordKey(normalise(w))]++
			if e.Lemmas != nil {
				lemmas = append(lemmas, tag.LemmaExample{Form: normalise(w), XPOS: e.XPOS[j], Lemma: e.Lemmas[j]})
			}
		}
	}
	m := t.model
	for set := range m.sets {
		m.sets[set] = tag.Collect(seqs[set])
	}
	if names := m.sets[nameTags]; len(names) > 0 && names[0] == "" {
		m.sets[nameTags] = names[1:] // "" is an unknown name tag, not a tag
	}
	m.rels = tag.Collect(seqs[tagSets])
	m.lemmas = tag.LearnLemmas(lemmas)
	m.list, t.counts = []string{""}, []int32{0}
	var known []string
	for w, n := range counts {
		if n > 1 && w != "" {
			known = append(known, w)
		}
	}
	slices.Sort(known)
	for _, w := range known {
		m.list, t.counts = append(m.list, w), append(t.counts, counts[w])
	}
}

// batches returns the examples of an epoch in random order, cut into batches.
func (t *Trainer) batches(epoch int) [][]int {
	order := rand.New(rand.NewPCG(t.options.Seed, 2+uint64(epoch)<<8)).Perm(len(t.examples))
	var out [][]int
	first, tokens := 0, 0
	for i, e := range order {
		tokens += len(t.examples[e].Words)
		if tokens >= t.options.Batch || i+1 == len(order) {
			out = append(out, order[first:i+1])
			first, tokens = i+1, 0
		}
	}
	return out
}

// Epoch learns from every example once and returns the losses. progress, if
// not nil, is called after every batch.
func (t *Trainer) Epoch(progress func(batch, of int, l Loss)) Loss {
	var sum Loss
	all := t.batches(t.epoch)
	for i, b := range all {
		l := t.batch(b)
		sum.add(l)
		if progress != nil {
			progress(i+1, len(all), l)
		}
	}
	t.epoch++
	return sum
}

// Model returns the model as learnt so far, its parameters averaged over the
// last steps (Polyak and Juditsky 1992).
func (t *Trainer) Model() *Model {
	f := t.model
	m := &Model{net: f.net, params: slices.Clone(t.mean), list: f.list, sets: f.sets, rels: f.rels, lemmas: f.lemmas}
	m.finish()
	return m
}

// smooth moves the average of the parameters towards their present values,
// every few steps; its memory is about a fifth of an epoch.
func (t *Trainer) smooth() {
	const every = 8
	if t.step%every != 0 && t.step != t.total {
		return
	}
	t.meanSteps++
	rate := float32(min(1, max(1/float64(t.meanSteps), 5*every*float64(t.options.Epochs)/float64(t.total))))
	var wg sync.WaitGroup
	for s := range shards {
		first, end := s*len(t.mean)/shards, (s+1)*len(t.mean)/shards
		wg.Go(func() {
			p := t.model.params[first:end]
			for i, m := range t.mean[first:end] {
				t.mean[first+i] = m + float32(rate*(p[i]-m))
			}
		})
	}
	wg.Wait()
}
