package graph

import (
	"cmp"

	"github.com/cayleygraph/quad"
	"github.com/dramatis-kg/dramatis/extract"
)

// facts returns the record of each fact, each fact once, and marks the chains
// they speak of.
func (b *builder) facts() []*factRecord {
	var records []*factRecord
	index := make(map[quad.IRI]int)
	for i := range b.d.Facts {
		r := b.record(&b.d.Facts[i])
		iri := r.iri(b.doc)
		if at, ok := index[iri]; !ok {
			index[iri] = len(records)
			records = append(records, r)
		} else if better(r, records[at]) {
			records[at] = r
		}
	}
	return records
}

// better orders two readings of one fact.
func better(r, s *factRecord) bool {
	return cmp.Or(cmp.Compare(s.Confidence, r.Confidence), cmp.Compare(r.Rule, s.Rule), cmp.Compare(r.Family, s.Family)) < 0
}

func (b *builder) record(f *extract.Fact) *factRecord {
	s := b.d.Sentences[f.Sentence]
	where := b.span(s.First, s.End)
	r := &factRecord{
		Confidence: confidence(f.Confidence),
		Start:      where[0],
		End:        where[1],
		Family:     clip(f.Predicate.Family),
		Modality:   cmp.Or(f.Modality, extract.Asserted),
		Polarity:   cmp.Or(f.Polarity, extract.Affirmed),
		Predicate: predicateRecord{
			Lemma: clip(f.Predicate.Lemma),
			Span:  b.span(f.Predicate.First, f.Predicate.End),
			Text:  clip(f.Predicate.Text),
		},
		Rule:     clip(f.Rule),
		Sentence: f.Sentence,
		Subject:  b.argument(f.Subject.First, f.Subject.End, f.Subject.Chain, cmp.Or(f.Subject.Name, f.Subject.Text)),
	}
	if o := f.Object; o != nil {
		a := b.argument(o.First, o.End, o.Chain, cmp.Or(o.Name, o.Text))
		r.Object = &a
	}
	if f.Reported() {
		a := b.argument(f.Source.First, f.Source.End, f.Source.Chain, cmp.Or(f.Source.Name, f.Source.Text))
		r.Source = &a
		for by := f.Source.By; by != nil; by = by.By {
			r.Through = append(r.Through, b.argument(by.First, by.End, by.Chain, cmp.Or(by.Name, by.Text)))
		}
	}
	for _, m := range f.Modifiers {
		r.Modifiers = append(r.Modifiers, Modifier{
			Role: clip(m.Role), Prep: clip(m.Prep), Text: clip(m.Text), Value: clip(m.Value), Entity: b.chain(m.Chain),
		})
	}
	return r
}

// span turns a span of tokens into one of code points.
func (b *builder) span(first, end int) [2]int {
	if first >= end {
		return [2]int{}
	}
	return [2]int{b.points.of(b.d.Tokens[first].Start), b.points.of(b.d.Tokens[end-1].End)}
}

func (b *builder) argument(first, end int, c extract.ChainID, name string) argumentRecord {
	return argumentRecord{IRI: b.chain(c), Name: clip(name), Span: b.span(first, end)}
}

// chain returns the IRI of a chain that a fact speaks of, "" for none.
func (b *builder) chain(c extract.ChainID) string {
	if c < 0 || int(c) >= len(b.chains) {
		return ""
	}
	b.used[c] = true
	return b.chains[c]
}

// fact adds the quads of a fact. Only what the article itself claims as true,
// of an entity, becomes an edge: no traversal can cross a denial.
func (b *builder) fact(r *factRecord) {
	iri := r.iri(b.doc)
	b.add(iri, inDocument, b.doc)
	b.add(iri, hasEvidence, quad.String(pack(r)))
	b.addText(iri, hasTime, r.time())
	b.addText(iri, hasFamily, r.Family)
	for _, m := range r.Modifiers {
		if m.Entity != "" {
			b.add(iri, involves, quad.IRI(m.Entity))
		}
	}
	if r.asserted() && r.Subject.IRI != "" && r.Object != nil {
		b.addLabelled(quad.IRI(r.Subject.IRI), predicateIRI(r.Predicate.Lemma), r.Object.term(), iri)
		return
	}
	if r.Subject != (argumentRecord{}) {
		b.add(iri, hasSubject, r.Subject.term())
	}
	b.add(iri, hasPredicate, predicateIRI(r.Predicate.Lemma))
	if r.Object != nil {
		b.add(iri, hasObject, r.Object.term())
	}
	if r.asserted() {
		return
	}
	b.add(iri, hasPolarity, quad.String(r.Polarity))
	b.add(iri, hasModality, quad.String(r.Modality))
	if r.Source != nil {
		b.add(iri, hasSource, r.Source.term())
	}
	for i := range r.Through {
		b.add(iri, quotedBy, r.Through[i].term())
	}
}
