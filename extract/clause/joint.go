package clause

import "github.com/dramatis-kg/dramatis/extract"

// joint makes one literal of noun i and those joined to it: nothing lies
// between Orren alone.
func (w *writer) joint(i int) *extract.Argument {
	first, end := w.nounPhrase(i)
	for _, k := range w.conjuncts(i) {
		f, e := w.nounPhrase(k)
		first, end = min(first, f), max(end, e)
	}
	a := w.literal(first, end)
	a.Head = i
	return a
}

// emitWhole writes a fact for every conjunct of subject with the object of b.
func (w *writer) emitWhole(b *extract.Fact, p extract.Predicate, subj int) {
	for _, s := range w.conjuncts(subj) {
		f := *b
		f.Predicate, f.Subject = p, w.argument(s)
		f.Modifiers = besides(f.Modifiers, f.Object)
		w.add(f)
	}
}
