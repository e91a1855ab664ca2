package storetest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// Article makes a document of the Brightwater Courier. Each row is a fact, with
// the predicate's lemma in brackets: "Ann Marsh | met [meet] | Bo Lind". Its
// phrases stand in the text, where words are separated by spaces and a full stop
// ends a sentence. In front may stand "not:", "will:" or "by Bo Lind:". Names
// begin with a capital letter; what does not is a thing of this document alone.
func Article(t testing.TB, title, text string, rows ...string) *extract.Document {
	t.Helper()
	a := &article{Document: extract.NewDocument(title, "2024-05-02", text), t: t}
	a.Publisher = "Brightwater Courier"
	a.URL = "https://courier.example/" + strings.ReplaceAll(strings.ToLower(title), " ", "-")
	a.tokens()
	for _, row := range rows {
		a.fact(row)
	}
	return a.Document
}

type article struct {
	*extract.Document
	t testing.TB
}

func (a *article) tokens() {
	first := 0
	for at := 0; at < len(a.Text); {
		end := at + strings.IndexAny(a.Text[at:]+" ", " \n")
		if word := a.Text[at:end]; word != "" {
			bare := strings.TrimRight(word, ".")
			a.Tokens = append(a.Tokens, extract.Token{Start: at, End: at + len(bare)})
			if bare != word {
				a.Tokens = append(a.Tokens, extract.Token{Start: at + len(bare), End: end, Glued: true})
				a.Sentences = append(a.Sentences, extract.Sentence{First: first, End: len(a.Tokens)})
				first = len(a.Tokens)
			}
		}
		at = end + 1
	}
}

// find returns the tokens of the first sentence with this phrase.
func (a *article) find(phrase string) (first, end, sentence int) {
	a.t.Helper()
	n := len(strings.Fields(phrase))
	for k, s := range a.Sentences {
		for i := s.First; i+n <= s.End; i++ {
			if a.Span(i, i+n) == phrase {
				return i, i + n, k
			}
		}
	}
	a.t.Fatalf("%q is not in %q", phrase, a.Text)
	return 0, 0, 0
}

func (a *article) fact(row string) {
	a.t.Helper()
	f := extract.Fact{Polarity: extract.Affirmed, Modality: extract.Asserted, Source: extract.Source{Chain: -1}, Confidence: 0.9, Rule: "active"}
	if how, rest, ok := strings.Cut(row, ": "); ok {
		row = rest
		switch who, by := strings.CutPrefix(how, "by "); {
		case by:
			s := a.argument(who)
			f.Source = extract.Source{First: s.First, End: s.End, Chain: s.Chain, Name: who, Text: who}
		case how == "not":
			f.Polarity = extract.Denied
		case how == "will":
			f.Modality = extract.Planned
		}
	}
	parts := strings.Split(row, " | ")
	text, lemma, _ := strings.Cut(strings.TrimSuffix(parts[1], "]"), " [")
	f.Subject = a.argument(parts[0])
	f.Predicate = extract.Predicate{Text: text, Lemma: lemma}
	f.Predicate.First, f.Predicate.End, f.Sentence = a.find(text)
	if len(parts) == 3 {
		o := a.argument(parts[2])
		f.Object = &o
	}
	a.Facts = append(a.Facts, f)
}

func (a *article) argument(name string) extract.Argument {
	a.t.Helper()
	first, end, _ := a.find(name)
	return extract.Argument{First: first, End: end, Head: end - 1, Chain: a.chain(name), Text: name, Name: name}
}

func (a *article) chain(name string) extract.ChainID {
	for i, c := range a.Chains {
		if c.Name == name {
			return extract.ChainID(i)
		}
	}
	named := strings.ToLower(name[:1]) != name[:1]
	id := extract.ChainID(len(a.Chains))
	a.Chains = append(a.Chains, extract.Chain{Name: name, Kind: extract.Person, Named: named, Mentions: []extract.MentionID{extract.MentionID(len(a.Mentions))}})
	a.Mentions = append(a.Mentions, extract.Mention{Chain: id, Kind: extract.Person})
	return id
}

// Ferry has a fact of each sort.
func Ferry(t testing.TB) *extract.Document {
	return Article(t, "Ferry sold", "Ann Marsh met Bo Lind . Ann Marsh did not sink the “Wren” . Bo Lind said Ann Marsh opposed Halden Lines . "+
		"Ann Marsh will visit Bo Lind . two boats left .",
		"Ann Marsh | met [meet] | Bo Lind", "not: Ann Marsh | did not sink [sink] | “Wren”",
		"by Bo Lind: Ann Marsh | opposed [oppose] | Halden Lines", "will: Ann Marsh | will visit [visit] | Bo Lind",
		"two boats | left [leave]")
}

// Bridge shares a person with Ferry, says one thing that it says too, and has
// two boats of its own.
func Bridge(t testing.TB) *extract.Document {
	return Article(t, "Bridge opened", "Ann Marsh met Bo Lind . Cy Dorn thanked Ann Marsh . two boats hit Salt Bridge .",
		"Ann Marsh | met [meet] | Bo Lind", "Cy Dorn | thanked [thank] | Ann Marsh", "two boats | hit [hit] | Salt Bridge")
}

// Town returns n documents with the same people.
func Town(t testing.TB, n int) []*extract.Document {
	docs := make([]*extract.Document, n)
	for i := range docs {
		a, b, c := fmt.Sprintf("Person%d", i%11), fmt.Sprintf("Person%d", i*i%17), fmt.Sprintf("Person%d", (i+5)%13)
		docs[i] = Article(t, fmt.Sprintf("Town news %d", i), fmt.Sprintf("%s met %s . %s thanked %s at %d .", a, b, b, c, i),
			a+" | met [meet] | "+b, "not: "+b+" | thanked [thank] | "+c)
	}
	return docs
}
