package clause

// repair mends what parsers often get wrong and grammar forbids, on the tree of
// this stage alone, and reports whether anything changed.
func (t *tree) repair() bool {
	changed := false
	for i := t.first; i < t.end; i++ {
		if t.lostSubject(i) {
			changed = true
		}
	}
	return changed
}

// lostSubject gives clause i the subject that was taken for an object of the
// verb of saying above: in "the union said the talks laid the basis" nobody
// said the talks.
func (t *tree) lostSubject(i int) bool {
	h := t.head(i)
	if h < 0 || h > i || t.rel(i) != "ccomp" && t.rel(i) != "xcomp" || !t.finite(i) || t.has(i, "nsubj", "nsubj:pass", "csubj", "expl", "mark") {
		return false
	}
	if !t.reports(h) {
		return false
	}
	for _, o := range t.kids(h) {
		if t.rel(o) == "obj" && h < o && o < i {
			t.heads[o-t.first], t.rels[o-t.first] = i, "nsubj"
			t.rels[i-t.first] = "ccomp"
			return true
		}
	}
	return false
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
