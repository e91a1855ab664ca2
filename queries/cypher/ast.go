package cypher

// A Query is a query as it was read. Its zero is of no use: Parse makes one.
type Query struct {
	text  string
	parts []*part
}

// A part is what stands between UNIONs.
type part struct {
	all     bool // UNION ALL comes before it
	clauses []clause
}

// A clause is a *matchClause, an *unwindClause or a *projection.
type clause interface{ write(*writer) }

type matchClause struct {
	pos      int
	optional bool
	patterns []*chain
	where    *expr
}

type unwindClause struct {
	pos  int
	list *expr
	name string
}

// A projection is WITH or RETURN.
type projection struct {
	pos         int
	returns     bool
	distinct    bool
	star        bool
	items       []item
	order       []sortItem
	skip, limit *expr
	where       *expr
}

type item struct {
	pos   int
	expr  *expr
	alias string // "" where none is written
	text  string // as written: the name of the column without an alias
}

type sortItem struct {
	expr *expr
	desc bool
}

// A chain is one path of a pattern: nodes with a relationship between each two.
type chain struct {
	pos   int
	name  string // of the whole path; "" for none
	short shortest
	nodes []*nodePattern
	rels  []*relPattern
}

type shortest uint8

const (
	anyLength shortest = iota
	oneShortest
	allShortest
)

type nodePattern struct {
	pos   int
	name  string
	label *label
	props *expr // a map
	where *expr
}

type relPattern struct {
	pos       int
	name      string
	types     []string // as written: "meet", "~consult"
	props     *expr
	where     *expr
	direction direction
	many      bool // with a quantifier: the name stands for a list
	min, max  int  // of the quantifier; max below zero for none
}

type direction uint8

const (
	either direction = iota
	ahead
	back
)

// A label is an expression over labels.
type label struct {
	op   byte // '&', '|', '!' or 0 for a name
	name string
	args []*label
}

type op uint8

const (
	opLiteral  op = iota // value
	opParam              // text
	opVar                // text
	opProperty           // args[0].text
	opIndex              // args[0][args[1]]
	opSlice              // args[0][args[1]..args[2]], whose ends may be nil
	opList               // args
	opMap                // keys, args
	opSign               // text, args[0]
	opMath               // args[0] text args[1]
	opCompare            // args[0] keys[0] args[1] keys[1] args[2] …
	opAnd                // args
	opOr
	opXor
	opNot
	opTest          // text is IN, STARTS WITH, ENDS WITH, CONTAINS or =~
	opIsNull        // args[0]
	opIsNotNull     // args[0]
	opHasLabel      // args[0]:keys[0]:keys[1] …
	opCall          // text(args), distinct
	opCountAll      // count(*)
	opCase          // args: the subject or nil, then condition and result in turn, then the rest or nil
	opQuantifier    // text is all, any, none or single; keys[0] the variable; args: list, condition
	opReduce        // keys: accumulator, variable; args: start, list, step
	opComprehension // keys[0] the variable; args: list, condition or nil, result or nil
	opGather        // pattern comprehension: match, args[0]
	opExists        // match
	opCount         // match: COUNT { … }
	opSlot          // made by the compiler: the value of slot value.(int)
)

// An expr is an expression.
type expr struct {
	op       op
	pos      int
	text     string
	value    any
	keys     []string
	args     []*expr
	distinct bool
	match    *matchClause
}

// each calls visit with e and all expressions in it, patterns included, until
// visit says that it does not want to go in.
func (e *expr) each(visit func(*expr) bool) {
	if e == nil || !visit(e) {
		return
	}
	for _, a := range e.args {
		a.each(visit)
	}
	if e.match != nil {
		e.match.each(visit)
	}
}

// each is that of expr for all that stands in a MATCH.
func (m *matchClause) each(visit func(*expr) bool) {
	for _, c := range m.patterns {
		for _, n := range c.nodes {
			n.props.each(visit)
			n.where.each(visit)
		}
		for _, r := range c.rels {
			r.props.each(visit)
			r.where.each(visit)
		}
	}
	m.where.each(visit)
}

// expressions calls visit with all expressions of a query.
func (q *Query) expressions(visit func(*expr) bool) {
	for _, p := range q.parts {
		for _, c := range p.clauses {
			switch c := c.(type) {
			case *matchClause:
				c.each(visit)
			case *unwindClause:
				c.list.each(visit)
			case *projection:
				c.each(visit)
			}
		}
	}
}

func (p *projection) each(visit func(*expr) bool) {
	for _, i := range p.items {
		i.expr.each(visit)
	}
	for _, s := range p.order {
		s.expr.each(visit)
	}
	p.skip.each(visit)
	p.limit.each(visit)
	p.where.each(visit)
}
