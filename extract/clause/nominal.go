package clause

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// nominalRules read facts that have no verb. S and O are the arguments, P the
// noun or participle between them where there is one.
var nominalRules = []Rule{
	{
		Name:       "title",
		Example:    "Harbor chief Mara Voss resigned.",
		Counter:    "Dr. Mara Voss resigned.",
		Pattern:    "S[name] >nmod:desc P:NOUN|PROPN",
		Fact:       "Mara Voss | be | Harbor chief",
		Confidence: 0.94,
	},
	{
		Name:       "apposition",
		Example:    "Mara Voss, the mayor of Brightwater, resigned.",
		Counter:    "Mara Voss, 42, resigned.",
		Pattern:    "S[name] >appos P:NOUN|PROPN[unnamed]",
		Fact:       "Mara Voss | be | mayor of Brightwater",
		Confidence: 0.80,
	},
	{
		Name:       "apposed name",
		Example:    "The mayor of Brightwater, Mara Voss, resigned.",
		Counter:    "The mayor, a friend, resigned.",
		Pattern:    "P:NOUN|PROPN[unnamed] >appos S[name]",
		Fact:       "Mara Voss | be | mayor of Brightwater",
		Confidence: 0.80,
	},
	{
		Name:       "sort of place",
		Example:    "The old town of Brightwater flooded.",
		Counter:    "The mayor of Brightwater, Mara Voss, resigned.",
		Pattern:    "P:NOUN[in=sort] >det D[lemma=the] >nmod S[name;ofname]",
		Fact:       "Brightwater | be | old town",
		Confidence: 0.75,
	},
	{
		Name:       "compound participle",
		Example:    "Orren-backed rebels left.",
		Counter:    "Halden-owned ferries left.",
		Pattern:    "O >amod P:VERB|ADJ[form=by], P >compound|obl:unmarked|obl:npmod S[name]",
		Fact:       "Orren | back | rebels",
		Confidence: 0.80,
	},
	{
		Name:       "hyphened participle",
		Example:    "Halden-owned ferries left.",
		Counter:    "Orren-backed rebels left.",
		Pattern:    "O >amod P:VERB|ADJ[form=by;hyphened] >compound|nmod|amod S[name]",
		Fact:       "Halden | own | ferries",
		Confidence: 0.78,
	},
}

// nominalFacts tries the nominal rules on token i.
func (w *writer) nominalFacts(i int) {
	w.titleFacts(i)
	w.neighbourFacts(i)
	w.matchAll(nominals, i, w.nominalFact)
	w.matchAll(acts, i, w.actFact)
	w.matchAll(ties, i, w.tieFact)
	w.matchAll(deeds, i, w.deedFact)
}

// matchAll calls then for every match of the rules at token i.
func (w *writer) matchAll(rules []compiled, i int, then func(*Rule, *match)) {
	for k := range rules {
		rules[k].pattern.all(w.tree, i, func(m match) bool {
			then(rules[k].rule, &m)
			return true
		})
	}
}

// neighbourFacts reads an apposition from chains: a description that a comma
// parts from a name of the same chain, however the parser attached it.
func (w *writer) neighbourFacts(i int) {
	id := w.mentions[i-w.first]
	if id < 0 || w.d.Mentions[id].Form != extract.Nominal || w.d.Mentions[id].Chain < 0 {
		return
	}
	m := &w.d.Mentions[id]
	for _, other := range w.mentions {
		if other < 0 {
			continue
		}
		n := &w.d.Mentions[other]
		if n.Kind == extract.Person && !w.officer(i) && w.kind(i) != extract.Person {
			continue // "Ann Reyes, ... position": coref may err
		}
		if n.Form != extract.Name || n.Chain != m.Chain || !w.comma(m.End, n.First) && !w.comma(n.End, m.First) {
			continue
		}
		f := w.nominalDraft("apposition", n.Head, 0.75)
		w.roleFact(f, n.Head, i)
	}
}

// comma reports whether a single comma, dash or bracket lies in the span.
func (w *writer) comma(from, to int) bool {
	return to == from+1 && to < w.end && w.upos(from) == "PUNCT" && !w.quoteMark(from)
}

// titleFacts reads the office in front of a name from the mention, as parsers
// often make the office the head: "Harbor chief Mara Voss".
func (w *writer) titleFacts(i int) {
	id := w.mentions[i-w.first]
	if id < 0 || !titled(&w.d.Mentions[id]) {
		return
	}
	m := &w.d.Mentions[id]
	if m.End < w.end && w.upos(m.End) == "PROPN" && w.tok(m.End).Name == "" && w.tok(m.End).XPOS != "POS" && !words.is("calendar", w.lemma(m.End)) {
		return // "Mayor Voss Memorial Pier"
	}
	if m.Kind == extract.Place {
		w.placeFact(m, i)
		return
	}
	first, end := w.trim(m.First, m.Core[0], m.Core[0]-1)
	for end > first && w.upos(end-1) == "PUNCT" {
		end--
	}
	if end <= first || w.article(end-1) || words.is("honorific", w.lower(end-1)) || !w.hasRole(first, end) {
		return
	}
	f := w.nominalDraft("title", i, 0.94)
	f.Predicate = extract.Predicate{First: first, End: end, Text: w.d.Word(w.roleWord(first, end)), Lemma: "be"}
	f.Subject = w.argument(i)
	f.Object = w.literal(first, end)
	w.add(f)
	w.titleRelation(f, first, end)
}

