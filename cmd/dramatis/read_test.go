package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/graph/diagram"
)

func TestBranches(t *testing.T) {
	for _, c := range []struct {
		name  string
		heads []int
		want  string
	}{
		{"Stop", []int{-1}, "── "},
		{"Ann sang .", []int{1, -1, 1}, "" +
			"  ┌─ |" +
			"──┼─ |" +
			"  └─ "},
		{"The old mayor sang of ferries", []int{2, 2, 3, -1, 5, 3}, "" +
			"    ┌─ |" +
			"    ├─ |" +
			"  ┌─┴─ |" +
			"──┼─ |" +
			"  │ ┌─ |" +
			"  └─┴─ "},
		// "A hearing is scheduled on the ferry": "on" depends on "hearing".
		{"crossing", []int{1, 3, 3, -1, 5, 1}, "" +
			"    ┌─ |" +
			"  ┌─┼─ |" +
			"  ├─╫─ |" +
			"──┴─╫─ |" +
			"    │ ┌─ |" +
			"    └─┴─ "},
	} {
		if got := strings.Join(branches(c.heads), "|"); got != c.want {
			t.Errorf("branches of %s\n got\n%s\nwant\n%s", c.name, strings.ReplaceAll(got, "|", "\n"), strings.ReplaceAll(c.want, "|", "\n"))
		}
	}
}

// Whatever the tree, no two stems share a column where they pass each other,
// and each stands to the right of that of its head.
func TestStemsKeepApart(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		heads := make([]int, 1+r.IntN(40))
		order := r.Perm(len(heads))
		heads[order[0]] = -1
		for k, i := range order[1:] {
			heads[i] = order[r.IntN(k+1)]
		}
		stems := stemsOf(heads)
		for i, s := range stems {
			if h := heads[i]; h >= 0 && s.column <= stems[h].column {
				t.Fatalf("%v: stem %d stands in column %d, that of its head in %d", heads, i, s.column, stems[h].column)
			}
			for j, o := range stems[:i] {
				if s.column == o.column && s.top < s.bottom && o.top < o.bottom && s.top <= o.bottom && o.top <= s.bottom {
					t.Fatalf("%v: stems %d and %d share column %d", heads, i, j, s.column)
				}
			}
		}
		for i, b := range branches(heads) {
			if !strings.HasSuffix(b, "─ ") {
				t.Fatalf("%v: no line leads to word %d: %q", heads, i, b)
			}
		}
	}
}

func TestTextArcs(t *testing.T) {
	s := diagram.Sentence{Names: []diagram.Name{{First: 0, End: 1, Kind: "person"}}, Words: []diagram.Word{{Text: "Ann", Tag: "PROPN", Head: 1, Deprel: "nsubj"}, {Text: "saw", Tag: "VERB", Head: -1, Deprel: "root"},
		{Text: "the", Tag: "DET", Head: 3, Deprel: "det"}, {Text: "李", Tag: "PROPN", Head: 1, Deprel: "obj"}}}
	a := layArcs(&s)
	got := strings.Join(append(a.lines(), a.kinds()), "\n")
	want := strings.Join([]string{
		"            ┌────obj────┐",
		"  ┌─nsubj─┐ │   ┌─det─┐ │",
		"  ▼       │ │   ▼     │ ▼",
		"person",
	}, "\n")
	if got != want {
		t.Errorf("arcs\n got\n%s\nwant\n%s", got, want)
	}
}

func TestCellIsCutByWidth(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"bridge", "bridge"}, {"footbridge", "footbr…"}, {"你好世界", "你好世…"}, {"a\x1b[2J", `a\x1b[…`}, {"1\u00a0 000", "1 000"},
	} {
		if got := cell(c.in, 7); got != c.want {
			t.Errorf("cell(%q, 7)\n got %q\nwant %q", c.in, got, c.want)
		}
	}
}

func TestIsText(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	if err := os.WriteFile(filepath.Join(dir, "Ann sang"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		arg  string
		want bool
	}{
		{"Bo sang.", true}, {"Stop!", true}, {"Stop…", true}, {"", true}, {strings.Repeat("long ", 9999), true},
		{"-", false}, {"Ann sang", false}, {"ferry.txt", false}, {"news/ferry", false}, {dir, false},
	} {
		if got := isText(c.arg); got != c.want {
			t.Errorf("isText(%.40q)\n got %v\nwant %v", c.arg, got, c.want)
		}
	}
}
