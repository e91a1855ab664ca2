package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/hidal-go/hidalgo/kv"
	"github.com/lib/pq"
)

// A Loader is a transaction that fills a store from nothing, by COPY: without
// indexes, which are made at the end. It holds one number for each term in
// memory, and a batch.
type Loader struct {
	*Tx
	counts map[Hash]int32 // how often each term is used
	quads  [][4]Hash
	terms  []term
	size   int // of terms, in bytes
	ledger map[string][]byte
	recent map[quad.Value]Hash // so that few are hashed twice
}

type term struct {
	hash  Hash
	value quad.Value
}

// Load empties the store and has fill fill it again, in one transaction: others
// see what was there before until it ends, and all of the new after that. What
// there is to read, check reads.
func (db *DB) Load(ctx context.Context, fill, check func(kv.Tx) error) error {
	t, err := db.beginLoad(ctx)
	if err != nil {
		return err
	}
	defer t.Close()
	l := &Loader{Tx: t, counts: make(map[Hash]int32), recent: make(map[quad.Value]Hash), ledger: make(map[string][]byte)}
	if err := l.begin(); err != nil {
		return db.busy(ctx, err)
	}
	if err := fill(l); err != nil {
		return err
	}
	if err := l.end(); err != nil {
		return err
	}
	if err := check(t); err != nil {
		return err
	}
	return t.Commit(ctx)
}

// beginLoad begins a transaction that has the tables for itself. A lock on the
// row that other writers wait for would not do: they hold the table meanwhile,
// which is to be emptied.
func (db *DB) beginLoad(ctx context.Context) (*Tx, error) {
	if !db.dialect.locks {
		return db.beginWrite(ctx)
	}
	t, err := db.begin(ctx, nil)
	if err != nil {
		return nil, err
	}
	err = t.exec(fmt.Sprintf("SET LOCAL lock_timeout = %d; LOCK TABLE dramatis_ledger, quads, nodes IN ACCESS EXCLUSIVE MODE",
		db.lockWait.Milliseconds()))
	if err != nil {
		t.Close()
		return nil, db.busy(ctx, err)
	}
	return t, nil
}

func (l *Loader) begin() error {
	if !l.db.dialect.copies {
		for _, table := range []string{"quads", "nodes", "dramatis_ledger"} {
			if err := l.exec("DELETE FROM " + table); err != nil {
				return err
			}
		}
		return nil
	}
	statements := append([]string{
		"SET LOCAL idle_in_transaction_session_timeout = 0",
		"SET LOCAL maintenance_work_mem = '128MB'",
		"TRUNCATE quads, nodes, dramatis_ledger",
	}, l.db.dialect.stripping()...)
	statements = append(statements,
		"CREATE TEMPORARY TABLE new_nodes (hash bytea, value_string text, iri boolean, datatype text, language text) ON COMMIT DROP",
		"CREATE TEMPORARY TABLE new_refs (hash bytea, refs int) ON COMMIT DROP")
	for _, s := range statements {
		if err := l.exec(s); err != nil {
			return err
		}
	}
	return nil
}

// Put writes an entry of the ledger.
func (l *Loader) Put(k kv.Key, v kv.Value) error {
	l.ledger[string(flat(k))] = append([]byte{}, v...)
	if len(l.ledger) < maxBatch {
		return nil
	}
	return l.flushLedger()
}

// Get returns an entry of the ledger, which may be on its way.
func (l *Loader) Get(ctx context.Context, k kv.Key) (kv.Value, error) {
	if v, ok := l.ledger[string(flat(k))]; ok {
		return v, nil
	}
	return l.Tx.Get(ctx, k)
}

func (l *Loader) flushLedger() error {
	var keys, values pq.ByteaArray
	for k, v := range l.ledger {
		keys, values = append(keys, []byte(k)), append(values, v)
	}
	clear(l.ledger)
	return l.exec(`INSERT INTO dramatis_ledger (key, value) SELECT * FROM unnest($1::bytea[], $2::bytea[])
		ON CONFLICT (key) DO UPDATE SET value = excluded.value`, keys, values)
}

