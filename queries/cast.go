package queries

import (
	"cmp"
	"math"
	"slices"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries/cluster"
)

// CastOptions choose and order the actors.
type CastOptions struct {
	Kind      extract.Kind // only entities of this kind; "" means all
	Limit     int          // most entities; 0 means all
	By        string       // "mentions" (also ""), "degree", "pagerank" or "betweenness"
	NamedOnly bool         // leave out what only one document can speak of
	Grouped   bool         // find out to which community each belongs
}

// A Rank says how important an entity is.
type Rank struct {
	Entity graph.Entity
	Score  float64 // of the measure asked for
	Facts  int     // that it takes part in, of any polarity, modality and source
	Degree int     // entities that asserted facts relate it to
	Group  int     // its community, counted from 1, the largest first; 0 for none, or if not asked for
}

// Cast ranks the entities, the most important first; equals are in order of
// their names. Only asserted facts count for degree, PageRank and betweenness,
// in both directions, and several between the same two count once.
func (s *Snapshot) Cast(o CastOptions) []Rank {
	near := s.neighbours()
	score, facts := s.measure(o.By, near), s.countFacts()
	group := make([]int32, len(near))
	if o.Grouped {
		group = grouped(near)
	}
	var order []int32
	for i := range s.entities {
		e := &s.entities[i]
		if (o.Kind == "" || e.Kind == o.Kind) && (e.Named || !o.NamedOnly) {
			order = append(order, int32(i))
		}
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(score(int(b)), score(int(a))), cmp.Compare(s.entities[a].Name, s.entities[b].Name), cmp.Compare(a, b))
	})
	if o.Limit > 0 && len(order) > o.Limit {
		order = order[:o.Limit]
	}
	cast := make([]Rank, len(order))
	for n, i := range order {
		cast[n] = Rank{Entity: s.entities[i], Score: score(int(i)), Facts: facts[i], Degree: len(near[i]), Group: int(group[i])}
	}
	return cast
}

// grouped divides entities into communities, numbered from 1, the largest
// first; 0 is for those who stand alone.
func grouped(near [][]int32) []int32 {
	var edges []cluster.Edge
	for i, list := range near {
		for _, v := range list {
			if int(v) > i {
				edges = append(edges, cluster.Edge{A: i, B: int(v), Weight: 1})
			}
		}
	}
	of := cluster.Louvain(len(near), edges, communitySeed)
	size := make([]int, len(near))
	for _, g := range of {
		size[g]++
	}
	order := make([]int, len(near))
	for g := range order {
		order[g] = g
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(size[b], size[a]) })
	number := make([]int32, len(near))
	for n, g := range order {
		if size[g] > 1 {
			number[g] = int32(n) + 1
		}
	}
	out := make([]int32, len(near))
	for i, g := range of {
		out[i] = number[g]
	}
	return out
}

// communitySeed decides the order in which entities are visited when
// communities are looked for. Any would do; it must stay the same.
const communitySeed = 1

func (s *Snapshot) measure(by string, near [][]int32) func(i int) float64 {
	of := func(scores []float64) func(int) float64 {
		return func(i int) float64 { return scores[i] }
	}
	switch by {
	case "degree":
		return func(i int) float64 { return float64(len(near[i])) }
	case "pagerank":
		return of(pageRank(near))
	case "betweenness":
		return of(betweenness(near))
	}
	return func(i int) float64 { return float64(s.entities[i].Mentions) }
}

// neighbours lists, for each entity, those that asserted facts relate it to.
func (s *Snapshot) neighbours() [][]int32 {
	near := make([][]int32, len(s.entities))
	all := make([]int32, 0, len(s.links.arcs))
	for i := range near {
		first := len(all)
		for v, bundle := range bundles(s.links.of(int32(i))) {
			if slices.ContainsFunc(bundle, isAsserted) {
				all = append(all, v)
			}
		}
		near[i] = all[first:len(all):len(all)]
	}
	return near
}

