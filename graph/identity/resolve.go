package identity

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// Sure is the score from which two names are joined without asking anybody.
const Sure = 0.97

// sameName is the reason that tells least.
const sameName = "same name"

// doubtful is the score from which a pair is worth asking about.
const doubtful = 0.5

// A Resolution says which occurrences of names mean one actor. Nothing in it
// changes, so goroutines may share it.
type Resolution struct {
	occurrences []Occurrence
	forms       []form // of each occurrence
	judgements  []Judgement
	overruled   map[string]bool     // judgements by their IDs
	actor       []int32             // of each occurrence
	actors      []Actor             // by IRI
	at          map[[2]string]int32 // occurrence by the IRIs of name and document
	index       map[string]int32    // actor by its IRI
	owner       map[string]int32    // actor with most mentions of a name, by the name's IRI
	proposals   []Proposal
}

// A resolver is a Resolution in the making.
type resolver struct {
	occurrences []Occurrence // by IRI, then document
	forms       []form
	forest      *forest
	why         []tie // what joined trees
	name        []int32
	names       []string // IRIs of names
	spans       [][2]int32
	doc         []int32
	documents   []string
	casts       [][]int32 // names in each document
	frequency   []int32   // documents of each name
	profiles    map[int32]*profile
	mentioned   []map[string]int              // mentions of countries in each document
	keys        map[string]int32              // node of a judged key
	lands       map[string]map[string][]int32 // occurrences of bodies, by what is left of the name without a country, then by the country
	mistaken    map[string][]bearer           // by surname, what may be persons taken for something else
	doubts      []doubt
	overruled   map[string]bool
}

// A tie is what joined two nodes.
type tie struct {
	a, b   int32
	score  float64
	reason string
}

// A doubt is a pair of nodes that may be one.
type doubt struct {
	tie
	against string
}

// Resolve joins occurrences to actors. Judgements of people hold in any case,
// but where they contradict one another the later wins; for the rest the
// evidence of the documents decides.
func Resolve(occurrences []Occurrence, judgements []Judgement) *Resolution {
	r := &resolver{
		occurrences: slices.Clone(occurrences), profiles: map[int32]*profile{}, keys: map[string]int32{}, overruled: map[string]bool{},
	}
	slices.SortFunc(r.occurrences, func(a, b Occurrence) int {
		return cmp.Or(cmp.Compare(a.IRI, b.IRI), cmp.Compare(a.Document, b.Document))
	})
	judgements = slices.Clone(judgements)
	slices.SortFunc(judgements, byRank)
	r.prepare()
	r.judge(judgements)
	r.countries()
	r.findLands()
	r.sameNames()
	r.landless()
	r.nameStructure()
	r.loneNames()
	return r.outcome(judgements)
}

// prepare numbers names and documents.
func (r *resolver) prepare() {
	r.forest = newForest(len(r.occurrences))
	docs := map[string]int32{}
	for i := range r.occurrences {
		o := &r.occurrences[i]
		r.forms = append(r.forms, formOf(o.Name, o.Kind))
		if i == 0 || r.occurrences[i-1].IRI != o.IRI {
			r.names = append(r.names, o.IRI)
			r.spans = append(r.spans, [2]int32{int32(i), int32(i)})
			r.frequency = append(r.frequency, 0)
		}
		name := int32(len(r.names) - 1)
		r.spans[name][1]++
		r.frequency[name]++
		r.name = append(r.name, name)
		d, ok := docs[o.Document]
		if !ok {
			d = int32(len(r.documents))
			docs[o.Document] = d
			r.documents = append(r.documents, o.Document)
			r.casts = append(r.casts, nil)
		}
		r.doc = append(r.doc, d)
		if o.Named {
			r.casts[d] = append(r.casts[d], name)
		}
	}
}

// enough documents tell what there is to tell: a profile made of as many is not
// made anew for each that joins it.
const enough = 64

// tie joins the trees of two nodes for a reason, unless they are kept apart.
func (r *resolver) tie(a, b int32, score float64, reason string) bool {
	x, y := r.forest.root(a), r.forest.root(b)
	if x == y {
		return true
	}
	root, ok := r.forest.join(a, b)
	if !ok {
		return false
	}
	p, q := r.profiles[x], r.profiles[y]
	delete(r.profiles, x)
	delete(r.profiles, y)
	for _, known := range []*profile{p, q} {
		if known != nil && len(known.docs) >= enough {
			r.profiles[root] = known
		}
	}
	r.why = append(r.why, tie{a, b, score, reason})
	return true
}

// doubt notes a pair that a person may decide.
func (r *resolver) doubt(a, b int32, score float64, reason, against string) {
	if score >= doubtful {
		r.doubts = append(r.doubts, doubt{tie{a, b, min(score, Sure-0.01), reason}, against})
	}
}

