package main

import "github.com/urfave/cli/v2"

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
		}, outputFlags()...),
		Action: p.cast,
	}
}
