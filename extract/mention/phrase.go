package mention

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// inner are the relations of tokens that are part of a bigger noun and head no
// phrase of their own. Names among them become mentions all the same.
var inner = map[string]bool{"compound": true, "flat": true, "fixed": true, "goeswith": true, "nummod": true,
	"amod": true, "det": true, "advmod": true, "case": true, "mark": true, "cc": true, "punct": true, "aux": true, "cop": true,
	"discourse": true, "reparandum": true}

// left are the relations that belong to the phrase of a noun when they stand
// before it, right those when they stand after it. A relative clause, an
// apposition and a conjunct are left out: they are read on their own.
var (
	left = map[string]bool{"det": true, "amod": true, "compound": true, "nummod": true, "nmod:poss": true, "nmod:desc": true,
		"nmod": true, "flat": true, "advmod": true, "det:predet": true, "fixed": true, "goeswith": true, "nmod:unmarked": true}
	right = map[string]bool{"nmod": true, "flat": true, "fixed": true, "goeswith": true, "compound": true, "nmod:desc": true,
		"nummod": true, "amod": true, "nmod:unmarked": true, "det": true}
)

// phrase adds the mention headed by token i, if it heads one.
func (r *reader) phrase(s extract.Sentence, i int) {
	t := &r.d.Tokens[i]
	if t.UPOS == "PRON" && r.name[i] < 0 {
		r.pronoun(i)
		return
	}
	if r.silent[i] || !r.heads(i) {
		return
	}
	if n := r.name[i]; n >= 0 && r.within(r.head(i), r.names[n]) {
		return // "Ferry" of "Halden Tide and Ferry Board"
	}
	first, end := r.span(s, i)
	first, end = r.widen(s, first), r.cut(i, end)
	if n := r.name[i]; n >= 0 {
		nm := r.names[n]
		if !r.used[n] {
			r.used[n] = true
			first = min(nm.title, r.before(nm.first, first))
			r.addName(nm, first, nm.end, r.spanHead(first, nm.end))
		}
		return
	}
	if n := r.named(i, first, end); n >= 0 && !r.used[n] {
		r.used[n] = true
		r.addName(r.names[n], first, max(i+1, r.names[n].end), i)
		return
	}
	r.nominal(i, first, end)
}

// before returns where the phrase of a name that begins at i begins: nouns,
// adjectives and an article right before it belong to it, back to limit.
func (r *reader) before(i, limit int) int {
	for i > limit {
		switch t := &r.d.Tokens[i-1]; {
		case t.UPOS == "NUM" && r.name[i] >= 0:
			return i // "in 1982 Brook resigned"
		case t.UPOS == "NOUN", t.UPOS == "PROPN", t.UPOS == "ADJ", t.UPOS == "NUM", t.XPOS == "POS", r.hyphen(i - 1):
		case t.UPOS == "DET" && !strings.HasPrefix(t.XPOS, "W"), t.XPOS == "PRP$":
			return i - 1
		default:
			return i + r.dashes(i)
		}
		i--
	}
	return i + r.dashes(i)
}

// dashes is 1 where a hyphen stands at token i: "now" of "now-former mayor" is
// outside the phrase.
func (r *reader) dashes(i int) int {
	if r.d.Tokens[i].UPOS == "PUNCT" {
		return 1
	}
	return 0
}

// heads says whether token i heads a noun phrase.
func (r *reader) heads(i int) bool {
	t := &r.d.Tokens[i]
	rel, _, _ := strings.Cut(t.Deprel, ":")
	if !latin(r.d.Word(i)) {
		return false // a quotation in another language
	}
	switch t.UPOS {
	case "NOUN", "PROPN":
		if h := r.head(i); rel == "compound" && h > i && r.dateWord(h) && !r.dateWord(i) {
			return true // "a fire yesterday afternoon"
		}
		return !inner[rel] && t.Deprel != "nmod:desc" && (rel != "advmod")
	case "NUM", "SYM":
		return rel == "nsubj" || rel == "obj" || rel == "obl" || rel == "nmod"
	case "ADJ":
		// "the poor", "the wounded": an adjective with an article and no noun
		return (rel == "nsubj" || rel == "obj" || rel == "obl") && r.hasChild(i, "det")
	}
	return false
}

// cut ends the phrase of head i before the name of a person behind a comma,
// wherever the tree has hung that: "the mayor of Halden, Ann Brook".
func (r *reader) cut(i, end int) int {
	for j := i + 1; j+1 < end; j++ {
		if r.d.Word(j) != "," {
			continue
		}
		for n := j + 1; n < end; n++ {
			if k := r.name[n]; k >= 0 && r.names[k].tag == "PER" && r.names[k].title == j+1 {
				return j
			}
		}
	}
	return end
}

// within says whether token i is part of the name n.
func (r *reader) within(i int, n name) bool { return i >= n.first && i < n.end }

// widen moves the beginning of a phrase over the articles and adjectives right
// before it. Trees hang some of these elsewhere.
func (r *reader) widen(s extract.Sentence, first int) int {
	for first > s.First {
		t := &r.d.Tokens[first-1]
		rel, _, _ := strings.Cut(t.Deprel, ":")
		switch {
		case t.UPOS == "DET" && rel == "det" && !strings.HasPrefix(t.XPOS, "W") && !strings.EqualFold(r.d.Word(first-1), "that"),
			t.XPOS == "PRP$", t.UPOS == "NUM" && rel == "nummod",
			t.UPOS == "ADJ" && rel == "amod" && r.d.Tokens[first].UPOS != "DET":
			first--
		default:
			return first
		}
	}
	return first
}

