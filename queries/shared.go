package queries

import (
	"context"
	"slices"

	"github.com/dramatis-kg/dramatis/graph"
)

// Shared returns the paths of two steps from a to b, the best first: one for
// each entity next to both, over the facts that o lets pass.
func (s *Snapshot) Shared(ctx context.Context, a, b string, o PathOptions) ([]Path, error) {
	x, y, err := s.ends(a, b, false)
	if err != nil {
		return nil, err
	}
	w := s.walker(ctx, x, y, o)
	var trails []trail
	for v, bundle := range bundles(s.links.of(x)) {
		if back := s.links.between(v, y); v != y && len(back) > 0 && w.open(x, v, bundle, false) && w.open(v, y, back, false) {
			nodes := []int32{x, v, y}
			trails = append(trails, trail{nodes, w.weight(nodes)})
		}
	}
	slices.SortFunc(trails, compareTrails)
	paths := make([]Path, len(trails))
	for i, t := range trails {
		paths[i] = w.path(t)
	}
	return paths, ctx.Err()
}

// FactsBetween returns the facts that two entities both take part in, in whatever
// role: as subject, object, source or in a modifier, by themselves or by name
// within a phrase. Denied, planned and reported ones are among them. They are
// in document order.
func (s *Snapshot) FactsBetween(a, b string) ([]graph.Fact, error) {
	x, y, err := s.ends(a, b, false)
	if err != nil {
		return nil, err
	}
	var facts []graph.Fact
	for i := range s.facts {
		if s.involves(int32(i), s.entities[x].IRI) && s.involves(int32(i), s.entities[y].IRI) {
			facts = append(facts, s.facts[i])
		}
	}
	return facts, nil
}

func (s *Snapshot) involves(fact int32, iri string) bool {
	f := &s.facts[fact]
	is := func(have, _ string) bool { return have == iri }
	return f.Source == iri || concerns(f, is) ||
		slices.ContainsFunc(s.inner[fact], func(m graph.Modifier) bool { return m.Entity == iri })
}
