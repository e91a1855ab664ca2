package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/change"
)

func (p *program) diffCommand() *cli.Command {
	return &cli.Command{
		Name:      "diff",
		Usage:     "tell what is new between two stores or two dates",
		ArgsUsage: "OLD [NEW]",
		Description: `Compares two stores, or the graph of --db with the one in file OLD. With dates
it compares what articles said that were published until then: "diff 2016-03
2016-04" tells what became known in April. Printed is what the later one says
that the earlier did not (+), what it says no longer (-), and what was said
before and is denied now, or the other way round (!). Facts are compared by what
they say: another article that says the same brings no new fact.

Examples:
  dramatis diff 2016-03-24 2016-03-31
  dramatis diff 2016-03
  dramatis diff backup.db
  dramatis diff monday.db friday.db --json`,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "about", Usage: "only of `NAME`"},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: 40, Usage: "print at most `N` of each; 0 for all"},
		}, outputFlags()...),
		Action: p.diff,
	}
}

func (p *program) diff(c *cli.Context) error {
	args, asJSON, limit, err := listing(c, 1, 2)
	if err != nil {
		return err
	}
	d, err := p.difference(c, args)
	if err != nil {
		return err
	}
	if asJSON {
		err = p.diffJSON(d)
	} else {
		p.diffText(d, limit)
	}
	if err == nil && len(d.NewDocuments)+len(d.GoneDocuments)+len(d.NewFacts)+len(d.GoneFacts) == 0 {
		return fail(exitNothing, "nothing differs")
	}
	return err
}

// difference compares what args name. Dates are dates, unless there is a file
// of that name.
func (p *program) difference(c *cli.Context, args []string) (change.Diff, error) {
	dates := 0
	for _, a := range args {
		if _, err := os.Stat(a); err != nil && (queries.Filter{Since: a}).Check() == nil {
			dates++
		}
	}
	var states [2]change.State
	var err error
	switch {
	case dates == len(args):
		err = p.statesAt(c, args, &states)
	case dates > 0:
		err = fail(exitUsage, "compare two stores or two dates, not %s with %s", args[0], args[1])
	default:
		err = p.statesIn(c, args, &states)
	}
	return change.Between(states[0], states[1]), err
}

// statesAt fills states with what was known at two dates, or at one and now.
func (p *program) statesAt(c *cli.Context, dates []string, states *[2]change.State) error {
	return withSnapshot(c, func(s *queries.Snapshot) error {
		about, err := p.aboutOf(c, s)
		if err != nil {
			return err
		}
		states[1] = change.Of(s)
		for i, d := range dates {
			if states[i], err = change.Until(s, d); err != nil {
				return fail(exitUsage, "%s: must be a date like 2016-03-24, 2016-03 or 2016", quote(d))
			}
		}
		for i := range states {
			states[i].Facts = factsAbout(states[i].Facts, s, about)
		}
		return nil
	})
}

// statesIn fills states with what two files hold, or one file and --db.
func (p *program) statesIn(c *cli.Context, files []string, states *[2]change.State) error {
	if len(files) == 1 {
		file, err := place(c)
		if err != nil {
			return err
		}
		files = append(files, file)
	}
	known := false // who --about means, in either
	for i, file := range files {
		if err := c.Set("store", "bolt:"+file); err != nil {
			return err
		}
		err := withSnapshot(c, func(s *queries.Snapshot) error {
			states[i] = change.Of(s)
			if !c.IsSet("about") {
				return nil
			}
			e, err := s.Find(c.String("about"), queries.FindOptions{})
			known = known || err == nil
			states[i].Facts = factsAbout(states[i].Facts, s, e.IRI)
			return nil
		})
		if err != nil {
			return err
		}
	}
	if c.IsSet("about") && !known {
		return fail(exitNothing, "in neither store anybody or anything is called %s", quote(c.String("about")))
	}
	return nil
}

func (p *program) aboutOf(c *cli.Context, s *queries.Snapshot) (string, error) {
	if !c.IsSet("about") {
		return "", nil
	}
	e, err := p.lookup(s, c.String("about"))
	return e.IRI, err
}

