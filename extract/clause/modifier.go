package clause

import (
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// modifiers returns when, where and how of clause c, in the order of the
// sentence. A verb that borrowed its subject shares what stands in front.
func (w *writer) modifiers(c *clause) []extract.Modifier {
	var out []extract.Modifier
	for p, n := c.pred, 0; p >= 0 && n < 8; n++ {
		for _, k := range w.kids(p) {
			if k == c.subj || k == c.pred || w.outsideQuote(k, p) {
				continue
			}
			if m, ok := w.modifier(k); ok {
				out = append(append(out, m), w.hung(k, m)...)
			}
		}
		p = w.controlOf(p)
	}
	if s := c.grammatical(); s >= 0 {
		out = append(out, w.timesOf(s)...)
	}
	if h := w.head(c.pred); w.rel(c.pred) == "conj" && h >= 0 {
		out = append(out, w.fronted(h, w.has(c.pred, "nsubj", "nsubj:pass"), out)...)
	}
	if w.reports(c.pred) {
		out = append(out, w.beforeQuote(c.pred)...)
	}
	return w.joined(inOrder(append(out, w.meanwhile(c, out)...)))
}

// inOrder sorts modifiers by their place and drops those inside others.
func inOrder(all []extract.Modifier) []extract.Modifier {
	slices.SortStableFunc(all, func(a, b extract.Modifier) int {
		if a.First != b.First {
			return a.First - b.First
		}
		return b.End - a.End
	})
	return slices.CompactFunc(all, func(a, b extract.Modifier) bool { return a.First < b.End && b.First < a.End })
}

// complements returns what is said with a name of object o behind a
// preposition other than "of", which is part of its phrase: "peace efforts in
// Brightwater", "an end to the mayor's rule". Its times are not those of the
// verb: "announced elections in May".
func (w *writer) complements(o int) []extract.Modifier {
	if w.named(o) {
		return nil
	}
	var out []extract.Modifier
	for _, k := range w.kids(o) {
		if k < o || w.rel(k) != "nmod" || w.prep(k) == "of" || w.prep(k) == "" || !w.namesWithin(k) {
			continue
		}
		if m := w.phraseModifier(k); m.Role != "time" {
			out = append(out, m)
		}
	}
	return out
}

// namesWithin reports whether the phrase of k holds a name.
func (w *writer) namesWithin(k int) bool {
	first, end := w.nounPhrase(k)
	for i := first; i < end; i++ {
		if m := w.mentions[i-w.first]; m >= 0 && w.d.Mentions[m].Form == extract.Name {
			return true
		}
	}
	return false
}

// modifier reads dependent k as a modifier, if it is one.
func (w *writer) modifier(k int) (extract.Modifier, bool) {
	switch r := w.rel(k); {
	case w.base(k) == "obl", r == "nmod:unmarked", r == "obj" && w.deictic(k):
		if r == "obl:agent" && w.agentive(k) || w.relative(k) && w.antecedent(k) == k || w.vague(k) {
			return extract.Modifier{}, false
		}
		if strings.HasPrefix(w.prep(k), "according") || w.age(k) {
			return extract.Modifier{}, false
		}
		return w.phraseModifier(k), true
	case r == "advmod":
		return w.adverbModifier(k)
	}
	return extract.Modifier{}, false
}

func (w *writer) phraseModifier(k int) extract.Modifier {
	m := extract.Modifier{Role: w.role(k), Prep: w.prep(k), Chain: -1}
	if m.Role == "place" && !w.whereabouts(k) {
		m.Role = "other"
	}
	if j := w.antecedent(k); j != k {
		a := w.argument(j)
		m.First, m.End, m.Chain, m.Text = a.First, a.End, a.Chain, a.Text
		return m
	}
	if m.Role == "time" {
		m.First, m.End = w.timeSpan(k)
		m.Text = w.d.Span(m.First, m.End)
		return m
	}
	a := w.argument(k)
	m.First, m.End, m.Chain, m.Text = a.First, a.End, a.Chain, a.Text
	if m.Chain < 0 && m.Role == "place" {
		m.Chain = w.placeWithin(k)
	}
	return m
}

// placeWithin returns the chain of a place named inside phrase k: "the
// Brightwater area".
func (w *writer) placeWithin(k int) extract.ChainID {
	first, end := w.extent(k)
	for i := first; i < end; i++ {
		if m := w.mentions[i-w.first]; m >= 0 && w.kind(i) == extract.Place {
			return w.d.Mentions[m].Chain
		}
	}
	return -1
}

func (w *writer) adverbModifier(k int) (extract.Modifier, bool) {
	l := w.lower(k)
	m := extract.Modifier{Chain: -1}
	switch {
	case l == "where" && w.clauseRelative(k) >= 0 && w.head(w.clauseRelative(k)) >= 0:
		a := w.argument(w.head(w.clauseRelative(k)))
		return extract.Modifier{Role: "place", Prep: "in", First: a.First, End: a.End, Chain: a.Chain, Text: a.Text}, true
	case words.is("temporal", l) || w.has(k, "obl:unmarked", "obl:npmod"):
		m.Role = "time"
	case l == "here" || l == "there" || l == "abroad" || l == "elsewhere" || l == "nearby":
		m.Role = "place"
	case strings.HasSuffix(l, "ly") && len(w.kids(k)) <= 1:
		m.Role = "manner"
	default:
		return m, false
	}
	m.First, m.End = w.extent(k)
	for m.End-1 > k && w.upos(m.End-1) == "PUNCT" {
		m.End--
	}
	m.Text = w.d.Span(m.First, m.End)
	return m, true
}

// role tells what the noun k behind a preposition says of its clause.
func (w *writer) role(k int) string {
	prep := w.prep(k)
	if w.isTime(k) || w.timeWithin(k) {
		return "time"
	}
	switch prep {
	case "because of", "due to", "thanks to", "despite", "owing to":
		return "cause"
	case "about", "regarding", "concerning", "over":
		if w.kind(k) != extract.Place {
			return "topic"
		}
	case "for":
		if !w.entity(k) {
			return "purpose"
		}
	case "during", "until", "till", "since", "before", "after", "prior to", "following", "ahead of":
		if prep == "during" || strings.Contains(prep, " ") || !w.who(k) {
			return "time"
		}
	case "like":
		return "manner"
	case "with", "using", "via", "through":
		if !w.entity(k) {
			return "instrument"
		}
	}
	if w.placeLike(k) && (words.is("static", prep) || words.is("direction", prep) || prep == "of") {
		return "place"
	}
	return "other"
}

// who reports whether k is somebody, or a place or body, and no event: "named
// after Mara Voss", "stood before the council".
func (w *writer) who(k int) bool {
	switch w.kind(w.antecedent(k)) {
	case extract.Person, extract.Organisation, extract.Group, extract.Place:
		return true
	}
	return w.upos(k) == "PRON" && w.entity(k)
}

// whereabouts reports whether place k, behind its preposition, tells where
// something happens or goes: not so in "children from Orren", "submitted a plan
// to Orren", "a dispute between Orren and Halden", "remained in office".
func (w *writer) whereabouts(k int) bool {
	prep, h := w.prep(k), w.head(k)
	switch {
	case w.lemma(k) == "office" && !w.has(k, "det", "compound", "nmod:poss", "amod"):
		return false
	case words.is("static", prep) && prep != "between":
		return true
	}
	return h >= 0 && w.upos(h) == "VERB" && (words.is("motion", w.lemma(h)) || words.is("moving", w.lemma(h)))
}

// placeLike reports whether noun k is a place by its name, kind or sort.
func (w *writer) placeLike(k int) bool {
	switch w.kind(w.antecedent(k)) {
	case extract.Place, extract.Facility:
		return true
	case extract.Person, extract.Organisation, extract.Group:
		return false
	}
	return words.is("place", w.lemma(k))
}
