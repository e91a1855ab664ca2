package postgres

import (
	"fmt"

	"github.com/cayleygraph/quad"
	"github.com/lib/pq"
)

// A change is a list of quads as columns, and what it does to nodes.
type change struct {
	dirs   [4]pq.ByteaArray
	refs   []int64 // by node, in the order in which they come
	hashes pq.ByteaArray
	values []quad.Value
}

// newChange hashes each term once.
func newChange(quads []quad.Quad) *change {
	c := &change{}
	index := make(map[quad.Value]int)
	for _, q := range quads {
		for i, v := range [4]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
			at, ok := index[v]
			if !ok {
				at = len(c.values)
				index[v] = at
				h := hashOf(v)
				c.hashes = append(c.hashes, h[:])
				c.values, c.refs = append(c.values, v), append(c.refs, 0)
			}
			c.refs[at]++
			c.dirs[i] = append(c.dirs[i], c.hashes[at])
		}
	}
	return c
}

// parts calls do with parts of a list of n that are small enough for a statement.
func parts(n int, do func(from, to int) error) error {
	for from := 0; from < n; from += maxBatch {
		if err := do(from, min(from+maxBatch, n)); err != nil {
			return err
		}
	}
	return nil
}

const fourColumns = "subject_hash, predicate_hash, object_hash, label_hash"

// Add stores quads, of which none is stored yet.
func (t *Tx) Add(quads []quad.Quad) error {
	t.nodes = nodes{}
	c := newChange(quads)
	if err := parts(len(c.values), func(from, to int) error { return t.addNodes(c, from, to) }); err != nil {
		return err
	}
	return parts(len(quads), func(from, to int) error {
		return t.exec("INSERT INTO quads ("+fourColumns+") SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::bytea[])",
			c.dirs[0][from:to], c.dirs[1][from:to], c.dirs[2][from:to], c.dirs[3][from:to])
	})
}

func (t *Tx) addNodes(c *change, from, to int) error {
	var texts, qualifiers pq.StringArray
	var kinds pq.Int64Array
	for _, v := range c.values[from:to] {
		text, kind, qualifier, err := columns(v)
		if err != nil {
			return err
		}
		texts, kinds, qualifiers = append(texts, text), append(kinds, kind), append(qualifiers, qualifier)
	}
	return t.exec(`INSERT INTO nodes (hash, refs, value_string, iri, datatype, language)
		SELECT hash, refs, text, CASE kind WHEN 1 THEN true END, CASE kind WHEN 2 THEN qualifier END, CASE kind WHEN 3 THEN qualifier END
		FROM unnest($1::bytea[], $2::int[], $3::text[], $4::int[], $5::text[]) AS d(hash, refs, text, kind, qualifier)
		ON CONFLICT (hash) DO UPDATE SET refs = nodes.refs + excluded.refs`,
		c.hashes[from:to], pq.Int64Array(c.refs[from:to]), texts, kinds, qualifiers)
}

// Remove takes quads out, of which all are stored.
func (t *Tx) Remove(quads []quad.Quad) error {
	t.nodes = nodes{}
	c := newChange(quads)
	err := parts(len(quads), func(from, to int) error {
		done, err := t.tx.ExecContext(t.ctx, `DELETE FROM quads q
			USING unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::bytea[]) AS d(s, p, o, l)
			WHERE q.subject_hash = d.s AND q.predicate_hash = d.p AND q.object_hash = d.o AND q.label_hash = d.l`,
			c.dirs[0][from:to], c.dirs[1][from:to], c.dirs[2][from:to], c.dirs[3][from:to])
		if err != nil {
			return t.db.explain(err)
		}
		if n, err := done.RowsAffected(); err == nil && n != int64(to-from) {
			return &Error{Kind: Damaged, text: fmt.Sprintf("%d of %d quads to be removed are not stored", int64(to-from)-n, to-from)}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return parts(len(c.values), func(from, to int) error {
		hashes := c.hashes[from:to]
		err := t.exec(`UPDATE nodes n SET refs = n.refs - d.refs
			FROM unnest($1::bytea[], $2::int[]) AS d(hash, refs) WHERE n.hash = d.hash`, hashes, pq.Int64Array(c.refs[from:to]))
		if err != nil {
			return err
		}
		return t.exec("DELETE FROM nodes WHERE hash = ANY($1) AND refs <= 0", hashes)
	})
}
