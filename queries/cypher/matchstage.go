package cypher

import "slices"

// beginOp marks where the relationships of a MATCH begin: none of them stands
// twice in one row.
type beginOp struct{ id int }

func (o *beginOp) describe(*description) {}

func (o *beginOp) start(x *execution, next stage) stage { return &beginStage{pass{next}, x, o.id} }

type beginStage struct {
	pass
	x  *execution
	id int
}

func (s *beginStage) push() bool {
	s.x.bases[s.id] = len(s.x.used)
	return s.next.push()
}

// isUsed says whether a relationship stands in this MATCH already.
func (x *execution) isUsed(match int, id int64) bool {
	return slices.Contains(x.used[x.bases[match]:], id)
}

// scanOp lists nodes.
type scanOp struct {
	slot     int
	name     string
	called   eval // names or ids of them; nil for all nodes
	text     *expr
	list     bool // called gives a list
	labelled bool
}

func (o *scanOp) describe(d *description) {
	switch {
	case o.called == nil:
		d.line("look at all nodes for %s", o.name)
	case o.list:
		d.line("find %s by the names or ids %s", o.name, o.text)
	default:
		d.line("find %s by the name or id %s", o.name, o.text)
	}
}

func (o *scanOp) start(x *execution, next stage) stage { return &scanStage{pass{next}, x, o} }

type scanStage struct {
	pass
	x *execution
	o *scanOp
}

func (s *scanStage) push() bool {
	if s.o.called == nil {
		for n := range Node(s.x.g.Nodes()) {
			if s.x.row[s.o.slot] = n; !s.x.work(1) || !s.next.push() {
				return false
			}
		}
		return true
	}
	for _, n := range s.candidates() {
		if s.x.row[s.o.slot] = n; !s.x.work(1) || !s.next.push() {
			return false
		}
	}
	return s.x.err == nil
}

// candidates returns the nodes by name, each once.
func (s *scanStage) candidates() []Node {
	names := []any{s.o.called(s.x)}
	if s.o.list {
		names, _ = names[0].([]any)
	}
	var nodes []Node
	for _, name := range names {
		if text, ok := name.(string); ok {
			nodes = append(nodes, s.x.calledSo(text)...)
		}
	}
	if len(names) > 1 {
		nodes = slices.Clone(nodes)
		slices.Sort(nodes)
		nodes = slices.Compact(nodes)
	}
	return nodes
}

// filterOp keeps the rows for which a condition is true, neither false nor
// null.
type filterOp struct {
	text string
	test eval
}

func (o *filterOp) describe(d *description) { d.line("keep where %s", o.text) }

func (o *filterOp) start(x *execution, next stage) stage {
	return &testStage{pass{next}, x, func() bool {
		v := o.test(x)
		return v == true
	}}
}

// A testStage hands on the rows that pass a test.
type testStage struct {
	pass
	x    *execution
	test func() bool
}

func (s *testStage) push() bool {
	ok := s.test()
	if s.x.err != nil {
		return false
	}
	return !ok || s.next.push()
}

// labelOp keeps the rows whose node has a label.
type labelOp struct {
	name  string
	slot  int
	label *label
}

func (o *labelOp) describe(d *description) {
	w := &writer{}
	o.label.write(w, 0)
	d.line("keep where %s is %s", o.name, w.b.String())
}

func (o *labelOp) start(x *execution, next stage) stage {
	return &testStage{pass{next}, x, func() bool {
		n, ok := x.row[o.slot].(Node)
		return ok && o.label.fits(x.g, n)
	}}
}

func (l *label) fits(g Graph, n Node) bool {
	switch l.op {
	case '!':
		return !l.args[0].fits(g, n)
	case '&':
		return !slices.ContainsFunc(l.args, func(a *label) bool { return !a.fits(g, n) })
	case '|':
		return slices.ContainsFunc(l.args, func(a *label) bool { return a.fits(g, n) })
	}
	return g.HasLabel(n, l.name)
}

// calledOp keeps the rows whose node is called so.
type calledOp struct {
	name string
	slot int
	text *expr
	want eval
}

func (o *calledOp) describe(d *description) { d.line("keep where %s is called %s", o.name, o.text) }

func (o *calledOp) start(x *execution, next stage) stage {
	return &testStage{pass{next}, x, func() bool {
		text, isText := o.want(x).(string)
		n, isNode := x.row[o.slot].(Node)
		if !isText || !isNode {
			return false
		}
		_, found := slices.BinarySearch(x.calledSo(text), n)
		return found
	}}
}

// isNodeOp makes sure that a name which came from elsewhere stands for a node;
// where it is null nothing matches.
type isNodeOp struct {
	pattern *nodePattern
	slot    int
}

func (o *isNodeOp) describe(*description) {}

func (o *isNodeOp) start(x *execution, next stage) stage {
	return &testStage{pass{next}, x, func() bool {
		v := x.row[o.slot]
		_, ok := v.(Node)
		if !ok && v != nil {
			x.fail(o.pattern.pos, "expected "+o.pattern.name+" to be a node, found "+describeValue(v))
		}
		return ok
	}}
}

// pathOp makes the value of "p = …" of what stands between its ends.
type pathOp struct {
	name  string
	slot  int
	nodes []*place
	links []*link
}

func (o *pathOp) describe(d *description) { d.line("call the whole path %s", o.name) }

func (o *pathOp) start(x *execution, next stage) stage { return &pathStage{pass{next}, x, o} }

type pathStage struct {
	pass
	x *execution
	o *pathOp
}

func (s *pathStage) push() bool {
	row := s.x.row
	at, ok := row[s.o.nodes[0].slot].(Node)
	if !ok {
		return true
	}
	p := Path{Nodes: []Node{at}}
	step := func(r Relationship) {
		if at == r.From {
			at = r.To
		} else {
			at = r.From
		}
		p.Nodes, p.Relationships = append(p.Nodes, at), append(p.Relationships, r)
	}
	for _, l := range s.o.links {
		switch v := row[l.slot].(type) {
		case Relationship:
			step(v)
		case []any:
			for _, r := range v {
				step(r.(Relationship))
			}
		}
	}
	row[s.o.slot] = p
	return s.next.push()
}

// optionalOp is OPTIONAL MATCH: where nothing matches, its variables, the slots
// from first up to after, are null.
type optionalOp struct {
	ops          []operator
	first, after int
}

func (o *optionalOp) describe(d *description) {
	d.line("if there is any, else null:")
	d.inside(o.ops)
}

func (o *optionalOp) start(x *execution, next stage) stage {
	s := &optionalStage{pass: pass{next}, x: x, o: o}
	s.inner = start(x, o.ops, &foundStage{s})
	return s
}

type optionalStage struct {
	pass
	x     *execution
	o     *optionalOp
	inner stage
	found bool
}

func (s *optionalStage) push() bool {
	s.found = false
	more := s.inner.push()
	if s.found || s.x.err != nil {
		return more && s.x.err == nil
	}
	clear(s.x.row[s.o.first:s.o.after])
	return s.next.push()
}

// foundStage ends the inner part of an optional one.
type foundStage struct{ of *optionalStage }

func (s *foundStage) push() bool {
	s.of.found = true
	return s.of.next.push()
}

func (s *foundStage) done() {}
