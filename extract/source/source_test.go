package source

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// list reads paths and prints articles and errors, one a line.
func list(paths []string, o Options) []string {
	var out []string
	for a, err := range Open(context.Background(), paths, o) {
		if err != nil {
			out = append(out, "error: "+err.Error())
			continue
		}
		out = append(out, strings.Join([]string{a.ID, a.Title, a.Published, a.Publisher, a.URL, strings.Join(strings.Fields(a.Text), " ")}, " | "))
	}
	return out
}

// compare reports the first line where got and want differ.
func compare(t *testing.T, call string, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		var g, w string
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("%s, line %d\n got %s\nwant %s", call, i+1, g, w)
		}
	}
}

func TestFolder(t *testing.T) {
	t.Chdir("testdata")
	compare(t, "Open(news)", list([]string{"news"}, Options{Date: "2016-03-30"}), []string{
		"news/a-ferry.txt | Council sells the old ferry to Halden Lines | 2016-03-24 |  |  | Local News Council sells the old ferry to Halden Lines March 24, 2016 BRIGHTWATER: The council sold the old ferry on Thursday. Mayor Lee signed the papers.",
		"news/b-page.html | Storm closes the harbour | 2016-03-25 | Brightwater Gazette | https://gazette.example/2016/03/25/storm | Storm closes the harbour A storm closed the harbour of Brightwater on Friday, and the ferry to Halden stayed at its quay, the port said in a notice to all its customers. Captain Ann Brook said that waves of six metres had broken over the mole during the night, and that nobody had been hurt, although two boats were lost. The mayor asked the people of the town to stay at home until Saturday morning, when the wind should turn to the north and lose its strength.",
		`f1 | Ferry sails | 2016-03-26 | Gazette | https://gazette.example/f1 | Ferry sails The ferry sailed on Saturday, "at last", the port said.`,
		"error: news/c-table.csv: line 3: 2 fields where the header has 6; quote fields that hold the separator",
		"news/c-table.csv:4 | Ferry full | 2016-03-26 |  |  | Ferry full The ferry was full on Saturday.",
		"error: news/c-table.csv: line 7: no text in it",
		"news/d-lines.jsonl:1 | Mayor rests | 2016-03-27 | Gazette |  | Mayor rests The mayor rests at home.",
		"error: news/d-lines.jsonl: line 2: unexpected end of JSON input; each line must be one JSON object",
		`error: news/d-lines.jsonl: line 3: no text in it; give each object a field "text", "body", "content" or "article"`,
		"7 |  | 2016-03-30 |  |  | The mayor is back.",
		"error: news/e-picture.png: this is a picture (PNG), not a text",
		"error: news/f-empty.txt: empty",
		"news/sub/g.json:1 | One | 2016-03-30 |  |  | One One ferry came.",
		"news/sub/g.json:2 | Two | 2016-03-30 |  |  | Two Two ferries came.",
	})
}

func TestInputs(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for name, content := range map[string]string{
		"nul.txt":    "a\x00b",
		"office.dat": "PK\x03\x04rest",
		"cols.csv":   "name,age\nAnn,5\n",
		"bad.json":   "{\"text\":\n oops}",
		"utf16.txt":  "\xff\xfeA\x00n\x00n\x00 \x00B\x00r\x00o\x00o\x00k\x00.\x00",
		"bom.txt":    "\xef\xbb\xbfAnn Brook left.",
		"semi.csv":   "title;text\nA;Ann, Bo and Cy left.\n",
		"noname":     "{\"text\":\"Ann left.\"}\n{\"text\":\"Bo left.\"}\n",
		"dos.txt":    "Ann left.\r\nBo stayed.\r\n",
		"decl.html":  "<html><head><meta charset=iso-8859-2><title>T</title></head><body><p>Pan Ko\xb3o left.</p></body></html>",
		"blank.html": "<html><body><script>x()</script></body></html>",
	} {
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir("void", 0o700); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ path, want string }{
		{"missing.txt", "error: missing.txt: no such file or folder; check the path"},
		{"void", "error: void: no files in this folder"},
		{"nul.txt", "error: nul.txt: not a text: it holds NUL bytes"},
		{"office.dat", "error: office.dat: this is a ZIP archive or office document, not a text; unpack it or save it as text first"},
		{"cols.csv", `error: cols.csv: line 1: no column holds the text; name a column "text", "body", "content" or "article"`},
		{"bad.json", "error: bad.json: line 2: invalid character 'o' looking for beginning of value; give one object, an array of objects, or one object a line in a .jsonl file"},
		{"utf16.txt", "utf16.txt |  |  |  |  | Ann Brook."},
		{"bom.txt", "bom.txt |  |  |  |  | Ann Brook left."},
		{"semi.csv", "semi.csv:2 | A |  |  |  | A Ann, Bo and Cy left."},
		{"noname", "noname:1 |  |  |  |  | Ann left.\nnoname:2 |  |  |  |  | Bo left."},
		{"dos.txt", "dos.txt |  |  |  |  | Ann left. Bo stayed."},
		{"decl.html", "decl.html | T |  |  |  | T Pan Koło left."},
		{"blank.html", "error: blank.html: no text in it: the page shows no article; save the article's own page, after it has loaded"},
	} {
		compare(t, "Open("+c.path+")", list([]string{c.path}, Options{}), strings.Split(c.want, "\n"))
	}
}

