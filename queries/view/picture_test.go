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

// lines writes the nodes with their roles, then the edges.
func lines(g *diagram.Graph) string {
	var out []string
	for _, n := range g.Nodes {
		text := n.Label
		if n.Role != "" {
			text += " / " + n.Role
		}
		out = append(out, text)
	}
	for _, e := range g.Edges {
		out = append(out, g.Nodes[e.From].Label+" "+strings.Join(e.Labels, ", ")+" "+g.Nodes[e.To].Label)
	}
	return strings.Join(out, "\n")
}

// persons makes entities of a kind whose names are their IRIs.
func entities(kind extract.Kind, names ...string) []graph.Entity {
	var out []graph.Entity
	for _, n := range names {
		out = append(out, graph.Entity{IRI: n, Name: n, Kind: kind, Named: true})
	}
	return out
}

// subgraph links the subject and the object of every fact.
func subgraph(es []graph.Entity, facts ...graph.Fact) queries.Subgraph {
	sub := queries.Subgraph{Entities: es, Facts: facts}
	for i, f := range facts {
		sub.Links = append(sub.Links, queries.Link{Fact: i, From: f.Subject, To: f.Object})
	}
	return sub
}

func TestRolesAreFolded(t *testing.T) {
	es := append(entities(extract.Person, "Ann Reyes", "Bo Lind"), entities(extract.Place, "Brightwater", "Millport")...)
	es[0].Roles = []string{"Mayor"}
	facts := []graph.Fact{
		fact(0, "Ann Reyes", "be-mayor-of", "is mayor of", "", "Brightwater"),
		fact(1, "Ann Reyes", "meet", "met", "consult", "Bo Lind"),
		fact(2, "Bo Lind", "be-harbour-master-of", "was harbour master of", "", "Millport"),
		fact(3, "Ann Reyes", "visit", "visited", "", "Brightwater"),
	}
	for _, test := range []struct {
		name  string
		facts []graph.Fact
		want  string
	}{
		{"who acts besides", facts,
			"Ann Reyes / mayor of Brightwater\nBo Lind / harbour master of Millport\nBrightwater\n" +
				"Ann Reyes visited Brightwater\nAnn Reyes met Bo Lind"},
		{"not the only edge", facts[:1], "Ann Reyes / Mayor\nBrightwater\nAnn Reyes is mayor of Brightwater"},
	} {
		got := lines(Graph(subgraph(es, test.facts...), Options{}))
		if sorted(got) != sorted(test.want) {
			t.Errorf("%s\n got %s\nwant %s", test.name, got, test.want)
		}
	}
}

func sorted(text string) string {
	list := strings.Split(text, "\n")
	for i := range list {
		for j := range i {
			if list[j] > list[i] {
				list[i], list[j] = list[j], list[i]
			}
		}
	}
	return strings.Join(list, "\n")
}

// What one asked about is no office to be folded away.
func TestFocusKeepsItsOfficers(t *testing.T) {
	es := append(entities(extract.Person, "Ann Reyes", "Bo Lind"), entities(extract.Place, "Brightwater")...)
	sub := subgraph(es, fact(0, "Ann Reyes", "be-mayor-of", "is mayor of", "", "Brightwater"), fact(1, "Ann Reyes", "meet", "met", "consult", "Bo Lind"))
	sub.Focus = []string{"Brightwater"}
	if got := lines(Graph(sub, Options{})); !strings.Contains(got, "Ann Reyes is mayor of Brightwater") {
		t.Errorf("around Brightwater\n got %s\nwant its mayor", got)
	}
}

// Of more edges than there is room for the strongest stay, but no node loses
// its last one to a second edge of others; what no edge leads to is dropped.
func TestCut(t *testing.T) {
	es := entities(extract.Person, "A", "B", "C", "D")
	var facts []graph.Fact
	for i := range 5 {
		facts = append(facts, fact(i, "A", "meet", "met", "consult", "B"), fact(i, "B", "pay", "paid", "", "A"))
	}
	facts = append(facts, fact(9, "C", "see", "saw", "", "A"), fact(10, "D", "see", "saw", "", "C"))
	for edges, want := range map[int]string{
		1: "A\nB\nA met ×5 B",
		2: "A\nB\nC\nA met ×5 B\nC saw A",
		3: "A\nB\nC\nD\nA met ×5 B\nC saw A\nD saw C",
		4: "A\nB\nC\nD\nA met ×5 B\nB paid ×5 A\nC saw A\nD saw C",
	} {
		g := Graph(subgraph(es, facts...), Options{Edges: edges})
		if got := lines(g); got != want {
			t.Errorf("%d edges\n got %s\nwant %s", edges, got, want)
		}
		if hidden := 12 - len(facts); edges == 1 && !strings.Contains(g.Subtitle, fmt.Sprintf("hidden: 2 actors (see cast), %d facts", 7+hidden)) {
			t.Errorf("subtitle says %s", g.Subtitle)
		}
	}
}

func TestNotesNameTheArticle(t *testing.T) {
	es := entities(extract.Person, "A", "B")
	g := Graph(subgraph(es, fact(0, "A", "meet", "met", "consult", "B")), Options{Document: func(iri string) (graph.Document, bool) {
		return graph.Document{IRI: iri, Title: "A meets B", Published: "2021-05-02", URL: "https://brightwater.example/a"}, true
	}})
	if e := g.Edges[0]; e.Note != "Sentence 0.\n— A meets B, 2021-05-02" || e.URL != "https://brightwater.example/a" {
		t.Errorf("note %q, link %q", e.Note, e.URL)
	}
}

