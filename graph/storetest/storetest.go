// Package storetest tests that stores of every kind behave alike.
package storetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/identity"
)

// A Place is where a store is, as graph.Open takes it; "" stands for memory.
type Place string

func (p Place) open(t testing.TB, o graph.Options) *graph.Store {
	t.Helper()
	s, err := graph.Memory()
	if p != "" {
		s, err = graph.Open(string(p), o)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

var ctx = context.Background()

// Conformance runs the suite. New returns a place that nobody has used.
func Conformance(t *testing.T, new func(t *testing.T) Place) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, Place)
	}{
		{"Reading", testReading}, {"Adding", testAdding}, {"Replacing", testReplacing}, {"Extractor", testExtractor},
		{"Removing", testRemoving}, {"Judging", testJudging}, {"Hostile", testHostile}, {"Refused", testRefused}, {"Order", testOrder},
		{"Cancelled", testCancelled}, {"Readers", testReaders}, {"Reopening", testReopening}, {"Copies", testCopies}, {"Compact", testCompact},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, new(t)) })
	}
}

// Lines returns what a store with these documents must export: each document
// for itself is written without a store.
func Lines(t testing.TB, docs ...*extract.Document) string {
	t.Helper()
	var lines []string
	for _, d := range docs {
		var b bytes.Buffer
		if err := graph.WriteNQuads(&b, d); err != nil {
			t.Fatal(err)
		}
		lines = slices.AppendSeq(lines, strings.Lines(b.String()))
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

func add(t testing.TB, s *graph.Store, d *extract.Document, origin string, want graph.Change) {
	t.Helper()
	got, err := s.Add(ctx, d, origin)
	if err != nil || got != want {
		t.Fatalf("Add(%.40q, %.40q)\n got %d, %v\nwant %d", d.Title, origin, got, err, want)
	}
}

// holds makes sure that a store is sound and holds these documents.
func holds(t testing.TB, s *graph.Store, docs ...*extract.Document) {
	t.Helper()
	var b bytes.Buffer
	if err := s.Export(ctx, &b); err != nil {
		t.Fatal(err)
	}
	want := Lines(t, docs...)
	if b.String() != want {
		t.Fatalf("Export\n got %s\nwant %s", &b, want)
	}
	quads := -1
	err := s.Verify(ctx, func(doc string, n int, faults []string) {
		if doc == "" {
			quads = n
		}
		if len(faults) > 0 {
			t.Errorf("Verify: %s: %q", doc, faults)
		}
	})
	if err != nil || quads != strings.Count(want, "\n") {
		t.Errorf("Verify\n got %d quads, %v\nwant %d", quads, err, strings.Count(want, "\n"))
	}
}

func all[T any](t testing.TB, seq func(func(T, error) bool)) (out []T) {
	t.Helper()
	for x, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, x)
	}
	return out
}

func testReading(t *testing.T, p Place) {
	s := p.open(t, graph.Options{Create: true})
	f, b := Ferry(t), Bridge(t)
	add(t, s, f, "/ferry", graph.Added)
	add(t, s, b, "/bridge", graph.Added)
	facts := all(t, s.Facts(ctx))
	if len(facts) != len(f.Facts)+len(b.Facts) {
		t.Errorf("Facts\n got %d\nwant %d", len(facts), len(f.Facts)+len(b.Facts))
	}
	for _, fact := range facts {
		d, err := s.Document(ctx, fact.Document)
		if err != nil {
			t.Fatal(err)
		}
		text, e := []rune(d.Text), fact.Evidence
		if got := string(text[e.Predicate[0]:e.Predicate[1]]); got != fact.PredicateText || string(text[e.Start:e.End]) != e.Text {
			t.Errorf("at the offsets of %s\n got %q\nwant %q in %q", fact.IRI, got, fact.PredicateText, e.Text)
		}
		if one, err := s.Fact(ctx, fact.IRI); err != nil || !reflect.DeepEqual(one, fact) {
			t.Errorf("Fact(%s)\n got %+v, %v\nwant %+v", fact.IRI, one, err, fact)
		}
	}
	var names []string
	for _, e := range all(t, s.Entities(ctx)) {
		names = append(names, fmt.Sprintf("%s %d/%d", e.Name, e.Mentions, len(e.Documents)))
		if one, err := s.Entity(ctx, e.IRI); err != nil || !reflect.DeepEqual(one, e) {
			t.Errorf("Entity(%s)\n got %+v, %v\nwant %+v", e.IRI, one, err, e)
		}
	}
	slices.Sort(names)
	if got, want := strings.Join(names, ", "), "Ann Marsh 2/2, Bo Lind 2/2, Cy Dorn 1/1, Halden Lines 1/1, Salt Bridge 1/1, two boats 1/1, two boats 1/1, “Wren” 1/1"; got != want {
		t.Errorf("Entities\n got %s\nwant %s", got, want)
	}
	var predicates []string
	for _, f := range all(t, s.FactsOf(ctx, "dramatis:person/bo-lind")) {
		predicates = append(predicates, f.Predicate)
	}
	slices.Sort(predicates)
	if got := strings.Join(predicates, " "); got != "meet meet oppose visit" {
		t.Errorf("FactsOf(Bo Lind)\n got %s\nwant meet meet oppose visit", got)
	}
	testAbsent(t, s)
	st, err := s.Stats(ctx)
	if err != nil || st.Documents != 2 || st.Facts != 8 || st.Asserted != 5 || st.Reported != 1 || st.Denied != 1 || st.Other != 1 || (st.Bytes > 0) != (p != "") {
		t.Errorf("Stats\n got %+v, %v", st, err)
	}
	holds(t, s, f, b)
}

