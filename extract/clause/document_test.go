package clause

import (
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// article joins the correct trees of sentences into one document with one
// paragraph.
func article(t testing.TB, trees map[string]*extract.Document, texts ...string) *extract.Document {
	t.Helper()
	d := extract.NewDocument("", "", strings.Join(texts, " "))
	at := 0
	for _, text := range texts {
		s := trees[text]
		if s == nil {
			t.Fatalf("no tree of %q in testdata/examples.conllu", text)
			return nil
		}
		first := len(d.Tokens)
		for _, tok := range s.Tokens {
			tok.Start, tok.End = tok.Start+at, tok.End+at
			d.Tokens = append(d.Tokens, tok)
		}
		d.Sentences = append(d.Sentences, extract.Sentence{First: first, End: len(d.Tokens)})
		at += len(text) + 1
	}
	return d
}

func TestQuotationKeepsItsSpeaker(t *testing.T) {
	d := article(t, examples(t), "\"We repaired the pier,\" she told the Brightwater Courier.", "\"The work took three weeks.\"")
	Stage{All: true}.Read(d)
	got := write(&d.Facts[len(d.Facts)-1])
	if want := "work | take | three weeks ; source: she"; got != want {
		t.Errorf("second sentence of a quotation\ngot  %s\nwant %s", got, want)
	}
}

// Who is told something behind a quotation that ended with its sentence has been
// told the quotation; whoever does anything else there has not spoken.
func TestQuotationBeforeItsSpeaker(t *testing.T) {
	for behind, want := range map[string]string{"Mara Voss told the town.": "Mara Voss", "Mara Voss repaired the pier.": extract.Unnamed} {
		d := article(t, examples(t), "\"The ferry sank!\"", behind)
		Stage{All: true}.Read(d)
		if got := d.Facts[0].Source.Name; got != want && d.Facts[0].Source.Text != want {
			t.Errorf("%s\ngot  %q\nwant %q", d.Text, got, want)
		}
	}
}

// TestSourcesQuoteOneAnother wants the speaker as the source, and behind the
// speaker whoever quotes him.
func TestSourcesQuoteOneAnother(t *testing.T) {
	d := article(t, examples(t), "The Courier quoted the mayor as saying the ferry sank.")
	Stage{}.Read(d)
	for i := range d.Facts {
		if f := &d.Facts[i]; f.Predicate.Lemma == "sink" {
			if f.Source.Text != "mayor" || f.Source.By == nil || f.Source.By.Text != "Courier" || f.Source.By.By != nil {
				t.Errorf("source of %q\ngot  %+v\nwant mayor, by Courier", write(f), f.Source)
			}
			return
		}
	}
	t.Errorf("facts of %q\ngot  %q\nwant one of the ferry", d.Text, facts(d))
}

func TestReasonDoesNotBelieve(t *testing.T) {
	d := article(t, examples(t), "Mara Voss saw no reason to believe the ferry sank.")
	Stage{All: true}.Read(d)
	if want := "ferry | sink | ; possible ; source: Mara Voss"; !slices.Contains(facts(d), want) {
		t.Errorf("what nobody has reason to believe\ngot  %q\nwant %s", facts(d), want)
	}
}

func TestNarrationHasNoSpeaker(t *testing.T) {
	d := article(t, examples(t), "\"The ferry is safe,\" Mara Voss said.", "Halden Lines bought the ferry.")
	Stage{All: true}.Read(d)
	if f := &d.Facts[len(d.Facts)-1]; f.Reported() {
		t.Errorf("sentence behind a quotation\ngot  source %q\nwant none", f.Source.Text)
	}
}

// mentioned puts a mention over tokens [first, end) whose name or description
// is [core, end), in the given chain.
func mentioned(d *extract.Document, first, core, end int, form extract.Form, kind extract.Kind, chain extract.ChainID) {
	d.Mentions = append(d.Mentions, extract.Mention{First: first, End: end, Core: [2]int{core, end}, Head: core, Form: form, Kind: kind, Chain: chain})
}

func TestOfficeFromMention(t *testing.T) {
	d := article(t, examples(t), "Harbor chief Mara Voss resigned.")
	d.Tokens[2].Deprel = "flat" // parsers often make the office the head
	mentioned(d, 0, 2, 4, extract.Name, extract.Person, 0)
	d.Chains = []extract.Chain{{Name: "Mara Voss", Kind: extract.Person, Named: true, Mentions: []extract.MentionID{0}}}
	Stage{All: true}.Read(d)
	if want := "Mara Voss | be | Harbor chief"; !slices.Contains(facts(d), want) {
		t.Errorf("facts of an office in front of a name\ngot  %q\nwant %s", facts(d), want)
	}
}

func TestArgumentTakesTheNameOfItsChain(t *testing.T) {
	d := article(t, examples(t), "The mayor will open the pier on Friday.")
	mentioned(d, 0, 1, 2, extract.Nominal, extract.Person, 0)
	d.Chains = []extract.Chain{{Name: "Mara Voss", Kind: extract.Person, Named: true, Mentions: []extract.MentionID{0}}}
	Stage{All: true}.Read(d)
	got := d.Facts[0].Subject
	if got.Text != "mayor" || got.Name != "Mara Voss" || got.Kind != extract.Person || got.Chain != 0 {
		t.Errorf("subject of %q\ngot  %+v\nwant text mayor, name Mara Voss, a person, chain 0", d.Text, got)
	}
}

// TestNobodyIsHisOwnAgent wants no chain of an argument that its owner has too.
func TestNobodyIsHisOwnAgent(t *testing.T) {
	d := article(t, examples(t), "His agent sold the ferry.")
	mentioned(d, 0, 0, 1, extract.Pronoun, extract.Person, 0)
	mentioned(d, 0, 1, 2, extract.Nominal, extract.Person, 0)
	d.Chains = []extract.Chain{{Name: "Mara Voss", Kind: extract.Person, Named: true, Mentions: []extract.MentionID{0, 1}}}
	Stage{All: true}.Read(d)
	if got := d.Facts[0].Subject; got.Chain >= 0 || got.Name != "His agent" {
		t.Errorf("subject of %q\ngot  %+v\nwant His agent, of no chain", d.Text, got)
	}
}

// TestBoatsSayNothing wants no boat that coref took "it" for as the source of
// what "it" said, but somebody.
func TestBoatsSayNothing(t *testing.T) {
	for _, x := range []struct {
		name string
		kind extract.Kind
		want string
	}{{"boat", extract.Weapon, "It"}, {"council", extract.Organisation, "council"}, {"report", extract.Other, "report"}} {
		d := article(t, examples(t), "It said the ferry sank.")
		mentioned(d, 0, 0, 1, extract.Pronoun, x.kind, 0)
		d.Chains = []extract.Chain{{Name: x.name, Kind: x.kind, Mentions: []extract.MentionID{0}}}
		Stage{All: true}.Read(d)
		if got := d.Facts[len(d.Facts)-1].Source; got.Name != x.want || (got.Chain < 0) != (x.want == "It") {
			t.Errorf("source of what a %s said\ngot  %q of chain %d\nwant %s", x.name, got.Name, got.Chain, x.want)
		}
	}
}

// TestOneThingIsNotTwoArguments reads an apposition and a pronoun that coref
// put into the chain of the other argument.
func TestOneThingIsNotTwoArguments(t *testing.T) {
	trees := examples(t)
	chain := func(d *extract.Document) {
		d.Chains = []extract.Chain{{Name: "Mara Voss", Kind: extract.Person, Named: true, Mentions: []extract.MentionID{0, 1}}}
	}
	d := article(t, trees, "Mara Voss, the mayor of Brightwater, resigned.")
	mentioned(d, 0, 0, 2, extract.Name, extract.Person, 0)
	mentioned(d, 3, 4, 7, extract.Nominal, extract.Person, 0)
	chain(d)
	Stage{All: true}.Read(d)
	if o := d.Facts[1].Object; o.Chain >= 0 || o.Name != "mayor of Brightwater" {
		t.Errorf("role of a name\ngot  chain %d named %q\nwant a literal mayor of Brightwater", o.Chain, o.Name)
	}
	d = article(t, trees, "The mayor did not sign the contract.")
	mentioned(d, 0, 1, 2, extract.Nominal, extract.Person, 0)
	mentioned(d, 5, 6, 7, extract.Nominal, extract.Person, 0)
	chain(d)
	Stage{All: true}.Read(d)
	if len(d.Facts) > 0 {
		t.Errorf("one chain as subject and object\ngot  %q\nwant nothing", facts(d))
	}
}

// TestObjectKeepsWhatNames wants the name said of an object as a modifier.
func TestObjectKeepsWhatNames(t *testing.T) {
	for _, x := range []struct {
		text  string
		token int // the name
		want  extract.Modifier
	}{
		{"The mayor praised peace efforts in Brightwater.", 6, extract.Modifier{Role: "place", Prep: "in", First: 6, End: 7, Text: "Brightwater"}},
		{"The council backed an end to the mayor's rule in Brightwater.", 7, extract.Modifier{Role: "other", Prep: "to", First: 7, End: 10, Chain: -1, Text: "mayor's rule"}},
	} {
		d := article(t, examples(t), x.text)
		mentioned(d, x.token, x.token, x.token+1, extract.Name, extract.Place, 0)
		d.Chains = []extract.Chain{{Name: d.Word(x.token), Kind: extract.Place, Named: true, Mentions: []extract.MentionID{0}}}
		Stage{All: true}.Read(d)
		if got := d.Facts[0].Modifiers; len(got) != 1 || got[0] != x.want {
			t.Errorf("modifiers of %q\ngot  %+v\nwant %+v", x.text, got, x.want)
		}
	}
}

func TestFurnitureHasNoFacts(t *testing.T) {
	for _, kind := range []extract.SentenceKind{extract.Furniture, extract.Dateline, extract.Subheading} {
		d := article(t, examples(t), "Halden Lines bought the ferry.")
		d.Sentences[0].Kind = kind
		Stage{All: true}.Read(d)
		if len(d.Facts)+len(d.Frames) > 0 {
			t.Errorf("sentence of kind %d\ngot  %d facts\nwant none", kind, len(d.Facts))
		}
	}
}

func TestHeadlineIsLessCertain(t *testing.T) {
	prose := article(t, examples(t), "Halden Lines bought the ferry.")
	headline := article(t, examples(t), "Halden Lines bought the ferry.")
	headline.Sentences[0].Kind = extract.Headline
	Stage{All: true}.Read(prose)
	Stage{All: true}.Read(headline)
	if p, h := prose.Facts[0].Confidence, headline.Facts[0].Confidence; h >= p {
		t.Errorf("confidence of a headline\ngot  %v\nwant less than %v", h, p)
	}
}

// TestAnyTreeIsRead gives the stage trees no parser should make: heads at
// random, rings, several roots, labels at random.
func TestAnyTreeIsRead(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	trees := examples(t)
	var texts, labels []string
	for text, d := range trees {
		texts = append(texts, text)
		for _, tok := range d.Tokens {
			labels = append(labels, tok.Deprel)
		}
	}
	slices.Sort(texts)
	slices.Sort(labels)
	for range 3000 {
		d := article(t, trees, texts[r.Intn(len(texts))], texts[r.Intn(len(texts))])
		d.Sentences = []extract.Sentence{{First: 0, End: len(d.Tokens)}}
		for i := range d.Tokens {
			if r.Intn(3) == 0 {
				d.Tokens[i].Up = r.Intn(len(d.Tokens)) - i
			}
			if r.Intn(4) == 0 {
				d.Tokens[i].Deprel = labels[r.Intn(len(labels))]
			}
		}
		Stage{All: true}.Read(d)
		for i := range d.Facts {
			checkSpans(t, d, &d.Facts[i])
		}
	}
}

// checkSpans wants every argument to be the text its tokens span.
func checkSpans(t *testing.T, d *extract.Document, f *extract.Fact) {
	t.Helper()
	args := []*extract.Argument{&f.Subject}
	if f.Object != nil {
		args = append(args, f.Object)
	}
	for _, a := range args {
		if a.First < 0 || a.End > len(d.Tokens) || d.Span(a.First, a.End) != a.Text {
			t.Fatalf("argument of rule %q\ngot  %q\nwant %q", f.Rule, a.Text, d.Span(a.First, a.End))
		}
	}
}

func TestReadingTwiceGivesTheSame(t *testing.T) {
	trees := examples(t)
	for text := range trees {
		a, b := article(t, trees, text), article(t, trees, text)
		Stage{All: true}.Read(a)
		Stage{All: true}.Read(b)
		if x, y := facts(a), facts(b); !slices.Equal(x, y) {
			t.Errorf("reading %q again\ngot  %q\nwant %q", text, y, x)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	trees := examples(b)
	var texts []string
	for text := range trees {
		texts = append(texts, text)
	}
	slices.Sort(texts)
	d := article(b, trees, texts...)
	b.ReportAllocs()
	for b.Loop() {
		d.Facts, d.Frames = d.Facts[:0], d.Frames[:0]
		Stage{All: true}.Read(d)
	}
	b.ReportMetric(float64(len(d.Sentences)*b.N)/b.Elapsed().Seconds(), "sentences/s")
}
