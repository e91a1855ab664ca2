package postgres

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/hidal-go/hidalgo/kv"
)

// A Tx is a transaction: one that reads sees the store as it was when it began,
// and one that writes is the only one among all processes. It is not for
// several goroutines.
type Tx struct {
	db    *DB
	ctx   context.Context // of Begin, for what is given none
	tx    *sql.Tx
	nodes nodes
	done  bool
}

// Tx begins a transaction.
func (db *DB) Tx(rw bool) (kv.Tx, error) {
	tx, err := db.Begin(context.Background(), rw)
	if err != nil {
		return nil, err
	}
	return tx, nil
}

// Begin begins a transaction. One that writes waits until the others that write
// have ended, as long as Options say.
func (db *DB) Begin(ctx context.Context, rw bool) (*Tx, error) {
	if rw {
		return db.beginWrite(ctx)
	}
	tx, err := db.begin(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil || !db.dialect.locks {
		return tx, err
	}
	// The first query fixes what the transaction sees, of all tables but those
	// that are emptied for a restore later on. So they are locked before.
	err = tx.exec(fmt.Sprintf("SET LOCAL lock_timeout = %d; LOCK TABLE dramatis_ledger, quads, nodes IN ACCESS SHARE MODE",
		db.lockWait.Milliseconds()))
	if err != nil {
		tx.Close()
		return nil, db.busy(ctx, err)
	}
	return tx, nil
}

func (db *DB) begin(ctx context.Context, o *sql.TxOptions) (*Tx, error) {
	tx, err := db.pool.BeginTx(ctx, o)
	if err != nil {
		return nil, db.explain(err)
	}
	return &Tx{db: db, ctx: ctx, tx: tx}, nil
}

// versionKey is of the entry that every store has. Who writes holds its row.
var versionKey = kv.SKey("dramatis", "version")

func (db *DB) beginWrite(ctx context.Context) (*Tx, error) {
	tx, err := db.begin(ctx, nil)
	if err != nil {
		return nil, err
	}
	// A builder whose network has gone must not hold up the others for ever.
	err = tx.exec(fmt.Sprintf("SET LOCAL lock_timeout = %d; SET LOCAL idle_in_transaction_session_timeout = 60000",
		db.lockWait.Milliseconds()))
	if err == nil {
		var value []byte
		err = db.explain(tx.tx.QueryRowContext(ctx, "SELECT value FROM dramatis_ledger WHERE key = $1 FOR UPDATE", flat(versionKey)).Scan(&value))
	}
	if err != nil {
		tx.Close()
		return nil, db.busy(ctx, err)
	}
	return tx, nil
}

// exec runs a statement that has no arguments, or several of them.
func (t *Tx) exec(statement string, args ...any) error {
	_, err := t.tx.ExecContext(t.ctx, statement, args...)
	return t.db.explain(err)
}

// Commit makes what was written durable and visible to all at once.
func (t *Tx) Commit(context.Context) error {
	t.done = true
	return t.db.explain(t.tx.Commit())
}

// Close gives up what was not committed. After a commit it does nothing.
func (t *Tx) Close() error {
	if t.done {
		return nil
	}
	t.done = true
	if err := t.tx.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) {
		return t.db.explain(err)
	}
	return nil
}

// flat makes a column of a key, so that columns sort as keys do: 00 01 ends a
// part, and 00 in a part is written 00 FF.
func flat(k kv.Key) []byte {
	var out []byte
	for i, part := range k {
		if i > 0 {
			out = append(out, 0, 1)
		}
		out = append(out, bytes.ReplaceAll(part, []byte{0}, []byte{0, 0xff})...)
	}
	return out
}

func unflat(b []byte) (k kv.Key) {
	for _, part := range bytes.Split(b, []byte{0, 1}) {
		k = append(k, bytes.ReplaceAll(part, []byte{0, 0xff}, []byte{0}))
	}
	return k
}

// Get returns an entry of the ledger.
func (t *Tx) Get(ctx context.Context, k kv.Key) (kv.Value, error) {
	if v, ok := t.nodes.entries[string(flat(k))]; ok {
		return v, nil
	}
	var v []byte
	err := t.tx.QueryRowContext(ctx, "SELECT value FROM dramatis_ledger WHERE key = $1", flat(k)).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, kv.ErrNotFound
	}
	return v, t.db.explain(err)
}

// GetBatch returns entries of the ledger, nil for those that are not there.
func (t *Tx) GetBatch(ctx context.Context, keys []kv.Key) ([]kv.Value, error) {
	return kv.GetBatch(ctx, t, keys)
}

// Put writes an entry of the ledger.
func (t *Tx) Put(k kv.Key, v kv.Value) error {
	t.nodes.entries = nil
	return t.exec("INSERT INTO dramatis_ledger (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
		flat(k), []byte(v))
}

// Del takes an entry out of the ledger.
func (t *Tx) Del(k kv.Key) error {
	t.nodes.entries = nil
	return t.exec("DELETE FROM dramatis_ledger WHERE key = $1", flat(k))
}

// Scan returns the entries whose keys begin so, by key.
func (t *Tx) Scan(prefix kv.Key) kv.Iterator { return &scan{t: t, prefix: flat(prefix)} }

// A scan reads entries in batches, so that others may be read or written
// between two of them.
type scan struct {
	t        *Tx
	prefix   []byte
	last     []byte // key read last
	batch    [][2][]byte
	key, val []byte
	begun    bool
	err      error
}

const scanBatch = 1000

func (s *scan) fetch(ctx context.Context) {
	from, than := s.last, ">"
	if !s.begun {
		from, than = append([]byte{}, s.prefix...), ">="
	}
	s.begun = true
	rows, err := s.t.tx.QueryContext(ctx, fmt.Sprintf(
		"SELECT key, value FROM dramatis_ledger WHERE key %s $1 ORDER BY key LIMIT %d", than, scanBatch), from)
	if err != nil {
		s.err = s.t.db.explain(err)
		return
	}
	defer rows.Close()
	for rows.Next() {
		var row [2][]byte
		if s.err = rows.Scan(&row[0], &row[1]); s.err != nil {
			return
		}
		if !bytes.HasPrefix(row[0], s.prefix) {
			return
		}
		s.batch = append(s.batch, row)
	}
	s.err = s.t.db.explain(rows.Err())
}

func (s *scan) Next(ctx context.Context) bool {
	if len(s.batch) == 0 && s.err == nil {
		s.fetch(ctx)
	}
	if len(s.batch) == 0 || s.err != nil {
		return false
	}
	s.key, s.val = s.batch[0][0], s.batch[0][1]
	s.last, s.batch = s.key, s.batch[1:]
	return true
}

func (s *scan) Key() kv.Key   { return unflat(s.key) }
func (s *scan) Val() kv.Value { return s.val }
func (s *scan) Err() error    { return s.err }
func (s *scan) Close() error  { return nil }
