package clause

import "strings"

// mend is a correction of one thing parsers often get wrong around token i of a
// news sentence and grammar all but forbids; it reports whether it did anything.
type mend func(t *tree, i int) bool

// mends in the order in which they apply.
var mends = []mend{
	(*tree).itSays, (*tree).itIsSaid, (*tree).accordingAbove, (*tree).quotedSubject, (*tree).saidItsSource, (*tree).saidFinite, (*tree).saidInRelative,
	(*tree).particleOfObject, (*tree).gerundSubject, (*tree).secondSubject, (*tree).strayDay, (*tree).aside, (*tree).strayApposition, (*tree).speakerBehind, (*tree).speakerAfter, (*tree).contentOfAdverb, (*tree).askedIf, (*tree).saidInFront, (*tree).speakerBefore,
	(*tree).freeRelative, (*tree).saidOfAim, (*tree).saidBare, (*tree).saidOfObject, (*tree).saidClause, (*tree).frontedClause, (*tree).saidAdding, (*tree).saidBehind, (*tree).saysToo,
	(*tree).speakerWithin, (*tree).rivalSubject, (*tree).lostSubject, (*tree).addressedSubject, (*tree).goesOn, (*tree).objectOfInfinitive, (*tree).secondObject, (*tree).contactClause,
	(*tree).subordinate, (*tree).sharedNoun, (*tree).joinedClause, (*tree).joinedAlike, (*tree).lateSubject, (*tree).copulaOfVerb,
	(*tree).looseVerb, (*tree).looseParticiple, (*tree).looseInfinitive, (*tree).addresseeWithin, (*tree).titleHead, (*tree).lateObject, (*tree).aroundNumber, (*tree).whoOfPerson,
	(*tree).descriptionBefore, (*tree).apposedSpeaker, (*tree).toldClause, (*tree).saidAndWill, (*tree).saidBehindQuote, (*tree).urgedTo, (*tree).forTo,
}

// repair mends the tree of this stage; the document keeps the parser's. It
// reports whether anything changed.
func (t *tree) repair() bool {
	changed := false
	for _, m := range mends {
		for i := t.first; i < t.end; i++ {
			if m(t, i) {
				changed = true
				if !t.index() {
					return false
				}
			}
		}
	}
	return changed
}

// hang makes token i a dependent of h.
func (t *tree) hang(i, h int, rel string) {
	t.heads[i-t.first], t.rels[i-t.first] = h, rel
}

// itSays makes the "it" of an active verb of saying its subject: in "It said the
// ferry sank" somebody speaks.
func (t *tree) itSays(i int) bool {
	h := t.head(i)
	if h < i || t.rel(i) != "expl" || t.lower(i) != "it" || !words.is("report", t.lemma(h)) || t.passive(h) || t.has(h, "nsubj", "nsubj:pass", "csubj") {
		return false
	}
	t.rels[i-t.first] = "nsubj"
	return true
}

// itIsSaid takes a clause that follows "it was reported" with no mark between for
// what was reported.
func (t *tree) itIsSaid(i int) bool {
	h := t.head(i)
	if h < 0 || i < h || t.rel(i) != "parataxis" || !t.passive(h) || !t.reports(h) || t.has(h, "ccomp", "csubj", "csubj:pass") || !t.finite(i) {
		return false
	}
	s := t.find(h, "nsubj:pass", "expl")
	first, _ := t.extent(i)
	if s < 0 || t.lower(s) != "it" || t.upos(first) == "PUNCT" || t.upos(first-1) == "PUNCT" {
		return false
	}
	t.rels[i-t.first] = "ccomp"
	return true
}

// secondSubject makes a weekday or date that was called a second subject of
// clause i a time: "the council Monday sold the ferry".
func (t *tree) secondSubject(i int) bool {
	if h := t.head(i); t.rel(i) == "appos" && h == i-1 && words.is("calendar", t.lemma(i)) && t.upos(i) == "PROPN" && len(t.kids(i)) == 0 && t.tok(i).Name == "" {
		t.rels[i-t.first] = "nmod:unmarked"
		return true
	}
	n, day := 0, -1
	for _, k := range t.kids(i) {
		if r := t.rel(k); r == "nsubj" || r == "nsubj:pass" {
			n++
			if words.is("calendar", t.lemma(k)) && k > t.first {
				day = k
			}
		}
	}
	if n < 2 || day < 0 {
		return false
	}
	t.rels[day-t.first] = "obl:unmarked"
	return true
}

// strayDay hangs a time that was called an apposition on the finite verb above
// it: "The storm hit the pier -- known as the Arm -- last May."
func (t *tree) strayDay(i int) bool {
	if t.rel(i) != "appos" || !words.is("calendar", t.lemma(i)) || !t.has(i, "amod", "det", "nummod") || words.is("calendar", t.lemma(t.head(i))) {
		return false
	}
	for a, n := t.head(i), 0; a >= 0 && n < 8; a, n = t.head(a), n+1 {
		if t.upos(a) == "VERB" && t.finite(a) {
			t.hang(i, a, "obl:unmarked")
			return true
		}
	}
	return false
}

