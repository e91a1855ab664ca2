package graph

import (
	"context"
	"fmt"
)

// Origins returns where the document with this IRI was read, sorted, as it was
// given to Add; "" stands for nowhere in particular. ErrNotFound: no such
// document.
func (s *Store) Origins(ctx context.Context, doc string) (origins []string, err error) {
	id, ok := idOf(doc)
	if !ok {
		return nil, fmt.Errorf("document %s: %w", doc, ErrNotFound)
	}
	var e *documentEntry
	err = s.view(ctx, func(r *reader) (err error) {
		e, err = r.ledger.document(id)
		return err
	})
	if err != nil {
		return nil, err
	}
	if e == nil {
		return nil, fmt.Errorf("document %s: %w", doc, ErrNotFound)
	}
	return e.Origins, nil
}
