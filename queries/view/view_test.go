package view

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/diagram"
	"github.com/dramatis-kg/dramatis/queries"
)

// fact makes an asserted fact, told by sentence n of one article.
func fact(n int, subject, predicate, text, family, object string) graph.Fact {
	return graph.Fact{
		IRI: fmt.Sprint("dramatis:fact/", n, predicate), Document: "dramatis:doc/one",
		Subject: subject, SubjectName: subject, Predicate: predicate, PredicateText: text, Family: family,
		Object: object, ObjectName: object, Polarity: extract.Affirmed, Modality: extract.Asserted,
		Evidence: graph.Evidence{Sentence: n, Text: fmt.Sprintf("Sentence %d.", n)},
	}
}

func town() queries.Subgraph {
	sub := queries.Subgraph{
		Focus: []string{"mayor"},
		Entities: []graph.Entity{
			{IRI: "mayor", Name: "Ann Marsh", Kind: extract.Person, Roles: []string{"mayor of Brightwater", "harbour master"}},
			{IRI: "halden", Name: "Halden Lines", Kind: extract.Organisation},
			{IRI: "ferry", Name: "Grey Heron", Kind: extract.Weapon},
			{IRI: "port", Name: "Port Ellery", Kind: extract.Place},
		},
		Facts: []graph.Fact{
			fact(0, "mayor", "meet", "met", "consult", "halden"),
			fact(1, "mayor", "meet", "meets", "consult", "halden"),
			fact(1, "mayor", "urge", "urged", "request", "halden"),
			fact(2, "mayor", "meet", "met", "consult", "halden"),
			fact(3, "mayor", "threaten", "threatened", "threaten", "halden"),
			fact(4, "halden", "sell", "did not sell", "", "ferry"),
			fact(5, "mayor", "hold-talks-with", "held talks with", "consult", "owners of the line"),
		},
		HiddenEntities: 3, HiddenFacts: 1,
	}
	sub.Facts[0].Time, sub.Facts[3].Time = "2021-05-02", "2021-06"
	sub.Facts[3].Source, sub.Facts[3].SourceName = "halden", "Halden Lines"
	sub.Facts[4].Modality = extract.Planned
	sub.Facts[5].Polarity = extract.Denied
	sub.Facts[6].Modifiers = []graph.Modifier{{Role: "place", Prep: "in", Entity: "port"}}
	for i, f := range sub.Facts[:6] {
		sub.Links = append(sub.Links, queries.Link{Fact: i, From: f.Subject, To: f.Object})
	}
	sub.Links = append(sub.Links, queries.Link{Fact: 6, From: "mayor", To: "port", Via: &sub.Facts[6].Modifiers[0], Path: true})
	return sub
}

var classes = map[diagram.Class]string{
	diagram.OtherEdge: "other", diagram.Conflict: "conflict", diagram.Diplomacy: "diplomacy", diagram.Role: "role",
}

// sketch writes an edge on a line.
func sketch(g *diagram.Graph, e diagram.Edge) string {
	s := fmt.Sprintf("%s → %s: %s (%s, %d", g.Nodes[e.From].Label, g.Nodes[e.To].Label, strings.Join(e.Labels, ", "), classes[e.Class], e.Support)
	for _, mark := range []struct {
		set  bool
		text string
	}{{e.Reported, "reported"}, {e.Denied, "denied"}, {e.Planned, "planned"}, {e.Path, "path"}} {
		if mark.set {
			s += ", " + mark.text
		}
	}
	return s + ")"
}

