package graph

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
	"github.com/dramatis-kg/dramatis/graph/postgres"
	hidalgo "github.com/hidal-go/hidalgo/kv"
)

// A quadTx is a transaction on a server, which finds quads by itself.
type quadTx interface {
	Node(quad.Value) uint64
	Links(ctx context.Context, dirs []quad.Direction, nodes []uint64) ([]postgres.Link, error)
	LinksOfAny(ctx context.Context, dirs []quad.Direction, nodes []uint64, second ...uint64) ([]postgres.Link, error)
	Values(ctx context.Context, nodes []uint64) ([]quad.Value, error)
	Ahead(ctx context.Context, labels []uint64, member uint64, keys []hidalgo.Key) error
	Size(ctx context.Context) (int, error)
	Check(ctx context.Context, pass func(quad.Value) error) (faults []string, quads int, err error)
	Add(quads []quad.Quad) error
	Remove(quads []quad.Quad) error
}

func linksOf(in []postgres.Link, err error) ([]link, error) {
	out := make([]link, len(in))
	for i, l := range in {
		out[i] = link{l.Subject, l.Predicate, l.Object, l.Label}
	}
	return out, err
}

// openServer opens the store in the database at place.
func openServer(ctx context.Context, place string, o Options) (*Store, error) {
	name := postgres.Mask(place)
	db, err := postgres.Open(ctx, place, postgres.Options{
		Create: o.Create && !o.ReadOnly,
		Begin: func(ctx context.Context, tx hidalgo.Tx) error {
			return ledger{ctx, tx}.write(versionKey, versionEntry{ID: newID(), Schema: schemaVersion})
		},
	})
	if err != nil {
		return nil, explain(name, err)
	}
	s := &Store{server: db, kv: &transactor{KV: db}, readOnly: o.ReadOnly, extractor: o.Extractor}
	err = checkVersion(db)
	if err == nil && !o.ReadOnly {
		err = s.migrate()
	}
	if err != nil {
		db.Close()
		return nil, explain(name, err)
	}
	return s, nil
}

// viewServer is view on a server, which keeps readers and writers apart itself.
func (s *Store) viewServer(ctx context.Context, read func(*reader) error) (err error) {
	if s.gone.Load() {
		return ErrClosed
	}
	defer s.rescue(&err)()
	tx, err := s.server.Begin(ctx, false)
	if err != nil {
		return s.explain(err)
	}
	defer tx.Close()
	return s.outcome(ctx, read(s.reader(ctx, tx)))
}

// sentinels say which of our errors those of servers are.
var sentinels = map[postgres.Kind]error{
	postgres.Missing: ErrMissing, postgres.Foreign: ErrNotStore, postgres.Busy: ErrLocked,
	postgres.ReadOnly: ErrReadOnly, postgres.Damaged: ErrDamaged,
}

// explain adds to what a server says what that means and which server it is.
func (s *Store) explain(err error) error {
	if s.server == nil {
		return err
	}
	return explain(s.server.Name(), err)
}

func explain(name string, err error) error {
	var e *postgres.Error
	if !errors.As(err, &e) {
		return err
	}
	is := sentinels[e.Kind]
	if is == nil {
		is = ErrServer
	}
	if errors.Is(err, is) {
		return err // explained before
	}
	return fmt.Errorf("%s: %w: %w", name, is, e)
}

// exportServer is Export on a server, which is asked for many documents at once.
func (s *Store) exportServer(ctx context.Context, w io.Writer) error {
	var lines []string
	err := s.view(ctx, func(r *reader) error {
		docs, err := r.documents()
		if err != nil {
			return err
		}
		for some := range slices.Chunk(docs, batch) {
			if err := r.ahead(some); err != nil {
				return err
			}
			for _, doc := range some {
				more, _, err := committed(r.ledger, r, doc)
				if err != nil {
					return err
				}
				lines = append(lines, more...)
			}
		}
		more, _, err := committedJudgements(r.ledger, r)
		if err != nil {
			return err
		}
		lines = append(lines, more...)
		size, err := r.size()
		if err == nil && size != len(lines) {
			err = fmt.Errorf("%d quads belong to documents and judgements, %d are stored", len(lines), size)
		}
		return err
	})
	if err != nil {
		return err
	}
	slices.SortFunc(lines, strings.Compare)
	return writeLines(w, lines)
}

// checkServer looks for what is wrong with the tables.
func (v *verification) checkServer(r *reader) (quads int, err error) {
	faults, quads, err := r.sql.Check(r.ctx, func(value quad.Value) error {
		return checkTerm(value, maxText)
	})
	v.faults = append(v.faults, faults...)
	return quads, err
}

// applyServer adds or deletes quads in the transaction of update.
func (s *Store) applyServer(quads []quad.Quad, action graph.Procedure) error {
	tx, ok := s.kv.held.(quadTx)
	switch {
	case !ok:
		return errLoneWrite
	case action == graph.Add:
		return tx.Add(quads)
	}
	return tx.Remove(quads)
}

// copyServer is Copy where a server is on one side or on both.
func copyServer(ctx context.Context, from, to string, replace bool) error {
	source, err := Open(from, Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer source.Close()
	if !postgres.Is(to) {
		return source.backup(ctx, to, replace)
	}
	if from == to {
		return fmt.Errorf("%s is the store itself: %w", postgres.Mask(to), fs.ErrExist)
	}
	target, err := Open(to, Options{Create: true})
	if err != nil {
		return err
	}
	defer target.Close()
	return target.restore(ctx, source, replace)
}

// backup copies the store on a server into a file, as it is at one moment.
func (s *Store) backup(ctx context.Context, to string, replace bool) error {
	release, err := place(to, replace, "")
	if err != nil {
		return err
	}
	defer release()
	v, err := s.versionNow(ctx)
	if err != nil {
		return err
	}
	return s.writeAnew(ctx, to, v, func(file string) error { return install(file, to, replace) })
}

// restore fills the store on a server with what is in another store.
func (s *Store) restore(ctx context.Context, from *Store, replace bool) error {
	docs, err := s.documentIRIs(ctx)
	if err != nil {
		return err
	}
	if len(docs) > 0 && !replace {
		return fmt.Errorf("%s holds %d documents: %w", s.server.Name(), len(docs), fs.ErrExist)
	}
	v, err := from.versionNow(ctx)
	if err != nil {
		return err
	}
	fill := func(tx hidalgo.Tx) error {
		s.kv.held, s.kv.loading = tx, true
		defer func() { s.kv.held, s.kv.loading = nil, false }()
		return from.copyTo(ctx, s, v)
	}
	check := func(tx hidalgo.Tx) error {
		fault := ""
		err := s.verify(s.reader(ctx, tx), func(_ string, _ int, faults []string) {
			if len(faults) > 0 && fault == "" {
				fault = faults[0]
			}
		})
		if err == nil && fault != "" {
			err = fmt.Errorf("%w: %s", ErrDamaged, fault)
		}
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.explain(s.server.Load(ctx, fill, check))
}
