package coref

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// relatives joins relative pronouns to the noun that their clause modifies.
func (r *reader) relatives() {
	for i := range r.m {
		m := &r.m[i]
		if m.Form != extract.Pronoun {
			continue
		}
		switch strings.ToLower(r.d.Word(m.Head)) {
		case "who", "whom", "which", "that", "whose":
		default:
			continue
		}
		if a := r.modified(m); a >= 0 {
			r.take(i, a)
		}
	}
}

// modified returns the mention that the clause of a relative pronoun modifies:
// that of the tree, else for "who" and "which" the one that ends right before,
// or -1.
func (r *reader) modified(m *profile) int {
	for h, n := r.head(m.Head), 0; h >= 0 && n < 6; h, n = r.head(h), n+1 {
		if r.d.Tokens[h].Deprel == "acl:relcl" {
			if a, ok := r.byHead[r.head(h)]; ok && r.m[a].Head < m.Head {
				return a
			}
			break
		}
	}
	w := strings.ToLower(r.d.Word(m.Head))
	end := m.Head
	if end > 0 && r.d.Word(end-1) == "," {
		end--
	}
	if w != "who" && w != "which" {
		return -1
	}
	for j := range r.m {
		k := r.m[j].Kind
		human := k == extract.Person || k == extract.Group || k == extract.Organisation && w == "who"
		if a := &r.m[j]; a.End == end && a.sentence == m.sentence && (w == "who") == human {
			return j
		}
	}
	return -1
}

// take joins a pronoun to the cluster of its antecedent. The pronoun brings
// nothing that could speak against it.
func (r *reader) take(pronoun, antecedent int) {
	r.m[pronoun].Kind = extract.Other
	a, b := r.find(antecedent), r.find(pronoun)
	if a == b || r.nested(a, b) {
		return
	}
	r.join(a, b)
}

// appositions joins two neighbouring noun phrases of which one says what the
// other is, and notes the office.
func (r *reader) appositions() {
	for i := range r.m {
		a := &r.m[i]
		if a.Form == extract.Pronoun {
			continue
		}
		j := r.after(i)
		if j < 0 {
			continue
		}
		r.correct(i, j)
		if r.apposed(a, &r.m[j]) && r.join(i, j) {
			r.note(i)
			r.note(j)
		}
	}
	r.copulas()
}

// correct gives a name the kind that its apposition says: a tagger may take
// Halden for a person, "Halden, a village in the north," tells better.
func (r *reader) correct(i, j int) {
	name, noun := i, j
	if r.m[j].Form == extract.Name {
		name, noun = j, i
	}
	n, a := &r.m[name], &r.m[noun]
	if n.Form != extract.Name || a.Form != extract.Nominal || a.plural || !a.definite && !a.indefinite || !r.closed(&r.m[j]) ||
		n.First < n.Core[0] || kindsAgree(n.Kind, a.Kind) || lexicon.Country(r.d.Span(n.Core[0], n.Core[1])) != "" {
		return
	}
	h := r.head(r.m[j].Head)
	if r.d.Tokens[r.m[j].Head].Deprel != "appos" || h < r.m[i].First || h >= r.m[i].End || name == j && len(n.words) < 2 {
		return
	}
	switch k, ok := lexicon.Kind(a.lemma); {
	case !ok || k != a.Kind:
	case k == extract.Person, name == i && (k == extract.Organisation || k == extract.Place || k == extract.Facility):
		for _, m := range r.members[r.find(name)] {
			r.recast(m, k)
		}
	}
}

// after returns the mention that begins right after a comma, dash or bracket
// behind mention i, or -1.
func (r *reader) after(i int) int {
	end := r.m[i].End
	if end+1 >= len(r.d.Tokens) || !breaks[r.d.Word(end)] {
		return -1
	}
	for j := i + 1; j < len(r.m) && r.m[j].First <= end+1; j++ {
		if r.m[j].First == end+1 && r.m[j].sentence == r.m[i].sentence {
			return j
		}
	}
	return -1
}

// breaks are the marks that set an apposition off.
var breaks = map[string]bool{",": true, "(": true, "-": true, "--": true, "–": true, "—": true, "-LRB-": true}

// apposed says whether b, which follows a behind a comma, is its apposition.
// Trees get these wrong every other time, so that form and kind decide, and the
// tree only where they leave it open.
func (r *reader) apposed(a, b *profile) bool {
	if !a.referring() || !b.referring() || a.plural != b.plural && a.Form == b.Form || r.listed(a, b) {
		return false
	}
	tree := r.d.Tokens[b.Head].Deprel == "appos" && r.head(b.Head) == a.Head
	if a.Form == extract.Name && b.Form == extract.Name {
		return false // "Brightwater, Essex"; acronyms are another sieve's
	}
	if a.Form == extract.Nominal && b.Form == extract.Nominal {
		return tree && a.Kind == b.Kind && a.Kind != extract.Other && (b.definite || b.indefinite)
	}
	noun := a
	if a.Form == extract.Name {
		noun = b
	}
	k, known := lexicon.Kind(noun.lemma)
	if a.Kind == extract.Person || b.Kind == extract.Person {
		if noun.plural {
			return false
		}
		if !known && tree && noun.Kind == extract.Other {
			return r.closed(b) // "one homeopath, Ann Brook,"
		}
		return a.Kind == b.Kind && known && k == extract.Person && (tree || r.closed(b) || r.titled(a, b))
	}
	return (tree || noun.owned && r.closed(b)) && known && kindsAgree(a.Kind, b.Kind) && !noun.plural && (noun.definite || noun.indefinite)
}

