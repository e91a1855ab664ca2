package conllu

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// A Writer writes documents one after another as one file, with sentence
// identifiers that differ even where two documents are the same.
type Writer struct {
	out  *bufio.Writer
	seen map[string]int // how often a document's identifier has been written
}

// NewWriter returns a Writer to w.
func NewWriter(w io.Writer) *Writer {
	return &Writer{out: bufio.NewWriter(w), seen: map[string]int{}}
}

// Write writes the only document of a file.
func Write(w io.Writer, d *extract.Document) error { return NewWriter(w).Write(d) }

// Write writes every sentence of d, whatever its kind, with names in MISC as
// NER=B-PER. Words that share one written word are given as a multi-word
// token, as in Universal Dependencies; a word without text is "_". Forms and
// lemmas are in Unicode's normal form C, and white space inside them is one
// blank; a control character is U+FFFD. A sentence that is no prose says so in
// "# kind = dateline". What has not been read for tags and trees is X, and all
// its words depend on the first as dep, which is how Universal Dependencies
// puts what it cannot analyse.
func (w *Writer) Write(d *extract.Document) error {
	id := d.ID
	if w.seen[d.ID]++; w.seen[d.ID] > 1 {
		id = fmt.Sprintf("%s.%d", d.ID, w.seen[d.ID])
	}
	for n, s := range d.Sentences {
		switch {
		case n == 0:
			fmt.Fprintf(w.out, "# newdoc id = %s\n# newpar\n", id)
		case s.Paragraph != d.Sentences[n-1].Paragraph:
			w.out.WriteString("# newpar\n")
		}
		fmt.Fprintf(w.out, "# sent_id = %s-%d\n# text = %s\n", id, n+1, text(d, s))
		if s.Kind != extract.Prose {
			fmt.Fprintf(w.out, "# kind = %s\n", s.Kind)
		}
		read := hasTree(d, s)
		for i := s.First; i < s.End; i++ {
			if !joined(d, s, i) && joined(d, s, i+1) {
				w.span(d, s, i)
			}
			head, deprel := 0, "root"
			switch h := d.Head(i); {
			case read && h >= 0:
				head, deprel = h-s.First+1, orBlank(d.Tokens[i].Deprel)
			case read:
				deprel = orBlank(d.Tokens[i].Deprel)
			case i > s.First:
				head, deprel = 1, "dep"
			}
			w.word(d, s, i, strconv.Itoa(head)+"\t"+deprel)
		}
		w.out.WriteByte('\n')
	}
	return w.out.Flush()
}

// hasTree says whether any word of s depends on another, or is alone and read.
func hasTree(d *extract.Document, s extract.Sentence) bool {
	for _, t := range d.Tokens[s.First:s.End] {
		if t.Up != 0 {
			return true
		}
	}
	return s.End == s.First+1 && d.Tokens[s.First].Deprel != ""
}

// joined says whether token i of s continues the written word before it.
func joined(d *extract.Document, s extract.Sentence, i int) bool {
	return i > s.First && i < s.End && d.Tokens[i].Glued
}

// text returns the sentence as its forms and SpaceAfter=No rebuild it.
func text(d *extract.Document, s extract.Sentence) string {
	var b strings.Builder
	for i := s.First; i < s.End; {
		end := i + 1
		for joined(d, s, end) {
			end++
		}
		b.WriteString(form(d, i, end))
		if end < s.End && !touches(d, end-1) {
			b.WriteByte(' ')
		}
		i = end
	}
	return b.String()
}

// form returns the tokens from first to end as written.
func form(d *extract.Document, first, end int) string {
	return orBlank(clean(d.Text[d.Tokens[first].Start:d.Tokens[end-1].End]))
}

// span writes the line of the multi-word token that begins with token i.
func (w *Writer) span(d *extract.Document, s extract.Sentence, i int) {
	end := i + 1
	for joined(d, s, end) {
		end++
	}
	misc := "_"
	if touches(d, end-1) {
		misc = "SpaceAfter=No"
	}
	fmt.Fprintf(w.out, "%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n", i-s.First+1, end-s.First, form(d, i, end), misc)
}

// word writes the line of token i; tree is HEAD and DEPREL.
func (w *Writer) word(d *extract.Document, s extract.Sentence, i int, tree string) {
	t := &d.Tokens[i]
	var misc []string
	if t.Name != "" {
		misc = append(misc, "NER="+escapes.Replace(clean(t.Name)))
	}
	if touches(d, i) && !joined(d, s, i) && !joined(d, s, i+1) {
		misc = append(misc, "SpaceAfter=No")
	}
	fmt.Fprintf(w.out, "%d\t%s\t%s\t%s\t%s\t%s\t%s\t_\t%s\n", i-s.First+1, form(d, i, i+1), orBlank(clean(t.Lemma)),
		cmp.Or(t.UPOS, "X"), orBlank(t.XPOS), orBlank(t.Feats), tree, orBlank(strings.Join(misc, "|")))
}

// touches says whether the next token begins where token i ends.
func touches(d *extract.Document, i int) bool {
	return i+1 < len(d.Tokens) && d.Tokens[i+1].Start == d.Tokens[i].End
}

func orBlank(s string) string {
	if s == "" {
		return "_"
	}
	return s
}
