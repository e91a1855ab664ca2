package mention

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// sentences makes a document whose sentences are given word by word as
// "form|UPOS|tokens to the head|relation|name tag"; what is left out at the end is
// empty.
func sentences(lines ...string) *extract.Document {
	var words []string
	d := &extract.Document{}
	at := 0
	for _, line := range lines {
		first := len(d.Tokens)
		for _, w := range strings.Fields(line) {
			f := append(strings.Split(w, "|"), "", "", "", "")
			up, _ := strconv.Atoi(f[2])
			t := extract.Token{Start: at, End: at + len(f[0]), Lemma: f[0], UPOS: f[1], Up: up, Deprel: f[3], Name: f[4]}
			if f[1] == "PROPN" {
				t.XPOS = "NNP"
			}
			if f[0] == "'s" {
				t.XPOS = "POS"
			}
			d.Tokens = append(d.Tokens, t)
			words = append(words, f[0])
			at += len(f[0]) + 1
		}
		d.Sentences = append(d.Sentences, extract.Sentence{First: first, End: len(d.Tokens)})
	}
	d.Text = strings.Join(words, " ")
	return d
}

func TestKindsOfNames(t *testing.T) {
	for _, c := range []struct {
		why  string
		text []string
		want string
	}{
		{"a town before its country", []string{"He|PRON|1|nsubj moved|VERB|0|root to|ADP|1|case Halden|PROPN|-2|obl|B-PER ,|PUNCT|1|punct Denmark|PROPN|-2|appos|B-LOC .|PUNCT|-5|punct"},
			"Halden/LOC Denmark/LOC"},
		{"an age", []string{"Lorvik|PROPN|4|nsubj|B-LOC ,|PUNCT|1|punct 34|NUM|-2|appos ,|PUNCT|-1|punct swam|VERB|0|root .|PUNCT|-1|punct"},
			"Lorvik/PER"},
		{"residents of", []string{"Residents|NOUN|3|nsubj of|ADP|1|case Lorvik|PROPN|-2|nmod|B-ORG left|VERB|0|root .|PUNCT|-1|punct"},
			"Lorvik/LOC"},
		{"who", []string{"Lorvik|PROPN|4|nsubj|B-ORG ,|PUNCT|2|punct who|PRON|1|nsubj swam|VERB|-3|acl:relcl won|VERB|0|root .|PUNCT|-1|punct"},
			"Lorvik/PER"},
		{"the legal form of a company", []string{"Halden|PROPN|1|compound|B-LOC Ferries|PROPN|3|nsubj|I-LOC ,|PUNCT|1|punct Inc.|PROPN|-2|flat sank|VERB|0|root .|PUNCT|-1|punct"},
			"Halden Ferries , Inc./ORG"},
		{"a newspaper", []string{"The|DET|2|det Halden|PROPN|1|compound|B-LOC Post|PROPN|1|nsubj|I-LOC closed|VERB|0|root .|PUNCT|-1|punct"},
			"Halden Post/ORG"},
		{"an Arabic name that the model missed", []string{"Khalid|PROPN|2|nsubj Mansour|PROPN|-1|flat sailed|VERB|0|root .|PUNCT|-1|punct"},
			"Khalid Mansour/PER"},
		{"an Indian name taken for a place", []string{"Sanjay|PROPN|2|nsubj|B-LOC Sharma|PROPN|-1|flat|I-LOC sailed|VERB|0|root .|PUNCT|-1|punct"},
			"Sanjay Sharma/PER"},
		{"a town and its state", []string{"She|PRON|1|nsubj left|VERB|0|root Halden|PROPN|1|compound|B-LOC Oregon|PROPN|-2|obj|I-LOC .|PUNCT|-3|punct"},
			"Halden/LOC Oregon/LOC"},
		{"a day behind a town", []string{"They|PRON|1|nsubj left|VERB|0|root Halden|PROPN|-1|obj|B-LOC Wednesday|PROPN|-2|obl:unmarked|I-LOC .|PUNCT|-3|punct"},
			"Halden/LOC"},
		{"a ship", []string{"The|DET|1|det ferry|NOUN|2|nsubj Gannet|PROPN|-1|appos sank|VERB|0|root .|PUNCT|-1|punct"},
			"Gannet/WEAPON"},
		{"the hall of a founder", []string{"They|PRON|1|nsubj gathered|VERB|0|root again|ADV|-1|advmod at|ADP|3|case Lorvik|PROPN|2|nmod:poss|B-PER 's|PART|-1|case College|PROPN|-5|obl .|PUNCT|-6|punct"},
			"Lorvik 's College/ORG"},
		{"a ministry for two things", []string{"The|DET|1|det Ministry|PROPN|5|nsubj|B-ORG of|ADP|1|case Tides|PROPN|-2|nmod|I-ORG and|CCONJ|1|cc Harbours|PROPN|-2|conj closed|VERB|0|root .|PUNCT|-1|punct"},
			"Ministry of Tides and Harbours/ORG"},
		{"an acronym that acts", []string{"They|PRON|1|nsubj met|VERB|0|root the|DET|1|det HTFB|PROPN|-2|obj .|PUNCT|-3|punct"},
			"HTFB/ORG"},
		{"an acronym that names no body", []string{"They|PRON|1|nsubj took|VERB|0|root some|DET|1|det DNA|PROPN|-2|obj .|PUNCT|-3|punct"},
			"DNA/MISC"},
		{"one context settles the others", []string{
			"Captain|PROPN|1|compound Lorvik|PROPN|1|nsubj|B-PER sailed|VERB|0|root .|PUNCT|-1|punct",
			"Then|ADV|2|advmod Lorvik|PROPN|1|nsubj|B-LOC swam|VERB|0|root .|PUNCT|-1|punct"},
			"Lorvik/PER Lorvik/PER"},
		{"a storm", []string{
			"Hurricane|PROPN|1|compound|B-PER Ann|PROPN|1|nsubj|I-PER came|VERB|0|root .|PUNCT|-1|punct",
			"Then|ADV|2|advmod Ann|PROPN|1|nsubj|B-PER turned|VERB|0|root .|PUNCT|-1|punct"},
			"Hurricane Ann/EVENT Ann/EVENT"},
	} {
		d := sentences(c.text...)
		Stage{}.Read(d)
		if got := tagsOf(d); got != c.want {
			t.Errorf("%s: Read(%q)\ngot  %s\nwant %s", c.why, d.Text, got, c.want)
		}
	}
}

