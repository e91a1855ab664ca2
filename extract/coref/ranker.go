package coref

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// A ranker chooses for each mention the antecedent before it, or none: a linear
// model over hashed features of pairs, as in Durrett and Klein (2013), "Easy
// victories and uphill battles in coreference resolution". It counts in whole
// numbers, so that it says the same on every machine.
type ranker struct{ weights []int16 }

// bits is the binary logarithm of the number of weights.
const bits = 16

func (k *ranker) score(features []uint32) int {
	s := 0
	for _, f := range features {
		s += int(k.weights[f>>(32-bits)])
	}
	return s
}

// A ranking is one reading of a document by a ranker.
type ranking struct {
	*reader
	traits   []traits
	state    []state          // of each root
	byLemma  map[uint32][]int // mentions by name or description with a noun so far
	byClass  map[string][]int // pronouns of a class so far
	features []uint32
	speaker  int // cluster of who speaks the quotation of the mention looked at, or -1
}

// A state is what is known of a cluster.
type state struct {
	kind   extract.Kind
	gender string
	plural bool
	named  bool
	bare   bool   // holds pronouns alone
	class  string // of its first pronoun where it holds nothing else
	last   int    // its last mention so far
	size   int    // its mentions so far
}

func newRanking(r *reader) *ranking {
	k := &ranking{reader: r, traits: r.traitsOf(), state: make([]state, len(r.m)), byLemma: map[uint32][]int{}, byClass: map[string][]int{}}
	for _, a := range r.roots() {
		k.know(a)
	}
	return k
}

// know sets the state of cluster a anew.
func (k *ranking) know(a int) {
	s := &k.state[a]
	s.kind, s.gender, s.plural, s.named, s.bare = k.kind(a), k.gender(a), k.plural(a), k.named(a) >= 0, true
	for _, i := range k.members[a] {
		s.bare = s.bare && k.m[i].Form == extract.Pronoun
	}
	s.class = ""
	if s.bare {
		s.class = k.traits[k.members[a][0]].class
		s.plural = k.traits[k.members[a][0]].plural
	}
}

// met notes that mention i has been passed.
func (k *ranking) met(i int) {
	s := &k.state[k.find(i)]
	s.last, s.size = i, s.size+1
	if c := k.traits[i].class; c != "" {
		k.byClass[c] = append(k.byClass[c], i)
	} else if k.m[i].Form != extract.Pronoun {
		k.byLemma[k.traits[i].lemma] = append(k.byLemma[k.traits[i].lemma], i)
	}
}

// open says whether mention i awaits an antecedent: it is the first of its
// cluster and of a sort that is followed through a text.
func (k *ranking) open(i int) bool {
	m := &k.m[i]
	if k.find(i) != i || m.Kind == extract.Date && m.Form != extract.Pronoun || m.Kind == extract.Quantity {
		return false
	}
	return m.Form != extract.Pronoun || k.traits[i].class != ""
}

// near is how many sentences back any mention may be an antecedent, far how
// many back one with the same noun, and most how many of these are looked at.
const (
	near = 3
	far  = 60
	most = 6
)

// candidates returns the mentions that may be antecedents of i, the nearest
// first.
func (k *ranking) candidates(i int) []int {
	k.prepare(i)
	m, t := &k.m[i], &k.traits[i]
	var out []int
	j := i - 1
	for ; j >= 0 && m.sentence-k.m[j].sentence <= near; j-- {
		if k.allows(i, j) {
			out = append(out, j)
		}
	}
	same := k.byClass[t.class]
	if t.class == "" {
		same = k.byLemma[t.lemma]
	}
	n := 0
	for x := len(same) - 1; x >= 0 && n < most; x-- {
		if c := same[x]; c <= j && m.sentence-k.m[c].sentence <= far && k.allows(i, c) {
			out = append(out, c)
			n++
		}
	}
	return out
}

