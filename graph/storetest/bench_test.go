//go:build unix

package storetest

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
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

// processorTime returns how long processors have worked for this process.
func processorTime() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
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
	tell := func(what string, n int, start time.Time, cpu time.Duration) {
		fmt.Printf("%-44s %.0f a second; %.0f per second of processor\n", what,
			float64(n)/time.Since(start).Seconds(), float64(n)/(processorTime()-cpu).Seconds())
	}
	start, cpu := time.Now(), processorTime()
	for range one {
		if _, err := s.Add(ctx, article(), ""); err != nil {
			t.Fatal(err)
		}
	}
	tell("documents one by one, each on the disk", one, start, cpu)
	start, cpu = time.Now(), processorTime()
	for range many / 100 {
		var batch []graph.Reading
		for range 100 {
			batch = append(batch, graph.Reading{Document: article()})
		}
		if _, err := s.AddAll(ctx, batch); err != nil {
			t.Fatal(err)
		}
	}
	tell("documents, a hundred at a time", many, start, cpu)
}
