package clause

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// A conclusion writes the facts of one match of an argument rule for clause c
// from draft b, and returns how many.
type conclusion func(w *writer, c *clause, b extract.Fact, m *match) int

// argumentRules read what a predicate with a subject has besides. All that fit
// apply.
var argumentRules = []Rule{
	{
		Name:       "content",
		Example:    "Mara Voss said the ferry sank.",
		Counter:    "The council met as pressure mounted.",
		Pattern:    "P >ccomp O",
		Fact:       "Mara Voss | say | the ferry sank",
		Confidence: 0.94,
		then:       (*writer).content,
	},
	{
		Name:       "complement",
		Example:    "Mara Voss became mayor.",
		Counter:    "Mara Voss wants to be mayor.",
		Pattern:    "P >xcomp O:NOUN|PROPN|ADJ|NUM|PRON !>obj X",
		Fact:       "Mara Voss | become | mayor",
		Confidence: 0.85,
		then:       (*writer).complement,
	},
	{
		Name:       "addressee",
		Example:    "Mara Voss told reporters that the ferry sank.",
		Counter:    "Halden Lines gave the town a ferry.",
		Pattern:    "P >iobj O !>obj X",
		Fact:       "Mara Voss | tell | reporters",
		Confidence: 0.88,
		then:       (*writer).addressee,
	},
	{
		Name:       "recipient",
		Example:    "Halden Lines gave the town a ferry.",
		Counter:    "Mara Voss told reporters that the ferry sank.",
		Pattern:    "P >iobj O >obj L",
		Fact:       "Halden Lines | give-to | town",
		Confidence: 0.85,
		then:       (*writer).recipient,
	},
	{
		Name:       "object",
		Example:    "Mara Voss and Bo Lind own the ferry and the pier.",
		Counter:    "The mayor needs the crew to leave.",
		Pattern:    "P >obj O[nonrelative]",
		Fact:       "Bo Lind | own | pier",
		Confidence: 0.92,
		then:       (*writer).object,
	},
	{
		Name:       "shared object",
		Example:    "Orren Works repaired and sold the ferry.",
		Counter:    "Orren Works came and sold the ferry.",
		Pattern:    "P:VERB >conj Q:VERB !>obj|obl|ccomp|xcomp|iobj|advcl X, Q >obj O[nonrelative] !>nsubj|nsubj:pass|aux Y",
		Fact:       "Orren Works | repair | ferry",
		Confidence: 0.70,
		then:       (*writer).sharedObject,
	},
	{
		Name:       "object complement",
		Example:    "The council named Mara Voss mayor.",
		Counter:    "The wind made the flag flutter.",
		Pattern:    "P >obj S[nonrelative] >xcomp O:NOUN|PROPN|ADJ",
		Fact:       "Mara Voss | be | mayor",
		Confidence: 0.70,
		then:       (*writer).objectComplement,
	},
	{
		Name:       "light verb",
		Example:    "The mayor held talks with Halden Lines.",
		Counter:    "The mayor held a lamp from Orren.",
		Pattern:    "P:VERB >obj L, L >nmod O",
		Fact:       "mayor | hold-talks-with | Halden Lines",
		Confidence: 0.85,
		then:       (*writer).light,
	},
	{
		Name:       "light verb on its own",
		Example:    "The mayor paid a visit on Monday to Orren.",
		Counter:    "The mayor paid a fine on Monday to Orren.",
		Pattern:    "P:VERB >obj L >obl O",
		Fact:       "mayor | pay-visit-to | Orren ; time: Monday",
		Confidence: 0.80,
		then:       (*writer).light,
	},
	{
		Name:       "preposition",
		Example:    "The ferry collided with the pier.",
		Counter:    "The ferry was sold on Monday.",
		Pattern:    "P >obl O",
		Fact:       "ferry | collide-with | pier",
		Confidence: 0.80,
		then:       (*writer).preposition,
	},
}

