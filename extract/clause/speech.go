package clause

// speakerBehind makes what follows a verb of saying its subject if the words
// said stand in front: "The ferry sank, said the Orren Observatory."
func (t *tree) speakerBehind(i int) bool {
	if !t.reports(i) || i == t.first || t.has(i, "nsubj", "nsubj:pass", "aux", "aux:pass", "cc") {
		return false
	}
	o := t.find(i, "obj", "iobj")
	if t.has(i, "obj") && t.has(i, "iobj") || o < i || t.upos(i-1) != "PUNCT" {
		return false
	}
	switch c := t.find(i, "ccomp"); {
	case c >= 0 && c < i:
	case c < 0 && (t.rel(i) == "conj" || t.rel(i) == "parataxis") && words.is("saying", t.lemma(i)) && t.head(i) < i && (t.tok(i).XPOS == "VBD" || t.tok(i).XPOS == "VBZ"):
		t.rels[i-t.first] = "parataxis"
	default:
		return false
	}
	t.hang(o, i, "nsubj")
	return true
}

// speakerAfter takes "the mayor said" behind a comma at the end for what it is,
// not for a clause that says when or why: "The ferry sank, the mayor said."
func (t *tree) speakerAfter(i int) bool {
	h := t.head(i)
	if h < 0 || h > i || t.rel(i) != "advcl" || !t.tensed(i) || !t.reports(i) || t.has(i, "mark", "cc", "obj", "ccomp", "xcomp", "advmod") {
		return false
	}
	first, end := t.extent(i)
	s := t.find(i, "nsubj")
	if s < 0 || s > i || t.d.Word(first) != "," && (first == t.first || t.d.Word(first-1) != ",") {
		return false
	}
	if end < t.end && t.upos(end) != "PUNCT" || h+1 >= first {
		return false
	}
	t.rels[i-t.first] = "parataxis"
	return true
}

// contentOfAdverb hangs what is said on the verb and not on its adverb or time:
// "said later that the ferry sank", "said last night that it sank".
func (t *tree) contentOfAdverb(i int) bool {
	h := t.head(i)
	if h < 0 || h > i || t.head(h) < 0 || t.head(h) > h || !t.reports(t.head(h)) {
		return false
	}
	mark := t.find(i, "mark")
	switch {
	case t.rel(i) == "ccomp" && t.upos(h) == "ADV":
	case (t.rel(i) == "acl:relcl" || t.rel(i) == "acl" || t.rel(i) == "ccomp") && (words.is("time", t.lemma(h)) || t.tok(h).Name != "") && mark > h && t.lower(mark) == "that" && t.has(i, "nsubj", "nsubj:pass", "expl"):
	default:
		return false
	}
	t.hang(i, t.head(h), "ccomp")
	return true
}

// askedIf makes "if" behind a verb of asking begin what is asked: "asked him if
// the ferry sank".
func (t *tree) askedIf(i int) bool {
	h, mark := t.head(i), t.find(i, "mark")
	if h < 0 || h > i || t.rel(i) != "advcl" || mark < 0 || t.lower(mark) != "if" && t.lower(mark) != "whether" || t.has(h, "ccomp", "xcomp") {
		return false
	}
	if l := t.lemma(h); !words.is("ask", l) || t.passive(h) || mark > t.first && t.d.Word(mark-1) == "," {
		return false
	}
	t.hang(i, h, "ccomp")
	return true
}

// saidInFront makes a clause in front of a verb of saying, taken for its subject
// though another one follows a comma, what is said: "The crew were heroes, the
// mayor said."
func (t *tree) saidInFront(i int) bool {
	if !t.reports(i) || !t.tensed(i) {
		return false
	}
	c := t.find(i, "nsubj", "nsubj:outer")
	if c < 0 || !t.has(c, "cop", "nsubj") {
		return false
	}
	for _, k := range t.kids(i) {
		first, _ := t.extent(k)
		if t.rel(k) == "nsubj" && k > c && k < i && first > t.first && t.d.Word(first-1) == "," {
			t.rels[c-t.first] = "ccomp"
			return true
		}
	}
	return false
}

