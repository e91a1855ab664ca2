package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/conllu"
	"github.com/dramatis-kg/dramatis/extract/neural"
)

// score compares the model with a treebank, on its own tokens, and returns one
// line of percentages. names may be nil.
func score(m *neural.Model, path string, names map[string][]string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var t tally
	for s, err := range conllu.Read(f) {
		if err != nil {
			return "", fmt.Errorf("%s: %w", path, err)
		}
		d := s.Document()
		m.Read(d)
		t.sentence(s.Tokens, d.Tokens)
		if gold, ok := names[s.ID]; ok && len(gold) == len(d.Tokens) {
			t.names(gold, d.Tokens)
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
func parse(m *neural.Model, path string, out *os.File) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	for s, err := range conllu.Read(f) {
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		d := s.Document()
		m.Read(d)
		if err := conllu.Write(out, d); err != nil {
			return err
		}
	}
	return nil
}
