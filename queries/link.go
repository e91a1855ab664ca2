package queries

import (
	"cmp"
	"iter"
	"slices"

	"github.com/dramatis-kg/dramatis/graph"
)

// An arc leads from one entity to another along a fact.
type arc struct {
	to       int32 // index of an entity
	fact     int32 // index of a fact
	via      int16 // the modifier that names the other end: an index into those of the fact, then into the inner ones; -1 for an object
	forward  bool  // the fact points along the arc, not against it
	asserted bool  // the article itself claims the fact as true
}

// An adjacency holds the arcs of every entity in one slice (compressed sparse
// rows): those of entity i are arcs[start[i]:start[i+1]], sorted by the entity
// they lead to, objects before modifiers, then in document order.
type adjacency struct {
	start []int32
	arcs  []arc
}

// of returns the arcs of entity i.
func (a *adjacency) of(i int32) []arc { return a.arcs[a.start[i]:a.start[i+1]] }

// link makes the adjacency of a snapshot. Each fact gives an arc and its
// reverse for its object, for every modifier that names an entity ("met the
// mayor in Brightwater": met in → Brightwater), and for every entity named
// inside an unnamed one. Literals are no ends.
func link(s *Snapshot) adjacency {
	a := adjacency{start: make([]int32, len(s.entities)+1)}
	s.eachLink(func(from, to int32, _ arc) {
		a.start[from+1]++
		a.start[to+1]++
	})
	for i := range s.entities {
		a.start[i+1] += a.start[i]
	}
	a.arcs = make([]arc, a.start[len(s.entities)])
	next := slices.Clone(a.start)
	s.eachLink(func(from, to int32, l arc) {
		a.arcs[next[from]] = arc{to, l.fact, l.via, true, l.asserted}
		a.arcs[next[to]] = arc{from, l.fact, l.via, false, l.asserted}
		next[from]++
		next[to]++
	})
	for i := range s.entities {
		slices.SortFunc(a.of(int32(i)), compareArcs)
	}
	return a
}

func compareArcs(x, y arc) int {
	forward := func(a arc) int {
		if a.forward {
			return 0
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(x.to, y.to),
		cmp.Compare(min(x.via, 0), min(y.via, 0)),
		cmp.Compare(x.fact, y.fact),
		cmp.Compare(x.via, y.via),
		cmp.Compare(forward(x), forward(y)))
}

// eachLink calls yield with the ends of every link.
func (s *Snapshot) eachLink(yield func(from, to int32, l arc)) {
	for i := range s.facts {
		f := &s.facts[i]
		from, ok := s.ids[f.Subject]
		if !ok {
			continue
		}
		asserted := f.Asserted()
		if to, ok := s.ids[f.Object]; ok && to != from {
			yield(from, to, arc{fact: int32(i), via: -1, asserted: asserted})
		}
		for j, m := range f.Modifiers {
			if to, ok := s.ids[m.Entity]; ok && to != from && m.Entity != f.Object && m.Role != "time" {
				yield(from, to, arc{fact: int32(i), via: int16(j), asserted: asserted})
			}
		}
		for j, m := range s.inner[int32(i)] {
			yield(from, s.ids[m.Entity], arc{fact: int32(i), via: int16(len(f.Modifiers) + j), asserted: asserted})
		}
	}
}

// modifier returns the modifier that arc a passes through, nil for an object.
func (s *Snapshot) modifier(a arc) *graph.Modifier {
	if a.via < 0 {
		return nil
	}
	own := s.facts[a.fact].Modifiers
	if int(a.via) < len(own) {
		return &own[a.via]
	}
	return &s.inner[a.fact][int(a.via)-len(own)]
}

func isAsserted(a arc) bool { return a.asserted }

// bundles goes through arcs by the entity they lead to.
func bundles(arcs []arc) iter.Seq2[int32, []arc] {
	return func(yield func(int32, []arc) bool) {
		for len(arcs) > 0 {
			n := 1
			for n < len(arcs) && arcs[n].to == arcs[0].to {
				n++
			}
			if !yield(arcs[0].to, arcs[:n]) {
				return
			}
			arcs = arcs[n:]
		}
	}
}
