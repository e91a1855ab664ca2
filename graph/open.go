package graph

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/kv/btree"
	"github.com/cayleygraph/quad"
	"github.com/dramatis-kg/dramatis/graph/postgres"
	hidalgo "github.com/hidal-go/hidalgo/kv"
	"go.etcd.io/bbolt"
)

// The indexes of a store. With Cayley's default ones, looking for subjects in
// the middle of a path and for the quads of a document reads everything.
var (
	bySubject = kv.QuadIndex{Dirs: []quad.Direction{quad.Subject, quad.Predicate}}
	byObject  = kv.QuadIndex{Dirs: []quad.Direction{quad.Object, quad.Predicate}}
	byLabel   = kv.QuadIndex{Dirs: []quad.Direction{quad.Label}}
)

// Options tell Open what is wanted. The zero value opens an existing store for
// reading and writing.
type Options struct {
	ReadOnly  bool   // several read-only openers may share a file
	Create    bool   // make the file, or the tables, where they are missing
	Extractor string // version of what finds the facts; "" takes what is stored as up to date
}

// Open opens the store in the file at path, or the one on a server, whose
// address is postgres://USER@HOST:5432/DATABASE with the parameters of libpq.
// Errors wrap ErrMissing, ErrNotStore, ErrDamaged, ErrVersion, ErrLocked or
// ErrServer where one of them is the cause; what is no store is left as it is. A
// store of an older schema is brought up to date when it is opened for writing.
func Open(path string, o Options) (*Store, error) {
	if postgres.Is(path) {
		return openServer(context.Background(), path, o)
	}
	err := checkFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if !o.Create || o.ReadOnly {
			return nil, fmt.Errorf("%s: %w; add a document to make one", path, ErrMissing)
		}
		err = create(path)
	}
	if err != nil {
		return nil, err
	}
	db, file, err := openBolt(path, o.ReadOnly)
	if err != nil {
		return nil, err
	}
	s, err := newStore(boltKV{db})
	if err == nil && !o.ReadOnly {
		s.fence = &fence{file}
		err = s.migrate()
	}
	if err != nil {
		abandon(db)
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	s.path, s.readOnly, s.extractor = path, o.ReadOnly, o.Extractor
	return s, nil
}

// abandon closes db in its own time: after a panic that may be never.
func abandon(db *bbolt.DB) {
	done := make(chan error, 1)
	go func() { done <- db.Close() }()
	select {
	case <-done:
	case <-time.After(lockWait):
	}
}

// Memory returns an empty store that lives in memory until it is closed.
func Memory() (*Store, error) {
	db := btree.New()
	if err := initialise(db); err != nil {
		return nil, err
	}
	return newStore(db)
}

// newStore opens the store in db, whose version it checks.
func newStore(db hidalgo.KV) (s *Store, err error) {
	defer (&Store{}).rescue(&err)()
	if err := checkVersion(db); err != nil {
		return nil, err
	}
	t := &transactor{KV: db}
	qs, err := kv.New(t, graph.Options{kv.OptNoBloom: true})
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrDamaged, err)
	}
	return &Store{kv: t, cayley: qs.(*kv.QuadStore)}, nil
}

func checkVersion(db hidalgo.KV) error {
	return hidalgo.View(db, func(tx hidalgo.Tx) error {
		v, ok, err := ledger{context.Background(), tx}.version()
		switch {
		case err != nil:
			return err
		case !ok:
			return fmt.Errorf("%w; another program made this file", ErrNotStore)
		case v.Schema > schemaVersion:
			return fmt.Errorf("%w: it has schema %d and a newer dramatis made it; this one reads %d", ErrVersion, v.Schema, schemaVersion)
		case v.Schema < oldestSchema:
			return fmt.Errorf("%w: it has schema %d, this dramatis reads %d; add the documents to a new store", ErrVersion, v.Schema, schemaVersion)
		}
		return nil
	})
}

// initialise makes an empty store in db, in one transaction.
func initialise(db hidalgo.KV) error { return initialiseAs(db, newID()) }

// newID returns an ID for a store, which no other has.
func newID() string {
	var id [16]byte
	rand.Read(id[:])
	return hex.EncodeToString(id[:])
}

func initialiseAs(db hidalgo.KV, id string) error {
	ctx := context.Background()
	t := &transactor{KV: db}
	return t.update(ctx, func(tx hidalgo.Tx) error {
		if err := kv.Init(t, nil); err != nil {
			return err
		}
		// Cayley reads its indexes from here on opening. Writing them is
		// better than changing kv.DefaultQuadIndexes under everybody's feet.
		indexes, err := json.Marshal([]kv.QuadIndex{bySubject, byObject, byLabel})
		if err != nil {
			return err
		}
		if err := tx.Put(hidalgo.SKey("meta", "indexes"), indexes); err != nil {
			return err
		}
		l := ledger{ctx, tx}
		if err := l.write(versionKey, versionEntry{ID: id, Schema: schemaVersion}); err != nil {
			return err
		}
		return l.stamp()
	})
}

// create makes an empty store at path. It appears there complete or not at
// all, and never in place of a file that somebody else made meanwhile.
func create(path string) error {
	temp, err := createTemp(path, newID())
	if err == nil {
		defer os.Remove(temp)
		err = publish(temp, path)
	}
	if err != nil {
		return fmt.Errorf("%s: cannot make the store: %w", path, err)
	}
	return nil
}

// createTemp makes an empty store beside path, under another name.
func createTemp(path, id string) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp") // mode 0600
	if err != nil {
		return "", err
	}
	f.Close()
	db, err := bbolt.Open(f.Name(), 0o600, boltOptions(false))
	if err == nil {
		db.AllocSize = growth
		err = errors.Join(initialiseAs(boltKV{db}, id), db.Close())
	}
	if err != nil {
		os.Remove(f.Name())
		return "", err
	}
	return f.Name(), nil
}

// publish gives the file at temp the name path, unless there is such a file.
func publish(temp, path string) error {
	err := os.Link(temp, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return syncFolder(filepath.Dir(path))
	}
	if _, err := os.Lstat(path); err == nil {
		return nil
	}
	if err := os.Rename(temp, path); err != nil { // a file system without links
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// syncFolder makes a new name in a folder durable, where the system can.
func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	f.Sync() // some file systems cannot sync a folder; the store is good all the same
	return nil
}
