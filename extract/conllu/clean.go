package conllu

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// clean returns s fit for a column that may hold blanks: one line of valid
// UTF-8 in normal form C, without controls, its white space folded. A control
// becomes U+FFFD, so that "\x00" stays a word.
func clean(s string) string {
	if plain(s) {
		return s
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r):
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return norm.NFC.String(strings.Join(strings.Fields(s), " "))
}

// plain says whether s is visible ASCII, as nearly every word is.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// escapes are those of SpacesAfter in UDPipe.
var (
	escapes   = strings.NewReplacer(`\`, `\\`, "|", `\p`, " ", `\s`)
	unescapes = strings.NewReplacer(`\\`, `\`, `\p`, "|", `\s`, " ")
)

// attribute returns the value of the attribute name in column 10: "B-PER" of
// NER in "NER=B-PER|SpaceAfter=No".
func attribute(misc, name string) string {
	for a := range strings.SplitSeq(misc, "|") {
		if k, v, ok := strings.Cut(a, "="); ok && k == name {
			return unescapes.Replace(v)
		}
	}
	return ""
}

// spaceAfter says whether a blank follows the word of this column 10.
// "CorrectSpaceAfter=No" speaks of the text as it ought to be.
func spaceAfter(misc string) bool {
	return !strings.Contains(misc, "SpaceAfter=No") || !slices.Contains(strings.Split(misc, "|"), "SpaceAfter=No")
}
