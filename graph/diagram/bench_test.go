package diagram

import (
	"bytes"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/graph/diagram/internal/engine"
)

// benchGraphs are what a picture of each size is laid out from: labels to 60
// nodes, a map above.
func benchGraphs(b *testing.B) map[string]job {
	jobs := map[string]job{}
	for _, n := range []int{20, 100, 500} {
		g := town(n, n*8/5)
		o, err := Options{}.resolved()
		if err != nil {
			b.Fatal(err)
		}
		o.Labels = g.labels(o)
		s := &scene{nodes: sizeNodes(g), edges: styleEdges(g, o)}
		name := itoa(n) + " nodes"
		if g.layered(o) {
			pl := plan{dir: "TB", flip: make([]bool, len(s.edges)), last: -1}
			jobs[name] = job{Graphs: []string{s.layoutDOT(s.parts()[0], pl)}, Layout: "dot", Format: "json0"}
			continue
		}
		jobs[name] = job{Graphs: []string{s.springDOT()}, Layout: "sfdp", Format: "plain"}
	}
	return jobs
}

// BenchmarkLayout lays the same DOT text out by the dot of the computer, as a
// user starts it, and by us, in turns: warm by a child that has waited since an
// earlier picture or since the command began, cold by one that is started for
// this layout alone. It reports the least time that each took, which other work
// on the computer disturbs least, and how many times longer we take.
//
// Warm, 20 and 100 nodes take no more time than dot, which has to start; 500
// nodes, of which the time is all layout, less than twice as much. Cold, some
// 15 ms come before: the program starts (6 ms), reads the compiled code (5),
// decodes what is left of the module (1), gives it its imports (1) and memory
// (1). Most of that passes while a command still looks up what it draws.
func BenchmarkLayout(b *testing.B) {
	native, err := exec.LookPath("dot")
	if err != nil {
		b.Skip("no dot on this computer: .ci/pictures installs it")
	}
	for _, name := range []string{"20 nodes", "100 nodes", "500 nodes"} {
		j := benchGraphs(b)[name]
		b.Run(name, func(b *testing.B) {
			var kept engine.Crew
			defer kept.Close()
			j.measure(b, &kept)
			var warm, cold, theirs []float64
			for b.Loop() {
				warm = append(warm, j.measure(b, &kept))
				fresh := engine.Crew{}
				cold = append(cold, j.measure(b, &fresh))
				fresh.Close()
				theirs = append(theirs, j.measureNative(b, native))
			}
			b.ReportMetric(slices.Min(warm), "ms-warm")
			b.ReportMetric(slices.Min(cold), "ms-cold")
			b.ReportMetric(slices.Min(theirs), "ms-native")
			b.ReportMetric(slices.Min(warm)/slices.Min(theirs), "ratio-warm")
			b.ReportMetric(slices.Min(cold)/slices.Min(theirs), "ratio-cold")
		})
	}
}

// measure has c do j and returns how many milliseconds that takes.
func (j job) measure(b *testing.B, c *engine.Crew) float64 {
	b.Helper()
	begin := time.Now()
	if _, err := c.Do(b.Context(), engine.Job(j), time.Minute); err != nil {
		b.Fatal(err)
	}
	return time.Since(begin).Seconds() * 1000
}

// measureNative has the program at that path do j.
func (j job) measureNative(b *testing.B, path string) float64 {
	b.Helper()
	cmd := exec.Command(path, "-K"+j.Layout, "-T"+j.Format)
	cmd.Stdin = strings.NewReader(j.Graphs[0])
	var out bytes.Buffer
	cmd.Stdout = &out
	begin := time.Now()
	if err := cmd.Run(); err != nil || out.Len() == 0 {
		b.Fatal(err)
	}
	return time.Since(begin).Seconds() * 1000
}
