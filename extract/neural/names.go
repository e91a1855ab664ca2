package neural

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/tag"
)

// doubt bounds how strongly one occurrence of a word can speak against a kind.
const doubt = -4

// A ballot gathers what all occurrences of a proper noun say about its kind.
type ballot struct {
	n    int
	sums []float32 // by kind: how far its best tag lies behind the best of all
}

// agree lets the occurrences of each proper noun in d vote on its kind: a word
// has mostly one sense in a document (Gale, Church and Yarowsky 1992), and one
// clear context settles the others. "Halden sank" may be a ship or a man;
// "Captain Halden" two lines before says which. scores has a row for each of
// tokens, in the order of the inventory.
func agree(d *extract.Document, tokens []int, names tag.Inventory, scores []float32) {
	kinds, of := kindsOf(names)
	ballots := map[string]*ballot{}
	each := func(do func(b *ballot, row []float32)) {
		for k, i := range tokens {
			if d.Tokens[i].UPOS != "PROPN" {
				continue
			}
			word := wordKey(d.Word(i))
			b := ballots[word]
			if b == nil {
				b = &ballot{sums: make([]float32, kinds)}
				ballots[word] = b
			}
			do(b, scores[k*len(names):(k+1)*len(names)])
		}
	}
	best := make([]float32, kinds)
	each(func(b *ballot, row []float32) {
		top := row[argmax(row)]
		for c := range best {
			best[c] = doubt
		}
		for t, s := range row {
			best[of[t]] = max(best[of[t]], s-top)
		}
		b.n++
		addTo(b.sums, best)
	})
	each(func(b *ballot, row []float32) {
		if b.n < 2 {
			return
		}
		for t := range row {
			row[t] += b.sums[of[t]] / float32(b.n)
		}
	})
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
	agree(d, w.nameTokens, names, w.nameScores)
	at := 0
	for _, s := range d.Sentences {
		if s.Kind == extract.Furniture {
			continue
		}
		n := s.End - s.First
		for i, t := range names.Names(w.nameScores[at*len(names):], n, len(names)) {
			if t == "O" {
				t = ""
			}
			d.Tokens[s.First+i].Name = t
		}
		at += n
	}
}
