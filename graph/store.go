package graph

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/quad"
	"github.com/dramatis-kg/dramatis/extract"
	hidalgo "github.com/hidal-go/hidalgo/kv"
)

// What may be wrong with a store; test for them with errors.Is.
var (
	ErrMissing  = errors.New("no such store")
	ErrNotStore = errors.New("not a dramatis store")
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
	path     string // "" in memory
	readOnly bool

	mu     sync.RWMutex
	kv     *transactor
	cayley *kv.QuadStore
	closed error // why nothing can be done any more; nil while open
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
	return s.cayley.Close()
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
	if err := read(&reader{ctx: ctx, qs: s.cayley}); err != nil {
		return err
	}
	return ctx.Err()
}

// rescue makes memory faults panics, and the function it returns, which has to
// be deferred, makes panics errors.
func (s *Store) rescue(err *error) func() {
	before := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(before)
		if p := recover(); p != nil {
			*err = fmt.Errorf("%s: store is damaged: %v", s.path, p)
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
	return s.kv.update(ctx, func(tx hidalgo.Tx) error {
		return write(ledger{ctx, tx}, &reader{ctx: ctx, qs: s.cayley})
	})
}

// A Change says what Add did.
type Change uint8

// The changes.
const (
	Unchanged Change = iota
	Added
	Replaced // the place formerly held another text, which is gone now
)

// Add stores d, which was read at origin: an absolute path, path#row or URL, or
// "" for a text from nowhere in particular. One transaction holds it all; when
// Add returns, d is durable. A document that is stored already is left as it
// is, and of d only the ID counts then, so that d need not have been read. A
// document that was at origin before goes, unless it is somewhere else too.
func (s *Store) Add(ctx context.Context, d *extract.Document, origin string) (Change, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed != nil {
		return Unchanged, s.closed
	}
	stored, old, settled, err := s.before(ctx, d.ID, clean(origin))
	if err != nil || settled {
		return Unchanged, err
	}
	var quads []quad.Quad
	var entry documentEntry
	if !stored {
		if quads, entry, err = prepare(d); err != nil {
			return Unchanged, fmt.Errorf("document %s: %w", d.ID, err)
		}
	}
	change := Unchanged
	err = s.update(ctx, func(l ledger, r *reader) error {
		change, err = s.add(l, r, addition{d.ID, clean(origin), old, quads, entry})
		return err
	})
	if err != nil {
		return Unchanged, err
	}
	return change, nil
}

// before tells whether the document is stored, which other one was at origin,
// and whether nothing is left to do.
func (s *Store) before(ctx context.Context, id, origin string) (stored bool, old string, settled bool, err error) {
	defer s.rescue(&err)()
	tx, err := s.kv.Tx(false)
	if err != nil {
		return false, "", false, err
	}
	defer tx.Close()
	l := ledger{ctx, tx}
	e, err := l.document(id)
	if err != nil {
		return false, "", false, err
	}
	if old, err = l.formerly(origin); err != nil {
		return false, "", false, err
	}
	here := origin == "" || old == id
	if old == id {
		old = ""
	}
	if e == nil {
		return false, old, false, nil
	}
	return true, old, here && slices.Contains(e.Origins, origin), nil
}

// prepare does all that can be done, and refused, before writing.
func prepare(d *extract.Document) ([]quad.Quad, documentEntry, error) {
	quads, err := quadsOf(d)
	if err != nil {
		return nil, documentEntry{}, err
	}
	lines, err := nquads(quads)
	if err != nil {
		return nil, documentEntry{}, err
	}
	return quads, documentEntry{Quads: len(lines), SHA256: digestLines(lines)}, nil
}

// An addition is what Add has found out before it writes.
type addition struct {
	id, origin string
	old        string // the document formerly at origin; "" for none
	quads      []quad.Quad
	entry      documentEntry
}

func (s *Store) add(l ledger, r *reader, a addition) (Change, error) {
	change, entry := Unchanged, &a.entry
	if len(a.quads) > 0 {
		change = Added
		if err := s.apply(a.quads, graph.Add); err != nil {
			return change, err
		}
	} else {
		var err error
		if entry, err = l.document(a.id); err != nil {
			return change, err
		}
	}
	if a.old != "" {
		change = Replaced
		elsewhere, err := l.leave(a.old, a.origin)
		if err == nil && !elsewhere {
			_, err = s.remove(l, r, a.old)
		}
		if err != nil {
			return change, err
		}
	}
	return change, l.settle(a.id, entry, a.origin)
}

// apply adds or deletes quads. Added quads must be new and deleted ones stored:
// Cayley would count references wrongly otherwise.
func (s *Store) apply(quads []quad.Quad, action graph.Procedure) error {
	deltas := make([]graph.Delta, len(quads))
	for i, q := range quads {
		deltas[i] = graph.Delta{Quad: q, Action: action}
	}
	return s.cayley.ApplyDeltas(deltas, graph.IgnoreOpts{IgnoreDup: true})
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
		var err error
		if ok, _, _, err = s.before(ctx, id, ""); err != nil {
			return 0, err
		}
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

// Has says whether the document with this ID (extract.Document.ID) is stored.
func (s *Store) Has(ctx context.Context, docID string) (bool, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.closed != nil {
		return false, s.closed
	}
	ok, _, _, err := s.before(ctx, docID, "")
	return ok, err
}
