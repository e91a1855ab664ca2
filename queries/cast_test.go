package queries

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

func castNames(ranks []Rank) string {
	var names []string
	for _, r := range ranks {
		names = append(names, r.Entity.Name)
	}
	return strings.Join(names, ", ")
}

func TestCast(t *testing.T) {
	s := load(t, brightwater())
	for _, test := range []struct {
		o    CastOptions
		want string
	}{
		{CastOptions{Limit: 3}, "Brightwater, Ann Marsh, Halden Lines"},
		{CastOptions{Kind: extract.Person}, "Ann Marsh, Jonas Halden, Élodie Ruiz-Ortega, Tom Marsh"},
		{CastOptions{By: "degree", Limit: 3}, "Grey Heron, Ann Marsh, Brightwater Council"},
		{CastOptions{By: "pagerank", Limit: 2}, "Grey Heron, Ann Marsh"},
		{CastOptions{By: "betweenness", Limit: 2}, "Grey Heron, Ann Marsh"},
	} {
		if got := castNames(s.Cast(test.o)); got != test.want {
			t.Errorf("Cast(%+v)\n got %s\nwant %s", test.o, got, test.want)
		}
	}
	if got := castNames(s.Cast(CastOptions{NamedOnly: true})); strings.Contains(got, "two cranes") {
		t.Errorf("Cast of the named\n got %s\nwant no two cranes", got)
	}
	if r := s.Cast(CastOptions{Limit: 2})[1]; r.Facts != 3 || r.Degree != 3 {
		t.Errorf("Ann Marsh\n got %d facts, degree %d\nwant 3 and 3: Jonas Halden, Port Ellery, the council", r.Facts, r.Degree)
	}
}

// Everybody in Brightwater knows everybody but Ruiz, whom only a plan and a
// denial relate to others.
func TestCastGrouped(t *testing.T) {
	s := load(t, brightwater())
	groups := map[string]int{}
	for _, r := range s.Cast(CastOptions{Grouped: true}) {
		groups[r.Entity.Name] = r.Group
	}
	if groups["Ann Marsh"] == 0 || groups["Ann Marsh"] != groups["Port Ellery"] || groups["Grey Heron"] == groups["Ann Marsh"] || groups["Tom Marsh"] != 0 {
		t.Errorf("groups\n got %v\nwant Marsh with Port Ellery, without the ferry, and Tom in none", groups)
	}
	if r := s.Cast(CastOptions{Limit: 1})[0]; r.Group != 0 {
		t.Errorf("group where nobody asked\n got %d\nwant 0", r.Group)
	}
}

// On a line of five, the middle lies between four pairs, its neighbours
// between three.
func TestBetweenness(t *testing.T) {
	got := betweenness([][]int32{{1}, {0, 2}, {1, 3}, {2, 4}, {3}})
	if want := []float64{0, 3, 4, 3, 0}; !reflect.DeepEqual(got, want) {
		t.Errorf("betweenness\n got %v\nwant %v", got, want)
	}
}

// On a star of four, the centre's rank r is .15/4 + .85·3·l and a leaf's l is
// .15/4 + .85·r/3.
func TestPageRank(t *testing.T) {
	got := pageRank([][]int32{{1, 2, 3}, {0}, {0}, {0}})
	centre := (0.0375 + 0.85*3*0.0375) / (1 - 0.85*0.85)
	if math.Abs(got[0]-centre) > 1e-9 || math.Abs(got[0]+3*got[1]-1) > 1e-9 || got[1] != got[3] {
		t.Errorf("pageRank\n got %v\nwant %v for the centre and a sum of 1", got, centre)
	}
}

func TestLoadFails(t *testing.T) {
	src := brightwater()
	src.err = errors.New("disk on fire")
	if _, err := Load(context.Background(), src); !errors.Is(err, src.err) {
		t.Errorf("Load of a failing source: got %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Load(ctx, brightwater()); !errors.Is(err, context.Canceled) {
		t.Errorf("Load under an ended context: got %v", err)
	}
}

// report answers one question of each sort.
func report(t *testing.T, s *Snapshot) string {
	t.Helper()
	var b strings.Builder
	out := json.NewEncoder(&b)
	tell := func(answers ...any) {
		if err := out.Encode(answers); err != nil {
			t.Fatal(err)
		}
	}
	for _, by := range []string{"mentions", "degree", "pagerank", "betweenness"} {
		tell(s.Cast(CastOptions{By: by}))
	}
	tell(s.Facts(Filter{}), s.Candidates("marsh", 0), s.Candidates("p1", 0), s.Top(5, Filter{}))
	for _, e := range s.entities {
		paths, err := s.Paths(context.Background(), s.entities[0].IRI, e.IRI, PathOptions{K: 4, Denied: true})
		tell(paths, fmt.Sprint(err), s.Join(paths))
		tell(s.Around(e.IRI, 2, 6, Filter{}), s.Dossier(e.IRI), s.Common(s.entities[0].IRI, e.IRI))
	}
	return b.String()
}

func TestOrderOfTheSourceDoesNotMatter(t *testing.T) {
	for name, src := range map[string]*shelf{"brightwater": brightwater(), "town": town(12, 40, 3)} {
		want := report(t, load(t, src))
		for seed := range uint64(3) {
			if got := report(t, load(t, src.shuffled(seed))); got != want {
				t.Errorf("%s, shuffled: another report", name)
			}
		}
	}
}

func TestUnlistedEntitiesAreAdded(t *testing.T) {
	src := &shelf{}
	src.facts = append(src.facts, fact(0, "person/ann-marsh meet person/jonas-halden; in=place/port-ellery"))
	s := load(t, src)
	e, ok := s.Entity("place/port-ellery")
	if !ok || e.Kind != extract.Place {
		t.Errorf("Entity(place/port-ellery)\n got %+v, %v\nwant a place", e, ok)
	}
}

func TestAbbreviatedIRIs(t *testing.T) {
	s := load(t, brightwater())
	for _, test := range []struct {
		iri  string
		want bool
	}{
		{"dramatis:fact/a003", true}, {"fact/a003", true}, {"a003", true}, {"a00", false}, {"a0", false}, {"", false}, {"b001", false},
	} {
		if f, ok := s.Fact(test.iri); ok != test.want || ok && f.Predicate != "hold-talks-with" {
			t.Errorf("Fact(%q)\n got %s, %v\nwant %v", test.iri, f.IRI, ok, test.want)
		}
	}
	if d, ok := s.Document("doc/two"); !ok || d.Title != "Ferry sails again" {
		t.Errorf("Document(doc/two): got %+v, %v", d, ok)
	}
}
