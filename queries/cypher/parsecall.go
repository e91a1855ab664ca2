package cypher

import "strings"

// named reads what begins with a word: a constant, CASE, EXISTS, a function or
// a variable.
func (p *parser) named() (*expr, error) {
	t := p.peek()
	e := &expr{op: opLiteral, pos: t.start}
	open := p.ahead(1)
	switch {
	case p.word("TRUE"):
		e.value = true
		return e, nil
	case p.word("FALSE"):
		e.value = false
		return e, nil
	case p.word("NULL"):
		return e, nil
	case p.word("CASE"):
		return p.cases(t.start)
	case open.is("{") && (t.isWord("EXISTS") || t.isWord("COUNT")):
		return p.subquery(t.start)
	case open.is("(") && t.isWord("EXISTS"):
		return p.exists(t.start)
	case open.is("(") && (t.isWord("ALL") || t.isWord("ANY") || t.isWord("NONE") || t.isWord("SINGLE")):
		return p.quantifierOver(t.start)
	case open.is("(") && t.isWord("REDUCE"):
		return p.reduce(t.start)
	case open.is("(") && (t.isWord("shortestPath") || t.isWord("allShortestPaths")):
		return nil, p.fail(t.start, "%s stands in MATCH, as in MATCH p = %s((a)-[*]->(b))", t.text, t.text)
	case open.is("(") && (!isReserved(t.text) || t.kind == quotedToken):
		return p.call(t.start)
	}
	name, err := p.variable("an expression")
	return &expr{op: opVar, pos: t.start, text: name}, err
}

func (p *parser) call(pos int) (*expr, error) {
	e := &expr{op: opCall, pos: pos, text: p.peek().text}
	p.at += 2
	if strings.EqualFold(e.text, "count") && p.peek().is("*") && p.ahead(1).is(")") {
		p.at += 2
		return &expr{op: opCountAll, pos: pos}, nil
	}
	e.distinct = p.word("DISTINCT")
	if p.sign(")") {
		return e, nil
	}
	for {
		arg, err := p.expression()
		if err != nil {
			return nil, err
		}
		e.args = append(e.args, arg)
		if p.sign(")") {
			return e, nil
		}
		if !p.sign(",") {
			return nil, p.expected("an operator, a comma or )")
		}
	}
}

// cases reads CASE x WHEN … THEN … ELSE … END, with or without an x.
func (p *parser) cases(pos int) (*expr, error) {
	e := &expr{op: opCase, pos: pos, args: []*expr{nil}}
	var err error
	if !p.peek().isWord("WHEN") {
		if e.args[0], err = p.expression(); err != nil {
			return nil, err
		}
	}
	if !p.peek().isWord("WHEN") {
		return nil, p.expected("WHEN in CASE")
	}
	for p.word("WHEN") {
		when, err := p.expression()
		if err != nil {
			return nil, err
		}
		if !p.word("THEN") {
			return nil, p.expected("an operator or THEN after WHEN")
		}
		then, err := p.expression()
		if err != nil {
			return nil, err
		}
		e.args = append(e.args, when, then)
	}
	var rest *expr
	if p.word("ELSE") {
		if rest, err = p.expression(); err != nil {
			return nil, err
		}
	}
	e.args = append(e.args, rest)
	if !p.word("END") {
		return nil, p.expected("WHEN, ELSE or END in CASE")
	}
	return e, nil
}

// subquery reads EXISTS { MATCH … WHERE … } and COUNT { … }; MATCH may be left
// out.
func (p *parser) subquery(pos int) (*expr, error) {
	e := &expr{op: opExists, pos: pos}
	if p.peek().isWord("COUNT") {
		e.op = opCount
	}
	p.at += 2
	p.word("MATCH")
	leave, err := p.deeper()
	if err != nil {
		return nil, err
	}
	defer leave()
	if e.match, err = p.match(pos, false); err != nil {
		return nil, err
	}
	if !p.sign("}") {
		return nil, p.expected("a comma, WHERE or } after the pattern")
	}
	return e, nil
}

// exists reads exists((a)-->(b)), and exists(a.name), which is IS NOT NULL.
func (p *parser) exists(pos int) (*expr, error) {
	p.at += 2
	arg, err := p.expression()
	if err != nil {
		return nil, err
	}
	if err := p.want(")", "after what exists"); err != nil {
		return nil, err
	}
	if arg.op == opExists {
		return arg, nil
	}
	return &expr{op: opIsNotNull, pos: pos, args: []*expr{arg}}, nil
}

// quantifierOver reads all(x IN list WHERE …) and its like.
func (p *parser) quantifierOver(pos int) (*expr, error) {
	e := &expr{op: opQuantifier, pos: pos, text: strings.ToLower(p.peek().text), args: make([]*expr, 2)}
	p.at += 2
	name, err := p.variable("a name and IN")
	if err != nil {
		return nil, err
	}
	e.keys = []string{name}
	if !p.word("IN") {
		return nil, p.expected("IN and a list")
	}
	if e.args[0], err = p.expression(); err != nil {
		return nil, err
	}
	if !p.word("WHERE") {
		return nil, p.expected("an operator or WHERE in " + e.text + "( )")
	}
	if e.args[1], err = p.expression(); err != nil {
		return nil, err
	}
	return e, p.want(")", "after the condition of "+e.text)
}

// reduce reads reduce(sum = 0, x IN list | sum + x).
func (p *parser) reduce(pos int) (*expr, error) {
	e := &expr{op: opReduce, pos: pos, keys: make([]string, 2), args: make([]*expr, 3)}
	p.at += 2
	var err error
	if e.keys[0], err = p.variable("a name, = and a value in reduce( )"); err != nil {
		return nil, err
	}
	if err := p.want("=", "and a value in reduce( )"); err != nil {
		return nil, err
	}
	if e.args[0], err = p.expression(); err != nil {
		return nil, err
	}
	if err := p.want(",", "and a name IN a list in reduce( )"); err != nil {
		return nil, err
	}
	if e.keys[1], err = p.variable("a name IN a list in reduce( )"); err != nil {
		return nil, err
	}
	if !p.word("IN") {
		return nil, p.expected("IN and a list")
	}
	if e.args[1], err = p.expression(); err != nil {
		return nil, err
	}
	if err := p.want("|", "and an expression in reduce( )"); err != nil {
		return nil, err
	}
	if e.args[2], err = p.expression(); err != nil {
		return nil, err
	}
	return e, p.want(")", "after reduce")
}
