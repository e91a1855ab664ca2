package main

import "github.com/urfave/cli/v2"

func (p *program) showCommand() *cli.Command {
	return &cli.Command{
		Name:      "show",
		Usage:     "print all that is known of somebody or something",
		ArgsUsage: "NAME",
		Description: `Prints names, roles, facts and documents. A name is found whatever its case
and accents, by its surname alone and with a slip of the pen; if several fit,
they are listed.

Examples:
  dramatis show "Ann Reyes"
  dramatis show reyes --limit 20
  dramatis show "Halden Lines" --json`,
		Flags: append([]cli.Flag{
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: 40, Usage: "print at most `N` facts; 0 for all"},
		}, outputFlags()...),
		Action: p.show,
	}
}
