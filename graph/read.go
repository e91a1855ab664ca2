package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/dramatis-kg/dramatis/extract"
)

// documentIRIs returns the IRIs of all documents, sorted.
func (s *Store) documentIRIs(ctx context.Context) (docs []string, err error) {
	err = s.view(ctx, func(r *reader) error {
		docs, err = r.documents()
		return err
	})
	slices.Sort(docs)
	return docs, err
}

// eachDocument yields what read finds in each document, in the order of their
// IRIs. Between documents nothing is locked, so that the loop over them may
// write; a document that goes meanwhile is passed over.
func eachDocument[T any](ctx context.Context, s *Store, read func(r *reader, doc string) ([]T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		docs, err := s.documentIRIs(ctx)
		if err != nil {
			yield(none, err)
			return
		}
		for some := range slices.Chunk(docs, s.atOnce()) {
			var found []T
			err := s.view(ctx, func(r *reader) error {
				if err := r.ahead(some); err != nil {
					return err
				}
				for _, doc := range some {
					more, err := read(r, doc)
					if err != nil && !errors.Is(err, ErrNotFound) {
						return err
					}
					found = append(found, more...)
				}
				return nil
			})
			if err != nil {
				yield(none, err)
				return
			}
			for _, x := range found {
				if !yield(x, nil) {
					return
				}
			}
		}
	}
}

// atOnce is how many documents are read in one transaction: on a server, each
// question takes its time however small it is.
func (s *Store) atOnce() int {
	if s.server != nil {
		return batch
	}
	return 1
}

// Documents yields the documents by IRI.
func (s *Store) Documents(ctx context.Context) iter.Seq2[Document, error] {
	return eachDocument(ctx, s, func(r *reader, doc string) ([]Document, error) {
		d, err := r.document(doc)
		if err != nil {
			return nil, err
		}
		return []Document{d}, nil
	})
}

// Facts yields the facts by document IRI, then in the order of the text.
func (s *Store) Facts(ctx context.Context) iter.Seq2[Fact, error] {
	return eachDocument(ctx, s, func(r *reader, doc string) ([]Fact, error) {
		facts, err := r.factsIn(doc)
		slices.SortFunc(facts, inOrder)
		return facts, err
	})
}

// inOrder compares by document, then by place in the text.
func inOrder(a, b Fact) int {
	x, y := &a.Evidence, &b.Evidence
	return cmp.Or(
		cmp.Compare(a.Document, b.Document), cmp.Compare(x.Start, y.Start),
		slices.Compare(x.Predicate[:], y.Predicate[:]), slices.Compare(x.Subject[:], y.Subject[:]),
		slices.Compare(x.Object[:], y.Object[:]), cmp.Compare(a.IRI, b.IRI))
}

// FactsOf yields the facts in which the entity with this IRI is subject,
// object, source or in a modifier, in the order of Facts.
func (s *Store) FactsOf(ctx context.Context, entity string) iter.Seq2[Fact, error] {
	return func(yield func(Fact, error) bool) {
		var facts []Fact
		err := s.view(ctx, func(r *reader) error {
			nodes, err := r.factNodes(r.node(quad.IRI(entity)))
			if err == nil {
				facts, err = r.facts(nodes)
			}
			return err
		})
		if err != nil {
			yield(Fact{}, err)
			return
		}
		slices.SortFunc(facts, inOrder)
		for _, f := range facts {
			if !yield(f, nil) {
				return
			}
		}
	}
}

// Entities yields the entities by IRI.
func (s *Store) Entities(ctx context.Context) iter.Seq2[Entity, error] {
	return func(yield func(Entity, error) bool) {
		all, err := s.tally(ctx)
		if err != nil {
			yield(Entity{}, err)
			return
		}
		for _, e := range all.sorted() {
			if !yield(e, nil) {
				return
			}
		}
	}
}

