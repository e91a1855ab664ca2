package queries

import (
	"cmp"
	"slices"

	"github.com/dramatis-kg/dramatis/graph"
)

// Between returns what directly relates two entities, their shared neighbours,
// those that most supports (limit of all; 0 means 40), and the facts between
// all of them that f chooses.
func (s *Snapshot) Between(a, b string, limit int, f Filter) Subgraph {
	x, okA := s.id(a)
	y, okB := s.id(b)
	if !okA || !okB {
		return Subgraph{}
	}
	if limit <= 0 {
		limit = 40
	}
	keep := s.relates(s.choose(f), x, y)
	beside := map[int32]int{}
	for v, bundle := range bundles(s.links.of(x)) {
		beside[v] = s.support(bundle, keep)
	}
	value := map[int32]int{}
	var both []int32
	for v, bundle := range bundles(s.links.of(y)) {
		if n := min(beside[v], s.support(bundle, keep)); n > 0 {
			value[v] = n
			both = append(both, v)
		}
	}
	slices.SortFunc(both, func(v, w int32) int {
		return cmp.Or(cmp.Compare(value[w], value[v]), s.compareImportance(v, w))
	})
	room := min(len(both), max(limit-2, 0))
	chosen := append([]int32{x, y}, both[:room]...)
	g := s.between(chosen, chosen[:2], keep)
	g.HiddenEntities += len(both) - room
	g.HiddenFacts = s.countHidden(both[room:], nil, func(f *graph.Fact) bool {
		return keep(f) && (concerns(f, isIRI(a)) || concerns(f, isIRI(b)))
	})
	return g
}

func isIRI(want string) party {
	return func(iri, _ string) bool { return iri == want }
}

// Events returns facts that have a time, in the order of their beginnings:
// those about the entity of iri, or all for "". Of more than limit (0 means
// 30) those stay that relate the most important entities. What another fact of
// the same sentence says more fully is left out.
func (s *Snapshot) Events(iri string, limit int, f Filter) Subgraph {
	if limit <= 0 {
		limit = 30
	}
	if i, ok := s.id(iri); ok {
		f.About = s.entities[i].IRI
	}
	var g Subgraph
	dated := s.told(inTime(s.Facts(f)))
	g.Facts, g.HiddenFacts = s.weightiest(dated, limit)
	seen := map[string]bool{}
	take := func(iri string) bool {
		i, ok := s.ids[iri]
		if ok && !seen[iri] {
			seen[iri] = true
			g.Entities = append(g.Entities, s.entities[i])
		}
		return ok
	}
	if f.About != "" && take(f.About) {
		g.Focus = []string{f.About}
	}
	for n := range g.Facts {
		f := &g.Facts[n]
		if take(f.Subject) && take(f.Object) {
			g.Links = append(g.Links, Link{Fact: n, From: f.Subject, To: f.Object})
		}
	}
	return g
}

// told leaves out facts that say what others of the list say more fully, or
// twice.
func (s *Snapshot) told(facts []graph.Fact) []graph.Fact {
	spelled := map[restated]bool{}
	type saying struct{ time, subject, predicate, object string }
	said := map[saying]bool{}
	for i := range facts {
		spellOut(&facts[i], spelled)
	}
	return slices.DeleteFunc(facts, func(f graph.Fact) bool {
		what := saying{f.Time, f.SubjectName, f.Predicate, f.ObjectName}
		twice := said[what]
		said[what] = true
		return twice || f.Object != "" && !s.whole(f.Object) && spelled[restatement(&f)]
	})
}

// weightiest keeps at most n facts, in their order, and counts the others.
func (s *Snapshot) weightiest(facts []graph.Fact, n int) ([]graph.Fact, int) {
	if len(facts) <= n {
		return facts, 0
	}
	weight := func(f *graph.Fact) int {
		w := 0
		for _, iri := range []string{f.Subject, f.Object} {
			if i, ok := s.ids[iri]; ok && s.entities[i].Named {
				w += 20 + min(s.entities[i].Mentions, 20)
			} else if ok {
				w += 5
			}
		}
		if f.Asserted() {
			w += 10
		}
		return w
	}
	order := make([]int, len(facts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(weight(&facts[b]), weight(&facts[a])) })
	order = order[:n]
	slices.Sort(order)
	kept := make([]graph.Fact, n)
	for k, i := range order {
		kept[k] = facts[i]
	}
	return kept, len(facts) - n
}
