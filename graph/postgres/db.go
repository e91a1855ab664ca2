// Package postgres keeps quads, and entries beside them, on a server that
// speaks PostgreSQL's protocol, in the tables of Cayley's SQL backends: stock
// Cayley reads them. It adds what Cayley lacks: an index on labels, values
// fetched in batches, writes in whole statements, loading by COPY, a second
// label for a statement on CockroachDB, and one writer at a time among all
// processes.
package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"github.com/hidal-go/hidalgo/kv"
	"github.com/lib/pq"
)

// Options tell Open what is wanted.
type Options struct {
	Create bool                                           // make the tables where there are none
	Begin  func(ctx context.Context, entries kv.Tx) error // writes the first entries of a new store

	dialect *dialect // for tests: not what the server says
}

const lockWait = 10 * time.Second

// A DB is a store in a database. Goroutines may share it.
type DB struct {
	pool     *sql.DB
	name     string // as Mask gives it
	secrets  []string
	dialect  dialect
	lockWait time.Duration
}

var _ kv.KV = (*DB)(nil)

// Open connects to the server at place, postgres://USER@HOST:5432/DATABASE. Its
// errors are of type *Error, or of Options.Begin.
func Open(ctx context.Context, place string, o Options) (*DB, error) {
	config, secrets, err := configure(place)
	if err != nil {
		return nil, err
	}
	connector, err := pq.NewConnectorConfig(config)
	if err != nil {
		return nil, explain(err, secrets)
	}
	db := &DB{pool: sql.OpenDB(connector), name: Mask(place), secrets: secrets, lockWait: lockWait}
	db.pool.SetMaxOpenConns(8) // a server has a hundred for all
	if err := db.prepare(ctx, o); err != nil {
		db.pool.Close()
		return nil, db.explain(err)
	}
	return db, nil
}

// prepare finds out what the server is and makes sure that the store is there.
func (db *DB) prepare(ctx context.Context, o Options) error {
	var version string
	if err := db.pool.QueryRowContext(ctx, "SELECT version()").Scan(&version); err != nil {
		return err
	}
	db.dialect = postgresDialect
	if strings.Contains(version, "CockroachDB") {
		db.dialect = cockroachDialect
	}
	if o.dialect != nil {
		db.dialect = *o.dialect
	}
	there, err := db.tables(ctx, db.pool)
	if err != nil || there == allTables {
		return err
	}
	if !o.Create {
		return db.lacks(there)
	}
	return db.create(ctx, o.Begin)
}

// The tables of a store.
const (
	cayleyTables = 2 // nodes, quads
	allTables    = 3 // and dramatis_ledger
)

type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// tables counts those of the tables of a store that are in the schema that new
// ones would be made in.
func (db *DB) tables(ctx context.Context, q querier) (n int, err error) {
	err = q.QueryRowContext(ctx, `SELECT count(*) FROM information_schema.tables
		WHERE table_schema = current_schema() AND table_name IN ('nodes', 'quads', 'dramatis_ledger')`).Scan(&n)
	return n, err
}

func (db *DB) lacks(tables int) error {
	if tables == 0 {
		return &Error{Kind: Missing, text: "the database holds no store; add a document to make one"}
	}
	return &Error{Kind: Foreign, text: "the database has tables nodes or quads that are another program's: " +
		"name another database, or another schema with ?search_path=NAME"}
}

// create makes the tables, in one transaction, unless somebody else has done so
// meanwhile.
func (db *DB) create(ctx context.Context, begin func(context.Context, kv.Tx) error) error {
	tx, err := db.begin(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Close()
	if db.dialect.locks {
		if err := tx.exec("SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.dramatis_ledger'))"); err != nil {
			return err
		}
	}
	switch there, err := db.tables(ctx, tx.tx); {
	case err != nil || there == allTables:
		return err
	case there > 0:
		return db.lacks(there)
	}
	for _, statement := range db.dialect.schema() {
		if err := tx.exec(statement); err != nil {
			return err
		}
	}
	if err := begin(ctx, tx); err != nil {
		return err
	}
	return tx.Commit(ctx)
}

// Name returns the address without what is nobody's business.
func (db *DB) Name() string { return db.name }

// SetLockWait says how long to wait for another writer from now on.
func (db *DB) SetLockWait(d time.Duration) { db.lockWait = d }

// Close ends all connections.
func (db *DB) Close() error { return db.pool.Close() }

// Bytes returns the size of the tables and their indexes on the disk of the
// server, 0 where the server does not tell.
func (db *DB) Bytes(ctx context.Context) (n int64, err error) {
	if !db.dialect.sizes {
		return 0, nil
	}
	err = db.pool.QueryRowContext(ctx, `SELECT pg_total_relation_size('nodes') + pg_total_relation_size('quads')
		+ pg_total_relation_size('dramatis_ledger')`).Scan(&n)
	return n, db.explain(err)
}

// Compact gives back the space of what was removed. It needs the tables for
// itself.
func (db *DB) Compact(ctx context.Context) error {
	if !db.dialect.vacuum {
		return nil // CockroachDB does so by itself
	}
	conn, err := db.pool.Conn(ctx)
	if err != nil {
		return db.explain(err)
	}
	defer conn.Close()
	statements := []string{
		fmt.Sprintf("SET lock_timeout = %d", db.lockWait.Milliseconds()),
		"VACUUM (FULL, ANALYZE) quads", "VACUUM (FULL, ANALYZE) nodes", "VACUUM (FULL, ANALYZE) dramatis_ledger",
		"RESET lock_timeout",
	}
	for _, s := range statements {
		if _, err := conn.ExecContext(ctx, s); err != nil {
			return db.busy(ctx, db.explain(err))
		}
	}
	return nil
}

// busy adds who is in the way to an error of kind Busy.
func (db *DB) busy(ctx context.Context, err error) error {
	if !isCode(err, "55P03") || !db.dialect.locks {
		return err
	}
	var who string
	row := db.pool.QueryRowContext(ctx, `SELECT a.application_name || ', process ' || a.pid || ' of the server'
			|| coalesce(', from ' || host(a.client_addr), '')
		FROM pg_locks l JOIN pg_stat_activity a USING (pid)
		WHERE l.relation = 'dramatis_ledger'::regclass AND l.granted AND a.pid <> pg_backend_pid()
		ORDER BY l.mode = 'AccessShareLock', a.xact_start LIMIT 1`)
	if row.Scan(&who) != nil {
		who = "another program"
	}
	return &Error{Kind: Busy, code: "55P03", text: fmt.Sprintf(
		"%s has been writing for more than %v: wait until it has ended, or stop it", who, db.lockWait)}
}
