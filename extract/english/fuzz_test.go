package english

import (
	"fmt"
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
		if !(tok.Doubt >= 0 && tok.Doubt <= 1) {
			t.Fatalf("token %d of %q has a wrong arc with a chance of %g", i, d.Text, tok.Doubt)
		}
	}
	for _, s := range d.Sentences {
		if p := treeProblem(d, s); p != "" {
			t.Fatalf("sentence %q: %s", d.Span(s.First, s.End), p)
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

// treeProblem says what keeps a sentence from being a tree with one root, "" if
// nothing does. Furniture has no trees.
func treeProblem(d *extract.Document, s extract.Sentence) string {
	if s.Kind == extract.Furniture {
		return ""
	}
	roots := 0
	rooted := make([]bool, s.End-s.First) // tokens that lead to a root
	for i := s.First; i < s.End; i++ {
		if d.Tokens[i].Up == 0 {
			roots++
		}
		j, steps := i, 0
		for ; d.Tokens[j].Up != 0 && !rooted[j-s.First]; steps++ {
			if j += d.Tokens[j].Up; j < s.First || j >= s.End || steps > s.End-s.First {
				return fmt.Sprintf("token %d has no way to the root", i-s.First)
			}
		}
		for j = i; !rooted[j-s.First]; j += d.Tokens[j].Up {
			rooted[j-s.First] = true
		}
	}
	if roots != 1 {
		return fmt.Sprintf("%d roots", roots)
	}
	return ""
}
