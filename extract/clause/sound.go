package clause

import (
	"strings"
	"unicode"

	"github.com/dramatis-kg/dramatis/extract"
)

// sound reports whether the arguments of f are such as a fact can have: nouns
// or what stands for them, that name something, and that do not overlap.
// Trees are wrong now and then, and what breaks here comes of a wrong one.
func (w *writer) sound(f *extract.Fact) bool {
	if words.is("interrogative", w.lower(f.Subject.First)) && w.tok(f.Subject.First).Name == "" {
		return false // "why the ferry" of "asked why the ferry sank"
	}
	if !w.nounlike(f.Subject.Head) || w.unresolved(&f.Subject) || !lettered(f.Subject.Text) {
		return false
	}
	o := f.Object
	if o == nil {
		return true
	}
	if !lettered(o.Text) || f.Subject.First < o.End && o.First < f.Subject.End {
		return false
	}
	if f.Rule == "content" {
		return true
	}
	be := f.Predicate.Lemma == "be" || f.Rule == "complement"
	if be && w.upos(o.Head) == "NUM" && !hasDigit(o.Text) {
		return false // "they were one from Orren and two from Brightwater"
	}
	return be || w.nounlike(o.Head) && !w.unresolved(o)
}

// nounlike reports whether token i may head an argument. An adjective does with
// an article or with "of": "the poor", "most of the crew".
func (w *writer) nounlike(i int) bool {
	switch w.upos(i) {
	case "NOUN", "PROPN", "PRON", "NUM", "SYM", "DET", "X":
		return true
	}
	if w.tok(i).XPOS == "VBG" && len(w.kids(i)) == 0 {
		return true // "fighting broke out"
	}
	return w.tok(i).Name != "" || w.upos(i) == "ADJ" && w.has(i, "det", "nmod:poss", "nmod")
}

// unresolved reports whether argument a is "it", "this" or the like and nobody
// knows for what.
func (w *writer) unresolved(a *extract.Argument) bool {
	for _, k := range w.kids(a.Head) {
		if w.rel(k) == "nmod" && w.lower(k) == "which" {
			return true // "all of which"
		}
	}
	if l := w.lower(a.Head); a.End == a.First+1 && (l == "one" || words.is("reflexive", l)) {
		return true
	}
	return a.Chain < 0 && a.End == a.First+1 && demonstrative(w.lower(a.Head))
}

// lettered reports whether text holds a letter or digit.
func lettered(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

func hasDigit(text string) bool { return strings.ContainsFunc(text, unicode.IsDigit) }