// argumentFacts applies the argument rules to clause c and returns how many
// facts they gave.
func (w *writer) argumentFacts(c *clause, b *extract.Fact) int {
	n := 0
	for k := range arguments {
		r := &arguments[k]
		r.pattern.all(w.tree, c.pred, func(m match) bool {
			f := *b
			f.Confidence = min(f.Confidence, b.Confidence/c.rule.Confidence*r.rule.Confidence)
			if r.rule.Name != "object" && c.rule.Name != "existential" {
				f.Rule = r.rule.Name
			}
			n += r.rule.then(w, c, f, &m)
			return true
		})
	}
	return n
}

func (w *writer) object(c *clause, b extract.Fact, m *match) int {
	o := m.of('O')
	if w.deictic(o) || c.subj >= 0 && c.obj >= 0 || w.upos(o) == "NUM" && words.is("unmeasured", w.lemma(c.pred)) {
		return 0
	}
	if w.raised(c.pred, o) || w.unsayable(c.pred, o) {
		return 0
	}
	if words.is("whole", w.lemma(c.pred)+"-"+w.lower(o)) && len(w.kids(o)) == 0 {
		w.emit(&b, w.predicate(c, "", o), c.actor(), -1)
		return 1
	}
	p := b.Predicate
	if x := w.find(c.pred, "xcomp"); x > o && w.upos(x) == "ADJ" && w.at[x-w.first] < 0 && words.is("turning", w.lemma(c.pred)) {
		p = w.predicate(c, "", x) // "made the pier safe"
	}
	w.emit(&b, p, c.actor(), o)
	return 1
}

// sharedObject gives a verb the object behind a verb joined right to it.
func (w *writer) sharedObject(c *clause, b extract.Fact, m *match) int {
	q := m.of('Q')
	if c.passive || c.subj >= 0 && c.obj >= 0 || words.is("intransitive", w.lemma(c.pred)) || words.is("motion", w.lemma(c.pred)) {
		return 0
	}
	for k := c.pred + 1; k < q; k++ {
		if w.upos(k) != "CCONJ" && w.upos(k) != "ADV" {
			return 0
		}
	}
	w.emit(&b, b.Predicate, c.actor(), m.of('O'))
	return 1
}

// unsayable reports whether noun o can hardly be the object of p: one says a
// word or a prayer, and of other nouns that they did something.
func (w *writer) unsayable(p, o int) bool {
	return w.lemma(p) == "say" && (w.upos(o) == "NOUN" || w.upos(o) == "PROPN") && !words.is("sayable", w.lemma(o)) && !w.quoted(o)
}

// raised reports whether object o of p is but the subject of what follows: who
// "needs the crew to leave" or "the pier open" needs neither crew nor pier.
func (w *writer) raised(p, o int) bool {
	x := w.find(p, "xcomp")
	if x < o || !words.is("raising", w.lemma(p)) {
		return false
	}
	return w.upos(x) == "VERB" || w.has(x, "cop") || w.upos(x) == "ADJ" && !words.is("turning", w.lemma(p))
}

func (w *writer) addressee(c *clause, b extract.Fact, m *match) int {
	if w.raised(c.pred, m.of('O')) || w.unsayable(c.pred, m.of('O')) {
		return 0
	}
	w.emit(&b, b.Predicate, c.actor(), m.of('O'))
	return 1
}

func (w *writer) recipient(c *clause, b extract.Fact, m *match) int {
	if words.is("calling", w.lemma(c.pred)) {
		return 0 // "termed her a liar"
	}
	if b.Polarity == extract.Denied {
		return 0 // "did not give them the ferry": perhaps something else
	}
	w.emit(&b, w.predicate(c, "to", -1), c.actor(), m.of('O'))
	return 1
}

// complement reads what a linking verb says of its subject.
func (w *writer) complement(c *clause, b extract.Fact, m *match) int {
	o := m.of('O')
	if w.at[o-w.first] >= 0 {
		return 0 // a clause of its own: "wants to be mayor"
	}
	if w.lower(o) == "aged" || w.upos(o) == "ADJ" && w.has(o, "xcomp", "ccomp") {
		return 0 // "died aged 78", "seemed hard to find"
	}
	if k := w.find(o, "advmod"); k >= 0 && w.negation(k) { // "was found not guilty"
		b.Polarity = opposite(b.Polarity)
	}
	w.emit(&b, w.predicate(c, w.prep(o), -1), c.actor(), o)
	return 1
}