func testAbsent(t *testing.T, s *graph.Store) {
	if _, err := s.Fact(ctx, "dramatis:fact/none"); !errors.Is(err, graph.ErrNotFound) {
		t.Errorf("Fact\n got %v\nwant ErrNotFound", err)
	}
	if _, err := s.Entity(ctx, "dramatis:person/nobody"); !errors.Is(err, graph.ErrNotFound) {
		t.Errorf("Entity\n got %v\nwant ErrNotFound", err)
	}
	if _, err := s.Document(ctx, "dramatis:doc/none"); !errors.Is(err, graph.ErrNotFound) {
		t.Errorf("Document\n got %v\nwant ErrNotFound", err)
	}
	if got := all(t, s.FactsOf(ctx, "dramatis:person/nobody")); len(got) > 0 {
		t.Errorf("FactsOf(nobody)\n got %v", got)
	}
}

func testAdding(t *testing.T, p Place) {
	s := p.open(t, graph.Options{Create: true})
	holds(t, s)
	f := Ferry(t)
	add(t, s, f, "/a", graph.Added)
	add(t, s, f, "/a", graph.Unchanged)
	add(t, s, f, "/b", graph.Unchanged)
	if got, err := s.Origins(ctx, graph.DocumentIRI(f.ID)); err != nil || !slices.Equal(got, []string{"/a", "/b"}) {
		t.Errorf("Origins\n got %q, %v\nwant /a /b", got, err)
	}
	holds(t, s, f)
}

func testReplacing(t *testing.T, p Place) {
	s := p.open(t, graph.Options{Create: true})
	f, b := Ferry(t), Bridge(t)
	add(t, s, f, "/a", graph.Added)
	add(t, s, f, "/b", graph.Unchanged)
	add(t, s, b, "/a", graph.Replaced)
	holds(t, s, f, b) // the old text is at /b still
	add(t, s, b, "/b", graph.Replaced)
	holds(t, s, b)
	if _, err := s.Document(ctx, graph.DocumentIRI(f.ID)); !errors.Is(err, graph.ErrNotFound) {
		t.Errorf("the document that was replaced\n got %v\nwant ErrNotFound", err)
	}
}

func testExtractor(t *testing.T, p Place) {
	if p == "" {
		t.Skip("a store in memory has no extractor")
	}
	s := p.open(t, graph.Options{Create: true, Extractor: "one"})
	f := Ferry(t)
	add(t, s, f, "/a", graph.Added)
	s.Close()
	s = p.open(t, graph.Options{Extractor: "two"})
	if has, err := s.Has(ctx, f.ID); has || err != nil {
		t.Errorf("Has of what another extractor read\n got %v, %v\nwant false", has, err)
	}
	again := Ferry(t)
	again.Facts = again.Facts[:2]
	add(t, s, again, "/a", graph.Replaced)
	add(t, s, again, "/a", graph.Unchanged)
	holds(t, s, again)
}

func testRemoving(t *testing.T, p Place) {
	s := p.open(t, graph.Options{Create: true})
	f, b := Ferry(t), Bridge(t)
	add(t, s, f, "/a", graph.Added)
	add(t, s, b, "/b", graph.Added)
	n, err := s.Remove(ctx, graph.DocumentIRI(f.ID))
	if want := strings.Count(Lines(t, f), "\n"); err != nil || n != want {
		t.Errorf("Remove\n got %d, %v\nwant %d", n, err, want)
	}
	holds(t, s, b) // with the assertion that both made
	for _, doc := range []string{graph.DocumentIRI(f.ID), "dramatis:doc/none", "nonsense"} {
		if _, err := s.Remove(ctx, doc); !errors.Is(err, graph.ErrNotFound) {
			t.Errorf("Remove(%s)\n got %v\nwant ErrNotFound", doc, err)
		}
	}
	add(t, s, f, "/a", graph.Added)
	holds(t, s, f, b)
	for _, d := range []*extract.Document{f, b} {
		if _, err := s.Remove(ctx, graph.DocumentIRI(d.ID)); err != nil {
			t.Fatal(err)
		}
	}
	holds(t, s)
}

