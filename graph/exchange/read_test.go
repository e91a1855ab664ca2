package exchange

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	nqread "github.com/cayleygraph/quad/nquads"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/identity"
)

// load reads text into a new store and returns it with what was left out.
func load(t testing.TB, format, text string) (*graph.Store, []string) {
	t.Helper()
	s, err := graph.Memory()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	f, _ := ByName(format)
	var skipped []string
	var judged []identity.Judgement
	skip := func(err error) { skipped = append(skipped, err.Error()) }
	for b, err := range Read(ctx, strings.NewReader(text), f, skip, func(j identity.Judgement) { judged = append(judged, j) }) {
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.AddBundles(ctx, []*graph.Bundle{b}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Judge(ctx, judged); err != nil {
		t.Fatal(err)
	}
	return s, skipped
}

// What was exported and imported is exported again as it was.
func TestRoundTrip(t *testing.T) {
	s := courier(t)
	want := export(t, s)
	for _, format := range []string{"nquads", "jsonl"} {
		data, err := os.ReadFile(written(t, s, format)[0])
		if err != nil {
			t.Fatal(err)
		}
		got, skipped := load(t, format, string(data))
		compare(t, format, export(t, got), want)
		if len(skipped) > 0 {
			t.Errorf("%s: left out %q", format, skipped)
		}
	}
}

// The order of lines, their spacing and their escapes make no difference.
func TestOtherWriters(t *testing.T) {
	s := courier(t)
	want := export(t, s)
	lines := strings.SplitAfter(want, "\n")
	rand.New(rand.NewPCG(7, 7)).Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	text := "# a comment\n\n" + strings.Join(lines, "\r\n") // a line end too many
	text = strings.NewReplacer("é", `\u00E9`, "漢", `\U00006F22`, "> <", ">\t <", "Mayor; chair\"", "Mayor; chair\"^^<"+xsdString+">").Replace(text)
	got, skipped := load(t, "nquads", text)
	compare(t, "shuffled", export(t, got), want)
	if len(skipped) > 0 {
		t.Errorf("left out %q", skipped)
	}
	jsonl, err := os.ReadFile(written(t, s, "jsonl")[0])
	if err != nil {
		t.Fatal(err)
	}
	other := strings.NewReplacer(`":`, `" : `, "é", `\u00e9`, `<`, `\u003c`).Replace(string(jsonl))
	got, skipped = load(t, "jsonl", other)
	compare(t, "other JSON", export(t, got), want)
	if len(skipped) > 0 {
		t.Errorf("left out %q", skipped)
	}
}

// A document that is not what was exported is left out, with its line, and the
// others are stored.
func TestLeftOut(t *testing.T) {
	s := courier(t)
	want := export(t, s)
	jsonl, err := os.ReadFile(written(t, s, "jsonl")[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, format, old, new, complaint string }{
		{"a changed text", "nquads", `Eli Fenn hired`, `Eli Finn hired`, "does not follow"},
		{"a forged edge", "nquads", "rel/hired>", "rel/robbed>", "does not follow"},
		{"a changed record", "nquads", `\"lemma\":\"hired\"`, `\"lemma\":\"robbed\"`, "record of"},
		{"a label from elsewhere", "nquads", "\n<", "\n<a:b> <a:c> <a:d> <a:e> .\n<", "neither a document nor a fact"},
		{"a fact of no document", "nquads", "\n<", "\n<a:b> <a:c> <a:d> <dramatis:fact/1> .\n<", "no document holds"},
		{"no label", "nquads", "\n<", "\n<a:b> <a:c> \"d\" .\n<", "no quad with a label"},
		{"no N-Quads", "nquads", "\n<", "\nferry\n<", "no quad with a label"},
		{"a bad escape", "nquads", "Eli Fenn hired", `Eli \q hired`, "no escape"},
		{"a language", "nquads", `"2024-05-03"`, `"2024-05-03"@en`, "does not follow"},
		{"a record without its document", "jsonl", `{"type":"document"`, `{"type":"entity"`, "does not follow the line"},
		{"an unknown type", "jsonl", `{"type":"fact"`, `{"type":"rumour"`, "rumour"},
		{"a judgement without a record", "nquads", "\n<", "\n<dramatis:person/a> <dramatis:same> <dramatis:person/b> <dramatis:judgement/1> .\n<", "no record of the judgement"},
		{"no JSON", "jsonl", "{\"type\":\"document\"", "\"type\":\"document\"", "line"},
	} {
		text := want
		if c.format == "jsonl" {
			text = string(jsonl)
		}
		at := strings.LastIndex(text, c.old)
		if at < 0 {
			t.Fatalf("%s: %s is not in the graph", c.name, c.old)
		}
		got, skipped := load(t, c.format, text[:at]+c.new+text[at+len(c.old):])
		if len(skipped) == 0 || !slices.ContainsFunc(skipped, func(s string) bool { return strings.Contains(s, c.complaint) && strings.Contains(s, "line ") }) {
			t.Errorf("%s\n got %q\nwant %q", c.name, skipped, c.complaint)
		}
		all := strings.Split(want, "\n")
		for _, line := range strings.Split(export(t, got), "\n") {
			if _, ok := slices.BinarySearch(all[:len(all)-1], line); !ok && line != "" {
				t.Errorf("%s: the import made up %s", c.name, line)
			}
		}
		clean := 0
		for range got.Documents(ctx) {
			clean++
		}
		if clean < 3 {
			t.Errorf("%s: %d documents are left, want 3 at least", c.name, clean)
		}
	}
}

// More lines than memory is meant for wait in files, and the graph is the same.
func TestSpill(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(export(t, courier(t))), "\n")
	lines = slices.DeleteFunc(lines, func(l string) bool { return strings.Contains(l, "<"+judgementPrefix) })
	want := strings.Join(lines, "\n")
	slices.Reverse(lines) // edges before their facts
	s := newSorter(func(err error) { t.Error(err) }, func(identity.Judgement) {})
	for i, l := range lines {
		if err := s.add(i+1, []byte(l)); err != nil {
			t.Fatal(err)
		}
		if i%7 == 0 {
			if err := s.spill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	folder := s.folder
	var got []string
	for doc, err := range s.documents(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range doc {
			if lines[l.n-1] != string(l.line) {
				t.Errorf("line %d\n got %s\nwant %s", l.n, l.line, lines[l.n-1])
			}
			got = append(got, string(l.line))
		}
		if _, err := fromLines(doc); err != nil {
			t.Error(err)
		}
	}
	slices.Sort(got)
	compare(t, "lines", strings.Join(got, "\n"), want)
	s.close()
	if _, err := os.Stat(folder); !os.IsNotExist(err) {
		t.Errorf("%s is left behind", folder)
	}
}

func TestReadErrors(t *testing.T) {
	trig, _ := ByName("trig")
	for _, err := range Read(ctx, strings.NewReader(""), trig, nil, nil) {
		if !errors.Is(err, ErrFormat) {
			t.Errorf("Read of TriG\n got %v", err)
		}
	}
	done, cancel := context.WithCancel(ctx)
	cancel()
	nq, _ := ByName("nquads")
	n := 0
	for _, err := range Read(done, strings.NewReader(export(t, courier(t))), nq, nil, nil) {
		n++
		if !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled Read\n got %v", err)
		}
	}
	if n != 1 {
		t.Errorf("cancelled Read yields %d times, want once", n)
	}
	for range Read(ctx, strings.NewReader(export(t, courier(t))), nq, nil, nil) {
		break // the goroutines behind it end
	}
}

// Cayley's reader and ours agree on every line that both take.
func FuzzStatement(f *testing.F) {
	for _, l := range strings.Split(export(f, courier(f)), "\n")[:12] {
		f.Add(l)
	}
	f.Add(`<a:b> <a:c> "x\u00e9\"\\"@en <a:d> .`)
	f.Add(`_:b1 <a:c> _:b2 . # comment`)
	f.Fuzz(func(t *testing.T, line string) {
		q, ok, err := statement([]byte(line), nil)
		if err != nil || !ok {
			return
		}
		iri, plain := q.Object.(quad.IRI)
		_, text := q.Object.(quad.String)
		if !plain && !text || q.Label == nil || strings.ContainsAny(string(iri), "<>\"\\ ") {
			return
		}
		for _, v := range []quad.Value{q.Subject, q.Predicate, q.Label} {
			if iri, ok := v.(quad.IRI); !ok || iri == "" || strings.ContainsAny(string(iri), "<>\"\\ {}|^`\t") {
				return
			}
		}
		again, ok, err := statement([]byte(lineOf(q)), nil)
		if err != nil || !ok || again != q {
			t.Errorf("%q\n got %v\n then %v, %v", line, q, again, err)
		}
	})
}

func TestStatementAgreesWithCayley(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(export(t, courier(t))), "\n")
	lines = append(lines, `<a:b> <a:c> "é\u00e9\n\"\\"@en <a:d> .`, `_:b1 <a:c> "1"^^<a:int> <a:d> .`, `<a:b> <a:c> "" <a:d> .`)
	for _, l := range lines {
		want, err := nqread.NewReader(bytes.NewReader([]byte(l+"\n")), true).ReadQuad()
		if err != nil {
			t.Fatal(err)
		}
		got, ok, err := statement([]byte(l), nil)
		if err != nil || !ok || got != want {
			t.Errorf("%s\n got %v, %v\nwant %v", l, got, err, want)
		}
	}
}
