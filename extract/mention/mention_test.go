package mention

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/internal/fixture"
)

// want lists the mentions of each sentence of testdata/brightwater.conllu as
// "phrase [core] kind".
var want = []string{
	`U.S. Secretary of State Ann Brook [Ann Brook] person
U.S. [U.S.] place
the ferry workers of Brightwater [ferry workers] group
Brightwater [Brightwater] place`,
	`The old town of Brightwater [Brightwater] place
April 9 [April 9] date`,
	`Danish troops [Danish troops] group
the Halden area [Halden] place`,
	`The king's envoy to Sweden [envoy] person
The king [king] person
Sweden [Sweden] place
Bo de Ferris [Bo de Ferris] person
Halden [Halden] place`,
	`Tide Observatory director Rami al-Brook [Rami al-Brook] person
Tide Observatory [Tide Observatory] organisation
dozens of new leaks [leaks] other`,
	`The Brightwater Observatory for Tides [Brightwater Observatory for Tides] organisation
the BFC [BFC] organisation
four old boats [boats] weapon
last May [last May] date`,
	`Two men [men] group
who [who] person
the ferry [ferry] weapon`,
	`It [It] other
the mayor's third visit [visit] event
the mayor [mayor] person`,
	`Mrs. Brook [Brook] person
300 dollars [dollars] quantity
the poor [poor] group`,
	`The Halden Tide and Ferry Board [Halden Tide and Ferry Board] organisation
HTFB [HTFB] organisation
diver Ann Brook [Ann Brook] person
New Halden [New Halden] place`,
	`Halden [Halden] place
it [it] other
the Tide Watch militant group [Tide Watch] organisation
the Danish Interior Ministry [Danish Interior Ministry] organisation`,
	`Ministers Ann Brook [Ann Brook] person
Bo Ferris [Bo Ferris] person
the United States [United States] place
Lake Halden [Lake Halden] place`,
	`The spokesman for Halden [spokesman] person
Halden [Halden] place
Ann Brook [Ann Brook] person
her dog [dog] other
her [her] person
Laszlo II [Laszlo II] person`,
	`Hurricane Ann [Hurricane Ann] event
the Brightwater border [Brightwater border] place
Brightwater [Brightwater] place
a fire [fire] event
last night [last night] date
the BFC office [BFC office] organisation
BFC [BFC] organisation`,
	`Clara May [Clara May] person
May [May] date`,
	`Bishop Emeritus Ann Brook-Ferris [Ann Brook-Ferris] person
Hamo bin Halden [Hamo bin Halden] person`,
	`U.S.-backed carriers [carriers] other
U.S. [U.S.] place
an aircraft carrier [aircraft carrier] weapon`,
	`A Health Minister [Health Minister] person
the Court [Court] organisation`,
	`The Denmark-Sweden bridge [Denmark-Sweden bridge] facility
Denmark [Denmark] place
Sweden [Sweden] place
Eva Brook-Ferris [Eva Brook-Ferris] person
money [money] other`,
	`Monday [Monday] date
Halden Lines [Halden Lines] organisation
a boat [boat] weapon`,
	`Halden Lines director Bo Ferris [Bo Ferris] person
Halden Lines [Halden Lines] organisation`,
	`BFC [BFC] organisation`,
}

func TestRead(t *testing.T) {
	d := fixture.Documents(t, "testdata/brightwater.conllu")[0]
	Stage{}.Read(d)
	if len(d.Sentences) != len(want) {
		t.Fatalf("%d sentences, but %d expectations", len(d.Sentences), len(want))
	}
	for s, sentence := range d.Sentences {
		var got []string
		for _, m := range d.Mentions {
			if m.First >= sentence.First && m.End <= sentence.End {
				got = append(got, fmt.Sprintf("%s [%s] %s", d.Span(m.First, m.End), d.Span(m.Core[0], m.Core[1]), m.Kind))
			}
		}
		text := d.SentenceText(s)
		t.Run(text, func(t *testing.T) {
			if g := strings.Join(got, "\n"); g != want[s] {
				t.Errorf("Read(%q)\ngot  %s\nwant %s", text, strings.ReplaceAll(g, "\n", "\n     "), strings.ReplaceAll(want[s], "\n", "\n     "))
			}
		})
	}
}

// A mention lies inside its sentence, holds its core and its head, and no two
// share both head and span: the later stages rely on it.
func TestSpans(t *testing.T) {
	d := fixture.Documents(t, "testdata/brightwater.conllu")[0]
	Stage{}.Read(d)
	type place struct{ first, end, head int }
	seen := map[place]bool{}
	for _, m := range d.Mentions {
		if m.First > m.Core[0] || m.Core[1] > m.End || m.Core[0] >= m.Core[1] || m.Head < m.First || m.Head >= m.End || m.Chain != -1 {
			t.Errorf("mention %q\ngot  %+v\nwant core and head inside the phrase, no chain", d.Span(m.First, m.End), m)
		}
		p := place{m.First, m.End, m.Head}
		if seen[p] {
			t.Errorf("mention %q\ngot  it twice\nwant it once", d.Span(m.First, m.End))
		}
		seen[p] = true
	}
}

func TestFurnitureHasNoMentions(t *testing.T) {
	d := fixture.Documents(t, "testdata/brightwater.conllu")[0]
	for i := range d.Sentences {
		d.Sentences[i].Kind = extract.Furniture
	}
	Stage{}.Read(d)
	if len(d.Mentions) != 0 {
		t.Errorf("Read of page furniture\ngot  %d mentions\nwant none", len(d.Mentions))
	}
}

// Trees that a parser would never make must not stop the stage.
func TestBrokenTrees(t *testing.T) {
	for _, up := range [][2]int{{0, 0}, {1, 1}, {-1, -1}, {1, -1}, {3, -7}, {1000, -1000}} {
		d := fixture.Documents(t, "testdata/brightwater.conllu")[0]
		for i := range d.Tokens {
			d.Tokens[i].Up = up[i%2]
			d.Tokens[i].Deprel = []string{"nmod", "compound", "flat", "appos"}[i%4]
		}
		Stage{}.Read(d)
	}
}

func BenchmarkRead(b *testing.B) {
	d := fixture.Documents(b, "testdata/brightwater.conllu")[0]
	b.ReportAllocs()
	for b.Loop() {
		Stage{}.Read(d)
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
