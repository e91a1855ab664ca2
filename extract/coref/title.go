package coref

import (
	"strings"
	"unicode"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// fullest is the number of written words up to which a thing without a name is
// called by all that its phrase says of it: "six old boats".
const fullest = 4

// name returns what a chain of this kind is called, given its best mention.
func (r *reader) name(root, best int, k extract.Kind) string {
	if r.m[best].Form == extract.Name {
		return r.canonical(root, best, k)
	}
	if k == extract.Date || k == extract.Quantity || r.proper(best) {
		return r.title(best)
	}
	out := r.title(best)
	for _, i := range r.members[root] {
		m := &r.m[i]
		if m.Form != extract.Nominal || m.key != r.m[best].key || r.aside(m) && !r.aside(&r.m[best]) {
			continue
		}
		if t := r.fullTitle(i); len(t) > len(out) && len(strings.Fields(t)) <= fullest {
			out = t
		}
	}
	return out
}

// canonical returns the usual name of a country or body that some mention of
// the cluster names, however it is written, else the title of the best mention:
// documents that write "U.S." and "USA" speak of one country.
func (r *reader) canonical(root, best int, k extract.Kind) string {
	for _, i := range r.members[root] {
		m := &r.m[i]
		if m.Form != extract.Name {
			continue
		}
		if n := r.usualName(m, k); n != "" {
			return n
		}
	}
	return r.title(best)
}

// usualName returns the usual name of the country or body that m names, or "".
func (r *reader) usualName(m *profile, k extract.Kind) string {
	text := r.d.Span(m.Core[0], m.Core[1])
	switch k {
	case extract.Place:
		return lexicon.Country(text)
	case extract.Organisation:
		return lexicon.Body(text)
	}
	return ""
}

// tellApart gives described things that would have one name the adjectives
// that set them apart: "new Danish troops" beside "Danish troops".
func (r *reader) tellApart(bests []int) {
	first := map[string]bool{}
	for c, best := range bests {
		ch := &r.d.Chains[c]
		if first[ch.Name] && r.m[best].Form == extract.Nominal && ch.Kind != extract.Date && ch.Kind != extract.Quantity {
			ch.Name = r.fullTitle(best)
		}
		first[ch.Name] = true
	}
}

// fullTitle returns the title of mention i with all that describes the thing
// before its core, without articles and possessors.
func (r *reader) fullTitle(i int) string {
	m := &r.m[i]
	if m.Head != m.noun {
		return r.title(i) // "a number of boats"
	}
	first, end := m.First, m.Core[1]
	for k := m.First; k < m.Core[0]; k++ {
		if r.parts(k) {
			first = k + 1
		}
	}
	for first < m.Core[0] && r.vacant(first) {
		first++
	}
	if o := m.of; o >= 0 {
		end = r.m[o].Core[1]
	}
	return r.tidy(first, end)
}

// parts says whether token i parts the description of a thing from what stands
// before it in the phrase: a possessor, a conjunction, a quotation mark.
func (r *reader) parts(i int) bool {
	switch t := &r.d.Tokens[i]; t.UPOS {
	case "PUNCT":
		w := r.d.Word(i)
		return w != "-" && w != "–"
	case "ADP", "CCONJ", "SCONJ", "AUX", "PRON", "INTJ":
		return true
	default:
		return t.XPOS == "POS" || strings.Contains(t.Deprel, "poss")
	}
}

// vacant says whether token i, at the front of a description, tells the thing
// apart from no other.
func (r *reader) vacant(i int) bool {
	switch t := &r.d.Tokens[i]; t.UPOS {
	case "DET", "PRON", "ADV", "PART", "PUNCT":
		return true
	case "VERB":
		return t.Deprel != "amod" && t.Deprel != "compound"
	}
	return empty[strings.ToLower(r.d.Word(i))]
}

// empty are adjectives that only relate a thing to what was said before.
var empty = map[string]bool{"other": true, "same": true, "such": true, "own": true, "certain": true, "various": true,
	"many": true, "much": true, "more": true, "most": true, "few": true, "several": true, "latter": true, "least": true, "so-called": true}

// title returns the words by which mention i is called: the core, and with a
// description its possessor by name and what "of" and a name add to it.
func (r *reader) title(i int) string {
	m := &r.m[i]
	first, end := m.Core[0], m.Core[1]
	if m.Form != extract.Nominal {
		return r.tidy(first, end)
	}
	if o := m.owner; o >= 0 && r.m[o].Form == extract.Name {
		first = m.First
		if r.d.Tokens[first].UPOS == "DET" {
			first++
		}
	}
	if o := m.of; o >= 0 {
		end = r.m[o].Core[1]
	}
	return r.tidy(first, end)
}

// tidy returns the text of [first, end) without the articles, clitics, brackets,
// quotation marks and dashes at its ends; all of it where nothing would remain.
func (r *reader) tidy(first, end int) string {
	f, e := first, end
	for f < e && r.ragged(f) {
		f++
	}
	for e > f && r.ragged(e-1) {
		e--
	}
	s := trimMarks(r.d.Span(f, e))
	if strings.IndexFunc(s, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) < 0 {
		return r.d.Span(first, end)
	}
	return s
}

// ragged says whether token i may neither begin nor end a name: "n't", the "'s"
// of a possessor, a quotation mark. The full stop of "Jr." stays.
func (r *reader) ragged(i int) bool {
	t := &r.d.Tokens[i]
	switch t.UPOS {
	case "DET":
		return true
	case "PUNCT":
		return r.d.Word(i) != "." || !t.Glued
	}
	return t.XPOS == "POS" || t.Glued && strings.ContainsAny(r.d.Word(i), "'’")
}

// trimMarks takes marks and invisible letters off the ends of s, and the second
// of a pair that is left alone inside it.
func trimMarks(s string) string {
	s = strings.TrimLeftFunc(s, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.Is(unicode.Sc, c)
	})
	s = strings.TrimRightFunc(s, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.Is(unicode.M, c) && !strings.ContainsRune(".!?%°+)]", c) && !unicode.Is(unicode.Sc, c)
	})
	for _, pair := range [][2]string{{"(", ")"}, {"[", "]"}, {"“", "”"}} {
		if strings.Count(s, pair[0]) != strings.Count(s, pair[1]) {
			s = strings.NewReplacer(pair[0], "", pair[1], "").Replace(s)
		}
	}
	if strings.Count(s, `"`)%2 > 0 {
		s = strings.ReplaceAll(s, `"`, "")
	}
	return s
}
