package graph

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	hidalgo "github.com/hidal-go/hidalgo/kv"
)

// maxFaults is how many faults of one kind are told one by one.
const maxFaults = 20

// An audit checks the records of Cayley against one another, below its own
// functions: those of nodes and quads in the log, and all that leads to them.
type audit struct {
	ctx     context.Context
	tx      hidalgo.Tx
	step    func() // after each record
	records []logRecord
	live    int // quads
	deleted int // quads that were taken out: Cayley keeps a mark of each
	faults  []string
	untold  int
}

// A logRecord is a node or a quad, by its number.
type logRecord struct {
	id                                uint32
	subject, predicate, object, label uint32 // of a quad
	uses                              uint32 // of a node, in quads
	counted                           uint32 // of a node, as Cayley has counted them
	isNode, deleted                   bool
	found                             uint8 // of a quad: in which indexes; of a node: 1 by its hash, 2 counted, 4 one hash leads to it
}

var indexes = []kv.QuadIndex{bySubject, byObject, byLabel}

func (a *audit) fault(format string, args ...any) {
	if len(a.faults) < maxFaults {
		a.faults = append(a.faults, fmt.Sprintf(format, args...))
	} else {
		a.untold++
	}
}

// run reads everything but the ledger.
func (a *audit) run() error {
	if err := a.log(); err != nil {
		return err
	}
	a.references()
	if err := a.rest(); err != nil {
		return err
	}
	a.missing()
	a.counts()
	if a.untold > 0 {
		a.faults = append(a.faults, fmt.Sprintf("%d more faults of this kind", a.untold))
	}
	return a.ctx.Err()
}

// log reads nodes and quads. In memory their keys are not in the order of their
// numbers.
func (a *audit) log() error {
	it := a.tx.Scan(hidalgo.SKey("log"))
	defer it.Close()
	for it.Next(a.ctx) {
		a.step()
		k := it.Key()
		if string(k[0]) != "log" || isMark(k, it.Val()) {
			continue
		}
		if len(k) != 2 || len(k[1]) != 8 {
			a.fault("a record of the log has the key %q", k)
			continue
		}
		a.record(binary.BigEndian.Uint64(k[1]), it.Val())
	}
	slices.SortFunc(a.records, func(r, s logRecord) int { return cmp.Compare(r.id, s.id) })
	return it.Err()
}

// isMark says whether the entry stands for a bucket: in memory there are none.
func isMark(k hidalgo.Key, data []byte) bool {
	return len(data) == 0 && (len(k) == 1 || len(k) == 2 && len(k[1]) == 0)
}

func (a *audit) record(id uint64, data []byte) {
	var p proto.Primitive
	if err := p.Unmarshal(data); err != nil {
		a.fault("record %d: %v", id, err)
		return
	}
	again, err := p.Marshal()
	top := max(id, p.Subject, p.Predicate, p.Object, p.Label)
	if err != nil || !bytes.Equal(again, data) || p.ID != id || p.Replaces != 0 || top > math.MaxUint32 {
		a.fault("record %d is not as Cayley writes it", id)
		return
	}
	r := logRecord{
		id: uint32(id), isNode: p.IsNode(), deleted: p.Deleted,
		subject: uint32(p.Subject), predicate: uint32(p.Predicate), object: uint32(p.Object), label: uint32(p.Label),
	}
	terms := []uint32{r.subject, r.predicate, r.object, r.label}
	switch {
	case r.isNode && (slices.Max(terms) > 0 || r.deleted), !r.isNode && slices.Min(terms) == 0:
		a.fault("record %d is neither a term nor a quad", id)
		return
	case r.isNode:
		a.node(&r, p.Value)
	case r.deleted:
		a.deleted++
	default:
		a.live++
	}
	a.records = append(a.records, r)
}

// node makes sure that a term is one that may be stored, and that its hash
// leads to it.
func (a *audit) node(r *logRecord, value []byte) {
	v, err := pquads.UnmarshalValue(value)
	if err == nil {
		err = checkTerm(v, maxText)
	}
	if err != nil {
		a.fault("term %d: %v", r.id, err)
		return
	}
	if again, err := pquads.MarshalValue(v); err != nil || !bytes.Equal(again, value) {
		a.fault("term %d is not as Cayley writes it", r.id)
	}
	h := graph.HashOf(v)
	for i, first := range []byte{'v', 'n'} {
		k := hidalgo.Key{{first, h[0], h[1]}, h[:]}
		data, err := a.tx.Get(a.ctx, k)
		n, size := binary.Uvarint(data)
		switch {
		case err != nil || size != len(data) || n > math.MaxUint32 || !bytes.Equal(data, binary.AppendUvarint(nil, n)):
			a.fault("term %d: what leads to it is damaged", r.id)
		case i == 0 && n != uint64(r.id):
			a.fault("term %d: its hash leads to term %d", r.id, n)
		case i == 0:
			r.found |= 1
		default:
			r.found |= 2
			r.counted = uint32(n)
		}
	}
}

