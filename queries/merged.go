package queries

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/identity"
)

// A namer is a Source that tells which names stand in which documents and what
// was judged of them. *graph.Store is one.
type namer interface {
	Occurrences(ctx context.Context) iter.Seq2[identity.Occurrence, error]
	Judgements(ctx context.Context) iter.Seq2[identity.Judgement, error]
}

// Unmerged returns src with every name by itself, as the articles have it, for
// Load to read.
func Unmerged(src Source) Source { return struct{ Source }{src} }

// Identity tells which names are joined in which actors; nil where the source
// is Unmerged, or knows nothing of identity.
func (s *Snapshot) Identity() *identity.Resolution {
	if s.register == nil {
		return nil
	}
	return s.register().resolution()
}

// A register holds the names of a source, what was judged of them, and whose
// they are.
type register struct {
	occurrences []identity.Occurrence // by name, then document
	judged      []identity.Judgement
	bearing     map[string][]identity.Name // of each actor, by its IRI
	resolution  func() *identity.Resolution
}

// holding returns the documents that give the bearer of names a role, as
// identity.Resolution.Holding does.
func (r *register) holding(names []identity.Name, role string) []string {
	var docs []string
	for _, n := range names {
		for _, d := range n.Documents {
			i, ok := slices.BinarySearchFunc(r.occurrences, [2]string{n.IRI, d}, func(o identity.Occurrence, at [2]string) int {
				return cmp.Or(cmp.Compare(o.IRI, at[0]), cmp.Compare(o.Document, at[1]))
			})
			if ok && slices.Contains(r.occurrences[i].Roles, role) {
				docs = append(docs, d)
			}
		}
	}
	slices.Sort(docs)
	return slices.Compact(docs)
}

// merge puts actors in place of the names that the source has. This is the only
// place where names become actors: all that is answered rests on it.
func (s *Snapshot) merge(ctx context.Context, src namer) error {
	names, err := collect(ctx, src.Occurrences(ctx))
	if err != nil {
		return fmt.Errorf("queries: load names: %w", err)
	}
	judgements, err := collect(ctx, src.Judgements(ctx))
	if err != nil {
		return fmt.Errorf("queries: load judgements: %w", err)
	}
	s.lives(names)
	slices.SortFunc(names, func(a, b identity.Occurrence) int {
		return cmp.Or(cmp.Compare(a.IRI, b.IRI), cmp.Compare(a.Document, b.Document))
	})
	who := identity.Resolve(names, judgements)
	r := &register{names, judgements, map[string][]identity.Name{}, func() *identity.Resolution { return who }}
	s.register = func() *register { return r }
	for _, a := range who.Actors() {
		r.bearing[a.IRI] = a.Names
		s.entities = append(s.entities, graph.Entity{
			IRI: a.IRI, Name: a.Name, Kind: a.Kind, Named: a.Named, Aliases: a.Aliases, Roles: a.Roles,
			Mentions: a.Mentions, Documents: a.Documents,
		})
	}
	for i := range s.facts {
		rename(&s.facts[i], who)
	}
	return nil
}

// rename puts actors in place of the names in a fact.
func rename(f *graph.Fact, who *identity.Resolution) {
	put := func(iri, name *string) {
		if *iri == "" {
			return
		}
		to := who.Of(*iri, f.Document)
		if to == *iri {
			return
		}
		*iri = to
		if a, ok := who.Actor(to); ok && name != nil {
			*name = a.Name
		}
	}
	put(&f.Subject, &f.SubjectName)
	put(&f.Object, &f.ObjectName)
	put(&f.Source, &f.SourceName)
	f.Modifiers = slices.Clone(f.Modifiers)
	for i := range f.Modifiers {
		put(&f.Modifiers[i].Entity, nil)
	}
}

// lives adds to names when they died and acted, by the facts of their documents.
func (s *Snapshot) lives(names []identity.Occurrence) {
	type key struct{ name, document string }
	at := make(map[key]int, len(names))
	for i := range names {
		if names[i].Kind == extract.Person {
			at[key{names[i].IRI, names[i].Document}] = i
		}
	}
	for i := range s.facts {
		f := &s.facts[i]
		p, ok := parsePeriod(f.Time)
		if !ok || f.Polarity != extract.Affirmed || f.Modality != extract.Asserted || p.first == farPast || p.last == farFuture {
			continue
		}
		who := f.Subject
		if f.Predicate == "kill" {
			who = f.Object
		}
		n, ok := at[key{who, f.Document}]
		switch o := &names[max(n, 0)]; {
		case !ok:
		case f.Predicate == "die" || f.Predicate == "kill":
			if o.Died == "" || p.last < o.Died {
				o.Died = p.last
			}
		case f.Predicate != "be":
			o.Acted = max(o.Acted, p.first)
		}
	}
}
