package storetest

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

// How much is tried. The defaults keep "go test ./..." short; .ci/run tries
// more, and the long test what the README reports.
var (
	kills   = flag.Int("kills", 8, "how many builders are killed")
	every   = flag.Int("every", 400, "fail each `N`th operation of a build in turn")
	pairs   = flag.Int("pairs", 3, "how many pairs of builders are started")
	beside  = flag.Duration("beside", 3*time.Second, "how long readers read beside a builder")
	patient = flag.Duration("stall", 30*time.Second, "how long a reader or a second builder may wait")
)

// parish is a town small enough that a builder of its news can be killed often.
var parish = County{Seed: 2, Newcomers: 3, Known: 2, Facts: 5, Predicates: 12}

// TestMain lets the test program be another process: a builder, which prints
// what it has been told is stored.
func TestMain(m *testing.M) {
	path := os.Getenv("STORETEST_BUILD")
	if path == "" {
		os.Exit(m.Run())
	}
	runtime.LockOSThread() // strace counts calls by thread
	n, _ := strconv.Atoi(os.Getenv("STORETEST_ARTICLES"))
	if err := buildHere(path, n); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func buildHere(path string, articles int) error {
	s, err := graph.Open(path, graph.Options{Create: true})
	if err != nil {
		return err
	}
	for n := range articles {
		d := parish.Article(n)
		if _, err := s.Add(ctx, d, "/"+d.ID); err != nil {
			return err
		}
		fmt.Println("stored", n)
	}
	return s.Close()
}

// builder returns a process that builds the first articles of the parish,
// perhaps under another program.
func builder(path string, articles int, under ...string) *exec.Cmd {
	args := append(slices.Clone(under), os.Args[0])
	c := exec.Command(args[0], args[1:]...)
	c.Env = append(os.Environ(), "STORETEST_BUILD="+path, "STORETEST_ARTICLES="+strconv.Itoa(articles))
	return c
}

// stored returns how many documents a builder has acknowledged, and what else
// it has said.
func stored(out []byte) (n int, rest string) {
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		if _, err := fmt.Sscanf(lines.Text(), "stored %d", new(int)); err == nil {
			n++
		} else {
			rest += lines.Text() + "\n"
		}
	}
	return n, rest
}

// An oracle knows what stores with the first articles of the parish say.
type oracle struct {
	docs  []*extract.Document
	lines [][]string
}

func newOracle(t testing.TB, articles int) *oracle {
	t.Helper()
	o := &oracle{}
	for n := range articles {
		d := parish.Article(n)
		var b bytes.Buffer
		if err := graph.WriteNQuads(&b, d); err != nil {
			t.Fatal(err)
		}
		o.docs = append(o.docs, d)
		o.lines = append(o.lines, strings.SplitAfter(b.String(), "\n"))
	}
	return o
}

// digest returns the digest of a graph of these documents.
func (o *oracle) digest(docs []int) string {
	var all []string
	for _, n := range docs {
		all = append(all, o.lines[n]...)
	}
	slices.Sort(all)
	h := sha256.New()
	for _, l := range all {
		h.Write([]byte(l))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// check makes sure that the store at path holds at least the first so many
// documents, each of them whole, and nothing else. It returns how many it holds.
func (o *oracle) check(t testing.TB, path string, atLeast int) int {
	t.Helper()
	s, err := graph.Open(path, graph.Options{})
	if errors.Is(err, graph.ErrMissing) && atLeast == 0 {
		return 0
	}
	if err != nil {
		t.Fatalf("a store that was left behind does not open: %v", err)
	}
	defer s.Close()
	var held []int
	for n, d := range o.docs {
		ok, err := s.Has(ctx, d.ID)
		if err != nil || !ok && n < atLeast {
			t.Fatalf("document %d of %d acknowledged is lost (%v)", n, atLeast, err)
		}
		if ok {
			held = append(held, n)
		}
	}
	h := sha256.New()
	if err := s.Export(ctx, h); err != nil {
		t.Fatalf("a store that was left behind cannot be exported: %v", err)
	}
	if got, want := hex.EncodeToString(h.Sum(nil)), o.digest(held); got != want {
		t.Fatalf("the store says something else than its %d documents", len(held))
	}
	return len(held)
}

// verified makes sure that Verify finds nothing.
func verified(t testing.TB, path string) {
	t.Helper()
	s, err := graph.Open(path, graph.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	err = s.Verify(ctx, func(doc string, _ int, faults []string) {
		if len(faults) > 0 {
			t.Errorf("Verify finds in %q: %s", doc, strings.Join(faults, "; "))
		}
	})
	if err != nil {
		t.Error(err)
	}
}

func inFolder(t testing.TB, n int) string {
	return filepath.Join(t.TempDir(), fmt.Sprintf("parish-%d.db", n))
}
