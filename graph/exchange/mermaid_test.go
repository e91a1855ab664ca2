package exchange

import (
	"os"
	"slices"
	"testing"

	"github.com/dramatis-kg/dramatis/graph/mermaid/mermaidtest"
)

// Mermaid itself draws each name and each relation.
func TestMermaidDraws(t *testing.T) {
	text, err := os.ReadFile(written(t, courier(t), "mermaid")[0])
	if err != nil {
		t.Fatal(err)
	}
	drawn := mermaidtest.Labels(t, string(text))
	for _, want := range []string{"Ann Marsh", "Cy Dorn", "Dee Oak", "Eli Fenn", "held talks with", "met", "paid", "thanked", "hired"} {
		if !slices.Contains(drawn, want) {
			t.Errorf("Mermaid draws %q, without %q", drawn, want)
		}
	}
	if len(drawn) != 10 {
		t.Errorf("Mermaid draws %q, want 5 names and 5 relations", drawn)
	}
}
