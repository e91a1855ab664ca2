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
		Description: `Draws what surrounds an actor, what links two, what lies between them, or the
most important actors, and says in the picture what it leaves out. The end of
the file's name tells the format: .svg, .png, .pdf, .dot, .mmd, .graphml, .gexf,
.cyjs, or .html for a page to explore it in, with sentences and articles. Without -o the picture is one of words. Kinds differ in colour and
shape, families of relations in colour and arrowhead; reported facts are dashed,
planned ones dotted, denied ones crossed out.

Examples:
  dramatis draw --around "Ann Reyes"
  dramatis draw --around "Ann Reyes" --hops 2 -o reyes.svg
  dramatis draw --path "Ann Reyes" "Halden Lines" -o path.png
  dramatis draw --between "Ann Reyes" "Halden Lines" -o between.svg
  dramatis draw --around "Ann Reyes" --timeline -o reyes-in-time.pdf
  dramatis draw --query "MATCH (a:Person)-[e:meet]->(b) RETURN a, e, b" -o met.svg
  dramatis draw --community -o groups.svg
  dramatis draw --top 20 --title "Brightwater harbour" --theme print -o harbour.pdf
  dramatis draw --around Brightwater -o - --format mermaid`,
		Flags:  append(drawSubjectFlags(), drawLookFlags()...),
		Action: p.draw,
	}
}

func drawSubjectFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "around", Usage: "draw what surrounds `NAME`"},
		&cli.IntFlag{Name: "hops", Value: 2, Usage: "with --around: go over `N` facts"},
		&cli.StringSliceFlag{Name: "path", Usage: "draw what links two names, left to right: --path `A B`"},
		&cli.IntFlag{Name: "max-hops", Value: 6, Usage: "with --path: go over at most `N` facts"},
		&cli.IntFlag{Name: "k", Value: 1, Usage: "with --path: draw the `N` best paths"},
		&cli.BoolFlag{Name: "reported", Usage: "with --path and --query: use what somebody is said to have said, too"},
		&cli.BoolFlag{Name: "planned", Usage: "with --path and --query: use what is planned, possible, asked or conditional, too"},
		&cli.StringSliceFlag{Name: "between", Usage: "draw all facts between two names and those whom both know: --between `A B`"},
		&cli.IntFlag{Name: "top", Usage: "draw the `N` most important actors"},
		&cli.StringFlag{Name: "query", Usage: "draw what a `PATTERN` finds, as dramatis query reads it, or @FILE"},
		&cli.BoolFlag{Name: "timeline", Usage: "draw what happened when, alone or with --around"},
		&cli.BoolFlag{Name: "community", Usage: "draw groups of actors that have to do with one another, alone or with --around or --top"},
		&cli.StringFlag{Name: "since", Usage: "only facts of `DATE` and later"},
		&cli.StringFlag{Name: "until", Usage: "only facts of `DATE` and earlier"},
		&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: 40, Usage: "draw at most `N` actors, or events of a timeline"},
		&cli.IntFlag{Name: "edges", Value: 60, Usage: "draw at most `N` lines"},
	}
}

func drawLookFlags() []cli.Flag {
	list := func(choices []string) string { return strings.Join(choices, ", ") }
	return []cli.Flag{
		&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write `FILE`; - for standard output"},
		&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Usage: "`FORMAT`, whatever the file is called: " + list(diagram.Formats) + ", " + page},
		&cli.StringFlag{Name: "title", Usage: "put `TEXT` above the picture"},
		&cli.StringFlag{Name: "theme", Value: "auto", Usage: "`THEME`: " + list(diagram.Themes)},
		&cli.StringFlag{Name: "engine", Usage: "place the actors by `ENGINE` rather than by their number: " + list(diagram.Engines)},
		&cli.StringFlag{Name: "labels", Value: "short", Usage: "of lines: `none`, short or full"},
		&cli.BoolFlag{Name: "legend", Value: true, Usage: "say what colours and shapes mean; --legend=false does not"},
		&cli.Float64Flag{Name: "dpi", Value: 144, Usage: "dots an inch of a PNG"},
	}
}

func (p *program) draw(c *cli.Context) error {
	if _, err := arguments(c, 0, 0); err != nil {
		return err
	}
	if err := checkSubject(c); err != nil {
		return err
	}
	o, err := p.look(c)
	if err != nil {
		return err
	}
	limit, err := drawLimits(c, o.Format)
	if err != nil {
		return err
	}
	f := queries.Filter{}
	if f.Since, err = dateOf(c, "since"); err != nil {
		return err
	}
	if f.Until, err = dateOf(c, "until"); err != nil {
		return err
	}
	if p.laysOut(c, o) {
		diagram.Prepare()
		defer diagram.Close()
	}
	return withSnapshot(c, func(s *queries.Snapshot) error {
		sub, how, err := p.pick(c, s, limit, f)
		if err != nil {
			return err
		}
		if o.Format == page {
			return p.explore(c, s, sub)
		}
		edges := c.Int("edges")
		if !c.IsSet("edges") && limit > 40 {
			edges = limit * 3 / 2
		}
		opts := view.Options{Title: c.String("title"), View: how, Limit: limit, Edges: edges, Document: s.Document}
		if how == view.Chronicle {
			return p.render(c, view.Timeline(sub, opts), o)
		}
		return p.render(c, view.Graph(sub, opts), o)
	})
}

