package main

import "github.com/urfave/cli/v2"

func (p *program) whyCommand() *cli.Command {
	return &cli.Command{
		Name:      "why",
		Usage:     "show the sentence behind a fact",
		ArgsUsage: "FACT",
		Description: `Prints the sentence with subject, predicate and object marked, and where it
stands. FACT is the IRI of a fact or the beginning of its identifier, as
"dramatis facts" prints it.

Examples:
  dramatis why 9c1f52
  dramatis why dramatis:fact/9c1f52aa07d3e410 --json`,
		Flags:  outputFlags(),
		Action: p.why,
	}
}
