package main

import (
	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/queries"
)

func (p *program) whyCommand() *cli.Command {
	return &cli.Command{
		Name:      "why",
		Usage:     "show the sentence behind a fact",
		ArgsUsage: "FACT",
		Description: `Prints the sentence with subject, predicate and object marked, and where it
stands. FACT is the IRI of a fact or the beginning of its identifier, as
"dramatis facts" prints it.

Examples:
  dramatis why 9c1f52
  dramatis why dramatis:fact/9c1f52aa07d3e410 --json`,
		Flags:  outputFlags(),
		Action: p.why,
	}
}

type whyAnswer struct {
	Fact     factAnswer     `json:"fact"`
	Document documentAnswer `json:"document"`
}

func (p *program) why(c *cli.Context) error {
	args, err := arguments(c, 1, 1)
	if err != nil {
		return err
	}
	asJSON, err := wantsJSON(c)
	if err != nil {
		return err
	}
	return withSnapshot(c, func(s *queries.Snapshot) error {
		f, ok := s.Fact(args[0])
		if !ok {
			return fail(exitNothing, "no single fact is %s: `dramatis facts` lists them with their identifiers", quote(args[0]))
		}
		d, _ := s.Document(f.Document)
		if asJSON {
			return writeJSON(p.out, whyAnswer{answerFact(&f), answerDocument(d)}, false)
		}
		p.whyFact(&f, d)
		return nil
	})
}
