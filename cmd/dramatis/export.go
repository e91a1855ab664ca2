package main

import (
	"io"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/graph"
)

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

func (p *program) export(c *cli.Context) error {
	if _, err := arguments(c, 0, 0); err != nil {
		return err
	}
	return withStore(c, func(s *graph.Store) error {
		if file := c.String("output"); file != "" && file != "-" {
			return writeFile(file, func(w io.Writer) error {
				err := s.Export(c.Context, w)
				if err != nil && !writeFailed(err) {
					err = readError(c, err)
				}
				return err
			})
		}
		var out io.Writer = p.out
		if p.screen {
			out = filter{p.out}
		}
		if err := s.Export(c.Context, out); err != nil {
			return readError(c, err)
		}
		return nil
	})
}
