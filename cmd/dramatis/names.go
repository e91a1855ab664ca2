package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
)

// withSnapshot calls do with all that the graph holds.
func withSnapshot(c *cli.Context, do func(*queries.Snapshot) error) error {
	return withStore(c, func(s *graph.Store) error {
		snapshot, err := queries.Load(c.Context, s)
		if err != nil {
			return readError(c, err)
		}
		return do(snapshot)
	})
}

// readError says what went wrong while the graph was read.
func readError(c *cli.Context, err error) error {
	if errors.Is(err, context.Canceled) {
		return fail(exitLimit, "interrupted")
	}
	file, _ := place(c)
	if file == "" {
		file = "memory"
	}
	return storeError(file, err)
}

// lookup returns the entity that is meant by name. A name that fits several is
// an error, after which they stand in a list on the error stream.
func (p *program) lookup(s *queries.Snapshot, name string) (graph.Entity, error) {
	e, err := s.Find(name, queries.FindOptions{})
	var ambiguous *queries.AmbiguousError
	var unknown *queries.UnknownError
	switch {
	case errors.As(err, &ambiguous):
		p.say("%s may mean %d entities: say which", quote(name), len(ambiguous.Candidates))
		for i, m := range ambiguous.Candidates {
			if i == 10 {
				fmt.Fprintf(p.errs, "  and %d more\n", len(ambiguous.Candidates)-i)
				break
			}
			fmt.Fprintf(p.errs, "  %s (%s, %s)  %s\n", safe(m.Entity.Name), safe(string(m.Entity.Kind)), count(m.Entity.Mentions, "mention"), safe(m.Entity.IRI))
		}
		return e, &exitError{code: exitUsage}
	case errors.As(err, &unknown):
		near := ""
		if len(unknown.Near) > 0 {
			near = unknown.Near[0].Entity.Name
		}
		return e, fail(exitNothing, "nobody and nothing here is called %s%s: see dramatis cast", quote(name), hint(near))
	case err != nil:
		return e, fail(exitUsage, "%s: %v", quote(name), err)
	}
	return e, nil
}

// party returns what a filter takes for a name: an IRI where the name is that
// of an entity, else the words themselves, which may be those of a literal.
func (p *program) party(s *queries.Snapshot, name string) (string, error) {
	if name == "" || name == "-" {
		return name, nil
	}
	e, err := p.lookup(s, name)
	if codeOf(err) == exitNothing {
		return name, nil
	}
	return e.IRI, err
}

// count is "1 fact" or "2 facts".
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
