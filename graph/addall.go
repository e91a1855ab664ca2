package graph

import (
	"context"
	"errors"
	"fmt"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/dramatis-kg/dramatis/extract"
)

// A Reading is a document and where it was read, as Add takes them.
type Reading struct {
	Document *extract.Document
	Origin   string
}

// AddAll does what Add does for one document after the other, but in one
// transaction for all, which is several times as fast: when it returns they are
// durable, and if it is cut off none of them is in the store. The changes are
// those of the documents before an error.
func (s *Store) AddAll(ctx context.Context, list []Reading) ([]Change, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed != nil {
		return nil, s.closed
	}
	var changes []Change
	for len(list) > 0 {
		n := distinct(list)
		more, err := s.addTogether(ctx, list[:n])
		for errors.Is(err, errOvertaken) {
			more, err = s.addTogether(ctx, list[:n])
		}
		if err != nil {
			return changes, err
		}
		changes = append(changes, more...)
		list = list[n:]
	}
	return changes, nil
}

// distinct returns how many readings have no document and no origin in common,
// so that what one of them changes does not concern the others.
func distinct(list []Reading) int {
	ids, origins := make(map[string]bool), make(map[string]bool)
	for i, r := range list {
		origin := clean(r.Origin)
		if ids[r.Document.ID] || origin != "" && origins[origin] {
			return i
		}
		ids[r.Document.ID], origins[origin] = true, true
	}
	return len(list)
}

func (s *Store) addTogether(ctx context.Context, list []Reading) ([]Change, error) {
	var work []addition
	var at []int // in list
	olds := make(map[string]bool)
	for i, x := range list {
		origin := clean(x.Origin)
		b, err := s.before(ctx, x.Document.ID, origin)
		if err != nil {
			return nil, err
		}
		if b.settled {
			continue
		}
		a := addition{before: b, id: x.Document.ID, origin: origin}
		if b.entry == nil || b.outdated {
			if a.quads, a.commit, err = s.prepare(x.Document); err != nil {
				return nil, fmt.Errorf("document %s: %w", x.Document.ID, err)
			}
		}
		olds[b.old] = b.old != ""
		work, at = append(work, a), append(at, i)
	}
	changes := make([]Change, len(list))
	if len(work) == 0 {
		return changes, nil
	}
	var fresh []quad.Quad
	for i := range work {
		if a := &work[i]; a.entry == nil && !olds[a.id] {
			fresh = append(fresh, a.quads...)
			a.stored = true
		}
	}
	return changes, s.update(ctx, func(l ledger, r *reader) error {
		if err := s.apply(fresh, graph.Add); err != nil {
			return err
		}
		for i, a := range work {
			change, err := s.add(l, r, a)
			if err != nil {
				return err
			}
			changes[at[i]] = change
		}
		return nil
	})
}
