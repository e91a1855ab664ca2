package cypher

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A matcher plans one MATCH: where to begin, in which order to cross the
// relationships, and when to test each condition.
type matcher struct {
	c       *compiler
	m       *matchClause
	scope   scope           // of all variables of the pattern
	bound   map[string]bool // variables that have a value by now; names of the pattern's own for what has none
	nodes   []*place
	links   []*link
	tests   []*test
	paths   []*pathOp
	ops     []operator
	id      int // among the matches of the plan
	trailed bool
}

// A place is a node of the pattern; one variable is one place.
type place struct {
	name  string // the variable, or one of our own
	slot  int
	all   []*nodePattern
	bound bool
}

// A link is a relationship of the pattern.
type link struct {
	*relPattern
	chain    *chain
	variable string // its name, or one of our own
	from, to *place // as they are written
	slot     int
	known    bool // the variable had a value before
	kept     bool // somebody asks for its value
	done     bool
}

// A test is a condition that waits for its variables.
type test struct {
	needs []string
	op    operator
	done  bool
}

// pattern plans m; it puts its variables into s.
func (c *compiler) pattern(m *matchClause, s scope) []operator {
	p := &matcher{c: c, m: m, scope: s, bound: map[string]bool{}, id: c.plan.matches}
	c.plan.matches++
	for name := range s {
		p.bound[name] = true
	}
	for _, chain := range m.patterns {
		p.addChain(chain)
	}
	if c.err != nil {
		return nil
	}
	p.addConditions()
	p.trailed = len(p.links) > 1 || len(p.links) == 1 && p.links[0].many
	if p.trailed {
		p.ops = append(p.ops, &beginOp{p.id})
	}
	p.settle()
	for c.err == nil && p.advance() {
		p.settle()
	}
	for _, t := range p.tests {
		if !t.done && c.err == nil { // speaks of what this MATCH does not bind
			p.ops = append(p.ops, t.op)
		}
	}
	return p.ops
}

// addChain takes up the nodes, relationships and the name of a path.
func (p *matcher) addChain(c *chain) {
	var places []*place
	for _, n := range c.nodes {
		places = append(places, p.place(n))
	}
	path := &pathOp{name: c.name, nodes: places}
	for i, r := range c.rels {
		if c.short != anyLength && !r.many {
			r.min, r.max = 1, 1
		}
		l := &link{relPattern: r, chain: c, from: places[i], to: places[i+1], kept: r.name != "" || c.name != "" || r.props != nil || r.where != nil, variable: r.name}
		if r.name == "" {
			l.variable = fmt.Sprintf(" relationship %d", len(p.links)) // no variable begins with a blank
		}
		old, ok := p.scope[r.name]
		switch {
		case ok && r.name != "" && (!p.bound[r.name] || r.many || old.sort != aRelationship && old.sort != aValue):
			p.c.fail(r.pos, "the name %s is taken, it stands for %s: choose another", r.name, old.sort)
		case ok && r.name != "":
			l.slot, l.known = old.slot, true
		case r.many || c.short != anyLength:
			l.slot = p.c.bind(p.scope, r.pos, r.name, aList)
		default:
			l.slot = p.c.bind(p.scope, r.pos, r.name, aRelationship)
		}
		p.links = append(p.links, l)
		path.links = append(path.links, l)
	}
	if c.name != "" {
		path.slot = p.c.bind(p.scope, c.pos, c.name, aPath)
		p.paths = append(p.paths, path)
	}
}

// place returns that of a node pattern, a new one for a new variable.
func (p *matcher) place(n *nodePattern) *place {
	if i := slices.IndexFunc(p.nodes, func(l *place) bool { return n.name != "" && l.name == n.name }); i >= 0 {
		p.nodes[i].all = append(p.nodes[i].all, n)
		return p.nodes[i]
	}
	l := &place{name: n.name, all: []*nodePattern{n}}
	if old, ok := p.scope[n.name]; ok && n.name != "" {
		if old.sort != aNode && old.sort != aValue {
			p.c.fail(n.pos, "the name %s is taken, it stands for %s: choose another", n.name, old.sort)
		}
		l.slot, l.bound = old.slot, true
		if old.sort == aValue {
			p.tests = append(p.tests, &test{op: &isNodeOp{n, l.slot}})
		}
	} else {
		l.slot = p.c.bind(p.scope, n.pos, n.name, aNode)
		if l.name == "" {
			l.name = fmt.Sprintf(" node %d", len(p.nodes)) // no variable begins with a blank
		}
	}
	p.nodes = append(p.nodes, l)
	return l
}

