package queries

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// words splits s into lower-case words without accents: "Élodie O'Hara-Ruiz"
// is "elodie", "ohara", "ruiz", and "U.D." is "ud". A possessive 's is dropped.
func words(s string) []string { return strings.Fields(fold(s)) }

// fold lowers s, takes accents off, and turns all that separates words into
// spaces. Apostrophes and the points of "U.D." join: they stand inside words.
func fold(s string) string {
	if !ascii(s) {
		s = norm.NFD.String(strings.ReplaceAll(s, "’", "'"))
	}
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range s {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			if r != 's' || !possessive(s, i) {
				b.WriteRune(r)
			}
		case 'A' <= r && r <= 'Z':
			b.WriteRune(r + 'a' - 'A')
		case r == '.' && !abbreviates(s, i):
			b.WriteByte(' ')
		case r == '.' || r == '\'' || unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteString(lexicon.Plain(unicode.ToLower(r)))
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// abbreviates says whether the point at byte i of s follows a single letter
// and another single letter, or nothing, follows it: as in "U.D.", not as in
// "J.Halden" or "St.Ellery".
func abbreviates(s string, i int) bool {
	single := func(s string) bool { return utf8.RuneCountInString(s) <= 1 }
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) }
	before := s[:i]
	after := s[i+1:]
	before = before[strings.LastIndexFunc(before, func(r rune) bool { return !letter(r) })+1:]
	if end := strings.IndexFunc(after, func(r rune) bool { return !letter(r) }); end >= 0 {
		after = after[:end]
	}
	return single(before) && single(after)
}

// possessive says whether the s at byte i ends a word as 's.
func possessive(s string, i int) bool {
	if i < 2 || s[i-1] != '\'' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[i+1:])
	return i+1 == len(s) || !unicode.IsLetter(next) && !unicode.IsDigit(next)
}

// initials returns the first letters of the capitalised words of name in lower
// case: "ud" for "United Dockers", "dfb" for "Department of Ferries and
// Bridges"; "" for fewer than two.
func initials(name string) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			b.WriteString(fold(string(r)))
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
