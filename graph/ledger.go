package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/hidal-go/hidalgo/kv"
)

// schemaVersion is of the quads and the ledger. A store of another one is refused.
const schemaVersion = 1

// The ledger is a bucket beside those of Cayley. It remembers what is not
// knowledge and so no quads: where documents were read, and how many quads each
// has. A ledger lives as long as its transaction.
type ledger struct {
	ctx context.Context
	tx  kv.Tx
}

var (
	versionKey   = kv.SKey("dramatis", "version")
	documentsKey = kv.SKey("dramatis", "documents")
	originsKey   = kv.SKey("dramatis", "origins")
)

type versionEntry struct {
	Schema int `json:"schema"`
}

// A documentEntry is the commit record of a document.
type documentEntry struct {
	Origins []string `json:"origins"` // where it was read; "" for nowhere in particular
	Quads   int      `json:"quads"`
	SHA256  string   `json:"sha256"` // of its canonical N-Quads
}

type originEntry struct {
	Document string `json:"document"` // its ID
	Origin   string `json:"origin"`
}

func documentKey(id string) kv.Key   { return documentsKey.AppendBytes([]byte(id)) }
func originKey(origin string) kv.Key { return originsKey.AppendBytes([]byte(digest(origin))) }

// read fills v with the entry at k and says whether there is one.
func (l ledger) read(k kv.Key, v any) (bool, error) {
	data, err := l.tx.Get(l.ctx, k)
	if errors.Is(err, kv.ErrNotFound) {
		return false, nil
	}
	if err == nil {
		err = json.Unmarshal(data, v)
	}
	if err != nil {
		return false, fmt.Errorf("ledger entry %q: %w", k, err)
	}
	return true, nil
}

func (l ledger) write(k kv.Key, v any) error { return l.tx.Put(k, []byte(pack(v))) }

// document returns the entry of the document, nil when it is not stored.
func (l ledger) document(id string) (*documentEntry, error) {
	var e documentEntry
	ok, err := l.read(documentKey(id), &e)
	if !ok {
		return nil, err
	}
	return &e, nil
}

// formerly returns the ID of the document last read at origin, "" for none.
func (l ledger) formerly(origin string) (string, error) {
	if origin == "" {
		return "", nil
	}
	var e originEntry
	_, err := l.read(originKey(origin), &e)
	return e.Document, err
}

// settle records that the document with this entry was read at origin.
func (l ledger) settle(id string, e *documentEntry, origin string) error {
	if !slices.Contains(e.Origins, origin) {
		e.Origins = append(e.Origins, origin)
		slices.Sort(e.Origins)
	}
	if err := l.write(documentKey(id), e); err != nil || origin == "" {
		return err
	}
	return l.write(originKey(origin), originEntry{Document: id, Origin: origin})
}

// leave records that the document is at origin no longer, and says whether it
// is anywhere else.
func (l ledger) leave(id, origin string) (elsewhere bool, err error) {
	e, err := l.document(id)
	if err != nil || e == nil {
		return false, err
	}
	e.Origins = slices.DeleteFunc(e.Origins, func(o string) bool { return o == origin })
	if len(e.Origins) == 0 {
		return false, nil
	}
	return true, l.write(documentKey(id), e)
}

// forget takes the document out of the ledger.
func (l ledger) forget(id string) error {
	e, err := l.document(id)
	if err != nil || e == nil {
		return err
	}
	for _, o := range e.Origins {
		if at, err := l.formerly(o); err != nil {
			return err
		} else if at == id {
			if err := l.tx.Del(originKey(o)); err != nil {
				return err
			}
		}
	}
	return l.tx.Del(documentKey(id))
}
