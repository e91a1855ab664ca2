package conllu

import (
	"bytes"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

const ferry = `# sent_id = ferry-1
# text = Ann didn't sell Bo's ferry.
1	Ann	Ann	PROPN	NNP	Number=Sing	4	nsubj	_	NER=B-PER
2-3	didn't	_	_	_	_	_	_	_	_
2	did	do	AUX	VBD	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	sell	sell	VERB	VB	VerbForm=Inf	0	root	_	_
5-6	Bo's	_	_	_	_	_	_	_	_
5	Bo	Bo	PROPN	NNP	Number=Sing	7	nmod:poss	_	NER=B-PER
6	's	's	PART	POS	_	5	case	_	_
7	ferry	ferry	NOUN	NN	Number=Sing	4	obj	_	SpaceAfter=No
8	.	.	PUNCT	.	_	4	punct	_	_

`

func readAll(t *testing.T, text string) []*Sentence {
	t.Helper()
	var out []*Sentence
	for s, err := range Read(strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

func TestReadGivesWordsTheirPlace(t *testing.T) {
	s := readAll(t, ferry)[0]
	if want := "Ann didn't sell Bo's ferry."; s.Text != want {
		t.Errorf("Text\n got %q\nwant %q", s.Text, want)
	}
	d := s.Document()
	if got, want := d.Word(2), "n't"; got != want || !d.Tokens[2].Glued {
		t.Errorf("word 2\n got %q, glued %v\nwant %q, glued", got, d.Tokens[2].Glued, want)
	}
	if got := d.Head(6); got != 3 {
		t.Errorf("Head(6)\n got %d\nwant 3", got)
	}
	if got := d.Head(3); got != -1 {
		t.Errorf("Head(3)\n got %d\nwant -1", got)
	}
}

func TestWriteReadsBack(t *testing.T) {
	d := readAll(t, ferry)[0].Document()
	d.Tokens[0].Name = "B-PER"
	d.Tokens[4].Name = "B-PER"
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	got, _ := strings.CutPrefix(b.String(), "# sent_id = "+d.ID+"-1\n")
	want, _ := strings.CutPrefix(ferry, "# sent_id = ferry-1\n")
	if got != want {
		t.Errorf("Write\n got %s\nwant %s", got, want)
	}
}

func TestReadRefuses(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"columns", "1\tAnn\n", "conllu: line 1: 2 columns, not 10"},
		{"head", "1\tAnn\tAnn\tPROPN\tNNP\t_\t9\troot\t_\t_\n\n", "conllu: line 2: head 9 of word 1 lies outside the sentence"},
		{"order", "2\tAnn\tAnn\tPROPN\tNNP\t_\t0\troot\t_\t_\n", `conllu: line 1: word "2" where 1 was expected`},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, err := range Read(strings.NewReader(c.text)) {
				if err == nil || err.Error() != c.want {
					t.Errorf("Read(%q)\n got %v\nwant %s", c.text, err, c.want)
				}
				return
			}
			t.Errorf("Read(%q) yields nothing\nwant %s", c.text, c.want)
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(ferry)
	f.Fuzz(func(t *testing.T, text string) {
		for s, err := range Read(strings.NewReader(text)) {
			if err != nil {
				return
			}
			for i, tok := range s.Tokens {
				if tok.Start > tok.End || tok.End > len(s.Text) || i+tok.Up < 0 || i+tok.Up >= len(s.Tokens) {
					t.Fatalf("token %d of %q lies outside: %+v", i, s.Text, tok)
				}
			}
		}
	})
}

func TestDocumentIDHashesContent(t *testing.T) {
	a, b := extract.NewDocument("T", "", "x"), extract.NewDocument("", "", "x")
	if a.ID == b.ID || len(a.ID) != 16 {
		t.Errorf("IDs %q and %q must be 16 digits and differ", a.ID, b.ID)
	}
}
