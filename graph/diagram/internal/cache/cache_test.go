package cache

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// compile does what wazero does with the place it is given.
func compile(t *testing.T, folder, name, code string) string {
	t.Helper()
	dir := filepath.Join(folder, "wazero-test")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, name)
	if err := os.WriteFile(file, []byte(code), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// sealed returns a folder with sealed code, and the file of it.
func sealed(t *testing.T) (folder, file string) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "graphviz")
	if got := choose([]string{folder}); got != folder {
		t.Fatalf("choose: %q", got)
	}
	if Sealed(folder) {
		t.Fatal("an empty folder is sealed")
	}
	file = compile(t, folder, "01ab", "native code")
	if err := Seal(folder); err != nil {
		t.Fatal(err)
	}
	if !Sealed(folder) {
		t.Fatal("the folder is not sealed")
	}
	return folder, file
}

func TestDamagedCodeIsFound(t *testing.T) {
	for name, damage := range map[string]func(folder, file string) error{
		"truncated": func(_, f string) error { return os.Truncate(f, 3) },
		"changed":   func(_, f string) error { return os.WriteFile(f, []byte("native c0de"), 0o600) },
		"renamed":   func(_, f string) error { return os.Rename(f, f+"x") },
		"gone":      func(_, f string) error { return os.Remove(f) },
		"unsealed":  func(dir, _ string) error { return os.Remove(filepath.Join(dir, sealFile)) },
		"linked": func(_, f string) error {
			if err := os.Rename(f, f+".tmp"); err != nil {
				return err
			}
			return os.Symlink(f+".tmp", f)
		},
	} {
		t.Run(name, func(t *testing.T) {
			folder, file := sealed(t)
			if err := damage(folder, file); err != nil {
				t.Fatal(err)
			}
			if Sealed(folder) {
				t.Fatal("damaged code counts as sealed")
			}
			Clear(folder)
			compile(t, folder, "01ab", "native code")
			if err := Seal(folder); err != nil {
				t.Fatal(err)
			}
			if !Sealed(folder) {
				t.Error("the damaged code was not replaced")
			}
		})
	}
}

// Code for another processor joins the rest, and the seal follows.
func TestAddedCodeIsSealed(t *testing.T) {
	folder, _ := sealed(t)
	compile(t, folder, "02cd", "other code")
	if err := Seal(folder); err != nil {
		t.Fatal(err)
	}
	if !Sealed(folder) {
		t.Error("added code makes the next start compile again")
	}
}

// What another process is writing stays; what a killed one left goes.
func TestClearSparesWhatIsWritten(t *testing.T) {
	folder, code := sealed(t)
	now, old := compile(t, folder, "03.1.tmp", "half"), compile(t, folder, "03.2.tmp", "half")
	if err := os.Chtimes(old, time.Time{}, time.Now().Add(-2*abandoned)); err != nil {
		t.Fatal(err)
	}
	if !Sealed(folder) {
		t.Error("half-written files break the seal")
	}
	Clear(folder)
	for file, want := range map[string]bool{now: true, old: false, code: false, filepath.Join(folder, sealFile): false} {
		if _, err := os.Stat(file); (err == nil) != want {
			t.Errorf("%s stays: %v, want %v", filepath.Base(file), err == nil, want)
		}
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
	if folder := choose([]string{open, link, filepath.Join(os.DevNull, "below")}); folder != "" {
		t.Errorf("choose takes %s", folder)
	}
}
