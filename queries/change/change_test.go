package change

import (
	"context"
	"iter"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
)

type shelf struct{ state State }

func each[T any](list []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, x := range list {
			if !yield(x, nil) {
				return
			}
		}
	}
}

func (s shelf) Documents(context.Context) iter.Seq2[graph.Document, error] {
	return each(s.state.Documents)
}
func (s shelf) Entities(context.Context) iter.Seq2[graph.Entity, error] {
	return each[graph.Entity](nil)
}
func (s shelf) Facts(context.Context) iter.Seq2[graph.Fact, error] { return each(s.state.Facts) }

// fact reads "doc subject predicate object"; a "not" before the predicate denies.
func fact(line string) graph.Fact {
	w := strings.Fields(line)
	f := graph.Fact{
		IRI: "dramatis:fact/" + line, Document: "dramatis:doc/" + w[0], Subject: "dramatis:person/" + w[1], SubjectName: w[1],
		Polarity: extract.Affirmed, Modality: extract.Asserted,
	}
	if w[2] == "not" {
		f.Polarity = extract.Denied
		w = append(w[:2], w[3:]...)
	}
	f.Predicate, f.Object, f.ObjectName = w[2], "dramatis:person/"+w[3], w[3]
	return f
}

func predicates(facts []graph.Fact) string {
	var out []string
	for _, f := range facts {
		out = append(out, f.Predicate)
	}
	return strings.Join(out, " ")
}

func names(actors []Actor) string {
	var out []string
	for _, a := range actors {
		out = append(out, a.Name)
	}
	return strings.Join(out, " ")
}

func TestBetweenDates(t *testing.T) {
	s, err := queries.Load(context.Background(), shelf{State{
		Documents: []graph.Document{
			{IRI: "dramatis:doc/a", Published: "2021-05-01"}, {IRI: "dramatis:doc/b", Published: "2021-05-31"},
			{IRI: "dramatis:doc/c", Published: "2021-06-02"}, {IRI: "dramatis:doc/d"},
		},
		Facts: []graph.Fact{
			fact("a reyes meet lindqvist"), fact("a reyes sell ferry"), fact("b reyes praise lindqvist"),
			fact("c reyes meet lindqvist"), fact("c reyes not sell ferry"), fact("c osei sue reyes"), fact("d hale leave reyes"),
		},
	}})
	if err != nil {
		t.Fatal(err)
	}
	may, err := Until(s, "2021-05")
	if err != nil {
		t.Fatal(err)
	}
	june, err := Until(s, "2021-06")
	if err != nil {
		t.Fatal(err)
	}
	d := Between(may, june)
	if got := predicates(d.NewFacts); got != "sue sell" || len(d.GoneFacts) != 0 || len(d.NewDocuments) != 1 || names(d.NewActors) != "osei" {
		t.Errorf("from May to June\n got %+v\nwant a denied sale, a suit, one document and Osei", d)
	}
	if len(d.Turned) != 1 || d.Turned[0].Before.Document != "dramatis:doc/a" || d.Turned[0].Now.Document != "dramatis:doc/c" {
		t.Errorf("turned\n got %+v\nwant the sale of the ferry", d.Turned)
	}
	back := Between(june, may)
	if got := predicates(back.GoneFacts); got != "sue sell" || len(back.NewFacts) != 0 || names(back.GoneActors) != "osei" || len(back.Turned) != 0 {
		t.Errorf("from June to May\n got %+v", back)
	}
	if got := predicates(Between(june, Of(s)).NewFacts); got != "leave" {
		t.Errorf("from June to all\n got %s\nwant leave", got)
	}
	if _, err := Until(s, "soon"); err == nil {
		t.Error("Until soon: no error")
	}
}
