package queries

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

// spell writes a path as it is read: "ann-marsh -met-> jonas-halden". A fact
// that points backwards has its arrow so, a modifier its preposition.
func spell(p Path) string {
	var b strings.Builder
	for i, s := range p.Steps {
		if i == 0 {
			b.WriteString(shortNames([]string{s.From}))
		}
		text := s.Fact.PredicateText
		if s.Via != nil && s.Via.Role == ObjectRole {
			text += " …" + s.Via.Text
		} else if s.Via != nil {
			text += " " + s.Via.Prep
		}
		arrow := " -%s-> %s"
		if !s.Forward {
			arrow = " <-%s- %s"
		}
		fmt.Fprintf(&b, arrow, text, shortNames([]string{s.To}))
		if len(s.Others) > 0 {
			fmt.Fprintf(&b, " (+%d)", len(s.Others))
		}
	}
	return b.String()
}

func TestPaths(t *testing.T) {
	s := load(t, brightwater())
	for _, test := range []struct {
		name, from, to string
		o              PathOptions
		want           []string
	}{
		{"best of parallel facts", "person/ann-marsh", "person/jonas-halden", PathOptions{},
			[]string{"ann-marsh -met-> jonas-halden (+1)"}},
		{"against the arrow", "person/jonas-halden", "weapon/ferry", PathOptions{},
			[]string{"jonas-halden -leads-> halden-lines -bought-> ferry"}},
		{"over a place", "place/port-ellery", "organisation/halden-lines", PathOptions{},
			[]string{"port-ellery <-met in- ann-marsh -met-> jonas-halden (+1) -leads-> halden-lines"}},
		{"two best", "person/ann-marsh", "weapon/ferry", PathOptions{K: 2}, []string{
			"ann-marsh -held talks with-> brightwater-council -sold-> ferry",
			"ann-marsh -met-> jonas-halden (+1) -leads-> halden-lines -bought-> ferry"}},
		{"all shortest", "person/ann-marsh", "weapon/ferry", PathOptions{All: true}, []string{
			"ann-marsh -held talks with-> brightwater-council -sold-> ferry"}},
		{"avoiding", "person/ann-marsh", "weapon/ferry", PathOptions{Avoid: []string{"organisation/brightwater-council"}}, []string{
			"ann-marsh -met-> jonas-halden (+1) -leads-> halden-lines -bought-> ferry"}},
		{"over organisations only", "person/ann-marsh", "weapon/ferry", PathOptions{K: 2, Kind: extract.Organisation}, []string{
			"ann-marsh -held talks with-> brightwater-council -sold-> ferry"}},
		{"directed", "person/ann-marsh", "weapon/ferry", PathOptions{Directed: true}, []string{
			"ann-marsh -held talks with-> brightwater-council -sold-> ferry"}},
		{"reported", "organisation/united-dockers", "weapon/ferry", PathOptions{Reported: true},
			[]string{"united-dockers -threatened-> halden-lines -bought-> ferry"}},
		{"denied", "person/elodie-ruiz", "organisation/united-dockers", PathOptions{Denied: true},
			[]string{"elodie-ruiz -did not oppose-> united-dockers"}},
		{"planned", "person/elodie-ruiz", "person/tom-marsh", PathOptions{Planned: true},
			[]string{"elodie-ruiz <-will visit- tom-marsh"}},
		{"by family", "person/jonas-halden", "organisation/brightwater-council", PathOptions{Predicate: "~consult"},
			[]string{"jonas-halden <-met- ann-marsh (+1) -held talks with-> brightwater-council"}},
		{"since", "person/ann-marsh", "person/jonas-halden", PathOptions{Since: "2021-04"},
			[]string{"ann-marsh -met-> jonas-halden"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.o.Avoid = slices.Clone(test.o.Avoid)
			for i := range test.o.Avoid {
				test.o.Avoid[i] = iri(test.o.Avoid[i])
			}
			paths, err := s.Paths(context.Background(), iri(test.from), iri(test.to), test.o)
			var got []string
			for _, p := range paths {
				got = append(got, spell(p))
			}
			if err != nil || !slices.Equal(got, test.want) {
				t.Errorf("Paths(%s, %s, %+v)\n got %q, %v\nwant %q", test.from, test.to, test.o, got, err, test.want)
			}
		})
	}
}

