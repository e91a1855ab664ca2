package cypher

import (
	"math"
	"strconv"
	"strings"
)

// expression reads by the precedence of openCypher: OR binds weakest, then
// XOR, AND, NOT, comparisons, tests such as IN, and arithmetic.
func (p *parser) expression() (*expr, error) {
	leave, err := p.deeper()
	if err != nil {
		return nil, err
	}
	defer leave()
	return p.logic(0)
}

var logic = []struct {
	word string
	op   op
}{{"OR", opOr}, {"XOR", opXor}, {"AND", opAnd}}

func (p *parser) logic(level int) (*expr, error) {
	if level == len(logic) {
		return p.not()
	}
	e := &expr{op: logic[level].op, pos: p.peek().start}
	for {
		arg, err := p.logic(level + 1)
		if err != nil {
			return nil, err
		}
		e.args = append(e.args, arg)
		if !p.word(logic[level].word) {
			break
		}
	}
	if len(e.args) == 1 {
		return e.args[0], nil
	}
	return e, nil
}

func (p *parser) not() (*expr, error) {
	pos := p.peek().start
	if !p.word("NOT") {
		return p.comparison()
	}
	leave, err := p.deeper()
	if err != nil {
		return nil, err
	}
	defer leave()
	arg, err := p.not()
	return &expr{op: opNot, pos: pos, args: []*expr{arg}}, err
}

// comparison reads "a < b <= c", which is a < b AND b <= c.
func (p *parser) comparison() (*expr, error) {
	first, err := p.test()
	if err != nil {
		return nil, err
	}
	e := &expr{op: opCompare, pos: p.peek().start, args: []*expr{first}}
	for {
		t := p.peek()
		switch t.text {
		case "=", "<>", "<", "<=", ">", ">=":
		default:
			t = nil
		}
		if t == nil || t.kind != signToken {
			break
		}
		p.at++
		arg, err := p.test()
		if err != nil {
			return nil, err
		}
		e.keys, e.args = append(e.keys, t.text), append(e.args, arg)
	}
	if t := p.peek(); t.is("!") && p.ahead(1).is("=") {
		return nil, p.fail(t.start, "expected <> for \"not equal\", found !=")
	}
	if len(e.args) == 1 {
		return first, nil
	}
	return e, nil
}

// test reads IN, STARTS WITH, ENDS WITH, CONTAINS, =~ and IS NULL.
func (p *parser) test() (*expr, error) {
	e, err := p.sum()
	for n := 0; err == nil; n++ {
		if err := p.chained(n); err != nil {
			return nil, err
		}
		pos, what := p.peek().start, ""
		switch {
		case p.word("IN"):
			what = "IN"
		case p.word("STARTS", "WITH"):
			what = "STARTS WITH"
		case p.word("ENDS", "WITH"):
			what = "ENDS WITH"
		case p.word("CONTAINS"):
			what = "CONTAINS"
		case p.sign("=~"):
			what = "=~"
		case p.word("IS", "NULL"):
			e = &expr{op: opIsNull, pos: pos, args: []*expr{e}}
			continue
		case p.word("IS", "NOT", "NULL"):
			e = &expr{op: opIsNotNull, pos: pos, args: []*expr{e}}
			continue
		case p.word("STARTS") || p.word("ENDS"):
			return nil, p.expected("WITH")
		case p.word("IS"):
			return nil, p.expected("NULL or NOT NULL after IS")
		default:
			return e, nil
		}
		var arg *expr
		if arg, err = p.sum(); err == nil {
			e = &expr{op: opTest, pos: pos, text: what, args: []*expr{e, arg}}
		}
	}
	return nil, err
}

func (p *parser) sum() (*expr, error)     { return p.math("+-", p.product) }
func (p *parser) product() (*expr, error) { return p.math("*/%", p.power) }
func (p *parser) power() (*expr, error)   { return p.math("^", p.signed) }

func (p *parser) math(signs string, operand func() (*expr, error)) (*expr, error) {
	e, err := operand()
	for n := 0; err == nil; n++ {
		if err := p.chained(n); err != nil {
			return nil, err
		}
		t := p.peek()
		if t.kind != signToken || !strings.Contains(signs, t.text) || len(t.text) != 1 {
			return e, nil
		}
		p.at++
		var arg *expr
		arg, err = operand()
		e = &expr{op: opMath, pos: t.start, text: t.text, args: []*expr{e, arg}}
	}
	return nil, err
}

func (p *parser) signed() (*expr, error) {
	t := p.peek()
	if !t.is("-") && !t.is("+") {
		return p.postfix()
	}
	if n := p.ahead(1); t.is("-") && n.kind == intToken && n.text == "9223372036854775808" {
		p.at += 2
		return &expr{op: opLiteral, pos: t.start, value: int64(math.MinInt64)}, nil
	}
	leave, err := p.deeper()
	if err != nil {
		return nil, err
	}
	defer leave()
	p.at++
	arg, err := p.signed()
	return &expr{op: opSign, pos: t.start, text: t.text, args: []*expr{arg}}, err
}

