package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/dramatis-kg/dramatis/extract"
	hidalgo "github.com/hidal-go/hidalgo/kv"
)

// Verify reads all that is stored and checks it: that the pages of the file
// hang together, that every term and quad is found by all indexes, that each
// document has the text, the facts and the quads of its commit record, and that
// each fact follows from its evidence, whose places lie in the text. It calls
// seen once for the store as a whole, with "" for the document, and once for
// each document, by IRI, with the number of quads and what is wrong, if anything
// is. The error is one of not being able to read on. Writes wait until it ends.
func (s *Store) Verify(ctx context.Context, seen func(doc string, quads int, faults []string)) error {
	if faults := s.checkFile(); len(faults) > 0 {
		seen("", 0, faults)
		return nil // what bbolt makes of such a file is anybody's guess
	}
	return s.view(ctx, func(r *reader) error { return s.verify(r, seen) })
}

func (s *Store) verify(r *reader, seen func(doc string, quads int, faults []string)) error {
	v := &verification{l: r.ledger, r: r}
	live, err := v.layout(r)
	if err != nil {
		return err
	}
	v.faults = append(v.faults, s.checkHeads()...)
	docs, err := v.ledger()
	if err != nil {
		return err
	}
	total, bad := 0, 0
	for some := range slices.Chunk(docs, batch) {
		if err := r.ahead(some); err != nil {
			return err
		}
		for _, doc := range some {
			quads, faults := v.document(doc)
			total += quads
			if len(faults) > 0 {
				bad++
			}
			seen(doc, quads, faults)
			if err := r.ctx.Err(); err != nil {
				return err
			}
		}
	}
	lines, _, err := committedJudgements(v.l, r)
	if err != nil {
		bad++
		v.fault("%v", err)
	}
	total += len(lines)
	if total != live && bad == 0 {
		v.fault("%d quads are stored, %d belong to documents and judgements", live, total)
	}
	seen("", live, v.faults)
	return nil
}

// layout checks what is stored below documents: the records of Cayley, or the
// tables on a server. It returns the number of quads.
func (v *verification) layout(r *reader) (quads int, err error) {
	if r.sql != nil {
		return v.checkServer(r)
	}
	a := &audit{ctx: r.ctx, tx: r.ledger.tx, step: func() {}}
	err = a.run()
	v.faults = a.faults
	return a.live, err
}

// checkFile walks the pages of the file.
func (s *Store) checkFile() []string {
	if s.path == "" {
		return nil
	}
	f, err := os.Open(s.path)
	if err != nil {
		return []string{err.Error()}
	}
	defer f.Close()
	info, err := f.Stat()
	if err == nil {
		err = checkPages(f, info.Size(), true)
	}
	if err != nil {
		return []string{strings.TrimPrefix(err.Error(), ErrDamaged.Error()+": ")}
	}
	return nil
}

// checkHeads says whether the last write may be missing.
func (s *Store) checkHeads() []string {
	if s.path == "" {
		return nil
	}
	f, err := os.Open(s.path)
	if err != nil {
		return []string{err.Error()}
	}
	defer f.Close()
	if _, valid := readMetas(f); valid < 2 {
		return []string{"one of the two heads of the file is damaged: the last document added or removed may not be so"}
	}
	return nil
}

// A verification checks the ledger and what it says of documents.
type verification struct {
	l      ledger
	r      *reader
	faults []string
	found  []string // of the document at hand
}

func (v *verification) fault(format string, args ...any) {
	v.faults = append(v.faults, fmt.Sprintf(format, args...))
}

// ledger checks every entry and returns the documents, by IRI: those that have
// a commit record and those that have quads.
func (v *verification) ledger() (docs []string, err error) {
	docs, err = v.r.documents()
	if err != nil {
		return nil, err
	}
	origins := make(map[string]string) // the document at each
	var places [][2]string             // origin and document
	it := v.l.tx.Scan(versionKey[:1])
	defer it.Close()
	for it.Next(v.l.ctx) {
		k := it.Key()
		if string(k[0]) != "dramatis" {
			continue
		}
		name := ""
		if len(k) > 1 {
			name = string(k[1])
		}
		switch {
		case name == "version" && len(k) == 2:
			sealed(v, k, it.Val(), &versionEntry{})
		case name == "documents" && len(k) == 3:
			var e documentEntry
			sealed(v, k, it.Val(), &e)
			docs = append(docs, own+"doc/"+string(k[2]))
			for _, o := range e.Origins {
				places = append(places, [2]string{o, string(k[2])})
			}
		case name == "origins" && len(k) == 3:
			var e originEntry
			if sealed(v, k, it.Val(), &e); string(k[2]) != digest(e.Origin) {
				v.fault("the place %q is filed wrongly", e.Origin)
			}
			origins[e.Origin] = e.Document
		case name == "judgements" && len(k) == 2:
			sealed(v, k, it.Val(), &judgementsEntry{})
		case name == "acts" && len(k) == 3:
			sealed(v, k, it.Val(), &actEntry{})
		default:
			v.fault("an entry of the ledger has the key %q", k)
		}
	}
	if _, ok, err := v.l.version(); err == nil && !ok {
		v.fault("the ledger does not say what this store is")
	}
	v.places(places, origins)
	slices.Sort(docs)
	return slices.Compact(docs), it.Err()
}

// places makes sure that documents and places of origin agree.
func (v *verification) places(places [][2]string, origins map[string]string) {
	n := 0
	for _, p := range places {
		if p[0] == "" {
			continue
		}
		n++
		if origins[p[0]] != p[1] {
			v.fault("document %s was read at %q, where another one is filed", p[1], p[0])
		}
	}
	if n != len(origins) {
		v.fault("%d places of origin are filed, %d are known", len(origins), n)
	}
}

