package clause

// choice reports whether token i is one of several that "or" joins, so that what
// is said of one need not be so: "Ann Reyes or Bo Lind resigned". A second name
// for the same thing between commas is no choice: "the piers, or landings, sank".
func (t *tree) choice(i int) bool {
	if i < 0 {
		return false
	}
	if h := t.head(i); t.rel(i) == "conj" && h >= 0 && t.upos(h) == t.upos(i) {
		i = h
	}
	last := -1
	for _, k := range t.kids(i) {
		if c := t.find(k, "cc"); t.rel(k) == "conj" && c >= 0 && t.lower(c) == "or" {
			last = k
		}
	}
	if last < 0 {
		return false
	}
	or := t.find(last, "cc")
	_, end := t.extent(last)
	gloss := or > t.first && t.d.Word(or-1) == "," && (t.d.Word(end-1) == "," || end < t.end && t.d.Word(end) == ",")
	return !gloss
}