// find returns the record with this number, nil if there is none. Numbers have
// few gaps, so that a record lies at its number or a little before it.
func (a *audit) find(id uint32) *logRecord {
	if n := min(int(id), len(a.records)); n > 0 && a.records[n-1].id == id {
		return &a.records[n-1]
	}
	i, ok := slices.BinarySearchFunc(a.records, id, func(r logRecord, id uint32) int { return cmp.Compare(r.id, id) })
	if !ok {
		return nil
	}
	return &a.records[i]
}

// references counts how often quads use each term.
func (a *audit) references() {
	for i := range a.records {
		q := &a.records[i]
		if q.isNode || q.deleted {
			continue
		}
		for _, id := range []uint32{q.subject, q.predicate, q.object, q.label} {
			if n := a.find(id); n == nil || !n.isNode {
				a.fault("quad %d: its term %d is missing", q.id, id)
			} else {
				n.uses++
			}
		}
	}
}

// rest reads the indexes, and looks for what belongs to nothing.
func (a *audit) rest() error {
	it := a.tx.Scan(nil)
	defer it.Close()
	for it.Next(a.ctx) {
		k := it.Key()
		switch name := string(k[0]); {
		case name == "log":
			continue // read before
		case name == "dramatis" || name == "meta" || isMark(k, it.Val()):
		case len(name) == 3 && (name[0] == 'v' || name[0] == 'n'):
			a.hash(k, it.Val())
		default:
			a.posting(k, it.Val())
		}
		a.step()
	}
	return it.Err()
}

// hash makes sure that an entry for the hash of a term belongs to a term: node
// has looked at the entries of terms that are there.
func (a *audit) hash(k hidalgo.Key, data []byte) {
	if len(k) != 2 || len(k[1]) != quad.HashSize || k[0][1] != k[1][0] || k[0][2] != k[1][1] {
		a.fault("a term is looked for under %q", k)
		return
	}
	if k[0][0] == 'n' {
		other, err := a.tx.Get(a.ctx, hidalgo.Key{{'v', k[0][1], k[0][2]}, k[1]})
		if err != nil || len(other) == 0 {
			a.fault("a term that is not there is counted")
		}
		return
	}
	id, _ := binary.Uvarint(data)
	if n := a.find(uint32(min(id, math.MaxUint32))); n == nil || !n.isNode || n.found&5 != 1 {
		a.fault("a hash leads to term %d, which is not there or is another", id)
	} else {
		n.found |= 4
	}
}

// posting checks the list of an index: the quads with the terms in its key.
func (a *audit) posting(k hidalgo.Key, data []byte) {
	which := slices.IndexFunc(indexes, func(ix kv.QuadIndex) bool { return bytes.Equal(ix.Key(nil)[0], k[0]) })
	if which < 0 || len(k) != 2 || len(k[1]) != 8*len(indexes[which].Dirs) {
		a.fault("an entry has the key %q", k)
		return
	}
	for last := uint64(0); len(data) > 0; {
		id, n := binary.Uvarint(data)
		if n <= 0 || id <= last || id > math.MaxUint32 || n != len(binary.AppendUvarint(nil, id)) {
			a.fault("the index %s is damaged at %x", k[0], k[1])
			return
		}
		data, last = data[n:], id
		q := a.find(uint32(id))
		if q == nil || q.isNode || !q.has(indexes[which], k[1]) {
			a.fault("the index %s leads to quad %d, which is another or not there", k[0], id)
			continue
		}
		q.found |= 1 << which
	}
}

// has says whether the quad has the terms of a key of the index.
func (q *logRecord) has(ix kv.QuadIndex, key []byte) bool {
	p := proto.Primitive{Subject: uint64(q.subject), Predicate: uint64(q.predicate), Object: uint64(q.object), Label: uint64(q.label)}
	for i, d := range ix.Dirs {
		if binary.BigEndian.Uint64(key[8*i:]) != p.GetDirection(d) {
			return false
		}
	}
	return true
}

// missing looks for terms and quads that nothing leads to.
func (a *audit) missing() {
	for i := range a.records {
		switch r := &a.records[i]; {
		case r.isNode && r.found&2 != 0 && r.counted != r.uses:
			a.fault("term %d: it is used %d times, not %d", r.id, r.uses, r.counted)
		case r.isNode && r.uses == 0:
			a.fault("term %d: nothing uses it", r.id)
		case !r.isNode && r.found != 1<<len(indexes)-1:
			a.fault("quad %d: it is not in all indexes", r.id)
		}
	}
}
