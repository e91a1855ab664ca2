package main

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"sync"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/english"
	"github.com/dramatis-kg/dramatis/extract/source"
)

// A reading is one article on its way through the program.
type reading struct {
	doc    *extract.Document
	name   string // what to call it: a file, or a row of one
	origin string // where a store remembers it to come from
	done   int64  // bytes of the input up to its end
	known  bool   // the store has it, so that it has not been read for facts
	err    error  // why it cannot be read
}

// A reader finds the facts of articles, several at a time.
type reader struct {
	jobs     int
	source   source.Options
	options  english.Options
	known    func(id string) bool // what need not be read
	pipeline func() (extract.Pipeline, error)
}

// newReader reads the flags that all readers share.
func newReader(c *cli.Context) (*reader, error) {
	r := &reader{jobs: runtime.NumCPU(), known: func(string) bool { return false }}
	r.source.Date = c.String("date")
	if c.IsSet("date") && !isDay(r.source.Date) {
		return nil, fail(exitUsage, "--date %s: must be a day like 2016-03-24", quote(r.source.Date))
	}
	if c.IsSet("jobs") {
		var err error
		if r.jobs, err = atLeast(c, "jobs", 1); err != nil {
			return nil, err
		}
	}
	r.source.Lines, r.options.Tokenized = c.Bool("lines"), c.Bool("tokenized")
	if r.source.Lines || r.options.Tokenized {
		r.source.Format = "txt" // "text, date" is a sentence here, not the head of a table
	}
	// Decoding the model costs more than finding out that there is nothing to
	// read, so it waits for the first article.
	r.pipeline = sync.OnceValues(func() (extract.Pipeline, error) { return english.New(r.options) })
	return r, nil
}

// read yields in with every document read, in the same order. It stops early
// when ctx ends.
func (r *reader) read(ctx context.Context, in iter.Seq[reading]) iter.Seq[reading] {
	until := func(yield func(reading) bool) {
		for x := range in {
			if ctx.Err() != nil || !yield(x) {
				return
			}
		}
	}
	return inOrder(until, r.jobs, r.one)
}

// one reads one document. A fault of ours in one article must not lose the
// others, so it is reported as what is wrong with this one.
func (r *reader) one(x reading) (out reading) {
	if x.err != nil {
		return x
	}
	defer func() {
		if fault := recover(); fault != nil {
			out = x
			out.err = fmt.Errorf("fault of the program: %v", fault)
		}
	}()
	if r.known(x.doc.ID) {
		x.known = true
		return x
	}
	pipeline, err := r.pipeline()
	if err != nil {
		x.err = because(err, exitFault, "the model of English cannot be loaded: %v", err)
		return x
	}
	pipeline.Read(x.doc)
	return x
}

// isDay says whether s is a day in ISO 8601.
func isDay(s string) bool {
	_, err := time.Parse("2006-01-02", s)
	return err == nil
}
