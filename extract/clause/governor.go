package clause

import (
	_ "embed"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

//go:embed governors.txt
var governorText string

// governors tells what a word makes of its complement, by its part of speech,
// itself and the kind of complement: "verb manage to".
var governors = readGovernors(governorText)

// An effect is what a governing word makes of what its complement tells: is it
// so, and is it so at all or only planned or possible.
type effect struct {
	not      bool
	modality extract.Modality
}

// A governor has one effect where it is affirmed and one where it is denied.
type governor struct{ affirmed, denied effect }

func readGovernors(text string) map[string]governor {
	out := map[string]governor{}
	section := ""
	for _, l := range lines(text) {
		if l[0] == '[' {
			section = strings.Trim(l, "[]")
			continue
		}
		col := strings.Split(l, "\t")
		g := governor{readEffect(col[2]), readEffect(col[3])}
		for _, w := range strings.Fields(col[0]) {
			for _, k := range strings.Fields(col[1]) {
				key := section + " " + w + " " + k
				if _, known := out[key]; !known {
					out[key] = g
				}
			}
		}
	}
	return out
}

// readEffect reads "+", "-possible" and the like.
func readEffect(s string) effect {
	e := effect{not: s[0] == '-', modality: extract.Asserted}
	if s = s[1:]; s != "" {
		e.modality = extract.Modality(s)
	}
	return e
}

// governor returns what token h makes of a complement of that kind.
func (t *tree) governor(h int, kind string) (governor, bool) {
	section := "verb "
	if u := t.upos(h); u == "NOUN" || u == "PROPN" {
		section = "noun "
	}
	if g, ok := governors[section+t.verbLemma(h)+" "+kind]; ok {
		return g, true
	}
	g, ok := governors[section+t.lemma(h)+" "+kind]
	return g, ok
}

// under is m as the complement of g, which is denied or not. Nested negations
// are computed: what "did not fail to" governs is so.
func (m mood) under(g governor, denied bool) mood {
	e := g.affirmed
	if denied {
		e = g.denied
	}
	m.denied = m.denied != e.not
	return m.with(e.modality)
}

// complementKind returns what kind of complement p is, as governors.txt has them:
// "to", "ing", "that" or the preposition in front of a gerund; "" for none.
func (t *tree) complementKind(p int) string {
	mark := t.find(p, "mark", "case")
	gerund := t.tok(p).XPOS == "VBG" && !t.has(p, "aux")
	if a := t.find(p, "aux", "aux:pass", "cop"); a >= 0 && t.tok(a).XPOS == "VBG" {
		gerund = true // "having sold", "being sold"
	}
	switch {
	case gerund && mark < 0:
		return "ing"
	case gerund:
		return t.lower(mark)
	case mark >= 0 && t.lower(mark) == "to" || t.rel(p) == "xcomp":
		return "to"
	case t.rel(p) == "ccomp" || t.rel(p) == "csubj" || t.rel(p) == "acl" && mark < 0 && t.finite(p) || mark >= 0 && t.lower(mark) == "that":
		return "that"
	case mark >= 0:
		return t.lower(mark)
	}
	return ""
}

// means reports whether h wants, tries or orders what its complement tells.
func (t *tree) means(h int) bool {
	for _, kind := range []string{"to", "ing", "that"} {
		if g, ok := t.governor(h, kind); ok && g.affirmed.modality == extract.Planned {
			return true
		}
	}
	return false
}

// leavesOpen reports whether what h governs is not so, or not sure to be.
func (t *tree) leavesOpen(h int) bool {
	for _, kind := range []string{"to", "ing", "from", "of"} {
		if g, ok := t.governor(h, kind); ok && (g.affirmed.not || g.affirmed.modality == extract.Possible) {
			return true
		}
	}
	return false
}
