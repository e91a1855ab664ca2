package clause

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// clauseFacts writes clause k as binary facts.
func (w *writer) clauseFacts(k int) {
	c := &w.clauses[k]
	if w.has(c.pred, "nsubj:outer") || w.upos(c.pred) == "AUX" && !w.has(c.pred, "expl", "obj", "obl", "xcomp") {
		return // "the problem is that it sank", "so it should"
	}
	b := w.begin(c)
	switch {
	case c.copular:
		w.copulaFacts(c, &b)
	case c.passive && c.subj < 0:
		w.patientFacts(c, &b)
	case c.passive:
		w.pairs(c, &b, c.subj, c.obj, "")
	case c.subj >= 0:
		w.activeFacts(c, &b, w.merged[k])
	}
}

// begin fills what all facts of clause c share.
func (w *writer) begin(c *clause) extract.Fact {
	m := w.mood(c.pred, 0)
	f := extract.Fact{Sentence: w.sentence, Polarity: m.polarity(), Modality: m.modality,
		Source: w.source(c.pred), Rule: c.rule.Name, Confidence: w.confidence(c)}
	f.Modifiers = w.modifiers(c)
	f.Predicate = w.predicate(c, "", -1)
	return f
}

// predicate names the predicate of c with a preposition, and with the noun of a
// light verb where noun is a token.
func (w *writer) predicate(c *clause, prep string, noun int) extract.Predicate {
	group := w.group(c)
	if noun >= 0 {
		group = append(group, noun)
	}
	p := extract.Predicate{First: group[0], End: group[0] + 1}
	for _, i := range group {
		p.First, p.End = min(p.First, i), max(p.End, i+1)
	}
	p.Text = w.join(group)
	p.Lemma = w.verbLemma(c.pred)
	if noun >= 0 {
		p.Lemma += "-" + w.nounLemma(noun)
	}
	p.Family = family(p.Lemma, prep)
	if prep != "" {
		p.Text += " " + prep
		p.Lemma += "-" + strings.ReplaceAll(prep, " ", "-")
	}
	return p
}

// nounLemma keeps a plural as written: "hold-talks-with".
func (w *writer) nounLemma(i int) string { return w.lower(i) }

// vague reports whether i is a question word or a relative pronoun that stands
// for a whole clause, so that the fact would speak of nothing.
func (w *writer) vague(i int) bool {
	switch w.lower(i) {
	case "what", "which", "who", "whom", "whatever", "whoever", "whichever", "there":
		return w.upos(i) != "PROPN"
	case "that":
		return w.relative(i)
	}
	return false
}

func (w *writer) add(f extract.Fact) {
	if f.Subject.Text == "" || w.vague(f.Subject.Head) || f.Object != nil && w.vague(f.Object.Head) || f.Object != nil && (f.Object.Text == "" || f.Object.First == f.Subject.First && f.Object.End == f.Subject.End) {
		return
	}
	for k := w.facts; k < len(w.d.Facts); k++ {
		if sameFact(&w.d.Facts[k], &f) {
			return
		}
	}
	if !w.entity(f.Subject.Head) {
		f.Predicate.Family = "" // "the price declined" rejects nothing
	}
	f.Confidence = round(w.weigh(&f))
	w.d.Facts = append(w.d.Facts, f)
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
	if f.Object != nil {
		conf *= 1 - 0.01*float64(min(15, f.Object.End-f.Object.First))
	}
	return conf
}

// pairs writes a fact for every conjunct of subject and object.
func (w *writer) pairs(c *clause, b *extract.Fact, subj, obj int, prep string) {
	w.emit(b, w.predicate(c, prep, -1), subj, obj)
}

