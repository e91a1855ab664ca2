package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/exchange"
)

func (p *program) exportCommand() *cli.Command {
	return &cli.Command{
		Name:  "export",
		Usage: "write the graph as N-Quads or for other programs",
		Description: `Writes every quad in canonical form, sorted: graphs that say the same give
the same bytes. Other formats, which --format or the ending of the file choose:

` + formatList() + `
The first four hold everything; "dramatis import" reads N-Quads and JSONL. The
others hold the actors and, as edges, what the articles themselves claim: not
what they deny, or report of others. CSV is two files, for which one name stands.

Examples:
  dramatis export > harbour.nq
  dramatis export -o harbour.gexf
  dramatis export --format jsonl | jq -r 'select(.type == "entity").name'
  dramatis export -o harbour.csv`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write `FILE`; - or nothing for standard output"},
			formatFlag(),
		},
		Action: p.export,
	}
}

func formatFlag() cli.Flag {
	return &cli.StringFlag{Name: "format", Usage: "`FORMAT` of the file: nquads unless its name tells another"}
}

// formatList tells of each format in a line.
func formatList() string {
	var b strings.Builder
	for _, f := range exchange.Formats() {
		fmt.Fprintf(&b, "  %-9s %-10s %s\n", f.Name, f.Ending, f.About)
	}
	return b.String()
}

// exchangeFormat returns the format that --format names, or else the file's name.
func exchangeFormat(c *cli.Context, file string) (exchange.Format, error) {
	var names []string
	for _, f := range exchange.Formats() {
		names = append(names, f.Name)
	}
	name, err := oneOf(c, "format", names...)
	if name == "" && err == nil {
		if f, ok := exchange.ByFile(file); ok {
			return f, nil
		}
		name = "nquads"
	}
	f, _ := exchange.ByName(name)
	return f, err
}

func (p *program) export(c *cli.Context) error {
	if _, err := arguments(c, 0, 0); err != nil {
		return err
	}
	file := c.String("output")
	format, err := exchangeFormat(c, file)
	if err != nil {
		return err
	}
	if file == "" || file == "-" {
		if len(format.Parts) > 1 {
			return fail(exitUsage, "%s takes %d files: name them with -o, as in -o harbour%s", format.Name, len(format.Parts), format.Ending)
		}
		return withStore(c, func(s *graph.Store) error {
			var out io.Writer = p.out
			if p.screen {
				out = filter{p.out}
			}
			return exportTo(c, s, out, format.Parts[0].Write)
		})
	}
	return withStore(c, func(s *graph.Store) error {
		for i, name := range format.Files(file) {
			if err := exportFile(c, s, name, format.Parts[i].Write); err != nil {
				return err
			}
		}
		return nil
	})
}

// exportTo writes to out what has been written to the end without fault: of a
// damaged graph nothing is printed.
func exportTo(c *cli.Context, s *graph.Store, out io.Writer, write func(context.Context, io.Writer, *graph.Store) error) error {
	f, err := os.CreateTemp("", "dramatis-export-*")
	if err != nil {
		return because(err, exitWrite, "no temporary file can be made: %v", err)
	}
	defer os.Remove(f.Name())
	defer f.Close()
	if err := write(c.Context, f, s); err != nil {
		if writeFailed(err) {
			return because(err, exitWrite, "%s cannot be written: %v", f.Name(), err)
		}
		return readError(c, err)
	}
	if _, err = f.Seek(0, io.SeekStart); err == nil {
		_, err = io.Copy(out, f)
	}
	return err
}

func exportFile(c *cli.Context, s *graph.Store, name string, write func(context.Context, io.Writer, *graph.Store) error) error {
	return writeFile(name, func(w io.Writer) error {
		err := write(c.Context, w, s)
		if err != nil && !writeFailed(err) {
			err = readError(c, err)
		}
		return err
	})
}
