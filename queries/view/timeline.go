package view

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/diagram"
	"github.com/dramatis-kg/dramatis/queries"
)

// Timeline returns the diagram of dated facts, as Snapshot.Events chooses
// them: one row for each, in the order given.
func Timeline(sub queries.Subgraph, o Options) *diagram.Graph {
	d := drawing{sub: &sub, at: map[string]int{}, facts: sub.Facts, document: o.Document}
	g := &diagram.Graph{Title: cmp.Or(o.Title, title(sub, Chronicle)), Timeline: true}
	for _, e := range sub.Entities {
		d.at[e.IRI] = len(g.Nodes)
		d.kept = append(d.kept, len(g.Nodes))
		g.Nodes = append(g.Nodes, diagram.Node{
			Label: e.Name, Kind: e.Kind, Note: strings.Join(e.Roles, "; "), ID: e.IRI,
		})
	}
	for i := range sub.Facts {
		g.Edges = append(g.Edges, d.event(g, &sub.Facts[i]))
	}
	g.Subtitle = count(len(g.Edges), "event", "events")
	if sub.HiddenFacts > 0 {
		g.Subtitle = fmt.Sprintf("%d of %d events that have a date", len(g.Edges), len(g.Edges)+sub.HiddenFacts)
	}
	if when := spanOf(sub.Facts); when != "" {
		g.Subtitle += " · " + when
	}
	if n := articles(sub.Facts); n > 1 {
		g.Subtitle += fmt.Sprintf(" · from %d articles", n)
	}
	if sub.HiddenFacts > 0 {
		g.Subtitle += fmt.Sprintf(" · hidden: %s (see facts)", count(sub.HiddenFacts, "event", "events"))
	}
	return g
}

// event makes the row of f. Who or what is no entity of its own gets a node,
// so that a row reads as a sentence: "council — sold → old quay".
func (d *drawing) event(g *diagram.Graph, f *graph.Fact) diagram.Edge {
	node := func(iri, name string) int {
		key := cmp.Or(iri, "\x00"+name)
		i, ok := d.at[key]
		if !ok {
			i = len(g.Nodes)
			d.at[key] = i
			g.Nodes = append(g.Nodes, diagram.Node{Label: name})
		}
		g.Nodes[i].Support++
		return i
	}
	e := line{}
	e.add(f, nil)
	e.cite(f, d.document)
	out := diagram.Edge{
		From: node(f.Subject, f.SubjectName), To: -1, Class: class(f), When: when(f.Time),
		Reported: f.SourceName != "", Denied: f.Polarity == extract.Denied, Planned: f.Modality != extract.Asserted,
		Labels: e.words(), Support: 1, Note: e.note(), URL: e.url,
	}
	switch i, ok := d.at[f.Object]; {
	case f.ObjectName == "":
	case f.Object != "" && ok && (d.sub.Entities[i].Named || d.sub.Entities[i].Kind != extract.Other):
		out.To = node(f.Object, f.ObjectName)
	default:
		out.Text = f.ObjectName
	}
	out.Tail = circumstances(f)
	return out
}

// circumstances writes where and how of a fact: "in Brightwater, by ferry".
func circumstances(f *graph.Fact) string {
	var parts []string
	for _, m := range f.Modifiers {
		if m.Role != "time" && m.Prep != "" {
			parts = append(parts, strings.TrimSpace(m.Prep+" "+m.Text))
		}
	}
	return strings.Join(parts, ", ")
}
