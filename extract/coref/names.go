package coref

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// sameNames joins names that are written alike, and gives them the kind that
// most of them have: a tagger calls one name now this and now that. Only where
// somebody bears the name as a surname two kinds may stay apart: "Brook" is a
// village and Ann's.
func (r *reader) sameNames() {
	keys := map[string][]int{}
	for i := range r.m {
		if m := &r.m[i]; m.Form == extract.Name && m.referring() && m.key != "" && r.bearers(m.key) < 2 {
			keys[m.key] = append(keys[m.key], i)
		}
	}
	for i := range r.m {
		same := keys[r.m[i].key]
		if len(same) < 2 || same[0] != i {
			continue
		}
		if r.bearers(r.m[i].key) == 0 {
			k := r.vote(same)
			for _, j := range same {
				r.recast(j, k)
			}
		}
		for n, j := range same[1:] {
			for k := n; k >= 0 && !r.join(same[k], j); k-- {
			}
		}
	}
}

// vote returns the kind that most mentions of one name have. What a phrase
// says beside the name counts three times.
func (r *reader) vote(ids []int) extract.Kind {
	votes := map[extract.Kind]int{}
	best := extract.Other
	for _, i := range ids {
		m := &r.m[i]
		if m.Kind == extract.Other {
			continue
		}
		votes[m.Kind]++
		if m.End-m.First > m.Core[1]-m.Core[0]+1 {
			votes[m.Kind] += 2
		}
		if best == extract.Other || votes[m.Kind] > votes[best] {
			best = m.Kind
		}
	}
	return best
}

// bearers counts the people whose longer names end in key.
func (r *reader) bearers(key string) int {
	var people [][]string
	for i := range r.m {
		m := &r.m[i]
		if m.Form != extract.Name || m.Kind != extract.Person || !strings.HasSuffix(m.key, " "+key) {
			continue
		}
		known := false
		for _, p := range people {
			known = known || onePerson(m.words, p)
		}
		if !known {
			people = append(people, m.words)
		}
	}
	return len(people)
}

// recast gives mention i another kind: one name has one kind in a document.
func (r *reader) recast(i int, k extract.Kind) { r.m[i].Kind = k }

// distinctPersons says whether two clusters hold names of different people:
// the fullest name of both must fit every other. "Ann" and "Brook" are one if
// "Ann Brook" is.
func (r *reader) distinctPersons(a, b int) bool {
	var full []string
	for _, root := range []int{a, b} {
		for _, i := range r.members[root] {
			if m := &r.m[i]; m.Form == extract.Name && m.Kind == extract.Person && len(m.words) > len(full) {
				full = m.words
			}
		}
	}
	for _, root := range []int{a, b} {
		for _, i := range r.members[root] {
			if m := &r.m[i]; m.Form == extract.Name && m.Kind == extract.Person && !onePerson(m.words, full) {
				return true
			}
		}
	}
	return false
}

// onePerson says whether two names of persons may be one's: one is the
// beginning or the end of the other, or first and last words agree.
func onePerson(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if within(a, b) && (bare(a[len(a)-1]) == bare(b[len(b)-1]) || a[0] == b[0] && len(a) == 1) {
		return true
	}
	if len(a) == 1 && len(b) == 3 && a[0] == b[1] {
		return true // the first of two surnames
	}
	if bare(a[len(a)-1]) != bare(b[len(b)-1]) {
		return false
	}
	return len(a) == 1 || len(b) == 1 || a[0] == b[0] || initial(a[0], b[0]) || initial(b[0], a[0])
}

// initial says whether a is the initial of b: "j" of "john".
func initial(a, b string) bool { return len(a) == 1 && strings.HasPrefix(b, a) }

// bare takes the Arabic article off a surname: papers write "al-Brook" and
// then "Brook".
func bare(w string) string {
	for _, p := range []string{"al-", "el-", "ul-"} {
		if s, ok := strings.CutPrefix(w, p); ok {
			return s
		}
	}
	return w
}

// persons joins a part of a person's name to the one full name that it fits,
// and to none when two people of the document share it.
func (r *reader) persons() {
	for i := range r.m {
		m := &r.m[i]
		if m.Form != extract.Name || m.Kind == extract.Place && lexicon.Country(r.d.Span(m.Core[0], m.Core[1])) != "" {
			continue
		}
		if to := r.bearer(i); to >= 0 {
			if m.Kind != extract.Person {
				r.recast(i, extract.Person)
			}
			r.join(i, to)
		}
	}
}

// bearer returns the cluster of the only person named before mention i whose
// longer name it shortens, or the only one of the document; -1 for none.
func (r *reader) bearer(i int) int {
	m := &r.m[i]
	before, after := -1, -1
	for _, a := range r.roots() {
		if a == r.find(i) {
			continue
		}
		for _, j := range r.members[a] {
			f := &r.m[j]
			if f.Form != extract.Name || len(f.words) <= len(m.words) && len(f.words) < 2 || !r.shortens(m, f) {
				continue
			}
			if r.kind(a) != extract.Person { // asked last, since it looks at the whole cluster
				break
			}
			found := &before
			if a > i {
				found = &after
			}
			if *found >= 0 && *found != a {
				return -1
			}
			*found = a
		}
	}
	if before >= 0 {
		return before
	}
	return after
}

