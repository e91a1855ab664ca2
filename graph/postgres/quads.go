package postgres

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/cayleygraph/quad"
	"github.com/hidal-go/hidalgo/kv"
	"github.com/lib/pq"
)

// A Hash is what Cayley calls a node by: of its value.
type Hash [quad.HashSize]byte

func hashOf(v quad.Value) (h Hash) {
	quad.HashTo(v, h[:])
	return h
}

// A Link is a quad by the numbers that a transaction gives to nodes.
type Link struct{ Subject, Predicate, Object, Label uint64 }

// nodes remembers what a transaction has seen.
type nodes struct {
	numbers map[Hash]uint64
	hashes  []Hash                // by number, from 1 on
	values  map[uint64]quad.Value // fetched and not forgotten
	labels  map[uint64][]Link     // all quads with a label, of those that were fetched ahead
	whole   map[uint64]bool       // the labels that were asked for, see Ahead
	entries map[string][]byte     // of the ledger, fetched ahead
}

func (n *nodes) number(h Hash) uint64 {
	if id, ok := n.numbers[h]; ok {
		return id
	}
	if n.numbers == nil {
		n.numbers = make(map[Hash]uint64)
	}
	n.hashes = append(n.hashes, h)
	id := uint64(len(n.hashes))
	n.numbers[h] = id
	return id
}

// Node returns the number of a node, be it stored or not.
func (t *Tx) Node(v quad.Value) uint64 { return t.nodes.number(hashOf(v)) }

func (t *Tx) hash(number uint64) []byte { return t.nodes.hashes[number-1][:] }

// maxBatch is how many hashes one statement carries.
const maxBatch = 10000

// Links returns the quads that have these nodes in the first of these directions.
func (t *Tx) Links(ctx context.Context, dirs []quad.Direction, numbers []uint64) ([]Link, error) {
	dirs = dirs[:len(numbers)]
	if known, ok := t.nodes.labels[numbers[0]]; ok && (dirs[0] == quad.Label || t.nodes.whole[numbers[0]]) {
		return choose(known, dirs, numbers), nil
	}
	where, args := "", []any{}
	for i, n := range numbers {
		where += fmt.Sprintf(" AND %s_hash = $%d", dirs[i], i+1)
		args = append(args, t.hash(n))
	}
	return t.links(ctx, nil, where[len(" AND "):], args...)
}

// choose returns the links that have these nodes in these directions.
func choose(links []Link, dirs []quad.Direction, numbers []uint64) (out []Link) {
next:
	for _, l := range links {
		for i, d := range dirs {
			if l.at(d) != numbers[i] {
				continue next
			}
		}
		out = append(out, l)
	}
	return out
}

func (l *Link) at(d quad.Direction) uint64 {
	switch d {
	case quad.Subject:
		return l.Subject
	case quad.Predicate:
		return l.Predicate
	case quad.Object:
		return l.Object
	}
	return l.Label
}

// LinksOfAny returns the quads that have one of these nodes in the first
// direction and, if it is given, this one in the second.
func (t *Tx) LinksOfAny(ctx context.Context, dirs []quad.Direction, numbers []uint64, second ...uint64) (out []Link, err error) {
	where, args := dirs[0].String()+"_hash = ANY($1)", []any{nil}
	for _, n := range second {
		where, args = fmt.Sprintf("%s AND %s_hash = $2", where, dirs[1]), append(args, t.hash(n))
	}
	var hashes pq.ByteaArray
	for _, n := range numbers {
		hashes = append(hashes, t.hash(n))
	}
	for len(hashes) > 0 && err == nil {
		n := min(len(hashes), maxBatch)
		args[0] = hashes[:n]
		out, err = t.links(ctx, out, where, args...)
		hashes = hashes[n:]
	}
	return out, err
}

func (t *Tx) links(ctx context.Context, out []Link, where string, args ...any) ([]Link, error) {
	rows, err := t.tx.QueryContext(ctx, "SELECT subject_hash, predicate_hash, object_hash, label_hash FROM quads WHERE "+where, args...)
	if err != nil {
		return nil, t.db.explain(err)
	}
	defer rows.Close()
	var cells [4]sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&cells[0], &cells[1], &cells[2], &cells[3]); err != nil {
			return nil, err
		}
		var numbers [4]uint64
		for i, c := range cells {
			if len(c) != quad.HashSize {
				return nil, &Error{Kind: Damaged, text: "a quad lacks a term, or its hash is cut"}
			}
			numbers[i] = t.nodes.number(Hash(c))
		}
		out = append(out, Link{numbers[0], numbers[1], numbers[2], numbers[3]})
	}
	return out, t.db.explain(rows.Err())
}

// Values returns the values of nodes, nil for those that are not stored.
func (t *Tx) Values(ctx context.Context, numbers []uint64) ([]quad.Value, error) {
	if t.nodes.values == nil {
		t.nodes.values = make(map[uint64]quad.Value)
	}
	var missing pq.ByteaArray
	asked := make(map[uint64]bool)
	for _, n := range numbers {
		if _, ok := t.nodes.values[n]; !ok && !asked[n] {
			asked[n] = true
			missing = append(missing, t.hash(n))
		}
	}
	for len(missing) > 0 {
		n := min(len(missing), maxBatch)
		if err := t.fetch(ctx, missing[:n]); err != nil {
			return nil, err
		}
		missing = missing[n:]
	}
	out := make([]quad.Value, len(numbers))
	for i, n := range numbers {
		out[i] = t.nodes.values[n]
	}
	return out, nil
}

