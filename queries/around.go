package queries

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

// Around returns the entities within some hops of one (0 means 1), and the
// facts between them that f chooses. Beyond the first hop, and where there are
// many, what has neither a name nor a kind is left out; of more than limit
// others (0 means 40) those stay that most supports, the neighbours first and
// among them those that have to do with one another. Denied, planned and
// reported facts are among them unless f leaves them out; what merely says
// what somebody is ("is a lawyer") is told by roles.
func (s *Snapshot) Around(iri string, hops, limit int, f Filter) Subgraph {
	centre, ok := s.id(iri)
	if !ok {
		return Subgraph{}
	}
	if limit <= 0 {
		limit = 40
	}
	g := growth{s: s, keep: s.relates(s.choose(f), centre), value: map[int32]int{}, company: map[int32][]int32{}, brought: map[int32]int{}, hop: map[int32]int{centre: 0}, roomy: limit * 5 / 8}
	g.reach(centre, max(hops, 1), limit)
	g.choose(centre)
	for len(g.chosen) < limit && g.next() {
	}
	within := slices.Clone(g.chosen)
	within = slices.DeleteFunc(within, func(v int32) bool { return g.hop[v] >= max(hops, 1) })
	sub := s.between(g.chosen, g.chosen[:1], g.keep)
	sub.HiddenFacts = s.countHidden(within, g.chosen, g.keep)
	sub.HiddenEntities += len(g.hop) + g.faint - len(g.chosen)
	return sub
}

// A growth chooses entities around one.
type growth struct {
	s       *Snapshot
	keep    func(*graph.Fact) bool
	hop     map[int32]int     // of those within reach
	value   map[int32]int     // of those not chosen: what joins them to the chosen
	company map[int32][]int32 // those of the chosen whom each has to do with
	brought map[int32]int     // how many came into the picture by one of the chosen alone
	chosen  []int32
	roomy   int // chosen up to which anybody is welcome
	faint   int // left out since they are too vague
}

// reach finds what lies within some hops of centre.
func (g *growth) reach(centre int32, hops, limit int) {
	edge := []int32{centre}
	for hop := 1; hop <= hops; hop++ {
		var found []int32
		for _, u := range edge {
			for v, bundle := range bundles(g.s.links.of(u)) {
				if _, seen := g.hop[v]; !seen && g.s.support(bundle, g.keep) > 0 {
					g.hop[v] = hop
					found = append(found, v)
				}
			}
		}
		if hop > 1 || len(found) > limit/2 {
			n := len(found)
			found = slices.DeleteFunc(found, func(v int32) bool {
				vague := g.s.faint(v)
				if vague {
					delete(g.hop, v)
				}
				return vague
			})
			g.faint += n - len(found)
		}
		edge = found
	}
}

// mostValue bounds what one neighbour adds to another's value, so that company
// counts for more than repetition.
const mostValue = 12

// choose takes v and raises the value of its neighbours.
func (g *growth) choose(v int32) {
	g.chosen = append(g.chosen, v)
	delete(g.value, v)
	for w, bundle := range bundles(g.s.links.of(v)) {
		hop, near := g.hop[w]
		if !near || slices.Contains(g.chosen, w) {
			continue
		}
		n := min(g.s.support(bundle, g.keep), mostValue)
		switch named := g.s.entities[w].Named; {
		case named && hop == 1:
			n *= 8
		case named || hop == 1:
			n *= 2
		}
		if n > 0 {
			g.value[w] += n
			g.company[w] = append(g.company[w], v)
		}
	}
}

// What somebody else brings into the picture of one. What has to do with half
// the world says little about anybody.
const (
	mostBrought = 4
	mostKnown   = 12 // neighbours of who may bring others along
)

// next chooses the entity of the highest value, if there is one.
func (g *growth) next() bool {
	best, most := int32(-1), 0
	for v, n := range g.value {
		if g.welcome(v) && (n > most || n == most && g.s.compareImportance(v, best) < 0) {
			best, most = v, n
		}
	}
	if best < 0 {
		return false
	}
	if with := g.company[best]; len(with) == 1 {
		g.brought[with[0]]++
	}
	g.choose(best)
	return true
}

