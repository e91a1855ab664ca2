// Package graph stores what was read as quads in Cayley: documents, the
// entities they speak of and the facts with the sentence behind each one.
//
// A fact that the article itself claims as true is an edge, labelled with the
// fact; what is known of the fact is labelled with the document:
//
//	<dramatis:person/ann-marsh> <dramatis:rel/meet> <dramatis:person/bo-lind> <dramatis:fact/5d2c…> .
//	<dramatis:fact/5d2c…> <dramatis:document> <dramatis:doc/a81f…> <dramatis:doc/a81f…> .
//	<dramatis:fact/5d2c…> <dramatis:evidence> "{\"confidence\":0.9,…}" <dramatis:doc/a81f…> .
//	<dramatis:fact/5d2c…> <dramatis:time> "2024-04-29" <dramatis:doc/a81f…> .
//
// The literal of dramatis:evidence holds all of the fact as JSON. A fact that
// is denied, planned, possible or somebody else's claim is no edge, so that no
// traversal crosses it, but has dramatis:subject, predicate, object, polarity,
// modality and source. An entity has a type, names and roles in each document
// that speaks of it, labelled with the document, and so goes with the last one.
// Who is who across documents is a layer over all this: see package identity.
package graph

import "github.com/dramatis-kg/dramatis/extract"

// An Entity is one thing that facts relate.
type Entity struct {
	IRI       string // "dramatis:person/john-kerry"
	Name      string
	Kind      extract.Kind
	Named     bool // false for a thing known in one document only: "two ammunition dumps"
	Aliases   []string
	Roles     []string
	Mentions  int      // in all documents
	Documents []string // document IRIs, sorted
}

// A Fact is a stored fact with its evidence.
type Fact struct {
	IRI           string // "dramatis:fact/9c1f…"
	Document      string // document IRI
	Subject       string // entity IRI; "" for a literal subject
	SubjectName   string // best name, or the literal
	Predicate     string // canonical lemma form, "hold-talks-with"
	PredicateText string // surface phrase, "held talks with"
	Family        string // PLOVER family, "consult"; "" for none
	Object        string // entity IRI; "" for a literal object or none
	ObjectName    string // best name, or the literal; "" for none
	Modifiers     []Modifier
	Time          string // EDTF value of the first time modifier; "" for none
	Polarity      extract.Polarity
	Modality      extract.Modality
	Source        string   // entity IRI of who says so; "" for the article itself or a literal source
	SourceName    string   // "" for the article itself
	QuotedBy      []string // names of those who pass on what the source says, the nearest first
	Confidence    float64
	Rule          string
	Evidence      Evidence
}

// Asserted says whether the article itself claims the fact as true; only such
// facts are plain edges of the graph.
func (f *Fact) Asserted() bool {
	return f.Polarity == extract.Affirmed && f.Modality == extract.Asserted && f.SourceName == ""
}

// A Modifier tells time, place, topic … of a stored fact.
type Modifier struct {
	Role   string `json:"role"`
	Prep   string `json:"prep,omitempty"`
	Text   string `json:"text"`
	Value  string `json:"value,omitempty"`  // EDTF of a time
	Entity string `json:"entity,omitempty"` // IRI
}

// Evidence is the place of a fact in its document. Offsets count Unicode code
// points into the document's text, half-open.
type Evidence struct {
	Sentence  int    // counted from 0
	Text      string // the sentence
	Start     int
	End       int
	Subject   [2]int // of the phrases as written; {0, 0} for none
	Predicate [2]int
	Object    [2]int
}

// A Document is a stored article.
type Document struct {
	IRI       string // "dramatis:doc/…"
	Title     string
	Published string // ISO 8601 date; "" when unknown
	Publisher string
	URL       string
	Text      string
	Facts     int
}