func TestGroups(t *testing.T) {
	es := entities(extract.Person, "A", "B", "C", "D", "E", "F")
	met := func(n int, a, b string) graph.Fact { return fact(n, a, "meet", "met", "consult", b) }
	sub := subgraph(es, met(0, "A", "B"), met(1, "B", "C"), met(2, "C", "A"), met(3, "D", "E"), met(4, "E", "F"), met(5, "F", "D"), met(6, "C", "D")).Grouped()
	g := Graph(sub, Options{View: Groups})
	if fmt.Sprintf("%q", g.Groups) != `["around C" "around D"]` {
		t.Errorf("groups %q", g.Groups)
	}
	for i, want := range []int{1, 1, 1, 2, 2, 2} {
		if got := g.Nodes[i].Group; got != want {
			t.Errorf("%s is in group %d, want %d", g.Nodes[i].Label, got, want)
		}
	}
}

// A community of which the picture drops what held it together is two groups.
func TestGroupsHoldTogether(t *testing.T) {
	es := entities(extract.Person, "A", "B", "C", "D", "E")
	met := func(n int, a, b string) graph.Fact { return fact(n, a, "meet", "met", "consult", b) }
	sub := subgraph(es, met(0, "A", "B"), met(1, "C", "D"), met(2, "E", "A"))
	sub.Groups = []int{0, 0, 0, 0, 1}
	g := Graph(sub, Options{View: Groups})
	var got []int
	for _, n := range g.Nodes {
		got = append(got, n.Group)
	}
	if want := "[1 1 2 2 0]"; fmt.Sprint(got) != want || len(g.Groups) != 2 {
		t.Errorf("groups %v %q\n got %v\nwant %s", got, g.Groups, got, want)
	}
}

func TestTimeline(t *testing.T) {
	es := append(entities(extract.Person, "Ann Reyes"), entities(extract.Place, "Millport")...)
	facts := []graph.Fact{
		fact(0, "Ann Reyes", "visit", "visited", "", "Millport"),
		fact(1, "Ann Reyes", "say", "said", "", ""),
		fact(2, "Ann Reyes", "resign", "will resign", "", ""),
	}
	facts[0].Time, facts[1].Time, facts[2].Time = "2021-05-02", "2021-06", "2022"
	facts[0].Modifiers = []graph.Modifier{{Role: "time", Prep: "on", Text: "2 May"}, {Role: "manner", Prep: "by", Text: "ferry"}}
	facts[1].ObjectName = "the ferry sails"
	facts[2].Modality = extract.Planned
	g := Timeline(queries.Subgraph{Focus: []string{"Ann Reyes"}, Entities: es, Facts: facts, HiddenFacts: 2}, Options{})
	var got []string
	for _, e := range g.Edges {
		to := "-"
		if e.To >= 0 {
			to = g.Nodes[e.To].Label
		}
		got = append(got, fmt.Sprintf("%s|%s|%s|%s|%s|%s|%v", e.When, g.Nodes[e.From].Label, strings.Join(e.Labels, ", "), to, e.Text, e.Tail, e.Planned))
	}
	want := "2 May 2021|Ann Reyes|visited|Millport||by ferry|false\n" +
		"June 2021|Ann Reyes|said|-|the ferry sails||false\n" +
		"2022|Ann Reyes|will resign|-|||true"
	if strings.Join(got, "\n") != want {
		t.Errorf("rows\n got %s\nwant %s", strings.Join(got, "\n"), want)
	}
	if want := "3 of 5 events that have a date · 2 May 2021 – 2022 · hidden: 2 events (see facts)"; g.Subtitle != want || g.Title != "Ann Reyes: what happened when" {
		t.Errorf("title %q, subtitle\n got %s\nwant %s", g.Title, g.Subtitle, want)
	}
}

func TestDates(t *testing.T) {
	for _, test := range []struct{ first, last, want string }{
		{"2021-05-02", "2021-05-02", "2 May 2021"},
		{"2021-05-02", "2021-05-09", "2–9 May 2021"},
		{"2021-05-02", "2021-06-09", "2 May – 9 June 2021"},
		{"2020-05-02", "2021-06-09", "2 May 2020 – 9 June 2021"},
		{"2021-05-01", "2021-05-31", "May 2021"},
		{"2020-05-01", "2021-06-30", "May 2020 – June 2021"},
		{"2021-01-01", "2021-12-31", "2021"},
		{"", "", ""},
	} {
		if got := dates(test.first, test.last); got != test.want {
			t.Errorf("dates(%s, %s)\n got %s\nwant %s", test.first, test.last, got, test.want)
		}
	}
	for edtf, want := range map[string]string{
		"2021-05-02": "2 May 2021", "2021-05": "May 2021", "2021": "2021", "2021-05-02T14:00": "2 May 2021",
		"2021-05-02/2021-05-09": "2–9 May 2021", "2016/2021": "2016 – 2021", "../2021": "until 2021", "2021-05/..": "since May 2021", "201X": "2010s", "20XX": "20XX", "2021-XX": "2021", "2021-05-XX": "May 2021", "2021-21": "spring 2021", "2021-24": "winter 2021", "2021-25": "2021-25", "2016/201X": "2016 – 2010s",
	} {
		if got := when(edtf); got != want {
			t.Errorf("when(%s)\n got %s\nwant %s", edtf, got, want)
		}
	}
}

func TestWithoutAuxiliary(t *testing.T) {
	for in, want := range map[string]string{
		"has sold": "sold", "had earlier urged": "earlier urged", "was holding talks in": "holding talks in", "is also selling": "also selling",
		"was sold to": "was sold to", "has been sold to": "has been sold to", "has to sell": "has to sell", "was being sold": "was being sold",
		"is mayor of": "is mayor of", "has": "has", "sold": "sold",
	} {
		if got := withoutAuxiliary(in); got != want {
			t.Errorf("withoutAuxiliary(%q)\n got %q\nwant %q", in, got, want)
		}
	}
}
