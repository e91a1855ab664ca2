package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

var ctx = context.Background()

func TestFactsComeBack(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		d := ferry(t)
		add(t, s, d, "/news/ferry.txt", Added)
		doc := "dramatis:doc/" + d.ID
		var got []string
		for _, f := range collect(t, s.Facts(ctx)) {
			if f.Document != doc {
				t.Errorf("fact %s is of %s, want %s", f.IRI, f.Document, doc)
			}
			got = append(got, fmt.Sprintf("%s %s %s %s/%s by %q at %q asserted %t",
				f.Subject, f.Predicate, f.Object+f.ObjectName, f.Polarity, f.Modality, f.SourceName, f.Time, f.Asserted()))
		}
		want := []string{
			`dramatis:person/ann-marsh meet dramatis:person/bo-lindBo Lind affirmed/asserted by "" at "2024-04-29" asserted true`,
			`dramatis:organisation/halden-lines buy “Wren” affirmed/asserted by "" at "" asserted true`,
			`dramatis:organisation/halden-lines sink Wren denied/asserted by "" at "" asserted false`,
			`dramatis:person/ann-marsh oppose dramatis:organisation/halden-linesHalden Lines affirmed/asserted by "Bo Lind" at "" asserted false`,
			`dramatis:person/ann-marsh visit dramatis:place/brightwaterBrightwater affirmed/planned by "" at "" asserted false`,
			`dramatis:thing/` + d.ID + `/two-boats leave  affirmed/asserted by "" at "" asserted true`,
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("Facts\n got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(want, "\n     "))
		}
	})
}

// TestQuotersComeBack keeps who passes on what a source says.
func TestQuotersComeBack(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		d := ferry(t)
		k := slices.IndexFunc(d.Facts, func(f extract.Fact) bool { return f.Source.Name == "Bo Lind" })
		d.Facts[k].Source = d.Facts[k].Source.Through(extract.Source{First: 1, End: 3, Chain: 0, Name: "Ann Marsh", Text: "Ann Marsh"})
		add(t, s, d, "", Added)
		for _, f := range collect(t, s.Facts(ctx)) {
			want := []string(nil)
			if f.SourceName == "Bo Lind" {
				want = []string{"Ann Marsh"}
			}
			if !slices.Equal(f.QuotedBy, want) {
				t.Errorf("who quotes the source of %s\n got %q\nwant %q", f.IRI, f.QuotedBy, want)
			}
		}
		err := s.Verify(ctx, func(doc string, _ int, faults []string) {
			if len(faults) > 0 {
				t.Errorf("Verify of %s\n got %q\nwant no faults", doc, faults)
			}
		})
		if err != nil {
			t.Errorf("Verify\n got %v\nwant no error", err)
		}
	})
}

func TestEvidenceIsInTheText(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		d := ferry(t)
		add(t, s, d, "", Added)
		text := []rune(d.Text)
		for _, f := range collect(t, s.Facts(ctx)) {
			e := f.Evidence
			if got := string(text[e.Start:e.End]); got != e.Text || got != d.SentenceText(e.Sentence) {
				t.Errorf("sentence of %s\n got %q at its offsets\nwant %q", f.IRI, got, e.Text)
			}
			if got := string(text[e.Predicate[0]:e.Predicate[1]]); got != f.PredicateText {
				t.Errorf("predicate of %s\n got %q at its offsets\nwant %q", f.IRI, got, f.PredicateText)
			}
			if got := string(text[e.Object[0]:e.Object[1]]); got != f.ObjectName {
				t.Errorf("object of %s\n got %q at its offsets\nwant %q", f.IRI, got, f.ObjectName)
			}
			same, err := s.Fact(ctx, f.IRI)
			if err != nil || !reflect.DeepEqual(same, f) {
				t.Errorf("Fact(%s)\n got %+v, %v\nwant %+v", f.IRI, same, err, f)
			}
		}
	})
}

