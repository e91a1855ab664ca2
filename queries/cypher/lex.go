package cypher

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind uint8

const (
	endToken    tokenKind = iota
	nameToken             // a name or a keyword
	quotedToken           // a name between backticks
	intToken
	floatToken
	stringToken
	signToken // punctuation
)

// A token is one word or sign of a query.
type token struct {
	kind       tokenKind
	text       string // a name without its backticks, a string without its quotes
	start, end int    // bytes of the query
}

// A lexer cuts a query into tokens. Arrows stay in pieces, "a<-1" being a
// comparison.
type lexer struct {
	text string
	at   int
	list []token
}

func lex(text string) ([]token, error) {
	l := &lexer{text: text}
	for {
		if err := l.skip(); err != nil {
			return nil, err
		}
		if l.at == len(text) {
			l.add(endToken, "", l.at)
			return l.list, nil
		}
		if err := l.next(); err != nil {
			return nil, err
		}
	}
}

func (l *lexer) add(kind tokenKind, text string, start int) {
	l.list = append(l.list, token{kind, text, start, l.at})
}

func (l *lexer) fail(at int, format string, args ...any) error {
	return &Error{l.text, at, fmt.Sprintf(format, args...)}
}

// skip passes space and comments.
func (l *lexer) skip() error {
	for {
		rest := strings.TrimLeftFunc(l.text[l.at:], unicode.IsSpace)
		l.at = len(l.text) - len(rest)
		switch {
		case strings.HasPrefix(rest, "//"):
			n := strings.IndexByte(rest, '\n')
			if n < 0 {
				n = len(rest)
			}
			l.at += n
		case strings.HasPrefix(rest, "/*"):
			n := strings.Index(rest[2:], "*/")
			if n < 0 {
				return l.fail(l.at, "expected */ after this comment, found the end")
			}
			l.at += n + 4
		default:
			return nil
		}
	}
}

var longSigns = []string{"<=", ">=", "<>", "=~", ".."}

func (l *lexer) next() error {
	start := l.at
	r, size := utf8.DecodeRuneInString(l.text[l.at:])
	switch {
	case r == '\'' || r == '"':
		return l.quoted(byte(r))
	case r == '`':
		return l.backticks()
	case isDigit(r) || r == '.' && l.at+1 < len(l.text) && isDigit(rune(l.text[l.at+1])) && !l.afterDot():
		return l.number()
	case isNameStart(r):
		n := strings.IndexFunc(l.text[l.at:], func(r rune) bool { return !isNamePart(r) })
		if n < 0 {
			n = len(l.text) - l.at
		}
		l.at += n
		l.add(nameToken, l.text[start:l.at], start)
		return nil
	}
	for _, sign := range longSigns {
		if strings.HasPrefix(l.text[l.at:], sign) {
			l.at += len(sign)
			l.add(signToken, sign, start)
			return nil
		}
	}
	if !strings.ContainsRune("()[]{}<>=+-*/%^.,:;|$~!&", r) {
		return l.fail(start, "%q means nothing here", r)
	}
	l.at += size
	l.add(signToken, l.text[start:l.at], start)
	return nil
}

// afterDot says whether "..", as in "*..3", comes just before.
func (l *lexer) afterDot() bool {
	n := len(l.list)
	return n > 0 && l.list[n-1].end == l.at && l.list[n-1].text == ".." && l.list[n-1].kind == signToken
}

