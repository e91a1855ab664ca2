package graph

import (
	"bytes"
	"context"
	"iter"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// A story is a document of the Brightwater Courier under construction.
type story struct {
	*extract.Document
	t *testing.T
}

// newStory reads text into tokens (words separated by spaces, full stops cut
// off) and sentences (up to a full stop).
func newStory(t *testing.T, title, text string) *story {
	d := extract.NewDocument(title, "2024-05-02", text)
	d.Publisher = "Brightwater Courier"
	d.URL = "https://courier.example/" + slug(title)
	first := 0
	for at := 0; at < len(d.Text); {
		end := at + strings.IndexAny(d.Text[at:]+" ", " \n")
		if word := d.Text[at:end]; word != "" {
			bare := strings.TrimRight(word, ".")
			d.Tokens = append(d.Tokens, extract.Token{Start: at, End: at + len(bare)})
			if bare != word {
				d.Tokens = append(d.Tokens, extract.Token{Start: at + len(bare), End: end, Glued: true})
				d.Sentences = append(d.Sentences, extract.Sentence{First: first, End: len(d.Tokens)})
				first = len(d.Tokens)
			}
		}
		at = end + 1
	}
	return &story{d, t}
}

// find returns the tokens of the first sentence with this phrase, from token
// from on.
func (s *story) find(phrase string) (first, end, sentence int) {
	s.t.Helper()
	n := len(strings.Fields(phrase))
	for k, sent := range s.Sentences {
		for i := sent.First; i+n <= sent.End; i++ {
			if s.Span(i, i+n) == phrase {
				return i, i + n, k
			}
		}
	}
	s.t.Fatalf("%q is not in %q", phrase, s.Text)
	return 0, 0, 0
}

func (s *story) chain(c extract.Chain, mentions int) {
	for range mentions {
		c.Mentions = append(c.Mentions, extract.MentionID(len(s.Mentions)))
		s.Mentions = append(s.Mentions, extract.Mention{Chain: extract.ChainID(len(s.Chains)), Kind: c.Kind})
	}
	s.Chains = append(s.Chains, c)
}

func (s *story) chainOf(name string) extract.ChainID {
	for i, c := range s.Chains {
		if c.Name == name {
			return extract.ChainID(i)
		}
	}
	return -1
}

// fact adds "subject | predicate | object"; the predicate's lemma is given in
// brackets: "Ann Marsh | met [meet] | Bo Lind". No object: "… | left [leave]".
func (s *story) fact(row string, change ...func(*extract.Fact)) {
	s.t.Helper()
	parts := strings.Split(row, " | ")
	text, lemma, _ := strings.Cut(strings.TrimSuffix(parts[1], "]"), " [")
	f := extract.Fact{
		Subject:   s.argument(parts[0]),
		Predicate: extract.Predicate{Text: text, Lemma: lemma},
		Polarity:  extract.Affirmed, Modality: extract.Asserted,
		Source:     extract.Source{Chain: -1},
		Confidence: 0.9, Rule: "active",
	}
	f.Predicate.First, f.Predicate.End, f.Sentence = s.find(text)
	if len(parts) == 3 {
		o := s.argument(parts[2])
		f.Object = &o
	}
	for _, c := range change {
		c(&f)
	}
	s.Facts = append(s.Facts, f)
}

func (s *story) argument(name string) extract.Argument {
	s.t.Helper()
	first, end, _ := s.find(name)
	return extract.Argument{First: first, End: end, Head: end - 1, Chain: s.chainOf(name), Text: name, Name: name}
}

func (s *story) time(text, value string) func(*extract.Fact) {
	first, end, _ := s.find(text)
	return func(f *extract.Fact) {
		f.Modifiers = append(f.Modifiers, extract.Modifier{Role: "time", First: first, End: end, Chain: -1, Text: text, Value: value})
	}
}

func (s *story) place(prep, name string) func(*extract.Fact) {
	first, end, _ := s.find(name)
	return func(f *extract.Fact) {
		f.Modifiers = append(f.Modifiers, extract.Modifier{Role: "place", Prep: prep, First: first, End: end, Chain: s.chainOf(name), Text: name})
	}
}

func (s *story) source(name string) func(*extract.Fact) {
	first, end, _ := s.find(name)
	return func(f *extract.Fact) {
		f.Source = extract.Source{First: first, End: end, Chain: s.chainOf(name), Name: name, Text: name}
	}
}

func denied(f *extract.Fact)  { f.Polarity = extract.Denied }
func planned(f *extract.Fact) { f.Modality = extract.Planned }

// ferry is a story with a fact of each sort.
func ferry(t *testing.T) *extract.Document {
	s := newStory(t, "Ferry sold",
		"Mayor Ann Marsh met Bo Lind in Brightwater on Monday. Halden Lines bought the “Wren” for 3 million crowns. "+
			"Halden Lines did not sink the Wren. Bo Lind said Ann Marsh opposed Halden Lines. Ann Marsh will visit Brightwater. Two boats left.")
	s.chain(extract.Chain{Name: "Ann Marsh", Kind: extract.Person, Named: true, Roles: []string{"Mayor"}, Aliases: []string{"Marsh"}}, 3)
	s.chain(extract.Chain{Name: "Bo Lind", Kind: extract.Person, Named: true}, 2)
	s.chain(extract.Chain{Name: "Halden Lines", Kind: extract.Organisation, Named: true}, 3)
	s.chain(extract.Chain{Name: "Brightwater", Kind: extract.Place, Named: true}, 2)
	s.chain(extract.Chain{Name: "Two boats", Kind: extract.Weapon}, 1)
	s.chain(extract.Chain{Name: "crowns", Kind: extract.Other}, 1)
	s.fact("Ann Marsh | met [meet] | Bo Lind", s.time("Monday", "2024-04-29"), s.place("in", "Brightwater"))
	s.fact("Halden Lines | bought [buy] | “Wren”")
	s.fact("Halden Lines | did not sink [sink] | Wren", denied)
	s.fact("Ann Marsh | opposed [oppose] | Halden Lines", s.source("Bo Lind"))
	s.fact("Ann Marsh | will visit [visit] | Brightwater", planned)
	s.fact("Two boats | left [leave]")
	return s.Document
}

// bridge shares people with ferry, and has two boats of its own.
func bridge(t *testing.T) *extract.Document {
	s := newStory(t, "Bridge opened", "Ann Marsh opened Salt Bridge. Two boats hit Salt Bridge. Cy Dorn thanked Ann Marsh.")
	s.chain(extract.Chain{Name: "Ann Marsh", Kind: extract.Person, Named: true, Roles: []string{"Mayor", "Chair"}}, 2)
	s.chain(extract.Chain{Name: "Salt Bridge", Kind: extract.Facility, Named: true}, 2)
	s.chain(extract.Chain{Name: "Two boats", Kind: extract.Weapon}, 1)
	s.chain(extract.Chain{Name: "Cy Dorn", Kind: extract.Person, Named: true, Roles: []string{"Skipper", "Owner"}}, 1)
	s.fact("Ann Marsh | opened [open] | Salt Bridge")
	s.fact("Two boats | hit [hit] | Salt Bridge")
	s.fact("Cy Dorn | thanked [thank] | Ann Marsh")
	return s.Document
}

// council repeats what bridge says about Cy Dorn in other words.
func council(t *testing.T) *extract.Document {
	s := newStory(t, "Council", "Cy Dorn met Ann Marsh.")
	s.chain(extract.Chain{Name: "Cy Dorn", Kind: extract.Person, Named: true}, 1)
	s.chain(extract.Chain{Name: "Ann Marsh", Kind: extract.Person, Named: true}, 1)
	s.fact("Cy Dorn | met [meet] | Ann Marsh")
	return s.Document
}

// onBoth runs test on an empty store in memory and on one in a file.
func onBoth(t *testing.T, test func(t *testing.T, s *Store)) {
	t.Run("memory", func(t *testing.T) {
		s, err := Memory()
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		test(t, s)
	})
	t.Run("file", func(t *testing.T) {
		s := openNew(t, filepath.Join(t.TempDir(), "test.db"))
		defer s.Close()
		test(t, s)
	})
}

func openNew(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(path, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func openRead(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func add(t testing.TB, s *Store, d *extract.Document, origin string, want Change) {
	t.Helper()
	got, err := s.Add(context.Background(), d, origin)
	if err != nil {
		t.Fatal(err)
	}
	if got != want {
		t.Fatalf("Add(%q, %q)\n got %d\nwant %d", d.Title, origin, got, want)
	}
}

func export(t testing.TB, s *Store) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.Export(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// nquadsOf returns what a store with these documents exports.
func nquadsOf(t testing.TB, docs ...*extract.Document) string {
	t.Helper()
	s, err := Memory()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, d := range docs {
		add(t, s, d, "", Added)
	}
	return export(t, s)
}

func collect[T any](t testing.TB, seq iter.Seq2[T, error]) []T {
	t.Helper()
	var out []T
	for x, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, x)
	}
	return out
}
