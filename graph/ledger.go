package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/hidal-go/hidalgo/kv"
)

// schemaVersion is of the quads and the ledger. Schema 1 had neither seals nor
// the extractor in the ledger, schema 2 no judgements on identity; migrate
// brings them up to date.
const (
	schemaVersion = 3
	sealedSchema  = 2 // the first with seals
)

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

// A versionEntry says what the file is. Every schema keeps it as JSON with a
// number "schema", so that any dramatis can tell that a store is too new for it.
type versionEntry struct {
	Extractor string `json:"extractor,omitempty"` // that added the last document
	ID        string `json:"id,omitempty"`        // of the store: it stays when the store is copied
	Revision  string `json:"revision,omitempty"`  // of what is in it
	Schema    int    `json:"schema"`
}

// A documentEntry is the commit record of a document.
type documentEntry struct {
	Content   string   `json:"content,omitempty"`   // SHA-256 of the text
	Extractor string   `json:"extractor,omitempty"` // that found the facts; "" if unknown
	Origins   []string `json:"origins"`             // where it was read; "" for nowhere in particular
	Quads     int      `json:"quads"`
	SHA256    string   `json:"sha256"` // of its canonical N-Quads
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
	if err != nil {
		return false, err
	}
	if _, broken := unseal(k, data); broken {
		return false, fmt.Errorf("%w: ledger entry %q is not what was written", ErrDamaged, k)
	}
	if err := json.Unmarshal(data, v); err != nil {
		return false, fmt.Errorf("%w: ledger entry %q: %v", ErrDamaged, k, err)
	}
	return true, nil
}

func (l ledger) write(k kv.Key, v any) error { return l.tx.Put(k, seal(k, pack(v))) }

// A seal is the last field of an entry: a digest of the key and the other
// fields, for what the digests of documents do not cover.
const (
	sealStart = `,"seal":"`
	sealSize  = 16
	sealEnd   = `"}`
)

// seal adds its seal to an entry, which is an object of JSON that is not empty.
func seal(k kv.Key, entry string) []byte {
	return []byte(entry[:len(entry)-1] + sealStart + sealOf(k, entry) + sealEnd)
}

func sealOf(k kv.Key, entry string) string {
	return digest(fmt.Sprintf("%q", k) + "\n" + entry)[:sealSize]
}

// unseal returns the entry without its seal, and whether they contradict each
// other. Entries of schema 1 have no seal; for them it returns "", false.
func unseal(k kv.Key, data []byte) (entry string, broken bool) {
	at := len(data) - len(sealStart) - sealSize - len(sealEnd)
	if at < 1 || string(data[at:at+len(sealStart)]) != sealStart {
		return "", false
	}
	entry = string(data[:at]) + "}"
	return entry, string(data) != string(seal(k, entry))
}

// version returns the entry that says what the file is.
func (l ledger) version() (v versionEntry, ok bool, err error) {
	ok, err = l.read(versionKey, &v)
	return v, ok, err
}

// mark records the extractor that added the last document.
func (l ledger) mark(extractor string) error {
	v, _, err := l.version()
	if err != nil || extractor == "" || v.Extractor == extractor {
		return err
	}
	v.Extractor = extractor
	return l.write(versionKey, v)
}

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