// judgement says that two people are one.
func judgement(a, b string) identity.Judgement {
	return identity.Judgement{Verdict: identity.Same, A: "dramatis:person/" + a, B: "dramatis:person/" + b, Author: "Mira Osei", Score: 1, Time: "2024-05-03T10:00:00Z"}
}

// testJudging makes judgements, takes them back and copies them.
func testJudging(t *testing.T, p Place) {
	s := p.open(t, graph.Options{Create: true})
	f := Ferry(t)
	add(t, s, f, "/f", graph.Added)
	one, two, three := judgement("ann-marsh", "a-marsh"), judgement("bo-lind", "b-lind"), judgement("cy-dorn", "c-dorn")
	for _, act := range [][]identity.Judgement{{one}, {two, three}, {one}} {
		if _, err := s.Judge(ctx, act); err != nil {
			t.Fatal(err)
		}
	}
	know := func(s *graph.Store, want int) {
		t.Helper()
		if got := all(t, s.Judgements(ctx)); len(got) != want {
			t.Errorf("Judgements\n got %v\nwant %d", got, want)
		}
		err := s.Verify(ctx, func(doc string, _ int, faults []string) {
			if len(faults) > 0 {
				t.Errorf("Verify: %s: %q", doc, faults)
			}
		})
		if err != nil {
			t.Error(err)
		}
	}
	know(s, 3)
	file := filepath.Join(t.TempDir(), "backup.db")
	if p != "" {
		if err := graph.Copy(ctx, string(p), file, false); err != nil {
			t.Fatal(err)
		}
	}
	if gone, err := s.Undo(ctx); err != nil || len(gone) != 2 {
		t.Errorf("Undo\n got %v, %v\nwant 2", gone, err)
	}
	if _, err := s.Undo(ctx, two.ID()); !errors.Is(err, graph.ErrNotFound) {
		t.Errorf("Undo of what is gone\n got %v\nwant ErrNotFound", err)
	}
	know(s, 1)
	if p != "" {
		s.Close()
		if err := graph.Copy(ctx, file, string(p), true); err != nil {
			t.Fatal(err)
		}
		s = p.open(t, graph.Options{})
		know(s, 3)
	}
	for {
		if _, err := s.Undo(ctx); errors.Is(err, graph.ErrNotFound) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	holds(t, s, f)
}

func testOrder(t *testing.T, p Place) {
	s := p.open(t, graph.Options{Create: true})
	docs := Town(t, 40)
	for i, k := range rand.New(rand.NewPCG(1, 2)).Perm(len(docs)) {
		add(t, s, docs[k], fmt.Sprint("/", k), graph.Added)
		if i%7 == 0 {
			if _, err := s.Remove(ctx, graph.DocumentIRI(docs[k].ID)); err != nil {
				t.Fatal(err)
			}
			add(t, s, docs[k], fmt.Sprint("/", k), graph.Added)
		}
	}
	holds(t, s, docs...)
}

func testCancelled(t *testing.T, p Place) {
	s := p.open(t, graph.Options{Create: true})
	f := Ferry(t)
	add(t, s, f, "/a", graph.Added)
	done, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := s.Add(done, Bridge(t), ""); !errors.Is(err, context.Canceled) {
		t.Errorf("Add\n got %v\nwant context.Canceled", err)
	}
	if err := s.Export(done, &bytes.Buffer{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Export\n got %v\nwant context.Canceled", err)
	}
	for _, err := range s.Facts(done) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("Facts\n got %v\nwant context.Canceled", err)
		}
	}
	holds(t, s, f)
}

// A reader sees a document whole or not at all.
func testReaders(t *testing.T, p Place) {
	s := p.open(t, graph.Options{Create: true})
	docs := Town(t, 12)
	facts := map[string]int{}
	for _, d := range docs {
		facts[graph.DocumentIRI(d.ID)] = len(d.Facts)
	}
	var wg sync.WaitGroup
	stop := make(chan struct{})
	for range 3 {
		wg.Go(func() {
			for {
				seen := map[string]int{}
				for f, err := range s.Facts(ctx) {
					if err != nil {
						t.Error(err)
						return
					}
					seen[f.Document]++
				}
				for doc, n := range seen {
					if n != facts[doc] {
						t.Errorf("a reader sees %d facts of %s, want %d or none", n, doc, facts[doc])
					}
				}
				if err := s.Export(ctx, &bytes.Buffer{}); err != nil {
					t.Errorf("a reader's export: %v", err)
				}
				select {
				case <-stop:
					return
				default:
				}
			}
		})
	}
	for i := range 3 {
		for k, d := range docs {
			change := graph.Replaced
			if i+k == 0 {
				change = graph.Added
			}
			add(t, s, d, "/x", change)
		}
	}
	close(stop)
	wg.Wait()
	holds(t, s, docs[len(docs)-1])
}
