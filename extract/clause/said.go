package clause

import "strings"

// quotedSubject parts the subjects of a verb of saying outside a quotation and
// of the clause inside: "Mara Voss wrote, "the ferry sank"" has one each.
func (t *tree) quotedSubject(i int) bool {
	if t.quotes == nil || t.quotes[i] > 0 || !t.reports(i) {
		return false
	}
	c := -1 // the clause inside
	for _, k := range t.kids(i) {
		if r := t.base(k); t.quotes[k] > 0 && (r == "ccomp" || r == "parataxis") {
			c = k
		}
	}
	if c < 0 {
		return false
	}
	inside, outside := -1, -1
	for _, k := range t.kids(i) {
		if t.rel(k) == "nsubj" && t.quotes[k] > 0 {
			inside = k
		} else if t.rel(k) == "nsubj" {
			outside = k
		}
	}
	if inside >= 0 && outside >= 0 {
		rel := "nsubj"
		if t.has(c, "nsubj", "nsubj:pass") {
			rel = "nsubj:outer"
		}
		t.hang(inside, c, rel)
		return true
	}
	if outside >= 0 || inside >= 0 {
		return false
	}
	n := 0
	for _, k := range t.kids(c) {
		if t.rel(k) == "nsubj" || t.rel(k) == "nsubj:pass" {
			n++
			if t.quotes[k] == 0 {
				outside = k
			}
		}
	}
	if n < 2 || outside < 0 {
		return false
	}
	t.hang(outside, i, "nsubj")
	return true
}

// saidItsSource reads "the paper reported its source said that", where the first
// verb was taken for what the second says, the right way round.
func (t *tree) saidItsSource(i int) bool {
	h := t.head(i)
	if h < i || t.rel(i) != "ccomp" || !t.reports(i) || !t.reports(h) || !t.tensed(i) || !t.tensed(h) || t.has(h, "nsubj", "nsubj:pass") {
		return false
	}
	front, behind := -1, -1
	for _, k := range t.kids(i) {
		if t.rel(k) == "nsubj" && k < i {
			front = k
		} else if t.rel(k) == "nsubj" && k < h {
			behind = k
		}
	}
	if front < 0 || behind < 0 {
		return false
	}
	t.hang(i, t.head(h), t.rel(h))
	t.hang(h, i, "ccomp")
	t.hang(behind, h, "nsubj")
	return true
}

// saidFinite makes what is said a clause where it was taken for an infinitive
// though it has a subject: "reported warming seas appear to rise".
func (t *tree) saidFinite(i int) bool {
	h := t.head(i)
	if h < 0 || h > i || t.rel(i) != "xcomp" || !t.reports(h) || t.has(i, "mark") || t.tok(i).XPOS == "VBG" {
		return false
	}
	if s := t.find(i, "nsubj"); s < h || s > i {
		return false
	}
	t.rels[i-t.first] = "ccomp"
	return true
}

// saidInRelative makes "which, the mayor said, sank" one relative clause with an
// aside, where it was taken for two.
func (t *tree) saidInRelative(i int) bool {
	s := t.find(i, "nsubj")
	if t.rel(i) != "acl:relcl" || !t.reports(i) || s < 0 || s > i || !t.betweenCommas(s, i) {
		return false
	}
	if t.head(i) < 0 {
		return false
	}
	for _, j := range t.kids(t.head(i)) {
		if j < i || t.rel(j) != "acl:relcl" {
			continue
		}
		for _, k := range t.kids(i) {
			if k < s && t.relative(k) {
				t.hang(k, j, t.rel(k))
				if t.has(j, "obj") || !t.has(j, "nsubj", "nsubj:pass") {
					t.rels[k-t.first] = "nsubj"
				}
			}
		}
		t.hang(i, j, "parataxis")
		return true
	}
	return false
}

// accordingAbove hangs "according to the mayor" on the clause it speaks of, not
// on the noun or clause in front: at either end of a sentence that is the main
// clause, else the nearest one.
func (t *tree) accordingAbove(i int) bool {
	h := t.head(i)
	if h < 0 || t.base(i) != "nmod" && t.base(i) != "obl" || !strings.HasPrefix(t.prep(i), "according") {
		return false
	}
	first, end := t.extent(i)
	outer := first == t.first || end == t.end || end == t.end-1 || end == t.end-2 && t.upos(end) == "PUNCT"
	top := -1
	for a := h; a >= 0; a = t.head(a) {
		if !t.predicative(a) && t.upos(a) != "ADJ" {
			continue
		}
		if r := t.base(a); r == "acl" && top < 0 && outer || r == "amod" {
			continue
		}
		top = a
		if !outer || t.rel(a) == "parataxis" || t.rel(a) == "conj" && t.has(a, "nsubj", "nsubj:pass") {
			break
		}
	}
	if top < 0 || top == h && t.base(i) == "obl" {
		return false
	}
	t.hang(i, top, "obl")
	return true
}

// saidBehind gives "adding" and its like the clause behind their object that was
// hung on the verb above: "said the crew rested, adding sailors were leaving".
func (t *tree) saidBehind(i int) bool {
	h, o := t.head(i), t.find(i, "obj")
	if h < 0 || h > i || o < i || t.rel(i) != "advcl" || !t.reports(i) || t.has(i, "ccomp", "mark") {
		return false
	}
	for _, c := range t.kids(h) {
		if t.rel(c) != "ccomp" || c < o || !t.finite(c) || t.has(c, "nsubj", "nsubj:pass", "csubj", "expl", "mark") || !t.onlyAdverbs(o, c) {
			continue
		}
		t.hang(c, i, "ccomp")
		t.hang(o, c, "nsubj")
		if t.passive(c) {
			t.rels[o-t.first] = "nsubj:pass"
		}
		return true
	}
	return false
}

// saysToo joins a second verb of saying to the first, not to what was said of a
// thing, which says nothing: "said the sale failed, but warned the pier would
// close".
func (t *tree) saysToo(i int) bool {
	c := t.head(i)
	if c < 0 || c > i || t.rel(i) != "conj" || t.rel(c) != "ccomp" || !t.says(i) || !t.tensed(i) || t.has(i, "nsubj", "nsubj:pass", "expl") {
		return false
	}
	h, cc, s := t.head(c), t.find(i, "cc"), t.find(c, "nsubj", "nsubj:pass")
	if h < 0 || h > c || !t.says(h) || !t.tensed(h) || cc <= t.first || t.d.Word(cc-1) != "," || s < 0 || s > c || t.upos(s) != "NOUN" || t.hearer(s) {
		return false
	}
	t.hang(i, h, "conj")
	return true
}

// says reports whether verb i is one of saying.
func (t *tree) says(i int) bool { return words.is("report", t.lemma(i)) }
