package engine

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// crew returns a crew that ends with the test.
func crew(t testing.TB, memory uint64) *Crew {
	c := &Crew{Memory: memory}
	t.Cleanup(c.Close)
	return c
}

func (c *Crew) mustDo(t testing.TB, layout string, n int) []byte {
	t.Helper()
	out, err := c.Do(t.Context(), Job{Graphs: []string{town(n)}, Layout: layout, Format: "json0"}, 20*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	return out[0]
}

// pid is the process of the child that waits.
func (c *Crew) pid() int {
	if c.idle == nil {
		return 0
	}
	return c.idle.cmd.Process.Pid
}

// endless takes minutes.
var endless = Job{Graphs: []string{town(3000)}, Layout: "dot", Format: "json0"}

func TestChildStaysAndGivesTheSameBytes(t *testing.T) {
	c := crew(t, 0)
	want := map[string][]byte{}
	watched := layouts[:3]
	for _, layout := range watched {
		want[layout] = c.mustDo(t, layout, 12)
	}
	child := c.pid()
	same := func(after string) {
		t.Helper()
		for _, layout := range watched {
			if !bytes.Equal(c.mustDo(t, layout, 12), want[layout]) {
				t.Errorf("%s gives other bytes after %s", layout, after)
			}
		}
	}
	for i := range 100 {
		c.mustDo(t, layouts[i%len(layouts)], 5+i%17)
	}
	same("100 others")
	if c.pid() != child {
		t.Error("the child does not stay")
	}
	for what, dot := range hostile {
		c.Do(t.Context(), Job{Graphs: []string{dot}, Layout: "dot", Format: "json0"}, 5*time.Second)
		same(what)
	}
	if _, err := c.Do(t.Context(), endless, 50*time.Millisecond); !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "draw fewer") {
		t.Errorf("a layout without end: %v", err)
	}
	same("one that was killed")
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, cancel)
	if _, err := c.Do(ctx, endless, time.Minute); !errors.Is(err, context.Canceled) {
		t.Errorf("a layout that is given up: %v", err)
	}
	same("one that was given up")
}

// A child that something else ended is replaced in silence.
func TestDeadChildIsReplaced(t *testing.T) {
	c := crew(t, 0)
	want := c.mustDo(t, "dot", 9)
	p, err := os.FindProcess(c.pid())
	if err != nil {
		t.Fatal(err)
	}
	p.Kill()
	if !bytes.Equal(c.mustDo(t, "dot", 9), want) {
		t.Error("the new child gives other bytes")
	}
}

func TestChildOfLittleMemory(t *testing.T) {
	c := crew(t, 8<<20)
	_, err := c.Do(t.Context(), endless, 20*time.Second)
	if !errors.Is(err, ErrMemory) || !strings.Contains(err.Error(), "draw fewer") {
		t.Errorf("3000 nodes in 8 MiB: %v", err)
	}
	c.mustDo(t, "dot", 20)
}

// Many who ask at once wait for their turns.
func TestOneAtATime(t *testing.T) {
	c := crew(t, 0)
	want := c.mustDo(t, "sfdp", 30)
	child := c.pid()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if !bytes.Equal(c.mustDo(t, "sfdp", 30), want) {
				t.Error("other bytes")
			}
		})
	}
	wg.Wait()
	if c.pid() != child {
		t.Error("more than one child")
	}
	c.begin(t.Context())
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := c.Do(ctx, Job{}, time.Minute); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waiting for a turn ends with %v", err)
	}
	c.end()
}

func TestChildLeavesWhenItHasNothingToDo(t *testing.T) {
	before := runtime.NumGoroutine()
	c := &Crew{Stay: 50 * time.Millisecond}
	c.Ready()
	if c.pid() == 0 {
		t.Fatal("no child ahead of the first job")
	}
	child := c.pid()
	c.mustDo(t, "dot", 9)
	for end := time.Now().Add(5 * time.Second); alive(child); {
		if time.Now().After(end) {
			t.Fatal("the child stays for ever")
		}
		time.Sleep(10 * time.Millisecond)
	}
	c.Close()
	for end := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; {
		if time.Now().After(end) {
			t.Fatalf("%d goroutines, before %d", runtime.NumGoroutine(), before)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// alive says whether a process runs; on other systems than Linux it cannot be
// told, so that it says no.
func alive(pid int) bool {
	stat, err := os.ReadFile("/proc/" + itoa(pid) + "/stat")
	if err != nil {
		return false
	}
	_, state, _ := strings.Cut(string(stat), ") ")
	return !strings.HasPrefix(state, "Z")
}

// parentVariable makes the test binary a program that asks for a layout.
const parentVariable = "DRAMATIS_TEST_PARENT"

// TestParent is no test: it is what TestChildDiesWithItsParent kills.
func TestParent(t *testing.T) {
	if os.Getenv(parentVariable) == "" {
		t.Skip("run by another test")
	}
	c := &Crew{}
	c.mustDo(t, "dot", 5)
	os.Stdout.WriteString("child " + itoa(c.pid()) + "\n")
	if os.Getenv(parentVariable) == "busy" {
		c.Do(t.Context(), endless, time.Hour)
	}
	select {}
}

// However the program ends, its child does, too: waiting or at work.
func TestChildDiesWithItsParent(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("processes are looked up in /proc")
	}
	for _, state := range []string{"idle", "busy"} {
		cmd := exec.Command(os.Args[0], "-test.run=^TestParent$", "-test.v")
		cmd.Env = append(os.Environ(), parentVariable+"="+state, "GOMAXPROCS=1")
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		child := readPID(t, out)
		if state == "busy" {
			time.Sleep(200 * time.Millisecond)
		}
		if !alive(child) {
			t.Fatalf("%s: no child %d", state, child)
		}
		cmd.Process.Kill()
		cmd.Wait()
		for end := time.Now().Add(5 * time.Second); alive(child); {
			if time.Now().After(end) {
				t.Fatalf("%s: the child lives on", state)
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
}

// readPID reads the number after "child ".
func readPID(t *testing.T, r io.Reader) int {
	t.Helper()
	var said []byte
	for b := make([]byte, 1); ; {
		if _, err := r.Read(b); err != nil {
			t.Fatalf("no child in %q: %v", said, err)
		}
		said = append(said, b[0])
		if _, line, ok := strings.Cut(string(said), "child "); ok && strings.HasSuffix(line, "\n") {
			return atoi(t, strings.TrimSpace(line))
		}
	}
}

func itoa(n int) string { return strconv.Itoa(n) }

func atoi(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
