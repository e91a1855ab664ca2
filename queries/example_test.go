package queries_test

import (
	"context"
	"fmt"
	"iter"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
)

// A clipping is one article that says two things.
type clipping struct{}

func (clipping) Documents(context.Context) iter.Seq2[graph.Document, error] {
	return give(graph.Document{IRI: "dramatis:doc/1", Title: "Ferry sold"})
}

func (clipping) Entities(context.Context) iter.Seq2[graph.Entity, error] {
	in := []string{"dramatis:doc/1"}
	return give(
		graph.Entity{IRI: "dramatis:person/ann-marsh", Name: "Ann Marsh", Kind: extract.Person, Named: true, Documents: in},
		graph.Entity{IRI: "dramatis:organisation/halden-lines", Name: "Halden Lines", Kind: extract.Organisation, Named: true, Documents: in},
		graph.Entity{IRI: "dramatis:weapon/grey-heron", Name: "Grey Heron", Kind: extract.Weapon, Named: true, Documents: in},
	)
}

func (clipping) Facts(context.Context) iter.Seq2[graph.Fact, error] {
	fact := func(subject, predicate, object string) graph.Fact {
		return graph.Fact{
			IRI: "dramatis:fact/" + predicate, Document: "dramatis:doc/1", Subject: subject, PredicateText: predicate,
			Object: object, Polarity: extract.Affirmed, Modality: extract.Asserted, Confidence: 0.9,
		}
	}
	return give(
		fact("dramatis:organisation/halden-lines", "bought", "dramatis:weapon/grey-heron"),
		fact("dramatis:person/ann-marsh", "praised", "dramatis:organisation/halden-lines"),
	)
}

func give[T any](list ...T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, t := range list {
			if !yield(t, nil) {
				return
			}
		}
	}
}

func Example() {
	ctx := context.Background()
	s, err := queries.Load(ctx, clipping{})
	if err != nil {
		fmt.Println(err)
		return
	}
	ferry, _ := s.Find("heron", queries.FindOptions{})
	mayor, _ := s.Find("marsh, ann", queries.FindOptions{})
	paths, err := s.Paths(ctx, ferry.IRI, mayor.IRI, queries.PathOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, step := range paths[0].Steps {
		fmt.Println(step.From, step.Forward, step.Fact.PredicateText, step.To)
	}
	// Output:
	// dramatis:weapon/grey-heron false bought dramatis:organisation/halden-lines
	// dramatis:organisation/halden-lines false praised dramatis:person/ann-marsh
}
