package graph

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/extract"
)

var variants = flag.Int("damaged", 120, "how many damaged files TestDamagedFiles makes")

// damage returns what may have become of a good file.
func damage(r *rand.Rand, n int, good []byte) (string, []byte) {
	b := bytes.Clone(good)
	const page = 4096
	pages := len(b) / page
	switch n % 6 {
	case 0:
		at := r.IntN(len(b))
		return fmt.Sprintf("cut at %d", at), b[:at]
	case 1:
		p := r.IntN(pages)
		for i := range page {
			b[p*page+i] = byte(r.Uint32())
		}
		return fmt.Sprintf("noise in page %d", p), b
	case 2:
		p, q := r.IntN(pages), r.IntN(pages)
		copy(b[p*page:(p+1)*page], good[q*page:])
		return fmt.Sprintf("page %d in place of %d", q, p), b
	case 3: // the heads of pages and entries, where structure is
		p := r.IntN(pages)
		at := p*page + r.IntN(160)
		b[at] ^= 1 << r.IntN(8)
		return fmt.Sprintf("head of page %d, byte %d", p, at%page), b
	case 4:
		p := r.IntN(pages)
		clear(b[p*page : (p+1)*page])
		return fmt.Sprintf("zeros in page %d", p), b
	}
	flips := 1 + r.IntN(20)
	for range flips {
		b[r.IntN(len(b))] ^= 1 << r.IntN(8)
	}
	return fmt.Sprintf("%d bits", flips), b
}

// loop makes a branch page its own child, which bbolt would follow for ever.
func loop(good []byte) []byte {
	const page = 4096
	b := bytes.Clone(good)
	for p := 2; p < len(b)/page; p++ {
		if flagsOf(b[p*page:]) == branchPage && binary.NativeEndian.Uint64(b[p*page:]) == uint64(p) {
			for i := range countOf(b[p*page:]) {
				binary.NativeEndian.PutUint64(b[p*page+pageHead+i*elementHead+8:], uint64(p))
			}
		}
	}
	return b
}

// readDamaged does in a process of its own what may end it: for each file in a
// list it writes whether the file can be read, and what is in it.
func readDamaged(list string) {
	paths, err := os.ReadFile(list)
	if err != nil {
		panic(err)
	}
	for _, path := range strings.Split(string(paths), "\n") {
		fmt.Println(path)
		fmt.Println(readOne(path))
	}
}

func readOne(path string) string {
	s, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		return "refused " + strconv.Quote(err.Error())
	}
	defer s.Close()
	var out bytes.Buffer
	err = s.Export(ctx, &out)
	said := "same " + digest(out.String())
	if err != nil {
		said = "refused " + strconv.Quote(err.Error())
	}
	clean := true
	err = s.Verify(ctx, func(_ string, _ int, faults []string) { clean = clean && len(faults) == 0 })
	if err == nil && clean {
		said += " verified"
	}
	for range s.Facts(ctx) {
	}
	for range s.Entities(ctx) {
	}
	s.Close()
	if w, err := Open(path, Options{}); err == nil {
		w.Add(ctx, extract.NewDocument("Late", "", "The ferry was late."), "/late")
		w.Close()
	}
	return said
}

// damagedFiles makes a store, n damaged copies of it and two special ones, and
// returns what is wrong with each file and what a good one says.
func damagedFiles(t *testing.T, dir string, n, round int) (names map[string]string, paths []string, want, before string) {
	good := filepath.Join(dir, "good.db")
	s := openNew(t, good)
	docs := town(12)
	for _, d := range docs {
		add(t, s, d, "/"+d.ID, Added)
	}
	before = "same " + digest(export(t, s))
	if _, err := s.Remove(ctx, DocumentIRI(docs[3].ID)); err != nil {
		t.Fatal(err)
	}
	want = "same " + digest(export(t, s))
	s.Close()
	whole, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	m, _ := readMeta(bytes.NewReader(whole))
	whole = whole[:int64(m.high)*m.pageSize]
	names = map[string]string{}
	put := func(name string, content []byte) {
		path := filepath.Join(dir, strconv.Itoa(len(paths)))
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		names[path] = name
		paths = append(paths, path)
	}
	put("nothing", whole)
	put("loop", loop(whole))
	r := rand.New(rand.NewPCG(6, 2024+uint64(round)))
	for k := range n {
		put(damage(r, k, whole))
	}
	return names, paths, want, before
}

