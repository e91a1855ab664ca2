package graph

import (
	"cmp"
	"slices"
)

// A tally joins what documents say of one entity. The outcome does not depend
// on the order in which they come.
type tally struct {
	entity  Entity
	names   map[string]int // mentions under each name
	aliases map[string]int
	roles   map[string]ranking
}

// A ranking orders roles: by documents, then as the documents order them.
type ranking struct{ documents, place int }

// tallies holds what was found of each entity, by IRI.
type tallies map[string]*tally

func (t tallies) add(iri, doc string, r entityRecord) {
	e := t[iri]
	if e == nil {
		e = &tally{
			entity: Entity{IRI: iri, Kind: r.Kind, Named: r.Named},
			names:  make(map[string]int), aliases: make(map[string]int), roles: make(map[string]ranking),
		}
		t[iri] = e
	}
	e.entity.Mentions += r.Mentions
	e.entity.Documents = append(e.entity.Documents, doc)
	e.names[r.Name] += r.Mentions
	for _, a := range r.Aliases {
		e.aliases[a]++
	}
	for i, role := range r.Roles {
		rank, ok := e.roles[role]
		if !ok || i < rank.place {
			rank.place = i
		}
		rank.documents++
		e.roles[role] = rank
	}
}

// sorted returns the entities by IRI.
func (t tallies) sorted() []Entity {
	out := make([]Entity, 0, len(t))
	for _, e := range t {
		out = append(out, e.sum())
	}
	slices.SortFunc(out, func(a, b Entity) int { return cmp.Compare(a.IRI, b.IRI) })
	return out
}

// sum returns the entity: its name is the one with most mentions, and the other
// names are aliases. Ties fall to the first in the alphabet.
func (t *tally) sum() Entity {
	e := t.entity
	slices.Sort(e.Documents)
	names := rank(t.names, func(n int) int { return -n }, func(int) int { return 0 })
	if len(names) > 0 {
		e.Name = names[0]
		for _, n := range names[1:] {
			t.aliases[n]++
		}
	}
	delete(t.aliases, e.Name)
	e.Aliases = rank(t.aliases, func(n int) int { return -n }, func(int) int { return 0 })
	e.Roles = rank(t.roles, func(r ranking) int { return -r.documents }, func(r ranking) int { return r.place })
	return e
}

// rank returns the keys of m, least first and second first, then by alphabet.
func rank[V any](m map[string]V, first, second func(V) int) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(first(m[a]), first(m[b])), cmp.Compare(second(m[a]), second(m[b])), cmp.Compare(a, b))
	})
	return keys
}
