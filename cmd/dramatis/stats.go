package main

import "github.com/urfave/cli/v2"

func (p *program) statsCommand() *cli.Command {
	return &cli.Command{
		Name:  "stats",
		Usage: "count what is in the graph",
		Description: `Examples:
  dramatis stats
  dramatis stats --json --db harbour.db`,
		Flags:  outputFlags(),
		Action: p.stats,
	}
}
