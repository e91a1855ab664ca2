package score

import (
	"fmt"
	"testing"
)

// chains makes a partition of letters, each a mention.
func chains(words ...string) Partition {
	var out Partition
	for _, w := range words {
		var c []Span
		for _, r := range w {
			c = append(c, Span{int(r), int(r) + 1})
		}
		out = append(out, c)
	}
	return out
}

// TestPublishedExamples holds the figures that the authors of the measures
// work out on paper.
func TestPublishedExamples(t *testing.T) {
	tests := []struct {
		from         string
		gold, system Partition
		want         string // recall and precision
	}{
		{"Pradhan et al. 2014, section 4", chains("abc", "defg"), chains("ab", "cd", "fghi"),
			"MUC 40.0/40.0 B3 41.7/50.0 CEAFe 65.0/43.3 LEA 23.8/33.3"},
		{"Luo 2005, table 1, response a", chains("12345", "67", "89ABC"), chains("12345", "6789ABC"),
			"MUC 100.0/90.0 B3 100.0/76.2 CEAFe 61.1/91.7 LEA 100.0/72.2"},
		{"Luo 2005, table 1, response b", chains("12345", "67", "89ABC"), chains("1234589ABC", "67"),
			"MUC 100.0/90.0 B3 100.0/58.3 CEAFe 55.6/83.3 LEA 100.0/53.7"},
		{"Luo 2005, table 1, response c", chains("12345", "67", "89ABC"), chains("123456789ABC"),
			"MUC 100.0/81.8 B3 100.0/37.5 CEAFe 19.6/58.8 LEA 100.0/31.8"},
		{"Luo 2005, table 1, response d", chains("12345", "67", "89ABC"), chains("1", "2", "3", "4", "5", "6", "7", "8", "9", "A", "B", "C"),
			"MUC 0.0/0.0 B3 25.0/100.0 CEAFe 44.4/11.1 LEA 0.0/0.0"},
		{"nothing in common", chains("ab"), chains("cd"), "MUC 0.0/0.0 B3 0.0/0.0 CEAFe 0.0/0.0 LEA 0.0/0.0"},
		{"all right", chains("ab", "cde"), chains("cde", "ab"), "MUC 100.0/100.0 B3 100.0/100.0 CEAFe 100.0/100.0 LEA 100.0/100.0"},
	}
	for _, tt := range tests {
		var s Scores
		s.Add(tt.gold, tt.system)
		got := fmt.Sprintf("%s %s %s %s", row("MUC", s.MUC), row("B3", s.B3), row("CEAFe", s.CEAFe), row("LEA", s.LEA))
		if got != tt.want {
			t.Errorf("scores of %s\ngot  %s\nwant %s", tt.from, got, tt.want)
		}
	}
}

func row(name string, t Tally) string {
	p, r, _ := t.Percent()
	return fmt.Sprintf("%s %.1f/%.1f", name, r, p)
}
