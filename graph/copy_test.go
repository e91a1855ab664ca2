package graph

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func exportOf(t testing.TB, path string) string {
	t.Helper()
	s, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	return export(t, s)
}

func TestCopy(t *testing.T) {
	dir := t.TempDir()
	db, backup := filepath.Join(dir, "test.db"), filepath.Join(dir, "backup.db")
	s := openNew(t, db)
	add(t, s, ferry(t), "/a", Added)
	add(t, s, bridge(t), "/b", Added)
	want := export(t, s)
	if err := Copy(ctx, db, backup, false); err != nil { // beside a builder
		t.Fatal(err)
	}
	add(t, s, council(t), "/c", Added)
	s.Close()
	if got := exportOf(t, backup); got != want {
		t.Errorf("a backup\n got %s\nwant %s", got, want)
	}
	if info, err := os.Stat(backup); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode of a backup\n got %v, %v\nwant 0600", info.Mode(), err)
	}
	later := exportOf(t, db)
	for _, to := range []string{backup, db} {
		if err := Copy(ctx, db, to, false); !errors.Is(err, fs.ErrExist) {
			t.Errorf("Copy onto %s\n got %v\nwant fs.ErrExist", to, err)
		}
	}
	if err := Copy(ctx, db, db, true); !errors.Is(err, fs.ErrExist) {
		t.Errorf("Copy onto itself\n got %v\nwant fs.ErrExist", err)
	}
	if got := exportOf(t, backup); got != want {
		t.Error("a refused copy changes the file")
	}
	if err := Copy(ctx, filepath.Join(dir, "none"), backup, true); !errors.Is(err, ErrMissing) {
		t.Errorf("Copy of nothing\n got %v\nwant ErrMissing", err)
	}
	if err := Copy(ctx, backup, db, true); err != nil { // the way back
		t.Fatal(err)
	}
	if got := exportOf(t, db); got != want || want == later {
		t.Errorf("after restoring\n got %s\nwant %s", got, want)
	}
	nothingLeft(t, dir, 2)
}

// nothingLeft makes sure that no temporary file stays.
func nothingLeft(t *testing.T, dir string, want int) {
	t.Helper()
	if all, err := os.ReadDir(dir); err != nil || len(all) != want {
		t.Errorf("files in the folder\n got %v, %v\nwant %d", all, err, want)
	}
}

// A store that is damaged is neither copied nor put in place of another.
func TestCopyDamaged(t *testing.T) {
	dir := t.TempDir()
	db, bad := filepath.Join(dir, "test.db"), filepath.Join(dir, "bad.db")
	s := openNew(t, db)
	add(t, s, ferry(t), "/a", Added)
	s.Close()
	want, err := os.ReadFile(db)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.LastIndex(want, []byte("Halden Lines bought"))
	damaged := bytes.Clone(want)
	damaged[at]++
	if err := os.WriteFile(bad, damaged, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, to := range []string{db, filepath.Join(dir, "new.db")} {
		if err := Copy(ctx, bad, to, true); !errors.Is(err, ErrDamaged) {
			t.Errorf("Copy of a damaged store to %s\n got %v\nwant ErrDamaged", to, err)
		}
	}
	if got, _ := os.ReadFile(db); !bytes.Equal(got, want) {
		t.Error("a damaged store took the place of a good one")
	}
	s = openNew(t, bad)
	if err := s.Compact(ctx); err == nil {
		t.Error("Compact of a damaged store: no error")
	}
	s.Close()
	if got, _ := os.ReadFile(bad); !bytes.Contains(got, damaged[at-10:at+10]) {
		t.Error("Compact changes a damaged store")
	}
	nothingLeft(t, dir, 2)
}

// Copies made while a builder is at work hold whole documents.
func TestCopyBesideABuilder(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "test.db")
	build := exec.Command(os.Args[0])
	build.Env = append(os.Environ(), "GRAPH_TEST_BUILD="+db)
	if err := build.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- build.Wait() }()
	docs := town(builtDocuments)
	copies, last := 0, 0
	for running := true; running; {
		select {
		case err := <-ended:
			if err != nil {
				t.Fatal(err)
			}
			running = false
		case <-time.After(5 * time.Millisecond):
		}
		backup := filepath.Join(dir, "backup.db")
		err := Copy(ctx, db, backup, true)
		if errors.Is(err, ErrMissing) {
			continue
		}
		if err != nil {
			if _, linux := os.Stat("/proc/locks"); linux != nil && errors.Is(err, ErrLocked) {
				continue // no fence here
			}
			t.Fatal(err)
		}
		copies++
		s, err := Open(backup, Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		n := len(collect(t, s.Documents(ctx)))
		s.Close()
		if n < last {
			t.Fatalf("copy %d has %d documents, the one before had %d", copies, n, last)
		}
		last = n
	}
	if got, want := exportOf(t, filepath.Join(dir, "backup.db")), nquadsOf(t, docs...); got != want {
		t.Error("the last copy is not what was built")
	}
	t.Logf("%d copies", copies)
}

