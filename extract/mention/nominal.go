package mention

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// nominal adds the description headed by i.
func (r *reader) nominal(i, first, end int) {
	core := [2]int{r.coreFirst(i, first), r.coreEnd(i, end)}
	head := i
	if lexicon.Measure(strings.ToLower(r.d.Tokens[i].Lemma)) {
		if c := r.measured(i); c >= 0 && c < end {
			core = [2]int{r.coreFirst(c, first), r.coreEnd(c, end)}
			r.silent[c] = true
			if core[0] <= i {
				core[0] = c
			}
		}
	}
	kind := r.nominalKind(i)
	if kind == extract.Date {
		first, end = r.dateSpan(i, first, end)
		core = [2]int{first, end} // "last May", "April 9"
		if first < i && strings.EqualFold(r.d.Word(first), "the") {
			core[0]++
		}
	}
	r.out = append(r.out, extract.Mention{First: first, End: end, Core: core, Head: head,
		Form: extract.Nominal, Kind: kind, Chain: -1})
}

// dateSpan returns the tokens of the date or time headed by i inside the phrase
// [first, end): no other noun and no prepositional phrase belongs to it, apart
// from "of May".
func (r *reader) dateSpan(i, first, end int) (int, int) {
	f, e := i, i+1
	for f > first {
		switch t := &r.d.Tokens[f-1]; {
		case t.UPOS == "ADJ", t.UPOS == "NUM", r.dateWord(f - 1), r.hyphen(f - 1):
			f--
			continue
		case t.UPOS == "DET":
			f--
		}
		break
	}
	for e < end && (r.d.Tokens[e].UPOS == "NUM" || r.dateWord(e)) {
		e++
	}
	if e+1 < end && r.d.Word(e) == "," && r.d.Tokens[e+1].UPOS == "NUM" {
		e += 2 // "April 9, 2019"
	}
	for j := e + 1; j < end && strings.EqualFold(r.d.Word(e), "of") && j < e+4; j++ {
		if r.dateWord(j) {
			e = j + 1
			break
		}
	}
	return f, e
}

// measured returns the noun counted by the measure i ("dozens of boats"), or -1.
func (r *reader) measured(i int) int {
	for _, c := range r.children[i] {
		if c > i && r.d.Tokens[c].Deprel == "nmod" && r.prep(c) == "of" && r.name[c] < 0 {
			return c
		}
	}
	return -1
}

// prep returns the preposition of token i in lower case, or "".
func (r *reader) prep(i int) string {
	for _, c := range r.children[i] {
		if r.d.Tokens[c].Deprel == "case" && c < i {
			return strings.ToLower(r.d.Word(c))
		}
	}
	return ""
}

// coreFirst returns where the describing part of the noun i begins: compounds
// and adjectives of nationality belong to it, and what stands between; other
// adjectives do not. Part of speech is surer here than the tree.
func (r *reader) coreFirst(i, first int) int {
	core := i
	for j := i - 1; j >= first; j-- {
		t := &r.d.Tokens[j]
		switch {
		case t.Deprel == "nmod:poss" || r.dateWord(j):
			return core
		case t.UPOS == "NOUN" || t.UPOS == "PROPN" || t.UPOS == "X" || r.name[j] >= 0:
			core = j
		case r.hyphen(j) && core == j+1 && j > first:
			core = j - 1
			j--
		case t.UPOS == "ADJ" && (lexicon.Nation(r.d.Word(j)) != "" || core == j+1 && terms[strings.ToLower(r.d.Word(j))]):
			core = j
		case t.UPOS == "ADJ":
			// "Danish heavy boats": the nationality beyond it counts
		default:
			return core
		}
	}
	return core
}

// terms are adjectives that say which office or body is meant rather than
// describe it: "prime minister", "special forces", "joint command".
var terms = map[string]bool{"prime": true, "vice": true, "foreign": true, "special": true, "joint": true, "supreme": true,
	"central": true, "federal": true, "national": true, "armed": true, "military": true, "naval": true, "royal": true,
	"paramilitary": true, "nuclear": true, "general": true, "presidential": true, "parliamentary": true, "municipal": true,
	"chief": true, "deputy": true, "interior": true, "high": true, "human": true, "political": true, "executive": true}

// coreEnd returns where the describing part of the noun i ends: after it and
// what is flatly joined to it ("flight 12").
func (r *reader) coreEnd(i, end int) int {
	e := i + 1
	for _, c := range r.children[i] {
		if c == e && c < end && (r.d.Tokens[c].Deprel == "flat" || r.d.Tokens[c].Deprel == "fixed" ||
			r.d.Tokens[c].Deprel == "goeswith" || r.d.Tokens[c].Deprel == "compound") {
			e = c + 1
		}
	}
	return e
}
