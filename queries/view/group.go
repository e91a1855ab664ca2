package view

import "github.com/dramatis-kg/dramatis/graph/diagram"

// group gives each node its community; one is named after its most supported
// members.
func (d *drawing) group(g *diagram.Graph) {
	size := map[int]int{}
	for i := range g.Nodes {
		size[d.sub.Groups[d.entity(i)]]++
	}
	place := map[int]int{}
	for i := range g.Nodes {
		of := d.sub.Groups[d.entity(i)]
		if size[of] < 2 {
			continue
		}
		if _, ok := place[of]; !ok {
			g.Groups = append(g.Groups, "")
			place[of] = len(g.Groups)
		}
		g.Nodes[i].Group = place[of]
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
