package clause

import "github.com/dramatis-kg/dramatis/extract"

// nominalRules read facts that have no verb. S and O are the arguments, P the
// noun or participle between them where there is one.
var nominalRules = []Rule{
	{
		Name:       "title",
		Example:    "Harbor chief Mara Voss resigned.",
		Pattern:    "S[name] >nmod:desc P:NOUN|PROPN|ADJ",
		Fact:       "Mara Voss | be | Harbor chief",
		Confidence: 0.85,
	},
	{
		Name:       "apposition",
		Example:    "Mara Voss, the mayor of Brightwater, resigned.",
		Pattern:    "S[name] >appos P:NOUN|PROPN[unnamed]",
		Fact:       "Mara Voss | be | mayor of Brightwater",
		Confidence: 0.80,
	},
	{
		Name:       "apposed name",
		Example:    "The mayor of Brightwater, Mara Voss, resigned.",
		Pattern:    "P:NOUN|PROPN[unnamed] >appos S[name]",
		Fact:       "Mara Voss | be | mayor of Brightwater",
		Confidence: 0.80,
	},
	{
		Name:       "compound participle",
		Example:    "Orren-backed rebels left.",
		Pattern:    "O >amod P:VERB|ADJ[form=by], P >compound|obl:unmarked|obl:npmod S[name]",
		Fact:       "Orren | back | rebels",
		Confidence: 0.80,
	},
}

// nominalFacts tries the nominal rules on token i.
func (w *writer) nominalFacts(i int) {
	for k := range nominals {
		nominals[k].pattern.all(w.tree, i, func(m match) bool {
			w.nominalFact(nominals[k].rule, &m)
			return true
		})
	}
}

func (w *writer) nominalFact(r *Rule, m *match) {
	s, p, o := m.of('S'), m.of('P'), m.of('O')
	f := extract.Fact{Sentence: w.sentence, Polarity: extract.Affirmed, Modality: extract.Asserted,
		Source: w.source(s), Rule: r.Name, Confidence: r.Confidence}
	if w.headline {
		f.Confidence *= 0.7
	}
	if o >= 0 {
		f.Predicate = extract.Predicate{First: p, End: p + 1, Text: w.d.Word(p), Lemma: w.participleLemma(p)}
		f.Predicate.Family = families[f.Predicate.Lemma]
		f.Subject = w.argument(s)
		a := w.argument(o)
		if a.First <= p && p < a.Head {
			named := a.Name != a.Text
			a.First = p + 1 // "rebels", who are the Orren-backed ones
			if a.Text = w.d.Span(a.First, a.End); !named {
				a.Name = a.Text
			}
		}
		f.Object = &a
		w.add(f)
		return
	}
	w.roleFact(f, s, p)
}

// roleFact writes that name s has the role that noun p describes.
func (w *writer) roleFact(f extract.Fact, s, p int) {
	if w.isTime(s) || w.isTime(p) || words.is("honorific", w.lower(p)) || w.upos(p) == "PROPN" && len(w.kids(p)) == 0 && w.rel(p) == "appos" {
		return
	}
	f.Predicate = extract.Predicate{First: p, End: p + 1, Text: "is", Lemma: "be"}
	f.Subject = w.argument(s)
	a := w.argument(p)
	f.Object = &a
	w.add(f)
	w.relational(f, p)
}

// participleLemma returns the verb of "backed", whatever the tagger made of it.
func (w *writer) participleLemma(p int) string {
	if l := w.lemma(p); l != w.lower(p) {
		return l
	}
	if l, ok := irregular[w.lower(p)]; ok {
		return l
	}
	return w.lemma(p)
}

var irregular = map[string]string{"backed": "back", "led": "lead", "held": "hold", "run": "run", "made": "make", "built": "build", "listed": "list"}
