package queries

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries/via"
)

// A Reached is an entity that a path leads to.
type Reached struct {
	Entity graph.Entity
	Path   Path // the best; of no steps from an entity to itself, where that is asked for
}

// Reach returns the entities that paths of o.Via lead to from one, each with
// the best of its shortest paths, the shortest of all first. It fails with an
// *UnknownError where the IRI names nothing, and with a *via.LimitError beside
// the entities found until then where a limit of o left some out.
func (s *Snapshot) Reach(ctx context.Context, from string, o PathOptions) ([]Reached, error) {
	a, ok := s.id(from)
	switch {
	case !ok:
		return nil, &UnknownError{Name: from}
	case o.Via == nil:
		return nil, errors.New("queries: reach: no property path is given")
	}
	if err := checkTimes(o.Since, o.Until); err != nil {
		return nil, err
	}
	g, plan := s.compile(ctx, a, -1, o.Via, o)
	walks, err := plan.Reach(ctx, a, via.Options{Hops: o.MaxHops, Visited: o.MaxVisits, Rows: o.Limit})
	reached := make([]Reached, len(walks))
	for i, walk := range walks {
		reached[i] = Reached{s.entities[walk.To], g.path(plan, walk)}
	}
	return reached, told(err)
}

// Unnamed returns the names in e that no fact of the graph has, whatever its
// polarity, modality and source.
func (s *Snapshot) Unnamed(e *via.Expr) []via.Name {
	_, plan := s.compile(context.Background(), -1, -1, e, PathOptions{})
	return plan.Unmatched()
}

func (s *Snapshot) compile(ctx context.Context, a, b int32, e *via.Expr, o PathOptions) (*labelled, *via.Plan) {
	o.Directed = false
	g := s.walker(ctx, a, b, o).labelled()
	return g, via.Compile(e, g)
}

// told says where an error comes from.
func told(err error) error {
	if err != nil {
		err = fmt.Errorf("queries: %w", err)
	}
	return err
}

// searchVia is search along o.Via.
func (s *Snapshot) searchVia(ctx context.Context, a, b int32, o PathOptions) ([]Path, error) {
	g, plan := s.compile(ctx, a, b, o.Via, o)
	if g.avoid[a] || g.avoid[b] {
		return nil, nil
	}
	walks, err := plan.Between(ctx, a, b, o.All, via.Options{Hops: o.MaxHops, Visited: o.MaxVisits, Rows: o.K})
	paths := make([]Path, len(walks))
	for i, walk := range walks {
		paths[i] = g.path(plan, walk)
	}
	return paths, told(err)
}

// withinVia is within along o.Via.
func (s *Snapshot) withinVia(ctx context.Context, end int32, back bool, o PathOptions) int {
	e := o.Via
	if back {
		e = &via.Expr{Op: via.Inverse, Args: []*via.Expr{e}}
	}
	_, plan := s.compile(ctx, end, -1, e, o)
	walks, _ := plan.Reach(ctx, end, via.Options{Hops: o.MaxHops, Visited: o.MaxVisits})
	return len(slices.DeleteFunc(walks, func(w via.Walk) bool { return w.To == end }))
}

// path spells out a walk.
func (g *labelled) path(plan *via.Plan, walk via.Walk) Path {
	var p Path
	at := walk.From
	for _, step := range walk.Steps {
		p.Steps = append(p.Steps, g.stepVia(plan, at, step))
		at = step.Arc.To
	}
	return p
}

// stepVia spells out a step from u, with all other facts that could have taken
// its place.
func (g *labelled) stepVia(plan *via.Plan, u int32, step via.Step) Step {
	s := g.s
	best := s.links.arcs[step.Arc.ID]
	out := Step{
		Fact: s.facts[best.fact], From: s.entities[u].IRI, To: s.entities[best.to].IRI,
		Forward: best.forward, Via: s.modifier(best),
	}
	var others []int32
	first, end := s.links.span(u, best.to)
	for id := first; id < end; id++ {
		a := s.links.arcs[id]
		if a.fact != best.fact && g.labels.ofArc[id] >= 0 && g.usable(a, false) && plan.Crosses(step.Place, g.arc(id)) {
			others = append(others, a.fact)
		}
	}
	slices.Sort(others)
	for _, f := range slices.Compact(others) {
		out.Others = append(out.Others, s.facts[f])
	}
	return out
}
