package clause

import (
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// TestGovernors computes what two governing words, each affirmed or denied, make
// of a plain fact.
func TestGovernors(t *testing.T) {
	for _, x := range []struct {
		words string // governors from the inside out, "not" before a denied one
		want  string
	}{
		{"manage to", "+"},
		{"not manage to", "-"},
		{"fail to", "-"},
		{"not fail to", "+"},
		{"force to", "+"},
		{"not force to", "+possible"},
		{"prevent from", "-"},
		{"refuse to", "-"},
		{"allow to", "+possible"},
		{"not allow to", "-"},
		{"order to", "+planned"},
		{"deny that", "-"},
		{"not deny that", "+possible"},
		{"not know that", "+"},
		{"fail to, deny that", "+"},
		{"not manage to, not think that", "+possible"},
		{"try to, not fail to", "+planned"},
	} {
		m := mood{modality: extract.Asserted}
		for w := range strings.SplitSeq(x.words, ", ") {
			w, denied := strings.CutPrefix(w, "not ")
			g, ok := governors["verb "+w]
			if !denied {
				w = x.words
			}
			if !ok {
				t.Fatalf("no line of governors.txt for %q", w)
			}
			m = m.under(g, denied)
		}
		if got := sign(m); got != x.want {
			t.Errorf("a fact under %q\ngot  %s\nwant %s", x.words, got, x.want)
		}
	}
}

func sign(m mood) string {
	s := "+"
	if m.denied {
		s = "-"
	}
	if m.modality != extract.Asserted {
		s += string(m.modality)
	}
	return s
}

// TestGovernorsAreWellFormed wants each word once for each complement, and only
// effects that there are.
func TestGovernorsAreWellFormed(t *testing.T) {
	seen := map[string]bool{}
	section := ""
	for _, l := range lines(governorText) {
		if l[0] == '[' {
			section = l
			continue
		}
		col := strings.Split(l, "\t")
		if len(col) != 4 {
			t.Fatalf("line %q\ngot  %d columns\nwant 4", l, len(col))
		}
		for _, e := range col[2:] {
			switch e {
			case "+", "-", "+planned", "-planned", "+possible", "-possible":
			default:
				t.Errorf("effect %q of %q is none", e, l)
			}
		}
		for _, w := range strings.Fields(col[0]) {
			for _, k := range strings.Fields(col[1]) {
				key := section + w + " " + k
				if seen[key] {
					t.Errorf("%s stands there twice", key)
				}
				seen[key] = true
			}
		}
	}
}
