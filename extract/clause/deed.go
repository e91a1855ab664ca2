package clause

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// deedRules read what a noun of action says of one name alone: S did it, O it was
// done to, P is the noun.
var deedRules = []Rule{
	{
		Name:       "deed of one",
		Example:    "The resignation of Mara Voss surprised the town.",
		Counter:    "The rescue of Bo Lind by Mara Voss took a day.",
		Pattern:    "P:NOUN[alone] >nmod:poss|nmod S !>nmod _[prep=by]",
		Fact:       "Mara Voss | resign |",
		Confidence: 0.65,
	},
	{
		Name:       "deed to one",
		Example:    "Bo Lind's arrest surprised the town.",
		Counter:    "The rescue of Bo Lind by Mara Voss took a day.",
		Pattern:    "P:NOUN[undergone] >nmod:poss|nmod O !>nmod _[prep=by]",
		Fact:       "Bo Lind | be-arrested |",
		Confidence: 0.65,
	},
}

// deedFact writes one match of a deed rule.
func (w *writer) deedFact(r *Rule, m *match) {
	p, s := m.of('P'), m.of('S')
	verb := actions[w.lemma(p)].verb
	if s < 0 {
		s = m.of('O')
		verb = "be-" + participle(verb)
	}
	if w.rel(s) == "nmod" && w.prep(s) != "of" || !w.namedThing(s) || w.isTime(s) || w.headline {
		return
	}
	if w.rel(s) == "nmod" && w.has(p, "nmod:poss") {
		return // "the court's release of Bo Lind": two names
	}
	if m.of('S') < 0 && w.rel(s) == "nmod:poss" && (!words.is("suffered", w.lemma(p)) || w.ofPhrase(p) || w.kind(s) == extract.Organisation) {
		return // "Orren's invasion" is by Orren, "the party's nomination" of another
	}
	f := w.nominalDraft(r.Name, p, r.Confidence*w.shortness())
	f.Modality = w.presupposed(p)
	f.Modifiers = w.timesOf(p)
	f.Predicate = extract.Predicate{First: p, End: p + 1, Text: w.d.Word(p), Lemma: verb}
	for _, k := range w.conjuncts(s) {
		f.Subject = w.argument(k)
		w.add(f)
	}
}

// ofPhrase reports whether "of" follows noun p.
func (t *tree) ofPhrase(p int) bool {
	for _, k := range t.kids(p) {
		if t.rel(k) == "nmod" && t.prep(k) == "of" {
			return true
		}
	}
	return false
}

// doneAlone reports whether noun i tells what one does alone: "resignation".
func doneAlone(lemma string) bool {
	a, ok := actions[lemma]
	return ok && !a.mutual && !a.whom && (a.alone || words.is("motion", a.verb) || words.is("intransitive", a.verb))
}

// undergone reports whether noun i tells what is done to somebody: "arrest".
func undergone(lemma string) bool {
	a, ok := actions[lemma]
	return ok && a.whom && (words.is("suffered", lemma) || words.is("inflicted", lemma))
}

// participle returns the past participle of a verb of actions.txt.
func participle(verb string) string {
	if p, ok := participles[verb]; ok {
		return p
	}
	if strings.HasSuffix(verb, "e") {
		return verb + "d"
	}
	return verb + "ed"
}

var participles = map[string]string{
	"kidnap": "kidnapped", "expel": "expelled", "annex": "annexed", "buy": "bought", "sell": "sold", "occupy": "occupied",
	"ratify": "ratified", "lead": "led", "bear": "born", "elect": "elected",
}
