// Package queries answers questions about a graph: who is meant by a name, who
// matters, what is known about somebody, and how two actors are connected.
// Everything works on a Snapshot, which holds the graph in memory.
package queries

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

// A Source gives all that is known, in any order. *graph.Store is one.
type Source interface {
	Entities(ctx context.Context) iter.Seq2[graph.Entity, error]
	Facts(ctx context.Context) iter.Seq2[graph.Fact, error]
	Documents(ctx context.Context) iter.Seq2[graph.Document, error]
}

// A Snapshot is a graph in memory as it was when Load read it. Nothing in it
// changes, so goroutines may share it; callers must not write to the slices
// inside the entities and facts it returns.
type Snapshot struct {
	documents []graph.Document           // by date, then IRI
	facts     []graph.Fact               // in document order
	entities  []graph.Entity             // by IRI
	ids       map[string]int32           // IRI of an entity to its index
	docs      map[string]int32           // IRI of a document to its index
	inner     map[int32][]graph.Modifier // by fact
	links     adjacency
	labels    func() *labels    // built on first use: only property paths need them
	register  func() *register  // nil where names stand for themselves
	scratch   sync.Pool         // of *scratch, for path searches
	index     func() *nameIndex // built on first use: paths between IRIs do without
}

// Load reads all of src, and joins the names of one actor unless it is
// Unmerged. The order in which src gives things does not matter: equal content
// makes equal snapshots.
func Load(ctx context.Context, src Source) (*Snapshot, error) {
	s := &Snapshot{}
	var err error
	if s.documents, err = collect(ctx, src.Documents(ctx)); err != nil {
		return nil, fmt.Errorf("queries: load documents: %w", err)
	}
	if s.facts, err = collect(ctx, src.Facts(ctx)); err != nil {
		return nil, fmt.Errorf("queries: load facts: %w", err)
	}
	if n, ok := src.(namer); ok {
		err = s.merge(ctx, n)
	} else if s.entities, err = collect(ctx, src.Entities(ctx)); err != nil {
		err = fmt.Errorf("queries: load entities: %w", err)
	}
	if err != nil {
		return nil, err
	}
	s.sortDocuments()
	s.sortFacts()
	s.addUnlisted()
	s.sortEntities()
	s.findInner()
	s.links = link(s)
	s.labels = sync.OnceValue(func() *labels { return label(s) })
	s.index = sync.OnceValue(func() *nameIndex { return indexNames(s.entities) })
	return s, nil
}

// Entity returns the entity of an IRI, which may lack its "dramatis:".
func (s *Snapshot) Entity(iri string) (graph.Entity, bool) {
	i, ok := s.id(iri)
	if !ok {
		return graph.Entity{}, false
	}
	return s.entities[i], true
}

// Document returns the document of an IRI, which may lack its "dramatis:" and
// "doc/", or all but the first digits of its hash if only one document has
// them.
func (s *Snapshot) Document(iri string) (graph.Document, bool) {
	return abbreviated(s.documents, func(d *graph.Document) string { return d.IRI }, "doc/", iri)
}

// Documents returns all documents by date, then IRI.
func (s *Snapshot) Documents() []graph.Document { return slices.Clone(s.documents) }

// Fact returns the fact of an IRI, which may lack its "dramatis:" and "fact/",
// or all but the first digits of its hash if only one fact has them.
func (s *Snapshot) Fact(iri string) (graph.Fact, bool) {
	return abbreviated(s.facts, func(f *graph.Fact) string { return f.IRI }, "fact/", iri)
}

const scheme = "dramatis:"

// abbreviated finds the only thing whose hash begins as that of iri does. At
// least four digits are asked for, so that a slip does not hit by accident.
func abbreviated[T any](things []T, name func(*T) string, class, iri string) (T, bool) {
	hash := strings.TrimPrefix(strings.TrimPrefix(iri, scheme), class)
	var found T
	count := 0
	for i := range things {
		have := strings.TrimPrefix(strings.TrimPrefix(name(&things[i]), scheme), class)
		if have == hash {
			return things[i], true
		}
		if len(hash) >= 4 && strings.HasPrefix(have, hash) {
			found = things[i]
			count++
		}
	}
	if count != 1 {
		var none T
		return none, false
	}
	return found, true
}

