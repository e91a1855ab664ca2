package queries

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries/cypher"
	"github.com/dramatis-kg/dramatis/queries/via"
)

// A PatternGraph is a snapshot as patterns of package cypher see it. Nodes are
// entities, their labels kinds. Relationships lead from the subject of a fact
// to its object, and are called by the lemma form of its predicate, and to
// whatever else it names, called so with the preposition: "meet" and "meet-in",
// as in property paths. A fact that names nothing but its subject is none.
type PatternGraph struct{ *labelled }

// PatternGraph returns s for patterns. Relationships are the facts that a path
// under o may cross: unless o says otherwise, those that the article itself
// asserts.
func (s *Snapshot) PatternGraph(o PathOptions) *PatternGraph {
	return &PatternGraph{s.walker(context.Background(), -1, -1, o).labelled()}
}

// Entity returns the entity that n stands for.
func (g *PatternGraph) Entity(n cypher.Node) graph.Entity { return g.s.entities[n] }

// Fact returns the fact that r stands for, and the modifier that leads to its
// end, nil where that is the object.
func (g *PatternGraph) Fact(r cypher.Relationship) (graph.Fact, *graph.Modifier) {
	a := arcOf(r)
	return g.s.facts[a.fact], g.s.modifier(a)
}

// Subgraph returns what is asked for as a part of the graph, to be drawn.
func (g *PatternGraph) Subgraph(nodes []cypher.Node, relationships []cypher.Relationship) Subgraph {
	var chosen []int32
	var ties []arc
	for _, n := range nodes {
		chosen = append(chosen, int32(n))
	}
	for _, r := range relationships {
		chosen = append(chosen, int32(r.From), int32(r.To))
		ties = append(ties, arcOf(r))
	}
	slices.Sort(chosen)
	chosen = slices.Compact(chosen)
	slices.SortFunc(chosen, g.s.compareImportance)
	slices.SortFunc(ties, byFact)
	return g.s.assemble(chosen, nil, slices.Compact(ties))
}

// relationship makes the relationship of an arc, the same from both its ends:
// its ID is made of the fact and the place in it that names the other end.
func (g *PatternGraph) relationship(from cypher.Node, id int32) cypher.Relationship {
	a := &g.s.links.arcs[id]
	r := cypher.Relationship{
		ID: int64(a.fact)<<16 | int64(a.via+1), From: from, To: cypher.Node(a.to), Type: g.labels.ofArc[id],
	}
	if !a.forward {
		r.From, r.To = r.To, r.From
	}
	return r
}

func arcOf(r cypher.Relationship) arc {
	return arc{to: int32(r.To), fact: int32(r.ID >> 16), via: int16(r.ID&0xffff) - 1, forward: true}
}

// Types returns how many types of relationships there are.
func (g *PatternGraph) Types() int { return g.Labels() }

// TypeName returns the predicate of a type: "meet".
func (g *PatternGraph) TypeName(t int32) string { return g.labels.all[t].lemma }

// TypesNamed returns the types that a predicate or a family means.
func (g *PatternGraph) TypesNamed(name string) []int32 { return g.Named(via.Name(name)) }

// Arcs yields the relationships at n, in the order of those they lead to.
func (g *PatternGraph) Arcs(n, to cypher.Node) iter.Seq[*cypher.Arc] {
	return func(yield func(*cypher.Arc) bool) {
		first, end := g.s.links.start[n], g.s.links.start[n+1]
		if to >= 0 {
			first, end = g.s.links.span(int32(n), int32(to))
		}
		var out cypher.Arc
		for id := first; id < end; id++ {
			a := &g.s.links.arcs[id]
			if g.labels.ofArc[id] < 0 || !g.usable(*a, false) {
				continue
			}
			out.Relationship, out.Back = g.relationship(n, id), !a.forward
			if !yield(&out) {
				return
			}
		}
	}
}

