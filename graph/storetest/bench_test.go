package storetest

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

// .ci/bench-store gives these; without them the tests of speed do nothing.
var (
	write    = flag.String("write", "", "write the million as N-Quads to this file")
	store    = flag.String("store", "", "measure adding to a copy of this store of the million")
	articles = flag.Int("articles", 20000, "of the million")
)

var ctx = context.Background()

func TestWriteMillion(t *testing.T) {
	if *write == "" {
		t.Skip("no -write FILE")
	}
	f, err := os.Create(*write)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	for n := range *articles {
		if err := graph.WriteNQuads(w, Million.Article(n)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
}

func open(t testing.TB, path string, o graph.Options) *graph.Store {
	t.Helper()
	s, err := graph.Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Documents one by one and in batches, each durable when the call returns.
func TestAddToMillion(t *testing.T) {
	if *store == "" {
		t.Skip("no -store FILE")
	}
	path := filepath.Join(t.TempDir(), "copy.db")
	in, err := os.Open(*store)
	if err != nil {
		t.Fatal(err)
	}
	out, err := os.Create(path)
	if err == nil {
		_, err = io.Copy(out, in)
	}
	if err != nil {
		t.Fatal(err)
	}
	in.Close()
	out.Close()
	s := open(t, path, graph.Options{})
	defer s.Close()
	const one, many = 200, 1000
	next := *articles
	article := func() *extract.Document { next++; return Million.Article(next) }
	start := time.Now()
	for range one {
		if _, err := s.Add(ctx, article(), ""); err != nil {
			t.Fatal(err)
		}
	}
	fmt.Printf("%-44s %.0f a second\n", "documents one by one, each on the disk", one/time.Since(start).Seconds())
	start = time.Now()
	for range many / 100 {
		var batch []graph.Reading
		for range 100 {
			batch = append(batch, graph.Reading{Document: article()})
		}
		if _, err := s.AddAll(ctx, batch); err != nil {
			t.Fatal(err)
		}
	}
	fmt.Printf("%-44s %.0f a second\n", "documents, a hundred at a time", many/time.Since(start).Seconds())
}