// laysOut says whether Graphviz will be asked where things stand.
func (p *program) laysOut(c *cli.Context, o diagram.Options) bool {
	switch {
	case c.Bool("timeline"):
		return false
	case o.Format == "":
		return p.shows != "" && !c.IsSet("labels")
	}
	return slices.Contains(diagram.Formats[:3], o.Format) // the pictures
}

// drawLimits reads how much may be drawn. A page of the explorer draws many
// actors as groups: it takes as many as --top asks for.
func drawLimits(c *cli.Context, format string) (limit int, err error) {
	most := diagram.MaxNodes
	if limit, err = atLeast(c, "limit", 1); err != nil {
		return 0, err
	}
	if format == page {
		most = explorer.MaxActors
		if !c.IsSet("limit") {
			limit = min(max(limit, c.Int("top")), most)
		}
	}
	if limit > most {
		return 0, fail(exitLimit, "--limit %d: no picture holds more than %d actors", limit, most)
	}
	edges, err := atLeast(c, "edges", 1)
	if err == nil && edges > diagram.MaxEdges {
		return 0, fail(exitLimit, "--edges %d: no picture holds more than %d lines", edges, diagram.MaxEdges)
	}
	return limit, err
}

// look reads the flags that say how the picture looks.
func (p *program) look(c *cli.Context) (o diagram.Options, err error) {
	if o.Format, err = p.pictureFormat(c); err != nil {
		return o, err
	}
	if o.Theme, err = oneOf(c, "theme", diagram.Themes...); err != nil {
		return o, err
	}
	if o.Engine, err = oneOf(c, "engine", diagram.Engines...); err != nil {
		return o, err
	}
	if o.Labels, err = oneOf(c, "labels", "none", "short", "full"); err != nil {
		return o, err
	}
	o.NoLegend, o.DPI = !c.Bool("legend"), c.Float64("dpi")
	if !(o.DPI >= 1 && o.DPI <= 600) {
		return o, fail(exitUsage, "--dpi %v: must lie between 1 and 600", o.DPI)
	}
	return o, nil
}

// formatOf is the format that the end of a file's name tells.
var formatOf = map[string]string{
	"svg": "svg", "png": "png", "pdf": "pdf", "dot": "dot", "gv": "dot", "mmd": "mermaid", "mermaid": "mermaid",
	"graphml": "graphml", "gexf": "gexf", "cyjs": "cytoscape", "html": page, "htm": page,
}

// page is the format of the explorer with its data inside.
const page = "html"

// pictureFormat reads --format, or the end of the file's name; "" is a picture
// of words.
func (p *program) pictureFormat(c *cli.Context) (string, error) {
	file := c.String("output")
	format, err := oneOf(c, "format", append(slices.Clone(diagram.Formats), page)...)
	if err != nil {
		return "", err
	}
	toScreen := p.screen && (file == "-" || file == "")
	switch {
	case toScreen && (format == "png" || format == "pdf"):
		return "", fail(exitUsage, "a %s does not go to a terminal: -o FILE.%s", strings.ToUpper(format), format)
	case format != "" || file == "":
		return format, nil
	case file == "-":
		return "svg", nil
	}
	end := strings.ToLower(strings.TrimPrefix(filepath.Ext(file), "."))
	if format = formatOf[end]; format == "" {
		return "", fail(exitUsage, "%s must end in .svg, .png, .pdf, .dot, .mmd, .graphml, .gexf, .cyjs or .html, or name its --format", quote(file))
	}
	return format, nil
}

// render draws g to the file or stream that --output names, or in words.
func (p *program) render(c *cli.Context, g *diagram.Graph, o diagram.Options) error {
	file := c.String("output")
	if o.Format == "" {
		if p.shows != "" && !c.IsSet("labels") {
			return p.showPicture(c, g, o)
		}
		return p.wordPicture(g)
	}
	draw := func(w io.Writer) error { return drawError(diagram.Render(c.Context, w, g, o)) }
	if file == "" || file == "-" {
		return draw(p.out)
	}
	if err := writeFile(file, draw); err != nil {
		return err
	}
	what := count(len(g.Nodes), "actor") + " and " + count(len(g.Edges), "relation")
	if g.Timeline {
		what = count(len(g.Edges), "event")
	}
	fmt.Fprintf(p.errs, "drew %s to %s\n", what, safe(file))
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

// explore writes the explorer with the subgraph inside.
func (p *program) explore(c *cli.Context, s *queries.Snapshot, sub queries.Subgraph) error {
	title := c.String("title")
	if title == "" {
		title = view.Graph(sub, view.Options{}).Title
	}
	text, err := explorer.Page(explorer.Of(s, sub).WithTexts(s), title)
	if err != nil {
		return because(err, exitFault, "the page cannot be written: %v", err)
	}
	write := func(w io.Writer) error { _, err := w.Write(text); return err }
	file := c.String("output")
	if file == "" || file == "-" {
		return write(p.out)
	}
	if err := writeFile(file, write); err != nil {
		return err
	}
	fmt.Fprintf(p.errs, "wrote %s and %s to %s: open it in a browser\n", count(len(sub.Entities), "actor"), count(len(sub.Facts), "fact"), safe(file))
	return nil
}

// given lists those of flags that are set.
func given(c *cli.Context, flags ...string) []string {
	return slices.DeleteFunc(flags, func(f string) bool { return !c.IsSet(f) })
}
