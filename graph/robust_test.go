package graph

import (
	"bytes"
	"context"
	"errors"
	"math"
	"reflect"
	"strings"
	"sync"
	"testing"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"
	nqread "github.com/cayleygraph/quad/nquads"
	"github.com/dramatis-kg/dramatis/extract"
)

// The file is Cayley's own: its path language finds the edges.
func TestCayleyReadsIt(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		add(t, s, ferry(t), "", Added)
		add(t, s, bridge(t), "", Added)
		checkPath(t, s.cayley)
	})
}

// checkPath follows a path through ferry and bridge with Cayley's own means.
func checkPath(t *testing.T, qs cayley.QuadStore) {
	t.Helper()
	start := path.StartPath(qs, quad.IRI("dramatis:person/cy-dorn"))
	got, err := start.Out(quad.IRI("dramatis:rel/thank")).Out(quad.IRI("dramatis:rel/meet")).Iterate(ctx).AllValues(qs)
	want := []quad.Value{quad.IRI("dramatis:person/bo-lind")}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("Cy Dorn thank X meet\n got %v, %v\nwant %v", got, err, want)
	}
}

// Whatever a document holds is stored, or refused as a whole, and comes back
// from N-Quads as it was.
func TestHostileDocument(t *testing.T) {
	nasty := "\x1b[2J\x00 \"\\> .\n<a:b> \xff\u202e\ufffe é" + strings.Repeat("long ", 2000)
	s := newStory(t, nasty, "Ann met "+strings.ReplaceAll(nasty, ".", ",")+" Bo.")
	s.URL, s.Publisher = nasty, nasty
	s.chain(extract.Chain{Name: nasty, Kind: "no kind", Named: true, Aliases: []string{nasty, "b"}, Roles: []string{nasty}}, 1)
	s.chain(extract.Chain{Name: nasty}, 1)
	s.fact("Ann | met [meet] | Bo", denied, s.place("in", "Bo"), func(f *extract.Fact) {
		f.Subject.Chain, f.Object.Chain, f.Predicate.Lemma, f.Rule, f.Confidence = 0, 1, nasty, nasty, math.NaN()
		f.Source = extract.Source{End: 1, Chain: 99, Text: nasty}
	})
	onBoth(t, func(t *testing.T, st *Store) {
		add(t, st, s.Document, nasty, Added)
		add(t, st, s.Document, nasty, Unchanged)
		text := export(t, st)
		quads, err := quad.ReadAll(nqread.NewReader(strings.NewReader(text), true))
		if err != nil {
			t.Fatal(err)
		}
		if again, err := nquads(quads); err != nil || strings.Join(again, "") != text {
			t.Errorf("N-Quads read and written again\n got %v, %v\nwant %s", again, err, text)
		}
		f := collect(t, st.Facts(ctx))[0]
		if got := string([]rune(collect(t, st.Documents(ctx))[0].Text)[f.Evidence.Object[0]:f.Evidence.Object[1]]); got != "Bo" {
			t.Errorf("object at its offsets\n got %q\nwant Bo", got)
		}
	})
	for name, change := range map[string]func(d *extract.Document){
		"no ID":               func(d *extract.Document) { d.ID = "" },
		"an ID with a slash":  func(d *extract.Document) { d.ID = "a/b" },
		"a huge text":         func(d *extract.Document) { d.Text += strings.Repeat(" ", maxText) },
		"a token outside":     func(d *extract.Document) { d.Tokens[0].End = len(d.Text) + 1 },
		"a sentence outside":  func(d *extract.Document) { d.Sentences = d.Sentences[:0] },
		"an argument outside": func(d *extract.Document) { d.Facts[0].Subject.End = 1 << 20 },
	} {
		onBoth(t, func(t *testing.T, st *Store) {
			d := ferry(t)
			change(d)
			if _, err := st.Add(ctx, d, ""); err == nil {
				t.Errorf("Add of a document with %s: no error", name)
			}
			add(t, st, bridge(t), "", Added) // the store goes on
			if got, want := export(t, st), nquadsOf(t, bridge(t)); got != want {
				t.Errorf("after a document with %s\n got %s\nwant %s", name, got, want)
			}
		})
	}
}

func TestCancelled(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		add(t, s, ferry(t), "", Added)
		done, cancel := context.WithCancel(ctx)
		cancel()
		if _, err := s.Add(done, bridge(t), ""); !errors.Is(err, context.Canceled) {
			t.Errorf("Add\n got %v\nwant context.Canceled", err)
		}
		for _, err := range s.Facts(done) {
			if !errors.Is(err, context.Canceled) {
				t.Errorf("Facts\n got %v\nwant context.Canceled", err)
			}
		}
		if err := s.Export(done, &bytes.Buffer{}); !errors.Is(err, context.Canceled) {
			t.Errorf("Export\n got %v\nwant context.Canceled", err)
		}
		if got, want := export(t, s), nquadsOf(t, ferry(t)); got != want {
			t.Errorf("after cancelled calls\n got %s\nwant %s", got, want)
		}
	})
}

func TestReadersBesideAWriter(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		docs := []*extract.Document{ferry(t), bridge(t), council(t)}
		facts := map[string]int{}
		for _, d := range docs {
			facts["dramatis:doc/"+d.ID] = len(d.Facts)
		}
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() {
				for range 20 {
					seen := map[string]int{}
					for f, err := range s.Facts(ctx) {
						if err != nil {
							t.Error(err)
						}
						seen[f.Document]++
					}
					for doc, n := range seen {
						if n != facts[doc] {
							t.Errorf("a reader sees %d facts of %s, want all %d or none", n, doc, facts[doc])
						}
					}
					collect(t, s.FactsOf(ctx, "dramatis:person/ann-marsh"))
				}
			})
		}
		for range 3 {
			for _, d := range docs {
				add(t, s, d, "/x", map[bool]Change{true: Added, false: Replaced}[len(collect(t, s.Documents(ctx))) == 0])
			}
		}
		wg.Wait()
	})
}
