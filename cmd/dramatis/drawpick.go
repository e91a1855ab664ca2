package main

import (
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/cypher"
	"github.com/dramatis-kg/dramatis/queries/view"
)

// A pick finds what a flag asks to be drawn and says how to look at it.
type pick func(p *program, c *cli.Context, s *queries.Snapshot, limit int, f queries.Filter) (queries.Subgraph, view.View, error)

// picks are the flags that say what to draw; --timeline and --community look
// at what they find in another way.
var picks = map[string]pick{
	"around":  (*program).pickAround,
	"path":    (*program).pickPath,
	"between": (*program).pickBetween,
	"top":     (*program).pickTop,
	"query":   (*program).pickQuery,
}

const drawChoices = "--around NAME, --path A B, --between A B, --top N, --query PATTERN, --timeline or --community"

// checkSubject wants exactly one of the flags that say what to draw.
func checkSubject(c *cli.Context) error {
	subjects := given(c, "around", "path", "between", "top", "query")
	views := given(c, "timeline", "community")
	switch {
	case len(subjects)+len(views) == 0:
		return fail(exitUsage, "say what to draw: %s", drawChoices)
	case len(subjects) > 1 || len(views) > 1:
		return fail(exitUsage, "draw one thing: %s", drawChoices)
	case len(views) == 1 && len(subjects) == 1 && (subjects[0] != "around" && subjects[0] != "top" || views[0] == "timeline" && subjects[0] != "around"):
		return fail(exitUsage, "--%s does not go with --%s", views[0], subjects[0])
	}
	for _, flag := range []string{"path", "between"} {
		if c.IsSet(flag) && len(c.StringSlice(flag)) != 2 {
			return fail(exitUsage, "--%s takes two names: --%s A B", flag, flag)
		}
	}
	for _, flag := range given(c, "hops", "top", "k", "max-hops") {
		if _, err := atLeast(c, flag, 1); err != nil {
			return err
		}
	}
	return nil
}

// pick finds what is to be drawn.
func (p *program) pick(c *cli.Context, s *queries.Snapshot, limit int, f queries.Filter) (queries.Subgraph, view.View, error) {
	subjects := given(c, "around", "path", "between", "top", "query")
	switch {
	case c.Bool("timeline"):
		return p.pickTimeline(c, s, limit, f)
	case len(subjects) == 0:
		sub := s.Communities(limit, f)
		if len(sub.Links) == 0 {
			return sub, view.Groups, fail(exitNothing, "no facts relate the actors in the graph")
		}
		return sub, view.Groups, nil
	}
	sub, how, err := picks[subjects[0]](p, c, s, limit, f)
	if err == nil && c.Bool("community") {
		return sub.Grouped(), view.Groups, nil
	}
	return sub, how, err
}

func (p *program) pickTop(c *cli.Context, s *queries.Snapshot, limit int, f queries.Filter) (queries.Subgraph, view.View, error) {
	sub := s.Top(min(c.Int("top"), limit), f)
	if len(sub.Entities) == 0 {
		return sub, view.Overview, fail(exitNothing, "no facts relate the actors in the graph")
	}
	return sub, view.Overview, nil
}

func (p *program) pickAround(c *cli.Context, s *queries.Snapshot, limit int, f queries.Filter) (sub queries.Subgraph, how view.View, err error) {
	e, err := p.lookup(s, c.String("around"))
	if err != nil {
		return sub, how, err
	}
	sub = s.Around(e.IRI, c.Int("hops"), limit, f)
	if len(sub.Links) == 0 {
		return sub, how, fail(exitNothing, "no facts relate %s to anybody or anything", e.Name)
	}
	return sub, view.Overview, nil
}

func (p *program) pickBetween(c *cli.Context, s *queries.Snapshot, limit int, f queries.Filter) (sub queries.Subgraph, how view.View, err error) {
	ends, err := p.lookupAll(s, c.StringSlice("between"))
	if err != nil {
		return sub, how, err
	}
	if ends[0].IRI == ends[1].IRI {
		return sub, how, fail(exitUsage, "both names mean %s: name two different actors", ends[0].Name)
	}
	sub = s.Between(ends[0].IRI, ends[1].IRI, limit, f)
	if len(sub.Links) == 0 {
		return sub, how, fail(exitNothing, "no facts relate %s and %s, nor both to a third: try --path", ends[0].Name, ends[1].Name)
	}
	return sub, view.Linked, nil
}

func (p *program) pickPath(c *cli.Context, s *queries.Snapshot, _ int, f queries.Filter) (sub queries.Subgraph, how view.View, err error) {
	ends, err := p.lookupAll(s, c.StringSlice("path"))
	if err != nil {
		return sub, how, err
	}
	paths, _, err := findPaths(c, s, ends[0], ends[1], queries.PathOptions{
		MaxHops: c.Int("max-hops"), K: c.Int("k"), Reported: c.Bool("reported"), Planned: c.Bool("planned"),
		Since: f.Since, Until: f.Until,
	})
	return s.Join(paths), view.Linked, err
}

func (p *program) pickTimeline(c *cli.Context, s *queries.Snapshot, limit int, f queries.Filter) (sub queries.Subgraph, how view.View, err error) {
	iri, whose := "", "the graph"
	if c.IsSet("around") {
		e, err := p.lookup(s, c.String("around"))
		if err != nil {
			return sub, how, err
		}
		iri, whose = e.IRI, e.Name
	}
	if !c.IsSet("limit") {
		limit = 20
	}
	sub = s.Events(iri, limit, f)
	if len(sub.Facts) == 0 {
		return sub, how, fail(exitNothing, "no fact about %s tells when it happened", whose)
	}
	return sub, view.Chronicle, nil
}

func (p *program) pickQuery(c *cli.Context, s *queries.Snapshot, limit int, _ queries.Filter) (sub queries.Subgraph, how view.View, err error) {
	text, err := p.queryText(c.String("query"))
	if err != nil {
		return sub, how, err
	}
	query, err := cypher.Parse(text)
	if err != nil {
		return sub, how, p.queryError(err)
	}
	g := s.PatternGraph(queries.PathOptions{Reported: c.Bool("reported"), Planned: c.Bool("planned")})
	plan, err := cypher.Compile(query, g, nil)
	if err != nil {
		return sub, how, p.queryError(err)
	}
	p.noteUnmatched(s, g, plan)
	var rows [][]any
	for row, err := range plan.Run(c.Context, cypher.Options{}) {
		if err != nil {
			return sub, how, because(err, exitLimit, "%v: ask for less, with LIMIT", err)
		}
		rows = append(rows, slices.Clone(row))
	}
	if len(rows) == 0 {
		return sub, how, fail(exitNothing, "nothing matches this pattern")
	}
	nodes, relationships := drawn(rows)
	if len(nodes)+len(relationships) == 0 {
		return sub, how, fail(exitUsage, "the rows hold nothing to draw: RETURN a, e or a path p = …")
	}
	sub = g.Subgraph(nodes, relationships)
	if n := len(sub.Entities); n > limit {
		return sub, how, fail(exitLimit, "%d actors are more than --limit %d: choose some with LIMIT in the pattern, or raise it", n, limit)
	}
	return sub, view.Overview, nil
}
