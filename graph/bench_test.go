package graph

import (
	"bytes"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// town returns n documents, each with 50 facts about the same 200 people.
func town(n int) []*extract.Document {
	docs := make([]*extract.Document, n)
	for i := range docs {
		d := extract.NewDocument(fmt.Sprintf("Town news %d", i), "2024-05-02", "Ann met Bo . And so on .")
		d.Tokens = []extract.Token{{Start: 0, End: 3}, {Start: 4, End: 7}, {Start: 8, End: 10}}
		d.Sentences = []extract.Sentence{{First: 0, End: 3}}
		for k := range 30 {
			d.Chains = append(d.Chains, extract.Chain{
				Name: fmt.Sprintf("Person %d", (i*7+k*k)%200), Kind: extract.Person, Named: k%3 > 0, Mentions: make([]extract.MentionID, 2),
			})
		}
		for k := range 50 {
			a, b := (k*5)%30, (k*k+1)%30
			d.Facts = append(d.Facts, extract.Fact{
				Subject:   extract.Argument{End: 1, Chain: extract.ChainID(a), Name: d.Chains[a].Name},
				Predicate: extract.Predicate{First: 1, End: 2, Text: "met", Lemma: fmt.Sprintf("meet-%d", k)},
				Object:    &extract.Argument{First: 2, End: 3, Chain: extract.ChainID(b), Name: d.Chains[b].Name},
				Source:    extract.Source{Chain: -1}, Confidence: 0.5, Rule: "active",
			})
		}
		docs[i] = d
	}
	return docs
}

// bench runs test on stores of 170 documents with 8,500 facts.
func bench(b *testing.B, test func(b *testing.B, s *Store)) {
	for _, where := range []string{"memory", "file"} {
		b.Run(where, func(b *testing.B) {
			s, err := Memory()
			if where == "file" {
				s = openNew(b, filepath.Join(b.TempDir(), "test.db"))
			}
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			for _, d := range town(170) {
				add(b, s, d, "", Added)
			}
			b.ResetTimer()
			test(b, s)
			b.ReportMetric(float64(s.cayley.Size()), "stored_quads")
		})
	}
}

func BenchmarkAdd(b *testing.B) {
	for _, where := range []string{"memory", "file"} {
		b.Run(where, func(b *testing.B) {
			docs := town(b.N)
			s, err := Memory()
			if where == "file" {
				s = openNew(b, filepath.Join(b.TempDir(), "test.db"))
			}
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			b.ResetTimer()
			for _, d := range docs {
				add(b, s, d, "/"+d.ID, Added)
			}
			b.ReportMetric(float64(s.cayley.Size())/b.Elapsed().Seconds(), "quads/s")
		})
	}
}

func BenchmarkFacts(b *testing.B) {
	bench(b, func(b *testing.B, s *Store) {
		for b.Loop() {
			collect(b, s.Facts(ctx))
		}
	})
}

func BenchmarkEntities(b *testing.B) {
	bench(b, func(b *testing.B, s *Store) {
		for b.Loop() {
			collect(b, s.Entities(ctx))
		}
	})
}

func BenchmarkExport(b *testing.B) {
	bench(b, func(b *testing.B, s *Store) {
		for b.Loop() {
			if err := s.Export(ctx, &bytes.Buffer{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkFactsOf(b *testing.B) {
	bench(b, func(b *testing.B, s *Store) {
		n := 0
		for b.Loop() {
			n += len(collect(b, s.FactsOf(ctx, "dramatis:person/person-7")))
		}
		b.ReportMetric(float64(n)/float64(b.N), "facts")
	})
}

func BenchmarkVerify(b *testing.B) {
	bench(b, func(b *testing.B, s *Store) {
		for b.Loop() {
			if got := faultsOf(b, s); got != "" {
				b.Fatal(got)
			}
		}
		b.ReportMetric(float64(s.cayley.Size())*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
	})
}

// filed makes a store of n documents in a file, closed, and returns its quads.
func filed(b *testing.B, n int) (path string, quads int) {
	path = filepath.Join(b.TempDir(), "test.db")
	s := openNew(b, path)
	defer s.Close()
	for _, d := range town(n) {
		add(b, s, d, "/"+d.ID, Added)
	}
	return path, int(s.cayley.Size())
}

func BenchmarkCompact(b *testing.B) {
	path, quads := filed(b, 170)
	for b.Loop() {
		if err := openNew(b, path).Compact(ctx); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(quads)*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
}

func BenchmarkCopy(b *testing.B) {
	path, quads := filed(b, 170)
	for b.Loop() {
		if err := Copy(ctx, path, path+".copy", true); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(quads)*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
}

func BenchmarkOpen(b *testing.B) {
	path, quads := filed(b, 170)
	for b.Loop() {
		s, err := Open(path, Options{ReadOnly: true})
		if err != nil {
			b.Fatal(err)
		}
		s.Close()
	}
	b.ReportMetric(float64(quads), "stored_quads")
}
