package storetest

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/dramatis-kg/dramatis/graph"
)

func testReopening(t *testing.T, p Place) {
	if p == "" {
		t.Skip("a store in memory is gone when it is closed")
	}
	if _, err := graph.Open(string(p), graph.Options{}); !errors.Is(err, graph.ErrMissing) {
		t.Errorf("Open of what is not there\n got %v\nwant ErrMissing", err)
	}
	s := p.open(t, graph.Options{Create: true})
	f := Ferry(t)
	add(t, s, f, "/a", graph.Added)
	if err := errors.Join(s.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Add(ctx, f, "/a"); !errors.Is(err, graph.ErrClosed) {
		t.Errorf("Add after Close\n got %v\nwant ErrClosed", err)
	}
	for _, err := range s.Facts(ctx) {
		if !errors.Is(err, graph.ErrClosed) {
			t.Errorf("Facts after Close\n got %v\nwant ErrClosed", err)
		}
	}
	r, r2 := p.open(t, graph.Options{ReadOnly: true}), p.open(t, graph.Options{ReadOnly: true})
	holds(t, r, f)
	holds(t, r2, f)
	if _, err := r.Add(ctx, Bridge(t), ""); !errors.Is(err, graph.ErrReadOnly) {
		t.Errorf("Add to a read-only store\n got %v\nwant ErrReadOnly", err)
	}
	if _, err := r.Remove(ctx, graph.DocumentIRI(f.ID)); !errors.Is(err, graph.ErrReadOnly) {
		t.Errorf("Remove from a read-only store\n got %v\nwant ErrReadOnly", err)
	}
	if err := r.Compact(ctx); !errors.Is(err, graph.ErrReadOnly) {
		t.Errorf("Compact of a read-only store\n got %v\nwant ErrReadOnly", err)
	}
}

// testCopies makes a backup in a file and puts it back.
func testCopies(t *testing.T, p Place) {
	if p == "" {
		t.Skip("a store in memory cannot be copied")
	}
	docs := Town(t, 30)
	s := p.open(t, graph.Options{Create: true, Extractor: "one"})
	for i, d := range docs[:20] {
		add(t, s, d, fmt.Sprint("/", i), graph.Added)
	}
	file := filepath.Join(t.TempDir(), "backup.db")
	if err := graph.Copy(ctx, string(p), file, false); err != nil {
		t.Fatal(err)
	}
	if err := graph.Copy(ctx, string(p), file, false); err == nil {
		t.Error("Copy replaces a file that is there")
	}
	holds(t, Place(file).open(t, graph.Options{ReadOnly: true}), docs[:20]...)
	for i, d := range docs[20:] {
		add(t, s, d, fmt.Sprint("/", i), graph.Replaced)
	}
	s.Close()
	if err := graph.Copy(ctx, file, string(p), false); err == nil {
		t.Error("Copy replaces a store that is there")
	}
	if err := graph.Copy(ctx, file, string(p), true); err != nil {
		t.Fatal(err)
	}
	s = p.open(t, graph.Options{Extractor: "one"})
	holds(t, s, docs[:20]...)
	add(t, s, docs[0], "/0", graph.Unchanged) // the ledger came along
	add(t, s, docs[25], "/0", graph.Replaced)
	holds(t, s, append(docs[1:20:20], docs[25])...)
}

func testCompact(t *testing.T, p Place) {
	if p == "" {
		t.Skip("memory is not compacted")
	}
	docs := Town(t, 30)
	s := p.open(t, graph.Options{Create: true})
	for i, d := range docs {
		add(t, s, d, fmt.Sprint("/", i), graph.Added)
	}
	for _, d := range docs[5:] {
		if _, err := s.Remove(ctx, graph.DocumentIRI(d.ID)); err != nil {
			t.Fatal(err)
		}
	}
	before, err := s.Stats(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	s.Close()
	s = p.open(t, graph.Options{})
	holds(t, s, docs[:5]...)
	if after, err := s.Stats(ctx); err != nil || after.Bytes > before.Bytes {
		t.Errorf("Compact\n got %d bytes, %v\nwant less than %d", after.Bytes, err, before.Bytes)
	}
}
