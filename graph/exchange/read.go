package exchange

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime"

	"github.com/cayleygraph/quad"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/identity"
)

// ErrFormat is the error of reading a format that is only written.
var ErrFormat = errors.New("only N-Quads and JSONL can be imported")

func newLines(r io.Reader) *bufio.Scanner {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 1<<16), maxLine)
	return lines
}

// readError puts into our words what a Scanner says.
func readError(err error) error {
	if errors.Is(err, bufio.ErrTooLong) {
		return fmt.Errorf("a line is longer than %d MB", maxLine>>20)
	}
	return err
}

// Read yields the documents of a graph in N-Quads or JSONL, ready to be
// stored, in an order of its own which does not depend on the number of
// processors. What cannot be stored is told to skip and left out: a line that is
// none, a document of which something is missing or changed. Lines of N-Quads
// may come in any order; those that do not fit into memory wait in temporary
// files. Judgements on identity are told to judged; they rest on no document,
// which may be nil, and are complete when the sequence has come to its end. An
// error ends the reading.
func Read(ctx context.Context, r io.Reader, f Format, skip func(error), judged func(identity.Judgement)) iter.Seq2[*graph.Bundle, error] {
	if judged == nil {
		judged = func(identity.Judgement) {}
	}
	switch f.Name {
	case "nquads":
		docs := func(skip func(error)) iter.Seq2[[]numbered, error] { return quadDocuments(ctx, r, skip, judged) }
		return bundles(docs, fromLines, skip)
	case "jsonl":
		docs := func(skip func(error)) iter.Seq2[[]quad.Quad, error] { return jsonDocuments(r, skip, judged) }
		return bundles(docs, graph.NewBundle, skip)
	}
	return func(yield func(*graph.Bundle, error) bool) { yield(nil, ErrFormat) }
}

// fromLines makes a bundle of the lines of one document.
func fromLines(lines []numbered) (*graph.Bundle, error) {
	quads := make([]quad.Quad, 0, len(lines))
	same := make(map[string]quad.Value, len(lines))
	for _, l := range lines {
		q, ok, err := statement(l.line, same)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", l.n, err)
		}
		if ok {
			quads = append(quads, q)
		}
	}
	b, err := graph.NewBundle(quads)
	if err != nil {
		return nil, fmt.Errorf("line %d and those that belong to it: %w", lines[0].n, err)
	}
	return b, nil
}

// A made is a bundle or why there is none.
type made struct {
	bundle *graph.Bundle
	err    error
	last   bool // an error after which nothing comes
}

// bundles makes bundles of documents, several at a time, and yields them in
// the order in which the documents come.
func bundles[T any](docs func(skip func(error)) iter.Seq2[T, error], pack func(T) (*graph.Bundle, error), skip func(error)) iter.Seq2[*graph.Bundle, error] {
	return func(yield func(*graph.Bundle, error) bool) {
		p := &production{queue: make(chan chan made, 64), stop: make(chan struct{})}
		defer close(p.stop)
		go produce(p, docs, pack)
		for result := range p.queue {
			m := <-result
			switch {
			case m.last:
				yield(nil, m.err)
				return
			case m.err != nil:
				skip(m.err)
			case !yield(m.bundle, nil):
				return
			}
		}
	}
}

// A production is a queue of results, which are filled in any order.
type production struct {
	queue chan chan made
	stop  chan struct{}
}

// place returns where the next result goes; nil if nobody wants it any more.
func (p *production) place() chan<- made {
	result := make(chan made, 1)
	select {
	case p.queue <- result:
		return result
	case <-p.stop:
		return nil
	}
}

func produce[T any](p *production, docs func(skip func(error)) iter.Seq2[T, error], pack func(T) (*graph.Bundle, error)) {
	defer close(p.queue)
	work := make(chan func())
	defer close(work)
	for range runtime.GOMAXPROCS(0) {
		go func() {
			for do := range work {
				do()
			}
		}()
	}
	skip := func(err error) {
		if at := p.place(); at != nil {
			at <- made{err: err}
		}
	}
	for doc, err := range docs(skip) {
		at := p.place()
		switch {
		case at == nil:
			return
		case err != nil:
			at <- made{err: err, last: true}
			return
		}
		work <- func() {
			b, err := pack(doc)
			at <- made{bundle: b, err: err}
		}
	}
}