// Names inside phrases that stand for nothing named relate, too.
func TestPathsOverInnerNames(t *testing.T) {
	src := brightwater()
	f := fact(20, "person/tom-marsh praise thing/sale")
	f.ObjectName, f.Object = "sale of the Grey Heron to Halden", iri("thing/sale")
	f.Modifiers = []graph.Modifier{{Role: "topic", Prep: "despite", Text: "Ruiz's objections"}, {Role: "place", Prep: "in", Text: "heron country"}}
	built := fact(21, "person/tom-marsh inspect thing/sale")
	built.ObjectName = "Halden-built boats"
	src.facts = append(src.facts, f, built)
	s := load(t, src)
	for _, test := range []struct{ to, want string }{
		{"weapon/ferry", "tom-marsh -praise …Grey Heron-> ferry"},
		{"person/jonas-halden", "tom-marsh -praise …Halden-> jonas-halden"},
		{"person/elodie-ruiz", ""}, // "Ruiz" is neither her name nor the last word of it
	} {
		paths, err := s.Paths(context.Background(), iri("person/tom-marsh"), iri(test.to), PathOptions{MaxHops: 1})
		got := ""
		if err == nil {
			got = spell(paths[0])
		}
		if got != test.want {
			t.Errorf("Paths(tom-marsh, %s)\n got %q, %v\nwant %q", test.to, got, err, test.want)
		}
	}
	src.entities[2].Aliases = []string{"Ruiz"}
	paths, err := load(t, src).Paths(context.Background(), iri("person/tom-marsh"), iri("person/elodie-ruiz"), PathOptions{})
	if err != nil || spell(paths[0]) != "tom-marsh -praise despite-> elodie-ruiz" {
		t.Errorf("Paths(tom-marsh, elodie-ruiz) with an alias\n got %v, %v", paths, err)
	}
}

