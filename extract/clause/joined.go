package clause

// joinedClause gives a joined verb the noun right in front of it, when the
// "and" that should join the verb stands before that noun: "He sold the ferry
// of the town and the council resigned."
func (t *tree) joinedClause(i int) bool {
	switch t.rel(i) {
	case "conj", "ccomp", "xcomp":
	default:
		return false
	}
	if !t.finite(i) && !t.untensed(i) || i == t.first || t.has(i, "cc", "nsubj", "nsubj:pass", "expl", "csubj", "mark") {
		return false
	}
	for n := i - 1; n > t.head(i) && n >= t.first; n-- {
		c, end := t.extent(n)
		if t.rel(c) != "cc" || !t.nominal(n) || end > i || t.within(i, n) {
			continue
		}
		if !t.onlyAdverbs(n, i) || t.rel(n) == "conj" && !t.secondClause(i) {
			return false
		}
		t.hang(n, i, "nsubj")
		t.hang(c, i, "cc")
		t.rels[i-t.first] = "conj"
		return true
	}
	return false
}

// secondClause reports whether tensed verb i is joined to its head, or was taken
// for the content of a verb that has an object and says nothing.
func (t *tree) secondClause(i int) bool {
	h := t.head(i)
	return t.finite(i) && (t.rel(i) == "conj" || t.rel(i) == "ccomp" && !t.reports(h) && t.has(h, "obj"))
}

// sharedNoun parts the nouns on either side of an "and" that were taken for the
// subject of the second verb, when the first lacks an object: "The mayor entered
// the town and the council resigned."
func (t *tree) sharedNoun(i int) bool {
	h, s := t.head(i), t.find(i, "nsubj")
	if h < 0 || s < 0 || s > i || h > s || !t.finite(i) || !t.finite(h) || t.has(i, "mark", "cc") || t.reports(h) {
		return false
	}
	first, end := t.extent(s)
	if t.rel(i) != "ccomp" && t.rel(i) != "conj" || first != h+1 || end > i || t.has(h, "obj", "xcomp") || words.is("intransitive", t.lemma(h)) {
		return false
	}
	for n := end - 1; n > s; n-- {
		c, e := t.extent(n)
		if t.rel(c) != "cc" || c == n || e != end || !t.nominal(n) || !t.onlyAdverbs(n, i) {
			continue
		}
		t.hang(s, h, "obj")
		t.hang(n, i, "nsubj")
		t.hang(c, i, "cc")
		t.hang(i, h, "conj")
		return true
	}
	return false
}

// joinedAlike joins a participle to a participle, not to the infinitive between
// them: "for opening the pier to lure visitors and selling the ferry".
func (t *tree) joinedAlike(i int) bool {
	h := t.head(i)
	if h < 0 || h > i || t.rel(i) != "conj" || t.tok(i).XPOS != "VBG" || t.has(i, "aux") || t.tok(h).XPOS != "VB" || !t.has(h, "mark") {
		return false
	}
	for a := t.head(h); a >= 0 && a < h; a = t.head(a) {
		if t.tok(a).XPOS == "VBG" && !t.has(a, "aux") {
			t.hang(i, a, "conj")
			return true
		}
	}
	return false
}

// lateSubject gives a joined verb the subject behind the predicate it is joined
// to: "The ferry was sold and the council resigned."
func (t *tree) lateSubject(i int) bool {
	h := t.head(i)
	if h < 0 || h > i || t.rel(i) != "conj" || !t.has(i, "cc") || t.has(i, "nsubj", "nsubj:pass", "expl") {
		return false
	}
	for _, n := range t.kids(h) {
		if n > h && t.base(n) == "nsubj" && n < i && t.find(i, "cc") < n && t.onlyAdverbs(n, i) {
			t.hang(n, i, "nsubj")
			return true
		}
	}
	return false
}
