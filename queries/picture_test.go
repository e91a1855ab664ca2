package queries

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

func TestBetween(t *testing.T) {
	s := load(t, brightwater())
	for _, test := range []struct {
		a, b  string
		limit int
		want  string
	}{
		{"person/ann-marsh", "organisation/halden-lines", 0,
			"Ann Marsh, Halden Lines, Jonas Halden | ann-marsh met jonas-halden, jonas-halden leads halden-lines, jonas-halden met ann-marsh"},
		{"person/ann-marsh", "person/jonas-halden", 2, "Ann Marsh, Jonas Halden | ann-marsh met jonas-halden, jonas-halden met ann-marsh"},
		{"person/nobody", "person/ann-marsh", 0, " | "},
	} {
		if got := sketch(s.Between(iri(test.a), iri(test.b), test.limit, Filter{})); got != test.want {
			t.Errorf("Between(%s, %s, %d)\n got %s\nwant %s", test.a, test.b, test.limit, got, test.want)
		}
	}
}

// When there is no room for all whom two know, those stay whom most supports,
// and the caption can tell of the rest.
func TestBetweenOfMany(t *testing.T) {
	src := &shelf{entities: named("person/a", "person/b", "person/c", "person/d", "person/e")}
	for i, who := range []string{"c", "d", "d", "e", "e", "e"} {
		src.facts = append(src.facts, fact(2*i, "person/a meet person/"+who+"; text=met"), fact(2*i+1, "person/"+who+" pay person/b; text=paid"))
	}
	g := load(t, src).Between(iri("person/a"), iri("person/b"), 3, Filter{})
	if len(g.Entities) != 3 || g.Entities[2].IRI != iri("person/e") || g.HiddenEntities != 2 || g.HiddenFacts != 6 {
		t.Errorf("Between a and b with room for one more: %s", sketch(g))
	}
}

func named(iris ...string) (out []graph.Entity) {
	for _, i := range iris {
		out = append(out, entity(i, strings.ToUpper(i[len(i)-1:]), 1))
	}
	return out
}

func TestEvents(t *testing.T) {
	src := &shelf{entities: named("person/a", "person/b", "person/c")}
	src.facts = append(src.facts,
		fact(0, "person/a meet person/b; text=met; time=2021-05-09"),
		fact(1, "person/b resign; text=resigned; time=2021-05-02"),
		fact(2, "person/c see thing; text=saw; time=2020"),
		fact(3, "person/a meet person/c; text=met"))
	src.facts[1].Time, src.facts[0].Time, src.facts[2].Time = "2021-05-02", "2021-05-09", "2020"
	s := load(t, src)
	tell := func(g Subgraph) string {
		var out []string
		for _, f := range g.Facts {
			out = append(out, f.Time+" "+shortNames([]string{f.Subject})+" "+f.PredicateText)
		}
		return strings.Join(out, ", ") + fmt.Sprintf(" | %d hidden, %d links", g.HiddenFacts, len(g.Links))
	}
	for _, test := range []struct {
		about string
		limit int
		want  string
	}{
		{"", 0, "2020 c saw, 2021-05-02 b resigned, 2021-05-09 a met | 0 hidden, 1 links"},
		{"person/b", 0, "2021-05-02 b resigned, 2021-05-09 a met | 0 hidden, 1 links"},
		{"", 1, "2021-05-09 a met | 2 hidden, 1 links"},
	} {
		if got := tell(s.Events(iri(test.about), test.limit, Filter{})); got != test.want {
			t.Errorf("Events(%q, %d)\n got %s\nwant %s", test.about, test.limit, got, test.want)
		}
	}
}

func TestCommunities(t *testing.T) {
	src := &shelf{}
	n := 0
	met := func(a, b string) {
		src.facts = append(src.facts, fact(n, "person/"+a+" meet person/"+b+"; text=met"))
		n++
	}
	for _, group := range []string{"abcd", "efgh"} {
		for i, x := range group {
			src.entities = append(src.entities, named("person/"+string(x))...)
			for _, y := range group[:i] {
				met(string(x), string(y))
			}
		}
	}
	met("a", "e")
	g := load(t, src).Communities(0, Filter{})
	of := map[string]int{}
	for i, e := range g.Entities {
		of[e.Name] = g.Groups[i]
	}
	if len(g.Entities) != 8 || of["A"] != of["D"] || of["E"] != of["H"] || of["A"] == of["E"] {
		t.Errorf("communities of two groups: %v", of)
	}
	if len(g.Links) != 13 {
		t.Errorf("%d links, want 13", len(g.Links))
	}
	if small := load(t, src).Communities(4, Filter{}); len(small.Entities) != 4 || small.HiddenEntities != 4 {
		t.Errorf("communities of four: %s", sketch(small))
	}
}

// What somebody is needs no place of its own: it stands below the name.
func TestRolesAreNoNeighbours(t *testing.T) {
	src := &shelf{entities: named("person/a", "person/b", "person/mayor-of-x")}
	src.entities[1].Roles = []string{"mayor of Millport"}
	src.entities[2].Name = "mayor of Brightwater"
	src.facts = append(src.facts,
		fact(0, "person/a meet person/b; text=met"),
		fact(1, "person/a become person/mayor-of-x; text=became"))
	if got, want := sketch(load(t, src).Around(iri("person/a"), 1, 0, Filter{})), "A, B | a met b"; got != want {
		t.Errorf("around A\n got %s\nwant %s", got, want)
	}
	if got := load(t, src).Around(iri("person/mayor-of-x"), 1, 0, Filter{}); len(got.Entities) != 2 {
		t.Errorf("around the office: %s", sketch(got))
	}
	denied := src.facts[1]
	denied.Polarity = extract.Denied
	src.facts[1] = denied
	if got := load(t, src).Around(iri("person/a"), 1, 0, Filter{}); len(got.Entities) != 3 {
		t.Errorf("what A did not become: %s", sketch(got))
	}
}

// A neighbour brings few others into the picture, and one whom all the world
// knows none who have nothing else to do with it.
func TestAroundKeepsToItsSubject(t *testing.T) {
	around := func(friends int) int {
		src := &shelf{entities: named("person/a", "person/b")}
		src.facts = append(src.facts, fact(0, "person/a meet person/b; text=met"))
		for i := range friends {
			id := fmt.Sprintf("person/f%d", i)
			src.entities = append(src.entities, entity(id, id, 1))
			src.facts = append(src.facts, fact(i+1, id+" meet person/b; text=met"))
		}
		return len(load(t, src).Around(iri("person/a"), 2, 0, Filter{}).Entities)
	}
	for friends, want := range map[int]int{3: 5, 8: 6, 20: 2} {
		if got := around(friends); got != want {
			t.Errorf("a knows b, who knows %d: %d drawn, want %d", friends, got, want)
		}
	}
}
