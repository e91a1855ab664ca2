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
	HiddenEntities int            // left out for want of room
	HiddenFacts    int            // of the entities shown, about those left out
}

// A Link says which two entities of a subgraph a fact relates.
type Link struct {
	Fact     int             // index into Subgraph.Facts
	From, To string          // IRIs: the subject, and the object or a modifier's entity
	Via      *graph.Modifier // the modifier that names To; nil for the object
	Path     bool            // lies on a path that was asked for
}

// between returns the chosen entities and the facts between them that keep
// lets through.
func (s *Snapshot) between(chosen, focus []int32, keep func(*graph.Fact) bool) Subgraph {
	g := s.assemble(chosen, focus, s.ties(chosen, focus, keep))
	g.HiddenFacts = s.countHidden(chosen, g.Facts, keep)
	return g
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
// stand alone without it or is what was asked about.
func (s *Snapshot) ties(chosen, focus []int32, keep func(*graph.Fact) bool) []arc {
	inside := make(map[int32]bool, len(chosen))
	for _, i := range chosen {
		inside[i] = true
	}
	var ties, modifiers []arc
	drawn, tied := map[int32]bool{}, map[int32]bool{}
	for _, u := range chosen {
		for _, a := range s.links.of(u) {
			switch {
			case !a.forward || !inside[a.to] || !keep(&s.facts[a.fact]):
			case a.via >= 0:
				modifiers = append(modifiers, a)
			default:
				ties = append(ties, a)
				drawn[a.fact], tied[a.to], tied[u] = true, true, true
			}
		}
	}
	slices.SortFunc(modifiers, byFact)
	for _, a := range modifiers {
		if !drawn[a.fact] || !tied[a.to] || slices.Contains(focus, a.to) {
			ties = append(ties, a)
			drawn[a.fact], tied[a.to] = true, true
		}
	}
	slices.SortFunc(ties, byFact)
	return ties
}

func byFact(a, b arc) int {
	return cmp.Or(cmp.Compare(a.fact, b.fact), cmp.Compare(a.via, b.via), cmp.Compare(a.to, b.to))
}

// countHidden counts the facts that relate a chosen entity to another and are
// not shown.
func (s *Snapshot) countHidden(chosen []int32, shown []graph.Fact, keep func(*graph.Fact) bool) int {
	hidden := map[string]bool{}
	for _, u := range chosen {
		for _, a := range s.links.of(u) {
			if f := &s.facts[a.fact]; keep(f) {
				hidden[f.IRI] = true
			}
		}
	}
	return len(hidden) - len(shown)
}
