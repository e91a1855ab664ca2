package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/dispute"
	"github.com/dramatis-kg/dramatis/queries/timeline"
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
	thing := w.argument(fmt.Sprintf("%d %s boats", n+2, strings.ToLower(p.word())), extract.Other, false)
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
	for n := range 2500 { // 415 quads each, as many as a news article gives
		if _, err := s.Add(b.Context(), p.article(n), fmt.Sprintf("/brightwater/%d", n)); err != nil {
			b.Fatal(err)
		}
	}
	if err := errors.Join(s.Close(), os.Rename(path+".new", path)); err != nil {
		b.Fatal(err)
	}
	return path
}

func scaleSnapshot(b *testing.B) *queries.Snapshot {
	file := scaleStore(b)
	s, err := graph.Open(file, graph.Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	snapshot, err := queries.LoadKept(b.Context(), s, file+".index", buildText())
	if err != nil {
		b.Fatal(err)
	}
	return snapshot
}

// spread reports the median and the 95th percentile of times in milliseconds.
func spread(b *testing.B, times []time.Duration) {
	slices.Sort(times)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(ms(times[len(times)/2]), "median_ms")
	b.ReportMetric(ms(times[len(times)*95/100]), "p95_ms")
}

// BenchmarkScaleCommand types commands on a store of a million quads. Each is a
// process of its own; the first has made the file beside the store already.
func BenchmarkScaleCommand(b *testing.B) {
	db := scaleStore(b)
	names := newPress(40_000, 2_000).people
	// The first question after a change of the store or the program reads all of
	// the store; the next ones, which are measured, what it kept.
	if out, err := exec.Command("dramatis", "cast", "--db", db).CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	for _, args := range [][]string{
		{"version"}, {"path", names[20], names[3000]}, {"cast"}, {"cast", "--by", "pagerank"}, {"cast", "--communities"},
		{"timeline", names[0]}, {"show", names[100]}, {"common", names[0], names[1]}, {"search", "old harbour " + names[7]}, {"disputes"},
	} {
		b.Run(strings.Join(args[:1], ""), func(b *testing.B) {
			var times []time.Duration
			for b.Loop() {
				start := time.Now()
				out, err := exec.Command("dramatis", append(args, "--db", db)...).CombinedOutput()
				var exit *exec.ExitError
				if err != nil && !(errors.As(err, &exit) && exit.ExitCode() == exitNothing) {
					b.Fatalf("%v\n%s", err, out)
				}
				times = append(times, time.Since(start))
			}
			spread(b, times)
		})
	}
}

// BenchmarkScale asks a loaded graph of a million quads.
func BenchmarkScale(b *testing.B) {
	s := scaleSnapshot(b)
	names := newPress(40_000, 2_000).people
	hub, err := s.Find(names[0], queries.FindOptions{First: true})
	if err != nil {
		b.Fatal(err)
	}
	for _, by := range []string{"mentions", "pagerank", "betweenness"} {
		b.Run("cast/"+by, func(b *testing.B) {
			for b.Loop() {
				s.Cast(queries.CastOptions{By: by, Limit: 25})
			}
		})
	}
	b.Run("communities", func(b *testing.B) {
		for b.Loop() {
			s.Cast(queries.CastOptions{Grouped: true, Limit: 25})
		}
	})
	b.Run("timeline", func(b *testing.B) {
		for b.Loop() {
			timeline.Of(s.Facts(queries.Filter{About: hub.IRI}))
		}
	})
	b.Run("find", func(b *testing.B) {
		n := 0
		for b.Loop() {
			s.Find(names[n%len(names)][:5]+"x"+names[n%len(names)][5:], queries.FindOptions{})
			n++
		}
	})
	b.Run("search", func(b *testing.B) {
		for b.Loop() {
			s.Search("old harbour "+names[7], 10)
		}
	})
	b.Run("disputes", func(b *testing.B) {
		for b.Loop() {
			dispute.Find(s, queries.Filter{})
		}
	})
}
