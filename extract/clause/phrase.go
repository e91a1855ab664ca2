package clause

import (
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// argument makes the graph's argument of noun i: the minimal phrase without its
// article, and its chain.
func (t *tree) argument(i int) extract.Argument {
	i = t.antecedent(i)
	first, end := t.nounPhrase(i)
	a := extract.Argument{First: first, End: end, Head: i, Chain: -1, Text: t.d.Span(first, end), Kind: extract.Other}
	a.Name = a.Text
	if m := t.mention(i, first, end); m >= 0 {
		mention := &t.d.Mentions[m]
		a.Kind, a.Chain = mention.Kind, mention.Chain
		if c := mention.Core; mention.Form == extract.Name && a.Kind == extract.Person && c[0] < c[1] && c[0] >= t.first && c[1] <= t.end {
			a.First, a.End, a.Text = c[0], c[1], t.d.Span(c[0], c[1]) // without "Harbor chief"
			a.Name = a.Text
		}
	}
	if t.ownOwner(i, a.Chain) {
		a.Chain = -1
	}
	if a.Chain >= 0 && int(a.Chain) < len(t.d.Chains) {
		c := &t.d.Chains[a.Chain]
		a.Kind = c.Kind
		if c.Name != "" && c.Kind != extract.Quantity { // "119 mph", not "mph"
			a.Name = c.Name
		}
	}
	if a.Kind == extract.Other || a.Kind == "" {
		a.Kind = t.kindByTag(i)
	}
	return a
}

// ownOwner reports whether chain c, of noun i, is also that of its owner: "his
// agent" is not he.
func (t *tree) ownOwner(i int, c extract.ChainID) bool {
	k := t.find(i, "nmod:poss")
	if c < 0 || k < 0 {
		return false
	}
	m := t.mentions[k-t.first]
	return m >= 0 && t.d.Mentions[m].Chain == c
}

// kindByTag is the kind that the name tag of i tells.
func (t *tree) kindByTag(i int) extract.Kind {
	switch name := t.tok(i).Name; {
	case strings.HasSuffix(name, "PER"):
		return extract.Person
	case strings.HasSuffix(name, "ORG"):
		return extract.Organisation
	case strings.HasSuffix(name, "LOC"):
		return extract.Place
	}
	return extract.Other
}

// mention returns the mention headed by i, or else the widest one that holds i
// and lies within the phrase; -1 for none.
func (t *tree) mention(i, first, end int) extract.MentionID {
	if m := t.mentions[i-t.first]; m >= 0 {
		return m
	}
	if h := t.head(i); h >= 0 && t.mentions[h-t.first] >= 0 {
		m := t.mentions[h-t.first]
		if x := &t.d.Mentions[m]; x.Form == extract.Name && x.Core[0] <= i && i < x.Core[1] && x.Core[0] >= first && x.Core[1] <= end {
			return m // "Brightwater" within "the town of Brightwater"
		}
	}
	best := extract.MentionID(-1)
	for k := max(first, t.first); k < min(end, t.end); k++ {
		m := t.mentions[k-t.first]
		if m < 0 {
			continue
		}
		x := &t.d.Mentions[m]
		if x.First <= i && i < x.End && x.First >= first && x.End <= end &&
			(best < 0 || width(t.d, m) > width(t.d, best)) {
			best = m
		}
	}
	return best
}

// named reports whether i is, or belongs to, a name.
func (t *tree) named(i int) bool {
	if t.tok(i).Name != "" || t.upos(i) == "PROPN" {
		return true
	}
	m := t.mentions[i-t.first]
	return m >= 0 && t.d.Mentions[m].Form == extract.Name
}

// kind returns the kind of thing noun i is.
func (t *tree) kind(i int) extract.Kind {
	if m := t.mentions[i-t.first]; m >= 0 {
		if k := t.d.Mentions[m].Kind; k != extract.Other && k != "" {
			return k
		}
	}
	return t.kindByTag(i)
}

// entity reports whether noun i is somebody or something of the graph: named,
// or a person, group, organisation or place.
func (t *tree) entity(i int) bool {
	i = t.antecedent(i)
	if t.named(i) {
		return true
	}
	switch t.kind(i) {
	case extract.Person, extract.Organisation, extract.Group, extract.Place, extract.Facility:
		return true
	}
	return t.upos(i) == "PRON" && t.mentions[i-t.first] >= 0
}

// nounPhrase returns the half-open span of noun i with what stands before it
// and an "of" phrase behind it, without article, preposition or clauses.
func (t *tree) nounPhrase(i int) (first, end int) {
	first, end = i, i+1
	kids := t.kids(i)
	for k := len(kids) - 1; k >= 0; k-- {
		if j := kids[k]; j < i && t.premodifier(j) {
			if f, e := t.extent(j); e <= first && t.gapless(e, first) {
				first = f
			}
		}
	}
	for _, j := range kids {
		if j < i || !t.postmodifier(j) {
			continue
		}
		f, e := t.extent(j)
		if t.rel(j) == "acl" {
			e = j + 1
		}
		if t.rel(j) == "nmod" {
			if f = t.caseStart(j); f < 0 {
				continue
			}
			_, e = t.nounPhrase(j)
		}
		if f >= end && t.gapless(end, f) {
			end = e
		}
	}
	for k := first + 1; k < i; k++ {
		if t.lower(k) == "the" && t.tok(k).Name == "" && t.head(k) == i && !words.is("degree", t.lower(k-1)) {
			first = k // "Thursday the council": a time went before
		}
	}
	first, end = t.wholeName(first, end)
	return t.trim(first, end, i)
}

// wholeName widens a span that cuts through a name: "Orren" of "Orren College".
func (t *tree) wholeName(first, end int) (int, int) {
	for first > t.first && strings.HasPrefix(t.tok(first).Name, "I-") {
		first--
	}
	for end < t.end && strings.HasPrefix(t.tok(end).Name, "I-") && t.tok(end-1).Name != "" {
		end++
	}
	return first, end
}

// premodifier reports whether dependent j before a noun belongs to its phrase.
func (t *tree) premodifier(j int) bool {
	switch t.rel(j) {
	case "amod", "compound", "nummod", "nmod:poss", "flat", "goeswith", "nmod:unmarked":
		return true
	case "det":
		return true
	case "advmod":
		return t.upos(j) == "ADV" && (words.is("degree", t.lower(j)) || t.upos(t.head(j)) == "ADJ") && !t.has(t.head(j), "cop")
	}
	return false
}

// postmodifier reports whether dependent j behind a noun belongs to its phrase.
func (t *tree) postmodifier(j int) bool {
	switch t.rel(j) {
	case "flat", "fixed", "goeswith", "compound", "nummod":
		return true
	case "nmod":
		return t.prep(j) == "of"
	case "acl": // "three days of mourning"
		m := t.find(j, "mark")
		return m == j-1 && t.lower(m) == "of" && !t.has(j, "obj")
	case "nmod:unmarked":
		return t.upos(j) == "NUM" || t.upos(j) == "PROPN" && !words.is("calendar", t.lemma(j))
	}
	return false
}

// caseStart returns the preposition of j, or -1.
func (t *tree) caseStart(j int) int { return t.find(j, "case") }

// gapless reports whether only hyphens, stops, quotes and a possessive lie in
// the half-open span.
func (t *tree) gapless(from, to int) bool {
	for k := from; k < to; k++ {
		switch t.d.Word(k) {
		case "-", "–", ".", "\"", "“", "”", "'", "’s", "'s", "’", "``", "''", "/", "[", "]":
		default:
			return false
		}
	}
	return true
}

// trim drops articles and punctuation at the ends of a phrase of noun i.
func (t *tree) trim(first, end, i int) (int, int) {
	for first < i && (t.upos(first) == "PUNCT" || t.article(first) || t.upos(first) == "CCONJ") {
		first++
	}
	for end-1 > i && t.upos(end-1) == "PUNCT" && t.d.Word(end-1) != "." {
		end--
	}
	open := false
	for k := first; k < end; k++ {
		open = open != t.quoteMark(k)
	}
	if open && first > t.first && t.quoteMark(first-1) {
		first-- // "imminent" recapture
	}
	return first, end
}

// quoteMark reports whether token j is a quotation mark.
func (t *tree) quoteMark(j int) bool {
	switch t.d.Word(j) {
	case "\"", "“", "”", "``", "''", "'", "‘", "’":
		return true
	}
	return false
}

func (t *tree) article(i int) bool {
	switch t.lower(i) {
	case "a", "an", "the", "no", "whose": // "no" is in the polarity
		return true
	}
	return false
}

// conjuncts returns noun i and those joined to it: "Ann and Bo resigned" has
// two subjects. Parts of one name stay together, and so does what has a clause
// of its own.
func (t *tree) conjuncts(i int) []int {
	out := []int{i}
	if i < 0 {
		return nil
	}
	for _, k := range t.kids(i) {
		if t.rel(k) != "conj" || t.has(k, "nsubj", "cop", "orphan") || t.upos(k) == "VERB" {
			continue
		}
		if t.sameName(i, k) || t.afterClause(i, k) {
			continue
		}
		out = append(out, k)
	}
	return out
}

// afterClause reports whether the only conjunct k of noun i, inside a relative
// clause, stands behind a comma: "Orren, which is owned by Ann, and Brightwater"
// more likely goes on with the sentence outside.
func (t *tree) afterClause(i, k int) bool {
	cc := t.find(k, "cc")
	if cc <= t.first || t.d.Word(cc-1) != "," {
		return false
	}
	n := 0
	for _, j := range t.kids(i) {
		if t.rel(j) == "conj" {
			n++
		}
	}
	return n == 1 && t.clauseRelative(i) >= 0
}

// sameName reports whether one name tag runs from token i to k.
func (t *tree) sameName(i, k int) bool {
	for j := i + 1; j <= k; j++ {
		if !strings.HasPrefix(t.tok(j).Name, "I-") {
			return false
		}
	}
	return t.tok(i).Name != ""
}

// isTime reports whether noun i is a time: a date, weekday or period.
func (t *tree) isTime(i int) bool {
	if t.upos(i) == "PROPN" && strings.HasSuffix(t.tok(i).Name, "PER") {
		return false
	}
	if m := t.mentions[i-t.first]; m >= 0 && t.d.Mentions[m].Kind == extract.Date {
		return true
	}
	if t.upos(i) == "NUM" || t.tok(i).XPOS == "CD" {
		w := t.d.Word(i)
		return len(w) == 4 && (w[0] == '1' || w[0] == '2') && isDigits(w) && !t.has(i, "nummod", "det")
	}
	for _, k := range t.kids(i) {
		if t.rel(k) == "nmod" && t.prep(k) == "of" && t.upos(k) != "PROPN" && !words.is("time", t.lemma(k)) && words.is("share", t.lemma(i)) {
			return false // "a quarter of the seats"
		}
	}
	return words.is("time", t.lemma(i)) && (t.upos(i) == "NOUN" || t.upos(i) == "PROPN" || t.upos(i) == "ADV")
}

func isDigits(s string) bool {
	return s != "" && !slices.ContainsFunc([]byte(s), func(b byte) bool { return b < '0' || b > '9' })
}
