package identity

import (
	"cmp"
	"slices"

	"github.com/dramatis-kg/dramatis/extract"
)

// An Occurrence is a name in one document, with what the document says of it.
type Occurrence struct {
	IRI      string // of the name: "dramatis:person/ann-marsh"
	Document string // its IRI
	Date     string // of the document, ISO 8601; "" when unknown
	Name     string
	Kind     extract.Kind
	Named    bool
	Aliases  []string
	Roles    []string
	Mentions int
	Died     string // first day on which a fact of the document lets it die; "" for none
	Acted    string // last day on which a fact of the document lets it act; "" for none
}

// An Actor is what occurrences that mean one thing say together.
type Actor struct {
	IRI       string
	Name      string
	Kind      extract.Kind
	Named     bool
	Aliases   []string
	Roles     []string
	Mentions  int
	Documents []string // IRIs, sorted
	Names     []Name   // the IRIs of names that are joined in it, most mentioned first
}

// A Name is one of the names of an actor.
type Name struct {
	IRI       string
	Text      string
	Mentions  int
	Documents []string // that use it for this actor, sorted
	Reason    string   // why it belongs to the actor; "" for the name the others are joined to
	Whole     bool     // no other actor bears it
}

// Describe joins what occurrences, of which there must be one, say of an actor.
// It takes the name with most mentions, and the other names as aliases; ties
// fall to the first in the alphabet.
func Describe(iri string, of []Occurrence) Actor {
	a := Actor{IRI: iri}
	names, aliases, kinds := map[string]int{}, map[string]int{}, map[extract.Kind]int{}
	full := map[string]int{}
	roles := map[string]ranking{}
	for i := range of {
		o := &of[i]
		a.Named = a.Named || o.Named
		a.Mentions += o.Mentions
		a.Documents = append(a.Documents, o.Document)
		names[o.Name] += o.Mentions
		kinds[o.Kind] += o.Mentions
		for _, alias := range o.Aliases {
			aliases[alias]++
		}
		for place, role := range o.Roles {
			rank, ok := roles[role]
			if !ok || place < rank.place {
				rank.place = place
			}
			rank.documents++
			roles[role] = rank
		}
	}
	slices.Sort(a.Documents)
	a.Documents = slices.Compact(a.Documents)
	a.Kind = commonest(kinds)
	for i := range of {
		full[of[i].Name] = max(full[of[i].Name], fullness(&of[i], a.Kind))
	}
	best := ranked(names, func(x, y string) int {
		return cmp.Or(cmp.Compare(full[y], full[x]), cmp.Compare(names[y], names[x]))
	})
	a.Name = best[0]
	for _, n := range best[1:] {
		aliases[n]++
	}
	delete(aliases, a.Name)
	a.Aliases = ranked(aliases, func(x, y string) int { return cmp.Compare(aliases[y], aliases[x]) })
	a.Roles = ranked(roles, func(x, y string) int {
		return cmp.Or(cmp.Compare(roles[y].documents, roles[x].documents), cmp.Compare(roles[x].place, roles[y].place))
	})
	return a
}

// A ranking orders roles: by documents, then as the documents order them.
type ranking struct{ documents, place int }

// commonest returns the kind with most mentions. What is not known counts only
// where nothing else is, or where the others contradict one another and it is
// twice as frequent.
func commonest(kinds map[extract.Kind]int) extract.Kind {
	best, known := extract.Other, 0
	for k, n := range kinds {
		if k == extract.Other {
			continue
		}
		known++
		if best == extract.Other || cmp.Or(cmp.Compare(n, kinds[best]), cmp.Compare(best, k)) > 0 {
			best = k
		}
	}
	if known > 1 && kinds[extract.Other] > 2*kinds[best] {
		return extract.Other
	}
	return best
}

// ranked returns the keys of m in an order, equals by the alphabet.
func ranked[V any](m map[string]V, order func(x, y string) int) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(x, y string) int { return cmp.Or(order(x, y), cmp.Compare(x, y)) })
	return keys
}
