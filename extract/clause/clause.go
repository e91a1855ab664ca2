// Package clause reads clauses: who did what to whom. From the trees of a
// document it takes frames, one for each predicate with all its arguments, and
// facts, the binary edges of the graph, by the rules of Rules.
//
// A fact's predicate is the lemma of the verb with its particle and, where the
// object stands behind a preposition, with that: "blow-up", "advance-into". A
// light verb keeps its noun as written: "hold-talks-with". In "signed the
// contract with Orren" the object becomes part of it: "sign-contract-with". A
// passive without agent is a fact of the patient, without object and told from
// the active by its lemma: "The ferry was sold" is ferry | be-sold. What
// somebody is, by a copula, an office before the name or an apposition, is "be"
// with a literal, and "be-mayor-of" with the name the noun relates to. What
// somebody says is a literal too, and the facts inside carry their source.
// A noun of action with two names makes a fact as its verb would, of low
// confidence and taken for granted: "Orren's support for Halden Lines", "the
// rescue of Bo Lind by Mara Voss", "talks between Mara Voss and Bo Lind". An
// adjective behind the object belongs to the predicate: "make-safe".
//
// Polarity and modality together are a scale in the manner of FactBank (Saurí
// and Pustejovsky 2009): how certain the source of a fact is of it, either way.
//
//	affirmed asserted     it is so                        CT+
//	denied asserted       it is not so                    CT-
//	affirmed possible     it may be so                    PR+, PS+
//	denied possible       it may not be so                PR-, PS-
//	planned               wanted, tried, ordered, to come Uu
//	conditional           so if something else is         Uu
//	asked                 a question                      Uu
//
// The clause itself says so first: "will", "must", "was to" and "to" of purpose
// make a plan, "may", "can" and "perhaps" what is possible, "would" and "if" a
// condition; "not", "no longer", "no" and "without" turn polarity round. What
// governs it comes next. governors.txt has, for each such word and complement,
// what follows where the word is affirmed and where it is denied, so that nested
// negations are computed: "failed to sell" denies the sale, "did not fail to
// sell" affirms it, "did not deny that" leaves it open. What is attempted or
// ordered counts as planned, what is prevented as denied.
//
// A fact's source is whoever says it nearest to it; Source.By leads from there
// outwards to whoever quotes that. All facts within quotation marks have one,
// for as long as the quotation goes on. Hearsay ("is said to", "allegedly") has
// the source extract.Unnamed. So nothing that somebody else says is asserted by
// the article.
//
// The confidence of a fact is the share of facts like it that a person judged
// true as their sentence states them; below a floor the graph is better off
// without it, and Stage drops it.
package clause

import (
	"github.com/dramatis-kg/dramatis/extract"
)

// Stage fills Document.Frames and Document.Facts from the trees, mentions and
// chains of a document. Its zero value is ready, and goroutines may share it.
type Stage struct {
	All bool // keep also the facts whose confidence lies below what the graph takes
}

// Read adds the frames and facts of every sentence of prose or headline. A
// sentence without a tree gives none.
func (s Stage) Read(d *extract.Document) {
	byHead := mentionsByHead(d)
	quotes := findQuotes(d)
	leads := make([]extract.Source, len(d.Sentences))
	var t tree
	if quotes != nil {
		t.quotes = quotes.of
	}
	for i := range d.Sentences {
		k := d.Sentences[i].Kind
		if k != extract.Prose && k != extract.Headline {
			continue
		}
		if !t.load(d, i) {
			continue
		}
		t.mentions = byHead[t.first:t.end]
		t.findClauses()
		if quotes != nil {
			t.voices(quotes)
			t.voiceOfLast(quotes)
			if l := t.lead(t.end); l >= 0 {
				leads[i] = t.sourceOf(l)
			}
		}
		w := writer{tree: &t, headline: k == extract.Headline, all: s.All}
		w.write()
	}
	if quotes != nil {
		quotes.settle(d, leads)
		quotes.attribute(d)
	}
	interview(d)
}

// A clause is a predicate with what its rule bound.
type clause struct {
	rule    *Rule
	pred    int
	subj    int // who acts; -1 for none
	obj     int // who undergoes, where the rule bound it; -1 leaves it to the dependents
	passive bool
	copular bool
	control int // the predicate it continues: "vowed" for "rebuild" in "vowed to rebuild"; -1 for none
}

// grammatical returns the token of the grammatical subject.
func (c *clause) grammatical() int {
	if c.passive {
		return c.obj
	}
	return c.subj
}

// findClauses tries the rules on every token, heads first, so that a rule can
// borrow the subject of the clause above.
func (t *tree) findClauses() {
	for _, i := range t.order {
		if !t.predicative(i) {
			continue
		}
		for k := range clauses {
			m, ok := clauses[k].pattern.match(t, i)
			if !ok {
				continue
			}
			t.addClause(clauses[k].rule, &m)
			break
		}
	}
}

// predicative reports whether i may head a clause. Participles before a noun
// and words within names do not.
func (t *tree) predicative(i int) bool {
	switch t.base(i) {
	case "amod", "compound", "case", "mark", "aux", "cop", "fixed", "flat", "det", "cc", "punct", "advmod", "discourse", "goeswith", "expl":
		return t.has(i, "nsubj", "nsubj:pass")
	case "advcl":
		if t.lower(i) == "given" && !t.has(i, "nsubj", "nsubj:pass", "aux:pass", "obl:agent") {
			return false // "hard, given the number of sailors"
		}
	}
	if t.tok(i).XPOS == "VBG" && t.has(i, "det", "amod", "nmod:poss") && !t.has(i, "cop", "nsubj", "aux") {
		return false // "the mass shooting" is a noun
	}
	return t.upos(i) == "VERB" || t.upos(i) == "AUX" || t.has(i, "cop")
}

