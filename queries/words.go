package queries

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/graph/identity"
)

// words splits s into lower-case words without accents.
func words(s string) []string { return identity.Words(s) }

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// initials returns the first letters of the capitalised words of name in lower
// case: "ud" for "United Dockers", "dfb" for "Department of Ferries and
// Bridges"; "" for fewer than two.
func initials(name string) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			b.WriteString(strings.Join(words(string(r)), ""))
		}
	}
	if b.Len() < 2 {
		return ""
	}
	return b.String()
}

// abbreviation says whether name is written as one: "UD", "U.D.".
func abbreviation(name string) bool {
	letters := 0
	for _, r := range name {
		switch {
		case unicode.IsUpper(r):
			letters++
		case r != '.':
			return false
		}
	}
	return letters >= 2
}

// optional says whether a name is found without this word: "the Mayor" and
// "Ann van Marsh" are asked for where the paper writes "Mayor" and "Ann Marsh".
func optional(word string) bool {
	switch word {
	case "the", "a", "an", "al", "el", "ul", "de", "von", "van", "bin", "ibn", "mr", "mrs", "ms", "dr", "sir":
		return true
	}
	return false
}
