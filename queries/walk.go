package queries

import (
	"context"
	"math/bits"

	"github.com/dramatis-kg/dramatis/graph"
)

// A walker searches one snapshot under one set of options.
type walker struct {
	s        *Snapshot
	ctx      context.Context
	passes   func(*graph.Fact) bool
	directed bool
	avoid    map[int32]bool
	barred   map[int32]bool    // entities that this search leaves out
	cut      map[[2]int32]bool // steps, by their ends, that this search leaves out
}

// A trail is a path as indices of entities; its zero is none.
type trail struct {
	nodes  []int32
	weight int // compares trails of equal length; less is better
}

func (s *Snapshot) walker(ctx context.Context, o PathOptions) *walker {
	w := &walker{s: s, ctx: ctx, passes: s.passes(o), directed: o.Directed, avoid: map[int32]bool{}}
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
	return w.passes(&w.s.facts[a.fact])
}

// open says whether some arc of a bundle from u to v may be crossed.
func (w *walker) open(u, v int32, bundle []arc, back bool) bool {
	if w.avoid[v] || w.barred[v] {
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
	modifierWeight = 60 // "met in Geneva" relates less than "met the mayor"
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
		f := &w.s.facts[a.fact]
		n := int((1 - min(max(f.Confidence, 0), 1)) * 100)
		if a.via >= 0 {
			n += modifierWeight
		}
		if !f.Asserted() {
			n += claimWeight
		}
		if count == 0 || n < weight {
			best, weight = a, n
		}
		count++
	}
	return best, weight - supportWeight*min(count-1, 4) + supportWeight*4
}

// pass returns the weight of passing through v.
func (w *walker) pass(v int32) int {
	n := hubWeight * bits.Len(uint(len(w.s.links.of(v))))
	if !w.s.entities[v].Named {
		n += unnamedWeight
	}
	return n
}

// A front is a breadth-first search from one end.
type front struct {
	hops map[int32]int32 // from the end
	edge []int32         // entities found last
	back bool
}

func newFront(from int32, back bool) *front {
	return &front{hops: map[int32]int32{from: 0}, edge: []int32{from}, back: back}
}

// grow goes one hop further, and says whether it met other.
func (w *walker) grow(f *front, other *front) bool {
	var next []int32
	met := false
	for n, u := range f.edge {
		if n%1024 == 1023 && w.ctx.Err() != nil {
			return false
		}
		for v, bundle := range bundles(w.s.links.of(u)) {
			if _, seen := f.hops[v]; seen || !w.open(u, v, bundle, f.back) {
				continue
			}
			f.hops[v] = f.hops[u] + 1
			next = append(next, v)
			if other != nil {
				_, there := other.hops[v]
				met = met || there
			}
		}
	}
	f.edge = next
	return met
}

// reach counts the entities within so many hops of one.
func (w *walker) reach(from int32, back bool, hops int) int {
	f := newFront(from, back)
	for ; hops > 0 && len(f.edge) > 0 && w.ctx.Err() == nil; hops-- {
		w.grow(f, nil)
	}
	return len(f.hops) - 1
}

// shortest returns the lightest of the shortest trails from a to b. It grows
// a front from each end, always the smaller one, until they meet.
func (w *walker) shortest(a, b int32, maxHops int) trail {
	if w.avoid[a] || w.avoid[b] {
		return trail{}
	}
	ahead, behind := newFront(a, false), newFront(b, true)
	for hops := 1; hops <= maxHops; hops++ {
		if len(ahead.edge) == 0 || len(behind.edge) == 0 || w.ctx.Err() != nil {
			return trail{}
		}
		met := false
		if len(ahead.edge) <= len(behind.edge) {
			met = w.grow(ahead, behind)
		} else {
			met = w.grow(behind, ahead)
		}
		if met {
			return w.lightest(a, b, hops, ahead, behind)
		}
	}
	return trail{}
}

// lightest chooses among the trails of so many hops. An entity lies on one of
// them if its hops from both ends add up; where only one front has reached it,
// those from the other end follow from the step before.
func (w *walker) lightest(a, b int32, hops int, ahead, behind *front) trail {
	weight := map[int32]int{a: 0}
	before := map[int32]int32{}
	layer := []int32{a}
	for n := 1; n <= hops; n++ {
		var next []int32
		for _, u := range layer {
			for v, bundle := range bundles(w.s.links.of(u)) {
				if !onTrail(v, n, hops, ahead, behind) || !w.open(u, v, bundle, false) {
					continue
				}
				_, cost := w.weigh(bundle)
				if v != b {
					cost += w.pass(v)
				}
				old, seen := weight[v]
				if !seen {
					next = append(next, v)
				}
				if total := weight[u] + cost; !seen || total < old || total == old && u < before[v] {
					weight[v], before[v] = total, u
				}
			}
		}
		layer = next
	}
	t := trail{nodes: make([]int32, hops+1), weight: weight[b]}
	for n, v := hops, b; n >= 0; n-- {
		t.nodes[n] = v
		v = before[v]
	}
	return t
}

// onTrail says whether v can be the nth of so many hops.
func onTrail(v int32, n, hops int, ahead, behind *front) bool {
	fromA, seenA := ahead.hops[v]
	fromB, seenB := behind.hops[v]
	return (!seenA || int(fromA) == n) && (!seenB || int(fromB) == hops-n) && (seenA || seenB)
}
