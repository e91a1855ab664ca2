package tokenize

import (
	"bytes"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// sentence makes a document of words parted by blanks; "|" parts the words of a
// contraction, and "/" the tag of a word from it.
func sentence(s string) *extract.Document {
	d := &extract.Document{}
	for _, written := range strings.Fields(s) {
		if d.Text != "" {
			d.Text += " "
		}
		for i, part := range strings.Split(written, "|") {
			w, tag, _ := strings.Cut(part, "/")
			t := extract.Token{Start: len(d.Text), End: len(d.Text) + len(w), Glued: i > 0, XPOS: tag}
			if w == "'s" || w == "is" {
				t.Lemma = "be"
			}
			d.Text += w
			d.Tokens = append(d.Tokens, t)
		}
	}
	return d
}

func TestLearn(t *testing.T) {
	var all []*extract.Document
	for range 4 {
		for _, s := range []string{
			"Ann paints its/PRP$ hull today", "Bo likes his/PRP$ hull today", "The ferry lost its/PRP$ mast there",
			"it/PRP|'s late today", "he/PRP is late there", "it/PRP|'s windy there",
		} {
			all = append(all, sentence(s))
		}
	}
	first := Learn(all)
	if again := Learn(all); !bytes.Equal(first, again) {
		t.Error("learning twice gives other weights")
	}
	m := parseSlips(string(first))
	for f, positive := range map[string]bool{"> late": true, "> windy": true, "> hull": false, "> mast": false} {
		if w, ok := m[f]; !ok || (w > 0) != positive {
			t.Errorf("the weight of %q is %d", f, w)
		}
	}
}

// In careless writing less speaks for a slip than in careful writing.
func TestCareless(t *testing.T) {
	for text, want := range map[string]bool{
		"the ferry sank": true, "The ferry sank": false, "Well i saw it": true, "Well it sank": false, "": false,
	} {
		sc := scanner{text: text, chunks: appendChunks(nil, text, span{0, len(text)})}
		if got := sc.carelessly(); got != want {
			t.Errorf("carelessly() of %q is %v", text, got)
		}
	}
}

func TestClues(t *testing.T) {
	for _, c := range []struct {
		text, word string
		before     string
		after      [3]string
	}{
		{"Bo says its late here", "its", "says", [3]string{"late", "here"}},
		{"It sank. Its mast, too", "Its", "", [3]string{"mast", ",", "too"}},
		{"(its 40 years)", "its", "(", [3]string{"0", "years", ")"}},
		{"we saw its mast. Then", "its", "saw", [3]string{"mast"}},
		{"its", "its", "", [3]string{}},
	} {
		sc := scanner{text: c.text, chunks: appendChunks(nil, c.text, span{0, len(c.text)})}
		start := strings.Index(c.text, c.word)
		sc.to(start + len(c.word))
		before := sc.wordBefore(start)
		after := sc.wordsAfter(start + len(c.word))
		if before != c.before || after != c.after {
			t.Errorf("around %q in %q: %q, %q", c.word, c.text, before, after)
		}
	}
}