// postfix reads properties, elements and labels behind an atom.
func (p *parser) postfix() (*expr, error) {
	e, err := p.atom()
	for n := 0; err == nil; n++ {
		t := p.peek()
		if n > mostDepth {
			return nil, p.fail(t.start, "more than %d properties and elements of one another", mostDepth)
		}
		switch {
		case p.sign("."):
			var key string
			key, err = p.name("the name of a property after .")
			e = &expr{op: opProperty, pos: t.start, text: key, args: []*expr{e}}
		case p.sign("["):
			e, err = p.element(t.start, e)
		case p.sign(":"):
			e, err = p.hasLabel(t.start, e)
		default:
			return e, nil
		}
	}
	return nil, err
}

func (p *parser) hasLabel(pos int, e *expr) (*expr, error) {
	e = &expr{op: opHasLabel, pos: pos, args: []*expr{e}}
	for {
		name, err := p.name("a label after :")
		if err != nil {
			return nil, err
		}
		e.keys = append(e.keys, name)
		if !p.sign(":") {
			return e, nil
		}
	}
}

// element reads [i] or [from..to] behind list.
func (p *parser) element(pos int, list *expr) (*expr, error) {
	var from, to *expr
	var err error
	if !p.peek().is("..") {
		if from, err = p.expression(); err != nil {
			return nil, err
		}
		if p.sign("]") {
			return &expr{op: opIndex, pos: pos, args: []*expr{list, from}}, nil
		}
	}
	if !p.sign("..") {
		return nil, p.expected("an operator, .. or ]")
	}
	if !p.peek().is("]") {
		if to, err = p.expression(); err != nil {
			return nil, err
		}
	}
	return &expr{op: opSlice, pos: pos, args: []*expr{list, from, to}}, p.want("]", "after the end of the part")
}

func (p *parser) atom() (*expr, error) {
	t := p.peek()
	switch {
	case t.kind == intToken || t.kind == floatToken:
		return p.number()
	case t.kind == stringToken:
		p.at++
		return &expr{op: opLiteral, pos: t.start, value: t.text}, nil
	case t.is("$"):
		return p.parameter()
	case t.is("["):
		return p.list()
	case t.is("{"):
		return p.mapLiteral()
	case p.startsPattern():
		c, err := p.chain()
		return &expr{op: opExists, pos: t.start, match: &matchClause{pos: t.start, patterns: []*chain{c}}}, err
	case p.sign("("):
		e, err := p.expression()
		if err != nil {
			return nil, err
		}
		if !p.sign(")") {
			return nil, p.expected("an operator or )")
		}
		return e, nil
	case t.kind == nameToken || t.kind == quotedToken:
		return p.named()
	}
	return nil, p.expected("an expression")
}

func (p *parser) number() (*expr, error) {
	t := p.peek()
	p.at++
	e := &expr{op: opLiteral, pos: t.start}
	if t.kind == floatToken {
		f, err := strconv.ParseFloat(t.text, 64)
		if err != nil {
			return nil, p.fail(t.start, "the number %s is too large", t.text)
		}
		e.value = f
		return e, nil
	}
	base, digits := 10, t.text
	if len(t.text) > 1 {
		switch t.text[:2] {
		case "0x", "0X":
			base, digits = 16, t.text[2:]
		case "0o", "0O":
			base, digits = 8, t.text[2:]
		}
	}
	n, err := strconv.ParseInt(digits, base, 64)
	if err != nil {
		return nil, p.fail(t.start, "%s is no whole number below 9223372036854775808", t.text)
	}
	e.value = n
	return e, nil
}

func (p *parser) parameter() (*expr, error) {
	t := p.peek()
	p.at++
	if p.peek().kind == intToken {
		p.at++
		return &expr{op: opParam, pos: t.start, text: p.tokens[p.at-1].text}, nil
	}
	name, err := p.name("the name of a parameter after $")
	return &expr{op: opParam, pos: t.start, text: name}, err
}

// mapLiteral reads {key: value, …}.
func (p *parser) mapLiteral() (*expr, error) {
	e := &expr{op: opMap, pos: p.peek().start}
	p.at++
	if p.sign("}") {
		return e, nil
	}
	for {
		key, err := p.name("the name of a property in { }")
		if err != nil {
			return nil, err
		}
		if err := p.want(":", "and a value after the property "+key); err != nil {
			return nil, err
		}
		value, err := p.expression()
		if err != nil {
			return nil, err
		}
		e.keys, e.args = append(e.keys, key), append(e.args, value)
		if p.sign("}") {
			return e, nil
		}
		if !p.sign(",") {
			return nil, p.expected("an operator, a comma or }")
		}
	}
}