func opposite(p extract.Polarity) extract.Polarity {
	if p == extract.Denied {
		return extract.Affirmed
	}
	return extract.Denied
}

// objectComplement reads what a verb of naming makes or calls its object.
func (w *writer) objectComplement(c *clause, b extract.Fact, m *match) int {
	s, o := m.of('S'), m.of('O')
	if w.at[o-w.first] >= 0 || !words.is("naming", w.lemma(c.pred)) && !words.is("calling", w.lemma(c.pred)) {
		return 0
	}
	if w.upos(o) == "NOUN" && len(w.kids(o)) == 0 && !w.officer(o) && !w.quoteMark(o-1) {
		return 0 // "made the flag flap"
	}
	if w.upos(o) == "ADJ" && w.has(o, "obl", "xcomp", "ccomp") {
		return 0 // "made it applicable to ferries"
	}
	if words.is("calling", w.lemma(c.pred)) {
		b.Source = w.sourceOf(c.actor())
	}
	b.Predicate = extract.Predicate{First: o, End: o + 1, Text: w.d.Word(o), Lemma: "be"}
	w.emit(&b, b.Predicate, s, o)
	return 1
}

// content writes what somebody says or thinks as a literal.
func (w *writer) content(c *clause, b extract.Fact, m *match) int {
	k := m.of('O')
	mark := w.find(k, "mark")
	if !w.reports(c.pred) && !words.is("contentful", w.lemma(c.pred)) && (mark < 0 || w.lower(mark) != "that") {
		return 0
	}
	if w.strays(c.pred, k) {
		return 0
	}
	if w.rel(c.pred) == "acl:relcl" && !w.has(k, "nsubj", "nsubj:pass", "csubj", "expl") {
		return 0 // "which the mayor said sank": its subject is outside
	}
	first, end := w.extent(k)
	for first < end && (w.upos(first) == "PUNCT" || w.rel(first) == "mark" && w.lower(first) == "that") {
		first++
	}
	for end > first && w.upos(end-1) == "PUNCT" {
		end--
	}
	if first <= c.pred && c.pred < end || first >= end || w.lower(first) == "who" && !w.reportsQuestion(c.pred) {
		return 0
	}
	b.Object = &extract.Argument{First: first, End: end, Head: k, Chain: -1, Kind: extract.Other, Text: w.d.Span(first, end)}
	b.Object.Name = b.Object.Text
	w.emitWhole(&b, b.Predicate, c.actor())
	return 1
}

// strays reports whether clause k is hardly what verb p says, as a finite verb
// that is no part of it stands between, or p is quoted and k is not.
func (w *writer) strays(p, k int) bool {
	if w.quoted(p) && !w.quoted(k) && k > p {
		return true
	}
	if w.quoted(k) {
		return false
	}
	first, _ := w.extent(k)
	if x := w.find(p, "xcomp"); x >= 0 && x < first {
		return true // "claimed to have no memory of when it sank"
	}
	for j := p + 1; j < first; j++ {
		if w.tensed(j) {
			return true
		}
	}
	return false
}

// reportsQuestion reports whether p may have a question for its content:
// "asked who had sold it".
func (w *writer) reportsQuestion(p int) bool {
	return words.is("ask", w.lemma(p)) || words.is("belief", w.lemma(p)) || w.lemma(p) == "tell"
}

// light writes "held talks with Orren" as hold-talks-with.
func (w *writer) light(c *clause, b extract.Fact, m *match) int {
	obj, k := m.of('L'), m.of('O')
	l, ok := lights[w.lemma(c.pred)+" "+w.lemma(obj)]
	if !ok || !l.takes(w.prep(k)) || w.isTime(k) {
		return 0
	}
	p := w.predicate(c, w.prep(k), obj)
	p.Family = l.family
	w.emit(&b, p, c.actor(), k)
	return 1
}

