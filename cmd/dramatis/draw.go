package main

import "github.com/urfave/cli/v2"

func (p *program) drawCommand() *cli.Command {
	return &cli.Command{
		Name:  "draw",
		Usage: "draw actors and what relates them",
		Description: `Draws what surrounds an actor, what links two, or the most important actors.
The end of the file's name tells the format; reported facts are dashed, denied
ones marked.

Examples:
  dramatis draw --around "Ann Reyes" --hops 2 -o reyes.svg
  dramatis draw --path "Ann Reyes" "Halden Lines" -o path.png
  dramatis draw --top 20 --title "Brightwater harbour" -o harbour.svg
  dramatis draw --around Brightwater -o - --format dot`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "around", Usage: "draw what surrounds `NAME`"},
			&cli.IntFlag{Name: "hops", Value: 1, Usage: "with --around: go `N` facts far"},
			&cli.StringSliceFlag{Name: "path", Usage: "draw what links two names: --path `A B`"},
			&cli.IntFlag{Name: "top", Usage: "draw the `N` most important actors"},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: 40, Usage: "draw at most `N` actors"},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write `FILE`: .svg, .png or .dot; - for standard output"},
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Usage: "`FORMAT`: svg, png or dot, whatever the file is called"},
			&cli.StringFlag{Name: "title", Usage: "put `TEXT` above the picture"},
		},
		Action: p.draw,
	}
}
