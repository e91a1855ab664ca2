package graph

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/extract"
	hidalgo "github.com/hidal-go/hidalgo/kv"
	"go.etcd.io/bbolt"
)

func TestOpenWhatIsNoStore(t *testing.T) {
	dir := t.TempDir()
	good := filepath.Join(dir, "good.db")
	s := openNew(t, good)
	add(t, s, ferry(t), "", Added)
	s.Close()
	whole, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(good)
	if err != nil {
		t.Fatal(err)
	}
	used := lengthOf(f)
	f.Close()
	if used < 64<<10 || used > int64(len(whole)) || len(whole) > 4<<20 {
		t.Errorf("a store of one document has %d bytes and uses %d", len(whole), used)
	}
	noise := bytes.Clone(whole)
	for i := range 64 << 10 {
		noise[i] = byte(i * 7)
	}
	other := filepath.Join(dir, "other.db")
	db, err := bbolt.Open(other, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
	foreign, err := os.ReadFile(other)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"empty": nil, "text": []byte(strings.Repeat("The Wren left Brightwater.\n", 500)), "zeros": make([]byte, 1<<16),
		"cut": whole[:used-4096], "half": whole[:used/2], "two pages": whole[:2*4096], "noise": noise, "another program's": foreign,
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, o := range []Options{{}, {Create: true}, {ReadOnly: true}} {
			_, err := Open(path, o)
			if !errors.Is(err, ErrNotStore) || !strings.Contains(err.Error(), path) {
				t.Errorf("Open(%s, %+v)\n got %v\nwant ErrNotStore and the name of the file", name, o, err)
			}
		}
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, content) {
			t.Errorf("Open changes a file that is %s", name)
		}
	}
	if _, err := Open(dir, Options{Create: true}); !errors.Is(err, ErrNotStore) {
		t.Errorf("Open(folder)\n got %v\nwant ErrNotStore", err)
	}
}

func TestOpenMissing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none.db")
	for _, o := range []Options{{}, {ReadOnly: true}, {ReadOnly: true, Create: true}} {
		if _, err := Open(path, o); !errors.Is(err, ErrMissing) {
			t.Errorf("Open(%+v)\n got %v\nwant ErrMissing", o, err)
		}
	}
	if _, err := Open(filepath.Join(path, "deeper.db"), Options{Create: true}); err == nil {
		t.Error("Open in a folder that is not there: no error")
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
	if len(left) != 0 {
		t.Errorf("files left behind: %q", left)
	}
}

func TestOpenAnotherVersion(t *testing.T) {
	for _, schema := range []int{0, schemaVersion + 1} {
		path := filepath.Join(t.TempDir(), "test.db")
		s := openNew(t, path)
		err := s.update(ctx, func(l ledger, _ *reader) error { return l.write(versionKey, versionEntry{Schema: schema}) })
		if err != nil {
			t.Fatal(err)
		}
		s.Close()
		before, _ := os.ReadFile(path)
		if _, err := Open(path, Options{}); !errors.Is(err, ErrVersion) {
			t.Errorf("Open of schema %d\n got %v\nwant ErrVersion", schema, err)
		}
		if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
			t.Errorf("a store of schema %d is changed", schema)
		}
	}
}

// TestMain lets the test program be another process: one that holds a store, or
// one that builds it.
func TestMain(m *testing.M) {
	if files := os.Getenv("GRAPH_TEST_READ"); files != "" {
		readDamaged(files)
		return
	}
	hold, build := os.Getenv("GRAPH_TEST_HOLD"), os.Getenv("GRAPH_TEST_BUILD")
	if hold+build == "" {
		os.Exit(m.Run())
	}
	s, err := Open(hold+build, Options{Create: build != ""})
	if err == nil {
		fmt.Println("open")
	}
	if hold != "" {
		os.Stdin.Read(make([]byte, 1)) // until the parent lets go
		return
	}
	for _, d := range town(builtDocuments) {
		if err == nil {
			_, err = s.Add(ctx, d, "/"+d.ID)
			fmt.Println(d.ID)
		}
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

const builtDocuments = 60

func TestOpenLocked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	openNew(t, path).Close()
	other := exec.Command(os.Args[0])
	other.Env = append(os.Environ(), "GRAPH_TEST_HOLD="+path)
	in, _ := other.StdinPipe()
	out, _ := other.StdoutPipe()
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	if n, err := out.Read(make([]byte, 100)); n != len("open\n") {
		t.Fatalf("the other process did not open the store: %v", err)
	}
	for _, o := range []Options{{}, {ReadOnly: true}, {Create: true}} {
		start := time.Now()
		_, err := Open(path, o)
		if took := time.Since(start); !errors.Is(err, ErrLocked) || took > 5*time.Second {
			t.Errorf("Open(%+v) of a store in use\n got %v after %v\nwant ErrLocked after 1 s", o, err, took)
		}
		if _, proc := os.Stat("/proc/locks"); proc == nil && runtime.GOOS == "linux" &&
			!strings.Contains(err.Error(), fmt.Sprintf("by process %d", other.Process.Pid)) {
			t.Errorf("Open(%+v)\n got %v\nwant process %d in it", o, err, other.Process.Pid)
		}
	}
	in.Close()
	other.Wait()
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatalf("after the other process ended: %v", err)
	}
	s.Close()
}

