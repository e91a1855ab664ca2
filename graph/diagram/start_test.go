package diagram

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// start runs this test binary without a test, with its cache at dir.
func start(t *testing.T, dir, tmp string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+dir, "TMPDIR="+tmp)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("start: %v\n%s", err, out)
	}
}

// Every command starts Graphviz, so that nothing in a cache may stop it.
func TestStartSurvivesItsCache(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the cache folder is set by a variable on Linux only")
	}
	dir, tmp := t.TempDir(), t.TempDir()
	start(t, dir, tmp)
	files, _ := filepath.Glob(filepath.Join(dir, "dramatis/layout/code/go-graphviz/*/*"))
	if len(files) != 1 {
		t.Fatalf("compiled code: %v", files)
	}
	if err := os.Truncate(files[0], 1000); err != nil {
		t.Fatal(err)
	}
	start(t, dir, tmp)
	if left, _ := os.ReadDir(tmp); len(left) > 0 {
		t.Errorf("the temporary folder holds %v", left)
	}
	start(t, os.DevNull, os.DevNull)
}
