package postgres

// A dialect says what differs between the servers that speak the protocol.
type dialect struct {
	locks   bool // advisory locks, locks on tables, pg_locks
	vacuum  bool
	sizes   bool // of relations
	copies  bool // COPY into temporary tables, and changes of the schema, inside a transaction
	foreign bool // foreign keys, as Cayley's own dialect for the server has or has not
}

var (
	postgresDialect  = dialect{locks: true, vacuum: true, sizes: true, copies: true, foreign: true}
	cockroachDialect = dialect{}
)

// tables are those of Cayley, column by column, and the ledger.
var tables = []string{
	`CREATE TABLE nodes (
	hash BYTEA PRIMARY KEY,
	refs INT NOT NULL,
	value BYTEA,
	value_string TEXT,
	datatype TEXT,
	language TEXT,
	iri BOOLEAN,
	bnode BOOLEAN,
	value_int BIGINT,
	value_bool BOOLEAN,
	value_float double precision,
	value_time timestamp with time zone
)`,
	`CREATE TABLE quads (
	horizon BIGSERIAL PRIMARY KEY,
	subject_hash BYTEA NOT NULL,
	predicate_hash BYTEA NOT NULL,
	object_hash BYTEA NOT NULL,
	label_hash BYTEA,
	ts timestamp
)`,
	`CREATE TABLE dramatis_ledger (
	key BYTEA PRIMARY KEY,
	value BYTEA NOT NULL
)`,
}

// An index of quads by its name and what it is made of.
type index struct{ name, unique, columns string }

// indexes are those of Cayley for PostgreSQL. The unique ones have conditions,
// so that one statement may have several labels; Cayley's dialect for
// CockroachDB lacks them and loses the second label. The last one is ours: the
// quads of a document, and the references that deleting a node asks about.
var indexes = []index{
	{"spo_unique", "UNIQUE", "(subject_hash, predicate_hash, object_hash) WHERE label_hash IS NULL"},
	{"spol_unique", "UNIQUE", "(subject_hash, predicate_hash, object_hash, label_hash) WHERE label_hash IS NOT NULL"},
	{"spo_index", "", "(subject_hash, predicate_hash, object_hash)"},
	{"ops_index", "", "(object_hash, predicate_hash, subject_hash)"},
	{"pos_index", "", "(predicate_hash, object_hash, subject_hash)"},
	{"osp_index", "", "(object_hash, subject_hash, predicate_hash)"},
	{"label_index", "", "(label_hash)"},
}

var directions = []string{"subject", "predicate", "object", "label"}

// schema returns the statements that make an empty store.
func (d dialect) schema() []string {
	return append(append([]string{}, tables...), d.indexing()...)
}

// indexing returns the statements that make indexes and foreign keys.
func (d dialect) indexing() (out []string) {
	for _, ix := range indexes {
		out = append(out, "CREATE "+ix.unique+" INDEX "+ix.name+" ON quads "+ix.columns)
	}
	for _, dir := range directions {
		if d.foreign {
			out = append(out, "ALTER TABLE quads ADD CONSTRAINT "+dir+"_hash_fk FOREIGN KEY ("+dir+"_hash) REFERENCES nodes (hash)")
		}
	}
	return out
}

// stripping returns the statements that take them away, for a load.
func (d dialect) stripping() (out []string) {
	for _, dir := range directions {
		if d.foreign {
			out = append(out, "ALTER TABLE quads DROP CONSTRAINT IF EXISTS "+dir+"_hash_fk")
		}
	}
	for _, ix := range indexes {
		out = append(out, "DROP INDEX IF EXISTS "+ix.name)
	}
	return out
}
