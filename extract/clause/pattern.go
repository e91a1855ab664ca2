package clause

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// A pattern is a Rule's Pattern, compiled. In the manner of Semgrex it walks
// from token to token along dependency relations:
//
//	P:VERB >nsubj S ?>obl:agent A !>cop, P <conj M, M >subj O
//
// Every comma starts a walk at a token named before. ">rel X" wants a
// dependent, "<rel X" the head, "!" forbids, "?" binds X if it is there. Names
// are one capital letter; "_" binds nothing. ":VERB|AUX" restricts the UPOS,
// "[xpos=VBN]", "[lemma=to]" and "[relative]" the token itself. The relation
// "subj" is no Universal Dependencies one: it leads from a predicate that was
// given a subject before to that subject.
type pattern []step

type step struct {
	from     byte // the token to walk from; 0 for the first node, which is bound to the candidate
	mode     byte // '>' dependent, '<' head
	not, opt bool
	rels     []string
	to       node
}

type node struct {
	name  byte // 'A'–'Z', or '_'
	upos  []string
	tests []test
}

type test struct {
	key    string
	values []string
}

// A match holds the token bound to each name, -1 for none.
type match [26]int

func (m *match) of(name byte) int { return m[name-'A'] }

// compile parses a pattern. A pattern is part of the source: an error is ours.
func compile(s string) pattern {
	var p pattern
	for _, walk := range strings.Split(s, ",") {
		words := strings.Fields(walk)
		from := parseNode(s, words[0])
		if len(p) == 0 {
			p = append(p, step{to: from})
		}
		for w := 1; w+1 < len(words)+1; w += 2 {
			if w+1 >= len(words) {
				panic(fmt.Sprintf("clause: pattern %q: relation %q leads nowhere", s, words[w]))
			}
			p = append(p, parseStep(s, from.name, words[w], words[w+1]))
		}
	}
	return p
}

func parseStep(s string, from byte, rel, to string) step {
	st := step{from: from, to: parseNode(s, to)}
	if rel[0] == '!' || rel[0] == '?' {
		st.not, st.opt = rel[0] == '!', rel[0] == '?'
		rel = rel[1:]
	}
	if rel == "" || (rel[0] != '>' && rel[0] != '<') {
		panic(fmt.Sprintf("clause: pattern %q: no direction before %q", s, to))
	}
	st.mode, st.rels = rel[0], strings.Split(rel[1:], "|")
	return st
}

func parseNode(s, word string) node {
	name, tests, _ := strings.Cut(strings.TrimSuffix(word, "]"), "[")
	name, upos, _ := strings.Cut(name, ":")
	if len(name) != 1 {
		panic(fmt.Sprintf("clause: pattern %q: %q is no name", s, word))
	}
	n := node{name: name[0]}
	if upos != "" {
		n.upos = strings.Split(upos, "|")
	}
	for _, w := range strings.FieldsFunc(tests, func(r rune) bool { return r == ';' }) {
		key, values, _ := strings.Cut(w, "=")
		n.tests = append(n.tests, test{key, strings.Split(values, "|")})
	}
	return n
}

// match binds p with its first node on token i; ok tells whether it fits.
func (p pattern) match(t *tree, i int) (m match, ok bool) {
	p.all(t, i, func(found match) bool {
		m, ok = found, true
		return false
	})
	return m, ok
}

// all calls yield for every way p fits with its first node on token i.
func (p pattern) all(t *tree, i int, yield func(match) bool) {
	var m match
	for k := range m {
		m[k] = -1
	}
	if m.bind(t, &p[0].to, i) {
		p[1:].walk(t, m, yield)
	}
}

// bind puts i under the name of n if it fits.
func (m *match) bind(t *tree, n *node, i int) bool {
	if !n.fits(t, i) {
		return false
	}
	if n.name == '_' {
		return true
	}
	if old := m[n.name-'A']; old >= 0 && old != i {
		return false
	}
	m[n.name-'A'] = i
	return true
}

// walk extends m over the steps of p and reports whether to go on searching.
func (p pattern) walk(t *tree, m match, yield func(match) bool) bool {
	if len(p) == 0 {
		return yield(m)
	}
	st := &p[0]
	from := m[st.from-'A']
	if from < 0 {
		return true
	}
	found := false
	for _, i := range st.reach(t, from) {
		next := m
		if !next.bind(t, &st.to, i) {
			continue
		}
		found = true
		if st.not {
			return true
		}
		if !p[1:].walk(t, next, yield) {
			return false
		}
	}
	if !found && (st.not || st.opt) {
		return p[1:].walk(t, m, yield)
	}
	return true
}

