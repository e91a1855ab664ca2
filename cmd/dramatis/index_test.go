package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/dramatis-kg/dramatis/graph"
)

// TestIndexIsNeverStale asks before and after everything that may happen to a
// store and to the file beside it; the answers must be those of a store
// without such a file.
func TestIndexIsNeverStale(t *testing.T) {
	folder := t.TempDir()
	db := filepath.Join(folder, "a.db")
	p := newPress(300, 20)
	add := func(from, to int) {
		t.Helper()
		s, err := graph.Open(db, graph.Options{Create: true})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		for n := from; n < to; n++ {
			if _, err := s.Add(t.Context(), p.article(n), fmt.Sprint("/", n)); err != nil {
				t.Fatal(err)
			}
		}
	}
	run := succeeding(t, "--db", db)
	seen := map[string]string{}
	check := func(what string, fresh bool) {
		t.Helper()
		ask := func() string {
			return run("cast", "--limit", "0", "--json") + run("show", p.people[0], "--json") + run("search", p.people[1], "--json")
		}
		got := ask() // leaves the file, or finds it
		again := ask()
		if _, err := os.Stat(db + ".index"); err != nil {
			t.Fatalf("%s: no file is kept", what)
		}
		if err := os.Remove(db + ".index"); err != nil {
			t.Fatal(err)
		}
		if want := ask(); got != want || again != want {
			t.Errorf("%s: the file beside the store gives other answers than the store", what)
		}
		if before, known := seen[got]; known == fresh {
			t.Errorf("%s: the same answer as after %q; want something new: %v", what, before, fresh)
		}
		seen[got] = what
	}
	add(0, 30)
	check("thirty articles", true)
	backup := filepath.Join(folder, "b.db")
	run("backup", backup)
	add(30, 31)
	check("one more", true)
	run("restore", "--force", backup)
	check("going back to a backup", false)
	add(31, 32)
	check("another one more", true)
	run("rm", "/31")
	check("taking it out", false)
	run("compact")
	check("compacting", false)
	if err := os.WriteFile(db+".index", []byte("dramatis"), 0o600); err != nil {
		t.Fatal(err)
	}
	check("damage to the file", false)
}
