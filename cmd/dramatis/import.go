package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"sync/atomic"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/exchange"
	"github.com/dramatis-kg/dramatis/graph/identity"
	"github.com/dramatis-kg/dramatis/graph/postgres"
)

func (p *program) importCommand() *cli.Command {
	return &cli.Command{
		Name:      "import",
		Usage:     "read an exported graph into the graph",
		ArgsUsage: "FILE…",
		Description: `Reads N-Quads and JSONL as "dramatis export" writes them, lines in any order,
from files or - (standard input). Each document is checked as "dramatis verify"
does and stored whole or left out: of a file that was cut or changed, what is
sound comes in. What is in the graph already is left alone. Ctrl-C keeps what
has been stored; run the command again for the rest. A new store is made at
once, much quicker, and appears when it is complete.

Examples:
  dramatis import harbour.nq
  dramatis export --db a.db --format jsonl | dramatis import --db b.db --format jsonl -`,
		Flags: []cli.Flag{
			formatFlag(),
			&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "no progress and no summary"},
		},
		Action: p.importGraph,
	}
}

// Limits of one transaction: what is lost when the machine stops is no more.
const (
	batchQuads     = 5000
	batchDocuments = 50
	mostSkips      = 20 // told one by one
)

// An importing is one run of import.
type importing struct {
	*program
	c       *cli.Context
	paths   []string
	meter   *meter
	input   counter
	size    int64 // of the input, in bytes
	changes map[graph.Change]int
	quads   int
	skipped int
	judged  []identity.Judgement
}

// judge keeps a judgement until the documents are stored.
func (in *importing) judge(j identity.Judgement) { in.judged = append(in.judged, j) }

func (p *program) importGraph(c *cli.Context) error {
	paths, err := arguments(c, 1, -1)
	if err != nil {
		return err
	}
	in := &importing{program: p, c: c, paths: paths, changes: map[graph.Change]int{}}
	for _, path := range paths {
		f, err := exchangeFormat(c, path)
		if err != nil {
			return err
		}
		if f.Name != "nquads" && f.Name != "jsonl" {
			return fail(exitUsage, "%s is %s: only N-Quads and JSONL can be imported", path, f.Name)
		}
		if path == "-" {
			continue
		}
		info, err := os.Stat(path)
		if err != nil {
			return because(err, exitUsage, "%s cannot be read: %v", path, errors.Unwrap(err))
		}
		in.size += info.Size()
	}
	return in.run()
}

func (in *importing) run() error {
	errs, start := in.errs, time.Now()
	if in.progress && !in.c.Bool("quiet") {
		in.meter = newMeter(errs, in.paths)
		in.meter.bar.SetTotal(2*in.size, false) // reading is half of the work
		in.errs = in.meter.all
	}
	err := in.store()
	in.meter.close()
	in.errs = errs
	if in.skipped > mostSkips {
		in.say("%d more were left out", in.skipped-mostSkips)
	}
	if !in.c.Bool("quiet") {
		line := fmt.Sprintf("added %d, unchanged %d, replaced %d, left out %d; %d quads",
			in.changes[graph.Added], in.changes[graph.Unchanged], in.changes[graph.Replaced], in.skipped, in.quads)
		if in.progress {
			line += fmt.Sprintf(" in %v", time.Since(start).Round(100*time.Millisecond))
		}
		fmt.Fprintln(in.errs, line)
	}
	switch {
	case errors.Is(err, context.Canceled):
		return fail(exitSkipped, "interrupted: what is counted above has been kept; run the command again for the rest")
	case err == nil && in.skipped > 0:
		return &exitError{code: exitSkipped}
	}
	return err
}

