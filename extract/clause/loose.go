package clause

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// looseVerb joins a finite verb that was taken for an adverbial clause, though
// nothing subordinates it, to the verb in front: "The ferry sank, then vanished."
func (t *tree) looseVerb(i int) bool {
	h := t.head(i)
	if h < 0 || h > i || t.rel(i) != "advcl" || !t.tensed(i) || t.upos(h) != "VERB" ||
		t.has(i, "nsubj", "nsubj:pass", "csubj", "expl", "mark", "aux:pass") || t.reports(i) {
		return false
	}
	first, _ := t.extent(i)
	for t.upos(first) == "PUNCT" {
		first++
	}
	if w := t.lower(first); w == "as" || w == "than" || words.is("subordinator", w) || t.base(first) == "advmod" && t.upos(first) == "SCONJ" {
		return false
	}
	if first == t.first || t.d.Word(first-1) != "," {
		return false
	}
	t.rels[i-t.first] = "conj"
	return true
}

// looseParticiple takes a participle behind a comma, or "using", for what the
// subject of the clause does, not the noun next to it: "The ferry hit the pier,
// sinking two boats."
func (t *tree) looseParticiple(i int) bool {
	n := t.head(i)
	if n < 0 || n > i || t.rel(i) != "acl" || t.tok(i).XPOS != "VBG" || t.has(i, "mark", "aux", "nsubj", "cop") {
		return false
	}
	first, _ := t.extent(i)
	comma := t.d.Word(first) == "," || first > t.first && t.d.Word(first-1) == ","
	if !comma && t.lemma(i) != "use" {
		return false
	}
	for a, k := t.head(n), 0; a >= 0 && a < n && k < 4; a, k = t.head(a), k+1 {
		if t.upos(a) == "VERB" && t.has(a, "nsubj", "nsubj:pass") {
			t.hang(i, a, "advcl")
			return true
		}
		if t.rel(a) == "appos" || t.base(a) == "nsubj" {
			return false
		}
	}
	return false
}

// looseInfinitive hangs an infinitive behind the comma that closes a relative
// clause on the verb outside: "urged the mayor, who was tired, to resign".
func (t *tree) looseInfinitive(i int) bool {
	r := t.head(i)
	if r < 0 || r > i || t.rel(i) != "advcl" && t.rel(i) != "xcomp" || t.tok(i).XPOS != "VB" || t.rel(r) != "acl:relcl" || !t.setOff(r) {
		return false
	}
	to := t.find(i, "mark")
	n := t.head(r)
	if to <= r || t.lower(to) != "to" || t.d.Word(to-1) != "," || t.head(n) < 0 || t.upos(t.head(n)) != "VERB" {
		return false
	}
	v, rel := t.head(n), "advcl"
	if t.rel(n) == "obj" && words.is("persuading", t.lemma(v)) {
		rel = "xcomp"
	}
	t.hang(i, v, rel)
	return true
}

// addresseeWithin parts a name behind "told" from the noun it was taken for a
// part of: "Bo Lind told the Orren Courier sailors had left".
func (t *tree) addresseeWithin(i int) bool {
	if !words.is("addressing", t.lemma(i)) || t.has(i, "obj", "iobj") || t.passive(i) {
		return false
	}
	c := t.find(i, "ccomp")
	if c < i {
		return false
	}
	s := t.find(c, "nsubj", "nsubj:pass")
	first := i + 1
	if s < first || first >= t.end || !t.within(first, s) {
		return false
	}
	from := first
	if t.article(from) && from+1 < t.end {
		from++
	}
	to := from
	for to < s && (t.upos(to) == "PROPN" || t.tok(to).Name != "" || t.d.Word(to) == "-") && (to == from || t.tok(to).Name == "" || t.tok(to).Name[0] == 'I' || t.tok(to-1).Name == "") {
		to++
	}
	if kind, _ := lexicon.Kind(t.lemma(s)); to == from || kind == extract.Person && !strings.HasSuffix(t.tok(from).Name, "ORG") || t.upos(to) == "PUNCT" || t.upos(to) == "PART" || t.lower(to) == "and" || t.rel(to) == "case" {
		return false // "told Orren officials"
	}
	t.hang(from, i, "iobj")
	if first < from {
		t.hang(first, from, "det")
	}
	for k := from + 1; k < to; k++ {
		t.hang(k, from, "flat")
	}
	return true
}

// attached reports whether participle i stands behind its noun with no comma
// between, unless the noun is a subject or set off itself: what a comma parts
// from the end of a clause more often belongs to the clause.
func (t *tree) attached(i int) bool {
	n := t.head(i)
	if n > i || n < 0 {
		return false
	}
	if first, _ := t.extent(i); t.d.Word(first) != "," && (first == t.first || t.d.Word(first-1) != ",") {
		return true
	}
	return t.base(n) == "nsubj" || t.rel(n) == "appos" || t.tok(i).XPOS == "VBN"
}

// titleHead gives the name behind an office what hangs on the office, where
// the two are one phrase: "We are with Mayor Voss".
func (t *tree) titleHead(i int) bool {
	h := t.head(i)
	if h < i || t.rel(i) != "nmod:desc" && t.rel(i) != "compound" || t.tok(h).Name == "" {
		return false
	}
	moved := false
	for _, k := range t.kids(i) {
		switch t.rel(k) {
		case "nsubj", "cop", "case", "mark", "aux":
			t.hang(k, h, t.rel(k))
			moved = true
		}
	}
	return moved
}

// lateObject makes the second subject of a passive, behind it, its object: "The
// crew was given the ferry".
func (t *tree) lateObject(i int) bool {
	s := t.find(i, "nsubj:pass")
	if s < 0 || s > i {
		return false
	}
	for _, k := range t.kids(i) {
		if first, _ := t.extent(k); t.rel(k) == "nsubj:pass" && first == i+1 && t.upos(first) != "PUNCT" {
			t.rels[k-t.first] = "obj"
			return true
		}
	}
	return false
}

// aroundNumber reads "around 30 boats" behind a verb without object as one,
// with "around" for "about".
func (t *tree) aroundNumber(i int) bool {
	c := t.find(i, "case")
	if t.rel(i) != "obl" || c < 0 || c+1 >= t.end || t.tok(c+1).XPOS != "CD" || words.is("time", t.lemma(i)) {
		return false
	}
	switch t.lower(c) {
	case "around", "about", "nearly", "over", "under":
	default:
		return false
	}
	h := t.head(i)
	if h != c-1 || t.has(h, "obj", "aux:pass") || words.is("intransitive", t.lemma(h)) || words.is("motion", t.lemma(h)) {
		return false
	}
	t.rels[i-t.first], t.rels[c-t.first] = "obj", "advmod"
	return true
}

// whoOfPerson hangs a clause with "who" on the person and not on the place or
// body between: "the rescue of Mara Voss from Orren, who repaired it".
func (t *tree) whoOfPerson(i int) bool {
	n := t.head(i)
	if n < 0 || t.rel(i) != "acl:relcl" || !strings.HasSuffix(t.tok(n).Name, "LOC") && !strings.HasSuffix(t.tok(n).Name, "ORG") || t.rel(n) != "nmod" {
		return false
	}
	s, h := t.find(i, "nsubj", "nsubj:pass"), t.head(n)
	if s < 0 || t.lower(s) != "who" || h < 0 || h > n || !strings.HasSuffix(t.tok(h).Name, "PER") && !t.officer(h) {
		return false
	}
	t.hang(i, h, "acl:relcl")
	return true
}