// countFacts counts, for each entity, the facts that it takes part in.
func (s *Snapshot) countFacts() []int {
	count := make([]int, len(s.entities))
	last := make([]int, len(s.entities)) // fact counted last, from 1: none counts twice
	for i := range s.facts {
		f := &s.facts[i]
		take := func(iri string) {
			if e, ok := s.ids[iri]; ok && last[e] != i+1 {
				last[e] = i + 1
				count[e]++
			}
		}
		take(f.Subject)
		take(f.Object)
		for j := range f.Modifiers {
			take(f.Modifiers[j].Entity)
		}
	}
	return count
}

// pageRank is that of Brin and Page (1998) with a damping of 0.85. Each sum is
// taken in a fixed order and each product rounded by itself, so that machines
// which fuse the two agree with those that do not.
func pageRank(near [][]int32) []float64 {
	n := float64(len(near))
	const damping = 0.85
	rank, next, share := make([]float64, len(near)), make([]float64, len(near)), make([]float64, len(near))
	for i := range rank {
		rank[i] = 1 / n
	}
	for range 200 {
		idle := 0.0
		for i, to := range near {
			if len(to) == 0 {
				idle += rank[i]
			}
		}
		change := 0.0
		for i, to := range near {
			share[i] = rank[i] / float64(max(len(to), 1))
		}
		for i, from := range near {
			sum := 0.0
			for _, j := range from {
				sum += share[j]
			}
			next[i] = (1-damping)/n + float64(damping*(sum+idle/n))
			change += math.Abs(next[i] - rank[i])
		}
		rank, next = next, rank
		if change < 1e-10 {
			break
		}
	}
	return rounded(rank)
}

// mostStarts bounds the searches of betweenness: all of 1000 entities.
const mostStarts = 1000

// betweenness is that of Freeman (1977) by the algorithm of Brandes (2001):
// on how many shortest paths between two others each entity lies. In a large
// graph the paths from an even choice of entities stand for all (Brandes and
// Pich 2007).
func betweenness(near [][]int32) []float64 {
	score := make([]float64, len(near))
	b := brandes{
		near:  near,
		hops:  make([]int32, len(near)),
		paths: make([]float64, len(near)),
		share: make([]float64, len(near)),
	}
	starts := min(len(near), mostStarts)
	for i := range starts {
		b.from(int32(i*len(near)/starts), score)
	}
	for i := range score {
		score[i] *= float64(len(near)) / float64(2*starts) // every path was met from both its ends
	}
	return rounded(score)
}

// brandes holds what one search leaves for the next to reuse.
type brandes struct {
	near  [][]int32
	hops  []int32   // from the start, counted from 1; 0 for not reached
	paths []float64 // shortest ones from the start
	share []float64 // of the paths from the start that lead through
	order []int32   // in which entities are reached
}

func (b *brandes) from(start int32, score []float64) {
	clear(b.hops)
	b.order = append(b.order[:0], start)
	b.hops[start], b.paths[start] = 1, 1
	for n := 0; n < len(b.order); n++ {
		u := b.order[n]
		b.share[u] = 0
		for _, v := range b.near[u] {
			if b.hops[v] == 0 {
				b.hops[v], b.paths[v] = b.hops[u]+1, 0
				b.order = append(b.order, v)
			}
			if b.hops[v] == b.hops[u]+1 {
				b.paths[v] += b.paths[u]
			}
		}
	}
	for n := len(b.order) - 1; n > 0; n-- {
		v := b.order[n]
		for _, u := range b.near[v] {
			if b.hops[u]+1 == b.hops[v] {
				b.share[u] += float64(b.paths[u] / b.paths[v] * (1 + b.share[v]))
			}
		}
		score[v] += b.share[v]
	}
}

// rounded keeps twelve digits after the point: enough to rank by, few enough
// that what ought to be equal is.
func rounded(scores []float64) []float64 {
	for i := range scores {
		scores[i] = math.Round(scores[i]*1e12) / 1e12
	}
	return scores
}
