package diagram

import (
	"fmt"
	"io"
	"slices"

	"github.com/dramatis-kg/dramatis/extract"
)

// A Sentence is a sentence with its dependency tree, to be drawn with arcs
// above its words.
type Sentence struct {
	Caption string // above it: "sentence 2 of 7"; "" for none
	Words   []Word
	Names   []Name
	Facts   []Reading
}

// A Word is one word of a sentence.
type Word struct {
	Text   string
	Tag    string // below the word: "VERB"
	Head   int    // index into Sentence.Words; -1 for a root
	Deprel string // a root without one has not been read
	Note   string // shown as a tooltip
}

// A Name is a half-open span of words that names something.
type Name struct {
	First, End int
	Kind       extract.Kind
}

// A Reading is a fact as it was found: the words of its subject, predicate and
// object, in this order, and what they say. A part that is missing has neither.
type Reading struct {
	Parts [3][]int // indices into Sentence.Words, rising
	Texts [3]string
	Rule  string // that found it
	Note  string // "0.92, planned"
}

// SentenceOptions say how sentences are drawn. Their zero value is sensible.
type SentenceOptions struct {
	Title string
	Theme string  // "auto", "light" or "dark"; "" means "auto", which follows the reader's screen
	Width float64 // points within which the words are broken into rows; 0 means 1100
}

// MaxSentences is the most that one picture holds.
const MaxSentences = 200

const (
	sentenceWidth = 1100.0
	narrowest     = 200.0
)

// RenderSentences draws list, one below another, as SVG to w. Equal sentences
// and options give equal bytes. A sentence that is too wide continues in rows;
// an arc that leads to another row names the word at its other end.
func RenderSentences(w io.Writer, list []Sentence, o SentenceOptions) error {
	o.Theme = orDefault(o.Theme, "auto")
	if !slices.Contains([]string{"auto", "light", "dark"}, o.Theme) {
		return fmt.Errorf("diagram: unknown theme %q: use auto, light or dark", o.Theme)
	}
	if len(list) > MaxSentences {
		return fmt.Errorf("diagram: %d sentences are too many for one picture (at most %d)", len(list), MaxSentences)
	}
	if o.Width == 0 {
		o.Width = sentenceWidth
	}
	if !(o.Width >= narrowest) { // refuses NaN, too
		return fmt.Errorf("diagram: a picture of sentences must be at least %v points wide", narrowest)
	}
	var all []sentenceRow
	for i := range list {
		if err := list[i].check(); err != nil {
			return fmt.Errorf("diagram: sentence %d: %w", i+1, err)
		}
		all = append(all, list[i].rows(o.Width)...)
	}
	if _, err := io.WriteString(w, drawRows(all, o, describe(list))); err != nil {
		return fmt.Errorf("diagram: write SVG: %w", err)
	}
	return nil
}

// check says which part of s points outside it.
func (s *Sentence) check() error {
	n := len(s.Words)
	for i, w := range s.Words {
		if w.Head < -1 || w.Head >= n || w.Head == i {
			return fmt.Errorf("the head of word %d is %d, of %d words", i, w.Head, n)
		}
	}
	for _, m := range s.Names {
		if m.First < 0 || m.End > n || m.First >= m.End {
			return fmt.Errorf("a name spans words %d to %d of %d", m.First, m.End, n)
		}
	}
	for _, f := range s.Facts {
		for _, p := range f.Parts {
			for k, i := range p {
				if i < 0 || i >= n || k > 0 && i <= p[k-1] {
					return fmt.Errorf("a fact marks the words %v of %d", p, n)
				}
			}
		}
	}
	return nil
}

// describe tells in words what is drawn, for those who cannot see it.
func describe(list []Sentence) string {
	text := ""
	for i := range list {
		s := &list[i]
		if i > 0 {
			text += " "
		}
		text += fmt.Sprintf("A dependency tree of %d words", len(s.Words))
		for _, w := range s.Words {
			if w.Head < 0 {
				text += ", root " + clean(w.Text, maxWordRunes)
				break
			}
		}
		for k, m := range s.Names {
			text += []string{"; names: ", ", "}[min(k, 1)] + clean(s.phrase(m.First, m.End), maxNodeRunes) + " (" + string(m.Kind) + ")"
		}
		text += "."
	}
	return cut(text, maxNoteRunes)
}

func (s *Sentence) phrase(first, end int) string {
	text := ""
	for _, w := range s.Words[first:end] {
		text += " " + w.Text
	}
	return text
}
