// Package view turns parts of the graph into diagrams: which facts become one
// line, what it says and what colour it has.
package view

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/diagram"
	"github.com/dramatis-kg/dramatis/queries"
)

// Options say how a diagram presents a subgraph.
type Options struct {
	Title string   // "" names what was asked about
	Focus []string // IRIs drawn stronger, besides those the subgraph was asked for
	Limit int      // most nodes; 0 means 40
}

// Graph returns the diagram of sub. All facts of one class from one entity to
// another make one edge, but what is denied, planned or merely reported is
// never one with what is asserted. The subtitle tells what is shown, from when,
// and how much is not.
func Graph(sub queries.Subgraph, o Options) *diagram.Graph {
	if o.Limit <= 0 {
		o.Limit = 40
	}
	focus := slices.Concat(sub.Focus, o.Focus)
	d := drawing{sub: &sub, at: map[string]int{}, edges: map[bond]*line{}}
	for _, e := range within(sub.Entities, focus, o.Limit) {
		d.at[e.IRI] = len(d.nodes)
		d.nodes = append(d.nodes, diagram.Node{
			Label: e.Name, Kind: e.Kind, Note: strings.Join(e.Roles, "; "), Focus: slices.Contains(focus, e.IRI),
		})
	}
	d.support = make([]sentences, len(d.nodes))
	for _, l := range sub.Links {
		d.add(l)
	}
	g := &diagram.Graph{Title: o.Title, Nodes: d.nodes, Edges: d.lines()}
	for i := range g.Nodes {
		g.Nodes[i].Support = len(d.support[i])
	}
	if g.Title == "" {
		g.Title = title(sub)
	}
	g.Subtitle = d.subtitle()
	return g
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

// sentences is a set of sentences by document and number.
type sentences map[place]bool

type place struct {
	document string
	sentence int
}

// add returns s with the sentence of f.
func (s sentences) add(f *graph.Fact) sentences {
	if s == nil {
		s = sentences{}
	}
	s[place{f.Document, f.Evidence.Sentence}] = true
	return s
}

// hold says whether all of t are among s.
func (s sentences) hold(t sentences) bool {
	for p := range t {
		if !s[p] {
			return false
		}
	}
	return true
}

// A bond is what the facts of one edge have in common.
type bond struct {
	from, to                  int
	class                     diagram.Class
	reported, denied, planned bool
}

// A line gathers the facts of one edge.
type line struct {
	order    int // among the edges
	labels   []label
	texts    []string // sentences as they are written, without repeats
	evidence sentences
	path     bool
}

// A label is one predicate of a line.
type label struct {
	key      string // facts of one predicate share it, whatever its tense
	text     string
	via      bool // told by way of a modifier
	evidence sentences
}

// A drawing is a diagram in the making.
type drawing struct {
	sub     *queries.Subgraph
	at      map[string]int // node of an IRI
	nodes   []diagram.Node
	support []sentences // of the nodes
	edges   map[bond]*line
	facts   []graph.Fact // drawn
}

func (d *drawing) add(l queries.Link) {
	f := &d.sub.Facts[l.Fact]
	from, okFrom := d.at[l.From]
	to, okTo := d.at[l.To]
	if !okFrom || !okTo {
		return
	}
	b := bond{
		from: from, to: to, class: class(f),
		reported: f.SourceName != "",
		denied:   f.Polarity == extract.Denied,
		planned:  f.Modality != extract.Asserted,
	}
	e := d.edges[b]
	if e == nil {
		e = &line{order: len(d.edges)}
		d.edges[b] = e
	}
	e.add(f, l.Via)
	e.path = e.path || l.Path
	d.support[from], d.support[to] = d.support[from].add(f), d.support[to].add(f)
	if n := len(d.facts); n == 0 || d.facts[n-1].IRI != f.IRI {
		d.facts = append(d.facts, *f)
	}
}

func (e *line) add(f *graph.Fact, via *graph.Modifier) {
	e.evidence = e.evidence.add(f)
	if f.Evidence.Text != "" && !slices.Contains(e.texts, f.Evidence.Text) {
		e.texts = append(e.texts, f.Evidence.Text)
	}
	key, text := f.Predicate, wording(f, via)
	if via != nil {
		key = text
	}
	i := slices.IndexFunc(e.labels, func(l label) bool { return l.key == key })
	if i < 0 {
		i = len(e.labels)
		e.labels = append(e.labels, label{key: key, text: text, via: via != nil})
	}
	e.labels[i].evidence = e.labels[i].evidence.add(f)
}

// lines returns the edges in the order in which they were met.
func (d *drawing) lines() []diagram.Edge {
	edges := make([]diagram.Edge, len(d.edges))
	for b, e := range d.edges {
		edges[e.order] = diagram.Edge{
			From: b.from, To: b.to, Class: b.class,
			Reported: b.reported, Denied: b.denied, Planned: b.planned,
			Labels: e.words(), Support: len(e.evidence), Note: e.note(), Path: e.path,
		}
	}
	return edges
}

// words returns the labels, the most supported first: "met ×2". A modifier
// needs no label where the same sentences tell more directly.
func (e *line) words() []string {
	direct := sentences{}
	for _, l := range e.labels {
		if !l.via {
			maps.Copy(direct, l.evidence)
		}
	}
	e.labels = slices.DeleteFunc(e.labels, func(l label) bool { return l.via && direct.hold(l.evidence) })
	slices.SortStableFunc(e.labels, func(a, b label) int { return cmp.Compare(len(b.evidence), len(a.evidence)) })
	var words []string
	for _, l := range e.labels {
		if n := len(l.evidence); n > 1 {
			l.text += fmt.Sprintf(" ×%d", n)
		}
		words = append(words, l.text)
	}
	return words
}

// mostSentences bounds a tooltip.
const mostSentences = 5

func (e *line) note() string {
	shown := e.texts[:min(mostSentences, len(e.texts))]
	note := strings.Join(shown, "\n")
	if n := len(e.texts) - len(shown); n > 0 {
		note += fmt.Sprintf("\n(%d more)", n)
	}
	return note
}
