package queries

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries/via"
)

func expression(t testing.TB, text string) *via.Expr {
	t.Helper()
	e, err := via.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestReach(t *testing.T) {
	s := load(t, brightwater())
	for _, test := range []struct {
		from, via string
		o         PathOptions
		want      []string
	}{
		{"person/ann-marsh", "meet", PathOptions{}, []string{"ann-marsh -met-> jonas-halden"}},
		{"person/ann-marsh", "meet|^meet", PathOptions{}, []string{"ann-marsh -met-> jonas-halden (+1)"}},
		{"person/ann-marsh", "~consult", PathOptions{}, []string{
			"ann-marsh -held talks with-> brightwater-council", "ann-marsh -met-> jonas-halden"}},
		{"person/ann-marsh", "Hold-Talks-With/sell", PathOptions{}, []string{"ann-marsh -held talks with-> brightwater-council -sold-> ferry"}},
		{"person/ann-marsh", "<dramatis:rel/meet>/lead?", PathOptions{}, []string{
			"ann-marsh -met-> jonas-halden", "ann-marsh -met-> jonas-halden -leads-> halden-lines"}},
		{"person/ann-marsh", "meet-in", PathOptions{}, []string{"ann-marsh -met in-> port-ellery"}},
		{"weapon/ferry", "^(buy|sell)", PathOptions{}, []string{
			"ferry <-bought- halden-lines", "ferry <-sold- brightwater-council"}},
		{"weapon/ferry", "^!(buy|sell)", PathOptions{}, []string{"ferry <-lifted- one-crane"}},
		{"weapon/ferry", "(^buy/^lead)*", PathOptions{}, []string{"", "ferry <-bought- halden-lines <-leads- jonas-halden"}},
		{"organisation/united-dockers", "threaten", PathOptions{}, nil},
		{"organisation/united-dockers", "threaten", PathOptions{Reported: true}, []string{"united-dockers -threatened-> halden-lines"}},
		{"person/elodie-ruiz", "oppose|^visit", PathOptions{}, nil},
		{"person/elodie-ruiz", "oppose|^visit", PathOptions{Denied: true}, []string{"elodie-ruiz -did not oppose-> united-dockers"}},
		{"person/elodie-ruiz", "oppose|^visit", PathOptions{Planned: true}, []string{"elodie-ruiz <-will visit- tom-marsh"}},
		{"person/ann-marsh", "~consult", PathOptions{Since: "2021-04"}, []string{"ann-marsh -met-> jonas-halden"}},
		{"person/ann-marsh", "~consult", PathOptions{MinConfidence: 0.92}, []string{"ann-marsh -met-> jonas-halden"}},
		{"person/ann-marsh", "~consult", PathOptions{Kind: extract.Organisation}, []string{"ann-marsh -held talks with-> brightwater-council"}},
		{"person/ann-marsh", "meet/lead/buy", PathOptions{Avoid: []string{iri("person/jonas-halden")}}, nil},
		{"person/ann-marsh", "sail", PathOptions{}, nil},
	} {
		t.Run(test.via, func(t *testing.T) {
			test.o.Via = expression(t, test.via)
			reached, err := s.Reach(context.Background(), iri(test.from), test.o)
			var got []string
			for _, r := range reached {
				got = append(got, spell(r.Path))
				end := iri(test.from)
				if n := len(r.Path.Steps); n > 0 {
					end = r.Path.Steps[n-1].To
				}
				if r.Entity.IRI != end {
					t.Errorf("path %s is said to lead to %s", spell(r.Path), r.Entity.IRI)
				}
			}
			slices.Sort(got)
			if err != nil || !slices.Equal(got, test.want) {
				t.Errorf("Reach(%s, %+v)\n got %q, %v\nwant %q", test.from, test.o, got, err, test.want)
			}
		})
	}
}

func TestPathsVia(t *testing.T) {
	s := load(t, brightwater())
	ctx := context.Background()
	for _, test := range []struct {
		from, to, via string
		o             PathOptions
		want          []string
	}{
		{"person/ann-marsh", "weapon/ferry", "(meet|lead|buy)*", PathOptions{}, []string{"ann-marsh -met-> jonas-halden -leads-> halden-lines -bought-> ferry"}},
		{"person/ann-marsh", "weapon/ferry", "!()+", PathOptions{K: 2}, []string{
			"ann-marsh -held talks with-> brightwater-council -sold-> ferry",
			"ann-marsh -met-> jonas-halden -leads-> halden-lines -bought-> ferry"}},
		{"person/ann-marsh", "weapon/ferry", "!()+", PathOptions{All: true}, []string{
			"ann-marsh -held talks with-> brightwater-council -sold-> ferry"}},
		{"person/ann-marsh", "person/ann-marsh", "meet/^meet", PathOptions{}, []string{"ann-marsh -met-> jonas-halden <-met- ann-marsh"}},
		{"person/ann-marsh", "person/ann-marsh", "meet*", PathOptions{}, []string{""}},
	} {
		test.o.Via = expression(t, test.via)
		paths, err := s.Paths(ctx, iri(test.from), iri(test.to), test.o)
		var got []string
		for _, p := range paths {
			got = append(got, spell(p))
		}
		if err != nil || !slices.Equal(got, test.want) {
			t.Errorf("Paths(%s, %s) by %s\n got %q, %v\nwant %q", test.from, test.to, test.via, got, err, test.want)
		}
	}
	var none *NoPathError
	_, err := s.Paths(ctx, iri("organisation/united-dockers"), iri("weapon/ferry"), PathOptions{Via: expression(t, "threaten/buy")})
	if !errors.As(err, &none) || none.WithReported != 2 || none.ReachedBack != 0 || len(none.Otherwise.Steps) != 2 {
		t.Errorf("a path over a reported fact: got %v, %+v; want a *NoPathError with 2 hops", err, none)
	}
	_, err = s.Paths(ctx, iri("person/ann-marsh"), iri("weapon/ferry"), PathOptions{Via: expression(t, "(meet|lead|buy)+"), MaxHops: 2})
	if !errors.As(err, &none) || none.Beyond != 3 || none.Reached != 2 {
		t.Errorf("a path within 2 hops: got %v, %+v; want a *NoPathError with one of 3", err, none)
	}
	if got := s.Unnamed(expression(t, "meet|~consult/(sale|!<dramatis:rel/sell>)|~fight")); !slices.Equal(got, []via.Name{"sale", "~fight"}) {
		t.Errorf("Unnamed: got %q, want sale and ~fight", got)
	}
	if got := s.Predicates(); len(got) < 10 || got[0] != "meet" || !slices.Contains(got, "meet-in") {
		t.Errorf("Predicates: got %q, want meet first, and meet-in", got)
	}
	if got := s.Families(); !slices.Equal(got, []string{"consult", "threaten"}) {
		t.Errorf("Families: got %q, want consult and threaten", got)
	}
}

func TestReachLimits(t *testing.T) {
	s := load(t, city(300, 2000))
	for _, test := range []struct {
		o    PathOptions
		what string
	}{
		{PathOptions{MaxHops: 1}, "hops"},
		{PathOptions{Limit: 5}, "rows"},
		{PathOptions{MaxVisits: 50}, "visits"},
	} {
		test.o.Via = expression(t, "meet*")
		reached, err := s.Reach(context.Background(), "person/p3", test.o)
		var limit *via.LimitError
		if !errors.As(err, &limit) || limit.What != test.what || len(reached) < 2 {
			t.Errorf("Reach under %+v\n got %d entities, %v\nwant some, and the limit of %s", test.o, len(reached), err, test.what)
		}
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Reach(ended, "person/p3", PathOptions{Via: expression(t, "meet*")}); !errors.Is(err, context.Canceled) {
		t.Errorf("Reach after its context has ended: got %v", err)
	}
	var unknown *UnknownError
	if _, err := s.Reach(context.Background(), "person/nobody", PathOptions{Via: expression(t, "meet*")}); !errors.As(err, &unknown) {
		t.Errorf("Reach from nobody: got %v", err)
	}
	if _, err := s.Reach(context.Background(), "person/p3", PathOptions{}); err == nil {
		t.Error("Reach without a property path: got no error")
	}
}

// On the snapshot, paths lead where the facts themselves say.
func TestReachAgainstFacts(t *testing.T) {
	for seed := range uint64(40) {
		src := town(12, 30, seed)
		r := rand.New(rand.NewPCG(seed, 5))
		for i := range src.facts {
			src.facts[i].Predicate = []string{"meet", "sue", "pay"}[r.IntN(3)]
		}
		s := load(t, src)
		want := map[string]bool{} // ends of meet/^sue
		for _, f := range src.facts {
			for _, g := range src.facts {
				if f.Predicate == "meet" && g.Predicate == "sue" && f.Object == g.Object && f.Asserted() && g.Asserted() && f.Subject != f.Object && g.Subject != g.Object {
					want[f.Subject+" "+g.Subject] = true
				}
			}
		}
		got := map[string]bool{}
		for i := range 12 {
			from := iri(fmt.Sprintf("person/p%d", i))
			reached, err := s.Reach(context.Background(), from, PathOptions{Via: expression(t, "meet/^sue")})
			if err != nil {
				t.Fatal(err)
			}
			for _, to := range reached {
				got[from+" "+to.Entity.IRI] = true
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("seed %d: meet/^sue\n got %v\nwant %v", seed, got, want)
		}
	}
}

// verbs gives the facts of a city many predicates, few of them frequent.
func verbs(s *shelf) *shelf {
	r := rand.New(rand.NewPCG(8, 9))
	for i := range s.facts {
		x := r.Float64()
		f := &s.facts[i]
		f.Predicate = fmt.Sprintf("verb%d", int(x*x*500))
		f.Modifiers = []graph.Modifier{{Role: "place", Prep: "in", Text: "town", Entity: iri(fmt.Sprintf("person/p%d", r.IntN(len(s.entities))))}}
	}
	return s
}

func BenchmarkVia(b *testing.B) {
	s := load(b, verbs(city(20_000, 100_000)))
	s.labels()
	const named = "(verb0|verb1|verb2|verb3|verb4|verb5)"
	for _, test := range []struct{ name, via string }{
		{"two-hops", named + "/" + named},
		{"three-hops", named + "/^" + named + "/" + named},
		{"star", named + "*"},
		{"star-both-ways", "(!()|^!())*"},
	} {
		b.Run(test.name, func(b *testing.B) {
			r := rand.New(rand.NewPCG(3, 4))
			rows := 0
			for b.Loop() {
				o := PathOptions{Via: expression(b, test.via), Limit: 100}
				reached, _ := s.Reach(context.Background(), fmt.Sprintf("person/p%d", r.IntN(20_000)), o)
				rows += len(reached)
			}
			b.ReportMetric(float64(rows)/float64(b.N), "rows/op")
		})
		b.Run(test.name+"-all", func(b *testing.B) {
			r := rand.New(rand.NewPCG(3, 4))
			rows := 0
			e := expression(b, test.via)
			g, plan := s.compile(context.Background(), -1, -1, e, PathOptions{})
			for b.Loop() {
				walks, err := plan.Reach(context.Background(), int32(r.IntN(g.Nodes())), via.Options{})
				if err != nil {
					b.Fatal(err)
				}
				rows += len(walks)
			}
			b.ReportMetric(float64(rows)/float64(b.N), "rows/op")
		})
	}
	b.Run("between", func(b *testing.B) {
		r := rand.New(rand.NewPCG(3, 4))
		for b.Loop() {
			o := PathOptions{Via: expression(b, "(!()|^!())+"), K: 1}
			s.Paths(context.Background(), fmt.Sprintf("person/p%d", r.IntN(20_000)), fmt.Sprintf("person/p%d", r.IntN(20_000)), o)
		}
	})
	b.Run("labels", func(b *testing.B) {
		for b.Loop() {
			label(s)
		}
	})
}

func BenchmarkViaParse(b *testing.B) {
	for b.Loop() {
		if _, err := via.Parse("(meet|tell)/^advise*|!(~consult|^<dramatis:rel/sue>)+"); err != nil {
			b.Fatal(err)
		}
	}
}