// allows says whether nothing forbids mention j to be the antecedent of i.
func (k *ranking) allows(i, j int) bool {
	m, c, t, u := &k.m[i], &k.m[j], &k.traits[i], &k.traits[j]
	a := k.find(j)
	s := &k.state[a]
	if c.Form == extract.Pronoun && u.class == "" && s.bare || c.First <= m.First && m.End <= c.End || s.last != j && c.Form == extract.Pronoun {
		return false
	}
	if c.Form != extract.Pronoun && k.distributed(c) || m.Form == extract.Name && s.named && s.kind == extract.Person {
		return false // "every ferry … it"; names of persons are other sieves'
	}
	if c.Kind == extract.Date && m.Kind != extract.Date && c.Form != extract.Pronoun || c.Kind == extract.Quantity {
		return false
	}
	if t.class == "" {
		if s.bare || m.plural != s.plural && s.kind != extract.Group && s.kind != extract.Organisation || !k.compatible(a, i) {
			return false
		}
		if m.Form == extract.Nominal {
			if m.owner >= 0 && k.find(m.owner) == a || k.vague(m) {
				return false
			}
			return m.lemma == c.lemma || s.named || m.definite && m.sentence-c.sentence <= 1 && !m.owned
		}
		return true
	}
	return k.stands(i, j, a)
}

// vague says whether description m is of somebody or something that need not
// have been spoken of: "an actor", "another boat", the predicate of a copula.
func (k *ranking) vague(m *profile) bool {
	switch strings.ToLower(k.d.Word(m.First)) {
	case "another", "other", "such", "any", "no", "every", "each", "not":
		return true
	}
	if m.Kind == extract.Person && !m.plural && !m.definite || m.doubtful || m.definite && k.restricted(m) {
		return true
	}
	for _, c := range k.children[m.Head] {
		if k.d.Tokens[c].Deprel == "cop" {
			return true
		}
	}
	return false
}

// stands says whether pronoun i may stand for cluster a of mention j by person,
// number, gender and quotation.
func (k *ranking) stands(i, j, a int) bool {
	t, u, s := &k.traits[i], &k.traits[j], &k.state[a]
	switch t.class {
	case "i", "we", "you":
		if u.class != "" && (u.person != t.person || t.class != u.class) {
			return false
		}
		if s.bare {
			return s.class == t.class && k.quote[k.m[i].Head] == k.quote[k.m[j].Head]
		}
		return k.speaker >= 0 && k.find(k.speaker) == a && (t.class == "we") == (s.kind != extract.Person || s.plural) && t.class != "you"
	case "he", "she":
		if s.bare {
			return s.class == t.class
		}
		return s.kind == extract.Person && !s.plural && agree(s.gender, agreement[t.class]) && !k.bars(&k.m[i], &k.m[j], a)
	case "it":
		if s.bare {
			return s.class == "it"
		}
		return s.kind != extract.Person && !s.plural && !k.bars(&k.m[i], &k.m[j], a)
	case "they":
		if s.bare {
			return s.class == "they"
		}
		return (s.plural || s.kind == extract.Group || s.kind == extract.Organisation || s.kind == extract.Other || s.kind == extract.Person && !s.named) && !k.bars(&k.m[i], &k.m[j], a)
	}
	return false
}

// A choice is an antecedent, -1 for none, by how much it leads over none, and by
// how much over the best of another cluster.
type choice struct{ antecedent, lead, clear int }

// choose returns the best antecedent of mention i.
func (k *ranking) choose(w *ranker, i int) choice {
	all := k.candidates(i)
	if len(all) == 0 {
		return choice{antecedent: -1}
	}
	none := w.score(k.alone(i, all))
	best, second, at := 0, none, -1
	for n, j := range all {
		s := w.score(k.pair(i, j, n))
		switch {
		case at >= 0 && k.same(at, j):
			best = max(best, s)
		case at < 0:
			best, at = s, j
		case s > best:
			best, second, at = s, max(best, second), j
		default:
			second = max(second, s)
		}
	}
	return choice{at, best - none, best - second}
}

