package neural

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/tag"
)

// doubt bounds how strongly one occurrence of a word can speak against a kind.
const doubt = -4

// A ballot gathers what all occurrences of each proper noun say about its kind.
type ballot struct {
	words  map[string]int
	of     []int     // number of the word of each token, -1 for other words
	counts []float32 // by word
	sums   []float32 // by word and kind: how far its best tag lies behind the best of all
	key    []byte
}

// register numbers the proper nouns of d.
func (b *ballot) register(d *extract.Document, tokens []int) {
	if b.words == nil {
		b.words = map[string]int{}
	}
	clear(b.words)
	b.of = b.of[:0]
	for _, i := range tokens {
		n := -1
		if d.Tokens[i].UPOS == "PROPN" {
			b.key = appendKey(b.key[:0], d.Word(i))
			known := false
			if n, known = b.words[string(b.key)]; !known {
				n = len(b.words)
				b.words[string(b.key)] = n
			}
		}
		b.of = append(b.of, n)
	}
}

// agree lets the occurrences of each proper noun in d vote on its kind: a word
// has mostly one sense in a document (Gale, Church and Yarowsky 1992), and one
// clear context settles the others. "Halden sank" may be a ship or a man;
// "Captain Halden" two lines before says which. scores has a row for each of
// tokens, in the order of the inventory.
func (b *ballot) agree(d *extract.Document, tokens []int, names tag.Inventory, scores []float32) {
	kinds, of := kindsOf(names)
	b.register(d, tokens)
	b.counts, b.sums = zeroed(b.counts, len(b.words)), zeroed(b.sums, len(b.words)*kinds)
	best := make([]float32, kinds)
	for k, n := range b.of {
		if n < 0 {
			continue
		}
		row := scores[k*len(names) : (k+1)*len(names)]
		top := row[argmax(row)]
		for c := range best {
			best[c] = doubt
		}
		for t, s := range row {
			best[of[t]] = max(best[of[t]], s-top)
		}
		b.counts[n]++
		addTo(b.sums[n*kinds:(n+1)*kinds], best)
	}
	for k, n := range b.of {
		if n < 0 || b.counts[n] < 2 {
			continue
		}
		row := scores[k*len(names) : (k+1)*len(names)]
		for t := range row {
			row[t] += b.sums[n*kinds+of[t]] / b.counts[n]
		}
	}
}

// kindsOf numbers the kinds of a BIO inventory, and tells that of each tag.
func kindsOf(names tag.Inventory) (kinds int, of []int) {
	numbers := map[string]int{}
	for _, t := range names {
		_, kind, _ := strings.Cut(t, "-")
		n, ok := numbers[kind]
		if !ok {
			n = len(numbers)
			numbers[kind] = n
		}
		of = append(of, n)
	}
	return len(numbers), of
}

// writeNames decodes the names of every sentence from the scores gathered in w.
func (m *Model) writeNames(d *extract.Document, w *workspace) {
	names := m.sets[nameTags]
	w.ballot.agree(d, w.nameTokens, names, w.nameScores)
	at := 0
	for _, s := range d.Sentences {
		if s.Kind == extract.Furniture {
			continue
		}
		n := s.End - s.First
		for i, t := range w.names.Names(w.nameScores[at*len(names):], n, len(names)) {
			if t == "O" {
				t = ""
			}
			d.Tokens[s.First+i].Name = t
		}
		at += n
	}
}
