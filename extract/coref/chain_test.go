package coref

import (
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

func TestBareOffice(t *testing.T) {
	for name, want := range map[string]bool{
		"President": true, "Vice President": true, "Court": true,
		"Ann Reyes": false, "Reyes": false, "Court of Brightwater": false, "BFC": false,
	} {
		if got := bareOffice(name); got != want {
			t.Errorf("bareOffice(%q)\n got %v\nwant %v", name, got, want)
		}
	}
}

// TestLongTextIsReadInParts wants the chains of a text with more mentions than
// are joined at once to hold just the mentions that say so.
func TestLongTextIsReadInParts(t *testing.T) {
	const n = longest + 10
	d := extract.NewDocument("", "", strings.Repeat("Ann met Bo.\n", n))
	for i := range n {
		at := 12 * i
		d.Tokens = append(d.Tokens,
			extract.Token{Start: at, End: at + 3, UPOS: "PROPN", Up: 1, Deprel: "nsubj"},
			extract.Token{Start: at + 4, End: at + 7, UPOS: "VERB", Deprel: "root"},
			extract.Token{Start: at + 8, End: at + 10, UPOS: "PROPN", Up: -1, Deprel: "obj"})
		d.Sentences = append(d.Sentences, extract.Sentence{First: 3 * i, End: 3*i + 3, Paragraph: i})
		for _, k := range []int{3 * i, 3*i + 2} {
			d.Mentions = append(d.Mentions, extract.Mention{First: k, End: k + 1, Core: [2]int{k, k + 1}, Head: k, Form: extract.Name, Kind: extract.Person})
		}
	}
	Stage{}.Read(d)
	if got, want := len(d.Chains), 6; got != want { // three parts of two people
		t.Errorf("chains\n got %d\nwant %d", got, want)
	}
	for id, c := range d.Chains {
		for _, m := range c.Mentions {
			if int(d.Mentions[m].Chain) != id || d.Word(d.Mentions[m].Head) != c.Name {
				t.Fatalf("mention %d of chain %d, %s\n got %+v", m, id, c.Name, d.Mentions[m])
			}
		}
	}
}
