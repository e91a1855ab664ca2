package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/postgres"
	"github.com/dramatis-kg/dramatis/queries"
)

// withSnapshot calls do with all that the graph holds.
func withSnapshot(c *cli.Context, do func(*queries.Snapshot) error) error {
	return withStore(c, func(s *graph.Store) error {
		snapshot, err := load(c, s)
		if err != nil {
			return err
		}
		return do(snapshot)
	})
}

// load reads the graph, with the names of one actor joined unless --unmerged
// is given. What was made of a large store is kept beside it, for the next
// command.
func load(c *cli.Context, s *graph.Store) (*queries.Snapshot, error) {
	if c.Bool("unmerged") {
		snapshot, err := queries.Load(c.Context, queries.Unmerged(s))
		return snapshot, readError(c, err)
	}
	file, err := place(c)
	if err != nil {
		return nil, err
	}
	if postgres.Is(file) {
		file = "" // a server has no place beside it
	}
	if file != "" {
		file += ".index"
	}
	if _, err := os.Stat(file); err == nil {
		defer letGrow()()
	}
	snapshot, err := queries.LoadKept(c.Context, s, file, buildText())
	return snapshot, readError(c, err)
}

// letGrow keeps the collector of garbage from running, until the function that
// it returns is called or a gigabyte is reached: while a snapshot comes out of
// its file nearly all of memory stays in use, and looking through it again and
// again would take as long as reading it.
func letGrow() (stop func()) {
	percent, limit := debug.SetGCPercent(-1), debug.SetMemoryLimit(1<<30)
	return func() {
		debug.SetMemoryLimit(limit)
		debug.SetGCPercent(percent)
	}
}

// readError says what went wrong while the graph was read.
func readError(c *cli.Context, err error) error {
	if err == nil {
		return nil
	}
	var ours *exitError
	if errors.As(err, &ours) {
		return err
	}
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
		if e, ok := known(ambiguous.Candidates); ok {
			return e, nil
		}
		p.say("%s may mean %d entities: say which", quote(name), len(ambiguous.Candidates))
		for i, m := range ambiguous.Candidates {
			if i == 10 {
				fmt.Fprintf(p.errs, "  and %d more\n", len(ambiguous.Candidates)-i)
				break
			}
			fmt.Fprintf(p.errs, "  %s (%s)  %s\n", safe(m.Entity.Name), safe(whoIs(s, &m.Entity)), safe(m.Entity.IRI))
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

// whoIs tells people which of several that are called alike somebody is: the
// kind, the offices or else somebody they have to do with, the mentions.
func whoIs(s *queries.Snapshot, e *graph.Entity) string {
	words := []string{string(e.Kind)}
	switch near := s.Around(e.IRI, 1, 3, queries.Filter{}); {
	case len(e.Roles) > 0:
		words = append(words, few(e.Roles))
	case len(near.Entities) > 1:
		words = append(words, "to do with "+near.Entities[1].Name)
	}
	return strings.Join(append(words, count(e.Mentions, "mention")), ", ")
}

// known returns the only candidate whose kind is known, if the others bear the
// same name: where one article calls Millport a place and another does not
// say, the place is meant.
func known(candidates []queries.Match) (graph.Entity, bool) {
	var found []graph.Entity
	for _, m := range candidates {
		if m.Entity.Name != candidates[0].Entity.Name {
			return graph.Entity{}, false
		}
		if m.Entity.Kind != extract.Other {
			found = append(found, m.Entity)
		}
	}
	if len(found) != 1 {
		return graph.Entity{}, false
	}
	return found[0], true
}

// party returns what a filter takes for a name: an IRI where one entity is
// meant, else the words themselves, which any name or literal may have.
func party(s *queries.Snapshot, name string) string {
	if name == "-" {
		return name
	}
	if e, err := s.Find(name, queries.FindOptions{}); err == nil {
		return e.IRI
	}
	return name
}

// count is "1 fact" or "2 facts".
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
