package clause

import (
	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// office returns the lemma of the office that noun i heads, with what tells it
// from a higher one and what it is for: "vice-president", "secretary-of-state".
// A vice president is no president.
func (w *writer) office(i int) string {
	l := w.lemma(i)
	for k := i - 1; k >= w.first; k-- {
		if w.d.Word(k) == "-" {
			continue
		}
		if !words.is("rank", w.lower(k)) {
			break
		}
		l = w.lower(k) + "-" + l
	}
	if k := i + 2; k < w.end && w.lower(k-1) == "of" && words.is("portfolio", w.lower(k)) {
		l += "-of-" + w.lower(k)
	}
	return l
}

// officer reports whether noun i is known to be an office, trade or relation.
func (t *tree) officer(i int) bool { return words.is("role", t.lemma(i)) || lexicon.Role(t.lemma(i)) }

// roleNoun reports whether noun i, before a name, tells an office or trade:
// it is known to, or it is written small as common nouns are.
func (w *writer) roleNoun(i int) bool {
	return w.officer(i) || w.upos(i) == "NOUN" && w.d.Word(i) == w.lower(i) && lettered(w.d.Word(i))
}

// hasRole reports whether a word of the half-open span is a role, and its last
// no possessive.
func (w *writer) hasRole(first, end int) bool {
	if w.tok(end-1).XPOS == "POS" {
		return false
	}
	for k := first; k < end; k++ {
		if w.roleNoun(k) {
			return true
		}
	}
	return false
}

// stateOf makes an argument of an adjective of nationality: "Danish", which
// names Denmark.
func (w *writer) stateOf(k int) (extract.Argument, bool) {
	name := lexicon.Nation(w.d.Word(k))
	if name == "" {
		return extract.Argument{}, false
	}
	a := extract.Argument{First: k, End: k + 1, Head: k, Chain: w.chainNamed(name), Text: w.d.Word(k), Name: name, Kind: extract.Place}
	if a.Chain >= 0 {
		a.Kind = w.d.Chains[a.Chain].Kind
	}
	return a, true
}

// bare reports whether noun p has nothing before or behind it that describes.
func (w *writer) bare(p int) bool {
	return !w.has(p, "det", "amod", "compound", "nmod", "nmod:poss")
}

// holdsPerson reports whether the phrase of noun p holds the name of a person
// who is no owner: "Orren minister Ann Reyes".
func (w *writer) holdsPerson(p int) bool {
	first, end := w.nounPhrase(p)
	for k := first; k < end; k++ {
		if w.tok(k).Name == "B-PER" && w.rel(k) != "nmod:poss" {
			return true
		}
	}
	return false
}
