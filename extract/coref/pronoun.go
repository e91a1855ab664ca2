package coref

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// margin is by how much the best antecedent of a pronoun must lead.
const margin = 12

// classOf sorts the pronouns of the third person by what they agree with.
var classOf = map[string]string{"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
	"it": "it", "its": "it", "itself": "it", "they": "they", "them": "they", "their": "they", "theirs": "they", "themselves": "they"}

// impersonal says whether "it" at token i stands for a clause, the time or the
// weather: "it is too late", "it is clear that".
func (r *reader) impersonal(i int) bool {
	h := r.head(i)
	if h >= 0 && r.d.Tokens[h].Lemma == "make" && r.d.Tokens[i].Deprel == "obj" {
		return true // "made it to the harbour", "makes it easier"
	}
	if r.d.Tokens[i].Deprel == "expl" {
		return !r.speaksOf(h) || h < i
	}
	if h < 0 || !strings.HasPrefix(r.d.Tokens[i].Deprel, "nsubj") {
		return false
	}
	linked, reported := false, r.d.Tokens[i].Deprel == "nsubj:pass" && lexicon.Reports(strings.ToLower(r.d.Tokens[h].Lemma))
	for _, c := range r.children[h] {
		linked = linked || r.d.Tokens[c].Deprel == "cop"
	}
	for _, c := range r.children[h] {
		switch rel := r.d.Tokens[c].Deprel; {
		case strings.HasPrefix(rel, "csubj"), reported && rel == "ccomp": // "it was reported that"
			return true
		case linked && (rel == "ccomp" || rel == "xcomp" || rel == "advcl" || rel == "acl"):
			switch r.mark(c) { // "it is a pity that", "it was wrong to", "it would be good if"
			case "that", "to", "if", "whether", "when":
				return true
			}
		}
	}
	hour := linked && r.d.Tokens[h].UPOS == "NUM" && strings.Contains(r.d.Word(h), ":") // "it is 3:30"
	return hour || vague[strings.ToLower(r.d.Tokens[h].Lemma)]
}

// speaksOf says whether token i is a verb of saying in the active, without a
// subject: "It said the ferry sank", where "it" is somebody.
func (r *reader) speaksOf(i int) bool {
	if i < 0 || r.d.Tokens[i].UPOS != "VERB" || !lexicon.Reports(strings.ToLower(r.d.Tokens[i].Lemma)) {
		return false
	}
	for _, c := range r.children[i] {
		if rel := r.d.Tokens[c].Deprel; rel == "aux:pass" || strings.HasPrefix(rel, "nsubj") || strings.HasPrefix(rel, "csubj") {
			return false
		}
	}
	return true
}

// vague are predicates of which "it" seldom is a thing.
var vague = map[string]bool{"late": true, "early": true, "clear": true, "unclear": true, "possible": true, "impossible": true,
	"likely": true, "unlikely": true, "time": true, "rain": true, "snow": true, "seem": true, "appear": true, "true": true,
	"hard": true, "difficult": true, "easy": true, "necessary": true, "turn": true}

// mark returns the word that introduces the clause of token i in lower case.
func (r *reader) mark(i int) string {
	for _, c := range r.children[i] {
		if r.d.Tokens[c].Deprel == "mark" {
			return strings.ToLower(r.d.Word(c))
		}
	}
	return ""
}

// reflected returns the cluster of a reflexive pronoun: of the noun it stands
// with ("the town itself"), else of the subject of its verb; -1 for none.
func (r *reader) reflected(i int, class string) int {
	h := r.head(r.m[i].Head)
	if h < 0 {
		return -1
	}
	j, ok := r.byHead[h]
	if !ok {
		j = r.subject(h)
	}
	if j < 0 || !r.agrees(r.find(j), class) {
		return -1
	}
	return r.find(j)
}

// antecedent returns the cluster that pronoun i of the third person stands for,
// or -1: the most salient thing that agrees with it, in this sentence or the two
// before. The weights follow Lappin and Leass (1994): subjects before objects
// before the rest, each sentence back costs. A close race is left undecided.
func (r *reader) antecedent(i int, class string) int {
	m := &r.m[i]
	score, by := map[int]int{}, map[int]int{} // of each cluster: its salience, and the mention that has it
	var order []int
	for j := i - 1; j >= 0 && m.sentence-r.m[j].sentence <= 2; j-- {
		a := r.find(j)
		c := &r.m[j]
		if c.Form == extract.Pronoun && c.Kind != extract.Other && r.named(a) < 0 && len(r.members[a]) == 1 || !r.agrees(a, class) || r.bars(m, c, a) || class == "it" && r.distributed(c) {
			continue
		}
		s := r.salience(m, c, a, class)
		if old, ok := score[a]; !ok {
			order = append(order, a)
			score[a], by[a] = s, j
		} else if s > old {
			score[a], by[a] = s, j
		}
	}
	best, second := -1, 0
	for _, a := range order {
		switch {
		case best < 0:
			best = a
		case score[a] > score[best]:
			best, second = a, score[best]
		default:
			second = max(second, score[a])
		}
	}
	need := margin
	if r.quote[m.Head] >= 0 {
		need += margin / 2 // quotations are cut from a context of their own
	}
	if best < 0 || score[best]-second < need || r.doubtful(m, by[best], class, score[best]-second) {
		return -1
	}
	return best
}

