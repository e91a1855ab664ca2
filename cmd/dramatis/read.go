package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/diagram"
	"github.com/dramatis-kg/dramatis/queries"
)

func (p *program) readCommand() *cli.Command {
	return &cli.Command{
		Name:      "read",
		Usage:     "draw the trees of sentences: why a fact was found",
		ArgsUsage: "TEXT|FILE|-",
		Description: `Shows how each word depends on another, what kinds of names there are and,
with --facts, which rule found which fact. The argument is a file if there is
one of that name, - for standard input, else the text itself. With --fact the
article of a stored fact is read again and the sentence of the fact drawn.
  tree   one word a line, for people
  arcs   the words side by side below arcs, where they fit
  svg    the same as a picture, in rows
  json   tokens, names and facts; offsets in Unicode code points

Examples:
  dramatis read "The mayor opened the bridge."
  dramatis read --facts --arcs "Ann Reyes met Bo Lindqvist in Brightwater."
  dramatis read ferry.txt --sentence 2 -o ferry.svg
  dramatis read --fact 9c1f52`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "fact", Usage: "draw the sentence of the stored fact `FACT`"},
			&cli.BoolFlag{Name: "facts", Usage: "show the facts of each sentence and the rules that found them"},
			&cli.IntFlag{Name: "sentence", Usage: "draw only the `N`-th sentence, counted from 1"},
			&cli.BoolFlag{Name: "arcs", Usage: "the same as --format arcs"},
			&cli.BoolFlag{Name: "json", Usage: "the same as --format json"},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write `FILE`: .svg, .json or .txt; - for standard output"},
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Usage: "`FORMAT`: tree, arcs, svg or json, whatever the file is called"},
			&cli.IntFlag{Name: "width", Usage: "draw at most `N` columns wide, or N points in SVG (as wide as the terminal by default)"},
			&cli.StringFlag{Name: "theme", Value: "auto", Usage: "`THEME` of the SVG: auto, light or dark"},
			&cli.StringFlag{Name: "date", Usage: "take `DAY` (2016-03-24) as the publication date where an article gives none"},
			&cli.BoolFlag{Name: "tokenized", Usage: "tokens are separated by blanks, and each line is a sentence"},
		},
		Action: p.read,
	}
}

// A seen is a sentence that is to be drawn.
type seen struct {
	doc      *extract.Document
	sentence int
	caption  string      // "" where it is the only one
	fact     *graph.Fact // what was asked about; nil for nothing
}

// A drawing says how sentences are drawn.
type drawing struct {
	format string
	theme  string
	width  int // 0 where none was asked for
	facts  bool
}

func (p *program) read(c *cli.Context) error {
	o, err := p.drawing(c)
	if err != nil {
		return err
	}
	r, err := newReader(c)
	if err != nil {
		return err
	}
	number := 0
	if c.IsSet("sentence") {
		if number, err = atLeast(c, "sentence", 1); err != nil {
			return err
		}
	}
	list, err := p.sentences(c, r)
	if err != nil {
		return err
	}
	if number > len(list) {
		return fail(exitNothing, "--sentence %d: there %s", number, plural(len(list), "sentence"))
	}
	if number > 0 {
		list = list[number-1 : number]
	}
	return p.writeSentences(c, list, o)
}

// plural is "is 1 sentence" or "are 2 sentences".
func plural(n int, what string) string {
	if n == 1 {
		return "is " + count(n, what)
	}
	return "are " + count(n, what)
}

// drawing reads the flags that say how to draw.
func (p *program) drawing(c *cli.Context) (drawing, error) {
	o := drawing{facts: c.Bool("facts")}
	var err error
	if o.theme, err = oneOf(c, "theme", "auto", "light", "dark"); err != nil {
		return o, err
	}
	if c.IsSet("width") {
		if o.width, err = atLeast(c, "width", 40); err != nil {
			return o, err
		}
	}
	o.format, err = readFormat(c)
	if o.format == "svg" && o.width > 0 && o.width < 200 {
		return o, fail(exitUsage, "--width %d: an SVG must be at least 200 points wide", o.width)
	}
	return o, err
}

// readFormat reads --format, --arcs and --json, or the end of the file's name.
func readFormat(c *cli.Context) (string, error) {
	format, err := oneOf(c, "format", "tree", "arcs", "svg", "json")
	if err != nil {
		return "", err
	}
	for _, f := range []string{"arcs", "json"} {
		if !c.Bool(f) {
			continue
		}
		if format != "" && format != f {
			return "", fail(exitUsage, "--%s contradicts --%s: give one of them", f, map[bool]string{true: "format " + format, false: "arcs"}[c.IsSet("format")])
		}
		format = f
	}
	file := c.String("output")
	switch end := strings.ToLower(filepath.Ext(file)); {
	case c.IsSet("output") && file == "":
		return "", fail(exitUsage, "-o is empty: name a file, or - for standard output")
	case format != "":
		return format, nil
	case file == "" || file == "-" || end == ".txt":
		return "tree", nil
	case end == ".svg" || end == ".json":
		return end[1:], nil
	}
	return "", fail(exitUsage, "%s must end in .svg, .json or .txt, or name its --format", quote(file))
}

