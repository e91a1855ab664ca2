package queries

import (
	"context"
	"errors"
	"fmt"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

// PathOptions say which facts a path may cross and how many paths are wanted.
// Facts are crossed in both directions, and only those that the article itself
// asserts, unless the options say otherwise.
type PathOptions struct {
	MaxHops       int      // 0 means 6
	K             int      // best paths; 0 means 1
	All           bool     // all shortest paths, the best K first (0 means 1000)
	Directed      bool     // only from subject to object
	Avoid         []string // IRIs of entities that no path passes through
	MinConfidence float64
	Reported      bool // cross what somebody else claims, too
	Planned       bool // cross what is planned, possible, asked or conditional, too
	Denied        bool // cross what is denied, too
	Since, Until  string
	Predicate     string                 // as in Filter
	Keep          func(*graph.Fact) bool // a further test of facts; nil keeps all
}

// A Path leads from one entity to another over facts.
type Path struct {
	Steps []Step
}

// A Step crosses one fact.
type Step struct {
	Fact     graph.Fact      // the best of those between the two
	From, To string          // IRIs in walking order
	Forward  bool            // From is the fact's subject
	Via      *graph.Modifier // names the end that is not the subject; nil if that is the object
	Others   []graph.Fact    // further facts between the two, in document order
}

// Entities returns the IRIs of the entities on the path, from first to last.
func (p Path) Entities() []string {
	if len(p.Steps) == 0 {
		return nil
	}
	iris := []string{p.Steps[0].From}
	for _, step := range p.Steps {
		iris = append(iris, step.To)
	}
	return iris
}

// A NoPathError says that two entities are not connected by the facts that may
// be crossed, and what would connect them.
type NoPathError struct {
	From, To     graph.Entity
	MaxHops      int
	Reached      int  // entities within reach of From, without itself
	ReachedBack  int  // entities that To is within reach of, without itself
	Beyond       int  // hops of the shortest path longer than MaxHops; 0 for none
	WithReported int  // hops of the shortest path that may cross reported facts; 0 for none
	WithPlanned  int  // the same where it may cross planned and possible ones, too; 0 for none
	Otherwise    Path // the first of these three that there is; no steps for none
}

// Error names the two ends and the limit.
func (e *NoPathError) Error() string {
	return fmt.Sprintf("queries: no path from %s to %s within %d hops", e.From.Name, e.To.Name, e.MaxHops)
}

// Paths returns the best paths from one entity to another, best first: fewer
// hops, then facts with higher confidence and more support, through named
// entities with fewer facts. No entity is passed twice. It fails with an
// *UnknownError where an IRI names nothing, and with a *NoPathError.
func (s *Snapshot) Paths(ctx context.Context, from, to string, o PathOptions) ([]Path, error) {
	a, b, err := s.ends(from, to)
	if err != nil {
		return nil, err
	}
	if err := checkTimes(o.Since, o.Until); err != nil {
		return nil, err
	}
	if o.MaxHops <= 0 {
		o.MaxHops = 6
	}
	w := s.walker(ctx, o)
	trails := w.best(a, b, o)
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("queries: path: %w", err)
	}
	if len(trails) == 0 {
		return nil, s.noPath(ctx, a, b, o)
	}
	paths := make([]Path, len(trails))
	for i, t := range trails {
		paths[i] = w.path(t)
	}
	return paths, nil
}

func (s *Snapshot) ends(from, to string) (a, b int32, err error) {
	a, ok := s.id(from)
	if !ok {
		return 0, 0, &UnknownError{Name: from}
	}
	if b, ok = s.id(to); !ok {
		return 0, 0, &UnknownError{Name: to}
	}
	if a == b {
		return 0, 0, errors.New("queries: a path needs two different ends, both are " + s.entities[a].Name)
	}
	return a, b, nil
}

// noPath finds out what would connect a and b.
func (s *Snapshot) noPath(ctx context.Context, a, b int32, o PathOptions) error {
	e := &NoPathError{From: s.entities[a], To: s.entities[b], MaxHops: o.MaxHops}
	w := s.walker(ctx, o)
	e.Reached = w.reach(a, false, o.MaxHops)
	e.ReachedBack = w.reach(b, true, o.MaxHops)
	attempt := func(o PathOptions, most int) int {
		w := s.walker(ctx, o)
		t := w.shortest(a, b, most)
		if t.nodes == nil {
			return 0
		}
		if e.Otherwise.Steps == nil {
			e.Otherwise = w.path(t)
		}
		return len(t.nodes) - 1
	}
	e.Beyond = attempt(o, len(s.entities))
	if !o.Reported {
		o.Reported = true
		e.WithReported = attempt(o, o.MaxHops)
	}
	if !o.Planned {
		o.Planned = true
		e.WithPlanned = attempt(o, o.MaxHops)
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("queries: path: %w", err)
	}
	return e
}

// plain says whether o lets all asserted facts through and no others, which
// needs no look at the facts.
func (o *PathOptions) plain() bool {
	return !o.Reported && !o.Planned && !o.Denied && o.Since == "" && o.Until == "" &&
		o.Predicate == "" && o.MinConfidence <= 0 && o.Keep == nil
}

// passes makes the test of facts that o describes.
func (s *Snapshot) passes(o PathOptions) func(*graph.Fact) bool {
	chosen := s.choose(Filter{Predicate: o.Predicate, Since: o.Since, Until: o.Until, MinConfidence: o.MinConfidence})
	return func(f *graph.Fact) bool {
		switch {
		case f.SourceName != "" && !o.Reported,
			f.Modality != extract.Asserted && !o.Planned,
			f.Polarity != extract.Affirmed && !o.Denied:
			return false
		}
		return chosen(f) && (o.Keep == nil || o.Keep(f))
	}
}
