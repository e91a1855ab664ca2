package graph

import (
	"bytes"
	"errors"
	"io/fs"
	"path/filepath"
	"testing"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
	"github.com/dramatis-kg/dramatis/extract"
	"go.etcd.io/bbolt"
)

// bundlesOf makes bundles of what a store holds.
func bundlesOf(t testing.TB, s *Store) []*Bundle {
	t.Helper()
	var out []*Bundle
	for _, quads := range collect(t, s.Quads(ctx)) {
		b, err := NewBundle(quads)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, b)
	}
	return out
}

func nextOf(list []*Bundle) func() (*Bundle, error, bool) {
	return func() (*Bundle, error, bool) {
		if len(list) == 0 {
			return nil, nil, false
		}
		b := list[0]
		list = list[1:]
		return b, nil, true
	}
}

// built makes a store of documents by Add, and one of its bundles by Build.
func built(t testing.TB, docs []*extract.Document) (path, want string) {
	t.Helper()
	s, err := Memory()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, d := range docs {
		add(t, s, d, "", Added)
	}
	path = filepath.Join(t.TempDir(), "built.db")
	n, quads, err := Build(ctx, path, nextOf(bundlesOf(t, s)))
	if err != nil || n != len(docs) || quads != int(s.cayley.Size()) {
		t.Fatalf("Build\n got %d documents, %d quads, %v\nwant %d, %d", n, quads, err, len(docs), s.cayley.Size())
	}
	return path, export(t, s)
}

// What Build makes is a store like any other: it says the same, nothing is
// wrong with it, and documents can be removed from it and added to it.
func TestBuild(t *testing.T) {
	docs := append(town(300), ferry(t), bridge(t))
	path, want := built(t, docs)
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := export(t, s); got != want {
		t.Errorf("Build made another graph: %d bytes, want %d", len(got), len(want))
	}
	if faults := faultsOf(t, s); faults != "" {
		t.Errorf("Verify\n got %s\nwant nothing", faults)
	}
	for _, d := range docs[:150] {
		if _, err := s.Remove(ctx, DocumentIRI(d.ID)); err != nil {
			t.Fatal(err)
		}
	}
	for _, d := range docs[:150] {
		add(t, s, d, "", Added)
	}
	if got := export(t, s); got != want {
		t.Errorf("after removing and adding: %d bytes, want %d", len(got), len(want))
	}
	if faults := faultsOf(t, s); faults != "" {
		t.Errorf("Verify after removing and adding\n got %s\nwant nothing", faults)
	}
}

// Empty stores and stores of one document take other paths through the writer.
func TestBuildSmall(t *testing.T) {
	for _, docs := range [][]*extract.Document{nil, {ferry(t)}, {bridge(t), ferry(t)}} {
		path, want := built(t, docs)
		s, err := Open(path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := export(t, s); got != want {
			t.Errorf("Build of %d documents\n got %s\nwant %s", len(docs), got, want)
		}
		if faults := faultsOf(t, s); faults != "" {
			t.Errorf("Verify of %d documents\n got %s", len(docs), faults)
		}
		add(t, s, council(t), "", Added)
		s.Close()
		if _, _, err := Build(ctx, path, nextOf(nil)); !errors.Is(err, fs.ErrExist) {
			t.Errorf("Build in place of a store\n got %v\nwant fs.ErrExist", err)
		}
	}
}

// Cayley itself reads from a built file the same set of quads, and bbolt finds
// nothing wrong with its pages.
func TestCayleyReadsBuilt(t *testing.T) {
	path, want := built(t, town(60))
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.View(func(tx *bbolt.Tx) error {
		for err := range tx.Check() {
			t.Errorf("bbolt finds: %v", err)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	qs, err := kv.New(boltKV{db}, graph.Options{kv.OptNoBloom: true})
	if err != nil {
		t.Fatal(err)
	}
	defer qs.Close()
	var quads []quad.Quad
	it := qs.QuadsAllIterator()
	for it.Next(ctx) {
		quads = append(quads, qs.Quad(it.Result()))
	}
	lines, err := nquads(quads)
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	writeLines(&got, lines)
	if got.String() != want {
		t.Errorf("Cayley reads another graph: %d bytes, want %d", got.Len(), len(want))
	}
}