func TestGraph(t *testing.T) {
	g := Graph(town(), Options{})
	var got []string
	for _, e := range g.Edges {
		got = append(got, sketch(g, e))
	}
	want := []string{
		"Ann Marsh → Halden Lines: met ×2, urged (diplomacy, 2)",
		"Ann Marsh → Halden Lines: threatened (conflict, 1, planned)",
		"Halden Lines → Grey Heron: sell (other, 1, denied)",
		"Ann Marsh → Port Ellery: held talks with owners of the line in (diplomacy, 1, path)",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("edges\n got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
	if g.Title != "Ann Marsh: who did what to whom" {
		t.Errorf("title %q", g.Title)
	}
	if want := "4 of 7 actors, 6 facts · 2 May 2021 · hidden: 3 actors (see cast), 2 facts (see facts) · ×n: in n sentences"; g.Subtitle != want {
		t.Errorf("subtitle\n got %s\nwant %s", g.Subtitle, want)
	}
	if n := g.Nodes[0]; !n.Focus || n.Support != 4 || n.Role != "mayor of Brightwater" || n.Note != "mayor of Brightwater; harbour master" {
		t.Errorf("node of the mayor: %+v", n)
	}
	if note := g.Edges[0].Note; note != "Sentence 0.\nSentence 1." {
		t.Errorf("note of the first edge: %q", note)
	}
}

func TestLimit(t *testing.T) {
	g := Graph(town(), Options{Title: "The harbour", Focus: []string{"ferry"}, Limit: 2})
	if len(g.Nodes) != 2 || g.Nodes[1].Label != "Grey Heron" || len(g.Edges) != 0 {
		t.Errorf("two nodes with the ferry in focus: %+v", g)
	}
	if want := "2 of 7 actors, 0 facts · hidden: 5 actors (see cast), 8 facts (see facts)"; g.Title != "The harbour" || g.Subtitle != want {
		t.Errorf("title %q, subtitle\n got %s\nwant %s", g.Title, g.Subtitle, want)
	}
}

func TestEmpty(t *testing.T) {
	g := Graph(queries.Subgraph{}, Options{})
	if len(g.Nodes) != 0 || g.Subtitle != "0 actors, 0 facts" {
		t.Errorf("graph of nothing: %+v", g)
	}
}

func TestClass(t *testing.T) {
	for _, test := range []struct{ subject, predicate, family, want string }{
		{"Ann Marsh", "enter", "", "other"},
		{"Orren troops", "enter", "", "conflict"},
		{"rebels", "advance-into", "", "conflict"},
		{"gunmen", "fire-on", "assault", "conflict"},
		{"Ann Marsh", "hold-talks-with", "consult", "diplomacy"},
		{"Ann Marsh", "praise", "support", "diplomacy"},
		{"Orren Works", "back", "support", "other"},
		{"Ann Marsh", "be", "", "role"},
		{"Ann Marsh", "be-in", "", "role"},
		{"Ann Marsh", "be-mayor-of", "", "role"},
		{"Jonas Halden", "lead", "", "role"},
	} {
		f := graph.Fact{SubjectName: test.subject, Predicate: test.predicate, Family: test.family}
		if got := classes[class(&f)]; got != test.want {
			t.Errorf("class of %s %s (%s)\n got %s\nwant %s", test.subject, test.predicate, test.family, got, test.want)
		}
	}
}

func TestPassiveIsNoRole(t *testing.T) {
	f := graph.Fact{SubjectName: "ferry", Predicate: "be-sold", Rule: "passive without agent"}
	if got := class(&f); got != diagram.OtherEdge {
		t.Errorf("class of be-sold\n got %s\nwant other", classes[got])
	}
}

func TestWording(t *testing.T) {
	for _, test := range []struct {
		predicate, object string
		via               graph.Modifier
		want              string
	}{
		{"met", "owners", graph.Modifier{Prep: "in"}, "met owners in"},
		{"met", "", graph.Modifier{Prep: "in"}, "met in"},
		{"met in", "", graph.Modifier{Prep: "in"}, "met in"},
		{"Met", "", graph.Modifier{}, "met"},
		{"met", "owners of all the ferries of the coast", graph.Modifier{Prep: "in"}, "met owners in"},
		{"hailed", "sale of the Grey Heron", graph.Modifier{Role: queries.ObjectRole, Text: "Grey Heron"}, "hailed sale of"},
		{"hailed", "Grey Heron sale", graph.Modifier{Role: queries.ObjectRole, Text: "Grey Heron"}, "hailed sale of"},
		{"called", "Marsh's bold plan", graph.Modifier{Role: queries.ObjectRole, Text: "Marsh's"}, "called bold plan of"},
		{"ordered", "return of Mayor Marsh's papers", graph.Modifier{Role: queries.ObjectRole, Text: "Marsh's"}, "ordered return of papers of"},
		{"announced", "Halden Lines would be leaving", graph.Modifier{Role: queries.ObjectRole, Text: "Halden Lines"}, "announced … about"},
		{"promised", "six of the Harbour Board", graph.Modifier{Role: queries.ObjectRole, Text: "Harbour Board"}, "promised six of"},
		{"made", "great personal contribution to the old harbour", graph.Modifier{Prep: "in"}, "made personal contribution in"},
		{"said", "that the ferry would sail again soon", graph.Modifier{Prep: "in"}, "said … in"},
		{"asked", "Brightwater District Court for the Northern Coast", graph.Modifier{Prep: "in"}, "asked Brightwater District Court in"},
		{"met", "offer, the second in as many years", graph.Modifier{Prep: "with"}, "met offer with"},
		{"'m fond of", "", graph.Modifier{}, "is fond of"},
	} {
		f := graph.Fact{PredicateText: test.predicate, ObjectName: test.object}
		if got := wording(&f, &test.via); got != test.want {
			t.Errorf("wording of %s %s, %+v\n got %q\nwant %q", test.predicate, test.object, test.via, got, test.want)
		}
	}
}

// "Had talks with" tells that there were talks: its verb is no auxiliary.
func TestVerbsAreNoAuxiliaries(t *testing.T) {
	for predicate, want := range map[string]string{"hold-talks-with": "talks with", "have-talks-with": "had talks with"} {
		f := graph.Fact{Predicate: predicate, PredicateText: "had talks with"}
		if got := wording(&f, nil); got != want {
			t.Errorf("wording of %s\n got %q\nwant %q", predicate, got, want)
		}
	}
}

func TestWithoutNot(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"did not sell", "sell"}, {"has never met", "met"}, {"won't pay", "pay"}, {"sold", "sold"}, {"did not", "did not"},
	} {
		if got := withoutNot(test.text); got != test.want {
			t.Errorf("withoutNot(%q)\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}