func (t *tree) addClause(r *Rule, m *match) {
	c := clause{rule: r, pred: m.of('P'), subj: m.of('S'), obj: m.of('O'), control: -1}
	if c.subj >= 0 && t.rel(c.subj) == "obl:agent" && !t.agentive(c.subj) {
		c.subj = -1
	}
	c.passive = t.passive(c.pred) || (c.obj >= 0 && !t.has(c.pred, "nsubj", "nsubj:pass"))
	c.copular = t.has(c.pred, "cop")
	if c.passive && c.obj < 0 {
		c.subj, c.obj = -1, c.subj
	} else if !c.passive && c.subj < 0 {
		c.subj, c.obj = c.obj, -1
	}
	if c.passive && c.subj < 0 {
		c.subj = t.agent(c.pred)
	}
	if t.rel(c.pred) == "xcomp" && !r.ofObject() {
		c.control = t.head(c.pred)
	}
	if !c.passive && !c.copular && r.Name == "passive without agent" {
		c.rule = activeRule
	} else if c.passive && c.rule == activeRule {
		c.rule = passiveRule
	}
	c.subj, c.obj = t.antecedent(c.subj), t.antecedent(c.obj)
	t.subj[c.pred-t.first] = c.grammatical()
	t.at[c.pred-t.first] = len(t.clauses)
	t.clauses = append(t.clauses, c)
}

// passive reports whether p is a passive with its auxiliary or subject. "had
// entered" and "been massing" are none, whatever the parser called their words.
func (t *tree) passive(p int) bool {
	if x := t.tok(p).XPOS; x == "VBG" || x == "VB" {
		return false
	}
	if k := t.find(p, "aux:pass"); k >= 0 {
		return t.lemma(k) != "have"
	}
	if t.d.Sentences[t.sentence].Kind == extract.Headline && t.elliptic(p) {
		return true
	}
	return t.has(p, "nsubj:pass") && !t.has(p, "obj") && t.tok(p).XPOS == "VBN" && !words.is("intransitive", t.lemma(p)) && !t.mainVerb(p)
}

// elliptic reports whether p, in a headline, is a passive without "was", as a
// past form without object is there: "Ferry sold", "Voss named mayor".
func (t *tree) elliptic(p int) bool {
	x := t.tok(p).XPOS
	return (x == "VBD" || x == "VBN") && t.has(p, "nsubj", "nsubj:pass") && !t.has(p, "aux", "ccomp", "compound:prt") && !words.is("intransitive", t.lemma(p)) &&
		!words.is("motion", t.lemma(p)) && (!t.has(p, "obj") || words.is("naming", t.lemma(p)))
}

// mainVerb reports whether p heads a clause that has a tense, so that without
// an auxiliary it is no passive: in "Some called for a sale" nobody was called.
// Headlines do without: "Ferry sold".
func (t *tree) mainVerb(p int) bool {
	if t.d.Sentences[t.sentence].Kind == extract.Headline || t.has(p, "obl:agent", "cop") {
		return false
	}
	switch t.rel(p) {
	case "root", "ccomp", "acl:relcl":
		return true
	case "conj":
		h := t.head(p)
		return h >= 0 && !t.has(h, "aux:pass") && t.mainVerb(h)
	}
	return false
}

// agent returns the noun after "by" of a passive whose parser did not call it
// an agent, or -1.
func (t *tree) agent(p int) int {
	for _, k := range t.kids(p) {
		if t.base(k) == "obl" && t.agentive(k) && t.nominal(k) {
			return k
		}
	}
	return -1
}

// agentive reports whether k, behind a preposition in a passive, acts: not in
// "made of steel", "sent by mail", "sold by Friday".
func (t *tree) agentive(k int) bool {
	return t.prep(k) == "by" && !t.isTime(k) && (!words.is("means", t.lemma(k)) || t.has(k, "det", "nmod:poss"))
}

// nominal reports whether i is a noun, name, pronoun or number.
func (t *tree) nominal(i int) bool {
	switch t.upos(i) {
	case "NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "DET":
		return true
	}
	return false
}

// prep returns the preposition of i in lower case, "because of" in full, or "".
func (t *tree) prep(i int) string {
	p := ""
	for _, k := range t.kids(i) {
		if t.rel(k) != "case" || t.tok(k).XPOS == "POS" {
			continue
		}
		if p != "" {
			p += " "
		}
		p += t.lower(k)
		for _, f := range t.kids(k) {
			if t.rel(f) == "fixed" {
				p += " " + t.lower(f)
			}
		}
	}
	return p
}

// mentionsByHead gives for every token the mention it heads, or -1.
func mentionsByHead(d *extract.Document) []extract.MentionID {
	out := make([]extract.MentionID, len(d.Tokens))
	for i := range out {
		out[i] = -1
	}
	for m := range d.Mentions {
		h := d.Mentions[m].Head
		if h < 0 || h >= len(out) {
			continue
		}
		if old := out[h]; old < 0 || width(d, old) < d.Mentions[m].End-d.Mentions[m].First {
			out[h] = extract.MentionID(m)
		}
	}
	return out
}

func width(d *extract.Document, m extract.MentionID) int {
	return d.Mentions[m].End - d.Mentions[m].First
}
