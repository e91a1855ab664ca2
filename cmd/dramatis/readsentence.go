package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/clause"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/diagram"
)

// span returns the tokens of the sentence.
func (x *seen) span() extract.Sentence { return x.doc.Sentences[x.sentence] }

// picture returns the sentence for drawing, with the fact that was asked about
// or, if facts is set, all its facts.
func (x *seen) picture(facts bool) diagram.Sentence {
	s := x.span()
	out := diagram.Sentence{Caption: x.caption, Names: x.names()}
	for i := s.First; i < s.End; i++ {
		t := &x.doc.Tokens[i]
		head := x.doc.Head(i) - s.First
		if x.doc.Head(i) < 0 {
			head = -1
		}
		note := strings.Join(nonempty(x.doc.Word(i), "lemma "+t.Lemma, t.UPOS+" "+t.XPOS, t.Feats, t.Deprel), "\n")
		out.Words = append(out.Words, diagram.Word{Text: x.doc.Word(i), Tag: t.UPOS, Head: head, Deprel: t.Deprel, Note: note})
	}
	if x.fact != nil {
		out.Facts = append(out.Facts, x.reading(x.fact))
		return out
	}
	if facts {
		for _, f := range x.found() {
			out.Facts = append(out.Facts, x.marks(f))
		}
	}
	return out
}

// names returns the names of the sentence as spans of its words. Of names
// within names only the longest counts.
func (x *seen) names() []diagram.Name {
	s := x.span()
	var all []diagram.Name
	for _, m := range x.doc.Mentions {
		if m.Form == extract.Name && m.Core[0] >= s.First && m.Core[1] <= s.End && m.Core[0] < m.Core[1] {
			all = append(all, diagram.Name{First: m.Core[0] - s.First, End: m.Core[1] - s.First, Kind: m.Kind})
		}
	}
	slices.SortStableFunc(all, func(a, b diagram.Name) int { return (b.End - b.First) - (a.End - a.First) })
	var out []diagram.Name
	for _, m := range all {
		if !slices.ContainsFunc(out, func(o diagram.Name) bool { return m.First < o.End && o.First < m.End }) {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b diagram.Name) int { return a.First - b.First })
	return out
}

// found returns the facts of the sentence.
func (x *seen) found() []*extract.Fact {
	var out []*extract.Fact
	for i := range x.doc.Facts {
		if x.doc.Facts[i].Sentence == x.sentence {
			out = append(out, &x.doc.Facts[i])
		}
	}
	return out
}

// finds says whether the sentence still gives f.
func (x *seen) finds(f *graph.Fact) bool {
	return slices.ContainsFunc(x.found(), func(o *extract.Fact) bool {
		return o.Rule == f.Rule && o.Predicate.Lemma == f.Predicate && o.Subject.Name == f.SubjectName
	})
}

// marks returns f with the words of its parts.
func (x *seen) marks(f *extract.Fact) diagram.Reading {
	spans := [3][2]int{{f.Subject.First, f.Subject.End}, {f.Predicate.First, f.Predicate.End}}
	out := diagram.Reading{Rule: f.Rule, Texts: [3]string{f.Subject.Name, extract.Phrase(f.Predicate.Lemma, f.Predicate.Text, f.Rule)}}
	if f.Object != nil {
		spans[2] = [2]int{f.Object.First, f.Object.End}
		out.Texts[2] = f.Object.Name
	}
	out.Note = strings.Join(nonempty(fmt.Sprintf("%.2f", f.Confidence), claimWords(f.Polarity, f.Modality, f.Source.Name)), ", ")
	out.Parts = x.parts(func(token, part int) bool { return spans[part][0] <= token && token < spans[part][1] })
	return out
}