// judge carries out judgements, which are in the order of their ranks.
func (r *resolver) judge(judgements []Judgement) {
	decided := map[[2]string]bool{}
	var same []Judgement
	for i, j := range judgements {
		pair := [2]string{j.A, j.B}
		switch {
		case decided[pair]:
			r.overruled[j.ID()] = true
			continue
		case j.Verdict == Different:
			r.separate(int32(i), j)
		default:
			same = append(same, j)
		}
		decided[pair] = true
	}
	for _, j := range same {
		reason := j.Reason
		if reason == "" {
			reason = "said by " + j.Author
		} else {
			reason += ", said by " + j.Author
		}
		if !r.tie(r.node(j.A), r.node(j.B), j.Score, reason) {
			r.overruled[j.ID()] = true
		}
	}
}

// separate puts what two keys mean on the two sides of a separation. Where one
// of them is a name in one document, the other does not mean that document.
func (r *resolver) separate(separation int32, j Judgement) {
	_, docA := cutKey(j.A)
	_, docB := cutKey(j.B)
	for side, key := range []string{j.A, j.B} {
		other := docB
		if side == 1 {
			other = docA
		}
		for _, n := range r.meant(key) {
			if other == "" || docA != "" && docB != "" || r.occurrences[n].Document != other {
				r.forest.separate(n, separation, int8(side+1))
			}
		}
		r.forest.separate(r.keyNode(key), separation, int8(side+1))
	}
}

// meant returns the occurrences that a key means. Documents that were read anew
// may call a person a group: where no name has the key's kind, the name of the
// only other kind is meant.
func (r *resolver) meant(key string) []int32 {
	name, doc := cutKey(key)
	at, ok := slices.BinarySearch(r.names, name)
	if !ok {
		at = r.otherKind(name)
	}
	if at < 0 || at >= len(r.names) {
		return nil
	}
	var out []int32
	for n := r.spans[at][0]; n < r.spans[at][1]; n++ {
		if doc == "" || r.occurrences[n].Document == doc {
			out = append(out, n)
		}
	}
	return out
}

// otherKind returns the only name with the slug of another, -1 for none.
func (r *resolver) otherKind(name string) int {
	_, slug, _ := strings.Cut(strings.TrimPrefix(name, scheme), "/")
	found := -1
	for _, k := range []extract.Kind{extract.Person, extract.Organisation, extract.Place, extract.Facility, extract.Group,
		extract.EventKind, extract.Work, extract.Weapon, extract.Date, extract.Quantity, extract.Other} {
		if at, ok := slices.BinarySearch(r.names, scheme+string(k)+"/"+slug); ok {
			if found >= 0 {
				return -1
			}
			found = at
		}
	}
	return found
}

// node returns the node of a key that is said to be the same as another, joined
// with all that it means. A key stands for itself where no document has it, so
// that "a is x" and "x is b" hold without x.
func (r *resolver) node(key string) int32 {
	node := r.keyNode(key)
	for _, n := range r.meant(key) {
		r.tie(node, n, 1, "")
	}
	return node
}

// keyNode returns the node of a key, which at first is a tree by itself.
func (r *resolver) keyNode(key string) int32 {
	node, ok := r.keys[key]
	if !ok {
		node = r.forest.grow()
		r.keys[key] = node
	}
	return node
}

// sameNames joins the occurrences of each name, but for lone names of persons,
// which many may bear. Where roles, countries or dates contradict one another,
// one name is that of several persons.
func (r *resolver) sameNames() {
	for _, span := range r.spans {
		first := span[0]
		o := &r.occurrences[first]
		switch {
		case !o.Named:
		case o.Kind == extract.Person && r.forms[first].lone():
		case o.Kind == extract.Person:
			r.namesakes(span)
		case r.landed(first):
		default:
			for n := first + 1; n < span[1]; n++ {
				r.tie(first, n, 1, sameName)
			}
		}
	}
}

// mostNamesakes bounds how many persons of one name are told apart.
const mostNamesakes = 16

// namesakes joins the occurrences of a person's full name: those with roles
// first, which tell persons apart, then the others to those whose company they
// share most.
func (r *resolver) namesakes(span [2]int32) {
	var order, persons []int32
	for _, withRoles := range []bool{true, false} {
		for n := span[0]; n < span[1]; n++ {
			if (len(r.occurrences[n].Roles) > 0) == withRoles {
				order = append(order, n)
			}
		}
	}
	for _, n := range order {
		best, weight := int32(-1), -1
		p := r.profile(n)
		for _, other := range persons {
			q := r.profile(other)
			if a := r.against(p, q); a != "" && len(persons) < mostNamesakes {
				r.doubt(other, n, 0.6, sameName, a)
				continue
			}
			w, _ := r.shared(p, q)
			if agree, _ := offices(p, q); agree > 0 {
				w += 100 * agree
			}
			if w > weight && !r.forest.apart(other, n) {
				best, weight = other, w
			}
		}
		if best < 0 || !r.tie(best, n, 1, sameName) {
			persons = append(persons, n)
		}
	}
}
