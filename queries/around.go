package queries

import (
	"cmp"
	"slices"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

// Around returns the entities within some hops of one (0 means 1), and the
// facts between them that f chooses. Beyond the first hop, and where there are
// many, what has neither a name nor a kind is left out; of more than limit
// others (0 means 40) the best supported stay. Denied, planned and reported facts are among them unless f
// leaves them out.
func (s *Snapshot) Around(iri string, hops, limit int, f Filter) Subgraph {
	centre, ok := s.id(iri)
	if !ok {
		return Subgraph{}
	}
	if limit <= 0 {
		limit = 40
	}
	keep := s.choose(f)
	chosen, hidden := []int32{centre}, 0
	seen := map[int32]bool{centre: true}
	edge, asked := chosen, 0
	for hop := range max(hops, 1) {
		asked = len(chosen)
		found := s.supported(edge, seen, keep)
		if hop > 0 || len(found) > limit/2 {
			n := len(found)
			found = slices.DeleteFunc(found, s.faint)
			hidden += n - len(found)
		}
		room := min(len(found), limit-len(chosen))
		hidden += len(found) - room
		edge = found[:room]
		chosen = append(chosen, edge...)
	}
	g := s.between(chosen, chosen[:1], keep)
	g.HiddenFacts = s.countHidden(chosen[:asked], chosen, keep)
	g.HiddenEntities += hidden
	return g
}

// faint says whether entity i is too vague to be worth a place far from what
// was asked about: "part", "15,000", "thousands".
func (s *Snapshot) faint(i int32) bool {
	e := &s.entities[i]
	return !e.Named && (e.Kind == extract.Other || e.Kind == extract.Quantity || e.Kind == extract.Date)
}

// supported returns the entities next to edge that are not yet seen, the best
// supported first, and marks them as seen.
func (s *Snapshot) supported(edge []int32, seen map[int32]bool, keep func(*graph.Fact) bool) []int32 {
	support := map[int32]int{}
	var found []int32
	for _, u := range edge {
		for v, bundle := range bundles(s.links.of(u)) {
			n := s.support(bundle, keep)
			if seen[v] || n == 0 {
				continue
			}
			if support[v] == 0 {
				found = append(found, v)
			}
			support[v] += n
		}
	}
	for _, v := range found {
		seen[v] = true
	}
	slices.SortFunc(found, func(a, b int32) int {
		return cmp.Or(cmp.Compare(support[b], support[a]), s.compareImportance(a, b))
	})
	return found
}

// support weighs the facts of a bundle: an asserted fact supports more than a
// claim, an object more than a modifier.
func (s *Snapshot) support(bundle []arc, keep func(*graph.Fact) bool) int {
	n := 0
	for _, a := range bundle {
		if !keep(&s.facts[a.fact]) {
			continue
		}
		n++
		if a.asserted {
			n++
		}
		if a.via < 0 {
			n++
		}
	}
	return n
}

// compareImportance puts named entities first, then those mentioned more.
func (s *Snapshot) compareImportance(a, b int32) int {
	x, y := &s.entities[a], &s.entities[b]
	if x.Named != y.Named {
		if x.Named {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(y.Mentions, x.Mentions), cmp.Compare(x.Name, y.Name), cmp.Compare(a, b))
}

// Top returns the n most important entities by PageRank (0 means 40), without
// those that no fact relates to another of them.
func (s *Snapshot) Top(n int, f Filter) Subgraph {
	if n <= 0 {
		n = 40
	}
	keep := s.choose(f)
	var chosen []int32
	hidden := 0
	for _, r := range s.Cast(CastOptions{By: "pagerank"}) {
		i := s.ids[r.Entity.IRI]
		if !r.Entity.Named || s.support(s.links.of(i), keep) == 0 {
			continue
		}
		if len(chosen) == n {
			hidden++
			continue
		}
		chosen = append(chosen, i)
	}
	g := s.between(chosen, nil, keep)
	g.HiddenFacts = s.countHidden(chosen, chosen, keep)
	linked := map[string]bool{}
	for _, l := range g.Links {
		linked[l.From], linked[l.To] = true, true
	}
	g.Entities = slices.DeleteFunc(g.Entities, func(e graph.Entity) bool { return !linked[e.IRI] })
	g.HiddenEntities = hidden + len(chosen) - len(g.Entities)
	return g
}

// Join returns the entities and facts of some paths.
func (s *Snapshot) Join(paths []Path) Subgraph {
	var chosen, focus []int32
	var ties []arc
	add := func(list []int32, i int32) []int32 {
		if slices.Contains(list, i) {
			return list
		}
		return append(list, i)
	}
	for _, p := range paths {
		for n, step := range p.Steps {
			u, v := s.ids[step.From], s.ids[step.To]
			if n == 0 {
				focus = add(focus, u)
			}
			if n == len(p.Steps)-1 {
				focus = add(focus, v)
			}
			chosen = add(add(chosen, u), v)
			ties = append(ties, s.stepTies(step, u, v)...)
		}
	}
	slices.SortFunc(ties, byFact)
	g := s.assemble(chosen, focus, slices.Compact(ties))
	for i := range g.Links {
		g.Links[i].Path = true
	}
	return g
}

// stepTies returns the arcs of a step's facts, from their subjects.
func (s *Snapshot) stepTies(step Step, u, v int32) []arc {
	named := map[string]bool{step.Fact.IRI: true}
	for _, f := range step.Others {
		named[f.IRI] = true
	}
	var ties []arc
	for _, a := range slices.Concat(s.links.between(u, v), s.links.between(v, u)) {
		if f := &s.facts[a.fact]; a.forward && named[f.IRI] {
			ties = append(ties, a)
		}
	}
	return ties
}

// Common returns the entities that asserted facts relate to both a and b, the
// most important first.
func (s *Snapshot) Common(a, b string) []graph.Entity {
	x, okA := s.id(a)
	y, okB := s.id(b)
	if !okA || !okB {
		return nil
	}
	beside := map[int32]bool{}
	for v, bundle := range bundles(s.links.of(x)) {
		beside[v] = slices.ContainsFunc(bundle, isAsserted)
	}
	var both []int32
	for v, bundle := range bundles(s.links.of(y)) {
		if beside[v] && slices.ContainsFunc(bundle, isAsserted) {
			both = append(both, v)
		}
	}
	slices.SortFunc(both, s.compareImportance)
	entities := make([]graph.Entity, len(both))
	for i, v := range both {
		entities[i] = s.entities[v]
	}
	return entities
}

// Degree counts the entities that facts relate the entity of an IRI to.
func (s *Snapshot) Degree(iri string) int {
	i, ok := s.id(iri)
	if !ok {
		return 0
	}
	n := 0
	for range bundles(s.links.of(i)) {
		n++
	}
	return n
}
