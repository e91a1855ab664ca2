package extract

import "testing"

func TestPhraseReadsBetweenTheEnds(t *testing.T) {
	for _, c := range []struct{ lemma, text, rule, want string }{
		{"buy", "bought", "", "bought"},
		{"be", "Mayor", "", "is"},
		{"be", "was", "", "was"},
		{"be", "'s", "", "'s"},
		{"be-director-of", "director", "", "is director of"},
		{"be-capital-of", "is the capital of", "", "is the capital of"},
		{"be-known-as", "known as", "", "known as"},
		{"buy", "was bought", "passive", "has bought"}, {"repair", "was repaired", "conjoined passive", "repaired"},
		{"hold", "is still held", "relative passive", "has still held"},
		{"take-to", "had been taken to", "passive", "has taken to"},
		{"back", "backed", "fronted passive participle", "backed"},
		{"be-sold", "was sold", "", "was sold"},
	} {
		if got := Phrase(c.lemma, c.text, c.rule); got != c.want {
			t.Errorf("Phrase of %s, %q\n got %q\nwant %q", c.lemma, c.text, got, c.want)
		}
	}
}
