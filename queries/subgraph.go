package queries

import (
	"cmp"
	"slices"

	"github.com/dramatis-kg/dramatis/graph"
)

// A Subgraph is a part of the graph, small enough to look at.
type Subgraph struct {
	Focus          []string       // IRIs of what was asked about
	Entities       []graph.Entity // the focus first, then the best supported
	Facts          []graph.Fact   // those that relate them, in document order
	Links          []Link         // in the order of Facts
	Groups         []int          // communities of Entities, numbered from 0; nil if none were asked for
	HiddenEntities int            // left out for want of room
	HiddenFacts    int            // about those left out
}

// A Link says which two entities of a subgraph a fact relates.
type Link struct {
	Fact     int             // index into Subgraph.Facts
	From, To string          // IRIs: the subject, and the object or a modifier's entity
	Via      *graph.Modifier // the modifier that names To; nil for the object
	Path     bool            // lies on a path that was asked for
}

// between returns the chosen entities and the facts between them that keep
// lets through, without the entities that no link is drawn to.
func (s *Snapshot) between(chosen, focus []int32, keep func(*graph.Fact) bool) Subgraph {
	ties := s.ties(chosen, focus, keep)
	drawn := map[int32]bool{}
	for _, t := range ties {
		drawn[t.to], drawn[s.ids[s.facts[t.fact].Subject]] = true, true
	}
	for _, i := range focus {
		drawn[i] = true
	}
	chosen = slices.DeleteFunc(slices.Clone(chosen), func(i int32) bool { return !drawn[i] })
	return s.assemble(chosen, focus, ties)
}

// assemble makes a subgraph of entities and of arcs from subjects, in document
// order.
func (s *Snapshot) assemble(chosen, focus []int32, ties []arc) Subgraph {
	var g Subgraph
	for _, i := range focus {
		g.Focus = append(g.Focus, s.entities[i].IRI)
	}
	for _, i := range chosen {
		g.Entities = append(g.Entities, s.entities[i])
	}
	for n, t := range ties {
		if n == 0 || ties[n-1].fact != t.fact {
			g.Facts = append(g.Facts, s.facts[t.fact])
		}
		g.Links = append(g.Links, Link{
			Fact: len(g.Facts) - 1, From: s.facts[t.fact].Subject, To: s.entities[t.to].IRI, Via: s.modifier(t),
		})
	}
	return g
}

// ties returns the arcs between chosen entities, from the subject, in document
// order. A fact is drawn once, to its object, unless a modifier's entity would
// stand alone without it or is what was asked about. "Hailed the sale of the
// ferry" leads to the ferry rather than to a sale without a name.
func (s *Snapshot) ties(chosen, focus []int32, keep func(*graph.Fact) bool) []arc {
	objects, modifiers := s.inside(chosen, keep)
	spelled, inner := s.spelledOut(objects), s.phrases(modifiers)
	var ties []arc
	drawn, tied := map[int32]bool{}, map[int32]bool{}
	take := func(a arc) {
		ties = append(ties, a)
		drawn[a.fact], tied[a.to], tied[s.ids[s.facts[a.fact].Subject]] = true, true, true
	}
	asked := func(a arc) bool { return slices.Contains(focus, a.to) }
	vague := func(a arc) bool { return !s.whole(s.entities[a.to].IRI) && inner[s.phrase(a)] }
	for _, a := range objects {
		f := &s.facts[a.fact]
		if asked(a) || s.whole(f.Object) || !vague(a) && !spelled[restatement(f)] {
			take(a)
		}
	}
	for _, a := range modifiers {
		told := drawn[a.fact] || spelled[restatement(&s.facts[a.fact])]
		if asked(a) || !vague(a) && !(told && tied[a.to]) {
			take(a)
		}
	}
	slices.SortFunc(ties, byFact)
	return ties
}

// A phrase is the part of a fact, its object or a modifier, that an arc passes.
type phrase struct {
	fact int32
	text string // preposition and text; "" for the object
}

func (s *Snapshot) phrase(a arc) phrase {
	if m := s.modifier(a); m != nil && m.Role != ObjectRole {
		return phrase{a.fact, m.Prep + " " + m.Text}
	}
	return phrase{a.fact, ""}
}

// phrases lists those in which an arc leads to a name inside them.
func (s *Snapshot) phrases(arcs []arc) map[phrase]bool {
	inner := map[phrase]bool{}
	for _, a := range arcs {
		if int(a.via) >= len(s.facts[a.fact].Modifiers) {
			inner[s.phrase(a)] = true
		}
	}
	return inner
}

// inside returns the arcs from chosen entities to chosen ones, those to objects
// and those to modifiers, each in document order.
func (s *Snapshot) inside(chosen []int32, keep func(*graph.Fact) bool) (objects, modifiers []arc) {
	in := make(map[int32]bool, len(chosen))
	for _, i := range chosen {
		in[i] = true
	}
	for _, u := range chosen {
		for _, a := range s.links.of(u) {
			switch {
			case !a.forward || !in[a.to] || !keep(&s.facts[a.fact]):
			case a.via >= 0:
				modifiers = append(modifiers, a)
			default:
				objects = append(objects, a)
			}
		}
	}
	slices.SortFunc(objects, byFact)
	slices.SortFunc(modifiers, byFact)
	return objects, modifiers
}

// A restated fact is one that another of its sentence says more fully.
type restated struct {
	document  string
	sentence  int
	subject   string
	predicate string
}

// restatement tells how another fact begins that says more fully what f says:
// "launched an offensive" is part of "launched an offensive against".
func restatement(f *graph.Fact) restated {
	head := f.Predicate
	if w := words(f.ObjectName); len(w) > 0 {
		head += "-" + w[len(w)-1]
	}
	return restated{f.Document, f.Evidence.Sentence, f.Subject, head}
}

// spelledOut lists how the facts of arcs begin, up to each of their words.
func (s *Snapshot) spelledOut(arcs []arc) map[restated]bool {
	spelled := map[restated]bool{}
	for _, a := range arcs {
		spellOut(&s.facts[a.fact], spelled)
	}
	return spelled
}

func spellOut(f *graph.Fact, spelled map[restated]bool) {
	for i := range f.Predicate {
		if f.Predicate[i] == '-' {
			spelled[restated{f.Document, f.Evidence.Sentence, f.Subject, f.Predicate[:i]}] = true
		}
	}
}

func byFact(a, b arc) int {
	return cmp.Or(cmp.Compare(a.fact, b.fact), cmp.Compare(a.via, b.via), cmp.Compare(a.to, b.to))
}

// countHidden counts the facts that relate one of some entities only to such
// as are not chosen.
func (s *Snapshot) countHidden(of, chosen []int32, keep func(*graph.Fact) bool) int {
	in, hidden, shown := map[int32]bool{}, map[int32]bool{}, map[int32]bool{}
	for _, u := range chosen {
		in[u] = true
	}
	for _, u := range of {
		for _, a := range s.links.of(u) {
			switch {
			case !keep(&s.facts[a.fact]):
			case in[a.to]:
				shown[a.fact] = true
			default:
				hidden[a.fact] = true
			}
		}
	}
	for f := range shown {
		delete(hidden, f)
	}
	return len(hidden)
}
