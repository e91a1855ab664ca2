package tokenize

import (
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

var kindNames = map[extract.SentenceKind]string{
	extract.Prose: "prose", extract.Headline: "headline", extract.Subheading: "subheading",
	extract.Dateline: "dateline", extract.Furniture: "furniture",
}

// kinds prints the sentences of d, one a line, after their kinds.
func kinds(d *extract.Document) string {
	var b strings.Builder
	for i, s := range d.Sentences {
		b.WriteString(kindNames[s.Kind] + ": " + d.SentenceText(i) + "\n")
	}
	return b.String()
}

func TestKinds(t *testing.T) {
	for _, c := range []struct{ name, title, text, want string }{
		{"article", "", `Local News

Council sells the old ferry to Halden Lines

By Ann Brook

BRIGHTWATER: The council sold the old ferry on Monday. Nobody protested.

- A quiet vote -

Mayor Lee said that readers of the Gazette had posted comments on the town's website.

Photo: Bo Lee

The sale ends a dispute of ten years between the town and its port.



Your feedback matters to us!

Please verify your e-mail before posting a comment on this site. We accept no responsibility for comments by third parties.

Want to know more about the harbour?

Click here`, `furniture: Local News
headline: Council sells the old ferry to Halden Lines
furniture: By Ann Brook
dateline: BRIGHTWATER:
prose: The council sold the old ferry on Monday.
prose: Nobody protested.
subheading: - A quiet vote -
prose: Mayor Lee said that readers of the Gazette had posted comments on the town's website.
furniture: Photo: Bo Lee
prose: The sale ends a dispute of ten years between the town and its port.
furniture: Your feedback matters to us!
furniture: Please verify your e-mail before posting a comment on this site.
furniture: We accept no responsibility for comments by third parties.
furniture: Want to know more about the harbour?
furniture: Click here
`},
		{"sources", "Ferry sinks", `Ferry sinks

Friday, January 4, 2019

HALDEN, March 3 (Coast Agency) — The ferry sank off Halden late on Thursday night.

Nobody was hurt when it went down in deep water.

Sources
Ann Brook. "Ferry lost" — Brightwater Gazette, January 4, 2019
https://gazette.example/ferry`, `headline: Ferry sinks
dateline: Friday, January 4, 2019
dateline: HALDEN, March 3 (Coast Agency) —
prose: The ferry sank off Halden late on Thursday night.
prose: Nobody was hurt when it went down in deep water.
furniture: Sources
furniture: Ann Brook.
furniture: "Ferry lost" — Brightwater Gazette, January 4, 2019
furniture: https://gazette.example/ferry
`},
		{"bare sentence", "", "Ann Brook met the mayor", "prose: Ann Brook met the mayor\n"},
		{"agency only", "", "Halden (CA) - The mayor left the town by boat. He did not return.",
			"dateline: Halden (CA) -\nprose: The mayor left the town by boat.\nprose: He did not return.\n"},
		{"no dateline", "", "Mayor Lee - a sailor himself - left the town by boat on Monday.",
			"prose: Mayor Lee - a sailor himself - left the town by boat on Monday.\n"},
		{"address in speech", "", "The mayor left.\n\n\"You will find my comments on the site of this story, and you may share them,\" he told the readers.\n",
			"prose: The mayor left.\nprose: \"You will find my comments on the site of this story, and you may share them,\" he told the readers.\n"},
		{"credit", "", "The ferry leaves the harbour at noon. Photo: Ann Brook.", "prose: The ferry leaves the harbour at noon.\nfurniture: Photo: Ann Brook.\n"},
		{"wrapped", "", "The old ferry left the harbour of\nBrightwater at noon on Monday, and\nAnn stood at the rail. She waved.",
			"prose: The old ferry left the harbour of Brightwater at noon on Monday, and Ann stood at the rail.\nprose: She waved.\n"},
		{"lines", "", "the ferry sank\nthe mayor left\n", "prose: the ferry sank\nprose: the mayor left\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := extract.NewDocument(c.title, "", c.text)
			Stage{}.Read(d)
			checkSpans(t, d)
			if got := kinds(d); got != c.want {
				t.Errorf("Read(%q)\n got\n%s\nwant\n%s", c.text, got, c.want)
			}
		})
	}
}
