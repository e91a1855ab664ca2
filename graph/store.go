package graph

import (
	"context"
	"errors"
	"io"
	"iter"

	"github.com/dramatis-kg/dramatis/extract"
)

// What may be wrong with a store; test for them with errors.Is.
var (
	ErrMissing  = errors.New("no such store")
	ErrNotStore = errors.New("not a dramatis store")
	ErrVersion  = errors.New("store of another version")
	ErrLocked   = errors.New("store is in use")
	ErrReadOnly = errors.New("store is open for reading only")
	ErrClosed   = errors.New("store is closed")
	ErrNotFound = errors.New("not in the store")
)

// Options tell Open what is wanted. The zero value opens an existing store for
// reading and writing.
type Options struct {
	ReadOnly bool // several read-only openers may share a file
	Create   bool // make the file where it is missing
}

// A Store holds documents, entities and facts as quads in Cayley. Goroutines
// may share it: reads run beside one another, writes one at a time.
type Store struct{}

// A Change says what Add did.
type Change uint8

// The changes.
const (
	Unchanged Change = iota
	Added
	Replaced // the place formerly held another text, which is gone now
)

// Stats counts what a store holds.
type Stats struct {
	Documents int
	Entities  map[extract.Kind]int
	Named     int // entities that more than one document may speak of
	Facts     int
	Asserted  int   // by the article itself: plain edges of the graph
	Reported  int   // affirmed by somebody the article names
	Denied    int   // by whomever
	Other     int   // planned, possible, asked, conditional
	Quads     int   // as exported
	Bytes     int64 // of the file; 0 in memory
}

var errTODO = errors.New("graph: not yet")

// Open opens the store in the file at path. Errors wrap ErrMissing,
// ErrNotStore, ErrVersion or ErrLocked where one of them is the cause.
func Open(path string, o Options) (*Store, error) { return nil, errTODO }

// Memory returns an empty store that lives in memory until it is closed.
func Memory() (*Store, error) { return nil, errTODO }

// Close closes the store. Closing twice does no harm.
func (s *Store) Close() error { return nil }

// Add stores d, which was read at origin: an absolute path, path#row or URL, or
// "" for a text from nowhere. A document that is there already is left as it
// is; one that was at origin before goes. When Add returns, d is durable.
func (s *Store) Add(ctx context.Context, d *extract.Document, origin string) (Change, error) {
	return Unchanged, errTODO
}

// Remove takes the document with this IRI out and returns how many quads went
// with it. What other documents say stays.
func (s *Store) Remove(ctx context.Context, doc string) (int, error) { return 0, errTODO }

// Has says whether the document with this ID (extract.Document.ID) is stored.
func (s *Store) Has(ctx context.Context, docID string) (bool, error) { return false, errTODO }

// Documents yields the documents by IRI.
func (s *Store) Documents(ctx context.Context) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) { yield(Document{}, errTODO) }
}

// Entities yields the entities by IRI.
func (s *Store) Entities(ctx context.Context) iter.Seq2[Entity, error] {
	return func(yield func(Entity, error) bool) { yield(Entity{}, errTODO) }
}

// Facts yields the facts by document IRI, then in the order of the text.
func (s *Store) Facts(ctx context.Context) iter.Seq2[Fact, error] {
	return func(yield func(Fact, error) bool) { yield(Fact{}, errTODO) }
}

// FactsOf yields the facts in which the entity with this IRI is subject,
// object, source or in a modifier, in the order of Facts.
func (s *Store) FactsOf(ctx context.Context, entity string) iter.Seq2[Fact, error] {
	return func(yield func(Fact, error) bool) { yield(Fact{}, errTODO) }
}

// Document returns the document with this IRI, or ErrNotFound.
func (s *Store) Document(ctx context.Context, iri string) (Document, error) {
	return Document{}, errTODO
}

// Entity returns the entity with this IRI, or ErrNotFound.
func (s *Store) Entity(ctx context.Context, iri string) (Entity, error) {
	return Entity{}, errTODO
}

// Fact returns the fact with this IRI, or ErrNotFound.
func (s *Store) Fact(ctx context.Context, iri string) (Fact, error) { return Fact{}, errTODO }

// Stats counts what is stored.
func (s *Store) Stats(ctx context.Context) (Stats, error) { return Stats{}, errTODO }

// Export writes all quads as N-Quads in canonical form, sorted: stores that
// say the same give the same bytes. Places of origin are not exported.
func (s *Store) Export(ctx context.Context, w io.Writer) error { return errTODO }

// WriteNQuads writes the quads of d as Export does.
func WriteNQuads(w io.Writer, d *extract.Document) error { return errTODO }
