package neural

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/dramatis-kg/dramatis/extract/gazetteer"
)

// tiny is a network small enough to differentiate number by number, and two
// sentences that use every head.
func tiny() (*network, []float32, *workspace, []tagSpan, []*Example) {
	n := newNetwork(shape{Words: 4, Affixes: 5, Ngrams: 6, Word: 3, Part: 2, Classes: 3, Hidden: 3, Layers: 2, Arc: 4, Rel: 3, Tags: 16, Rels: 5, Glance: 2, Near: distances})
	p := n.initial(rand.New(rand.NewPCG(7, 7)))
	r := rand.New(rand.NewPCG(8, 9))
	for i := range p {
		p[i] += float32(r.Float64()-0.5) * 0.8
	}
	w := &workspace{}
	batch := []*Example{
		{Words: make([]string, 3), Heads: []int{1, -1, 1}, rels: []int{2, 0, 4},
			targets: [tagSets][]int{{0, 1, 2}, {1, 0, -1}, {2, 2, 0}, {0, 1, 0}}},
		{Words: make([]string, 2), targets: [tagSets][]int{nameTags: {1, 0}}},
	}
	batch[0].soft = &soft{tags: chances(r, 3, 3, 2, 3, 2), heads: chances(r, 3, 4), rels: chances(r, 3, 5)}
	batch[1].soft = &soft{tags: chances(r, 2, 3, 2, 3, 2), heads: chances(r, 2, 3), rels: chances(r, 2, 5), parents: []int{1, -1}}
	for _, e := range batch {
		n := len(e.Words)
		for j := range n {
			row := e.soft.heads[j*(n+1) : (j+1)*(n+1)]
			row[(j+2)%(n+1)] += row[j+1] // no token is its own head
			row[j+1] = 0
		}
	}
	for _, e := range batch {
		w.begin()
		for range e.Words {
			w.share(features{word: int32(r.IntN(4)), affix: []int32{int32(r.IntN(5)), int32(r.IntN(5))}, ngrams: []int32{int32(r.IntN(6))}, class: gazetteer.Class(r.IntN(8))})
		}
	}
	return n, p, w, []tagSpan{{0, 3}, {3, 5}, {5, 8}, {8, 10}}, batch
}

// chances returns n rows of probabilities, of sets of the given widths side by
// side.
func chances(r *rand.Rand, n int, widths ...int) []float32 {
	var out []float32
	for range n {
		for _, width := range widths {
			s := random(r, width)
			softmax(s)
			out = append(out, s...)
		}
	}
	return out
}

func (l Loss) sum() float64 { return l.Tags + l.Names + l.Arcs + l.Rels }

// Every parameter's gradient is compared with the difference quotient of the
// summed loss, so that each head and both layers of LSTM are covered; with
// dropout too, whose masks are the same in every run.
func TestGradient(t *testing.T) {
	for _, drop := range []string{"no", "each", "locked"} {
		n, p, w, spans, batch := tiny()
		dropper := func() *dropper {
			if drop == "no" {
				return nil
			}
			return &dropper{0.3, rand.New(rand.NewPCG(1, 1)), drop == "locked"}
		}
		flipped, g, unused := make([]float32, n.total), make([]float32, n.total), make([]float32, n.total)
		for s := range shards {
			n.flip(p, flipped, s)
		}
		learn := func(g []float32) Loss {
			p := pass{n, p, n.recurrent(p, nil), flipped, g, w, spans, 5, 1, dropper()}
			return p.learn(batch)
		}
		learn(g)
		for _, tensor := range n.all {
			moved := false
			for i := tensor.off; i < tensor.off+tensor.size(); i++ {
				const h = 2e-3
				old := p[i]
				p[i] = old + h
				up := learn(unused).sum()
				p[i] = old - h
				down := learn(unused).sum()
				p[i] = old
				want := (up - down) / (2 * h)
				if math.Abs(want-float64(g[i])) > 4e-3+2e-2*math.Abs(want) {
					t.Errorf("dropout %s: %s[%d]: gradient\ngot  %.5f\nwant %.5f", drop, tensor.name, i-tensor.off, g[i], want)
				}
				moved = moved || g[i] != 0
			}
			if !moved {
				t.Errorf("dropout %s: %s gets no gradient", drop, tensor.name)
			}
		}
	}
}
