package coref

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// A profile is what the sieves ask of one mention.
type profile struct {
	*extract.Mention
	sentence   int
	words      []string // of the core, folded: "al-brook" is one, articles and full stops are none
	key        string   // words with blanks between; a country has its usual name
	noun       int      // token that heads the core
	lemma      string   // of noun, in lower case
	modifiers  []string // words of the phrase before noun, folded, without articles and demonyms
	complement string   // what follows noun in the phrase, folded: "of brightwater"
	nation     string   // country of an adjective of nationality or of a possessor
	implied    bool     // nation is only that of its surroundings
	doubtful   bool     // several things are meant by its noun, none more than another
	plural     bool
	definite   bool   // "the", "this", a possessor
	indefinite bool   // "a", "some", or a plural without an article
	owned      bool   // begins with a possessor
	owner, of  int    // mentions by name or description: "Brook" of "Brook's boat", of "boat of Brook"; -1 for none
	gender     string // "f", "m" or ""
}

func (r *reader) profile(id int) profile {
	d, m := r.d, &r.d.Mentions[id]
	p := profile{Mention: m, sentence: r.sentenceOf(m.Head), owner: -1, of: -1}
	p.noun = r.top(m.Core[0], m.Core[1])
	p.lemma = strings.ToLower(d.Tokens[p.noun].Lemma)
	p.words = r.ownCountry(m, r.fold(m.Core[0], m.Core[1]))
	p.key = strings.Join(p.words, " ")
	if c := lexicon.Country(d.Span(m.Core[0], m.Core[1])); c != "" && m.Form == extract.Name {
		p.key = strings.ToLower(c)
		p.words = strings.Fields(p.key)
	}
	if m.Form == extract.Pronoun {
		p.Kind = cmp.Or(kindOf[pronounClass[strings.ToLower(d.Word(m.Head))]], extract.Other)
	}
	t := &d.Tokens[p.noun]
	p.plural = strings.Contains(t.Feats, "Number=Plur") || t.XPOS == "NNS" || t.XPOS == "NNPS"
	r.article(&p)
	r.surroundings(&p)
	p.gender = r.genderOf(&p)
	return p
}

// kindOf gives the kind that a class of pronouns tells.
var kindOf = map[string]extract.Kind{"i": extract.Person, "he": extract.Person, "she": extract.Person, "we": extract.Group, "you": extract.Group}

// ownCountry gives the country that a longer name begins with its usual name:
// "the U.S. Congress" is "the United States Congress".
func (r *reader) ownCountry(m *extract.Mention, words []string) []string {
	if m.Form != extract.Name {
		return words
	}
	for k := min(3, m.Core[1]-m.Core[0]-1); k > 0; k-- {
		c := lexicon.Country(r.d.Span(m.Core[0], m.Core[0]+k))
		if n := len(r.fold(m.Core[0], m.Core[0]+k)); c != "" && n < len(words) {
			return append(strings.Fields(strings.ToLower(c)), words[n:]...)
		}
	}
	return words
}

// top returns the token of [first, end) whose head lies outside, the last one
// where there are several.
func (r *reader) top(first, end int) int {
	top := first
	for i := first; i < end; i++ {
		if h := r.head(i); (h < first || h >= end) && r.d.Tokens[i].UPOS != "PUNCT" {
			top = i
		}
	}
	return top
}

// fold returns the words of [first, end) in lower case: hyphens join, full
// stops, quotation marks, articles and possessive endings go.
func (r *reader) fold(first, end int) []string {
	var out []string
	glue := false
	for i := first; i < end; i++ {
		t, w := &r.d.Tokens[i], plain(strings.ToLower(r.d.Word(i)))
		if w == "-" || w == "–" {
			glue = len(out) > 0
			continue
		}
		if t.XPOS == "POS" || w == "the" || w == "a" || w == "an" {
			continue
		}
		w = strings.TrimFunc(strings.ReplaceAll(w, ".", ""), unicode.IsPunct)
		if w == "" {
			continue
		}
		if glue {
			out[len(out)-1] += "-" + w
			glue = false
			continue
		}
		out = append(out, w)
	}
	return out
}

// plain takes the accents off letters: papers write one name both ways.
func plain(w string) string {
	ascii := true
	for i := range len(w) {
		ascii = ascii && w[i] < 0x80
	}
	if ascii {
		return w
	}
	return strings.Map(func(c rune) rune {
		switch {
		case unicode.Is(unicode.Mn, c):
			return -1
		case c == 'ł':
			return 'l'
		case c == 'ø':
			return 'o'
		case c == 'đ':
			return 'd'
		}
		return c
	}, norm.NFD.String(w))
}

