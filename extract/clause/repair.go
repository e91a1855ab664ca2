package clause

// repair mends what parsers often get wrong and grammar forbids, on the tree of
// this stage alone, and reports whether anything changed.
func (t *tree) repair() bool {
	changed := false
	for i := t.first; i < t.end; i++ {
		for _, mend := range []func(*tree, int) bool{(*tree).secondSubject, (*tree).lostSubject, (*tree).copulaOfVerb} {
			changed = mend(t, i) || changed
		}
	}
	return changed
}

// lostSubject gives clause i the subject that was taken for a dependent of the
// verb of saying above: in "the union said the talks laid the basis" nobody
// said the talks.
func (t *tree) lostSubject(i int) bool {
	h := t.head(i)
	if h < 0 || t.rel(i) != "ccomp" && t.rel(i) != "xcomp" || !t.finite(i) || t.has(i, "nsubj", "nsubj:pass", "csubj", "expl", "mark") || !t.reports(h) {
		return false
	}
	for _, o := range t.kids(h) {
		if o >= i || !t.astray(o, h, i) {
			continue
		}
		t.heads[o-t.first], t.rels[o-t.first], t.rels[i-t.first] = i, "nsubj", "ccomp"
		if t.has(i, "aux:pass") {
			t.rels[o-t.first] = "nsubj:pass"
		}
		for _, k := range t.kids(h) {
			if t.rel(k) == "expl" {
				t.rels[k-t.first] = "nsubj" // "it" that says something
			}
		}
		return true
	}
	return false
}

// astray reports whether dependent o of verb of saying h is rather the subject
// of clause i: an object between the two, or a subject with the speaker between
// it and its verb.
func (t *tree) astray(o, h, i int) bool {
	switch t.rel(o) {
	case "obj":
		return h < o
	case "nsubj":
		if h < o && o < i {
			k := t.find(h, "nsubj", "expl")
			return k >= 0 && k < h
		}
		if i < h {
			for _, k := range t.kids(h) {
				if k > i && k != o && t.rel(k) == "nsubj" {
					return true
				}
			}
		}
	}
	return false
}

// secondSubject makes a weekday or date that was called a second subject of
// clause i a time: "the council Monday sold the ferry".
func (t *tree) secondSubject(i int) bool {
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

// copulaOfVerb makes the copula of a verb what it is: the auxiliary of a
// passive, or of a plan ("was to see").
func (t *tree) copulaOfVerb(i int) bool {
	cop := t.find(i, "cop")
	if cop < 0 || t.upos(i) != "VERB" || t.has(i, "nsubj:outer") {
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
