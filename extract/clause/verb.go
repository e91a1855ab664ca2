package clause

import (
	"slices"
	"strings"
)

// group returns the tokens of a predicate as written: auxiliaries, negation,
// particles and the adverbs among them. A controlled predicate brings the verb
// that controls it: "vowed to rebuild".
func (t *tree) group(c *clause) []int {
	out := t.verbGroup(c.pred, c.copular)
	for p := c.control; p >= 0; {
		out = append(out, t.verbGroup(p, t.has(p, "cop"))...)
		if m := t.find(c.pred, "mark"); m >= 0 {
			out = append(out, m)
		}
		k := t.at[p-t.first]
		if k < 0 {
			break
		}
		c = &t.clauses[k]
		p = c.control
	}
	if m := t.find(c.pred, "mark"); m >= 0 && t.lower(m) == "to" {
		out = append(out, m)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (t *tree) verbGroup(p int, copular bool) []int {
	var out []int
	if !copular || t.upos(p) == "ADJ" || t.upos(p) == "VERB" {
		out = append(out, p)
	}
	low := p
	for _, k := range t.kids(p) {
		switch t.rel(k) {
		case "aux", "aux:pass", "cop":
			low = min(low, k)
			out = append(out, k)
		default:
			if t.particle(k, p) {
				out = append(out, k)
			}
		}
	}
	for _, k := range t.kids(p) {
		if t.rel(k) == "advmod" && t.withinGroup(k, low, p) {
			out = append(out, k)
		}
	}
	return out
}

// withinGroup reports whether adverb k belongs to the verb group that starts at
// low and ends with p: a negation, or a single word among the auxiliaries.
func (t *tree) withinGroup(k, low, p int) bool {
	if t.negation(k) {
		return true
	}
	return len(t.kids(k)) == 0 && k < p && (k > low || k == p-1 || k == low-1) && t.upos(k) == "ADV"
}

func (t *tree) negation(k int) bool {
	switch t.lower(k) {
	case "not", "n't", "n’t", "never", "nor", "neither":
		return true
	}
	return false
}

// strayNegation reports whether a negation that hangs on something else stands
// between the subject of p and p: "no longer uniformly require", "was not in
// fact a leak".
func (t *tree) strayNegation(p int) bool {
	s := t.find(p, "nsubj", "nsubj:pass")
	if s < 0 || s > p {
		return false
	}
	_, from := t.extent(s)
	for k := from; k < p; k++ {
		h := t.head(k)
		switch {
		case h == p || h < 0:
		case t.lower(k) == "longer" && t.lower(k-1) == "no":
			return true
		case t.negation(k) && t.upos(h) != "VERB" && !t.has(h, "cop", "nsubj") && t.lower(k+1) != "only":
			return true
		}
	}
	return false
}

// join writes tokens as the sentence has them, with one blank for what was
// left out and none within a word: "did" + "n't".
func (t *tree) join(tokens []int) string {
	var b strings.Builder
	for k, i := range tokens {
		if k > 0 && (tokens[k-1]+1 != i || t.tok(i).Start > t.tok(i-1).End) {
			b.WriteByte(' ')
		}
		b.WriteString(t.d.Word(i))
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// verbLemma returns the lemma of predicate p with its particles: "blow-up".
func (t *tree) verbLemma(p int) string {
	l := t.lemma(p)
	for _, k := range t.kids(p) {
		if t.particle(k, p) {
			l += "-" + t.lower(k)
		}
	}
	return l
}
