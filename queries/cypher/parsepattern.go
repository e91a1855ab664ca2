package cypher

import (
	"strconv"
	"strings"
)

// pathPattern reads "p = (a)-->(b)" or "p = shortestPath((a)-[*]->(b))".
func (p *parser) pathPattern() (*chain, error) {
	pos, name := p.peek().start, ""
	if p.peek().isVariable() && p.ahead(1).is("=") {
		name, p.at = p.peek().text, p.at+2
	}
	short := anyLength
	if p.ahead(1).is("(") {
		switch t := p.peek(); {
		case t.isWord("shortestPath"):
			short = oneShortest
		case t.isWord("allShortestPaths"):
			short = allShortest
		}
	}
	if short == anyLength {
		c, err := p.chain()
		if err == nil {
			c.pos, c.name = pos, name
		}
		return c, err
	}
	word := p.peek().text
	p.at += 2
	c, err := p.chain()
	if err != nil {
		return nil, err
	}
	c.pos, c.name, c.short = pos, name, short
	if err := p.want(")", "after the pattern of "+word); err != nil {
		return nil, err
	}
	if len(c.rels) != 1 {
		return nil, p.fail(pos, "%s takes two nodes with one relationship between them, as in %s((a)-[*]->(b))", word, word)
	}
	if r := c.rels[0]; r.many && r.min > 1 {
		return nil, p.fail(r.pos, "%s finds paths from length 0 or 1 on, not from %d", word, r.min)
	}
	return c, nil
}

// chain reads nodes with relationships between them.
func (p *parser) chain() (*chain, error) {
	c := &chain{pos: p.peek().start}
	for {
		n, err := p.nodePattern()
		if err != nil {
			return nil, err
		}
		c.nodes = append(c.nodes, n)
		if !p.peek().is("-") && !(p.peek().is("<") && p.ahead(1).is("-")) {
			return c, nil
		}
		r, err := p.relPattern()
		if err != nil {
			return nil, err
		}
		c.rels = append(c.rels, r)
	}
}

func (p *parser) nodePattern() (*nodePattern, error) {
	n := &nodePattern{pos: p.peek().start}
	if !p.sign("(") {
		return nil, p.expected("a node: ( )")
	}
	want := "a name, :Label, { or )"
	var err error
	if p.peek().isVariable() {
		n.name = p.peek().text
		p.at++
		want = ":Label, {, WHERE or )"
	}
	if p.sign(":") || n.name != "" && p.peek().isWord("IS") && p.word("IS") {
		if n.label, err = p.labels(); err != nil {
			return nil, err
		}
		want = "|, &, {, WHERE or )"
	}
	if n.props, n.where, err = p.conditions(); err != nil {
		return nil, err
	}
	if n.props != nil {
		want = "WHERE or )"
	}
	if n.where != nil {
		want = "an operator or )"
	}
	if !p.sign(")") {
		return nil, p.expected(want + " in the node")
	}
	return n, nil
}

// conditions reads what a node and a relationship end with.
func (p *parser) conditions() (props, where *expr, err error) {
	if p.peek().is("{") {
		if props, err = p.mapLiteral(); err != nil {
			return nil, nil, err
		}
	} else if p.peek().is("$") {
		return nil, nil, p.fail(p.peek().start, "expected { and properties: a parameter stands for one value, as in {name: $name}")
	}
	if p.word("WHERE") {
		where, err = p.expression()
	}
	return props, where, err
}

// labels reads an expression over labels, | binding weakest.
func (p *parser) labels() (*label, error) { return p.labelList('|', p.labelAnd) }

func (p *parser) labelAnd() (*label, error) { return p.labelList('&', p.labelAtom) }

func (p *parser) labelList(op byte, item func() (*label, error)) (*label, error) {
	var args []*label
	for {
		l, err := item()
		if err != nil {
			return nil, err
		}
		args = append(args, l)
		// ":A:B" is openCypher's way to write ":A&B", ":A|:B" an old one.
		if !p.sign(string(op)) && !(op == '&' && p.sign(":")) {
			break
		}
		if op == '|' {
			p.sign(":")
		}
	}
	if len(args) == 1 {
		return args[0], nil
	}
	return &label{op: op, args: args}, nil
}

func (p *parser) labelAtom() (*label, error) {
	leave, err := p.deeper()
	if err != nil {
		return nil, err
	}
	defer leave()
	if p.sign("!") {
		l, err := p.labelAtom()
		return &label{op: '!', args: []*label{l}}, err
	}
	if p.sign("(") {
		l, err := p.labels()
		if err != nil {
			return nil, err
		}
		return l, p.want(")", "after the labels")
	}
	name, err := p.name("a label, which is a kind such as Person, after :")
	return &label{name: name}, err
}

// relPattern reads "-[e:meet|tell*1..3]->{1,3}" and its shorter forms.
func (p *parser) relPattern() (*relPattern, error) {
	r := &relPattern{pos: p.peek().start, max: -1}
	left := p.sign("<")
	if err := p.want("-", "of a relationship"); err != nil {
		return nil, err
	}
	if p.sign("[") {
		if err := p.relDetail(r); err != nil {
			return nil, err
		}
	}
	if err := p.want("-", "or -> after the relationship"); err != nil {
		return nil, err
	}
	right := p.sign(">")
	switch {
	case left && !right:
		r.direction = back
	case right && !left:
		r.direction = ahead
	}
	return r, p.quantifier(r)
}

