//go:build unix

package graph

import (
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
)

// .ci/bench-store gives the store; without it there is nothing to measure.
var million = flag.String("million", "", "measure reading from this store of storetest.Million")

// processorTime returns how long processors have worked for this process.
func processorTime() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// median runs do n times to warm up and n times more and returns the median, the 95th percentile, and what
// processors worked on average: on a machine that does other things too, that
// is the figure to compare.
func median(n int, do func(i int)) string {
	for i := range n {
		do(i)
	}
	took := make([]time.Duration, n)
	before := processorTime()
	for i := range took {
		start := time.Now()
		do(i)
		took[i] = time.Since(start)
	}
	worked := (processorTime() - before) / time.Duration(n)
	slices.Sort(took)
	return fmt.Sprintf("%v (95%%: %v; %v of processor)", took[n/2], took[n*95/100], worked)
}

// memory returns what the process holds of its own, and of files.
func memory() string {
	data, _ := os.ReadFile("/proc/self/status")
	var out []string
	for line := range strings.Lines(string(data)) {
		var name string
		var kb int
		if n, _ := fmt.Sscanf(line, "%s %d kB", &name, &kb); n == 2 && (name == "RssAnon:" || name == "RssFile:") {
			out = append(out, fmt.Sprintf("%s %d MB", name, kb>>10))
		}
	}
	return strings.Join(out, ", ")
}

func TestReadMillion(t *testing.T) {
	if *million == "" {
		t.Skip("no -million FILE")
	}
	report := func(what, figure string) { fmt.Printf("%-44s %s\n", what, figure) }
	report("opening", median(50, func(int) { openRead(t, *million).Close() }))
	s := openRead(t, *million)
	defer s.Close()
	check := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	person := func(i int) quad.IRI { return quad.IRI(fmt.Sprintf("dramatis:person/ann-%d", (i*7919)%100000)) }
	hops := 0
	report("one hop: the edges from a person, as IRIs", median(5000, func(i int) {
		check(s.view(ctx, func(r *reader) error {
			links, err := r.links(bySubject, r.node(person(i)), r.node("dramatis:rel/meet-1"))
			for _, l := range links {
				_, err = r.texts([]uint64{l.object})
				hops++
			}
			return err
		}))
	}))
	var edges []link
	check(s.view(ctx, func(r *reader) (err error) {
		for i := range 20000 {
			var links []link
			if links, err = r.links(bySubject, r.node(person(i)), r.node("dramatis:rel/meet-1")); err != nil {
				return err
			}
			edges = append(edges, links...)
		}
		return nil
	}))
	if hops == 0 || len(edges) == 0 {
		t.Fatal("nobody has edges")
	}
	report("the evidence of an edge, its record", median(5000, func(i int) {
		check(s.view(ctx, func(r *reader) error {
			links, err := r.links(bySubject, edges[i%len(edges)].label, r.node(hasEvidence))
			if err == nil {
				_, err = r.texts([]uint64{links[0].object, links[0].label})
			}
			return err
		}))
	}))
	var iris []string
	check(s.view(ctx, func(r *reader) (err error) {
		var labels []uint64
		for _, e := range edges[:min(len(edges), 2000)] {
			labels = append(labels, e.label)
		}
		iris, err = r.texts(labels)
		return err
	}))
	report("a fact with its sentence, decoded", median(2000, func(i int) {
		_, err := s.Fact(ctx, iris[i%len(iris)])
		check(err)
	}))
	docs, err := s.documentIRIs(ctx)
	check(err)
	report("all quads of a document", median(2000, func(i int) {
		check(s.view(ctx, func(r *reader) error {
			_, err := r.quadsOf(quad.IRI(docs[(i*101)%len(docs)]))
			return err
		}))
	}))
	report("memory after that", memory())
	start, before := time.Now(), processorTime()
	check(s.Export(ctx, io.Discard))
	took, worked := time.Since(start), processorTime()-before
	quads := float64(s.cayley.Size())
	report("export", fmt.Sprintf("%.0f quads/s; %.0f per second of processor", quads/took.Seconds(), quads/worked.Seconds()))
	report("memory after export", memory())
}