// saidOfObject reads "warned the work depended on Orren", taken for a verb with
// an object and a participle, as a verb of saying with a clause.
func (t *tree) saidOfObject(i int) bool {
	o := t.head(i)
	for o >= 0 && t.rel(o) == "nmod" && t.head(o) >= 0 && words.is("intransitive", t.lemma(i)) {
		o = t.head(o) // "reported a block of flats collapsed"
	}
	if o < 0 || t.rel(i) != "acl" || t.rel(o) != "obj" || t.head(o) < 0 || !t.reports(t.head(o)) || t.has(i, "nsubj", "mark", "obl:agent") {
		return false
	}
	if t.head(o) > o || !t.tensed(i) && (t.tok(i).XPOS != "VBN" || t.has(i, "aux", "aux:pass") ||
		!words.is("intransitive", t.lemma(i)) && !t.has(i, "obj") && t.lemma(t.head(o)) != "say") {
		return false
	}
	t.hang(i, t.head(o), "ccomp")
	t.hang(o, i, "nsubj")
	return true
}

// tensed reports whether verb i itself is a past or present tense.
func (t *tree) tensed(i int) bool {
	switch t.tok(i).XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	}
	return false
}

// saidClause reads "said Orren sells ferries", where the verb with its subject
// was taken for an object, as a clause.
func (t *tree) saidClause(i int) bool {
	h := t.head(i)
	if h < 0 || t.rel(i) != "obj" || t.upos(i) != "VERB" || !t.tensed(i) || !t.has(i, "nsubj", "nsubj:pass") || !t.reports(h) {
		return false
	}
	t.hang(i, h, "ccomp")
	return true
}

// saidBare gives "said the ferry overran the pier", where the clause lost its
// tense to the tagger or hangs on the verb above, the object as its subject.
func (t *tree) saidBare(i int) bool {
	h := t.head(i)
	if h < 0 || t.has(i, "nsubj", "nsubj:pass", "csubj", "expl", "mark", "cc", "obl:agent") {
		return false
	}
	switch x := t.tok(i).XPOS; {
	case t.rel(i) == "xcomp" && !t.has(i, "aux", "cop") && (x == "VB" || x == "VBN" && t.has(i, "obj")) && words.is("saying", t.lemma(h)):
	case (t.rel(i) == "advcl" || t.rel(i) == "parataxis") && t.finite(i) && h < i:
	default:
		return false
	}
	first, _ := t.extent(i)
	for first > t.first && t.quoteMark(first-1) {
		first--
	}
	for o := first - 1; o >= t.first; o-- {
		_, end := t.extent(o)
		if t.rel(o) != "obj" || t.head(o) < 0 || end != first || !t.reports(t.head(o)) || t.head(o) > o || t.within(t.head(o), i) {
			continue
		}
		t.hang(i, t.head(o), "ccomp")
		t.hang(o, i, "nsubj")
		if t.has(i, "aux:pass") {
			t.hang(o, i, "nsubj:pass")
		}
		return true
	}
	return false
}

// saidOfAim reads "warned any attempt to sell the ferry would fail", where what
// follows was taken for a part of the aim, as a verb of saying with a clause.
func (t *tree) saidOfAim(i int) bool {
	h := t.head(i)
	if h < 0 || h > i || t.rel(i) != "ccomp" || t.rel(h) != "acl" || t.reports(h) || !t.finite(i) || t.has(i, "nsubj", "nsubj:pass", "csubj", "expl", "mark") {
		return false
	}
	o := t.head(h)
	if o < 0 || o > h || t.rel(o) != "obj" || t.head(o) < 0 || t.head(o) > o || !t.reports(t.head(o)) {
		return false
	}
	t.hang(i, t.head(o), "ccomp")
	t.hang(o, i, "nsubj")
	return true
}

// speakerBefore gives a verb of saying the noun between it and the quotation in
// front that was hung on a noun inside: "... of the pier," Mara Voss said.
func (t *tree) speakerBefore(i int) bool {
	if !t.reports(i) || !t.tensed(i) || t.has(i, "nsubj", "nsubj:pass", "csubj", "expl", "cc") {
		return false
	}
	for n := i - 1; n > t.first; n-- {
		first, end := t.extent(n)
		if end == i && first > t.first && t.quoteMark(first-1) && t.rel(n) == "appos" && t.nominal(n) {
			t.hang(n, i, "nsubj")
			return true
		}
	}
	return false
}

