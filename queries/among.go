package queries

import "slices"

// Among returns the entities of some IRIs and the facts between them that f
// chooses; IRIs that nothing has are left out.
func (s *Snapshot) Among(iris []string, f Filter) Subgraph {
	var chosen []int32
	seen := map[int32]bool{}
	for _, iri := range iris {
		if i, ok := s.id(iri); ok && !seen[i] {
			seen[i] = true
			chosen = append(chosen, i)
		}
	}
	objects, modifiers := s.inside(chosen, s.choose(f))
	ties := slices.Concat(objects, modifiers)
	slices.SortFunc(ties, byFact)
	return s.assemble(chosen, chosen, ties)
}
