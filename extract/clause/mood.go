package clause

import "github.com/dramatis-kg/dramatis/extract"

// A mood is how a proposition is put.
type mood struct {
	denied   bool
	modality extract.Modality
}

// strength orders the modalities: what is asked inside a plan is still asked.
var strength = map[extract.Modality]int{
	extract.Asserted: 0, extract.Planned: 1, extract.Possible: 2, extract.Conditional: 3, extract.Asked: 4,
}

func (m mood) with(x extract.Modality) mood {
	if strength[x] > strength[m.modality] {
		m.modality = x
	}
	return m
}

func (m mood) polarity() extract.Polarity {
	if m.denied {
		return extract.Denied
	}
	return extract.Affirmed
}

// mood reads polarity and modality of the clause that p heads: its own
// negation and auxiliaries, then what governs it. depth bounds the climb.
func (t *tree) mood(p, depth int) mood {
	m := mood{modality: extract.Asserted}
	ownAux := false
	for _, k := range t.kids(p) {
		switch t.rel(k) {
		case "aux":
			ownAux = true
			m = m.with(t.auxiliary(k, p))
		case "advmod", "cc", "cc:preconj":
			m.denied = m.denied != t.negation(k)
			m = m.with(adverb(t.lemma(k)))
		case "nsubj", "nsubj:pass", "obj":
			if t.rel(k) == "obj" && m.denied {
				continue // "did not see any" and dialects' "no" negate once
			}
			m.denied = m.denied || t.negativeNoun(k)
		case "mark", "case":
			m = m.with(t.marker(k, p))
			m.denied = m.denied != t.excludes(k)
		case "det":
			if t.lower(k) == "no" && t.has(p, "cop") {
				m.denied = true
			}
		}
	}
	m.denied = m.denied != t.strayNegation(p)
	if t.asks(p) {
		m = m.with(extract.Asked)
	}
	if depth > 12 {
		return m
	}
	return t.governed(m, p, depth, ownAux)
}

// auxiliary is the modality an auxiliary gives. "was to see" is a plan.
func (t *tree) auxiliary(k, p int) extract.Modality {
	switch t.lower(k) {
	case "will", "'ll", "’ll", "wo", "shall", "should", "must", "ought", "gon", "need":
		return extract.Planned
	case "may", "might", "could", "can", "ca":
		return extract.Possible
	case "would", "'d", "’d":
		if t.lemma(k) == "have" {
			return extract.Asserted
		}
		return extract.Conditional
	}
	if mark := t.find(p, "mark"); mark > k && t.lemma(k) == "be" && t.lower(mark) == "to" {
		return extract.Planned
	}
	return extract.Asserted
}

func adverb(lemma string) extract.Modality {
	switch lemma {
	case "perhaps", "maybe", "possibly", "probably", "reportedly", "allegedly", "apparently", "presumably", "likely", "supposedly":
		return extract.Possible
	}
	return extract.Asserted
}

// marker is the modality a subordinator gives. An infinitive of purpose or on a
// noun is a plan, one that a verb controls is what that verb makes of it.
func (t *tree) marker(k, p int) extract.Modality {
	switch t.lower(k) {
	case "if", "unless", "whether", "lest":
		if t.rel(p) == "ccomp" || t.rel(p) == "xcomp" {
			return extract.Asked
		}
		return extract.Conditional
	case "than":
		if !t.finite(p) {
			return extract.Possible // "rather leave than sell"
		}
	case "to":
		if r := t.rel(p); r == "advcl" || r == "acl" {
			if a := t.find(p, "aux"); a >= 0 && t.lemma(a) == "have" {
				return extract.Possible // "is reported to have sold"
			}
			return extract.Planned
		}
	}
	return extract.Asserted
}

// excludes reports whether subordinator k says that its clause did not happen:
// "without paying", "instead of leaving".
func (t *tree) excludes(k int) bool {
	switch t.lower(k) {
	case "without", "instead", "rather":
		return t.upos(t.head(k)) == "VERB"
	}
	return false
}

func (t *tree) negativeNoun(k int) bool {
	switch t.lower(k) {
	case "nobody", "none", "nothing", "no-one":
		return true
	}
	for _, j := range t.kids(k) {
		if t.rel(j) == "det" && (t.lower(j) == "no" || t.lower(j) == "neither") {
			return true
		}
	}
	return false
}

