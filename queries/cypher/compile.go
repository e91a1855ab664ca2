package cypher

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// What a variable stands for, as far as the query tells.
type sort uint8

const (
	aValue sort = iota
	aNode
	aRelationship
	aList // of relationships
	aPath
)

func (s sort) String() string {
	return [...]string{"a value", "a node", "a relationship", "a list of relationships", "a path"}[s]
}

// A binding is a variable in sight.
type binding struct {
	slot int
	sort sort
}

// A scope holds the variables in sight.
type scope map[string]binding

// A compiler makes a plan. Its error is the first that it met.
type compiler struct {
	plan *Plan
	err  error
}

// Compile makes q ready for g, with the values of its parameters. It fails with
// an *Error.
func Compile(q *Query, g Graph, params map[string]any) (*Plan, error) {
	c := &compiler{plan: &Plan{g: g, text: q.text, params: params, called: map[string][]Node{}}}
	c.collectNames(q)
	for i, part := range q.parts {
		if i > 1 && part.all == c.plan.union {
			c.fail(part.clauses[0].(interface{ at() int }).at(), "expected all UNIONs of a query with ALL or all without")
		}
		if i > 0 {
			c.plan.union = !part.all
		}
		ops, columns, out := c.part(part)
		if c.err == nil && i > 0 && !slices.Equal(columns, c.plan.columns) {
			last := part.clauses[len(part.clauses)-1].(*projection)
			c.fail(last.pos, "expected the columns %s as before UNION, found %s", strings.Join(c.plan.columns, ", "), strings.Join(columns, ", "))
		}
		c.plan.columns = columns
		c.plan.parts = append(c.plan.parts, partPlan{ops, out})
	}
	if c.err != nil {
		return nil, c.err
	}
	return c.plan, nil
}

func (m *matchClause) at() int  { return m.pos }
func (u *unwindClause) at() int { return u.pos }
func (p *projection) at() int   { return p.pos }

func (c *compiler) fail(pos int, format string, args ...any) {
	if c.err == nil {
		c.err = &Error{c.plan.text, pos, fmt.Sprintf(format, args...)}
	}
}

func (c *compiler) slot() int {
	c.plan.slots++
	return c.plan.slots - 1
}

func (c *compiler) part(p *part) (ops []operator, columns []string, out []int) {
	s := scope{}
	for _, clause := range p.clauses {
		switch clause := clause.(type) {
		case *matchClause:
			ops = append(ops, c.match(clause, s)...)
		case *unwindClause:
			ops = append(ops, c.unwind(clause, s))
		case *projection:
			var made []operator
			made, columns, out, s = c.project(clause, s)
			ops = append(ops, made...)
		}
	}
	return ops, columns, out
}

// bind puts a new variable in sight.
func (c *compiler) bind(s scope, pos int, name string, sort sort) int {
	if old, ok := s[name]; ok {
		c.fail(pos, "the name %s is taken, it stands for %s: choose another", name, old.sort)
	}
	b := binding{c.slot(), sort}
	if name != "" {
		s[name] = b
	}
	return b.slot
}

func (c *compiler) unwind(u *unwindClause, s scope) operator {
	list := c.expr(u.list, s)
	return &unwindOp{u.list, list, u.name, c.bind(s, u.pos, u.name, aValue)}
}

// match compiles MATCH and puts its variables in sight.
func (c *compiler) match(m *matchClause, s scope) []operator {
	inner := maps.Clone(s)
	first := c.plan.slots
	ops := c.pattern(m, inner)
	after := c.plan.slots
	maps.Copy(s, inner)
	if m.optional {
		return []operator{&optionalOp{ops, first, after}}
	}
	return ops
}

// subquery compiles the pattern within an expression, whose variables nobody
// sees outside.
func (c *compiler) subquery(m *matchClause, s scope) (id int, ops []operator, inner scope) {
	inner = maps.Clone(s)
	ops = c.pattern(m, inner)
	id = c.plan.subs
	c.plan.subs++
	return id, ops, inner
}

// collectNames notes the labels, types, names and properties that nothing in
// the graph bears.
func (c *compiler) collectNames(q *Query) {
	g, note := c.plan.g, c.note
	label := func(name string) bool {
		for n := range Node(g.Nodes()) {
			if g.HasLabel(n, name) {
				return true
			}
		}
		return false
	}
	q.patterns(func(m *matchClause) {
		for _, chain := range m.patterns {
			for _, n := range chain.nodes {
				n.label.each(func(name string) { note("label", name, label(name)) })
				if v, ok := n.props.constant("name"); ok {
					c.plan.called[v] = g.Called(v)
					note("name", v, len(c.plan.called[v]) > 0)
				}
			}
			for _, r := range chain.rels {
				for _, t := range r.types {
					note("type", t, len(g.TypesNamed(t)) > 0)
				}
			}
		}
	})
}

func (c *compiler) note(what, name string, known bool) {
	if u := (Unmatched{what, name}); !known && !slices.Contains(c.plan.names, u) {
		c.plan.names = append(c.plan.names, u)
	}
}

// noteProperty notes a property that no node, or no relationship, ever has.
func (c *compiler) noteProperty(e *expr, s scope) {
	var of any
	switch s[e.args[0].text].sort {
	case aNode:
		of = Node(0)
	case aRelationship:
		of = Relationship{}
	}
	if e.args[0].op == opVar && of != nil && c.plan.g.Properties(nil) != nil {
		c.note("property", e.text, slices.Contains(c.plan.g.Properties(of), e.text))
	}
}

// each calls visit with the names in l.
func (l *label) each(visit func(name string)) {
	switch {
	case l == nil:
	case l.op == 0:
		visit(l.name)
	default:
		for _, a := range l.args {
			a.each(visit)
		}
	}
}

// constant returns the text that a map literal has for a key.
func (e *expr) constant(key string) (string, bool) {
	if e == nil {
		return "", false
	}
	for i, k := range e.keys {
		if a := e.args[i]; k == key && a.op == opLiteral {
			s, ok := a.value.(string)
			return s, ok
		}
	}
	return "", false
}

// patterns calls visit with every MATCH of q, those in expressions included.
func (q *Query) patterns(visit func(*matchClause)) {
	for _, p := range q.parts {
		for _, c := range p.clauses {
			if m, ok := c.(*matchClause); ok {
				visit(m)
			}
		}
	}
	q.expressions(func(e *expr) bool {
		if e.match != nil {
			visit(e.match)
		}
		return true
	})
}
