package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

// newAdding makes a run of add on the store in file, and the stream of its
// messages.
func newAdding(ctx context.Context, file string) (*adding, *bytes.Buffer) {
	var out, errs bytes.Buffer
	p := newProgram(strings.NewReader(""), &out, &errs)
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	flags.String("db", file, "")
	flags.Bool("quiet", false, "")
	c := cli.NewContext(p.app(), flags, nil)
	c.Context = ctx
	return &adding{program: p, c: c, changes: map[graph.Change]int{}}, &errs
}

// letters are articles that differ.
func letters(n int) []reading {
	var all []reading
	for i := range n {
		text := fmt.Sprintf("Mira Osei wrote letter %d to Ann Reyes.", i)
		all = append(all, reading{doc: extract.NewDocument("", "", text), name: fmt.Sprint(i), origin: fmt.Sprint(i), done: int64(i)})
	}
	return all
}

func unread() (extract.Pipeline, error) { return nil, nil }

func documentsIn(t *testing.T, file string) int {
	t.Helper()
	s, err := graph.Open(file, graph.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	st, err := s.Stats(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return st.Documents
}

func TestCtrlCKeepsWhatIsStored(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.db")
	ctx, cancel := context.WithCancel(context.Background())
	a, errs := newAdding(ctx, file)
	in := func(yield func(reading) bool) {
		for i, x := range letters(100) {
			if i == 10 {
				cancel()
			}
			if !yield(x) {
				return
			}
		}
	}
	err := a.run(&reader{jobs: 2, known: func(string) bool { return false }, pipeline: unread}, in)
	if codeOf(err) != exitSkipped || !strings.Contains(err.Error(), "run the command again for the rest") {
		t.Errorf("interrupted run\n got %v (%d)\nwant a request to run again (%d)", err, codeOf(err), exitSkipped)
	}
	a.store.Close()
	kept := documentsIn(t, file)
	if kept == 0 || kept >= 20 || kept != a.changes[graph.Added] {
		t.Errorf("interrupted after 10 of 100 documents\n got %d in the store, %d counted\nwant as many, few and some\n%s", kept, a.changes[graph.Added], errs)
	}
	again, _ := newAdding(context.Background(), file)
	if err := again.run(&reader{jobs: 2, known: func(string) bool { return false }, pipeline: unread}, slices.Values(letters(100))); err != nil {
		t.Fatal(err)
	}
	again.store.Close()
	if got := documentsIn(t, file); got != 100 {
		t.Errorf("after the second run\n got %d documents\nwant 100", got)
	}
}

// A fault in one article is reported as such and loses no other.
func TestFaultInOneArticle(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.db")
	a, errs := newAdding(context.Background(), file)
	faulty := func() (extract.Pipeline, error) { return extract.Pipeline{panicsAt("letter 3 ")}, nil }
	err := a.run(&reader{jobs: 2, known: func(string) bool { return false }, pipeline: faulty}, slices.Values(letters(5)))
	if codeOf(err) != exitSkipped || a.changes[graph.Added] != 4 {
		t.Errorf("run with a faulty article\n got %v, %d added\nwant exit code %d, 4 added", err, a.changes[graph.Added], exitSkipped)
	}
	want := "dramatis: 3: fault of the program: no rule for this (skipped)\nadded 4, unchanged 0, replaced 0, skipped 1; 0 facts\n"
	if errs.String() != want {
		t.Errorf("messages\n got %q\nwant %q", errs, want)
	}
	a.store.Close()
}

type panicsAt string

func (p panicsAt) Read(d *extract.Document) {
	if strings.Contains(d.Text, string(p)) {
		panic("no rule for this")
	}
}

// What is known already is not read again: this is what makes a second run of
// a large folder quick.
func TestKnownIsNotRead(t *testing.T) {
	r := &reader{jobs: 2, known: func(string) bool { return true }, pipeline: func() (extract.Pipeline, error) {
		return nil, errors.New("the model must not be loaded")
	}}
	for x := range r.read(context.Background(), slices.Values(letters(3))) {
		if !x.known || x.err != nil {
			t.Errorf("reading %s\n got known %v, %v\nwant known", x.name, x.known, x.err)
		}
	}
}

// What another version of the program has read is read again and replaced.
func TestAddAfterAnUpgrade(t *testing.T) {
	dir := t.TempDir()
	file, article := filepath.Join(dir, "a.db"), filepath.Join(dir, "letter.txt")
	if err := os.WriteFile(article, []byte("Mira Osei wrote a letter to Ann Reyes."), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) string {
		t.Helper()
		var out bytes.Buffer
		if code := newProgram(strings.NewReader(""), &out, &out).run(append(args, "--db", file)); code != exitDone {
			t.Fatalf("%q: exit code %d\n%s", args, code, out.String())
		}
		return out.String()
	}
	run("add", article)
	want := run("export")
	s, err := graph.Open(file, graph.Options{Extractor: "english-0"})
	if err != nil {
		t.Fatal(err)
	}
	for d, err := range s.Documents(context.Background()) {
		if err == nil {
			id := strings.TrimPrefix(d.IRI, "dramatis:doc/")
			_, err = s.Add(context.Background(), &extract.Document{ID: id, Title: d.Title, Text: d.Text}, article)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	if run("export") == want {
		t.Fatal("the other version has read the same")
	}
	if got := run("add", article); !strings.HasPrefix(got, "added 0, unchanged 0, replaced 1, skipped 0;") {
		t.Errorf("add after an upgrade\n got %swant 1 replaced", got)
	}
	if got := run("export"); got != want {
		t.Errorf("export after an upgrade\n got %s\nwant %s", got, want)
	}
	if got := run("add", article); !strings.HasPrefix(got, "added 0, unchanged 1,") {
		t.Errorf("add once more\n got %swant 1 unchanged", got)
	}
}

// What the store refuses is skipped, like what cannot be read.
func TestRefusedIsSkipped(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.db")
	a, errs := newAdding(context.Background(), file)
	all := letters(3)
	all[1].doc.ID = "no/ID"
	err := a.run(&reader{jobs: 1, known: func(string) bool { return false }, pipeline: unread}, slices.Values(all))
	a.store.Close()
	if codeOf(err) != exitSkipped || !strings.Contains(errs.String(), `1: document no/ID: refused: "no/ID" is not an ID of a document (skipped)`) ||
		!strings.Contains(errs.String(), "added 2, unchanged 0, replaced 0, skipped 1") {
		t.Errorf("add of a document that the store refuses\n got %v (%d) %s", err, codeOf(err), errs)
	}
	if n := documentsIn(t, file); n != 2 {
		t.Errorf("documents kept\n got %d\nwant 2", n)
	}
}
