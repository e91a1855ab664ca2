package clause

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

//go:embed actions.txt
var actionText string

// actions tells by its lemma what a noun of action says.
var actions = readActions(actionText)

// An action is what a noun such as "visit" says of those around it.
type action struct {
	verb   string
	whom   bool     // "of" leads to whom it is done to, not to who does it
	mutual bool     // two do it together: "talks"
	alone  bool     // one does it, to nobody: "resignation"
	direct []string // prepositions before whom it is done to
	kept   []string // prepositions that the verb keeps
}

func readActions(text string) map[string]action {
	out := map[string]action{}
	for _, l := range lines(text) {
		col := append(strings.Split(l, "\t"), "", "")
		a := action{verb: col[1], whom: col[2] == "whom", mutual: col[2] == "mutual", alone: col[2] == "alone",
			direct: strings.Fields(col[3]), kept: strings.Fields(col[4])}
		for _, n := range strings.Fields(col[0]) {
			out[n] = a
		}
	}
	return out
}

// actRules read what a noun says somebody did: S acts, O undergoes, P is the
// noun. Facts need two names among them.
var actRules = []Rule{
	{
		Name:       "act of its owner",
		Example:    "Orren's support for Halden Lines fell.",
		Counter:    "Brightwater's recapture by Orren Guards took a day.",
		Pattern:    "P:NOUN[act] >nmod:poss|compound S >nmod O !>nmod _[prep=by]",
		Fact:       "Orren | support | Halden Lines",
		Confidence: 0.60,
	},
	{
		Name:       "act on its owner",
		Example:    "Brightwater's recapture by Orren Guards took a day.",
		Counter:    "Orren's support for Halden Lines fell.",
		Pattern:    "P:NOUN[act] >nmod:poss O >nmod S[prep=by] !>nmod _[prep=of]",
		Fact:       "Orren Guards | recapture | Brightwater",
		Confidence: 0.60,
	},
	{
		Name:       "act by somebody",
		Example:    "The rescue of Bo Lind by Mara Voss took a day.",
		Counter:    "The visit of Mara Voss to Orren took a day.",
		Pattern:    "P:NOUN[act] >nmod O >nmod S[prep=by]",
		Fact:       "Mara Voss | rescue | Bo Lind",
		Confidence: 0.60,
	},
	{
		Name:       "act of somebody",
		Example:    "The visit of Mara Voss to Orren took a day.",
		Counter:    "The rescue of Bo Lind by Mara Voss took a day.",
		Pattern:    "P:NOUN[act] >nmod S[prep=of] >nmod O !>nmod:poss X",
		Fact:       "Mara Voss | visit | Orren",
		Confidence: 0.55,
	},
	{
		Name:       "act between two",
		Example:    "Talks between Mara Voss and Bo Lind failed.",
		Counter:    "Mara Voss's talks with Bo Lind failed.",
		Pattern:    "P:NOUN[mutual] >nmod S[prep=between], S >conj O",
		Fact:       "Mara Voss | hold-talks-with | Bo Lind",
		Confidence: 0.60,
	},
	{
		Name:       "act with another",
		Example:    "Mara Voss's talks with Bo Lind failed.",
		Counter:    "Talks between Mara Voss and Bo Lind failed.",
		Pattern:    "P:NOUN[mutual] >nmod:poss S >nmod O",
		Fact:       "Mara Voss | hold-talks-with | Bo Lind",
		Confidence: 0.55,
	},
}

// actFact writes one match of an act rule, where the noun takes these arguments.
func (w *writer) actFact(r *Rule, m *match) {
	s, p, o := m.of('S'), m.of('P'), m.of('O')
	a := actions[w.lemma(p)]
	lemma := w.actLemma(r, a, p, s, o)
	if lemma == "" || !w.twoNames(p, s, o) || w.isTime(o) || w.isTime(s) {
		return
	}
	f := w.nominalDraft(r.Name, p, r.Confidence*w.shortness())
	f.Modality = w.presupposed(p)
	f.Predicate = extract.Predicate{First: p, End: p + 1, Text: w.d.Word(p), Lemma: lemma}
	if a.mutual {
		f.Predicate.Family = lights[a.verb+" "+w.lemma(p)].family
	}
	for _, k := range w.conjuncts(s) {
		if a.mutual && r.Name == "act between two" && k != s {
			continue
		}
		f.Subject = w.argument(k)
		for _, j := range w.conjuncts(o) {
			x := w.argument(j)
			f.Object = &x
			w.add(f)
		}
	}
}

