package graph

import "github.com/cayleygraph/cayley/graph"

// Cayley returns the quads as Cayley's own query languages read them, good
// until the store is closed; nil for a store on a server. It is there for
// package gizmo: what goes through it is neither bounded nor safe from the
// panics that this package catches.
func (s *Store) Cayley() graph.QuadStore {
	if s.cayley == nil {
		return nil
	}
	return s.cayley
}
