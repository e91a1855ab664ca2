package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/queries"
)

func (p *program) castCommand() *cli.Command {
	return &cli.Command{
		Name:  "cast",
		Usage: "list the actors",
		Description: `Lists who and what the articles speak of, the most important first. Communities
are groups whose members facts relate more to one another than to others, found
by the method of Louvain.

Examples:
  dramatis cast
  dramatis cast --kind person --limit 10
  dramatis cast --by pagerank --json
  dramatis cast --communities --by degree`,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "kind", Usage: "only entities of `KIND`: person, organisation, place, group …"},
			&cli.StringFlag{Name: "by", Value: "mentions", Usage: "order by `MEASURE`: mentions, degree, pagerank or betweenness"},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: 25, Usage: "print at most `N`; 0 for all"},
			&cli.BoolFlag{Name: "communities", Usage: "list instead who belongs together, by who has to do with whom"},
			&cli.BoolFlag{Name: "all", Usage: "also what has no name: \"twelve sailors\""},
		}, outputFlags()...),
		Action: p.cast,
	}
}

func (p *program) cast(c *cli.Context) error {
	if _, err := arguments(c, 0, 0); err != nil {
		return err
	}
	asJSON, err := wantsJSON(c)
	if err != nil {
		return err
	}
	kind, err := oneOf(c, "kind", kinds...)
	if err != nil {
		return err
	}
	by, err := oneOf(c, "by", "mentions", "degree", "pagerank", "betweenness")
	if err != nil {
		return err
	}
	limit, err := atLeast(c, "limit", 0)
	if err != nil {
		return err
	}
	return withSnapshot(c, func(s *queries.Snapshot) error {
		o := queries.CastOptions{Kind: extract.Kind(kind), By: by, Limit: limit, NamedOnly: !c.Bool("all")}
		if c.Bool("communities") {
			o.Limit, o.Grouped = 0, true
			return p.communities(s.Cast(o), limit, asJSON)
		}
		o.Grouped = asJSON
		ranks := s.Cast(o)
		if asJSON {
			err = p.castJSON(ranks)
		} else if len(ranks) > 0 {
			p.castTable(ranks, by)
		}
		if len(ranks) == 0 && err == nil {
			return fail(exitNothing, "no such actors in the graph")
		}
		return err
	})
}

func (p *program) castTable(ranks []queries.Rank, by string) {
	columns := []string{"name", "kind", "mentions", "facts", "linked to", "roles"}
	measured := by == "pagerank" || by == "betweenness"
	if measured {
		columns = append([]string{by}, columns...)
	}
	g := p.newGrid(columns...)
	for _, r := range ranks {
		row := []string{p.palette.bold(safe(r.Entity.Name)), safe(string(r.Entity.Kind)), strconv.Itoa(r.Entity.Mentions),
			strconv.Itoa(r.Facts), strconv.Itoa(r.Degree), safe(few(r.Entity.Roles))}
		if measured {
			row = append([]string{strconv.FormatFloat(r.Score, 'f', 4, 64)}, row...)
		}
		g.row(row...)
	}
	p.print(g)
}

func (p *program) castJSON(ranks []queries.Rank) error {
	answers := make([]castAnswer, len(ranks))
	for i, r := range ranks {
		answers[i] = answerRank(r)
	}
	return writeJSON(p.out, answers, false)
}

type (
	castAnswer struct {
		entityAnswer
		Score     float64 `json:"score"`
		Facts     int     `json:"facts"`
		Degree    int     `json:"degree"`
		Community int     `json:"community"`
	}
	communityAnswer struct {
		Community int          `json:"community"`
		Size      int          `json:"size"`
		Members   []castAnswer `json:"members"`
	}
)

func answerRank(r queries.Rank) castAnswer {
	return castAnswer{answerEntity(r.Entity), r.Score, r.Facts, r.Degree, r.Group}
}

// shownOfCommunity bounds how many members of a community are printed.
const shownOfCommunity = 8

// communities prints who belongs together, the largest groups first and in each
// the most important members.
func (p *program) communities(ranks []queries.Rank, limit int, asJSON bool) error {
	members := map[int][]queries.Rank{}
	last := 0
	for _, r := range ranks {
		members[r.Group] = append(members[r.Group], r)
		last = max(last, r.Group)
	}
	answers, rest := []communityAnswer{}, 0
	for n := 1; n <= last; n++ {
		if len(members[n]) < 2 {
			continue // the others of it have no name, or are of another kind
		}
		if limit > 0 && len(answers) == limit {
			rest++
			continue
		}
		a := communityAnswer{n, len(members[n]), []castAnswer{}}
		for _, r := range members[n] {
			a.Members = append(a.Members, answerRank(r))
		}
		answers = append(answers, a)
	}
	if len(answers) == 0 {
		return fail(exitNothing, "no facts relate the actors in the graph")
	}
	if asJSON {
		return writeJSON(p.out, answers, false)
	}
	g := p.newGrid("community", "actors", "the most important")
	for _, a := range answers {
		var names []string
		for _, m := range a.Members[:min(shownOfCommunity, a.Size)] {
			names = append(names, safe(m.Name))
		}
		if n := a.Size - len(names); n > 0 {
			names = append(names, fmt.Sprintf("and %d more", n))
		}
		g.row(strconv.Itoa(a.Community), strconv.Itoa(a.Size), strings.Join(names, ", "))
	}
	p.print(g)
	p.more(rest)
	return nil
}

// few joins the first three words and counts the rest.
func few(words []string) string {
	if n := len(words) - 3; n > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(words[:3], "; "), n)
	}
	return strings.Join(words, "; ")
}
