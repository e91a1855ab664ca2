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

// forTo gives an infinitive the noun behind "for" in front of it, taken for a
// phrase of the verb above, as its subject: "asked for the ferry to be sold".
func (t *tree) forTo(i int) bool {
	h, to := t.head(i), t.find(i, "mark")
	if h < 0 || h > to || t.rel(i) != "advcl" && t.rel(i) != "xcomp" || t.lower(to) != "to" || t.has(i, "nsubj", "nsubj:pass") || !words.is("awaiting", t.lemma(h)) {
		return false
	}
	for _, k := range t.kids(h) {
		_, end := t.extent(k)
		if k < h || t.rel(k) != "obl" || end != to || t.prep(k) != "for" || t.isCalendar(k) {
			continue
		}
		rel := "nsubj"
		if t.has(i, "aux:pass") {
			rel = "nsubj:pass"
		}
		t.hang(t.caseStart(k), i, "mark")
		t.hang(k, i, rel)
		t.rels[i-t.first] = "advcl"
		return true
	}
	return false
}

// isCalendar reports whether noun i is a day, month or stretch of time.
func (t *tree) isCalendar(i int) bool { return words.is("time", t.lemma(i)) }
