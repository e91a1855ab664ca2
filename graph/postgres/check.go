package postgres

import (
	"context"
	"fmt"

	"github.com/cayleygraph/quad"
)

// maxFaults is how many faults of one kind are told one by one.
const maxFaults = 20

// checks find what no document's digest covers: each gives a line for a fault.
var checks = []string{
	`SELECT 'an entry of the ledger has the key ' || encode(key, 'escape') FROM dramatis_ledger
		WHERE substring(key FROM 1 FOR 10) <> '\x6472616d617469730001'`, // "dramatis" and the end of a part
	`SELECT 'quad ' || horizon || ' lacks a label or has a time' FROM quads WHERE label_hash IS NULL OR ts IS NOT NULL`,
	`SELECT 'quad ' || min(horizon) || ' is stored ' || count(*) || ' times' FROM quads
		GROUP BY subject_hash, predicate_hash, object_hash, label_hash HAVING count(*) > 1`,
	`SELECT 'node ' || encode(coalesce(n.hash, u.hash), 'hex') || ': it is used ' || coalesce(u.uses, 0) || ' times, not ' || coalesce(n.refs::text, 'stored')
		FROM nodes n FULL JOIN (
			SELECT hash, sum(uses) AS uses FROM (
				SELECT subject_hash AS hash, count(*) AS uses FROM quads GROUP BY 1
				UNION ALL SELECT predicate_hash, count(*) FROM quads GROUP BY 1
				UNION ALL SELECT object_hash, count(*) FROM quads GROUP BY 1
				UNION ALL SELECT label_hash, count(*) FROM quads WHERE label_hash IS NOT NULL GROUP BY 1
			) one GROUP BY 1
		) u ON n.hash = u.hash
		WHERE n.hash IS NULL OR u.hash IS NULL OR n.refs <> u.uses`,
}

// Check looks for quads without what they need and for nodes that are not as
// they were written, and returns what it found and the number of quads. Pass
// says whether a term may be stored.
func (t *Tx) Check(ctx context.Context, pass func(quad.Value) error) (faults []string, quads int, err error) {
	for _, query := range checks {
		more, err := t.faults(ctx, query)
		if err != nil {
			return nil, 0, err
		}
		faults = append(faults, more...)
	}
	more, err := t.checkNodes(ctx, pass)
	if err != nil {
		return nil, 0, err
	}
	quads, err = t.Size(ctx)
	return append(faults, more...), quads, err
}

func (t *Tx) faults(ctx context.Context, query string) (faults []string, err error) {
	rows, err := t.tx.QueryContext(ctx, fmt.Sprintf("%s LIMIT %d", query, maxFaults))
	if err != nil {
		return nil, t.db.explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return nil, err
		}
		faults = append(faults, line)
	}
	return faults, t.db.explain(rows.Err())
}

// checkNodes reads every node.
func (t *Tx) checkNodes(ctx context.Context, pass func(quad.Value) error) (faults []string, err error) {
	rows, err := t.tx.QueryContext(ctx, "SELECT hash, value_string, iri, datatype, language, "+valueColumns+" FROM nodes")
	if err != nil {
		return nil, t.db.explain(err)
	}
	defer rows.Close()
	for rows.Next() && len(faults) < maxFaults {
		var r row
		if err := r.scan(rows); err != nil {
			return nil, err
		}
		v, err := r.value()
		if err == nil {
			err = pass(v)
		}
		if err == nil && hashOf(v) != Hash(r.hash) {
			err = fmt.Errorf("its value is not the one it is filed under")
		}
		if err != nil {
			faults = append(faults, fmt.Sprintf("node %x: %v", r.hash, err))
		}
	}
	return faults, t.db.explain(rows.Err())
}
