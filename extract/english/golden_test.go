package english

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/conllu"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// dump writes all that was read in d: trees with names, chains, facts.
func dump(d *extract.Document) string {
	var b bytes.Buffer
	for i, s := range d.Sentences {
		if s.Kind != extract.Prose {
			fmt.Fprintf(&b, "sentence %d is a %s\n", i+1, [...]string{"", "headline", "subheading", "dateline", "piece of furniture"}[s.Kind])
		}
	}
	b.WriteString("\n")
	conllu.Write(&b, d)
	for _, c := range d.Chains {
		fmt.Fprintf(&b, "chain %s (%s) ×%d", c.Name, c.Kind, len(c.Mentions))
		if len(c.Aliases) > 0 {
			fmt.Fprintf(&b, " also %s", strings.Join(c.Aliases, "; "))
		}
		if len(c.Roles) > 0 {
			fmt.Fprintf(&b, " is %s", strings.Join(c.Roles, "; "))
		}
		b.WriteString("\n")
	}
	for i := range d.Facts {
		dumpFact(&b, &d.Facts[i])
	}
	return b.String()
}

func dumpFact(b *bytes.Buffer, f *extract.Fact) {
	fmt.Fprintf(b, "fact %d: %s", f.Sentence+1, printed(f))
	for _, m := range f.Modifiers {
		fmt.Fprintf(b, " [%s %s %s", m.Role, m.Prep, m.Text)
		if m.Value != "" {
			fmt.Fprintf(b, " = %s", m.Value)
		}
		b.WriteString("]")
	}
	if !f.Asserted() {
		fmt.Fprintf(b, " {%s %s %s}", f.Polarity, f.Modality, f.Source.Name)
	}
	fmt.Fprintf(b, " %.2f %s\n", f.Confidence, f.Rule)
}

func TestGolden(t *testing.T) {
	sum := sha256.New()
	for _, c := range []struct{ name, published string }{{"ferry", "2025-03-04"}, {"palmyra", "2016-03-24"}} {
		t.Run(c.name, func(t *testing.T) {
			got := dump(read(t, c.name+".txt", c.published))
			sum.Write([]byte(got))
			golden(t, "../../testdata/"+c.name+".golden", c.name+".txt is read differently", got)
		})
	}
	golden(t, "readings.sum", "the version of the extractor is not that of what it reads", fmt.Sprintf("%x\n", sum.Sum(nil)))
}

// golden compares got with a file, which -update rewrites.
func golden(t *testing.T, file, complaint, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: %s has something else; see the difference with -update", complaint, file)
	}
}

// TestReadIsDeterministic reads one text in many goroutines that share the
// pipeline.
func TestReadIsDeterministic(t *testing.T) {
	want := dump(read(t, "ferry.txt", "2025-03-04"))
	got := make([]string, 8)
	var wg sync.WaitGroup
	for i := range got {
		wg.Go(func() { got[i] = dump(read(t, "ferry.txt", "2025-03-04")) })
	}
	wg.Wait()
	for i := range got {
		if got[i] != want {
			t.Fatalf("goroutine %d reads ferry.txt differently", i)
		}
	}
}
