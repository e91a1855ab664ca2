package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/quad"
)

// A Bundle is all that a graph says of one document, checked and ready to be
// stored.
type Bundle struct {
	id     string
	quads  []quad.Quad
	commit documentEntry
	terms  *terms // for Build
}

// Size returns how many quads the document has.
func (b *Bundle) Size() int { return len(b.quads) }

// Document returns the IRI of the document.
func (b *Bundle) Document() string { return DocumentIRI(b.id) }

// NewBundle makes a bundle of the quads of one document, as Quads yields them.
// What follows from the fields of the document and from the records of its
// facts and entities may be missing. A quad that does not follow from them, a
// fact that quotes what is not in the text and all that Add would refuse are
// errors: what is stored can be verified.
func NewBundle(quads []quad.Quad) (*Bundle, error) {
	id, err := documentOf(quads)
	if err != nil {
		return nil, err
	}
	b, err := rebuild(id, quads)
	if err != nil {
		return nil, fmt.Errorf("document %s: %w", DocumentIRI(id), err)
	}
	return b, nil
}

// documentOf returns the ID of the document that the quads describe.
func documentOf(quads []quad.Quad) (string, error) {
	id := ""
	for _, q := range quads {
		if q.Predicate != rdfType || q.Object != newsArticle {
			continue
		}
		iri, _ := q.Subject.(quad.IRI)
		this, ok := idOf(string(iri))
		if !ok || !documentID.MatchString(this) || id != "" && id != this {
			return "", fmt.Errorf("%s is no document, or one of several", quad.StringOf(q.Subject))
		}
		id = this
	}
	if id == "" {
		return "", errors.New("no quad says which document this is")
	}
	return id, nil
}

func rebuild(id string, quads []quad.Quad) (*Bundle, error) {
	for _, q := range quads {
		if err := gate(q); err != nil {
			return nil, err
		}
	}
	var v verification
	b := v.rebuild(id, quads)
	if len(v.found) > 0 {
		return nil, errors.New(v.found[0])
	}
	for _, q := range quads {
		packed := q.Predicate == hasRecord || q.Predicate == hasEvidence
		if packed && q.Label == b.doc || b.seen[q] { // a record may have been written in another way
			continue
		}
		line, _ := appendQuad(nil, q)
		return nil, fmt.Errorf("a quad does not follow from the records of facts and entities: %.200s", line)
	}
	if len(b.quads) > maxQuads {
		return nil, fmt.Errorf("%d quads, more than %d", len(b.quads), maxQuads)
	}
	lines, err := nquads(b.quads)
	if err != nil {
		return nil, err
	}
	t, err := newTerms(b.quads)
	return &Bundle{id: id, quads: b.quads, terms: t, commit: documentEntry{
		Content: digest(b.d.Text), Quads: len(lines), SHA256: digestLines(lines),
	}}, err
}

// AddBundles stores documents in one transaction and says what became of each.
// When it returns they are durable. One that is stored already, with the same
// quads, is left as it is; other quads of the same document are replaced.
func (s *Store) AddBundles(ctx context.Context, list []*Bundle) ([]Change, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		changes, err := s.addBundles(ctx, list)
		if !errors.Is(err, errOvertaken) {
			return changes, err
		}
	}
}

func (s *Store) addBundles(ctx context.Context, list []*Bundle) ([]Change, error) {
	if s.closed != nil {
		return nil, s.closed
	}
	var work []addition
	changes := make([]Change, len(list))
	at := make(map[string]int) // in work
	for i, b := range list {
		if k, ok := at[b.id]; ok { // the last one counts
			if work[k].commit.SHA256 != b.commit.SHA256 {
				changes[i] = Replaced
				work[k].quads, work[k].commit = b.quads, b.commit
			}
			continue
		}
		known, err := s.before(ctx, b.id, "")
		if err != nil {
			return nil, err
		}
		switch {
		case known.entry == nil:
			changes[i] = Added
		case known.entry.SHA256 == b.commit.SHA256:
			continue
		default:
			changes[i] = Replaced
		}
		at[b.id] = len(work)
		work = append(work, addition{before: known, id: b.id, quads: b.quads, commit: b.commit})
	}
	if len(work) == 0 {
		return changes, nil
	}
	return changes, s.update(ctx, func(l ledger, r *reader) error { return s.addMany(l, r, work) })
}

// addMany adds the quads of new documents at once, which is much quicker.
func (s *Store) addMany(l ledger, r *reader, work []addition) error {
	var fresh []quad.Quad
	for _, a := range work {
		now, err := s.beforeIn(l, a.id, a.origin)
		if err == nil && !reflect.DeepEqual(now, a.before) {
			err = errOvertaken
		}
		if err != nil {
			return unwritten{err}
		}
		if a.entry == nil {
			fresh = append(fresh, a.quads...)
		}
	}
	if err := s.apply(fresh, graph.Add); err != nil {
		return err
	}
	for _, a := range work {
		entry, origin := a.commit, ""
		if a.entry != nil {
			if _, err := s.addQuads(r, a); err != nil {
				return err
			}
			entry.Origins = a.entry.Origins
			origin = entry.Origins[0] // it stays where it was
		}
		if err := l.settle(a.id, &entry, origin); err != nil {
			return err
		}
	}
	return nil
}

// Quads yields the quads of each document, by document IRI, and those of a
// document in the order of their N-Quads; last come those of the judgements on
// identity, if there are any. A document that is not what was added is an error.
func (s *Store) Quads(ctx context.Context) iter.Seq2[[]quad.Quad, error] {
	documents := eachDocument(ctx, s, func(r *reader, doc string) ([][]quad.Quad, error) {
		if links, err := r.links(byLabel, r.node(quad.IRI(doc))); err != nil || len(links) == 0 {
			return nil, err // it has gone meanwhile
		}
		_, quads, err := committed(r.ledger, r, doc)
		slices.SortFunc(quads, compareQuads)
		return [][]quad.Quad{quads}, err
	})
	return func(yield func([]quad.Quad, error) bool) {
		for quads, err := range documents {
			if !yield(quads, err) || err != nil {
				return
			}
		}
		var quads []quad.Quad
		err := s.view(ctx, func(r *reader) (err error) {
			_, quads, err = committedJudgements(r.ledger, r)
			slices.SortFunc(quads, compareQuads)
			return err
		})
		if len(quads) > 0 || err != nil {
			yield(quads, err)
		}
	}
}

// compareQuads orders quads as their lines are ordered.
func compareQuads(a, b quad.Quad) int {
	return cmp.Or(compareTerms(a.Subject, b.Subject), compareTerms(a.Predicate, b.Predicate),
		compareTerms(a.Object, b.Object), compareTerms(a.Label, b.Label))
}

// compareTerms orders IRIs and literals as they stand in N-Quads: literals
// first, since '"' comes before '<'.
func compareTerms(a, b quad.Value) int {
	x, isIRI := a.(quad.IRI)
	y, isIRIToo := b.(quad.IRI)
	switch {
	case isIRI != isIRIToo:
		if isIRI {
			return 1
		}
		return -1
	case isIRI && x == y:
		return 0
	case isIRI:
		return cmp.Compare(x+">", y+">")
	}
	s, _ := a.(quad.String)
	t, _ := b.(quad.String)
	return slices.Compare(append(appendEscaped(nil, string(s)), '"'), append(appendEscaped(nil, string(t)), '"'))
}
