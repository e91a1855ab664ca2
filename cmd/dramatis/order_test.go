package main

import (
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

func TestInOrder(t *testing.T) {
	numbers := func(yield func(int) bool) {
		for i := 0; i < 50 && yield(i); i++ {
		}
	}
	var running, most atomic.Int32
	work := func(i int) int {
		if n := running.Add(1); n > most.Load() {
			most.Store(n)
		}
		time.Sleep(time.Duration((50-i)%7) * time.Millisecond)
		running.Add(-1)
		return i * i
	}
	got := slices.Collect(inOrder(numbers, 4, work))
	for i, g := range got {
		if g != i*i {
			t.Fatalf("inOrder\n got %d at %d\nwant %d", g, i, i*i)
		}
	}
	if len(got) != 50 || most.Load() > 4 {
		t.Errorf("inOrder: %d results, %d at a time\nwant 50 and at most 4", len(got), most.Load())
	}
	for g := range inOrder(numbers, 4, work) {
		if g == 9 {
			break
		}
	}
	if running.Load() != 0 {
		t.Errorf("inOrder leaves %d at work after its reader has stopped", running.Load())
	}
}
