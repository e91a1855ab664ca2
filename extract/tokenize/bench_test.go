package tokenize

import (
	"strings"
	"testing"
)

const benchText = "Mayor Ann Brook didn't say whether the ten-day strike at Halden Corp. would end on March 3. "

func BenchmarkRead(b *testing.B) { benchmark(b, strings.Repeat(benchText, 200)) }

// BenchmarkMail reads careless text: addresses, numbers, marks, contractions.
func BenchmarkMail(b *testing.B) {
	benchmark(b, strings.Repeat("Ann Brook <ann@bay.example> 01/25/2019 12:44 PM Dear Bo,\nim sure its a bargain :) $20k... see www.bay.example/x?y=1 and plan-2.doc!!! ", 100))
}

func BenchmarkHostile(b *testing.B) {
	for _, c := range hostile {
		b.Run(strings.ReplaceAll(c.name, " ", "-"), func(b *testing.B) { benchmark(b, strings.Repeat(c.unit, 1<<16/len(c.unit))) })
	}
}

func benchmark(b *testing.B, text string) {
	n := len(read(text).Tokens)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		read(text)
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
