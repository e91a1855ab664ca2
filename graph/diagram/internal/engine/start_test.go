package engine

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// startVariable makes the test binary a program that lays one graph out.
const startVariable = "DRAMATIS_TEST_START"

// TestStart is no test: it is what TestLayoutSurvivesItsCache runs.
func TestStart(t *testing.T) {
	if os.Getenv(startVariable) == "" {
		t.Skip("run by another test")
	}
	crew(t, 0).mustDo(t, "dot", 5)
}

// start runs this test binary with its cache at dir.
func start(t *testing.T, test, dir, tmp string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run="+test)
	cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+dir, "TMPDIR="+tmp, startVariable+"=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("start: %v\n%s", err, out)
	}
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
	start(t, "^TestStart$", dir, tmp)
	files := code(dir)
	if len(files) != 1 {
		t.Fatalf("compiled code: %v", files)
	}
	good, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{50, len(good) - 1} {
		if err := os.Truncate(files[0], int64(size)); err != nil {
			t.Fatal(err)
		}
		start(t, "^TestStart$", dir, tmp)
		if b, err := os.ReadFile(files[0]); err != nil || len(b) != len(good) {
			t.Errorf("code cut to %d bytes is not made anew: %d bytes, %v", size, len(b), err)
		}
	}
	if left, _ := os.ReadDir(tmp); len(left) > 0 {
		t.Errorf("the temporary folder holds %v", left)
	}
	start(t, "^TestStart$", os.DevNull, os.DevNull)
}
