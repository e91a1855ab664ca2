package identity

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// world makes a corpus with about as many actors as asked for, whose names and
// company are as uneven as in the news: a few names are everywhere, surnames
// repeat, most names stand in one article or two.
func world(actors int) []Occurrence {
	r := rand.New(rand.NewPCG(1, 2))
	syllables := strings.Fields("ka lo mi ra ten dor vik sen hal bro lin mar tos rey osa gul fen dal bor win")
	word := func(n int) string {
		var b strings.Builder
		for range 2 + n%2 {
			b.WriteString(syllables[n%len(syllables)])
			n /= len(syllables)
		}
		s := b.String()
		return strings.ToUpper(s[:1]) + s[1:]
	}
	skewed := func(n int) int { return int(float64(n) * r.Float64() * r.Float64() * r.Float64()) }
	type person struct {
		name string
		kind extract.Kind
		role string
	}
	people := make([]person, actors)
	for i := range people {
		p := &people[i]
		p.kind = extract.Person
		p.name = word(r.IntN(400)) + " " + word(skewed(8000))
		switch i % 5 {
		case 3:
			p.kind, p.name = extract.Organisation, word(r.IntN(8000))+" "+word(r.IntN(4000))+" Union"
		case 4:
			p.kind, p.name = extract.Place, word(i)+" "+word(i*7)
		}
		if r.IntN(3) == 0 {
			p.role = []string{"Mayor of ", "director of ", "skipper of ", "minister of "}[r.IntN(4)] + word(r.IntN(500))
		}
	}
	var all []Occurrence
	for d := 0; len(all) < 2*actors; d++ {
		doc := fmt.Sprintf("%sdoc/%06d", scheme, d)
		seen := map[string]bool{}
		for range 12 {
			p := people[r.IntN(actors)]
			if r.IntN(8) == 0 {
				p = people[skewed(200)]
			}
			o := Occurrence{Document: doc, Named: true, Mentions: 1 + r.IntN(4), Kind: p.kind, Name: p.name}
			if p.kind == extract.Person && r.IntN(8) == 0 {
				o.Name = p.name[strings.IndexByte(p.name, ' ')+1:]
			}
			if p.role != "" && p.kind == extract.Person {
				o.Roles = []string{p.role}
			}
			o.IRI = scheme + string(o.Kind) + "/" + strings.Join(Words(o.Name), "-")
			if !seen[o.IRI] {
				seen[o.IRI] = true
				all = append(all, o)
			}
		}
	}
	return all
}

// Resolving grows with the number of actors, not with its square.
func BenchmarkResolve(b *testing.B) {
	for _, actors := range []int{12_500, 25_000, 50_000, 100_000} {
		all := world(actors)
		b.Run(fmt.Sprint(actors), func(b *testing.B) {
			for b.Loop() {
				r := Resolve(all, nil)
				b.ReportMetric(float64(len(r.Actors())), "actors")
				b.ReportMetric(float64(len(r.Proposals())), "doubts")
			}
		})
	}
}
