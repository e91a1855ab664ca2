package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/graph/postgres/pgtest"
)

// The same articles give the same graph, byte by byte: read by any number of
// workers, in any order, into a store of any kind, with much memory or little.
func TestDeterminism(t *testing.T) {
	files := courier(t)
	want := exportOf(t, filepath.Join(t.TempDir(), "a.db"), files, 1, 0)
	if n := strings.Count(want, "<dramatis:evidence>"); n < 10 {
		t.Errorf("the graph holds only %d facts", n)
	}
	t.Run("file", func(t *testing.T) {
		sameGraph(t, want, files, func() string { return filepath.Join(t.TempDir(), "a.db") })
	})
	t.Run("postgres", func(t *testing.T) {
		server := pgtest.Start(t)
		sameGraph(t, want, files, func() string { return server.Empty(t) })
	})
}

// courier writes a few articles that speak of the same people.
func courier(t *testing.T) (files []string) {
	dir := t.TempDir()
	for i, text := range []string{
		"Mayor Ann Reyes met Bo Lindqvist in Brightwater on Monday. She thanked the harbour master.",
		"Bo Lindqvist said Ann Reyes had sold the ferry. Reyes denied it. Two boats left the harbour.",
		"The ferry was bought by Halden Lines. Halden Lines will not sink the ferry, Lindqvist said.",
		"Mira Osei, who runs the Brightwater Courier, wrote a letter to Ann Reyes. Two boats hit the pier.",
		"Ann Reyes and Mira Osei visited Millport. They met Cy Dorn, the skipper of the Wren.",
		"Cy Dorn thanked Halden Lines. The company employs him, the Courier reported in May.",
	} {
		file := filepath.Join(dir, fmt.Sprintf("%d.txt", i))
		if err := os.WriteFile(file, []byte(text+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

func sameGraph(t *testing.T, want string, files []string, place func() string) {
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	for _, gc := range []int{10, 100, -1} {
		debug.SetGCPercent(gc)
		for _, workers := range []int{1, 2, 4} {
			for order := range 3 {
				if got := exportOf(t, place(), files, workers, order); got != want {
					t.Fatalf("%d workers, order %d, GOGC %d\n got %s\nwant %s", workers, order, gc, got, want)
				}
			}
		}
	}
}

// exportOf adds the files in an order of their own and returns the export.
func exportOf(t *testing.T, place string, files []string, workers, order int) string {
	t.Helper()
	args := []string{"add", "--quiet", "--jobs", fmt.Sprint(workers), "--db", place}
	for _, i := range rand.New(rand.NewPCG(uint64(order), 1)).Perm(len(files)) {
		args = append(args, files[i])
	}
	var out, errs bytes.Buffer
	for _, args := range [][]string{args, {"export", "--db", place}} {
		if code := newProgram(strings.NewReader(""), &out, &errs).run(args); code != exitDone {
			t.Fatalf("dramatis %s\n got exit code %d, %s", args, code, &errs)
		}
	}
	return out.String()
}