// governed adds to m what the clause above makes of its complement.
func (t *tree) governed(m mood, p, depth int, ownAux bool) mood {
	h := t.head(p)
	if h < 0 {
		return m
	}
	switch t.rel(p) {
	case "xcomp":
		up := t.mood(h, depth+1)
		m = m.with(up.modality)
		if c := t.at[p-t.first]; c >= 0 && t.clauses[c].rule.ofObject() && t.has(p, "mark") && !words.is("implicative", t.lemma(h)) {
			m = m.with(extract.Planned) // "hired a crew to repair it"
		}
		if words.is("doing", t.verbLemma(h)) {
			m.denied = m.denied != up.denied
			return m
		}
		return m.under(t.lemma(h), up.denied)
	case "ccomp":
		return t.content(m, p, h, depth)
	case "conj":
		if t.has(p, "nsubj", "nsubj:pass") && !t.sharesMark(p, h) {
			return m
		}
		up := t.mood(h, depth+1)
		if t.tensed(p) && !t.tensed(h) && up.modality == extract.Conditional && !t.sharesMark(p, h) {
			return m // "would have sailed but sank"
		}
		if cc := t.find(p, "cc"); cc >= 0 && (t.lower(cc) == "or" || t.lower(cc) == "nor") && !ownAux && t.tok(p).XPOS == "VB" {
			m.denied = m.denied != up.denied // "may not debate or work"
		}
		if !ownAux || up.modality == extract.Conditional || up.modality == extract.Asked {
			m = m.with(up.modality)
		}
	case "advcl", "acl":
		if t.tok(p).XPOS == "VBG" && t.has(p, "mark", "case") {
			m = t.gerund(m, p, h)
		}
		if mark := t.find(p, "mark"); mark >= 0 && t.lower(mark) == "to" {
			m.denied = m.denied != (t.rel(p) == "acl" && words.is("unwilling", t.lemma(h)))
			return m
		}
		if t.predicative(h) && t.has(h, "mark") && t.rel(p) == "advcl" {
			if up := t.mood(h, depth+1).modality; up == extract.Asked || up == extract.Conditional {
				m = m.with(up)
			}
		}
	}
	return m
}

// gerund is m as the complement of an accusation or a prevention: "accused of
// selling", "banned from selling", "talk of selling".
func (t *tree) gerund(m mood, p, h int) mood {
	mark := t.lower(t.find(p, "mark", "case"))
	switch {
	case mark == "of" && t.has(p, "nsubj"):
		m = m.with(extract.Possible) // "any talk of the council selling it"
	case mark == "from" && words.is("negative", t.lemma(h)):
		m.denied = !m.denied
	case words.is("alleging", t.lemma(h)):
		m = m.with(extract.Possible)
	}
	return m
}

// sharesMark reports whether conjunct p stands under the "if" of h.
func (t *tree) sharesMark(p, h int) bool {
	return t.has(h, "mark") && !t.has(p, "mark") && t.rel(h) != "root"
}

// under is m as the complement of a verb: "failed to" turns it round, "vowed
// to" makes it a plan. A denied governor denies what it would have asserted.
func (m mood) under(verb string, denied bool) mood {
	switch {
	case words.is("negative", verb):
		m.denied = m.denied != !denied
		return m
	case words.is("planned", verb):
		m = m.with(extract.Planned)
	case words.is("possible", verb):
		m = m.with(extract.Possible)
	}
	m.denied = m.denied != denied
	return m
}

// content is m as what h says, believes or asks.
func (t *tree) content(m mood, p, h, depth int) mood {
	verb, up := t.lemma(h), t.mood(h, depth+1)
	if t.interrogative(p) && (words.is("ask", verb) || words.is("report", verb) || words.is("belief", verb)) {
		return m.with(extract.Asked)
	}
	switch {
	case verb == "deny" || verb == "dispute" || verb == "doubt":
		m.denied = m.denied != !up.denied
	case words.is("wish", verb):
		m = m.with(extract.Planned)
	case words.is("guess", verb):
		m = m.with(extract.Possible)
		m.denied = m.denied != up.denied // "do not think that"
	case up.denied || up.modality == extract.Conditional:
		m = m.with(extract.Possible) // "did not say that" leaves it open
	}
	if up.modality == extract.Asked {
		m = m.with(extract.Asked)
	}
	return m
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
