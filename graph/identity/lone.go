package identity

import (
	"cmp"
	"slices"

	"github.com/dramatis-kg/dramatis/extract"
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
		if o := &r.occurrences[first]; !o.Named || o.Kind != extract.Person || !r.forms[first].lone() {
			continue
		}
		all := bearers[r.forms[first].key()]
		var left []int32
		for n := span[0]; n < span[1]; n++ {
			at, _ := slices.BinarySearchFunc(all, r.doc[n], func(b bearer, doc int32) int { return cmp.Compare(b.doc, doc) })
			end := at
			for end < len(all) && all[end].doc == r.doc[n] {
				end++
			}
			if !r.inArticle(n, all[at:end]) {
				left = append(left, n)
			}
		}
		mentions := map[int32]int{}
		for _, b := range all {
			if b.surname {
				mentions[r.forest.root(b.node)] += r.occurrences[b.node].Mentions
			}
		}
		if roots := sortedNodes(mentions); len(roots) <= mostBearers {
			for _, n := range left {
				r.inCorpus(n, roots)
			}
		}
		r.mononyms(left, len(all) > 0)
	}
}

// bearers finds the full names by their surnames and first names.
func (r *resolver) bearers() map[string][]bearer {
	out := map[string][]bearer{}
	for n := range r.occurrences {
		o, f := &r.occurrences[n], &r.forms[n]
		if !o.Named || o.Kind != extract.Person || f.lone() || len(f.words) < 2 {
			continue
		}
		add := func(word string, surname bool) { out[word] = append(out[word], bearer{r.doc[n], int32(n), surname}) }
		add(f.last(), true)
		add(f.first(), false)
		if len(f.words) > 2 { // "Tomás Reyes Ortega" is called Reyes
			add(f.words[1], false)
		}
	}
	for _, all := range out {
		slices.SortFunc(all, func(a, b bearer) int { return cmp.Or(cmp.Compare(a.doc, b.doc), cmp.Compare(a.node, b.node)) })
	}
	return out
}

// inArticle joins a lone name to the only full name in its article, of which
// these are the bearers.
func (r *resolver) inArticle(n int32, all []bearer) bool {
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
	best, most, sum := int32(-1), 0, 0
	for _, root := range sortedNodes(mentions) {
		m := mentions[root]
		sum += m
		if m > most {
			best, most = root, m
		}
	}
	if best < 0 {
		return false
	}
	p, q := r.profile(n), r.profile(best)
	if agree, _ := offices(p, q); agree < 0 {
		return false
	}
	reason := "no other of that name in the article"
	if len(mentions) > 1 {
		if most < 3*(sum-most) {
			r.doubt(best, n, 0.6, "the article speaks most of this one of that name", "")
			return false
		}
		reason = "the article speaks of this one far more than of others of that name"
	}
	return r.tie(best, n, 0.98, reason)
}

func sortedNodes(m map[int32]int) []int32 {
	keys := make([]int32, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// inCorpus joins a lone name to a tree with a full name in other articles, if
// only one can be meant.
func (r *resolver) inCorpus(n int32, roots []int32) {
	best, score, reason := int32(-1), 0.0, ""
	rest := 0
	p := r.profile(n)
	for _, root := range roots {
		q := r.profile(root)
		if r.against(p, q) != "" {
			continue
		}
		rest += q.mentions
		if s, why := r.plain(p, q); s > score {
			best, score, reason = root, s, why
		}
	}
	if best < 0 {
		return
	}
	q := r.profile(best)
	rest -= q.mentions
	switch {
	case rest == 0:
		score += 0.1
		reason = "no other of that name anywhere; " + reason
	case len(q.docs) > 2 && q.mentions >= 10*rest:
		score += 0.1
		reason = "far better known than others of that name; " + reason
	default:
		score -= 0.1
	}
	score = rounded(score)
	if score < Sure || !r.tie(best, n, score, reason) {
		r.doubt(best, n, score, reason, "")
	}
}

// plain says how much speaks for a lone name and a full name being one, other
// than the name.
func (r *resolver) plain(p, q *profile) (float64, string) {
	agree, office := offices(p, q)
	weight, who := r.shared(p, q)
	switch {
	case agree > 1:
		return 0.95, "both " + office
	case agree > 0 && weight > 1:
		return 0.93, "both " + office + "; both with " + r.namesOf(who)
	case agree > 0:
		return 0.88, "both " + office
	case weight > 3:
		return 0.88, "both with " + r.namesOf(who)
	case weight > 1:
		return 0.8, "both with " + r.namesOf(who)
	}
	return 0.6, "nothing else is known"
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
		if !borne {
			score += 0.18
		} else {
			score += 0.05
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
