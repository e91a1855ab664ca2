package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/extract/english"
	"github.com/dramatis-kg/dramatis/extract/source"
	"github.com/dramatis-kg/dramatis/graph"
)

func (p *program) addCommand() *cli.Command {
	return &cli.Command{
		Name:      "add",
		Usage:     "read articles into the graph",
		ArgsUsage: "PATH…",
		Description: `Reads files, folders and - (standard input), finds the facts and stores them.
A CSV or JSONL file gives one article a row. What is in the graph already is
left alone; what changed, or was read by another version of the program, is
replaced. Ctrl-C keeps what has been stored; run the command again for the rest.

Examples:
  dramatis add ferry.txt
  dramatis add --date 2016-03-24 ferry.txt council.html
  dramatis add articles/ rows.csv
  curl -s https://example.org/ferry.html | dramatis add -`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "date", Usage: "take `DAY` (2016-03-24) as the publication date where an article gives none"},
			&cli.IntFlag{Name: "jobs", Aliases: []string{"j"}, Usage: "read `N` articles at a time (as many as there are processors by default)"},
			&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "no progress and no summary"},
		},
		Action: p.add,
	}
}

// An adding is one run of add.
type adding struct {
	*program
	c       *cli.Context
	store   *graph.Store // nil until there is something to store
	meter   *meter
	changes map[graph.Change]int
	skipped int
	facts   int
}

func (p *program) add(c *cli.Context) error {
	paths, err := arguments(c, 1, -1)
	if err != nil {
		return err
	}
	r, err := newReader(c)
	if err != nil {
		return err
	}
	a := &adding{program: p, c: c, changes: map[graph.Change]int{}}
	// A store is made for the first article, so that a slip in a file's name
	// leaves no empty store behind.
	a.store, err = open(c, graph.Options{Extractor: english.Version()})
	if errors.Is(err, graph.ErrMissing) {
		a.store, err = nil, nil
	}
	if err != nil {
		return err
	}
	defer func() {
		if a.store != nil {
			a.store.Close()
		}
	}()
	if s := a.store; s != nil {
		r.known = func(id string) bool {
			has, err := s.Has(context.WithoutCancel(c.Context), id)
			return has && err == nil
		}
	}
	return a.run(r, p.inputs(c.Context, paths, r.source))
}

// run keeps everything that r reads and tells what was done.
func (a *adding) run(r *reader, in iter.Seq[reading]) error {
	ctx, errs, start := a.c.Context, a.errs, time.Now()
	if a.progress && !a.c.Bool("quiet") {
		a.meter = newMeter(errs, a.c.Args().Slice())
		a.errs = a.meter.all // lines go above the bar
	}
	var err error
	for x := range r.read(ctx, in) {
		if err = a.keep(x); err != nil || ctx.Err() != nil {
			break
		}
		a.meter.read(x.done)
	}
	a.meter.close()
	a.errs = errs
	if !a.c.Bool("quiet") {
		a.summary(time.Since(start))
	}
	switch {
	case err != nil:
		return err
	case ctx.Err() != nil:
		return fail(exitSkipped, "interrupted: what is counted above has been kept; run the command again for the rest")
	case a.skipped > 0:
		return &exitError{code: exitSkipped}
	}
	return nil
}

// keep stores one article, or says why it cannot be read. It is not stopped by
// Ctrl-C: what has been read is kept.
func (a *adding) keep(x reading) error {
	if a.isStore(x.err) {
		return nil // "add ." meets the store that lies among the articles
	}
	if codeOf(x.err) == exitFault {
		return x.err
	}
	if x.err != nil {
		a.skipped++
		a.skip(x)
		return nil
	}
	if a.store == nil {
		s, err := open(a.c, graph.Options{Create: true, Extractor: english.Version()})
		if err != nil {
			return err
		}
		a.store = s
	}
	change, err := a.store.Add(context.WithoutCancel(a.c.Context), x.doc, x.origin)
	if errors.Is(err, graph.ErrRefused) {
		x.err = err
		a.skipped++
		a.skip(x)
		return nil
	}
	if err != nil {
		file, _ := place(a.c)
		return storeError(file, err)
	}
	a.changes[change]++
	if change != graph.Unchanged {
		a.facts += len(x.doc.Facts)
	}
	return nil
}

// isStore says whether err complains of the very file that holds the graph.
func (a *adding) isStore(err error) bool {
	var unreadable *source.Error
	if !errors.As(err, &unreadable) {
		return false
	}
	file, _ := place(a.c)
	at, err1 := os.Stat(unreadable.Path)
	store, err2 := os.Stat(file)
	return err1 == nil && err2 == nil && os.SameFile(at, store)
}

// summary prints what was done. Only people are told how long it took, so that
// the error stream of equal runs is equal.
func (a *adding) summary(took time.Duration) {
	line := fmt.Sprintf("added %d, unchanged %d, replaced %d, skipped %d; %d facts",
		a.changes[graph.Added], a.changes[graph.Unchanged], a.changes[graph.Replaced], a.skipped, a.facts)
	if a.progress {
		line += fmt.Sprintf(" in %v", took.Round(100*time.Millisecond))
	}
	fmt.Fprintln(a.errs, line)
}