func TestNoPath(t *testing.T) {
	s := load(t, brightwater())
	ctx := context.Background()
	var none *NoPathError
	_, err := s.Paths(ctx, iri("organisation/united-dockers"), iri("weapon/ferry"), PathOptions{})
	if !errors.As(err, &none) || none.WithReported != 2 || none.Beyond != 0 || none.Reached != 0 || none.ReachedBack != 7 {
		t.Errorf("Paths(united-dockers, ferry)\n got %v, %+v\nwant a *NoPathError with 2 hops over reported facts", err, none)
	}
	_, err = s.Paths(ctx, iri("place/port-ellery"), iri("organisation/halden-lines"), PathOptions{MaxHops: 2})
	if !errors.As(err, &none) || none.Beyond != 3 || none.WithReported != 0 {
		t.Errorf("Paths(port-ellery, halden-lines) within 2 hops\n got %v, %+v\nwant a *NoPathError with 3 hops beyond", err, none)
	}
	if got, want := spell(none.Otherwise), "port-ellery <-met in- ann-marsh -met-> jonas-halden (+1) -leads-> halden-lines"; got != want {
		t.Errorf("path otherwise\n got %s\nwant %s", got, want)
	}
	_, err = s.Paths(ctx, iri("person/elodie-ruiz"), iri("person/tom-marsh"), PathOptions{})
	if !errors.As(err, &none) || none.WithReported != 0 || none.WithPlanned != 1 || len(none.Otherwise.Steps) != 1 {
		t.Errorf("Paths(elodie-ruiz, tom-marsh)\n got %v, %+v\nwant a *NoPathError with one planned hop", err, none)
	}
	if _, err = s.Paths(ctx, iri("person/ann-marsh"), iri("person/elodie-ruiz"), PathOptions{Directed: true, Reported: true}); !errors.As(err, &none) {
		t.Errorf("a directed path from Ann Marsh to Élodie Ruiz: got %v, want a *NoPathError", err)
	}
	var unknown *UnknownError
	if _, err = s.Paths(ctx, iri("person/ann-marsh"), "person/nobody", PathOptions{}); !errors.As(err, &unknown) {
		t.Errorf("a path to nobody: got %v, want an *UnknownError", err)
	}
	if _, err = s.Paths(ctx, iri("person/ann-marsh"), iri("person/ann-marsh"), PathOptions{}); err == nil {
		t.Error("a path from Ann Marsh to herself: got no error")
	}
	if _, err = s.Paths(ctx, iri("person/ann-marsh"), iri("weapon/ferry"), PathOptions{Since: "yesterday"}); err == nil {
		t.Error("a path since yesterday: got no error")
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if _, err = s.Paths(ended, iri("person/ann-marsh"), iri("weapon/ferry"), PathOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a path after its context has ended: got %v, want context.Canceled", err)
	}
}

// town makes a graph of n people and m facts at random.
func town(n, m int, seed uint64) *shelf {
	r := rand.New(rand.NewPCG(seed, 2))
	s := &shelf{documents: []graph.Document{{IRI: "dramatis:doc/one"}}}
	for i := range n {
		s.entities = append(s.entities, entity(fmt.Sprintf("person/p%d", i), fmt.Sprintf("P%d", i), r.IntN(9)))
	}
	for i := range m {
		f := fact(i, fmt.Sprintf("person/p%d meet person/p%d", r.IntN(n), r.IntN(n)))
		f.Confidence = float64(r.IntN(4)) / 4 // few values, so that there are ties
		switch r.IntN(6) {
		case 0:
			f.Polarity = extract.Denied
		case 1:
			f.Modality = extract.Planned
		case 2:
			f.Modifiers = []graph.Modifier{{Role: "place", Prep: "with", Entity: iri(fmt.Sprintf("person/p%d", r.IntN(n)))}}
		}
		s.facts = append(s.facts, f)
	}
	return s
}

// simplePaths lists every path that passes no entity twice, by brute force.
func simplePaths(s *Snapshot, w *walker, nodes []int32, to int32, maxHops int, found *[]trail) {
	u := nodes[len(nodes)-1]
	if u == to {
		*found = append(*found, trail{slices.Clone(nodes), w.weight(nodes)})
		return
	}
	if len(nodes) > maxHops {
		return
	}
	for v, bundle := range bundles(s.links.of(u)) {
		if !slices.Contains(nodes, v) && w.open(u, v, bundle, false) {
			simplePaths(s, w, append(nodes, v), to, maxHops, found)
		}
	}
}

func TestPathsAgainstBruteForce(t *testing.T) {
	for seed := range uint64(60) {
		s := load(t, town(9, 14, seed))
		o := PathOptions{K: 8, MaxHops: 5, Directed: seed%2 == 0, Denied: seed%3 == 0, All: seed%5 == 0}
		for b := int32(1); b < 9; b++ {
			w := s.walker(context.Background(), 0, b, o)
			var want []trail
			simplePaths(s, w, []int32{0}, b, o.MaxHops, &want)
			slices.SortFunc(want, compareTrails)
			if o.All && len(want) > 0 {
				shortest := len(want[0].nodes)
				want = slices.DeleteFunc(want, func(t trail) bool { return len(t.nodes) > shortest })
			}
			want = want[:min(o.K, len(want))]
			got := w.best(0, b, o)
			if !slices.EqualFunc(got, want, func(a, b trail) bool { return compareTrails(a, b) == 0 }) {
				t.Fatalf("seed %d: paths from 0 to %d under %+v\n got %v\nwant %v", seed, b, o, got, want)
			}
		}
	}
}

func TestPathsCrossOnlyWhatIsAllowed(t *testing.T) {
	s := load(t, town(40, 120, 7))
	paths, err := s.Paths(context.Background(), "person/p0", "person/p9", PathOptions{K: 20})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range paths {
		at := iri("person/p0")
		for _, step := range p.Steps {
			f := step.Fact
			if step.From != at {
				t.Errorf("path %s: a step begins at %s, not at %s", spell(p), step.From, at)
			}
			at = step.To
			subject, other := step.From, step.To
			if !step.Forward {
				subject, other = other, subject
			}
			named := f.Object
			if step.Via != nil {
				named = step.Via.Entity
			}
			if f.Subject != subject || named != other || !f.Asserted() {
				t.Errorf("path %s crosses %+v", spell(p), f)
			}
		}
		if at != iri("person/p9") {
			t.Errorf("path %s ends at %s", spell(p), at)
		}
	}
}
