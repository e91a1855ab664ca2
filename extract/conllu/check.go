package conllu

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/dramatis-kg/dramatis/extract/internal/lazy"
)

// A Problem is something that the validator of Universal Dependencies objects
// to.
type Problem struct {
	Line int    // counted from 1
	Rule string // what the validator calls it: "unknown-deprel"
	Text string // what is wrong
}

// String returns "line 3: unknown-deprel: no relation is called nsbj".
func (p Problem) String() string { return fmt.Sprintf("line %d: %s: %s", p.Line, p.Rule, p.Text) }

// Check yields what levels 1 and 2 of the validator of Universal Dependencies
// find wrong with r: the format itself, comments, tags and relations outside
// the inventory, features out of order, text that the forms do not rebuild,
// and trees that are none. The last error, if any, is that of r.
func Check(r io.Reader) iter.Seq2[Problem, error] {
	return func(yield func(Problem, error) bool) {
		c := &checker{ids: map[string]bool{}}
		in := bufio.NewReader(r)
		for {
			line, err := in.ReadString('\n')
			if err != nil && !errors.Is(err, io.EOF) {
				yield(Problem{}, fmt.Errorf("conllu: line %d: %w", c.n+1, err))
				return
			}
			if line != "" {
				c.n++
				c.line(line)
			}
			if err != nil {
				c.end()
			}
			for _, p := range c.problems {
				if !yield(p, nil) {
					return
				}
			}
			c.problems = c.problems[:0]
			if err != nil {
				return
			}
		}
	}
}

// A row is a line of ten columns.
type row struct {
	n    int // its line
	col  []string
	form rowForm
}

// A rowForm says what the identifier of a row stands for.
type rowForm uint8

const (
	broken rowForm = iota
	wordRow
	spanRow  // "2-3", a multi-word token
	emptyRow // "3.1", an empty node
)

// The columns.
const (
	colID = iota
	colForm
	colLemma
	colUPOS
	colXPOS
	colFeats
	colHead
	colDeprel
	colDeps
	colMISC
	columns
)

var columnNames = [columns]string{"ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC"}

var rowIDs = map[rowForm]*lazy.Regexp{
	wordRow:  lazy.MustCompile(`^[1-9][0-9]*$`),
	spanRow:  lazy.MustCompile(`^[1-9][0-9]*-[1-9][0-9]*$`),
	emptyRow: lazy.MustCompile(`^[0-9]+\.[1-9][0-9]*$`),
}

func formOf(id string) rowForm {
	for _, f := range []rowForm{wordRow, spanRow, emptyRow} {
		if rowIDs[f].MatchString(id) {
			return f
		}
	}
	return broken
}

// A checker gathers the lines of a sentence and what is wrong with them.
type checker struct {
	n        int // lines read
	comments []comment
	rows     []row
	ids      map[string]bool // identifiers of sentences so far
	problems []Problem
}

// A comment is a comment line with its "#".
type comment struct {
	n    int
	text string
}

func (c *checker) problem(line int, rule, format string, args ...any) {
	c.problems = append(c.problems, Problem{line, rule, fmt.Sprintf(format, args...)})
}

// line takes one line with its end.
func (c *checker) line(line string) {
	line, ended := strings.CutSuffix(line, "\n")
	if rest, ok := strings.CutSuffix(line, "\r"); ok {
		c.problem(c.n, "non-unix-newline", "the line ends with CR LF")
		line = rest
	}
	switch {
	case line == "" && len(c.rows) == 0 && len(c.comments) == 0:
		c.problem(c.n, "extra-empty-line", "one empty line is due after a sentence, and no other")
	case line == "":
		c.sentence()
	case strings.TrimSpace(line) == "":
		c.problem(c.n, "pseudo-empty-line", "white space on an empty line")
		c.sentence()
	case line[0] == '#' && len(c.rows) > 0:
		c.problem(c.n, "misplaced-comment", "a comment inside a sentence")
	case line[0] == '#':
		c.comments = append(c.comments, comment{c.n, line})
	case '0' <= line[0] && line[0] <= '9':
		c.row(line)
	default:
		c.problem(c.n, "invalid-line", "a line begins with a digit or #")
	}
	if !ended {
		c.problem(c.n, "missing-newline", "the last line has no line feed")
	}
}

// end is the end of the file.
func (c *checker) end() {
	if len(c.rows) > 0 || len(c.comments) > 0 {
		c.problem(c.n, "missing-empty-line", "no empty line after the last sentence")
		c.sentence()
	}
}

func (c *checker) row(line string) {
	if !norm.NFC.IsNormalString(line) {
		c.problem(c.n, "unicode-normalization", "the line is not in normal form C")
	}
	r := row{n: c.n, col: strings.Split(line, "\t")}
	if len(r.col) != columns {
		c.problem(c.n, "number-of-columns", "%d columns, not %d", len(r.col), columns)
		return
	}
	r.form = formOf(r.col[colID])
	if r.form == broken {
		c.problem(c.n, "invalid-word-id", "%q is no ID", r.col[colID])
	}
	for i, v := range r.col {
		c.blanks(i, v)
	}
	c.rows = append(c.rows, r)
	c.values(&r)
}

// blanks looks at the white space of column i.
func (c *checker) blanks(i int, v string) {
	name := columnNames[i]
	switch {
	case v == "":
		c.problem(c.n, "empty-column", "%s is empty", name)
	case strings.TrimLeftFunc(v, unicode.IsSpace) != v:
		c.problem(c.n, "leading-whitespace", "%s begins with white space", name)
	case strings.TrimRightFunc(v, unicode.IsSpace) != v:
		c.problem(c.n, "trailing-whitespace", "%s ends with white space", name)
	case strings.IndexFunc(v, unicode.IsSpace) < 0:
	case i != colForm && i != colLemma && i != colMISC:
		c.problem(c.n, "invalid-whitespace", "white space in %s: %q", name, v)
	default:
		var last rune
		for _, r := range v {
			if unicode.IsSpace(r) && unicode.IsSpace(last) {
				c.problem(c.n, "repeated-whitespace", "white space twice over in %s: %q", name, v)
				return
			}
			last = r
		}
	}
}

// sentence checks what has been gathered and begins anew.
func (c *checker) sentence() {
	if len(c.rows) > 0 {
		c.order()
		c.sentenceID()
		c.text()
		c.tree()
	} else if len(c.comments) > 0 {
		c.problem(c.n, "empty-sentence", "comments without a sentence")
	}
	c.comments, c.rows = nil, nil
}