func TestCompact(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	s, err := Open(path, Options{Create: true, Extractor: "x"})
	if err != nil {
		t.Fatal(err)
	}
	docs := town(24)
	for _, d := range docs {
		add(t, s, d, "/"+d.ID, Added)
		add(t, s, d, "/copy-"+d.ID, Unchanged)
	}
	for _, d := range docs[:16] {
		if _, err := s.Remove(ctx, DocumentIRI(d.ID)); err != nil {
			t.Fatal(err)
		}
	}
	want, before := export(t, s), sizeOf(t, path)
	id, err := s.versionNow(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Add(ctx, docs[0], ""); !errors.Is(err, ErrClosed) {
		t.Errorf("Add after Compact\n got %v\nwant ErrClosed", err)
	}
	if after := sizeOf(t, path); after > before/2 {
		t.Errorf("Compact of a store that lost two thirds\n got %d bytes of %d", after, before)
	}
	s, err = Open(path, Options{Extractor: "x"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := export(t, s) + faultsOf(t, s); got != want {
		t.Error("Compact changes the graph")
	}
	got, err := s.versionNow(ctx)
	if got.Revision == id.Revision {
		t.Error("Compact leaves the revision of the old file")
	}
	got.Revision = id.Revision
	if err != nil || got != id || len(id.ID) != 32 || id.Extractor != "x" {
		t.Errorf("version after Compact\n got %+v, %v\nwant %+v", got, err, id)
	}
	for _, d := range docs[16:] {
		want := []string{"/" + d.ID, "/copy-" + d.ID}
		slices.Sort(want)
		if o, err := s.Origins(ctx, DocumentIRI(d.ID)); err != nil || !slices.Equal(o, want) {
			t.Fatalf("Origins after Compact\n got %q, %v", o, err)
		}
		add(t, s, d, "/"+d.ID, Unchanged)
	}
	once, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	if again, err := os.Stat(path); err != nil || again.Size() > once.Size() {
		t.Errorf("Compact of a compact store\n got %d bytes, %v\nwant no more than %d", again.Size(), err, once.Size())
	}
	nothingLeft(t, filepath.Dir(path), 1)
	if m, err := Memory(); err != nil || !errors.Is(m.Compact(ctx), ErrReadOnly) {
		t.Error("Compact in memory: no ErrReadOnly")
	}
}

// sizeOf returns how much of a file is in use: it grows in steps.
func sizeOf(t *testing.T, path string) int64 {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, _ := readMeta(f)
	free := 0
	p := make([]byte, m.pageSize)
	if _, err := f.ReadAt(p, int64(m.free)*m.pageSize); err == nil {
		free = countOf(p)
	}
	t.Logf("%d pages, %d free", m.high, free)
	return int64(m.high) * m.pageSize
}

// Who waited for a store that was replaced meanwhile writes into the new one.
func TestOpenAfterReplacement(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "test.db")
	s := openNew(t, path)
	add(t, s, ferry(t), "/a", Added)
	waited := make(chan error, 1)
	go func() {
		w, err := Open(path, Options{})
		if err == nil {
			_, err = w.Add(ctx, bridge(t), "/b")
			err = errors.Join(err, w.Close())
		}
		waited <- err
	}()
	time.Sleep(100 * time.Millisecond)
	if err := s.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	if err := <-waited; err != nil && !errors.Is(err, ErrLocked) {
		t.Fatal(err)
	} else if got, want := exportOf(t, path), nquadsOf(t, ferry(t), bridge(t)); err == nil && got != want {
		t.Errorf("what was added while the store was written anew is lost\n got %s\nwant %s", got, want)
	}
}

// What another extractor found is replaced when the document is added again.
func TestAnotherExtractor(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		s.extractor = "1"
		add(t, s, ferry(t), "/a", Added)
		add(t, s, bridge(t), "/b", Added)
		add(t, s, ferry(t), "/a", Unchanged)
		d := ferry(t)
		d.Facts = append(d.Facts[1:], d.Facts[0])
		d.Facts[0].Predicate.Lemma = "acquire"
		d.Facts = d.Facts[:4]
		add(t, s, d, "/a", Unchanged) // by the same extractor
		s.extractor = "2"
		if ok, err := s.Has(ctx, d.ID); ok || err != nil {
			t.Errorf("Has of what another extractor read\n got %t, %v\nwant false", ok, err)
		}
		add(t, s, d, "/copy", Replaced)
		if got, want := export(t, s), nquadsOf(t, d, bridge(t)); got != want {
			t.Errorf("read by another extractor\n got %s\nwant %s", got, want)
		}
		if got := faultsOf(t, s); got != "" {
			t.Errorf("Verify\n got %s\nwant nothing", got)
		}
		o, err := s.Origins(ctx, DocumentIRI(d.ID))
		if err != nil || strings.Join(o, " ") != "/a /copy" {
			t.Errorf("Origins\n got %q, %v\nwant both", o, err)
		}
		if ok, err := s.Has(ctx, d.ID); !ok || err != nil {
			t.Errorf("Has after reading again\n got %t, %v\nwant true", ok, err)
		}
		v, err := s.versionNow(ctx)
		if err != nil || v.Extractor != "2" || v.Schema != schemaVersion {
			t.Errorf("version\n got %+v, %v\nwant extractor 2", v, err)
		}
	})
}