// sealed reads an entry into e, which must come out as it went in.
func sealed(v *verification, k hidalgo.Key, data []byte, e any) {
	entry, broken := unseal(k, data)
	if entry == "" && v.old() {
		entry = string(data)
	}
	if err := json.Unmarshal([]byte(entry), e); broken || err != nil || pack(e) != entry {
		v.fault("ledger entry %q is not what was written", k)
	}
}

// old says whether the store is of a schema without seals.
func (v *verification) old() bool {
	e, ok, err := v.l.version()
	return err == nil && ok && e.Schema < sealedSchema
}

// document checks one document and returns the number of its quads.
func (v *verification) document(doc string) (int, []string) {
	v.found = nil
	quads, err := v.r.quadsOf(quad.IRI(doc))
	if err != nil {
		return 0, []string{err.Error()}
	}
	id, _ := idOf(doc)
	e, err := v.l.document(id)
	switch {
	case err != nil:
		return len(quads), []string{err.Error()}
	case e == nil:
		return len(quads), []string{"there is no commit record"}
	}
	lines, err := nquads(quads)
	if err != nil {
		return len(quads), []string{err.Error()}
	}
	switch {
	case len(lines) != e.Quads:
		v.wrong("%d quads are stored, %d were added", len(lines), e.Quads)
	case digestLines(lines) != e.SHA256:
		v.wrong("the quads are not those that were added")
	}
	v.content(id, e, quads)
	return len(quads), v.found
}

func (v *verification) wrong(format string, args ...any) {
	v.found = append(v.found, fmt.Sprintf(format, args...))
}

// content takes the document apart and makes its quads anew.
func (v *verification) content(id string, e *documentEntry, quads []quad.Quad) {
	b := v.rebuild(id, quads)
	if digest(b.d.Text) != e.Content && e.Content != "" {
		v.wrong("the text is not the one that was added")
	}
	if n := len(without(quads, b.quads)) + len(without(b.quads, quads)); n > 0 {
		v.wrong("%d quads do not follow from the records of facts and actors", n)
	}
}

// rebuild makes the quads of a document from its fields and its records.
func (v *verification) rebuild(id string, quads []quad.Quad) *builder {
	d := &extract.Document{ID: id}
	fields := map[quad.IRI]*string{
		headline: &d.Title, published: &d.Published, publisher: &d.Publisher, pageURL: &d.URL, articleBody: &d.Text,
	}
	b := &builder{d: d, doc: documentIRI(id), seen: make(map[quad.Quad]bool, len(quads))}
	for _, q := range quads {
		p, _ := q.Predicate.(quad.IRI)
		if q.Subject == b.doc && fields[p] != nil {
			*fields[p] = quad.ToString(q.Object)
		}
	}
	b.document()
	facts := v.records(b, quads)
	text := newPoints(d.Text)
	for _, r := range facts {
		v.evidence(r, text, string(r.iri(b.doc)))
		b.fact(r)
	}
	v.dangling(b)
	return b
}

// records adds the entities to b and returns the facts.
func (v *verification) records(b *builder, quads []quad.Quad) (facts []*factRecord) {
	for _, q := range quads {
		iri, _ := q.Subject.(quad.IRI)
		packed := []byte(quad.ToString(q.Object))
		switch q.Predicate {
		case hasRecord:
			var r entityRecord
			if json.Unmarshal(packed, &r) != nil || classes[r.Kind] == "" {
				v.wrong("the record of %s cannot be read", iri)
				continue
			}
			b.entity(iri, &r)
		case hasEvidence:
			r := &factRecord{}
			if json.Unmarshal(packed, r) != nil || r.iri(b.doc) != iri {
				v.wrong("the record of %s is that of another fact", iri)
				continue
			}
			r.known = iri
			facts = append(facts, r)
		}
	}
	return facts
}

// dangling looks for actors that facts name and the document does not know.
func (v *verification) dangling(b *builder) {
	known := make(map[quad.Value]bool)
	for _, q := range b.quads {
		if q.Predicate == rdfType {
			known[q.Subject] = true
		}
	}
	for _, q := range b.quads {
		for _, term := range []quad.Value{q.Subject, q.Object} {
			iri, ok := term.(quad.IRI)
			if ok && isEntity(string(iri)) && !known[iri] {
				v.wrong("%s is named and not described", iri)
				known[iri] = true // once is enough
			}
		}
	}
}

// isEntity says whether the IRI is that of an actor or a thing.
func isEntity(iri string) bool {
	kind, _, ok := strings.Cut(strings.TrimPrefix(iri, own), "/")
	return ok && strings.HasPrefix(iri, own) && (kind == "thing" || classes[extract.Kind(kind)] != "")
}

// evidence makes sure that a fact quotes what is in the text.
func (v *verification) evidence(r *factRecord, text *points, iri string) {
	if text.span(r.Start, r.End) == "" {
		v.wrong("%s: its sentence is not in the text", iri)
	}
	spans := [][2]int{r.Subject.Span, r.Predicate.Span}
	if r.Object != nil {
		spans = append(spans, r.Object.Span)
	}
	if r.Source != nil {
		spans = append(spans, r.Source.Span)
	}
	for _, a := range r.Through {
		spans = append(spans, a.Span)
	}
	for _, s := range spans {
		if s != [2]int{} && text.span(s[0], s[1]) == "" {
			v.wrong("%s: it quotes what is not in the text", iri)
			return
		}
	}
}
