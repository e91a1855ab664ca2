package engine

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// startVariable makes the test binary a program that lays one graph out.
const startVariable = "DRAMATIS_TEST_START"

// TestStart is no test: it is what TestLayoutSurvivesItsCache runs.
func TestStart(t *testing.T) {
	if os.Getenv(startVariable) == "" {
		t.Skip("run by another test")
	}
	fmt.Printf("layout %x\n", sha256.Sum256(crew(t, 0).mustDo(t, "dot", 5)))
}

// start runs this test binary with its cache at dir and returns what it says of
// its layout.
func start(t *testing.T, test, dir, tmp string) string {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run="+test)
	cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+dir, "TMPDIR="+tmp, startVariable+"=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("start: %v\n%s", err, out)
	}
	line, _, _ := strings.Cut(string(out), "\n")
	return line
}

func code(dir string) []string {
	files, _ := filepath.Glob(filepath.Join(dir, "dramatis/graphviz/wazero*/*"))
	return files
}

// Nothing in a cache may stop a layout, and a start without one touches none.
func TestLayoutSurvivesItsCache(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the cache folder is set by a variable on Linux only")
	}
	dir, tmp := t.TempDir(), t.TempDir()
	start(t, "^$", dir, tmp)
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("a start without a layout leaves %v", left)
	}
	want := start(t, "^TestStart$", dir, tmp)
	files := code(dir)
	if len(files) != 1 {
		t.Fatalf("compiled code: %v", files)
	}
	good, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	for what, damage := range map[string]func() error{
		"cut":      func() error { return os.Truncate(files[0], 50) },
		"misnamed": func() error { return os.Rename(files[0], files[0]+"0") },
	} {
		if err := damage(); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if got := start(t, "^TestStart$", dir, tmp); got != want {
				t.Errorf("code that was %s gives other bytes:\ngot  %s\nwant %s", what, got, want)
			}
		}
		if b, err := os.ReadFile(files[0]); err != nil || !bytes.Equal(b, good) || len(code(dir)) != 1 {
			t.Errorf("code that is %s is not made anew: %d bytes in %v, %v", what, len(b), code(dir), err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "dramatis/graphviz/new-*")); len(left) > 0 {
		t.Errorf("left where code was made: %v", left)
	}
	if left, _ := os.ReadDir(tmp); len(left) > 0 {
		t.Errorf("the temporary folder holds %v", left)
	}
	if got := start(t, "^TestStart$", os.DevNull, os.DevNull); got != want || !strings.HasPrefix(want, "layout ") {
		t.Errorf("without a cache:\ngot  %s\nwant %s", got, want)
	}
}
