package cypher

import (
	"fmt"
	"strings"
	"unicode"
)

// What Parse accepts: more is no question anybody asks, and deep brackets
// would cost the evaluation its stack.
const (
	mostText  = 100_000 // bytes
	mostDepth = 100     // of brackets in one another
	mostChain = 1000    // operators in a row, such as a + b + c
)

// Parse reads a query. It fails with an *Error.
func Parse(text string) (*Query, error) {
	if len(text) > mostText {
		return nil, &Error{text, 0, fmt.Sprintf("a query has at most %d bytes, this one %d", mostText, len(text))}
	}
	tokens, err := lex(text)
	if err != nil {
		return nil, err
	}
	p := &parser{text: text, tokens: tokens}
	q := &Query{text: text}
	for all := false; ; {
		clauses, err := p.clauses()
		if err != nil {
			return nil, err
		}
		q.parts = append(q.parts, &part{all, clauses})
		if !p.word("UNION") {
			break
		}
		all = p.word("ALL")
	}
	p.sign(";")
	if p.peek().kind != endToken {
		return nil, p.trailing()
	}
	return q, nil
}

type parser struct {
	text   string
	tokens []token
	at     int // of tokens
	depth  int // of brackets and operators in one another
}

func (p *parser) peek() *token { return &p.tokens[p.at] }

// ahead returns the token n further on.
func (p *parser) ahead(n int) *token { return &p.tokens[min(p.at+n, len(p.tokens)-1)] }

func (t *token) is(sign string) bool { return t.kind == signToken && t.text == sign }

func (t *token) isWord(word string) bool {
	return t.kind == nameToken && strings.EqualFold(t.text, word)
}

// sign passes a sign of punctuation if it is next.
func (p *parser) sign(s string) bool {
	if !p.peek().is(s) {
		return false
	}
	p.at++
	return true
}

// word passes keywords if they are next: word("ORDER", "BY").
func (p *parser) word(words ...string) bool {
	for i, w := range words {
		if !p.ahead(i).isWord(w) {
			return false
		}
	}
	p.at += len(words)
	return true
}

// chained fails where the nth operator in a row is one too many.
func (p *parser) chained(n int) error {
	if n > mostChain {
		return p.fail(p.peek().start, "more than %d operators in a row", mostChain)
	}
	return nil
}

func (p *parser) fail(at int, format string, args ...any) error {
	return &Error{p.text, at, fmt.Sprintf(format, args...)}
}

// expected fails at the next token.
func (p *parser) expected(what string) error {
	return p.fail(p.peek().start, "expected %s, found %s", what, p.found())
}

// found names the next token.
func (p *parser) found() string {
	t := p.peek()
	if t.kind == endToken {
		return "the end"
	}
	s := p.text[t.start:t.end]
	if len([]rune(s)) > 30 {
		s = string([]rune(s)[:30]) + "…"
	}
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
	return "\"" + s + "\""
}

// want passes a sign or fails; after tells what it belongs to.
func (p *parser) want(s, after string) error {
	if p.sign(s) {
		return nil
	}
	return p.expected(strings.TrimSpace(s + " " + after))
}

// deeper counts how deep the parser is in brackets; the function it returns
// has to be deferred.
func (p *parser) deeper() (func(), error) {
	if p.depth++; p.depth > mostDepth {
		return nil, p.fail(p.peek().start, "more than %d brackets in one another", mostDepth)
	}
	return func() { p.depth-- }, nil
}

// writes lists the clauses of openCypher, GQL and their kin that change a
// graph or more than read one.
var writes = map[string]bool{
	"CREATE": true, "MERGE": true, "SET": true, "DELETE": true, "DETACH": true, "REMOVE": true, "INSERT": true,
	"FOREACH": true, "DROP": true, "LOAD": true, "ALTER": true, "GRANT": true, "START": true,
}

// trailing tells why a query does not end where it should.
func (p *parser) trailing() error {
	t := p.peek()
	word := strings.ToUpper(t.text)
	switch {
	case t.kind == nameToken && writes[word]:
		return p.fail(t.start, "%s changes a graph, and this language only reads: articles come in by `dramatis add` and go by `dramatis rm`", word)
	case t.kind == nameToken && (word == "CALL" || word == "USE" || word == "LET" || word == "FOR" || word == "FINISH" || word == "FILTER"):
		return p.fail(t.start, "%s is not understood here: MATCH, OPTIONAL MATCH, UNWIND, WITH, RETURN and UNION are", word)
	}
	if p.at > 0 && p.returned() {
		return p.expected("an operator, a comma, ORDER BY, SKIP, LIMIT, UNION or the end")
	}
	return p.expected("MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN")
}

// returned says whether a RETURN lies behind.
func (p *parser) returned() bool {
	for _, t := range p.tokens[:p.at] {
		if t.isWord("RETURN") {
			return true
		}
	}
	return false
}

// clauses reads up to UNION or the end.
func (p *parser) clauses() ([]clause, error) {
	var list []clause
	for {
		c, err := p.clause()
		if err != nil {
			return nil, err
		}
		list = append(list, c)
		if last, ok := c.(*projection); ok && last.returns {
			return list, nil
		}
	}
}

