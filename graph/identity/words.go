package identity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// Words splits a name into lower-case words without accents: "Élodie
// O'Hara-Ruiz" is "elodie", "ohara", "ruiz", and "U.D." is "ud". A possessive
// 's is dropped, and so is what cannot be seen: marks of direction and
// characters without width.
func Words(s string) []string { return strings.Fields(fold(s)) }

// fold lowers s, takes accents off, and turns all that separates words into
// spaces. Apostrophes and the points of "U.D." join: they stand inside words.
func fold(s string) string {
	if !ascii(s) {
		s = norm.NFKD.String(strings.ReplaceAll(strings.Map(seen, s), "’", "'"))
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
