// Package extract holds the nouns of reading: Document, Token, Sentence,
// Mention, Chain and Fact. Each package below it is one verb (tokenize, tag,
// depparse, mention, coref, clause, when) and meets the others only in the
// Document. Package english wires them into a Pipeline.
package extract

import "strings"

// A Document is one article and all that has been read in it. Everything
// points into Text by bytes or into Tokens by index.
type Document struct {
	ID        string // 16 hex digits: a hash of title, date and text
	Title     string
	Published string // ISO 8601 date, "2016-03-24"; "" when unknown
	Publisher string
	URL       string
	Path      string // where it was read, for messages; not part of the content
	Text      string // UTF-8, with "\n" line ends

	Tokens    []Token
	Sentences []Sentence
	Mentions  []Mention
	Chains    []Chain
	Unnamed   [][]MentionID // pronouns of one thing that nothing in the text names; each keeps the chain -1
	Frames    []Frame
	Facts     []Fact
}

// A Token is a syntactic word as Universal Dependencies counts them: "don't"
// is two tokens, "10-week" three.
type Token struct {
	Start, End int    // bytes of Document.Text, half-open
	Glued      bool   // continues the written word of the token before: "n't" after "do"
	Lemma      string // "buy" for "bought"
	UPOS       string // universal part of speech; "" before tagging
	XPOS       string // Penn tag
	Feats      string // "Number=Sing|Person=3"; "" for none
	Up         int    // tokens from here to the head (negative: to the left); 0 for a root
	Deprel     string // relation to the head; "" before parsing
	Name       string // name tag in BIO: "B-PER", "I-ORG", "B-LOC"; "" outside names

	Doubt float32 // chance, by the parser's scores, that Up or Deprel is wrong; 0 when unknown
}

// SentenceKind says what sort of text a sentence is.
type SentenceKind uint8

// The kinds of sentence. Only Prose and Headline are parsed for facts.
const (
	Prose      SentenceKind = iota
	Headline                // a title: no full stop, often no articles
	Subheading              // "- Rare talks with the mayor -"
	Dateline                // "DAMASCUS:" before the first words
	Furniture               // feedback forms, disclaimers, share buttons
)

// String returns "prose", "headline" and so on.
func (k SentenceKind) String() string {
	return [...]string{"prose", "headline", "subheading", "dateline", "furniture"}[min(k, Furniture)]
}

// A Sentence is a half-open span of tokens.
type Sentence struct {
	First, End int // tokens, half-open
	Kind       SentenceKind
	Paragraph  int // counted from 0
}

// Word returns the text of token i as written.
func (d *Document) Word(i int) string {
	t := &d.Tokens[i]
	return d.Text[t.Start:t.End]
}

// Head returns the index of the head of token i, or -1 for a root.
func (d *Document) Head(i int) int {
	if d.Tokens[i].Up == 0 {
		return -1
	}
	return i + d.Tokens[i].Up
}

// Span returns the text from the first byte of token first to the last byte of
// token end-1, with white space folded into single spaces.
func (d *Document) Span(first, end int) string {
	if first >= end {
		return ""
	}
	return strings.Join(strings.Fields(d.Text[d.Tokens[first].Start:d.Tokens[end-1].End]), " ")
}

// SentenceText returns the text of sentence s as Span does.
func (d *Document) SentenceText(s int) string {
	return d.Span(d.Sentences[s].First, d.Sentences[s].End)
}
