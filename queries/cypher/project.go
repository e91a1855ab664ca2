package cypher

import (
	"maps"
	"slices"
)

// project compiles WITH or RETURN; after it, only what it names is in sight.
func (c *compiler) project(p *projection, s scope) (ops []operator, columns []string, out []int, after scope) {
	items := c.items(p, s)
	after = scope{}
	grouped := slices.ContainsFunc(items, func(i item) bool { return hasAggregate(i.expr) })
	table := map[string]int{} // what is computed already, by its text
	if grouped {
		ops = append(ops, c.aggregate(p, items, s, after, table))
	} else {
		ops = append(ops, c.plain(items, s, after, table))
	}
	for _, i := range items {
		columns = append(columns, i.alias)
		out = append(out, after[i.alias].slot)
	}
	if p.distinct {
		ops = append(ops, &distinctOp{out})
	}
	sight := after // what ORDER BY sees
	if !grouped && !p.distinct {
		sight = maps.Clone(s)
		maps.Copy(sight, after)
	}
	if len(p.order) > 0 {
		ops = append(ops, c.sort(p, sight, table, out))
	}
	if p.skip != nil || p.limit != nil {
		ops = append(ops, &sliceOp{c.count(p.skip, "SKIP"), c.count(p.limit, "LIMIT"), p})
	}
	if p.where != nil {
		ops = append(ops, c.filter(substitute(p.where, table), after, p.where))
	}
	return ops, columns, out, after
}

// items returns the items of a projection, each with its name: those of * in
// the order of the alphabet first.
func (c *compiler) items(p *projection, s scope) []item {
	var items []item
	if p.star {
		for _, name := range slices.Sorted(maps.Keys(s)) {
			items = append(items, item{pos: p.pos, expr: &expr{op: opVar, pos: p.pos, text: name}, alias: name})
		}
		if len(items) == 0 {
			c.fail(p.pos, "* stands for all names, and there are none here")
		}
	}
	for _, i := range p.items {
		if i.alias == "" && !p.returns && i.expr.op != opVar {
			c.fail(i.pos, "expected AS and a name after %s in WITH", i.text)
		}
		if i.alias == "" {
			i.alias = i.text
			if i.expr.op == opVar {
				i.alias = i.expr.text
			}
		}
		if slices.ContainsFunc(items, func(o item) bool { return o.alias == i.alias }) {
			c.fail(i.pos, "two columns are called %s: name one with AS", i.alias)
		}
		items = append(items, i)
	}
	return items
}

// plain computes items row by row. Names that keep their meaning keep their
// place.
func (c *compiler) plain(items []item, s, after scope, table map[string]int) operator {
	o := &projectOp{}
	for _, i := range items {
		if old, ok := s[i.expr.text]; ok && i.expr.op == opVar && i.alias == i.expr.text {
			after[i.alias] = old
			continue
		}
		b := binding{c.slot(), aValue}
		if old, ok := s[i.expr.text]; ok && i.expr.op == opVar {
			b.sort = old.sort
		}
		after[i.alias] = b
		table[i.expr.String()] = b.slot
		o.items = append(o.items, computed{i.alias, i.expr, c.expr(i.expr, s), b.slot})
	}
	return o
}

// aggregate compiles items of which some are sums, counts and their like: the
// others say what is grouped.
func (c *compiler) aggregate(p *projection, items []item, s, after scope, table map[string]int) operator {
	o := &aggregateOp{}
	for _, i := range items {
		if hasAggregate(i.expr) {
			continue
		}
		b := binding{c.slot(), aValue}
		if old, ok := s[i.expr.text]; ok && i.expr.op == opVar {
			b.sort = old.sort
		}
		after[i.alias] = b
		table[i.expr.String()] = b.slot
		o.keys = append(o.keys, computed{i.alias, i.expr, c.expr(i.expr, s), b.slot})
	}
	keys := maps.Clone(after)
	for _, i := range items {
		if !hasAggregate(i.expr) {
			continue
		}
		c.aggregates(i.expr, s, o, table)
		e := substitute(i.expr, table)
		e.each(func(v *expr) bool {
			if _, ok := s[v.text]; ok && v.op == opVar {
				if _, ok := keys[v.text]; !ok {
					c.fail(v.pos, "expected %s within an aggregate such as count, or as a column of its own", v.text)
				}
			}
			return true
		})
		slot := c.slot()
		o.items = append(o.items, computed{i.alias, i.expr, c.expr(e, keys), slot})
		after[i.alias] = binding{slot, aValue}
	}
	for _, i := range items {
		table[i.expr.String()] = after[i.alias].slot
	}
	return o
}

// aggregates finds the aggregates in e and gives each a slot.
func (c *compiler) aggregates(e *expr, s scope, o *aggregateOp, table map[string]int) {
	e.each(func(e *expr) bool {
		if !e.isAggregate() {
			return e.match == nil
		}
		key := e.String()
		if _, ok := table[key]; ok {
			return false
		}
		call := aggregateCall{text: e.text, distinct: e.distinct, slot: c.slot(), pos: e.pos}
		if e.op == opCall {
			if len(e.args) != 1 {
				c.fail(e.pos, "expected one argument of %s( ), found %d", e.text, len(e.args))
				return false
			}
			if hasAggregate(e.args[0]) {
				c.fail(e.args[0].pos, "expected no aggregate within %s( ): compute it in a WITH before", e.text)
				return false
			}
			call.arg = c.expr(e.args[0], s)
		}
		table[key] = call.slot
		o.calls = append(o.calls, call)
		return false
	})
}

// substitute returns e with what table holds replaced by its slot.
func substitute(e *expr, table map[string]int) *expr {
	if e == nil || len(table) == 0 {
		return e
	}
	if e.op != opLiteral && e.op != opParam {
		if slot, ok := table[e.String()]; ok {
			return &expr{op: opSlot, pos: e.pos, text: e.String(), value: slot}
		}
	}
	outside := len(e.args) // those that see no names but those outside
	switch e.op {
	case opGather:
		outside = 0
	case opComprehension, opQuantifier:
		outside = 1
	case opReduce:
		outside = 2
	}
	if outside == 0 {
		return e
	}
	copied := *e
	copied.args = slices.Clone(e.args)
	for i, a := range e.args[:outside] {
		copied.args[i] = substitute(a, table)
	}
	return &copied
}

func (c *compiler) sort(p *projection, s scope, table map[string]int, out []int) operator {
	o := &sortOp{out: out}
	for _, i := range p.order {
		e := substitute(i.expr, table)
		if hasAggregate(e) {
			c.fail(i.expr.pos, "expected %s among the columns, to be put in order by", i.expr)
		}
		o.keys = append(o.keys, sortKey{i.expr, c.expr(e, s), i.desc})
	}
	return o
}

// count compiles the number after SKIP or LIMIT, which no variable may be in.
func (c *compiler) count(e *expr, word string) *counter {
	if e == nil {
		return nil
	}
	e.each(func(v *expr) bool {
		if v.op == opVar || v.match != nil {
			c.fail(v.pos, "expected a number or a parameter after %s, found %s", word, v)
		}
		return true
	})
	return &counter{word, e.pos, c.expr(e, scope{})}
}

// filter compiles a condition; written is how it stands in the query.
func (c *compiler) filter(e *expr, s scope, written *expr) operator {
	if hasAggregate(e) {
		c.fail(e.pos, "expected no aggregate in a condition: compute it in a WITH before")
	}
	return &filterOp{written.String(), c.expr(e, s)}
}
