package exchange

import (
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/postgres/pgtest"
)

// rdflib and Raptor read every quad as it is stored.
func TestRDF(t *testing.T) {
	s := courier(t)
	want := export(t, s)
	if !strings.Contains(want, "<Lind>") || !strings.Contains(want, "漢") {
		t.Fatal("the graph has nothing to escape")
	}
	for _, c := range []struct{ format, rdflib, raptor string }{
		{"nquads", "nquads", "nquads"}, {"trig", "trig", "trig"}, {"jsonld", "json-ld", ""},
	} {
		file := written(t, s, c.format)[0]
		t.Run(c.format+" by rdflib", func(t *testing.T) {
			compare(t, "quads", canonical(t, python(t, "rdflib", c.rdflib, file)), want)
		})
		if c.raptor == "" {
			continue
		}
		t.Run(c.format+" by Raptor", func(t *testing.T) {
			if _, err := exec.LookPath("rapper"); err != nil {
				absent(t, "rapper")
			}
			compare(t, "quads", canonical(t, output(t, "rapper", "-q", "-i", c.raptor, "-o", "nquads", file)), want)
		})
	}
}

// expected returns the nodes and edges that a format with these fields holds.
func expected(t *testing.T, s *graph.Store, more func(*graph.Fact) string) []string {
	var out []string
	for e, err := range s.Entities(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprintf("node|%s|%s|%s|%d", e.IRI, oneLine(e.Name), e.Kind, e.Mentions))
	}
	n := 0
	for f, err := range s.Facts(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if f.Asserted() {
			n++
			out = append(out, fmt.Sprintf("edge|%s|%s|%s|%s|%s|0.875|%s", f.Subject, f.Predicate, f.Object, f.Time, f.Evidence.Text, more(&f)))
		}
	}
	if n != 6 {
		t.Fatalf("%d edges, want 6 of 7 facts", n)
	}
	slices.Sort(out)
	return out
}

func spring(f *graph.Fact) string {
	return map[string]string{"": "|", "2024-04": "2024-04-01|2024-04-30", "2024-05-01/2024-05-03": "2024-05-01|2024-05-03"}[f.Time]
}

// networkx finds the entities, their edges and times, and no denial.
func TestNetworks(t *testing.T) {
	s := courier(t)
	for format, more := range map[string]func(*graph.Fact) string{
		"graphml": func(*graph.Fact) string { return "|" }, "gexf": spring,
	} {
		t.Run(format, func(t *testing.T) {
			got := python(t, "networkx", format, written(t, s, format)[0])
			compare(t, format, strings.Join(got, "\n"), strings.Join(expected(t, s, more), "\n"))
		})
	}
}

// Python's strict reader finds as many fields in each line as in the first.
func TestCSV(t *testing.T) {
	s := courier(t)
	files := written(t, s, "csv")
	if !strings.HasSuffix(files[0], "harbour-nodes.csv") || !strings.HasSuffix(files[1], "harbour-relations.csv") {
		t.Errorf("files\n got %q", files)
	}
	got := python(t, "csv", "csv", strings.Join(files, ","))
	want := expected(t, s, func(f *graph.Fact) string {
		return strings.ToUpper(strings.ReplaceAll(f.Predicate, "-", "_"))
	})
	compare(t, "rows", strings.Join(got, "\n"), strings.Join(want, "\n"))
}

// PostgreSQL's COPY reads the same rows, each number as a number.
func TestCSVInPostgreSQL(t *testing.T) {
	server := pgtest.Start(t)
	if _, err := exec.LookPath("psql"); err != nil {
		absent(t, "psql")
	}
	s := courier(t)
	files := written(t, s, "csv")
	psql := func(commands ...string) []string {
		args := []string{"-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", server.Place(pgtest.Password)}
		for _, c := range commands {
			args = append(args, "-c", c)
		}
		return output(t, "psql", args...)
	}
	columns := func(file string) string {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		first, _, _ := strings.Cut(string(data), "\n")
		var list []string
		for _, name := range strings.Split(first, ",") {
			kind := "text"
			switch _, k, _ := strings.Cut(name, ":"); k {
			case "int":
				kind = "integer"
			case "double":
				kind = "double precision"
			}
			list = append(list, fmt.Sprintf("%q %s NOT NULL", name, kind))
		}
		return strings.Join(list, ", ")
	}
	got := psql(
		"CREATE TABLE nodes ("+columns(files[0])+")", "CREATE TABLE relations ("+columns(files[1])+")",
		"\\copy nodes FROM '"+files[0]+"' WITH (FORMAT csv, HEADER, NULL '\\N')",
		"\\copy relations FROM '"+files[1]+"' WITH (FORMAT csv, HEADER, NULL '\\N')",
		`SELECT 'node', "iri:ID", name, kind, "mentions:int" FROM nodes`,
		`SELECT 'edge', ":START_ID", predicate, ":END_ID", time, sentence, "confidence:double", ":TYPE" FROM relations`)
	want := expected(t, s, func(f *graph.Fact) string {
		return strings.ToUpper(strings.ReplaceAll(f.Predicate, "-", "_"))
	})
	slices.Sort(got)
	compare(t, "rows", strings.Join(got, "\n"), strings.Join(want, "\n"))
}

