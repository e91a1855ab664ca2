package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/conllu"
	"github.com/dramatis-kg/dramatis/graph"
)

func (p *program) extractCommand() *cli.Command {
	return &cli.Command{
		Name:      "extract",
		Usage:     "print the facts of articles, without a graph",
		ArgsUsage: "PATH…",
		Description: `Reads files, folders and - (standard input) and prints what it finds:
  table   one fact a line, for people
  jsonl   one fact a line, with offsets in Unicode code points
  tsv     sentence, confidence, predicate, subject and arguments of each clause
  conllu  the sentences with tags, trees and names
  nquads  the quads that "dramatis add" would store

Examples:
  dramatis extract ferry.txt
  dramatis extract -o jsonl --date 2016-03-24 ferry.txt
  echo "Halden Lines bought the ferry." | dramatis extract -
  dramatis extract -o tsv --lines sentences.txt`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Value: "table", Usage: "print as `FORMAT`: table, jsonl, tsv, conllu or nquads"},
			&cli.BoolFlag{Name: "json", Usage: "the same as -o jsonl"},
			&cli.BoolFlag{Name: "lines", Usage: "each line is a text of its own"},
			&cli.BoolFlag{Name: "tokenized", Usage: "tokens are separated by blanks, and each line is a sentence"},
			&cli.StringFlag{Name: "date", Usage: "take `DAY` (2016-03-24) as the publication date where an article gives none"},
			&cli.IntFlag{Name: "jobs", Aliases: []string{"j"}, Usage: "read `N` articles at a time (as many as there are processors by default)"},
		},
		Action: p.extract,
	}
}

func (p *program) extract(c *cli.Context) error {
	paths, err := arguments(c, 1, -1)
	if err != nil {
		return err
	}
	r, err := newReader(c)
	if err != nil {
		return err
	}
	write, err := p.writer(c)
	if err != nil {
		return err
	}
	read, skipped := 0, 0
	for x := range r.read(c.Context, p.inputs(c.Context, paths, r.source)) {
		if codeOf(x.err) == exitFault {
			return x.err
		}
		if x.err != nil {
			skipped++
			p.skip(x)
			continue
		}
		read++
		if err := write(x.doc); err != nil {
			return fail(exitWrite, "standard output: %v", err)
		}
	}
	switch {
	case c.Context.Err() != nil:
		return fail(exitSkipped, "interrupted after %d articles", read)
	case skipped > 0:
		return &exitError{code: exitSkipped}
	}
	return nil
}

// writer returns what prints a document in the form that is asked for.
func (p *program) writer(c *cli.Context) (func(*extract.Document) error, error) {
	format, err := oneOf(c, "output", "table", "jsonl", "tsv", "conllu", "nquads")
	if c.Bool("json") {
		format, err = "jsonl", nil
	}
	var out io.Writer = p.out
	if p.screen {
		out = filter{p.out}
	}
	lines := c.Bool("lines") || c.Bool("tokenized")
	return map[string]func(*extract.Document) error{
		"table":  p.factTable,
		"jsonl":  func(d *extract.Document) error { return writeFactLines(out, d) },
		"tsv":    func(d *extract.Document) error { return writeFrames(out, d, lines) },
		"conllu": conllu.NewWriter(out).Write,
		"nquads": func(d *extract.Document) error { return graph.WriteNQuads(out, d) },
	}[format], err
}

func writeFactLines(w io.Writer, d *extract.Document) error {
	for _, l := range factLines(d) {
		if err := writeJSON(w, l, true); err != nil {
			return err
		}
	}
	return nil
}

// factTable prints the facts of d for people.
func (p *program) factTable(d *extract.Document) error {
	if len(d.Facts) == 0 {
		p.say("%s: no facts found", d.Path)
		return nil
	}
	if d.Title != "" {
		fmt.Fprintf(p.out, "%s\n\n", p.palette.faint(safe(strings.Join(nonempty(d.Title, d.Published), ", "))))
	}
	g := p.newGrid("subject", "predicate", "object", "when, where, how", "said by", "")
	for i := range d.Facts {
		f := &d.Facts[i]
		object := ""
		if f.Object != nil {
			object = f.Object.Name
		}
		var modifiers []string
		for _, m := range f.Modifiers {
			modifiers = append(modifiers, modifierWords(m.Prep, m.Text, m.Value))
		}
		g.row(p.palette.subject(safe(f.Subject.Name)), p.palette.predicate(safe(extract.Phrase(f.Predicate.Lemma, f.Predicate.Text, f.Rule))), p.palette.object(safe(object)),
			safe(strings.Join(modifiers, "; ")), safe(f.Source.Name), claim(f.Polarity, f.Modality, f.Confidence))
	}
	p.print(g)
	_, err := fmt.Fprintln(p.out)
	return err
}

// modifierWords is "in May (2015-05)" for a time whose value is known.
func modifierWords(prep, text, value string) string {
	words := strings.TrimSpace(prep + " " + text)
	if value != "" && value != text {
		words += " (" + value + ")"
	}
	return words
}

// claim tells how a fact is put where it is not plainly asserted, and how sure
// the program is that the article says so.
func claim(polarity extract.Polarity, modality extract.Modality, confidence float64) string {
	words := []string{}
	if polarity == extract.Denied {
		words = append(words, string(polarity))
	}
	if modality != extract.Asserted && modality != "" {
		words = append(words, string(modality))
	}
	return strings.Join(append(words, strconv.FormatFloat(confidence, 'f', 2, 64)), " ")
}
