package clause

import "github.com/dramatis-kg/dramatis/extract"

// borrows reports whether adverbial clause i is done by the subject of the
// predicate above it. "Thanked for selling" is what the one thanked did, and
// what an infinitive aims at, somebody aims at: nobody sorts boats in "the
// scale was used for sorting boats", nor bans them in "a bill came to ban them".
func (t *tree) borrows(i int) bool {
	h := t.head(i)
	if h < 0 || words.is("subjectless", t.lemma(i)) {
		return false
	}
	s, mark := t.subj[h-t.first], t.find(i, "mark", "case")
	if s < 0 {
		return false
	}
	if k := t.at[h-t.first]; k >= 0 && t.clauses[k].passive && t.base(h) == "acl" && t.tok(i).XPOS == "VBG" && !t.has(i, "aux") {
		return false // "boats saved since opening the pier": others opened it
	}
	switch x := t.tok(i).XPOS; {
	case x == "VB" && (t.lemma(i) == "say" || t.lemma(i) == "put"):
		return false // "to say the least", "to put it mildly"
	case x == "VB":
		return t.somebody(s) && !t.passive(h)
	case x == "VBN" && t.has(i, "aux") && mark >= 0: // "to have sold", "after having sold"
		return true
	case x != "VBG":
		return false // "as needed", "when asked": done by others; "as did the union": by whom it says
	case mark < 0:
		return !words.is("consequence", t.lemma(i)) && !t.besideNoun(i)
	}
	switch t.lower(mark) {
	case "for", "of", "from", "with", "into", "as":
		return t.somebody(s) && !t.has(h, "obj")
	}
	return true
}

// lent reports whether the subject of the clause above may be who passive
// participle i is about. Behind that clause, something other than somebody more
// often is what the participle stands next to: "bought a plan for the pier,
// drawn in May", or the whole clause: "lit the lamp, followed by the crew".
func (t *tree) lent(i int) bool {
	h := t.head(i)
	return h > i || h >= 0 && t.subj[h-t.first] >= 0 && t.somebody(t.subj[h-t.first]) && !words.is("subjectless", t.lemma(i))
}

// somebody reports whether noun i is a person, a body or what may stand for
// one: a name, a state, a pronoun other than "it".
func (t *tree) somebody(i int) bool {
	i = t.antecedent(i)
	switch t.kind(i) {
	case extract.Person, extract.Organisation, extract.Group:
		return true
	case extract.Other, "":
		return t.tok(i).Name != "" || t.upos(i) == "PRON" && !demonstrative(t.lower(i)) ||
			words.is("role", t.lemma(i)) || t.upos(i) == "PROPN"
	case extract.Place:
		return t.tok(i).Name != ""
	}
	return false
}

// leadsObject reports whether preposition i stands before what the object of
// the verb above it does or did: "jailed him for selling it", "kept him from
// selling it", not "exempt him from paying".
func (t *tree) leadsObject(i int) bool {
	switch t.lower(i) {
	case "for", "of", "with", "into", "as":
		return true
	case "from":
		h := t.head(t.head(i))
		if h < 0 {
			return false
		}
		g, known := t.governor(h, "from")
		return known && g.affirmed.not
	}
	return false
}

// besideNoun reports whether participle i follows a noun at once, so that it
// may well say what that does: "the mayor named the crew repairing the pier".
func (t *tree) besideNoun(i int) bool {
	first, _ := t.extent(i)
	if first == t.first || i < t.head(i) || t.lemma(i) == "use" || t.lemma(t.head(i)) == "spend" || t.upos(first) == "PUNCT" {
		return false
	}
	return t.upos(first-1) == "NOUN" || t.upos(first-1) == "PROPN"
}

// controlled reports whether open complement i may be done by the subject above
// it: not in "the role required singing", nor where it is an adjective of the
// object, "carried out simulated tasks".
func (t *tree) controlled(i int) bool {
	h := t.head(i)
	if h < 0 || t.tok(i).XPOS == "VB" {
		return true
	}
	if o := t.find(h, "obj"); o > i && !t.has(i, "obj", "aux", "aux:pass") && h < i {
		return false
	}
	return t.tok(i).XPOS != "VBG" || !words.is("impersonal", t.lemma(h)) || t.passive(h)
}
