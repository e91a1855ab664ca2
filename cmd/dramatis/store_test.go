package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/dramatis-kg/dramatis/graph"
)

func TestStoreErrors(t *testing.T) {
	for _, c := range []struct {
		err  error
		code int
		want string
	}{
		{nil, exitDone, ""},
		{graph.ErrMissing, exitStore, "no store at a.db: run `dramatis add FILE` first"},
		{graph.ErrNotStore, exitStore, "a.db is no dramatis store: name another file with --db"},
		{graph.ErrVersion, exitVersion, "a.db was written by another version of dramatis: add the articles to a new store with --db"},
		{fmt.Errorf("a.db: %w: page 7: no leaf", graph.ErrDamaged), exitStore, "a.db: store is damaged: page 7: no leaf: restore a backup, or add the articles to a new store"},
		{graph.ErrLocked, exitLocked, "a.db is in use by another process: wait until it has ended"},
		{&fs.PathError{Op: "write", Path: "a.db", Err: syscall.ENOSPC}, exitWrite, "a.db: write a.db: no space left on device: make room or choose another place with --db"},
		{errors.New("damaged"), exitStore, "a.db: damaged"},
	} {
		got := storeError("a.db", c.err)
		if codeOf(got) != c.code || got != nil && got.Error() != c.want {
			t.Errorf("storeError(%v)\n got %v (%d)\nwant %s (%d)", c.err, got, codeOf(got), c.want, c.code)
		}
	}
}

func TestLockedStore(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.db")
	s, err := graph.Open(file, graph.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var out, errs bytes.Buffer
	code := newProgram(strings.NewReader(""), &out, &errs).run([]string{"stats", "--db", file})
	want := "dramatis: " + file + " is in use by another process: wait until it has ended\n"
	if code != exitLocked || errs.String() != want || out.Len() > 0 {
		t.Errorf("stats of a locked store\n got %d %q %q\nwant %d %q", code, errs.String(), out.String(), exitLocked, want)
	}
}

// A full disk behind standard output must not pass for success.
func TestOutputCannotBeWritten(t *testing.T) {
	var errs bytes.Buffer
	code := newProgram(strings.NewReader(""), fullDisk{}, &errs).run([]string{"rules"})
	if want := "dramatis: standard output: no space left on device\n"; code != exitWrite || errs.String() != want {
		t.Errorf("rules to a full disk\n got %d %q\nwant %d %q", code, errs.String(), exitWrite, want)
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, syscall.ENOSPC }
