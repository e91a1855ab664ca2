package graph

import (
	"fmt"
	"regexp"

	"github.com/cayleygraph/quad"
	"github.com/dramatis-kg/dramatis/extract"
)

var documentID = regexp.MustCompile(`^[0-9A-Za-z_-]{1,64}$`)

// quadsOf returns what d says as quads, each once. They depend on nothing but
// d, so that the order in which documents come does not matter.
func quadsOf(d *extract.Document) ([]quad.Quad, error) {
	if !documentID.MatchString(d.ID) {
		return nil, fmt.Errorf("%w: %.80q is not an ID of a document", ErrRefused, d.ID)
	}
	if err := checkSpans(d); err != nil {
		return nil, err
	}
	b := &builder{d: d, doc: documentIRI(d.ID), points: newPoints(d.Text), seen: make(map[quad.Quad]bool)}
	b.document()
	b.nameChains()
	records := b.facts()
	b.entities()
	for _, r := range records {
		b.fact(r)
	}
	if len(b.quads) > maxQuads {
		return nil, fmt.Errorf("%w: %d quads, more than %d: store it in parts", ErrRefused, len(b.quads), maxQuads)
	}
	return b.quads, nil
}

var errSpan = fmt.Errorf("%w: a span lies outside of the text", ErrRefused)

// checkSpans makes sure that what points into the document does so.
func checkSpans(d *extract.Document) error {
	for _, t := range d.Tokens {
		if t.Start < 0 || t.End < t.Start || t.End > len(d.Text) {
			return errSpan
		}
	}
	outside := func(first, end int) bool {
		return first < end && (first < 0 || end > len(d.Tokens))
	}
	for _, s := range d.Sentences {
		if outside(s.First, s.End) {
			return errSpan
		}
	}
	for _, f := range d.Facts {
		bad := f.Sentence < 0 || f.Sentence >= len(d.Sentences) ||
			outside(f.Subject.First, f.Subject.End) || outside(f.Predicate.First, f.Predicate.End) ||
			f.Object != nil && outside(f.Object.First, f.Object.End) || outside(f.Source.First, f.Source.End)
		for by := f.Source.By; by != nil; by = by.By {
			bad = bad || outside(by.First, by.End)
		}
		if bad {
			return errSpan
		}
	}
	return nil
}

// A builder collects the quads of one document.
type builder struct {
	d      *extract.Document
	doc    quad.IRI
	points *points
	chains []string // IRI of each
	used   []bool   // chains that facts speak of
	quads  []quad.Quad
	seen   map[quad.Quad]bool
}

// add adds a quad labelled with the document.
func (b *builder) add(s, p quad.IRI, o quad.Value) { b.addLabelled(s, p, o, b.doc) }

func (b *builder) addLabelled(s, p quad.IRI, o quad.Value, label quad.IRI) {
	q := quad.Quad{Subject: s, Predicate: p, Object: o, Label: label}
	if !b.seen[q] {
		b.seen[q] = true
		b.quads = append(b.quads, q)
	}
}

// addText adds a literal, if there is one.
func (b *builder) addText(s, p quad.IRI, text string) {
	if text = clip(text); text != "" {
		b.add(s, p, quad.String(text))
	}
}

func (b *builder) document() {
	text := clean(b.d.Text)
	b.add(b.doc, rdfType, newsArticle)
	b.addText(b.doc, headline, b.d.Title)
	b.addText(b.doc, published, b.d.Published)
	b.addText(b.doc, publisher, b.d.Publisher)
	b.addText(b.doc, pageURL, b.d.URL)
	b.add(b.doc, textSHA256, quad.String(digest(text)))
	b.add(b.doc, articleBody, quad.String(text))
}

// nameChains gives each chain its IRI. Named ones are the same thing in every
// document. "Two boats" are a thing of this document alone: otherwise a path
// would run through the boats of two stories that have nothing in common.
func (b *builder) nameChains() {
	b.chains = make([]string, len(b.d.Chains))
	b.used = make([]bool, len(b.d.Chains))
	taken := make(map[string]bool)
	for i, c := range b.d.Chains {
		if c.Named {
			b.chains[i] = own + string(kindOf(c)) + "/" + slug(c.Name)
			continue
		}
		base := own + "thing/" + b.d.ID + "/" + slug(c.Name)
		iri := base
		for n := 2; taken[iri]; n++ {
			iri = fmt.Sprintf("%s-%d", base, n)
		}
		taken[iri] = true
		b.chains[i] = iri
	}
}

// kindOf returns the kind of c, which is Other unless it is one we know: kinds
// are parts of IRIs.
func kindOf(c extract.Chain) extract.Kind {
	if _, ok := classes[c.Kind]; ok {
		return c.Kind
	}
	return extract.Other
}

// entities adds the chains that have a name or that a fact speaks of. Chains
// of one name and kind are one entity.
func (b *builder) entities() {
	records := make(map[string]*entityRecord)
	var order []string
	for i, c := range b.d.Chains {
		if !c.Named && !b.used[i] {
			continue
		}
		iri := b.chains[i]
		r := records[iri]
		if r == nil {
			r = &entityRecord{Kind: kindOf(c), Name: clip(c.Name), Named: c.Named}
			records[iri] = r
			order = append(order, iri)
		}
		r.Mentions += len(c.Mentions)
		r.Aliases = appendNew(r.Aliases, append([]string{c.Name}, c.Aliases...), r.Name)
		r.Roles = appendNew(r.Roles, c.Roles, "")
	}
	for _, iri := range order {
		b.entity(quad.IRI(iri), records[iri])
	}
}

func (b *builder) entity(iri quad.IRI, r *entityRecord) {
	b.add(iri, rdfType, classes[r.Kind])
	b.addText(iri, prefLabel, r.Name)
	for _, a := range r.Aliases {
		b.addText(iri, altLabel, a)
	}
	for _, role := range r.Roles {
		b.addText(iri, hasRole, role)
	}
	b.add(iri, hasRecord, quad.String(pack(r)))
}

// appendNew appends the texts of more that list does not hold yet, but neither
// "" nor except.
func appendNew(list, more []string, except string) []string {
next:
	for _, s := range more {
		s = clip(s)
		if s == "" || s == except {
			continue
		}
		for _, have := range list {
			if have == s {
				continue next
			}
		}
		list = append(list, s)
	}
	return list
}