// FollowTheMoney's own model knows each schema and property, and finds nothing
// to clean away. Where the model is missing, the lines are looked at here.
func TestFtM(t *testing.T) {
	s := courier(t)
	file := written(t, s, "ftm")[0]
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	if want := 4 + 6 + 6; len(lines) != want { // articles, people, edges
		t.Errorf("%d entities, want %d", len(lines), want)
	}
	if strings.Contains(string(data), `"role":["sank"]`) || !strings.Contains(string(data), `"role":["met"]`) {
		t.Error("a denial became a link")
	}
	if exec.Command("python3", "-c", "import followthemoney").Run() != nil {
		t.Skip("the module followthemoney of Python is missing, which Debian does not package")
	}
	got := strings.Join(python(t, "followthemoney", "ftm", file), "\n")
	for _, want := range []string{
		"Person|name|Ann Marsh", "UnknownLink|role|met", "UnknownLink|startDate|2024-04-01", "UnknownLink|endDate|2024-04-30",
		"UnknownLink|subject|" + ftmID("dramatis:person/ann-marsh"), "Article|title|Ferry sold", "Article|publishedAt|2024-05-02",
	} {
		if !strings.Contains(got, want+"\n") {
			t.Errorf("FollowTheMoney does not find %s in\n%s", want, got)
		}
	}
}

// A flowchart has a node for each actor of an edge, an arrow for each relation
// and no character that Mermaid would read as its own.
func TestMermaid(t *testing.T) {
	data, err := os.ReadFile(written(t, courier(t), "mermaid")[0])
	if err != nil {
		t.Fatal(err)
	}
	got := string(data)
	want := `flowchart LR
  n1(["Ann Marsh"])
  n2(["Bo #34;Quay#34; #60;Lind#62; #38; #92; 'sons'#59; é漢` + "\ufffd" + ` #96;x#96; / #35;35#59; #91;y#93;"])
  n3(["Cy Dorn"])
  n4(["Dee Oak"])
  n5(["Eli Fenn"])
  n1 -->|"held talks with"| n4
  n1 -->|"met"| n3
  n2 -->|"paid"| n1
  n3 -->|"thanked"| n1
  n5 -->|"hired"| n3
`
	got = strings.ReplaceAll(got, "\u202e", "\ufffd")
	compare(t, "Mermaid", got, want)
}

// Every format can be written of an empty graph.
func TestEmpty(t *testing.T) {
	s, err := graph.Memory()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, f := range Formats() {
		files := written(t, s, f.Name)
		switch f.Name {
		case "trig":
			compare(t, f.Name, strings.Join(python(t, "rdflib", "trig", files[0]), "\n"), "")
		case "jsonld":
			compare(t, f.Name, strings.Join(python(t, "rdflib", "json-ld", files[0]), "\n"), "")
		case "graphml", "gexf":
			compare(t, f.Name, strings.Join(python(t, "networkx", f.Name, files[0]), "\n"), "")
		}
	}
}

func TestByFile(t *testing.T) {
	for name, want := range map[string]string{
		"a.nq": "nquads", "dir.trig/B.GEXF": "gexf", "x.ftm.json": "ftm", "x.json": "", "graphml": "", "t.csv": "csv", "a.ndjson": "jsonl",
	} {
		if f, _ := ByFile(name); f.Name != want {
			t.Errorf("ByFile(%q)\n got %q\nwant %q", name, f.Name, want)
		}
	}
	f, _ := ByName("ftm")
	if got := f.Files("a/x.ftm.json"); !reflect.DeepEqual(got, []string{"a/x.ftm.json"}) {
		t.Errorf("Files\n got %q", got)
	}
}

func TestDays(t *testing.T) {
	for edtf, want := range map[string][2]string{
		"2024": {"2024-01-01", "2024-12-31"}, "2024-02": {"2024-02-01", "2024-02-29"}, "2024-05-02T10:00": {"2024-05-02", "2024-05-02"},
		"2024-05~": {"2024-05-01", "2024-05-31"}, "2024-05-01/2024-06": {"2024-05-01", "2024-06-30"}, "2023-12/..": {"2023-12-01", ""},
		"P2D": {"", ""}, "": {"", ""}, "../2024": {"", "2024-12-31"}, "2024-22": {"", ""},
	} {
		if first, last := days(edtf); first != want[0] || last != want[1] {
			t.Errorf("days(%q)\n got %q, %q\nwant %q", edtf, first, last, want)
		}
	}
}