// article reads definiteness off the first words of the phrase.
func (r *reader) article(p *profile) {
	first := &r.d.Tokens[p.First]
	w := strings.ToLower(r.d.Word(p.First))
	switch {
	case w == "the" || w == "this" || w == "that" || w == "these" || w == "those" || w == "both":
		p.definite = true
	case w == "a" || w == "an" || w == "some" || w == "any" || w == "no" || w == "another" || w == "every" || w == "each":
		p.indefinite = true
	case strings.Contains(first.Deprel, "poss"):
		p.owned, p.definite = true, true
	case p.Form == extract.Nominal && sole[p.lemma] && p.First == p.Core[0]:
		p.definite = true
	case p.Form == extract.Nominal && p.plural:
		p.indefinite = true
	}
}

// sole are bodies that need no article: "police", "parliament".
var sole = map[string]bool{"police": true, "parliament": true, "congress": true, "opposition": true}

// surroundings reads the modifiers, the nation and the complement.
func (r *reader) surroundings(p *profile) {
	d := r.d
	own := p.First // where the modifiers begin: behind a possessor
	for i := p.First; i < p.noun; i++ {
		if d.Tokens[i].XPOS == "POS" {
			own = i + 1
		}
	}
	for i := p.First; i < p.noun; i++ {
		t := &d.Tokens[i]
		w := strings.ToLower(d.Word(i))
		if n := lexicon.Nation(w); n != "" && i < p.noun {
			p.nation = n
			continue
		}
		if strings.HasPrefix(t.Deprel, "nmod:poss") || t.Deprel == "compound" {
			if n := lexicon.Country(d.Word(i)); n != "" && p.nation == "" {
				p.nation = n
				continue
			}
			p.owned = p.owned || strings.HasPrefix(t.Deprel, "nmod:poss")
		}
		switch t.UPOS {
		case "ADJ", "NOUN", "PROPN", "NUM", "VERB":
			if i < own {
				continue
			}
			p.modifiers = append(p.modifiers, w)
		}
	}
	if p.Form == extract.Nominal && p.noun+1 < p.End {
		from := p.noun + 1
		if strings.HasSuffix(d.Word(from), "self") || strings.HasSuffix(d.Word(from), "selves") {
			from++ // "the town itself"
		}
		p.complement = strings.Join(r.fold(from, p.End), " ")
	}
}

// genderOf reads the gender off titles and nouns of the phrase: "Mrs. Brook",
// "the spokeswoman".
func (r *reader) genderOf(p *profile) string {
	if p.Form == extract.Pronoun {
		return lexicon.Gender(p.lemma)
	}
	if p.Kind != extract.Person || p.plural {
		return ""
	}
	for i := p.First; i < p.End; i++ {
		if g := lexicon.Gender(strings.ToLower(r.d.Word(i))); g != "" && r.d.Tokens[i].UPOS != "PRON" &&
			!strings.Contains(r.d.Tokens[i].Deprel, "poss") && (p.Form == extract.Name && i < p.Core[0] || p.Form == extract.Nominal && i <= p.noun) {
			return g
		}
	}
	return ""
}

// has says whether every word of sub is in words.
func within(sub, words []string) bool {
	for _, w := range sub {
		if !slices.Contains(words, w) {
			return false
		}
	}
	return true
}

// relate finds the possessor of each description: the mention that begins with
// it, or the name behind its "of".
func (r *reader) relate() {
	begins := map[int][]int{}
	for i := range r.m {
		begins[r.m[i].First] = append(begins[r.m[i].First], i)
	}
	for i := range r.m {
		m := &r.m[i]
		for _, j := range begins[m.First] {
			if o := &r.m[j]; o.End < m.End && strings.HasPrefix(r.d.Tokens[o.Head].Deprel, "nmod:poss") {
				m.owner, m.owned = j, true
			}
		}
		k := m.Core[1]
		if m.Form != extract.Nominal || k+1 >= m.End || lexicon.Measure(m.lemma) || !strings.EqualFold(r.d.Word(k), "of") {
			continue
		}
		for _, j := range append(begins[k+1], begins[k+2]...) {
			if o := &r.m[j]; o.Form == extract.Name && o.Core[0] <= k+2 && o.Core[1] <= m.End && !r.goesOn(o.Core[1]) {
				m.of = j
				break
			}
		}
	}
}

// goesOn says whether a noun phrase goes on at token i: after "Brightwater" in
// "the fall of the Brightwater wall".
func (r *reader) goesOn(i int) bool {
	if i >= len(r.d.Tokens) {
		return false
	}
	t := &r.d.Tokens[i]
	return t.UPOS == "NOUN" || t.UPOS == "PROPN" || t.XPOS == "POS" || r.d.Word(i) == "-"
}