// What the article itself does not claim must not be an edge.
func TestOnlyAssertedFactsAreEdges(t *testing.T) {
	var b bytes.Buffer
	if err := WriteNQuads(&b, ferry(t)); err != nil {
		t.Fatal(err)
	}
	var edges []string
	for l := range strings.Lines(b.String()) {
		if strings.Contains(l, "> <dramatis:rel/") && !strings.HasPrefix(l, "<dramatis:fact/") {
			l, _, _ = strings.Cut(l, " <dramatis:fact/")
			edges = append(edges, l)
		}
	}
	want := []string{
		`<dramatis:organisation/halden-lines> <dramatis:rel/buy> "“Wren”"`,
		`<dramatis:person/ann-marsh> <dramatis:rel/meet> <dramatis:person/bo-lind>`,
	}
	if !reflect.DeepEqual(edges, want) {
		t.Errorf("edges\n got %q\nwant %q", edges, want)
	}
	if got := export(t, stored(t, ferry(t))); got != b.String() {
		t.Errorf("Export\n got %s\nwant, as WriteNQuads has it, %s", got, b.String())
	}
}

func stored(t *testing.T, docs ...*extract.Document) *Store {
	t.Helper()
	s, err := Memory()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	for _, d := range docs {
		add(t, s, d, "", Added)
	}
	return s
}

func TestEntities(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		f, b := ferry(t), bridge(t)
		add(t, s, f, "", Added)
		add(t, s, b, "", Added)
		var got []string
		for _, e := range collect(t, s.Entities(ctx)) {
			got = append(got, fmt.Sprintf("%s %q %s %q %q %d in %d", e.IRI, e.Name, e.Kind, e.Aliases, e.Roles, e.Mentions, len(e.Documents)))
			if one, err := s.Entity(ctx, e.IRI); err != nil || !reflect.DeepEqual(one, e) {
				t.Errorf("Entity(%s)\n got %+v, %v\nwant %+v", e.IRI, one, err, e)
			}
		}
		boats := []string{"dramatis:thing/" + f.ID + "/two-boats", "dramatis:thing/" + b.ID + "/two-boats"}
		if boats[0] > boats[1] {
			boats[0], boats[1] = boats[1], boats[0]
		}
		want := []string{
			`dramatis:facility/salt-bridge "Salt Bridge" facility [] [] 2 in 1`,
			`dramatis:organisation/halden-lines "Halden Lines" organisation [] [] 3 in 1`,
			`dramatis:person/ann-marsh "Ann Marsh" person ["Marsh"] ["Mayor" "Chair"] 5 in 2`,
			`dramatis:person/bo-lind "Bo Lind" person [] [] 2 in 1`,
			`dramatis:person/cy-dorn "Cy Dorn" person [] ["Skipper" "Owner"] 1 in 1`,
			`dramatis:place/brightwater "Brightwater" place [] [] 2 in 1`,
			boats[0] + ` "Two boats" weapon [] [] 1 in 1`,
			boats[1] + ` "Two boats" weapon [] [] 1 in 1`,
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("Entities\n got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(want, "\n     "))
		}
	})
}

// Two rules that find one fact make one fact; a fact that differs is another.
func TestSameFactTwice(t *testing.T) {
	s := newStory(t, "Council", "Cy Dorn met Ann Marsh.")
	s.fact("Cy Dorn | met [meet] | Ann Marsh")
	s.fact("Cy Dorn | met [meet] | Ann Marsh", func(f *extract.Fact) { f.Confidence, f.Rule = 0.95, "conjoined" })
	s.fact("Cy Dorn | met [meet] | Ann Marsh", func(f *extract.Fact) { f.Confidence, f.Rule = 0.2, "passive" })
	s.fact("Cy Dorn | met [meet] | Ann Marsh", denied)
	var got []string
	for _, f := range collect(t, stored(t, s.Document).Facts(ctx)) {
		got = append(got, fmt.Sprint(f.Rule, f.Confidence, f.Polarity))
	}
	slices.Sort(got)
	if want := []string{"active0.9denied", "conjoined0.95affirmed"}; !reflect.DeepEqual(got, want) {
		t.Errorf("Facts\n got %q\nwant %q", got, want)
	}
}

