//go:build linux

package storetest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// The calls by which a builder changes its file.
var calls = []string{"pwrite64", "fdatasync,fsync", "ftruncate"}

// counted returns how often a build of so many articles makes a call.
func counted(t *testing.T, call string, articles int) int {
	t.Helper()
	trace := filepath.Join(t.TempDir(), "trace")
	b := builder(inFolder(t, 0), articles, "strace", "-f", "-qq", "-o", trace, "-e", "trace="+call)
	if out, err := b.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, line := range strings.Split(string(data), "\n") {
		for _, name := range strings.Split(call, ",") {
			if strings.Contains(line, " "+name+"(") {
				n++
			}
		}
	}
	return n
}

// Whichever write, sync or truncation of a build fails, the builder says so,
// the file holds what was acknowledged and nothing false, and another builder
// goes on.
func TestFailedCalls(t *testing.T) {
	if exec.Command("strace", "-qq", "-o", os.DevNull, "true").Run() != nil {
		if os.Getenv("DRAMATIS_CONSUMERS") == "1" {
			t.Fatal("strace does not run")
		}
		t.Skip("strace does not run; .ci/run installs it")
	}
	const articles = 50
	o := newOracle(t, articles)
	for _, call := range calls {
		t.Run(call, func(t *testing.T) {
			total, tried, harmless := counted(t, call, articles), 0, 0
			step := min(*every, max(total/2, 1))
			for n := 1 + total%step; n <= total; n += step {
				for _, fault := range []string{"ENOSPC", "EIO"}[n%2 : n%2+1] {
					tried++
					if !o.failing(t, call, fault, n, articles) {
						harmless++
					}
				}
			}
			t.Logf("%s: %d of %d calls failed in turn, of which %d did no harm; nothing false, nothing lost", call, tried, total, harmless)
			if tried == 0 || harmless == tried {
				t.Errorf("%d of %d calls failed in turn and %d did no harm", tried, total, harmless)
			}
		})
	}
}

// failing has call n of a build fail and says whether the builder noticed.
func (o *oracle) failing(t *testing.T, call, fault string, n, articles int) (noticed bool) {
	path := inFolder(t, n)
	var out bytes.Buffer
	b := builder(path, articles, "strace", "-f", "-qq", "-o", os.DevNull, "-e", "trace="+call,
		"-e", fmt.Sprintf("inject=%s:error=%s:when=%d", call, fault, n))
	b.Stdout, b.Stderr = &out, &out
	err := b.Run()
	done, rest := stored(out.Bytes())
	if strings.Contains(rest, "panic") || strings.Contains(rest, "goroutine") {
		t.Fatalf("%s at call %d of %s: the builder says\n%s", fault, n, call, rest)
	}
	if err != nil && !strings.Contains(rest, "no space left") && !strings.Contains(rest, "input/output error") {
		t.Errorf("%s at call %d of %s: the builder says %q", fault, n, call, rest)
	}
	o.check(t, path, done)
	if err == nil {
		return false // a sync of a folder, which some file systems do not have
	}
	if out, err := builder(path, articles).CombinedOutput(); err != nil {
		t.Fatalf("going on after %s at call %d of %s: %v\n%s", fault, n, call, err, out)
	}
	o.check(t, path, articles)
	verified(t, path)
	os.RemoveAll(filepath.Dir(path))
	return true
}

// A disk that is full stops a builder with a message; what it has acknowledged
// is there, and when there is room another goes on.
func TestDiskFull(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=2m,mode=0700"); err != nil {
		t.Skipf("no small file system can be mounted: %v", err)
	}
	defer syscall.Unmount(disk, syscall.MNT_DETACH)
	const articles = 400
	o := newOracle(t, articles)
	path := filepath.Join(disk, "parish.db")
	out, err := builder(path, articles).CombinedOutput()
	n, rest := stored(out)
	if err == nil || n == 0 || !strings.Contains(rest, "no space left on device") {
		t.Fatalf("a full disk\n got %v after %d documents, %q\nwant no space left on device", err, n, rest)
	}
	held := o.check(t, path, n)
	verified(t, path)
	out, err = builder(path, articles).CombinedOutput()
	if err == nil {
		t.Fatalf("a disk that is still full: no error\n%s", out)
	}
	o.check(t, path, held)
	if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT, "size=64m"); err != nil {
		t.Fatal(err)
	}
	if out, err := builder(path, articles).CombinedOutput(); err != nil {
		t.Fatalf("with room again: %v\n%s", err, out)
	}
	o.check(t, path, articles)
	verified(t, path)
	t.Logf("the disk was full after %d documents", n)
}
