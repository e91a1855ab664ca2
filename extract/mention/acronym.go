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
