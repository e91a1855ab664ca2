package coref_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/coref"
	"github.com/dramatis-kg/dramatis/extract/internal/fixture"
	"github.com/dramatis-kg/dramatis/extract/mention"
)

// want lists, for each document of testdata/brightwater.conllu, the chains
// that must be there as "name, kind: mentions (roles)".
var want = map[string][]string{
	"mayor": {
		"Ann Brook, person: Mayor Ann Brook | Brook | she | Her | her (Mayor)",
		"Brook, person: Brook",
		"Bo Brook, person: Her husband Bo Brook (husband)",
	},
	"envoy": {
		"Carl de Ferris, person: The Danish envoy to Brightwater | Carl de Ferris | De Ferris | I | he (Danish envoy to Brightwater)",
		"mayor, person: the mayor",
	},
	"company": {
		"Brightwater Ferry Company, organisation: The Brightwater Ferry Company | BFC | The company | BFC | it",
		"ferry, weapon: a ferry",
		"ferry, weapon: the ferry | that",
	},
	"army": {
		"Danish army, organisation: The Danish army | The army",
		"army, organisation: the army",
	},
	"town": {
		"Brightwater, place: The old town of Brightwater | The town | it",
		"flood, event: The flood | which",
	},
	"observatory": {
		"Brightwater Tide Observatory, organisation: The Brightwater Tide Observatory | We | the Observatory",
		"sailors, group: sailors | They",
	},
	"hurricane": {
		"Hurricane Ann, event: Hurricane Ann | Ann | It",
		"Denmark, place: Denmark | the country",
		"town, place: the town",
	},
	"thinker": {
		"Ann Brook, person: Ann Brook | her",
		"Bo Ferris, person: Bo Ferris | he | Ferris | himself",
	},
	"companions": {
		"Bo Ferris, person: Bo Ferris",
		"Dan Brook, person: Dan Brook | his",
	},
	"says": {
		"Brightwater Ferry Board, organisation: The Brightwater Ferry Board | It",
	},
	"village": {
		"Brightwater Ferry Board, organisation: The Brightwater Ferry Board | BFB",
		"Halden, place: Halden | a village in the north | its | The village (village in the north)",
	},
	"kings": {
		"Danish king, person: The Danish king",
		"Swedish king, person: the Swedish king",
		"king, person: The king",
	},
	"captain": {
		"Ann Brook, person: Ann Brook | the captain | I | she (captain)",
	},
	"troops": {
		"Danish troops, group: Danish troops | The Danish troops",
		"New Danish troops, group: New Danish troops",
		"Danes, group: Danes | the Danes",
	},
	"states": {
		"United States, place: The USA | U.S.",
		"United Nations, organisation: the U.N. | the United Nations",
		"United Kingdom, place: Britain",
		"six old sailors, group: six old sailors",
	},
	"mistaken": {
		"Carl de Ferris, person: the Danish envoy to Sweden | Carl de Ferris | he | Envoy De Ferris (Danish envoy to Sweden; Envoy)",
		"Sweden, place: Sweden",
	},
	"marsh": {
		"vast marsh, place: the vast marsh | The marsh",
		"small boat, weapon: a \"small boat\" of the mayor",
		"ferry, weapon: The mayor's other ferry",
	},
	"surname": {
		"Ann Landings, person: Ann Landings | Landings",
	},
	"doubts": {
		"ferry, weapon: Every ferry",
		"rain, other: the rain",
		"ferry, weapon: The ferry",
	},
	"replacement": {
		"Bo, person: Bo",
		"Ann, person: Ann | She",
	},
	"doctor": {
		"Ann Brook, person: Dr. Ann Brook | The doctor | Her | Brook | Brook",
		"Brook's boat, weapon: Her boat | Brook's boat | the boat of Brook",
	},
}