func isDigit(r rune) bool     { return '0' <= r && r <= '9' }
func isNameStart(r rune) bool { return r == '_' || unicode.IsLetter(r) }
func isNamePart(r rune) bool {
	return isNameStart(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

func (l *lexer) backticks() error {
	start := l.at
	var name strings.Builder
	for l.at++; ; {
		n := strings.IndexByte(l.text[l.at:], '`')
		if n < 0 {
			return l.fail(start, "expected a ` at the end of this name, found none")
		}
		name.WriteString(l.text[l.at : l.at+n])
		l.at += n + 1
		if !strings.HasPrefix(l.text[l.at:], "`") {
			break
		}
		name.WriteByte('`') // two stand for one
		l.at++
	}
	if name.Len() == 0 {
		return l.fail(start, "expected a name between the backticks")
	}
	l.add(quotedToken, name.String(), start)
	return nil
}

// number reads 12, 0x1F, 0o17, 1.5, .5 and 2e3; in "1..3" it reads 1.
func (l *lexer) number() error {
	start, kind := l.at, intToken
	digits := func() {
		for l.at < len(l.text) && isDigit(rune(l.text[l.at])) {
			l.at++
		}
	}
	rest := strings.ToLower(l.text[start:min(start+2, len(l.text))])
	if rest == "0x" || rest == "0o" {
		l.at += 2
	}
	digits()
	if rest == "0x" {
		for l.at < len(l.text) && strings.IndexByte("0123456789abcdefABCDEF", l.text[l.at]) >= 0 {
			l.at++
		}
	} else if rest != "0o" && l.fraction() {
		kind = floatToken
		digits()
	}
	if rest != "0x" && rest != "0o" && l.exponent() {
		kind = floatToken
		digits()
	}
	if r, _ := utf8.DecodeRuneInString(l.text[l.at:]); isNameStart(r) && l.at < len(l.text) {
		return l.fail(l.at, "expected a space after the number %s, found %q; a name that begins with a digit stands between backticks", l.text[start:l.at], r)
	}
	l.add(kind, l.text[start:l.at], start)
	return nil
}

// fraction passes the point of "1.5".
func (l *lexer) fraction() bool {
	ok := l.at+1 < len(l.text) && l.text[l.at] == '.' && isDigit(rune(l.text[l.at+1]))
	if ok {
		l.at++
	}
	return ok
}

// exponent passes the e of "2e3" or "2e-3".
func (l *lexer) exponent() bool {
	rest := l.text[l.at:]
	if rest == "" || rest[0] != 'e' && rest[0] != 'E' {
		return false
	}
	n := 1
	if n < len(rest) && (rest[n] == '-' || rest[n] == '+') {
		n++
	}
	if n >= len(rest) || !isDigit(rune(rest[n])) {
		return false
	}
	l.at += n
	return true
}

var escapes = map[byte]byte{'n': '\n', 't': '\t', 'r': '\r', 'b': '\b', 'f': '\f', '\\': '\\', '\'': '\'', '"': '"', '`': '`'}

func (l *lexer) quoted(quote byte) error {
	start := l.at
	var b strings.Builder
	for l.at++; l.at < len(l.text) && l.text[l.at] != quote; {
		c := l.text[l.at]
		l.at++
		if c != '\\' {
			b.WriteByte(c)
			continue
		}
		if err := l.escape(&b); err != nil {
			return err
		}
	}
	if l.at == len(l.text) {
		return l.fail(start, "expected a %c at the end of this string, found none", quote)
	}
	l.at++
	if !utf8.ValidString(b.String()) {
		return l.fail(start, "this string is no valid UTF-8")
	}
	l.add(stringToken, b.String(), start)
	return nil
}

// escape reads what follows a backslash.
func (l *lexer) escape(b *strings.Builder) error {
	if l.at == len(l.text) {
		return nil // the string has no end, which quoted says
	}
	c := l.text[l.at]
	l.at++
	if plain, ok := escapes[c]; ok {
		b.WriteByte(plain)
		return nil
	}
	size := map[byte]int{'u': 4, 'U': 8}[c]
	if size == 0 {
		return l.fail(l.at-2, `expected \n, \t, \\, \', \" or \u0041 in a string, found \%c`, c)
	}
	end := min(l.at+size, len(l.text))
	n, err := strconv.ParseUint(l.text[l.at:end], 16, 32)
	if err != nil || end-l.at < size || !utf8.ValidRune(rune(n)) || n > unicode.MaxRune {
		return l.fail(l.at-2, `expected %d hexadecimal digits of a character after \%c`, size, c)
	}
	b.WriteRune(rune(n))
	l.at = end
	return nil
}
