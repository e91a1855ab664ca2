// Package conllu reads, writes and checks CoNLL-U, the format of Universal
// Dependencies (https://universaldependencies.org/format.html).
package conllu

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// A Sentence is one sentence of a CoNLL-U file with its comment lines.
type Sentence struct {
	ID       string   // of "# sent_id"
	Comments []string // every comment line, without its "#" and the blank after it
	Text     string   // rebuilt from the forms and SpaceAfter=No
	Tokens   []extract.Token
	MISC     []string // column 10 of each token, "" for "_"
}

const (
	maxLine       = 1 << 24 // bytes
	byteOrderMark = "\uFEFF"
)

// Read yields the sentences of r in order and stops at the first error, which
// names the line, what to do and, if r is a file, the file. Empty nodes
// ("3.1") are skipped. Offsets count from the start of Sentence.Text; forms
// are normalised as Write does. A head that is missing counts as 0, so that
// files without trees can be read; heads that form a cycle are an error.
func Read(r io.Reader) iter.Seq2[*Sentence, error] {
	return func(yield func(*Sentence, error) bool) {
		in := bufio.NewScanner(r)
		in.Buffer(make([]byte, 1<<16), maxLine)
		var b builder
		for in.Scan() {
			b.n++
			line := in.Text()
			if b.n == 1 {
				line = strings.TrimPrefix(line, byteOrderMark)
			}
			s, err := b.line(line)
			if err != nil {
				yield(nil, b.at(r, err))
				return
			}
			if s != nil && !yield(s, nil) {
				return
			}
		}
		if err := in.Err(); err != nil {
			b.n++
			if errors.Is(err, bufio.ErrTooLong) {
				err = fmt.Errorf("longer than %d MiB: end each word with a line feed", maxLine>>20)
			}
			yield(nil, b.at(r, err))
			return
		}
		if s, err := b.done(); err != nil {
			yield(nil, b.at(r, err))
		} else if s != nil {
			yield(s, nil)
		}
	}
}

// builder gathers the lines of one sentence.
type builder struct {
	n       int // lines read
	s       Sentence
	text    strings.Builder
	heads   []int
	lines   []int // where each word stands
	spaced  bool  // the text ends with a blank of ours
	until   int   // last word of the multi-word token being read; 0 for none
	surface string
	glued   bool // the next word continues the multi-word token
	after   bool // a blank follows the multi-word token
}

// at adds file and line to err.
func (b *builder) at(r io.Reader, err error) error {
	if f, ok := r.(interface{ Name() string }); ok {
		return fmt.Errorf("conllu: %s: line %d: %w", f.Name(), b.n, err)
	}
	return fmt.Errorf("conllu: line %d: %w", b.n, err)
}

// line takes one line; the empty line that ends a sentence returns it.
func (b *builder) line(line string) (*Sentence, error) {
	if line == "" {
		return b.done()
	}
	if line[0] == '#' {
		c := strings.TrimPrefix(line[1:], " ")
		b.s.Comments = append(b.s.Comments, c)
		if id, ok := strings.CutPrefix(c, "sent_id = "); ok {
			b.s.ID = id
		}
		return nil, nil
	}
	col := strings.Split(line, "\t")
	switch {
	case len(col) != 10:
		return nil, fmt.Errorf("%d columns, not 10: put one tab between columns, and nothing on the line between sentences", len(col))
	case strings.Contains(col[0], "."):
		return nil, nil
	case col[1] == "":
		return nil, fmt.Errorf("word %q has no form: write _ where there is none", col[0])
	}
	col[1], col[2] = orBlank(clean(col[1])), clean(col[2])
	if strings.Contains(col[0], "-") {
		return nil, b.span(col)
	}
	return nil, b.word(col)
}

