package clause

import "github.com/dramatis-kg/dramatis/extract"

// tieRules read to what somebody belongs or where something is, from the phrase
// behind or the participle before the noun. S belongs, O is what to.
var tieRules = []Rule{
	{
		Name:       "affiliation",
		Example:    "Mara Voss of Orren Works resigned.",
		Counter:    "The mayor of Brightwater, Mara Voss, resigned.",
		Pattern:    "S[name] >nmod O[name]",
		Fact:       "Mara Voss | be-of | Orren Works",
		Confidence: 0.80,
	},
	{
		Name:       "affiliation of a role",
		Example:    "Scientists at Orren College found the wreck.",
		Counter:    "The mayor of Brightwater, Mara Voss, resigned.",
		Pattern:    "S[officer] >nmod O[name]",
		Fact:       "Scientists | be-at | Orren College",
		Confidence: 0.70,
	},
	{
		Name:       "seat",
		Example:    "The Orren-based company sold the ferry.",
		Counter:    "Orren-backed rebels left.",
		Pattern:    "S >amod P:VERB|ADJ[form=in], P >compound|obl:unmarked|obl:npmod|nmod|obl|amod O[name]",
		Fact:       "company | be-based-in | Orren",
		Confidence: 0.85,
	},
}

// tieFact writes one match of a tie rule.
func (w *writer) tieFact(r *Rule, m *match) {
	s, o := m.of('S'), m.of('O')
	f := w.nominalDraft(r.Name, s, r.Confidence)
	f.Subject = w.argument(s)
	a := w.argument(o)
	f.Object = &a
	prep := w.prep(o)
	at := w.caseStart(o)
	switch r.Name {
	case "seat":
		if at = m.of('P'); w.lower(at) != "based" || o > at {
			return
		}
		if f.Subject.First <= at && at < f.Subject.Head {
			f.Subject.First = at + 1
			f.Subject.Text = w.d.Span(f.Subject.First, f.Subject.End)
			if f.Subject.Chain < 0 {
				f.Subject.Name = f.Subject.Text
			}
		}
		prep = "based-in"
	case "affiliation":
		if prep = w.membership(s, o); prep == "" {
			return
		}
	default:
		if w.tok(s).Name != "" || w.kind(o) != extract.Organisation || prep != "at" && prep != "from" && prep != "with" && prep != "for" {
			return
		}
	}
	if f.Subject.First < at && at < f.Subject.End {
		f.Subject.End = at
		f.Subject.Text = w.d.Span(f.Subject.First, at)
		if f.Subject.Chain < 0 {
			f.Subject.Name = f.Subject.Text
		}
	}
	f.Predicate = extract.Predicate{First: at, End: at + 1, Text: w.d.Word(at), Lemma: "be-" + prep}
	w.add(f)
}

// membership returns the preposition by which person s belongs to o, or "". Who
// is "of" a town is from there.
func (w *writer) membership(s, o int) string {
	if w.kind(s) != extract.Person || w.officer(s) || w.upos(s) != "PROPN" || w.upos(o) != "PROPN" {
		return ""
	}
	prep := w.prep(o)
	switch kind := w.kind(o); {
	case (kind == extract.Organisation || kind == extract.Facility) && (prep == "of" || prep == "from" || prep == "at" || prep == "with"):
		return prep
	case kind == extract.Place && (prep == "of" || prep == "from"):
		return "from"
	}
	return ""
}