func (p *parser) relDetail(r *relPattern) error {
	var err error
	want := "a name, :type, * or ]"
	if p.peek().isVariable() {
		r.name = p.peek().text
		p.at++
		want = ":type, * or ]"
	}
	if p.sign(":") {
		if err := p.types(r); err != nil {
			return err
		}
		want = "| and a type, * or ]; the words of one predicate are joined, as in hold-talks-with"
	}
	if p.sign("*") {
		if err := p.star(r); err != nil {
			return err
		}
		want = "{, WHERE or ]"
	}
	if r.props, r.where, err = p.conditions(); err != nil {
		return err
	}
	if r.props != nil {
		want = "WHERE or ]"
	}
	if r.where != nil {
		want = "an operator or ]"
	}
	if !p.sign("]") {
		return p.expected(want + " in the relationship")
	}
	return nil
}

// types reads "meet|hold-talks-with|~consult".
func (p *parser) types(r *relPattern) error {
	for {
		name, err := p.typeName()
		if err != nil {
			return err
		}
		r.types = append(r.types, name)
		if !p.sign("|") {
			return nil
		}
		p.sign(":")
	}
}

// typeName reads a predicate: words joined by hyphens, ~ and a family, or
// anything between backticks.
func (p *parser) typeName() (string, error) {
	family := ""
	if p.sign("~") {
		family = "~"
	}
	t := p.peek()
	if t.kind == quotedToken {
		p.at++
		return family + t.text, nil
	}
	if t.kind != nameToken {
		return "", p.expected("a predicate such as meet, hold-talks-with or ~consult")
	}
	p.at++
	end := t.end
	for p.peek().is("-") && p.peek().start == end && p.ahead(1).start == end+1 &&
		(p.ahead(1).kind == nameToken || p.ahead(1).kind == intToken) {
		end = p.ahead(1).end
		p.at += 2
	}
	return family + p.text[t.start:end], nil
}

// star reads what follows the * of openCypher: nothing, 2, 1..3, ..3 or 1.. .
func (p *parser) star(r *relPattern) (err error) {
	r.many, r.min = true, 1
	number := p.peek().kind == intToken
	if number {
		if r.min, err = p.bound(); err != nil {
			return err
		}
		r.max = r.min
	}
	if !p.sign("..") {
		return nil
	}
	if r.max = -1; p.peek().kind == intToken {
		if r.max, err = p.bound(); err != nil {
			return err
		}
	}
	return p.ordered(r)
}

// quantifier reads that of GQL, which stands behind the arrow: {1,3}, + or *.
func (p *parser) quantifier(r *relPattern) (err error) {
	pos, low := p.peek().start, 0
	switch {
	case p.sign("+"):
		low = 1
	case p.sign("*"):
	case p.peek().is("{"):
		p.at++
		return p.braces(r, pos)
	default:
		return nil
	}
	return p.quantified(r, pos, low, -1)
}

// braces reads 2}, 1,3}, 1,} or ,3}.
func (p *parser) braces(r *relPattern, pos int) (err error) {
	low, high := 0, -1
	if p.peek().kind == intToken {
		if low, err = p.bound(); err != nil {
			return err
		}
		high = low
	} else if !p.peek().is(",") {
		return p.expected("a number of steps or , after {")
	}
	if p.sign(",") {
		if high = -1; p.peek().kind == intToken {
			if high, err = p.bound(); err != nil {
				return err
			}
		}
	}
	if err := p.want("}", "after the number of steps"); err != nil {
		return err
	}
	return p.quantified(r, pos, low, high)
}

func (p *parser) quantified(r *relPattern, pos, low, high int) error {
	if r.many {
		return p.fail(pos, "this relationship has two quantifiers: leave one out")
	}
	r.many, r.min, r.max = true, low, high
	return p.ordered(r)
}

func (p *parser) ordered(r *relPattern) error {
	if r.max >= 0 && r.min > r.max {
		return p.fail(r.pos, "expected the smaller number of steps first, found %d and %d", r.min, r.max)
	}
	return nil
}

func (p *parser) bound() (int, error) {
	t := p.peek()
	n, err := strconv.ParseUint(t.text, 10, 20)
	if err != nil {
		return 0, p.expected("a number of steps below a million")
	}
	p.at++
	return int(n), nil
}

// startsPattern says whether "(" begins a pattern rather than an expression in
// brackets: a node and then --, --> , -[ or <- follow. It reads no further than
// it must, so that brackets in brackets cost no time.
func (p *parser) startsPattern() bool {
	if !p.peek().is("(") {
		return false
	}
	i := p.at + 1
	at := func(n int) *token { return &p.tokens[min(n, len(p.tokens)-1)] }
	if at(i).isVariable() {
		i++
	}
	switch {
	case at(i).is(")"):
	case at(i).is(":") || at(i).is("{") || at(i).isWord("WHERE"):
		for depth := 1; depth > 0; i++ {
			switch t := at(i); {
			case t.kind == endToken:
				return false
			case t.kind == signToken && strings.Contains("([{", t.text):
				depth++
			case t.kind == signToken && strings.Contains(")]}", t.text):
				depth--
			}
		}
		i--
	default:
		return false
	}
	i++
	switch {
	case at(i).is("<") && at(i+1).is("-"):
		return at(i+2).is("-") || at(i+2).is("[") && at(i+1).end == at(i+2).start
	case at(i).is("-") && at(i+1).is("["):
		return true
	case at(i).is("-") && at(i+1).is("-"):
		return at(i+2).is(">") || at(i+2).is("(")
	}
	return false
}
