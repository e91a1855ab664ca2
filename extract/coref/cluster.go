package coref

import (
	"sort"

	"github.com/dramatis-kg/dramatis/extract"
)

// A reader holds the mentions of one document and the clusters made of them so
// far. A cluster is named by its first mention.
type reader struct {
	d        *extract.Document
	m        []profile
	parent   []int // of each mention in its cluster's tree; a root is its own
	looked   []int // round in which each root was last looked at: see first
	round    int
	members  [][]int     // of each root, in the order of the text
	byHead   map[int]int // outermost mention with this head
	children [][]int     // dependents of each token
	quote    []int       // index of the quotation that a token stands in, or -1
	offices  map[int][]office
	quotes   []quotation
}

// An office is what an apposition, a title or a copula says somebody is.
type office struct {
	first, end int // tokens
	noun       int
}

func newReader(d *extract.Document) *reader {
	r := &reader{d: d, byHead: make(map[int]int, len(d.Mentions)), children: make([][]int, len(d.Tokens)),
		offices: map[int][]office{}}
	for i := range d.Tokens {
		if h := d.Head(i); h >= 0 && h < len(d.Tokens) {
			r.children[h] = append(r.children[h], i)
		}
	}
	r.quote = quotations(d)
	for i := range d.Mentions {
		d.Mentions[i].Chain = -1
		r.m = append(r.m, r.profile(i))
		r.parent = append(r.parent, i)
		r.members = append(r.members, []int{i})
		if _, ok := r.byHead[r.m[i].Head]; !ok {
			r.byHead[r.m[i].Head] = i
		}
	}
	r.relate()
	r.findQuotations()
	return r
}

// head returns the head of token i, or -1 for a root and for a head outside the
// document.
func (r *reader) head(i int) int {
	if h := r.d.Head(i); h < len(r.d.Tokens) {
		return h
	}
	return -1
}

// sentenceOf returns the sentence that holds token i.
func (r *reader) sentenceOf(i int) int {
	s := r.d.Sentences
	return max(0, sort.Search(len(s), func(k int) bool { return s[k].End > i }))
}

// find returns the root of mention i.
func (r *reader) find(i int) int {
	for r.parent[i] != i {
		r.parent[i] = r.parent[r.parent[i]]
		i = r.parent[i]
	}
	return i
}

// same says whether two mentions are in one cluster.
func (r *reader) same(i, j int) bool { return r.find(i) == r.find(j) }

// join makes one cluster of those of i and j if nothing speaks against it, and
// says whether they are one now.
func (r *reader) join(i, j int) bool {
	a, b := r.find(i), r.find(j)
	if a == b {
		return true
	}
	if !r.compatible(a, b) {
		return false
	}
	if a > b {
		a, b = b, a
	}
	r.parent[b] = a
	r.members[a] = append(r.members[a], r.members[b]...)
	sort.Ints(r.members[a])
	r.members[b] = nil
	r.offices[a] = append(r.offices[a], r.offices[b]...)
	return true
}

// compatible says whether two clusters may be one thing by kind, number,
// gender and nation, and whether neither holds a mention inside one of the
// other ("the mayor of the town" is not the town).
func (r *reader) compatible(a, b int) bool {
	return kindsAgree(r.kind(a), r.kind(b)) && agree(r.gender(a), r.gender(b)) && agree(r.nation(a), r.nation(b)) &&
		!r.nested(a, b) && !r.distinctPersons(a, b)
}

func agree(a, b string) bool { return a == "" || b == "" || a == b }

// kindsAgree says whether two kinds may be those of one thing. Other stands
// for not known; an army is a group to some and an organisation to others.
func kindsAgree(a, b extract.Kind) bool {
	if a == b || a == extract.Other || b == extract.Other {
		return true
	}
	pair := func(x, y extract.Kind) bool { return a == x && b == y || a == y && b == x }
	return pair(extract.Group, extract.Organisation) || pair(extract.Place, extract.Facility) || pair(extract.Facility, extract.Organisation)
}

// kind returns the kind of a cluster: names outweigh descriptions, and those
// pronouns; among equals the most frequent, then the first.
func (r *reader) kind(root int) extract.Kind {
	weight := map[extract.Kind]int{}
	best := extract.Other
	for _, i := range r.members[root] {
		m := &r.m[i]
		if m.Kind == extract.Other {
			continue
		}
		switch m.Form {
		case extract.Name:
			weight[m.Kind] += 10 + len(m.words)
		case extract.Nominal:
			weight[m.Kind] += 4
		case extract.Pronoun:
			weight[m.Kind]++
		}
		if best == extract.Other || weight[m.Kind] > weight[best] {
			best = m.Kind
		}
	}
	return best
}

func (r *reader) gender(root int) string {
	for _, i := range r.members[root] {
		if g := r.m[i].gender; g != "" {
			return g
		}
	}
	return ""
}

// nation returns the country of a cluster of descriptions; names have none,
// for the "Danish Ferry Company" may be owned by anybody.
func (r *reader) nation(root int) string {
	for _, i := range r.members[root] {
		if m := &r.m[i]; m.Form == extract.Nominal && m.nation != "" {
			return m.nation
		}
	}
	return ""
}

// plural says whether a cluster is of many: its first name or description
// decides.
func (r *reader) plural(root int) bool {
	for _, i := range r.members[root] {
		if r.m[i].Form != extract.Pronoun {
			return r.m[i].plural
		}
	}
	return false
}

// nested says whether a mention of one cluster lies inside one of the other.
func (r *reader) nested(a, b int) bool {
	for _, i := range r.members[a] {
		for _, j := range r.members[b] {
			x, y := &r.m[i], &r.m[j]
			if x.First <= y.First && y.End <= x.End || y.First <= x.First && x.End <= y.End {
				return true
			}
		}
	}
	return false
}

// named returns the first mention by name in a cluster, or -1.
func (r *reader) named(root int) int {
	for _, i := range r.members[root] {
		if r.m[i].Form == extract.Name {
			return i
		}
	}
	return -1
}

// roots returns the clusters in the order of the text.
func (r *reader) roots() []int {
	var out []int
	for i := range r.m {
		if r.parent[i] == i {
			out = append(out, i)
		}
	}
	return out
}

// referring says whether a mention may be joined by its words: dates and
// quantities are not followed through a document.
func (p *profile) referring() bool {
	return p.Kind != extract.Date && p.Kind != extract.Quantity && p.Form != extract.Pronoun
}
