package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/dispute"
)

func (p *program) disputesCommand() *cli.Command {
	return &cli.Command{
		Name:      "disputes",
		Usage:     "list what one source says and another denies",
		ArgsUsage: "[NAME]",
		Description: `Lists what is said and also denied, about NAME or at all, with the sentences of
both sides. Documents that are copies of one another, such as one agency's
report in several papers, count once.

Examples:
  dramatis disputes
  dramatis disputes "Halden Lines"
  dramatis disputes --since 2016 --json`,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "since", Usage: "of what happened on or after `DATE`: 2016-03-24, 2016-03 or 2016"},
			&cli.StringFlag{Name: "until", Usage: "of what happened on or before `DATE`"},
			&cli.Float64Flag{Name: "min-confidence", Usage: "use only facts of at least this `CONFIDENCE`, 0 to 1"},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: 25, Usage: "print at most `N`; 0 for all"},
		}, outputFlags()...),
		Action: p.disputes,
	}
}

func (p *program) disputes(c *cli.Context) error {
	args, asJSON, limit, err := listing(c, 0, 1)
	if err != nil {
		return err
	}
	var o queries.PathOptions
	if err := claimOptions(c, &o); err != nil {
		return err
	}
	f := queries.Filter{Since: o.Since, Until: o.Until, MinConfidence: o.MinConfidence}
	return withSnapshot(c, func(s *queries.Snapshot) error {
		if len(args) > 0 {
			e, err := p.lookup(s, args[0])
			if err != nil {
				return err
			}
			f.About = e.IRI
		}
		all := dispute.Find(s, f)
		total := len(all)
		if limit > 0 && total > limit {
			all = all[:limit]
		}
		if asJSON {
			err = p.disputesJSON(all)
		} else {
			p.disputesText(s, all)
			p.more(total - len(all))
		}
		if total == 0 && err == nil {
			return fail(exitNothing, "nothing here is both said and denied")
		}
		return err
	})
}

func (p *program) disputesText(s *queries.Snapshot, all []dispute.Dispute) {
	for i := range all {
		if i > 0 {
			fmt.Fprintln(p.out)
		}
		f := &all[i].Affirmed.Facts[0]
		words := nonempty(safe(f.SubjectName), safe(f.Phrase()), safe(f.ObjectName), safe(circumstances(f)))
		fmt.Fprintln(p.out, p.palette.bold(strings.Join(words, " ")))
		p.sideText(s, "said by", &all[i].Affirmed)
		p.sideText(s, "denied by", &all[i].Denied)
	}
}

// shownOfSide bounds the sentences of one side that are printed.
const shownOfSide = 3

func (p *program) sideText(s *queries.Snapshot, how string, side *dispute.Side) {
	fmt.Fprintf(p.out, "  %s %s, in %s\n", how, safe(strings.Join(sources(side), ", ")), count(side.Independent, "independent document"))
	for i := range side.Facts[:min(shownOfSide, len(side.Facts))] {
		f := &side.Facts[i]
		d, _ := s.Document(f.Document)
		fmt.Fprintf(p.out, "    %s %s\n      %s\n", p.palette.faint(short(f.IRI)), p.marked(f, d), p.palette.faint("— "+safe(cite(d))))
	}
	if n := len(side.Facts) - shownOfSide; n > 0 {
		fmt.Fprintf(p.out, "    and %d more\n", n)
	}
}

// sources names those of a side; an article that asserts by itself last.
func sources(side *dispute.Side) []string {
	names := slices.DeleteFunc(slices.Clone(side.Sources), func(s string) bool { return s == "" })
	if len(names) < len(side.Sources) {
		articles := map[string]bool{}
		for i := range side.Facts {
			if side.Facts[i].SourceName == "" {
				articles[side.Facts[i].Document] = true
			}
		}
		names = append(names, count(len(articles), "article"))
	}
	return names
}

type (
	sideAnswer struct {
		Sources     []string     `json:"sources"`
		Independent int          `json:"independent"`
		Facts       []factAnswer `json:"facts"`
	}
	disputeAnswer struct {
		Subject   calledAnswer  `json:"subject"`
		Predicate string        `json:"predicate"`
		Object    *calledAnswer `json:"object"`
		Affirmed  sideAnswer    `json:"affirmed"`
		Denied    sideAnswer    `json:"denied"`
	}
)

func (p *program) disputesJSON(all []dispute.Dispute) error {
	side := func(x dispute.Side) sideAnswer { return sideAnswer{x.Sources, x.Independent, answerFacts(x.Facts)} }
	answers := []disputeAnswer{}
	for _, d := range all {
		f := &d.Affirmed.Facts[0]
		a := disputeAnswer{calledAnswer{f.Subject, f.SubjectName}, f.Predicate, objectOf(f), side(d.Affirmed), side(d.Denied)}
		answers = append(answers, a)
	}
	return writeJSON(p.out, answers, false)
}

func objectOf(f *graph.Fact) *calledAnswer {
	if f.Object == "" && f.ObjectName == "" {
		return nil
	}
	return &calledAnswer{f.Object, f.ObjectName}
}