// frontedClause hangs what stands in front of the words said on these and not
// on the verb of saying behind: "Backed by the mayor, the ferry sailed, he said."
func (t *tree) frontedClause(i int) bool {
	h := t.head(i)
	if h < 0 || i > h || !t.reports(h) {
		return false
	}
	switch t.rel(i) {
	case "advcl", "obl", "obl:unmarked", "advmod":
	default:
		return false
	}
	c := t.find(h, "ccomp")
	if c < 0 || i > c || c > h {
		return false
	}
	if s := t.find(h, "nsubj"); s >= 0 && s < c {
		return false // "On Monday he, ..., said": the verb's own
	}
	t.hang(i, c, t.rel(i))
	return true
}

// saidAdding takes "adding" behind a comma for what accompanies "said", not for
// what was said, and gives it the clause that follows.
func (t *tree) saidAdding(i int) bool {
	h := t.head(i)
	if h < 0 || t.tok(i).XPOS != "VBG" || !t.reports(i) || t.has(i, "aux", "cop") || i == t.first {
		return false
	}
	alone := t.d.Word(i-1) == "," && !t.has(i, "nsubj", "mark")
	if alone && t.rel(i) == "ccomp" && h < i && t.reports(h) {
		t.hang(i, h, "advcl")
		return true
	}
	o := t.find(i, "obj")
	if !alone && !t.has(i, "nsubj") || t.rel(i) != "advcl" && t.rel(i) != "csubj" || h < i || t.rel(h) != "ccomp" && t.rel(h) != "parataxis" || o < i || o > h || t.head(h) > i || !t.finite(h) {
		return false
	}
	if s := t.find(h, "nsubj", "nsubj:pass"); s >= 0 && s < h {
		return false
	}
	t.hang(i, t.head(h), "advcl")
	t.hang(h, i, "ccomp")
	return true
}

// speakerWithin gives verb of saying i the speaker between commas who was hung
// on the noun in front: "The ferry, sailors said, sank".
func (t *tree) speakerWithin(i int) bool {
	o := t.find(i, "nsubj")
	if o < 0 || !t.reports(i) || t.has(o, "cop") {
		return false
	}
	for _, k := range t.kids(o) {
		if t.rel(k) == "nsubj" && k > o && t.betweenCommas(k, i) {
			t.hang(k, i, "nsubj")
			return true
		}
	}
	return false
}

// speaksWithin reports whether a second subject of h, behind o, speaks between
// commas.
func (t *tree) speaksWithin(h, o int) bool {
	for _, k := range t.kids(h) {
		if t.rel(k) == "nsubj" && k > o && k < h && t.betweenCommas(k, h) {
			return true
		}
	}
	return false
}

// betweenCommas reports whether commas stand before noun k and behind verb i
// right after it.
func (t *tree) betweenCommas(k, i int) bool {
	first, end := t.extent(k)
	return first > t.first && t.d.Word(first-1) == "," && end == i && i+1 < t.end && t.d.Word(i+1) == ","
}

// rivalSubject takes a noun behind clause i for no subject of it, where another
// stands right in front, as the object of the verb of saying above: "warned the
// sale would be hard given the number of sailors".
func (t *tree) rivalSubject(i int) bool {
	h, s := t.head(i), t.find(i, "nsubj")
	verb := t.find(i, "aux", "cop")
	if h < 0 || h > i || s < i || verb < 0 || verb > i || t.rel(i) != "ccomp" || t.has(i, "mark", "expl") || !t.reports(h) {
		return false
	}
	o := t.find(h, "obj")
	if o < h {
		return false
	}
	if _, end := t.extent(o); end != verb {
		return false
	}
	t.hang(s, i, "obl")
	t.hang(o, i, "nsubj")
	return true
}

// lostSubject gives clause i the subject that was taken for a dependent of the
// verb of saying above: in "the union said the talks laid the basis" nobody
// said the talks.
func (t *tree) lostSubject(i int) bool {
	h := t.head(i)
	if h < 0 || t.rel(i) != "ccomp" && t.rel(i) != "xcomp" || !t.finite(i) && (t.rel(i) != "ccomp" || !t.untensed(i)) || t.has(i, "nsubj", "nsubj:pass", "csubj", "expl", "mark") || !t.reports(h) {
		return false
	}
	for _, o := range t.kids(h) {
		if o >= i || t.upos(o) == "DET" || !t.astray(o, h, i) {
			continue
		}
		t.hang(o, i, "nsubj")
		t.rels[i-t.first] = "ccomp"
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
		if o < h && h < i {
			return t.speaksWithin(h, o)
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
