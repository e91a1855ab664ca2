package graph

import (
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/dramatis-kg/dramatis/extract"
)

func bundle(t testing.TB, d *extract.Document) *Bundle {
	t.Helper()
	quads, err := quadsOf(d)
	if err != nil {
		t.Fatal(err)
	}
	b, err := NewBundle(quads)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Documents that come as quads are what Add makes of them; a second time
// changes nothing, and another reading of the same text replaces the first.
func TestAddBundles(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		other := ferry(t)
		other.Facts = other.Facts[:2]
		for _, c := range []struct {
			docs []*extract.Document
			want []Change
		}{
			{[]*extract.Document{ferry(t), bridge(t)}, []Change{Added, Added}},
			{[]*extract.Document{ferry(t), council(t), council(t)}, []Change{Unchanged, Added, Unchanged}},
			{[]*extract.Document{bridge(t), other}, []Change{Unchanged, Replaced}},
			{[]*extract.Document{ferry(t), other, ferry(t)}, []Change{Replaced, Replaced, Replaced}},
			{nil, nil},
		} {
			var list []*Bundle
			for _, d := range c.docs {
				list = append(list, bundle(t, d))
			}
			got, err := s.AddBundles(ctx, list)
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("AddBundles\n got %v, %v\nwant %v", got, err, c.want)
			}
		}
		if got, want := export(t, s), nquadsOf(t, ferry(t), bridge(t), council(t)); got != want {
			t.Errorf("export\n got %s\nwant %s", got, want)
		}
		if faults := faultsOf(t, s); faults != "" {
			t.Errorf("Verify\n got %s", faults)
		}
	})
}

// Of a document whose quads are not the whole truth nothing is taken.
func TestNewBundleRefuses(t *testing.T) {
	whole, err := quadsOf(ferry(t))
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(whole, func(q quad.Quad) bool { return q.Predicate == hasEvidence })
	for name, c := range map[string]struct {
		quads []quad.Quad
		want  string
	}{
		"nothing":          {nil, "no quad says"},
		"two documents":    {append(slices.Clone(whole), quad.Quad{Subject: quad.IRI("dramatis:doc/x"), Predicate: rdfType, Object: newsArticle, Label: quad.IRI("dramatis:doc/x")}), "no document, or one of several"},
		"a fact gone":      {slices.Delete(slices.Clone(whole), at, at+1), "does not follow"},
		"a strange quad":   {append(slices.Clone(whole), quad.Quad{Subject: quad.IRI("a:b"), Predicate: quad.IRI("a:c"), Object: quad.IRI("a:d"), Label: documentIRI(ferry(t).ID)}), "does not follow"},
		"a literal number": {append(slices.Clone(whole), quad.Quad{Subject: quad.IRI("a:b"), Predicate: quad.IRI("a:c"), Object: quad.Int(1), Label: documentIRI(ferry(t).ID)}), "refused"},
	} {
		if _, err := NewBundle(c.quads); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("NewBundle of %s\n got %v\nwant %s", name, err, c.want)
		}
	}
	core := slices.DeleteFunc(slices.Clone(whole), func(q quad.Quad) bool {
		return q.Predicate != hasEvidence && q.Predicate != hasRecord && q.Subject != documentIRI(ferry(t).ID)
	})
	b, err := NewBundle(core)
	if err != nil || b.Size() != len(whole) || len(core) == len(whole) {
		t.Errorf("NewBundle of fields and records\n got %v, %v\nwant %d quads", b, err, len(whole))
	}
}

// Quads come in the order of their lines.
func TestQuadsInOrder(t *testing.T) {
	s := openNew(t, t.TempDir()+"/test.db")
	defer s.Close()
	add(t, s, ferry(t), "", Added)
	add(t, s, bridge(t), "", Added)
	for quads, err := range s.Quads(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for _, q := range quads {
			line, _ := appendQuad(nil, q)
			lines = append(lines, string(line))
		}
		if !slices.IsSorted(lines) || len(lines) < 10 {
			t.Errorf("%d quads are not in order:\n%s", len(lines), strings.Join(lines, ""))
		}
	}
}
