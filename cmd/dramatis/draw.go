package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/graph/diagram"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/explorer"
	"github.com/dramatis-kg/dramatis/queries/view"
)

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
  dramatis draw --around "Ann Reyes" -o case.html
  dramatis draw --around Brightwater -o - --format dot`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "around", Usage: "draw what surrounds `NAME`"},
			&cli.IntFlag{Name: "hops", Value: 2, Usage: "with --around: go over `N` facts"},
			&cli.StringSliceFlag{Name: "path", Usage: "draw what links two names: --path `A B`"},
			&cli.IntFlag{Name: "max-hops", Value: 6, Usage: "with --path: go over at most `N` facts"},
			&cli.IntFlag{Name: "k", Value: 1, Usage: "with --path: draw the `N` best paths"},
			&cli.BoolFlag{Name: "reported", Usage: "with --path: use what somebody is said to have said, too"},
			&cli.BoolFlag{Name: "planned", Usage: "with --path: use what is planned, possible, asked or conditional, too"},
			&cli.IntFlag{Name: "top", Usage: "draw the `N` most important actors"},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: 40, Usage: "draw at most `N` actors"},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write `FILE`: .svg, .png, .dot or .html, a page to explore; - for standard output"},
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Usage: "`FORMAT`: svg, png, dot or html, whatever the file is called"},
			&cli.StringFlag{Name: "title", Usage: "put `TEXT` above the picture"},
			&cli.StringFlag{Name: "theme", Value: "auto", Usage: "`THEME`: auto, light or dark"},
		},
		Action: p.draw,
	}
}

func (p *program) draw(c *cli.Context) error {
	if _, err := arguments(c, 0, 0); err != nil {
		return err
	}
	if err := checkSubject(c); err != nil {
		return err
	}
	format, err := p.pictureFormat(c)
	if err != nil {
		return err
	}
	theme, err := oneOf(c, "theme", "auto", "light", "dark")
	if err != nil {
		return err
	}
	limit, err := atLeast(c, "limit", 1)
	if err != nil {
		return err
	}
	if limit > diagram.MaxNodes {
		return fail(exitLimit, "--limit %d: no picture holds more than %d actors", limit, diagram.MaxNodes)
	}
	return withSnapshot(c, func(s *queries.Snapshot) error {
		sub, err := p.subgraph(c, s, limit)
		if err != nil {
			return err
		}
		if format == "html" {
			return p.explore(c, s, sub)
		}
		g := view.Graph(sub, view.Options{Title: c.String("title"), Limit: limit})
		return p.render(c, g, diagram.Options{Format: format, Theme: theme})
	})
}

// checkSubject wants exactly one of the flags that say what to draw.
func checkSubject(c *cli.Context) error {
	n := 0
	for _, flag := range []string{"around", "path", "top"} {
		if c.IsSet(flag) {
			n++
		}
	}
	switch {
	case n == 0:
		return fail(exitUsage, "say what to draw: --around NAME, --path A B or --top N")
	case n > 1:
		return fail(exitUsage, "draw one thing: --around NAME, --path A B or --top N")
	case c.IsSet("path") && len(c.StringSlice("path")) != 2:
		return fail(exitUsage, "--path takes two names: --path A B")
	}
	for _, flag := range []string{"hops", "top", "k", "max-hops"} {
		if c.IsSet(flag) {
			if _, err := atLeast(c, flag, 1); err != nil {
				return err
			}
		}
	}
	return nil
}

// pictureFormat reads --format, or the end of the file's name.
func (p *program) pictureFormat(c *cli.Context) (string, error) {
	file := c.String("output")
	format, err := oneOf(c, "format", "svg", "png", "dot", "html")
	if err != nil {
		return "", err
	}
	if file == "" {
		return "", fail(exitUsage, "say where to: -o FILE.svg, FILE.png, FILE.dot or FILE.html, or -o - with --format")
	}
	if format == "" && file == "-" {
		format = "svg"
	}
	if format == "" {
		format = strings.ToLower(strings.TrimPrefix(filepath.Ext(file), "."))
		if format == "gv" {
			format = "dot"
		}
		if !slices.Contains([]string{"svg", "png", "dot", "html"}, format) {
			return "", fail(exitUsage, "%s must end in .svg, .png, .dot or .html, or name its --format", quote(file))
		}
	}
	if file == "-" && format == "png" && p.screen {
		return "", fail(exitUsage, "a PNG does not go to a terminal: -o FILE.png")
	}
	return format, nil
}

// subgraph finds what is to be drawn.
func (p *program) subgraph(c *cli.Context, s *queries.Snapshot, limit int) (queries.Subgraph, error) {
	if c.IsSet("top") {
		sub := s.Top(min(c.Int("top"), limit), queries.Filter{})
		if len(sub.Entities) == 0 {
			return sub, fail(exitNothing, "no facts relate the actors in the graph")
		}
		return sub, nil
	}
	if c.IsSet("around") {
		e, err := p.lookup(s, c.String("around"))
		if err != nil {
			return queries.Subgraph{}, err
		}
		sub := s.Around(e.IRI, c.Int("hops"), limit, queries.Filter{})
		if len(sub.Links) == 0 {
			return sub, fail(exitNothing, "no facts relate %s to anybody or anything", e.Name)
		}
		return sub, nil
	}
	ends, err := p.lookupAll(s, c.StringSlice("path"))
	if err != nil {
		return queries.Subgraph{}, err
	}
	paths, _, err := findPaths(c, s, ends[0], ends[1], queries.PathOptions{
		MaxHops: c.Int("max-hops"), K: c.Int("k"), Reported: c.Bool("reported"), Planned: c.Bool("planned"),
	})
	return s.Join(paths), err
}

// explore writes the explorer with the subgraph inside.
func (p *program) explore(c *cli.Context, s *queries.Snapshot, sub queries.Subgraph) error {
	title := c.String("title")
	if title == "" {
		title = view.Graph(sub, view.Options{}).Title
	}
	page, err := explorer.Page(explorer.Of(s, sub).WithTexts(s), title)
	if err != nil {
		return because(err, exitFault, "the page cannot be written: %v", err)
	}
	write := func(w io.Writer) error { _, err := w.Write(page); return err }
	file := c.String("output")
	if file == "-" {
		return write(p.out)
	}
	if err := writeFile(file, write); err != nil {
		return err
	}
	fmt.Fprintf(p.errs, "wrote %s and %s to %s: open it in a browser\n", count(len(sub.Entities), "actor"), count(len(sub.Facts), "fact"), safe(file))
	return nil
}

// render draws g to the file or stream that --output names.
func (p *program) render(c *cli.Context, g *diagram.Graph, o diagram.Options) error {
	if n := len(g.Edges); n > diagram.MaxEdges {
		return fail(exitLimit, "%d relations are too many for one picture: draw fewer with --limit", n)
	}
	draw := func(w io.Writer) error { return drawError(diagram.Render(c.Context, w, g, o)) }
	file := c.String("output")
	if file == "-" {
		return draw(p.out)
	}
	if err := writeFile(file, draw); err != nil {
		return err
	}
	fmt.Fprintf(p.errs, "drew %s and %s to %s\n", count(len(g.Nodes), "actor"), count(len(g.Edges), "relation"), safe(file))
	return nil
}

func drawError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.DeadlineExceeded):
		return because(err, exitLimit, "the picture takes too long: draw fewer actors with --limit")
	case errors.Is(err, context.Canceled):
		return because(err, exitLimit, "interrupted")
	}
	return because(err, exitFault, "the picture cannot be drawn: %v", err)
}
