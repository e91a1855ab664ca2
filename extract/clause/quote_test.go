package clause

import (
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// unread makes a document without trees: words, marks and stops are tokens, a
// stop ends a sentence and a line a paragraph.
func unread(text string) *extract.Document {
	d := extract.NewDocument("", "", text)
	paragraph, first, start := 0, 0, -1
	flush := func(end int) {
		if start >= 0 {
			d.Tokens = append(d.Tokens, extract.Token{Start: start, End: end, XPOS: "VBD"})
			start = -1
		}
	}
	cut := func() {
		if len(d.Tokens) > first {
			d.Sentences = append(d.Sentences, extract.Sentence{First: first, End: len(d.Tokens), Paragraph: paragraph})
			first = len(d.Tokens)
		}
	}
	for i, r := range text {
		switch {
		case r == ' ':
			flush(i)
		case r == '\n':
			flush(i)
			cut()
			paragraph++
		case strings.ContainsRune("\"“”'‘’.,", r):
			flush(i)
			d.Tokens = append(d.Tokens, extract.Token{Start: i, End: i + len(string(r)), UPOS: "PUNCT"})
			if r == '.' && (i+1 == len(text) || text[i+1] == ' ') || r != ',' && i > 0 && text[i-1] == '.' {
				cut()
			}
		case start < 0:
			start = i
		}
	}
	flush(len(text))
	cut()
	return d
}

func TestQuotations(t *testing.T) {
	for _, x := range []struct {
		text string
		want []string
	}{
		{`"It sank," she said.`, []string{"It sank,"}},
		{`"It sank. It burnt. It is gone," she said.`, []string{"It sank. It burnt. It is gone,"}},
		{"She said: “It sank.\n“It burnt.”", []string{"It sank. It burnt."}},
		{"She said: \"It sank.\n\"It burnt.\"", []string{"It sank. It burnt."}},
		{"She said: \"It sank.\nThe crew left.", []string{"It sank."}},
		{`"It," she said, "sank."`, []string{"It,", "sank."}},
		{`She said "it sank. The crew left. He said "it burnt" too.`, []string{"it sank.", "it burnt"}},
		{`"It sank. The "safe" ferry sank. It burnt," she said.`, []string{"It sank. The safe ferry sank. It burnt,"}},
		{`She said 'the old ferry sank' there.`, []string{"the old ferry sank"}},
		{`The sailors' ferry and the crew's boat sank.`, nil},
	} {
		d := unread(x.text)
		var got []string
		if q := findQuotes(d); q != nil {
			for n := range q.all {
				var words []string
				for i := range d.Tokens {
					if q.of[i] == n+1 {
						words = append(words, d.Word(i))
					}
				}
				got = append(got, strings.NewReplacer(" .", ".", " ,", ",").Replace(strings.Join(words, " ")))
			}
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("quotations of %q\ngot  %q\nwant %q", x.text, got, x.want)
		}
	}
}
