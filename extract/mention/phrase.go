package mention

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
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
	if t.UPOS == "PRON" {
		r.pronoun(i)
		return
	}
	if r.silent[i] || !r.heads(i) {
		return
	}
	first, end := r.span(s, i)
	first = r.widen(s, first)
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
		r.addName(r.names[n], first, max(end, r.names[n].end), i)
		return
	}
	r.nominal(i, first, end)
}

// before returns where the phrase of a name that begins at i begins: nouns,
// adjectives and an article right before it belong to it, back to limit.
func (r *reader) before(i, limit int) int {
	for i > limit {
		switch t := &r.d.Tokens[i-1]; {
		case t.UPOS == "NOUN", t.UPOS == "PROPN", t.UPOS == "ADJ", t.UPOS == "NUM", t.XPOS == "POS", r.hyphen(i - 1):
		case t.UPOS == "DET" && !strings.HasPrefix(t.XPOS, "W"), t.XPOS == "PRP$":
			return i - 1
		default:
			return i
		}
		i--
	}
	return i
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

// widen moves the beginning of a phrase over the articles and adjectives right
// before it. Trees hang some of these elsewhere.
func (r *reader) widen(s extract.Sentence, first int) int {
	for first > s.First {
		t := &r.d.Tokens[first-1]
		rel, _, _ := strings.Cut(t.Deprel, ":")
		switch {
		case t.UPOS == "DET" && rel == "det" && !strings.HasPrefix(t.XPOS, "W") && !strings.EqualFold(r.d.Word(first-1), "that"), t.XPOS == "PRP$", t.UPOS == "NUM" && rel == "nummod",
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
	if !right[r.d.Tokens[c].Deprel] {
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
		if t := &r.d.Tokens[c]; loose(t.Deprel) || t.UPOS == "AUX" || t.UPOS == "VERB" && t.Deprel == "conj" || r.d.Tokens[c].UPOS == "PUNCT" && !r.closes(first, c) {
			break
		}
		_, e := r.yield(s, c)
		end = max(end, e)
	}
	return first, end
}

// loose says whether a dependent of this relation ends a noun phrase.
func loose(deprel string) bool {
	rel, _, _ := strings.Cut(deprel, ":")
	return rel == "acl" || rel == "appos" || rel == "parataxis" || rel == "advcl"
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

// pronoun adds the pronoun at token i if it can refer to a thing: personal,
// possessive, reflexive and relative ones. Expletives and "this" do not.
func (r *reader) pronoun(i int) {
	t := &r.d.Tokens[i]
	if strings.HasPrefix(t.Deprel, "expl") {
		return
	}
	kind := extract.Other
	switch w := strings.ToLower(r.d.Word(i)); w {
	case "he", "him", "his", "himself", "she", "her", "hers", "herself", "i", "me", "my", "mine", "myself", "who", "whom":
		kind = extract.Person
	case "we", "us", "our", "ours", "ourselves", "you", "your", "yours", "yourself":
		kind = extract.Group
	case "it", "its", "itself", "they", "them", "their", "theirs", "themselves", "'em":
	case "which", "that", "whose":
		if !strings.Contains(t.Feats, "PronType=Rel") && !r.relative(i) {
			return
		}
	default:
		return
	}
	r.out = append(r.out, extract.Mention{First: i, End: i + 1, Core: [2]int{i, i + 1}, Head: i,
		Form: extract.Pronoun, Kind: kind, Chain: -1})
}

// relative says whether token i stands in a relative clause and opens it.
func (r *reader) relative(i int) bool {
	for h, n := r.head(i), 0; h >= 0 && n < 4; h, n = r.head(h), n+1 {
		if r.d.Tokens[h].Deprel == "acl:relcl" {
			return i <= h
		}
	}
	return false
}

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
