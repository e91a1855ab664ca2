package explorer

import (
	"cmp"
	"slices"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
)

// MaxActors is how many actors a page can show: as groups that open, for more
// than mostPlain are not drawn one by one.
const (
	MaxActors = 20_000
	mostPlain = 150
)

// Links say what relates the actors of a map, without sentences. Each row holds
// one way from a subject: its index in Actors, that of the other, indexes into
// Families and Sources, claims, hundredths of confidence, and the first and the
// last day of its time, counted from 1970 (noDay for none).
type Links struct {
	Families []string `json:"families"`
	Sources  []string `json:"sources"`
	Rows     [][8]int `json:"rows"`
}

// What a claim is, in the fifth place of a row.
const (
	claimDenied = 1 << iota
	claimOpen   // not asserted
)

const noDay = -1 << 30

// mapOf shows a whole graph from afar: its actors in groups, and how often each
// two of them are related.
func mapOf(s *queries.Snapshot, g queries.Subgraph) Case {
	c := Case{Actors: []Actor{}, Facts: []Fact{}, Documents: []Document{}}
	at := make(map[string]int, len(g.Entities))
	for i, e := range g.Entities {
		at[e.IRI] = i
		a := actorOf(s, e)
		a.Aliases = nil // a dossier tells them
		c.Actors = append(c.Actors, a)
	}
	c.Groups = groupsOf(g, at)
	c.Links = linksOf(g, at)
	return c
}

// groupsOf returns the communities of a subgraph as places of actors, the
// largest first, in each the most important actor first.
func groupsOf(g queries.Subgraph, at map[string]int) [][]int {
	of := g.Grouped().Groups
	var groups [][]int
	for i, e := range g.Entities {
		for of[i] >= len(groups) {
			groups = append(groups, nil)
		}
		groups[of[i]] = append(groups[of[i]], at[e.IRI])
	}
	groups = slices.DeleteFunc(groups, func(m []int) bool { return len(m) == 0 })
	slices.SortStableFunc(groups, func(a, b []int) int { return cmp.Compare(len(b), len(a)) })
	return groups
}

func linksOf(g queries.Subgraph, at map[string]int) *Links {
	families, sources := numbering{}, numbering{}
	l := &Links{Rows: make([][8]int, 0, len(g.Links))}
	for _, link := range g.Links {
		from, ok := at[link.From]
		to, also := at[link.To]
		if !ok || !also {
			continue
		}
		f := &g.Facts[link.Fact]
		row := [8]int{from, to, families.of(f.Family), sources.of(f.SourceName), claims(f), int(100*f.Confidence + 0.5), noDay, noDay}
		if first, last, ok := queries.Days(f.Time); ok {
			row[6], row[7] = dayOr(first, noDay), dayOr(last, noDay)
		}
		l.Rows = append(l.Rows, row)
	}
	l.Families, l.Sources = families.names(), sources.names()
	return l
}

func claims(f *graph.Fact) (bits int) {
	if f.Polarity != extract.Affirmed {
		bits |= claimDenied
	}
	if f.Modality != extract.Asserted {
		bits |= claimOpen
	}
	return bits
}

// dayOr counts the days to a date, or returns none if it is no date.
func dayOr(iso string, none int) int {
	if iso == "" {
		return none
	}
	return int(day(iso))
}

// A numbering gives each name a number, in the order in which they come.
type numbering map[string]int

func (n numbering) of(name string) int {
	i, ok := n[name]
	if !ok {
		i = len(n)
		n[name] = i
	}
	return i
}

func (n numbering) names() []string {
	names := make([]string, len(n))
	for name, i := range n {
		names[i] = name
	}
	return names
}