// store puts the documents where they belong: into a store that is there, or
// into a new one.
func (in *importing) store() error {
	next, stop := iter.Pull2(in.documents())
	defer stop()
	file, err := place(in.c)
	if err != nil {
		return err
	}
	s, err := open(in.c, graph.Options{Create: postgres.Is(file)})
	if errors.Is(err, graph.ErrMissing) {
		if err = in.build(file, next); err != nil || in.changes[graph.Added] == 0 {
			return err
		}
		s, err = open(in.c, graph.Options{})
	}
	if err != nil {
		return err
	}
	defer s.Close()
	for more := true; more && err == nil; {
		var batch []*graph.Bundle
		if batch, more, err = fill(next); len(batch) > 0 {
			if e := in.add(s, batch); e != nil {
				err = storeError(file, e)
			}
		}
	}
	if err == nil {
		_, err = s.Judge(context.WithoutCancel(in.c.Context), in.judged)
		err = storeError(file, err)
	}
	return err
}

// build makes a new store of the first documents, as many as fit; none of none.
func (in *importing) build(file string, next func() (*graph.Bundle, error, bool)) error {
	first, err, ok := next()
	if err != nil || !ok {
		return err
	}
	n, taken, quads := 0, 0, 0
	docs, _, err := graph.Build(in.c.Context, file, func() (*graph.Bundle, error, bool) {
		b, err, ok := first, error(nil), true
		if n++; n > 1 {
			b, err, ok = next()
		}
		if ok && err == nil {
			taken++
			quads += b.Size()
			in.moved(quads)
		}
		return b, err, ok
	})
	if err != nil {
		if errors.Is(err, context.Canceled) {
			return err
		}
		return storeError(file, err)
	}
	in.changes[graph.Added], in.changes[graph.Unchanged], in.quads = docs, taken-docs, quads
	return nil
}

// fill returns the documents of the next transaction, and whether more come.
func fill(next func() (*graph.Bundle, error, bool)) (batch []*graph.Bundle, more bool, err error) {
	for quads := 0; quads < batchQuads && len(batch) < batchDocuments; {
		b, err, ok := next()
		if err != nil || !ok {
			return batch, false, err
		}
		batch = append(batch, b)
		quads += b.Size()
	}
	return batch, true, nil
}

func (in *importing) add(s *graph.Store, batch []*graph.Bundle) error {
	changes, err := s.AddBundles(context.WithoutCancel(in.c.Context), batch)
	if err != nil {
		return err
	}
	for i, change := range changes {
		in.changes[change]++
		in.quads += batch[i].Size()
	}
	in.moved(in.quads)
	return nil
}

// moved shows how many quads have been stored. Of N-Quads each is a line.
func (in *importing) moved(quads int) {
	if in.meter == nil {
		return
	}
	part := float64(quads) / float64(max(in.input.lines.Load(), 1))
	in.meter.read(in.input.bytes.Load() + int64(min(part, 1)*float64(in.size)))
}

// documents yields the documents of all inputs.
func (in *importing) documents() iter.Seq2[*graph.Bundle, error] {
	return func(yield func(*graph.Bundle, error) bool) {
		for _, path := range in.paths {
			f, err := exchangeFormat(in.c, path)
			if err != nil {
				yield(nil, err)
				return
			}
			r, err := in.openInput(path)
			if err != nil {
				yield(nil, because(err, exitUsage, "%s cannot be read: %v", path, err))
				return
			}
			for b, err := range exchange.Read(in.c.Context, io.TeeReader(r, &in.input), f, in.skip(path), in.judge) {
				if err != nil && !errors.Is(err, context.Canceled) {
					err = because(err, exitUsage, "%s cannot be read: %v", path, err)
				}
				if !yield(b, err) || err != nil {
					r.Close()
					return
				}
			}
			r.Close()
		}
	}
}

func (in *importing) openInput(path string) (io.ReadCloser, error) {
	if path == "-" {
		return io.NopCloser(in.in), nil
	}
	return os.Open(path)
}

// skip says why something is left out.
func (in *importing) skip(path string) func(error) {
	return func(err error) {
		if in.skipped++; in.skipped <= mostSkips {
			in.say("%s: %v (left out)", path, err)
		}
	}
}

// A counter counts what passes through it.
type counter struct{ bytes, lines atomic.Int64 }

func (n *counter) Write(b []byte) (int, error) {
	n.bytes.Add(int64(len(b)))
	n.lines.Add(int64(bytes.Count(b, []byte("\n"))))
	return len(b), nil
}
