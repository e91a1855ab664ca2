package clause

import "github.com/dramatis-kg/dramatis/extract"

// adjoined is m as a clause beside verb h or on noun h: "banned from selling",
// "accused of selling", "the failure to sell", "claims that it sank".
func (t *tree) adjoined(m mood, p, h, depth int) mood {
	kind := t.complementKind(p)
	noun := t.rel(p) == "acl"
	if noun && t.prep(h) == "without" && t.participial(p) {
		m.denied = !m.denied // "left without any ferry sold"
	}
	if kind == "of" && t.has(p, "nsubj") {
		m = m.with(extract.Possible) // "any talk of the council selling it"
	}
	if g, ok := t.degree(h); ok && kind == "to" {
		return m.under(g, t.mood(h, depth+1).denied)
	}
	if kind == "by" && !noun {
		return m.with(t.mood(h, depth+1).modality) // "can win by selling"
	}
	if g, ok := t.governor(h, kind); ok && (noun || kind != "to" || t.tells(p)) && (kind != "that" || t.claims(h)) && kind != "ing" {
		if noun {
			g, up := t.nounUnder(g, h, depth)
			return m.under(g, up)
		}
		up := t.mood(h, depth+1)
		return m.with(up.modality).under(g, up.denied)
	}
	if !noun && t.temporal(p) && t.present(p) {
		if up := t.mood(h, depth+1).modality; up != extract.Asserted {
			return m.with(extract.Planned) // "will stay until the ferry sinks"
		}
		if k := t.find(p, "mark"); k >= 0 && (t.lower(k) == "until" || t.lower(k) == "till") {
			return m.with(extract.Planned)
		}
	}
	if t.predicative(h) && t.has(h, "mark") && t.rel(p) == "advcl" && kind != "to" {
		if up := t.mood(h, depth+1).modality; up == extract.Asked || up == extract.Conditional {
			m = m.with(up)
		}
	}
	return m
}

// participial reports whether clause p is a bare participle.
func (t *tree) participial(p int) bool {
	x := t.tok(p).XPOS
	return (x == "VBN" || x == "VBG") && !t.has(p, "mark", "aux", "nsubj")
}

// temporal reports whether clause p says when another happens.
func (t *tree) temporal(p int) bool {
	for _, k := range t.kids(p) {
		switch t.lower(k) {
		case "until", "till", "before", "after", "once", "when":
			if r := t.rel(k); r == "mark" || r == "advmod" {
				return true
			}
		}
	}
	return false
}

// present reports whether predicate p or its auxiliary is a present tense.
func (t *tree) present(p int) bool {
	if a := t.find(p, "aux", "aux:pass", "cop"); a >= 0 {
		p = a
	}
	x := t.tok(p).XPOS
	return x == "VBZ" || x == "VBP"
}

// nounUnder returns what governs the clause on noun h, and whether that is
// denied: the noun with what g makes of it, or the verb that rejects it, as in
// "rejected claims that it sank".
func (t *tree) nounUnder(g governor, h, depth int) (governor, bool) {
	denied := t.negativeNoun(h)
	v := t.head(h)
	if v < 0 || t.rel(h) != "obj" {
		return g, denied
	}
	up := t.mood(v, depth+1)
	if r, ok := t.governor(v, "that"); ok && r.affirmed.not {
		return r, up.denied
	}
	return g, denied || up.denied
}

// claims reports whether noun h can have a clause that says what it is about.
func (t *tree) claims(h int) bool {
	_, ok := governors["noun "+t.lemma(h)+" that"]
	return ok && t.upos(h) == "NOUN"
}
