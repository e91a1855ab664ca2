package main

import (
	"iter"
	"sync"
)

// inOrder applies f to what in yields, at most jobs at a time, and yields the
// results in the order of in, whichever is done first. When the reader stops,
// what is under way is waited for, and nothing more is taken from in.
func inOrder[A, B any](in iter.Seq[A], jobs int, f func(A) B) iter.Seq[B] {
	return func(yield func(B) bool) {
		queue := make(chan chan B, jobs) // bounds what is done but not yet read
		slots := make(chan struct{}, jobs)
		stop := make(chan struct{})
		var all sync.WaitGroup
		all.Add(1)
		go func() {
			defer all.Done()
			defer close(queue)
			for a := range in {
				result := make(chan B, 1)
				select {
				case <-stop:
					return
				case queue <- result:
				}
				slots <- struct{}{}
				all.Add(1)
				go func() {
					defer all.Done()
					result <- f(a)
					<-slots
				}()
			}
		}()
		defer all.Wait()
		defer close(stop)
		for result := range queue {
			if !yield(<-result) {
				return
			}
		}
	}
}
