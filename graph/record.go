package graph

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/dramatis-kg/dramatis/extract"
)

// A factRecord is the packed literal of a fact. It is complete: the edge and
// the other quads of the fact are ways to find it, so that reading a fact takes
// one look-up. Keys are in alphabetical order, absent ones are zero, offsets
// count code points.
type factRecord struct {
	Confidence float64          `json:"confidence,omitempty"`
	End        int              `json:"end"`
	Family     string           `json:"family,omitempty"`
	Modality   extract.Modality `json:"modality"`
	Modifiers  []Modifier       `json:"modifiers,omitempty"`
	Object     *argumentRecord  `json:"object,omitempty"`
	Polarity   extract.Polarity `json:"polarity"`
	Predicate  predicateRecord  `json:"predicate"`
	Rule       string           `json:"rule,omitempty"`
	Sentence   int              `json:"sentence"`
	Source     *argumentRecord  `json:"source,omitempty"`
	Start      int              `json:"start"`
	Subject    argumentRecord   `json:"subject"`
	Through    []argumentRecord `json:"through,omitempty"` // who quotes the source, the nearest first

	known quad.IRI // what iri returns, once it has been found out
}

type argumentRecord struct {
	IRI  string `json:"iri,omitempty"`
	Name string `json:"name,omitempty"`
	Span [2]int `json:"span"`
}

type predicateRecord struct {
	Lemma string `json:"lemma"`
	Span  [2]int `json:"span"`
	Text  string `json:"text"`
}

// term returns the argument as an object of a quad: its IRI, or its literal.
func (a *argumentRecord) term() quad.Value {
	if a.IRI != "" {
		return quad.IRI(a.IRI)
	}
	return quad.String(a.Name)
}

// asserted is Fact.Asserted for a record.
func (r *factRecord) asserted() bool {
	return r.Polarity == extract.Affirmed && r.Modality == extract.Asserted && r.Source == nil
}

// time returns the value of the first modifier of time that tells when, or else
// of one that tells how long or how often: "for two days", "every Monday".
func (r *factRecord) time() string {
	other := ""
	for _, m := range r.Modifiers {
		switch {
		case m.Role != "time" || m.Value == "":
		case strings.ContainsAny(m.Value[:1], "PTRX{"):
			if other == "" {
				other = m.Value
			}
		default:
			return m.Value
		}
	}
	return other
}

// iri hashes all that makes the fact what it is: document, offsets, subject,
// predicate, object, modifiers, polarity, modality and source. Two rules that
// find the same fact give one fact.
func (r factRecord) iri(doc quad.IRI) quad.IRI {
	if r.known != "" {
		return r.known
	}
	r.Confidence, r.Rule, r.Family = 0, "", ""
	return quad.IRI(own + "fact/" + digest(string(doc) + "\n" + pack(r))[:20])
}

// fact unpacks the record. The text of the sentence comes from the document.
func (r *factRecord) fact(iri, doc string, text *points) Fact {
	f := Fact{
		IRI: iri, Document: doc,
		Subject: r.Subject.IRI, SubjectName: r.Subject.Name,
		Predicate: r.Predicate.Lemma, PredicateText: r.Predicate.Text, Family: r.Family,
		Modifiers: r.Modifiers, Time: r.time(),
		Polarity: r.Polarity, Modality: r.Modality,
		Confidence: r.Confidence, Rule: r.Rule,
		Evidence: Evidence{
			Sentence: r.Sentence, Text: text.span(r.Start, r.End), Start: r.Start, End: r.End,
			Subject: r.Subject.Span, Predicate: r.Predicate.Span,
		},
	}
	if r.Object != nil {
		f.Object, f.ObjectName, f.Evidence.Object = r.Object.IRI, r.Object.Name, r.Object.Span
	}
	if r.Source != nil {
		f.Source, f.SourceName = r.Source.IRI, r.Source.Name
	}
	for _, a := range r.Through {
		f.QuotedBy = append(f.QuotedBy, a.Name)
	}
	return f
}

// An entityRecord is the packed literal of an entity in one document.
type entityRecord struct {
	Aliases  []string     `json:"aliases,omitempty"`
	Kind     extract.Kind `json:"kind"`
	Mentions int          `json:"mentions"`
	Name     string       `json:"name"`
	Named    bool         `json:"named,omitempty"`
	Roles    []string     `json:"roles,omitempty"`
}

// pack returns v as JSON in one line, without the escapes meant for HTML.
// Records hold nothing that JSON cannot.
func pack(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return string(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}

// confidence rounds to three digits, so that the last bits of a float, which
// differ between machines, stay out of the graph.
func confidence(x float64) float64 {
	if !(x > 0) {
		return 0
	}
	return math.Round(min(x, 1)*1000) / 1000
}
