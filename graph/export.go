package graph

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"

	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	hidalgo "github.com/hidal-go/hidalgo/kv"
)

// Export writes all quads as N-Quads in canonical form, sorted: stores that
// say the same give the same bytes. Places of origin are not exported. A
// document that is not what was added is an error, which comes at the end: what
// was written before it is not to be used.
//
// It reads the store from front to back and keeps numbers, not lines, so that a
// million quads take it 150 MB or so.
func (s *Store) Export(ctx context.Context, w io.Writer) error {
	if s.server != nil {
		return s.exportServer(ctx, w)
	}
	return s.view(ctx, func(r *reader) error {
		e := &exporter{r: r, tx: r.ledger.tx, w: bufio.NewWriterSize(w, 64<<10)}
		for _, step := range []func() error{e.read, e.order, e.documents, e.write, e.check} {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
}

// An exporter writes the quads of a store. Slices are indexed by the numbers
// that Cayley gives to terms and quads.
type exporter struct {
	r      *reader
	tx     hidalgo.Tx
	w      *bufio.Writer
	values [][]byte // of terms, as they are stored; nil for quads
	owner  []uint32 // the document of a label
	quads  []exportQuad
	sums   map[uint32]hash.Hash // of documents
	docs   []string
	buf    []byte // of the lines of a subject
}

type exportQuad struct{ subject, predicate, object, label uint32 }

// read reads all terms and quads.
func (e *exporter) read() error {
	it := e.tx.Scan(hidalgo.SKey("log"))
	defer it.Close()
	e.quads = make([]exportQuad, 0, min(max(e.r.qs.Size(), 0), 1<<22)) // of a damaged store it can be any number
	var p proto.Primitive
	for it.Next(e.r.ctx) {
		k := it.Key()
		if len(k) != 2 || string(k[0]) != "log" || len(k[1]) != 8 {
			continue
		}
		p = proto.Primitive{}
		if err := p.Unmarshal(it.Val()); err != nil {
			return err
		}
		id := binary.BigEndian.Uint64(k[1])
		top := max(id, p.Subject, p.Predicate, p.Object, p.Label)
		switch {
		case top > 1<<32-2:
			return fmt.Errorf("record %d has a number too high", id)
		case p.IsNode():
			for uint64(len(e.values)) <= id {
				e.values = append(e.values, nil)
			}
			e.values[id] = valueIn(it.Val())
		case !p.Deleted:
			e.quads = append(e.quads, exportQuad{uint32(p.Subject), uint32(p.Predicate), uint32(p.Object), uint32(p.Label)})
		}
	}
	e.owner = make([]uint32, len(e.values))
	if size := int(e.r.qs.Size()); size != len(e.quads) {
		return fmt.Errorf("%d quads are in the log, %d are counted", len(e.quads), size)
	}
	return it.Err()
}

// valueIn returns the only field of a record that is no number, which Unmarshal
// would copy; nil where there are fields that Cayley does not write.
func valueIn(data []byte) []byte {
	for len(data) > 0 {
		tag, n := binary.Uvarint(data)
		if n <= 0 {
			return nil
		}
		size, m := binary.Uvarint(data[n:])
		if m <= 0 {
			return nil
		}
		data = data[n+m:]
		switch {
		case tag&7 == 2 && size <= uint64(len(data)):
			return data[:size]
		case tag&7 != 0:
			return nil
		}
	}
	return nil
}

// order brings the quads of a subject together, in the order of their lines.
func (e *exporter) order() error {
	rank := make([]uint32, len(e.values))
	var subjects []uint32
	for _, q := range e.quads {
		if int(max(q.subject, q.predicate, q.object, q.label)) >= len(rank) {
			return errors.New("a quad has a term that is missing")
		}
		if rank[q.subject] == 0 {
			rank[q.subject] = 1
			subjects = append(subjects, q.subject)
			if e.iri(q.subject) == nil {
				return fmt.Errorf("term %d is no IRI", q.subject)
			}
		}
	}
	slices.SortFunc(subjects, func(a, b uint32) int { return compareIRIs(e.iri(a), e.iri(b)) })
	for i, n := range subjects {
		rank[n] = uint32(i)
	}
	slices.SortFunc(e.quads, func(a, b exportQuad) int { return int(rank[a.subject]) - int(rank[b.subject]) })
	return e.r.ctx.Err()
}

// documents finds out which document each label belongs to.
func (e *exporter) documents() (err error) {
	e.docs, err = e.r.documents()
	if err != nil {
		return err
	}
	e.sums = make(map[uint32]hash.Hash, len(e.docs))
	slices.Sort(e.docs)
	for _, doc := range e.docs {
		n := uint32(e.r.node(quad.IRI(doc)))
		if int(n) >= len(e.owner) {
			return errors.New("a document has no number")
		}
		e.owner[n], e.sums[n] = n, sha256.New()
	}
	member := uint32(e.r.node(inDocument))
	for _, q := range e.quads {
		if q.predicate == member && e.sums[q.label] != nil && q.label == q.object {
			e.owner[q.subject] = q.label
		}
	}
	return e.judgements()
}

// judgements has the judgements on identity checked as one document.
func (e *exporter) judgements() error {
	all := uint32(e.r.node(judgementsIRI))
	if all == 0 {
		return nil
	}
	if int(all) >= len(e.owner) {
		return errors.New("the judgements have no number")
	}
	e.owner[all], e.sums[all] = all, sha256.New()
	for _, q := range e.quads {
		if q.label == all {
			e.owner[q.subject] = all
		}
	}
	return nil
}

// write writes the lines, those of one subject after the other.
func (e *exporter) write() error {
	for i := 0; i < len(e.quads); {
		end := i + 1
		for end < len(e.quads) && e.quads[end].subject == e.quads[i].subject {
			end++
		}
		if err := e.subject(e.quads[i:end]); err != nil {
			return err
		}
		if i = end; e.r.ctx.Err() != nil {
			return e.r.ctx.Err()
		}
	}
	return e.w.Flush()
}

// subject writes the lines of one subject.
func (e *exporter) subject(quads []exportQuad) error {
	type line struct {
		text  []byte
		label uint32
	}
	lines := make([]line, len(quads))
	all := e.buf[:0]
	for i, q := range quads {
		start := len(all)
		for _, n := range []uint32{q.subject, q.predicate, q.object, q.label} {
			var err error
			if all, err = e.term(all, n, n == q.object); err != nil {
				return err
			}
			all = append(all, ' ')
		}
		all = append(all, ".\n"...)
		lines[i] = line{all[start:], q.label}
	}
	e.buf = all
	slices.SortFunc(lines, func(a, b line) int { return bytes.Compare(a.text, b.text) })
	for _, l := range lines {
		sum := e.sums[e.owner[l.label]]
		if sum == nil {
			return fmt.Errorf("a quad belongs to no document: %.200s", l.text)
		}
		sum.Write(l.text)
		if _, err := e.w.Write(l.text); err != nil {
			return err
		}
	}
	return nil
}

// The first bytes of IRIs and literals as Cayley stores them: a length follows,
// and then the text.
const (
	literalTag = 2<<3 | 2
	iriTag     = 3<<3 | 2
)

// term appends a term as it stands in a line. What is not as it was added is
// found by check.
func (e *exporter) term(b []byte, n uint32, object bool) ([]byte, error) {
	if iri := e.iri(n); iri != nil {
		return append(append(append(b, '<'), iri...), '>'), nil
	}
	text := textOf(e.values[n], literalTag)
	if text == nil || !object {
		return b, fmt.Errorf("term %d cannot stand where it does", n)
	}
	return append(appendEscaped(append(b, '"'), text), '"'), nil
}

// iri returns an IRI; nil for a literal.
func (e *exporter) iri(n uint32) []byte { return textOf(e.values[n], iriTag) }

// textOf returns the text of a stored term, which must have this tag.
func textOf(value []byte, tag byte) []byte {
	if len(value) < 2 || value[0] != tag {
		return nil
	}
	size, n := binary.Uvarint(value[1:])
	if n <= 0 || size != uint64(len(value)-1-n) {
		return nil
	}
	return value[1+n:]
}

// compareIRIs orders IRIs as the lines that begin with them.
func compareIRIs(a, b []byte) int {
	n := min(len(a), len(b))
	c := bytes.Compare(a[:n], b[:n])
	switch {
	case c != 0 || len(a) == len(b):
		return c
	case len(a) < len(b):
		return cmp.Compare('>', b[n])
	}
	return cmp.Compare(a[n], '>')
}

// check compares what was written with the commit records.
func (e *exporter) check() error {
	l := ledger{e.r.ctx, e.tx}
	for _, doc := range e.docs {
		id, _ := idOf(doc)
		entry, err := l.document(id)
		if err != nil {
			return err
		}
		sum := e.sums[uint32(e.r.node(quad.IRI(doc)))]
		if entry == nil || entry.SHA256 != hex.EncodeToString(sum.Sum(nil)) {
			return fmt.Errorf("%s is not what was added", doc)
		}
	}
	lines, _, err := committedJudgements(l, e.r)
	if err != nil {
		return err
	}
	if sum := e.sums[uint32(e.r.node(judgementsIRI))]; sum != nil && hex.EncodeToString(sum.Sum(nil)) != digestLines(lines) {
		return errors.New("the judgements are not those that were made")
	}
	return nil
}