// actLemma returns the predicate that noun p makes of s and o, or "" if they
// do not stand to it as who acts and who undergoes.
func (w *writer) actLemma(r *Rule, a action, p, s, o int) string {
	prep := w.prep(o)
	if a.alone {
		return ""
	}
	if a.mutual {
		if prep == "of" || r.Name == "act with another" && !slices.Contains(a.direct, prep) {
			return ""
		}
		return a.verb + "-" + w.lower(p) + "-with"
	}
	done := w.find(p, "nmod")
	for _, k := range w.kids(p) {
		if w.rel(k) == "nmod" && w.prep(k) == "of" {
			done = k
			break
		}
	}
	of := done >= 0 && w.prep(done) == "of" && done != s
	switch {
	case r.Name == "act on its owner":
		if !a.whom {
			return ""
		}
		return a.verb
	case w.rel(s) == "compound" && !w.actingName(s, a),
		r.Name == "act of its owner" && a.whom && !of && !slices.Contains(a.direct, prep),
		r.Name == "act of somebody" && a.whom:
		return ""
	case prep == "of" && (a.whom || r.Name == "act of its owner"), slices.Contains(a.direct, prep):
		return a.verb
	case !slices.Contains(a.kept, prep):
		return ""
	case of && w.upos(done) == "NOUN" && done != o:
		return a.verb + "-" + w.lower(done) + "-" + prep
	}
	return a.verb + "-" + prep
}

// actingName reports whether name s right in front of a noun of action is who
// acts: in "the Orren attack" that is where it was.
func (w *writer) actingName(s int, a action) bool {
	return w.named(s) && (w.kind(s) != extract.Place || !violent(a.verb))
}

// twoNames reports whether two of the arguments of noun p are names, or stand
// for something named.
func (w *writer) twoNames(p, s, o int) bool {
	n := 0
	for _, k := range w.kids(p) {
		if k == s || k == o || w.base(k) == "nmod" && !w.isTime(k) {
			if w.namedThing(k) {
				n++
			}
		}
	}
	if w.head(o) == s && w.namedThing(o) {
		n++ // "between Mara Voss and Bo Lind"
	}
	return n >= 2
}

// namedThing reports whether noun i is a name or of a chain with one.
func (w *writer) namedThing(i int) bool {
	i = w.antecedent(i)
	if w.tok(i).Name != "" {
		return true
	}
	m := w.mentions[i-w.first]
	if m < 0 || w.d.Mentions[m].Chain < 0 {
		return false
	}
	return w.d.Chains[w.d.Mentions[m].Chain].Named
}

// presupposed is the modality of what noun p says was done. "Orren's visit" is
// taken for granted even in a question or under "if"; "a visit by Orren" is not,
// nor what is planned, demanded or denied.
func (w *writer) presupposed(p int) extract.Modality {
	m := mood{modality: extract.Asserted}
	granted := false
	for _, k := range w.kids(p) {
		switch l := w.lower(k); {
		case w.rel(k) == "nmod:poss" || l == "the" || l == "this":
			granted = true
		case l == "no" || l == "any" || w.rel(k) == "amod" && words.is("unreal", l):
			m = m.with(extract.Possible)
		}
	}
	for k, i, n := p, w.head(p), 0; i >= 0; k, i, n = i, w.head(i), n+1 {
		if granted && w.base(k) == "obl" && w.prep(k) != "for" && w.prep(k) != "to" {
			return m.modality // "in response to his death, she ordered"
		}
		switch {
		case granted && n == 2:
			return m.modality
		case w.rel(k) == "nsubj": // "the talks failed" were held
		case w.means(i) || words.is("endeavour", w.lemma(i)):
			return m.with(extract.Planned).modality
		case w.leavesOpen(i):
			return m.with(extract.Possible).modality
		}
		if w.at[i-w.first] < 0 {
			continue
		}
		if up := w.mood(i, 0); !granted && up.denied {
			m = m.with(extract.Possible)
		} else if !granted {
			m = m.with(up.modality)
		}
		break
	}
	return m.modality
}
