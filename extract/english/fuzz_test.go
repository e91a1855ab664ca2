package english

import (
	"os"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// FuzzPipeline reads any text and wants all that was read to lie inside it.
func FuzzPipeline(f *testing.F) {
	for _, name := range []string{"ferry.txt", "palmyra.txt"} {
		text, err := os.ReadFile("../../testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add("\"Ann -- (\n\n- and -\nBo's's, said said. \u202e U.S.-backed\x00 ''")
	f.Add(". ?Ĉ") // a stop with nothing before it
	plain, err := New(Options{})
	if err != nil {
		f.Fatal(err)
	}
	tokenized, err := New(Options{Tokenized: true})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, p := range []extract.Pipeline{plain, tokenized} {
			d := extract.NewDocument("", "2025-03-04", text)
			p.Read(d)
			check(t, d)
		}
	})
}

func check(t *testing.T, d *extract.Document) {
	t.Helper()
	for i, tok := range d.Tokens {
		if tok.Start >= tok.End || tok.End > len(d.Text) || i > 0 && tok.Start < d.Tokens[i-1].End {
			t.Fatalf("token %d of %q lies at %d to %d", i, d.Text, tok.Start, tok.End)
		}
	}
	inside := func(what string, first, end int) {
		if first < 0 || end < first || end > len(d.Tokens) {
			t.Fatalf("%s of %q spans tokens %d to %d of %d", what, d.Text, first, end, len(d.Tokens))
		}
	}
	for _, m := range d.Mentions {
		inside("mention", m.First, m.End)
		inside("core", m.Core[0], m.Core[1])
		if int(m.Chain) >= len(d.Chains) {
			t.Fatalf("mention of chain %d of %d", m.Chain, len(d.Chains))
		}
	}
	for i := range d.Facts {
		f := &d.Facts[i]
		inside("subject", f.Subject.First, f.Subject.End)
		inside("predicate", f.Predicate.First, f.Predicate.End)
		if f.Object != nil {
			inside("object", f.Object.First, f.Object.End)
		}
		for _, m := range f.Modifiers {
			inside("modifier", m.First, m.End)
		}
		if f.Confidence < 0 || f.Confidence > 1 || f.Rule == "" {
			t.Fatalf("fact of %q with confidence %v by rule %q", d.Text, f.Confidence, f.Rule)
		}
	}
}
