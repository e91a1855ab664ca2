package clause

import (
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// clauseFacts writes clause k as binary facts.
func (w *writer) clauseFacts(k int) {
	c := &w.clauses[k]
	if w.has(c.pred, "nsubj:outer") || w.tok(c.pred).XPOS == "MD" || w.upos(c.pred) == "AUX" && !w.has(c.pred, "expl", "obj", "obl", "xcomp") {
		return // "the problem is that it sank", "so it should"
	}
	if c.subj < 0 && !c.passive || w.copulas(c.pred) > 1 || w.aimed(c) || w.miscast(c.pred) {
		return
	}
	b := w.begin(c)
	if c.copular {
		w.copulaFacts(c, &b)
		return
	}
	n := 0
	if c.subj >= 0 && c.obj >= 0 {
		w.emit(&b, b.Predicate, c.subj, c.obj)
		n++
	}
	n += w.argumentFacts(c, &b)
	if n == 0 && c.rule.Name == "existential" && w.lemma(c.pred) == "be" && c.subj >= 0 {
		w.existence(c, &b)
		return
	}
	silent := b.Polarity == extract.Denied && words.is("silence", w.lemma(c.pred)) // "declined to comment"
	if n == 0 && !w.merged[k] && !words.is("auxiliary", w.lemma(c.pred)) && (c.passive || silent || !w.reports(c.pred)) && !w.has(c.pred, "xcomp", "ccomp") && (len(b.Modifiers) > 0 || c.rule.Name != "adverbial clause") {
		w.emit(&b, b.Predicate, c.actor(), -1)
	}
}

// copulas counts the copulas of p; two make no clause.
func (w *writer) copulas(p int) int {
	n := 0
	for _, k := range w.kids(p) {
		if w.rel(k) == "cop" {
			n++
		}
	}
	return n
}

// aimed reports whether c says what its subject, no actor, consists in: "the
// aim was to sell the ferry".
func (w *writer) aimed(c *clause) bool {
	be := w.find(c.pred, "aux", "cop")
	to := w.find(c.pred, "mark")
	return be >= 0 && to > be && w.lower(to) == "to" && w.lemma(be) == "be" && !c.passive && !w.somebody(c.actor()) && w.tok(c.pred).XPOS == "VB"
}

// miscast reports whether predicate p, a verb by its tag, is a capitalised word
// within a sentence, and so rather a name.
func (w *writer) miscast(p int) bool {
	if w.headline || w.upos(p) != "VERB" || p == w.first || w.upos(p-1) == "PUNCT" {
		return false
	}
	word := w.d.Word(p)
	return word[0] >= 'A' && word[0] <= 'Z' && len(word) > 1 && word[1] >= 'a' && word[1] <= 'z' && w.upos(p-1) != "AUX"
}

// actor returns the token the facts of c have as their subject: who acts, or
// the patient of a passive without agent.
func (c *clause) actor() int {
	if c.subj < 0 {
		return c.obj
	}
	return c.subj
}

// begin fills what all facts of clause c share.
func (w *writer) begin(c *clause) extract.Fact {
	m := w.mood(c.pred, 0)
	f := extract.Fact{Sentence: w.sentence, Polarity: m.polarity(), Modality: m.modality,
		Source: w.source(c.pred), Rule: c.rule.Name, Confidence: w.confidence(c)}
	if f.Source.Text == "" {
		f.Source = extract.Source{}
	}
	if w.choice(c.pred) {
		weaken(&f)
	}
	f.Modifiers = w.modifiers(c)
	f.Predicate = w.predicate(c, "", -1)
	return f
}

// predicate names the predicate of c with a preposition, and with the noun of a
// light verb where noun is a token. The lemma of a passive without agent says
// so: "be-sold".
func (w *writer) predicate(c *clause, prep string, noun int) extract.Predicate {
	group := w.group(c)
	if noun >= 0 {
		group = append(group, noun)
	}
	p := extract.Predicate{First: group[0], End: group[0] + 1}
	for _, i := range group {
		p.First, p.End = min(p.First, i), max(p.End, i+1)
	}
	p.Text, p.Lemma = w.join(group), w.verbLemma(c.pred)
	if c.passive && c.subj < 0 {
		p.Lemma = "be-" + w.lower(c.pred) + strings.TrimPrefix(p.Lemma, w.lemma(c.pred))
	}
	if noun >= 0 {
		p.Lemma += "-" + w.lower(noun) // the plural as written: "hold-talks-with"
	}
	if prep != "" {
		p.Text += " " + prep
		p.Lemma += "-" + strings.ReplaceAll(prep, " ", "-")
	}
	return p
}

// vague reports whether i is a question word or a relative pronoun that stands
// for a whole clause, so that the fact would speak of nothing.
func (w *writer) vague(i int) bool {
	for _, k := range w.kids(i) {
		if l := w.lower(k); k < i && (l == "what" || l == "which") && w.rel(k) == "det" || k < i && l == "what" {
			return true
		}
	}
	switch w.lower(i) {
	case "'s", "’s":
		return true // "let's"
	case "what", "which", "who", "whom", "whatever", "whoever", "whomever", "whichever", "there":
		return w.upos(i) != "PROPN"
	case "that":
		return w.relative(i)
	}
	return false
}

// idle reports whether a fact says nothing: an argument is missing, vague, or
// the other one over again.
func (w *writer) idle(f *extract.Fact) bool {
	if f.Subject.Text == "" || w.vague(f.Subject.Head) {
		return true
	}
	o := f.Object
	return o != nil && (o.Text == "" || w.vague(o.Head) || words.is("reflexive", w.lower(o.Head)) ||
		o.First == f.Subject.First && o.End == f.Subject.End)
}

// tellApart settles facts whose two arguments are one thing. What a thing is
// becomes a literal, unless it only repeats the name; all else is a pronoun
// misread, as grammar wants "itself" there, and tellApart reports false.
func (w *writer) tellApart(f *extract.Fact) bool {
	o := f.Object
	if o == nil || o.Chain < 0 || o.Chain != f.Subject.Chain {
		return o == nil || f.Predicate.Lemma != "be" || o.Text != f.Subject.Text
	}
	if f.Predicate.Lemma != "be" || w.upos(o.Head) == "PRON" || w.namesItself(o) || strings.Contains(o.Text, f.Subject.Text) {
		return false
	}
	f.Object = &extract.Argument{First: o.First, End: o.End, Head: o.Head, Chain: -1, Text: o.Text, Name: o.Text, Kind: extract.Other}
	return true
}

// outsideSource settles facts about the very words that name their source. The
// clause that says who speaks is the article's own; in any other the speaker,
// as in "according to the mayor, the crew left", was taken for the subject, and
// outsideSource reports false.
func (w *writer) outsideSource(f *extract.Fact) bool {
	if f.Source.Text == "" || f.Source.First != f.Subject.First || f.Source.End != f.Subject.End {
		return true
	}
	source := f.Source
	f.Source = extract.Source{}
	for k := f.Predicate.First; k < f.Predicate.End; k++ {
		if words.is("claiming", w.lemma(k)) && k+1 < f.Predicate.End {
			f.Source = source // "claimed to have sold"
			return true
		}
		if w.reports(k) {
			return true
		}
	}
	return false
}

// namesItself reports whether argument a is or ends in a name of its chain.
func (w *writer) namesItself(a *extract.Argument) bool {
	c := &w.d.Chains[a.Chain]
	return strings.HasSuffix(a.Text, c.Name) || slices.ContainsFunc(c.Aliases, func(name string) bool { return name == a.Text && w.named(a.Head) })
}

func (w *writer) add(f extract.Fact) {
	if w.idle(&f) || !w.sound(&f) || !w.tellApart(&f) || !w.outsideSource(&f) {
		return
	}
	for k := w.facts; k < len(w.d.Facts); k++ {
		if sameFact(&w.d.Facts[k], &f) {
			return
		}
	}
	f.Predicate.Family = w.family(&f)
	if f.Confidence = round(w.belief(&f)); f.Confidence >= floor || w.all {
		w.d.Facts = append(w.d.Facts, f)
	}
}

// besides returns the modifiers that are not the object itself.
func besides(all []extract.Modifier, object *extract.Argument) []extract.Modifier {
	var out []extract.Modifier
	for _, m := range all {
		if object == nil || m.End <= object.First || object.End <= m.First {
			out = append(out, m)
		}
	}
	return out
}

func sameFact(a, b *extract.Fact) bool {
	if !sameArgument(&a.Subject, &b.Subject) || a.Predicate.Lemma != b.Predicate.Lemma || (a.Object == nil) != (b.Object == nil) {
		return false
	}
	return a.Object == nil || sameArgument(a.Object, b.Object)
}

func sameArgument(a, b *extract.Argument) bool {
	return a.Head == b.Head || a.Chain >= 0 && a.Chain == b.Chain || a.Text == b.Text
}

// weigh lowers the confidence of a fact for long or empty arguments.
func (w *writer) weigh(f *extract.Fact) float64 {
	conf := f.Confidence
	if f.Subject.Kind == extract.Other && f.Subject.Chain < 0 {
		conf *= 0.95
	}
	if w.upos(f.Subject.Head) == "PRON" && f.Subject.Chain < 0 {
		conf *= 0.8
	}
	if p := w.relating(f); f.Rule == "fronted passive participle" && w.head(p) >= 0 && w.head(p) < p {
		conf *= 0.7 // not in front after all
	}
	if f.Predicate.Lemma == "be" && f.Subject.Chain < 0 && demonstrative(w.lower(f.Subject.Head)) {
		conf *= 0.6
	}
	if f.Object != nil {
		if w.upos(f.Object.Head) == "PRON" && f.Object.Chain < 0 {
			conf *= 0.85
		}
		if f.Rule != "content" {
			conf *= 1 - 0.01*float64(min(15, f.Object.End-f.Object.First))
		}
	}
	return conf
}

// demonstrative reports whether a word is "this" or "it", which, unresolved,
// tells nobody what a fact is about.
func demonstrative(word string) bool {
	switch word {
	case "this", "that", "it", "these", "those":
		return true
	}
	return false
}

// weaken makes what f asserts no more than possible.
func weaken(f *extract.Fact) {
	if f.Polarity == extract.Affirmed && f.Modality == extract.Asserted {
		f.Modality = extract.Possible
	}
}

// emit writes a fact for every conjunct of subject and object.
func (w *writer) emit(b *extract.Fact, p extract.Predicate, subj, obj int) {
	rest := *b
	if w.choice(subj) || w.choice(obj) {
		weaken(&rest)
	}
	if obj >= 0 {
		a := w.argument(obj)
		rest.Modifiers = inOrder(besides(append(w.complements(obj), b.Modifiers...), &a))
	}
	for _, s := range w.conjuncts(subj) {
		f := rest
		f.Predicate = p
		f.Subject = w.argument(s)
		if obj < 0 {
			w.add(f)
			continue
		}
		for _, o := range w.conjuncts(obj) {
			a := w.argument(o)
			f.Object = &a
			w.add(f)
		}
	}
}
