package cypher

// A Graph is what patterns are matched against. Nodes are the numbers below
// Nodes(), types of relationships those below Types(). It must not change while
// a Plan is in use.
type Graph interface {
	Nodes() int
	Types() int

	// Arcs appends the relationships at a node to buf, both those that begin
	// and those that end there, always in the same order. One from a node to
	// itself comes twice, the second time with Back set.
	Arcs(n Node, buf []Arc) []Arc

	// TypesNamed returns the types that are meant by a name such as "meet" or
	// "~consult".
	TypesNamed(name string) []int32

	// Called returns, in ascending order, the nodes that a name or an id
	// means. All nodes whose property "name" or "id" is this text are among
	// them.
	Called(name string) []Node

	TypeName(t int32) string
	HasLabel(n Node, label string) bool
	Properties(of any) []string         // the names of those that a Node or Relationship has
	Property(of any, name string) any   // nil for one that it does not have
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
