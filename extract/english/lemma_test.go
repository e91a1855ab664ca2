package english

import (
	"os"
	"strings"
	"testing"

	file "github.com/dramatis-kg/dramatis/extract/model"
	"github.com/dramatis-kg/dramatis/extract/tag"
)

// TestLemmas looks up forms of strong verbs, odd plurals and the like, whether
// or not they occur in a treebank. Each line holds a form, its Penn tag and its
// lemma.
func TestLemmas(t *testing.T) {
	f, err := file.Parse(weights)
	if err != nil {
		t.Fatal(err)
	}
	data, err := f.Section("lemmas")
	if err != nil {
		t.Fatal(err)
	}
	l, err := tag.ReadLemmas(data)
	if err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadFile("testdata/lemmas.tsv")
	if err != nil {
		t.Fatal(err)
	}
	wrong, all := 0, 0
	for line := range strings.Lines(string(list)) {
		c := strings.Fields(line)
		all++
		if got := l.Lemma(c[0], c[1]); got != c[2] {
			wrong++
			t.Logf("Lemma(%q, %s)\ngot  %q\nwant %q", c[0], c[1], got, c[2])
		}
	}
	if wrong*100 > all {
		t.Errorf("%d of %d lemmas are wrong\nwant at most 1 in 100", wrong, all)
	}
}
