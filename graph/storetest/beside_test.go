package storetest

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/graph"
)

// Readers beside a builder see whole documents only, and wait for none longer
// than a document takes.
func TestReadersBesideABuilder(t *testing.T) {
	s, err := graph.Open(inFolder(t, 0), graph.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	end := time.Now().Add(*beside)
	facts := make(map[string]int)
	const articles = 200
	for n := range articles {
		d := parish.Article(n)
		facts[graph.DocumentIRI(d.ID)] = len(d.Facts)
	}
	var reads, writes atomic.Int64
	var longest atomic.Int64
	var wg sync.WaitGroup
	wg.Go(func() {
		for n := 0; time.Now().Before(end); n++ { // each document comes, goes and comes again
			d := parish.Article(n % articles)
			if _, err := s.Add(ctx, d, "/a"); err != nil {
				t.Error(err)
				return
			}
			writes.Add(1)
		}
	})
	for k := range 4 {
		wg.Go(func() {
			for n := k; time.Now().Before(end); n++ {
				start := time.Now()
				if err := readOnce(s, n, facts); err != nil {
					t.Error(err)
					return
				}
				reads.Add(1)
				took := int64(time.Since(start))
				for old := longest.Load(); took > old && !longest.CompareAndSwap(old, took); old = longest.Load() {
				}
			}
		})
	}
	wg.Wait()
	stall := time.Duration(longest.Load())
	t.Logf("%d documents written, %d reads of everything, the longest took %v", writes.Load(), reads.Load(), stall)
	if reads.Load() == 0 || writes.Load() == 0 || stall > *patient {
		t.Errorf("%d reads beside %d writes, the longest took %v", reads.Load(), writes.Load(), stall)
	}
}

// readOnce reads the store in one of three ways and says what is not whole.
func readOnce(s *graph.Store, n int, facts map[string]int) error {
	switch n % 3 {
	case 0:
		seen := make(map[string]int)
		for f, err := range s.Facts(ctx) {
			if err != nil {
				return err
			}
			seen[f.Document]++
		}
		for doc, n := range seen {
			if n != facts[doc] {
				return fmt.Errorf("a reader sees %d facts of %s, want all %d or none", n, doc, facts[doc])
			}
		}
	case 1:
		return s.Export(ctx, discard{}) // checks the digest of each document
	default:
		for range s.FactsOf(ctx, fmt.Sprintf("dramatis:person/ann-%d", n%600)) {
		}
	}
	return nil
}

type discard struct{}

func (discard) Write(b []byte) (int, error) { return len(b), nil }
