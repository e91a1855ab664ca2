package coref

import (
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// reach is how many sentences back a definite description looks.
const reach = 12

// nations joins descriptions of a body or force by its country: "Danish
// troops", "the Danish troops", "Denmark's troops".
func (r *reader) nations() {
	first := map[string]int{}
	for i := range r.m {
		m := &r.m[i]
		if people := lexicon.Nation(m.lemma); people != "" && m.plural && len(m.words) == 1 && len(m.modifiers) == 0 && m.Kind == extract.Group {
			m.nation = people // "Danes" are "the Danes"
		} else if m.Form == extract.Pronoun || m.nation == "" || m.complement != "" || !collective(m) {
			continue
		}
		if m.Form == extract.Name && r.named(r.find(i)) != i {
			continue
		}
		key := m.nation + "|" + strings.Join(r.bareWords(m), " ")
		if j, ok := first[key]; ok {
			r.join(i, j)
			continue
		}
		first[key] = i
	}
}

// collective says whether m is one body of which a country has one: its army,
// its government, its forces. Officials, towns and ferries are many.
func collective(m *profile) bool {
	switch m.Kind {
	case extract.Organisation, extract.Group:
	default:
		return false
	}
	return !m.indefinite && !lexicon.Role(m.lemma) || m.plural && !lexicon.Role(m.lemma) && len(m.modifiers) == len(m.words)-2+extra(m)
}

// extra counts the head among the words of the core for the comparison in
// collective: a plural may have no adjectives outside its core ("new Danish
// troops" are other troops).
func extra(m *profile) int {
	if m.nation != "" && len(m.words) > 0 && lexicon.Nation(m.words[0]) == "" {
		return 1
	}
	return 0
}

// bareWords returns the words of the core without the adjective of nationality.
func (r *reader) bareWords(m *profile) []string {
	var out []string
	for _, w := range m.words {
		if lexicon.Nation(w) == "" {
			out = append(out, w)
		}
	}
	return out
}

// roles joins "the mayor" to the person of that office, where only one of the
// nearest can be meant.
func (r *reader) roles() {
	for i := range r.m {
		m := &r.m[i]
		if m.Form != extract.Nominal || m.Kind != extract.Person || !m.definite || m.plural || r.named(r.find(i)) >= 0 {
			continue
		}
		if to := r.holder(i); to >= 0 {
			r.join(i, to)
		}
	}
}

// holder returns the nearest person before mention i who holds its office, or
// -1 where there is none or another one as near.
func (r *reader) holder(i int) int {
	m := &r.m[i]
	r.round++
	best, at := -1, -1
	for j := i - 1; j >= 0 && m.sentence-r.m[j].sentence <= reach; j-- {
		a := r.find(j)
		if r.m[j].Form == extract.Pronoun || !r.first(a) || r.named(a) < 0 || !r.holds(a, m) || !r.compatible(a, r.find(i)) {
			continue
		}
		if best >= 0 {
			if at-r.m[j].sentence <= 2 {
				m.doubtful = true
				return -1
			}
			break
		}
		best, at = a, r.m[j].sentence
	}
	return best
}

// first says whether cluster root is looked at for the first time in this
// round: a long text has many mentions of few clusters.
func (r *reader) first(root int) bool {
	if len(r.looked) < len(r.m) {
		r.looked = make([]int, len(r.m))
	}
	seen := r.looked[root] == r.round
	r.looked[root] = r.round
	return !seen
}

// holds says whether an office of cluster a is what m says.
func (r *reader) holds(a int, m *profile) bool {
	for _, i := range r.members[a] {
		for k := r.m[i].First; k < r.m[i].Core[0]; k++ {
			if short[strings.ToLower(r.d.Word(k))] == m.lemma && len(m.modifiers) == 0 && m.complement == "" {
				return true
			}
		}
	}
	for _, o := range r.officesOf(a) {
		if strings.ToLower(r.d.Tokens[o.noun].Lemma) != m.lemma {
			continue
		}
		words := r.fold(o.first, o.end)
		if within(m.modifiers, words) && (m.complement == "" || strings.Contains(strings.Join(words, " "), m.complement)) &&
			(m.nation == "" || r.nationIn(o) == m.nation) {
			return true
		}
	}
	return false
}

// short gives the office that an abbreviation before a name stands for.
var short = map[string]string{"dr": "doctor", "dr.": "doctor", "prof": "professor", "prof.": "professor", "sen.": "senator", "rep.": "representative",
	"gov.": "governor", "gen.": "general", "lt.": "lieutenant", "col.": "colonel", "capt.": "captain", "sgt.": "sergeant", "adm.": "admiral"}

// nationIn returns the country that the words of an office name, or "".
func (r *reader) nationIn(o office) string {
	for i := o.first; i < o.end; i++ {
		if n := lexicon.Nation(r.d.Word(i)); n != "" {
			return n
		}
		if n := lexicon.Country(r.d.Word(i)); n != "" {
			return n
		}
	}
	return ""
}

// officesOf returns what is noted of a cluster and the titles of its names.
func (r *reader) officesOf(root int) []office {
	out := slices.Clone(r.offices[root])
	for _, i := range r.members[root] {
		if o, ok := r.titles(i); ok {
			out = append(out, o)
		}
	}
	slices.SortFunc(out, func(a, b office) int { return a.first - b.first })
	return out
}

// nouns joins a definite description to the nearest earlier thing that was
// called by the same noun, if it was given every modifier of it. Where two compete the nation of the
// paragraph decides; else the description stays alone.
func (r *reader) nouns() {
	for i := range r.m {
		m := &r.m[i]
		if m.Form != extract.Nominal || !m.definite || !m.referring() || r.find(i) != i && r.named(r.find(i)) >= 0 || r.m[i].Kind == extract.Other && m.owned ||
			generic[m.lemma] || r.restricted(m) {
			continue
		}
		to := -1
		if m.lemma == "country" || m.lemma == "nation" {
			to = r.onlyCountry(i)
		}
		if to < 0 {
			to = r.sameNoun(i)
		}
		if to >= 0 {
			r.join(i, to)
		}
	}
}

// generic are nouns that are about something else each time.
var generic = map[string]bool{"time": true, "way": true, "thing": true, "people": true, "part": true, "number": true, "one": true}

// restricted says whether a clause right behind description m tells which one is
// meant: "the ferry that sank" need not be one that was spoken of.
// A participle in "-ing" may be a predicate instead: "with the mayor saying no".
func (r *reader) restricted(m *profile) bool {
	for _, c := range r.children[m.Head] {
		if t := &r.d.Tokens[c]; c < m.Head || !strings.HasPrefix(t.Deprel, "acl") || t.XPOS == "VBG" {
			continue
		}
		comma := false
		for i := m.Head + 1; i < c; i++ {
			comma = comma || r.d.Word(i) == ","
		}
		return !comma
	}
	return false
}

// distributed says whether f is about each of many or none: "every ferry".
func (r *reader) distributed(f *profile) bool {
	switch strings.ToLower(r.d.Word(f.First)) {
	case "every", "each", "no", "any", "neither":
		return true
	}
	return false
}

// onlyCountry returns the cluster of the only country named in the sentence of
// mention i before it, else in the sentence before; -1 for none or several.
func (r *reader) onlyCountry(i int) int {
	m := &r.m[i]
	if m.complement != "" || len(m.modifiers) > 0 || m.plural {
		return -1
	}
	one, at := -1, -1
	for j := i - 1; j >= 0 && m.sentence-r.m[j].sentence <= 1; j-- {
		o := &r.m[j]
		if o.Form != extract.Name || lexicon.Country(r.d.Span(o.Core[0], o.Core[1])) == "" {
			continue
		}
		if one >= 0 && o.sentence != at {
			break
		}
		if one >= 0 && r.find(j) != one {
			return -1
		}
		one, at = r.find(j), o.sentence
	}
	return one
}

// sameNoun returns the cluster that mention i takes up by its noun, or -1.
func (r *reader) sameNoun(i int) int {
	m := &r.m[i]
	r.round++
	var found []int
	last := map[int]int{} // sentence of the nearest mention of a candidate
	for j := i - 1; j >= 0 && m.sentence-r.m[j].sentence <= reach; j-- {
		a := r.find(j)
		if r.m[j].Form == extract.Pronoun || a == r.find(i) || !r.first(a) || !r.repeats(m, a) && !r.described(a, m) || !r.compatible(a, r.find(i)) {
			continue
		}
		found = append(found, a)
		last[a] = r.m[j].sentence
	}
	if len(found) == 0 {
		return -1
	}
	body := m.Kind == extract.Organisation || m.Kind == extract.Group || m.Kind == extract.Person
	if !body || m.nation != "" || r.nation(found[0]) == "" && len(found) == 1 {
		return found[0]
	}
	if here := r.country(i); here != "" {
		for _, a := range found {
			if r.nation(a) == here {
				return a
			}
		}
		m.nation, m.implied = here, true // "the army" of a Swedish paragraph is not the Danish one above
		return -1
	}
	if len(found) > 1 && r.nation(found[0]) != r.nation(found[1]) && last[found[0]]-last[found[1]] < 3 {
		m.doubtful = true
		return -1 // two armies are about
	}
	return found[0]
}

// repeats says whether a cluster has a description or name with the noun of m,
// in the same number, and all modifiers of m.
func (r *reader) repeats(m *profile, root int) bool {
	noun := false
	var words []string
	for _, j := range r.members[root] {
		f := &r.m[j]
		if f.Form == extract.Pronoun || f.Kind == extract.Person && f.Form == extract.Name || r.distributed(f) {
			continue
		}
		words = append(append(words, f.modifiers...), f.words...)
		if f.lemma == m.lemma && f.plural == m.plural && (m.complement == "" || m.complement == f.complement || m.of >= 0 && f.owner >= 0 && r.same(m.of, f.owner)) {
			noun = f.Form == extract.Nominal || noun || f.Kind == extract.Organisation
		}
	}
	return noun && within(m.modifiers, words) && (!m.owned || r.owner(m, root))
}

// owner says whether the possessor of m also possesses a mention of the cluster:
// "Brook's fall" is "the fall of Brook".
func (r *reader) owner(m *profile, root int) bool {
	i := m.owner
	for _, j := range r.members[root] {
		f := &r.m[j]
		for _, k := range []int{f.owner, f.of} {
			if k >= 0 && i >= 0 && r.same(i, k) {
				return true
			}
		}
	}
	return false
}

// country returns the only country of which the sentence of mention i speaks,
// by an adjective, else by a possessor, else of which the sentence before
// speaks so; "" where there are none or several.
func (r *reader) country(i int) string {
	s := r.m[i].sentence
	for _, in := range []int{s, s - 1} {
		for _, byName := range []bool{false, true} {
			one := ""
			for j := range r.m {
				if o := &r.m[j]; j != i && o.sentence == in {
					n := o.nation
					if byName && o.Form == extract.Name && r.modifies(o.Head) {
						n = lexicon.Country(r.d.Span(o.Core[0], o.Core[1]))
					}
					if n != "" && one != "" && n != one {
						return ""
					}
					one = max(one, n)
				}
			}
			if one != "" {
				return one
			}
		}
	}
	return ""
}

// modifies says whether token i is a possessor or the first part of a compound.
func (r *reader) modifies(i int) bool {
	rel := r.d.Tokens[i].Deprel
	return rel == "nmod:poss" || rel == "compound"
}

// described says whether a name of the cluster has the noun of m beside it, or
// in an apposition, with the modifiers of m: "the town" may be what was called
// "the town of Brightwater".
func (r *reader) described(root int, m *profile) bool {
	if m.complement != "" || m.owned || m.plural || r.named(root) < 0 || r.kind(root) == extract.Person {
		return false
	}
	var words []string
	found := false
	for _, j := range r.members[root] {
		f := &r.m[j]
		if f.Form != extract.Name || f.First >= m.First {
			continue
		}
		for k := f.First; k < f.End; k++ {
			if k >= f.Core[0] && k < f.Core[1] {
				continue
			}
			words = append(words, strings.ToLower(r.d.Word(k)))
			found = found || strings.EqualFold(r.d.Tokens[k].Lemma, m.lemma)
		}
	}
	for _, o := range r.offices[root] {
		found = found || strings.EqualFold(r.d.Tokens[o.noun].Lemma, m.lemma)
		words = append(words, r.fold(o.first, o.end)...)
	}
	return found && within(m.modifiers, words)
}
