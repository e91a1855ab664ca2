package diagram

import (
	"bytes"
	"os/exec"
	"testing"
	"time"
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
			jobs[name] = job{Graphs: []string{s.layoutDOT(s.parts()[0], pl)}, Engine: "dot", Format: "json0"}
			continue
		}
		jobs[name] = job{Graphs: []string{s.springDOT()}, Engine: "sfdp", Format: "json0"}
	}
	return jobs
}

// BenchmarkLayout lays the same DOT text out by a fresh child of this program
// and by the dot of the computer, in turns, and reports how many times longer
// the child takes, in wall time and in time of the processor.
func BenchmarkLayout(b *testing.B) {
	native, err := exec.LookPath("dot")
	if err != nil {
		b.Skip("no dot on this computer: .ci/pictures installs it")
	}
	for _, name := range []string{"20 nodes", "100 nodes", "500 nodes"} {
		j := benchGraphs(b)[name]
		b.Run(name, func(b *testing.B) {
			var ours, theirs, oursCPU, theirsCPU time.Duration
			for b.Loop() {
				wall, cpu := j.measure(b, nil)
				ours, oursCPU = ours+wall, oursCPU+cpu
				wall, cpu = j.measure(b, exec.Command(native, "-K"+j.Engine, "-Tjson0"))
				theirs, theirsCPU = theirs+wall, theirsCPU+cpu
			}
			n := float64(b.N)
			b.ReportMetric(ours.Seconds()*1000/n, "ms-ours")
			b.ReportMetric(theirs.Seconds()*1000/n, "ms-native")
			b.ReportMetric(oursCPU.Seconds()/theirsCPU.Seconds(), "ratio-cpu")
			b.ReportMetric(ours.Seconds()/theirs.Seconds(), "ratio")
		})
	}
}

// measure runs cmd on the DOT text of j; nil is a child of this program.
func (j job) measure(b *testing.B, cmd *exec.Cmd) (wall, cpu time.Duration) {
	b.Helper()
	in := []byte(j.Graphs[0])
	if cmd == nil {
		var err error
		if cmd, in, err = j.child(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	cmd.Stdin = bytes.NewReader(in)
	begin := time.Now()
	if err := cmd.Run(); err != nil {
		b.Fatal(err)
	}
	return time.Since(begin), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}
