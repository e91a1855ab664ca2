package coref

import (
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// write sets the chains of the document: one for each cluster with a name or a
// description, in the order of their first mentions.
func (r *reader) write() {
	r.d.Chains = nil
	var bests []int // the best mention of each chain
	for _, root := range r.roots() {
		best := r.best(root)
		if best < 0 {
			continue
		}
		c := extract.Chain{Kind: r.kind(root), Name: r.title(best)}
		c.Named = c.Kind != extract.Date && c.Kind != extract.Quantity && (r.m[best].Form == extract.Name || r.proper(best))
		id := extract.ChainID(len(r.d.Chains))
		for _, i := range r.members[root] {
			r.d.Mentions[i].Chain, r.d.Mentions[i].Kind = id, c.Kind
			c.Mentions = append(c.Mentions, extract.MentionID(i))
			if n := r.title(i); r.m[i].Form == r.m[best].Form && n != c.Name && !slices.Contains(c.Aliases, n) {
				c.Aliases = append(c.Aliases, n)
			}
		}
		for _, o := range r.officesOf(root) {
			n := r.d.Span(o.first, o.end)
			if !slices.ContainsFunc(c.Roles, func(s string) bool { return strings.EqualFold(s, n) }) {
				c.Roles = append(c.Roles, n)
			}
		}
		r.d.Chains = append(r.d.Chains, c)
		bests = append(bests, best)
	}
	r.tellApart(bests)
}

// tellApart gives described things that would have one name the adjectives
// that set them apart: "new Danish troops" beside "Danish troops".
func (r *reader) tellApart(bests []int) {
	first := map[string]bool{}
	for c, best := range bests {
		ch := &r.d.Chains[c]
		if first[ch.Name] && r.m[best].Form == extract.Nominal && ch.Kind != extract.Date && ch.Kind != extract.Quantity {
			ch.Name = r.fullTitle(best)
		}
		first[ch.Name] = true
	}
}

// fullTitle returns the title of mention i with all that stands before it in
// its phrase, without articles.
func (r *reader) fullTitle(i int) string {
	m := &r.m[i]
	if m.Head != m.noun {
		return r.title(i) // "a number of boats"
	}
	first, end := m.First, m.Core[1]
	for first < m.Core[0] && (r.d.Tokens[first].UPOS == "DET" || r.d.Tokens[first].UPOS == "PRON") {
		first++
	}
	if o := m.of; o >= 0 {
		end = r.m[o].Core[1]
	}
	return r.d.Span(first, end)
}

// best returns the mention that names a cluster best: a name before a
// description, the one with the most words, then the longest, then the first.
// It returns -1 for a cluster of pronouns.
func (r *reader) best(root int) int {
	best := -1
	for _, i := range r.members[root] {
		m := &r.m[i]
		if m.Form == extract.Pronoun {
			continue
		}
		if best < 0 || r.better(m, &r.m[best]) {
			best = i
		}
	}
	return best
}

func (r *reader) better(a, b *profile) bool {
	if a.Form != b.Form {
		return a.Form == extract.Name
	}
	if a.Form == extract.Nominal && (a.nation != "") != (b.nation != "") {
		return a.nation != ""
	}
	if len(a.words) != len(b.words) {
		return len(a.words) > len(b.words)
	}
	x, y := r.d.Span(a.Core[0], a.Core[1]), r.d.Span(b.Core[0], b.Core[1])
	return len(x) > len(y) && !(x == strings.ToUpper(x) && y != strings.ToUpper(y))
}

// title returns the words by which mention i is called: the core, and with a
// description its possessor by name and what "of" and a name add to it.
func (r *reader) title(i int) string {
	m := &r.m[i]
	first, end := m.Core[0], m.Core[1]
	if m.Form != extract.Nominal {
		return r.d.Span(first, end)
	}
	if o := m.owner; o >= 0 && r.m[o].Form == extract.Name {
		first = m.First
		if r.d.Tokens[first].UPOS == "DET" {
			first++
		}
	}
	if o := m.of; o >= 0 {
		end = r.m[o].Core[1]
	}
	for first < m.noun && r.d.Tokens[first].UPOS == "DET" {
		first++
	}
	return r.d.Span(first, end)
}

// proper says whether description i holds a name or an adjective of
// nationality.
func (r *reader) proper(i int) bool {
	m := &r.m[i]
	if m.nation != "" && !m.implied {
		return true
	}
	if o := m.owner; o >= 0 && r.m[o].Form == extract.Name || m.of >= 0 {
		return true
	}
	for k := m.Core[0]; k < m.Core[1]; k++ {
		w := r.d.Word(k)
		if r.d.Tokens[k].UPOS == "PROPN" && w != strings.ToLower(w) && k > r.d.Sentences[m.sentence].First || lexicon.Nation(w) != "" {
			return true
		}
	}
	return false
}
