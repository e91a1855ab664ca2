// Package tokenize splits a text into paragraphs, sentences and tokens by
// rules, after the conventions of Universal Dependencies for English: "don't"
// is do|n't, "ten-day" is ten - day, "Corp." keeps its stop. It also says what
// sort of text each sentence is, so that a feedback form is never read as news.
package tokenize

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// A Stage fills Document.Tokens and Document.Sentences. Every byte of the text
// that is no white space belongs to exactly one token.
type Stage struct {
	Spaces bool // each line is a sentence and its tokens are separated by blanks already
}

// Read splits d.Text, discarding what was read in d before.
func (s Stage) Read(d *extract.Document) {
	d.Tokens, d.Sentences = nil, nil
	if s.Spaces {
		readSpaced(d)
		return
	}
	lines := splitLines(d.Text)
	sc := scanner{text: d.Text, tokens: make([]extract.Token, 0, len(d.Text)/4)}
	n := 0
	for _, p := range paragraphs(d.Text, lines) {
		first := len(sc.tokens)
		sc.read(p)
		d.Tokens = sc.tokens
		if len(d.Tokens) == first {
			continue
		}
		d.Sentences = appendSentences(d.Sentences, d, first, n)
		n++
	}
	markKinds(d)
}

// readSpaced takes lines as sentences and blank-separated fields as tokens.
func readSpaced(d *extract.Document) {
	pos := 0
	for n, line := range strings.Split(d.Text, "\n") {
		first := len(d.Tokens)
		for _, c := range appendChunks(nil, d.Text, span{pos, pos + len(line)}) {
			d.Tokens = append(d.Tokens, extract.Token{Start: c.start, End: c.end})
		}
		if len(d.Tokens) > first {
			d.Sentences = append(d.Sentences, extract.Sentence{First: first, End: len(d.Tokens), Paragraph: n})
		}
		pos += len(line) + 1
	}
}
