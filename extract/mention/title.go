package mention

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// findTitle sets where the office before a person's name begins: "the town's
// old mayor Ann Brook", "Secretary of Tides Ann Brook". The words decide, not
// the tree: parsers hang the two together in every possible way.
func (r *reader) findTitle(s extract.Sentence, n *name) {
	if n.first == s.First {
		return
	}
	noun := r.officeNoun(s, n.first-1)
	if noun < 0 || n.tag != "PER" && (noun != n.first-1 || n.tag != "" && !r.mistaken(noun, *n)) {
		return
	}
	if n.tag == "" && (n.end-n.first > 3 || n.end-n.first == 1 && !capital(r.d.Word(noun))) {
		return // "the student Olympiad"
	}
	n.title = r.officeFirst(s, noun)
	if i := n.title - 2; i > s.First && r.d.Tokens[i+1].UPOS == "CCONJ" && r.office(i) && r.officeFirst(s, i) < i && r.d.Tokens[r.officeFirst(s, i)].UPOS != "DET" {
		n.title = r.officeFirst(s, i) // "party leader and mayor Ann Brook" is one person
	}
	n.title += r.dashes(n.title) // "then-mayor Ann Brook"
	for i := n.title; i < n.first; i++ {
		if k := r.name[i]; k >= 0 && r.names[k].tag == "" && (i > noun || i == s.First && r.names[k].end == i+1 && !r.acronym(r.names[k])) &&
			lexicon.Country(r.d.Span(r.names[k].first, r.names[k].end)) == "" {
			r.used[k] = true // the "State" of "Secretary of State" is no actor, nor "Marine" of "Marine biologist Brook"
			r.name[i] = -1
		}
	}
	for i := n.title; i < n.first; i++ {
		if r.name[i] < 0 && r.d.Tokens[i].Deprel != "nmod:poss" {
			r.silent[i] = true
		}
	}
}

// mistaken says whether the name n, which the model took for a place or body,
// must be a person's after the office noun right before it: "Envoy Halden".
func (r *reader) mistaken(noun int, n name) bool {
	if w := r.word(noun); !personal[w] && !lexicon.Title(w) || !capital(r.d.Word(noun)) || n.end-n.first > 3 ||
		r.acronym(n) || lexicon.Country(r.d.Span(n.first, n.end)) != "" {
		return false
	}
	for i := n.first; i < n.end; i++ {
		if r.d.Tokens[i].UPOS != "PROPN" {
			return false
		}
	}
	_, body := r.headKind(n)
	return !body
}

// personal are offices that stand right before names of persons alone; an
// "owner" or "leader" may be a company.
var personal = map[string]bool{"president": true, "minister": true, "secretary": true, "ambassador": true, "envoy": true, "mayor": true,
	"governor": true, "senator": true, "chancellor": true, "premier": true, "king": true, "queen": true, "prince": true, "princess": true,
	"pope": true, "bishop": true, "archbishop": true, "cardinal": true, "colonel": true, "captain": true, "lieutenant": true,
	"sergeant": true, "judge": true, "spokesman": true, "spokeswoman": true, "spokesperson": true, "professor": true, "sheriff": true,
	"congressman": true, "congresswoman": true, "chairman": true, "chairwoman": true, "emperor": true, "empress": true, "prosecutor": true, "commissioner": true,
	"representative": true, "general": true, "admiral": true, "commander": true, "major": true, "corporal": true, "rabbi": true, "imam": true,
	"sheikh": true, "ayatollah": true, "justice": true, "detective": true, "inspector": true, "officer": true, "uncle": true, "aunt": true}

// officeNoun returns the noun of the office that ends at token i: i itself, or
// the noun before "of State", "to Denmark". It returns -1 where there is none.
func (r *reader) officeNoun(s extract.Sentence, i int) int {
	if r.office(i) {
		return i
	}
	j := i
	for j > s.First && j > i-3 && (r.d.Tokens[j].UPOS == "PROPN" || r.d.Tokens[j].UPOS == "NOUN") {
		j--
	}
	if j == i || j <= s.First {
		return -1
	}
	switch strings.ToLower(r.d.Word(j)) {
	case "of", "for", "to":
		if r.office(j-1) && !lexicon.Title(strings.ToLower(r.d.Word(j-1))) {
			return j - 1
		}
	}
	return -1
}

// office says whether token i is a noun in the singular for somebody's office
// or relation. Taggers take "chief" for an adjective and a rare
// "spokeswoman" for a verb.
func (r *reader) office(i int) bool {
	t := &r.d.Tokens[i]
	w := strings.ToLower(r.d.Word(i))
	noun := t.UPOS == "NOUN" || t.UPOS == "PROPN" || t.UPOS == "ADJ" || t.UPOS == "VERB" && strings.HasSuffix(w, "man")
	if w == "justice" && i > 1 && strings.EqualFold(r.d.Word(i-1), "of") {
		return false // "Secretary of Justice"
	}
	return noun && !r.plural(i) && (lexicon.Role(w) || lexicon.Title(w)) && r.name[i] < 0
}

// officeFirst returns the first token of the noun phrase that ends in noun,
// possessors included.
func (r *reader) officeFirst(s extract.Sentence, noun int) int {
	first := noun
	for first > s.First {
		i := first - 1
		t := &r.d.Tokens[i]
		switch {
		case t.UPOS == "NOUN" || t.UPOS == "PROPN" || t.UPOS == "ADJ" && r.head(i) >= 0 && t.Deprel != "xcomp":
			if r.dateWord(i) || r.name[i] >= 0 && r.names[r.name[i]].tag == "PER" && r.d.Tokens[first].XPOS != "POS" {
				return first
			}
		case t.XPOS == "POS", t.XPOS == "PRP$", r.hyphen(i):
		case t.UPOS == "DET":
			return i
		default:
			return first
		}
		first = i
		if k := r.name[i]; k >= 0 {
			first = r.names[k].first
		}
	}
	return first
}
