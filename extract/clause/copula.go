package clause

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// copulaFacts writes "S is P": with a noun, an adjective, or a preposition.
func (w *writer) copulaFacts(c *clause, b *extract.Fact) {
	if c.subj < 0 || w.upos(c.pred) == "ADJ" && w.has(c.pred, "xcomp", "ccomp") && !w.somebodyFeels(c) {
		return
	}
	p := w.predicate(c, "", -1)
	p.Lemma = "be"
	if cop := w.find(c.pred, "cop"); cop >= 0 && w.upos(c.pred) == "ADJ" {
		p.First, p.End, p.Text = cop, cop+1, w.d.Word(cop)
	}
	for _, o := range w.conjuncts(c.pred) {
		q, prep := p, w.prep(o)
		if prep == "" && w.nominal(o) {
			prep = w.prep(c.pred) // "from Orren and Brightwater"
		}
		if prep != "" {
			q.Text, q.Lemma = q.Text+" "+prep, "be-"+strings.ReplaceAll(prep, " ", "-")
		}
		for _, s := range w.conjuncts(c.subj) {
			f := *b
			if o != c.pred && (w.none(o) || w.notThis(o)) { // "was unlawful and of no effect"
				f.Polarity = opposite(f.Polarity)
			}
			if w.choice(o) || w.choice(s) {
				weaken(&f)
			}
			f.Predicate, f.Subject = q, w.argument(s)
			a := w.argument(o)
			f.Object = &a
			w.add(f)
			w.relational(f, o)
		}
	}
}

// notThis reports whether conjunct o is denied where the first is not: "was a
// ferry and not a yacht".
func (w *writer) notThis(o int) bool {
	for _, k := range w.kids(o) {
		if w.rel(k) == "advmod" && w.negation(k) && k < o {
			return true
		}
	}
	return false
}

// somebodyFeels reports whether the adjective of c says something without the
// clause behind it: "was glad that it sank", not "was able to sink".
func (w *writer) somebodyFeels(c *clause) bool {
	return w.has(c.pred, "ccomp") && w.somebody(c.subj)
}

// relational adds to "S is the capital of Orren" the edge be-capital-of.
func (w *writer) relational(f extract.Fact, noun int) {
	if !w.nominal(noun) || w.upos(noun) != "NOUN" && w.upos(noun) != "PROPN" {
		return
	}
	base := f.Predicate
	for _, k := range w.kids(noun) {
		if words.is("former", w.lower(k)) || w.tok(k).XPOS == "JJS" && !w.officer(noun) && !words.is("place", w.lemma(noun)) {
			return // "Orren's biggest economy" is more than an economy of Orren
		}
	}
	for _, k := range w.kids(noun) {
		prep := w.prep(k)
		of := (w.rel(k) == "nmod" || w.rel(k) == "obl" && w.relative(k)) && words.is("relational", prep)
		if of && k == noun+2 && words.is("portfolio", w.lower(k)) {
			continue // part of the office: "secretary of state"
		}
		if of && k < noun && !w.relative(k) || !w.relatable(k) {
			continue
		}
		if !of {
			if !w.owner(k, noun) {
				continue
			}
			prep = "of"
		}
		f.Predicate = base
		if f.Predicate.First != noun {
			f.Predicate.Text = strings.TrimSpace(base.Text + " " + w.d.Word(noun) + " " + prep)
		}
		f.Predicate.Lemma = "be-" + w.office(noun) + "-" + prep
		f.Predicate.Family = ""
		for _, o := range w.conjuncts(w.antecedent(k)) {
			a := w.argument(o)
			f.Object = &a
			w.add(f)
		}
	}
}

// relatable reports whether noun i is what somebody may have an office of: a
// name, or a body, group or place, but not a plain "victim" or "voice".
func (w *writer) relatable(i int) bool {
	if i = w.antecedent(i); w.named(i) || w.namedThing(i) {
		return true
	}
	switch w.kind(i) {
	case extract.Organisation, extract.Group, extract.Place, extract.Facility:
		return true
	}
	return w.upos(i) == "PRON" && w.mentions[i-w.first] >= 0
}

// owner reports whether k in front of a noun is whom the noun belongs to:
// "Orren's capital", "Halden director".
func (w *writer) owner(k, noun int) bool {
	switch w.rel(k) {
	case "nmod:poss":
		return w.upos(k) != "PRON" || w.relative(k) || w.namedThing(k)
	case "compound":
		return w.tok(k).Name != "" && w.officer(noun) && !words.is("rank", w.lower(k))
	}
	return false
}
