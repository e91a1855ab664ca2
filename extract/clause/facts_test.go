package clause

import (
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// TestFacts compares all facts of a sentence on its correct tree.
func TestFacts(t *testing.T) {
	trees := examples(t)
	for _, x := range []struct {
		text string
		want []string
	}{
		{"The mayor did not sign the contract.", []string{
			"mayor | sign | contract ; denied",
		}},
		{"No sailors left the ferry.", []string{
			"sailors | leave | ferry ; denied",
		}},
		{"The council failed to repair the pier.", []string{
			"council | repair | pier ; denied",
		}},
		{"The union denied that the mayor met Bo Lind.", []string{
			"union | deny | the mayor met Bo Lind",
			"mayor | meet | Bo Lind ; denied ; source: union",
		}},
		{"The mayor will open the pier on Friday.", []string{
			"mayor | open | pier ; planned ; time: Friday",
		}},
		{"Speaking in Orren on Monday, Mara praised the council.", []string{
			"Mara | praise | council ; place: Orren ; time: Monday",
			"Mara | speak | ; place: Orren ; time: Monday",
		}},
		{"The ferry sank in May when the storm came.", []string{
			"ferry | sink | ; time: May",
			"storm | come | ; time: May",
		}},
		{"Mara led the council from 2008 until 2016.", []string{
			"Mara | lead | council ; time: 2008 until 2016",
		}},
		{"The sailor is 64 years old.", []string{
			"sailor | be | old",
		}},
		{"The council met on Friday in Orren.", []string{
			"council | meet | ; time: Friday ; place: Orren",
		}},
		{"The storm may destroy the pier.", []string{
			"storm | destroy | pier ; possible",
		}},
		{"If the council sells the ferry, the union will protest.", []string{
			"union | protest | ; planned",
			"council | sell | ferry ; conditional",
		}},
		{"The union asked whether the mayor had signed the contract.", []string{
			"union | ask | whether the mayor had signed the contract",
			"mayor | sign | contract ; asked ; source: union",
		}},
		{"Halden Lines would buy the pier.", []string{
			"Halden Lines | buy | pier ; conditional",
		}},
		{"According to the union, engineers inspected the ferry last month.", []string{
			"engineers | inspect | ferry ; source: union ; time: last month",
		}},
		{"\"The ferry is safe,\" Mara Voss said.", []string{
			"Mara Voss | say | The ferry is safe",
			"ferry | be | safe ; source: Mara Voss",
		}},
		{"\"We repaired the pier,\" she told the Brightwater Courier.", []string{
			"she | tell | We repaired the pier",
			"she | tell | Brightwater Courier",
			"We | repair | pier ; source: she",
		}},
		{"\"The work took three weeks.\"", []string{
			"work | take | three weeks ; source: \"",
		}},
		{"Mara Voss said the crew had rested, adding that the pier was safe.", []string{
			"Mara Voss | say | the crew had rested",
			"crew | rest | ; source: Mara Voss",
			"Mara Voss | add | the pier was safe",
			"pier | be | safe ; source: Mara Voss",
		}},
		{"The company blew up the old pier.", []string{
			"company | blow-up | old pier",
		}},
		{"The crew began repairing the pier.", []string{
			"crew | repair | pier",
		}},
		{"Bo Lind refused to sell the ferry to Orren Works.", []string{
			"Bo Lind | sell | ferry ; denied ; other: Orren Works",
			"Bo Lind | sell-ferry-to | Orren Works ; denied",
		}},
		{"The council believes the storm destroyed the pier.", []string{
			"council | believe | the storm destroyed the pier",
			"storm | destroy | pier ; possible ; source: council",
		}},
		{"On Monday, the mayor opened the pier and praised the crew.", []string{
			"mayor | open | pier ; time: Monday",
			"mayor | praise | crew ; time: Monday",
		}},
		{"Mara Voss, who lives in Orren, never visited Brightwater.", []string{
			"Mara Voss | visit | Brightwater ; denied",
			"Mara Voss | live-in | Orren",
		}},
		{"Halden Lines, which Bo Lind founded in 1998, owns the ferry.", []string{
			"Halden Lines | own | ferry",
			"Bo Lind | found | Halden Lines ; time: 1998",
		}},
		{"The contract was signed in Brightwater between Monday and last Friday.", []string{
			"contract | be-signed | ; place: Brightwater ; time: Monday and last Friday",
		}},
		{"The mayor gave Halden Lines control of the harbor.", []string{
			"mayor | give-to | Halden Lines",
			"mayor | give | control of the harbor",
		}},
		{"Residents of Brightwater, where the ferry sank, left early this month.", []string{
			"Residents of Brightwater | leave | ; time: early this month",
			"ferry | sink | ; place: Brightwater",
		}},
		{"If Mara Voss's rule in Orren ends, the council will celebrate.", []string{
			"council | celebrate | ; planned",
			"Mara Voss's rule | end | ; conditional",
			"Mara Voss | rule-in | Orren",
		}},
		{"Mara Voss's sale of the ferry to Halden Lines surprised residents.", []string{
			"Mara Voss's sale of the ferry | surprise | residents",
			"Mara Voss | sell | ferry",
			"Mara Voss | sell-ferry-to | Halden Lines",
		}},
		{"The sailors were from Orren and Brightwater.", []string{
			"sailors | be-from | Orren",
			"sailors | be-from | Brightwater",
		}},
		{"The ferry sank, so why did the mayor leave?", []string{
			"ferry | sink |",
			"mayor | leave | ; asked",
		}},
		{"\"Is the ferry really safe?\" Mara Voss asked.", []string{
			"Mara Voss | ask | Is the ferry really safe",
			"ferry | be | safe ; asked ; source: Mara Voss ; manner: really",
		}},
		{"Whoever holds the pier controls Brightwater.", nil},
		{"The crew made the pier safe.", []string{
			"crew | make-safe | pier",
			"pier | be | safe",
		}},
		{"Mara Voss went on to open the pier.", []string{
			"Mara Voss | open | pier",
		}},
		{"The council asked whether Mara Voss's rule in Orren was over.", []string{
			"council | ask | whether Mara Voss's rule in Orren was over",
			"Mara Voss's rule | be | over ; asked ; source: council",
			"Mara Voss | rule-in | Orren",
		}},
		{"The council did not fail to repair the pier.", []string{
			"council | repair | pier",
		}},
		{"The council did not sign or return the contract.", []string{
			"council | sign | contract ; denied",
			"council | return | contract ; denied",
		}},
		{"The crew not only sold the ferry.", []string{
			"crew | sell | ferry ; manner: only",
		}},
		{"The mayor was able to open the pier.", []string{
			"mayor | open | pier",
		}},
		{"The mayor is able to open the pier.", []string{
			"mayor | open | pier ; possible",
		}},
		{"It is unlikely that the ferry sank.", []string{
			"ferry | sink | ; denied ; possible",
		}},
		{"The union rejected claims that the ferry sank.", []string{
			"union | reject | claims",
			"ferry | sink | ; denied ; source: union",
		}},
		{"The union repeated the fact that the ferry sank.", []string{
			"union | repeat | fact",
			"ferry | sink |",
		}},
		{"The ferry is said to have sunk.", []string{
			"ferry | sink | ; possible ; source: said",
		}},
		{"The crew allegedly sold the ferry.", []string{
			"crew | sell | ferry ; possible ; source: allegedly ; manner: allegedly",
		}},
		{"The crew claimed to have sold the ferry.", []string{
			"crew | sell | ferry ; source: crew",
		}},
		{"The ferry sank, the mayor said; the crew rested.", []string{
			"ferry | sink | ; source: mayor",
			"crew | rest |",
		}},
		{"Mara Voss or Bo Lind sold the ferry.", []string{
			"Mara Voss | sell | ferry ; possible",
			"Bo Lind | sell | ferry ; possible",
		}},
		{"The crew repaired the pier, or landing, on Monday.", []string{
			"crew | repair | pier ; time: Monday",
			"crew | repair | landing ; time: Monday",
		}},
		{"The pier was sold or repaired.", []string{
			"pier | be-sold | ; possible",
			"pier | be-repaired | ; possible",
		}},
		{"The Gannet is a ferry and not a yacht.", []string{
			"Gannet | be | ferry",
			"Gannet | be | yacht ; denied",
		}},
		{"The crew termed Mara Voss a liar.", []string{
			"crew | term | Mara Voss",
			"Mara Voss | be | liar ; source: crew",
		}},
		{"Bo Lind was found guilty on two counts.", []string{
			"Bo Lind | be-found | guilty ; other: two counts",
			"Bo Lind | be-found-guilty-on | two counts",
		}},
		{"The sale took place in Brightwater.", []string{
			"sale | take-place | ; place: Brightwater",
		}},
		{"The council praised Mara Voss, for whom the mayor requested a crane.", []string{
			"council | praise | Mara Voss",
			"mayor | request | crane",
			"mayor | request-crane-for | Mara Voss",
		}},
		{"Orren's invasion surprised the town.", []string{
			"Orren's invasion | surprise | town",
		}},
		{"Halden Lines, whose leader, Ann Reyes, resigned, protested.", []string{
			"Halden Lines | protest |",
			"leader | resign |",
			"Ann Reyes | be | leader",
			"Ann Reyes | be-leader-of | Halden Lines",
		}},
		{"The crew will stay until the ferry sinks.", []string{
			"crew | stay | ; planned",
			"ferry | sink | ; planned",
		}},
		{"The crew stayed until the ferry sank.", []string{
			"crew | stay |",
			"ferry | sink |",
		}},
		{"The crew left as if the ferry sank.", []string{
			"crew | leave |",
			"ferry | sink | ; conditional",
		}},
		{"Halden is Orren's biggest economy.", []string{
			"Halden | be | Orren's biggest economy",
		}},
		{"The mayor sold or closed the pier and left.", []string{
			"mayor | sell | pier ; possible",
			"mayor | close | pier ; possible",
			"mayor | leave |",
		}},
		{"The council met without any ferry sold.", []string{
			"council | meet | ; other: any ferry",
			"any ferry | be-sold | ; denied",
		}},
		{"There was no light in May.", []string{
			"light | exist | ; denied ; time: May",
		}},
		{"There are reports that the ferry sank.", []string{
			"ferry | sink | ; possible ; source: reports",
		}},
		{"The council declined to comment.", []string{
			"council | comment | ; denied",
		}},
		{"Did the mayor sell the ferry?", []string{
			"mayor | sell | ferry ; asked",
		}},
	} {
		t.Run(x.text, func(t *testing.T) {
			d := trees[x.text]
			if d == nil {
				t.Fatalf("no tree of %q in testdata/examples.conllu", x.text)
			}
			Stage{All: true}.Read(d)
			if got := facts(d); !slices.Equal(got, x.want) {
				t.Errorf("facts of %q\ngot  %s\nwant %s", x.text, strings.Join(got, "\n     "), strings.Join(x.want, "\n     "))
			}
		})
	}
}

func facts(d *extract.Document) []string {
	var out []string
	for i := range d.Facts {
		out = append(out, write(&d.Facts[i]))
	}
	return out
}
