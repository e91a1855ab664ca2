package engine

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/graph/diagram/internal/dormant"
	_ "github.com/dramatis-kg/dramatis/graph/diagram/internal/module" // holds Graphviz
)

// town describes n places and what joins them; the same on every call.
func town(n int) string {
	var b strings.Builder
	b.WriteString("digraph {\n")
	for i := range n {
		for j := range 3 {
			fmt.Fprintf(&b, "n%d -> n%d\n", i, (i*7+j*13+1)%n)
		}
	}
	b.WriteString("}\n")
	return b.String()
}

// hostile are graphs at which Graphviz fails in several ways.
var hostile = map[string]string{
	"cut off":         "digraph {a ->",
	"no graph":        "]; evil",
	"nested clusters": "digraph {" + strings.Repeat("subgraph cluster {", 3000) + "a" + strings.Repeat("}", 3000) + "}",
	"not HTML":        "digraph {a [label=<<TABLE><TR><TD>>]}",
	"zeros":           "digraph {a [label=\"\x00\"]}",
}

func mustOpen(t testing.TB, memory uint64) *Engine {
	t.Helper()
	e, err := Open(t.Context(), memory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close(t.Context()) })
	return e
}

// layouts are those whose results once depended on earlier ones, and others.
var layouts = []string{"sfdp", "fdp", "dot", "neato", "twopi", "circo"}

// The same graph gives the same bytes, whatever was laid out before.
func TestNothingLastsFromLayoutToLayout(t *testing.T) {
	e := mustOpen(t, 64<<20)
	want := map[string][]byte{}
	for round := range 5 {
		for _, layout := range layouts {
			got, err := e.Layout(t.Context(), town(12), layout, "json0")
			if err != nil {
				t.Fatal(err)
			}
			if round == 0 {
				want[layout] = got
			}
			if !bytes.Equal(got, want[layout]) {
				t.Fatalf("%s gives other bytes in round %d", layout, round)
			}
			if _, err := e.Layout(t.Context(), town(10+round), layout, "plain"); err != nil {
				t.Fatal(err)
			}
		}
		for what, dot := range hostile {
			e.Layout(t.Context(), dot, "dot", "json0")
			if _, err := e.Layout(t.Context(), town(3), "no engine", "plain"); err == nil {
				t.Fatalf("an unknown engine lays out after: %s", what)
			}
			if _, err := e.Layout(t.Context(), town(3), "dot", "no format"); err == nil {
				t.Fatalf("an unknown format is written after: %s", what)
			}
		}
	}
}

func TestGraphvizNamesItsFault(t *testing.T) {
	e := mustOpen(t, 64<<20)
	_, err := e.Layout(t.Context(), hostile["cut off"], "dot", "json0")
	if err == nil || !strings.Contains(err.Error(), "syntax error") {
		t.Errorf("a graph that is cut off: %v", err)
	}
}

// Graphviz draws pictures that it finds: here it finds none.
func TestGraphvizReadsNoFile(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 9, 9))); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "a.png")
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := mustOpen(t, 64<<20).Layout(t.Context(), fmt.Sprintf("graph {a [image=%q label=x]}", file), "dot", "svg")
	if err != nil || !bytes.Contains(out, []byte("<text")) {
		t.Fatalf("no picture: %v", err)
	}
	if bytes.Contains(out, []byte("<image")) {
		t.Error("Graphviz found a file of this computer")
	}
}

// What a layout may use is limited, and the next one has it all again.
func TestMemoryIsLimited(t *testing.T) {
	e := mustOpen(t, 8<<20)
	if _, err := e.Layout(t.Context(), town(2000), "dot", "json0"); err == nil || !strings.Contains(err.Error(), ErrMemory.Error()) {
		t.Errorf("2000 nodes in 8 MiB: %v", err)
	}
	if _, err := e.Layout(t.Context(), town(20), "dot", "json0"); err != nil {
		t.Errorf("20 nodes after it: %v", err)
	}
}

// Where wazero does not compile, the skeleton would be run: that is noticed.
func TestSkeletonDoesNotWork(t *testing.T) {
	for _, c := range []struct {
		module []byte
		want   bool
	}{{dormant.Skeleton(), false}, {dormant.Module(), true}} {
		e, err := load(t.Context(), 8<<20, c.module, "")
		if err != nil {
			t.Fatal(err)
		}
		if got := e.works(t.Context()); got != c.want {
			t.Errorf("a module of %d bytes works: %v", len(c.module), got)
		}
		e.Close(t.Context())
	}
}
