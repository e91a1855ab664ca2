package clause

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// descriptionBefore makes the first of two subjects that stand side by side what
// describes the second, a person: "Member of the council Mara Voss said".
func (t *tree) descriptionBefore(i int) bool {
	s := -1
	for _, k := range t.kids(i) {
		if t.rel(k) != "nsubj" && t.rel(k) != "nsubj:pass" {
			continue
		}
		if s < 0 {
			s = k
			continue
		}
		first, end := t.extent(k)
		_, to := t.extent(s)
		if end > i || to != first || !strings.HasSuffix(t.tok(k).Name, "PER") || t.upos(s) != "NOUN" || t.relative(s) {
			return false
		}
		t.hang(s, k, "nmod:desc")
		return true
	}
	return false
}

// apposedSpeaker takes a person's name behind a comma, joined to an office by
// no "and", for an apposition: "A co-author, Professor Mara Voss, said".
func (t *tree) apposedSpeaker(i int) bool {
	h := t.head(i)
	if h < 0 || h > i || t.rel(i) != "conj" || !strings.HasSuffix(t.tok(i).Name, "PER") || t.tok(h).Name != "" || !t.officer(h) || strings.HasSuffix(t.tok(h).XPOS, "S") {
		return false
	}
	n := 0
	for _, k := range t.kids(h) {
		if t.rel(k) == "conj" || t.rel(k) == "cc" {
			n++
		}
	}
	first, end := t.extent(i)
	if n != 1 || t.has(i, "cc") || t.d.Word(first) != "," && (first == t.first || t.d.Word(first-1) != ",") || end < t.end && t.d.Word(end) != "," && t.d.Word(end-1) != "," {
		return false
	}
	t.rels[i-t.first] = "appos"
	return true
}

// toldClause reads "told reporters the ferry sank", where the clause was taken
// for one about the reporters, as what they were told.
func (t *tree) toldClause(i int) bool {
	o := t.head(i)
	if o < 0 || o > i || t.rel(i) != "acl:relcl" && t.rel(i) != "acl" || t.rel(o) != "obj" && t.rel(o) != "iobj" {
		return false
	}
	h, s := t.head(o), t.find(i, "nsubj", "nsubj:pass")
	if h < 0 || h > o || !words.is("addressing", t.lemma(h)) || t.has(h, "ccomp") || s < o || s > i || t.relative(s) || !t.finite(i) || !t.hearer(o) {
		return false
	}
	for _, k := range t.kids(i) {
		if t.relative(k) || t.lower(k) == "where" || t.lower(k) == "when" {
			return false
		}
	}
	t.hang(i, h, "ccomp")
	return true
}

// hearer reports whether noun i, by its words alone, can be told something.
func (t *tree) hearer(i int) bool {
	if n := t.tok(i).Name; n != "" || t.upos(i) == "PRON" || t.officer(i) {
		return !strings.HasSuffix(n, "LOC")
	}
	switch kind, _ := lexicon.Kind(t.lemma(i)); kind {
	case extract.Person, extract.Organisation, extract.Group:
		return true
	}
	return false
}

// saidAndWill gives a verb with "will" or "might" joined to a verb of saying to
// what was said: "said the crew would rest and might leave".
func (t *tree) saidAndWill(i int) bool {
	h := t.head(i)
	if h < 0 || h > i || t.rel(i) != "conj" || t.tok(i).XPOS != "VB" || !words.is("report", t.lemma(h)) || !t.finite(h) {
		return false
	}
	a, c := t.find(i, "aux"), t.find(h, "ccomp")
	if a < 0 || t.tok(a).XPOS != "MD" || t.lower(a) != "would" && t.has(i, "nsubj", "nsubj:pass", "expl") || c < h || c > i || t.quoted(c) != t.quoted(i) {
		return false
	}
	t.hang(i, c, "conj")
	return true
}

// saidBehindQuote turns a quotation and the verb of saying behind it round, where
// that was taken for a part of the quotation: "They think that," said a sailor.
func (t *tree) saidBehindQuote(i int) bool {
	h := t.head(i)
	if t.quotes == nil || h < 0 || h > i || t.quotes[h] == 0 || t.quotes[i] > 0 || !words.is("report", t.lemma(i)) || !t.tensed(i) {
		return false
	}
	s := t.find(i, "nsubj")
	if s < 0 || t.quotes[s] > 0 || t.has(i, "mark", "cc", "ccomp") {
		return false
	}
	switch t.rel(i) {
	case "ccomp", "advcl", "conj", "acl:relcl":
	default:
		return false
	}
	top := h
	for a := t.head(top); a >= 0 && t.quotes[a] == t.quotes[h]; a = t.head(a) {
		top = a
	}
	t.hang(i, t.head(top), t.rel(top))
	t.hang(top, i, "ccomp")
	for _, k := range t.kids(h) {
		if k > i && t.quotes[k] == 0 && t.upos(k) == "PUNCT" {
			t.hang(k, i, "punct")
		}
	}
	return true
}
