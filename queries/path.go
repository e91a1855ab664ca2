package queries

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries/via"
)

// PathOptions say which facts a path may cross and how many paths are wanted.
// Facts are crossed in both directions, and only those that the article itself
// asserts, unless the options say otherwise.
type PathOptions struct {
	MaxHops       int          // 0 means 6; with Via, any number
	K             int          // best paths; 0 means 1
	All           bool         // all shortest paths, the best K first (0 means 1000)
	Directed      bool         // only from subject to object; Via says that itself
	Avoid         []string     // IRIs of entities that no path passes through
	Kind          extract.Kind // the only kind of entities that paths pass through, or reach; "" for all
	MinConfidence float64
	Reported      bool // cross what somebody else claims, too
	Planned       bool // cross what is planned, possible, asked or conditional, too
	Denied        bool // cross what is denied, too
	Since, Until  string
	Predicate     string                 // as in Filter
	Keep          func(*graph.Fact) bool // a further test of facts; nil keeps all
	Via           *via.Expr              // what paths consist of; nil for any facts
	Limit         int                    // most entities that Reach returns; 0 means all
	MaxVisits     int                    // with Via: bounds the search, as via.Options.Visited
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
	MaxHops      int  // 0 for no limit
	Reached      int  // entities within reach of From, without itself
	ReachedBack  int  // entities that To is within reach of, without itself
	Beyond       int  // hops of the shortest path longer than MaxHops; 0 for none
	WithReported int  // hops of the shortest path that may cross reported facts; 0 for none
	WithPlanned  int  // the same where it may cross planned and possible ones, too; 0 for none
	Otherwise    Path // the first of these three that there is; no steps for none
}

// Error names the two ends and the limit.
func (e *NoPathError) Error() string {
	text := fmt.Sprintf("queries: no path from %s to %s", e.From.Name, e.To.Name)
	if e.MaxHops > 0 {
		text += fmt.Sprintf(" within %d hops", e.MaxHops)
	}
	return text
}

// Paths returns the best paths from one entity to another, best first: fewer
// hops, then facts with higher confidence and more support, through named
// entities with fewer facts. No entity is passed twice, unless o.Via asks for
// that. It fails with an *UnknownError where an IRI names nothing, with a
// *NoPathError, and with a *via.LimitError beside the paths found until then.
func (s *Snapshot) Paths(ctx context.Context, from, to string, o PathOptions) ([]Path, error) {
	a, b, err := s.ends(from, to, o.Via != nil)
	if err != nil {
		return nil, err
	}
	if err := checkTimes(o.Since, o.Until); err != nil {
		return nil, err
	}
	if o.MaxHops <= 0 && o.Via == nil {
		o.MaxHops = 6
	}
	paths, err := s.search(ctx, a, b, o)
	if err != nil || len(paths) > 0 {
		return paths, err
	}
	return nil, s.noPath(ctx, a, b, o)
}

// search returns the best paths from a to b, none where there are none.
func (s *Snapshot) search(ctx context.Context, a, b int32, o PathOptions) ([]Path, error) {
	if o.Via != nil {
		return s.searchVia(ctx, a, b, o)
	}
	w := s.walker(ctx, a, b, o)
	trails := w.best(a, b, o)
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("queries: path: %w", err)
	}
	paths := make([]Path, len(trails))
	for i, t := range trails {
		paths[i] = w.path(t)
	}
	return paths, nil
}

func (s *Snapshot) ends(from, to string, same bool) (a, b int32, err error) {
	a, ok := s.id(from)
	if !ok {
		return 0, 0, &UnknownError{Name: from}
	}
	if b, ok = s.id(to); !ok {
		return 0, 0, &UnknownError{Name: to}
	}
	if a == b && !same {
		return 0, 0, errors.New("queries: a path needs two different ends, both are " + s.entities[a].Name)
	}
	return a, b, nil
}

// noPath finds out what would connect a and b.
func (s *Snapshot) noPath(ctx context.Context, a, b int32, o PathOptions) error {
	e := &NoPathError{From: s.entities[a], To: s.entities[b], MaxHops: o.MaxHops}
	e.Reached = s.within(ctx, a, false, o)
	e.ReachedBack = s.within(ctx, b, true, o)
	attempt := func(o PathOptions, most int) int {
		o.K, o.All, o.MaxHops = 1, false, most
		paths, err := s.search(ctx, a, b, o)
		if err != nil || len(paths) == 0 {
			return 0
		}
		if e.Otherwise.Steps == nil {
			e.Otherwise = paths[0]
		}
		return len(paths[0].Steps)
	}
	if o.MaxHops > 0 {
		e.Beyond = attempt(o, math.MaxInt32)
	}
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

// within counts the entities within reach of one, without itself.
func (s *Snapshot) within(ctx context.Context, end int32, back bool, o PathOptions) int {
	if o.Via != nil {
		return s.withinVia(ctx, end, back, o)
	}
	return s.walker(ctx, end, -1, o).reach(end, back, o.MaxHops)
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