const valueColumns = "value IS NULL AND bnode IS NULL AND value_int IS NULL AND value_bool IS NULL AND value_float IS NULL AND value_time IS NULL"

func (t *Tx) fetch(ctx context.Context, hashes pq.ByteaArray) error {
	rows, err := t.tx.QueryContext(ctx, "SELECT hash, value_string, iri, datatype, language, "+valueColumns+" FROM nodes WHERE hash = ANY($1)", hashes)
	if err != nil {
		return t.db.explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		var r row
		if err := r.scan(rows); err != nil {
			return err
		}
		v, err := r.value()
		if err != nil {
			return err
		}
		t.nodes.values[t.nodes.number(Hash(r.hash))] = v
	}
	return t.db.explain(rows.Err())
}

// A row is a node as it is stored. Of Cayley's kinds of values these are the
// ones that pass the gate: IRIs and strings, with a language or a type.
type row struct {
	hash           []byte
	text           sql.NullString
	iri            sql.NullBool
	datatype, lang sql.NullString
	plain          bool // nothing else is set
}

func (r *row) scan(rows *sql.Rows) error {
	return rows.Scan(&r.hash, &r.text, &r.iri, &r.datatype, &r.lang, &r.plain)
}

func (r *row) value() (quad.Value, error) {
	set := 0
	for _, is := range []bool{r.iri.Valid, r.datatype.Valid, r.lang.Valid} {
		if is {
			set++
		}
	}
	switch {
	case !r.text.Valid, !r.plain, set > 1, len(r.hash) != quad.HashSize, r.iri.Valid && !r.iri.Bool:
		return nil, &Error{Kind: Damaged, text: fmt.Sprintf("node %x is not as it was written", r.hash)}
	case r.iri.Valid:
		return quad.IRI(r.text.String), nil
	case r.lang.Valid:
		return quad.LangString{Value: quad.String(r.text.String), Lang: r.lang.String}, nil
	case r.datatype.Valid:
		return quad.TypedString{Value: quad.String(r.text.String), Type: quad.IRI(r.datatype.String)}, nil
	}
	return quad.String(r.text.String), nil
}

// The kinds of values, for statements.
const (
	aString = iota
	anIRI
	aTyped
	aLangString
)

// columns returns the text of a value, its kind and the type or language.
func columns(v quad.Value) (text string, kind int64, qualifier string, err error) {
	switch v := v.(type) {
	case quad.IRI:
		return string(v), anIRI, "", nil
	case quad.String:
		return string(v), aString, "", nil
	case quad.TypedString:
		return string(v.Value), aTyped, string(v.Type), nil
	case quad.LangString:
		return string(v.Value), aLangString, v.Lang, nil
	}
	return "", 0, "", fmt.Errorf("a term of type %T cannot be stored", v)
}

// Ahead fetches the quads with these labels, those with the subjects of such
// quads that have the predicate member as labels, all their values and these
// entries of the ledger, in four queries; Links, Values and Get then know them.
// No quad with such a label as subject or object may have another label. What
// was fetched ahead before is forgotten.
func (t *Tx) Ahead(ctx context.Context, labels []uint64, member uint64, keys []kv.Key) error {
	t.nodes.labels, t.nodes.whole = make(map[uint64][]Link), make(map[uint64]bool)
	t.nodes.values, t.nodes.entries = nil, nil
	links, err := t.label(ctx, labels)
	if err != nil {
		return err
	}
	for _, n := range labels {
		t.nodes.whole[n] = true
	}
	var members []uint64
	for _, l := range links {
		if l.Predicate == member {
			members = append(members, l.Subject)
		}
	}
	more, err := t.label(ctx, members)
	if err != nil {
		return err
	}
	var numbers []uint64
	for _, l := range append(links, more...) {
		numbers = append(numbers, l.Subject, l.Predicate, l.Object, l.Label)
	}
	if _, err := t.Values(ctx, numbers); err != nil {
		return err
	}
	return t.entriesAhead(ctx, keys)
}

// label fetches all quads with these labels.
func (t *Tx) label(ctx context.Context, labels []uint64) ([]Link, error) {
	links, err := t.LinksOfAny(ctx, []quad.Direction{quad.Label}, labels)
	if err != nil {
		return nil, err
	}
	for _, n := range labels {
		t.nodes.labels[n] = nil
	}
	for _, l := range links {
		t.nodes.labels[l.Label] = append(t.nodes.labels[l.Label], l)
	}
	return links, nil
}

func (t *Tx) entriesAhead(ctx context.Context, keys []kv.Key) error {
	var array pq.ByteaArray
	for _, k := range keys {
		array = append(array, flat(k))
	}
	rows, err := t.tx.QueryContext(ctx, "SELECT key, value FROM dramatis_ledger WHERE key = ANY($1)", array)
	if err != nil {
		return t.db.explain(err)
	}
	defer rows.Close()
	t.nodes.entries = make(map[string][]byte)
	for rows.Next() {
		var k, v []byte
		if err := rows.Scan(&k, &v); err != nil {
			return err
		}
		t.nodes.entries[string(k)] = v
	}
	return t.db.explain(rows.Err())
}

// Size returns the number of quads.
func (t *Tx) Size(ctx context.Context) (n int, err error) {
	err = t.tx.QueryRowContext(ctx, "SELECT count(*) FROM quads").Scan(&n)
	return n, t.db.explain(err)
}
