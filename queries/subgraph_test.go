package queries

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/graph"
)

// sketch writes a subgraph as "focus: entities | links".
func sketch(g Subgraph) string {
	var entities, links []string
	for _, e := range g.Entities {
		entities = append(entities, e.Name)
	}
	for _, l := range g.Links {
		text := g.Facts[l.Fact].PredicateText
		if l.Via != nil {
			text += " " + l.Via.Prep
		}
		links = append(links, shortNames([]string{l.From})+" "+text+" "+shortNames([]string{l.To}))
	}
	s := strings.Join(entities, ", ") + " | " + strings.Join(links, ", ")
	if g.HiddenEntities+g.HiddenFacts > 0 {
		s += fmt.Sprintf(" | hidden %d, %d", g.HiddenEntities, g.HiddenFacts)
	}
	return s
}

func TestAround(t *testing.T) {
	s := load(t, brightwater())
	for _, test := range []struct {
		centre      string
		hops, limit int
		f           Filter
		want        string
	}{
		{"person/tom-marsh", 0, 0, Filter{}, "Tom Marsh, Élodie Ruiz-Ortega | tom-marsh will visit elodie-ruiz"},
		{"organisation/united-dockers", 1, 0, Filter{},
			"United Dockers, Halden Lines, Élodie Ruiz-Ortega | united-dockers threatened halden-lines, elodie-ruiz did not oppose united-dockers"},
		{"organisation/united-dockers", 1, 2, Filter{}, "United Dockers, Halden Lines | united-dockers threatened halden-lines | hidden 1, 1"},
		{"organisation/united-dockers", 1, 0, Filter{Source: "-"}, "United Dockers, Élodie Ruiz-Ortega | elodie-ruiz did not oppose united-dockers"},
		{"place/port-ellery", 2, 0, Filter{Predicate: "~consult"},
			"Port Ellery, Ann Marsh, Jonas Halden, Brightwater Council | " +
				"ann-marsh met jonas-halden, ann-marsh met in port-ellery, ann-marsh held talks with brightwater-council, jonas-halden met ann-marsh"},
		{"person/nobody", 1, 0, Filter{}, " | "},
		{"place/brightwater", 2, 0, Filter{}, "Brightwater, Grey Heron, Halden Lines, Brightwater Council | halden-lines bought ferry, " +
			"brightwater-council sold ferry, ferry sailed in brightwater | hidden 1, 1"}, // but not the two cranes
	} {
		if got := sketch(s.Around(iri(test.centre), test.hops, test.limit, test.f)); got != test.want {
			t.Errorf("Around(%s, %d, %d, %+v)\n got %s\nwant %s", test.centre, test.hops, test.limit, test.f, got, test.want)
		}
	}
}

// A thing without a name is drawn only where no name says more.
func TestAroundPrefersNames(t *testing.T) {
	src := brightwater()
	hail := fact(20, "person/tom-marsh hail thing/sale; text=hailed")
	hail.ObjectName = "sale of the Grey Heron"
	launch := fact(21, "person/tom-marsh launch thing/campaign; text=launched")
	launch.ObjectName = "noisy campaign"
	against := fact(21, "person/tom-marsh launch-campaign-against organisation/halden-lines; text=launched campaign against")
	against.IRI += "b"
	back := fact(22, "person/tom-marsh back literal; text=backed")
	back.Modifiers = []graph.Modifier{{Role: "topic", Prep: "after", Text: "Ann Marsh's speech", Entity: iri("event/speech")}}
	src.facts = append(src.facts, hail, launch, against, back)
	s := load(t, src)
	for _, test := range []struct{ centre, want string }{
		{"person/tom-marsh", "Tom Marsh, Halden Lines, Grey Heron, Ann Marsh, Élodie Ruiz-Ortega | halden-lines bought ferry, " +
			"tom-marsh will visit elodie-ruiz, tom-marsh hailed  ferry, tom-marsh launched campaign against halden-lines, " +
			"tom-marsh backed after ann-marsh"},
		{"thing/campaign", "noisy campaign, Tom Marsh | tom-marsh launched campaign"},
	} {
		if got := sketch(s.Around(iri(test.centre), 1, 0, Filter{})); got != test.want {
			t.Errorf("Around(%s)\n got %s\nwant %s", test.centre, got, test.want)
		}
	}
}

