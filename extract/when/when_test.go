package when

import (
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// published is a Thursday.
const published = "2016-03-24"

var resolveTests = []struct {
	text  string
	tense Tense
	want  string // "" where it stays open
}{
	{"Thursday", Past, "2016-03-24"},
	{"on Sunday", Past, "2016-03-20"},
	{"on Sunday", Future, "2016-03-27"},
	{"Tuesday", Unknown, "2016-03-22"},
	{"Tuesday's", Past, "2016-03-22"},
	{"last Sunday", Past, "2016-03-20"},
	{"last Thursday", Past, "2016-03-17"},
	{"next Monday", Future, "2016-03-28"},
	{"this Saturday", Future, "2016-03-26"},
	{"Thursday afternoon", Past, "2016-03-24"},
	{"early Friday", Past, "2016-03-18"},
	{"the early hours of Friday", Past, "2016-03-18"},
	{"late on Tuesday night", Past, "2016-03-22"},
	{"Thursday of last week", Past, "2016-03-17"},
	{"Monday last week", Past, "2016-03-14"},
	{"between Wednesday and last Sunday", Past, "2016-03-20/2016-03-23"},
	{"Wednesday and last Sunday", Past, "{2016-03-20,2016-03-23}"},
	{"from Monday to Friday", Past, "2016-03-14/2016-03-18"},
	{"from Monday to Friday", Future, "2016-03-28/2016-04-01"},
	{"from Monday to Wednesday", Past, "2016-03-21/2016-03-23"},
	{"yesterday", Past, "2016-03-23"},
	{"the day before yesterday", Past, "2016-03-22"},
	{"today", Past, "2016-03-24"},
	{"tonight", Future, "2016-03-24"},
	{"this morning", Past, "2016-03-24"},
	{"last night", Past, "2016-03-23"},
	{"tomorrow", Future, "2016-03-25"},
	{"tomorrow morning", Future, "2016-03-25"},
	{"last week", Past, "2016-03-14/2016-03-20"},
	{"earlier this week", Past, "2016-03-21/2016-03-27"},
	{"next week", Future, "2016-03-28/2016-04-03"},
	{"over the weekend", Past, "2016-03-19/2016-03-20"},
	{"last weekend", Past, "2016-03-19/2016-03-20"},
	{"this weekend", Future, "2016-03-26/2016-03-27"},
	{"this month", Past, "2016-03"},
	{"early this month", Past, "2016-03"},
	{"earlier this month", Past, "2016-03"},
	{"next month", Future, "2016-04"},
	{"last month", Past, "2016-02"},
	{"late last year", Past, "2015"},
	{"this year", Past, "2016"},
	{"last May", Past, "2015-05"},
	{"last March", Past, "2015-03"},
	{"next May", Future, "2016-05"},
	{"in May", Past, "2015-05"},
	{"in June", Future, "2016-06"},
	{"in March", Past, "2016-03"},
	{"two days ago", Past, "2016-03-22"},
	{"a week ago", Past, "2016-03-14/2016-03-20"},
	{"three months ago", Past, "2015-12"},
	{"five years ago", Past, "2011"},
	{"a couple of days ago", Past, "2016-03-22"},
	{"in two weeks", Future, "2016-04-04/2016-04-10"},
	{"in two weeks", Past, "P2W"},
	{"the past two days", Past, "2016-03-22/2016-03-24"},
	{"the last three years", Past, "2013/2016"},
	{"April 9", Future, "2016-04-09"},
	{"on April 9", Past, "2016-04-09"}, // nearly a year ago a writer would give the year
	{"on January 9", Past, "2016-01-09"},
	{"on 9 January", Past, "2016-01-09"},
	{"December 9", Future, "2016-12-09"},
	{"Tuesday, March 22", Past, "2016-03-22"},
	{"Monday, March 22", Past, ""},
	{"March 24, 2015", Past, "2015-03-24"},
	{"24 March 2015", Past, "2015-03-24"},
	{"the 9th of May 2014", Past, "2014-05-09"},
	{"March 3-5", Past, "2016-03-03/2016-03-05"},
	{"2014-11-05", Past, "2014-11-05"},
	{"February 30, 2014", Past, ""},
	{"March 2015", Past, "2015-03"},
	{"mid-March", Past, "2016-03"},
	{"in 2014", Past, "2014"},
	{"about 2011", Past, "2011~"},
	{"early 2014", Past, "2014"},
	{"the 1990s", Past, "199X"},
	{"the '90s", Past, "199X"},
	{"the 1900s", Past, "19XX"},
	{"the 19th century", Past, "18XX"},
	{"the summer of 2014", Past, "2014-22"},
	{"last summer", Past, "2015-22"},
	{"this spring", Past, "2016-21"},
	{"next winter", Future, "2016-24"},
	{"the first quarter of 2015", Past, "2015-33"},
	{"last quarter", Past, "2015-36"},
	{"the end of June", Future, "2016-06"},
	{"since 2011", Past, "2011/.."},
	{"since Monday", Past, "2016-03-21/.."},
	{"until June", Future, "../2016-06"},
	{"by Friday", Future, "../2016-03-25"},
	{"from 2011 to 2014", Past, "2011/2014"},
	{"2011-2014", Past, "2011/2014"},
	{"2010-11", Past, "2010/2011"},
	{"between 2011 and 2014", Past, "2011/2014"},
	{"in 2011 and 2014", Past, "{2011,2014}"},
	{"9 p.m.", Past, "T21:00"},
	{"at 9 p.m. on Thursday", Past, "2016-03-24T21:00"},
	{"Thursday at 9:30 a.m. local time", Past, "2016-03-24T09:30"},
	{"at 12 a.m. on March 3", Past, "2016-03-03T00:00"},
	{"for two days", Past, "P2D"},
	{"for a decade", Past, "P10Y"},
	{"for nearly two years", Past, "P2Y"},
	{"three days", Past, "P3D"},
	{"one day", Past, ""},
	{"over the last year", Past, "2015/2016"},
	{"over the last week", Past, "2016-03-17/2016-03-24"},
	{"for the past two days", Past, "2016-03-22/2016-03-24"},
	{"over the past decades", Past, ""},
	{"in July and August of 2014", Past, "{2014-07,2014-08}"},
	{"back in September of '72", Past, "1972-09"},
	{"in the sixteenth century", Past, "15XX"},
	{"as of March 2014", Past, "2014-03"},
	{"through June", Future, "../2016-06"},
	{"since at least 1997", Past, "1997/.."},
	{"the year 1925", Past, "1925"},
	{"Thursday, when the ferry sailed", Past, "2016-03-24"},
	{"Thursday morning in Halden", Past, "2016-03-24"},
	{"Thursday in March", Past, ""},
	{"the first week of April", Future, "2016-04-01/2016-04-07"},
	{"the last week of February", Past, "2016-02-23/2016-02-29"},
	{"over the years 2005-2015", Past, "2005/2015"},
	{"after the storm", Past, ""},
	{"every Monday", Past, "XXXX-WXX-1"},
	{"Mondays", Past, "XXXX-WXX-1"},
	{"the next day", Past, ""},
	{"two days later", Past, ""},
	{"recently", Past, ""},
	{"again", Past, ""},
	{"", Past, ""},
}

func TestResolve(t *testing.T) {
	for _, c := range resolveTests {
		got, ok := Resolve(c.text, published, c.tense)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("Resolve(%q, %s, %d)\n got %q, %v\nwant %q", c.text, published, c.tense, got, ok, c.want)
		}
	}
}

