package graph

import (
	"errors"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph/identity"
)

func same(a, b string) identity.Judgement {
	return identity.Judgement{Verdict: identity.Same, A: own + a, B: own + b, Author: "Mira Osei", Score: 1, Time: "2024-05-03T10:00:00Z"}
}

// mustJudge stores judgements and returns how many were new.
func mustJudge(t *testing.T, s *Store, list ...identity.Judgement) int {
	t.Helper()
	fresh, err := s.Judge(ctx, list)
	if err != nil {
		t.Fatal(err)
	}
	return len(fresh)
}

func words(list []identity.Judgement) string {
	var out []string
	for _, j := range list {
		out = append(out, strings.TrimPrefix(j.A, own)+" "+string(j.Verdict)+" "+strings.TrimPrefix(j.B, own))
	}
	return strings.Join(out, "; ")
}

// Each act is undone exactly: the store then says what it said before, byte for
// byte.
func TestUndo(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		add(t, s, ferry(t), "a", Added)
		var before []string
		acts := [][]identity.Judgement{
			{same("person/ann-marsh", "person/a-marsh")},
			{same("person/bo-lind", "person/b-lind"), same("person/b-lind", "person/bo-lindh")},
			{same("person/ann-marsh", "person/a-marsh"), same("person/bo-lind", "person/ann-marsh")}, // one is known
		}
		for _, act := range acts {
			before = append(before, export(t, s))
			mustJudge(t, s, act...)
		}
		for i := len(acts) - 1; i >= 0; i-- {
			gone, err := s.Undo(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if got := export(t, s); got != before[i] {
				t.Errorf("after undoing %s\n got %s\nwant %s", words(gone), got, before[i])
			}
		}
		if _, err := s.Undo(ctx); !errors.Is(err, ErrNotFound) {
			t.Errorf("one undo too many\n got %v\nwant ErrNotFound", err)
		}
	})
}

// One judgement of several can be taken back by its ID; the acts around it can
// still be undone.
func TestUndoByID(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		a, b, c := same("person/a", "person/b"), same("person/b", "person/c"), same("person/c", "person/d")
		mustJudge(t, s, a)
		mustJudge(t, s, b, c)
		if _, err := s.Undo(ctx, a.ID()); err != nil {
			t.Fatal(err)
		}
		if got, want := words(collect(t, s.Judgements(ctx))), 2; strings.Count(got, "same") != want {
			t.Errorf("after taking one back\n got %s\nwant %d judgements", got, want)
		}
		if _, err := s.Undo(ctx, a.ID()); !errors.Is(err, ErrNotFound) {
			t.Errorf("taking it back again\n got %v\nwant ErrNotFound", err)
		}
		if gone, err := s.Undo(ctx); err != nil || len(gone) != 2 {
			t.Errorf("the act that is left\n got %s, %v\nwant b and c", words(gone), err)
		}
	})
}

// Judgements outlive the documents that they speak of.
func TestJudgementsOutliveDocuments(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		add(t, s, ferry(t), "a", Added)
		mustJudge(t, s, same("person/ann-marsh", "person/a-marsh"))
		want := export(t, s)
		if _, err := s.Remove(ctx, DocumentIRI(ferry(t).ID)); err != nil {
			t.Fatal(err)
		}
		if got := words(collect(t, s.Judgements(ctx))); got != "person/a-marsh same person/ann-marsh" {
			t.Errorf("without the document\n got %s", got)
		}
		add(t, s, ferry(t), "a", Added)
		if got := export(t, s); got != want {
			t.Errorf("with the document again\n got %s\nwant %s", got, want)
		}
	})
}

// Verify, Copy and Compact know judgements; what is damaged is found.
func TestJudgementsAreKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	s := openNew(t, path)
	add(t, s, ferry(t), "a", Added)
	mustJudge(t, s, same("person/ann-marsh", "person/a-marsh"))
	mustJudge(t, s, same("person/bo-lind", "person/b-lind"))
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	want := export(t, s)
	if err := s.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "b.db")
	if err := Copy(ctx, path, copied, false); err != nil {
		t.Fatal(err)
	}
	s = openNew(t, copied)
	defer s.Close()
	if got := export(t, s); got != want {
		t.Errorf("after compact and copy\n got %s\nwant %s", got, want)
	}
	var faults []string
	err := s.Verify(ctx, func(_ string, _ int, f []string) { faults = append(faults, f...) })
	if err != nil || len(faults) > 0 {
		t.Errorf("Verify\n got %q, %v\nwant nothing", faults, err)
	}
	err = s.update(ctx, func(l ledger, _ *reader) error {
		return l.write(judgementsKey, judgementsEntry{Acts: 1, Quads: 2, SHA256: "0"})
	})
	if err != nil {
		t.Fatal(err)
	}
	err = s.Verify(ctx, func(_ string, _ int, f []string) { faults = append(faults, f...) })
	if err != nil || len(faults) != 1 {
		t.Errorf("Verify with another digest\n got %q, %v\nwant one fault", faults, err)
	}
	if gone, err := s.Undo(ctx); err != nil || words(gone) != "person/a-marsh same person/ann-marsh" {
		t.Errorf("undo after compact and copy\n got %s, %v", words(gone), err)
	}
}

// What makes no sense is refused, and nothing of it stored.
func TestJudgeRefuses(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		good := same("person/a", "person/b")
		for name, change := range map[string]func(*identity.Judgement){
			"verdict":   func(j *identity.Judgement) { j.Verdict = "perhaps" },
			"one key":   func(j *identity.Judgement) { j.B = j.A },
			"no IRI":    func(j *identity.Judgement) { j.A = "Ann Marsh" },
			"injection": func(j *identity.Judgement) { j.A = "dramatis:person/a> <b:c" },
			"time":      func(j *identity.Judgement) { j.Time = "yesterday" },
			"score":     func(j *identity.Judgement) { j.Score = 2 },
			"author":    func(j *identity.Judgement) { j.Author = "" },
		} {
			bad := good
			change(&bad)
			if _, err := s.Judge(ctx, []identity.Judgement{good, bad}); err == nil {
				t.Errorf("Judge with a bad %s\n got no error", name)
			}
		}
		if got := collect(t, s.Judgements(ctx)); len(got) > 0 {
			t.Errorf("stored\n got %s\nwant nothing", words(got))
		}
	})
}

func TestOccurrences(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		add(t, s, bridge(t), "", Added)
		add(t, s, ferry(t), "", Added)
		got := map[string]int{}
		var ann identity.Occurrence
		for _, o := range collect(t, s.Occurrences(ctx)) {
			got[o.IRI]++
			if o.IRI == own+"person/ann-marsh" && o.Document == DocumentIRI(ferry(t).ID) {
				ann = o
			}
		}
		want := identity.Occurrence{
			IRI: own + "person/ann-marsh", Document: DocumentIRI(ferry(t).ID), Date: "2024-05-02", Name: "Ann Marsh",
			Kind: extract.Person, Named: true, Aliases: []string{"Marsh"}, Roles: []string{"Mayor"}, Mentions: 3,
		}
		if !reflect.DeepEqual(ann, want) {
			t.Errorf("Ann Marsh in the story of the ferry\n got %+v\nwant %+v", ann, want)
		}
		if got[own+"person/ann-marsh"] != 2 || got[own+"person/bo-lind"] != 1 {
			t.Errorf("occurrences of each name\n got %v", got)
		}
	})
}