// factsAbout returns the facts about an entity, all where it is "".
func factsAbout(facts []graph.Fact, s *queries.Snapshot, iri string) []graph.Fact {
	if iri == "" {
		return facts
	}
	about := map[string]bool{}
	for _, f := range s.Facts(queries.Filter{About: iri}) {
		about[f.IRI] = true
	}
	var out []graph.Fact
	for _, f := range facts {
		if about[f.IRI] {
			out = append(out, f)
		}
	}
	return out
}

func (p *program) diffText(d change.Diff, limit int) {
	for _, n := range []struct {
		what       string
		fresh, old int
	}{
		{"documents", len(d.NewDocuments), len(d.GoneDocuments)},
		{"actors", len(d.NewActors), len(d.GoneActors)},
		{"facts", len(d.NewFacts), len(d.GoneFacts)},
	} {
		fmt.Fprintf(p.out, "%-10s %d new, %d gone\n", n.what, n.fresh, n.old)
	}
	documents := func(list []graph.Document) (out []string) {
		for _, x := range list {
			out = append(out, p.palette.faint(short(x.IRI))+"  "+safe(cite(x)))
		}
		return out
	}
	p.marks("Documents", limit, documents(d.NewDocuments), documents(d.GoneDocuments))
	actors := func(list []change.Actor) (out []string) {
		for _, x := range list {
			out = append(out, p.palette.bold(safe(x.Name))+", "+count(x.Facts, "fact"))
		}
		return out
	}
	p.marks("Actors", limit, actors(d.NewActors), actors(d.GoneActors))
	facts := func(list []graph.Fact) (out []string) {
		for i := range list {
			out = append(out, p.factSentence(&list[i]))
		}
		return out
	}
	p.marks("Facts", limit, facts(d.NewFacts), facts(d.GoneFacts))
	if len(d.Turned) > 0 {
		fmt.Fprintf(p.out, "\n%s\n", p.palette.bold("Turned"))
	}
	for i := range d.Turned {
		fmt.Fprintf(p.out, "  ! %s\n    was: %s\n", p.factSentence(&d.Turned[i].Now), p.factSentence(&d.Turned[i].Before))
	}
}

// marks prints what is new and what is gone under a heading, at most limit of
// each (0 for all).
func (p *program) marks(heading string, limit int, fresh, gone []string) {
	if len(fresh)+len(gone) == 0 {
		return
	}
	fmt.Fprintf(p.out, "\n%s\n", p.palette.bold(heading))
	for _, x := range []struct {
		mark string
		list []string
	}{{"+", fresh}, {"-", gone}} {
		for i, line := range x.list {
			if limit > 0 && i == limit {
				fmt.Fprintf(p.out, "  %s and %d more: --limit 0 prints all\n", x.mark, len(x.list)-i)
				break
			}
			fmt.Fprintf(p.out, "  %s %s\n", x.mark, strings.TrimSpace(line))
		}
	}
}

type (
	actorAnswer struct {
		IRI   string `json:"iri"`
		Name  string `json:"name"`
		Facts int    `json:"facts"`
	}
	turnAnswer struct {
		Before factAnswer `json:"before"`
		Now    factAnswer `json:"now"`
	}
	changesAnswer struct {
		Documents []documentAnswer `json:"documents"`
		Actors    []actorAnswer    `json:"actors"`
		Facts     []factAnswer     `json:"facts"`
	}
	diffAnswer struct {
		New    changesAnswer `json:"new"`
		Gone   changesAnswer `json:"gone"`
		Turned []turnAnswer  `json:"turned"`
	}
)

func (p *program) diffJSON(d change.Diff) error {
	changes := func(documents []graph.Document, actors []change.Actor, facts []graph.Fact) changesAnswer {
		a := changesAnswer{[]documentAnswer{}, []actorAnswer{}, answerFacts(facts)}
		for _, x := range documents {
			a.Documents = append(a.Documents, answerDocument(x))
		}
		for _, x := range actors {
			a.Actors = append(a.Actors, actorAnswer{x.IRI, x.Name, x.Facts})
		}
		return a
	}
	a := diffAnswer{changes(d.NewDocuments, d.NewActors, d.NewFacts), changes(d.GoneDocuments, d.GoneActors, d.GoneFacts), []turnAnswer{}}
	for i := range d.Turned {
		a.Turned = append(a.Turned, turnAnswer{answerFact(&d.Turned[i].Before), answerFact(&d.Turned[i].Now)})
	}
	return writeJSON(p.out, a, false)
}
