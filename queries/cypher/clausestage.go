package cypher

import (
	"math"
	"slices"
	"strings"
)

// unwindOp makes a row of each element of a list.
type unwindOp struct {
	expr *expr
	list eval
	name string
	slot int
}

func (o *unwindOp) describe(d *description) { d.line("for each %s of %s", o.name, o.expr) }

func (o *unwindOp) start(x *execution, next stage) stage { return &unwindStage{pass{next}, x, o} }

type unwindStage struct {
	pass
	x *execution
	o *unwindOp
}

func (s *unwindStage) push() bool {
	v := s.o.list(s.x)
	list, ok := v.([]any)
	if !ok && v != nil {
		list = []any{v}
	}
	for _, v := range list {
		if s.x.row[s.o.slot] = v; !s.x.work(1) || !s.next.push() {
			return false
		}
	}
	return s.x.err == nil
}

// A computed value has a name and a slot.
type computed struct {
	name  string
	expr  *expr
	value eval
	slot  int
}

func describeComputed(list []computed) string {
	var words []string
	for _, i := range list {
		s := i.expr.String()
		if i.name != s {
			s += " as " + i.name
		}
		words = append(words, s)
	}
	return strings.Join(words, ", ")
}

// projectOp computes values, all before any takes its place: "WITH a AS b, b
// AS a" swaps.
type projectOp struct{ items []computed }

func (o *projectOp) describe(d *description) {
	if len(o.items) > 0 {
		d.line("compute %s", describeComputed(o.items))
	}
}

func (o *projectOp) start(x *execution, next stage) stage {
	return &testStage{pass{next}, x, func() bool {
		for _, i := range o.items { // their slots are new: nobody reads them here
			x.row[i.slot] = i.value(x)
		}
		return true
	}}
}

// distinctOp keeps the first of rows that are alike.
type distinctOp struct{ out []int }

func (o *distinctOp) describe(d *description) { d.line("keep one of rows that are alike") }

func (o *distinctOp) start(x *execution, next stage) stage {
	seen := map[string]bool{}
	row := make([]any, len(o.out))
	return &testStage{pass{next}, x, func() bool {
		for i, s := range o.out {
			row[i] = x.row[s]
		}
		return x.fresh(seen, row)
	}}
}

// sortOp puts the rows in order; equal ones stay as they came.
type sortOp struct {
	keys []sortKey
	out  []int
}

type sortKey struct {
	expr  *expr
	value eval
	desc  bool
}

func (o *sortOp) describe(d *description) {
	var words []string
	for _, k := range o.keys {
		words = append(words, k.expr.String()+map[bool]string{true: " descending"}[k.desc])
	}
	d.line("put in order by %s", strings.Join(words, ", "))
}

func (o *sortOp) start(x *execution, next stage) stage {
	return &sortStage{pass: pass{next}, x: x, o: o}
}

type sortStage struct {
	pass
	x    *execution
	o    *sortOp
	rows [][]any // the keys, then the values of o.out
}

func (s *sortStage) push() bool {
	row := make([]any, 0, len(s.o.keys)+len(s.o.out))
	for _, k := range s.o.keys {
		row = append(row, k.value(s.x))
	}
	for _, slot := range s.o.out {
		row = append(row, s.x.row[slot])
	}
	s.rows = append(s.rows, row)
	return s.x.keep(1)
}

func (s *sortStage) done() {
	slices.SortStableFunc(s.rows, func(a, b []any) int {
		if !s.x.work(1) {
			return 0 // of no use any more: come to the end
		}
		for i, k := range s.o.keys {
			if c := order(a[i], b[i], 0); c != 0 {
				if k.desc {
					return -c
				}
				return c
			}
		}
		return 0
	})
	for _, row := range s.rows {
		for i, slot := range s.o.out {
			s.x.row[slot] = row[len(s.o.keys)+i]
		}
		if s.x.err != nil || !s.next.push() {
			break
		}
	}
	if s.x.err == nil {
		s.next.done()
	}
}

// sliceOp is SKIP and LIMIT.
type sliceOp struct {
	skip, limit *counter
	written     *projection
}

// A counter is a number that is the same for all rows.
type counter struct {
	word  string
	pos   int
	value eval
}

// read returns the number, or otherwise where there is none.
func (c *counter) read(x *execution, otherwise int) int {
	if c == nil {
		return otherwise
	}
	v := c.value(x)
	n, ok := v.(int64)
	if !ok || n < 0 {
		x.fail(c.pos, "expected a whole number from 0 on after "+c.word+", found "+describeValue(v))
	}
	return int(min(n, math.MaxInt32))
}

func (o *sliceOp) describe(d *description) {
	if o.skip != nil {
		d.line("leave out the first %s", o.written.skip)
	}
	if o.limit != nil {
		d.line("stop after %s", o.written.limit)
	}
}

func (o *sliceOp) start(x *execution, next stage) stage {
	return &sliceStage{pass{next}, x, o.skip.read(x, 0), o.limit.read(x, math.MaxInt)}
}

type sliceStage struct {
	pass
	x           *execution
	skip, limit int
}

func (s *sliceStage) push() bool {
	switch {
	case s.x.err != nil || s.limit == 0:
		return false
	case s.skip > 0:
		s.skip--
		return true
	}
	s.limit--
	return s.next.push() && s.limit > 0
}
