package explorer

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
)

// A shelf is a source of a graph made of slices.
type shelf struct {
	entities  []graph.Entity
	facts     []graph.Fact
	documents []graph.Document
}

func each[T any](list []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, t := range list {
			if !yield(t, nil) {
				return
			}
		}
	}
}

func (s *shelf) Entities(context.Context) iter.Seq2[graph.Entity, error]    { return each(s.entities) }
func (s *shelf) Facts(context.Context) iter.Seq2[graph.Fact, error]         { return each(s.facts) }
func (s *shelf) Documents(context.Context) iter.Seq2[graph.Document, error] { return each(s.documents) }

// actor adds an actor and returns its IRI.
func (s *shelf) actor(short, name string, roles ...string) string {
	kind, _, _ := strings.Cut(short, "/")
	e := graph.Entity{IRI: "dramatis:" + short, Name: name, Kind: extract.Kind(kind), Named: true, Mentions: 3, Roles: roles, Documents: []string{"dramatis:doc/one"}}
	s.entities = append(s.entities, e)
	return e.IRI
}

// tell adds a sentence of three parts to the article, and its fact.
func (s *shelf) tell(subject, phrase, object string, more ...func(*graph.Fact)) {
	name := func(iri string) string {
		for _, e := range s.entities {
			if e.IRI == iri {
				return e.Name
			}
		}
		return iri
	}
	d := &s.documents[0]
	count := func(text string) int { return len([]rune(text)) }
	start := count(d.Text)
	a, b, c := name(subject), phrase, name(object)
	text := a + " " + b + " " + c + "."
	d.Text += text + " "
	d.Facts++
	at := start + count(a) + 1
	f := graph.Fact{
		IRI: fmt.Sprintf("dramatis:fact/%04x", 0xa000+len(s.facts)), Document: d.IRI, Subject: subject, SubjectName: a, Predicate: phrase, PredicateText: b,
		Object: object, ObjectName: c, Polarity: extract.Affirmed, Modality: extract.Asserted, Confidence: 0.9,
		Evidence: graph.Evidence{Sentence: len(s.facts), Text: text, Start: start, End: start + count(text),
			Subject: [2]int{start, start + count(a)}, Predicate: [2]int{at, at + count(b)}, Object: [2]int{at + count(b) + 1, at + count(b) + 1 + count(c)}},
	}
	for _, m := range more {
		m(&f)
	}
	s.facts = append(s.facts, f)
}

// town is what the newspaper of Brightwater wrote.
func town() *shelf {
	s := &shelf{documents: []graph.Document{{IRI: "dramatis:doc/one", Title: "Council sells ferry", Published: "2021-05-02", Publisher: "Brightwater Courier", URL: "https://courier.example/ferry"}}}
	ann := s.actor("person/ann-reyes", "Ann Reyes", "Mayor of Brightwater")
	bo := s.actor("person/bo-lindqvist", "Bo Lindqvist")
	lines := s.actor("organisation/halden-lines", "Halden Lines")
	tom := s.actor("person/tom-marsh", "Tom Marsh")
	port := s.actor("place/port-ellery", "Port Ellery")
	at := func(time string) func(*graph.Fact) { return func(f *graph.Fact) { f.Time = time } }
	s.tell(ann, "met", bo, at("2021-04-30"))
	s.tell(bo, "runs", lines)
	s.tell(lines, "bought", s.actor("work/grey-heron", "the Grey Heron"), at("2021-05-01"))
	s.tell(tom, "accused", lines, func(f *graph.Fact) { f.Source, f.SourceName, f.Family = ann, "Ann Reyes", "accuse" })
	s.tell(ann, "left", port, func(f *graph.Fact) { f.Polarity = extract.Denied })
	s.tell(bo, "will visit", port, at("2021-06"), func(f *graph.Fact) { f.Modality = extract.Planned })
	return s
}

func (s *shelf) load(t testing.TB) *queries.Snapshot {
	t.Helper()
	snapshot, err := queries.Load(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	return snapshot
}

// desk is a Book that keeps what it was told.
type desk struct {
	snapshot *queries.Snapshot
	told     []string
}

func (d *desk) Snapshot(context.Context) (*queries.Snapshot, error) { return d.snapshot, nil }

func (d *desk) Merge(_ context.Context, a, b string) error {
	if a == b {
		return Refusal("both are one already")
	}
	d.told = append(d.told, "merge "+a+" "+b)
	return nil
}

func (d *desk) Split(_ context.Context, a string, names []string) error {
	d.told = append(d.told, "split "+a+" "+strings.Join(names, ","))
	return nil
}

func (d *desk) Undo(context.Context) error {
	d.told = append(d.told, "undo")
	return nil
}
