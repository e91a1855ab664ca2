package english

import (
	"slices"
	"sync/atomic"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/neural"
)

// BenchmarkPipeline reads the founding article from text to facts.
func BenchmarkPipeline(b *testing.B) { benchmark(b, pipeline(b), nil) }

// BenchmarkCore reads it from text to trees and names.
func BenchmarkCore(b *testing.B) { benchmark(b, pipeline(b)[:2], nil) }

// BenchmarkStage reads it with one stage at a time. What the stages before have
// found is copied each time, which is counted too.
func BenchmarkStage(b *testing.B) {
	p := pipeline(b)
	for i, name := range []string{"tokenize", "network", "mention", "coref", "clause", "when"} {
		b.Run(name, func(b *testing.B) { benchmark(b, p[i:i+1], p[:i]) })
	}
}

// BenchmarkDocuments reads it in as many goroutines as there are processors:
// with -cpu 1,2 it shows how documents scale.
func BenchmarkDocuments(b *testing.B) {
	p := pipeline(b)
	text := read(b, "palmyra.txt", "2016-03-24").Text
	var tokens atomic.Int64
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			d := extract.NewDocument("", "2016-03-24", text)
			p.Read(d)
			tokens.Add(int64(len(d.Tokens)))
		}
	})
	b.ReportMetric(float64(tokens.Load())/b.Elapsed().Seconds(), "tokens/s")
}

func pipeline(b *testing.B) extract.Pipeline {
	b.Helper()
	p, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	return p
}

// benchmark measures p on the founding article as the stages before have left
// it.
func benchmark(b *testing.B, p, before extract.Pipeline) {
	begun := extract.NewDocument("", "2016-03-24", read(b, "palmyra.txt", "2016-03-24").Text)
	before.Read(begun)
	b.ReportAllocs()
	tokens, sentences := 0, 0
	for b.Loop() {
		d := *begun
		d.Tokens, d.Sentences, d.Mentions = slices.Clone(d.Tokens), slices.Clone(d.Sentences), slices.Clone(d.Mentions)
		d.Chains, d.Frames, d.Facts = slices.Clone(d.Chains), slices.Clone(d.Frames), slices.Clone(d.Facts)
		p.Read(&d)
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
