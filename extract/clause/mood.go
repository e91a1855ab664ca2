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
			m.denied = m.denied != t.negates(k)
			m = m.with(adverb(t.lemma(k)))
		case "nsubj", "nsubj:pass", "obj":
			if t.rel(k) == "obj" && m.denied {
				continue // "did not see any" and dialects' "no" negate once
			}
			m.denied = m.denied || t.negativeNoun(k)
		case "obl":
			m.denied = m.denied || t.never(k)
		case "mark", "case":
			m = m.with(t.marker(k, p))
			m.denied = m.denied != t.excludes(k)
		case "det":
			if t.lower(k) == "no" && t.has(p, "cop") {
				m.denied = true
			}
		}
	}
	if t.rel(p) == "advcl" && !t.has(p, "mark") && t.inverted(p) {
		m = m.with(extract.Conditional) // "had the council known"
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

// negates reports whether adverb or conjunction k turns its clause round: "not",
// "no longer", "hardly", but not the "not" of "not only".
func (t *tree) negates(k int) bool {
	switch t.lower(k) {
	case "hardly", "scarcely":
		return true
	case "longer", "more":
		return k > t.first && t.lower(k-1) == "no"
	}
	if !t.negation(k) {
		return false
	}
	if k+1 < t.end {
		switch t.lower(k + 1) {
		case "only", "just", "merely", "simply", "solely":
			return false
		}
	}
	return true
}

// never reports whether prepositional phrase k says that something is at no
// time or in no way so.
func (t *tree) never(k int) bool {
	switch t.lemma(k) {
	case "time", "way", "circumstance", "point", "case", "condition", "means":
		return t.negativeNoun(k)
	}
	return false
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
	case "whether":
		if r := t.rel(p); r == "ccomp" || r == "xcomp" || r == "acl" {
			return extract.Asked
		}
		return extract.Conditional
	case "if", "unless", "lest":
		if r := t.rel(p); r == "xcomp" || r == "ccomp" && t.wonders(t.head(p)) {
			return extract.Asked
		}
		return extract.Conditional
	case "than":
		if !t.finite(p) {
			return extract.Possible // "rather leave than sell"
		}
	case "as":
		if f := t.find(k, "fixed"); f >= 0 && (t.lower(f) == "if" || t.lower(f) == "though") {
			return extract.Conditional
		}
	case "provided", "providing", "assuming", "supposing":
		return extract.Conditional
	case "in":
		if f := t.find(k, "fixed"); f >= 0 && t.lower(f) == "case" {
			return extract.Conditional
		}
	case "to":
		if r := t.rel(p); (r == "advcl" || r == "acl") && !t.tells(p) {
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

// tells reports whether the word above infinitive p, as in "failed to sell" or
// "the failure to sell", tells more of it than that it was meant.
func (t *tree) tells(p int) bool {
	h := t.head(p)
	if h < 0 {
		return false
	}
	g, ok := t.governor(h, "to")
	if _, degree := t.degree(h); degree {
		return true
	}
	if t.rel(p) == "advcl" {
		return ok && h < p && g.affirmed == effect{not: true, modality: extract.Asserted}
	}
	return ok && g.affirmed != effect{modality: extract.Asserted}
}

// governed adds to m what the clause above makes of its complement.
func (t *tree) governed(m mood, p, depth int, ownAux bool) mood {
	h := t.head(p)
	if h < 0 {
		return m
	}
	switch t.rel(p) {
	case "xcomp":
		return t.infinitive(m, p, h, depth)
	case "ccomp", "csubj":
		return t.content(m, p, h, depth)
	case "conj":
		if t.has(p, "nsubj", "nsubj:pass") && !t.sharesMark(p, h) {
			return m
		}
		up := t.mood(h, depth+1)
		if t.tensed(p) && !t.tensed(h) && up.modality == extract.Conditional && !t.sharesMark(p, h) {
			return m // "would have sailed but sank"
		}
		if !ownAux || up.modality == extract.Conditional || up.modality == extract.Asked {
			m = m.with(up.modality)
		}
		if !ownAux && up.denied && t.sharesNegation(p, h) {
			m.denied = !m.denied
		}
	case "advcl", "acl":
		return t.adjoined(m, p, h, depth)
	}
	return m
}

// infinitive is m as the complement of verb or adjective h, whose subject or
// object acts.
func (t *tree) infinitive(m mood, p, h, depth int) mood {
	up := t.mood(h, depth+1)
	m = m.with(up.modality)
	kind := t.complementKind(p)
	if g, ok := t.degree(h); ok && kind == "to" {
		return m.under(g, up.denied)
	}
	if g, ok := t.governor(h, kind); ok {
		switch past := t.past(h); {
		case t.lemma(h) == "have" && kind == "to" && t.has(p, "mark") && !past:
			m = m.with(extract.Planned) // "has to sell", but "had to sell"
		case t.lemma(h) == "able" && past && !up.denied && up.modality == extract.Asserted:
			return m // "was able to sell"
		}
		return m.under(g, up.denied)
	}
	if c := t.at[p-t.first]; c >= 0 && t.clauses[c].rule.ofObject() && t.has(p, "mark") {
		m = m.with(extract.Planned) // "hired a crew to repair it"
	}
	m.denied = m.denied != up.denied
	return m
}

// past reports whether predicate h, its auxiliary or its copula is a past tense.
func (t *tree) past(h int) bool {
	if a := t.find(h, "aux"); a >= 0 {
		return t.lemma(a) == "have"
	}
	if c := t.find(h, "cop", "aux:pass"); c >= 0 {
		h = c
	}
	return t.tok(h).XPOS == "VBD" || t.tok(h).XPOS == "VBN"
}

// degree returns what "too" or "enough" at adjective h makes of an infinitive.
func (t *tree) degree(h int) (governor, bool) {
	for _, k := range t.kids(h) {
		if l := t.lower(k); t.rel(k) == "advmod" && (l == "too" && k < h || l == "enough") {
			g, ok := governors["verb "+l+" to"]
			return g, ok
		}
	}
	return governor{}, false
}

// sharesNegation reports whether conjunct p stands under the "not" of h: "did
// not sign or return it", "failed to sign and return it".
func (t *tree) sharesNegation(p, h int) bool {
	if t.has(p, "nsubj", "nsubj:pass", "cop", "mark") || t.tok(p).XPOS != t.tok(h).XPOS {
		return false
	}
	cc := t.find(p, "cc")
	if cc >= 0 && (t.lower(cc) == "but" || t.lower(cc) == "nor" || t.lower(cc) == "yet") {
		return false
	}
	return t.tok(p).XPOS == "VB" || cc >= 0 && t.lower(cc) == "or"
}

// sharesMark reports whether conjunct p stands under the "if" of h.
func (t *tree) sharesMark(p, h int) bool {
	return t.has(h, "mark") && !t.has(p, "mark") && t.rel(h) != "root"
}

// content is m as what h says, believes or asks, or what is true or likely.
func (t *tree) content(m mood, p, h, depth int) mood {
	up := t.mood(h, depth+1)
	if mark := t.find(p, "mark"); t.interrogative(p) && t.reports(h) && (mark < 0 || t.lower(mark) != "if" || t.wonders(h)) {
		return m.with(extract.Asked)
	}
	if g, ok := t.governor(h, t.complementKind(p)); ok {
		if noun := t.upos(h) == "NOUN"; noun && !t.has(h, "cop") {
			var denied bool
			g, denied = t.nounUnder(g, h, depth)
			m = m.under(g, denied)
		} else {
			m = m.under(g, up.denied)
		}
	} else if up.denied {
		m = m.with(extract.Possible) // "did not say that" leaves it open
	}
	switch up.modality {
	case extract.Conditional:
		m = m.with(extract.Possible)
	case extract.Asked:
		m = m.with(extract.Asked)
	}
	return m
}

// wonders reports whether "if" behind verb h asks and sets no condition: "asked
// if it sank", "did not say if it sank", but "said if it sank they would leave".
func (t *tree) wonders(h int) bool {
	if words.is("ask", t.lemma(h)) {
		return true
	}
	for _, k := range t.kids(h) {
		if t.rel(k) == "advmod" && t.negation(k) {
			return true
		}
	}
	return !t.reports(h)
}
