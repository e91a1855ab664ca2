package view

import "github.com/dramatis-kg/dramatis/graph/diagram"

// group gives each node its community, as far as what is drawn holds that
// together: each piece of a community is a group of its own, named after its
// most supported member, and what stands alone is in none.
func (d *drawing) group(g *diagram.Graph) {
	piece := d.pieces(g)
	size := map[int]int{}
	for _, p := range piece {
		size[p]++
	}
	place := map[int]int{}
	for i, p := range piece {
		if size[p] < 2 {
			continue
		}
		if _, ok := place[p]; !ok {
			g.Groups = append(g.Groups, "")
			place[p] = len(g.Groups)
		}
		g.Nodes[i].Group = place[p]
	}
	for k := range g.Groups {
		best := -1
		for i := range g.Nodes {
			if g.Nodes[i].Group == k+1 && (best < 0 || g.Nodes[i].Support > g.Nodes[best].Support) {
				best = i
			}
		}
		g.Groups[k] = "around " + g.Nodes[best].Label
	}
}

// pieces returns for each node the first of those that edges within its
// community join it to.
func (d *drawing) pieces(g *diagram.Graph) []int {
	first := make([]int, len(g.Nodes))
	community := make([]int, len(g.Nodes))
	for i := range first {
		first[i], community[i] = i, d.sub.Groups[d.entity(i)]
	}
	for joined := true; joined; {
		joined = false
		for _, e := range g.Edges {
			a, b := first[e.From], first[e.To]
			if a != b && community[e.From] == community[e.To] {
				first[e.From], first[e.To], joined = min(a, b), min(a, b), true
			}
		}
	}
	return first
}

// entity returns the index into Subgraph.Entities of node i of the diagram.
func (d *drawing) entity(i int) int {
	iri := d.nodes[d.kept[i]].entity.IRI
	for k, e := range d.sub.Entities {
		if e.IRI == iri {
			return k
		}
	}
	return -1
}