// doubtful says whether mention j, though it leads, is of a sort that more often than
// not is no antecedent: what stands in a prepositional phrase or a list, what is
// long past, and of plain things all but the subject nearby.
func (r *reader) doubtful(m *profile, j int, class string, lead int) bool {
	c := &r.m[j]
	back := m.sentence - c.sentence
	rel, _, _ := strings.Cut(r.d.Tokens[c.Head].Deprel, ":")
	kind := r.kind(r.find(j))
	if c.Form == extract.Pronoun {
		return class == "it" && back > 0 && kind == extract.Other && r.named(r.find(j)) < 0
	}
	if rel == "conj" || rel == "vocative" {
		return true
	}
	switch class {
	case "m", "f":
		return rel == "compound" || c.Form == extract.Nominal && (back > 1 || back > 0 && lead < 3*margin && !(r.speaks(m) && r.spoke(c)))
	case "they":
		return rel == "nmod" || back > 1 || back > 0 && !human(kind)
	}
	if rel == "obl" || rel == "nmod" && !r.possessive(m.Head) || back > 1 {
		return true
	}
	if c.Form == extract.Name || kind != extract.Other && kind != extract.Weapon {
		return kind == extract.Group
	}
	subject := strings.HasPrefix(r.d.Tokens[m.Head].Deprel, "nsubj")
	return back > 0 || rel != "nsubj" && subject || rel == "nsubj" && r.d.Tokens[m.Head].Deprel == "obj"
}

// human says whether things of kind k are people or act as such.
func human(k extract.Kind) bool {
	return k == extract.Person || k == extract.Group || k == extract.Organisation
}

// agrees says whether a pronoun of this class can stand for cluster a.
func (r *reader) agrees(a int, class string) bool {
	only := true
	for _, i := range r.members[a] {
		only = only && r.m[i].Form == extract.Pronoun
	}
	if only {
		return false
	}
	kind := r.kind(a)
	switch class {
	case "m", "f":
		return kind == extract.Person && !r.plural(a) && agree(r.gender(a), class)
	case "it":
		switch kind {
		case extract.Person, extract.Date, extract.Quantity:
			return false
		}
		return !r.plural(a)
	}
	if kind == extract.Date || kind == extract.Quantity || kind == extract.Place {
		return false
	}
	return r.plural(a) || kind == extract.Group || kind == extract.Organisation
}

// bars says whether the pronoun m cannot stand for c of cluster a where it is:
// inside c, as another argument of the verb that a is an argument of, or as the
// third person in a's own quotation.
func (r *reader) bars(m, c *profile, a int) bool {
	if c.First <= m.First && m.End <= c.End {
		return true
	}
	w := strings.ToLower(r.d.Word(m.Head))
	if !r.possessive(m.Head) && !strings.HasSuffix(w, "self") && !strings.HasSuffix(w, "selves") {
		verb := r.head(m.Head)
		for _, i := range r.members[a] {
			if o := &r.m[i]; o.sentence == m.sentence && verb >= 0 && (r.head(o.Head) == verb || r.head(o.Head) == r.controller(verb)) {
				return true
			}
		}
	}
	return r.quote[m.Head] >= 0 && r.find(a) == r.speakerOf(r.quote[m.Head])
}

// possessive says whether the pronoun at token i possesses something. Taggers
// take the "her" of "she waived her right" for an object.
func (r *reader) possessive(i int) bool {
	if strings.Contains(r.d.Tokens[i].Deprel, "poss") {
		return true
	}
	if !strings.EqualFold(r.d.Word(i), "her") || i+1 >= len(r.d.Tokens) {
		return false
	}
	u := r.d.Tokens[i+1].UPOS
	return u == "NOUN" || u == "ADJ"
}

// controller returns the verb whose subject is that of verb i too: "wished" of
// "the voters wished to elect them".
func (r *reader) controller(i int) int {
	for n := 0; n < 3 && r.d.Tokens[i].Deprel == "xcomp" && r.head(i) >= 0; n++ {
		i = r.head(i)
	}
	return i
}

