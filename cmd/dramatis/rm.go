package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/graph"
)

func (p *program) rmCommand() *cli.Command {
	return &cli.Command{
		Name:      "rm",
		Usage:     "take documents out of the graph",
		ArgsUsage: "DOC…",
		Description: `Takes out a document with all that rests on it alone. DOC is its IRI, the
beginning of its identifier, or the file or address it was read from.

Examples:
  dramatis rm ferry.txt
  dramatis rm dramatis:doc/9c1f52aa07d3e410
  dramatis rm 9c1f52`,
		Action: p.rm,
	}
}

func (p *program) rm(c *cli.Context) error {
	names, err := arguments(c, 1, -1)
	if err != nil {
		return err
	}
	s, err := open(c, graph.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	missing := 0
	for _, name := range names {
		docs, err := chosen(c.Context, s, name)
		if err != nil {
			return readError(c, err)
		}
		if len(docs) == 0 {
			p.say("no document in the graph is or came from %s: `dramatis stats --docs` lists them", quote(name))
			missing++
		}
		for _, d := range docs {
			if err := p.remove(c, s, d); err != nil {
				return err
			}
		}
	}
	if missing > 0 {
		return &exitError{code: exitNothing}
	}
	return nil
}

func (p *program) remove(c *cli.Context, s *graph.Store, d graph.Document) error {
	n, err := s.Remove(context.WithoutCancel(c.Context), d.IRI)
	if errors.Is(err, graph.ErrNotFound) {
		return nil // named twice on one command line
	}
	if err != nil {
		return readError(c, err)
	}
	fmt.Fprintf(p.errs, "removed %s, %s (%s)\n", quote(cite(d)), count(d.Facts, "fact"), count(n, "quad"))
	return nil
}

// chosen returns the documents that are meant by name: one by its IRI or the
// beginning of its identifier, or all that were read from a file or address.
func chosen(ctx context.Context, s *graph.Store, name string) ([]graph.Document, error) {
	place := name
	if abs, err := filepath.Abs(name); err == nil && !strings.Contains(name, "://") {
		place = abs
	}
	hash := strings.TrimPrefix(name, "dramatis:doc/")
	var from, begins []graph.Document
	for d, err := range s.Documents(ctx) {
		if err != nil {
			return nil, err
		}
		id := strings.TrimPrefix(d.IRI, "dramatis:doc/")
		switch {
		case id == hash:
			return []graph.Document{d}, nil
		case d.URL == name || cameFrom(ctx, s, d, place):
			from = append(from, d)
		case len(hash) >= 4 && strings.HasPrefix(id, hash):
			begins = append(begins, d)
		}
	}
	if len(from) > 0 {
		return from, nil
	}
	if len(begins) > 1 {
		return nil, fail(exitUsage, "%s begins the identifiers of %d documents: write more of it", quote(name), len(begins))
	}
	return begins, nil
}

// cameFrom says whether d was read at place or is a row of the file there.
func cameFrom(ctx context.Context, s *graph.Store, d graph.Document, place string) bool {
	origins, err := s.Origins(ctx, d.IRI)
	for _, o := range origins {
		if o == place || strings.HasPrefix(o, place+"#") {
			return err == nil
		}
	}
	return false
}
