package graph

import (
	"context"
	"fmt"
	"strings"
)

// Revision names what a store holds: stores of the same revision hold the same.
// It is for those who keep what they made of a store, and is "" where nobody
// can tell: in memory, and in a file that another version has written since.
func (s *Store) Revision(ctx context.Context) (revision string, err error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.closed != nil {
		return "", s.closed
	}
	defer s.rescue(&err)()
	tx, err := s.kv.Tx(false)
	if err != nil {
		return "", err
	}
	defer tx.Close()
	l := ledger{ctx, tx}
	v, _, err := l.version()
	if number, ok := l.number(); !ok || !strings.HasPrefix(v.Revision, number) {
		return "", err
	}
	return v.Revision, err
}

// number returns how transactions that leave the file as this one sees it, or
// will leave it, are told apart. A version of the program that knows no
// revisions leaves an old one in the file, which the number contradicts.
func (l ledger) number() (string, bool) {
	tx, ok := l.tx.(*boltTx)
	if !ok {
		return "", false
	}
	return fmt.Sprintf("%d-", tx.tx.ID()), true
}

// stamp gives the file a new revision. It is no digest of the content but
// drawn by lot: a store that goes back to a backup and on from there must not
// come to a revision that it had before, and all of the content need not be
// read.
func (l ledger) stamp() error {
	number, ok := l.number()
	if !ok {
		return nil
	}
	v, ok, err := l.version()
	if err != nil || !ok {
		return err
	}
	v.Revision = number + newID()
	return l.write(versionKey, v)
}
