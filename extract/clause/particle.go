package clause

// particle reports whether k is a particle of verb p: "up" in "blew up the
// pier" and "blew it up". Treebanks call some of them adverbs; "back" in "gave
// back the keys" belongs to the predicate all the same.
func (t *tree) particle(k, p int) bool {
	switch t.rel(k) {
	case "compound:prt":
		return true
	case "advmod":
		return k > p && t.upos(p) == "VERB" && len(t.kids(k)) == 0 && words.is("particle", t.lower(k)) && t.besideVerb(k, p)
	}
	return false
}

// besideVerb reports whether k follows verb p or its object.
func (t *tree) besideVerb(k, p int) bool {
	if k == p+1 {
		return true
	}
	o := t.find(p, "obj")
	if o < p {
		return false
	}
	_, end := t.extent(o)
	return end == k
}

// particleOfObject gives verb i the particle that was taken for the preposition
// of its object: "took over Orren", "laid off forty sailors".
func (t *tree) particleOfObject(i int) bool {
	if t.upos(i) != "VERB" || i+1 >= t.end || t.rel(i+1) != "case" {
		return false
	}
	p, k := i+1, t.head(i+1)
	if k < p || t.head(k) != i || t.find(k, "case") != p || len(t.kids(p)) > 0 {
		return false
	}
	switch t.rel(k) {
	case "obj":
	case "obl":
		if t.has(i, "obj", "aux:pass", "nsubj:pass") || !words.is("phrasal", t.lemma(i)+"-"+t.lower(p)) {
			return false
		}
	default:
		return false
	}
	t.hang(p, i, "compound:prt")
	t.rels[k-t.first] = "obj"
	return true
}

// gerundSubject makes a bare "-ing" word in front of its verb the noun it is:
// "Fighting broke out".
func (t *tree) gerundSubject(i int) bool {
	h := t.head(i)
	if h < i || t.rel(i) != "csubj" || t.tok(i).XPOS != "VBG" || len(t.kids(i)) > 0 || t.has(h, "nsubj", "nsubj:pass", "expl") {
		return false
	}
	t.rels[i-t.first] = "nsubj"
	return true
}
