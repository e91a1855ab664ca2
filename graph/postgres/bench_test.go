//go:build unix

package postgres

import (
	"fmt"
	"math/rand/v2"
	"syscall"
	"testing"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/hidal-go/hidalgo/kv"

	"github.com/dramatis-kg/dramatis/graph/postgres/pgtest"
)

// town yields n quads as a store has them: people by the thousand, of whom few
// are spoken of often, 50 predicates, 50 quads a document.
func town(n int, yield func([]quad.Quad) error) error {
	r := rand.New(rand.NewPCG(1, 2))
	people := rand.NewZipf(r, 1.2, 20, uint64(n/10))
	quads := make([]quad.Quad, 0, 50)
	for i := range n {
		quads = append(quads, quad.Quad{
			Subject:   quad.IRI(fmt.Sprintf("dramatis:person/person-%d", people.Uint64())),
			Predicate: quad.IRI(fmt.Sprintf("dramatis:rel/do-%d", r.IntN(50))),
			Object:    quad.IRI(fmt.Sprintf("dramatis:person/person-%d", r.IntN(n/10))),
			Label:     quad.IRI(fmt.Sprintf("dramatis:doc/%d", i/50)),
		})
		if i%3 == 0 { // what is known of a fact
			quads[len(quads)-1].Object = quad.String(fmt.Sprintf(`{"confidence":0.9,"end":%d,"polarity":"affirmed","start":0}`, i))
		}
		if len(quads) == cap(quads) {
			if err := yield(quads); err != nil {
				return err
			}
			quads = quads[:0]
		}
	}
	return yield(quads)
}

func benchSize() int {
	if testing.Short() {
		return 100_000
	}
	return 1_000_000
}

// BenchmarkLoad fills a store from nothing.
func BenchmarkLoad(b *testing.B) {
	s := pgtest.Start(b)
	n := benchSize()
	before := cpu() + s.CPU()
	for b.Loop() {
		db, err := Open(ctx, s.Empty(b), Options{Create: true, Begin: begin})
		if err != nil {
			b.Fatal(err)
		}
		fill := func(tx kv.Tx) error {
			if err := tx.Put(versionKey, kv.Value("1")); err != nil {
				return err
			}
			return town(n, tx.(*Loader).Add)
		}
		if err := db.Load(ctx, fill, func(kv.Tx) error { return nil }); err != nil {
			b.Fatal(err)
		}
		db.Close()
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
	b.ReportMetric(float64(n)*float64(b.N)/(cpu()+s.CPU()-before).Seconds(), "quads/cpu-s")
}

// cpu returns the processor time that the test itself has used.
func cpu() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkAdd adds documents one by one, each in its transaction.
func BenchmarkAdd(b *testing.B) {
	s := pgtest.Start(b)
	db, err := Open(ctx, s.Empty(b), Options{Create: true, Begin: begin})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	quads := 0
	i := 0
	for b.Loop() {
		i++
		err := town(500, func(some []quad.Quad) error {
			if len(some) == 0 {
				return nil
			}
			for k := range some {
				some[k].Label = quad.IRI(fmt.Sprintf("dramatis:doc/%d-%d-%d", i, quads, k))
			}
			quads += len(some)
			tx, err := db.Begin(ctx, true)
			if err != nil {
				return err
			}
			defer tx.Close()
			if err := tx.Add(some); err != nil {
				return err
			}
			return tx.Commit(ctx)
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(quads)/b.Elapsed().Seconds(), "quads/s")
	b.ReportMetric(float64(quads)/50/b.Elapsed().Seconds(), "docs/s")
}
