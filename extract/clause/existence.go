package clause

import "github.com/dramatis-kg/dramatis/extract"

// existence reads "there was" with no phrase of its own: where the noun's phrase
// tells the place, that; else, with a time or denied, that something is or is not.
func (w *writer) existence(c *clause, b *extract.Fact) {
	for _, k := range w.kids(c.subj) {
		if prep := w.prep(k); k > c.subj && w.rel(k) == "nmod" && words.is("static", prep) && w.placeLike(k) {
			w.emit(b, w.predicate(c, prep, -1), c.subj, k)
			return
		}
	}
	if len(b.Modifiers) == 0 && b.Polarity == extract.Affirmed || w.has(c.subj, "acl", "acl:relcl") {
		return // "there are reports that", "there was nobody who"
	}
	p := b.Predicate
	p.Lemma = "exist"
	w.emit(b, p, c.subj, -1)
}