func (r *reader) hasChild(i int, deprel string) bool {
	for _, c := range r.children[i] {
		if r.d.Tokens[c].Deprel == deprel {
			return true
		}
	}
	return false
}

// span returns the tokens of the phrase headed by i: its dependents outward to
// the first that does not belong to it.
func (r *reader) span(s extract.Sentence, i int) (first, end int) {
	first, end = i, i+1
	kids := r.children[i]
	for k := len(kids) - 1; k >= 0; k-- {
		c := kids[k]
		if c >= i || !left[r.d.Tokens[c].Deprel] && !r.insideQuote(c) {
			continue
		}
		f, e := r.yield(s, c)
		if e < first && !r.skippable(e, first) {
			break
		}
		first = min(first, f)
	}
	for _, c := range kids {
		if c < i || !r.belongsRight(i, c) {
			continue
		}
		f, e := r.yield(s, c)
		if f > end && !r.skippable(end, f) {
			break
		}
		end = max(end, e)
	}
	return r.trim(first, end, i)
}

// insideQuote admits the opening quotation mark of `the "imminent" recapture`.
func (r *reader) insideQuote(c int) bool {
	w := r.d.Word(c)
	return r.d.Tokens[c].UPOS == "PUNCT" && (w == "-" || w == "\"" || w == "“" || w == "”" || w == "''" || w == "``")
}

// skippable says whether only punctuation other than a comma stands in
// [first, end): hyphens and quotation marks inside a phrase.
func (r *reader) skippable(first, end int) bool {
	for i := first; i < end; i++ {
		if r.d.Tokens[i].UPOS != "PUNCT" || r.d.Word(i) == "," {
			return false
		}
	}
	return true
}

// belongsRight says whether dependent c, right of head i, is part of its phrase.
func (r *reader) belongsRight(i, c int) bool {
	if !right[r.d.Tokens[c].Deprel] || r.prep(c) == "according" {
		return false
	}
	for j := i + 1; j < c; j++ {
		switch r.d.Word(j) {
		case ",", "(", ";", "--", "–", "—": // "the mayor, of Brightwater descent"
			return false
		case "\"", "“", "”", "''", "``":
			if r.d.Tokens[c].Deprel != "nmod" {
				return false
			}
		}
	}
	return true
}

// yield returns the span of the subtree of i as far as it is contiguous and
// inside the sentence, without trailing clauses.
func (r *reader) yield(s extract.Sentence, i int) (first, end int) {
	first, end = i, i+1
	kids := r.children[i]
	for k := len(kids) - 1; k >= 0; k-- {
		if c := kids[k]; c < i && c >= s.First {
			f, _ := r.yield(s, c)
			first = min(first, f)
		}
	}
	for _, c := range kids {
		if c < i || c >= s.End {
			continue
		}
		if r.ends(first, c) {
			break
		}
		f, e := r.yield(s, c)
		if f > s.First && r.d.Word(f-1) == "," && r.opens(f, c) {
			break // "the mayor of Halden, Ann Brook": she belongs to the mayor
		}
		end = max(end, e)
	}
	return first, end
}

// opens says whether the dependent c, whose phrase begins at f behind a comma,
// is no conjunct but a phrase of its own: a person's name, a conjunct without a
// conjunction, or what the tree takes for more of a name.
func (r *reader) opens(f, c int) bool {
	if n := r.name[c]; n >= 0 && r.names[n].tag == "PER" && r.names[n].title <= f || r.d.Tokens[c].Deprel == "flat" {
		return true
	}
	return r.d.Tokens[c].Deprel == "conj" && !r.hasChild(c, "cc") && !r.hasChild(r.head(c), "cc")
}

// ends says whether the dependent c ends the noun phrase begun at first: a
// clause, a verb or a mark that closes nothing.
func (r *reader) ends(first, c int) bool {
	t := &r.d.Tokens[c]
	switch rel, _, _ := strings.Cut(t.Deprel, ":"); rel {
	case "acl", "appos", "parataxis", "advcl":
		return true
	}
	return t.UPOS == "AUX" || t.UPOS == "VERB" && t.Deprel == "conj" || t.UPOS == "PUNCT" && !r.closes(first, c)
}

// closes says whether token c is a bracket, quotation mark or hyphen that is
// needed inside the span begun at first.
func (r *reader) closes(first, c int) bool {
	switch r.d.Word(c) {
	case "-", "]", ")", "\"", "”", "''", "'", "’":
		return c > first
	}
	return false
}

// trim takes prepositions, conjunctions, possessive endings and punctuation off
// the ends of a span around head i.
func (r *reader) trim(first, end, i int) (int, int) {
	for first < i && r.edge(first) {
		first++
	}
	for end-1 > i && r.edge(end-1) {
		end--
	}
	return first, end
}

func (r *reader) edge(i int) bool {
	t := &r.d.Tokens[i]
	switch t.UPOS {
	case "PUNCT", "ADP", "SCONJ", "CCONJ":
		return true
	}
	return t.XPOS == "POS"
}
