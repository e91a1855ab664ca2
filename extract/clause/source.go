package clause

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// source returns who says what stands at token p, and who quotes them in turn.
// It climbs to the verbs of saying or belief that have p in their complement, to
// "according to" phrases, reporting parentheses, and to nouns such as "claim".
// Its zero is the article itself.
func (t *tree) source(p int) extract.Source { return t.sourceBy(p, t.reports) }

// sayer is source for what a noun takes for granted. Under "asked whether" or
// "believed that" it is still the article that takes it so.
func (t *tree) sayer(p int) extract.Source {
	return t.sourceBy(p, func(h int) bool { return words.is("report", t.lemma(h)) })
}

func (t *tree) sourceBy(p int, counts func(verb int) bool) extract.Source {
	var out, weak extract.Source
	add := func(s extract.Source) {
		switch {
		case out.Text == "":
			out = s
		case s.Name == extract.Unnamed:
		case out.Name == extract.Unnamed:
			out = s
		default:
			out = out.Through(s)
		}
	}
	below := -1 // the dependent of i through which p was reached
	for i, n := p, 0; i >= 0 && n < 40; n++ {
		if s := t.beside(i, p); s.Text != "" {
			add(s)
		}
		h := t.head(i)
		if h < 0 {
			break
		}
		switch s, sure := t.told(i, h, p, below, counts); {
		case s.Text == "":
		case sure:
			add(s)
		default:
			weak = s
		}
		i, below = h, i
	}
	if out.Text == "" {
		out = weak
	}
	if out.Text == "" {
		if k := t.hearsay(p); k >= 0 {
			out = unnamed(t.d, k)
		}
	}
	return out
}

// told returns who says or thinks what clause i with p in it tells under h, and
// whether that is sure: "I" and borrowed subjects that can hardly speak are not.
func (t *tree) told(i, h, p, below int, counts func(verb int) bool) (extract.Source, bool) {
	none := extract.Source{Chain: -1}
	switch r := t.rel(i); {
	case t.claim(h) && (r == "ccomp" || r == "acl" && t.complementKind(i) == "that"):
		return t.claimant(h), true
	case r == "ccomp" || r == "csubj" && t.passive(h) || r == "parataxis" && t.quoted(i):
		if !counts(h) || !t.inContent(i, h, p, below) {
			return none, false
		}
	case r == "xcomp":
		if !counts(h) || !t.passive(h) && !words.is("claiming", t.lemma(h)) {
			return none, false
		}
		if t.passive(h) && (!t.hearsays(h) || t.lemma(h) == "tell") {
			return none, false // "were told to leave" tells nothing
		}
	case r == "advcl" && t.passive(h) && t.hearsays(h) && t.lemma(h) != "tell" && t.complementKind(i) == "to":
	case r == "obj" && h < i && words.is("report", t.lemma(h)): // a clause the parser hung on its own subject
		if below < 0 || t.rel(below) == "acl:relcl" || t.has(below, "mark") || !t.finite(p) || p < i {
			return none, false
		}
	case (r == "advcl" || r == "acl") && words.is("accusing", t.lemma(h)) && words.is("charge", t.complementKind(i)):
	case r == "advcl" && t.citing(h) && t.complementKind(i) == "as":
	default:
		return none, false
	}
	if t.passive(h) {
		return t.passiveSource(h), true
	}
	s := t.speaker(h)
	if s.Text == "" || t.quoted(s.First) && !t.quoted(p) {
		return none, false // who is quoted does not report what stands outside
	}
	return s, !t.firstPerson(h) && t.voiced(h)
}

// passiveSource returns who says what passive h tells: its agent, or somebody
// unnamed where it is no more than said: "is said to", "was accused of".
func (t *tree) passiveSource(h int) extract.Source {
	if c := t.at[h-t.first]; c >= 0 && t.clauses[c].subj >= 0 {
		return t.sourceOf(t.clauses[c].subj)
	}
	if a := t.find(h, "obl:agent"); a >= 0 {
		return t.sourceOf(a)
	}
	if t.hearsays(h) {
		return unnamed(t.d, h)
	}
	return extract.Source{Chain: -1}
}

// hearsays reports whether the passive of verb h tells what people say.
func (t *tree) hearsays(h int) bool {
	return words.is("hearsay", t.lemma(h)) || words.is("accusing", t.lemma(h))
}

