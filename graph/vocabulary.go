package graph

import (
	"github.com/cayleygraph/quad"
	"github.com/dramatis-kg/dramatis/extract"
)

// What quads say, in the words of others where they have one.
const (
	rdf    = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	skos   = "http://www.w3.org/2004/02/skos/core#"
	schema = "http://schema.org/"
	own    = "dramatis:"
)

// Predicates and classes.
const (
	rdfType = quad.IRI(rdf + "type")

	newsArticle = quad.IRI(schema + "NewsArticle")
	headline    = quad.IRI(schema + "headline")
	published   = quad.IRI(schema + "datePublished")
	publisher   = quad.IRI(schema + "publisher")
	pageURL     = quad.IRI(schema + "url")
	textSHA256  = quad.IRI(schema + "sha256")
	articleBody = quad.IRI(schema + "articleBody")

	prefLabel = quad.IRI(skos + "prefLabel")
	altLabel  = quad.IRI(skos + "altLabel")
	hasRole   = quad.IRI(own + "role")
	hasRecord = quad.IRI(own + "record") // of an entity in a document, packed

	inDocument   = quad.IRI(own + "document")
	hasEvidence  = quad.IRI(own + "evidence") // of a fact, packed
	hasTime      = quad.IRI(own + "time")
	hasFamily    = quad.IRI(own + "family")
	hasSubject   = quad.IRI(own + "subject")
	hasPredicate = quad.IRI(own + "predicate")
	hasObject    = quad.IRI(own + "object")
	hasPolarity  = quad.IRI(own + "polarity")
	hasModality  = quad.IRI(own + "modality")
	hasSource    = quad.IRI(own + "source")
	quotedBy     = quad.IRI(own + "quoted-by")
	involves     = quad.IRI(own + "involves") // what only a modifier speaks of
)

// classes gives the rdf:type of each kind.
var classes = map[extract.Kind]quad.IRI{
	extract.Person:       schema + "Person",
	extract.Organisation: schema + "Organization",
	extract.Place:        schema + "Place",
	extract.Facility:     schema + "CivicStructure",
	extract.Group:        own + "Group",
	extract.EventKind:    schema + "Event",
	extract.Work:         schema + "CreativeWork",
	extract.Weapon:       own + "Weapon",
	extract.Date:         own + "Date",
	extract.Quantity:     schema + "QuantitativeValue",
	extract.Other:        schema + "Thing",
}

// DocumentIRI returns the IRI of the document with this ID
// (extract.Document.ID), whether or not a store has it.
func DocumentIRI(id string) string { return string(documentIRI(id)) }

// PredicateIRI returns the IRI of the predicate with this lemma form:
// "dramatis:rel/hold-talks-with".
func PredicateIRI(lemma string) string { return string(predicateIRI(lemma)) }

func documentIRI(id string) quad.IRI     { return quad.IRI(own + "doc/" + id) }
func predicateIRI(lemma string) quad.IRI { return quad.IRI(own + "rel/" + segment(lemma)) }