// done returns the sentence that the lines so far make up, if any.
func (b *builder) done() (*Sentence, error) {
	defer func() { *b = builder{n: b.n} }()
	s := b.s
	if len(s.Tokens) == 0 {
		return nil, nil
	}
	if b.until > len(s.Tokens) {
		return nil, fmt.Errorf("word %d of a multi-word token is missing: shorten its range or add the word", len(s.Tokens)+1)
	}
	for i, h := range b.heads {
		if h < 0 || h > len(b.heads) {
			b.n = b.lines[i]
			return nil, fmt.Errorf("head %d of word %d lies outside the sentence: it ends with word %d, and 0 is the root", h, i+1, len(b.heads))
		}
		if h > 0 {
			s.Tokens[i].Up = h - 1 - i
		}
	}
	if w := cyclic(b.heads); w > 0 {
		b.n = b.lines[w-1]
		return nil, fmt.Errorf("the heads above word %d form a cycle: the way up must end at 0", w)
	}
	s.Text = b.text.String()
	if b.spaced {
		s.Text = s.Text[:len(s.Text)-1]
	}
	return &s, nil
}

// cyclic returns the first word from which no way leads up to 0, or 0. Heads
// count from 1 and lie in the sentence.
func cyclic(heads []int) int {
	reach := make([]int, len(heads)+1) // the word from which the walk came by
	reach[0] = -1                      // -1: leads to the root
	for w := range heads {
		i := w + 1
		for reach[i] == 0 {
			reach[i] = w + 1
			i = heads[i-1]
		}
		if reach[i] > 0 {
			return w + 1
		}
		for i = w + 1; reach[i] > 0; i = heads[i-1] {
			reach[i] = -1
		}
	}
	return 0
}

// span begins a multi-word token.
func (b *builder) span(col []string) error {
	first, last, _ := strings.Cut(col[0], "-")
	from, err := strconv.Atoi(first)
	to, err2 := strconv.Atoi(last)
	if err != nil || err2 != nil || from != len(b.s.Tokens)+1 || to < from || b.until >= from {
		return fmt.Errorf("bad word range %q: a range is the numbers of its first and last word, such as 3-4, and stands before them", col[0])
	}
	b.until = to
	b.surface, b.glued = col[1], false
	b.after = spaceAfter(col[9])
	return nil
}

// word adds one syntactic word.
func (b *builder) word(col []string) error {
	id, err := strconv.Atoi(col[0])
	if err != nil || id != len(b.s.Tokens)+1 {
		return fmt.Errorf("word %q where %d was expected: number the words of a sentence 1, 2, 3, and leave an empty line after it", col[0], len(b.s.Tokens)+1)
	}
	head := 0
	if col[6] != "_" {
		if head, err = strconv.Atoi(col[6]); err != nil {
			return fmt.Errorf("bad head %q of word %d: write the number of a word, or 0 for the root", col[6], id)
		}
	}
	t := extract.Token{Lemma: blank(col[2]), UPOS: blank(col[3]), XPOS: blank(col[4]),
		Feats: blank(col[5]), Deprel: blank(col[7]), Name: attribute(col[9], "NER")}
	if col[2] == "_" && col[1] == "_" {
		t.Lemma = "_"
	}
	b.place(&t, id, col)
	if head == 0 && t.Deprel == "" {
		t.Deprel = "root"
	}
	b.s.Tokens = append(b.s.Tokens, t)
	b.s.MISC = append(b.s.MISC, blank(col[9]))
	b.heads, b.lines = append(b.heads, head), append(b.lines, b.n)
	return nil
}

// place adds the word's form to the text. Words of a multi-word token share
// its surface: each takes its form if the surface begins so, else the last
// takes the rest.
func (b *builder) place(t *extract.Token, id int, col []string) {
	form, space := col[1], spaceAfter(col[9])
	if id <= b.until {
		t.Glued, b.glued = b.glued, true
		switch {
		case id == b.until:
			form = b.surface
		case form == "_" || !strings.HasPrefix(b.surface, form):
			form = ""
		}
		b.surface = b.surface[len(form):]
		space = id == b.until && b.after
	}
	t.Start = b.text.Len()
	b.text.WriteString(form)
	t.End = b.text.Len()
	if b.spaced = space; space {
		b.text.WriteByte(' ')
	}
}

func blank(s string) string {
	if s == "_" {
		return ""
	}
	return s
}

// Document makes a document of one sentence, ready for the stages after
// parsing.
func (s *Sentence) Document() *extract.Document {
	d := extract.NewDocument("", "", s.Text)
	d.Tokens = append([]extract.Token(nil), s.Tokens...)
	d.Sentences = []extract.Sentence{{First: 0, End: len(d.Tokens)}}
	return d
}
