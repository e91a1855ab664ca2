// Package cockroach lets Cayley itself open stores on CockroachDB. Cayley's own
// dialect for it has a unique index on subject, predicate and object, and so
// loses the second label of a statement: what two documents say is then said by
// one. Package postgres needs none of this; it speaks to the server itself.
//
// It was tested on a PostgreSQL server, which speaks the same protocol, and not
// yet on CockroachDB.
package cockroach

import (
	"database/sql"
	"errors"

	"github.com/cayleygraph/cayley/graph"
	csql "github.com/cayleygraph/cayley/graph/sql"
	"github.com/cayleygraph/cayley/graph/sql/postgres"
	"github.com/lib/pq"
)

// Type is the name under which Register makes the dialect known to Cayley.
const Type = "cockroach"

// Register makes the dialect known to Cayley, so that
// graph.NewQuadStore(Type, address, nil) opens a store. It is not to be linked
// together with Cayley's own package for CockroachDB.
func Register() {
	csql.Register(Type, csql.Registration{
		Driver:             "postgres",
		HashType:           `BYTEA`,
		BytesType:          `BYTEA`,
		HorizonType:        `BIGSERIAL`,
		TimeType:           `timestamp with time zone`,
		QueryDialect:       postgres.QueryDialect,
		ConditionalIndexes: true,
		NoForeignKeys:      true,
		Error: func(err error) error {
			if codeOf(err) == "42P07" {
				return graph.ErrDatabaseExists
			}
			return err
		},
		RunTx:               postgres.RunTxPostgres, // ON CONFLICT without columns: any of the indexes
		TxRetry:             retry,
		NoSchemaChangesInTx: true,
	})
}

func codeOf(err error) string {
	var e *pq.Error
	if errors.As(err, &e) {
		return string(e.Code)
	}
	return ""
}

// retry runs statements again when the server has given another transaction the
// preference, in the way that CockroachDB asks its clients to.
func retry(tx *sql.Tx, statements func() error) error {
	if _, err := tx.Exec("SAVEPOINT cockroach_restart"); err != nil {
		return err
	}
	for {
		err := statements()
		if err == nil {
			// This commits on CockroachDB, and can still fail.
			_, err = tx.Exec("RELEASE SAVEPOINT cockroach_restart")
		}
		if codeOf(err) != "40001" {
			return err
		}
		if _, err := tx.Exec("ROLLBACK TO SAVEPOINT cockroach_restart"); err != nil {
			return err
		}
	}
}