// tagsOf lists the names that the tags of the tokens spell: "Halden/LOC".
func tagsOf(d *extract.Document) string {
	var out []string
	for i := 0; i < len(d.Tokens); i++ {
		kind, ok := strings.CutPrefix(d.Tokens[i].Name, "B-")
		if !ok {
			continue
		}
		end := i + 1
		for end < len(d.Tokens) && d.Tokens[end].Name == "I-"+kind {
			end++
		}
		out = append(out, fmt.Sprintf("%s/%s", d.Span(i, end), kind))
	}
	return strings.Join(out, " ")
}

// What is printed of names must be what the mentions say, and reading a document
// twice must not change it.
func TestTagsAreThoseOfMentions(t *testing.T) {
	d := sentences("Captain|PROPN|1|compound Lorvik|PROPN|1|nsubj|B-PER left|VERB|0|root Denmark|PROPN|-1|obj .|PUNCT|-2|punct",
		"The|DET|1|det ferry|NOUN|2|nsubj Gannet|PROPN|-1|appos|B-LOC sank|VERB|0|root .|PUNCT|-1|punct")
	Stage{}.Read(d)
	for _, m := range d.Mentions {
		if want, ok := labels[m.Kind]; m.Form == extract.Name && ok && d.Tokens[m.Core[0]].Name != "B-"+want {
			t.Errorf("%s is a %s but tagged %q", d.Span(m.First, m.End), m.Kind, d.Tokens[m.Core[0]].Name)
		}
	}
	once := tagsOf(d)
	Stage{}.Read(d)
	if twice := tagsOf(d); once == "" || twice != once {
		t.Errorf("read once %q, twice %q", once, twice)
	}
}

func TestYears(t *testing.T) {
	d := sentences("They|PRON|1|nsubj left|VERB|0|root in|ADP|1|case 1859|NUM|-2|obl .|PUNCT|-3|punct",
		"They|PRON|1|nsubj sold|VERB|0|root 1859|NUM|-1|obj .|PUNCT|-2|punct")
	Stage{}.Read(d)
	var got []extract.Kind
	for _, m := range d.Mentions {
		if m.Form == extract.Nominal {
			got = append(got, m.Kind)
		}
	}
	if len(got) != 2 || got[0] != extract.Date || got[1] != extract.Quantity {
		t.Errorf("kinds of 1859: %v, want a date and a quantity", got)
	}
}
