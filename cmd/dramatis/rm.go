package main

import "github.com/urfave/cli/v2"

func (p *program) rmCommand() *cli.Command {
	return &cli.Command{
		Name:      "rm",
		Usage:     "take documents out of the graph",
		ArgsUsage: "DOC…",
		Description: `Takes out a document with all that rests on it alone. DOC is its IRI, the
beginning of its identifier, or the file or address it was read from.

Examples:
  dramatis rm ferry.txt
  dramatis rm dramatis:doc/9c1f52aa07d3e410
  dramatis rm 9c1f52`,
		Action: p.rm,
	}
}
