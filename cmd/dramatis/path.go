package main

import "github.com/urfave/cli/v2"

func (p *program) pathCommand() *cli.Command {
	return &cli.Command{
		Name:      "path",
		Usage:     "find what links two actors",
		ArgsUsage: "A B",
		Description: `Prints the shortest chain of facts from A to B. Only what an article itself
asserts counts, unless --reported is given.

Examples:
  dramatis path "Ann Reyes" "Halden Lines"
  dramatis path "Ann Reyes" "Halden Lines" --why
  dramatis path reyes halden --k 3 --max-hops 4 --avoid Brightwater
  dramatis path reyes halden --directed --json`,
		Flags: append([]cli.Flag{
			&cli.BoolFlag{Name: "why", Aliases: []string{"w"}, Usage: "print the sentence behind every hop"},
			&cli.IntFlag{Name: "max-hops", Value: 6, Usage: "go over at most `N` facts"},
			&cli.IntFlag{Name: "k", Value: 1, Usage: "print the `N` best paths"},
			&cli.BoolFlag{Name: "all", Usage: "print all shortest paths"},
			&cli.BoolFlag{Name: "directed", Usage: "go from subject to object only"},
			&cli.StringSliceFlag{Name: "avoid", Usage: "do not pass through `NAME`; may be repeated"},
			&cli.BoolFlag{Name: "reported", Usage: "use what somebody is said to have said, too"},
			&cli.Float64Flag{Name: "min-confidence", Usage: "use only facts of at least this `CONFIDENCE`, 0 to 1"},
		}, outputFlags()...),
		Action: p.path,
	}
}
