package exchange

import (
	"bytes"
	"fmt"
	"iter"
	"path/filepath"
	"testing"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/storetest"
)

// What "dramatis import" does with a new store.
func BenchmarkImport(b *testing.B) {
	var text bytes.Buffer
	for n := range 2000 {
		if err := graph.WriteNQuads(&text, storetest.Million.Article(n)); err != nil {
			b.Fatal(err)
		}
	}
	nq, _ := ByName("nquads")
	quads := 0
	for i := 0; b.Loop(); i++ {
		skip := func(err error) { b.Error(err) }
		next, stop := iter.Pull2(Read(ctx, bytes.NewReader(text.Bytes()), nq, skip, nil))
		_, n, err := graph.Build(ctx, filepath.Join(b.TempDir(), fmt.Sprint(i)), next)
		if err != nil {
			b.Fatal(err)
		}
		stop()
		quads += n
	}
	b.ReportMetric(float64(quads)/b.Elapsed().Seconds(), "quads/s")
}

// What "dramatis export" does, in each format.
func BenchmarkWrite(b *testing.B) {
	s, err := graph.Memory()
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	var all []graph.Reading
	for n := range 300 {
		all = append(all, graph.Reading{Document: storetest.Million.Article(n)})
	}
	if _, err := s.AddAll(ctx, all); err != nil {
		b.Fatal(err)
	}
	for _, f := range Formats() {
		b.Run(f.Name, func(b *testing.B) {
			size := 0
			for b.Loop() {
				size = 0
				for _, p := range f.Parts {
					var out bytes.Buffer
					if err := p.Write(ctx, &out, s); err != nil {
						b.Fatal(err)
					}
					size += out.Len()
				}
			}
			b.SetBytes(int64(size))
		})
	}
}