// salience is how much the mention c of cluster a offers itself to pronoun m.
func (r *reader) salience(m, c *profile, a int, class string) int {
	s := 100 - 35*(m.sentence-c.sentence)
	switch rel := r.d.Tokens[c.Head].Deprel; {
	case strings.HasPrefix(rel, "nsubj") || r.acts(c):
		s += 60 - r.embedded(m, c, class)
		if strings.HasPrefix(r.d.Tokens[m.Head].Deprel, "nsubj") {
			s += 15
		}
	case rel == "obj":
		s += 35
	case rel == "iobj":
		s += 30
	case rel == "conj" || rel == "appos":
		s += 25
	case strings.Contains(rel, "poss"):
		s += 20
	case rel == "obl" || rel == "nmod":
		s += 10
	}
	s += min(3*len(r.members[a]), 15)
	if c.sentence == m.sentence {
		s -= min((m.Head-c.Head)/3, 10)
	}
	if r.named(a) >= 0 {
		s += 8
	}
	switch kind := r.kind(a); {
	case class == "it" && kind == extract.Other && r.named(a) < 0:
		s -= 15
	case class == "they" && kind == extract.Organisation && !r.plural(a):
		s -= 75
	case class == "they" && !r.plural(a):
		s -= 15
	case class == "they" && !human(kind):
		s -= 30
	}
	if r.speaks(m) && r.spoke(c) {
		s += 40 // "…, Brook said. …, she added": who spoke speaks on
	}
	if r.quote[m.Head] != r.quote[c.Head] {
		s -= 15
	}
	if (class == "m" || class == "f") && r.gender(a) == class {
		s += 20
	}
	return s + r.command(m, c)
}

// embedded is what the subject c loses where its clause is subordinate and m in
// a later sentence: "When Bo left, Ann came. She was glad."
func (r *reader) embedded(m, c *profile, class string) int {
	h := r.head(c.Head)
	if h < 0 || c.sentence == m.sentence || class != "m" && class != "f" {
		return 0
	}
	if rel := r.d.Tokens[h].Deprel; strings.HasPrefix(rel, "advcl") || strings.HasPrefix(rel, "acl") {
		return 30
	}
	return 0
}

// acts says whether c stands where a subject does that the tree has hung
// elsewhere: right before a verb of saying without one, or before a word with an
// object and no subject, which is a verb that the tagger does not know.
func (r *reader) acts(c *profile) bool {
	v := c.End
	if v < len(r.d.Tokens) && r.d.Word(v) == "," {
		v++
	}
	if v >= len(r.d.Tokens) || r.nearestSubject(v) >= 0 {
		return false
	}
	if human(c.Kind) && r.d.Tokens[v].UPOS == "VERB" && lexicon.Reports(strings.ToLower(r.d.Tokens[v].Lemma)) {
		return r.d.Tokens[v].XPOS != "VBN" && r.d.Tokens[v].XPOS != "VBG"
	}
	if v > c.End || r.head(c.Head) != v {
		return false
	}
	for _, k := range r.children[v] {
		if r.d.Tokens[k].Deprel == "obj" {
			return true
		}
	}
	return false
}

// command is the credit of c as the subject of a clause that holds the clause
// of m: "Brook said Bo thought he won" is Bo rather than Brook. The noun that a
// relative clause with m in it modifies has as much: "the town that lost its
// wall".
func (r *reader) command(m, c *profile) int {
	if c.sentence != m.sentence {
		return 0
	}
	for h, n := r.head(m.Head), 0; h >= 0 && n < 12; h, n = r.head(h), n+1 {
		if r.d.Tokens[h].Deprel == "acl:relcl" && r.head(h) == c.Head {
			return 45
		}
	}
	if !strings.HasPrefix(r.d.Tokens[c.Head].Deprel, "nsubj") {
		return 0
	}
	verb, credit := r.head(c.Head), 36
	own := true // still in the clause of m itself
	for h, n := r.head(m.Head), 0; h >= 0 && n < 12; h, n = r.head(h), n+1 {
		if h == verb {
			if c.Form == extract.Nominal && !human(c.Kind) {
				return 0 // "the results showed that they sank"
			}
			return max(credit, 0)
		}
		if r.hasSubject(h) && !own {
			credit -= 18
		}
		own = own && !r.hasSubject(h)
	}
	return 0
}

func (r *reader) hasSubject(i int) bool {
	for _, c := range r.children[i] {
		if strings.HasPrefix(r.d.Tokens[c].Deprel, "nsubj") {
			return true
		}
	}
	return false
}

// speaks says whether m is the subject of a reporting verb outside quotations.
func (r *reader) speaks(m *profile) bool {
	h := r.head(m.Head)
	return h >= 0 && r.quote[m.Head] < 0 && (r.nearestSubject(h) == m.Head || r.d.Tokens[m.Head].Deprel == "expl") &&
		lexicon.Reports(strings.ToLower(r.d.Tokens[h].Lemma))
}

// spoke says whether c is the subject of such a verb, as m is in speaks.
func (r *reader) spoke(c *profile) bool { return r.speaks(c) }