// aside hangs a participle that follows a dash or bracket on the noun right
// before it: "the pier -- known as the Arm --".
func (t *tree) aside(i int) bool {
	if t.rel(i) != "advcl" || t.tok(i).XPOS != "VBN" || i < t.first+2 || t.has(i, "mark", "aux", "aux:pass", "nsubj", "nsubj:pass") {
		return false
	}
	switch t.d.Word(i - 1) {
	case "--", "—", "–", "(":
	default:
		return false
	}
	n := i - 2
	if t.rel(n) == "flat" && t.head(n) >= 0 {
		n = t.head(n)
	}
	if !t.nominal(n) || t.within(n, i) || t.head(i) > i {
		return false
	}
	t.hang(i, n, "acl")
	return true
}

// copulaOfVerb makes the copula of a verb what it is: the auxiliary of a
// passive, or of a plan ("was to see").
func (t *tree) copulaOfVerb(i int) bool {
	cop := t.find(i, "cop")
	if cop < 0 || t.upos(i) != "VERB" || !t.has(i, "nsubj") || t.has(i, "nsubj:outer") {
		return false
	}
	switch t.tok(i).XPOS {
	case "VBN":
		t.rels[cop-t.first] = "aux:pass"
		if s := t.find(i, "nsubj"); s >= 0 {
			t.rels[s-t.first] = "nsubj:pass"
		}
	case "VB":
		t.rels[cop-t.first] = "aux"
	default:
		return false
	}
	return true
}

// addressedSubject gives a predicate without subject the noun in front that was
// taken for an address: "The clashes are fierce" speaks to nobody.
func (t *tree) addressedSubject(i int) bool {
	if !t.finite(i) || t.has(i, "nsubj", "nsubj:pass", "csubj", "expl") {
		return false
	}
	v := t.find(i, "vocative")
	if v < 0 || v > i || t.upos(v) != "NOUN" || t.tok(i).XPOS == "VBP" {
		return false
	}
	t.hang(v, i, "nsubj")
	return true
}

// secondObject makes the first of two objects the one to whom the second is
// given, "sent the council a plan", or the second what the first is said to be,
// "called the plan a mistake".
func (t *tree) secondObject(i int) bool {
	first, last, n := -1, -1, 0
	for _, k := range t.kids(i) {
		if t.rel(k) == "obj" && k > i {
			if n++; first < 0 {
				first = k
			}
			last = k
		}
	}
	if o := t.find(i, "iobj"); n == 1 && o > i && o < first && words.is("calling", t.lemma(i)) && !words.is("giving", t.lemma(i)) && !t.has(i, "xcomp") {
		t.hang(first, i, "xcomp")
		t.hang(o, i, "obj")
		return true
	}
	switch {
	case n != 2 || t.has(i, "iobj", "xcomp"):
		return false
	case words.is("naming", t.lemma(i)):
		t.hang(last, i, "xcomp")
	case words.is("giving", t.lemma(i)):
		t.hang(first, i, "iobj")
	default:
		return false
	}
	return true
}

// goesOn makes the infinitive of "went on to win", taken for a purpose, what
// its subject did.
func (t *tree) goesOn(i int) bool {
	h := t.head(i)
	if h < 0 || h > i || t.rel(i) != "advcl" || t.lemma(h) != "go" || t.tok(i).XPOS != "VB" {
		return false
	}
	to, on := t.find(i, "mark"), t.find(h, "advmod", "compound:prt")
	if to < 0 || t.lower(to) != "to" || on != h+1 || to != on+1 || t.lower(on) != "on" {
		return false
	}
	t.hang(i, h, "xcomp")
	t.hang(on, h, "compound:prt")
	return true
}

// freeRelative reads "whoever holds it controls the pier", where "it" was taken
// for the subject behind, with the whole clause in front as the subject.
func (t *tree) freeRelative(i int) bool {
	s, c := t.find(i, "nsubj"), t.find(i, "ccomp")
	if s < 0 || s > i || c < i || t.reports(i) || t.has(i, "obj") || t.has(c, "mark") {
		return false
	}
	o := t.find(c, "nsubj")
	if o < 0 {
		return false
	}
	switch first, _ := t.extent(o); {
	case first != i+1:
		return false
	case t.lower(s) != "whoever" && t.lower(s) != "whatever":
		return false
	}
	t.hang(o, i, "obj")
	t.hang(c, t.head(i), t.rel(i))
	t.hang(i, c, "csubj")
	for _, k := range t.kids(i) {
		if k < s {
			t.hang(k, c, t.rel(k))
		}
	}
	return true
}

// objectOfInfinitive gives an infinitive the object that follows it and was
// hung on the verb in front: "vowed to rebuild the pier".
func (t *tree) objectOfInfinitive(i int) bool {
	h := t.head(i)
	if h < 0 || h > i || t.rel(i) != "xcomp" || t.tok(i).XPOS != "VB" || t.has(i, "obj", "cop", "aux:pass") {
		return false
	}
	for _, o := range t.kids(h) {
		if t.rel(o) == "obj" && o > i {
			t.hang(o, i, "obj")
			return true
		}
	}
	return false
}

