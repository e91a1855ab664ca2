package graph

import (
	"context"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"
)

func revision(t *testing.T, s *Store) string {
	t.Helper()
	r, err := s.Revision(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRevision(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	docs := town(4)
	s := openNew(t, path)
	seen := map[string]string{}
	step := func(what string, fresh bool) string {
		t.Helper()
		r := revision(t, s)
		if before, ok := seen[r]; ok == fresh || r == "" {
			t.Errorf("revision after %s\n got %q, which it had after %q\nwant a new one: %v", what, r, before, fresh)
		}
		seen[r] = what
		return r
	}
	add(t, s, docs[0], "/a", Added)
	step("the first document", true)
	add(t, s, docs[1], "/b", Added)
	second := step("the second", true)
	add(t, s, docs[1], "/b", Unchanged)
	step("the same again", false)
	s.Close()

	// A backup has the revision of what it is a copy of, and goes its own way.
	if err := Copy(ctx, path, path+".copy", false); err != nil {
		t.Fatal(err)
	}
	s = openNew(t, path+".copy")
	if got := revision(t, s); got != second {
		t.Errorf("revision of a backup\n got %q\nwant %q", got, second)
	}
	add(t, s, docs[2], "/c", Added)
	step("a third in the backup", true)
	s.Close()
	s = openNew(t, path)
	add(t, s, docs[3], "/c", Added)
	step("another third", true)
	if _, err := s.Remove(ctx, DocumentIRI(docs[3].ID)); err != nil {
		t.Fatal(err)
	}
	step("its removal", true)
	if err := s.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	s = openNew(t, path)
	if revision(t, s) == "" {
		t.Error("no revision after Compact")
	}
	s.Close()

	// Who knows no revisions leaves one that is not true any more.
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Update(func(*bbolt.Tx) error { return nil }); err != nil {
		t.Fatal(err)
	}
	db.Close()
	s, err = Open(path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := revision(t, s); got != "" {
		t.Errorf("revision after a foreign write\n got %q\nwant none", got)
	}
	s.Close()
	s = openNew(t, path)
	defer s.Close()
	step("opening it for writing", true)
}

func TestRevisionInMemory(t *testing.T) {
	s, err := Memory()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	add(t, s, town(1)[0], "", Added)
	if got := revision(t, s); got != "" {
		t.Errorf("revision in memory\n got %q\nwant none", got)
	}
}
