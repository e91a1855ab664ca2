package cypher

import "slices"

// settle emits the paths and tests all whose variables have a value.
func (p *matcher) settle() {
	for _, path := range p.paths {
		if !p.bound[path.name] && !slices.ContainsFunc(path.links, func(l *link) bool { return !l.done }) &&
			!slices.ContainsFunc(path.nodes, func(l *place) bool { return !l.bound }) {
			p.ops = append(p.ops, path)
			p.bound[path.name] = true
		}
	}
	for _, t := range p.tests {
		if !t.done && !slices.ContainsFunc(t.needs, func(name string) bool { return !p.bound[name] }) {
			p.ops = append(p.ops, t.op)
			t.done = true
		}
	}
}

// advance emits the next step: to a node whose name is told, which are few,
// over the relationship that promises fewest rows, or else to any node. It says
// whether there was one.
func (p *matcher) advance() bool {
	if p.begin(named) {
		return true
	}
	best, least := -1, 0
	for i, l := range p.links {
		if cost := l.cost(); !l.done && cost > 0 && (best < 0 || cost < least) {
			best, least = i, cost
		}
	}
	if best >= 0 {
		p.cross(p.links[best])
		return true
	}
	return p.begin(anyNode)
}

// cost estimates, on a rough scale, how many rows crossing l makes of one; 0
// says that no end of it is known.
func (l *link) cost() int {
	ends := 0
	for _, e := range []*place{l.from, l.to} {
		if e.bound {
			ends++
		}
	}
	switch {
	case l.known && !l.many:
		return 1
	case ends == 0 || l.chain.short != anyLength && ends < 2:
		return 0
	case l.chain.short != anyLength:
		return 6
	case ends == 2 && !l.many:
		return 2
	case ends == 2:
		return 4
	case !l.many && len(l.types) > 0:
		return 3
	case !l.many:
		return 4
	}
	return 8
}

// cross emits the step over l.
func (p *matcher) cross(l *link) {
	l.done = true
	types := p.c.types(l.types)
	track := -1
	if p.trailed && l.chain.short == anyLength {
		track = p.id
	}
	h := hop{link: l, slot: l.slot, types: types, track: track, from: l.from, to: l.to, direction: l.direction}
	if !l.from.bound && l.to.bound {
		h.from, h.to, h.turned = l.to, l.from, true
		h.direction = [...]direction{either, back, ahead}[l.direction]
	}
	h.outOf, h.into = h.from.bound, h.to.bound
	if l.many || l.chain.short != anyLength {
		p.eachCondition(l, &h)
	}
	h.to.bound, h.from.bound = true, true
	p.bound[h.to.name], p.bound[h.from.name] = true, true
	p.bound[l.variable] = true
	switch {
	case l.chain.short != anyLength:
		p.ops = append(p.ops, &shortestOp{h})
	case l.many:
		p.ops = append(p.ops, &trailOp{h})
	case l.known:
		p.ops = append(p.ops, &knownOp{h})
	default:
		p.ops = append(p.ops, &expandOp{h})
	}
}

// eachCondition compiles the condition on every relationship of a quantified
// one. It sees what has a value before.
func (p *matcher) eachCondition(l *link, h *hop) {
	e := l.condition(l.variable)
	if e == nil {
		return
	}
	h.each = p.c.slot()
	s := scope{}
	for name, b := range p.scope {
		if p.bound[name] {
			s[name] = b
		}
	}
	s[l.variable] = binding{h.each, aRelationship}
	h.test = p.c.expr(e, s)
}

// types returns which types of the graph are meant; nil for all.
func (c *compiler) types(names []string) []bool {
	if names == nil {
		return nil
	}
	types := make([]bool, c.plan.g.Types())
	for _, name := range names {
		for _, t := range c.plan.g.TypesNamed(name) {
			types[t] = true
		}
	}
	return types
}

// begin emits a step that finds a node, where one is found at no more than a
// cost, and says whether one was left.
func (p *matcher) begin(most int) bool {
	var best *scanOp
	var at *place
	for _, l := range p.nodes {
		if l.bound {
			continue
		}
		if s := p.scan(l); s.cost() <= most && (best == nil || s.cost() < best.cost()) {
			best, at = s, l
		}
	}
	if best == nil {
		return false
	}
	at.bound = true
	p.bound[at.name] = true
	p.ops = append(p.ops, best)
	return true
}

// scan finds the best way to list what may stand at l: by name where the
// pattern or WHERE tells one that is known by now.
func (p *matcher) scan(l *place) *scanOp {
	s := &scanOp{slot: l.slot, name: l.display()}
	use := func(key string, value *expr, list bool) {
		for _, name := range p.free(value) {
			if !p.bound[name] {
				return
			}
		}
		if (key == "name" || key == "id") && s.called == nil {
			s.called, s.text, s.list = p.c.expr(value, p.scope), value, list
		}
	}
	for _, n := range l.all {
		if n.props != nil {
			for i, key := range n.props.keys {
				use(key, n.props.args[i], false)
			}
		}
		s.labelled = s.labelled || n.label != nil
	}
	for _, e := range conjuncts(p.m.where) {
		switch {
		case e.op == opCompare && len(e.keys) == 1 && e.keys[0] == "=":
			for i, a := range e.args {
				if a.op == opProperty && a.args[0].op == opVar && a.args[0].text == l.name {
					use(a.text, e.args[1-i], false)
				}
			}
		case e.op == opTest && e.text == "IN" && e.args[0].op == opProperty &&
			e.args[0].args[0].op == opVar && e.args[0].args[0].text == l.name:
			use(e.args[0].text, e.args[1], true)
		}
	}
	return s
}

// What scans cost, on a rough scale.
const (
	named = iota
	listed
	labelled
	anyNode
)

func (s *scanOp) cost() int {
	switch {
	case s.called != nil && !s.list:
		return named
	case s.called != nil:
		return listed
	case s.labelled:
		return labelled
	}
	return anyNode
}
