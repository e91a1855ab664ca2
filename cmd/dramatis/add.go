package main

import "github.com/urfave/cli/v2"

func (p *program) addCommand() *cli.Command {
	return &cli.Command{
		Name:      "add",
		Usage:     "read articles into the graph",
		ArgsUsage: "PATH…",
		Description: `Reads files, folders and - (standard input), finds the facts and stores them.
A CSV or JSONL file gives one article a row. What is in the graph already is
left alone, what changed is replaced. Ctrl-C keeps what has been stored; run
the command again for the rest.

Examples:
  dramatis add ferry.txt
  dramatis add --date 2016-03-24 ferry.txt council.html
  dramatis add articles/ rows.csv
  curl -s https://example.org/ferry.html | dramatis add -`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "date", Usage: "take `DAY` (2016-03-24) as the publication date where an article gives none"},
			&cli.IntFlag{Name: "jobs", Aliases: []string{"j"}, Usage: "read `N` articles at a time (as many as there are processors by default)"},
			&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "no progress and no summary"},
		},
		Action: p.add,
	}
}
