package queries

import (
	"cmp"
	"fmt"
	"slices"
)

// mostPaths bounds what PathOptions.All returns.
const mostPaths = 1000

// best returns the best trails from a to b, as many as o asks for, by the
// algorithm of Yen (1971): each further trail leaves an earlier one somewhere.
func (w *walker) best(a, b int32, o PathOptions) []trail {
	k, longest := max(o.K, 1), o.MaxHops
	if o.All && o.K <= 0 {
		k = mostPaths
	}
	first := w.shortest(a, b, longest)
	if first.nodes == nil {
		return nil
	}
	if o.All {
		longest = len(first.nodes) - 1
	}
	found := []trail{first}
	var waiting []trail
	known := map[string]bool{key(first.nodes): true}
	for len(found) < k && w.ctx.Err() == nil {
		for _, t := range w.departures(found, longest) {
			if k := key(t.nodes); !known[k] {
				known[k] = true
				waiting = append(waiting, t)
			}
		}
		if len(waiting) == 0 {
			break
		}
		slices.SortFunc(waiting, compareTrails)
		found = append(found, waiting[0])
		waiting = waiting[1:]
	}
	return found
}

// departures returns the best trails that leave the last one found at each of
// its entities, along none of the steps that trails found so far take there.
func (w *walker) departures(found []trail, longest int) []trail {
	last := found[len(found)-1].nodes
	end := last[len(last)-1]
	w.barred, w.cut = map[int32]bool{}, nil
	var trails []trail
	for i := range len(last) - 1 {
		w.cut = map[[2]int32]bool{}
		for _, t := range found {
			if len(t.nodes) > i+1 && slices.Equal(t.nodes[:i+1], last[:i+1]) {
				w.cut[[2]int32{t.nodes[i], t.nodes[i+1]}] = true
			}
		}
		if rest := w.shortest(last[i], end, longest-i); rest.nodes != nil {
			nodes := slices.Concat(last[:i], rest.nodes)
			trails = append(trails, trail{nodes: nodes, weight: w.weight(nodes)})
		}
		w.barred[last[i]] = true
	}
	w.barred, w.cut = nil, nil
	return trails
}

// weight adds up a whole trail.
func (w *walker) weight(nodes []int32) int {
	total := 0
	for i := 1; i < len(nodes); i++ {
		_, n := w.weigh(w.s.links.between(nodes[i-1], nodes[i]))
		if total += n; i < len(nodes)-1 {
			total += w.s.pass(nodes[i])
		}
	}
	return total
}

func compareTrails(a, b trail) int {
	return cmp.Or(
		cmp.Compare(len(a.nodes), len(b.nodes)),
		cmp.Compare(a.weight, b.weight),
		slices.Compare(a.nodes, b.nodes))
}

func key(nodes []int32) string { return fmt.Sprint(nodes) }

// path spells out a trail.
func (w *walker) path(t trail) Path {
	var p Path
	for i := 1; i < len(t.nodes); i++ {
		p.Steps = append(p.Steps, w.step(t.nodes[i-1], t.nodes[i]))
	}
	return p
}

func (w *walker) step(u, v int32) Step {
	s := w.s
	bundle := s.links.between(u, v)
	best, _ := w.weigh(bundle)
	step := Step{
		Fact: s.facts[best.fact], From: s.entities[u].IRI, To: s.entities[v].IRI,
		Forward: best.forward, Via: s.modifier(best),
	}
	var others []int32
	for _, a := range bundle {
		if a.fact != best.fact && w.usable(a, false) {
			others = append(others, a.fact)
		}
	}
	slices.Sort(others)
	for _, f := range slices.Compact(others) {
		step.Others = append(step.Others, s.facts[f])
	}
	return step
}

// between returns the arcs from u to v.
func (a *adjacency) between(u, v int32) []arc {
	first, end := a.span(u, v)
	return a.arcs[first:end]
}

// span returns where the arcs from u to v stand.
func (a *adjacency) span(u, v int32) (first, end int32) {
	n, _ := slices.BinarySearchFunc(a.of(u), v, func(x arc, v int32) int { return cmp.Compare(x.to, v) })
	first = a.start[u] + int32(n)
	for end = first; end < a.start[u+1] && a.arcs[end].to == v; {
		end++
	}
	return first, end
}
