// Package diagram draws graphs of entities and facts: go-graphviz lays them
// out; pictures (SVG, PNG, PDF) and data (DOT, Mermaid, GraphML, GEXF,
// Cytoscape JSON) come out.
//
// The Graphviz of go-graphviz is run in memory of its own for each layout, in a
// child of the program. go-graphviz itself, which would be made ready at every
// start, sleeps: a program that draws with this package cannot use it as well.
package diagram

import "github.com/dramatis-kg/dramatis/extract"

// A Graph is what is drawn. Nodes and edges are drawn in the order given.
type Graph struct {
	Title    string
	Subtitle string // what is shown and what was left out
	Nodes    []Node
	Edges    []Edge
	Groups   []string // names of groups of nodes, drawn as frames
	Flow     bool     // reads left to right from the first node in focus to the second
	Timeline bool     // every edge is an event, drawn as a row of its own, in order
}

// A Node is an entity.
type Node struct {
	ID      string // IRI, for formats that carry data
	Label   string
	Role    string // below the name, smaller
	Kind    extract.Kind
	Note    string // a role or a hint, shown as a tooltip
	Focus   bool   // what was asked about: drawn stronger
	Support int    // supporting sentences; more make larger text
	Group   int    // index into Graph.Groups, from 1; 0 for none
}

// An Edge is all facts between two nodes, in one direction.
type Edge struct {
	From, To int      // indices into Graph.Nodes; in a timeline To may be -1 for none
	Labels   []string // predicates, most supported first: "met ×2"
	Class    Class
	Reported bool   // somebody else's claim: dashed
	Denied   bool   // marked with a cross and "not"
	Planned  bool   // planned, possible, asked or conditional: dotted
	Support  int    // supporting sentences
	Note     string // sentences, shown as a tooltip
	URL      string // where the first of them can be read; only http and https become links
	Path     bool   // lies on the path that was asked for: drawn stronger
	When     string // of an event: "24 March 2016"
	Text     string // of an event, an object that is no node
	Tail     string // of an event, where and how: "in Brightwater"
}

// Class groups predicates by what they do; it gives the edge its colour and its
// arrow its head.
type Class uint8

// The classes of edges.
const (
	OtherEdge Class = iota
	Conflict        // fighting and control
	Diplomacy       // meeting, talking, agreeing
	Role            // office, membership, location: thin
)
