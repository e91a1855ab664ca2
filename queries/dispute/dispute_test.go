package dispute

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
)

// A desk holds the articles of one day.
type desk struct {
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

func (d *desk) Documents(context.Context) iter.Seq2[graph.Document, error] { return each(d.documents) }
func (d *desk) Entities(context.Context) iter.Seq2[graph.Entity, error] {
	return each[graph.Entity](nil)
}
func (d *desk) Facts(context.Context) iter.Seq2[graph.Fact, error] { return each(d.facts) }

// print adds an article and what it says: "denied Mira Osei: council sell ferry".
func (d *desk) print(text string, claims ...string) {
	n := len(d.documents)
	iri := fmt.Sprintf("dramatis:doc/%d", n)
	d.documents = append(d.documents, graph.Document{IRI: iri, Text: text})
	for i, c := range claims {
		how, what, _ := strings.Cut(c, ": ")
		words := strings.Fields(what)
		polarity, source, _ := strings.Cut(how, " ")
		f := graph.Fact{
			IRI: fmt.Sprintf("dramatis:fact/%d-%d", n, i), Document: iri, SourceName: source, Modality: extract.Asserted,
			Polarity: extract.Polarity(polarity), Subject: "dramatis:organisation/" + words[0], SubjectName: words[0],
			Predicate: words[1], ObjectName: words[2], Evidence: graph.Evidence{Sentence: i, Text: text[:min(80, len(text))]},
		}
		if polarity == "planned" {
			f.Polarity, f.Modality = extract.Affirmed, extract.Planned
		}
		d.facts = append(d.facts, f)
	}
}

func TestFind(t *testing.T) {
	const wire = "Members of the council told the Courier on Monday that the council had sold the ferry Grey Heron to Halden Lines for a price that nobody names."
	var d desk
	d.print(wire, "affirmed Courier: council sell Ferry", "affirmed: union strike harbour")
	d.print(wire+" (Agencies)", "affirmed Courier: council sell ferry")
	d.print("In another town they say that the ship went to Halden Lines long ago, and that the money is spent.", "affirmed: council sell férry")
	d.print("The mayor denies every word of it and calls the story of a sale an invention of the dockers' friends.", "denied Ann Reyes: council sell ferry", "planned: union close harbour")
	d.print("The dockers say that they never closed the harbour.", "denied Union: union close harbour")
	s, err := queries.Load(context.Background(), &d)
	if err != nil {
		t.Fatal(err)
	}
	got := Find(s, queries.Filter{})
	if len(got) != 1 {
		t.Fatalf("disputes\n got %+v\nwant one, of the sale", got)
	}
	x := got[0]
	if len(x.Affirmed.Facts) != 3 || x.Affirmed.Independent != 2 || x.Denied.Independent != 1 ||
		strings.Join(x.Affirmed.Sources, "|") != "Courier|" || strings.Join(x.Denied.Sources, "|") != "Ann Reyes" {
		t.Errorf("dispute\n got %+v\nwant three facts of two independent documents against one", x)
	}
	if got := Find(s, queries.Filter{About: "dramatis:organisation/union"}); len(got) != 0 {
		t.Errorf("disputes about the union\n got %+v\nwant none", got)
	}
}

func TestMeet(t *testing.T) {
	fact := func(time, place string) graph.Fact {
		f := graph.Fact{Time: time}
		if place != "" {
			f.Modifiers = []graph.Modifier{{Role: "place", Prep: "in", Text: place}}
		}
		return f
	}
	for _, c := range []struct {
		a, b graph.Fact
		want bool
	}{
		{fact("2021-05", ""), fact("2021-05-09", "Millport"), true},
		{fact("2021-05", ""), fact("2021-06", ""), false},
		{fact("2021-05/..", ""), fact("2021-06", ""), true},
		{fact("", "Millport"), fact("2021-06", "millport"), true},
		{fact("", "Millport"), fact("", "Port Ellery"), false},
	} {
		if got := meet(&c.a, &c.b); got != c.want || meet(&c.b, &c.a) != c.want {
			t.Errorf("meet(%+v, %+v)\n got %v\nwant %v", c.a, c.b, got, c.want)
		}
	}
}

// Who contradicts himself disputes nothing.
func TestFindOneVoice(t *testing.T) {
	var d desk
	d.print("Osei says that the council sold the ferry.", "affirmed Osei: council sell ferry")
	d.print("Osei says that the council did not sell the ferry.", "denied Osei: council sell ferry")
	s, err := queries.Load(context.Background(), &d)
	if err != nil {
		t.Fatal(err)
	}
	if got := Find(s, queries.Filter{}); len(got) != 0 {
		t.Errorf("disputes\n got %+v\nwant none", got)
	}
}
