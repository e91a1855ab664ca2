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
	r.d.Chains, r.d.Unnamed = nil, nil
	var bests []int // the best mention of each chain
	for _, root := range r.roots() {
		best := r.best(root)
		if best < 0 {
			r.unnamed(root)
			continue
		}
		c := extract.Chain{Kind: r.kind(root)}
		c.Name = r.name(root, best, c.Kind)
		c.Named = c.Kind != extract.Date && c.Kind != extract.Quantity && !bareOffice(c.Name) && (r.m[best].Form == extract.Name || r.proper(best))
		id := extract.ChainID(len(r.d.Chains))
		for _, i := range r.members[root] {
			r.d.Mentions[i].Chain, r.d.Mentions[i].Kind = id, c.Kind
			c.Mentions = append(c.Mentions, extract.MentionID(i))
			if n := r.title(i); r.m[i].Form == r.m[best].Form && n != c.Name && (c.Named || !strings.HasSuffix(c.Name, " "+n)) && !slices.Contains(c.Aliases, n) {
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

// unnamed keeps a cluster of pronouns apart from the chains: the "I" of a
// speech is one all along, and nobody for the graph.
func (r *reader) unnamed(root int) {
	if len(r.members[root]) < 2 {
		return
	}
	var ids []extract.MentionID
	for _, i := range r.members[root] {
		ids = append(ids, extract.MentionID(i))
	}
	r.d.Unnamed = append(r.d.Unnamed, ids)
}

// bareOffice says whether a name is but an office or body with a capital, as
// "President" or "the Court", which is another in the next article.
func bareOffice(name string) bool {
	words := strings.Fields(strings.ToLower(name))
	for len(words) > 1 && rank[words[0]] {
		words = words[1:]
	}
	if len(words) != 1 || name == strings.ToUpper(name) {
		return false
	}
	_, known := lexicon.Kind(words[0])
	return known || lexicon.Role(words[0]) || lexicon.Title(words[0])
}

// rank are words before an office that name nobody either.
var rank = map[string]bool{"vice": true, "prime": true, "deputy": true, "chief": true, "first": true, "foreign": true}

// best returns the mention that names a cluster best: a name before a
// description, one in the text before one in a headline, the one with the most
// words, then the longest, then the first. It returns -1 for a cluster of
// pronouns.
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
	if x, y := r.aside(a), r.aside(b); x != y {
		return y
	}
	if a.Form == extract.Nominal && (a.nation != "") != (b.nation != "") {
		return a.nation != ""
	}
	if x, y := r.belongs(a), r.belongs(b); a.Form == extract.Nominal && x != y {
		return x
	}
	if len(a.words) != len(b.words) {
		return len(a.words) > len(b.words)
	}
	x, y := r.d.Span(a.Core[0], a.Core[1]), r.d.Span(b.Core[0], b.Core[1])
	return len(x) > len(y) && !(x == strings.ToUpper(x) && y != strings.ToUpper(y))
}

// belongs says whether a description names whose the thing is: "Brook's boat"
// is a better name than "her boat".
func (r *reader) belongs(m *profile) bool {
	return m.owner >= 0 && r.m[m.owner].Form == extract.Name || m.of >= 0
}

// aside says whether m stands in a headline or between the paragraphs, where
// phrases are cut short: "Rare talks with Reyes".
func (r *reader) aside(m *profile) bool {
	k := r.d.Sentences[m.sentence].Kind
	return k == extract.Headline || k == extract.Subheading
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
