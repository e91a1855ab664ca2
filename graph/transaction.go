package graph

import (
	"context"
	"errors"

	"github.com/dramatis-kg/dramatis/graph/postgres"
	"github.com/hidal-go/hidalgo/kv"
)

// A transactor lets several writes of Cayley, and our own records beside them,
// become one transaction. Cayley opens and commits a transaction for each list
// of changes and must not mix additions with deletions in one list; but a
// document that replaces another has to come while the other goes. So while
// update runs, every transaction that Cayley opens is the one of update.
//
// A transactor is not guarded: Store lets nobody read while update runs. That
// also keeps ids of nodes being deleted out of Cayley's cache, and removes the
// deadlock between a reader and a writer that maps the file anew.
type transactor struct {
	kv.KV
	held    kv.Tx                  // while update runs
	loading bool                   // held is of load, and update part of it
	writes  int                    // transactions begun by update
	fault   func(writes int) error // for tests: fails the commit; nil for none
}

var errLoneWrite = errors.New("write outside of a transaction")

func (t *transactor) Tx(rw bool) (kv.Tx, error) {
	_, server := t.KV.(*postgres.DB)
	switch {
	case !server && t.held != nil: // on a server others may read meanwhile
		return heldTx{t.held}, nil
	case rw:
		return nil, errLoneWrite
	}
	return t.KV.Tx(false)
}

// update runs write and commits all of it, or nothing. After an error the
// caches of Cayley speak of things that are not in the file, so the store has
// to be closed.
func (t *transactor) update(ctx context.Context, write func(kv.Tx) error) error {
	if t.loading {
		return write(t.held)
	}
	tx, err := t.begin(ctx)
	if err != nil {
		return unwritten{err}
	}
	defer tx.Close()
	t.held = tx
	defer func() { t.held = nil }()
	t.writes++
	if err := write(tx); err != nil {
		return err
	}
	if t.fault != nil {
		if err := t.fault(t.writes); err != nil {
			return err
		}
	}
	return tx.Commit(ctx)
}

// begin waits for other writers on a server for as long as ctx allows.
func (t *transactor) begin(ctx context.Context) (kv.Tx, error) {
	if db, ok := t.KV.(*postgres.DB); ok {
		return db.Begin(ctx, true)
	}
	return t.KV.Tx(true)
}

// A heldTx leaves the end of the transaction to update.
type heldTx struct{ kv.Tx }

func (heldTx) Commit(context.Context) error { return nil }
func (heldTx) Close() error                 { return nil }
