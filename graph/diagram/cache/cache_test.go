package cache

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func TestMain(m *testing.M) {
	during := os.Getenv("TMPDIR")
	Finish()
	if during == redirect.old || os.Getenv("TMPDIR") != redirect.old {
		fmt.Fprintf(os.Stderr, "TMPDIR was %q, became %q and was restored to %q\n", redirect.old, during, os.Getenv("TMPDIR"))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// compile does what go-graphviz does with the place it is given.
func compile(t *testing.T, target, code string) {
	t.Helper()
	dir := filepath.Join(target, "go-graphviz", "wazero-test")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "01ab"), []byte(code), 0o600); err != nil {
		t.Fatal(err)
	}
}

func mustPrepare(t *testing.T, folder string) string {
	t.Helper()
	target, err := prepare(folder)
	if err != nil {
		t.Fatal(err)
	}
	return target
}

func TestSecondStartFindsSealedCode(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "layout")
	first := mustPrepare(t, folder)
	compile(t, first, "native code")
	if err := keep(folder, first); err != nil {
		t.Fatal(err)
	}
	if got, want := mustPrepare(t, folder), filepath.Join(folder, codeFolder); got != want {
		t.Errorf("prepare after keep:\ngot  %s\nwant %s", got, want)
	}
}

func TestDamagedCodeIsNotUsed(t *testing.T) {
	for name, damage := range map[string]func(file string) error{
		"truncated": func(f string) error { return os.Truncate(f, 3) },
		"changed":   func(f string) error { return os.WriteFile(f, []byte("native c0de"), 0o600) },
		"link": func(f string) error {
			return os.Rename(f, f+"x") // another file than the sealed one
		},
		"unsealed": func(f string) error {
			return os.Remove(filepath.Join(filepath.Dir(filepath.Dir(filepath.Dir(f))), sealFile))
		},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			first := mustPrepare(t, folder)
			compile(t, first, "native code")
			if err := keep(folder, first); err != nil {
				t.Fatal(err)
			}
			code := filepath.Join(folder, codeFolder)
			if err := damage(filepath.Join(code, "go-graphviz", "wazero-test", "01ab")); err != nil {
				t.Fatal(err)
			}
			again := mustPrepare(t, folder)
			if again == code {
				t.Fatal("prepare offers damaged code")
			}
			compile(t, again, "native code")
			if err := keep(folder, again); err != nil {
				t.Fatal(err)
			}
			if !sealed(code) {
				t.Error("the damaged code was not replaced")
			}
			if left, _ := filepath.Glob(filepath.Join(folder, newPattern)); len(left) != 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

// Two first starts at once must not take each other's folder away.
func TestTwoFirstStarts(t *testing.T) {
	folder := t.TempDir()
	a, b := mustPrepare(t, folder), mustPrepare(t, folder)
	if a == b {
		t.Fatalf("both compile in %s", a)
	}
	compile(t, a, "native code")
	compile(t, b, "native code")
	for _, target := range []string{a, b} {
		if err := keep(folder, target); err != nil {
			t.Errorf("keep: %v", err)
		}
	}
	if !sealed(filepath.Join(folder, codeFolder)) {
		t.Error("no sealed code")
	}
}

func TestUnsafeFoldersAreRefused(t *testing.T) {
	dir := t.TempDir()
	open := filepath.Join(dir, "open")
	if err := os.Mkdir(open, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(open, 0o777); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(t.TempDir(), link); err != nil {
		t.Skip("no links here")
	}
	if folder, _ := choose([]string{open, link, filepath.Join(os.DevNull, "below")}); folder != "" {
		t.Errorf("choose takes %s", folder)
	}
}

// Where a child adds code for another processor, the seal follows.
func TestAddedCodeIsSealed(t *testing.T) {
	folder := t.TempDir()
	first := mustPrepare(t, folder)
	compile(t, first, "native code")
	if err := keep(folder, first); err != nil {
		t.Fatal(err)
	}
	code := mustPrepare(t, folder)
	extra := filepath.Join(code, "go-graphviz", "wazero-test", "02cd")
	if err := os.WriteFile(extra, []byte("other code"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := keep(folder, code); err != nil {
		t.Fatal(err)
	}
	if !sealed(code) {
		t.Error("added code makes the next start compile again")
	}
}