func TestFactsOf(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		add(t, s, ferry(t), "", Added)
		add(t, s, bridge(t), "", Added)
		for entity, want := range map[string]string{
			"dramatis:person/bo-lind":            "meet oppose",
			"dramatis:person/cy-dorn":            "thank",
			"dramatis:organisation/halden-lines": "buy sink oppose",
			"dramatis:place/brightwater":         "meet visit",
			"dramatis:facility/salt-bridge":      "open hit",
			"dramatis:person/nobody":             "",
		} {
			var got []string
			for _, f := range collect(t, s.FactsOf(ctx, entity)) {
				got = append(got, f.Predicate)
			}
			if strings.Join(got, " ") != want {
				t.Errorf("FactsOf(%s)\n got %s\nwant %s", entity, got, want)
			}
		}
		if n := len(collect(t, s.FactsOf(ctx, "dramatis:person/ann-marsh"))); n != 5 {
			t.Errorf("FactsOf(Ann Marsh)\n got %d facts\nwant 5", n)
		}
	})
}

func TestDocuments(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		d := ferry(t)
		add(t, s, d, "", Added)
		want := Document{
			IRI: "dramatis:doc/" + d.ID, Title: "Ferry sold", Published: "2024-05-02", Publisher: "Brightwater Courier",
			URL: "https://courier.example/ferry-sold", Text: d.Text, Facts: 6,
		}
		if got := collect(t, s.Documents(ctx)); len(got) != 1 || got[0] != want {
			t.Errorf("Documents\n got %+v\nwant %+v", got, want)
		}
		if ok, err := s.Has(ctx, d.ID); !ok || err != nil {
			t.Errorf("Has(%s)\n got %t, %v\nwant true", d.ID, ok, err)
		}
		if ok, err := s.Has(ctx, bridge(t).ID); ok || err != nil {
			t.Errorf("Has(bridge)\n got %t, %v\nwant false", ok, err)
		}
		for _, err := range []error{
			second(s.Document(ctx, "dramatis:doc/0")), second(s.Fact(ctx, "dramatis:fact/0")), second(s.Entity(ctx, "dramatis:person/x")),
			second(s.Remove(ctx, "dramatis:doc/0")), second(s.Document(ctx, "dramatis:person/ann-marsh")),
		} {
			if !errors.Is(err, ErrNotFound) {
				t.Errorf("what is not there\n got error %v\nwant ErrNotFound", err)
			}
		}
	})
}

func second[T any](_ T, err error) error { return err }

func TestAddTwice(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		add(t, s, ferry(t), "/a", Added)
		before := export(t, s)
		add(t, s, ferry(t), "/a", Unchanged)
		add(t, s, ferry(t), "/b", Unchanged)
		add(t, s, &extract.Document{ID: ferry(t).ID}, "/b", Unchanged)
		if after := export(t, s); after != before {
			t.Errorf("a second Add changes the store\n got %s\nwant %s", after, before)
		}
	})
}

func TestReplace(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		add(t, s, ferry(t), "/a", Added)
		add(t, s, bridge(t), "/b", Added)
		add(t, s, council(t), "/a", Replaced)
		if got, want := export(t, s), nquadsOf(t, bridge(t), council(t)); got != want {
			t.Errorf("after replacing\n got %s\nwant %s", got, want)
		}
		add(t, s, ferry(t), "/a", Replaced) // and back
		if got, want := export(t, s), nquadsOf(t, bridge(t), ferry(t)); got != want {
			t.Errorf("after replacing again\n got %s\nwant %s", got, want)
		}
	})
}

func TestReplaceKeepsWhatIsElsewhere(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		add(t, s, ferry(t), "/a", Added)
		add(t, s, ferry(t), "/copy", Unchanged)
		add(t, s, bridge(t), "/b", Added)
		add(t, s, &extract.Document{ID: bridge(t).ID}, "/a", Replaced)
		if got, want := export(t, s), nquadsOf(t, bridge(t), ferry(t)); got != want {
			t.Errorf("the copy is gone\n got %s\nwant %s", got, want)
		}
		add(t, s, council(t), "/copy", Replaced)
		if got, want := export(t, s), nquadsOf(t, bridge(t), council(t)); got != want {
			t.Errorf("the last copy\n got %s\nwant %s", got, want)
		}
	})
}

