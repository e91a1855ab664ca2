package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/timeline"
)

func (p *program) timelineCommand() *cli.Command {
	return &cli.Command{
		Name:      "timeline",
		Usage:     "list events in the order in which they happened",
		ArgsUsage: "[NAME]",
		Description: `Lists the facts that have a time, of NAME or of all, in the order of their
beginnings. What is known by the month only comes before what follows within
it; "about then" and "perhaps" tell of doubt. Several facts that say the same of the
same time are one event. What is denied, planned or reported is marked. With
--since or --until, what went on for years must have begun or ended then.

Examples:
  dramatis timeline
  dramatis timeline "Ann Reyes" --since 2016 --until 2016-06
  dramatis timeline --kind person --asserted
  dramatis timeline reyes --json`,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "since", Usage: "happened on or after `DATE`: 2016-03-24, 2016-03 or 2016"},
			&cli.StringFlag{Name: "until", Usage: "happened on or before `DATE`"},
			&cli.StringFlag{Name: "kind", Usage: "with an entity of `KIND`: person, organisation, place, group …"},
			&cli.BoolFlag{Name: "asserted", Usage: "only what the articles themselves assert"},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: 100, Usage: "print at most `N` events; 0 for all"},
		}, outputFlags()...),
		Action: p.timeline,
	}
}

func (p *program) timeline(c *cli.Context) error {
	args, asJSON, limit, err := listing(c, 0, 1)
	if err != nil {
		return err
	}
	f, err := timelineFilter(c)
	if err != nil {
		return err
	}
	return withSnapshot(c, func(s *queries.Snapshot) error {
		if len(args) > 0 {
			e, err := p.lookup(s, args[0])
			if err != nil {
				return err
			}
			f.About = e.IRI
		}
		events, undated := timeline.Of(s.Facts(f))
		events = timeline.Within(events, f.Since, f.Until)
		if c.Bool("asserted") {
			events = asserted(events)
		}
		total := len(events)
		if limit > 0 && total > limit {
			events = events[:limit]
		}
		if asJSON {
			err = p.timelineJSON(events, total, undated)
		} else if total > 0 {
			p.timelineTable(events)
			p.more(total - len(events))
		}
		if total == 0 && err == nil {
			return fail(exitNothing, "no fact here has a time%s", p.elsewhen(undated))
		}
		return err
	})
}

// elsewhen tells of facts that have no time.
func (p *program) elsewhen(undated int) string {
	if undated == 0 {
		return ""
	}
	return fmt.Sprintf(": of %s none tells when", count(undated, "fact"))
}

func timelineFilter(c *cli.Context) (f queries.Filter, err error) {
	if f.Since, err = dateOf(c, "since"); err != nil {
		return f, err
	}
	if f.Until, err = dateOf(c, "until"); err != nil {
		return f, err
	}
	kind, err := oneOf(c, "kind", kinds...)
	f.Kind = extract.Kind(kind)
	return f, err
}

func asserted(events []timeline.Event) []timeline.Event {
	var out []timeline.Event
	for _, e := range events {
		if e.Fact.Asserted() {
			out = append(out, e)
		}
	}
	return out
}

func (p *program) timelineTable(events []timeline.Event) {
	g := p.newGrid("time", "subject", "predicate", "object", "where, how", "claim", "fact")
	for i := range events {
		e := &events[i]
		f := &e.Fact
		g.row(p.palette.bold(safe(e.Time))+doubt(e), p.palette.subject(safe(f.SubjectName)), p.palette.predicate(safe(f.Phrase())),
			p.palette.object(safe(f.ObjectName)), safe(circumstances(f)), safe(claims(f)), p.palette.faint(short(f.IRI)+also(len(e.Others))))
	}
	p.print(g)
}

// doubt puts the marks of a time into words.
func doubt(e *timeline.Event) string {
	switch {
	case e.Approximate && e.Uncertain:
		return " perhaps about then"
	case e.Approximate:
		return " about then"
	case e.Uncertain:
		return " perhaps"
	}
	return ""
}

func also(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" +%d", n)
}

type (
	eventAnswer struct {
		Time        string     `json:"time"`
		First       string     `json:"first"`
		Last        string     `json:"last"`
		Precision   string     `json:"precision"`
		Approximate bool       `json:"approximate"`
		Uncertain   bool       `json:"uncertain"`
		Fact        factAnswer `json:"fact"`
		Others      []string   `json:"others"`
	}
	timelineAnswer struct {
		Events  []eventAnswer `json:"events"`
		Total   int           `json:"total"`
		Undated int           `json:"undated"`
	}
)

func (p *program) timelineJSON(events []timeline.Event, total, undated int) error {
	a := timelineAnswer{Events: []eventAnswer{}, Total: total, Undated: undated}
	for i := range events {
		e := &events[i]
		x := eventAnswer{e.Time, e.First, e.Last, string(e.Precision), e.Approximate, e.Uncertain, answerFact(&e.Fact), []string{}}
		for _, f := range e.Others {
			x.Others = append(x.Others, f.IRI)
		}
		a.Events = append(a.Events, x)
	}
	return writeJSON(p.out, a, false)
}