// prepare finds out what concerns all pairs of mention i.
func (k *ranking) prepare(i int) {
	k.speaker = -1
	if q := k.quote[k.m[i].Head]; q >= 0 && k.traits[i].class != "" {
		k.speaker = k.speakerOf(q)
	}
}

// settle joins mention i with its antecedent j.
func (k *ranking) settle(i, j int) {
	a, b := k.find(i), k.find(j)
	size := k.state[a].size + k.state[b].size
	last := max(k.state[a].last, k.state[b].last)
	if k.m[i].Form == extract.Pronoun {
		k.take(i, j)
	} else {
		k.join(i, j)
	}
	root := k.find(i)
	k.know(root)
	if k.find(j) == root {
		k.state[root].size, k.state[root].last = size, last
	}
}

// rank joins what the sieves before have left by the shipped weights.
func (r *reader) rank() {
	w := shipped()
	k := newRanking(r)
	k.each(func(i int) {
		if c := k.choose(w, i); c.antecedent >= 0 && c.lead > k.needed(i) && (k.m[i].Form != extract.Nominal || c.clear > 200) {
			k.settle(i, c.antecedent)
		}
	})
}

// each calls decide for every open mention in the order of the text that
// neither grammar nor salience decides, a possessor before what it possesses, so that nobody is "his" own brother.
func (k *ranking) each(decide func(i int)) {
	done := make([]bool, len(k.m))
	one := func(i int) {
		if done[i] {
			return
		}
		done[i] = true
		if to := k.itself(i); to >= 0 {
			k.settle(i, to)
		} else if to := k.companion(i); to >= 0 {
			k.settle(i, to)
		} else if to := k.salient(i); to >= 0 {
			k.settle(i, to)
		} else if k.open(i) {
			decide(i)
		}
	}
	for i := range k.m {
		if o := k.m[i].owner; o >= 0 {
			one(o)
		}
		one(i)
		k.met(i)
	}
}

// itself returns the antecedent of a reflexive pronoun, or -1.
func (k *ranking) itself(i int) int {
	w := strings.ToLower(k.d.Word(k.m[i].Head))
	if !strings.HasSuffix(w, "self") && !strings.HasSuffix(w, "selves") || classOf[w] == "" || k.find(i) != i {
		return -1
	}
	return k.reflected(i, classOf[w])
}

// companion returns the antecedent of the possessor of what somebody with a
// name is joined with, who is that somebody: "Ann Brook and her son"; else -1.
func (k *ranking) companion(i int) int {
	class := agreement[k.traits[i].class]
	if class != "m" && class != "f" || !k.open(i) || !k.possessive(k.m[i].Head) {
		return -1
	}
	owned := k.head(k.m[i].Head)
	if owned < 0 || k.d.Tokens[owned].Deprel != "conj" {
		return -1
	}
	j, ok := k.byHead[k.head(owned)]
	if !ok || k.m[j].Form != extract.Name || k.m[j].owner >= 0 || !k.agrees(k.find(j), class) {
		return -1
	}
	if and := k.m[i].First - 1; k.m[j].End != and || k.d.Tokens[and].UPOS != "CCONJ" {
		return -1
	}
	return k.find(j)
}

// salient returns the antecedent of a pronoun of the third person that leads
// clearly by its place in the discourse, or -1.
func (k *ranking) salient(i int) int {
	class := agreement[k.traits[i].class]
	if class == "" || !k.open(i) || class == "it" && k.impersonal(k.m[i].Head) {
		return -1
	}
	return k.antecedent(i, class)
}

// needed is by how much an antecedent of mention i must lead over none.
func (k *ranking) needed(i int) int {
	switch k.traits[i].person {
	case 1, 2:
		return 0
	case 3:
		return 100
	}
	return 400
}
