package via

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A SyntaxError says where a path stops making sense.
type SyntaxError struct {
	Expr   string
	Offset int    // bytes into Expr
	Msg    string // "expected a predicate …, found …"
}

// Error gives the place in characters, counted from 1.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("via: character %d of %q: %s", e.Character(), e.Expr, e.Msg)
}

// Character is the place of the error in Expr in characters, counted from 1.
func (e *SyntaxError) Character() int { return utf8.RuneCountInString(e.Expr[:e.Offset]) + 1 }

// What Parse accepts: more is no question anybody asks, and would cost the
// evaluation memory.
const (
	mostNames = 100
	mostDepth = 100 // brackets in brackets
)

// rdfType is what "a" stands for.
const rdfType Name = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"

// Parse reads a property path by the grammar of SPARQL 1.1 (rules 88 to 96).
// It fails with a *SyntaxError.
func Parse(text string) (*Expr, error) {
	p := &parser{text: text}
	e, err := p.alternative()
	if err != nil {
		return nil, err
	}
	if p.peek(); p.at < len(text) {
		return nil, p.trailing()
	}
	return e, nil
}

type parser struct {
	text  string
	at    int // bytes
	depth int // of open brackets
	names int
}

// peek skips space and returns the byte that follows, 0 at the end.
func (p *parser) peek() byte {
	p.at += len(p.text[p.at:]) - len(strings.TrimLeftFunc(p.text[p.at:], unicode.IsSpace))
	if p.at == len(p.text) {
		return 0
	}
	return p.text[p.at]
}

// take skips the byte c if it is next.
func (p *parser) take(c byte) bool {
	if p.peek() != c || c == 0 {
		return false
	}
	p.at++
	return true
}

func (p *parser) fail(format string, args ...any) error {
	return &SyntaxError{Expr: p.text, Offset: p.at, Msg: fmt.Sprintf(format, args...)}
}

// expected fails at the next thing.
func (p *parser) expected(what string) error {
	p.peek()
	return p.fail("expected %s, found %s", what, p.found())
}

// found names what stands next: a whole word, or one character.
func (p *parser) found() string {
	rest := p.text[p.at:]
	if rest == "" {
		return "the end"
	}
	if n := wordLen(rest); n > 0 {
		return fmt.Sprintf("%q", rest[:n])
	}
	_, n := utf8.DecodeRuneInString(rest)
	return fmt.Sprintf("%q", rest[:n])
}

// trailing says what could have followed a path that is complete.
func (p *parser) trailing() error {
	what := "an operator (/ | * + ?) or the end"
	before := strings.TrimRightFunc(p.text[:p.at], unicode.IsSpace)
	n := len(before)
	for n > 0 && wordLen(before[n-1:]) > 0 {
		n--
	}
	if end := wordLen(p.text[p.at:]); end > 0 && n < len(before) {
		return p.fail("expected %s, found %s; the words of one predicate are joined, as in %s-%s",
			what, p.found(), before[n:], p.text[p.at:p.at+end])
	}
	return p.expected(what)
}

func (p *parser) alternative() (*Expr, error) { return p.list(Alternative, '|', p.sequence) }

func (p *parser) sequence() (*Expr, error) { return p.list(Sequence, '/', p.element) }

// list reads items between separators; a single one stands for itself.
func (p *parser) list(op Op, sep byte, item func() (*Expr, error)) (*Expr, error) {
	var args []*Expr
	for {
		e, err := item()
		if err != nil {
			return nil, err
		}
		args = append(args, e)
		if !p.take(sep) {
			break
		}
	}
	if len(args) == 1 {
		return args[0], nil
	}
	return &Expr{Op: op, Args: args}, nil
}

// element reads a step with its operators; the ^ of "^a*" turns all of a*.
func (p *parser) element() (*Expr, error) {
	want := "a predicate, ^, ! or ("
	inverse := p.take('^')
	if inverse {
		want = "a predicate, ! or ( after ^"
	}
	e, err := p.primary(want)
	if err != nil {
		return nil, err
	}
	switch {
	case p.take('*'):
		e = &Expr{Op: ZeroOrMore, Args: []*Expr{e}}
	case p.take('+'):
		e = &Expr{Op: OneOrMore, Args: []*Expr{e}}
	case p.take('?'):
		e = &Expr{Op: ZeroOrOne, Args: []*Expr{e}}
	}
	if inverse {
		e = &Expr{Op: Inverse, Args: []*Expr{e}}
	}
	return e, nil
}

func (p *parser) primary(want string) (*Expr, error) {
	switch {
	case p.take('!'):
		return p.negated()
	case p.take('('):
		if p.depth++; p.depth > mostDepth {
			return nil, p.fail("more than %d brackets in one another", mostDepth)
		}
		e, err := p.alternative()
		if err != nil {
			return nil, err
		}
		p.depth--
		if !p.take(')') {
			return nil, p.expected("an operator (/ | * + ?) or )")
		}
		return e, nil
	}
	return p.name(want)
}

// negated reads what follows "!".
func (p *parser) negated() (*Expr, error) {
	e := &Expr{Op: Negated}
	if !p.take('(') {
		arg, err := p.member("a predicate, ^ or ( after !")
		e.Args = []*Expr{arg}
		return e, err
	}
	if p.take(')') {
		return e, nil
	}
	for {
		arg, err := p.member("a predicate or ^ in !( )")
		if err != nil {
			return nil, err
		}
		e.Args = append(e.Args, arg)
		switch {
		case p.take(')'):
			return e, nil
		case !p.take('|'):
			return nil, p.expected("| or ) in !( )")
		}
	}
}

func (p *parser) member(want string) (*Expr, error) {
	if !p.take('^') {
		return p.name(want)
	}
	e, err := p.name("a predicate after ^")
	if err != nil {
		return nil, err
	}
	return &Expr{Op: Inverse, Args: []*Expr{e}}, nil
}

func (p *parser) name(want string) (*Expr, error) {
	if p.names++; p.names > mostNames {
		return nil, p.fail("more than %d predicates", mostNames)
	}
	c := p.peek()
	start := p.at
	switch c {
	case '<':
		n := strings.IndexFunc(p.text[start+1:], func(r rune) bool {
			return r <= ' ' || strings.ContainsRune("<>\"{}|^`\\", r)
		})
		if n <= 0 || p.text[start+1+n] != '>' {
			p.at += 1 + max(n, 0)
			if n < 0 {
				p.at = len(p.text)
			}
			return nil, p.fail("expected an IRI that ends in >, found %s", p.found())
		}
		p.at += n + 2
	case '~':
		p.at++
		n := wordLen(p.text[p.at:])
		if n == 0 {
			return nil, p.fail("expected a family after ~, found %s", p.found())
		}
		p.at += n
	default:
		n := wordLen(p.text[start:])
		if n == 0 {
			return nil, p.expected(want)
		}
		p.at += n
	}
	name := Name(p.text[start:p.at])
	if name == "a" {
		name = rdfType
	}
	return &Expr{Op: Predicate, Name: name}, nil
}

// wordLen returns how many bytes of s belong to the word it begins with: all
// but space, control characters and what means something in SPARQL paths.
func wordLen(s string) int {
	n := strings.IndexFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("/|^*+?!()<>~{}\"", r)
	})
	if n < 0 {
		return len(s)
	}
	return n
}
