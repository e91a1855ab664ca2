package queries

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries/via"
)

// Labels say what property paths call the arcs. The object of a fact is
// reached by the lemma form of its predicate: "meet". What a modifier names is
// reached by that and the preposition, as the phrase goes on: "meet-in". What
// is named inside a phrase only has no such name, and no property path
// leads there.
type labels struct {
	all    []arcLabel
	ofArc  []int32            // by arc of the adjacency; -1 for none
	weight []int16            // by arc: of crossing it and passing through where it leads
	arcs   []int              // by label
	named  map[string][]int32 // by lemma as words are compared, and by family with a ~ before it
}

// An arcLabel is what all arcs share that the same names match.
type arcLabel struct {
	lemma  string
	family string // of an object; a place is not consulted in
}

// A slot is what an arc of a fact has from the fact: the first of a fact is
// that of its object, the others those of its modifiers.
type slot struct {
	label  int32
	weight int16
}

// label makes the labels of a snapshot. It reads facts and entities, which are
// large, in their order, and then the arcs, which are many.
func label(s *Snapshot) *labels {
	l := &labels{
		ofArc: make([]int32, len(s.links.arcs)), weight: make([]int16, len(s.links.arcs)), named: map[string][]int32{},
	}
	first, slots := l.slots(s)
	pass := make([]int16, len(s.entities))
	for v := range pass {
		pass[v] = int16(s.pass(int32(v)))
	}
	for i := range s.links.arcs {
		a := &s.links.arcs[i]
		l.ofArc[i] = -1
		if n := first[a.fact] + int32(a.via) + 1; n < first[a.fact+1] {
			l.ofArc[i], l.weight[i] = slots[n].label, slots[n].weight+pass[a.to]
			l.arcs[slots[n].label]++
		}
	}
	return l
}

// slots returns the slots of all facts; those of fact i begin at first[i].
func (l *labels) slots(s *Snapshot) (first []int32, slots []slot) {
	type phrase struct{ lemma, prep, family string }
	known := map[phrase]int32{}
	put := func(key phrase, a arc) {
		id, ok := known[key]
		if !ok {
			id = l.add(key.lemma, key.prep, key.family)
			known[key] = id
		}
		slots = append(slots, slot{id, int16(s.cross(a))})
	}
	first = make([]int32, len(s.facts)+1)
	for i := range s.facts {
		f := &s.facts[i]
		a := arc{fact: int32(i), via: -1, asserted: f.Asserted()}
		put(phrase{f.Predicate, "", f.Family}, a)
		for j := range f.Modifiers {
			m := &f.Modifiers[j]
			a.via = int16(j)
			put(phrase{f.Predicate, cmp.Or(m.Prep, m.Role), ""}, a)
		}
		first[i+1] = int32(len(slots))
	}
	return first, slots
}

func (l *labels) add(lemma, prep, family string) int32 {
	if prep != "" {
		lemma += "-" + joined(prep)
	}
	id := int32(len(l.all))
	l.all = append(l.all, arcLabel{lemma, family})
	l.arcs = append(l.arcs, 0)
	name := joined(lemma)
	l.named[name] = append(l.named[name], id)
	if family != "" {
		name = "~" + strings.ToLower(family)
		l.named[name] = append(l.named[name], id)
	}
	return id
}

// Predicates returns the predicates that property paths may name, the most
// frequent first.
func (s *Snapshot) Predicates() []string {
	l := s.labels()
	arcs := map[string]int{}
	var names []string
	for i, name := range l.all {
		if l.arcs[i] == 0 {
			continue // only literals are reached by it
		}
		if arcs[name.lemma] == 0 {
			names = append(names, name.lemma)
		}
		arcs[name.lemma] += l.arcs[i]
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(arcs[b], arcs[a]), cmp.Compare(a, b))
	})
	return names
}

// Families returns the families of predicates that property paths may name, in
// the order of the alphabet.
func (s *Snapshot) Families() []string {
	var names []string
	l := s.labels()
	for i, name := range l.all {
		if name.family != "" && l.arcs[i] > 0 {
			names = append(names, name.family)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// A labelled graph is a snapshot as property paths see it, with the facts that
// a walker may cross.
type labelled struct {
	*walker
	labels *labels
}

func (w *walker) labelled() *labelled {
	return &labelled{walker: w, labels: w.s.labels()}
}

func (g *labelled) Nodes() int  { return len(g.s.entities) }
func (g *labelled) Labels() int { return len(g.labels.all) }

func (g *labelled) Named(name via.Name) []int32 {
	if family, ok := name.Family(); ok {
		return g.labels.named["~"+strings.ToLower(family)]
	}
	iri, ok := name.IRI()
	if !ok {
		return g.labels.named[joined(string(name))]
	}
	var found []int32
	for i := range g.labels.all {
		if graph.PredicateIRI(g.labels.all[i].lemma) == iri {
			found = append(found, int32(i))
		}
	}
	return found
}

func (g *labelled) Arcs(v int32, buf []via.Arc) []via.Arc {
	for id := g.s.links.start[v]; id < g.s.links.start[v+1]; id++ {
		a := &g.s.links.arcs[id]
		if g.labels.ofArc[id] >= 0 && g.usable(*a, false) && !g.shut(a.to) {
			buf = append(buf, g.arc(id))
		}
	}
	return buf
}

func (g *labelled) arc(id int32) via.Arc {
	a := &g.s.links.arcs[id]
	return via.Arc{To: a.to, Label: g.labels.ofArc[id], Weight: int32(g.labels.weight[id]), ID: id, Back: !a.forward}
}