// placeFact reads what sort of place a name is: "the old town of Brightwater",
// "Orren's second city Brightwater".
func (w *writer) placeFact(m *extract.Mention, i int) {
	end := m.Core[0]
	class := "place"
	if w.lower(end-1) == "of" {
		end--
		class = "sort" // "the coast of Orren" is not Orren
	}
	first := m.First
	for k := first; k < end; k++ {
		if w.tok(k).XPOS == "POS" {
			first = k + 1
		}
	}
	first, end = w.trim(first, end, end-1)
	if end <= first || !words.is(class, w.lemma(end-1)) || w.upos(end-1) != "NOUN" || w.tok(end-1).XPOS == "NNS" {
		return
	}
	f := w.nominalDraft("sort of place", i, 0.75)
	f.Predicate = extract.Predicate{First: first, End: end, Text: w.d.Word(end - 1), Lemma: "be"}
	f.Subject = w.argument(i)
	f.Subject.First, f.Subject.End, f.Subject.Text = m.Core[0], m.Core[1], w.d.Span(m.Core[0], m.Core[1])
	f.Object = w.literal(first, end)
	w.add(f)
	if w.lower(m.First) != w.lower(first) {
		w.titleRelation(f, m.First, end)
	}
}

// nominalDraft begins a fact of a rule without a verb, seen at token i.
func (w *writer) nominalDraft(rule string, i int, confidence float64) extract.Fact {
	f := extract.Fact{Sentence: w.sentence, Polarity: extract.Affirmed, Modality: extract.Asserted,
		Source: w.sayer(i), Rule: rule, Confidence: confidence}
	if f.Source.Text == "" {
		f.Source = extract.Source{}
	}
	if w.headline {
		f.Confidence *= 0.92
	}
	return f
}

// literal makes an argument without chain of the half-open span.
func (w *writer) literal(first, end int) *extract.Argument {
	a := extract.Argument{First: first, End: end, Head: end - 1, Chain: -1, Kind: extract.Other, Text: w.d.Span(first, end)}
	a.Name = a.Text
	return &a
}

// titled reports whether a name begins with an office.
func titled(m *extract.Mention) bool {
	return m.Form == extract.Name && (m.Kind == extract.Person || m.Kind == extract.Place) && m.Core[0] > m.First && m.Core[1] == m.End
}

// titleRelation adds be-chief-of to the name inside an office: in front of the
// role ("Harbor chief") or behind its preposition ("mayor of Brightwater").
func (w *writer) titleRelation(f extract.Fact, first, end int) {
	role := w.roleWord(first, end)
	for k := first + 1; k < role; k++ {
		if w.upos(k) == "CCONJ" && w.roleNoun(k-1) {
			role, end = k-1, k // "Orren senator and presidential candidate"
		}
	}
	for k := first; k < role; k++ {
		if words.is("former", w.lower(k)) {
			return
		}
	}
	prep := "of"
	a, ok := w.nameWithin(first, role, true)
	if !ok && role+1 < end {
		prep = w.prepWord(role + 1)
		a, ok = w.nameWithin(role+2, end, false)
	}
	if !ok {
		return
	}
	f.Predicate.Text = w.d.Word(role)
	f.Predicate.Lemma = "be-" + w.office(role) + "-" + prep
	f.Object = &a
	w.add(f)
}

// roleWord returns the noun of an office: the last word, or the one in front of
// its preposition.
func (w *writer) roleWord(first, end int) int {
	if words.is("role", w.lemma(end-1)) {
		return end - 1 // "House of Orren speaker"
	}
	for k := first + 1; k < end; k++ {
		if w.prepWord(k) != "" {
			return k - 1
		}
	}
	return end - 1
}

