package clause

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// A tree is one sentence with what the rules ask of it: dependents in order,
// the subject each predicate was given, and mentions by their head. Tokens are
// named by their index in the document.
type tree struct {
	d          *extract.Document
	sentence   int
	first, end int
	start      []int32 // dependents of token i: kid[start[i-first]:start[i-first+1]]
	kid        []int
	heads      []int // of token i: heads[i-first]; -1 for a root
	rels       []string
	order      []int // every token, heads before dependents
	subj       []int // grammatical subject of a predicate, resolved; -1 for none
	at         []int // index into clauses of the clause a token heads; -1 for none
	clauses    []clause
	mentions   []extract.MentionID // those of this sentence, by head - first; -1 for none
	quotes     []int               // number of the quotation each token of the document stands in; nil for none
}

// load prepares t for sentence s and reports whether its heads form a tree.
func (t *tree) load(d *extract.Document, s int) bool {
	t.d, t.sentence = d, s
	t.first, t.end = d.Sentences[s].First, d.Sentences[s].End
	n := t.end - t.first
	if n <= 0 || t.end > len(d.Tokens) {
		return false
	}
	t.kid = filled(t.kid, n)
	t.subj, t.at = filled(t.subj, n), filled(t.at, n)
	t.clauses = t.clauses[:0]
	t.heads, t.rels = t.heads[:0], t.rels[:0]
	for i := t.first; i < t.end; i++ {
		h := d.Head(i)
		if h >= t.end || (h >= 0 && h < t.first) || d.Tokens[i].Deprel == "" {
			return false
		}
		t.heads, t.rels = append(t.heads, h), append(t.rels, d.Tokens[i].Deprel)
	}
	if !t.index() {
		return false // some heads form a ring
	}
	t.repair()
	return t.index()
}

// index gathers the dependents and the order of tokens, and reports whether
// every token hangs on a root.
func (t *tree) index() bool {
	n := t.end - t.first
	t.start = zeroed(t.start, n+2)
	t.order = t.order[:0]
	for i := t.first; i < t.end; i++ {
		if h := t.head(i); h >= 0 {
			t.start[h-t.first+2]++
		}
	}
	for i := 2; i < len(t.start); i++ {
		t.start[i] += t.start[i-1]
	}
	for i := t.first; i < t.end; i++ {
		if h := t.head(i); h >= 0 {
			t.kid[t.start[h-t.first+1]] = i
			t.start[h-t.first+1]++
		} else {
			t.order = append(t.order, i)
		}
	}
	for k := 0; k < len(t.order); k++ {
		t.order = append(t.order, t.kids(t.order[k])...)
	}
	return len(t.order) == n
}

func zeroed(s []int32, n int) []int32 {
	if cap(s) < n {
		return make([]int32, n)
	}
	s = s[:n]
	clear(s)
	return s
}

func filled(s []int, n int) []int {
	if cap(s) < n {
		s = make([]int, n)
	}
	s = s[:n]
	for i := range s {
		s[i] = -1
	}
	return s
}

// kids returns the dependents of i in order.
func (t *tree) kids(i int) []int {
	return t.kid[t.start[i-t.first]:t.start[i-t.first+1]]
}

func (t *tree) tok(i int) *extract.Token { return &t.d.Tokens[i] }
func (t *tree) rel(i int) string         { return t.rels[i-t.first] }
func (t *tree) upos(i int) string        { return t.d.Tokens[i].UPOS }
func (t *tree) head(i int) int           { return t.heads[i-t.first] }

// lemma returns the lemma of i in lower case, or its form where it has none.
func (t *tree) lemma(i int) string {
	if l := t.d.Tokens[i].Lemma; l != "" {
		return strings.ToLower(l)
	}
	return t.lower(i)
}

func (t *tree) lower(i int) string { return strings.ToLower(t.d.Word(i)) }

// find returns the first dependent of i with one of the relations, or -1.
func (t *tree) find(i int, rels ...string) int {
	for _, k := range t.kids(i) {
		for _, r := range rels {
			if t.rel(k) == r {
				return k
			}
		}
	}
	return -1
}

// has reports whether i has a dependent with one of the relations.
func (t *tree) has(i int, rels ...string) bool { return t.find(i, rels...) >= 0 }

// base returns the relation of i without its subtype: "nmod" of "nmod:poss".
func (t *tree) base(i int) string {
	r, _, _ := strings.Cut(t.rel(i), ":")
	return r
}

// within reports whether i is a or hangs below it.
func (t *tree) within(i, a int) bool {
	for n := 0; i >= 0 && n <= t.end-t.first; n++ {
		if i == a {
			return true
		}
		i = t.head(i)
	}
	return false
}

// extent returns the half-open span of the subtree of i.
func (t *tree) extent(i int) (first, end int) {
	first, end = i, i+1
	for _, k := range t.kids(i) {
		f, e := t.extent(k)
		first, end = min(first, f), max(end, e)
	}
	return first, end
}

// relative reports whether i is a relative pronoun: "who", "which", "that".
func (t *tree) relative(i int) bool {
	tok := t.tok(i)
	switch t.lower(i) {
	case "what", "whatever", "whoever", "whomever", "whichever":
		return false // they stand for themselves
	}
	if strings.Contains(tok.Feats, "PronType=Rel") {
		return true
	}
	switch t.lower(i) {
	case "who", "whom", "which", "whose", "that":
		return t.upos(i) == "PRON" && t.clauseRelative(i) >= 0 && !strings.Contains(tok.Feats, "PronType=Dem")
	}
	return false
}

// clauseRelative returns the relative clause that i stands in, or -1.
func (t *tree) clauseRelative(i int) int {
	for n := 0; i >= 0 && n < 6; n++ {
		if t.rel(i) == "acl:relcl" {
			return i
		}
		i = t.head(i)
	}
	return -1
}

// antecedent returns the noun a relative pronoun stands for, and any other
// token as it is.
func (t *tree) antecedent(i int) int {
	if i < 0 || !t.relative(i) {
		return i
	}
	c := t.clauseRelative(i)
	if c < 0 || t.head(c) < 0 {
		return i
	}
	return t.head(c)
}
