package english

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/clause"
)

// TestRulesOnText reads the example of every rule from plain text. The golden
// file tells which of them the whole pipeline reads as the rule says; three
// in four must, as a tree or name may be wrong but not many of them.
func TestRulesOnText(t *testing.T) {
	p, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	read, all := 0, 0
	for _, r := range clause.Rules() {
		d := extract.NewDocument("", "2025-03-04", r.Example)
		p.Read(d)
		want, _, _ := strings.Cut(r.Fact, " ;")
		all++
		if got := triples(d); strings.Contains("\n"+got, "\n"+strings.TrimSpace(want)+"\n") {
			read++
			fmt.Fprintf(&b, "read    %s: %s\n", r.Name, r.Example)
		} else {
			fmt.Fprintf(&b, "missed  %s: %s\n        want %s\n        got  %s\n", r.Name, r.Example, want,
				strings.ReplaceAll(strings.TrimSpace(got), "\n", "\n             "))
		}
	}
	fmt.Fprintf(&b, "%d of %d examples read\n", read, all)
	if 4*read < 3*all {
		t.Errorf("examples of rules read from text\ngot  %d of %d\nwant three in four\n%s", read, all, b.String())
	}
	golden := "testdata/rules.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("%s\ngot  %s\nwant %s", golden, b.String(), want)
	}
}

// triples gives the facts of d as rules write them, one a line.
func triples(d *extract.Document) string {
	var b strings.Builder
	for i := range d.Facts {
		f := &d.Facts[i]
		o := ""
		if f.Object != nil {
			o = f.Object.Text
		}
		b.WriteString(strings.TrimSpace(f.Subject.Text+" | "+f.Predicate.Lemma+" | "+o) + "\n")
	}
	return b.String()
}
