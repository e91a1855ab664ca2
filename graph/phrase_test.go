package graph

import "testing"

func TestPhraseReadsBetweenTheEnds(t *testing.T) {
	for _, c := range []struct{ lemma, text, want string }{
		{"buy", "bought", "bought"},
		{"be", "Mayor", "is"},
		{"be", "was", "was"},
		{"be", "'s", "'s"},
		{"be-director-of", "director", "is director of"},
		{"be-capital-of", "is the capital of", "is the capital of"},
		{"be-known-as", "known as", "known as"},
		{"be-sold", "was sold", "was sold"},
	} {
		f := Fact{Predicate: c.lemma, PredicateText: c.text}
		if got := f.Phrase(); got != c.want {
			t.Errorf("Phrase of %s, %q\n got %q\nwant %q", c.lemma, c.text, got, c.want)
		}
	}
}
