package main

import "github.com/urfave/cli/v2"

func (p *program) factsCommand() *cli.Command {
	return &cli.Command{
		Name:  "facts",
		Usage: "list facts",
		Description: `Lists the facts that meet every condition, in the order of the documents.

Examples:
  dramatis facts --subject "Ann Reyes"
  dramatis facts --about "Halden Lines" --since 2016-01 --until 2016-06
  dramatis facts --predicate buy --polarity denied
  dramatis facts --source "Harbour Union" --json`,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "subject", Aliases: []string{"s"}, Usage: "who acts: `NAME`"},
			&cli.StringFlag{Name: "predicate", Aliases: []string{"p"}, Usage: "`WORDS` of the predicate, its lemma or family: \"held talks with\", buy, consult"},
			&cli.StringFlag{Name: "object", Usage: "who or what it is done to: `NAME`"},
			&cli.StringFlag{Name: "about", Usage: "`NAME` in any place"},
			&cli.StringFlag{Name: "source", Usage: "who says so: `NAME`"},
			&cli.StringFlag{Name: "since", Usage: "happened on or after `DATE`: 2016-03-24, 2016-03 or 2016"},
			&cli.StringFlag{Name: "until", Usage: "happened on or before `DATE`"},
			&cli.StringFlag{Name: "polarity", Usage: "`POLARITY`: affirmed or denied"},
			&cli.StringFlag{Name: "modality", Usage: "`MODALITY`: asserted, planned, possible, asked or conditional"},
			&cli.StringFlag{Name: "doc", Usage: "only of the document `DOC`"},
			&cli.StringFlag{Name: "kind", Usage: "with an entity of `KIND`: person, organisation, place, group …"},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Usage: "print at most `N`; 0 for all"},
		}, outputFlags()...),
		Action: p.facts,
	}
}
