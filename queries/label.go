package queries

import (
	"cmp"
	"math"
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
	ofArc  []int32 // by arc of the adjacency; -1 for none
	weight []int16 // by arc: of crossing it and passing through where it leads
	arcs   []int   // by label
}

// An arcLabel is what all arcs share that the same names match.
type arcLabel struct {
	lemma  string
	family string // of an object; a place is not consulted in
}

// label makes the labels of a snapshot.
func label(s *Snapshot) *labels {
	l := &labels{ofArc: make([]int32, len(s.links.arcs)), weight: make([]int16, len(s.links.arcs))}
	known := map[arcLabel]int32{}
	for i, a := range s.links.arcs {
		l.weight[i] = int16(min(s.cross(a)+s.pass(a.to), math.MaxInt16))
		f := &s.facts[a.fact]
		if int(a.via) >= len(f.Modifiers) {
			l.ofArc[i] = -1
			continue
		}
		name := arcLabel{f.Predicate, f.Family}
		if m := s.modifier(a); m != nil {
			name = arcLabel{f.Predicate + "-" + joined(cmp.Or(m.Prep, m.Role)), ""}
		}
		id, ok := known[name]
		if !ok {
			id = int32(len(l.all))
			known[name] = id
			l.all = append(l.all, name)
			l.arcs = append(l.arcs, 0)
		}
		l.ofArc[i] = id
		l.arcs[id]++
	}
	return l
}

// Predicates returns the predicates that property paths may name, the most
// frequent first.
func (s *Snapshot) Predicates() []string {
	l := s.labels()
	arcs := map[string]int{}
	var names []string
	for i, name := range l.all {
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
	for _, name := range s.labels().all {
		if name.family != "" {
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
	folded map[via.Name]string // names as words are compared
}

func (w *walker) labelled() *labelled {
	return &labelled{walker: w, labels: w.s.labels(), folded: map[via.Name]string{}}
}

func (g *labelled) Nodes() int  { return len(g.s.entities) }
func (g *labelled) Labels() int { return len(g.labels.all) }

func (g *labelled) Matches(name via.Name, label int32) bool {
	l := &g.labels.all[label]
	if family, ok := name.Family(); ok {
		return strings.EqualFold(l.family, family)
	}
	if iri, ok := name.IRI(); ok {
		return graph.PredicateIRI(l.lemma) == iri
	}
	if l.lemma == string(name) {
		return true
	}
	want, ok := g.folded[name]
	if !ok {
		want = joined(string(name))
		g.folded[name] = want
	}
	return want == l.lemma || want == joined(l.lemma)
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
