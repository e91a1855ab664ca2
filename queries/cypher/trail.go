package cypher

import "slices"

// trailOp crosses relationships as often as a quantifier says, none twice.
type trailOp struct{ hop }

func (o *trailOp) describe(d *description) {
	d.line("%s", o.words())
	if o.test != nil {
		d.line("  over those where %s", o.condition(o.display()))
	}
}

func (o *trailOp) start(x *execution, next stage) stage {
	s := &trailStage{pass: pass{next}, x: x, h: &o.hop, deepest: o.max}
	if o.max < 0 {
		s.deepest = max(x.o.Hops, o.min)
	}
	return s
}

type trailStage struct {
	pass
	x       *execution
	h       *hop
	deepest int // most relationships
	target  Node
	trail   []Relationship
}

func (s *trailStage) push() bool {
	from, ok := s.x.row[s.h.from.slot].(Node)
	if !ok {
		return true
	}
	if s.h.into {
		if s.target, ok = s.x.row[s.h.to.slot].(Node); !ok {
			return true
		}
	}
	s.trail = s.trail[:0]
	return s.walk(from)
}

// walk hands on the trails from n on and says whether more are wanted.
func (s *trailStage) walk(n Node) bool {
	x, h := s.x, s.h
	if len(s.trail) >= h.min && (!h.into || n == s.target) && !s.emit(n) {
		return false
	}
	if len(s.trail) == h.max {
		return true
	}
	for a := range x.g.Arcs(n, -1) {
		if !x.work(1) {
			return false
		}
		if !h.allows(a) || x.isUsed(h.track, a.ID) || !h.passes(x, a.Relationship) {
			if x.err != nil {
				return false
			}
			continue
		}
		if len(s.trail) == s.deepest { // only where there is no upper end
			x.limited = &LimitError{"hops", s.deepest}
			return true
		}
		s.trail = append(s.trail, a.Relationship)
		x.used = append(x.used, a.ID)
		more := s.walk(a.other())
		x.used = x.used[:len(x.used)-1]
		s.trail = s.trail[:len(s.trail)-1]
		if !more {
			return false
		}
	}
	return x.work(1)
}

// emit hands on the trail so far, which ends at n.
func (s *trailStage) emit(n Node) bool {
	x, h := s.x, s.h
	if !h.into {
		x.row[h.to.slot] = n
	}
	if h.kept {
		x.row[h.slot] = listOf(s.trail, h.turned)
	}
	return x.work(1) && s.next.push()
}

// listOf makes a list of a trail, in the order of the pattern.
func listOf(trail []Relationship, turned bool) []any {
	list := make([]any, len(trail))
	for i, r := range trail {
		list[i] = r
	}
	if turned {
		slices.Reverse(list)
	}
	return list
}
