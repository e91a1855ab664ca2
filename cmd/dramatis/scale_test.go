package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

// A press writes articles about a town of invented people. As in the news, few
// of them take part in most of what happens, and a good part of an article's
// things have no name.
type press struct {
	r      *rand.Rand
	people []string
	places []string
}

func newPress(people, places int) *press {
	p := &press{r: rand.New(rand.NewPCG(20, 26))}
	for range people {
		p.people = append(p.people, p.word()+" "+p.word())
	}
	for range places {
		p.places = append(p.places, p.word())
	}
	return p
}

// word invents a name.
func (p *press) word() string {
	syllables := []string{"ba", "ren", "dol", "mi", "ket", "sal", "or", "vin", "tam", "lu", "ghar", "pe", "sto", "nik", "wey", "zu"}
	w := ""
	for range 2 + p.r.IntN(3) {
		w += syllables[p.r.IntN(len(syllables))]
	}
	return strings.ToUpper(w[:1]) + w[1:]
}

// pick chooses a name, the first ones far more often than the last.
func (p *press) pick(names []string) string {
	x := p.r.Float64()
	return names[int(x*x*x*float64(len(names)))]
}

var scaleVerbs = []string{"meet", "tell", "visit", "praise", "warn", "sue", "advise", "leave", "join", "pay"}

// article returns article n: 22 sentences with two facts each.
func (p *press) article(n int) *extract.Document {
	d := &extract.Document{
		Title: fmt.Sprintf("Brightwater news %d", n), Published: fmt.Sprintf("20%02d-%02d-%02d", 10+n%15, 1+n%12, 1+n%28),
	}
	w := writer{d: d, chains: map[string]extract.ChainID{}}
	for s := range 22 {
		p.sentence(&w, s)
	}
	fresh := extract.NewDocument(d.Title, d.Published, w.text.String())
	d.ID, d.Text = fresh.ID, fresh.Text
	return d
}

// A writer puts the words of an article one after the other.
type writer struct {
	d      *extract.Document
	text   strings.Builder
	chains map[string]extract.ChainID
}

// put writes words as one token.
func (w *writer) put(words string) (first, end int) {
	start := w.text.Len()
	w.text.WriteString(words + " ")
	w.d.Tokens = append(w.d.Tokens, extract.Token{Start: start, End: start + len(words)})
	return len(w.d.Tokens) - 1, len(w.d.Tokens)
}

func (w *writer) chain(name string, kind extract.Kind, named bool) extract.ChainID {
	id, ok := w.chains[name]
	if !ok {
		id = extract.ChainID(len(w.d.Chains))
		w.chains[name] = id
		w.d.Chains = append(w.d.Chains, extract.Chain{Name: name, Kind: kind, Named: named})
	}
	c := &w.d.Chains[id]
	c.Mentions = append(c.Mentions, 0)
	return id
}

func (w *writer) argument(name string, kind extract.Kind, named bool) extract.Argument {
	first, end := w.put(name)
	return extract.Argument{First: first, End: end, Chain: w.chain(name, kind, named), Name: name, Text: name}
}

func (p *press) sentence(w *writer, n int) {
	first := len(w.d.Tokens)
	verb := scaleVerbs[p.r.IntN(len(scaleVerbs))]
	a := w.argument(p.pick(p.people), extract.Person, true)
	from, to := w.put(verb)
	b := w.argument(p.pick(p.people), extract.Person, true)
	w.put("in")
	place := p.pick(p.places)
	at, till := w.put(place)
	w.put("and brought")
	thing := w.argument(fmt.Sprintf("%d %s boats", n+2, p.word()), extract.Other, false)
	w.put("to the old harbour of the town, as the Courier had foreseen .")
	w.d.Sentences = append(w.d.Sentences, extract.Sentence{First: first, End: len(w.d.Tokens)})
	f := extract.Fact{
		Sentence: n, Subject: a, Object: &b, Predicate: extract.Predicate{First: from, End: to, Text: verb, Lemma: verb, Family: "consult"},
		Modifiers: []extract.Modifier{
			{Role: "place", Prep: "in", First: at, End: till, Chain: w.chain(place, extract.Place, true), Text: place},
			{Role: "time", First: at, End: till, Chain: -1, Text: "that day", Value: fmt.Sprintf("20%02d-%02d", 10+p.r.IntN(15), 1+p.r.IntN(12))},
		},
		Polarity: extract.Affirmed, Modality: extract.Asserted, Source: extract.Source{Chain: -1}, Confidence: 0.5 + p.r.Float64()/2, Rule: "active",
	}
	switch n % 8 {
	case 0:
		f.Source = extract.Source{First: first, End: first + 1, Chain: a.Chain, Name: a.Name, Text: a.Name}
	case 1:
		f.Modality = extract.Planned
	case 2:
		f.Polarity = extract.Denied
	}
	second := f
	second.Object, second.Modifiers = &thing, nil
	second.Predicate = extract.Predicate{First: from, End: to, Text: "brought", Lemma: "bring"}
	w.d.Facts = append(w.d.Facts, f, second)
}

// scaleStore returns the path of a store of a million quads. Making it takes
// minutes: DRAMATIS_SCALE names a file to keep it in.
func scaleStore(b *testing.B) string {
	path := os.Getenv("DRAMATIS_SCALE")
	if path == "" {
		path = filepath.Join(b.TempDir(), "scale.db")
	}
	if _, err := os.Stat(path); err == nil {
		return path
	}
	s, err := graph.Open(path+".new", graph.Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	p := newPress(40_000, 2_000)
	for n := 0; ; n++ {
		if _, err := s.Add(context.Background(), p.article(n), fmt.Sprintf("/brightwater/%d", n)); err != nil {
			b.Fatal(err)
		}
		if n%500 == 499 && quadsIn(b, s) >= 1_000_000 {
			break
		}
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		b.Fatal(err)
	}
	return path
}

func quadsIn(b *testing.B, s *graph.Store) int {
	st, err := s.Stats(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	return st.Quads
}

func BenchmarkScaleMake(b *testing.B) { scaleStore(b) }
