package main

import (
	"fmt"

	"github.com/urfave/cli/v2"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"github.com/dramatis-kg/dramatis/graph"
)

func (p *program) verifyCommand() *cli.Command {
	return &cli.Command{
		Name:  "verify",
		Usage: "check that the graph is what was added",
		Description: `Reads all that is stored again: the pages of the file, the indexes, the text,
the facts and the quotes of each document against what was noted when it was
added. What is wrong is printed, one fault a line, with exit code 4.

Examples:
  dramatis verify
  dramatis verify --json --db harbour.db`,
		Flags:  outputFlags(),
		Action: p.verify,
	}
}

// A verdict is what verify prints as JSON.
type verdict struct {
	Documents int           `json:"documents"`
	Quads     int           `json:"quads"`
	Sound     bool          `json:"sound"`
	Faults    []faultAnswer `json:"faults"`
}

type faultAnswer struct {
	Document string `json:"document,omitempty"` // IRI; none for the store as a whole
	Fault    string `json:"fault"`
}

func (p *program) verify(c *cli.Context) error {
	if _, err := arguments(c, 0, 0); err != nil {
		return err
	}
	asJSON, err := wantsJSON(c)
	if err != nil {
		return err
	}
	v := verdict{Faults: []faultAnswer{}}
	err = withStore(c, func(s *graph.Store) error {
		bar := p.documentBar(c, s)
		defer bar.close()
		return s.Verify(c.Context, func(doc string, quads int, faults []string) {
			if doc == "" {
				v.Quads = quads
			} else {
				v.Documents++
				bar.step()
			}
			for _, f := range faults {
				v.Faults = append(v.Faults, faultAnswer{doc, f})
			}
		})
	})
	if err != nil {
		return readError(c, err)
	}
	v.Sound = len(v.Faults) == 0
	if asJSON {
		err = writeJSON(p.out, v, false)
	} else {
		err = p.printVerdict(&v)
	}
	if err == nil && !v.Sound {
		file, _ := place(c)
		err = fail(exitStore, "%s is damaged: %s; restore a backup, or add the articles to a new store", shown(file), count(len(v.Faults), "fault"))
	}
	return err
}

func (p *program) printVerdict(v *verdict) error {
	for _, f := range v.Faults {
		line := safe(f.Fault)
		if f.Document != "" {
			line = p.palette.faint(f.Document) + "  " + line
		}
		fmt.Fprintln(p.out, line)
	}
	if v.Sound {
		_, err := fmt.Fprintf(p.out, "sound: %s, %s\n", count(v.Documents, "document"), count(v.Quads, "quad"))
		return err
	}
	return nil
}

// A documentBar shows how many documents have been checked. Its nil shows
// nothing.
type documentBar struct {
	all *mpb.Progress
	bar *mpb.Bar
}

func (p *program) documentBar(c *cli.Context, s *graph.Store) *documentBar {
	if !p.progress {
		return nil
	}
	n := 0
	for _, err := range s.Documents(c.Context) {
		if err != nil {
			return nil // Verify says what is wrong
		}
		n++
	}
	b := &documentBar{all: mpb.New(mpb.WithOutput(p.errs), mpb.WithWidth(48))}
	b.bar = b.all.AddBar(int64(n), mpb.PrependDecorators(decor.CountersNoUnit("%d of %d documents ")), mpb.AppendDecorators(decor.Percentage()))
	return b
}

func (b *documentBar) step() {
	if b != nil {
		b.bar.Increment()
	}
}

// close takes the bar off the screen.
func (b *documentBar) close() {
	if b != nil {
		b.bar.Abort(true)
		b.all.Wait()
	}
}