// Add stores quads, each of which comes once.
func (l *Loader) Add(quads []quad.Quad) error {
	if !l.db.dialect.copies {
		return l.Tx.Add(quads)
	}
	for _, q := range quads {
		l.quads = append(l.quads, [4]Hash{l.term(q.Subject), l.term(q.Predicate), l.term(q.Object), l.term(q.Label)})
	}
	if len(l.quads) < 5*maxBatch && l.size < 16<<20 {
		return nil
	}
	return l.flush()
}

func (l *Loader) term(v quad.Value) Hash {
	h, ok := l.recent[v]
	if !ok {
		h = hashOf(v)
		if text, _, _, _ := columns(v); len(text) < 200 {
			l.recent[v] = h
		}
		if l.counts[h] == 0 {
			l.terms = append(l.terms, term{h, v})
			text, _, _, _ := columns(v)
			l.size += len(text)
		}
	}
	l.counts[h]++
	return h
}

// flush sends what has been collected.
func (l *Loader) flush() error {
	err := l.copyIn("quads", []string{"subject_hash", "predicate_hash", "object_hash", "label_hash"}, len(l.quads), func(i int, cells []any) error {
		for k := range cells {
			cells[k] = l.quads[i][k][:]
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = l.copyIn("new_nodes", []string{"hash", "value_string", "iri", "datatype", "language"}, len(l.terms), func(i int, cells []any) error {
		text, kind, qualifier, err := columns(l.terms[i].value)
		cells[0], cells[1], cells[2], cells[3], cells[4] = l.terms[i].hash[:], text, nil, nil, nil
		switch kind {
		case anIRI:
			cells[2] = true
		case aTyped:
			cells[3] = qualifier
		case aLangString:
			cells[4] = qualifier
		}
		return err
	})
	l.quads, l.terms, l.size = l.quads[:0], l.terms[:0], 0
	if len(l.recent) > 10*maxBatch {
		clear(l.recent)
	}
	return err
}

// copyIn sends n rows to a table.
func (t *Tx) copyIn(table string, columns []string, n int, row func(i int, cells []any) error) (err error) {
	if n == 0 {
		return nil
	}
	quoted := make([]string, len(columns))
	for i, c := range columns {
		quoted[i] = pq.QuoteIdentifier(c)
	}
	s, err := t.tx.PrepareContext(t.ctx, "COPY "+pq.QuoteIdentifier(table)+" ("+strings.Join(quoted, ", ")+") FROM STDIN")
	if err != nil {
		return t.db.explain(err)
	}
	defer func() { err = t.db.explain(closing(s, err)) }()
	cells := make([]any, len(columns))
	for i := range n {
		if err := row(i, cells); err != nil {
			return err
		}
		if _, err := s.Exec(cells...); err != nil {
			return err
		}
	}
	_, err = s.Exec()
	return err
}

func closing(s *sql.Stmt, err error) error {
	if e := s.Close(); err == nil {
		err = e
	}
	return err
}

// end counts references, makes the indexes and lets the server look at what
// it has now.
func (l *Loader) end() error {
	if err := l.flushLedger(); err != nil || !l.db.dialect.copies {
		return err
	}
	if err := l.flush(); err != nil {
		return err
	}
	hashes := make([]Hash, 0, len(l.counts))
	for h := range l.counts {
		hashes = append(hashes, h)
	}
	err := l.copyIn("new_refs", []string{"hash", "refs"}, len(hashes), func(i int, cells []any) error {
		cells[0], cells[1] = hashes[i][:], int64(l.counts[hashes[i]])
		return nil
	})
	if err != nil {
		return err
	}
	statements := append([]string{
		`INSERT INTO nodes (hash, refs, value_string, iri, datatype, language)
		SELECT n.hash, r.refs, n.value_string, n.iri, n.datatype, n.language FROM new_nodes n JOIN new_refs r USING (hash)`,
	}, l.db.dialect.indexing()...)
	for _, s := range append(statements, "ANALYZE nodes", "ANALYZE quads") {
		if err := l.exec(s); err != nil {
			return fmt.Errorf("after the load: %w", err)
		}
	}
	return nil
}
