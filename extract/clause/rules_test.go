package clause

import (
	"os"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/conllu"
)

// examples reads the correct trees of the rules' sentences.
func examples(t testing.TB) map[string]*extract.Document {
	t.Helper()
	in, err := os.Open("testdata/examples.conllu")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out := map[string]*extract.Document{}
	for s, err := range conllu.Read(in) {
		if err != nil {
			t.Fatal(err)
		}
		d := s.Document()
		for i, m := range s.MISC {
			for _, v := range strings.Split(m, "|") {
				if name, ok := strings.CutPrefix(v, "NER="); ok {
					d.Tokens[i].Name = name
				}
			}
		}
		out[s.Text] = d
	}
	return out
}

// write gives a fact as rules do: "subject | predicate | object ; what is
// special about it".
func write(f *extract.Fact) string {
	object := ""
	if f.Object != nil {
		object = f.Object.Text
	}
	s := strings.TrimSpace(f.Subject.Text + " | " + f.Predicate.Lemma + " | " + object)
	if f.Polarity == extract.Denied {
		s += " ; denied"
	}
	if f.Modality != extract.Asserted {
		s += " ; " + string(f.Modality)
	}
	if f.Reported() {
		s += " ; source: " + f.Source.Text
	}
	for _, m := range f.Modifiers {
		s += " ; " + m.Role + ": " + m.Text
	}
	return s
}

func TestRules(t *testing.T) {
	trees := examples(t)
	for _, r := range Rules() {
		t.Run(r.Name, func(t *testing.T) {
			d := trees[r.Example]
			if d == nil {
				t.Fatalf("no tree of %q in testdata/examples.conllu", r.Example)
			}
			Stage{All: true}.Read(d)
			var got []string
			for i := range d.Facts {
				if d.Facts[i].Rule != r.Name && r.Name != "object" { // a plain object goes by its clause
					continue
				}
				got = append(got, write(&d.Facts[i]))
				if got[len(got)-1] == r.Fact {
					return
				}
			}
			t.Errorf("rule %q on %q\ngot  %q\nwant %q", r.Name, r.Example, got, r.Fact)
		})
	}
}

// TestCounterexamples wants nothing by a rule from the sentence that only looks
// like its own.
func TestCounterexamples(t *testing.T) {
	trees := examples(t)
	for _, r := range Rules() {
		t.Run(r.Name, func(t *testing.T) {
			d := trees[r.Counter]
			if d == nil {
				t.Fatalf("no tree of %q in testdata/examples.conllu", r.Counter)
			}
			Stage{All: true}.Read(d)
			for i := range d.Facts {
				f := &d.Facts[i]
				if f.Rule == r.Name || r.Name == "object" && f.Object != nil {
					t.Errorf("rule %q on %q\ngot  %s\nwant nothing", r.Name, r.Counter, write(f))
				}
			}
		})
	}
}