// collect reads seq to its end. A source that stops early because ctx has
// ended must not pass for a complete one.
func collect[T any](ctx context.Context, seq iter.Seq2[T, error]) ([]T, error) {
	var all []T
	for t, err := range seq {
		if err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, ctx.Err()
}

func (s *Snapshot) sortDocuments() {
	slices.SortFunc(s.documents, func(a, b graph.Document) int {
		return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.IRI, b.IRI))
	})
	s.numberDocuments()
}

func (s *Snapshot) numberDocuments() {
	s.docs = make(map[string]int32, len(s.documents))
	for i := range s.documents {
		s.docs[s.documents[i].IRI] = int32(i)
	}
}

// sortFacts puts facts in document order. It sorts small keys and moves each
// fact once: facts are large.
func (s *Snapshot) sortFacts() {
	type key struct {
		document, sentence, predicate, object, fact int32
	}
	keys := make([]key, len(s.facts))
	for i := range s.facts {
		f := &s.facts[i]
		document, ok := s.docs[f.Document]
		if !ok {
			document = int32(len(s.documents))
		}
		e := &f.Evidence
		keys[i] = key{document, int32(e.Sentence), int32(e.Predicate[0]), int32(e.Object[0]), int32(i)}
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(
			cmp.Compare(a.document, b.document),
			cmp.Compare(a.sentence, b.sentence),
			cmp.Compare(a.predicate, b.predicate),
			cmp.Compare(a.object, b.object),
			cmp.Compare(s.facts[a.fact].IRI, s.facts[b.fact].IRI))
	})
	sorted := make([]graph.Fact, len(keys))
	for i, k := range keys {
		sorted[i] = s.facts[k.fact]
	}
	s.facts = sorted
}

func (s *Snapshot) sortEntities() {
	slices.SortFunc(s.entities, func(a, b graph.Entity) int { return cmp.Compare(a.IRI, b.IRI) })
	s.numberEntities()
}

func (s *Snapshot) numberEntities() {
	s.ids = make(map[string]int32, len(s.entities))
	for i := range s.entities {
		s.ids[s.entities[i].IRI] = int32(i)
	}
}

// addUnlisted makes entities of those that only facts name, so that no fact
// leads nowhere.
func (s *Snapshot) addUnlisted() {
	known := make(map[string]bool, len(s.entities))
	for i := range s.entities {
		known[s.entities[i].IRI] = true
	}
	add := func(iri, name string) {
		if iri == "" || known[iri] {
			return
		}
		known[iri] = true
		s.entities = append(s.entities, graph.Entity{IRI: iri, Name: name, Kind: kindOf(iri)})
	}
	for i := range s.facts {
		f := &s.facts[i]
		add(f.Subject, f.SubjectName)
		add(f.Object, f.ObjectName)
		add(f.Source, f.SourceName)
		for _, m := range f.Modifiers {
			add(m.Entity, m.Text)
		}
	}
}

// kindOf reads the kind in an IRI: "dramatis:person/ann-marsh" is a person.
func kindOf(iri string) extract.Kind {
	kind, _, _ := strings.Cut(strings.TrimPrefix(iri, scheme), "/")
	switch k := extract.Kind(kind); k {
	case extract.Person, extract.Organisation, extract.Place, extract.Facility, extract.Group,
		extract.EventKind, extract.Work, extract.Weapon, extract.Date, extract.Quantity:
		return k
	}
	return extract.Other
}

// id returns the index of an entity by its IRI, with or without the scheme.
func (s *Snapshot) id(iri string) (int32, bool) {
	if i, ok := s.ids[iri]; ok {
		return i, true
	}
	if i, ok := s.ids[scheme+iri]; ok || s.register == nil || !strings.Contains(iri, "/") {
		return i, ok
	}
	for _, name := range []string{iri, scheme + iri} {
		if a, ok := s.Identity().Actor(name); ok { // a name of it
			i, ok := s.ids[a.IRI]
			return i, ok
		}
	}
	return 0, false
}
