package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	hidalgo "github.com/hidal-go/hidalgo/kv"
	"go.etcd.io/bbolt"
)

// batch is how many documents Compact writes in one transaction.
const batch = 100

// Compact writes the store anew without what deleted documents have left
// behind, checks that the new file says the same, puts it in place of the old
// one and closes s. If anything fails, or nothing is gained, the old file stays.
// A server does all that itself, and s stays open.
func (s *Store) Compact(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.closed != nil:
		return s.closed
	case s.readOnly || s.path == "" && s.server == nil:
		return ErrReadOnly
	case s.server != nil:
		return s.explain(s.server.Compact(ctx))
	}
	v, err := s.versionNow(ctx)
	if err != nil {
		return err
	}
	err = s.writeAnew(ctx, s.path, v, func(dense string) error {
		if !smaller(dense, s.path) {
			return nil
		}
		return install(dense, s.path, true)
	})
	if err != nil {
		return err
	}
	return s.close(ErrClosed)
}

// writeAnew writes what is stored into a new file beside path, makes sure that
// it says the same, and has use do something with it.
func (s *Store) writeAnew(ctx context.Context, path string, v versionEntry, use func(file string) error) error {
	temp, err := createTemp(path, v.ID)
	if err != nil {
		return fmt.Errorf("%s: cannot be written: %w", path, err)
	}
	defer os.Remove(temp)
	dense := temp + ".dense"
	defer os.Remove(dense)
	if err = s.rewrite(ctx, temp, v); err == nil {
		err = squeeze(temp, dense)
	}
	if err == nil {
		err = sound(ctx, dense)
	}
	if err == nil {
		err = use(dense)
	}
	return err
}

// smaller says whether file a is smaller than file b.
func smaller(a, b string) bool {
	x, errA := os.Stat(a)
	y, errB := os.Stat(b)
	return errA != nil || errB != nil || x.Size() < y.Size()
}

// squeeze copies a file of bbolt entry by entry, in order, so that its pages
// are full. Documents come in no order of their keys and leave them half empty.
func squeeze(from, to string) error {
	in, err := bbolt.Open(from, 0o600, boltOptions(true))
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := bbolt.Open(to, 0o600, boltOptions(false))
	if err != nil {
		return err
	}
	out.AllocSize = growth
	const most = 16 << 20 // bytes of a transaction
	err = bbolt.Compact(out, in, most)
	if err == nil {
		err = restamp(out)
	}
	return errors.Join(err, out.Close())
}

// restamp gives a file a revision after bbolt alone has written it.
func restamp(db *bbolt.DB) error {
	ctx := context.Background()
	t := &transactor{KV: boltKV{db}}
	return t.update(ctx, func(tx hidalgo.Tx) error { return ledger{ctx, tx}.stamp() })
}

func (s *Store) versionNow(ctx context.Context) (v versionEntry, err error) {
	defer s.rescue(&err)()
	tx, err := s.kv.Tx(false)
	if err != nil {
		return v, err
	}
	defer tx.Close()
	v, _, err = ledger{ctx, tx}.version()
	return v, s.explain(err)
}

// rewrite fills the empty store at path with the documents of s. What is read
// of a document must be what its commit record says; sound then makes sure that
// this is what has been written.
func (s *Store) rewrite(ctx context.Context, path string, v versionEntry) (err error) {
	fresh, err := Open(path, Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, fresh.Close()) }()
	return s.copyTo(ctx, fresh, v)
}

// copyTo adds the documents of s to a store that is empty.
func (s *Store) copyTo(ctx context.Context, fresh *Store, v versionEntry) (err error) {
	defer s.rescue(&err)()
	tx, err := s.kv.Tx(false)
	if err != nil {
		return s.explain(err)
	}
	defer tx.Close()
	from, r := ledger{ctx, tx}, s.reader(ctx, tx)
	docs, err := r.documents()
	if err != nil {
		return err
	}
	total := 0
	slices.Sort(docs)
	for len(docs) > 0 {
		n := min(batch, len(docs))
		if err := cmp.Or(ctx.Err(), r.ahead(docs[:n])); err != nil {
			return s.explain(err)
		}
		err := fresh.update(ctx, func(to ledger, _ *reader) error {
			written, err := fresh.takeOver(to, from, r, docs[:n])
			if total += written; err != nil {
				return err
			}
			return to.write(versionKey, v)
		})
		if err != nil {
			return err
		}
		docs = docs[n:]
	}
	_, quads, err := committedJudgements(from, r)
	if err != nil {
		return s.explain(fmt.Errorf("%w: %w", ErrDamaged, err))
	}
	total += len(quads)
	err = fresh.update(ctx, func(to ledger, _ *reader) error {
		return errors.Join(to.takeOverJudgements(from), fresh.apply(quads, graph.Add))
	})
	if err != nil {
		return err
	}
	size, err := r.size()
	if err == nil && total != size {
		err = fmt.Errorf("%w: %d quads are stored, %d belong to documents and judgements", ErrDamaged, size, total)
	}
	return s.explain(err)
}

// takeOver writes documents with their commit records and returns the number
// of quads.
func (s *Store) takeOver(to, from ledger, r *reader, docs []string) (int, error) {
	var all []quad.Quad
	for _, doc := range docs {
		_, quads, err := committed(from, r, doc)
		if err != nil {
			return 0, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		id, _ := idOf(doc)
		e, err := from.document(id)
		if err != nil {
			return 0, err
		}
		all = append(all, quads...)
		if err := to.takeOver(from, id, e); err != nil {
			return 0, err
		}
	}
	return len(all), s.apply(all, graph.Add)
}

// takeOver copies what another ledger says of a document.
func (l ledger) takeOver(from ledger, id string, e *documentEntry) error {
	if err := l.write(documentKey(id), e); err != nil {
		return err
	}
	for _, o := range e.Origins {
		if at, err := from.formerly(o); err != nil {
			return err
		} else if at != id {
			continue
		}
		if err := l.write(originKey(o), originEntry{Document: id, Origin: o}); err != nil {
			return err
		}
	}
	return nil
}
