package score

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/conllu"
)

// An Article is one document of the GUM corpus (Zeldes 2017) as a reader sees
// it: its text, paragraph by paragraph, and where it speaks of which thing.
type Article struct {
	ID, Genre string // "GUM_news_storm", "news"
	Text      string
	Doc       *extract.Document // the same text with the tags and trees of the corpus
	Spans     []Span            // of all mentions, in bytes of Text, in the order in which they end
	Entity    []string          // of each span, as the corpus counts things
}

// Gold returns the chains of two and more mentions.
func (a *Article) Gold() Partition {
	at, out := map[string]int{}, Partition{}
	for i, s := range a.Spans {
		k, ok := at[a.Entity[i]]
		if !ok {
			k = len(out)
			at[a.Entity[i]] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], s)
	}
	return slices.DeleteFunc(out, func(c []Span) bool { return len(c) < 2 })
}

// Read reads the documents of a CoNLL-U file whose column MISC holds the
// Entity annotation of GUM.
func Read(r io.Reader) ([]*Article, error) {
	var g gum
	for s, err := range conllu.Read(r) {
		if err != nil {
			return nil, err
		}
		if err := g.add(s); err != nil {
			return nil, fmt.Errorf("%s: %w", s.ID, err)
		}
	}
	g.close()
	return g.articles, nil
}

// gum gathers articles sentence by sentence.
type gum struct {
	articles []*Article
	text     strings.Builder
	glued    bool // no blank stands between the last sentence and the next
	open     []opened
	taken    map[Span]bool
}

// An opened bracket of an entity begins at a byte of the text.
type opened struct {
	entity string
	at     int
}

// add appends a sentence to the last article, or begins another with it.
func (g *gum) add(s *conllu.Sentence) error {
	paragraph := len(g.articles) == 0
	for _, c := range s.Comments {
		if id, ok := strings.CutPrefix(c, "newdoc id = "); ok {
			g.close()
			genre := strings.SplitN(id+"__", "_", 3)[1]
			g.articles = append(g.articles, &Article{ID: id, Genre: genre, Doc: &extract.Document{ID: id}})
			g.taken = map[Span]bool{}
		}
		paragraph = paragraph || strings.HasPrefix(c, "newpar") && !strings.HasPrefix(c, "newpar_block")
	}
	if len(g.articles) == 0 {
		g.articles, g.taken = append(g.articles, &Article{Doc: &extract.Document{}}), map[Span]bool{}
	}
	d := g.articles[len(g.articles)-1].Doc
	number := 0
	if n := len(d.Sentences); n > 0 {
		number = d.Sentences[n-1].Paragraph
		if paragraph {
			number++
			g.text.WriteString("\n\n")
		} else if !g.glued {
			g.text.WriteString(" ")
		}
	}
	base, first := g.text.Len(), len(d.Tokens)
	g.text.WriteString(s.Text)
	g.glued = len(s.MISC) > 0 && strings.Contains(s.MISC[len(s.MISC)-1], "SpaceAfter=No")
	for i, t := range s.Tokens {
		t.Start, t.End = t.Start+base, t.End+base
		d.Tokens = append(d.Tokens, t)
		for field := range strings.SplitSeq(s.MISC[i], "|") {
			if v, ok := strings.CutPrefix(field, "Entity="); ok {
				if err := g.brackets(v, t); err != nil {
					return err
				}
			}
		}
	}
	d.Sentences = append(d.Sentences, extract.Sentence{First: first, End: len(d.Tokens), Paragraph: number})
	return nil
}

// brackets reads "(1-person-…", "(1-person-…)" and "1)" in any sequence.
func (g *gum) brackets(v string, t extract.Token) error {
	for v != "" {
		if v[0] == '(' {
			end := strings.IndexAny(v[1:], "()") + 1
			if end == 0 {
				end = len(v)
			}
			id, _, _ := strings.Cut(v[1:end], "-")
			g.open = append(g.open, opened{id, t.Start})
			if v = v[end:]; v != "" && v[0] == ')' {
				g.shut(id, t.End)
				v = v[1:]
			}
			continue
		}
		id, rest, ok := strings.Cut(v, ")")
		if !ok || !g.shut(id, t.End) {
			return fmt.Errorf("entity %q closes what nothing opens", v)
		}
		v = rest
	}
	return nil
}

// shut closes the last open bracket of an entity at a byte of the text, and
// says whether there was one. A span belongs to the first entity that has it.
func (g *gum) shut(entity string, end int) bool {
	for k := len(g.open) - 1; k >= 0; k-- {
		o := g.open[k]
		if o.entity != entity {
			continue
		}
		g.open = slices.Delete(g.open, k, k+1)
		a := g.articles[len(g.articles)-1]
		if s := (Span{o.at, end}); !g.taken[s] {
			g.taken[s] = true
			a.Spans, a.Entity = append(a.Spans, s), append(a.Entity, entity)
		}
		return true
	}
	return false
}

// close ends the last article.
func (g *gum) close() {
	if len(g.articles) > 0 {
		a := g.articles[len(g.articles)-1]
		a.Text = g.text.String()
		a.Doc.Text = a.Text
	}
	g.text.Reset()
	g.open, g.glued = nil, false
}
