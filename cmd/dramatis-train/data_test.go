package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
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