// addConditions makes tests of all that the pattern and its WHERE ask for.
func (p *matcher) addConditions() {
	for _, l := range p.nodes {
		for _, n := range l.all {
			if n.label != nil {
				p.addTest([]string{l.name}, &labelOp{l.display(), l.slot, n.label})
			}
			p.addProperties(l, n)
			for _, e := range conjuncts(n.where) {
				p.addFilter(e, p.scope)
			}
		}
	}
	for _, l := range p.links {
		if l.many || l.chain.short != anyLength {
			continue // each relationship is tested as it is crossed
		}
		if e := l.condition(l.variable); e != nil {
			s := maps.Clone(p.scope)
			s[l.variable] = binding{l.slot, aRelationship}
			p.addTest(append(p.free(e), l.variable), p.c.filter(e, s, l.condition(l.display())))
		}
	}
	for _, e := range conjuncts(p.m.where) {
		p.addFilter(e, p.scope)
	}
}

func (p *matcher) addTest(needs []string, o operator) {
	p.tests = append(p.tests, &test{needs: needs, op: o})
}

func (p *matcher) addFilter(e *expr, s scope) {
	p.addTest(p.free(e), p.c.filter(e, s, e))
}

// addProperties makes tests of {name: 'Reyes', …} in a node. A name there is
// what somebody is called, as everywhere in the program.
func (p *matcher) addProperties(l *place, n *nodePattern) {
	if n.props == nil {
		return
	}
	for i, key := range n.props.keys {
		value := n.props.args[i]
		needs := append(p.free(value), l.name)
		if key == "name" {
			p.addTest(needs, &calledOp{l.display(), l.slot, value, p.c.expr(value, p.scope)})
			continue
		}
		s := maps.Clone(p.scope)
		s[l.name] = binding{l.slot, aNode}
		p.addTest(needs, p.c.filter(equality(l.name, key, value), s, equality(l.display(), key, value)))
	}
}

func equality(name, key string, value *expr) *expr {
	v := &expr{op: opVar, pos: value.pos, text: name}
	property := &expr{op: opProperty, pos: value.pos, text: key, args: []*expr{v}}
	return &expr{op: opCompare, pos: value.pos, keys: []string{"="}, args: []*expr{property, value}}
}

// condition joins what the properties and the WHERE of a relationship ask for,
// which is called name there.
func (l *link) condition(name string) *expr {
	var all []*expr
	if l.props != nil {
		for i, key := range l.props.keys {
			all = append(all, equality(name, key, l.props.args[i]))
		}
	}
	all = append(all, conjuncts(l.where)...)
	switch len(all) {
	case 0:
		return nil
	case 1:
		return all[0]
	}
	return &expr{op: opAnd, pos: all[0].pos, args: all}
}

// display names l for people.
func (l *link) display() string {
	if l.name == "" {
		return l.String()
	}
	return l.name
}

// conjuncts takes a condition apart at AND.
func conjuncts(e *expr) []*expr {
	switch {
	case e == nil:
		return nil
	case e.op != opAnd:
		return []*expr{e}
	}
	var all []*expr
	for _, a := range e.args {
		all = append(all, conjuncts(a)...)
	}
	return all
}

// free returns the variables of this pattern that e speaks of, also those in
// patterns within it.
func (p *matcher) free(e *expr) []string {
	var names []string
	add := func(name string) {
		if _, ok := p.scope[name]; ok && name != "" {
			names = append(names, name)
		}
	}
	e.each(func(e *expr) bool {
		if e.op == opVar {
			add(e.text)
		}
		if e.match != nil {
			for _, c := range e.match.patterns {
				for _, n := range c.nodes {
					add(n.name)
				}
				for _, r := range c.rels {
					add(r.name)
				}
			}
		}
		return true
	})
	return names
}

// display names a place for people: by its variable, or what its first pattern
// asks for.
func (l *place) display() string {
	if !strings.HasPrefix(l.name, " ") {
		return l.name
	}
	w := &writer{}
	l.all[0].write(w)
	return strings.Trim(w.b.String(), "()")
}

func (r *relPattern) String() string {
	w := &writer{}
	r.write(w)
	return w.b.String()
}
