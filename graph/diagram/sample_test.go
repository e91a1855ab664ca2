package diagram

import "github.com/dramatis-kg/dramatis/extract"

// harbour is a small graph that shows every kind of stroke.
func harbour() *Graph {
	return &Graph{
		Title:    "Brightwater harbour: who did what to whom",
		Subtitle: "12 entities and 16 relations around the harbour board; relations of one sentence each are hidden",
		Nodes: []Node{
			{Label: "Ada Marsh", Kind: extract.Person, Note: "mayor of Brightwater", Support: 9},
			{Label: "Brightwater", Kind: extract.Place, Support: 14, Focus: true},
			{Label: "Brightwater Harbour Board", Kind: extract.Organisation, Support: 11},
			{Label: "Halden Lines", Kind: extract.Organisation, Support: 8},
			{Label: "ferry Kittiwake", Kind: extract.Weapon, Support: 5},
			{Label: "harbour strike", Kind: extract.EventKind, Support: 6},
			{Label: "dock workers", Kind: extract.Group, Support: 7},
			{Label: "Old Customs House", Kind: extract.Facility, Support: 2},
			{Label: "Ben Okoro", Kind: extract.Person, Note: "speaks for the dock workers", Support: 4},
			{Label: "The Tidewater Papers", Kind: extract.Work, Support: 1},
			{Label: "Celia Voss", Kind: extract.Person, Support: 3},
			{Label: "two million crowns", Kind: extract.Quantity, Support: 1},
		},
		Edges: []Edge{
			{From: 0, To: 1, Labels: []string{"mayor of ×6"}, Class: Role, Support: 6, Note: "Ada Marsh, mayor of Brightwater, opened the quay."},
			{From: 0, To: 2, Labels: []string{"met with ×3", "wrote to", "praised"}, Class: Diplomacy, Support: 5, Note: "Marsh met with the harbour board on Monday."},
			{From: 8, To: 6, Labels: []string{"speaks for ×2"}, Class: Role, Support: 2},
			{From: 6, To: 5, Labels: []string{"began ×4"}, Class: Conflict, Support: 4, Note: "The dock workers began a strike."},
			{From: 6, To: 2, Labels: []string{"blockaded ×2", "sued"}, Class: Conflict, Support: 3},
			{From: 2, To: 1, Labels: []string{"based in ×2"}, Class: Role, Support: 2},
			{From: 3, To: 4, Labels: []string{"bought ×3"}, Support: 3, Note: "The ferry was bought by Halden Lines."},
			{From: 3, To: 2, Labels: []string{"bribed"}, Class: Conflict, Reported: true, Support: 1, Note: "Okoro said that Halden Lines had bribed the board."},
			{From: 3, To: 2, Labels: []string{"paid a bribe to"}, Class: Conflict, Denied: true, Support: 2, Note: "Halden Lines did not pay a bribe to the board."},
			{From: 4, To: 1, Labels: []string{"will call at"}, Planned: true, Support: 1},
			{From: 0, To: 8, Labels: []string{"invited to talks ×2"}, Class: Diplomacy, Planned: true, Reported: true, Support: 2},
			{From: 10, To: 9, Labels: []string{"published"}, Support: 1},
			{From: 9, To: 3, Labels: []string{"accuses ×2", "names", "quotes", "shames", "blames"}, Class: Conflict, Support: 4},
			{From: 2, To: 7, Labels: []string{"sold"}, Support: 1},
			{From: 7, To: 1, Labels: []string{"stands in"}, Class: Role, Support: 1},
			{From: 3, To: 11, Labels: []string{"paid"}, Support: 1},
		},
	}
}

// harbourPath is harbour after a question for a path.
func harbourPath() *Graph {
	g := harbour()
	for _, i := range []int{1, 5} {
		g.Edges[i].Path = true
	}
	return g
}

