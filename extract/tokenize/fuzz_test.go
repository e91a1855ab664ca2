package tokenize

import (
	"strings"
	"testing"
)

// hostile are texts that a careless scanner reads in quadratic time, or not at
// all; each is repeated to fill a long text.
var hostile = []struct{ name, unit string }{
	{"letters", "a"}, {"stops", "a."}, {"spaced stops", ". "}, {"spaced marks", "! "}, {"closers", ".)\" "}, {"openers", ". (\""},
	{"clitics", "a's"}, {"apostrophes", "'"}, {"hyphens", "co-"}, {"digits", "1"}, {"commas", "12,"}, {"slashes", "1/"}, {"dots", "1."},
	{"at signs", "a@"}, {"hosts", "a.com"}, {"files", "b.doc-"}, {"urls", "http://"}, {"newsgroups", "rec.boats."}, {"line", "-="}, {"emoticons", ":)"},
	{"emoji", "👩🏽\u200d🚀"}, {"joiners", "\u200d"}, {"flags", "🇳🇴"}, {"marks", "e\u0301"}, {"Chinese", "渡船沉没了。"}, {"Thai", "เรือเฟอร์รี่"}, {"Arabic", "العبارة "},
	{"control", "\x00\x01"}, {"broken", "\xff\xc3"}, {"CRLF", "Ann left.\r\n"}, {"no-break", "Ann\u00a0left.\u00a0"}, {"brackets", "[1] "},
	{"items", "1. A "}, {"stamps", "A 1/2/2019 3:04 PM "}, {"greetings", "Dear Ann, "}, {"its", "its a "}, {"headers", "From: Ann <ann@bay.example> "},
}

// Hostile text must come back whole; how long it takes is BenchmarkHostile's to
// say.
func TestHostile(t *testing.T) {
	for _, c := range hostile {
		t.Run(c.name, func(t *testing.T) { checkSpans(t, read(strings.Repeat(c.unit, (1<<14)/len(c.unit)))) })
	}
}

// FuzzTokenize checks that tokens and sentences rebuild any text, and that the
// spaces between tokens written out give the same tokens.
func FuzzTokenize(f *testing.F) {
	for _, s := range []string{
		"", "Ann's ferry, don't.", "a\n\n- b -\n\nC: d", "…\u00a0''`\"", "@a#b $5 1-2-3 http://x", "I'ma its a your going lets go",
		"Ann Brook 01/25/2019 12:44 PM Dear Bo,\r\nSee boats-2.doc>> rec.boats.sail", "1. A 2. B 3) c (4) 13,14 1,00,000 2018/19",
		"👩🏽\u200d🚀🇳🇴🇸 1\ufe0f\u20e3 har\u00adbour\u200b", "渡船。沉没 เรือ العبارة", ". . . ?! .? !. [...] [2] \"“’", "\x00\xff\xc3\x28\u2028\r",
	} {
		f.Add(s)
	}
	for _, c := range hostile {
		f.Add(c.unit + c.unit + " " + c.unit)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := read(text)
		checkSpans(t, d)
		var b strings.Builder
		for i := range d.Tokens {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(d.Word(i))
		}
		spaced := readLine(b.String())
		checkSpans(t, spaced)
		if len(spaced.Tokens) != len(d.Tokens) {
			t.Fatalf("%d tokens of %q, %d once parted by blanks", len(d.Tokens), text, len(spaced.Tokens))
		}
		for i := range d.Tokens {
			if spaced.Word(i) != d.Word(i) {
				t.Fatalf("token %d of %q is %q once parted by blanks, not %q", i, text, spaced.Word(i), d.Word(i))
			}
		}
	})
}