// tally reads the entities of all documents.
func (s *Store) tally(ctx context.Context) (tallies, error) {
	all := make(tallies)
	records := eachDocument(ctx, s, func(r *reader, doc string) ([]struct{}, error) {
		found, err := r.occurrences(doc)
		all.add(found)
		return nil, err
	})
	for _, err := range records {
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Document returns the document with this IRI, or ErrNotFound.
func (s *Store) Document(ctx context.Context, iri string) (d Document, err error) {
	err = s.view(ctx, func(r *reader) (err error) {
		d, err = r.document(iri)
		return err
	})
	return d, err
}

// Entity returns the entity with this IRI, or ErrNotFound.
func (s *Store) Entity(ctx context.Context, iri string) (Entity, error) {
	all := make(tallies)
	err := s.view(ctx, func(r *reader) error {
		links, err := r.links(bySubject, r.node(quad.IRI(iri)), r.node(hasRecord))
		if err != nil {
			return err
		}
		found, err := r.records(links, "")
		all.add(found)
		return err
	})
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("entity %s: %w", iri, ErrNotFound)
	}
	if err != nil {
		return Entity{}, err
	}
	return all.sorted()[0], nil
}

// Fact returns the fact with this IRI, or ErrNotFound.
func (s *Store) Fact(ctx context.Context, iri string) (f Fact, err error) {
	err = s.view(ctx, func(r *reader) error {
		var nodes []uint64
		if n := r.node(quad.IRI(iri)); n != 0 {
			nodes = []uint64{n}
		}
		facts, err := r.facts(nodes)
		if err == nil && len(facts) == 0 {
			err = fmt.Errorf("fact %s: %w", iri, ErrNotFound)
		}
		if err == nil {
			f = facts[0]
		}
		return err
	})
	return f, err
}

// Stats counts what a store holds.
type Stats struct {
	Documents int
	Entities  map[extract.Kind]int
	Named     int // entities that more than one document may speak of
	Facts     int
	Asserted  int   // by the article itself, affirmed
	Reported  int   // affirmed by somebody the article names
	Denied    int   // by whomever
	Other     int   // planned, possible, asked, conditional
	Quads     int   // as exported
	Bytes     int64 // of the file, or of the tables on a server; 0 in memory
}

// Stats counts what is stored.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	st := Stats{Entities: make(map[extract.Kind]int)}
	docs, err := s.documentIRIs(ctx)
	if err != nil {
		return st, err
	}
	st.Documents = len(docs)
	for f, err := range s.Facts(ctx) {
		if err != nil {
			return st, err
		}
		st.count(&f)
	}
	all, err := s.tally(ctx)
	if err != nil {
		return st, err
	}
	for _, t := range all {
		st.Entities[t[0].Kind]++
		if t[0].Named {
			st.Named++
		}
	}
	err = s.view(ctx, func(r *reader) (err error) {
		st.Quads, err = r.size()
		return err
	})
	if s.server != nil && err == nil {
		st.Bytes, err = s.server.Bytes(ctx)
		err = s.explain(err)
	}
	if info, err := os.Stat(s.path); s.path != "" && err == nil {
		st.Bytes = info.Size()
	}
	return st, err
}

func (st *Stats) count(f *Fact) {
	st.Facts++
	switch {
	case f.Asserted():
		st.Asserted++
	case f.Polarity == extract.Denied:
		st.Denied++
	case f.Modality == extract.Asserted:
		st.Reported++
	default:
		st.Other++
	}
}

// committed returns the quads of a document, as lines too, if they are those
// of its commit record.
func committed(l ledger, r *reader, doc string) ([]string, []quad.Quad, error) {
	id, _ := idOf(doc)
	e, err := l.document(id)
	if err != nil {
		return nil, nil, err
	}
	quads, err := r.quadsOf(quad.IRI(doc))
	if err != nil {
		return nil, nil, err
	}
	lines, err := nquads(quads)
	if err != nil {
		return nil, nil, err
	}
	if e == nil || e.SHA256 != digestLines(lines) {
		return nil, nil, fmt.Errorf("%s is not what was added", doc)
	}
	return lines, quads, nil
}
