package storetest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// A County makes articles on its people, the same at all times and places: few
// are in the news all the time, and most of them once.
type County struct {
	Seed       uint64
	Newcomers  int // people in each article who were in none before
	Known      int // others
	Facts      int // of each article
	Predicates int
}

// Million is the town whose first 20,000 articles are about a million quads on
// 100,000 people and 50 predicates.
var Million = County{Seed: 1, Newcomers: 5, Known: 2, Facts: 7, Predicates: 50}

// Article returns article n, counted from 0.
func (t County) Article(n int) *extract.Document {
	r := rand.New(rand.NewPCG(t.Seed, uint64(n)))
	people := make([]int, 0, t.Newcomers+t.Known)
	for k := range t.Newcomers {
		people = append(people, n*t.Newcomers+k)
	}
	if n > 0 {
		often := rand.NewZipf(r, 1.2, 8, uint64(n*t.Newcomers-1))
		for range t.Known {
			people = append(people, int(often.Uint64()))
		}
	}
	verbs := rand.NewZipf(r, 1.3, 4, uint64(t.Predicates-1))
	w := &writer{chain: make(map[int]extract.ChainID)}
	for k := range t.Facts {
		subject := people[k%len(people)]
		object := people[r.IntN(len(people))]
		w.sentence(subject, int(verbs.Uint64()), object)
	}
	d := extract.NewDocument(fmt.Sprintf("Brightwater news %d", n), fmt.Sprintf("2024-%02d-%02d", 1+n/28%12, 1+n%28), w.text.String())
	d.Publisher = "Brightwater Courier"
	d.Tokens, d.Sentences, d.Chains, d.Facts = w.tokens, w.sentences, w.chains, w.facts
	for i := range d.Facts {
		if r.IntN(4) == 0 {
			d.Facts[i].Modifiers = []extract.Modifier{{Role: "time", Prep: "on", Chain: -1, Text: "the day", Value: d.Published}}
		}
		if r.IntN(10) == 0 {
			d.Facts[i].Polarity = extract.Denied
		}
	}
	return d
}

// A writer writes the sentences of an article.
type writer struct {
	text      strings.Builder
	tokens    []extract.Token
	sentences []extract.Sentence
	chains    []extract.Chain
	chain     map[int]extract.ChainID // of each person
	facts     []extract.Fact
}

// sentence adds "Ann 17 met Ann 4." with its fact.
func (w *writer) sentence(subject, verb, object int) {
	first := len(w.tokens)
	a, b := w.person(subject), w.person(object)
	phrases := []string{w.chains[a].Name, fmt.Sprintf("met-%d", verb), w.chains[b].Name}
	for i, phrase := range phrases {
		start := w.text.Len()
		w.text.WriteString(phrase)
		w.tokens = append(w.tokens, extract.Token{Start: start, End: w.text.Len()})
		w.text.WriteString([]string{" ", " ", ". "}[i])
	}
	w.facts = append(w.facts, extract.Fact{
		Subject:   extract.Argument{First: first, End: first + 1, Head: first, Chain: a, Text: phrases[0], Name: phrases[0]},
		Predicate: extract.Predicate{First: first + 1, End: first + 2, Text: phrases[1], Lemma: fmt.Sprintf("meet-%d", verb)},
		Object:    &extract.Argument{First: first + 2, End: first + 3, Head: first + 2, Chain: b, Text: phrases[2], Name: phrases[2]},
		Source:    extract.Source{Chain: -1},
		Polarity:  extract.Affirmed, Modality: extract.Asserted, Confidence: 0.9, Rule: "active",
		Sentence: len(w.sentences),
	})
	w.sentences = append(w.sentences, extract.Sentence{First: first, End: first + 3})
}

func (w *writer) person(n int) extract.ChainID {
	id, ok := w.chain[n]
	if !ok {
		id = extract.ChainID(len(w.chains))
		w.chain[n] = id
		w.chains = append(w.chains, extract.Chain{Name: fmt.Sprintf("Ann %d", n), Kind: extract.Person, Named: true})
	}
	w.chains[id].Mentions = append(w.chains[id].Mentions, 0)
	return id
}