// reach returns the tokens one step leads to.
func (st *step) reach(t *tree, from int) []int {
	if st.rels[0] == "subj" {
		return some(t.subj[from-t.first])
	}
	if st.mode == '<' {
		if slices.Contains(st.rels, t.rel(from)) {
			return some(t.head(from))
		}
		return nil
	}
	var out []int
	for _, k := range t.kids(from) {
		if slices.Contains(st.rels, t.rel(k)) {
			out = append(out, k)
		}
	}
	return out
}

func some(i int) []int {
	if i < 0 {
		return nil
	}
	return []int{i}
}

func (n *node) fits(t *tree, i int) bool {
	if n.upos != nil && !slices.Contains(n.upos, t.upos(i)) {
		return false
	}
	for _, x := range n.tests {
		if !x.holds(t, i) {
			return false
		}
	}
	return true
}

func (x *test) holds(t *tree, i int) bool {
	switch x.key {
	case "xpos":
		return slices.Contains(x.values, t.tok(i).XPOS)
	case "lemma":
		return slices.Contains(x.values, t.lemma(i))
	case "relative":
		return t.relative(i)
	case "nonrelative":
		return !t.relative(i)
	case "ownerless": // not "whose leader"
		k := t.find(i, "nmod:poss")
		return k < 0 || !t.relative(k)
	case "passive":
		c := t.at[i-t.first]
		return c >= 0 && t.clauses[c].passive
	case "as":
		return t.lower(i) == "as" || t.lower(i) == "than"
	case "person":
		return t.kind(i) == extract.Person
	case "actor": // may act: a person, body, force or nobody knows what
		switch t.kind(i) {
		case extract.Person, extract.Organisation, extract.Group:
			return true
		}
		return t.mentions[i-t.first] < 0
	case "somebody":
		return t.somebody(i)
	case "object": // a preposition before what the object of the verb above does
		return t.leadsObject(i)
	case "behind": // the object of the verb above stands between the two
		h := t.head(i)
		return h >= 0 && t.find(h, "obj", "iobj") >= 0 && t.find(h, "obj", "iobj") < i
	case "adjoined":
		return t.attached(i)
	case "controlled": // a gerund that nobody but the subject above does: not "required singing"
		return t.controlled(i)
	case "lent":
		return t.lent(i)
	case "borrows":
		return t.borrows(i)
	case "unnamed":
		return t.tok(i).Name == ""
	case "act", "mutual":
		a, ok := actions[t.lemma(i)]
		return ok && t.tok(i).Name == "" && a.mutual == (x.key == "mutual")
	case "alone":
		return t.tok(i).Name == "" && doneAlone(t.lemma(i))
	case "undergone":
		return t.tok(i).Name == "" && undergone(t.lemma(i))
	case "officer":
		return t.tok(i).Name == "" && t.upos(i) == "NOUN" && t.officer(i)
	case "prep":
		return slices.Contains(x.values, t.prep(i))
	case "ofname":
		return t.prep(i) == "of"
	case "hyphened":
		return i > t.first && t.d.Word(i-1) == "-"
	case "participle": // "bought", also one tagged as a past tense that has an agent
		return t.tok(i).XPOS == "VBN" || t.tok(i).XPOS == "VBD" && (t.has(i, "obl:agent") || t.agent(i) >= 0)
	case "infinite":
		return t.tok(i).XPOS == "VB" || t.tok(i).XPOS == "VBG" || t.tok(i).XPOS == "VBN"
	case "bare": // a participle without auxiliary
		return !t.has(i, "aux", "aux:pass", "cop")
	case "in":
		return words.is(x.values[0], t.lemma(i))
	case "form": // the word itself belongs to a class
		return words.is(x.values[0], t.lower(i))
	case "notin":
		return !words.is(x.values[0], t.lemma(i))
	case "name":
		return t.named(i)
	case "common":
		return t.tok(i).Name == "" && t.upos(i) == "NOUN"
	}
	panic("clause: no test " + x.key)
}
