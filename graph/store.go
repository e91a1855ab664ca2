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
	"github.com/dramatis-kg/dramatis/graph/postgres"
	hidalgo "github.com/hidal-go/hidalgo/kv"
)

// What may be wrong with a store; test for them with errors.Is.
var (
	ErrMissing  = errors.New("no such store")
	ErrNotStore = errors.New("not a dramatis store")
	ErrDamaged  = errors.New("store is damaged")
	ErrVersion  = errors.New("store of another version")
	ErrLocked   = errors.New("store is in use")
	ErrServer   = errors.New("the server cannot be used")
	ErrRefused  = errors.New("refused")
	ErrReadOnly = errors.New("store is open for reading only")
	ErrClosed   = errors.New("store is closed")
	ErrNotFound = errors.New("not in the store")
)

// A Store holds documents, entities and facts as quads in Cayley. Goroutines
// may share it: reads run beside one another, writes one at a time and alone.
// After a write that failed the store is closed, because Cayley's caches would
// then lead later writes astray; everything up to that write is in the file.
type Store struct {
	path      string // of the file; "" if there is none
	readOnly  bool
	extractor string // of Options

	broken atomic.Bool // something below has panicked
	mu     sync.RWMutex
	kv     *transactor
	cayley *kv.QuadStore // nil on a server
	server *postgres.DB  // nil in memory and in a file
	fence  *fence        // nil in memory, on a server and for readers
	closed error         // why nothing can be done any more; nil while open
	gone   atomic.Bool   // closed is set
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
	s.gone.Store(true)
	if s.server != nil {
		return s.server.Close()
	}
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
	if s.server != nil {
		return s.viewServer(ctx, read)
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.closed != nil {
		return s.closed
	}
	defer s.rescue(&err)()
	if err := ctx.Err(); err != nil {
		return err
	}
	tx, err := s.kv.Tx(false)
	if err != nil {
		return err
	}
	defer tx.Close()
	return s.outcome(ctx, read(s.reader(ctx, tx)))
}

// reader returns what reads in the transaction.
func (s *Store) reader(ctx context.Context, tx hidalgo.Tx) *reader {
	r := &reader{ctx: ctx, qs: s.cayley, ledger: ledger{ctx, tx}}
	if t, ok := tx.(quadTx); ok {
		r.sql = t
	}
	return r
}

// outcome says what an error of reading means.
func (s *Store) outcome(ctx context.Context, err error) error {
	var server *postgres.Error
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &server):
		return s.explain(err)
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

// unwritten wraps an error that arose before anything was written.
type unwritten struct{ error }

func (u unwritten) Unwrap() error { return u.error }

// update runs write alone, in one transaction. If anything fails, but for an
// unwritten error, the store is closed.
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
	for n := 0; n < 5 && postgres.Again(err); n++ {
		err = s.write(ctx, write)
	}
	var before unwritten
	if errors.As(err, &before) {
		return s.explain(before.error)
	}
	if err = s.explain(err); err != nil {
		err = fmt.Errorf("write failed: %w", err)
		s.close(fmt.Errorf("%w after a failed write; open it again (%v)", ErrClosed, err))
	}
	return err
}

func (s *Store) write(ctx context.Context, write func(ledger, *reader) error) (err error) {
	defer s.rescue(&err)()
	defer s.fence.shut()()
	return s.kv.update(ctx, func(tx hidalgo.Tx) error {
		l := ledger{ctx, tx}
		if err := write(l, s.reader(ctx, tx)); err != nil {
			return err
		}
		return l.stamp()
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
	missing := fmt.Errorf("document %s: %w", doc, ErrNotFound)
	if !ok {
		return 0, missing
	}
	n := 0
	err := s.update(ctx, func(l ledger, r *reader) error {
		e, err := l.document(id)
		if err == nil && e == nil {
			err = missing
		}
		if err != nil {
			return unwritten{err}
		}
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
