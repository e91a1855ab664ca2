package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/conllu"
	"github.com/dramatis-kg/dramatis/extract/neural"
)

// A text is the sentences between two "# newdoc" lines of a treebank, and the
// same tokens as one document: names are read by the document.
type text struct {
	sentences []*conllu.Sentence
	doc       *extract.Document
}

// add appends a sentence.
func (t *text) add(s *conllu.Sentence) {
	d := t.doc
	if d.Text != "" {
		d.Text += "\n"
	}
	first, at := len(d.Tokens), len(d.Text)
	d.Text += s.Text
	for _, k := range s.Tokens {
		d.Tokens = append(d.Tokens, extract.Token{Start: at + k.Start, End: at + k.End, Glued: k.Glued})
	}
	d.Sentences = append(d.Sentences, extract.Sentence{First: first, End: len(d.Tokens)})
	t.sentences = append(t.sentences, s)
}

// texts reads the texts of a treebank.
func texts(path string) ([]text, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []text
	for s, err := range conllu.Read(f) {
		if err != nil {
			return nil, err
		}
		begins := slices.ContainsFunc(s.Comments, func(c string) bool { return strings.HasPrefix(c, "newdoc") })
		if begins || len(out) == 0 {
			out = append(out, text{doc: extract.NewDocument("", "", "")})
		}
		out[len(out)-1].add(s)
	}
	return out, nil
}

// compare compares the model with a treebank, on its own tokens, and returns one
// line of percentages. names may be nil.
func compare(m *neural.Model, path string, names map[string][]string) (string, error) {
	all, err := texts(path)
	if err != nil {
		return "", err
	}
	var t tally
	for _, x := range all {
		m.Read(x.doc)
		for i, s := range x.sentences {
			got := x.doc.Tokens[x.doc.Sentences[i].First:x.doc.Sentences[i].End]
			t.sentence(s.Tokens, got)
			if gold, ok := names[s.ID]; ok && len(gold) == len(got) {
				t.names(gold, got)
			}
		}
	}
	return fmt.Sprintf("%s: %s", filepath.Base(path), t), nil
}

// tally counts what is right.
type tally struct {
	tokens, upos, xpos, feats, lemma, head, las int
	gold, found, right                          int // names
}

func (t *tally) sentence(gold, got []extract.Token) {
	for i := range gold {
		g, p := &gold[i], &got[i]
		count := func(n *int, ok bool) {
			if ok {
				*n++
			}
		}
		t.tokens++
		count(&t.upos, g.UPOS == p.UPOS)
		count(&t.xpos, g.XPOS == p.XPOS)
		count(&t.feats, g.Feats == p.Feats)
		count(&t.lemma, strings.EqualFold(g.Lemma, p.Lemma))
		count(&t.head, g.Up == p.Up)
		count(&t.las, g.Up == p.Up && g.Deprel == p.Deprel)
	}
}

func (t *tally) names(gold []string, got []extract.Token) {
	tags := make([]string, len(got))
	for i := range got {
		tags[i] = got[i].Name
	}
	want := spans(gold)
	t.gold += len(want)
	for s := range spans(tags) {
		t.found++
		if want[s] {
			t.right++
		}
	}
}

type span struct {
	first, end int
	kind       string
}

// spans returns the names that BIO tags mark.
func spans(tags []string) map[span]bool {
	out := map[span]bool{}
	for i := 0; i < len(tags); i++ {
		if !strings.HasPrefix(tags[i], "B-") {
			continue
		}
		s := span{i, i + 1, tags[i][2:]}
		for s.end < len(tags) && tags[s.end] == "I-"+s.kind {
			s.end++
		}
		if s.kind == "PER" || s.kind == "ORG" || s.kind == "LOC" {
			out[s] = true
		}
	}
	return out
}

func (t tally) String() string {
	pc := func(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }
	s := fmt.Sprintf("UPOS %.2f XPOS %.2f Feats %.2f lemma %.2f UAS %.2f LAS %.2f", pc(t.upos, t.tokens), pc(t.xpos, t.tokens),
		pc(t.feats, t.tokens), pc(t.lemma, t.tokens), pc(t.head, t.tokens), pc(t.las, t.tokens))
	if t.gold > 0 {
		s += fmt.Sprintf(" names P %.2f R %.2f F %.2f", pc(t.right, t.found), pc(t.right, t.gold), pc(2*t.right, t.found+t.gold))
	}
	return s
}

// parse writes what the model makes of a treebank's tokens, as CoNLL-U.
func parse(m *neural.Model, path string, out io.Writer) error {
	all, err := texts(path)
	if err != nil {
		return err
	}
	for _, x := range all {
		m.Read(x.doc)
		if err := conllu.Write(out, x.doc); err != nil {
			return err
		}
	}
	return nil
}
