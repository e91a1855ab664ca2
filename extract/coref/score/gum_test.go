package score

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// ferry has a mention inside another, one over two tokens and one across a
// sentence.
const ferry = `# newdoc id = GUM_news_ferry
# newpar
# text = Brook's ferry sank.
1	Brook	Brook	PROPN	NNP	_	3	nmod:poss	_	Entity=(2-object-new(1-person-new|SpaceAfter=No
2	's	's	PART	POS	_	1	case	_	Entity=1)
3	ferry	ferry	NOUN	NN	_	4	nsubj	_	Entity=2)
4	sank	sink	VERB	VBD	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

# text = He left it.
1	He	he	PRON	PRP	_	2	nsubj	_	Entity=(1-person-giv)
2	left	leave	VERB	VBD	_	0	root	_	_
3	it	it	PRON	PRP	_	2	obj	_	Entity=(2-object-giv)(3-object-new)|SpaceAfter=No
4	.	.	PUNCT	.	_	2	punct	_	_

# newpar
# text = She came.
1	She	she	PRON	PRP	_	2	nsubj	_	Entity=(4-person-new)
2	came	come	VERB	VBD	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_

`

func read(t *testing.T) *Article {
	all, err := Read(strings.NewReader(ferry))
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 1 || all[0].Genre != "news" {
		t.Fatalf("Read\ngot  %d articles\nwant one of news", len(all))
	}
	return all[0]
}

func TestRead(t *testing.T) {
	a := read(t)
	if want := "Brook's ferry sank. He left it.\n\nShe came."; a.Text != want {
		t.Errorf("Text\ngot  %q\nwant %q", a.Text, want)
	}
	if got, want := words(a, a.Gold()), "[Brook's|He] [Brook's ferry|it]"; got != want {
		t.Errorf("Gold\ngot  %s\nwant %s", got, want)
	}
}

// words spells a partition.
func words(a *Article, p Partition) string {
	var out []string
	for _, c := range p {
		var w []string
		for _, s := range c {
			w = append(w, a.Text[s.First:s.End])
		}
		out = append(out, "["+strings.Join(w, "|")+"]")
	}
	return strings.Join(out, " ")
}

func TestReadRejectsBrackets(t *testing.T) {
	if _, err := Read(strings.NewReader("1\tferry\tferry\tNOUN\tNN\t_\t0\troot\t_\tEntity=7)\n\n")); err == nil {
		t.Error("Read of an entity that nothing opens\ngot  no error\nwant one")
	}
}

// TestSystem takes the spans of a document's chains as GUM marks them: the
// possessive ending and a relative clause belong to a mention, a relative
// pronoun is none.
func TestSystem(t *testing.T) {
	a := read(t)
	d := a.Doc
	d.Mentions = []extract.Mention{
		{First: 0, End: 3, Core: [2]int{2, 3}, Head: 2, Chain: 1},
		{First: 0, End: 1, Core: [2]int{0, 1}, Head: 0, Form: extract.Name, Chain: 0},
		{First: 5, End: 6, Core: [2]int{5, 6}, Head: 5, Form: extract.Pronoun, Chain: 0},
		{First: 7, End: 8, Core: [2]int{7, 8}, Head: 7, Form: extract.Pronoun, Chain: 1},
	}
	d.Chains = []extract.Chain{{Mentions: []extract.MentionID{1, 2}}, {Mentions: []extract.MentionID{0, 3}}}
	if got, want := words(a, System(d)), "[Brook's|He] [Brook's ferry|it]"; got != want {
		t.Errorf("System\ngot  %s\nwant %s", got, want)
	}
	if got, want := fmt.Sprint(a.Entities(d)), "[2 1 1 2]"; got != want {
		t.Errorf("Entities\ngot  %s\nwant %s", got, want)
	}
	d.Mentions = d.Mentions[1:3]
	chains := a.GoldMentions(d)
	if len(d.Mentions) != 5 {
		t.Errorf("GoldMentions\ngot  %d mentions\nwant 5", len(d.Mentions))
	}
	d.Chains = []extract.Chain{{Mentions: []extract.MentionID{0, 3}}}
	if got, want := words(a, chains()), "[Brook's ferry|it]"; got != want {
		t.Errorf("GoldMentions, then chains\ngot  %s\nwant %s", got, want)
	}
}
