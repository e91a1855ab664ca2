package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/memstore"
	"github.com/cayleygraph/cayley/graph/path"
	_ "github.com/cayleygraph/cayley/writer" // registers the writer of quads
	"github.com/cayleygraph/quad"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
)

// asked is how many shortest paths each engine looks for, and mostHops how far.
const (
	asked    = 200
	mostHops = 6
)

// An edge relates two entities, in one fact.
type edge struct{ from, predicate, to string }

// edgesOf returns what paths may cross in s: the objects and modifiers of what
// articles assert.
func edgesOf(s *queries.Snapshot) []edge {
	var edges []edge
	for _, f := range s.Facts(queries.Filter{}) {
		if !f.Asserted() || f.Subject == "" {
			continue
		}
		p := graph.PredicateIRI(f.Predicate)
		if f.Object != "" {
			edges = append(edges, edge{f.Subject, p, f.Object})
		}
		for _, m := range f.Modifiers {
			if m.Entity != "" && m.Role != "time" {
				edges = append(edges, edge{f.Subject, graph.PredicateIRI(f.Predicate + "-" + m.Prep), m.Entity})
			}
		}
	}
	return edges
}

// BenchmarkPeers looks for the same shortest paths, in any direction, in the
// same graph: in memory by this program, and by the path API of Cayley on its
// store in memory. What it asked stays in the folder DRAMATIS_PEERS, from where
// .ci/peers asks rdflib.
func BenchmarkPeers(b *testing.B) {
	s := scaleSnapshot(b)
	edges := edgesOf(s)
	r := rand.New(rand.NewPCG(5, 5))
	var pairs [][2]string
	for len(pairs) < asked {
		x, y := edges[r.IntN(len(edges))].from, edges[r.IntN(len(edges))].to
		if x != y {
			pairs = append(pairs, [2]string{x, y})
		}
	}
	hops := make([]int, len(pairs))
	b.Run("dramatis", func(b *testing.B) {
		var times []time.Duration
		for b.Loop() {
			for i, p := range pairs {
				start := time.Now()
				paths, err := s.Paths(b.Context(), p[0], p[1], queries.PathOptions{MaxHops: mostHops})
				times = append(times, time.Since(start))
				var none *queries.NoPathError
				if err != nil && !errors.As(err, &none) {
					b.Fatal(err)
				}
				if len(paths) > 0 {
					hops[i] = len(paths[0].Steps)
				}
			}
		}
		spread(b, times)
	})
	if folder := os.Getenv("DRAMATIS_PEERS"); folder != "" {
		if err := writePeers(folder, edges, pairs, hops); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("cayley", func(b *testing.B) {
		qs := memstore.New()
		w, err := cayley.NewQuadWriter("single", qs, cayley.Options{"ignore_duplicate": true})
		if err != nil {
			b.Fatal(err)
		}
		for _, e := range edges {
			if err := w.AddQuad(quad.Quad{Subject: quad.IRI(e.from), Predicate: quad.IRI(e.predicate), Object: quad.IRI(e.to)}); err != nil {
				b.Fatal(err)
			}
		}
		b.ResetTimer()
		var times []time.Duration
		for b.Loop() {
			for i, p := range pairs {
				start := time.Now()
				n, err := cayleyHops(b.Context(), qs, quad.IRI(p[0]), quad.IRI(p[1]))
				times = append(times, time.Since(start))
				if err != nil || n != hops[i] {
					b.Fatalf("%s to %s: %d hops, %v; dramatis finds %d", p[0], p[1], n, err, hops[i])
				}
			}
		}
		spread(b, times)
	})
}

// cayleyHops is a breadth-first search from both ends, a level at a time, by
// Cayley's path API. It returns 0 where there is no path.
func cayleyHops(ctx context.Context, qs cayley.QuadStore, a, b quad.Value) (int, error) {
	seen := [2]map[quad.Value]bool{{a: true}, {b: true}}
	edge := [2][]quad.Value{{a}, {b}}
	for hops := 1; hops <= mostHops; hops++ {
		side := 0
		if len(edge[1]) < len(edge[0]) {
			side = 1
		}
		var next []quad.Value
		err := path.StartPath(qs, edge[side]...).Both().Unique().Iterate(ctx).EachValue(qs, func(v quad.Value) {
			if !seen[side][v] {
				seen[side][v] = true
				next = append(next, v)
			}
		})
		if err != nil {
			return 0, err
		}
		for _, v := range next {
			if seen[1-side][v] {
				return hops, nil
			}
		}
		if edge[side] = next; len(next) == 0 {
			return 0, nil
		}
	}
	return 0, nil
}

func writePeers(folder string, edges []edge, pairs [][2]string, hops []int) error {
	write := func(name string, fill func(*bufio.Writer)) error {
		f, err := os.Create(filepath.Join(folder, name))
		if err != nil {
			return err
		}
		w := bufio.NewWriter(f)
		fill(w)
		return errors.Join(w.Flush(), f.Close())
	}
	return errors.Join(
		write("edges.tsv", func(w *bufio.Writer) {
			for _, e := range edges {
				fmt.Fprintf(w, "%s\t%s\t%s\n", e.from, e.predicate, e.to)
			}
		}),
		write("pairs.tsv", func(w *bufio.Writer) {
			for i, p := range pairs {
				fmt.Fprintf(w, "%s\t%s\t%d\n", p[0], p[1], hops[i])
			}
		}))
}
