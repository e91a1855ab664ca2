package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
)

// claimFlags say which facts a way between two actors may use.
func claimFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "kind", Usage: "only by way of entities of `KIND`: person, organisation, place, group …"},
		&cli.StringFlag{Name: "since", Usage: "use only what happened on or after `DATE`: 2016-03-24, 2016-03 or 2016"},
		&cli.StringFlag{Name: "until", Usage: "use only what happened on or before `DATE`"},
		&cli.BoolFlag{Name: "reported", Usage: "use what somebody is said to have said, too"},
		&cli.BoolFlag{Name: "planned", Usage: "use what is planned, possible, asked or conditional, too"},
		&cli.BoolFlag{Name: "denied", Usage: "use what is denied, too"},
		&cli.StringFlag{Name: "modality", Usage: "use only facts of `MODALITY`: asserted, planned, possible, asked or conditional"},
		&cli.Float64Flag{Name: "min-confidence", Usage: "use only facts of at least this `CONFIDENCE`, 0 to 1"},
	}
}

func (p *program) commonCommand() *cli.Command {
	return &cli.Command{
		Name:      "common",
		Usage:     "list who and what two actors have to do with, both of them",
		ArgsUsage: "A B",
		Description: `Lists the entities that facts relate to A as well as to B, the ones that say
most first, with the best fact on either side. As for path, only what an article
itself asserts counts, unless a flag says otherwise.

Examples:
  dramatis common "Ann Reyes" "Halden Lines"
  dramatis common reyes lindqvist --kind organisation --why
  dramatis common reyes lindqvist --reported --json`,
		Flags: append(append([]cli.Flag{
			&cli.BoolFlag{Name: "why", Aliases: []string{"w"}, Usage: "print the sentence behind every fact"},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: 25, Usage: "print at most `N`; 0 for all"},
		}, claimFlags()...), outputFlags()...),
		Action: p.common,
	}
}

func (p *program) betweenCommand() *cli.Command {
	return &cli.Command{
		Name:      "between",
		Usage:     "print all that is known between two actors",
		ArgsUsage: "A B",
		Description: `Prints every fact that A and B both take part in, what is denied, planned or
reported marked, and then whom and what they share, as common does.

Examples:
  dramatis between "Ann Reyes" "Halden Lines"
  dramatis between reyes lindqvist --limit 0 --json`,
		Flags: append(append([]cli.Flag{
			&cli.BoolFlag{Name: "why", Aliases: []string{"w"}, Usage: "print the sentence behind every fact"},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: 25, Usage: "print at most `N` of each; 0 for all"},
		}, claimFlags()...), outputFlags()...),
		Action: p.between,
	}
}

// A pair is what two actors have to do with each other.
type pair struct {
	ends   []graph.Entity
	facts  []graph.Fact
	shared []queries.Path
	total  int // of shared, before the limit
	asJSON bool
	why    bool
	limit  int
}

// pairOf reads the arguments and flags of common and between and calls do with
// what is found.
func (p *program) pairOf(c *cli.Context, do func(*queries.Snapshot, *pair) error) error {
	args, err := arguments(c, 2, 2)
	if err != nil {
		return err
	}
	x := pair{why: c.Bool("why")}
	if x.asJSON, err = wantsJSON(c); err != nil {
		return err
	}
	if x.limit, err = atLeast(c, "limit", 0); err != nil {
		return err
	}
	var o queries.PathOptions
	if err := claimOptions(c, &o); err != nil {
		return err
	}
	return withSnapshot(c, func(s *queries.Snapshot) error {
		if x.ends, err = p.lookupAll(s, args); err != nil {
			return err
		}
		a, b := x.ends[0], x.ends[1]
		if a.IRI == b.IRI {
			return fail(exitUsage, "both names mean %s: name two different actors", a.Name)
		}
		if x.shared, err = s.Shared(c.Context, a.IRI, b.IRI, o); err == nil {
			x.facts, err = s.FactsBetween(a.IRI, b.IRI)
		}
		if err != nil {
			return readError(c, err)
		}
		x.total = len(x.shared)
		if x.limit > 0 && x.total > x.limit {
			x.shared = x.shared[:x.limit]
		}
		return do(s, &x)
	})
}

