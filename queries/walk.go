package queries

import (
	"context"
	"math/bits"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

// A walker searches one snapshot under one set of options.
type walker struct {
	s        *Snapshot
	ctx      context.Context
	plain    bool                   // crosses all asserted facts and no others
	passes   func(*graph.Fact) bool // where not plain
	directed bool
	avoid    map[int32]bool
	kind     extract.Kind      // the only one to pass through; "" for all
	ends     [2]int32          // of any kind; below zero for none
	barred   map[int32]bool    // entities that this search leaves out
	cut      map[[2]int32]bool // steps, by their ends, that this search leaves out
}

// A trail is a path as indices of entities; its zero is none.
type trail struct {
	nodes  []int32
	weight int // compares trails of equal length; less is better
}

// walker makes a walker between two entities; -1 stands for none.
func (s *Snapshot) walker(ctx context.Context, a, b int32, o PathOptions) *walker {
	w := &walker{
		s: s, ctx: ctx, plain: o.plain(), passes: s.passes(o), directed: o.Directed,
		avoid: map[int32]bool{}, kind: o.Kind, ends: [2]int32{a, b},
	}
	for _, iri := range o.Avoid {
		if i, ok := s.id(iri); ok {
			w.avoid[i] = true
		}
	}
	return w
}

// usable says whether a walk may leave along a; back is a walk from the end
// towards the beginning.
func (w *walker) usable(a arc, back bool) bool {
	if w.directed && a.forward == back {
		return false
	}
	return w.plain && a.asserted || !w.plain && w.passes(&w.s.facts[a.fact])
}

// shut says whether no walk may come to v.
func (w *walker) shut(v int32) bool {
	return w.avoid[v] || w.kind != "" && w.s.entities[v].Kind != w.kind && v != w.ends[0] && v != w.ends[1]
}

// open says whether some arc of a bundle from u to v may be crossed.
func (w *walker) open(u, v int32, bundle []arc, back bool) bool {
	if w.shut(v) || w.barred[v] {
		return false
	}
	if back {
		u, v = v, u
	}
	if w.cut[[2]int32{u, v}] {
		return false
	}
	for _, a := range bundle {
		if w.usable(a, back) {
			return true
		}
	}
	return false
}

// What weighs on a path, in hundredths of a confidence of nothing.
const (
	modifierWeight = 60 // "met in Port Ellery" relates less than "met the mayor"
	innerWeight    = 40 // and "hailed the sale of the ferry" still less
	claimWeight    = 80 // reported, planned or denied
	unnamedWeight  = 50 // "two ammunition dumps" of one article
	hubWeight      = 10 // for each doubling of an entity's facts
	supportWeight  = 5  // taken off for each further fact, up to 4
)

// weigh returns the best arc of a bundle and the weight of crossing to v.
func (w *walker) weigh(bundle []arc) (best arc, weight int) {
	count := 0
	for _, a := range bundle {
		if !w.usable(a, false) {
			continue
		}
		n := w.s.cross(a)
		if count == 0 || n < weight {
			best, weight = a, n
		}
		count++
	}
	return best, weight - supportWeight*min(count-1, 4) + supportWeight*4
}

// cross returns the weight of crossing a alone.
func (s *Snapshot) cross(a arc) int {
	f := &s.facts[a.fact]
	n := int((1 - min(max(f.Confidence, 0), 1)) * 100)
	if a.via >= 0 {
		n += modifierWeight
	}
	if int(a.via) >= len(f.Modifiers) {
		n += innerWeight
	}
	if !a.asserted {
		n += claimWeight
	}
	return n
}

// pass returns the weight of passing through v.
func (s *Snapshot) pass(v int32) int {
	n := hubWeight * bits.Len(uint(len(s.links.of(v))))
	if !s.entities[v].Named {
		n += unnamedWeight
	}
	return n
}
