package english

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// strange are texts that are no prose, each of a pattern that may be repeated
// without end.
var strange = []struct {
	name, pattern string
	times         int
}{
	{"a sentence without end", "the mayor met the council and ", 100},
	{"names without end", "Mara Voss ", 150},
	{"commas", "the mayor, the council, Bo Lind, ", 40},
	{"a list", "- buy the ferry\n* call Mara Voss\n1. repair the mill\n", 12},
	{"headlines", "Mayor Voss Sells Ferry To Halden Lines\n\n", 15},
	{"capitals", "MARA VOSS SOLD THE FERRY TO HALDEN LINES. THE COUNCIL PRAISED HER. ", 10},
	{"quotes within quotes", "\"The mayor said, 'Bo told me: \"I sold it,\" and left,' \" said Ann. ", 8},
	{"open quotes", "\"The mayor said “Bo sold it ", 30},
	{"quotation marks", "\" ' “ ", 80},
	{"addresses", "See http://example.org/a/b?c=d&e=f#g and www.example.org/~bo. ", 20},
	{"mail", "From: Mara Voss <mara@example.org>\nTo: bo@example.org\nSubject: Re: Fwd: the ferry\n\n> > said Bo\n> The ferry sank.\n\n", 6},
	{"emoji", "The ferry 🚢🔥 sank 😭😭 👨‍👩‍👧‍👦🏳️‍🌈!!! ", 15},
	{"scripts", "Мэр Восс met 市长 في المدينة שלום and Ωμέγα in Brightwater。市長は言った。", 15},
	{"lumps", base64.StdEncoding.EncodeToString([]byte(strings.Repeat("Brightwater\x00\xff", 6))) + "\n", 10},
	{"brackets", "the mayor (who met [", 60},
	{"closed brackets", ") ] } ", 80},
	{"embedding", "Ann said that Bo knew that ", 60},
	{"relative clauses", "the mayor who met the man that ", 50},
	{"possessives", "Ann's brother's ", 80},
	{"appositions", "Ann Reyes, the mayor of Brightwater, ", 40},
	{"speakers", "said the mayor, ", 80},
	{"abbreviations", "U.S. Sen. J. B. Lind Jr. of St. Orren Inc. ", 25},
	{"dates", "on Monday, 3 March 2025, last May, two years ago, ", 20},
	{"amounts", "$3.5 million, 40 percent, 1,200 tons ", 30},
	{"hyphens", "U.S.-backed Brightwater-based ", 50},
	{"control characters", "\x00\xff\xfe a \u202e", 60},
	{"half characters", "\xf0\x9f\x98", 200},
	{"dots", ".", 5000},
	{"blank lines", "\n", 5000},
	{"digits", "1,", 3000},
}

// TestStrangeText wants whole trees, and spans that lie in the text, whatever
// the text.
func TestStrangeText(t *testing.T) {
	p, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range strange {
		t.Run(x.name, func(t *testing.T) {
			d := extract.NewDocument("", "2025-03-04", strings.Repeat(x.pattern, x.times))
			p.Read(d)
			check(t, d)
			if len(d.Tokens) == 0 && strings.TrimSpace(d.Text) != "" {
				t.Errorf("%d bytes of text\ngot  no tokens\nwant some", len(d.Text))
			}
		})
	}
}

// TestLongText reads a sentence of five thousand words and a line
// of a million letters: what grows faster than the square of the text would
// take hours.
func TestLongText(t *testing.T) {
	if testing.Short() {
		t.Skip("reads long texts")
	}
	p, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"sentence": strings.Repeat("the mayor met the council and ", 834),
		"word":     strings.Repeat("a", 1<<20),
		"line":     strings.Repeat("1,", 1<<15) + strings.Repeat("a-", 1<<9),
	} {
		t.Run(name, func(t *testing.T) {
			d := extract.NewDocument("", "2025-03-04", text)
			p.Read(d)
			check(t, d)
		})
	}
}
