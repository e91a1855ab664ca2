package cypher

import (
	"math"
	"strings"
)

// aggregates lists the functions that make one value of many rows.
var aggregates = map[string]bool{"count": true, "collect": true, "sum": true, "avg": true, "min": true, "max": true}

func (e *expr) isAggregate() bool {
	return e.op == opCountAll || e.op == opCall && aggregates[strings.ToLower(e.text)]
}

// hasAggregate says whether there is one in e, apart from patterns in it.
func hasAggregate(e *expr) bool {
	found := false
	e.each(func(e *expr) bool {
		found = found || e.isAggregate()
		return !found && e.match == nil
	})
	return found
}

// aggregateOp groups rows by keys and makes one row of each group, in the order
// in which the groups were met.
type aggregateOp struct {
	keys  []computed
	calls []aggregateCall
	items []computed
}

type aggregateCall struct {
	text     string // "" for count(*)
	distinct bool
	arg      eval
	slot     int
	pos      int
}

func (o *aggregateOp) describe(d *description) {
	if len(o.keys) == 0 {
		d.line("make one row of all: %s", describeComputed(o.items))
		return
	}
	d.line("make one row for each %s: %s", describeComputed(o.keys), describeComputed(o.items))
}

func (o *aggregateOp) start(x *execution, next stage) stage {
	return &aggregateStage{pass: pass{next}, x: x, o: o, groups: map[string]*group{}}
}

type aggregateStage struct {
	pass
	x      *execution
	o      *aggregateOp
	groups map[string]*group
	order  []*group
	key    []byte
	values []any
}

// A group is the rows with the same keys.
type group struct {
	keys   []any
	totals []total
}

func (s *aggregateStage) push() bool {
	s.values, s.key = s.values[:0], s.key[:0]
	for _, k := range s.o.keys {
		v := k.value(s.x)
		s.values, s.key = append(s.values, v), appendKey(s.key, v, 0)
	}
	g := s.groups[string(s.key)]
	if g == nil {
		g = &group{append([]any(nil), s.values...), make([]total, len(s.o.calls))}
		s.groups[string(s.key)] = g
		s.order = append(s.order, g)
		s.x.keep(1)
	}
	for i := range s.o.calls {
		g.totals[i].add(s.x, &s.o.calls[i])
	}
	return s.x.work(1)
}

func (s *aggregateStage) done() {
	if len(s.order) == 0 && len(s.o.keys) == 0 {
		s.order = append(s.order, &group{totals: make([]total, len(s.o.calls))})
	}
	for _, g := range s.order {
		for i, k := range s.o.keys {
			s.x.row[k.slot] = g.keys[i]
		}
		for i, c := range s.o.calls {
			s.x.row[c.slot] = g.totals[i].value(c.text)
		}
		for _, i := range s.o.items {
			s.x.row[i.slot] = i.value(s.x)
		}
		if !s.x.work(1) || !s.next.push() {
			break
		}
	}
	if s.x.err == nil {
		s.next.done()
	}
}

// A total is the state of an aggregate. Its zero is that of no rows.
type total struct {
	n    int64
	list []any
	best any
	sum  any // nil before the first number
	seen map[string]bool
}

func (t *total) add(x *execution, c *aggregateCall) {
	if c.arg == nil {
		t.n++
		return
	}
	v := c.arg(x)
	if v == nil {
		return
	}
	if c.distinct {
		if t.seen == nil {
			t.seen = map[string]bool{}
		}
		if !x.fresh(t.seen, []any{v}) {
			return
		}
	}
	t.n++
	switch name := strings.ToLower(c.text); name {
	case "collect":
		t.list = append(t.list, v)
		x.keep(1)
	case "min", "max":
		if by := order(v, t.best, 0); t.n == 1 || by < 0 && name == "min" || by > 0 && name == "max" {
			t.best = v
		}
	case "sum", "avg":
		switch {
		case !isNumber(v):
			x.fail(c.pos, "expected a number in "+name+"( ), found "+describeValue(v))
		case t.sum == nil:
			t.sum = v
		default:
			t.sum = x.plus(c.pos, t.sum, v)
		}
	}
}

func (t *total) value(name string) any {
	switch strings.ToLower(name) {
	case "collect":
		if t.list == nil {
			return []any{}
		}
		return t.list
	case "min", "max":
		return t.best
	case "sum":
		if t.sum == nil {
			return int64(0)
		}
		return t.sum
	case "avg":
		switch sum := t.sum.(type) {
		case int64:
			return float64(sum) / float64(t.n)
		case float64:
			return sum / float64(t.n)
		}
		return nil
	}
	return t.n
}

// plus adds numbers; whole ones stay whole.
func (x *execution) plus(pos int, a, b any) any {
	i, isInt := a.(int64)
	j, areInts := b.(int64)
	if isInt && areInts {
		if sum := i + j; (sum > i) == (j > 0) {
			return sum
		}
		return x.fail(pos, "this sum is too large for a whole number")
	}
	return toFloat(a) + toFloat(b)
}

func toFloat(v any) float64 {
	switch v := v.(type) {
	case int64:
		return float64(v)
	case float64:
		return v
	}
	return math.NaN()
}
