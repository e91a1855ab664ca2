package said

import (
	"context"
	"iter"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
)

type shelf struct {
	documents []graph.Document
	facts     []graph.Fact
}

func each[T any](list []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, x := range list {
			if !yield(x, nil) {
				return
			}
		}
	}
}

func (s shelf) Documents(context.Context) iter.Seq2[graph.Document, error] { return each(s.documents) }
func (s shelf) Entities(context.Context) iter.Seq2[graph.Entity, error] {
	return each[graph.Entity](nil)
}
func (s shelf) Facts(context.Context) iter.Seq2[graph.Fact, error] { return each(s.facts) }

// in makes a fact of a sentence: who does what to whom, all of them entities.
func in(sentence int, text, subject, predicate, object string, change func(*graph.Fact)) graph.Fact {
	f := graph.Fact{
		IRI: "dramatis:fact/" + predicate + text, Document: "dramatis:doc/1", Subject: "dramatis:" + subject, SubjectName: subject,
		Predicate: predicate, PredicateText: predicate, Object: "dramatis:" + object, ObjectName: object,
		Polarity: extract.Affirmed, Modality: extract.Asserted, Evidence: graph.Evidence{Sentence: sentence, Text: text},
	}
	if change != nil {
		change(&f)
	}
	return f
}

func names(list []Party) string {
	var out []string
	for _, p := range list {
		out = append(out, p.Name)
	}
	return strings.Join(out, " ")
}

func TestBy(t *testing.T) {
	reported := func(f *graph.Fact) { f.Source, f.SourceName = "dramatis:person/reyes", "Ann Reyes" }
	s, err := queries.Load(context.Background(), shelf{
		documents: []graph.Document{{IRI: "dramatis:doc/1", Published: "2021-05-02"}},
		facts: []graph.Fact{
			in(2, `Reyes told Lindqvist: "The dockers will not have the ferry."`, "person/reyes", "tell", "person/lindqvist", nil),
			in(2, `Reyes told Lindqvist: "The dockers will not have the ferry."`, "group/dockers", "have", "weapon/ferry", reported),
			in(0, "Reyes said the council sold the ferry.", "organisation/council", "sell", "weapon/ferry", reported),
			in(1, "Reyes met Lindqvist.", "person/reyes", "meet", "person/lindqvist", nil),
			in(3, "Reyes announced the sale.", "person/reyes", "announce", "event/sale", func(f *graph.Fact) {
				f.Modifiers = []graph.Modifier{{Role: "other", Prep: "to", Text: "council", Entity: "dramatis:organisation/council"}}
			}),
			in(4, "Lindqvist said Reyes told lies.", "person/reyes", "tell", "work/lies", func(f *graph.Fact) {
				f.Source, f.SourceName = "dramatis:person/lindqvist", "Lindqvist"
			}),
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := By(s, "dramatis:person/reyes")
	want := []struct {
		verb, to, about string
		claims          int
		direct          bool
	}{
		{"", "", "organisation/council weapon/ferry", 1, false},
		{"tell", "person/lindqvist", "group/dockers weapon/ferry", 1, true},
		{"announce", "council", "event/sale", 0, false},
	}
	if len(got) != len(want) {
		t.Fatalf("statements\n got %+v\nwant %d", got, len(want))
	}
	for i, w := range want {
		g := got[i]
		if g.Verb != w.verb || names(g.To) != w.to || names(g.About) != w.about || len(g.Claims) != w.claims || g.Direct != w.direct {
			t.Errorf("statement %d\n got %+v\nwant %+v", i, g, w)
		}
	}
	if got := By(s, "dramatis:person/nobody"); got != nil {
		t.Errorf("statements of nobody\n got %+v\nwant none", got)
	}
}

func TestQuotes(t *testing.T) {
	for text, want := range map[string]bool{
		`She said: "We will not sell."`:            true,
		`He called it “a bad deal for us”.`:        true,
		`They call him "Red".`:                     false,
		`It was the so-called "old harbour" here.`: false,
		"No quotes at all.":                        false,
	} {
		if got := quotes(text); got != want {
			t.Errorf("quotes(%s)\n got %v\nwant %v", text, got, want)
		}
	}
}
