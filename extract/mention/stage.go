// Package mention finds the noun phrases that refer to somebody or something:
// names, descriptions and pronouns, each with the kind of thing it refers to.
package mention

import (
	"sort"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/gazetteer"
)

// Stage sets Document.Mentions from trees and name tags, in the order of the
// text, an outer mention before those it holds. A name with its title is one
// mention whose Core is the name; so is "the town of Brightwater". Furniture
// and datelines have no mentions. The kind of a name is judged by what stands
// around it, by lists of names, by the model's tag and by the other occurrences
// of the name; the name tags of the tokens are then set to what was judged.
type Stage struct{}

// Read sets d.Mentions and forgets those it had.
func (Stage) Read(d *extract.Document) {
	r := newReader(d)
	for _, s := range d.Sentences {
		if s.Kind == extract.Furniture || s.Kind == extract.Dateline {
			continue
		}
		s.First = labelEnd(d, s.First, s.End)
		r.sentence(s)
	}
	r.agree()
	sort.SliceStable(r.out, func(i, j int) bool {
		a, b := &r.out[i], &r.out[j]
		if a.First != b.First {
			return a.First < b.First
		}
		return a.End > b.End
	})
	r.label()
	d.Mentions = r.out
}

// labelEnd returns where the initials end that open a sentence in brackets, as
// they mark who speaks in a printed interview: "((BC)) Did the ferry sink?";
// first where there are none.
func labelEnd(d *extract.Document, first, end int) int {
	i := first
	for i < end && d.Word(i) == "(" {
		i++
	}
	depth := i - first
	if depth == 0 || i+depth+1 >= end || len(d.Word(i)) > 4 || strings.ToUpper(d.Word(i)) != d.Word(i) || !capital(d.Word(i)) {
		return first
	}
	for k := range depth {
		if d.Word(i+1+k) != ")" {
			return first
		}
	}
	return i + 1 + depth
}

// A reader holds what the rules need about the document.
type reader struct {
	d        *extract.Document
	children [][]int           // dependents of each token, left to right
	name     []int             // index into names of the name a token is part of, or -1
	names    []name            // of the sentence being read
	used     []bool            // names that already are the core of a mention
	silent   []bool            // tokens that head no phrase: an office before a name, a noun that is measured
	surnames map[string]bool   // last words of the persons' names that the model tagged
	class    []gazetteer.Class // what the lists know of each token
	start    int               // first token of that sentence
	loud     bool              // most words of that sentence have a capital
	out      []extract.Mention
	verdicts []verdict // on the names among out
}

func newReader(d *extract.Document) *reader {
	r := &reader{d: d, children: make([][]int, len(d.Tokens)), name: make([]int, len(d.Tokens)),
		silent: make([]bool, len(d.Tokens)), surnames: surnames(d), class: classes(d)}
	for i := range d.Tokens {
		r.name[i] = -1
		if h := r.head(i); h >= 0 && !r.ring(i) {
			r.children[h] = append(r.children[h], i)
		}
	}
	return r
}

// surnames returns the last words of the names of two and more words that are
// tagged as persons'.
func surnames(d *extract.Document) map[string]bool {
	out := make(map[string]bool)
	for i := 1; i < len(d.Tokens); i++ {
		last := i+1 == len(d.Tokens) || d.Tokens[i+1].Name != "I-PER"
		if w := d.Word(i); last && d.Tokens[i].Name == "I-PER" && capital(w) && len(w) > 2 {
			out[w] = true
		}
	}
	return out
}

// deepest is more than the depth of any tree worth reading.
const deepest = 200

// ring says whether the heads above token i never come to a root, so that a
// walk down the tree would not end either.
func (r *reader) ring(i int) bool {
	for n := 0; i >= 0; n++ {
		if n > deepest {
			return true
		}
		i = r.head(i)
	}
	return false
}

// sentence adds the mentions of s: first one for each noun phrase of the tree,
// then one for each name that no phrase has taken.
func (r *reader) sentence(s extract.Sentence) {
	r.start, r.loud = s.First, r.shouting(s)
	r.names = r.findNames(s)
	r.used = make([]bool, len(r.names))
	for n, nm := range r.names {
		for i := nm.first; i < nm.end; i++ {
			r.name[i] = n
		}
	}
	for n := range r.names {
		r.findTitle(s, &r.names[n])
	}
	for i := s.First; i < s.End; i++ {
		r.phrase(s, i)
	}
	for n, nm := range r.names {
		if !r.used[n] {
			r.addName(nm, nm.title, nm.end, r.spanHead(nm.title, nm.end))
		}
	}
}

// addName adds a mention of the phrase [first, end) headed by head and named
// by nm. Its head is that of the tree, even if that is the "town" of "the town
// of Brightwater": so an argument is found by its head.
func (r *reader) addName(nm name, first, end, head int) {
	kind, w := r.nameKind(nm, first, end)
	r.verdicts = append(r.verdicts, verdict{len(r.out), w})
	r.out = append(r.out, extract.Mention{First: first, End: end, Core: [2]int{nm.first, nm.end},
		Head: head, Form: extract.Name, Kind: kind, Chain: -1})
}

// spanHead returns the token of [first, end) whose head lies outside it; the
// last such where several do, since names end in their head in most languages
// of the news while broken trees leave the first one hanging.
func (r *reader) spanHead(first, end int) int {
	for i := first; i < end; i++ {
		h := r.head(i)
		if (h < first || h >= end) && r.d.Tokens[i].UPOS != "PUNCT" {
			return i
		}
	}
	return first
}

// head returns the head of token i, or -1 for a root and for a head outside the
// document.
func (r *reader) head(i int) int {
	if h := r.d.Head(i); h < len(r.d.Tokens) {
		return h
	}
	return -1
}