// judge says what is wrong with what a process says of a file.
func judge(name, path, said, want, before string) string {
	verdict, _, _ := strings.Cut(said, " ")
	switch verified := strings.HasSuffix(said, " verified"); {
	case said == before: // the head with the last write is lost, and Verify says so
		return ""
	case verdict == "same" && strings.TrimSuffix(said, " verified") != want:
		return "another graph"
	case verdict == "refused" && verified:
		return "Verify finds nothing"
	case verdict == "refused" && !strings.Contains(said, path) && !strings.Contains(said, ErrDamaged.Error()):
		return "the error tells too little"
	case name == "nothing" && said != want+" verified":
		return "a good file is refused"
	case name == "loop" && verdict != "refused":
		return "a loop is not found"
	}
	return ""
}

// A damaged file is refused or gives the graph that was stored, whole; nothing
// ends the program, and nothing waits for ever.
func TestDamagedFiles(t *testing.T) {
	const atOnce = 200 // on the disk
	tried := *variants
	if testing.Short() {
		tried /= 5
	}
	refused := 0
	for round := 0; round*atOnce < tried; round++ {
		refused += tryDamaged(t, min(atOnce, tried-round*atOnce), round)
	}
	t.Logf("%d of %d damaged files refused", refused, tried)
	if refused < tried/3 { // much of a file is free, or is not needed to read the graph
		t.Errorf("only %d of %d damaged files are refused", refused, tried)
	}
}

// tryDamaged reads n damaged files and returns how many are refused.
func tryDamaged(t *testing.T, n, round int) int {
	dir, err := os.MkdirTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	names, paths, want, before := damagedFiles(t, dir, n, round)
	list := filepath.Join(dir, "list")
	if err := os.WriteFile(list, []byte(strings.Join(paths, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "GRAPH_TEST_READ="+list)
	var trouble bytes.Buffer
	child.Stderr = &trouble
	out, err := child.StdoutPipe()
	if err == nil {
		err = child.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	watch := time.AfterFunc(time.Minute+3*time.Duration(n)*time.Second, func() { child.Process.Kill() })
	defer watch.Stop()
	path, done, refused := "", 0, 0
	for lines := bufio.NewScanner(out); lines.Scan(); {
		said := lines.Text()
		if names[said] != "" {
			path = said
			continue
		}
		done++
		if strings.HasPrefix(said, "refused ") {
			refused++
		}
		if complaint := judge(names[path], path, said, want, before); complaint != "" {
			t.Errorf("%s: %s\n got %s\nwant %s", names[path], complaint, said, want)
		}
	}
	if err := child.Wait(); err != nil || done != len(paths) {
		t.Errorf("reading %s (%s) ended the process after %d of %d files: %v\n%.2000s", path, names[path], done, len(paths), err, trouble.String())
	}
	return refused - 1 // the loop
}

// A file that has lost the head of its last write says what it said before, and
// Verify tells.
func TestLostHead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	s := openNew(t, path)
	add(t, s, ferry(t), "", Added)
	before := export(t, s)
	add(t, s, bridge(t), "", Added)
	s.Close()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	m, valid := readMetas(f)
	if valid != 2 {
		t.Fatalf("%d valid heads, want 2", valid)
	}
	if _, err := f.WriteAt(make([]byte, 100), int64(m.txid%2)*m.pageSize); err != nil {
		t.Fatal(err)
	}
	f.Close()
	s = openRead(t, path)
	defer s.Close()
	if got := export(t, s); got != before {
		t.Errorf("without its last head\n got %s\nwant %s", got, before)
	}
	if got := faultsOf(t, s); !strings.Contains(got, "one of the two heads") {
		t.Errorf("Verify\n got %q\nwant a word on the head", got)
	}
}

// The full walk finds every page that is lost, and pages that two things use.
func TestCheckPages(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	s := openNew(t, path)
	for _, d := range town(12) {
		add(t, s, d, "", Added)
	}
	s.Close()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, full := range []bool{false, true} {
		if err := checkPages(bytes.NewReader(whole), int64(len(whole)), full); err != nil {
			t.Errorf("checkPages of a good file, %t\n got %v", full, err)
		}
		if err := checkPages(bytes.NewReader(loop(whole)), int64(len(whole)), full); !errors.Is(err, ErrDamaged) {
			t.Errorf("checkPages of a loop, %t\n got %v\nwant ErrDamaged", full, err)
		}
	}
	m, _ := readMeta(bytes.NewReader(whole))
	free := whole[int64(m.free)*m.pageSize:]
	if n := countOf(free); n == 0 {
		t.Fatal("the file has no free pages")
	}
	short := bytes.Clone(whole)
	binary.NativeEndian.PutUint16(short[int64(m.free)*m.pageSize+10:], uint16(countOf(free)-1))
	if err := checkPages(bytes.NewReader(short), int64(len(short)), true); !errors.Is(err, ErrDamaged) {
		t.Errorf("checkPages of a file that lost a page\n got %v\nwant ErrDamaged", err)
	}
}
