package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/said"
)

func (p *program) saidCommand() *cli.Command {
	return &cli.Command{
		Name:      "said",
		Usage:     "print what somebody said, to whom and about whom",
		ArgsUsage: "NAME",
		Description: `Prints the sentences in which NAME is said to have said something, directly or
in reported speech, by the date of the article, with the facts that NAME claims
in them.

Examples:
  dramatis said "Ann Reyes"
  dramatis said reyes --to lindqvist
  dramatis said reyes --about "Halden Lines" --direct
  dramatis said reyes --json`,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "to", Usage: "only what was said to `NAME`"},
			&cli.StringFlag{Name: "about", Usage: "only what was said about `NAME`"},
			&cli.BoolFlag{Name: "direct", Usage: "only sentences with words in quotation marks"},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: 40, Usage: "print at most `N` statements; 0 for all"},
		}, outputFlags()...),
		Action: p.said,
	}
}

func (p *program) said(c *cli.Context) error {
	args, asJSON, limit, err := listing(c, 1, 1)
	if err != nil {
		return err
	}
	return withSnapshot(c, func(s *queries.Snapshot) error {
		speaker, err := p.lookup(s, args[0])
		if err != nil {
			return err
		}
		keep, err := p.statementsOf(c, s)
		if err != nil {
			return err
		}
		all := slices.DeleteFunc(said.By(s, speaker.IRI), func(x said.Statement) bool { return !keep(&x) })
		total := len(all)
		if limit > 0 && total > limit {
			all = all[:limit]
		}
		if asJSON {
			err = p.saidJSON(speaker, all, total)
		} else {
			p.saidText(speaker, all, total)
		}
		if total == 0 && err == nil {
			return fail(exitNothing, "nothing here is said by %s", speaker.Name)
		}
		return err
	})
}

// statementsOf makes a test of statements of --to, --about and --direct.
func (p *program) statementsOf(c *cli.Context, s *queries.Snapshot) (func(*said.Statement) bool, error) {
	var to, about string
	for flag, iri := range map[string]*string{"to": &to, "about": &about} {
		if !c.IsSet(flag) {
			continue
		}
		e, err := p.lookup(s, c.String(flag))
		if err != nil {
			return nil, err
		}
		*iri = e.IRI
	}
	among := func(list []said.Party, iri string) bool {
		return iri == "" || slices.ContainsFunc(list, func(x said.Party) bool { return x.IRI == iri })
	}
	return func(x *said.Statement) bool {
		return among(x.To, to) && among(x.About, about) && (x.Direct || !c.Bool("direct"))
	}, nil
}

func (p *program) saidText(speaker graph.Entity, all []said.Statement, total int) {
	for i, x := range all {
		if i > 0 {
			fmt.Fprintln(p.out)
		}
		words := nonempty(safe(x.Document.Published), p.palette.bold(safe(speaker.Name)), p.palette.predicate(safe(x.Verb)), safe(parties(x.To)))
		if about := parties(x.About); about != "" {
			words = append(words, "· about "+safe(about))
		}
		fmt.Fprintf(p.out, "%s\n    %s\n", strings.Join(words, " "), safe(x.Sentence))
		for j := range x.Claims {
			fmt.Fprintf(p.out, "    %s\n", p.factSentence(&x.Claims[j]))
		}
		fmt.Fprintf(p.out, "    %s\n", p.palette.faint("— "+safe(cite(x.Document))))
	}
	p.more(total - len(all))
}

// more says, on the error stream, that a limit cut something off.
func (p *program) more(n int) {
	if n > 0 {
		p.say("and %d more: --limit 0 prints all", n)
	}
}

func parties(list []said.Party) string {
	var names []string
	for _, x := range list {
		names = append(names, x.Name)
	}
	return strings.Join(names, ", ")
}

type (
	calledAnswer struct {
		IRI  string `json:"iri"`
		Name string `json:"name"`
	}
	statementAnswer struct {
		Doc      string         `json:"doc"`
		Date     string         `json:"date"`
		Sentence string         `json:"sentence"`
		Direct   bool           `json:"direct"`
		Verb     string         `json:"verb"`
		To       []calledAnswer `json:"to"`
		About    []calledAnswer `json:"about"`
		Claims   []factAnswer   `json:"claims"`
		Telling  []factAnswer   `json:"telling"`
	}
	saidAnswer struct {
		Speaker    entityAnswer      `json:"speaker"`
		Statements []statementAnswer `json:"statements"`
		Total      int               `json:"total"`
	}
)

func (p *program) saidJSON(speaker graph.Entity, all []said.Statement, total int) error {
	a := saidAnswer{Speaker: answerEntity(speaker), Statements: []statementAnswer{}, Total: total}
	for _, x := range all {
		a.Statements = append(a.Statements, statementAnswer{
			x.Document.IRI, x.Document.Published, x.Sentence, x.Direct, x.Verb,
			answerParties(x.To), answerParties(x.About), answerFacts(x.Claims), answerFacts(x.Telling),
		})
	}
	return writeJSON(p.out, a, false)
}

func answerParties(list []said.Party) []calledAnswer {
	out := []calledAnswer{}
	for _, x := range list {
		out = append(out, calledAnswer{x.IRI, x.Name})
	}
	return out
}
