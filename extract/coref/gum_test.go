package coref_test

import (
	"os"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/conllu"
	"github.com/dramatis-kg/dramatis/extract/coref"
	"github.com/dramatis-kg/dramatis/extract/mention"
)

// TestGUM measures chains on a CoNLL-U file of the GUM corpus, with gold trees
// and names, where the environment names one:
//
//	DRAMATIS_GUM=en_gum-dev.conllu DRAMATIS_GENRE=news go test -run GUM -v ./extract/coref
//
// Mentions are compared by their head. GUM does not annotate relative pronouns,
// so that ours are left out.
func TestGUM(t *testing.T) {
	path := os.Getenv("DRAMATIS_GUM")
	if path == "" {
		t.Skip("DRAMATIS_GUM names no file")
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var g gum
	for s, err := range conllu.Read(f) {
		if err != nil {
			t.Fatal(err)
		}
		g.add(s)
	}
	g.finish()
	var all scores
	n := 0
	for i, d := range g.docs {
		if !strings.Contains(d.ID, os.Getenv("DRAMATIS_GENRE")) {
			continue
		}
		n++
		mention.Stage{}.Read(d)
		coref.Stage{}.Read(d)
		all.add(gold(d, g.spans[i]), ours(d))
	}
	_, _, muc := all.muc.f1()
	p, r, b3 := all.b3.f1()
	_, _, ceafe := all.ceafe.f1()
	t.Logf("%d documents: MUC %.1f, B3 %.1f (precision %.1f, recall %.1f), CEAFe %.1f, CoNLL %.1f", n, muc, b3, p, r, ceafe, (muc+b3+ceafe)/3)
	if n == 0 || muc < 35 {
		t.Errorf("MUC on %s\ngot  %.1f\nwant at least 35", path, muc)
	}
}

// A span is a gold mention of an entity.
type span struct {
	entity, kind string
	first, end   int
}

// gum gathers documents and the entities of the Entity field of MISC.
type gum struct {
	docs  []*extract.Document
	spans [][]span
	open  []span
}

func (g *gum) add(s *conllu.Sentence) {
	for _, c := range s.Comments {
		if id, ok := strings.CutPrefix(c, "newdoc id = "); ok {
			g.docs = append(g.docs, &extract.Document{ID: id})
			g.spans = append(g.spans, nil)
		}
	}
	if len(g.docs) == 0 {
		return
	}
	d := g.docs[len(g.docs)-1]
	base, first := len(d.Text), len(d.Tokens)
	d.Text += s.Text + "\n"
	for i, tok := range s.Tokens {
		tok.Start, tok.End = tok.Start+base, tok.End+base
		d.Tokens = append(d.Tokens, tok)
		for _, field := range strings.Split(s.MISC[i], "|") {
			if v, ok := strings.CutPrefix(field, "Entity="); ok {
				g.brackets(v, first+i)
			}
		}
	}
	d.Sentences = append(d.Sentences, extract.Sentence{First: first, End: len(d.Tokens), Paragraph: len(d.Sentences)})
	g.open = nil
}

// brackets reads "(1-person-…)", "(1-person-…" and "1)" in any sequence.
func (g *gum) brackets(v string, token int) {
	n := len(g.spans) - 1
	for v != "" {
		if v[0] == '(' {
			end := strings.IndexAny(v[1:], "()") + 1
			if end == 0 {
				end = len(v)
			}
			field := strings.SplitN(v[1:end], "-", 3)
			g.open = append(g.open, span{entity: field[0], kind: field[1], first: token})
			if v = v[end:]; v == "" || v[0] != ')' {
				continue
			}
			v = field[0] + v
		}
		id, rest, ok := strings.Cut(v, ")")
		if !ok {
			return
		}
		v = rest
		for k := len(g.open) - 1; k >= 0; k-- {
			if e := g.open[k]; e.entity == id {
				e.end = token + 1
				g.spans[n] = append(g.spans[n], e)
				g.open = append(g.open[:k], g.open[k+1:]...)
				break
			}
		}
	}
}

// finish tags the proper nouns of persons, organisations and places as names.
func (g *gum) finish() {
	tags := map[string]string{"person": "PER", "organization": "ORG", "place": "LOC"}
	for i, d := range g.docs {
		for _, e := range g.spans[i] {
			if tag := tags[e.kind]; tag != "" {
				tagName(d, e, tag)
			}
		}
	}
}

// tagName tags the run of proper nouns at the end of e, if that is all of e
// apart from what stands before it.
func tagName(d *extract.Document, e span, tag string) {
	for e.end > e.first && d.Tokens[e.end-1].UPOS == "PART" {
		e.end--
	}
	for e.first < e.end && d.Tokens[e.first].UPOS != "PROPN" {
		e.first++
	}
	for i := e.first; i < e.end; i++ {
		switch d.Tokens[i].UPOS {
		case "PROPN", "ADP", "PUNCT", "DET", "CCONJ":
		default:
			return
		}
	}
	if e.first == e.end || d.Tokens[e.end-1].UPOS != "PROPN" {
		return
	}
	for i := e.first; i < e.end; i++ {
		if d.Tokens[i].Name == "" {
			d.Tokens[i].Name = "I-" + tag
			if i == e.first {
				d.Tokens[i].Name = "B-" + tag
			}
		}
	}
}

// gold returns the entities with two mentions and more, by head.
func gold(d *extract.Document, spans []span) partition {
	order := []string{}
	heads := map[string][]int{}
	seen := map[int]bool{}
	for _, e := range spans {
		h := e.first
		for i := e.first; i < e.end; i++ {
			if up := d.Head(i); (up < e.first || up >= e.end) && d.Tokens[i].UPOS != "PUNCT" {
				h = i
				break
			}
		}
		if seen[h] {
			continue
		}
		seen[h] = true
		if heads[e.entity] == nil {
			order = append(order, e.entity)
		}
		heads[e.entity] = append(heads[e.entity], h)
	}
	var out partition
	for _, id := range order {
		if len(heads[id]) > 1 {
			out = append(out, heads[id])
		}
	}
	return out
}

// ours returns the chains with two mentions and more, by head.
func ours(d *extract.Document) partition {
	var out partition
	seen := map[int]bool{}
	for _, c := range d.Chains {
		var heads []int
		for _, id := range c.Mentions {
			m := &d.Mentions[id]
			if seen[m.Head] || strings.Contains(d.Tokens[m.Head].Feats, "PronType=Rel") {
				continue
			}
			seen[m.Head] = true
			heads = append(heads, m.Head)
		}
		if len(heads) > 1 {
			out = append(out, heads)
		}
	}
	return out
}
