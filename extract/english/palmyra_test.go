package english

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// read runs the pipeline on a file of the project's testdata.
func read(tb testing.TB, name, published string) *extract.Document {
	tb.Helper()
	text, err := os.ReadFile("../../testdata/" + name)
	if err != nil {
		tb.Fatal(err)
	}
	p, err := New(Options{})
	if err != nil {
		tb.Fatal(err)
	}
	d := extract.NewDocument("", published, string(text))
	p.Read(d)
	return d
}

// matches says whether one of the alternatives of want ("a/b") is part of got.
func matches(want string, got ...string) bool {
	for _, alt := range strings.Split(strings.TrimSpace(want), "/") {
		for _, g := range got {
			if strings.Contains(strings.ToLower(g), strings.ToLower(alt)) {
				return true
			}
		}
	}
	return false
}

// states says whether f is the statement of one line.
func states(f *extract.Fact, line string) bool {
	part := strings.Split(line, "|")
	if !matches(part[0], f.Subject.Name, f.Subject.Text) || !matches(part[1], f.Predicate.Lemma, f.Predicate.Text) {
		return false
	}
	object := []string{""}
	if f.Object != nil {
		object = append(object, f.Object.Name, f.Object.Text)
	}
	var times []string
	for _, m := range f.Modifiers {
		object = append(object, m.Text)
		times = append(times, m.Value)
	}
	if !matches(part[2], object...) {
		return false
	}
	if len(part) < 4 {
		return true
	}
	key, want, _ := strings.Cut(strings.TrimSpace(part[3]), "=")
	switch key {
	case "time":
		return matches(want, times...)
	case "source":
		return f.Reported() && matches(want, f.Source.Name, f.Source.Text)
	case "polarity":
		return string(f.Polarity) == want
	}
	panic("unknown condition " + key)
}

func printed(f *extract.Fact) string {
	object := ""
	if f.Object != nil {
		object = f.Object.Name
	}
	return fmt.Sprintf("%s | %s | %s", f.Subject.Name, f.Predicate.Lemma, object)
}

func TestPalmyraStatements(t *testing.T) {
	list, err := os.ReadFile("testdata/palmyra.statements")
	if err != nil {
		t.Fatal(err)
	}
	d := read(t, "palmyra.txt", "2016-03-24")
	found, all := 0, 0
	for line := range strings.Lines(string(list)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		all++
		if hasStatement(d, line) {
			found++
			continue
		}
		t.Logf("not found: %s", line)
	}
	t.Logf("%d of %d statements found", found, all)
	if found*10 < all*9 {
		t.Errorf("found %d of %d statements\nwant at least 9 in 10", found, all)
	}
}

func hasStatement(d *extract.Document, line string) bool {
	for i := range d.Facts {
		if states(&d.Facts[i], line) {
			return true
		}
	}
	return false
}

func TestPalmyraTakesNothingFromThePage(t *testing.T) {
	d := read(t, "palmyra.txt", "2016-03-24")
	page := strings.Index(d.Text, "Your feedback")
	for i := range d.Facts {
		f := &d.Facts[i]
		if s := d.Sentences[f.Sentence]; d.Tokens[s.First].Start >= page {
			t.Errorf("fact of the page furniture: %s", printed(f))
		}
	}
}
