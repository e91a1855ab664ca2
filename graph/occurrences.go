package graph

import (
	"context"
	"iter"

	"github.com/cayleygraph/quad"
	"github.com/dramatis-kg/dramatis/graph/identity"
)

// Occurrences yields each name in each document, by the IRIs of documents and
// then of names. They are what identity.Resolve joins to actors.
func (s *Store) Occurrences(ctx context.Context) iter.Seq2[identity.Occurrence, error] {
	return eachDocument(ctx, s, func(r *reader, doc string) ([]identity.Occurrence, error) {
		return r.occurrences(doc)
	})
}

// occurrences returns the names in a document, by IRI.
func (r *reader) occurrences(doc string) ([]identity.Occurrence, error) {
	links, err := r.links(byLabel, r.node(quad.IRI(doc)))
	if err != nil {
		return nil, err
	}
	date := ""
	day := r.node(published)
	for _, l := range links {
		if l.predicate != day {
			continue
		}
		texts, err := r.texts([]uint64{l.object})
		if err != nil {
			return nil, err
		}
		date = texts[0]
	}
	return r.records(links, date)
}
