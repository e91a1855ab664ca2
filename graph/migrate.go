package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"
)

// oldestSchema is the oldest that can still be read, and brought up to date.
const oldestSchema = 1

// migrate brings the ledger of an older store up to date, in one transaction.
// Quads are the same in all schemas so far. Nobody knows which extractor found
// the facts of the documents, so that adding them again replaces them.
func (s *Store) migrate() error {
	ctx := context.Background()
	tx, err := s.kv.Tx(false)
	if err != nil {
		return err
	}
	l := ledger{ctx, tx}
	v, _, err := l.version()
	number, _ := l.number()
	tx.Close()
	switch {
	case err != nil || v.Schema == schemaVersion && strings.HasPrefix(v.Revision, number):
		return err
	case v.Schema == schemaVersion: // a program that knows no revisions was here
		return s.update(ctx, func(ledger, *reader) error { return nil })
	}
	return s.update(ctx, func(l ledger, r *reader) error {
		if v.Schema < sealedSchema {
			if err := l.sealAll(r); err != nil {
				return fmt.Errorf("schema %d cannot be brought up to date: %w", v.Schema, err)
			}
			v.ID = newID()
		}
		v.Schema = schemaVersion
		return l.write(versionKey, v)
	})
}

// sealAll writes every entry of schema 1 anew, with what schema 2 asks for.
func (l ledger) sealAll(r *reader) error {
	var origins []originEntry
	it := l.tx.Scan(originsKey)
	defer it.Close()
	for it.Next(l.ctx) {
		var e originEntry
		if err := json.Unmarshal(it.Val(), &e); err != nil {
			return err
		}
		origins = append(origins, e)
	}
	for _, e := range origins {
		if err := l.write(originKey(e.Origin), e); err != nil {
			return err
		}
	}
	docs, err := r.documents()
	if err != nil {
		return err
	}
	for _, doc := range docs {
		id, _ := idOf(doc)
		e, err := l.document(id)
		if err != nil {
			return err
		}
		if e == nil {
			return fmt.Errorf("%w: %s has no commit record", ErrDamaged, doc)
		}
		text, err := r.text(r.node(quad.IRI(doc)))
		if err != nil {
			return err
		}
		e.Content = digest(text.text)
		if err := l.write(documentKey(id), e); err != nil {
			return err
		}
	}
	return nil
}
