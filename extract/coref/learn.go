package coref

import (
	"encoding/binary"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/model"
)

// An Example is a document with its mentions and the thing that each of them
// refers to as a person has marked it, "" where nobody has.
type Example struct {
	Doc    *extract.Document
	Entity []string // of each mention
}

// By how much a wrong antecedent, one where there is none, and none where there
// is one must lag behind the right answer in training.
const (
	wrongCost = 150
	falseCost = 150
	missCost  = 200
)

// epochs is how often the examples are gone through.
const epochs = 10

// Learn trains a ranker by the averaged perceptron (Collins 2002) with the best
// right antecedent of the moment for the right one, and returns its file.
func Learn(examples []Example) []byte {
	l := &learner{weights: make([]int32, 1<<bits), sum: make([]int64, 1<<bits)}
	l.now.weights = make([]int16, 1<<bits)
	for range epochs {
		for n := range examples {
			l.read(&examples[n])
		}
	}
	return model.File{{Name: section, Data: l.bytes()}}.Bytes()
}

// A learner holds the weights and the sums for their average.
type learner struct {
	now     ranker
	weights []int32
	sum     []int64
	step    int64
}

// read goes through a document once.
func (l *learner) read(e *Example) {
	r := prepared(e.Doc)
	k := newRanking(r)
	k.each(func(i int) { l.mention(k, e, i) })
}

// mention learns from mention i and joins it as the ranker of the moment would.
func (l *learner) mention(k *ranking, e *Example, i int) {
	all := k.candidates(i)
	if len(all) == 0 {
		return
	}
	anaphoric := false
	for _, j := range all {
		anaphoric = anaphoric || e.right(i, j)
	}
	type option struct {
		j, n, score int
		right       bool
	}
	none := option{j: -1, n: -1, score: l.now.score(k.alone(i, all)), right: !anaphoric}
	best, good, plain := none, option{j: -2}, none
	if none.right {
		good = none
	} else {
		best.score += missCost
	}
	for n, j := range all {
		o := option{j: j, n: n, score: l.now.score(k.pair(i, j, n)), right: e.right(i, j)}
		if o.score > plain.score {
			plain = o
		}
		if o.right && (good.j == -2 || o.score > good.score) {
			good = o
		}
		switch {
		case o.right:
		case anaphoric:
			o.score += wrongCost
		default:
			o.score += falseCost
		}
		if o.score > best.score || best.right && o.score == best.score {
			best = o
		}
	}
	l.step++
	if !best.right {
		l.update(k, i, all, good.j, good.n, 1)
		l.update(k, i, all, best.j, best.n, -1)
	}
	if plain.j >= 0 {
		k.settle(i, plain.j)
	}
}

// right says whether mention j is marked as what i is.
func (e *Example) right(i, j int) bool { return e.Entity[i] != "" && e.Entity[i] == e.Entity[j] }

// update adds by to the weights of the features of mention i with antecedent j,
// the nth candidate, or with none.
func (l *learner) update(k *ranking, i int, all []int, j, n int, by int32) {
	var features []uint32
	if j < 0 {
		features = k.alone(i, all)
	} else {
		features = k.pair(i, j, n)
	}
	for _, f := range features {
		at := f >> (32 - bits)
		l.weights[at] += by
		l.sum[at] += int64(by) * l.step
		l.now.weights[at] = int16(max(-32000, min(l.weights[at], 32000)))
	}
}

// bytes returns the averaged weights, of which one unit is an eighth.
func (l *learner) bytes() []byte {
	out := make([]byte, 0, 2<<bits)
	for i, w := range l.weights {
		v := (int64(w)*l.step - l.sum[i]) * 8 / max(l.step, 1)
		out = binary.LittleEndian.AppendUint16(out, uint16(int16(max(-32000, min(v, 32000)))))
	}
	return out
}

// prepared returns the reader of a document after the sieves that come before
// the ranker.
func prepared(d *extract.Document) *reader {
	r := newReader(d)
	for _, s := range sieves {
		if s.Name == "rank" {
			break
		}
		s.Join(r)
	}
	return r
}