func TestRemoveLeavesWhatOthersSay(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		for range 3 { // nothing of a removed document may come back with it
			add(t, s, ferry(t), "/a", Added)
			add(t, s, bridge(t), "/b", Added)
			want := strings.Count(nquadsOf(t, ferry(t)), "\n")
			n, err := s.Remove(ctx, "dramatis:doc/"+ferry(t).ID)
			if err != nil || n != want {
				t.Fatalf("Remove(ferry)\n got %d, %v\nwant %d", n, err, want)
			}
			if got, want := export(t, s), nquadsOf(t, bridge(t)); got != want {
				t.Fatalf("after Remove\n got %s\nwant %s", got, want)
			}
			e, err := s.Entity(ctx, "dramatis:person/ann-marsh")
			if err != nil || e.Mentions != 2 || len(e.Aliases) != 0 {
				t.Fatalf("Entity(Ann Marsh)\n got %+v, %v\nwant 2 mentions, no aliases", e, err)
			}
			if _, err := s.Remove(ctx, "dramatis:doc/"+bridge(t).ID); err != nil {
				t.Fatal(err)
			}
			if got := export(t, s); got != "" {
				t.Fatalf("an empty store\n got %s\nwant nothing", got)
			}
			if st, err := s.cayley.Stats(ctx, true); err != nil || st.Nodes.Size != 0 {
				t.Fatalf("an empty store\n got %d nodes, %v\nwant none", st.Nodes.Size, err)
			}
		}
	})
}

func TestOrderDoesNotMatter(t *testing.T) {
	f, b, c := ferry(t), bridge(t), council(t)
	want := nquadsOf(t, f, b, c)
	for _, order := range [][]*extract.Document{{f, c, b}, {b, f, c}, {b, c, f}, {c, f, b}, {c, b, f}} {
		onBoth(t, func(t *testing.T, s *Store) {
			for _, d := range order {
				add(t, s, d, "/"+d.ID, Added)
			}
			if got := export(t, s); got != want {
				t.Errorf("Export\n got %s\nwant %s", got, want)
			}
		})
	}
}

func TestReopen(t *testing.T) {
	file := filepath.Join(t.TempDir(), "test.db")
	s := openNew(t, file)
	add(t, s, ferry(t), "/a", Added)
	want := export(t, s)
	if err := errors.Join(s.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Add(ctx, ferry(t), "/a"); !errors.Is(err, ErrClosed) {
		t.Errorf("Add after Close\n got %v\nwant ErrClosed", err)
	}
	r, err := Open(file, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	r2, err := Open(file, Options{ReadOnly: true})
	if err != nil {
		t.Fatalf("a second reader: %v", err)
	}
	defer r2.Close()
	if got := export(t, r); got != want {
		t.Errorf("read-only\n got %s\nwant %s", got, want)
	}
	if _, err := r.Add(ctx, bridge(t), ""); !errors.Is(err, ErrReadOnly) {
		t.Errorf("Add to a read-only store\n got %v\nwant ErrReadOnly", err)
	}
	if got := export(t, r2); got != want {
		t.Errorf("read-only\n got %s\nwant %s", got, want)
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode\n got %v, %v\nwant 0600", info.Mode(), err)
	}
}

func TestStats(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		add(t, s, ferry(t), "", Added)
		st, err := s.Stats(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if (st.Bytes > 0) != (s.path != "") {
			t.Errorf("Stats.Bytes = %d", st.Bytes)
		}
		st.Bytes = 0
		want := Stats{
			Documents: 1, Named: 4, Facts: 6, Asserted: 3, Reported: 1, Denied: 1, Other: 1, Quads: strings.Count(export(t, s), "\n"),
			Entities: map[extract.Kind]int{extract.Person: 2, extract.Organisation: 1, extract.Place: 1, extract.Weapon: 1},
		}
		if !reflect.DeepEqual(st, want) {
			t.Errorf("Stats\n got %+v\nwant %+v", st, want)
		}
	})
}
