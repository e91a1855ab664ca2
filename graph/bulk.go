package graph

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv/btree"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"
	hidalgo "github.com/hidal-go/hidalgo/kv"
)

// mostQuads is how many quads Build takes: it keeps about 100 bytes of each.
const mostQuads = 3 << 20

// terms are the quads of a bundle as numbers into a list of terms.
type terms struct {
	list  []term
	quads [][4]uint32
}

// A term is what Cayley stores of one: the hash that finds it, and itself.
type term struct {
	hash  graph.ValueHash
	value []byte
}

func newTerms(quads []quad.Quad) (*terms, error) {
	t := &terms{quads: make([][4]uint32, len(quads))}
	index := make(map[quad.Value]uint32, 2*len(quads))
	for i, q := range quads {
		for k, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
			n, ok := index[v]
			if !ok {
				value, err := pquads.MarshalValue(v)
				if err != nil {
					return nil, err
				}
				n = uint32(len(t.list))
				t.list = append(t.list, term{graph.HashOf(v), value})
				index[v] = n
			}
			t.quads[i][k] = n
		}
	}
	return t, nil
}

// Build makes a new store at path of the documents that next returns, until
// there are no more or a few million quads are in it: what comes after belongs
// into AddBundles. The store appears whole or not at all, and not in place of
// another file: the error then wraps fs.ErrExist. Build returns the number of
// documents and quads.
//
// It writes the file in Cayley's layout and bbolt's from front to back, about
// ten times as fast as transactions do, and keeps the numbers of the terms in
// memory, but neither terms nor texts.
func Build(ctx context.Context, path string, next func() (*Bundle, error, bool)) (docs, quads int, err error) {
	if _, err := os.Lstat(path); err == nil {
		return 0, 0, fmt.Errorf("%s: %w", path, fs.ErrExist)
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp") // mode 0600
	if err != nil {
		return 0, 0, fmt.Errorf("%s: cannot make the store: %w", path, err)
	}
	defer os.Remove(f.Name())
	b := newBulk(f)
	err = b.run(ctx, next)
	if err = errors.Join(err, f.Close()); err == nil {
		err = install(f.Name(), path, false)
	}
	if err != nil {
		return 0, 0, err
	}
	return len(b.docs), len(b.quads), nil
}

// A bulk is a store under construction. Numbers of Cayley, which start at 1,
// go to terms and quads alike.
type bulk struct {
	file  *boltFile
	log   *boltTree
	index map[graph.ValueHash]uint32 // of terms
	terms []bulkTerm
	quads []bulkQuad
	last  uint32 // number given
	docs  map[string]documentEntry
	buf   []byte
}

type bulkTerm struct {
	hash     graph.ValueHash
	id, uses uint32
}

type bulkQuad struct{ id, subject, predicate, object, label uint32 }

func newBulk(f *os.File) *bulk {
	b := &bulk{file: newBoltFile(f), index: make(map[graph.ValueHash]uint32), docs: make(map[string]documentEntry)}
	b.log = &boltTree{file: b.file}
	return b
}

func (b *bulk) run(ctx context.Context, next func() (*Bundle, error, bool)) error {
	for len(b.quads) < mostQuads && b.last < math.MaxUint32-2*maxQuads {
		if err := ctx.Err(); err != nil {
			return err
		}
		bundle, err, ok := next()
		switch {
		case err != nil:
			return err
		case !ok:
			return b.finish()
		}
		if err := b.add(bundle); err != nil {
			return err
		}
	}
	return b.finish()
}

// add writes the terms and quads of a document to the log.
func (b *bulk) add(d *Bundle) error {
	if e, ok := b.docs[d.id]; ok {
		if e.SHA256 != d.commit.SHA256 {
			return fmt.Errorf("document %s comes twice, and not the same", d.Document())
		}
		return nil
	}
	entry := d.commit
	entry.Origins = []string{""}
	b.docs[d.id] = entry
	places := make([]uint32, len(d.terms.list))
	for i, t := range d.terms.list {
		at, ok := b.index[t.hash]
		if !ok {
			at = uint32(len(b.terms))
			b.index[t.hash] = at
			b.terms = append(b.terms, bulkTerm{hash: t.hash, id: b.record(&proto.Primitive{Value: t.value})})
		}
		places[i] = at
	}
	for _, q := range d.terms.quads {
		var p [4]uint32
		for k, n := range q {
			t := &b.terms[places[n]]
			t.uses++
			p[k] = t.id
		}
		id := b.record(&proto.Primitive{Subject: uint64(p[0]), Predicate: uint64(p[1]), Object: uint64(p[2]), Label: uint64(p[3])})
		b.quads = append(b.quads, bulkQuad{id, p[0], p[1], p[2], p[3]})
	}
	return b.file.err
}

// record appends a record to the log and returns its number. It has no time of
// its own: nothing reads the one that Cayley gives.
func (b *bulk) record(p *proto.Primitive) uint32 {
	b.last++
	p.ID = uint64(b.last)
	b.buf = slices.Grow(b.buf[:0], p.ProtoSize())
	n, err := p.MarshalTo(b.buf[:p.ProtoSize()])
	if err != nil && b.file.err == nil {
		b.file.err = err
	}
	var key [8]byte
	binary.BigEndian.PutUint64(key[:], p.ID)
	b.log.put(key[:], b.buf[:n])
	return b.last
}

// finish writes the buckets, in the order of their names.
func (b *bulk) finish() error {
	b.index = nil
	root := &boltTree{file: b.file}
	meta, err := b.meta()
	if err != nil {
		return err
	}
	root.bucket(byLabel.Key(nil)[0], b.postings(func(q bulkQuad) []uint32 { return []uint32{q.label} }))
	root.bucket(versionKey[0], b.ledger())
	root.bucket([]byte("log"), b.log)
	root.bucket([]byte("meta"), meta)
	slices.SortFunc(b.terms, func(x, y bulkTerm) int { return slices.Compare(x.hash[:], y.hash[:]) })
	b.hashes(root, 'n', func(t bulkTerm) uint32 { return t.uses })
	root.bucket(byObject.Key(nil)[0], b.postings(func(q bulkQuad) []uint32 { return []uint32{q.object, q.predicate} }))
	root.bucket(bySubject.Key(nil)[0], b.postings(func(q bulkQuad) []uint32 { return []uint32{q.subject, q.predicate} }))
	b.hashes(root, 'v', func(t bulkTerm) uint32 { return t.id })
	return b.file.finish(root.root())
}

// postings writes an index: the quads of each one or two terms.
func (b *bulk) postings(termsOf func(bulkQuad) []uint32) *boltTree {
	type posting struct {
		key uint64
		id  uint32
	}
	list := make([]posting, len(b.quads))
	width := 1
	for i, q := range b.quads {
		t := termsOf(q)
		width = len(t)
		for _, n := range t {
			list[i].key = list[i].key<<32 | uint64(n)
		}
		list[i].id = q.id
	}
	slices.SortFunc(list, func(x, y posting) int { return cmp.Or(cmp.Compare(x.key, y.key), cmp.Compare(x.id, y.id)) })
	t := &boltTree{file: b.file}
	var ids []byte
	for i, p := range list {
		ids = binary.AppendUvarint(ids, uint64(p.id))
		if i+1 < len(list) && list[i+1].key == p.key {
			continue
		}
		var key [16]byte
		binary.BigEndian.PutUint64(key[:], p.key>>32)
		binary.BigEndian.PutUint64(key[8:], p.key&math.MaxUint32)
		t.put(key[16-8*width:], ids)
		ids = ids[:0]
	}
	return t
}

// hashes writes a number of each term under its hash: a bucket for each first
// two bytes.
func (b *bulk) hashes(root *boltTree, name byte, number func(bulkTerm) uint32) {
	t := &boltTree{file: b.file}
	for i, x := range b.terms {
		t.put(x.hash[:], binary.AppendUvarint(nil, uint64(number(x))))
		if i+1 == len(b.terms) || !slices.Equal(b.terms[i+1].hash[:2], x.hash[:2]) {
			root.bucket([]byte{name, x.hash[0], x.hash[1]}, t)
			t = &boltTree{file: b.file}
		}
	}
}

// ledger writes the commit records.
func (b *bulk) ledger() *boltTree {
	ids := sortedKeys(b.docs)
	docs := &boltTree{file: b.file}
	for _, id := range ids {
		docs.put([]byte(id), seal(documentKey(id), pack(b.docs[id])))
	}
	t := &boltTree{file: b.file}
	if len(ids) > 0 {
		t.bucket(documentsKey[1], docs)
	}
	t.put(versionKey[1], seal(versionKey, pack(versionEntry{ID: newID(), Schema: schemaVersion})))
	return t
}

// meta writes what Cayley keeps of a store, as it does itself in a new one.
func (b *bulk) meta() (*boltTree, error) {
	db := btree.New()
	if err := initialise(db); err != nil {
		return nil, err
	}
	tx, err := db.Tx(false)
	if err != nil {
		return nil, err
	}
	defer tx.Close()
	entries := make(map[string][]byte)
	it := tx.Scan(hidalgo.SKey("meta"))
	defer it.Close()
	for it.Next(context.Background()) {
		if k := it.Key(); len(k) == 2 && string(k[0]) == "meta" && len(k[1]) > 0 {
			entries[string(k[1])] = slices.Clone(it.Val())
		}
	}
	entries["horizon"] = binary.LittleEndian.AppendUint64(nil, uint64(b.last))
	entries["size"] = binary.LittleEndian.AppendUint64(nil, uint64(len(b.quads)))
	t := &boltTree{file: b.file}
	for _, k := range sortedKeys(entries) {
		t.put([]byte(k), entries[k])
	}
	return t, it.Err()
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