func chains(d *extract.Document) []string {
	var out []string
	for _, c := range d.Chains {
		var words []string
		for _, id := range c.Mentions {
			words = append(words, d.Span(d.Mentions[id].First, d.Mentions[id].End))
		}
		line := fmt.Sprintf("%s, %s: %s", c.Name, c.Kind, strings.Join(words, " | "))
		if len(c.Roles) > 0 {
			line += " (" + strings.Join(c.Roles, "; ") + ")"
		}
		out = append(out, line)
	}
	return out
}

func documents(tb testing.TB) []*extract.Document {
	docs := fixture.Documents(tb, "testdata/brightwater.conllu")
	for _, d := range docs {
		mention.Stage{}.Read(d)
	}
	return docs
}

func TestRead(t *testing.T) {
	for _, d := range documents(t) {
		coref.Stage{}.Read(d)
		t.Run(d.ID, func(t *testing.T) {
			got := chains(d)
			for _, w := range want[d.ID] {
				if !slices.Contains(got, w) {
					t.Errorf("Read(%q)\ngot  %s\nwant %s", d.Text, strings.Join(got, "\n     "), w)
				}
			}
		})
	}
}

// Each name and description is in exactly one chain, and a chain lists its
// mentions in the order of the text.
func TestEveryMentionHasItsChain(t *testing.T) {
	for _, d := range documents(t) {
		coref.Stage{}.Read(d)
		count := make([]int, len(d.Mentions))
		for c, ch := range d.Chains {
			if !slices.IsSorted(ch.Mentions) {
				t.Errorf("chain %q\ngot  %v\nwant the order of the text", ch.Name, ch.Mentions)
			}
			for _, id := range ch.Mentions {
				count[id]++
				if d.Mentions[id].Chain != extract.ChainID(c) {
					t.Errorf("chain of mention %d\ngot  %d\nwant %d", id, d.Mentions[id].Chain, c)
				}
			}
		}
		for i, n := range count {
			if alone := d.Mentions[i].Form == extract.Pronoun && n == 0 && d.Mentions[i].Chain == -1; n != 1 && !alone {
				t.Errorf("chains of mention %d of %s\ngot  %d\nwant 1", i, d.ID, n)
			}
		}
	}
}

func TestReadTwiceIsTheSame(t *testing.T) {
	for _, d := range documents(t) {
		coref.Stage{}.Read(d)
		first := chains(d)
		coref.Stage{}.Read(d)
		if got := chains(d); !slices.Equal(got, first) {
			t.Errorf("second Read(%q)\ngot  %q\nwant %q", d.ID, got, first)
		}
	}
}

// Trees that a parser would never make must not stop the stage.
func TestBrokenTrees(t *testing.T) {
	for _, up := range [][2]int{{0, 0}, {1, 1}, {1, -1}, {3, -7}, {1000, -1000}} {
		for _, d := range documents(t) {
			for i := range d.Tokens {
				d.Tokens[i].Up = up[i%2]
				d.Tokens[i].Deprel = []string{"nsubj", "xcomp", "acl:relcl", "appos", "conj"}[i%5]
			}
			coref.Stage{}.Read(d)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	docs := documents(b)
	tokens := 0
	for _, d := range docs {
		tokens += len(d.Tokens)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			coref.Stage{}.Read(d)
		}
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// "It" that stands for the time of day or a clause is nobody; the first "it" of
// the text is the ferry.
func TestImpersonal(t *testing.T) {
	for _, d := range documents(t) {
		if d.ID != "hours" {
			continue
		}
		coref.Stage{}.Read(d)
		var got []bool
		for _, m := range d.Mentions {
			if d.Span(m.First, m.End) == "It" {
				got = append(got, m.Chain >= 0)
			}
		}
		if want := []bool{true, false, false}; !slices.Equal(got, want) {
			t.Errorf("chains of each \"it\"\ngot  %v\nwant %v", got, want)
		}
		return
	}
	t.Error("no document \"hours\"")
}
