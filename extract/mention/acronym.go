package mention

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// spelled adds the names that an acronym in brackets spells out: "Halden Tide
// and Ferry Board (HTFB)" is one name although "and" and adjectives are in it.
// The idea is that of Schwartz and Hearst (2003).
func (r *reader) spelled(s extract.Sentence, names []name) []name {
	for i := s.First + 2; i+2 < s.End; i++ {
		if r.d.Word(i) != "(" || r.d.Word(i+2) != ")" || !mostlyCapitals(r.d.Word(i+1)) {
			continue
		}
		first := r.spells(s, i, capitals(r.d.Word(i+1)))
		if first < 0 || lexicon.Role(strings.ToLower(r.d.Word(first))) {
			continue
		}
		n := name{first: first, end: i}
		out := names[:0:0]
		for _, o := range names {
			if o.end <= n.first || o.first >= n.end {
				out = append(out, o)
				continue
			}
			n.tag = max(n.tag, o.tag)
		}
		if n.tag == "PER" {
			n.tag = ""
		}
		names = append(out, n)
	}
	return names
}

// spells returns the token before bracket from which the capitals spell the
// letters, or -1.
func (r *reader) spells(s extract.Sentence, bracket int, letters string) int {
	var initials []rune
	for i := bracket - 1; i >= s.First && i >= bracket-10; i-- {
		c, _ := utf8.DecodeRuneInString(r.d.Word(i))
		if !unicode.IsUpper(c) {
			continue
		}
		initials = append([]rune{c}, initials...)
		if string(initials) == letters {
			return i
		}
	}
	return -1
}

// mostlyCapitals says whether w is a word of two to seven capitals with no more
// than half as many small letters: "AfTA".
func mostlyCapitals(w string) bool {
	n := len(capitals(w))
	return n >= 2 && n <= 7 && len(w) <= n+n/2+strings.Count(w, ".")
}

// capitals returns the capitals of w.
func capitals(w string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsUpper(c) {
			return c
		}
		return -1
	}, w)
}

// acronym says whether a name is one word of three to six capitals in a
// sentence that is not all in capitals.
func (r *reader) acronym(nm name) bool {
	w := r.d.Word(nm.first)
	if nm.end-nm.first != 1 || len(w) < 3 || len(w) > 6 {
		return false
	}
	for _, c := range w {
		if !unicode.IsUpper(c) && c != '.' {
			return false
		}
	}
	around := 0
	for i := max(0, nm.first-3); i < min(len(r.d.Tokens), nm.end+3); i++ {
		if v := r.d.Word(i); i != nm.first && len(v) > 1 && v != strings.ToUpper(v) {
			around++
		}
	}
	return around > 0
}

// bodily says whether an acronym at token i stands as the name of a body does:
// with an article, as the one who acts, or behind "by", "with" and "at".
func (r *reader) bodily(i int) bool {
	t := &r.d.Tokens[i]
	if abbreviations[r.word(i)] || t.Deprel == "compound" && r.head(i) == i+1 || i > 0 && r.d.Tokens[i-1].UPOS == "NUM" {
		return false
	}
	if i > 0 && strings.EqualFold(r.d.Word(i-1), "the") {
		return true
	}
	h := r.head(i)
	switch {
	case t.Deprel == "nsubj" && h >= 0:
		return r.d.Tokens[h].UPOS == "VERB"
	case t.Deprel == "nmod:poss" || t.Deprel == "appos":
		return true
	}
	switch r.prep(i) {
	case "by", "with", "at", "from", "to", "of":
		return true
	}
	return false
}

// abbreviations are acronyms that name no body.
var abbreviations = map[string]bool{"ceo": true, "cfo": true, "coo": true, "cto": true, "svp": true, "vp": true, "gdp": true, "gnp": true, "ipo": true,
	"rfp": true, "dna": true, "rna": true, "hiv": true, "aids": true, "covid": true, "sars": true, "dvd": true, "pdf": true, "faq": true,
	"gmt": true, "utc": true, "est": true, "edt": true, "cst": true, "cdt": true, "pst": true, "pdt": true, "bst": true, "cet": true,
	"lng": true, "lpg": true, "gps": true, "suv": true, "atm": true, "pcr": true, "phd": true, "mba": true, "msc": true, "html": true, "usb": true,
	"usd": true, "gbp": true, "eur": true, "vat": true, "asap": true, "lol": true, "omg": true, "you": true, "not": true, "and": true, "all": true,
	"ied": true, "icbm": true, "wmd": true, "uav": true, "ufo": true, "iq": true, "wwi": true, "wwii": true, "vii": true, "viii": true, "iii": true}