// subordinate reads "as pressure mounted", taken for a preposition and a noun
// with a participle, as the clause it is.
func (t *tree) subordinate(i int) bool {
	if t.rel(i) == "advcl" {
		return t.subordinateBeside(i)
	}
	n := t.head(i)
	if n < 0 || t.rel(i) != "acl" || t.base(n) != "obl" || t.head(n) < 0 || i != n+1 || t.tok(i).XPOS != "VBD" && !words.is("intransitive", t.lemma(i)) {
		return false
	}
	c := t.find(n, "case")
	if c < 0 || !words.is("subordinator", t.lower(c)) || t.tok(i).XPOS == "VBG" {
		return false
	}
	t.hang(i, t.head(n), "advcl")
	t.hang(n, i, "nsubj")
	t.hang(c, i, "mark")
	return true
}

// subordinateBeside reads "as the mayor met the council", where the noun was
// taken for an argument of the verb above, as one clause.
func (t *tree) subordinateBeside(i int) bool {
	h := t.head(i)
	if h < 0 || h > i || !t.finite(i) || t.has(i, "nsubj", "nsubj:pass", "expl") {
		return false
	}
	mark := t.find(i, "mark")
	for _, n := range t.kids(h) {
		c := t.find(n, "case")
		if n > i || t.base(n) != "obl" || c < 0 && (mark < 0 || mark > n) || c >= 0 && (mark >= 0 || !words.is("subordinator", t.lower(c)) || len(t.prep(n)) != len(t.lower(c))) {
			continue
		}
		if _, end := t.extent(n); end == i {
			t.hang(n, i, "nsubj")
			if c >= 0 {
				t.hang(c, i, "mark")
			}
			return true
		}
	}
	return false
}

// onlyAdverbs reports whether between noun n and verb i stand only what belongs
// to the noun and auxiliaries, adverbs and days.
func (t *tree) onlyAdverbs(n, i int) bool {
	for k := n + 1; k < i; k++ {
		if u := t.upos(k); !t.within(k, n) && u != "AUX" && u != "ADV" && u != "PART" && !words.is("calendar", t.lemma(k)) {
			return false
		}
	}
	return true
}

// contactClause reads "the pier the storm destroyed", where no comma parts the
// two nouns, taken for one in apposition or for two objects, as a relative
// clause.
func (t *tree) contactClause(i int) bool {
	n := t.head(i)
	if n < 0 || t.rel(i) != "acl" || t.rel(n) != "appos" && t.rel(n) != "obj" || t.has(i, "obl:agent", "mark", "obj") || t.tok(i).XPOS != "VBN" && t.tok(i).XPOS != "VBD" {
		return false
	}
	first, _ := t.extent(n)
	a := t.head(n)
	if t.rel(n) == "obj" {
		a = t.objectUntil(a, first)
	}
	if a < 0 || a > first || !t.nominal(a) || t.upos(first) != "DET" || t.upos(first-1) == "PUNCT" {
		return false
	}
	t.hang(i, a, "acl:relcl")
	t.hang(n, i, "nsubj")
	return true
}

// objectUntil returns the object of verb i that ends where token end begins, or
// -1.
func (t *tree) objectUntil(i, end int) int {
	for _, k := range t.kids(i) {
		if _, e := t.extent(k); t.rel(k) == "obj" && k > i && e == end {
			return k
		}
	}
	return -1
}

// untensed reports whether i has neither tense nor auxiliary, nor "to", so that
// it may well be a past or present tense the tagger missed.
func (t *tree) untensed(i int) bool {
	x := t.tok(i).XPOS
	return (x == "VBN" || x == "VB") && !t.has(i, "aux", "aux:pass", "cop", "mark")
}

// strayApposition hangs a person's name on the office and not on the place
// behind it: "the envoy to Orren, Mara Voss".
func (t *tree) strayApposition(i int) bool {
	h := t.head(i)
	if h < 0 || h > i || t.rel(i) != "appos" || t.rel(h) != "nmod" || !strings.HasSuffix(t.tok(i).Name, "PER") || strings.HasSuffix(t.tok(h).Name, "PER") {
		return false
	}
	m := t.head(h)
	if m < 0 || m > h || t.d.Word(i-1) != "," || !words.is("role", t.lemma(m)) {
		return false
	}
	t.hang(i, m, "appos")
	for _, k := range t.kids(h) {
		if k > i && t.rel(k) == "flat" && t.sameName(i, k) {
			t.hang(k, i, "flat")
		}
	}
	return true
}

// finite reports whether predicate i has a tense.
func (t *tree) finite(i int) bool {
	switch t.tok(i).XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	}
	for _, k := range t.kids(i) {
		if r := t.rel(k); r != "aux" && r != "aux:pass" && r != "cop" {
			continue
		}
		switch t.tok(k).XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return false
}
