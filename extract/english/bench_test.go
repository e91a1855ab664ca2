package english

import (
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/neural"
)

// BenchmarkPipeline reads the founding article from text to facts.
func BenchmarkPipeline(b *testing.B) {
	p, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	benchmark(b, p)
}

// BenchmarkCore reads it from text to trees and names.
func BenchmarkCore(b *testing.B) {
	p, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	benchmark(b, p[:2])
}

func benchmark(b *testing.B, p extract.Pipeline) {
	text := read(b, "palmyra.txt", "2016-03-24").Text
	b.ReportAllocs()
	tokens, sentences := 0, 0
	for b.Loop() {
		d := extract.NewDocument("", "2016-03-24", text)
		p.Read(d)
		tokens += len(d.Tokens)
		sentences += len(d.Sentences)
	}
	b.ReportMetric(float64(tokens)/b.Elapsed().Seconds(), "tokens/s")
	b.ReportMetric(float64(sentences)/b.Elapsed().Seconds(), "sentences/s")
}

// BenchmarkLoad decodes the weights, as every start of a reading command does.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := neural.Load(weights); err != nil {
			b.Fatal(err)
		}
	}
}
