package main

import (
	"bytes"
	"testing"

	"github.com/dramatis-kg/dramatis/graph"
)

func TestSafe(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Ann Reyes", "Ann Reyes"},
		{"Élodie 李 \u05d0", "Élodie 李 \u05d0"},
		{"\x1b[2Jgone", `\x1b[2Jgone`},
		{"two\nlines\tand\rmore", "two lines and more"},
		{"bell\a, C1 \u009b, DEL \x7f", `bell\x07, C1 \x9b, DEL \x7f`},
		{"abc\u202edcba", `abc\u202edcba`},
	} {
		if got := safe(c.in); got != c.want {
			t.Errorf("safe(%q)\n got %q\nwant %q", c.in, got, c.want)
		}
	}
}

func TestFilterKeepsCellsAndLines(t *testing.T) {
	var b bytes.Buffer
	n, err := filter{&b}.Write([]byte("a\tb\x1b[0m\nc\n"))
	if got, want := b.String(), "a\tb\\x1b[0m\nc\n"; got != want || n != 10 || err != nil {
		t.Errorf("filter\n got %q %d %v\nwant %q 10", got, n, err, want)
	}
}

func TestMarked(t *testing.T) {
	d := graph.Document{Text: "Élodie Marsh — the mayor — did\nnot meet Bo. The end."}
	f := graph.Fact{Evidence: graph.Evidence{Start: 0, End: 42, Subject: [2]int{0, 12}, Predicate: [2]int{27, 39}, Object: [2]int{40, 42}}}
	for _, c := range []struct {
		colour bool
		want   string
	}{
		{false, "[Élodie Marsh] — the mayor — *did not meet* [Bo]"},
		{true, "\x1b[36;1mÉlodie Marsh\x1b[0;22m — the mayor — \x1b[33;1mdid not meet\x1b[0;22m \x1b[35;1mBo\x1b[0;22m"},
	} {
		p := &program{palette: palette{c.colour}}
		if got := p.marked(&f, d); got != c.want {
			t.Errorf("marked, colour %v\n got %q\nwant %q", c.colour, got, c.want)
		}
	}
	f.Evidence.End = 4000
	f.Evidence.Text = "as stored"
	if got := (&program{}).marked(&f, d); got != "as stored" {
		t.Errorf("marked, sentence outside its text\n got %q\nwant %q", got, "as stored")
	}
}

func TestOffsets(t *testing.T) {
	for _, c := range []struct {
		text     string
		at, want int
	}{
		{"ferry", 3, 3}, {"ferry", 5, 5}, {"Élodie", 0, 0}, {"Élodie", 2, 1}, {"Élodie", 7, 6}, {"a—b", 4, 2}, {"a—b", 5, 3}, {"", 0, 0}, {"é", 2, 1},
	} {
		if got := newOffsets(c.text).at(c.at); got != c.want {
			t.Errorf("offsets of %q at %d\n got %d\nwant %d", c.text, c.at, got, c.want)
		}
	}
}

func TestNearest(t *testing.T) {
	for _, c := range []struct {
		word string
		in   []string
		want string
	}{
		{"sohw", []string{"stats", "show"}, "show"},
		{"subj", []string{"subject", "source"}, "subject"},
		{"xyzzy", []string{"show", "stats"}, ""},
		{"", []string{"o"}, ""},
	} {
		if got := nearest(c.word, c.in); got != c.want {
			t.Errorf("nearest(%q, %q)\n got %q\nwant %q", c.word, c.in, got, c.want)
		}
	}
}
