package coref

import (
	"bytes"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/internal/fixture"
	"github.com/dramatis-kg/dramatis/extract/mention"
)

// examples returns the documents of Brightwater, of which all pronouns and the
// mentions with one noun are said to be one thing.
func examples(t *testing.T) []Example {
	var out []Example
	for _, d := range fixture.Documents(t, "testdata/brightwater.conllu") {
		mention.Stage{}.Read(d)
		e := Example{Doc: d}
		for i := range d.Mentions {
			e.Entity = append(e.Entity, d.Tokens[d.Mentions[i].Head].Lemma)
		}
		out = append(out, e)
	}
	return out
}

func TestLearnIsDeterministic(t *testing.T) {
	a, b := Learn(examples(t)), Learn(examples(t))
	if !bytes.Equal(a, b) {
		t.Error("Learn of the same examples twice\ngot  two files\nwant the same bytes")
	}
	k, err := load(a)
	if err != nil {
		t.Fatal(err)
	}
	learnt := false
	for _, w := range k.weights {
		learnt = learnt || w != 0
	}
	if !learnt {
		t.Error("Learn\ngot  weights of 0 alone\nwant some that were learnt")
	}
}

func TestLoadRejectsWhatIsNoRanker(t *testing.T) {
	for name, b := range map[string][]byte{"nothing": nil, "cut": file[:len(file)/2], "no file": []byte("weights")} {
		if _, err := load(b); err == nil {
			t.Errorf("load of %s\ngot  no error\nwant one", name)
		}
	}
	if _, err := load(file); err != nil {
		t.Errorf("load of the shipped file\ngot  %v\nwant no error", err)
	}
}

// TestQuotationGoesOnInTheNextParagraph wants one quotation of two paragraphs
// of which only the last closes, and another where the mark was forgotten.
func TestQuotationGoesOnInTheNextParagraph(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []int
	}{
		{"“ one\n“ two ” three", []int{-1, 0, -1, 0, -1, -1}},
		{"“ one\ntwo “ three ”", []int{-1, 0, -1, -1, 1, -1}},
	} {
		d := extract.NewDocument("", "", tt.text)
		at, paragraph, first := 0, 0, 0
		for i, c := range tt.text + " " {
			if c != ' ' && c != '\n' {
				continue
			}
			d.Tokens = append(d.Tokens, extract.Token{Start: at, End: i})
			at = i + 1
			if c == '\n' || i == len(tt.text) {
				d.Sentences = append(d.Sentences, extract.Sentence{First: first, End: len(d.Tokens), Paragraph: paragraph})
				first, paragraph = len(d.Tokens), paragraph+1
			}
		}
		got := quotations(d)
		for i := range tt.want {
			if got[i] != tt.want[i] {
				t.Errorf("quotations(%q)\ngot  %v\nwant %v", tt.text, got, tt.want)
				break
			}
		}
	}
}
