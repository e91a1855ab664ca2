package mention

import "github.com/dramatis-kg/dramatis/extract"

// A weight says how well the kind of a name is known.
type weight uint8

const (
	guessed weight = iota // from where it stands
	tagged                // by the model
	known                 // by the lists of names
	shown                 // by a title, head noun or the like
)

// votes counts what one occurrence of each weight speaks for its kind.
var votes = [...]int{guessed: 1, tagged: 4, known: 8, shown: 12}

// A verdict is the weight of the kind of a name, an index into the mentions.
type verdict struct {
	at int
	w  weight
}

// A poll counts the votes for persons, organisations, places and storms.
type poll [4]int

// voting gives the kinds that names vote on their place in a poll.
var voting = map[extract.Kind]int{extract.Person: 0, extract.Organisation: 1, extract.Place: 2, extract.EventKind: 3}

var voted = [...]extract.Kind{extract.Person, extract.Organisation, extract.Place, extract.EventKind}

// storms bear names of persons.
var storms = map[string]bool{"hurricane": true, "typhoon": true, "cyclone": true, "storm": true}

// agree lets the occurrences of each name in the document vote on its kind: a
// name has mostly one bearer in an article, and one clear context settles the
// others. The full name of a person speaks for his surname too. What its own
// context shows stays as it is.
func (r *reader) agree() {
	polls := make(map[string]poll, len(r.verdicts))
	vote := func(name string, kind, n int) {
		p := polls[name]
		p[kind] += n
		polls[name] = p
	}
	for _, v := range r.verdicts {
		m := &r.out[v.at]
		kind, ok := voting[m.Kind]
		if !ok {
			continue
		}
		first, end := m.Core[0], m.Core[1]
		if m.Kind == extract.EventKind {
			if end-first == 2 && storms[r.word(first)] {
				vote(r.d.Word(end-1), kind, 1000) // "Hurricane Ann" and later "Ann"
			}
			continue
		}
		vote(r.d.Span(first, end), kind, votes[v.w])
		if m.Kind == extract.Person && end-first > 1 {
			vote(r.d.Word(end-1), kind, votes[v.w])
			vote(r.d.Word(first), kind, votes[v.w]/2)
		}
	}
	for _, v := range r.verdicts {
		m := &r.out[v.at]
		p := polls[r.d.Span(m.Core[0], m.Core[1])]
		own, ok := voting[m.Kind]
		if v.w == shown || !ok && m.Kind != extract.Other {
			continue
		}
		best, top := m.Kind, 0
		if ok {
			top = p[own]
		}
		for k, n := range p {
			if n > top {
				best, top = voted[k], n
			}
		}
		m.Kind = best
	}
	r.lists()
}

// lists gives an acronym in brackets the kind of the name before, and a name of
// one word that only the model has judged the kind of the surer name that "and"
// or "or" joins it to: "Halden and Lorvik".
func (r *reader) lists() {
	ends := map[int]int{} // the verdict on the name that ends at a token
	for k, v := range r.verdicts {
		ends[r.out[v.at].Core[1]] = k
	}
	for _, b := range r.verdicts {
		first := r.out[b.at].Core[0]
		if k, ok := ends[first-1]; ok && b.w < shown && r.word(first-1) == "(" && r.word(first+1) == ")" && mostlyCapitals(r.d.Word(first)) {
			if m := &r.out[r.verdicts[k].at]; m.Core[1]-m.Core[0] > 1 && m.Kind != extract.Person && r.d.Word(m.Core[0])[0] == r.d.Word(first)[0] {
				r.out[b.at].Kind = m.Kind // "Halden Lines (HL)"
			}
			continue
		}
		if w := r.word(first - 1); w != "and" && w != "or" {
			continue
		}
		k, ok := ends[first-1]
		if !ok {
			continue
		}
		r.alike(r.verdicts[k], b)
		r.alike(b, r.verdicts[k])
	}
}

// alike gives the name of b the kind of that of a if a is surer of it.
func (r *reader) alike(a, b verdict) {
	m, n := &r.out[a.at], &r.out[b.at]
	_, ok := voting[m.Kind]
	if ok && a.w >= known && b.w <= tagged && n.Core[1]-n.Core[0] == 1 && m.Core[1]-m.Core[0] == 1 && m.Kind != extract.EventKind {
		n.Kind = m.Kind
	}
}