// welcome says whether v may come into the picture. What has to do with two of
// those in it may; others must be neighbours of the centre, and have a name once
// the picture fills, or be brought by somebody who does not bring too many.
func (g *growth) welcome(v int32) bool {
	with := g.company[v]
	if len(with) > 1 {
		return true
	}
	if len(g.chosen) >= g.roomy && !g.s.entities[v].Named {
		return false
	}
	if g.hop[v] == 1 {
		return true
	}
	known := 0
	for range bundles(g.s.links.of(with[0])) {
		known++
	}
	return known <= mostKnown && g.brought[with[0]] < mostBrought
}

// relates narrows keep to facts that relate two things, or tell that one of
// asked is something: "is a lawyer", "became mayor of Brightwater" need no
// place of their own in a picture.
func (s *Snapshot) relates(keep func(*graph.Fact) bool, asked ...int32) func(*graph.Fact) bool {
	offices := s.offices()
	return func(f *graph.Fact) bool {
		if !keep(f) {
			return false
		}
		if f.Polarity == extract.Denied || !makesSomething(f.Predicate) {
			return true
		}
		i, ok := s.ids[f.Object]
		if !ok || slices.Contains(asked, i) {
			return ok
		}
		e := &s.entities[i]
		return e.Named && (e.Kind != extract.Person || !offices[officeOf(e.Name)])
	}
}

// makesSomething says whether the object of a predicate tells what its subject
// is or becomes.
func makesSomething(predicate string) bool {
	switch predicate {
	case "be", "become", "remain", "serve", "elect", "appoint", "name":
		return true
	}
	return strings.HasSuffix(predicate, "-as") || strings.HasSuffix(predicate, "-to-be")
}

// offices lists the heads of all roles: "mayor" of "mayor of Brightwater".
func (s *Snapshot) offices() map[string]bool {
	heads := map[string]bool{}
	for i := range s.entities {
		for _, r := range s.entities[i].Roles {
			heads[officeOf(r)] = true
		}
	}
	delete(heads, "")
	return heads
}

// officeOf returns the last word before "of", "to" or "for", in small letters.
func officeOf(role string) string {
	last := ""
	for _, w := range strings.Fields(strings.ToLower(role)) {
		if w == "of" || w == "to" || w == "for" {
			break
		}
		last = w
	}
	return last
}

// faint says whether entity i is too vague to be worth a place far from what
// was asked about: "part", "15,000", "thousands".
func (s *Snapshot) faint(i int32) bool {
	e := &s.entities[i]
	return !e.Named && (e.Kind == extract.Other || e.Kind == extract.Quantity || e.Kind == extract.Date)
}

// support weighs the facts of a bundle: an asserted fact supports more than a
// claim, an object more than a modifier.
func (s *Snapshot) support(bundle []arc, keep func(*graph.Fact) bool) int {
	n := 0
	for _, a := range bundle {
		if !keep(&s.facts[a.fact]) {
			continue
		}
		n++
		if a.asserted {
			n++
		}
		if a.via < 0 {
			n++
		}
	}
	return n
}