// shortens says whether m is another form of the longer name of person f. What
// the model took for something other than a person must be the surname, and
// must not stand where only a place can.
func (r *reader) shortens(m, f *profile) bool {
	if len(m.words) == 0 || !onePerson(m.words, f.words) || !agree(m.gender, f.gender) {
		return false
	}
	if m.Kind == extract.Person {
		return true
	}
	last := strings.HasSuffix(f.key, m.key) && len(f.words) > 1
	if m.Kind == extract.Place || m.Kind == extract.Facility {
		switch r.prep(m.Head) {
		case "in", "at", "near", "into", "from", "of", "across", "around", "outside", "inside":
			return false
		}
	}
	return last
}

// prep returns the preposition of token i in lower case, or "".
func (r *reader) prep(i int) string {
	for _, c := range r.children[i] {
		if r.d.Tokens[c].Deprel == "case" && c < i {
			return strings.ToLower(r.d.Word(c))
		}
	}
	return ""
}

// organisations joins the short name of an organisation to its full one: "the
// Observatory" and "Brightwater Tide" to "Brightwater Tide Observatory".
func (r *reader) organisations() {
	for i := range r.m {
		m := &r.m[i]
		if m.Form != extract.Name || m.Kind != extract.Organisation && m.Kind != extract.Other && m.Kind != extract.Facility || len(m.words) == 0 {
			continue
		}
		found := -1
		for j := range r.m {
			f := &r.m[j]
			if f.Form != extract.Name || f.Kind != extract.Organisation && f.Kind != extract.Facility || len(f.words) <= len(m.words) || !r.abbreviates(m, f) {
				continue
			}
			if found >= 0 && !r.same(found, j) {
				found = -2
				break
			}
			found = j
		}
		if found >= 0 {
			r.join(i, found)
		}
	}
}

// called joins "Ann" to "Hurricane Ann": a name without the common noun that
// says what it names.
func (r *reader) called() {
	for i := range r.m {
		f := &r.m[i]
		if f.Form != extract.Name || len(f.words) < 2 || f.Kind != extract.EventKind && f.Kind != extract.Place {
			continue
		}
		if k, ok := lexicon.Kind(f.words[0]); !ok || k != f.Kind {
			continue
		}
		rest := strings.Join(f.words[1:], " ")
		for j := range r.m {
			m := &r.m[j]
			if m.Form != extract.Name || m.key != rest || r.bearers(rest) > 0 {
				continue
			}
			for _, k := range r.members[r.find(j)] {
				r.recast(k, f.Kind)
			}
			r.join(i, j)
		}
	}
}

// abbreviates says whether the words of m are a run of those of f that holds
// its head noun or its first word of its own (not a nationality).
func (r *reader) abbreviates(m, f *profile) bool {
	for k := 0; k+len(m.words) <= len(f.words); k++ {
		if !equal(m.words, f.words[k:k+len(m.words)]) {
			continue
		}
		if k == 0 {
			_, known := lexicon.Kind(m.words[0])
			return len(m.words) > 1 || lexicon.Nation(m.words[0]) == "" && (known || m.Kind == extract.Organisation && incorporated(f))
		}
		return k == 1 && lexicon.Nation(f.words[0]) != "" || r.holdsHead(m, f)
	}
	return false
}

// incorporated says whether the last word of the name f is one for a body, so
// that "Halden" may stand for "Halden Lines" but not for the "Halden Prize".
func incorporated(f *profile) bool {
	last := f.words[len(f.words)-1]
	k, ok := lexicon.Kind(strings.TrimSuffix(last, "s"))
	return ok && k == extract.Organisation || firms[last] || len(f.words) == 2 && strings.HasSuffix(last, "s")
}

// firms are words that end names of companies and tell nothing else.
var firms = map[string]bool{"inc": true, "corp": true, "corporation": true, "ltd": true, "limited": true, "plc": true, "llc": true, "co": true,
	"gmbh": true, "ag": true, "sa": true, "news": true, "media": true, "holdings": true, "industries": true, "technologies": true}

// holdsHead says whether the head noun of the full name f ends the short m.
func (r *reader) holdsHead(m, f *profile) bool {
	last := m.words[len(m.words)-1]
	end := f.Core[1]
	for i := f.Core[0]; i < f.Core[1]; i++ {
		if r.d.Tokens[i].UPOS == "ADP" {
			end = i
			break
		}
	}
	if end <= f.Core[0] || strings.ToLower(r.d.Word(end-1)) != last {
		return false
	}
	k, ok := lexicon.Kind(last)
	return ok && k == extract.Organisation || k == extract.Facility || strings.HasSuffix(last, "s")
}

func equal(a, b []string) bool { return strings.Join(a, " ") == strings.Join(b, " ") }

// dates joins dates that are written alike: "in 1999 … since 1999".
func (r *reader) dates() {
	first := map[string]int{}
	for i := range r.m {
		m := &r.m[i]
		if m.Form == extract.Pronoun || m.Kind != extract.Date || !strings.ContainsAny(m.key, "0123456789") {
			continue
		}
		if j, ok := first[m.key]; ok {
			r.join(i, j)
			continue
		}
		first[m.key] = i
	}
}