// reading returns a stored fact with the words of its parts.
func (x *seen) reading(f *graph.Fact) diagram.Reading {
	at := newOffsets(x.doc.Text)
	spans := [3][2]int{f.Evidence.Subject, f.Evidence.Predicate, f.Evidence.Object}
	out := diagram.Reading{Rule: f.Rule, Texts: [3]string{f.SubjectName, extract.Phrase(f.Predicate, f.PredicateText, f.Rule), f.ObjectName}}
	out.Note = strings.Join(nonempty(fmt.Sprintf("%.2f", f.Confidence), claimWords(f.Polarity, f.Modality, f.SourceName)), ", ")
	out.Parts = x.parts(func(token, part int) bool {
		t := &x.doc.Tokens[token]
		return at.at(t.Start) < spans[part][1] && spans[part][0] < at.at(t.End)
	})
	return out
}

// parts returns the words of subject, predicate and object. "held quiet talks
// with": an object inside the predicate is the object's alone.
func (x *seen) parts(in func(token, part int) bool) (out [3][]int) {
	s := x.span()
	for i := s.First; i < s.End; i++ {
		for _, part := range []int{2, 0, 1} {
			if in(i, part) {
				out[part] = append(out[part], i-s.First)
				break
			}
		}
	}
	return out
}

// claimWords tells how a fact is put where it is not plainly asserted.
func claimWords(polarity extract.Polarity, modality extract.Modality, source string) string {
	return claims(&graph.Fact{Polarity: polarity, Modality: modality, SourceName: source})
}

// ruleOf returns the row of the phrase book that a rule's name means.
func ruleOf(name string) (clause.Rule, bool) {
	for _, r := range clause.Rules() {
		if r.Name == name {
			return r, true
		}
	}
	return clause.Rule{}, false
}

// The forms in which "read" prints JSON. Their names are a contract; sentences
// count from 0, as in "extract -o jsonl", words from 1, as in CoNLL-U.
type sentenceAnswer struct {
	Doc      string       `json:"doc"`
	Sentence int          `json:"sentence"`
	Text     string       `json:"text"`
	Words    []wordAnswer `json:"words"`
	Names    []nameAnswer `json:"names"`
	Facts    []factLine   `json:"facts"`
}

type wordAnswer struct {
	ID     int    `json:"id"`
	Text   string `json:"text"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Lemma  string `json:"lemma"`
	UPOS   string `json:"upos"`
	XPOS   string `json:"xpos"`
	Feats  string `json:"feats"`
	Head   int    `json:"head"` // 0 for a root
	Deprel string `json:"deprel"`
}

type nameAnswer struct {
	Text  string `json:"text"`
	Kind  string `json:"kind"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

func answerSentences(list []seen) []sentenceAnswer {
	out := []sentenceAnswer{}
	var facts []factLine
	var at offsets
	for i := range list {
		x := &list[i]
		if i == 0 || x.doc != list[i-1].doc {
			facts, at = factLines(x.doc), newOffsets(x.doc.Text)
		}
		out = append(out, x.answer(at, facts))
	}
	return out
}

func (x *seen) answer(at offsets, facts []factLine) sentenceAnswer {
	s := x.span()
	a := sentenceAnswer{Doc: graph.DocumentIRI(x.doc.ID), Sentence: x.sentence, Text: x.doc.SentenceText(x.sentence),
		Words: []wordAnswer{}, Names: []nameAnswer{}, Facts: []factLine{}}
	for i := s.First; i < s.End; i++ {
		t := &x.doc.Tokens[i]
		head := 0
		if h := x.doc.Head(i); h >= 0 {
			head = h - s.First + 1
		}
		a.Words = append(a.Words, wordAnswer{i - s.First + 1, x.doc.Word(i), at.at(t.Start), at.at(t.End), t.Lemma, t.UPOS, t.XPOS, t.Feats, head, t.Deprel})
	}
	for _, m := range x.names() {
		n := nameAnswer{Text: x.doc.Span(s.First+m.First, s.First+m.End), Kind: string(m.Kind)}
		n.Start, n.End = at.span(x.doc, s.First+m.First, s.First+m.End)
		a.Names = append(a.Names, n)
	}
	for _, f := range facts {
		if f.Sentence == x.sentence {
			a.Facts = append(a.Facts, f)
		}
	}
	return a
}
