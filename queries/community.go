package queries

import (
	"cmp"
	"slices"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries/cluster"
)

// Grouped returns g with the communities that its links form.
func (g Subgraph) Grouped() Subgraph {
	at := make(map[string]int, len(g.Entities))
	for i, e := range g.Entities {
		at[e.IRI] = i
	}
	var edges []cluster.Edge
	for _, l := range g.Links {
		a, okA := at[l.From]
		b, okB := at[l.To]
		if okA && okB {
			edges = append(edges, cluster.Edge{A: a, B: b, Weight: 1})
		}
	}
	g.Groups = cluster.Louvain(len(g.Entities), edges, communitySeed)
	return g
}

// mostCommunities bounds how many communities one picture shows.
const mostCommunities = 6

// Communities returns the most important communities of named entities, with
// at most limit entities in all (0 means 40), and the facts between them.
func (s *Snapshot) Communities(limit int, f Filter) Subgraph {
	if limit <= 0 {
		limit = 40
	}
	keep := s.relates(s.choose(f))
	var ranked []int32
	for _, r := range s.Cast(CastOptions{By: "pagerank", NamedOnly: true}) {
		ranked = append(ranked, s.ids[r.Entity.IRI])
	}
	groups := s.communities(ranked, keep)
	n := min(len(groups), mostCommunities)
	var chosen []int32
	group := map[string]int{}
	total := 0
	for _, members := range groups {
		total += len(members)
	}
	for k, members := range groups[:n] {
		for _, i := range s.related(members, max(limit/n, 2), keep) {
			chosen = append(chosen, i)
			group[s.entities[i].IRI] = k
		}
	}
	g := s.between(chosen, nil, keep)
	g.HiddenFacts = s.countHidden(chosen, chosen, keep)
	g.HiddenEntities = total - len(g.Entities)
	for _, e := range g.Entities {
		g.Groups = append(g.Groups, group[e.IRI])
	}
	return g
}

// communities groups entities by what relates them. Groups of one are left
// out; the group of the most facts comes first, its members in order of ranked.
func (s *Snapshot) communities(ranked []int32, keep func(*graph.Fact) bool) [][]int32 {
	place := make(map[int32]int, len(ranked))
	for k, i := range ranked {
		place[i] = k
	}
	var edges []cluster.Edge
	for k, i := range ranked {
		for v, bundle := range bundles(s.links.of(i)) {
			if at, ok := place[v]; ok && at < k && s.acts(bundle, keep) {
				edges = append(edges, cluster.Edge{A: at, B: k, Weight: min(s.support(bundle, keep), mostValue)})
			}
		}
	}
	var groups [][]int32
	of := cluster.Louvain(len(ranked), edges, communitySeed)
	for k, i := range ranked {
		if of[k] == len(groups) {
			groups = append(groups, nil)
		}
		groups[of[k]] = append(groups[of[k]], i)
	}
	weight := make([]int, len(groups))
	for _, e := range edges {
		if of[e.A] == of[e.B] {
			weight[of[e.A]] += e.Weight
		}
	}
	order := make([]int, len(groups))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(weight[b], weight[a]) })
	var kept [][]int32
	for _, k := range order {
		if len(groups[k]) > 1 {
			kept = append(kept, groups[k])
		}
	}
	return kept
}
