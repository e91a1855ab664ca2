// Package view turns parts of the graph into diagrams: which facts become one
// line, what it says and what colour it has.
package view

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/diagram"
	"github.com/dramatis-kg/dramatis/queries"
)

// Options say how a diagram presents a subgraph.
type Options struct {
	Title    string                                  // "" names what was asked about
	View     View                                    // what was asked for
	Focus    []string                                // IRIs drawn stronger, besides those the subgraph was asked for
	Limit    int                                     // most nodes; 0 means 40
	Edges    int                                     // most edges; 0 means 60
	Document func(iri string) (graph.Document, bool) // names the articles in notes and links to them; nil for neither
}

// A View is a way to look at a graph; it chooses the title and how the picture
// is to be read.
type View uint8

// The views.
const (
	Overview  View = iota // what surrounds one, or who is important
	Linked                // what leads from one to another, left to right
	Chronicle             // what happened when
	Groups                // who has to do with whom
)

// Graph returns the diagram of sub. All facts from one entity to another make
// one edge, but what is denied, planned or merely reported is never one with
// what is asserted. What somebody is stands below the name rather than on an
// edge, where that loses nothing. The subtitle tells what is shown, from when,
// and how much is not.
func Graph(sub queries.Subgraph, o Options) *diagram.Graph {
	o.Limit, o.Edges = orElse(o.Limit, 40), orElse(o.Edges, 60)
	d := drawing{
		sub: &sub, focus: slices.Concat(sub.Focus, o.Focus), at: map[string]int{},
		edges: map[bond]*line{}, document: o.Document,
	}
	for _, e := range within(sub.Entities, d.focus, o.Limit) {
		d.at[e.IRI] = len(d.nodes)
		d.nodes = append(d.nodes, node{entity: e, focus: slices.Contains(d.focus, e.IRI)})
	}
	for _, l := range sub.Links {
		d.add(l)
	}
	d.dropRestated()
	d.fold()
	d.thin()
	d.cut(o.Edges)
	d.stay()
	g := &diagram.Graph{Title: o.Title}
	d.draw(g)
	if g.Title == "" {
		g.Title = title(sub, o.View)
	}
	g.Subtitle = d.subtitle()
	g.Flow = o.View == Linked && len(sub.Focus) == 2
	if o.View == Groups && len(sub.Groups) == len(sub.Entities) {
		d.group(g)
	}
	return g
}

func orElse(n, other int) int {
	if n <= 0 {
		return other
	}
	return n
}

// within returns at most n entities, those in focus before all others.
func within(entities []graph.Entity, focus []string, n int) []graph.Entity {
	entities = slices.Clone(entities)
	slices.SortStableFunc(entities, func(a, b graph.Entity) int {
		beside := func(e graph.Entity) int {
			if slices.Contains(focus, e.IRI) {
				return 0
			}
			return 1
		}
		return cmp.Compare(beside(a), beside(b))
	})
	return entities[:min(n, len(entities))]
}

type node struct {
	entity graph.Entity
	focus  bool
	role   string // "" until something is folded into the node
}

// A drawing is a diagram in the making.
type drawing struct {
	sub      *queries.Subgraph
	focus    []string
	document func(string) (graph.Document, bool)
	at       map[string]int // node of an IRI
	nodes    []node
	edges    map[bond]*line
	lines    []*line      // in the order in which they were met
	facts    []graph.Fact // drawn
	kept     []int        // nodes that are drawn
}

func (d *drawing) add(l queries.Link) {
	f := &d.sub.Facts[l.Fact]
	from, okFrom := d.at[l.From]
	to, okTo := d.at[l.To]
	if !okFrom || !okTo {
		return
	}
	b := bond{
		from: from, to: to,
		reported: f.SourceName != "",
		denied:   f.Polarity == extract.Denied,
		planned:  f.Modality != extract.Asserted,
	}
	e := d.edges[b]
	if e == nil {
		e = &line{bond: b}
		d.edges[b] = e
		d.lines = append(d.lines, e)
	}
	e.add(f, l.Via)
	e.cite(f, d.document)
	e.facts = append(e.facts, l.Fact)
	e.path = e.path || l.Path
}

// draw puts what is left into g: nodes that an edge leads to, and those in focus.
func (d *drawing) draw(g *diagram.Graph) {
	support := make([]sentences, len(d.nodes))
	tied := make([]bool, len(d.nodes))
	drawn := map[int]bool{}
	for _, e := range d.lines {
		if e.dropped {
			continue
		}
		tied[e.from], tied[e.to] = true, true
		for _, i := range e.facts {
			f := &d.sub.Facts[i]
			support[e.from], support[e.to] = support[e.from].add(f), support[e.to].add(f)
			drawn[i] = true
		}
	}
	place := make([]int, len(d.nodes))
	for i, n := range d.nodes {
		if !tied[i] && !n.focus {
			continue
		}
		place[i] = len(g.Nodes)
		d.kept = append(d.kept, i)
		g.Nodes = append(g.Nodes, diagram.Node{
			Label: n.entity.Name, Kind: n.entity.Kind, Role: n.roleLine(),
			Note: strings.Join(n.entity.Roles, "; "), Focus: n.focus, Support: len(support[i]), ID: n.entity.IRI,
		})
	}
	all := !slices.ContainsFunc(d.lines, func(e *line) bool { return !e.dropped && !e.path })
	for _, e := range d.lines {
		e.path = e.path && !all // of a path alone, no line needs to stand out
		if !e.dropped {
			g.Edges = append(g.Edges, e.edge(place))
		}
	}
	for i := range d.sub.Facts {
		if drawn[i] {
			d.facts = append(d.facts, d.sub.Facts[i])
		}
	}
}