// listed says whether a and b are conjuncts: "the mayor, Ann Brook and Bo". Two
// conjuncts without a conjunction are an apposition misread.
func (r *reader) listed(a, b *profile) bool {
	first := a.Head
	if h := r.head(first); r.d.Tokens[first].Deprel == "conj" && h >= 0 && (r.d.Tokens[h].UPOS == "NOUN" || r.d.Tokens[h].UPOS == "PROPN") {
		first = h
	}
	among, coordinated := 0, false
	for _, i := range append([]int{first, b.Head}, r.children[first]...) {
		if i != first && i != b.Head && r.d.Tokens[i].Deprel != "conj" {
			continue
		}
		if r.d.Tokens[i].Deprel == "conj" && i >= a.First {
			among++
		}
		for _, c := range r.children[i] {
			coordinated = coordinated || r.d.Tokens[c].Deprel == "cc" && c >= a.First && (c < b.First || i != b.Head || c > b.Head)
			if i == b.Head && r.d.Tokens[c].Deprel == "conj" {
				return true
			}
		}
	}
	return among > 0 && coordinated || among > 2
}

// closed says whether a mark ends the phrase b.
func (r *reader) closed(b *profile) bool {
	if b.End >= len(r.d.Tokens) {
		return true
	}
	w := r.d.Word(b.End)
	return r.d.Tokens[b.End].UPOS == "PUNCT" && w != "-"
}

// titled says whether a is an office that belongs to the name b: "the town's
// envoy, Ann Brook said".
func (r *reader) titled(a, b *profile) bool {
	return a.Form == extract.Nominal && b.Form == extract.Name && (a.definite || a.owned)
}

// note keeps the description i as an office of its cluster.
func (r *reader) note(i int) {
	m := &r.m[i]
	if m.Form != extract.Nominal {
		return
	}
	first := m.First
	for first < m.noun && r.idle(first) {
		first++
	}
	end := m.End
	for k := m.noun + 1; k < end; k++ {
		if r.d.Tokens[k].UPOS == "CCONJ" && k-first > 5 {
			end = k // "head of the council and the old chairman of …"
		}
	}
	root := r.find(i)
	r.offices[root] = append(r.offices[root], office{first, end, m.noun})
}

// idle says whether token i may go from the front of an office: an article, a
// possessive pronoun, a weekday before it.
func (r *reader) idle(i int) bool {
	t := &r.d.Tokens[i]
	if k, ok := lexicon.Kind(strings.ToLower(r.d.Word(i))); ok && k == extract.Date && t.UPOS == "PROPN" {
		return true // "on Wednesday mayor Ann Brook said"
	}
	return t.UPOS == "DET" || t.UPOS == "PRON" || t.UPOS == "PUNCT" || t.UPOS == "ADV" || t.XPOS == "POS"
}

// copulas notes what a plain "is" says of a named thing: "Ann Brook is the
// mayor". The two are not joined, for she may not be tomorrow.
func (r *reader) copulas() {
	for i := range r.m {
		m := &r.m[i]
		if m.Form != extract.Nominal || !m.definite || m.plural {
			continue
		}
		subject, plain := -1, false
		for _, c := range r.children[m.Head] {
			switch t := &r.d.Tokens[c]; t.Deprel {
			case "nsubj":
				subject = c
			case "cop":
				plain = t.XPOS == "VBZ" || t.XPOS == "VBP"
			case "aux", "advmod", "mark":
				if t.Deprel == "aux" || strings.EqualFold(r.d.Word(c), "not") || t.Lemma == "not" || t.Deprel == "mark" {
					plain = false
					subject = -2
				}
			}
		}
		if subject < 0 || !plain {
			continue
		}
		if j, ok := r.byHead[subject]; ok && r.m[j].Form == extract.Name && r.m[j].Kind == m.Kind {
			first := m.First
			for first < m.noun && r.idle(first) {
				first++
			}
			root := r.find(j)
			r.offices[root] = append(r.offices[root], office{first, m.End, m.noun})
		}
	}
}

// titles notes the offices written before names: "mayor Ann Brook".
func (r *reader) titles(i int) (office, bool) {
	m := &r.m[i]
	if m.Form != extract.Name || m.Kind != extract.Person || m.First >= m.Core[0] {
		return office{}, false
	}
	first := m.First
	for first < m.Core[0] && (r.idle(first) || lexicon.Title(strings.ToLower(r.d.Word(first)))) {
		first++
	}
	end := m.Core[0]
	for end > first && r.d.Tokens[end-1].UPOS == "PUNCT" {
		end--
	}
	if first >= end {
		return office{}, false
	}
	noun := -1
	for k := first; k < end; k++ {
		if lexicon.Role(strings.ToLower(r.d.Word(k))) && (r.d.Tokens[k].UPOS != "ADJ" || k == end-1) {
			noun = k
		}
	}
	return office{first, end, noun}, noun >= 0
}
