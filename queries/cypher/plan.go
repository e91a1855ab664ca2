package cypher

import (
	"context"
	"iter"
	"strings"
	"sync"
)

// A Plan is a query made ready for one graph. Goroutines may share it.
type Plan struct {
	g       Graph
	text    string
	params  map[string]any
	columns []string
	parts   []partPlan
	union   bool // without ALL: rows that are alike are one
	slots   int
	matches int
	subs    int
	names   []Unmatched
	called  map[string][]Node // whom the names mean that are written in the query
	levels  sync.Pool         // of *[2]levels
}

// A partPlan is that of what stands between UNIONs.
type partPlan struct {
	ops []operator
	out []int // slots of the columns
}

// An Unmatched is a name in a query that nothing in the graph bears.
type Unmatched struct {
	What string // "label", "type", "name" or "property"
	Name string
}

// Unmatched returns the names in the query that nothing in the graph bears, in
// the order in which they are written. A name that is no constant is left out.
func (p *Plan) Unmatched() []Unmatched { return p.names }

// Columns returns the names of the columns of the answer.
func (p *Plan) Columns() []string { return p.columns }

// String tells, a step a line, how the query is answered.
func (p *Plan) String() string {
	var d description
	for i, part := range p.parts {
		if i > 0 {
			d.line("union with")
		}
		for _, o := range part.ops {
			o.describe(&d)
		}
	}
	if p.union {
		d.line("keep one of rows that are alike")
	}
	d.line("return %s", strings.Join(p.columns, ", "))
	return d.b.String()
}

// Options bound the evaluation of a query.
type Options struct {
	Hops    int // most relationships of a quantifier without an upper end; 0 means 12
	Visited int // most steps of the evaluation: nodes and relationships looked at, elements of lists; 0 means 50,000,000
	Rows    int // most rows; 0 means all
	Kept    int // most rows and values that ORDER BY, DISTINCT and aggregates hold in memory; 0 means 2,000,000
}

func (o Options) resolved() Options {
	for _, d := range []struct {
		value     *int
		otherwise int
	}{{&o.Hops, 12}, {&o.Visited, 50_000_000}, {&o.Kept, 2_000_000}} {
		if *d.value <= 0 {
			*d.value = d.otherwise
		}
	}
	return o
}

// Run yields the rows of the answer, one value a column, in the order that the
// query asks for, else in that of the graph. Last comes an error, if any: an
// *Error of the evaluation, that of ctx, or a *LimitError. After one of "hops"
// the rows are all those within that many steps; after another there may be
// more, and sums or counts that would have been of a part are not given.
func (p *Plan) Run(ctx context.Context, o Options) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		x := &execution{
			ctx: ctx, g: p.g, plan: p, o: o.resolved(), row: make([]any, p.slots),
			bases: make([]int, p.matches), subs: make([]*subrun, p.subs),
		}
		x.err = ctx.Err()
		last := &emitter{x: x, yield: yield, most: o.Rows}
		if p.union {
			last.seen = map[string]bool{}
		}
		for _, part := range p.parts {
			if x.err != nil || last.over {
				break
			}
			last.out = part.out
			first := start(x, part.ops, last)
			first.push()
			if x.err == nil {
				first.done()
			}
		}
		if x.levels != nil {
			p.levels.Put(x.levels)
		}
		if x.err == nil {
			x.err = x.limited
		}
		if x.err != nil && !last.gone {
			yield(nil, x.err)
		}
	}
}

// An execution is one run of a plan. Stages write the values of variables to
// its row and take them back: only what must be kept is copied.
type execution struct {
	ctx     context.Context
	g       Graph
	plan    *Plan
	o       Options
	row     []any
	used    []int64 // relationships on the way here, by MATCH
	bases   []int   // by MATCH: where its relationships begin in used
	subs    []*subrun
	called  map[string][]Node
	levels  *[2]levels // of shortest paths; nil before the first
	regexps map[string]*pattern
	visits  int
	next    int // visits at the next look at the context
	kept    int
	err     error // ends everything
	limited error // is told at the end
}

// checkEvery is how many visits may pass before the context is looked at:
// about a tenth of a millisecond.
const checkEvery = 2048

// work counts n steps and says whether there may be more.
func (x *execution) work(n int) bool {
	x.visits += n
	if x.visits >= x.next {
		x.check()
	}
	return x.err == nil
}

func (x *execution) check() {
	x.next = min(x.visits+checkEvery, x.o.Visited+1)
	switch {
	case x.err != nil:
	case x.ctx.Err() != nil:
		x.err = x.ctx.Err()
	case x.visits > x.o.Visited:
		x.err = &LimitError{"visits", x.o.Visited}
	}
}

// keep counts n values that are held in memory.
func (x *execution) keep(n int) bool {
	if x.kept += n; x.kept > x.o.Kept && x.err == nil {
		x.err = &LimitError{"values kept", x.o.Kept}
	}
	return x.work(n)
}

// fail ends the evaluation with an error at a place of the query. Its value is
// null.
func (x *execution) fail(pos int, msg string) any {
	if x.err == nil {
		x.err = &Error{x.plan.text, pos, msg}
	}
	return nil
}

// calledSo returns Graph.Called, asked once for each name.
func (x *execution) calledSo(name string) []Node {
	if nodes, ok := x.plan.called[name]; ok {
		return nodes
	}
	nodes, ok := x.called[name]
	if !ok {
		if x.called == nil {
			x.called = map[string][]Node{}
		}
		nodes = x.g.Called(name)
		x.called[name] = nodes
	}
	return nodes
}

// An operator is a step of a plan.
type operator interface {
	start(x *execution, next stage) stage
	describe(d *description)
}

// A stage is an operator at work: it takes the row of the execution, and says
// whether it wants more. After the last row comes done, unless there is an
// error.
type stage interface {
	push() bool
	done()
}

// start puts operators to work, the last before next.
func start(x *execution, ops []operator, next stage) stage {
	for i := len(ops) - 1; i >= 0; i-- {
		next = ops[i].start(x, next)
	}
	return next
}

// A pass hands on the end of the rows.
type pass struct{ next stage }

func (p pass) done() { p.next.done() }

// An emitter is the last stage of all.
type emitter struct {
	x     *execution
	yield func([]any, error) bool
	out   []int
	most  int
	rows  int
	seen  map[string]bool // nil but for UNION
	over  bool            // no more rows are wanted
	gone  bool            // nobody listens any more
}

func (e *emitter) push() bool {
	row := make([]any, len(e.out))
	for i, s := range e.out {
		row[i] = e.x.row[s]
	}
	if e.x.err != nil || e.seen != nil && !e.x.fresh(e.seen, row) {
		return e.x.err == nil
	}
	if e.most > 0 && e.rows == e.most {
		e.over, e.x.err = true, &LimitError{"rows", e.most}
		return false
	}
	e.rows++
	if !e.yield(row, nil) {
		e.over, e.gone = true, true
	}
	return !e.over
}

func (e *emitter) done() {}

// fresh says whether no such row was seen before.
func (x *execution) fresh(seen map[string]bool, row []any) bool {
	var key []byte
	for _, v := range row {
		key = appendKey(key, v, 0)
	}
	if seen[string(key)] {
		return false
	}
	seen[string(key)] = true
	return x.keep(1 + len(key)/64)
}