func TestGuess(t *testing.T) {
	got := list([]string{"testdata/latin1.txt"}, Options{})
	want := []string{"testdata/latin1.txt |  |  |  |  | Café owner Ann Brook thanked the mayor for the new quay. She said the cafés of the town had waited too long for it."}
	compare(t, "Open(latin1.txt)", got, want)
}

func TestStdinAndLines(t *testing.T) {
	in := "The ferry sank.\n\nThe mayor left.\n"
	compare(t, "Open(-), lines", list([]string{"-"}, Options{Lines: true, Date: "March 24, 2016", Stdin: strings.NewReader(in)}), []string{
		"-:1 |  | 2016-03-24 |  |  | The ferry sank.",
		"-:3 |  | 2016-03-24 |  |  | The mayor left.",
	})
	compare(t, "Open(-), too large", list([]string{"-"}, Options{MaxBytes: 8, Stdin: strings.NewReader(in)}), []string{
		"error: -: larger than 8 bytes; split it",
	})
}

func TestErrorType(t *testing.T) {
	for _, err := range Open(context.Background(), []string{filepath.Join(t.TempDir(), "none.txt")}, Options{}) {
		var e *Error
		if !errors.As(err, &e) || e.Remedy == "" {
			t.Errorf("Open of a missing file\n got %#v\nwant an *Error with a remedy", err)
		}
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	for _, err := range Open(ctx, []string{"testdata/news"}, Options{}) {
		n++
		if n == 2 && !errors.Is(err, context.Canceled) {
			t.Errorf("Open after cancel\n got %v\nwant %v", err, context.Canceled)
		}
		cancel()
	}
	if n != 2 {
		t.Errorf("Open after cancel\n got %d values\nwant 2", n)
	}
}

func TestProgress(t *testing.T) {
	paths := []string{"testdata/news"}
	last := int64(0)
	for a, err := range Open(context.Background(), paths, Options{}) {
		if err != nil {
			continue
		}
		if a.Done < last {
			t.Errorf("Done of %s\n got %d\nwant at least %d", a.ID, a.Done, last)
		}
		last = a.Done
	}
	if size := Size(paths); last != size {
		t.Errorf("Done at the end\n got %d\nwant Size = %d", last, size)
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"2016-03-24T10:00:00Z", "2016-03-24"},
		{"Thu, 24 Mar 2016 10:00:00 GMT", "2016-03-24"},
		{"March 24th, 2016", "2016-03-24"},
		{"20160324", "2016-03-24"},
		{"2016/3/24", "2016-03-24"},
		{"2016-02-30", ""},
		{"03/04/2016", ""},
		{"yesterday", ""},
	} {
		if got := isoDate(c.in); got != c.want {
			t.Errorf("isoDate(%q)\n got %s\nwant %s", c.in, got, c.want)
		}
	}
	for _, c := range []struct{ text, want string }{
		{"Friday, January 4, 2019\u00a0\n\nThe ferry sank.", "2019-01-04"},
		{"Ferry sinks\n\nPublished: 24 March 2016, 10:30 GMT\n\nIt sank.", "2016-03-24"},
		{"HALDEN, March 3, 2016 (Agency) — The ferry sank.", "2016-03-03"},
		{"The ferry sank on March 3, 2016.", ""},
		{"HALDEN: The ferry of March 3, 2016 sank.", ""},
	} {
		if got := textDate(c.text); got != c.want {
			t.Errorf("textDate(%q)\n got %s\nwant %s", c.text, got, c.want)
		}
	}
	for _, url := range []string{"https://gazette.example/2016/3/24/storm", "https://gazette.example/town/2016/mar/24/storm"} {
		if got := urlDate(url); got != "2016-03-24" {
			t.Errorf("urlDate(%q)\n got %s\nwant 2016-03-24", url, got)
		}
	}
}

func TestTitle(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Local News\n\nCouncil sells the old ferry\n\nThe ferry went to Halden on Monday.", "Council sells the old ferry"},
		{"Ferry sinks\n\nThe ferry sank off Halden on Monday.", "Ferry sinks"},
		{"The ferry sank off Halden on Monday.", ""},
		{"The ferry sank", ""},
		{"By Ann Brook\n\nThe ferry sank off Halden on Monday.", ""},
	} {
		if got := titleOf(c.text); got != c.want {
			t.Errorf("titleOf(%q)\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestDocument(t *testing.T) {
	a := Article{Title: "Ferry sinks", Text: "It sank.", Published: "2016-03-24", Publisher: "Gazette", URL: "u", Path: "p"}
	d := a.Document()
	if d.Title != a.Title || d.Text != a.Text || d.Published != a.Published || d.Publisher != a.Publisher || d.URL != a.URL || d.Path != a.Path || d.ID == "" {
		t.Errorf("Document()\n got %+v\nwant the fields of %+v", d, a)
	}
}

// FuzzParse checks that no input breaks a format.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "text,title\n\"a", "{\"text\":1}", "[1]", "<html><p>x", "<script type=\"application/ld+json\">[{}]</script>", "a\n\nb."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, format := range []string{"", "txt", "md", "html", "csv", "tsv", "json", "jsonl"} {
			for a, err := range Open(context.Background(), []string{"-"}, Options{Format: format, Stdin: strings.NewReader(s), MaxBytes: 1 << 16}) {
				if err == nil && strings.TrimSpace(a.Text) == "" {
					t.Fatalf("Open(%q) as %q gives an article without text", s, format)
				}
			}
		}
	})
}