// A write that fails must leave nothing behind, neither in the file nor in the
// store, which Cayley would otherwise let write false quads.
func TestFailedWrite(t *testing.T) {
	boom := errors.New("disk full")
	docs := []*extract.Document{ferry(t), bridge(t), council(t)}
	for fail := 1; fail <= 4; fail++ {
		path := filepath.Join(t.TempDir(), "test.db")
		s := openNew(t, path)
		s.kv.fault = func(n int) error {
			if n == fail {
				return boom
			}
			return nil
		}
		var failed error
		kept := []*extract.Document{}
		for _, d := range docs {
			if _, err := s.Add(ctx, d, "/"+d.ID); err == nil {
				kept = append(kept, d)
			} else if failed == nil {
				failed = err
			} else if !errors.Is(err, ErrClosed) {
				t.Errorf("Add after a failed write\n got %v\nwant ErrClosed", err)
			}
		}
		if fail <= 3 && !errors.Is(failed, boom) || fail == 4 && failed != nil {
			t.Errorf("failing write %d\n got %v\nwant %v", fail, failed, boom)
		}
		if err := s.Export(ctx, &bytes.Buffer{}); fail <= 3 && !errors.Is(err, ErrClosed) {
			t.Errorf("Export after a failed write\n got %v\nwant ErrClosed", err)
		}
		s.Close()
		s = openNew(t, path)
		if got, want := export(t, s), nquadsOf(t, kept...); got != want {
			t.Errorf("after failing write %d\n got %s\nwant %s", fail, got, want)
		}
		for _, d := range docs[len(kept):] {
			add(t, s, d, "/"+d.ID, Added)
		}
		if got, want := export(t, s), nquadsOf(t, docs...); got != want {
			t.Errorf("after writing the rest\n got %s\nwant %s", got, want)
		}
		s.Close()
	}
}

// A replacement that fails leaves the old document whole.
func TestFailedReplace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	s := openNew(t, path)
	add(t, s, ferry(t), "/a", Added)
	s.kv.fault = func(int) error { return errors.New("disk full") }
	if _, err := s.Add(ctx, bridge(t), "/a"); err == nil {
		t.Error("Add: no error")
	}
	s = openNew(t, path)
	defer s.Close()
	if got, want := export(t, s), nquadsOf(t, ferry(t)); got != want {
		t.Errorf("after a failed replacement\n got %s\nwant %s", got, want)
	}
	add(t, s, bridge(t), "/a", Replaced)
}

// failingKV fails the nth operation of a transaction that writes.
type failingKV struct {
	hidalgo.KV
	left int
}

func (f *failingKV) Tx(rw bool) (hidalgo.Tx, error) {
	tx, err := f.KV.Tx(rw)
	if rw && err == nil {
		tx = &failingTx{tx, f}
	}
	return tx, err
}

type failingTx struct {
	hidalgo.Tx
	f *failingKV
}

func (tx *failingTx) Put(k hidalgo.Key, v hidalgo.Value) error {
	if tx.f.left--; tx.f.left < 0 {
		return errors.New("disk full")
	}
	return tx.Tx.Put(k, v)
}

func (tx *failingTx) Del(k hidalgo.Key) error {
	if tx.f.left--; tx.f.left < 0 {
		return errors.New("disk full")
	}
	return tx.Tx.Del(k)
}

// Whatever operation of a replacement fails, the file holds the old document
// or the new one.
func TestFailedOperation(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	old, new := nquadsOf(t, council(t), ferry(t)), nquadsOf(t, council(t), bridge(t))
	s := openNew(t, path)
	add(t, s, council(t), "", Added)
	add(t, s, ferry(t), "/a", Added)
	step := 1
	if testing.Short() {
		step = 50
	}
	for n := 0; ; n += step {
		s.kv.KV = &failingKV{s.kv.KV, n}
		_, err := s.Add(ctx, bridge(t), "/a")
		s.Close()
		s = openNew(t, path)
		want := old
		if err == nil {
			want = new
		}
		if got := export(t, s); got != want {
			t.Fatalf("after failing operation %d (%v)\n got %s\nwant %s", n, err, got, want)
		}
		if err == nil {
			s.Close()
			t.Logf("%d operations", n)
			return
		}
	}
}
