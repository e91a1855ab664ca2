// Package conllu reads and writes CoNLL-U, the format of Universal
// Dependencies (https://universaldependencies.org/format.html).
package conllu

import (
	"bufio"
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

// Read yields the sentences of r in order and stops at the first error. Empty
// nodes ("3.1") are skipped. Offsets count from the start of Sentence.Text.
func Read(r io.Reader) iter.Seq2[*Sentence, error] {
	return func(yield func(*Sentence, error) bool) {
		in := bufio.NewScanner(r)
		in.Buffer(make([]byte, 1<<16), 1<<24)
		var b builder
		n := 0
		for in.Scan() {
			n++
			line := in.Text()
			if line == "" {
				s, err := b.done()
				if err != nil {
					yield(nil, fmt.Errorf("conllu: line %d: %w", n, err))
					return
				}
				if s != nil && !yield(s, nil) {
					return
				}
				continue
			}
			if err := b.line(line); err != nil {
				yield(nil, fmt.Errorf("conllu: line %d: %w", n, err))
				return
			}
		}
		if err := in.Err(); err != nil {
			yield(nil, fmt.Errorf("conllu: line %d: %w", n+1, err))
			return
		}
		if s, err := b.done(); err != nil {
			yield(nil, fmt.Errorf("conllu: line %d: %w", n, err))
		} else if s != nil {
			yield(s, nil)
		}
	}
}

// builder gathers the lines of one sentence.
type builder struct {
	s        Sentence
	text     strings.Builder
	heads    []int
	until    int    // last word of the multi-word token being read; 0 for none
	surface  string // what is left of its form
	glued    bool   // the next word continues it
	spaceOff bool   // SpaceAfter=No of the multi-word token
}

func (b *builder) done() (*Sentence, error) {
	defer func() { *b = builder{} }()
	if len(b.s.Tokens) == 0 {
		return nil, nil
	}
	s := b.s
	if b.until > len(s.Tokens) {
		return nil, fmt.Errorf("word %d of a multi-word token is missing", len(s.Tokens)+1)
	}
	for i, h := range b.heads {
		if h < 0 || h > len(b.heads) {
			return nil, fmt.Errorf("head %d of word %d lies outside the sentence", h, i+1)
		}
		if h > 0 {
			s.Tokens[i].Up = h - 1 - i
		}
	}
	s.Text = strings.TrimSuffix(b.text.String(), " ")
	return &s, nil
}

func (b *builder) line(line string) error {
	if line[0] == '#' {
		c := strings.TrimPrefix(line[1:], " ")
		b.s.Comments = append(b.s.Comments, c)
		if id, ok := strings.CutPrefix(c, "sent_id = "); ok {
			b.s.ID = id
		}
		return nil
	}
	col := strings.Split(line, "\t")
	if len(col) != 10 {
		return fmt.Errorf("%d columns, not 10", len(col))
	}
	if strings.Contains(col[0], ".") {
		return nil
	}
	if col[1] == "" {
		return fmt.Errorf("word %q has no form", col[0])
	}
	if first, last, ok := strings.Cut(col[0], "-"); ok {
		from, err := strconv.Atoi(first)
		to, err2 := strconv.Atoi(last)
		if err != nil || err2 != nil || from != len(b.s.Tokens)+1 || to < from {
			return fmt.Errorf("bad word range %q", col[0])
		}
		b.until = to
		b.surface, b.glued = col[1], false
		b.spaceOff = strings.Contains(col[9], "SpaceAfter=No")
		return nil
	}
	return b.word(col)
}

// word adds one syntactic word. Words of a multi-word token share its surface:
// each takes its form if the surface begins so, else the last takes the rest.
func (b *builder) word(col []string) error {
	id, err := strconv.Atoi(col[0])
	if err != nil || id != len(b.s.Tokens)+1 {
		return fmt.Errorf("word %q where %d was expected", col[0], len(b.s.Tokens)+1)
	}
	head := 0
	if col[6] != "_" {
		if head, err = strconv.Atoi(col[6]); err != nil {
			return fmt.Errorf("bad head %q", col[6])
		}
	}
	t := extract.Token{Lemma: blank(col[2]), UPOS: blank(col[3]), XPOS: blank(col[4]),
		Feats: blank(col[5]), Deprel: blank(col[7])}
	if col[2] == "_" && col[1] == "_" {
		t.Lemma = "_"
	}
	form, space := col[1], !strings.Contains(col[9], "SpaceAfter=No")
	if id <= b.until {
		t.Glued = b.glued
		b.glued = true
		if id == b.until || !strings.HasPrefix(b.surface, form) {
			if id == b.until {
				form = b.surface
			} else {
				form = ""
			}
		}
		b.surface = b.surface[len(form):]
		space = id == b.until && !b.spaceOff
	}
	t.Start = b.text.Len()
	b.text.WriteString(form)
	t.End = b.text.Len()
	if space {
		b.text.WriteByte(' ')
	}
	if head == 0 && t.Deprel == "" {
		t.Deprel = "root"
	}
	b.s.Tokens = append(b.s.Tokens, t)
	b.s.MISC = append(b.s.MISC, blank(col[9]))
	b.heads = append(b.heads, head)
	return nil
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