// preposition writes the edge to a noun behind a preposition, by way of the
// object where that is no entity: "sign-contract-with".
func (w *writer) preposition(c *clause, b extract.Fact, m *match) int {
	k, obj := m.of('O'), w.find(c.pred, "obj")
	if obj < 0 && c.obj >= 0 && c.subj >= 0 {
		obj = c.obj
	}
	if !w.edge(c, k, obj >= 0) {
		return 0
	}
	noun := -1
	if obj >= 0 && w.head(obj) == c.pred && (obj < k || w.relative(k)) && (!w.entity(obj) || w.plain(obj)) && w.upos(obj) == "NOUN" {
		noun = obj
		if l, ok := lights[w.lemma(c.pred)+" "+w.lemma(obj)]; ok && l.takes(w.prep(k)) {
			return 0 // written by the rule for light verbs
		}
	}
	if x := w.find(c.pred, "xcomp"); noun < 0 && x > c.pred && x < k && w.upos(x) == "ADJ" && w.at[x-w.first] < 0 {
		noun = x // "was found guilty on"
	}
	if c.passive && c.subj >= 0 && noun < 0 {
		patient := *c
		patient.subj, c = -1, &patient // "was taken to Orren by Bo Lind": who was taken
	}
	if w.prep(k) == "between" && len(w.conjuncts(k)) > 1 {
		b.Object = w.joint(k)
		w.emitWhole(&b, w.predicate(c, "between", noun), c.actor())
		return 1
	}
	if w.none(k) {
		b.Polarity = opposite(b.Polarity)
	}
	w.emit(&b, w.predicate(c, w.prep(k), noun), c.actor(), w.antecedent(k))
	return 1
}

// none reports whether noun i has "no" before it: "spoke to no reporters".
func (w *writer) none(i int) bool {
	k := w.find(i, "det")
	return k >= 0 && w.lower(k) == "no"
}

// plain reports whether noun i stands alone and singular, as what is no
// particular thing does: "use force against".
func (w *writer) plain(i int) bool {
	return len(w.kids(i)) == 0 && w.tok(i).Name == "" && w.tok(i).XPOS == "NN"
}

// edge reports whether dependent k of a predicate is a noun behind a
// preposition that the graph draws an edge to.
func (w *writer) edge(c *clause, k int, object bool) bool {
	if w.rel(k) != "obl" || k == c.subj || w.isTime(k) || !w.nominal(k) {
		return false
	}
	prep := w.prep(k)
	if words.is("idiom", prep+"-"+w.lower(k)) && !w.has(k, "det", "nmod:poss", "amod") {
		return false
	}
	if prep == "" || w.role(k) == "time" || words.is("exempt", strings.ReplaceAll(prep, " ", "-")) || strings.HasPrefix(prep, "according") {
		return false
	}
	if w.upos(k) == "NUM" && prep == "at" || c.passive && c.subj >= 0 && k > c.subj && (prep == "from" || prep == "of" || words.is("static", prep)) {
		return false // "died at 95"; what more likely belongs to the agent: "by sailors from Orren"
	}
	if words.is("naming", w.lemma(c.pred)) && w.has(c.pred, "xcomp") {
		return false // "is called a bay on maps"
	}
	if w.has(c.pred, "ccomp") && !w.entity(k) {
		return false // "said in a statement that"
	}
	switch role := w.role(k); {
	case role == "cause" || role == "manner":
		return false
	case role == "place" && words.is("static", prep):
		return !object && (words.is("motion", w.lemma(c.pred)) || words.is("stative", w.lemma(c.pred)))
	case role == "place" && (k < c.pred || object && !words.is("goal", prep)):
		return false
	case object:
		return w.entity(k) && (w.named(k) || !words.is("static", prep))
	}
	return w.entity(k) || k > c.pred && k == w.find(c.pred, "obl")
}