func (p *parser) clause() (clause, error) {
	pos := p.peek().start
	switch {
	case p.word("MATCH"):
		return p.match(pos, false)
	case p.word("OPTIONAL", "MATCH"):
		return p.match(pos, true)
	case p.word("OPTIONAL"):
		return nil, p.expected("MATCH after OPTIONAL")
	case p.word("UNWIND"):
		list, err := p.expression()
		if err != nil {
			return nil, err
		}
		if !p.word("AS") {
			return nil, p.expected("an operator or AS and a name after UNWIND")
		}
		name, err := p.variable("a name after AS")
		return &unwindClause{pos, list, name}, err
	case p.word("WITH"):
		return p.projection(&projection{pos: pos})
	case p.word("RETURN"):
		return p.projection(&projection{pos: pos, returns: true})
	case p.peek().kind == endToken && p.at > 0:
		return nil, p.expected("RETURN and what to print")
	}
	return nil, p.trailing()
}

func (p *parser) match(pos int, optional bool) (*matchClause, error) {
	m := &matchClause{pos: pos, optional: optional}
	for {
		c, err := p.pathPattern()
		if err != nil {
			return nil, err
		}
		m.patterns = append(m.patterns, c)
		if !p.sign(",") {
			break
		}
	}
	var err error
	if p.word("WHERE") {
		m.where, err = p.expression()
	}
	return m, err
}

func (p *parser) projection(c *projection) (*projection, error) {
	c.distinct = p.word("DISTINCT")
	if err := p.items(c); err != nil {
		return nil, err
	}
	if p.word("ORDER", "BY") {
		if err := p.sortItems(c); err != nil {
			return nil, err
		}
	}
	var err error
	if p.word("SKIP") || p.word("OFFSET") {
		if c.skip, err = p.expression(); err != nil {
			return nil, err
		}
	}
	if p.word("LIMIT") {
		if c.limit, err = p.expression(); err != nil {
			return nil, err
		}
	}
	if !c.returns && p.word("WHERE") {
		c.where, err = p.expression()
	}
	return c, err
}

func (p *parser) items(c *projection) error {
	if p.sign("*") {
		c.star = true
		if !p.sign(",") {
			return nil
		}
	}
	for {
		t := p.peek()
		e, err := p.expression()
		if err != nil {
			return err
		}
		i := item{pos: t.start, expr: e, text: strings.Join(strings.Fields(p.text[t.start:p.tokens[p.at-1].end]), " ")}
		if p.word("AS") {
			if i.alias, err = p.variable("a name after AS"); err != nil {
				return err
			}
		}
		c.items = append(c.items, i)
		if !p.sign(",") {
			return nil
		}
	}
}

func (p *parser) sortItems(c *projection) error {
	for {
		e, err := p.expression()
		if err != nil {
			return err
		}
		desc := p.word("DESC") || p.word("DESCENDING")
		if !desc && !p.word("ASC") {
			p.word("ASCENDING")
		}
		c.order = append(c.order, sortItem{e, desc})
		if !p.sign(",") {
			return nil
		}
	}
}

// reserved lists the keywords that name no variable unless between backticks.
var reserved = map[string]bool{
	"MATCH": true, "OPTIONAL": true, "WHERE": true, "WITH": true, "RETURN": true, "ORDER": true, "BY": true,
	"SKIP": true, "OFFSET": true, "LIMIT": true, "UNWIND": true, "UNION": true, "AS": true, "AND": true, "OR": true,
	"XOR": true, "NOT": true, "IN": true, "STARTS": true, "ENDS": true, "CONTAINS": true, "IS": true, "NULL": true,
	"TRUE": true, "FALSE": true, "CASE": true, "WHEN": true, "THEN": true, "ELSE": true, "END": true,
	"DISTINCT": true, "ASC": true, "ASCENDING": true, "DESC": true, "DESCENDING": true, "EXISTS": true,
	"CREATE": true, "MERGE": true, "SET": true, "DELETE": true, "DETACH": true, "REMOVE": true,
}

func isReserved(name string) bool { return reserved[strings.ToUpper(name)] }

// isVariable says whether the token can name a variable.
func (t *token) isVariable() bool {
	return t.kind == quotedToken || t.kind == nameToken && !isReserved(t.text)
}

func (p *parser) variable(what string) (string, error) {
	t := p.peek()
	if !t.isVariable() {
		if t.kind == nameToken {
			return "", p.fail(t.start, "expected %s, found the keyword %s: write `%s` to use it as a name", what, strings.ToUpper(t.text), t.text)
		}
		return "", p.expected(what)
	}
	p.at++
	return t.text, nil
}

// name reads a name that may be a keyword: of a property, a label, a function.
func (p *parser) name(what string) (string, error) {
	t := p.peek()
	if t.kind != nameToken && t.kind != quotedToken {
		return "", p.expected(what)
	}
	p.at++
	return t.text, nil
}