// Of many neighbours, those with neither a name nor a kind give way.
func TestAroundOfMany(t *testing.T) {
	src := &shelf{entities: []graph.Entity{entity("person/ann-marsh", "Ann Marsh", 3), entity("person/tom-marsh", "Tom Marsh", 1)}}
	src.facts = append(src.facts, fact(0, "person/ann-marsh meet person/tom-marsh; text=met"))
	for i := range 4 {
		name := fmt.Sprint("thing/", i)
		src.entities = append(src.entities, entity(name, name, 1))
		src.facts = append(src.facts, fact(i+1, "person/ann-marsh buy "+name+"; text=bought"))
	}
	s := load(t, src)
	if got := len(s.Around(iri("person/ann-marsh"), 1, 10, Filter{}).Entities); got != 6 {
		t.Errorf("Around(ann-marsh) with room for 10\n got %d\nwant all 6", got)
	}
	want := "Ann Marsh, Tom Marsh | ann-marsh met tom-marsh | hidden 4, 4"
	if got := sketch(s.Around(iri("person/ann-marsh"), 1, 8, Filter{})); got != want {
		t.Errorf("Around(ann-marsh) with room for 8\n got %s\nwant %s", got, want)
	}
}

func TestTop(t *testing.T) {
	s := load(t, brightwater())
	want := "Grey Heron, Ann Marsh, Jonas Halden, Halden Lines | ann-marsh met jonas-halden, " +
		"halden-lines bought ferry, jonas-halden leads halden-lines, jonas-halden met ann-marsh | hidden 6, 5"
	if got := sketch(s.Top(4, Filter{})); got != want {
		t.Errorf("Top(4)\n got %s\nwant %s", got, want)
	}
}

func TestJoin(t *testing.T) {
	s := load(t, brightwater())
	paths, err := s.Paths(context.Background(), iri("person/ann-marsh"), iri("weapon/ferry"), PathOptions{K: 2})
	if err != nil {
		t.Fatal(err)
	}
	g := s.Join(paths)
	want := "Ann Marsh, Brightwater Council, Grey Heron, Jonas Halden, Halden Lines | ann-marsh met jonas-halden, halden-lines bought ferry, " +
		"jonas-halden leads halden-lines, ann-marsh held talks with brightwater-council, brightwater-council sold ferry, jonas-halden met ann-marsh"
	if got := sketch(g); got != want {
		t.Errorf("Join\n got %s\nwant %s", got, want)
	}
	if got := shortNames(g.Focus); got != "ann-marsh ferry" {
		t.Errorf("focus of Join\n got %s\nwant ann-marsh ferry", got)
	}
}

func TestCommon(t *testing.T) {
	s := load(t, brightwater())
	var names []string
	for _, e := range s.Common(iri("person/ann-marsh"), iri("organisation/halden-lines")) {
		names = append(names, e.Name)
	}
	if got := strings.Join(names, ", "); got != "Jonas Halden" {
		t.Errorf("Common(Ann Marsh, Halden Lines)\n got %s\nwant Jonas Halden", got)
	}
}

func TestDossier(t *testing.T) {
	s := load(t, brightwater())
	d := s.Dossier(iri("weapon/ferry"))
	if got := numbers(d.Out) + " | " + numbers(d.In) + " | " + numbers(d.Timeline); got != "8 9 | 1 4 11 | 4 1" {
		t.Errorf("facts of the ferry\n got %s\nwant 8 9 | 1 4 11 | 4 1", got)
	}
	if len(d.Documents) != 2 || d.Documents[0].Title != "Council sells ferry" {
		t.Errorf("documents of the ferry: %+v", d.Documents)
	}
	if d = s.Dossier(iri("person/elodie-ruiz")); numbers(d.Said) != "5" {
		t.Errorf("what Élodie Ruiz said\n got %s\nwant 5", numbers(d.Said))
	}
	if d = s.Dossier(iri("person/jonas-halden")); len(d.Roles) != 1 {
		t.Errorf("roles of Jonas Halden\n got %q\nwant one", d.Roles)
	}
	if d = s.Dossier("person/nobody"); d.Entity.IRI != "" || d.Out != nil {
		t.Errorf("dossier of nobody: %+v", d)
	}
}
