package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

// A factLine is a fact as "extract -o jsonl" prints it. Its names are a
// contract; offsets count Unicode code points of the document's text.
type factLine struct {
	Doc        string         `json:"doc"`
	Sentence   int            `json:"sentence"`
	Text       string         `json:"text"`
	Subject    argumentLine   `json:"subject"`
	Predicate  predicateLine  `json:"predicate"`
	Object     *argumentLine  `json:"object"`
	Modifiers  []modifierLine `json:"modifiers"`
	Polarity   string         `json:"polarity"`
	Modality   string         `json:"modality"`
	Source     sourceLine     `json:"source"`
	Confidence float64        `json:"confidence"`
	Rule       string         `json:"rule"`
}

type argumentLine struct {
	Text  string `json:"text"`
	Name  string `json:"name"`
	Kind  string `json:"kind"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

type predicateLine struct {
	Text   string `json:"text"`
	Lemma  string `json:"lemma"`
	Family string `json:"family"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

type modifierLine struct {
	Role  string `json:"role"`
	Prep  string `json:"prep"`
	Text  string `json:"text"`
	Value string `json:"value"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

type sourceLine struct {
	Name string      `json:"name"`
	Text string      `json:"text"`
	By   *sourceLine `json:"by,omitempty"` // who quotes this source in turn
}

func sourceLineOf(s *extract.Source) sourceLine {
	l := sourceLine{Name: s.Name, Text: s.Text}
	if s.By != nil {
		by := sourceLineOf(s.By)
		l.By = &by
	}
	return l
}

// factLines puts the facts of d into the form of the contract.
func factLines(d *extract.Document) []factLine {
	o := newOffsets(d.Text)
	lines := make([]factLine, 0, len(d.Facts))
	for i := range d.Facts {
		f := &d.Facts[i]
		l := factLine{
			Doc: graph.DocumentIRI(d.ID), Sentence: f.Sentence, Text: d.SentenceText(f.Sentence),
			Polarity: string(f.Polarity), Modality: string(f.Modality),
			Source:     sourceLineOf(&f.Source),
			Confidence: f.Confidence, Rule: f.Rule,
			Subject: argument(d, o, &f.Subject), Modifiers: []modifierLine{},
		}
		l.Predicate = predicateLine{Text: f.Predicate.Text, Lemma: f.Predicate.Lemma, Family: f.Predicate.Family}
		l.Predicate.Start, l.Predicate.End = o.span(d, f.Predicate.First, f.Predicate.End)
		if f.Object != nil {
			object := argument(d, o, f.Object)
			l.Object = &object
		}
		for _, m := range f.Modifiers {
			ml := modifierLine{Role: m.Role, Prep: m.Prep, Text: m.Text, Value: m.Value}
			ml.Start, ml.End = o.span(d, m.First, m.End)
			l.Modifiers = append(l.Modifiers, ml)
		}
		lines = append(lines, l)
	}
	return lines
}

func argument(d *extract.Document, o offsets, a *extract.Argument) argumentLine {
	l := argumentLine{Text: a.Text, Name: a.Name, Kind: string(a.Kind)}
	l.Start, l.End = o.span(d, a.First, a.End)
	return l
}

// span returns where the tokens from first to end stand; 0, 0 for none.
func (o offsets) span(d *extract.Document, first, end int) (int, int) {
	if first >= end {
		return 0, 0
	}
	return o.at(d.Tokens[first].Start), o.at(d.Tokens[end-1].End)
}

// writeFrames writes the clauses of d as tab-separated values: sentence,
// confidence, predicate, subject and arguments. With lines, the sentence is
// the whole line that holds it, as it stands in the input.
func writeFrames(w io.Writer, d *extract.Document, lines bool) error {
	for _, f := range d.Frames {
		sentence := d.SentenceText(f.Sentence)
		if lines {
			sentence = lineOf(d, f.Sentence)
		}
		cells := []string{sentence, strconv.FormatFloat(f.Confidence, 'f', 3, 64), f.Predicate, f.Subject}
		cells = append(cells, f.Arguments...)
		for i := range cells {
			cells[i] = strings.NewReplacer("\t", " ", "\n", " ").Replace(cells[i])
		}
		if _, err := fmt.Fprintln(w, strings.Join(cells, "\t")); err != nil {
			return err
		}
	}
	return nil
}

// lineOf returns the line of the text in which sentence s begins.
func lineOf(d *extract.Document, s int) string {
	at := d.Tokens[d.Sentences[s].First].Start
	start := strings.LastIndexByte(d.Text[:at], '\n') + 1
	line, _, _ := strings.Cut(d.Text[start:], "\n")
	return line
}
