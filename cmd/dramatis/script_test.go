package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/dramatis-kg/dramatis/graph/postgres/pgtest"
)

func TestMain(m *testing.M) {
	os.Exit(testscript.RunMain(m, map[string]func() int{
		"dramatis": func() int { main(); return 0 },
	}))
}

// TestScripts types what stands in testdata/script and compares what is
// printed.
func TestScripts(t *testing.T) {
	palmyra, err := filepath.Abs("../../testdata/palmyra.txt")
	if err != nil {
		t.Fatal(err)
	}
	runScripts(t, palmyra, "testdata/script", nil)
}

// TestServerScripts is TestScripts for a store on a server, which they find at
// $STORE, with the password in $PASSWORD.
func TestServerScripts(t *testing.T) {
	server := pgtest.Start(t)
	runScripts(t, "", "testdata/server", func(e *testscript.Env) {
		e.Setenv("STORE", server.Empty(t))
		e.Setenv("OTHER", server.Empty(t))
		e.Setenv("WRONG", server.Place("wrong-"+pgtest.Password))
		e.Setenv("PASSWORD", pgtest.Password)
	})
}

func runScripts(t *testing.T, palmyra, dir string, more func(*testscript.Env)) {
	cache := t.TempDir() // shared, or every command would compile Graphviz anew
	testscript.Run(t, testscript.Params{
		Dir: dir,
		Setup: func(e *testscript.Env) error {
			if more != nil {
				more(e)
			}
			e.Setenv("PALMYRA", palmyra)
			e.Setenv("ESC", "\x1b[2J")
			e.Setenv("HOME", cache)
			e.Setenv("XDG_CACHE_HOME", cache)
			return errors.Join( // what a script cannot hold
				os.WriteFile(filepath.Join(e.WorkDir, "binary.txt"), []byte("\x7fELF\x02\x01\x00\x00\xff\xfe\x00\x9f"), 0o666),
				os.WriteFile(filepath.Join(e.WorkDir, "escape.txt"), []byte("Ann Reyes met Bo \u009b2J\u202eLindqvist in Brightwater.\n"), 0o666))
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"code": code, "spoil": spoil},
	})
}

// code runs the program and wants an exit code: code 2 dramatis path A.
func code(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N dramatis ARGUMENTS")
	}
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit code\n got %d\nwant %s", got, args[0])
	}
}

// spoil changes bytes of a file: spoil a.db Ann Anm.
func spoil(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 || len(args[1]) != len(args[2]) {
		ts.Fatalf("usage: spoil FILE OLD NEW")
	}
	file := ts.MkAbs(args[0])
	b, err := os.ReadFile(file)
	ts.Check(err)
	if !bytes.Contains(b, []byte(args[1])) {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(file, bytes.ReplaceAll(b, []byte(args[1]), []byte(args[2])), 0o600))
}
