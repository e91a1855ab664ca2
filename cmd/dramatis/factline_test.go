package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// document is "— Élodie met Bo." with its one fact, and no object where verb
// stands alone.
func document(object bool) *extract.Document {
	d := extract.NewDocument("", "", "— Élodie\nmet Bo.")
	for _, word := range []string{"—", "Élodie", "met", "Bo", "."} {
		at := strings.Index(d.Text, word)
		d.Tokens = append(d.Tokens, extract.Token{Start: at, End: at + len(word)})
	}
	d.Sentences = []extract.Sentence{{First: 0, End: 5}}
	f := extract.Fact{
		Subject:   extract.Argument{First: 1, End: 2, Text: "Élodie", Name: "Élodie Marsh", Kind: extract.Person},
		Predicate: extract.Predicate{First: 2, End: 3, Text: "met", Lemma: "meet", Family: "consult"},
		Polarity:  extract.Affirmed, Modality: extract.Asserted, Confidence: 0.5, Rule: "active",
	}
	if object {
		f.Object = &extract.Argument{First: 3, End: 4, Text: "Bo", Name: "Bo", Kind: extract.Person}
		f.Modifiers = []extract.Modifier{{Role: "time", Prep: "on", First: 3, End: 4, Text: "Bo", Value: "2025"}}
		f.Source = extract.Source{Name: "Mira Osei", Text: "Osei"}
	}
	d.Facts = []extract.Fact{f}
	d.Frames = []extract.Frame{{Predicate: "met", Subject: "Élodie", Arguments: []string{"Bo", "on\tMonday"}, Confidence: 0.5}}
	return d
}

func TestFactLines(t *testing.T) {
	for _, c := range []struct {
		object bool
		want   string
	}{
		{true, `"sentence":0,"text":"— Élodie met Bo.","subject":{"text":"Élodie","name":"Élodie Marsh","kind":"person","start":2,"end":8},` +
			`"predicate":{"text":"met","lemma":"meet","family":"consult","start":9,"end":12},"object":{"text":"Bo","name":"Bo","kind":"person","start":13,"end":15},` +
			`"modifiers":[{"role":"time","prep":"on","text":"Bo","value":"2025","start":13,"end":15}],"polarity":"affirmed","modality":"asserted",` +
			`"source":{"name":"Mira Osei","text":"Osei"},"confidence":0.5,"rule":"active"}`},
		{false, `"sentence":0,"text":"— Élodie met Bo.","subject":{"text":"Élodie","name":"Élodie Marsh","kind":"person","start":2,"end":8},` +
			`"predicate":{"text":"met","lemma":"meet","family":"consult","start":9,"end":12},"object":null,"modifiers":[],"polarity":"affirmed","modality":"asserted",` +
			`"source":{"name":"","text":""},"confidence":0.5,"rule":"active"}`},
	} {
		d := document(c.object)
		var b bytes.Buffer
		if err := writeFactLines(&b, d); err != nil {
			t.Fatal(err)
		}
		if want := `{"doc":"dramatis:doc/` + d.ID + `",` + c.want + "\n"; b.String() != want {
			t.Errorf("writeFactLines, object %v\n got %swant %s", c.object, b.String(), want)
		}
	}
}

func TestWriteFrames(t *testing.T) {
	for _, c := range []struct {
		lines bool
		want  string
	}{
		{false, "— Élodie met Bo.\t0.500\tmet\tÉlodie\tBo\ton Monday\n"},
		{true, "— Élodie\t0.500\tmet\tÉlodie\tBo\ton Monday\n"},
	} {
		var b bytes.Buffer
		if err := writeFrames(&b, document(true), c.lines); err != nil || b.String() != c.want {
			t.Errorf("writeFrames, lines %v\n got %q %v\nwant %q", c.lines, b.String(), err, c.want)
		}
	}
}
