package cypher

// A hop is what all steps over a relationship of a pattern have in common.
type hop struct {
	*link
	slot      int
	from, to  *place // as they are walked
	turned    bool   // from and to are not as they are written
	direction direction
	types     []bool // nil for all
	track     int    // the MATCH in which no relationship stands twice; -1 where none can
	outOf     bool   // from has a value already, which all but knownOp ask for
	into      bool   // to has a value already
	each      int    // slot of one relationship among many, where test is not nil
	test      eval
}

func (h *hop) words() string {
	whole := h.pattern()
	switch {
	case h.into && h.outOf:
		return "keep where there is " + whole
	case h.link.known:
		return "look at the ends of " + whole
	}
	return "go from " + h.from.display() + " over " + whole
}

// pattern writes the link with its ends as in the query.
func (l *link) pattern() string {
	return "(" + l.from.display() + ")" + l.String() + "(" + l.to.display() + ")"
}

// allows says whether a may be crossed, apart from what was crossed before.
func (h *hop) allows(a *Arc) bool {
	switch {
	case h.types != nil && !h.types[a.Type]:
		return false
	case h.direction == ahead:
		return !a.Back
	case h.direction == back:
		return a.Back
	}
	return !a.Back || a.From != a.To // a relationship from a node to itself comes once
}

// passes says whether the relationship meets the condition on each.
func (h *hop) passes(x *execution, r Relationship) bool {
	if h.test == nil {
		return true
	}
	x.row[h.each] = r
	return h.test(x) == true && x.err == nil
}

// expandOp crosses one relationship.
type expandOp struct{ hop }

func (o *expandOp) describe(d *description) { d.line("%s", o.words()) }

func (o *expandOp) start(x *execution, next stage) stage { return &expandStage{pass{next}, x, &o.hop} }

type expandStage struct {
	pass
	x *execution
	h *hop
}

func (s *expandStage) push() bool {
	x, h := s.x, s.h
	from, ok := x.row[h.from.slot].(Node)
	if !ok {
		return true
	}
	target := Node(-1)
	if h.into {
		if target, ok = x.row[h.to.slot].(Node); !ok {
			return true
		}
	}
	for a := range x.g.Arcs(from, target) {
		if !x.work(1) {
			return false
		}
		if !h.allows(a) || h.track >= 0 && x.isUsed(h.track, a.ID) {
			continue
		}
		if !h.into {
			x.row[h.to.slot] = a.other()
		}
		if h.kept {
			x.row[h.slot] = a.Relationship
		}
		if !x.cross(h, a.ID, s.next) {
			return false
		}
	}
	return x.work(1)
}

// cross hands the row on while a relationship counts as crossed.
func (x *execution) cross(h *hop, id int64, next stage) bool {
	if h.track < 0 {
		return next.push()
	}
	x.used = append(x.used, id)
	more := next.push()
	x.used = x.used[:len(x.used)-1]
	return more
}

// knownOp goes over a relationship that an earlier clause found.
type knownOp struct{ hop }

func (o *knownOp) describe(d *description) { d.line("%s", o.words()) }

func (o *knownOp) start(x *execution, next stage) stage { return &knownStage{pass{next}, x, &o.hop} }

type knownStage struct {
	pass
	x *execution
	h *hop
}

func (s *knownStage) push() bool {
	x, h := s.x, s.h
	r, ok := x.row[h.slot].(Relationship)
	if !ok {
		if v := x.row[h.slot]; v != nil {
			x.fail(h.pos, "expected "+h.name+" to be a relationship, found "+describeValue(v))
		}
		return x.err == nil
	}
	if h.types != nil && !h.types[r.Type] || h.track >= 0 && x.isUsed(h.track, r.ID) {
		return true
	}
	start, end := x.row[h.from.slot], x.row[h.to.slot]
	defer func() { x.row[h.from.slot], x.row[h.to.slot] = start, end }()
	for _, turn := range []bool{false, true} {
		u, v := r.From, r.To
		if turn {
			u, v = v, u
		}
		switch {
		case turn && h.direction == ahead, !turn && h.direction == back, turn && u == v && h.direction == either,
			h.outOf && start != any(u), h.into && end != any(v),
			h.from == h.to && u != v:
			continue
		}
		x.row[h.from.slot], x.row[h.to.slot] = u, v
		if !x.cross(h, r.ID, s.next) {
			return false
		}
	}
	return true
}
