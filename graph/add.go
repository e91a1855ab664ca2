package graph

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/dramatis-kg/dramatis/extract"
)

// A Change says what Add did.
type Change uint8

// The changes.
const (
	Unchanged Change = iota
	Added
	Replaced // the place formerly held another text, or another extractor had read this one
)

// Add stores d, which was read at origin: an absolute path, path#row or URL, or
// "" for a text from nowhere in particular. One transaction holds it all; when
// Add returns, d is durable. A document that is stored already, as the extractor
// of Options reads it, is left as it is, and of d only the ID counts then, so
// that d need not have been read; Has tells. What another extractor has read is
// replaced. A document that was at origin before goes, unless it is somewhere
// else too.
func (s *Store) Add(ctx context.Context, d *extract.Document, origin string) (Change, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed != nil {
		return Unchanged, s.closed
	}
	origin = clean(origin)
	for {
		b, err := s.before(ctx, d.ID, origin)
		if err != nil || b.settled {
			return Unchanged, err
		}
		a := addition{before: b, id: d.ID, origin: origin}
		if b.entry == nil || b.outdated {
			if a.quads, a.commit, err = s.prepare(d); err != nil {
				return Unchanged, fmt.Errorf("document %s: %w", d.ID, err)
			}
		}
		change := Unchanged
		err = s.update(ctx, func(l ledger, r *reader) error {
			if err := s.current(l, a); err != nil {
				return err
			}
			change, err = s.add(l, r, a)
			return err
		})
		switch {
		case errors.Is(err, errOvertaken):
			continue
		case err != nil:
			return Unchanged, err
		}
		return change, nil
	}
}

// errOvertaken says that another process has written since we looked.
var errOvertaken = errors.New("overtaken by another writer")

// A before is what the store knew of a document before Add.
type before struct {
	entry    *documentEntry // nil where it is not stored
	outdated bool           // another extractor read it
	old      string         // the document that was at the origin; "" for none or the same
	settled  bool           // nothing is left to do
}

func (s *Store) before(ctx context.Context, id, origin string) (b before, err error) {
	defer s.rescue(&err)()
	tx, err := s.kv.Tx(false)
	if err != nil {
		return b, s.explain(err)
	}
	defer tx.Close()
	b, err = s.beforeIn(ledger{ctx, tx}, id, origin)
	return b, s.explain(err)
}

func (s *Store) beforeIn(l ledger, id, origin string) (b before, err error) {
	if b.entry, err = l.document(id); err != nil {
		return b, err
	}
	if b.old, err = l.formerly(origin); err != nil {
		return b, err
	}
	here := origin == "" || b.old == id
	if b.old == id {
		b.old = ""
	}
	if b.entry != nil {
		b.outdated = s.extractor != "" && b.entry.Extractor != s.extractor
		b.settled = here && !b.outdated && slices.Contains(b.entry.Origins, origin)
	}
	return b, nil
}

// current makes sure, in the transaction that is to write it, that an addition
// is not out of date: on a server another process may have written meanwhile.
func (s *Store) current(l ledger, a addition) error {
	switch now, err := s.beforeIn(l, a.id, a.origin); {
	case err != nil:
		return unwritten{err}
	case !reflect.DeepEqual(now, a.before):
		return unwritten{errOvertaken}
	}
	return nil
}

// prepare does all that can be done, and refused, before writing.
func (s *Store) prepare(d *extract.Document) ([]quad.Quad, documentEntry, error) {
	quads, err := quadsOf(d)
	if err != nil {
		return nil, documentEntry{}, err
	}
	lines, err := nquads(quads)
	if err != nil {
		return nil, documentEntry{}, err
	}
	return quads, documentEntry{
		Content: digest(clean(d.Text)), Extractor: s.extractor, Quads: len(lines), SHA256: digestLines(lines),
	}, nil
}

// An addition is what Add has found out before it writes.
type addition struct {
	before
	id, origin string
	quads      []quad.Quad // none where they are stored already
	commit     documentEntry
	stored     bool // the quads have just been added
}

func (s *Store) add(l ledger, r *reader, a addition) (Change, error) {
	change, err := s.addQuads(r, a)
	if err != nil {
		return change, err
	}
	entry := a.entry
	if len(a.quads) > 0 {
		if entry != nil {
			a.commit.Origins = entry.Origins
		}
		entry = &a.commit
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
	if err := l.settle(a.id, entry, a.origin); err != nil {
		return change, err
	}
	return change, l.mark(s.extractor)
}

// addQuads adds the quads of a document, or brings those that another extractor
// found up to date. What both found stays as it is: Cayley would count its
// references twice.
func (s *Store) addQuads(r *reader, a addition) (Change, error) {
	switch {
	case len(a.quads) == 0:
		return Unchanged, nil
	case a.stored:
		return Added, nil
	case a.entry == nil:
		return Added, s.apply(a.quads, graph.Add)
	}
	stored, err := r.quadsOf(documentIRI(a.id))
	if err != nil {
		return Unchanged, err
	}
	fresh, stale := without(a.quads, stored), without(stored, a.quads)
	if len(fresh)+len(stale) == 0 {
		return Unchanged, nil
	}
	if err := s.apply(fresh, graph.Add); err != nil {
		return Replaced, err
	}
	return Replaced, s.apply(stale, graph.Delete)
}

// without returns the quads of list that are not in others.
func without(list, others []quad.Quad) []quad.Quad {
	has := make(map[quad.Quad]bool, len(others))
	for _, q := range others {
		has[q] = true
	}
	var out []quad.Quad
	for _, q := range list {
		if !has[q] {
			out = append(out, q)
		}
	}
	return out
}

// apply adds or deletes quads. Added quads must be new and deleted ones stored:
// Cayley would count references wrongly otherwise.
func (s *Store) apply(quads []quad.Quad, action graph.Procedure) error {
	if len(quads) == 0 {
		return nil
	}
	if action == graph.Add {
		for _, q := range quads {
			if err := gate(q); err != nil {
				return err
			}
		}
	}
	if s.server != nil {
		return s.applyServer(quads, action)
	}
	deltas := make([]graph.Delta, len(quads))
	for i, q := range quads {
		deltas[i] = graph.Delta{Quad: q, Action: action}
	}
	return s.cayley.ApplyDeltas(deltas, graph.IgnoreOpts{IgnoreDup: true})
}
