package conllu

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

const ferry = `# sent_id = ferry-1
# text = Ann didn't sell Bo's ferry.
1	Ann	Ann	PROPN	NNP	Number=Sing	4	nsubj	_	NER=B-PER
2-3	didn't	_	_	_	_	_	_	_	_
2	did	do	AUX	VBD	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	sell	sell	VERB	VB	VerbForm=Inf	0	root	_	_
5-6	Bo's	_	_	_	_	_	_	_	_
5	Bo	Bo	PROPN	NNP	Number=Sing	7	nmod:poss	_	NER=B-PER
6	's	's	PART	POS	_	5	case	_	_
7	ferry	ferry	NOUN	NN	Number=Sing	4	obj	_	SpaceAfter=No
8	.	.	PUNCT	.	_	4	punct	_	_

`

func readAll(t *testing.T, text string) []*Sentence {
	t.Helper()
	var out []*Sentence
	for s, err := range Read(strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

func TestReadGivesWordsTheirPlace(t *testing.T) {
	s := readAll(t, ferry)[0]
	if want := "Ann didn't sell Bo's ferry."; s.Text != want {
		t.Errorf("Text\n got %q\nwant %q", s.Text, want)
	}
	d := s.Document()
	if got, want := d.Word(2), "n't"; got != want || !d.Tokens[2].Glued {
		t.Errorf("word 2\n got %q, glued %v\nwant %q, glued", got, d.Tokens[2].Glued, want)
	}
	if got := d.Head(6); got != 3 {
		t.Errorf("Head(6)\n got %d\nwant 3", got)
	}
	if got := d.Head(3); got != -1 {
		t.Errorf("Head(3)\n got %d\nwant -1", got)
	}
}

func write(t testing.TB, d *extract.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWriteReadsBack(t *testing.T) {
	d := readAll(t, ferry)[0].Document()
	got, _ := strings.CutPrefix(write(t, d), "# newdoc id = "+d.ID+"\n# newpar\n# sent_id = "+d.ID+"-1\n")
	want, _ := strings.CutPrefix(ferry, "# sent_id = ferry-1\n")
	if got != want {
		t.Errorf("Write\n got %s\nwant %s", got, want)
	}
}

func TestWriteTellsDocumentsAndParagraphsApart(t *testing.T) {
	d := extract.NewDocument("", "", "Brightwater: Ann sang.\n\nBo\u00a0\u00a0sang e\u0301\x01.")
	for _, w := range [][2]int{{0, 11}, {11, 12}, {13, 16}, {17, 21}, {21, 22}, {24, 34}, {35, 39}, {39, 40}} {
		d.Tokens = append(d.Tokens, extract.Token{Start: w[0], End: w[1]})
	}
	d.Sentences = []extract.Sentence{{First: 0, End: 2, Kind: extract.Dateline}, {First: 2, End: 5}, {First: 5, End: 8, Paragraph: 1}}
	var b bytes.Buffer
	w := NewWriter(&b)
	for range 2 {
		if err := w.Write(d); err != nil {
			t.Fatal(err)
		}
	}
	one := `# newdoc id = X
# newpar
# sent_id = X-1
# text = Brightwater:
# kind = dateline
1	Brightwater	_	X	_	_	0	root	_	SpaceAfter=No
2	:	_	X	_	_	1	dep	_	_

# sent_id = X-2
# text = Ann sang.
1	Ann	_	X	_	_	0	root	_	_
2	sang	_	X	_	_	1	dep	_	SpaceAfter=No
3	.	_	X	_	_	1	dep	_	_

# newpar
# sent_id = X-3
# text = Bo sang é\uFFFD.
1	Bo sang	_	X	_	_	0	root	_	_
2	é\uFFFD	_	X	_	_	1	dep	_	SpaceAfter=No
3	.	_	X	_	_	1	dep	_	_

`
	one = strings.ReplaceAll(one, `\uFFFD`, "\uFFFD")
	want := strings.ReplaceAll(one, "X-", d.ID+"-") + strings.ReplaceAll(one, "X-", d.ID+".2-")
	want = strings.Replace(strings.Replace(want, "= X\n", "= "+d.ID+"\n", 1), "= X\n", "= "+d.ID+".2\n", 1)
	if got := b.String(); got != want {
		t.Errorf("Write twice\n got %s\nwant %s", got, want)
	}
	if got := problems(t, b.String()); got != "" {
		t.Errorf("Check finds\n%s", got)
	}
}

// The words of a multi-word token need not spell it.
func TestReadForeignWords(t *testing.T) {
	const in = "\uFEFF1-2\tau\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\r\n" +
		"1\tà\tà\tADP\t_\t_\t3\tcase\t_\t_\r\n2\tle\tle\tDET\t_\t_\t3\tdet\t_\t_\r\n" +
		"3\t10  000\t_\tNUM\t_\t_\t0\troot\t_\tCorrectSpaceAfter=No|NER=B\\pX\r\n4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\r\n"
	s := readAll(t, in)[0]
	if want := "au10 000 ."; s.Text != want {
		t.Errorf("Text\n got %q\nwant %q", s.Text, want)
	}
	if got, want := s.Tokens[2].Name, "B|X"; got != want {
		t.Errorf("Name\n got %q\nwant %q", got, want)
	}
	if got := write(t, s.Document()); problems(t, got) != "" || !strings.Contains(got, "\n1\t_\tà\tADP") || !strings.Contains(got, `NER=B\pX`) {
		t.Errorf("Write\n got %s\n%s", got, problems(t, got))
	}
}

func TestReadRefuses(t *testing.T) {
	word := func(id, head string) string { return id + "\tAnn\tAnn\tPROPN\tNNP\t_\t" + head + "\tdep\t_\t_\n" }
	for _, c := range []struct{ name, text, want string }{
		{"columns", "1\tAnn\n", "conllu: line 1: 2 columns, not 10: put one tab between columns, and nothing on the line between sentences"},
		{"blank line", word("1", "0") + " \n", "conllu: line 2: 1 columns, not 10: put one tab between columns, and nothing on the line between sentences"},
		{"head", word("1", "0") + word("2", "9") + "\n", "conllu: line 2: head 9 of word 2 lies outside the sentence: it ends with word 2, and 0 is the root"},
		{"no number", word("1", "Bo"), `conllu: line 1: bad head "Bo" of word 1: write the number of a word, or 0 for the root`},
		{"order", word("2", "0"), `conllu: line 1: word "2" where 1 was expected: number the words of a sentence 1, 2, 3, and leave an empty line after it`},
		{"loop", word("1", "0") + word("2", "2"), "conllu: line 2: the heads above word 2 form a cycle: the way up must end at 0"},
		{"cycle", "# x\n" + word("1", "0") + word("2", "3") + word("3", "4") + word("4", "3"), "conllu: line 3: the heads above word 2 form a cycle: the way up must end at 0"},
		{"range", word("2-1", "_"), `conllu: line 1: bad word range "2-1": a range is the numbers of its first and last word, such as 3-4, and stands before them`},
		{"short range", word("1-2", "_") + word("1", "0") + "\n", "conllu: line 3: word 2 of a multi-word token is missing: shorten its range or add the word"},
		{"no form", "1\t\t_\t_\t_\t_\t0\troot\t_\t_\n", `conllu: line 1: word "1" has no form: write _ where there is none`},
		{"long", strings.Repeat("x", 1<<24+1), "conllu: line 1: longer than 16 MiB: end each word with a line feed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got error
			for _, err := range Read(strings.NewReader(c.text)) {
				got = err
			}
			if got == nil || got.Error() != c.want {
				t.Errorf("Read(%.80q)\n got %v\nwant %s", c.text, got, c.want)
			}
		})
	}
}

func TestReadNamesTheFile(t *testing.T) {
	f, err := os.CreateTemp(t.TempDir(), "ferry*.conllu")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	f.WriteString("Ann sang.\n")
	f.Seek(0, 0)
	for _, err := range Read(f) {
		if want := "conllu: " + f.Name() + ": line 1: 1 columns"; err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("Read\n got %v\nwant %s", err, want)
		}
	}
}

// Whatever can be read lies inside its text and is written so that it reads
// the same again.
func FuzzRead(f *testing.F) {
	f.Add(ferry)
	f.Add("1-2\t_x\t_\t_\t_\t_\t_\t_\t_\t_\n1\t_\t_\t_\t_\t_\t_\t_\t_\t_\n2\te\u0301\t_\t_\t_\t_\t1\t_\t_\tNER=\\\\s|SpaceAfter=No\n")
	f.Add("1\t\u2028\t \x01\tX Y\t\t_\t0\t\t\t\n2\t 1\u00a0 0\xff \t_\t_\t_\t_\t0\t_\t_\tSpaceAfter=No\n\n3\n")
	f.Fuzz(func(t *testing.T, text string) {
		for s, err := range Read(strings.NewReader(text)) {
			if err != nil {
				return
			}
			for i, tok := range s.Tokens {
				if tok.Start > tok.End || tok.End > len(s.Text) || i+tok.Up < 0 || i+tok.Up >= len(s.Tokens) {
					t.Fatalf("token %d of %q lies outside: %+v", i, s.Text, tok)
				}
			}
			once := write(t, s.Document())
			again, err := first(once)
			if err != nil {
				t.Fatalf("Read of what Write wrote: %v\n%q", err, once)
			}
			// The identifier is a hash of the text before it was written.
			if twice := write(t, again.Document()); columnsOf(twice) != columnsOf(once) {
				t.Fatalf("Write\n first %q\nsecond %q", once, twice)
			}
		}
	})
}

func first(text string) (*Sentence, error) {
	for s, err := range Read(strings.NewReader(text)) {
		return s, err
	}
	return nil, io.EOF
}

// columnsOf returns text without its comments.
func columnsOf(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line[0] != '#' {
			b.WriteString(line)
		}
	}
	return b.String()
}

func TestDocumentIDHashesContent(t *testing.T) {
	a, b := extract.NewDocument("T", "", "x"), extract.NewDocument("", "", "x")
	if a.ID == b.ID || len(a.ID) != 16 {
		t.Errorf("IDs %q and %q must be 16 digits and differ", a.ID, b.ID)
	}
}
