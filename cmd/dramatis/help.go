package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/urfave/cli/v2"
)

const twoCommands = `
Start with two commands:
  dramatis add article.txt
  dramatis path "Ann Reyes" "Halden Lines" --why
`

func appHelp(w io.Writer, app *cli.App) {
	fmt.Fprintf(w, "%s — %s\n\nUsage: %s [flags] COMMAND [flags] ARGUMENTS\n%s\nCommands:\n", app.Name, app.Usage, app.Name, twoCommands)
	t := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	for _, c := range app.Commands {
		fmt.Fprintf(t, "  %s\t%s\n", strings.TrimSpace(c.Name+" "+c.ArgsUsage), c.Usage)
	}
	t.Flush()
	fmt.Fprintln(w, "\nFlags of every command:")
	writeFlags(w, app.Flags)
	fmt.Fprint(w, `
Exit codes: 0 done or found, 1 nothing found, 2 wrong use, 3 some inputs
skipped, 4 store unusable, 5 write failed, 6 store locked, 7 limit reached,
8 store of another version.
"dramatis help json" explains what --json prints.
`)
}

func commandHelp(w io.Writer, app *cli.App, c *cli.Command) {
	usage := strings.TrimSpace(c.Name + " [flags] " + c.ArgsUsage)
	fmt.Fprintf(w, "dramatis %s — %s\n\nUsage: dramatis %s\n", c.Name, c.Usage, usage)
	if c.Description != "" {
		fmt.Fprintf(w, "\n%s\n", strings.TrimSpace(c.Description))
	}
	if len(c.Flags) > 0 {
		fmt.Fprintln(w, "\nFlags:")
		writeFlags(w, c.Flags)
	}
	fmt.Fprintln(w, "\nFlags of every command:")
	writeFlags(w, app.Flags)
}

// writeFlags lists flags in two columns, as "--db FILE" and what it does.
func writeFlags(w io.Writer, flags []cli.Flag) {
	t := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	for _, f := range flags {
		d, ok := f.(cli.DocGenerationFlag)
		if !ok {
			continue
		}
		value, usage := valueName(d.GetUsage())
		if !d.TakesValue() {
			value = ""
		}
		if s := d.GetDefaultText(); d.TakesValue() && s != "" && s != `""` && s != "0" {
			usage += " (" + strings.Trim(s, `"`) + " by default)"
		}
		fmt.Fprintf(t, "  %s%s\t%s\n", dashed(f.Names()), value, usage)
	}
	t.Flush()
}

// valueName finds the `NAME` of a flag's value in its usage text.
func valueName(usage string) (name, text string) {
	before, rest, ok := strings.Cut(usage, "`")
	name, after, closed := strings.Cut(rest, "`")
	if !ok || !closed {
		return " VALUE", usage
	}
	return " " + name, before + name + after
}

func dashed(names []string) string {
	var out []string
	for _, n := range names {
		if len(n) == 1 {
			out = append([]string{"-" + n}, out...)
		} else {
			out = append(out, "--"+n)
		}
	}
	return strings.Join(out, ", ")
}

func (p *program) helpCommand() *cli.Command {
	return &cli.Command{
		Name:      "help",
		Usage:     "explain a command, or what the names in --json mean",
		ArgsUsage: "[COMMAND|json]",
		Action: func(c *cli.Context) error {
			args, err := arguments(c, 0, 1)
			if err != nil {
				return err
			}
			if len(args) == 0 {
				appHelp(p.out, c.App)
				return nil
			}
			if args[0] == "json" {
				p.jsonHelp()
				return nil
			}
			about := c.App.Command(args[0])
			if about == nil {
				return fail(exitUsage, "no command %s%s: see dramatis --help", quote(args[0]), hint(nearest(args[0], commandNames(c.App))))
			}
			commandHelp(p.out, c.App, about)
			return nil
		},
	}
}