// nameWithin returns the first name in the half-open span as an argument: a
// mention, or, if loose, capitalised words that no stage has called a name.
func (w *writer) nameWithin(from, to int, loose bool) (extract.Argument, bool) {
	for k := from; k < to; k++ {
		if id := w.mentions[k-w.first]; id >= 0 && w.d.Mentions[id].First >= from && w.d.Mentions[id].End <= to && w.d.Mentions[id].Form == extract.Name {
			a := w.argument(k)
			for loose && a.End < to && w.upos(a.End) == "PROPN" && !words.is("rank", w.lower(a.End)) { // "Orren" of "Orren Courier editor"
				a.End, a.Chain, a.Kind = a.End+1, -1, extract.Other
				a.Text = w.d.Span(a.First, a.End)
				a.Name = a.Text
			}
			sort, _ := lexicon.Kind(w.lemma(a.End - 1))
			return a, sort != extract.Place || a.Chain >= 0 // "Orren District judge"
		}
	}
	for k := from; loose && k < to; k++ {
		if a, ok := w.stateOf(k); ok {
			return a, true
		}
	}
	end := to
	small := func(k int) bool { return w.lower(k) == w.d.Word(k) }
	for end > from && (w.upos(end-1) != "PROPN" || small(end-1)) {
		end--
	}
	for from < end && (w.upos(from) == "ADJ" || w.upos(from) == "NOUN") && small(from) {
		from++
	}
	if !loose || from >= end {
		return extract.Argument{}, false
	}
	from, end = w.wholeName(from, end)
	a := extract.Argument{First: from, End: end, Head: end - 1, Chain: -1, Kind: w.kindByTag(from), Text: w.d.Span(from, end)}
	a.Name = a.Text
	if c := w.chainNamed(a.Text); c >= 0 {
		a.Chain, a.Name, a.Kind = c, w.d.Chains[c].Name, w.d.Chains[c].Kind
	}
	return a, a.Chain >= 0 || w.tok(from).Name != ""
}

// chainNamed returns the only chain that goes by name, or -1.
func (w *writer) chainNamed(name string) extract.ChainID {
	found := extract.ChainID(-1)
	for c := range w.d.Chains {
		x := &w.d.Chains[c]
		if x.Name != name && !slices.Contains(x.Aliases, name) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = extract.ChainID(c)
	}
	return found
}

// agree reports whether one thing may be of both kinds.
func agree(a, b extract.Kind) bool {
	if a == b || a == extract.Other || b == extract.Other || a == "" || b == "" {
		return true
	}
	person := func(k extract.Kind) bool { return k == extract.Person || k == extract.Group }
	body := func(k extract.Kind) bool {
		return k == extract.Organisation || k == extract.Group || k == extract.Facility
	}
	site := func(k extract.Kind) bool { return k == extract.Place || k == extract.Facility }
	return person(a) && person(b) || body(a) && body(b) || site(a) && site(b)
}

// prepWord returns token k in lower case if it is a preposition, or "".
func (w *writer) prepWord(k int) string {
	if k < w.end && w.upos(k) == "ADP" {
		return w.lower(k)
	}
	return ""
}

func (w *writer) nominalFact(r *Rule, m *match) {
	s, p, o := m.of('S'), m.of('P'), m.of('O')
	f := w.nominalDraft(r.Name, s, r.Confidence)
	if o >= 0 && w.d.Word(p-1) == "-" && s != p-2 {
		return
	}
	if o >= 0 {
		f.Predicate = extract.Predicate{First: p, End: p + 1, Text: w.d.Word(p), Lemma: w.participleLemma(p)}
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
	if r.Name == "title" && (w.upos(p) == "PROPN" && w.kind(s) != extract.Person || w.mentions[s-w.first] >= 0 && titled(&w.d.Mentions[w.mentions[s-w.first]])) {
		return // "Orren Islanders"; what titleFacts reads
	}
	if r.Name == "sort of place" {
		if w.tok(p).XPOS == "NNS" {
			return
		}
		first, _ := w.nounPhrase(p)
		f.Predicate = extract.Predicate{First: p, End: p + 1, Text: w.d.Word(p), Lemma: "be"}
		f.Subject, f.Object = w.argument(s), w.literal(first, p+1)
		w.add(f)
		return
	}
	w.roleFact(f, s, p)
}

// roleFact writes that name s has the role that noun p describes.
func (w *writer) roleFact(f extract.Fact, s, p int) {
	if w.headline || !agree(w.kind(s), w.kind(p)) || strings.HasPrefix(w.tok(p).XPOS, "V") {
		return
	}
	if strings.HasSuffix(w.tok(p).XPOS, "S") && w.kind(s) == extract.Person {
		return // "politicians" is nobody's office
	}
	if r, _ := utf8.DecodeRuneInString(w.d.Word(s)); !unicode.IsUpper(r) && w.tok(s).Name == "" {
		return // "((fr))", no name
	}
	if w.isTime(s) || w.isTime(p) || words.is("honorific", w.lower(p)) || words.is("suffix", w.lower(p)) || w.upos(p) == "PROPN" && w.bare(p) && !w.officer(p) {
		return
	}
	if w.holdsPerson(p) || w.tok(s).Name == "" && w.officer(s) {
		return // "minister of Orren Ann Reyes, Bo Lind": two people
	}
	f.Predicate = extract.Predicate{First: p, End: p + 1, Text: w.d.Word(p), Lemma: "be"}
	f.Subject = w.argument(s)
	if f.Source.Chain >= 0 && f.Source.Chain == f.Subject.Chain {
		f.Source = extract.Source{} // the article presents the speaker
	}
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
