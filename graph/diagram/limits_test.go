package diagram

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A layout that grows without end is stopped and says so; the next works.
func TestMemoryLimit(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux limits the memory of a process")
	}
	var b strings.Builder
	b.WriteString("digraph {\n")
	for i := range 3000 {
		for j := range 5 {
			fmt.Fprintf(&b, "n%d -> n%d\n", i, (i*7+j*13+1)%3000)
		}
	}
	b.WriteString("}\n")
	j := job{Graphs: []string{b.String()}, Engine: "dot", Format: "json0", Memory: 96 << 20}
	_, err := j.runInChild(t.Context(), 20*time.Second)
	if err == nil || !strings.Contains(err.Error(), "ran out of memory") {
		t.Errorf("a layout of 3000 nodes in 96 MiB: %v", err)
	}
	if len(mustRender(t, harbour(), Options{})) == 0 {
		t.Error("nothing is drawn after it")
	}
}

// Graphviz breaks on clusters nested without end, and after that on all else:
// only a process of its own keeps that from the next picture.
func TestTrapIsNoFault(t *testing.T) {
	deep := "digraph {" + strings.Repeat("subgraph cluster {", 3000) + "a" + strings.Repeat("}", 3000) + "}"
	j := job{Graphs: []string{deep}, Engine: "dot", Format: "json0"}
	if out, err := j.runInChild(t.Context(), 20*time.Second); err == nil {
		t.Skipf("this Graphviz lays 3000 nested clusters out, in %d bytes", len(out))
	}
	if len(mustRender(t, harbour(), Options{})) == 0 {
		t.Error("nothing is drawn after it")
	}
}

// Every engine gives a picture in which nothing overlaps.
func TestEngines(t *testing.T) {
	for _, engine := range Engines {
		o, err := Options{Engine: engine}.resolved()
		if err != nil {
			t.Fatal(err)
		}
		s, err := compose(t.Context(), town(24, 40), o)
		if err != nil {
			t.Fatal(err)
		}
		checkGeometry(t, s)
	}
}
