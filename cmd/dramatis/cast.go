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
		Description: `Lists who and what the articles speak of, the most important first.

Examples:
  dramatis cast
  dramatis cast --kind person --limit 10
  dramatis cast --by pagerank --json`,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "kind", Usage: "only entities of `KIND`: person, organisation, place, group …"},
			&cli.StringFlag{Name: "by", Value: "mentions", Usage: "order by `MEASURE`: mentions, degree, pagerank or betweenness"},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: 25, Usage: "print at most `N`; 0 for all"},
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
		ranks := s.Cast(queries.CastOptions{Kind: extract.Kind(kind), By: by, Limit: limit, NamedOnly: !c.Bool("all")})
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
	type answer struct {
		entityAnswer
		Score  float64 `json:"score"`
		Facts  int     `json:"facts"`
		Degree int     `json:"degree"`
	}
	answers := make([]answer, len(ranks))
	for i, r := range ranks {
		answers[i] = answer{answerEntity(r.Entity), r.Score, r.Facts, r.Degree}
	}
	return writeJSON(p.out, answers, false)
}

// few joins the first three words and counts the rest.
func few(words []string) string {
	if n := len(words) - 3; n > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(words[:3], "; "), n)
	}
	return strings.Join(words, "; ")
}
