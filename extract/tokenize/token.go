package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/extract"
)

// A scanner cuts one paragraph into tokens, from left to right.
type scanner struct {
	text     string
	tokens   []extract.Token
	chunks   []span // of the paragraph
	at       int    // chunk being read
	single   bool   // inside single quotes, so that "dogs'" may close them
	careless bool   // see carelessly
	next     rune   // first character after the chunk, 0 at the end of the paragraph
}

// read appends the tokens of paragraph p.
func (sc *scanner) read(p span) {
	sc.chunks = appendChunks(sc.chunks[:0], sc.text, p)
	sc.single, sc.careless = false, sc.carelessly()
	for k, c := range sc.chunks {
		sc.at, sc.next = k, 0
		if k+1 < len(sc.chunks) {
			sc.next, _ = utf8.DecodeRuneInString(sc.text[sc.chunks[k+1].start:])
		}
		for i := c.start; i < c.end; {
			n := sc.scan(c, i)
			sc.emit(i, i+n)
			i += n
		}
	}
}

// scan returns the length of the piece at byte i of chunk c; emit may split it
// into glued words.
func (sc *scanner) scan(c span, i int) int {
	rest, before := sc.text[i:c.end], sc.text[c.start:i]
	r, size := utf8.DecodeRuneInString(rest)
	if n := sc.special(rest, before, r); n > 0 {
		return n
	}
	switch {
	case isDigit(r):
		return number(rest, before)
	case isLetter(r):
		return sc.word(rest, before)
	case (r == '.' || r == '+') && before == "" && len(rest) > 1 && isDigit(rune(rest[1])):
		return 1 + number(rest[1:], before)
	case isApostrophe(r):
		return sc.apostrophe(rest, size, before == "")
	case r == '@' || r == '#':
		return handle(rest)
	}
	return run(rest, r, size)
}

// special returns the length of what is one token whatever its characters: a
// drawn line, an emoticon, an emoji, an address or the name of a file.
func (sc *scanner) special(rest, before string, r rune) int {
	switch {
	case r < utf8.RuneSelf && !isLetter(r) && !isDigit(r):
		if n := drawing(rest); n > 5 || n > 0 && before == "" {
			return n
		}
		if n := emoticon(rest, before); n > 0 {
			return n
		}
	case r >= 0x2000:
		if n := emoji(rest, r); n > 0 {
			return n
		}
	}
	return address(rest, before)
}

// apostrophe returns the length of the piece that begins with an apostrophe or
// single quote: an elided word ("'em", "'90s"), a possessive, or the mark.
func (sc *scanner) apostrophe(rest string, size int, fresh bool) int {
	after := rest[size:]
	if r, k := utf8.DecodeRuneInString(after); isApostrophe(r) && (fresh || !letterAt(after, k)) {
		return size + k // two single marks for a double one
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

// emit appends the piece as one token, or as two words where it is a
// contraction.
func (sc *scanner) emit(start, end int) {
	if n := len(sc.tokens); n > 0 && sc.tokens[n-1].End == start && sc.possessive(start, end) {
		sc.tokens = append(sc.tokens, extract.Token{Start: start, End: end, Glued: true})
		return
	}
	if n := sc.homophone(start, end); n > 0 {
		sc.tokens = append(sc.tokens, extract.Token{Start: start, End: start + n})
		if start+n < end {
			sc.tokens = append(sc.tokens, extract.Token{Start: start + n, End: end, Glued: true})
		}
		return
	}
	glued := false
	if end == sc.chunks[sc.at].end {
		if n := sc.context(sc.text[start:end]); n > 0 {
			sc.tokens = append(sc.tokens, extract.Token{Start: start, End: start + n})
			start += n
			glued = true
		}
	}
	for start < end {
		f := contraction(sc.text[start:end])
		sc.tokens = append(sc.tokens, extract.Token{Start: start, End: start + f.cut, Glued: glued})
		start += f.cut
		glued = !f.apart
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
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || invisible(r)
}

// invisible says whether r leaves no trace on the page: soft hyphens, joiners,
// marks of direction. They belong to the word that they stand in.
func invisible(r rune) bool {
	return r == '\u00ad' || r >= '\u200b' && r <= '\u200f' || r >= '\u202a' && r <= '\u202e' || r >= '\u2060' && r <= '\u2069' || r == '\ufeff'
}

func isDigit(r rune) bool {
	if r < utf8.RuneSelf {
		return '0' <= r && r <= '9'
	}
	return unicode.IsDigit(r)
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == '`' }
