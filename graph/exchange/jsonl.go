package exchange

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/identity"
)

// The predicates that JSONL knows: those from which all others follow.
const (
	ownEvidence = quad.IRI("dramatis:evidence")
	ownRecord   = quad.IRI("dramatis:record")
	rdfType     = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
	newsArticle = quad.IRI("http://schema.org/NewsArticle")
)

// judgementPrefix begins the labels of judgements on identity: that of the edge
// between two entities is the judgement, that of its record dramatis:judgements.
const judgementPrefix = "dramatis:judgement"

// documentFields gives the key of each field of a document.
var documentFields = []struct {
	key       string
	predicate quad.IRI
}{
	{"title", "http://schema.org/headline"},
	{"published", "http://schema.org/datePublished"},
	{"publisher", "http://schema.org/publisher"},
	{"url", "http://schema.org/url"},
	{"text", "http://schema.org/articleBody"},
}

// writeJSONL writes each document and then its entities and facts, a line
// each. The lines of an entity and of a fact are their records, with type, ID
// and document before them.
func writeJSONL(ctx context.Context, w io.Writer, s *graph.Store) error {
	b := bufio.NewWriter(w)
	out := &sink{w: b}
	for quads, err := range s.Quads(ctx) {
		if err != nil {
			return err
		}
		if strings.HasPrefix(plain(quads[0].Label), judgementPrefix) {
			out.records(quads, ownRecord, "judgement")
			continue
		}
		var doc quad.IRI
		fields := make(map[quad.IRI]string)
		for _, q := range quads {
			if q.Object == newsArticle && q.Predicate == rdfType {
				doc, _ = q.Subject.(quad.IRI)
			}
		}
		for _, q := range quads {
			if q.Subject == doc {
				fields[q.Predicate.(quad.IRI)] = plain(q.Object)
			}
		}
		out.put(`{"type":"document","id":`, compact(string(doc)))
		for _, f := range documentFields {
			if text := fields[f.predicate]; text != "" {
				out.put(`,"`, f.key, `":`, compact(text))
			}
		}
		out.put("}\n")
		out.records(quads, ownRecord, "entity")
		out.records(quads, ownEvidence, "fact")
	}
	if out.err != nil {
		return out.err
	}
	return b.Flush()
}

func (s *sink) records(quads []quad.Quad, predicate quad.IRI, what string) {
	for _, q := range quads {
		if q.Predicate == predicate {
			record := plain(q.Object) // an object of JSON, never empty
			s.put(`{"type":"`, what, `","id":`, compact(plain(q.Subject)),
				`,"document":`, compact(plain(q.Label)), ",", record[1:], "\n")
		}
	}
}

// maxLine is the longest line of an import, in bytes: the text of an article,
// all of it escaped, fits.
const maxLine = 128 << 20

// jsonDocuments yields the quads of each document of JSONL. A document begins
// with its own line; those of its entities and facts follow.
func jsonDocuments(r io.Reader, skip func(error), judged func(identity.Judgement)) iter.Seq2[[]quad.Quad, error] {
	return func(yield func([]quad.Quad, error) bool) {
		var doc []quad.Quad
		lines := newLines(r)
		for n := 1; lines.Scan(); n++ {
			if len(bytes.TrimSpace(lines.Bytes())) == 0 {
				continue
			}
			quads, first, err := jsonLine(lines.Bytes())
			if err == nil && len(quads) == 1 && quads[0].Label == judgements {
				if j, e := judgementOf(quads[0]); e == nil {
					judged(j)
					continue
				} else {
					err = e
				}
			}
			if err == nil && !first && (len(doc) == 0 || quads[0].Label != doc[0].Label) {
				err = errors.New("it does not follow the line of its document")
			}
			if err != nil {
				skip(fmt.Errorf("line %d: %w", n, err))
				continue
			}
			if first && len(doc) > 0 && !yield(doc, nil) {
				return
			}
			if first {
				doc = nil
			}
			doc = append(doc, quads...)
		}
		if len(doc) > 0 && !yield(doc, nil) {
			return
		}
		if err := lines.Err(); err != nil {
			yield(nil, readError(err))
		}
	}
}

// jsonLine returns what a line says, and whether a document begins with it.
func jsonLine(line []byte) (quads []quad.Quad, document bool, err error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(line, &fields); err != nil {
		return nil, false, err
	}
	text := func(key string) (s string) {
		if raw, ok := fields[key]; ok && err == nil {
			err = json.Unmarshal(raw, &s)
		}
		return s
	}
	what, id, doc := text("type"), quad.IRI(text("id")), quad.IRI(text("document"))
	predicate := ownRecord
	switch what {
	case "document":
		quads = append(quads, quad.Quad{Subject: id, Predicate: rdfType, Object: newsArticle, Label: id})
		for _, f := range documentFields {
			if s := text(f.key); s != "" {
				quads = append(quads, quad.Quad{Subject: id, Predicate: f.predicate, Object: quad.String(s), Label: id})
			}
		}
		return quads, true, err
	case "fact":
		predicate = ownEvidence
	case "judgement":
		doc = judgements
	case "entity":
	default:
		return nil, false, fmt.Errorf("type %.40q is not document, entity, fact or judgement", what)
	}
	maps.DeleteFunc(fields, func(key string, _ json.RawMessage) bool { return key == "type" || key == "id" || key == "document" })
	quads = []quad.Quad{{Subject: id, Predicate: predicate, Object: quad.String(compact(fields)), Label: doc}}
	return quads, false, err
}

const judgements = quad.IRI("dramatis:judgements")

// judgementOf returns the judgement in a record.
func judgementOf(q quad.Quad) (j identity.Judgement, err error) {
	if q.Predicate != ownRecord {
		return j, fmt.Errorf("%s is no record of a judgement", q.Predicate)
	}
	if err := json.Unmarshal([]byte(plain(q.Object)), &j); err != nil {
		return j, err
	}
	if j.ID() != plain(q.Subject) {
		return j, fmt.Errorf("%s is the record of another judgement", q.Subject)
	}
	return j, nil
}
