package cache

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// add makes code and adds it to folder.
func add(t *testing.T, folder, name, code string) (file string) {
	t.Helper()
	room, err := Room(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(room)
	made := filepath.Join(room, "made")
	if err := os.WriteFile(made, []byte(code), 0o600); err != nil {
		t.Fatal(err)
	}
	if !Complete(folder) {
		t.Error("what is being made counts as not listed")
	}
	name = filepath.Join("wazero-test", name)
	if err := Add(folder, name, made); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(folder, name)
}

// sealed returns a folder with two files of code, and the first of them.
func sealed(t *testing.T) (folder, file string) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "graphviz")
	if got := choose([]string{folder}); got != folder {
		t.Fatalf("choose: %q", got)
	}
	if Any(folder) || Sound(folder) {
		t.Fatal("an empty folder is sound")
	}
	file = add(t, folder, "01ab", "native code")
	add(t, folder, "02cd", "code for another processor")
	if !Any(folder) || !Sound(folder) || !Complete(folder) {
		t.Fatal("the folder is not sound")
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
			if Sound(folder) {
				t.Fatal("damaged code counts as sound")
			}
			if err := Tidy(folder); err != nil {
				t.Fatal(err)
			}
			if _, err := os.Lstat(file); err == nil {
				t.Error("the damaged file stays")
			}
			if name != "unsealed" && !Sound(folder) {
				t.Error("the other file went, too")
			}
			add(t, folder, "01ab", "native code")
			if !Sound(folder) || !Complete(folder) {
				t.Error("the damaged code was not replaced")
			}
		})
	}
}

// A seal that names files elsewhere lists none.
func TestSealStaysInItsFolder(t *testing.T) {
	folder, _ := sealed(t)
	outside := filepath.Join(filepath.Dir(folder), "outside")
	for _, name := range []string{"../outside", outside} {
		if err := os.WriteFile(outside, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, sealFile), []byte("00000000 0 "+name+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if Any(folder) || Tidy(folder) != nil {
			t.Errorf("%s counts as code", name)
		}
		if _, err := os.Stat(outside); err != nil {
			t.Error(err)
		}
	}
}

// What another process is writing stays; what a killed one left goes, and so
// does what nobody listed.
func TestTidySparesWhatIsWritten(t *testing.T) {
	folder, code := sealed(t)
	file := func(name string) string {
		f := filepath.Join(folder, "wazero-test", name)
		if err := os.WriteFile(f, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
		return f
	}
	now := file("03.1.tmp")
	if !Complete(folder) {
		t.Error("a half-written file counts as not listed")
	}
	old, stray := file("03.2.tmp"), file("04ef")
	rooms := []string{}
	for range 2 {
		room, err := Room(folder)
		if err != nil {
			t.Fatal(err)
		}
		rooms = append(rooms, room)
	}
	for _, f := range []string{old, rooms[0]} {
		if err := os.Chtimes(f, time.Time{}, time.Now().Add(-2*abandoned)); err != nil {
			t.Fatal(err)
		}
	}
	if Complete(folder) || !Sound(folder) {
		t.Errorf("with a stray file: complete %v, sound %v", Complete(folder), Sound(folder))
	}
	if err := Tidy(folder); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]bool{now: true, old: false, stray: false, code: true, rooms[0]: false, rooms[1]: true} {
		if _, err := os.Stat(file); (err == nil) != want {
			t.Errorf("%s stays: %v, want %v", filepath.Base(file), err == nil, want)
		}
	}
	if !Sound(folder) || !Complete(folder) {
		t.Error("a tidy folder is not sound and complete")
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
