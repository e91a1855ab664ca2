package clause

// urgedTo takes the infinitive behind the object of a verb such as "urge", taken
// for the purpose of its subject, for what its object is to do: "urged residents
// of the town to leave".
func (t *tree) urgedTo(i int) bool {
	h, to := t.head(i), t.find(i, "mark")
	if h < 0 || h > to || t.rel(i) != "advcl" || t.tok(i).XPOS != "VB" && !t.has(i, "cop", "aux:pass") || t.lower(to) != "to" || t.has(i, "nsubj") {
		return false
	}
	if !words.is("persuading", t.lemma(h)) || t.has(h, "xcomp", "ccomp") {
		return false
	}
	if t.passive(h) {
		if h+1 != to {
			return false
		}
		t.rels[i-t.first] = "xcomp"
		return true
	}
	o := t.find(h, "obj", "iobj")
	if o < h {
		return false
	}
	if _, end := t.extent(o); end != to {
		return false
	}
	t.rels[i-t.first] = "xcomp"
	return true
}
