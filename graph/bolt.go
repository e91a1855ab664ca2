package graph

import (
	"bytes"
	"context"

	"github.com/hidal-go/hidalgo/kv"
	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// A boltKV shows a bbolt file as hidalgo's key-value store, in the layout of
// Cayley's own bolt backend: all parts of a key but the last name nested
// buckets. Cayley's backend itself is not used, because it rests on the
// archived boltdb, which fails under the race detector and waits for ever for
// a locked file.
type boltKV struct{ db *bbolt.DB }

func (b boltKV) Close() error { return b.db.Close() }

func (b boltKV) Tx(rw bool) (kv.Tx, error) {
	tx, err := b.db.Begin(rw)
	if err != nil {
		return nil, err
	}
	return &boltTx{tx}, nil
}

type boltTx struct{ tx *bbolt.Tx }

func (t *boltTx) Commit(context.Context) error { return t.tx.Commit() }

// Close gives up what was not committed. After a commit it does nothing.
func (t *boltTx) Close() error {
	if err := t.tx.Rollback(); err != nil && err != bolterrors.ErrTxClosed {
		return err
	}
	return nil
}

// root returns the bucket of top-level keys, which bbolt shows only so.
func (t *boltTx) root() *bbolt.Bucket { return t.tx.Cursor().Bucket() }

// bucket returns the bucket that holds k and the rest of k in it; the bucket
// is nil where it does not exist.
func (t *boltTx) bucket(k kv.Key) (*bbolt.Bucket, kv.Key) {
	b := t.root()
	for b != nil && len(k) > 1 {
		b, k = b.Bucket(k[0]), k[1:]
	}
	return b, k
}

func (t *boltTx) Get(_ context.Context, k kv.Key) (kv.Value, error) {
	if b, k := t.bucket(k); b != nil && len(k) == 1 {
		if v := b.Get(k[0]); v != nil {
			return v, nil
		}
	}
	return nil, kv.ErrNotFound
}

func (t *boltTx) GetBatch(ctx context.Context, keys []kv.Key) ([]kv.Value, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	vals := make([]kv.Value, len(keys))
	for i, k := range keys {
		if b, k := t.bucket(k); b != nil && len(k) == 1 {
			vals[i] = b.Get(k[0])
		}
	}
	return vals, nil
}

func (t *boltTx) Put(k kv.Key, v kv.Value) error {
	b := t.root()
	for len(k) > 1 {
		next, err := b.CreateBucketIfNotExists(k[0])
		if err != nil {
			return err
		}
		b, k = next, k[1:]
	}
	if len(k[0]) == 0 && len(v) == 0 {
		return nil // this is how hidalgo asks for a bucket
	}
	return b.Put(k[0], v)
}

func (t *boltTx) Del(k kv.Key) error {
	if b, k := t.bucket(k); b != nil && len(k) == 1 {
		return b.Delete(k[0])
	}
	return nil
}

func (t *boltTx) Scan(prefix kv.Key) kv.Iterator {
	b, rest := t.bucket(prefix)
	if b == nil || len(rest) > 1 {
		return &boltIterator{}
	}
	it := &boltIterator{path: prefix[:len(prefix)-len(rest)].Clone()}
	if len(rest) == 1 {
		it.prefix = rest[0]
	}
	it.push(b, it.prefix)
	return it
}

// A boltIterator walks the keys of a bucket and of those nested in it.
type boltIterator struct {
	path   kv.Key // of the innermost open bucket
	prefix []byte // of keys in the outermost bucket
	open   []*boltLevel
	k, v   []byte
}

type boltLevel struct {
	b    *bbolt.Bucket
	c    *bbolt.Cursor
	k, v []byte // what comes next; k is nil at the end
}

func (it *boltIterator) push(b *bbolt.Bucket, prefix []byte) {
	l := &boltLevel{b: b, c: b.Cursor()}
	if len(prefix) > 0 {
		l.k, l.v = l.c.Seek(prefix)
	} else {
		l.k, l.v = l.c.First()
	}
	it.open = append(it.open, l)
}

func (it *boltIterator) Next(ctx context.Context) bool {
	for len(it.open) > 0 && ctx.Err() == nil {
		l := it.open[len(it.open)-1]
		if l.k == nil || len(it.open) == 1 && !bytes.HasPrefix(l.k, it.prefix) {
			it.open = it.open[:len(it.open)-1]
			if len(it.open) > 0 {
				it.path = it.path[:len(it.path)-1]
			}
			continue
		}
		k, v := l.k, l.v
		l.k, l.v = l.c.Next()
		if v == nil { // a nested bucket
			it.path = append(it.path, k)
			it.push(l.b.Bucket(k), nil)
			continue
		}
		it.k, it.v = k, v
		return true
	}
	return false
}

func (it *boltIterator) Key() kv.Key   { return append(it.path.Clone(), it.k) }
func (it *boltIterator) Val() kv.Value { return it.v }
func (it *boltIterator) Err() error    { return nil }

func (it *boltIterator) Close() error {
	*it = boltIterator{}
	return nil
}
