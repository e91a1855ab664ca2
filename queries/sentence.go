package queries

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentences splits a text where sentences probably end: at empty lines, and
// behind a full stop, question or exclamation mark that a capital or a quotation
// mark follows, unless it may belong to a title or to initials. It serves to show where
// words were found; facts have sentences of their own.
func sentences(text string) [][2]int {
	var out [][2]int
	start := 0
	cut := func(end int) {
		if strings.TrimSpace(text[start:end]) != "" {
			out = append(out, [2]int{start + len(text[start:end]) - len(strings.TrimLeftFunc(text[start:end], unicode.IsSpace)), end})
		}
		start = end
	}
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\n':
			if rest := strings.TrimLeft(text[i+1:], " \t\r"); strings.HasPrefix(rest, "\n") {
				cut(i)
			}
		case '.', '!', '?':
			end := len(text) - len(strings.TrimLeft(text[i:], `.!?"')]”’»`))
			if ends(text, i, end) {
				cut(end)
			}
			i = end - 1
		}
	}
	cut(len(text))
	return out
}

// ends says whether the point at byte i, with what closes up to end, is one of
// a sentence.
func ends(text string, i, end int) bool {
	rest := strings.TrimLeftFunc(text[end:], unicode.IsSpace)
	if rest == "" || len(rest) == len(text[end:]) {
		return rest == ""
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, "\"'“‘«(["))
	if !unicode.IsUpper(next) && !unicode.IsDigit(next) {
		return false
	}
	if text[i] != '.' || end > i+1 || unicode.IsDigit(next) {
		return true
	}
	before := text[:i]
	word := before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })+1:]
	n := utf8.RuneCountInString(word)
	first, size := utf8.DecodeRuneInString(word)
	second, _ := utf8.DecodeRuneInString(word[size:])
	return n > 3 || n > 1 && !(unicode.IsUpper(first) && unicode.IsLower(second)) // "Dr.", "Gen.", "O."
}
