package main

import "github.com/urfave/cli/v2"

func (p *program) rulesCommand() *cli.Command {
	return &cli.Command{
		Name:  "rules",
		Usage: "list the rules that find facts",
		Description: `Prints each rule with a sentence and the fact that it finds there.

Examples:
  dramatis rules
  dramatis rules --json`,
		Flags:  outputFlags(),
		Action: p.rules,
	}
}
