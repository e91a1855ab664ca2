package conllu

import (
	"errors"
	"strings"
	"testing"
	"testing/iotest"
)

// problems returns what Check finds in text, one problem a line.
func problems(t testing.TB, text string) string {
	t.Helper()
	var b strings.Builder
	for p, err := range Check(strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(p.String() + "\n")
	}
	return b.String()
}

// valid is what the cases below spoil: line 3 is its first word.
const valid = "# sent_id = a\n# text = Ann didn't sing.\n" +
	"1\tAnn\tAnn\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t4:nsubj\t_\n" +
	"2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n" +
	"2\tdid\tdo\tAUX\tVBD\tMood=Ind|Tense=Past\t4\taux\t4:aux\t_\n" +
	"3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t4:advmod\t_\n" +
	"4\tsing\tsing\tVERB\tVB\tVerbForm=Inf\t0\troot\t0:root\tSpaceAfter=No\n" +
	"4.1\tsong\tsong\tNOUN\tNN\t_\t_\t_\t4:obj\tGloss=x\n" +
	"5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t4:punct\t_\n\n"

func TestCheckFindsWhatIsWrong(t *testing.T) {
	if got := problems(t, valid); got != "" {
		t.Fatalf("Check of what is valid\n got %s\nwant nothing", got)
	}
	for _, c := range []struct{ old, new, want string }{
		{"\n\n", "\n", "line 9: missing-empty-line"},
		{"\n\n", "\n\n\n", "line 11: extra-empty-line"},
		{"\n\n", "\n \n", "line 10: pseudo-empty-line"},
		{"\n\n", "\n# x\n\n", "line 10: misplaced-comment"},
		{"\n\n", "\n\n# x\n\n", "line 12: empty-sentence"},
		{"\n\n", "\nAnn\n\n", "line 10: invalid-line"},
		{"\n\n", "\r\n\n", "line 9: non-unix-newline"},
		{"\tNNP", "", "line 3: number-of-columns"},
		{"\tNNP\t", "\t\t", "line 3: empty-column"},
		{"\tNNP\t", "\tN P\t", "line 3: invalid-whitespace"},
		{"Ann\tPROPN", "Ann \tPROPN", "line 3: trailing-whitespace"},
		{"Ann\tPROPN", "\u00a0Ann\tPROPN", "line 3: leading-whitespace"},
		{"Ann\tPROPN", "A  n\tPROPN", "line 3: repeated-whitespace"},
		{"Ann\tPROPN", "A\u030a\tPROPN", "line 3: unicode-normalization"},
		{"\n1\t", "\n01\t", "line 3: invalid-word-id"},
		{"\n5\t", "\n6\t", "line 9: word-id-sequence"},
		{"\n2-3\t", "\n3-2\t", "line 4: reversed-word-interval"},
		{"\n2-3\t", "\n1-3\t", "line 4: misplaced-word-interval"},
		{"\n2-3\t", "\n2-9\t", "line 4: word-interval-out"},
		{"\n3\t", "\n3-4\tx\t_\t_\t_\t_\t_\t_\t_\t_\n3\t", "line 6: overlapping-word-intervals"},
		{"\n4.1\t", "\n4.2\t", "line 8: misplaced-empty-node"},
		{"# sent_id = a\n", "", "line 2: missing-sent-id"},
		{"# sent_id = a\n", "# sent_id = a\n# sent_id = b\n", "line 2: multiple-sent-id"},
		{"# sent_id = a\n", "# sent_id = a b\n", "line 1: invalid-sent-id"},
		{"# sent_id = a\n", "# sent_id = a/b\n", "line 1: slash-in-sent-id"},
		{"\n\n", "\n\n" + valid, "line 11: non-unique-sent-id"},
		{"# text = Ann didn't sing.\n", "", "line 2: missing-text"},
		{"# text =", "# text = x\n# text =", "line 3: multiple-text"},
		{"sing.\n", "sing. \n", "line 2: text-trailing-whitespace"},
		{"sing.\n", "sing. So\n", "line 2: text-extra-chars"},
		{"didn't sing", "did not sing", "line 4: text-form-mismatch"},
		{"SpaceAfter=No", "_", "line 7: missing-spaceafter"},
		{"SpaceAfter=No", "NoSpaceAfter=Yes", "line 7: nospaceafter-yes"},
		{"Gloss=x", "SpaceAfter=No", "line 8: spaceafter-empty-node"},
		{"4:aux\t_", "4:aux\tSpaceAfter=No", "line 5: spaceafter-mwt-node"},
		{"didn't\t_", "didn't\tdo", "line 4: mwt-nonempty-field"},
		{"NN\t_\t_\t_", "NN\t_\t4\t_", "line 8: empty-node-nonempty-field"},
		{"PROPN", "Propn", "line 3: invalid-upos"},
		{"PROPN", "NAME", "line 3: unknown-upos"},
		{"\tnsubj", "\tnsubj:Pass", "line 3: invalid-deprel"},
		{"\tnsubj", "\tnsbj", "line 3: unknown-deprel"},
		{"Mood=Ind|Tense=Past", "Tense=Past|Mood=Ind", "line 5: unsorted-features"},
		{"Tense=Past", "tense=past", "line 5: invalid-feature"},
		{"Mood=Ind|", "Mood=Ind|Mood=Ind|", "line 5: repeated-feature"},
		{"Mood=Ind", "Mood=Ind,Cnd", "line 5: unsorted-feature-values"},
		{"Mood=Ind", "Mood=Ind,Ind", "line 5: repeated-feature-value"},
		{"\t4\tnsubj", "\t04\tnsubj", "line 3: invalid-head"},
		{"\t4\tnsubj", "\t9\tnsubj", "line 3: unknown-head"},
		{"\t4\tnsubj", "\t1\tnsubj", "line 3: head-self-loop"},
		{"\t4\tnsubj", "\t4\troot", "line 3: root-is-not-0"},
		{"\t0\troot", "\t0\tparataxis", "line 7: 0-is-not-root"},
		{"\t4\tnsubj", "\t0\troot", "line 7: multiple-roots"},
		{"\t0\troot", "\t5\tdep", "line 3: non-tree"},
		{"4:nsubj", "nsubj", "line 3: invalid-deps"},
		{"4:nsubj", "x:nsubj", "line 3: invalid-ehead"},
		{"4:nsubj", "4:nsubj|9:nsubj", "line 3: unknown-ehead"},
		{"4:nsubj", "4:Nsubj", "line 3: invalid-edeprel"},
		{"4:nsubj", "4:nsbj", "line 3: unknown-edeprel"},
		{"4:nsubj", "0:nsubj", "line 3: enhanced-0-is-not-root"},
		{"4:nsubj", "4:root", "line 3: enhanced-root-is-not-0"},
		{"4:nsubj", "4:nsubj|2:obj", "line 3: unsorted-deps"},
		{"4:nsubj", "4:obj|4:nsubj", "line 3: unsorted-deps-2"},
		{"4:nsubj", "4:nsubj|4:nsubj", "line 3: repeated-deps"},
		{"4:nsubj", "1:nsubj|4:nsubj", "line 3: deps-self-loop"},
		{"4:nsubj", "_", "line 3: unconnected-egraph"},
		{"SpaceAfter=No", "SpaceAfter=No|SpaceAfter=No", "line 7: repeated-misc"},
	} {
		t.Run(strings.TrimSpace(c.want), func(t *testing.T) {
			text := strings.Replace(valid, c.old, c.new, 1)
			got, _, _ := strings.Cut(problems(t, text), "\n")
			if !strings.HasPrefix(got, c.want+": ") {
				t.Errorf("Check with %q for %q\n got %s\nwant %s", c.new, c.old, got, c.want)
			}
		})
	}
}

func TestCheckReportsWhatCannotBeRead(t *testing.T) {
	lost := errors.New("disk gone")
	for p, err := range Check(iotest.ErrReader(lost)) {
		if !errors.Is(err, lost) || err.Error() != "conllu: line 1: disk gone" {
			t.Errorf("Check\n got %v %v\nwant %v", p, err, lost)
		}
	}
}
