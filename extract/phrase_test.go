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
		{"take-to", "had been taken to", "passive", "had taken to"},
		{"sell-to", "will not be sold to", "passive", "will not sell to"},
		{"buy", "was not bought", "passive", "has not bought"},
		{"build", "is being built", "passive", "has built"},
		{"buy", "bought", "passive participle on a noun", "bought"},
		{"back", "backed", "fronted passive participle", "backed"},
		{"be-sold", "was sold", "", "was sold"},
	} {
		if got := Phrase(c.lemma, c.text, c.rule); got != c.want {
			t.Errorf("Phrase of %s, %q\n got %q\nwant %q", c.lemma, c.text, got, c.want)
		}
	}
}
