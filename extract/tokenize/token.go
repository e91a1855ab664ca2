package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/extract"
)

// A scanner cuts one paragraph into tokens, from left to right.
type scanner struct {
	text   string
	tokens []extract.Token
	single bool // inside single quotes, so that "dogs'" may close them
	next   rune // first character after the chunk, 0 at the end of the paragraph
}

// appendTokens appends the tokens of paragraph p.
func appendTokens(tokens []extract.Token, text string, p span) []extract.Token {
	sc := scanner{text: text, tokens: tokens}
	all := chunks(text, p)
	for k, c := range all {
		sc.next = 0
		if k+1 < len(all) {
			sc.next, _ = utf8.DecodeRuneInString(text[all[k+1].start:])
		}
		for i := c.start; i < c.end; {
			n := sc.scan(c, i)
			sc.emit(i, i+n)
			i += n
		}
	}
	return sc.tokens
}

// scan returns the length of the piece at byte i of chunk c; emit may split it
// into glued words.
func (sc *scanner) scan(c span, i int) int {
	rest, fresh := sc.text[i:c.end], i == c.start
	if n := emoticon(rest, sc.text[c.start:i]); n > 0 {
		return n
	}
	if n := address(rest); n > 0 {
		return n
	}
	r, size := utf8.DecodeRuneInString(rest)
	switch {
	case isDigit(r):
		return number(rest)
	case isLetter(r):
		return word(rest, sc.next)
	case (r == '.' || r == '+') && fresh && len(rest) > 1 && isDigit(rune(rest[1])):
		return 1 + number(rest[1:])
	case isApostrophe(r):
		return sc.apostrophe(rest, size, fresh)
	case r == '@' || r == '#':
		return handle(rest)
	}
	if strings.HasPrefix(rest, "[...]") {
		return len("[...]")
	}
	return run(rest, r, size)
}

// run returns the length of a run of one mark ("...", "--", "!!!"); "?" and "!"
// mix. Brackets and most others stand alone.
func run(rest string, r rune, size int) int {
	same := func(q rune) bool { return q == r }
	switch r {
	case '?', '!', '.':
		same = func(q rune) bool { return q == '?' || q == '!' || q == '.' && r == '.' }
	case '=', '~', '-', '>', '<':
		same = func(q rune) bool {
			return q == r || q == '>' || q == '=' && r != '-' || q == '-' && r == '<' || q == '~' && r != '-'
		}
	case '*', '_', '+', '…', '^', '\'', '`', '#', '|', '\\', '—', '–', '•', '$':
	default:
		return size
	}
	n := size
	for n < len(rest) {
		q, k := utf8.DecodeRuneInString(rest[n:])
		if !same(q) {
			break
		}
		n += k
	}
	return n
}

// apostrophe returns the length of the piece that begins with an apostrophe or
// single quote: an elided word ("'em", "'90s"), a possessive, or the mark.
func (sc *scanner) apostrophe(rest string, size int, fresh bool) int {
	after := rest[size:]
	if r, _ := utf8.DecodeRuneInString(after); isApostrophe(r) && !letterAt(after, size) {
		return 2 * size // two single marks for a double one
	}
	if fresh {
		n := wordEnd(after)
		if n > 0 && (elided[strings.ToLower(after[:n])] || decade(after[:n])) {
			return size + n
		}
		sc.single = true
		return size
	}
	return size
}

// letterAt says whether a letter or digit stands at byte i of s.
func letterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[min(i, len(s)):])
	return i < len(s) && (isLetter(r) || isDigit(r))
}

// decade says whether s continues an apostrophe as in "'90s".
func decade(s string) bool {
	return len(s) >= 2 && isDigit(rune(s[0])) && isDigit(rune(s[1])) && (len(s) == 2 || s[2:] == "s")
}

// wordEnd returns the length of the letters and digits at the start of s.
func wordEnd(s string) int {
	for i, r := range s {
		if !isLetter(r) && !isDigit(r) {
			return i
		}
	}
	return len(s)
}

// emit appends the piece as one token, or as glued words where it is a
// contraction.
func (sc *scanner) emit(start, end int) {
	if n := len(sc.tokens); n > 0 && sc.tokens[n-1].End == start && sc.possessive(start, end) {
		sc.tokens = append(sc.tokens, extract.Token{Start: start, End: end, Glued: true})
		return
	}
	glued := false
	for start < end {
		cut := contraction(sc.text[start:end])
		sc.tokens = append(sc.tokens, extract.Token{Start: start, End: start + cut, Glued: glued})
		start += cut
		glued = true
	}
}

// possessive says whether the apostrophe after the last token is the genitive
// of a plural, "the sailors' union", rather than a closing quote.
func (sc *scanner) possessive(start, end int) bool {
	s := sc.text[start:end]
	r, size := utf8.DecodeRuneInString(s)
	if size != len(s) || r != '\'' && r != '’' {
		return false
	}
	last := sc.text[start-1]
	if sc.single || last != 's' && last != 'S' && last != 'z' && last != 'x' {
		sc.single = false
		return false
	}
	next, _ := utf8.DecodeRuneInString(sc.text[end:])
	return end < len(sc.text) && unicode.IsSpace(next)
}

func isLetter(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || r == '\u00ad' || r == '\u200d'
}

func isDigit(r rune) bool { return unicode.IsDigit(r) }

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == '`' }
