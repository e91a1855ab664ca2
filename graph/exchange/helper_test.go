package exchange

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/identity"
)

var ctx = context.Background()

// article makes a document of sentences "Ann Marsh|met|Bo Lind": each is a
// fact, and each name a chain. What change does to the facts makes claims of
// them.
func article(title, published string, change func(*extract.Fact), rows ...string) *extract.Document {
	text := strings.ReplaceAll(strings.Join(rows, "."), "|", " ") + "."
	d := extract.NewDocument(title, published, text)
	d.Publisher = "Brightwater Courier"
	chains := make(map[string]extract.ChainID)
	at := 0
	chain := func(name string) extract.ChainID {
		id, ok := chains[name]
		if !ok {
			id = extract.ChainID(len(d.Chains))
			chains[name] = id
			d.Chains = append(d.Chains, extract.Chain{Name: name, Kind: extract.Person, Named: true, Roles: []string{"Mayor; chair"}})
		}
		d.Chains[id].Mentions = append(d.Chains[id].Mentions, 0)
		return id
	}
	for k, row := range rows {
		first := len(d.Tokens)
		part := strings.Split(row, "|")
		for _, p := range part {
			d.Tokens = append(d.Tokens, extract.Token{Start: at, End: at + len(p)})
			at += len(p) + 1
		}
		d.Sentences = append(d.Sentences, extract.Sentence{First: first, End: first + 3})
		f := extract.Fact{
			Sentence: k, Polarity: extract.Affirmed, Modality: extract.Asserted, Source: extract.Source{Chain: -1}, Confidence: 0.875, Rule: "active",
			Subject:   extract.Argument{First: first, End: first + 1, Chain: chain(part[0]), Name: part[0]},
			Predicate: extract.Predicate{First: first + 1, End: first + 2, Text: part[1], Lemma: strings.ReplaceAll(part[1], " ", "-")},
			Object:    &extract.Argument{First: first + 2, End: first + 3, Chain: chain(part[2]), Name: part[2]},
		}
		if change != nil {
			change(&f)
		}
		d.Facts = append(d.Facts, f)
	}
	return d
}

const nasty = "Bo \"Quay\" <Lind> & \\ 'sons'; é漢\u202e `x` | #35; [y]"

// courier makes a store of a few articles, with names that every format has to
// escape.
func courier(t testing.TB) *graph.Store {
	t.Helper()
	s, err := graph.Memory()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	on := func(day string) func(*extract.Fact) {
		return func(f *extract.Fact) {
			f.Modifiers = []extract.Modifier{{Role: "time", Prep: "in", Chain: -1, Text: "spring", Value: day}}
		}
	}
	for _, d := range []*extract.Document{
		article("Ferry sold", "2024-05-02", on("2024-04"), "Ann Marsh|met|Cy Dorn", "Ann Marsh|held talks with|Dee Oak", "Cy Dorn|thanked|Ann Marsh"),
		article("Bridge <opened> & \"shut\"", "2024-05-03", nil, "Ann Marsh|met|Cy Dorn", "Eli Fenn|hired|Cy Dorn"),
		article("Denial\nin two lines", "", func(f *extract.Fact) { f.Polarity = extract.Denied }, "Ann Marsh|sank|Gil Hull"),
		article("Odd", "2024-05-04", on("2024-05-01/2024-05-03"), strings.NewReplacer(".", "", "|", "/").Replace(nasty)+"|paid|Ann Marsh"),
	} {
		if _, err := s.Add(ctx, d, ""); err != nil {
			t.Fatal(err)
		}
	}
	same := identity.Judgement{A: "dramatis:person/cy-dorn", B: "dramatis:person/dee-oak", Verdict: identity.Same, Author: "editor", Reason: "\"one\" & the same"}
	if _, err := s.Judge(ctx, []identity.Judgement{same}); err != nil {
		t.Fatal(err)
	}
	return s
}

func export(t testing.TB, s *graph.Store) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.Export(ctx, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// written returns the files of a store in a format.
func written(t testing.TB, s *graph.Store, format string) []string {
	t.Helper()
	f, ok := ByName(format)
	if !ok {
		t.Fatalf("no format %s", format)
	}
	files := f.Files(filepath.Join(t.TempDir(), "harbour"+f.Ending))
	for i, p := range f.Parts {
		var b bytes.Buffer
		if err := p.Write(ctx, &b, s); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(files[i], b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// absent skips the test where another program is missing, or fails it where
// DRAMATIS_CONSUMERS=1 says that it has to be there.
func absent(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("DRAMATIS_CONSUMERS") == "1" {
		t.Fatalf("%s is missing", what)
	}
	t.Skipf("%s is missing; .ci/run installs it", what)
}

// python runs testdata/consumer.py with an interpreter that has the module.
func python(t *testing.T, module string, args ...string) []string {
	t.Helper()
	for _, name := range []string{os.Getenv("DRAMATIS_PYTHON"), "/usr/bin/python3", "python3"} {
		if name == "" || exec.Command(name, "-c", "import "+module).Run() != nil {
			continue
		}
		return output(t, name, append([]string{"testdata/consumer.py"}, args...)...)
	}
	absent(t, "the module "+module+" of Python")
	return nil
}

// output returns the lines that a program prints.
func output(t *testing.T, name string, args ...string) []string {
	t.Helper()
	c := exec.Command(name, args...)
	var out, trouble bytes.Buffer
	c.Stdout, c.Stderr = &out, &trouble
	if err := c.Run(); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, trouble.String())
	}
	return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
}

// canonical reads lines of N-Quads and writes them as Export does.
func canonical(t *testing.T, lines []string) string {
	t.Helper()
	var out []string
	for _, l := range lines {
		q, ok, err := statement([]byte(l), nil)
		if err != nil {
			t.Fatalf("%s\n%v", l, err)
		}
		if ok {
			out = append(out, lineOf(q))
		}
	}
	slices.Sort(out)
	return strings.Join(out, "")
}

func lineOf(q quad.Quad) string {
	var b strings.Builder
	for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if iri, ok := v.(quad.IRI); ok {
			fmt.Fprintf(&b, "<%s> ", string(iri))
		} else {
			fmt.Fprintf(&b, "\"%s\" ", escaper.Replace(quad.ToString(v)))
		}
	}
	return b.String() + ".\n"
}

// compare complains of two texts that differ, and shows where.
func compare(t *testing.T, what, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			t.Errorf("%s, line %d of %d and %d\n got %s\nwant %s", what, i+1, len(g), len(w), g[i], w[i])
			return
		}
	}
	t.Errorf("%s: %d lines, want %d", what, len(g), len(w))
}