// Called returns those whom a name means as Find understands it, all of them
// where it is ambiguous, and those whose name or IRI it is.
func (g *PatternGraph) Called(name string) []cypher.Node {
	if i, ok := g.s.id(strings.TrimSpace(name)); ok {
		return []cypher.Node{cypher.Node(i)}
	}
	var found []cypher.Node
	e, err := g.s.Find(name, FindOptions{})
	means := []Match{{Entity: e}}
	var ambiguous *AmbiguousError
	if errors.As(err, &ambiguous) {
		means, err = ambiguous.Candidates, nil
	}
	for _, m := range means {
		if i, ok := g.s.ids[m.Entity.IRI]; ok && err == nil {
			found = append(found, cypher.Node(i))
		}
	}
	for i := range g.s.entities {
		if g.s.entities[i].Name == name {
			found = append(found, cypher.Node(i))
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// HasLabel says whether n is of a kind: "Person", "organization".
func (g *PatternGraph) HasLabel(n cypher.Node, label string) bool {
	kind := string(g.s.entities[n].Kind)
	return strings.EqualFold(kind, label) ||
		kind == string(extract.Organisation) && strings.EqualFold(label, "organization")
}

var (
	nodeProperties         = []string{"documents", "id", "kind", "mentions", "name", "named", "names", "roles"}
	relationshipProperties = []string{
		"cause", "confidence", "document", "family", "id", "instrument", "manner", "modality", "phrase", "place",
		"polarity", "predicate", "preposition", "published", "publisher", "purpose", "rule", "sentence", "source",
		"text", "time", "title", "topic", "url",
	}
)

// Properties returns the names of the properties of nodes or of relationships,
// or of both for nil.
func (g *PatternGraph) Properties(of any) []string {
	switch of.(type) {
	case cypher.Node:
		return nodeProperties
	case cypher.Relationship:
		return relationshipProperties
	}
	return slices.Concat(nodeProperties, relationshipProperties)
}

// Property returns what an entity or a fact has under a name.
func (g *PatternGraph) Property(of any, name string) any {
	switch of := of.(type) {
	case cypher.Node:
		return entityProperty(&g.s.entities[of], name)
	case cypher.Relationship:
		return g.factProperty(of, name)
	}
	return nil
}

func entityProperty(e *graph.Entity, name string) any {
	switch name {
	case "id":
		return e.IRI
	case "name":
		return e.Name
	case "names":
		return listOf(append([]string{e.Name}, e.Aliases...))
	case "kind":
		return string(e.Kind)
	case "named":
		return e.Named
	case "roles":
		return listOf(e.Roles)
	case "mentions":
		return int64(e.Mentions)
	case "documents":
		return listOf(e.Documents)
	}
	return nil
}

func listOf(words []string) []any {
	list := make([]any, len(words))
	for i, w := range words {
		list[i] = w
	}
	return list
}

// text is null where there is none.
func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func (g *PatternGraph) factProperty(r cypher.Relationship, name string) any {
	a := arcOf(r)
	f := &g.s.facts[a.fact]
	switch name {
	case "id":
		return f.IRI
	case "predicate":
		return f.Predicate
	case "phrase":
		return f.Phrase()
	case "preposition":
		if m := g.s.modifier(a); m != nil {
			return text(m.Prep)
		}
		return nil
	case "family":
		return text(f.Family)
	case "time":
		if t, ok := g.Time(f.Time); ok {
			return t
		}
		return text(f.Time)
	case "source":
		return text(f.SourceName)
	case "polarity":
		return string(f.Polarity)
	case "modality":
		return string(f.Modality)
	case "confidence":
		return f.Confidence
	case "rule":
		return text(f.Rule)
	case "sentence":
		return int64(f.Evidence.Sentence)
	case "text":
		return text(f.Evidence.Text)
	case "document":
		return f.Document
	}
	return g.furtherProperty(f, name)
}

// furtherProperty returns what the document or a modifier tells.
func (g *PatternGraph) furtherProperty(f *graph.Fact, name string) any {
	if i, ok := g.s.docs[f.Document]; ok {
		d := &g.s.documents[i]
		switch name {
		case "published":
			if t, ok := g.Time(d.Published); ok {
				return t
			}
			return nil
		case "publisher":
			return text(d.Publisher)
		case "title":
			return text(d.Title)
		case "url":
			return text(d.URL)
		}
	}
	for _, m := range f.Modifiers {
		if m.Role == name && m.Role != "other" {
			return m.Text
		}
	}
	return nil
}

// Time reads a time as the rest of the package does.
func (g *PatternGraph) Time(edtf string) (cypher.Time, bool) {
	p, ok := parsePeriod(edtf)
	return cypher.Time{Text: edtf, First: p.first, Last: cmp.Or(p.last, p.first)}, ok
}