// sentences reads what the command line names.
func (p *program) sentences(c *cli.Context, r *reader) ([]seen, error) {
	if c.IsSet("fact") {
		if _, err := arguments(c, 0, 0); err != nil {
			return nil, err
		}
		return p.sentenceOf(c, r)
	}
	args, err := arguments(c, 1, 1)
	if err != nil {
		if c.NArg() > 1 {
			return nil, fail(exitUsage, "too many arguments: put the text between quotation marks: dramatis read \"…\"")
		}
		return nil, err
	}
	var list []seen
	if isText(args[0]) {
		x := r.one(reading{doc: extract.NewDocument("", c.String("date"), args[0])})
		if x.err != nil {
			return nil, because(x.err, exitFault, "%v", x.err)
		}
		list = appendSeen(list, x.doc)
	} else if list, err = p.readFile(c, r, args[0]); err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, fail(exitNothing, "there is no sentence to draw")
	}
	for i := range list {
		var words []string
		if len(list) > 1 {
			words = append(words, fmt.Sprintf("sentence %d of %d", i+1, len(list)))
		}
		if s := list[i].span(); s.Kind != extract.Prose {
			words = append(words, s.Kind.String())
		}
		list[i].caption = strings.Join(words, ", ")
	}
	return list, nil
}

// isText says whether an argument is the text itself: what is no file but
// looks like one, "ferry.txt", is a slip.
func isText(arg string) bool {
	if arg == "-" {
		return false
	}
	if _, err := os.Stat(arg); err == nil {
		return false
	}
	return strings.ContainsAny(arg, " \t\n") || !strings.ContainsAny(strings.TrimRight(arg, ".!?…"), `./\`)
}

func (p *program) readFile(c *cli.Context, r *reader, path string) ([]seen, error) {
	var list []seen
	skipped := false
	for x := range r.read(c.Context, p.inputs(c.Context, []string{path}, r.source)) {
		switch {
		case codeOf(x.err) == exitFault:
			return nil, x.err
		case x.err != nil:
			skipped = true
			p.skip(x)
		default:
			list = appendSeen(list, x.doc)
		}
	}
	switch {
	case c.Context.Err() != nil:
		return nil, fail(exitSkipped, "interrupted")
	case skipped && len(list) == 0:
		return nil, &exitError{code: exitSkipped}
	}
	return list, nil
}

func appendSeen(list []seen, d *extract.Document) []seen {
	for s := range d.Sentences {
		list = append(list, seen{doc: d, sentence: s})
	}
	return list
}

// sentenceOf reads the article of a stored fact again: the store keeps its
// text, not its trees.
func (p *program) sentenceOf(c *cli.Context, r *reader) ([]seen, error) {
	id := c.String("fact")
	var f graph.Fact
	var d graph.Document
	err := withSnapshot(c, func(s *queries.Snapshot) error {
		var ok bool
		if f, ok = s.Fact(id); !ok {
			return fail(exitNothing, "no single fact is %s: `dramatis facts` lists them with their identifiers", quote(id))
		}
		d, _ = s.Document(f.Document)
		return nil
	})
	if err != nil {
		return nil, err
	}
	doc := extract.NewDocument(d.Title, d.Published, d.Text)
	x := r.one(reading{doc: doc, name: d.IRI})
	if x.err != nil {
		return nil, because(x.err, exitFault, "%v", x.err)
	}
	var list []seen
	at := newOffsets(doc.Text)
	for i, s := range doc.Sentences {
		from, to := at.at(doc.Tokens[s.First].Start), at.at(doc.Tokens[s.End-1].End)
		if from < f.Evidence.End && f.Evidence.Start < to {
			list = append(list, seen{doc: doc, sentence: i, fact: &f})
		}
	}
	if len(list) == 0 {
		return nil, fail(exitNothing, "the article of %s no longer holds its sentence: add it to the store again", quote(id))
	}
	if !slices.ContainsFunc(list, func(x seen) bool { return x.finds(&f) }) {
		p.say("the store holds the fact as another version of dramatis found it: this one reads the sentence in another way")
	}
	return list, nil
}

// writeSentences draws list to the file or stream that --output names.
func (p *program) writeSentences(c *cli.Context, list []seen, o drawing) error {
	if o.format == "svg" && len(list) > diagram.MaxSentences {
		return fail(exitLimit, "%d sentences are too many for one picture of at most %d: choose one with --sentence N", len(list), diagram.MaxSentences)
	}
	file := c.String("output")
	if file == "" || file == "-" {
		if o.width == 0 && o.format != "svg" {
			o.width = p.columns()
		}
		return p.drawSentences(p.out, list, o, p.palette)
	}
	if err := writeFile(file, func(w io.Writer) error { return p.drawSentences(w, list, o, palette{}) }); err != nil {
		return err
	}
	fmt.Fprintf(p.errs, "drew %s to %s\n", count(len(list), "sentence"), safe(file))
	return nil
}

func (p *program) drawSentences(w io.Writer, list []seen, o drawing, paint palette) error {
	switch o.format {
	case "svg":
		var all []diagram.Sentence
		for i := range list {
			all = append(all, list[i].picture(o.facts))
		}
		title := list[0].doc.SentenceText(list[0].sentence)
		return diagram.RenderSentences(w, all, diagram.SentenceOptions{Title: title, Theme: o.theme, Width: float64(o.width)})
	case "json":
		return writeJSON(w, answerSentences(list), false)
	}
	t := terminal{w: w, palette: paint, columns: o.width}
	if t.columns == 0 {
		t.columns = fixedColumns
	}
	for i := range list {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if o.format != "arcs" || !t.arcs(&list[i]) {
			if o.format == "arcs" {
				p.say("the arcs are wider than %d columns: a tree instead; --width makes room", t.columns)
			}
			t.tree(&list[i])
		}
		if o.facts || list[i].fact != nil {
			t.facts(&list[i])
		}
	}
	return nil
}
