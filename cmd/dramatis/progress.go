package main

import (
	"fmt"
	"io"
	"sync/atomic"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"github.com/dramatis-kg/dramatis/extract/source"
)

// A meter shows how much of the input has been read. Its nil shows nothing.
type meter struct {
	all      *mpb.Progress
	bar      *mpb.Bar
	articles atomic.Int64
}

// newMeter starts a meter for the files at paths. Standard input has no known
// end: the bar then only counts.
func newMeter(w io.Writer, paths []string) *meter {
	m := &meter{all: mpb.New(mpb.WithOutput(w), mpb.WithWidth(48))}
	m.bar = m.all.AddBar(source.Size(paths),
		mpb.PrependDecorators(decor.Any(func(decor.Statistics) string { return count(int(m.articles.Load()), "article") + " " })),
		mpb.AppendDecorators(decor.Percentage(), decor.Name("  "), decor.OnComplete(decor.AverageETA(decor.ET_STYLE_GO), "")))
	return m
}

// read moves the meter past an article that ends at byte done of the input.
func (m *meter) read(done int64) {
	if m != nil && done > 0 { // not an input that could not be opened
		m.articles.Add(1)
		m.bar.SetCurrent(done)
	}
}

// close takes the bar off the screen.
func (m *meter) close() {
	if m != nil {
		m.bar.Abort(true)
		m.all.Wait()
	}
}

// skip says why an input is not read.
func (p *program) skip(x reading) {
	if x.name != "" {
		x.err = fmt.Errorf("%s: %w", x.name, x.err)
	}
	p.say("%v (skipped)", x.err)
}