// Without a date of publication nothing may depend on one.
func TestResolveUndated(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"in 2014", "2014"}, {"March 24, 2015", "2015-03-24"}, {"the 1990s", "199X"}, {"since 2011", "2011/.."},
		{"Thursday", ""}, {"last May", ""}, {"April 9", ""}, {"yesterday", ""}, {"two days ago", ""}, {"this summer", ""},
		{"in May", ""}, {"next week", ""}, {"the weekend", ""}, {"last quarter", ""}, {"the first quarter", ""}, {"this morning", ""},
		{"April 9 last year", ""},
	} {
		if got, _ := Resolve(c.text, "", Past); got != c.want {
			t.Errorf("Resolve(%q, \"\")\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

// sentence makes a document of one sentence from "word/UPOS/feats/deprel/up"
// fields, with a fact whose predicate is token verb and whose time is the rest
// from token time on.
func sentence(modality extract.Modality, verb, time int, fields ...string) *extract.Document {
	var text []string
	for _, f := range fields {
		text = append(text, strings.Split(f, "/")[0])
	}
	d := extract.NewDocument("", published, strings.Join(text, " "))
	pos := 0
	for i, f := range fields {
		col := strings.Split(f, "/")
		tok := extract.Token{Start: pos, End: pos + len(col[0]), UPOS: col[1], Feats: strings.ReplaceAll(col[2], ",", "|"), Deprel: col[3]}
		if i != verb && (strings.HasPrefix(col[3], "aux") || col[3] == "mark") {
			tok.Up = verb - i
		}
		if col[0] == "has" {
			tok.Lemma = "have"
		}
		d.Tokens = append(d.Tokens, tok)
		pos = tok.End + 1
	}
	d.Sentences = []extract.Sentence{{First: 0, End: len(fields)}}
	d.Facts = []extract.Fact{{
		Predicate: extract.Predicate{First: verb, End: verb + 1}, Modality: modality,
		Modifiers: []extract.Modifier{{Role: "time", Prep: "on", First: time, End: len(fields), Text: d.Span(time, len(fields))}},
	}}
	return d
}

func TestStage(t *testing.T) {
	for _, c := range []struct {
		d    *extract.Document
		want string
	}{
		{sentence(extract.Asserted, 1, 2, "Ann/PROPN//nsubj", "sailed/VERB/Tense=Past,VerbForm=Fin/root", "Sunday/PROPN//obl"), "2016-03-20"},
		{sentence(extract.Asserted, 2, 3, "Ann/PROPN//nsubj", "will/AUX/VerbForm=Fin/aux", "sail/VERB/VerbForm=Inf/root", "Sunday/PROPN//obl"), "2016-03-27"},
		{sentence(extract.Asserted, 2, 3, "Ann/PROPN//nsubj", "did/AUX/Tense=Past,VerbForm=Fin/aux", "sail/VERB/VerbForm=Inf/root", "Sunday/PROPN//obl"), "2016-03-20"},
		{sentence(extract.Asserted, 2, 3, "Ann/PROPN//nsubj", "has/AUX/Tense=Pres,VerbForm=Fin/aux", "sailed/VERB/Tense=Past,VerbForm=Part/root", "Sunday/PROPN//obl"), "2016-03-20"},
		{sentence(extract.Asserted, 3, 4, "Ann/PROPN//nsubj", "hoped/VERB/Tense=Past,VerbForm=Fin/root", "to/PART//mark", "sail/VERB/VerbForm=Inf/xcomp", "Sunday/PROPN//obl"), "2016-03-27"},
		{sentence(extract.Asserted, 1, 2, "Ann/PROPN//nsubj", "sails/VERB/Tense=Pres,VerbForm=Fin/root", "Sunday/PROPN//obl"), "2016-03-27"},
		{sentence(extract.Asserted, 1, 2, "storm/NOUN//root", "expected/VERB/Tense=Past,VerbForm=Part/acl", "Sunday/PROPN//obl"), "2016-03-27"},
		{sentence(extract.Planned, 1, 2, "Ann/PROPN//nsubj", "sailed/VERB/Tense=Past,VerbForm=Fin/root", "Sunday/PROPN//obl"), "2016-03-27"},
	} {
		Stage{}.Read(c.d)
		if got := c.d.Facts[0].Modifiers[0].Value; got != c.want {
			t.Errorf("Read(%q)\n got %q\nwant %q", c.d.Text, got, c.want)
		}
	}
}

// TestStageTells reads two sentences, the second of which counts from the first.
func TestStageTells(t *testing.T) {
	d := extract.NewDocument("", published, "Ann sailed on Monday . She left the next day at 9 p.m.")
	pos := 0
	for _, f := range strings.Fields(d.Text) {
		d.Tokens = append(d.Tokens, extract.Token{Start: pos, End: pos + len(f), UPOS: "NOUN"})
		pos += len(f) + 1
	}
	for i, tok := range map[int]extract.Token{1: {UPOS: "VERB", Feats: "Tense=Past|VerbForm=Fin", Deprel: "root"}, 6: {UPOS: "VERB", Feats: "Tense=Past|VerbForm=Fin", Deprel: "root"}, 7: {UPOS: "DET"}} {
		d.Tokens[i].UPOS, d.Tokens[i].Feats, d.Tokens[i].Deprel = tok.UPOS, tok.Feats, tok.Deprel
	}
	d.Sentences = []extract.Sentence{{First: 0, End: 5}, {First: 5, End: len(d.Tokens)}}
	time := func(prep string, first, end int) extract.Modifier {
		return extract.Modifier{Role: "time", Prep: prep, First: first, End: end, Text: d.Span(first, end)}
	}
	d.Facts = []extract.Fact{
		{Sentence: 0, Predicate: extract.Predicate{First: 1, End: 2}, Modifiers: []extract.Modifier{time("on", 3, 4)}},
		{Sentence: 1, Predicate: extract.Predicate{First: 6, End: 7}, Modifiers: []extract.Modifier{time("", 8, 10), time("at", 11, len(d.Tokens))}},
	}
	Stage{}.Read(d)
	var got []string
	for _, f := range d.Facts {
		for _, m := range f.Modifiers {
			got = append(got, m.Value)
		}
	}
	if want := "2016-03-21 2016-03-22 2016-03-22T21:00"; strings.Join(got, " ") != want {
		t.Errorf("Read(%q)\n got %q\nwant %q", d.Text, got, want)
	}
}

func FuzzResolve(f *testing.F) {
	for _, c := range resolveTests {
		f.Add(c.text, published, uint8(c.tense))
	}
	f.Fuzz(func(t *testing.T, text, pub string, tense uint8) {
		got, ok := Resolve(text, pub, Tense(tense%3))
		if ok != (got != "") {
			t.Fatalf("Resolve(%q, %q) gives %q, %v", text, pub, got, ok)
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		for _, c := range phrases {
			Resolve(c.text, published, c.tense)
		}
	}
	b.ReportMetric(float64(b.N*len(phrases))/b.Elapsed().Seconds(), "times/s")
}