// town is a made-up graph of n nodes and m edges, the same on every call:
// some nodes have many neighbours, most have few.
func town(n, m int) *Graph {
	people := []string{"Ada Marsh", "Ben Okoro", "Celia Voss", "Dan Petrie", "Edith Lamm", "Femi Adeyo", "Greta Holm", "Hugo Sand", "Ines Prado", "Jon Wick", "Kay Oduya", "Leo Grant"}
	things := []string{"Harbour Board", "dock workers", "Old Quay", "Customs House", "regatta", "ferry Kittiwake", "Evening Tide", "night fee", "Water Company of Upper Brightwater", "Halden Lines"}
	kinds := []extract.Kind{extract.Organisation, extract.Group, extract.Place, extract.Facility, extract.EventKind, extract.Weapon, extract.Work, extract.Quantity, extract.Organisation, extract.Organisation}
	verbs := []string{"met with ×2", "wrote to", "sued ×3", "lives in", "praised", "bought", "held talks with ×2", "was elected chair of", "demanded an apology from the owner of", "attacked"}
	g := &Graph{Title: "Brightwater, from above", Subtitle: itoa(n) + " entities, " + itoa(m) + " relations"}
	for i := range n {
		node := Node{Support: 1 + (n-i)/3}
		if i%2 == 0 {
			node.Label, node.Kind = people[i/2%len(people)], extract.Person
		} else {
			node.Label, node.Kind = things[i/2%len(things)], kinds[i/2%len(kinds)]
		}
		if i >= 20 {
			node.Label += " " + itoa(i)
		}
		g.Nodes = append(g.Nodes, node)
	}
	seed := uint32(7)
	next := func(k int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>16) % k
	}
	for i := range m {
		from, to := next(n), min(next(n), next(n), next(n))
		if i < n-1 {
			from = i + 1
			to = min(next(i+1), next(i+1))
		}
		if from == to {
			to = (to + 1) % n
		}
		e := Edge{From: from, To: to, Labels: []string{verbs[next(len(verbs))]}, Class: Class(next(4)), Support: 1 + next(6)}
		e.Reported, e.Planned, e.Denied = next(8) == 0, next(9) == 0, next(12) == 0
		if next(6) == 0 {
			e.Labels = append(e.Labels, verbs[next(len(verbs))])
		}
		g.Edges = append(g.Edges, e)
	}
	return g
}

// star is one place and n that have to do with it.
func star(n int) *Graph {
	g := town(n, 0)
	g.Title = "Around the harbour"
	g.Nodes[0] = Node{Label: "Brightwater Harbour", Kind: extract.Place, Focus: true, Support: 20}
	for i := 1; i < n; i++ {
		e := Edge{From: i, To: 0, Class: Class(i % 4), Labels: []string{[]string{"advanced on ×2", "bombed", "lies in", "left for the mainland from"}[i%4]}, Reported: i%5 == 0}
		if i%3 == 0 {
			e.From, e.To = e.To, e.From
		}
		g.Edges = append(g.Edges, e)
	}
	return g
}

// islands is a graph of many small parts, with a loop and a lonely node.
func islands() *Graph {
	g := town(30, 0)
	for i := 0; i+1 < 28; i++ {
		if i%4 != 3 {
			g.Edges = append(g.Edges, Edge{From: i, To: i + 1, Labels: []string{"wrote to"}, Class: Class(i % 4)})
		}
	}
	g.Edges = append(g.Edges, Edge{From: 2, To: 2, Labels: []string{"quoted"}})
	return g
}

// grouped is harbour in two groups, with roles below names.
func grouped() *Graph {
	g := harbour()
	g.Groups = []string{"around the harbour board", "around Halden Lines"}
	for i, k := range []int{1, 1, 1, 2, 2, 1, 1, 0, 1, 2, 2, 2} {
		g.Nodes[i].Group = k
	}
	g.Nodes[0].Role = "mayor of Brightwater"
	g.Nodes[10].Role = "publisher of the Evening Tide and other papers"
	return g
}

// flow leads from one end to another.
func flow() *Graph {
	g := harbour()
	g.Flow = true
	g.Nodes[1].Focus = false
	g.Nodes[9].Focus, g.Nodes[0].Focus = true, true
	return g
}

// chronicle is a timeline with every sort of row.
func chronicle() *Graph {
	g := harbour()
	g.Timeline = true
	for i := range g.Edges {
		g.Edges[i].When = []string{"2 May 2021", "June 2021", "2022"}[i/6]
	}
	g.Edges[2].Tail = "in Brightwater, by ferry and at night, for reasons that nobody was told of"
	g.Edges[4].To, g.Edges[4].Text = -1, "that nobody would ever again pay the night fee of the harbour"
	g.Edges[5].To = -1
	g.Edges[7].To, g.Edges[7].Tail = -1, "in Millport"
	return g
}
