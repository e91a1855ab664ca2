package clause

// choice reports whether token i is one of several that "or" joins, so that what
// is said of one need not be so: "Ann Reyes or Bo Lind resigned". A second name
// for the same thing between commas is no choice: "the piers, or landings, sank".
func (t *tree) choice(i int) bool {
	if i < 0 {
		return false
	}
	first := i
	if h := t.head(i); t.rel(i) == "conj" && h >= 0 && t.upos(h) == t.upos(i) {
		first = h
	}
	here := false // i, or what no word parts from it, came before
	for _, k := range append([]int{first}, t.kids(first)...) {
		if k != first && t.rel(k) != "conj" {
			continue
		}
		c := t.find(k, "cc")
		switch {
		case c < 0 || k == first:
		case t.lower(c) == "or" && (here || k == i):
			return !t.gloss(c, k)
		default:
			here = false
		}
		here = here || k == i
	}
	return false
}

// gloss reports whether conjunct k, behind conjunction c, stands between commas.
func (t *tree) gloss(c, k int) bool {
	_, end := t.extent(k)
	return c > t.first && t.d.Word(c-1) == "," && (t.d.Word(end-1) == "," || end < t.end && t.d.Word(end) == ",")
}
