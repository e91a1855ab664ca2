package main

import "github.com/urfave/cli/v2"

func (p *program) exportCommand() *cli.Command {
	return &cli.Command{
		Name:  "export",
		Usage: "write the graph as N-Quads",
		Description: `Writes every quad in canonical form, sorted: graphs that say the same give
the same bytes.

Examples:
  dramatis export > harbour.nq
  dramatis export -o harbour.nq`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write `FILE`; - or nothing for standard output"},
		},
		Action: p.export,
	}
}
