package clause

// asks reports whether clause p is a question: one that ends in a question mark
// of its own quotation and is the main clause, or has the order or the word of
// a question.
func (t *tree) asks(p int) bool {
	mark := t.stop(p)
	if mark < 0 || t.d.Word(mark) != "?" || t.quotes != nil && t.quotes[mark] != t.quotes[p] {
		return false
	}
	switch t.base(p) {
	case "root":
		return t.inverted(p) || t.interrogative(p) || !t.asksLater(p)
	case "conj", "parataxis", "ccomp":
		return t.inverted(p) || t.interrogative(p)
	}
	return false
}

// stop returns the first mark behind token p that ends a sentence, or -1.
func (t *tree) stop(p int) int {
	for k := p + 1; k < t.end; k++ {
		switch t.d.Word(k) {
		case "?", ".", "!", ";", "?!", "??":
			return k
		}
	}
	return -1
}

// inverted reports whether the subject of p stands behind its auxiliary or
// copula, as in "Did the mayor sell the ferry?".
func (t *tree) inverted(p int) bool {
	verb := t.find(p, "aux", "aux:pass", "cop")
	if verb < 0 {
		return false
	}
	for _, k := range t.kids(p) {
		switch t.rel(k) {
		case "nsubj", "nsubj:pass", "expl", "csubj":
			return verb < k
		}
	}
	return false
}

// asksLater reports whether the question of a sentence with main clause p is in
// a clause behind it: "The ferry sank, so why did the mayor leave?"
func (t *tree) asksLater(p int) bool {
	for _, k := range t.kids(p) {
		switch t.base(k) {
		case "conj", "parataxis", "ccomp":
			if k > p && (t.inverted(k) || t.interrogative(k)) {
				return t.base(k) != "ccomp" || t.reports(p)
			}
		}
	}
	return false
}

// interrogative reports whether clause p is an indirect question: "if", "how
// long", "who".
func (t *tree) interrogative(p int) bool {
	for _, k := range t.kids(p) {
		switch t.lower(k) {
		case "if", "whether", "how", "why", "when", "where", "what", "who", "whom", "which":
			if k < p { // not "has ideas about how …"
				return t.rel(k) != "punct"
			}
		}
		for _, j := range t.kids(k) {
			if t.rel(k) != "ccomp" && (t.lower(j) == "how" || t.lower(j) == "what" || t.lower(j) == "which") && t.rel(k) != "acl:relcl" && k < p {
				return true
			}
		}
	}
	return false
}