func (w *writer) emit(b *extract.Fact, p extract.Predicate, subj, obj int) {
	rest := *b
	if obj >= 0 {
		a := w.argument(obj)
		rest.Modifiers = besides(b.Modifiers, &a)
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

// patientFacts writes a passive without agent: the patient is its subject and
// the predicate says so, "ferry | be-sold".
func (w *writer) patientFacts(c *clause, b *extract.Fact) {
	p := w.predicate(c, "", -1)
	p.Lemma = "be-" + w.lower(c.pred) + strings.TrimPrefix(w.verbLemma(c.pred), w.lemma(c.pred))
	n := 0
	for _, k := range w.kids(c.pred) {
		switch {
		case w.rel(k) == "obj" || w.rel(k) == "xcomp" && w.at[k-w.first] < 0 && w.nominal(k):
			q := p
			if prep := w.prep(k); prep != "" {
				q.Text, q.Lemma = q.Text+" "+prep, q.Lemma+"-"+prep
			}
			w.emit(b, q, c.obj, k)
			n++
		case w.edge(c, k, false):
			q := p
			prep := w.prep(k)
			q.Text, q.Lemma = q.Text+" "+prep, q.Lemma+"-"+strings.ReplaceAll(prep, " ", "-")
			w.emit(b, q, c.obj, k)
			n++
		}
	}
	if n == 0 && !w.controls(c.pred) {
		w.emit(b, p, c.obj, -1)
	}
}

// controls reports whether another clause continues p, so that p alone says little.
func (w *writer) controls(p int) bool {
	k := w.at[p-w.first]
	return k >= 0 && w.merged[k]
}

// activeFacts writes the facts of an active clause: object, addressee, content,
// and the nouns behind prepositions.
func (w *writer) activeFacts(c *clause, b *extract.Fact, merged bool) {
	obj := c.obj
	n := 0
	for _, k := range w.kids(c.pred) {
		switch w.rel(k) {
		case "obj":
			if !w.relative(k) && !w.deictic(k) {
				obj = k
			}
		case "ccomp":
			w.contentFact(c, b, k)
			n++
		case "xcomp":
			if w.at[k-w.first] < 0 && w.nominal(k) && obj < 0 {
				w.pairs(c, b, c.subj, k, w.prep(k))
				n++
			} else if w.at[k-w.first] < 0 && w.upos(k) == "ADJ" && obj < 0 {
				w.emit(b, w.predicate(c, "", -1), c.subj, k)
				n++
			}
		}
	}
	if obj >= 0 {
		w.pairs(c, b, c.subj, obj, "")
		n++
	}
	n += w.obliqueFacts(c, b, obj)
	if n == 0 && !merged && w.lemma(c.pred) != "be" && !words.is("report", w.lemma(c.pred)) {
		w.emit(b, w.predicate(c, "", -1), c.subj, -1)
	}
}

// contentFact writes what somebody says as a literal.
func (w *writer) contentFact(c *clause, b *extract.Fact, k int) {
	first, end := w.extent(k)
	for first < end && (w.upos(first) == "PUNCT" || w.rel(first) == "mark" && w.lower(first) == "that") {
		first++
	}
	for end > first && w.upos(end-1) == "PUNCT" {
		end--
	}
	if first <= c.pred && c.pred < end || first >= end {
		return
	}
	f := *b
	f.Predicate = w.predicate(c, "", -1)
	f.Object = &extract.Argument{First: first, End: end, Head: k, Chain: -1, Kind: extract.Other, Text: w.d.Span(first, end)}
	f.Object.Name = f.Object.Text
	for _, s := range w.conjuncts(c.subj) {
		f.Subject = w.argument(s)
		w.add(f)
	}
}

// obliqueFacts writes edges to the nouns behind prepositions and to an
// addressee; it returns how many.
func (w *writer) obliqueFacts(c *clause, b *extract.Fact, obj int) int {
	n := 0
	for _, k := range w.kids(c.pred) {
		switch {
		case w.rel(k) == "iobj" && obj < 0:
			w.pairs(c, b, c.subj, k, "")
			n++
		case w.rel(k) == "iobj":
			w.pairs(c, b, c.subj, k, "to")
			n++
		case w.edge(c, k, obj >= 0):
			w.pairs(c, b, c.subj, w.antecedent(k), w.prep(k))
			n++
		}
	}
	if obj >= 0 {
		n += w.lightFacts(c, b, obj)
	}
	return n
}

// lightFacts writes "held talks with Orren" as hold-talks-with: the noun after
// the preposition hangs on the verb or on its object.
func (w *writer) lightFacts(c *clause, b *extract.Fact, obj int) int {
	l, ok := lights[w.lemma(c.pred)+" "+w.lemma(obj)]
	if !ok {
		return 0
	}
	n := 0
	for _, h := range []int{obj, c.pred} {
		for _, k := range w.kids(h) {
			if w.base(k) != "obl" && w.base(k) != "nmod" || !l.takes(w.prep(k)) || w.isTime(k) {
				continue
			}
			p := w.predicate(c, w.prep(k), obj)
			p.Family = l.family
			w.emit(b, p, c.subj, k)
			n++
		}
	}
	return n
}

// edge reports whether dependent k of a predicate is a noun behind a
// preposition that the graph draws an edge to.
func (w *writer) edge(c *clause, k int, object bool) bool {
	if w.rel(k) != "obl" || k == c.subj || w.isTime(k) || !w.nominal(k) {
		return false
	}
	prep := w.prep(k)
	if prep == "" || w.role(k) == "time" || len(prep) > 8 && prep[:9] == "according" {
		return false
	}
	switch role := w.role(k); {
	case role == "cause" || role == "manner":
		return false
	case role == "place" && words.is("static", prep):
		return !object && (words.is("motion", w.lemma(c.pred)) || words.is("stative", w.lemma(c.pred)))
	case role == "place" && (k < c.pred || object && !words.is("goal", prep)):
		return false
	case object:
		return w.entity(k)
	}
	return w.entity(k) || k > c.pred && k == w.find(c.pred, "obl")
}

// copulaFacts writes "S is P": with a noun, an adjective, or a preposition.
func (w *writer) copulaFacts(c *clause, b *extract.Fact) {
	if c.subj < 0 {
		return
	}
	p := w.predicate(c, "", -1)
	p.Lemma = "be"
	if cop := w.find(c.pred, "cop"); cop >= 0 && w.upos(c.pred) == "ADJ" {
		p.First, p.End, p.Text = cop, cop+1, w.d.Word(cop)
	}
	for _, o := range w.conjuncts(c.pred) {
		q := p
		if prep := w.prep(o); prep != "" {
			q.Text, q.Lemma = q.Text+" "+prep, "be-"+strings.ReplaceAll(prep, " ", "-")
		}
		for _, s := range w.conjuncts(c.subj) {
			f := *b
			f.Predicate, f.Subject = q, w.argument(s)
			a := w.argument(o)
			f.Object = &a
			w.add(f)
			w.relational(f, o)
		}
	}
}

// relational adds to "S is the capital of Orren" the edge be-capital-of.
func (w *writer) relational(f extract.Fact, noun int) {
	if !w.nominal(noun) || w.upos(noun) != "NOUN" && w.upos(noun) != "PROPN" {
		return
	}
	base := f.Predicate
	for _, k := range w.kids(noun) {
		prep := w.prep(k)
		of := w.rel(k) == "nmod" && (prep == "of" || prep == "to" || prep == "for" || prep == "in" || prep == "at")
		poss := w.rel(k) == "nmod:poss" && w.upos(k) != "PRON"
		if !of && !poss || !w.entity(k) || of && k < noun {
			continue
		}
		if poss {
			prep = "of"
		}
		f.Predicate = base
		f.Predicate.Text = strings.TrimSpace(base.Text + " " + w.d.Word(noun) + " " + prep)
		f.Predicate.Lemma = "be-" + w.lemma(noun) + "-" + prep
		f.Predicate.Family = ""
		for _, o := range w.conjuncts(k) {
			a := w.argument(o)
			f.Object = &a
			w.add(f)
		}
	}
}
