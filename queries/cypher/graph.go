package cypher

import "iter"

// A Graph is what patterns are matched against. Nodes are the numbers below
// Nodes(), types of relationships those below Types(). It must not change while
// a Plan is in use.
type Graph interface {
	Nodes() int
	Types() int

	// Arcs yields the relationships at n, both those that begin and those
	// that end there, always in the same order; where to is not below zero,
	// only those that have it at their other end. One from a node to itself
	// comes twice, the second time with Back set. An Arc is good until the
	// next comes.
	Arcs(n, to Node) iter.Seq[*Arc]

	// TypesNamed returns the types that are meant by a name such as "meet" or
	// "~consult".
	TypesNamed(name string) []int32

	// Called returns, in ascending order, the nodes that a name or an id
	// means. All nodes whose property "name" or "id" is this text are among
	// them.
	Called(name string) []Node

	TypeName(t int32) string
	HasLabel(n Node, label string) bool

	// Properties returns the names of those that a Node or Relationship may
	// have; for nil, of those that anything has, or nothing where these are
	// not known beforehand.
	Properties(of any) []string
	Property(of any, name string) any // nil for one that it does not have

	Time(edtf string) (t Time, ok bool) // reads "2016-03"
}

// An Arc is a relationship as it is seen from a node at one of its ends.
type Arc struct {
	Relationship
	Back bool // the node is where it ends
}

// other returns the node that a leads to.
func (a *Arc) other() Node {
	if a.Back {
		return a.From
	}
	return a.To
}
