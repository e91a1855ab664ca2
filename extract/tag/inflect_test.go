package tag

import (
	"strings"
	"testing"
)

// nothing has learnt no word: it knows the rules of spelling and irregular.txt.
var nothing = LearnLemmas(nil)

func TestLemmaWithoutDictionary(t *testing.T) {
	for _, line := range []string{
		"arose VBD arise", "Withdrawn VBN withdraw", "OVERTHREW VBD overthrow", "rewritten VBN rewrite", "co-opted VBN co-opted",
		"fled VBD flee", "dying VBG die", "panicked VBD panic", "goes VBZ go", "undergoes VBZ undergo",
		"grandchildren NNS grandchild", "fishermen NNS fisherman", "wharves NNS wharf", "hypotheses NNS hypothesis", "series NNS series",
		"olives NNS olives", "miseries NNS miseries", // not "olife", nor the same word twice
		"Guardsmen NNPS Guardsman", "WOLVES NNPS WOLF", "Andes NNPS Andes", "Reynolds NNP Reynolds",
		"better JJR good", "better RBR well", "worst JJS bad",
		"wiped VBN wipe", "mauled VBD maul", "moored VBD moor", "baffled VBD baffle", "dredging VBG dredge", "arguing VBG argue", "raced VBD race",
		"safest JJS safe", "cleaner JJR clean", "simpler JJR simple",
		"1,250 CD 1250", "1,250.50 CD 1250.50", "1,25 CD 1,25", "1990's NNS 1990s", "DVD's NNS dvd",
		"Gannet NN gannet", "Halden NNP Halden", "http://Example.org/Quay ADD http://Example.org/Quay",
	} {
		c := strings.Fields(line)
		if got := nothing.Lemma(c[0], c[1]); got != c[2] {
			t.Errorf("Lemma(%q, %s)\ngot  %q\nwant %q", c[0], c[1], got, c[2])
		}
	}
}

// Every regular form leads back to its base once that is known.
func TestRegularForms(t *testing.T) {
	for _, line := range []string{
		"park VB parks VBZ parking VBG parked VBD parked VBN", "rule VB rules VBZ ruling VBG ruled VBD ruled VBN",
		"carry VB carries VBZ carrying VBG carried VBD carried VBN", "plan VB plans VBZ planning VBG planned VBD planned VBN",
		"watch VB watches VBZ watching VBG watched VBD watched VBN", "take VB takes VBZ taking VBG", "quit VB quits VBZ quitting VBG",
		"ferry NN ferries NNS ferries NNPS", "quay NN quays NNS quays NNPS", "bus NN buses NNS buses NNPS",
		"big JJ bigger JJR biggest JJS bigger RBR biggest RBS", "safe JJ safer JJR safest JJS safer RBR safest RBS", "dry JJ drier JJR driest JJS drier RBR driest RBS",
	} {
		c := strings.Fields(line)
		got := c[0] + " " + c[1]
		l := LearnLemmas([]LemmaExample{{c[0], c[1], c[0]}})
		for f := range regularForms(c[0], c[1]) {
			got += " " + f.text + " " + f.xpos
			if base := l.Lemma(f.text, f.xpos); base != c[0] {
				t.Errorf("Lemma(%q, %s)\ngot  %q\nwant %q", f.text, f.xpos, base, c[0])
			}
		}
		if got != line {
			t.Errorf("regularForms(%q, %s)\ngot  %s\nwant %s", c[0], c[1], got, line)
		}
	}
}

// Typing errors in a treebank teach nothing about other words.
func TestLearnLemmasIgnoresOddities(t *testing.T) {
	l := LearnLemmas([]LemmaExample{{"forgt", "VBD", "forget"}, {"bogt", "VBD", "buy"}, {"fled", "VBD", "flead"}, {"3000", "CD", "three"}, {"4000", "CD", "four"}})
	for _, c := range [][3]string{{"forgt", "VBD", "forget"}, {"spogt", "VBD", "spogt"}, {"fled", "VBD", "flee"}, {"5000", "CD", "5000"}} {
		if got := l.Lemma(c[0], c[1]); got != c[2] {
			t.Errorf("Lemma(%q, %s)\ngot  %q\nwant %q", c[0], c[1], got, c[2])
		}
	}
}

func BenchmarkLemma(b *testing.B) {
	l := LearnLemmas(lessons)
	words := strings.Fields("The DT ferries NNS looted VBD carrying VBG planned VBN Halden NNP larger JJR of IN overran VBD and CC")
	b.ReportAllocs()
	for b.Loop() {
		for i := 0; i < len(words); i += 2 {
			l.Lemma(words[i], words[i+1])
		}
	}
	b.ReportMetric(float64(b.N*len(words)/2)/b.Elapsed().Seconds(), "tokens/s")
}