// hearsay returns the adverb by which clause p is what people say, or -1. One
// that opens the sentence holds for the clauses joined to its own.
func (t *tree) hearsay(p int) int {
	for _, k := range t.kids(p) {
		if t.rel(k) == "advmod" && words.is("hearsay", t.lower(k)) {
			return k
		}
	}
	if h := t.head(p); t.rel(p) == "conj" && h >= 0 {
		if k := t.hearsay(h); k == t.first {
			return k
		}
	}
	return -1
}

// inContent reports whether p belongs to clause i that verb of saying h has for
// its content, and not to a later clause hung into it: p was reached from i by
// way of below.
func (t *tree) inContent(i, h, p, below int) bool {
	if i < h && h < p {
		if t.quoted(i) && !t.quoted(p) || t.semicolon(h, p) {
			return false
		}
	}
	if t.rel(i) == "ccomp" && h < i && t.semicolon(h, i) && !t.quoted(i) {
		return false
	}
	if below < 0 || t.quoted(p) {
		return true
	}
	if own := t.has(below, "nsubj", "nsubj:pass") && below > i; own && !t.quoted(below) {
		mark := t.find(below, "mark")
		switch t.base(below) {
		case "parataxis", "conj":
			return (mark >= 0 || !t.semicolon(i, below)) && !(words.is("report", t.lemma(below)) && t.tensed(below) && below > h)
		case "advcl":
			return mark < 0 || t.lower(mark) != "while" && t.lower(mark) != "whereas" || !words.is("report", t.lemma(below))
		}
	}
	return true
}

// semicolon reports whether a semicolon outside quotations stands between two
// tokens.
func (t *tree) semicolon(a, b int) bool {
	for k := min(a, b); k < max(a, b); k++ {
		if t.d.Word(k) == ";" && !t.quoted(k) {
			return true
		}
	}
	return false
}

// claim reports whether noun h is what somebody says or thinks, not what is so:
// "the claim that", but not "the fact that".
func (t *tree) claim(h int) bool {
	g, ok := governors["noun "+t.lemma(h)+" that"]
	return ok && t.upos(h) == "NOUN" && g.affirmed != effect{modality: extract.Asserted}
}

// claimant returns whose claim noun h is: its owner, or the subject of the verb
// that makes or rejects it, else the noun itself.
func (t *tree) claimant(h int) extract.Source {
	for _, k := range t.kids(h) {
		p := t.prep(k)
		if t.rel(k) == "nmod:poss" || t.rel(k) == "nmod" && (p == "by" || p == "from" || p == "of") && t.entity(k) {
			return t.sourceOf(k)
		}
	}
	if v := t.head(h); v >= 0 && t.rel(h) == "obj" {
		g, known := t.governor(v, "that")
		if c := t.at[v-t.first]; c >= 0 && t.clauses[c].subj >= 0 && (words.is("voicing", t.lemma(v)) || known && g.affirmed.not) {
			return t.sourceOf(t.clauses[c].subj)
		}
	}
	return t.sourceOf(h)
}

// firstPerson reports whether the speaker of h is "I" or "we": somebody further
// up says who that is.
func (t *tree) firstPerson(h int) bool {
	c := t.at[h-t.first]
	return c >= 0 && t.clauses[c].subj >= 0 && firstPerson(t.lower(t.clauses[c].subj))
}

// beside finds a source that hangs on i and does not hold p: "according to the
// mayor", "in the mayor's view", "the mayor said" put into or behind the
// sentence, "as the mayor said".
func (t *tree) beside(i, p int) extract.Source {
	for _, k := range t.kids(i) {
		if t.within(p, k) || t.semicolon(k, p) || t.quoted(k) && !t.quoted(p) {
			continue
		}
		switch t.base(k) {
		case "obl", "nmod":
			if i < k && k < p {
				continue // "sank, according to the mayor, but the crew left"
			}
			if s := t.accordingTo(k); s.Text != "" {
				return s
			}
		case "parataxis":
			if t.reports(k) && t.partedOff(k) && (!t.has(k, "ccomp", "obj") || k+1 < t.end && t.d.Word(k+1) == ",") {
				return t.speaker(k)
			}
		case "advcl":
			if m := t.find(k, "mark"); m >= 0 && t.lower(m) == "as" && words.is("report", t.lemma(k)) && t.finite(k) && !t.has(k, "ccomp", "obj", "xcomp") {
				return t.speaker(k)
			}
		}
	}
	return extract.Source{Chain: -1}
}

// partedOff reports whether a mark stands before the clause of k.
func (t *tree) partedOff(k int) bool {
	first, _ := t.extent(k)
	return first == t.first || t.upos(first) == "PUNCT" || t.upos(first-1) == "PUNCT"
}

