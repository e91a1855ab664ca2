package identity

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/gazetteer"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// A bearer is a node with a full name of which a lone name may be a part.
type bearer struct {
	doc, node int32
	surname   bool // else a first name
}

// mostBearers bounds among how many full names a lone one is looked for: where
// there are more it can be anybody.
const mostBearers = 32

// loneNames joins surnames and first names that stand alone to the full name
// that the article, or all articles together, make plain; and what is left to
// others of its name where something speaks for it.
func (r *resolver) loneNames() {
	bearers := r.bearers()
	for _, span := range r.spans {
		first := span[0]
		if o, f := &r.occurrences[first], &r.forms[first]; !o.Named || o.Kind != extract.Person || !f.lone() || f.vague() {
			continue
		}
		all := bearers[r.forms[first].key()]
		wrong := len(all) == 0
		if wrong {
			all = r.mistaken[r.forms[first].key()]
		}
		var left []int32
		for n := span[0]; n < span[1]; n++ {
			at, _ := slices.BinarySearchFunc(all, r.doc[n], func(b bearer, doc int32) int { return cmp.Compare(b.doc, doc) })
			end := at
			for end < len(all) && all[end].doc == r.doc[n] {
				end++
			}
			if at < end {
				r.inArticle(n, all[at:end])
			} else {
				left = append(left, n)
			}
		}
		mentions := map[int32]int{}
		for _, b := range all {
			if b.surname {
				mentions[r.forest.root(b.node)] += r.occurrences[b.node].Mentions
			}
		}
		if roots := sortedNodes(mentions); len(roots) <= mostBearers && !wrong {
			for _, n := range left {
				r.inCorpus(n, roots)
			}
		}
		r.mononyms(left, len(all) > 0 && !wrong)
	}
}

// bearers finds the full names by their surnames and first names.
func (r *resolver) bearers() map[string][]bearer {
	out := map[string][]bearer{}
	for n := range r.occurrences {
		o, f := &r.occurrences[n], &r.forms[n]
		if o.Named && o.Kind != extract.Person {
			r.mistake(int32(n))
		}
		if !o.Named || o.Kind != extract.Person || !f.full() {
			continue
		}
		add := func(word string, surname bool) { out[word] = append(out[word], bearer{r.doc[n], int32(n), surname}) }
		add(f.last(), true)
		add(f.first(), false)
		if len(f.words) > 2 { // "Tomás Reyes Ortega" is called Reyes
			add(f.words[1], false)
		}
	}
	for _, all := range []map[string][]bearer{out, r.mistaken} {
		sortBearers(all)
	}
	return out
}

// mistake notes what may be the full name of a person that is taken for
// something else: two words of which neither is a common noun.
func (r *resolver) mistake(n int32) {
	if r.mistaken == nil {
		r.mistaken = map[string][]bearer{}
	}
	list := Words(r.occurrences[n].Name)
	if len(list) == 2 && !lexicon.Common(list[0]) && !lexicon.Common(list[1]) && !lexicon.Roles(list[1]) && r.forms[n].land == "" && countryOf(r.occurrences[n].Name) == "" {
		r.mistaken[list[1]] = append(r.mistaken[list[1]], bearer{r.doc[n], n, true})
	}
}

func sortBearers(bearers map[string][]bearer) {
	for _, all := range bearers {
		slices.SortFunc(all, func(a, b bearer) int { return cmp.Or(cmp.Compare(a.doc, b.doc), cmp.Compare(a.node, b.node)) })
	}
}

// inArticle joins a lone name to the only full name in its article, of which
// these are the bearers.
func (r *resolver) inArticle(n int32, all []bearer) {
	mentions := map[int32]int{}
	for _, surname := range []bool{true, false} {
		for _, b := range all {
			if b.surname == surname {
				mentions[r.forest.root(b.node)] += r.occurrences[b.node].Mentions
			}
		}
		if len(mentions) > 0 {
			break
		}
	}
	best, most, second := int32(-1), 0, 0
	for _, root := range sortedNodes(mentions) {
		if m := mentions[root]; m > most {
			best, most, second = root, m, most
		} else {
			second = max(second, m)
		}
	}
	if agree, _ := offices(r.profile(n), r.profile(best)); agree < 0 {
		return
	}
	reason := "no other of that name in the article"
	if len(mentions) > 1 {
		if most < 4 || most < 2*second {
			r.doubt(best, n, 0.6, "the article speaks most of this one of that name", "")
			return
		}
		reason = "the article speaks of this one far more than of others of that name"
	}
	r.tie(best, n, 0.98, reason)
}

