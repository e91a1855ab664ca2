package queries

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/graph"
)

// city is a graph of n named people and m facts in which, as in the news, few
// people take part in most facts.
func city(n, m int) *shelf {
	r := rand.New(rand.NewPCG(1, 2))
	syllables := []string{"ba", "ren", "dol", "mi", "ket", "sal", "or", "vin", "tam", "lu", "ghar", "pe", "sto", "nik", "wey", "zu"}
	word := func() string {
		w := ""
		for range 2 + r.IntN(3) {
			w += syllables[r.IntN(len(syllables))]
		}
		return w
	}
	s := &shelf{}
	for i := range 171 {
		s.documents = append(s.documents, graph.Document{IRI: fmt.Sprintf("dramatis:doc/%d", i)})
	}
	for i := range n {
		e := entity(fmt.Sprintf("person/p%d", i), word()+" "+word(), r.IntN(50))
		e.Aliases = []string{word()}
		s.entities = append(s.entities, e)
	}
	someone := func() int {
		x := r.Float64()
		return int(x * x * x * float64(n))
	}
	for i := range m {
		f := fact(i, fmt.Sprintf("person/p%d meet person/p%d; doc=%d", someone(), someone(), r.IntN(171)))
		s.facts = append(s.facts, f)
	}
	return s
}

func BenchmarkLoad(b *testing.B) {
	src := city(20_000, 100_000)
	for b.Loop() {
		load(b, src)
	}
}

func BenchmarkFind(b *testing.B) {
	s := load(b, city(100_000, 100_000))
	s.index()
	name := s.entities[50_000].Name
	given, surname, _ := strings.Cut(name, " ")
	for _, question := range []string{
		"p", "Miket", "Mikt Barendol", "Xyzzy Quux", name, surname, surname + ", " + given, given[:1] + ". " + surname, given[:1] + surname[:1],
		given[:2] + given[3:] + " " + surname, surname[:2] + "x" + surname[2:],
	} {
		b.Run(question, func(b *testing.B) {
			for b.Loop() {
				s.Find(question, FindOptions{})
			}
		})
	}
}

func BenchmarkIndex(b *testing.B) {
	s := load(b, city(20_000, 100_000))
	for b.Loop() {
		indexNames(s.entities)
	}
}

func BenchmarkPaths(b *testing.B) {
	s := load(b, city(20_000, 100_000))
	for _, k := range []int{1, 5} {
		b.Run(fmt.Sprint("k=", k), func(b *testing.B) {
			r := rand.New(rand.NewPCG(3, 4))
			hops := 0
			for b.Loop() {
				from, to := fmt.Sprintf("person/p%d", r.IntN(20_000)), fmt.Sprintf("person/p%d", r.IntN(20_000))
				paths, _ := s.Paths(context.Background(), from, to, PathOptions{K: k})
				if len(paths) > 0 {
					hops += len(paths[0].Steps)
				}
			}
			b.ReportMetric(float64(hops)/float64(b.N), "hops/op")
		})
	}
}

func BenchmarkCast(b *testing.B) {
	s := load(b, city(20_000, 100_000))
	for _, by := range []string{"mentions", "pagerank"} {
		b.Run(by, func(b *testing.B) {
			for b.Loop() {
				s.Cast(CastOptions{By: by, Limit: 20})
			}
		})
	}
}

func BenchmarkAround(b *testing.B) {
	s := load(b, city(20_000, 100_000))
	for b.Loop() {
		s.Around("person/p9", 2, 40, Filter{})
	}
}