func (p *program) common(c *cli.Context) error {
	return p.pairOf(c, func(s *queries.Snapshot, x *pair) error {
		if x.asJSON {
			x.facts = nil
			if err := p.pairJSON(s, x); err != nil {
				return err
			}
		} else {
			p.sharedText(s, x)
			p.more(x.total - len(x.shared))
		}
		if x.total == 0 {
			return fail(exitNothing, "nobody and nothing is next to both %s and %s", x.ends[0].Name, x.ends[1].Name)
		}
		return nil
	})
}

func (p *program) between(c *cli.Context) error {
	return p.pairOf(c, func(s *queries.Snapshot, x *pair) error {
		if x.asJSON {
			if err := p.pairJSON(s, x); err != nil {
				return err
			}
		} else {
			p.pairText(s, x)
		}
		if len(x.facts)+x.total == 0 {
			return fail(exitNothing, "nothing is known between %s and %s: try path", x.ends[0].Name, x.ends[1].Name)
		}
		return nil
	})
}

func (p *program) pairText(s *queries.Snapshot, x *pair) {
	if len(x.facts) > 0 {
		fmt.Fprintf(p.out, "%s\n", p.palette.bold(fmt.Sprintf("%s of %s and %s", count(len(x.facts), "fact"), safe(x.ends[0].Name), safe(x.ends[1].Name))))
	}
	shown := x.facts
	if x.limit > 0 && len(shown) > x.limit {
		shown = shown[:x.limit]
	}
	for i := range shown {
		fmt.Fprintf(p.out, "  %s\n", p.factSentence(&shown[i]))
		if x.why {
			p.sentenceText(s, &shown[i])
		}
	}
	if len(x.facts) > 0 && x.total > 0 {
		fmt.Fprintln(p.out)
	}
	if x.total > 0 {
		fmt.Fprintf(p.out, "%s\n", p.palette.bold(fmt.Sprintf("Next to both: %d", x.total)))
		p.sharedText(s, x)
	}
	p.more(max(len(x.facts)-len(shown), x.total-len(x.shared)))
}

func (p *program) sharedText(s *queries.Snapshot, x *pair) {
	for _, path := range x.shared {
		middle, _ := s.Entity(path.Steps[0].To)
		fmt.Fprintf(p.out, "%s  %s\n", p.palette.bold(safe(middle.Name)), safe(string(middle.Kind)))
		for i := range path.Steps {
			p.stepText(s, &path.Steps[i], x.why)
		}
	}
}

// sentenceText prints the sentence behind a fact and where it stands.
func (p *program) sentenceText(s *queries.Snapshot, f *graph.Fact) {
	d, _ := s.Document(f.Document)
	fmt.Fprintf(p.out, "      %s\n      %s\n", p.marked(f, d), p.palette.faint("— "+safe(cite(d))))
}

type (
	sharedAnswer struct {
		Entity entityAnswer `json:"entity"`
		Steps  []stepAnswer `json:"steps"`
	}
	pairAnswer struct {
		From   entityAnswer   `json:"from"`
		To     entityAnswer   `json:"to"`
		Facts  []factAnswer   `json:"facts"`
		Shared []sharedAnswer `json:"shared"`
		Total  int            `json:"total"`
	}
)

func (p *program) pairJSON(s *queries.Snapshot, x *pair) error {
	a := pairAnswer{answerEntity(x.ends[0]), answerEntity(x.ends[1]), answerFacts(x.facts), []sharedAnswer{}, x.total}
	for _, path := range x.shared {
		middle, _ := s.Entity(path.Steps[0].To)
		a.Shared = append(a.Shared, sharedAnswer{answerEntity(middle), answerPath(path).Steps})
	}
	return writeJSON(p.out, a, false)
}
