package score

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// System returns the chains of d that have two and more mentions, those of pronouns
// alone too, each mention
// with the whole of its noun phrase as GUM marks it. Relative pronouns, which
// GUM does not mark, are left out.
func System(d *extract.Document) Partition { return system(d, nil) }

// system is System with the spans of some mentions given.
func system(d *extract.Document, whole map[extract.MentionID]Span) Partition {
	e := newExtents(d)
	e.whole = whole
	var out Partition
	taken := map[Span]bool{}
	for _, c := range d.Chains {
		out = e.chain(out, c.Mentions, taken)
	}
	for _, ids := range d.Unnamed {
		out = e.chain(out, ids, taken)
	}
	return out
}

// extents knows where noun phrases end.
type extents struct {
	d        *extract.Document
	children [][]int
	whole    map[extract.MentionID]Span // spans that are given; nil for none
}

func newExtents(d *extract.Document) *extents {
	e := &extents{d: d, children: make([][]int, len(d.Tokens))}
	for i := range d.Tokens {
		if h := d.Head(i); h >= 0 && h < len(d.Tokens) {
			e.children[h] = append(e.children[h], i)
		}
	}
	return e
}

// chain appends the spans of some mentions, if two and more of them are new.
func (e *extents) chain(out Partition, ids []extract.MentionID, taken map[Span]bool) Partition {
	var c []Span
	for _, id := range ids {
		m := &e.d.Mentions[id]
		s, given := e.whole[id]
		if !given {
			s = e.span(m)
		}
		if taken[s] || !given && m.Form == extract.Pronoun && e.relative(m.Head) {
			continue
		}
		taken[s] = true
		c = append(c, s)
	}
	if len(c) < 2 {
		return out
	}
	return append(out, c)
}

// relative says whether the pronoun at token i opens a relative clause.
func (e *extents) relative(i int) bool {
	switch strings.ToLower(e.d.Word(i)) {
	case "who", "whom", "which", "whose":
		return true
	case "that":
		return !strings.Contains(e.d.Tokens[i].Feats, "PronType=Dem")
	}
	return false
}

// span returns the bytes of the noun phrase around mention m: what depends on
// its head, relative clauses and a possessive ending included, without what
// merely stands beside it.
func (e *extents) span(m *extract.Mention) Span {
	first, end := m.Core[0], m.Core[1]
	if m.Form == extract.Pronoun {
		return e.bytes(first, end)
	}
	if m.Kind == extract.Date {
		return e.bytes(m.First, m.End)
	}
	first = min(first, m.Head)
	end = max(end, m.Head+1)
	first, end = e.yield(m.Head, first, end, true)
	for end > m.Core[1] && e.d.Tokens[end-1].UPOS == "PUNCT" && strings.Contains(",.;:-–—", e.d.Word(end-1)) {
		end--
	}
	for first < m.Core[0] && e.d.Tokens[first].UPOS == "PUNCT" && strings.Contains(",.;:-–—)", e.d.Word(first)) {
		first++
	}
	return e.bytes(first, end)
}

func (e *extents) bytes(first, end int) Span {
	return Span{e.d.Tokens[first].Start, e.d.Tokens[end-1].End}
}

// yield widens [first, end) by the tokens below token i. Below the top of a
// phrase some stand beside it: prepositions, conjuncts, appositions, and of a
// predicate its subject.
func (e *extents) yield(i, first, end int, top bool) (int, int) {
	first, end = min(first, i), max(end, i+1)
	for _, c := range e.children[i] {
		rel, _, _ := strings.Cut(e.d.Tokens[c].Deprel, ":")
		if top && (beside[rel] || rel == "punct" || rel == "advmod" && c < i) && e.d.Tokens[c].XPOS != "POS" {
			continue
		}
		if top && c > i && e.bracketed(i, c) {
			continue
		}
		first, end = e.yield(c, first, end, false)
	}
	return first, end
}

// bracketed says whether a bracket opens between token i and its dependent c,
// behind it.
func (e *extents) bracketed(i, c int) bool {
	for k := i + 1; k <= c; k++ {
		if e.d.Word(k) == "(" {
			return true
		}
	}
	return false
}

// beside are the relations of what stands beside a noun and not in its phrase.
var beside = map[string]bool{"case": true, "cc": true, "conj": true, "appos": true, "mark": true, "parataxis": true, "cop": true,
	"nsubj": true, "aux": true, "advcl": true, "discourse": true, "dislocated": true, "vocative": true, "csubj": true, "obl": true,
	"expl": true, "dep": true, "orphan": true, "ccomp": true, "reparandum": true}
