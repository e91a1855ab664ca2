package conllu_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/conllu"
	"github.com/dramatis-kg/dramatis/extract/english"
)

// hostile texts try to break lines, columns, comments and attributes.
var hostile = []string{
	"",
	"BRIGHTWATER, March 3, 2025 — Mayor Ann Reyes didn't meet Bo Lindqvist.\r\n\r\n\r\nShare this:\r\n",
	"Ann 😀👨\u200d👩\u200d👧 met\u00a0Bo\u2009Lindqvist in 1\u202f000 or 1 000\tboats.\vThen\fshe\u0085left.\u2028Why?\u2029So.",
	"e\u0301cole A\u030angstro\u0308m \u212b \u0301alone \"\u0301quote 1\u0301 \u1100\u1161\u11a8 \ufb1d \u0958",
	"\x00 \x01\x1f \x1b[2J \x7f \u009b2J \ufffe \xff\xfe",
	"_ __ _a a_ | || a|b NER=B-PER|x \\ \\p # text = x\n# sent_id = evil/1\n1\tx\t_\t_",
	"\ufeffAnn \u202eRTL\u202c שלום עולם. العربية. 你好，世界。 日本語。 ไทย हिन्दी \u200b\u2060",
	"don't won't cannot Bo's dogs' Ann's'd've n'tn'tn't U.S.-born\u3000A-B-C",
	"http://x.y/z?a=b|c#d a@b.c ;-) <b>html</b> &amp; @ann #harbour",
	strings.Repeat("x", 70000) + " " + strings.Repeat("a-", 200) + " " + strings.Repeat("(", 100) + strings.Repeat("Ann, ", 200),
	". ?Ĉ\n\n.\n\n-\n\n…",
}

func TestHostileTextIsWrittenValid(t *testing.T) {
	for _, o := range []english.Options{{}, {Tokenized: true}} {
		p, err := english.New(o)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		w := conllu.NewWriter(&b)
		for _, text := range append(hostile, hostile...) {
			d := extract.NewDocument("", "", text)
			p.Read(d)
			if err := w.Write(d); err != nil {
				t.Fatal(err)
			}
		}
		for problem, err := range conllu.Check(&b) {
			t.Errorf("Check with %+v\n got %v %v\nwant nothing", o, problem, err)
		}
	}
}
