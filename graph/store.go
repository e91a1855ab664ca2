package graph

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	hidalgo "github.com/hidal-go/hidalgo/kv"
)

// What may be wrong with a store; test for them with errors.Is.
var (
	ErrMissing  = errors.New("no such store")
	ErrNotStore = errors.New("not a dramatis store")
	ErrDamaged  = errors.New("store is damaged")
	ErrVersion  = errors.New("store of another version")
	ErrLocked   = errors.New("store is in use")
	ErrReadOnly = errors.New("store is open for reading only")
	ErrClosed   = errors.New("store is closed")
	ErrNotFound = errors.New("not in the store")
)

// A Store holds documents, entities and facts as quads in Cayley. Goroutines
// may share it: reads run beside one another, writes one at a time and alone.
// After a write that failed the store is closed, because Cayley's caches would
// then lead later writes astray; everything up to that write is in the file.
type Store struct {
	path      string // "" in memory
	readOnly  bool
	extractor string // of Options

	broken atomic.Bool // something below has panicked
	mu     sync.RWMutex
	kv     *transactor
	cayley *kv.QuadStore
	fence  *fence // nil in memory and for readers
	closed error  // why nothing can be done any more; nil while open
}

// Close closes the store. Closing twice does no harm.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.close(ErrClosed)
}

func (s *Store) close(why error) error {
	if s.closed != nil {
		return nil
	}
	s.closed = why
	if !s.broken.Load() {
		return s.cayley.Close()
	}
	// A panic has left a transaction or a lock behind, for which closing waits.
	done := make(chan error, 1)
	go func() { done <- s.cayley.Close() }()
	select {
	case err := <-done:
		return err
	case <-time.After(lockWait):
		return nil
	}
}

// view runs read while nobody writes. It turns a panic of the layers below,
// which a damaged file can cause, into an error. Since Cayley ends early and
// in silence when ctx is done, view has the last word.
func (s *Store) view(ctx context.Context, read func(*reader) error) (err error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.closed != nil {
		return s.closed
	}
	defer s.rescue(&err)()
	if err := ctx.Err(); err != nil {
		return err
	}
	err = read(&reader{ctx: ctx, qs: s.cayley})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err == nil || errors.Is(err, ErrNotFound) || errors.Is(err, ErrDamaged):
		return err
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err) // no other errors come from below
}

// rescue makes memory faults panics, and the function it returns, which has to
// be deferred, makes panics errors.
func (s *Store) rescue(err *error) func() {
	before := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(before)
		if p := recover(); p != nil {
			s.broken.Store(true)
			*err = fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}
}

// update runs write alone, in one transaction. If anything fails the store is
// closed.
func (s *Store) update(ctx context.Context, write func(ledger, *reader) error) error {
	switch {
	case s.closed != nil:
		return s.closed
	case s.readOnly:
		return ErrReadOnly
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	// What has begun ends, whatever becomes of the caller's patience: a write
	// that is cut off would close the store.
	ctx = context.WithoutCancel(ctx)
	err := s.write(ctx, write)
	if err != nil {
		err = fmt.Errorf("write failed: %w", err)
		s.close(fmt.Errorf("%w after a failed write; open it again (%v)", ErrClosed, err))
	}
	return err
}

func (s *Store) write(ctx context.Context, write func(ledger, *reader) error) (err error) {
	defer s.rescue(&err)()
	defer s.fence.shut()()
	return s.kv.update(ctx, func(tx hidalgo.Tx) error {
		return write(ledger{ctx, tx}, &reader{ctx: ctx, qs: s.cayley})
	})
}

// remove takes out the quads of the document, as they are in the store.
func (s *Store) remove(l ledger, r *reader, id string) (int, error) {
	quads, err := r.quadsOf(documentIRI(id))
	if err != nil {
		return 0, err
	}
	if err := s.apply(quads, graph.Delete); err != nil {
		return 0, err
	}
	return len(quads), l.forget(id)
}

// Remove takes the document with this IRI out, with its facts, and returns how
// many quads went. What other documents say stays. ErrNotFound: no such
// document.
func (s *Store) Remove(ctx context.Context, doc string) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id, ok := idOf(doc)
	if s.closed != nil {
		return 0, s.closed
	}
	if ok {
		b, err := s.before(ctx, id, "")
		if err != nil {
			return 0, err
		}
		ok = b.entry != nil
	}
	if !ok {
		return 0, fmt.Errorf("document %s: %w", doc, ErrNotFound)
	}
	n := 0
	err := s.update(ctx, func(l ledger, r *reader) (err error) {
		n, err = s.remove(l, r, id)
		return err
	})
	return n, err
}

// Has says whether the document with this ID (extract.Document.ID) is stored
// as the extractor of Options reads it, so that Add would leave it as it is.
func (s *Store) Has(ctx context.Context, docID string) (bool, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.closed != nil {
		return false, s.closed
	}
	b, err := s.before(ctx, docID, "")
	return err == nil && b.entry != nil && !b.outdated, err
}
