package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/identity"
	"github.com/dramatis-kg/dramatis/queries"
)

func (p *program) judgementsCommand() *cli.Command {
	return &cli.Command{
		Name:      "judgements",
		Usage:     "list, export or import what was judged of identity",
		ArgsUsage: "[export | import FILE]",
		Description: `Lists which names were said to mean one actor, or several, by whom and why.
"export" writes them as JSON Lines, "import" takes those of a colleague in, - is
standard input; what is there already stays as it is, and of two that contradict
each other the later holds.

Examples:
  dramatis judgements
  dramatis judgements export -o mine.jsonl
  dramatis judgements import hers.jsonl`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Value: "table", Usage: "print as `FORMAT`: table or json; with export: the file to write"},
			&cli.BoolFlag{Name: "json", Usage: "the same as -o json"},
		},
		Action: p.judgements,
	}
}

func (p *program) judgements(c *cli.Context) error {
	args, err := arguments(c, 0, 2)
	if err != nil {
		return err
	}
	switch {
	case len(args) == 0:
		return p.listJudgements(c)
	case args[0] == "export" && len(args) == 1:
		return p.exportJudgements(c)
	case args[0] == "import" && len(args) == 2:
		return p.importJudgements(c, args[1])
	}
	return fail(exitUsage, "%s: usage: dramatis judgements, judgements export [-o FILE] or judgements import FILE", quote(args[0]))
}

// A judgementAnswer is a judgement as judgements prints it in JSON, a contract
// as those in answers.go are.
type judgementAnswer struct {
	ID string `json:"id"`
	identity.Judgement
	Overruled bool `json:"overruled"`
}

func (p *program) listJudgements(c *cli.Context) error {
	asJSON, err := wantsJSON(c)
	if err != nil {
		return err
	}
	return withStore(c, func(store *graph.Store) error {
		s, err := queries.Load(c.Context, store)
		if err != nil {
			return readError(c, err)
		}
		answers := []judgementAnswer{}
		g := p.newGrid("judgement", "says", "reason", "author", "score", "time", "")
		for j, err := range store.Judgements(c.Context) {
			if err != nil {
				return readError(c, err)
			}
			id, note := j.ID(), ""
			if s.Identity().Overruled(id) {
				note = "overruled"
			}
			answers = append(answers, judgementAnswer{id, j, note != ""})
			g.row(p.palette.faint(short(id)), safe(judgementWords(j)), safe(j.Reason), safe(j.Author),
				strconv.FormatFloat(j.Score, 'f', -1, 64), safe(j.Time), note)
		}
		if asJSON {
			return writeJSON(p.out, answers, false)
		}
		if len(answers) == 0 {
			return fail(exitNothing, "nothing has been judged yet: see dramatis resolve")
		}
		p.print(g)
		return nil
	})
}

func (p *program) exportJudgements(c *cli.Context) error {
	return withStore(c, func(s *graph.Store) error {
		write := func(w io.Writer) error {
			for j, err := range s.Judgements(c.Context) {
				if err != nil {
					return readError(c, err)
				}
				if err := writeJSON(w, j, true); err != nil {
					return err
				}
			}
			return nil
		}
		if file := c.String("output"); c.IsSet("output") && file != "-" {
			return writeFile(file, write)
		}
		return write(p.out)
	})
}

func (p *program) importJudgements(c *cli.Context, file string) error {
	list, err := p.readJudgements(file)
	if err != nil {
		return err
	}
	s, err := open(c, graph.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	fresh, err := s.Judge(context.WithoutCancel(c.Context), list)
	if err != nil {
		return readError(c, err)
	}
	fmt.Fprintf(p.errs, "imported %s, %d known already\n", count(len(fresh), "judgement"), len(list)-len(fresh))
	return nil
}

// input opens a file, or standard input for "-".
func (p *program) input(file string) (io.ReadCloser, error) {
	if file == "-" {
		return io.NopCloser(p.in), nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, because(err, exitUsage, "%v", err)
	}
	return f, nil
}

// readJudgements reads what exportJudgements has written.
func (p *program) readJudgements(file string) ([]identity.Judgement, error) {
	in, err := p.input(file)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	var list []identity.Judgement
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var j identity.Judgement
		err := json.Unmarshal(lines.Bytes(), &j)
		if err == nil {
			j, err = j.Tidy()
		}
		if err != nil {
			return nil, because(err, exitUsage, "%s: line %d: %v: nothing has been imported", file, n, err)
		}
		list = append(list, j)
	}
	if err := lines.Err(); err != nil {
		return nil, because(err, exitUsage, "%s: %v", file, err)
	}
	return list, nil
}
