package tokenize

import (
	"strings"
	"testing"
	"unicode"

	"github.com/dramatis-kg/dramatis/extract"
)

// read tokenizes text.
func read(text string) *extract.Document {
	d := extract.NewDocument("", "", text)
	Stage{}.Read(d)
	return d
}

// readLine takes text as lines of tokens parted by blanks.
func readLine(text string) *extract.Document {
	d := extract.NewDocument("", "", text)
	Stage{Spaces: true}.Read(d)
	return d
}

// words prints the tokens of d, "|" before glued ones and " / " between
// sentences.
func words(d *extract.Document) string {
	var b strings.Builder
	for n, s := range d.Sentences {
		if n > 0 {
			b.WriteString(" /")
		}
		for i := s.First; i < s.End; i++ {
			switch {
			case d.Tokens[i].Glued:
				b.WriteByte('|')
			case b.Len() > 0:
				b.WriteByte(' ')
			}
			b.WriteString(d.Word(i))
		}
	}
	return b.String()
}

// checkSpans reports where the tokens and sentences of d fail to rebuild the
// text.
func checkSpans(t *testing.T, d *extract.Document) {
	t.Helper()
	end := 0
	for i, tok := range d.Tokens {
		if tok.Start < end || tok.End <= tok.Start {
			t.Fatalf("token %d is [%d,%d) after byte %d in %q", i, tok.Start, tok.End, end, d.Text)
		}
		if strings.TrimFunc(d.Text[end:tok.Start], unicode.IsSpace) != "" {
			t.Fatalf("text %q lies outside the tokens of %q", d.Text[end:tok.Start], d.Text)
		}
		if strings.ContainsFunc(d.Word(i), unicode.IsSpace) {
			t.Fatalf("token %q holds white space", d.Word(i))
		}
		if tok.Glued && (i == 0 || tok.Start != end) {
			t.Fatalf("glued token %q stands apart in %q", d.Word(i), d.Text)
		}
		end = tok.End
	}
	if strings.TrimFunc(d.Text[end:], unicode.IsSpace) != "" {
		t.Fatalf("text %q lies after the last token", d.Text[end:])
	}
	next := 0
	for i, s := range d.Sentences {
		if s.First != next || s.End <= s.First {
			t.Fatalf("sentence %d is [%d,%d), expected to begin at %d, in %q", i, s.First, s.End, next, d.Text)
		}
		next = s.End
	}
	if next != len(d.Tokens) {
		t.Fatalf("sentences end at token %d of %d in %q", next, len(d.Tokens), d.Text)
	}
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Don't ask: the mayor can't.", "Do|n't ask : the mayor ca|n't ."},
		{"Ann's ferry and the sailors' union.", "Ann|'s ferry and the sailors|' union ."},
		{"I’m sure they’ll pay.", "I|’m sure they|’ll pay ."},
		{"She cannot say and he's gonna pay.", "She can|not say and he|'s gon|na pay ."},
		{"a ten-day, U.S.-backed co-operative", "a ten - day , U.S. - backed co-operative"},
		{"paid $1,200.50 (5%)", "paid $ 1,200.50 ( 5 % )"},
		{"at 5pm on 3/4, 9:30 a.m. sharp", "at 5 pm on 3/4 , 9:30 a.m. sharp"},
		{"see www.brightwater.example/a?b=c.", "see www.brightwater.example/a?b=c ."},
		{"mail desk@gazette.example, please", "mail desk@gazette.example , please"},
		{"Call 555-0142 or 713-555-0142.", "Call 555-0142 or 713-555-0142 ."},
		{"Well -- no... maybe :-) or not!?", "Well -- no ... maybe :-) or not !?"},
		{"Mr. Brook of Halden Corp. met Dr. Lee.", "Mr. Brook of Halden Corp. met Dr. Lee ."},
		{"the harbour and/or the quay", "the harbour and / or the quay"},
		{"“Stay,” he said—twice.", "“ Stay , ” he said — twice ."},
		{"in the 1990s and the '80s", "in the 1990s and the '80s"},
		{"US$3.5 for Gen. A. B. Lee", "US$ 3.5 for Gen. A. B. Lee"},
		{"he said 'the end'.", "he said ' the end ' ."},

		// Contractions without an apostrophe, by themselves and by their neighbours.
		{"Ann doesnt pay, we cant and im sure theyll wait", "Ann does|nt pay , we ca|nt and i|m sure they|ll wait"},
		{"I dunno, it's alot; I'ma go", "I du|n|no , it|'s a lot ; I|'m a go"},
		{"It's outta town and shouldn't've sailed", "It|'s out|ta town and should|n't|'ve sailed"},
		{"The town sold its ferry because its not safe, its easy to see", "The town sold its ferry because it|s not safe , it|s easy to see"},
		{"Its old harbour is your port if your going", "Its old harbour is your port if you|r going"},
		{"Ann sailed with it's own flag, whose not surprised?", "Ann sailed with it's own flag , who|se not surprised ?"},
		{"Its full of fish.", "It|s full of fish ."},
		{"its boat is old and its sails are torn", "its boat is old and its sails are torn"},
		{"But lets sail: the pass lets you board, it lets Ann wait", "But let|s sail : the pass lets you board , it lets Ann wait"},
		{"id love to, ill be there, ill with fever, ID card, Bo Ill also sang", "i|d love to , i|ll be there , ill with fever , ID card , Bo Ill also sang"},
		{"my friends house, Anns dogs tail; my dogs, the horses", "my friend|s house , Anns dog|s tail ; my dogs , the horses"},
		{"on Mothers Day; valentines day", "on Mother|s Day ; valentine|s day"},
		{"iwas inthe harbour, so goand see theguys", "i was in the harbour , so go and see the guys"},
		{"todays ferry, someone elses boat", "today|s ferry , someone else|s boat"},
		{"the 1990's, 2003's ferry, Lee’s and Lees’ boat", "the 1990's , 2003|'s ferry , Lee|’s and Lees|’ boat"},
		{"singin' and sailin', the 'lost one'", "singin' and sailin' , the ' lost one '"},

		// Numbers with units, groups, fractions, dates.
		{"paid $2b for house 220b on 5G at 24C", "paid $ 2 b for house 220b on 5G at 24 C"},
		{"20minutes, a 4x4, 3x5x4 and the 5th", "20 minutes , a 4 x 4 , 3 x 5 x 4 and the 5th"},
		{"notes [13,14] on 1,250,000 and 1,25,000", "notes [ 13 , 14 ] on 1,250,000 and 1,25,000"},
		{"from 3,40 to 7,5 crowns, 1,2,3", "from 3,40 to 7,5 crowns , 1 , 2 , 3"},
		{"on 3/4/2018 and 9/11 in 2017/18 on route 19/20", "on 3/4/2018 and 9/11 in 2017 / 18 on route 19 / 20"},
		{"x3-0142 or 555/555-0142, BW 12345-0001, Rs500", "x3-0142 or 555/555-0142 , BW 12345-0001 , Rs 500"},

		// Names of files, hosts, newsgroups; addresses.
		{"see <ferry-plan#2.doc> and \"lists/boats.xls\"", "see < ferry-plan#2.doc > and \" lists / boats.xls \""},
		{"read misc.boats or rec.boats.sail, gazette.example.org/news.", "read misc.boats or rec.boats.sail , gazette.example.org/news ."},
		{"We like it.It is good. It sank.No one saw.", "We like it . / It is good . / It sank . / No one saw ."},
		{"(mailto:desk@gazette.example) ask @gazette.com", "( mailto:desk@gazette.example ) ask @gazette.com"},

		// Marks.
		{"Really?! Sold!. Why...? Gone.?", "Really ?! / Sold !. / Why ... ? / Gone .?"},
		{"*~*~* |--+-> ====== <- a News==----", "*~*~* |--+-> ====== <- a News ==----"},
		{"fun (: or not >:( <3", "fun (: or not >:( <3"},
		{"‘’Ann’’ and ''Bo'' [...] left", "‘’ Ann ’’ and '' Bo '' [ ... ] left"},
		{"uh-huh, th- three w- well, an IT- clerk", "uh-huh , th- three w- well , an IT - clerk"},
		{"fish w/ chips w/sauce w/it b/c the boat and/or quay", "fish w/ chips w/ sauce w/ it b/c the boat and / or quay"},

		// Abbreviations: by what follows, and never at the end of a paragraph.
		{"Halden, Calif. and Bay, La. -- 5 lbs. of fish", "Halden , Calif. and Bay , La. -- 5 lbs. of fish"},
		{"5 lbs. He left on Sat. at noon and sat. Attn. Ann", "5 lbs . / He left on Sat. at noon and sat . / Attn. Ann"},
		{"Lines Inc. of Halden bought Bay Inc.", "Lines Inc. of Halden bought Bay Inc ."},

		// Emoji, flags, invisible characters, other scripts.
		{"Sold! 👩🏽‍🚀👍🏽🇳🇴🇸🇪 ☎️", "Sold ! 👩🏽‍🚀 👍🏽 🇳🇴 🇸🇪 ☎️"},
		{"har\u00adbour\u200b of Москва, 東京 and naïve café", "har\u00adbour\u200b of Москва , 東京 and naïve café"},
		{"press 1️⃣ now", "press 1️⃣ now"},
	} {
		d := read(c.text)
		checkSpans(t, d)
		if got := words(d); got != c.want {
			t.Errorf("Read(%q)\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
	}{
		{"The ferry sank. Nobody drowned.", 2},
		{"Dr. Lee met J. K. Brook. They talked.", 2},
		{"He works for Halden Corp. The mayor knows.", 2},
		{"He works for Halden Corp. in town.", 1},
		{"“It is over.” The mayor left.", 2},
		{"“Is it over?” she asked.", 1},
		{"\"It is imminent... and near,\" he said.", 1},
		{"The U.S. Navy left. So did Ann.", 2},
		{"(It rained.) Nobody came.", 2},
		{"The ferry\n\nsank", 2},
		{"It costs 5.5 crowns.", 1},
		{"Gen. A. B. Lee left.", 1},
		{"He lives in the U.S. The mayor does not.", 2},
		{"We waited . . . and the ferry sank.", 1},
		{"The ferry sank.[1] Nobody drowned. [citation needed] Ann swam.", 3},
		{"The council pays the crew. 4 The town pays the council.", 2},
		{"The rules: 1. Be kind. 2. Mix the paint. 3. Go home.", 3},
		{"1. Ann Brook, mayor 2. Bo Lee, sailor 3. Cy Reyes, pilot", 3},
		{"they sold it.\" Later Ann wept.", 2},
		{"Are you there?we are in the harbour", 2},
		{"We sailed...The ferry sank", 2},
		{"Ann Brook 01/25/2019 12:44 PM The ferry sank", 3},
		{"Dear Ann, The ferry sank. Best regards, Bo", 4},
		{"Thanks, Ann.", 1},
		{"See http://bay.example/a http://bay.example/b The ferry sank", 3},
		{"The ferry sank ---------------- Nobody drowned", 3},
		{"She (e.g. The Ferry) left for St.George", 1},
		{"“[...] Nobody was hurt,” she said.", 1},
	} {
		d := read(c.text)
		checkSpans(t, d)
		if got := len(d.Sentences); got != c.want {
			t.Errorf("Read(%q)\n got %d sentences: %s\nwant %d", c.text, got, words(d), c.want)
		}
	}
}

func TestSpaces(t *testing.T) {
	d := readLine("Ann did n't go . She stayed .\n\nThe U.S. left .\n")
	checkSpans(t, d)
	want := "Ann did n't go . She stayed . / The U.S. left ."
	if got := words(d); got != want {
		t.Errorf("Read(%q)\n got %s\nwant %s", d.Text, got, want)
	}
}
