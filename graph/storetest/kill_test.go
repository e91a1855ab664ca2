package storetest

import (
	"bytes"
	"math/rand/v2"
	"os"
	"testing"
	"time"
)

// A build that is killed at any moment loses no document that it has
// acknowledged and leaves none in part; going on leads where an undisturbed
// build would have led.
func TestKilledBuilders(t *testing.T) {
	const articles = 40
	o := newOracle(t, articles)
	start := time.Now()
	undisturbed := inFolder(t, -1)
	if out, err := builder(undisturbed, articles).CombinedOutput(); err != nil {
		t.Fatalf("an undisturbed build: %v\n%s", err, out)
	}
	whole := int64(time.Since(start))
	o.check(t, undisturbed, articles)
	r := rand.New(rand.NewPCG(9, 2024))
	finished, amid, path := 0, 0, inFolder(t, 0)
	for round := range *kills {
		var out bytes.Buffer
		b := builder(path, articles)
		b.Stdout = &out
		if err := b.Start(); err != nil {
			t.Fatal(err)
		}
		// The first moments make the store; later ones are in some document.
		time.AfterFunc(time.Duration(r.Int64N(whole)), func() { b.Process.Kill() })
		b.Wait()
		n, rest := stored(out.Bytes())
		if rest != "" {
			t.Fatalf("round %d: the builder says %s", round, rest)
		}
		held := o.check(t, path, n)
		if 0 < held && held < articles {
			amid++
		}
		if held == articles {
			finished++
			verified(t, path)
			path = inFolder(t, round+1)
		}
	}
	b := builder(path, articles)
	if out, err := b.CombinedOutput(); err != nil {
		t.Fatalf("going on: %v\n%s", err, out)
	}
	if held := o.check(t, path, articles); held != articles {
		t.Errorf("going on\n got %d documents\nwant %d", held, articles)
	}
	verified(t, path)
	t.Logf("%d builders killed, %d of them amid their documents; %d stores completed; no document lost or in part", *kills, amid, finished+1)
}

// Of two builders that start together on a store that is not there yet one
// builds it, and the other says who does.
func TestTwoBuilders(t *testing.T) {
	const articles = 300
	o := newOracle(t, articles)
	for round := range *pairs {
		path := inFolder(t, round)
		type result struct {
			n    int
			rest string
			took time.Duration
			ok   bool
		}
		results := make(chan result, 2)
		for range 2 {
			go func() {
				start := time.Now()
				out, err := builder(path, articles).Output()
				n, rest := stored(out)
				results <- result{n, rest, time.Since(start), err == nil}
			}()
		}
		a, b := <-results, <-results
		if a.ok {
			a, b = b, a
		}
		switch {
		case a.ok && b.ok: // one came when the other had ended
		case !b.ok:
			t.Errorf("round %d: neither builder builds: %q, %q", round, a.rest, b.rest)
		case a.n > 0 || !bytes.Contains([]byte(a.rest), []byte("store is in use")):
			t.Errorf("round %d: the second builder stores %d documents and says %q", round, a.n, a.rest)
		case a.took > *patient:
			t.Errorf("round %d: the second builder waits %v", round, a.took)
		}
		if held := o.check(t, path, articles); held != articles {
			t.Errorf("round %d: %d documents, want %d", round, held, articles)
		}
	}
}

// A lock that a killed builder held stops nobody.
func TestNoStaleLock(t *testing.T) {
	path := inFolder(t, 0)
	b := builder(path, 10000)
	out, err := b.StdoutPipe()
	if err == nil {
		err = b.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	out.Read(make([]byte, 10)) // it has stored something
	b.Process.Signal(os.Kill)
	b.Wait()
	start := time.Now()
	if out, err := builder(path, 20).CombinedOutput(); err != nil {
		t.Errorf("after a builder was killed\n got %v after %v\n%s", err, time.Since(start), out)
	}
}
