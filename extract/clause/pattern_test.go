package clause

import "testing"

func TestPattern(t *testing.T) {
	d := examples(t)["The ferry was bought by Halden Lines."]
	var tr tree
	if !tr.load(d, 0) {
		t.Fatal("no tree")
	}
	for _, x := range []struct {
		pattern string
		at      string // word the first node is tried on
		want    string // words bound to P, S and O, "" for none
	}{
		{"P:VERB >nsubj:pass O", "bought", "bought  ferry"},
		{"P:VERB >nsubj:pass O >obl:agent S", "bought", "bought Halden ferry"},
		{"P:VERB >nsubj S", "bought", ""},
		{"P:VERB >nsubj|nsubj:pass S", "bought", "bought ferry "},
		{"P:VERB !>obl:agent S", "bought", ""},
		{"P:VERB !>obj S", "bought", "bought  "},
		{"P:VERB ?>obj S >nsubj:pass O", "bought", "bought  ferry"},
		{"P:NOUN <nsubj:pass S", "ferry", "ferry bought "},
		{"P:NOUN <nsubj:pass S, S >obl:agent O[xpos=NNP]", "ferry", "ferry bought Halden"},
		{"P:NOUN <nsubj:pass S, S >obl:agent O[lemma=ferry]", "ferry", ""},
		{"P:VERB", "ferry", ""},
	} {
		got := ""
		for i := range d.Tokens {
			if d.Word(i) != x.at {
				continue
			}
			if m, ok := compile(x.pattern).match(&tr, i); ok {
				got = bound(&tr, &m, 'P') + " " + bound(&tr, &m, 'S') + " " + bound(&tr, &m, 'O')
			}
		}
		if got != x.want {
			t.Errorf("%s at %q\ngot  %q\nwant %q", x.pattern, x.at, got, x.want)
		}
	}
}

func bound(t *tree, m *match, name byte) string {
	if i := m.of(name); i >= 0 {
		return t.d.Word(i)
	}
	return ""
}

func TestPatternThatMakesNoSense(t *testing.T) {
	for _, s := range []string{"P:VERB >nsubj", "Pred >nsubj S", "P nsubj S"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("compile(%q)\ngot  a pattern\nwant a panic", s)
				}
			}()
			compile(s)
		}()
	}
}

func TestRulesAreNamedApart(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if seen[r.Name] || r.Example == "" || r.Fact == "" || r.Confidence <= 0 || r.Confidence >= 1 {
			t.Errorf("rule %q is not whole or not the only one of its name", r.Name)
		}
		seen[r.Name] = true
	}
}
