package identity

import (
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// findLands notes which bodies are given to which countries by their names:
// "US Senate", "Senate of the United States".
func (r *resolver) findLands() {
	r.lands = map[string]map[string][]int32{}
	for n := range r.occurrences {
		o, f := &r.occurrences[n], &r.forms[n]
		if !o.Named || !body(o) || f.land == "" {
			continue
		}
		if r.lands[f.key()] == nil {
			r.lands[f.key()] = map[string][]int32{}
		}
		r.lands[f.key()][f.land] = append(r.lands[f.key()][f.land], int32(n))
	}
}

// landed says whether an occurrence names a body of state without its country:
// "Senate", "Legislative Assembly". It may be another body in each document.
func (r *resolver) landed(n int32) bool {
	f := &r.forms[n]
	return body(&r.occurrences[n]) && f.land == "" && civic(f.words) && (r.lands[f.key()] != nil || general(f.words))
}

// civic says whether the last word of a name tells of a body that most
// countries have one of.
func civic(words []string) bool {
	switch words[len(words)-1] {
	case "court", "assembly", "senate", "parliament", "congress", "legislature", "government", "cabinet", "commons", "representatives",
		"ministry", "army", "navy", "police", "guard", "party", "department", "justice":
		return true
	}
	return false
}

// general holds for names of common words alone.
func general(words []string) bool {
	for _, w := range words {
		if !lexicon.Common(w) && !lexicon.Common(strings.TrimSuffix(w, "s")) && !slices.Contains(adjectives, w) {
			return false
		}
	}
	return true
}

// adjectives stand in the names of bodies of many countries.
var adjectives = strings.Fields(`legislative supreme national federal general royal central local democratic republican
	conservative labour liberal social socialist green civil military armed special high constitutional electoral public foreign
	interior internal external home defence defense justice finance health education coast air lower upper house commons representatives`)

// landless joins bodies that are named without their country to the one of the
// country that the article gives them, or speaks of most.
func (r *resolver) landless() {
	for _, key := range sortedKeys(r.lands) {
		for _, land := range sortedKeys(r.lands[key]) {
			nodes := r.lands[key][land]
			for _, n := range nodes[1:] {
				r.tie(nodes[0], n, 0.98, "the same name in other words")
			}
		}
	}
	left := map[int32][]int32{}
	for n := range r.occurrences {
		if node := int32(n); r.occurrences[n].Named && r.landed(node) && !r.givenLand(node) {
			left[r.name[n]] = append(left[r.name[n]], node)
		}
	}
	for _, name := range sortedNodes(left) {
		r.unplaced(left[name])
	}
}

// muchCompany is the weight of shared company that outweighs two countries.
const muchCompany = 4

// unplaced joins bodies of one name whose articles speak most of one country.
// Those whose articles speak of none in particular go to the only one there is,
// or to whom they share company with.
func (r *resolver) unplaced(nodes []int32) {
	var bodies, vague []int32
next:
	for _, n := range nodes {
		here := r.spokenOf(r.doc[n])
		if here == "" {
			vague = append(vague, n)
			continue
		}
		at := slices.IndexFunc(bodies, func(other int32) bool { return r.spokenOf(r.doc[other]) == here })
		if at >= 0 && r.tie(bodies[at], n, 0.97, sameName+"; both articles speak most of "+here) {
			continue
		}
		for _, other := range bodies[:min(len(bodies), mostNamesakes)] {
			if weight, who := r.shared(r.profile(n), r.profile(other)); weight >= muchCompany && r.tie(other, n, 0.97, sameName+"; both with "+r.namesOf(who)) {
				continue next
			}
			r.doubt(other, n, 0.6, sameName, r.spokenOf(r.doc[other])+" against "+here)
		}
		bodies = append(bodies, n)
	}
	for _, n := range vague {
		r.place(n, &bodies)
	}
}

// place joins a body whose article speaks of no country in particular.
func (r *resolver) place(n int32, bodies *[]int32) {
	best, most, company := int32(-1), 0, ""
	for _, other := range *bodies {
		if weight, who := r.shared(r.profile(n), r.profile(other)); weight > most {
			best, most, company = other, weight, "; both with "+r.namesOf(who)
		}
	}
	if len(*bodies) == 1 && r.lands[r.forms[n].key()] == nil {
		best = (*bodies)[0]
	}
	if best < 0 || !r.tie(best, n, 0.97, sameName+company) {
		*bodies = append(*bodies, n)
	}
}

// countries counts the mentions of each country in each document.
func (r *resolver) countries() {
	r.mentioned = make([]map[string]int, len(r.documents))
	for n := range r.occurrences {
		o := &r.occurrences[n]
		if o.Kind != extract.Place {
			continue
		}
		if c := countryOf(o.Name); c != "" {
			if r.mentioned[r.doc[n]] == nil {
				r.mentioned[r.doc[n]] = map[string]int{}
			}
			r.mentioned[r.doc[n]][c] += o.Mentions
		}
	}
}

// spokenOf returns the country that a document speaks of most; "" for none, or
// several alike.
func (r *resolver) spokenOf(doc int32) string {
	best, most, second := "", 0, 0
	for _, land := range sortedKeys(r.mentioned[doc]) {
		if m := r.mentioned[doc][land]; m > most {
			best, most, second = land, m, most
		} else {
			second = max(second, m)
		}
	}
	if most == second {
		return ""
	}
	return best
}

// elsewhere returns the weight of the company that an occurrence shares with
// the other articles on a body.
func (r *resolver) elsewhere(n, with int32) int {
	p, q := r.profile(n), *r.profile(with)
	q.docs = slices.DeleteFunc(slices.Clone(q.docs), func(d int32) bool { return d == r.doc[n] })
	q.company = r.companyOf(q.docs, []int32{with})
	weight, _ := r.shared(p, &q)
	return weight
}

// givenLand joins a body without a country to one with it, if it is plain
// which.
func (r *resolver) givenLand(n int32) bool {
	of := r.lands[r.forms[n].key()]
	for _, alias := range r.occurrences[n].Aliases {
		if f := bodyForm(alias); len(of[f.land]) > 0 {
			return r.tie(of[f.land][0], n, 0.98, "the article calls it "+alias)
		}
	}
	here := ""
	for _, land := range sortedKeys(of) {
		if slices.ContainsFunc(of[land], func(m int32) bool { return r.doc[m] == r.doc[n] }) {
			if here != "" {
				return false
			}
			here = land
		}
	}
	mentions, spoken := r.mentioned[r.doc[n]], r.spokenOf(r.doc[n])
	if here != "" {
		if spoken == here || spoken == "" || r.elsewhere(n, of[here][0]) >= 2*muchCompany {
			return r.tie(of[here][0], n, 0.98, "the article names it with "+here)
		}
		r.doubt(of[here][0], n, 0.7, "the article names one with "+here, "it speaks most of "+spoken)
		return false
	}
	plain := spoken
	for _, land := range sortedKeys(of) {
		if plain == "" || len(of[plain]) == 0 && 2*mentions[land] > mentions[spoken] {
			plain = land
		}
	}
	if len(of[plain]) > 0 && mentions[plain] > 0 {
		return r.tie(of[plain][0], n, 0.97, "the article speaks most of "+plain)
	}
	for _, land := range sortedKeys(of) {
		if mentions[land] > 0 {
			r.doubt(of[land][0], n, 0.7, "the article speaks of "+land, "")
		}
	}
	return false
}
