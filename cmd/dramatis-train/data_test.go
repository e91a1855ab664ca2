package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/conllu"
)

func TestPieces(t *testing.T) {
	for _, c := range [][2]string{{"10-week", "10 - week"}, {"mother-in-law", "mother - in - law"}, {"ferry", "ferry"}, {"-", "-"}, {"--", "--"}, {"a-", "a-"}} {
		if got := strings.Join(pieces(c[0]), " "); got != c[1] {
			t.Errorf("pieces(%q)\ngot  %s\nwant %s", c[0], got, c[1])
		}
	}
}

func TestReadColumns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "names")
	text := "Bo I-PER\nHalden-Ames I-PER\nmet O\nthe O\nHarbour I-MISC\nBank I-ORG\n\nBrightwater B-LOC\nPort I-LOC\nHill B-LOC\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	es, err := readColumns(path, map[string]string{"PER": "PER", "ORG": "ORG", "LOC": "LOC"})
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, e := range es {
		for i, w := range e.Words {
			got += w + "/" + e.Names[i] + " "
		}
		got += "| "
	}
	want := "Bo/B-PER Halden/I-PER -/I-PER Ames/I-PER met/O the/O Harbour/O Bank/B-ORG | Brightwater/B-LOC Port/I-LOC Hill/B-LOC | "
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestVary(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	seen := map[string]bool{}
	for range 300 {
		seen[strings.Join(vary([]string{"the", "mayor", "did", "n't", "leave", "Brightwater"}, r), " ")] = true
	}
	for _, want := range []string{"the mayor did n't leave Brightwater", "THE MAYOR DID N'T LEAVE BRIGHTWATER", "The Mayor did n't Leave Brightwater",
		"the mayor did n't leave brightwater"} {
		if !seen[want] {
			t.Errorf("never %q, only %q", want, fmt.Sprint(seen))
		}
	}
}

func TestTally(t *testing.T) {
	gold := []extract.Token{{UPOS: "PROPN", Lemma: "Bo", Up: 1, Deprel: "nsubj"}, {UPOS: "VERB", Lemma: "leave", Deprel: "root"}}
	got := []extract.Token{{UPOS: "PROPN", Lemma: "bo", Up: 1, Deprel: "obj", Name: "B-PER"}, {UPOS: "NOUN", Lemma: "left", Deprel: "root", Name: "B-LOC"}}
	var n tally
	n.sentence(gold, got)
	n.names([]string{"B-PER", "O"}, got)
	want := "UPOS 50.00 XPOS 100.00 Feats 100.00 lemma 50.00 UAS 100.00 LAS 50.00 names P 50.00 R 100.00 F 66.67"
	if n.String() != want {
		t.Errorf("got  %s\nwant %s", n, want)
	}
}

func TestGumNames(t *testing.T) {
	text := `1	Mayor	mayor	PROPN	NNP	_	3	nsubj	_	Entity=(1-person-new-nnnnn-cf1-2-coref-Anna_Halden
2	Halden	Halden	PROPN	NNP	_	1	flat	_	Entity=1)
3	left	leave	VERB	VBD	_	0	root	_	_
4	the	the	DET	DT	_	5	det	_	Entity=(2-organization-new-nnnnn-cf2-2-coref-Bank_of_Brightwater
5	Bank	Bank	PROPN	NNP	_	3	obj	_	_
6	of	of	ADP	IN	_	7	case	_	_
7	Brightwater	Brightwater	PROPN	NNP	_	5	nmod	_	Entity=(3-place-new-nnnnn-cf3-1-coref-Brightwater)2)
8	for	for	ADP	IN	_	10	case	_	_
9	her	her	PRON	PRP$	_	10	nmod:poss	_	Entity=(4-object-new-nnnnn-cf4-2-coref-Gull_(ship)(1-person-giv-nnnnn-cf1-1-ana-Anna_Halden)
10	Gull	Gull	PROPN	NNP	_	3	obl	_	Entity=4)
11	,	,	PUNCT	,	_	3	punct	_	_
12	Bo	Bo	PROPN	NNP	_	3	conj	_	Entity=(5-person-new-nnnnn-cf5-1-sgl
13	Ames	Ames	PROPN	NNP	_	12	flat	_	Entity=5)
14	;	;	PUNCT	:	_	3	punct	_	_
15	Mayor	Mayor	PROPN	NNP	_	3	conj	_	Entity=(6-person-new-nnnnn-cf6-1-sgl)

`
	want := "? ? O O B-ORG I-ORG I-ORG O O ? O ? ? O ?"
	for s, err := range conllu.Read(strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		got := gumNames(s)
		for i := range got {
			if got[i] == "" {
				got[i] = "?"
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