// compareImportance puts named entities first, then those mentioned more.
func (s *Snapshot) compareImportance(a, b int32) int {
	x, y := &s.entities[a], &s.entities[b]
	if x.Named != y.Named {
		if x.Named {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(y.Mentions, x.Mentions), cmp.Compare(x.Name, y.Name), cmp.Compare(a, b))
}

// Top returns the n most important entities by PageRank (0 means 40) that facts
// relate to others of them, not only by what somebody is.
func (s *Snapshot) Top(n int, f Filter) Subgraph {
	if n <= 0 {
		n = 40
	}
	keep := s.relates(s.choose(f))
	var ranked []int32
	for _, r := range s.Cast(CastOptions{By: "pagerank", NamedOnly: true}) {
		if i := s.ids[r.Entity.IRI]; s.support(s.links.of(i), keep) > 0 {
			ranked = append(ranked, i)
		}
	}
	chosen := s.related(ranked, n, keep)
	g := s.between(chosen, nil, keep)
	g.HiddenFacts = s.countHidden(chosen, chosen, keep)
	linked := map[string]bool{}
	for _, l := range g.Links {
		linked[l.From], linked[l.To] = true, true
	}
	g.Entities = slices.DeleteFunc(g.Entities, func(e graph.Entity) bool { return !linked[e.IRI] })
	g.HiddenEntities = len(ranked) - len(g.Entities)
	return g
}

// related returns the first n of ranked, in that order, that have to do with
// others of them.
func (s *Snapshot) related(ranked []int32, n int, keep func(*graph.Fact) bool) []int32 {
	place := make(map[int32]int, len(ranked))
	for k, i := range ranked {
		place[i] = k
	}
	taken := map[int32]bool{}
	for k, i := range ranked {
		for v, bundle := range bundles(s.links.of(i)) {
			if at, ok := place[v]; !ok || at > k || !s.acts(bundle, keep) {
				continue
			}
			if !taken[i] && !taken[v] && len(taken)+2 > n || len(taken) == n {
				continue
			}
			taken[i], taken[v] = true, true
		}
	}
	return slices.DeleteFunc(slices.Clone(ranked), func(i int32) bool { return !taken[i] })
}

// acts says whether somebody does something in a bundle, besides being it.
func (s *Snapshot) acts(bundle []arc, keep func(*graph.Fact) bool) bool {
	return slices.ContainsFunc(bundle, func(a arc) bool {
		f := &s.facts[a.fact]
		return keep(f) && f.Predicate != "be" && !strings.HasPrefix(f.Predicate, "be-")
	})
}

// Join returns the entities and facts of some paths.
func (s *Snapshot) Join(paths []Path) Subgraph {
	var chosen, focus []int32
	var ties []arc
	add := func(list []int32, i int32) []int32 {
		if slices.Contains(list, i) {
			return list
		}
		return append(list, i)
	}
	for _, p := range paths {
		for n, step := range p.Steps {
			u, v := s.ids[step.From], s.ids[step.To]
			if n == 0 {
				focus = add(focus, u)
			}
			if n == len(p.Steps)-1 {
				focus = add(focus, v)
			}
			chosen = add(add(chosen, u), v)
			ties = append(ties, s.stepTies(step, u, v)...)
		}
	}
	slices.SortFunc(ties, byFact)
	g := s.assemble(chosen, focus, slices.Compact(ties))
	for i := range g.Links {
		g.Links[i].Path = true
	}
	return g
}

// stepTies returns the arcs of a step's facts, from their subjects.
func (s *Snapshot) stepTies(step Step, u, v int32) []arc {
	named := map[string]bool{step.Fact.IRI: true}
	for _, f := range step.Others {
		named[f.IRI] = true
	}
	var ties []arc
	for _, a := range slices.Concat(s.links.between(u, v), s.links.between(v, u)) {
		if f := &s.facts[a.fact]; a.forward && named[f.IRI] {
			ties = append(ties, a)
		}
	}
	return ties
}

// Common returns the entities that asserted facts relate to both a and b, the
// most important first.
func (s *Snapshot) Common(a, b string) []graph.Entity {
	x, okA := s.id(a)
	y, okB := s.id(b)
	if !okA || !okB {
		return nil
	}
	beside := map[int32]bool{}
	for v, bundle := range bundles(s.links.of(x)) {
		beside[v] = slices.ContainsFunc(bundle, isAsserted)
	}
	var both []int32
	for v, bundle := range bundles(s.links.of(y)) {
		if beside[v] && slices.ContainsFunc(bundle, isAsserted) {
			both = append(both, v)
		}
	}
	slices.SortFunc(both, s.compareImportance)
	entities := make([]graph.Entity, len(both))
	for i, v := range both {
		entities[i] = s.entities[v]
	}
	return entities
}

// Degree counts the entities that facts relate the entity of an IRI to.
func (s *Snapshot) Degree(iri string) int {
	i, ok := s.id(iri)
	if !ok {
		return 0
	}
	n := 0
	for range bundles(s.links.of(i)) {
		n++
	}
	return n
}
