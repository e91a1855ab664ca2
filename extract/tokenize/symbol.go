package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// run returns the length of a run of one mark ("...", "--", "***"); "?" and "!"
// mix and take a stop with them. Brackets and most others stand alone.
func run(rest string, r rune, size int) int {
	switch r {
	case '?', '!':
		n := leading(rest, "?!")
		if n < len(rest) && rest[n] == '.' && (n+1 == len(rest) || rest[n+1] != '.') {
			n++
		}
		return n
	case ',', ';', ':':
		if rest[1:] == "?" {
			return 2
		}
		return 1
	case '=', '~':
		return leading(rest, "=~>")
	case '-':
		return leading(rest, "->")
	case '<':
		return max(leading(rest, "<"), 1+leading(rest[1:], "-="))
	case '.':
		n := same(rest, 1)
		if n == 1 {
			n += leading(rest[1:], "?!")
		}
		return n
	case '>', '*', '_', '+', '…', '^', '\'', '`', '#', '|', '\\', '—', '–', '•', '$':
		return same(rest, size)
	}
	return size
}

// leading returns the length of the characters of set at the start of s.
func leading(s, set string) int {
	n := 0
	for n < len(s) && strings.IndexByte(set, s[n]) >= 0 {
		n++
	}
	return n
}

// same returns the length of the repetitions of the first size bytes of s.
func same(s string, size int) int {
	n := size
	for strings.HasPrefix(s[n:], s[:size]) {
		n += size
	}
	return n
}

// drawing returns the length of s where all of it is a line drawn with marks:
// "*~*~*", "|----+---->".
func drawing(s string) int {
	const marks = "-=~*+|_<>#^{}"
	if len(s) < 4 || strings.IndexByte(marks, s[0]) < 0 || same(s, 1) == len(s) || leading(s, marks) < len(s) {
		return 0
	}
	return len(s)
}

// emoticon returns the length of the emoticon at the start of s, where before
// is what stands in the chunk before it.
func emoticon(s, before string) int {
	if strings.IndexByte(":;=8><^-(", s[0]) < 0 {
		return 0
	}
	for _, e := range emoticons {
		if !strings.HasPrefix(s, e) {
			continue
		}
		next, _ := utf8.DecodeRuneInString(s[len(e):])
		if len(s) > len(e) && (isLetter(next) || isDigit(next) || next == '/') {
			return 0
		}
		if before != "" && (isDigit(rune(before[len(before)-1])) || e[0] == '(') || strings.ContainsAny(before[max(0, len(before)-longestWord):], "([") {
			return 0
		}
		return len(e)
	}
	return 0
}

// emoji returns the length of the pictograph r at the start of s with what
// changes it: the colour of skin, joined pictographs, the other half of a flag.
func emoji(s string, r rune) int {
	n := utf8.RuneLen(r)
	if regional(r) {
		if q, k := utf8.DecodeRuneInString(s[n:]); regional(q) {
			n += k
		}
		return n
	}
	if r < 0x2000 || !unicode.Is(unicode.So, r) {
		return 0
	}
	for joined := false; n < len(s); {
		q, k := utf8.DecodeRuneInString(s[n:])
		tone := q >= 0x1f3fb && q <= 0x1f3ff || q >= 0xe0020 && q <= 0xe007f || q == '\ufe0f' || q == '\ufe0e' || q == '\u20e3'
		if q != '\u200d' && !tone && !(joined && unicode.Is(unicode.So, q)) {
			break
		}
		joined = q == '\u200d'
		n += k
	}
	return n
}

// regional says whether two like r make a flag.
func regional(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }
