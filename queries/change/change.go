// Package change tells what one graph says that another does not.
package change

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/claim"
)

// A State is what is known at some time: documents and what they say.
type State struct {
	Documents []graph.Document
	Facts     []graph.Fact // in document order
}

// Of returns all that a snapshot holds.
func Of(s *queries.Snapshot) State {
	return State{s.Documents(), s.Facts(queries.Filter{})}
}

// Until returns what a reader knew at the end of the time until, a date such as
// 2016-03-24 or 2016-03: what documents say that were published by then.
// Documents without a date belong to no time.
func Until(s *queries.Snapshot, until string) (State, error) {
	_, last, ok := queries.Days(until)
	if !ok || last == "" {
		return State{}, fmt.Errorf("change: %q is not a date such as 2016-03-24, 2016-03 or 2016", until)
	}
	var st State
	in := map[string]bool{}
	for _, d := range s.Documents() {
		if first, _, ok := queries.Days(d.Published); ok && first <= last {
			in[d.IRI] = true
			st.Documents = append(st.Documents, d)
		}
	}
	for _, f := range s.Facts(queries.Filter{}) {
		if in[f.Document] {
			st.Facts = append(st.Facts, f)
		}
	}
	return st, nil
}

// A Diff is how one state differs from another.
type Diff struct {
	NewDocuments, GoneDocuments []graph.Document
	NewActors, GoneActors       []Actor      // that facts of one state alone speak of, those with most first
	NewFacts, GoneFacts         []graph.Fact // that one state alone holds; of several that say the same the first
	Turned                      []Turn
}

// An Actor is an entity with a name that takes part in facts.
type Actor struct {
	IRI, Name string
	Facts     int // that it takes part in
}

// A Turn is something that was said before and is denied now, or the other way
// round, while what was said before is still in the graph or is not.
type Turn struct {
	Before, Now graph.Fact // the first of each that say so
}

// Between tells how now differs from before. Facts are compared by what they
// say, not by where: another article that says what is known is no new fact.
func Between(before, now State) Diff {
	var d Diff
	d.NewDocuments = without(now.Documents, before.Documents, func(x *graph.Document) string { return x.IRI })
	d.GoneDocuments = without(before.Documents, now.Documents, func(x *graph.Document) string { return x.IRI })
	d.NewFacts = without(now.Facts, before.Facts, content)
	d.GoneFacts = without(before.Facts, now.Facts, content)
	a, b := actors(before.Facts), actors(now.Facts)
	d.NewActors = without(b, a, func(x *Actor) string { return x.IRI })
	d.GoneActors = without(a, b, func(x *Actor) string { return x.IRI })
	d.Turned = turned(before.Facts, d.NewFacts)
	return d
}

// without returns the members of list that others does not hold, each once.
func without[T any](list, others []T, key func(*T) string) []T {
	have := make(map[string]bool, len(others))
	for i := range others {
		have[key(&others[i])] = true
	}
	var out []T
	for i := range list {
		if k := key(&list[i]); !have[k] {
			have[k] = true
			out = append(out, list[i])
		}
	}
	return out
}

// content is the same text for facts that say the same in the same way.
func content(f *graph.Fact) string {
	return strings.Join([]string{claim.Proposition(f), f.Time, string(f.Polarity), string(f.Modality), claim.Party(f.Source, f.SourceName)}, "\x00")
}

// turned finds, for facts that are new, what was said before with the other
// polarity, by whomever and of whatever time.
func turned(before, fresh []graph.Fact) []Turn {
	core := func(f *graph.Fact) string { return claim.Core(f) + "\x00" + string(f.Modality) }
	first := map[string]*graph.Fact{}
	for i := range before {
		f := &before[i]
		if k := string(f.Polarity) + core(f); first[k] == nil {
			first[k] = f
		}
	}
	var out []Turn
	told := map[string]bool{}
	for i := range fresh {
		f := &fresh[i]
		other := "denied"
		if f.Polarity == "denied" {
			other = "affirmed"
		}
		k := core(f)
		if old := first[other+k]; old != nil && first[string(f.Polarity)+k] == nil && !told[k] {
			told[k] = true
			out = append(out, Turn{*old, *f})
		}
	}
	return out
}

// actors lists the entities with a name that facts speak of, those with most
// facts first.
func actors(facts []graph.Fact) []Actor {
	at := map[string]int{}
	var all []Actor
	for i := range facts {
		f := &facts[i]
		seen := map[string]bool{"": true}
		add := func(iri, name string) {
			if seen[iri] || !claim.Named(iri) {
				return
			}
			seen[iri] = true
			n, known := at[iri]
			if !known {
				n = len(all)
				at[iri] = n
				all = append(all, Actor{IRI: iri, Name: name})
			}
			all[n].Facts++
		}
		add(f.Subject, f.SubjectName)
		add(f.Object, f.ObjectName)
		add(f.Source, f.SourceName)
		for _, m := range f.Modifiers {
			add(m.Entity, m.Text)
		}
	}
	slices.SortFunc(all, func(a, b Actor) int {
		return cmp.Or(cmp.Compare(b.Facts, a.Facts), cmp.Compare(a.Name, b.Name), cmp.Compare(a.IRI, b.IRI))
	})
	return all
}
