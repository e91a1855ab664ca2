package cypher

// list reads [1, 2], [x IN list WHERE … | …] and [(a)-->(b) | b.name].
func (p *parser) list() (*expr, error) {
	pos := p.peek().start
	p.at++
	switch {
	case p.sign("]"):
		return &expr{op: opList, pos: pos}, nil
	case p.peek().isVariable() && p.ahead(1).isWord("IN"):
		return p.comprehension(pos)
	case p.startsPattern() || p.startsNamedPattern():
		return p.gather(pos)
	}
	e := &expr{op: opList, pos: pos}
	for {
		arg, err := p.expression()
		if err != nil {
			return nil, err
		}
		e.args = append(e.args, arg)
		if p.sign("]") {
			return e, nil
		}
		if !p.sign(",") {
			return nil, p.expected("an operator, a comma or ]")
		}
	}
}

// startsNamedPattern says whether "p = (a)-->" and the like is next.
func (p *parser) startsNamedPattern() bool {
	if !p.peek().isVariable() || !p.ahead(1).is("=") {
		return false
	}
	behind := *p
	behind.at += 2
	return behind.startsPattern()
}

func (p *parser) comprehension(pos int) (*expr, error) {
	e := &expr{op: opComprehension, pos: pos, keys: []string{p.peek().text}, args: make([]*expr, 3)}
	p.at += 2
	var err error
	if e.args[0], err = p.expression(); err != nil {
		return nil, err
	}
	if p.word("WHERE") {
		if e.args[1], err = p.expression(); err != nil {
			return nil, err
		}
	}
	if p.sign("|") {
		if e.args[2], err = p.expression(); err != nil {
			return nil, err
		}
	}
	if !p.sign("]") {
		return nil, p.expected("an operator, WHERE, | or ]")
	}
	return e, nil
}

func (p *parser) gather(pos int) (*expr, error) {
	e := &expr{op: opGather, pos: pos, match: &matchClause{pos: pos}}
	c, err := p.pathPattern()
	if err != nil {
		return nil, err
	}
	e.match.patterns = []*chain{c}
	if p.word("WHERE") {
		if e.match.where, err = p.expression(); err != nil {
			return nil, err
		}
	}
	if err := p.want("|", "and what to list after the pattern"); err != nil {
		return nil, err
	}
	arg, err := p.expression()
	if err != nil {
		return nil, err
	}
	e.args = []*expr{arg}
	if !p.sign("]") {
		return nil, p.expected("an operator or ]")
	}
	return e, nil
}
