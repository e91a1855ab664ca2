// Package diagram draws graphs of entities and facts: go-graphviz lays them
// out, and SVG, PNG and DOT come out.
package diagram

import "github.com/dramatis-kg/dramatis/extract"

// A Graph is what is drawn. Nodes and edges are drawn in the order given.
type Graph struct {
	Title    string
	Subtitle string // what is shown and what was left out
	Nodes    []Node
	Edges    []Edge
}

// A Node is an entity.
type Node struct {
	Label   string
	Kind    extract.Kind
	Note    string // a role or a hint, shown as a tooltip
	Focus   bool   // what was asked about: drawn stronger
	Support int    // supporting sentences; more make larger text
}

// An Edge is all facts of one class between two nodes, in one direction.
type Edge struct {
	From, To int      // indices into Graph.Nodes
	Labels   []string // predicates, most supported first: "met ×2"
	Class    Class
	Reported bool   // somebody else's claim: dashed
	Denied   bool   // marked with a cross and "not"
	Planned  bool   // planned, possible, asked or conditional: dotted
	Support  int    // supporting sentences
	Note     string // sentences, shown as a tooltip
	Path     bool   // lies on the path that was asked for: drawn stronger
}

// Class groups predicates by what they do; it gives the edge its colour.
type Class uint8

// The classes of edges.
const (
	OtherEdge Class = iota
	Conflict        // fighting and control
	Diplomacy       // meeting, talking, agreeing
	Role            // office, membership, location: thin
)
