package cypher

// A subrun is a pattern within an expression, at work.
type subrun struct {
	first stage
	count int
	once  bool // the first match is enough
	list  []any
	value eval
	x     *execution
}

func (s *subrun) push() bool {
	s.count++
	if s.value != nil {
		s.list = append(s.list, s.value(s.x))
		s.x.work(1)
	}
	return !s.once && s.x.err == nil
}

func (s *subrun) done() {}

// nested compiles EXISTS { }, COUNT { } and [pattern | value].
func (c *compiler) nested(e *expr, s scope) eval {
	id, ops, inner := c.subquery(e.match, s)
	var value eval
	if e.op == opGather {
		value = c.expr(e.args[0], inner)
	}
	return func(x *execution) any {
		s := x.subs[id]
		if s == nil {
			s = &subrun{x: x, once: e.op == opExists, value: value}
			s.first = start(x, ops, s)
			x.subs[id] = s
		}
		s.count, s.list = 0, []any{}
		s.first.push()
		switch {
		case x.err != nil:
			return nil
		case e.op == opExists:
			return s.count > 0
		case e.op == opCount:
			return int64(s.count)
		}
		return s.list
	}
}
