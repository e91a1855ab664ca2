package graph

import (
	"cmp"
	"slices"

	"github.com/dramatis-kg/dramatis/graph/identity"
)

// tallies holds what documents say of each entity, by IRI.
type tallies map[string][]identity.Occurrence

func (t tallies) add(all []identity.Occurrence) {
	for _, o := range all {
		t[o.IRI] = append(t[o.IRI], o)
	}
}

// sorted returns the entities by IRI.
func (t tallies) sorted() []Entity {
	out := make([]Entity, 0, len(t))
	for iri, of := range t {
		out = append(out, entityOf(identity.Describe(iri, of)))
	}
	slices.SortFunc(out, func(a, b Entity) int { return cmp.Compare(a.IRI, b.IRI) })
	return out
}

// entityOf returns an actor in the form of an entity.
func entityOf(a identity.Actor) Entity {
	return Entity{
		IRI: a.IRI, Name: a.Name, Kind: a.Kind, Named: a.Named, Aliases: a.Aliases, Roles: a.Roles,
		Mentions: a.Mentions, Documents: a.Documents,
	}
}