func sortedNodes[V any](m map[int32]V) []int32 {
	keys := make([]int32, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// wellKnown is in how many documents the full name of somebody stands whom
// others may call by the surname alone.
const wellKnown = 5

// inCorpus joins a lone name to a tree with a full name in other articles, if
// only one can be meant.
func (r *resolver) inCorpus(n int32, roots []int32) {
	best, score, second, reason := int32(-1), 0.0, 0.0, ""
	rest := 0
	p := r.profile(n)
	for _, root := range roots {
		q := r.profile(root)
		if r.against(p, q) != "" {
			continue
		}
		rest += q.mentions
		if s, why := r.plain(p, q); s > score {
			best, score, second, reason = root, s, score, why
		} else {
			second = max(second, s)
		}
	}
	if best < 0 {
		return
	}
	q := r.profile(best)
	rest -= q.mentions
	switch {
	case rest == 0 && len(q.docs) >= wellKnown:
		score += 0.2
		reason = "no other of that name anywhere; " + reason
	case rest == 0:
		score += 0.1
		reason = "no other of that name anywhere; " + reason
	case len(q.docs) > 2 && q.mentions >= 10*rest:
		score += 0.1
		reason = "far better known than others of that name; " + reason
	case score >= sameOffice && second <= nothingKnown:
		score += 0.02
		reason = "no other of that name is " + strings.TrimPrefix(reason, "both ")
	default:
		score -= 0.1
	}
	score = rounded(score)
	if score < Sure || !r.tie(best, n, score, reason) {
		r.doubt(best, n, score, reason, "")
	}
}

// headOf returns the head of a role by its text.
func headOf(text string) string {
	r := parseRole(text)
	return r.head
}

// What speaks for a lone name and a full name being one, at best and at worst.
const (
	sameOffice   = 0.95
	nothingKnown = 0.6
)

// plain says how much speaks for a lone name and a full name being one, other
// than the name.
func (r *resolver) plain(p, q *profile) (float64, string) {
	agree, office := offices(p, q)
	weight, who := r.shared(p, q)
	switch {
	case agree > 1:
		return sameOffice, "both " + office
	case agree > 0 && (weight > 1 || spheres[headOf(office)] != ""):
		return 0.93, strings.TrimSuffix("both "+office+"; both with "+r.namesOf(who), "; both with ")
	case agree > 0:
		return 0.88, "both " + office
	case weight > 3:
		return 0.88, "both with " + r.namesOf(who)
	case weight > 1:
		return 0.8, "both with " + r.namesOf(who)
	}
	return nothingKnown, "nothing else is known"
}

// ownName says whether a lone name is hardly one that many bear: it is of two
// words, or no surname or first name that is known.
func (r *resolver) ownName(n int32) bool {
	name := r.occurrences[n].Name
	return len(Words(name)) > 1 || gazetteer.Mark([]string{name})[0]&gazetteer.Person == 0
}

// mononyms joins lone names that no full name explains with one another: where
// nobody bears the name in full it may be all there is of it; otherwise office
// or company must speak for it.
func (r *resolver) mononyms(left []int32, borne bool) {
	slices.SortStableFunc(left, func(a, b int32) int {
		return cmp.Compare(r.occurrences[b].Mentions, r.occurrences[a].Mentions)
	})
	var persons []int32
	for _, n := range left {
		best, score, reason := int32(-1), 0.0, ""
		p := r.profile(n)
		for _, other := range persons[:min(len(persons), mostNamesakes)] {
			q := r.profile(other)
			if r.forest.apart(n, other) || r.against(p, q) != "" {
				continue
			}
			if s, why := r.plain(p, q); s > score {
				best, score, reason = other, s, why
			}
		}
		switch {
		case borne:
			score += 0.05
		case r.ownName(n):
			score += 0.37
		default:
			score += 0.18
		}
		score = rounded(score)
		if best < 0 || score < Sure || !r.tie(best, n, score, "same name; "+reason) {
			if best >= 0 {
				r.doubt(best, n, score, "same name; "+reason, "")
			}
			persons = append(persons, n)
		}
	}
}