// accordingTo reads "according to the mayor", "per the mayor" and "in the view
// of the mayor".
func (t *tree) accordingTo(k int) extract.Source {
	switch prep := t.prep(k); {
	case strings.HasPrefix(prep, "according"), prep == "per" && (t.speaks(k) || t.author(k) != k), prep == "by" && words.is("rumour", t.lemma(k)):
		return t.sourceOf(t.author(k))
	case (prep == "in" || prep == "from") && words.is("viewpoint", t.lemma(k)):
		for _, j := range t.kids(k) {
			if t.rel(j) == "nmod:poss" || t.rel(j) == "nmod" && t.prep(j) == "of" {
				return t.sourceOf(j)
			}
		}
	}
	return extract.Source{Chain: -1}
}

// reports reports whether token h is a verb of saying or belief.
func (t *tree) reports(h int) bool {
	l := t.lemma(h)
	return words.is("report", l) || words.is("belief", l) || words.is("ask", l)
}

// speaker returns the subject of reporting verb h as a source.
func (t *tree) speaker(h int) extract.Source {
	c := t.at[h-t.first]
	if c < 0 {
		return extract.Source{Chain: -1}
	}
	if t.passive(h) && !t.citing(h) {
		return t.passiveSource(h)
	}
	s := t.clauses[c].subj
	if s < 0 || t.lower(s) == "it" && t.rel(s) == "expl" {
		return extract.Source{Chain: -1}
	}
	return t.sourceOf(t.author(t.voiceOf(h, s)))
}

// voiceOf returns who speaks by verb p with subject s: s itself, or, where that
// can hardly speak, the nearest somebody who is the subject of a clause above.
func (t *tree) voiceOf(p, s int) int {
	if h := t.head(p); h >= 0 && t.rel(p) == "advcl" && t.citing(h) && !t.passive(h) && t.complementKind(p) == "as" && t.has(h, "obj") {
		return t.find(h, "obj") // "quoted the mayor as saying"
	}
	if t.voiced(p) {
		return s
	}
	for i := t.head(p); i >= 0; i = t.head(i) {
		if c := t.at[i-t.first]; c >= 0 && t.clauses[c].subj >= 0 && t.entity(t.clauses[c].subj) {
			return t.clauses[c].subj
		}
		if t.rel(i) == "ccomp" {
			break
		}
	}
	return s
}

// voiced reports whether the subject of predicate p may well speak. One that a
// participle or infinitive borrowed must be somebody, or speak already: in
// "there was no reason to expect it" the reason expects nothing.
func (t *tree) voiced(p int) bool {
	c := t.at[p-t.first]
	if c < 0 || t.clauses[c].subj < 0 {
		return false
	}
	k := &t.clauses[c]
	if t.isTime(k.subj) {
		return false // "this time not only implying"
	}
	if k.rule.Confidence >= 0.7 || t.entity(k.subj) {
		return true
	}
	h := t.head(k.pred)
	return t.rel(k.pred) == "advcl" && h >= 0 && (t.reports(h) || t.citing(h))
}

// sourceOf makes a source of noun i, or of the person whose name stands behind
// it: "another official, Mara Voss".
func (t *tree) sourceOf(i int) extract.Source {
	a := t.argument(i)
	if k := t.find(i, "appos"); k > i && t.tok(i).Name == "" && a.Text == a.Name && strings.HasSuffix(t.tok(k).Name, "PER") {
		a = t.argument(k)
	}
	if t.upos(i) == "PRON" && a.Chain >= 0 && !t.canSpeak(&a) {
		a.Chain, a.Name = -1, a.Text // "they", taken for the boats
	}
	return extract.Source{First: a.First, End: a.End, Chain: a.Chain, Name: a.Name, Text: a.Text}
}

// canSpeak reports whether argument a is of a kind that says or thinks something.
func (t *tree) canSpeak(a *extract.Argument) bool {
	switch a.Kind {
	case extract.Person, extract.Organisation, extract.Group, extract.Place:
		return true
	}
	head := strings.ToLower(a.Name[strings.LastIndexByte(a.Name, ' ')+1:])
	return t.d.Chains[a.Chain].Named || words.is("document", head) || lexicon.Role(head) || lexicon.Roles(head)
}

// quoted reports whether token i stands in quotation marks.
func (t *tree) quoted(i int) bool {
	return t.quotes != nil && t.quotes[i] > 0
}
