package main

import (
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
)

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
			&cli.StringFlag{Name: "doc", Usage: "only of the document `DOC`: its identifier, file or address"},
			&cli.StringFlag{Name: "kind", Usage: "with an entity of `KIND`: person, organisation, place, group …"},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Usage: "print at most `N`; 0 for all"},
		}, outputFlags()...),
		Action: p.facts,
	}
}

func (p *program) facts(c *cli.Context) error {
	if _, err := arguments(c, 0, 0); err != nil {
		return err
	}
	asJSON, err := wantsJSON(c)
	if err != nil {
		return err
	}
	f, err := filterOf(c)
	if err != nil {
		return err
	}
	return withStore(c, func(store *graph.Store) error {
		s, err := load(c, store)
		if err != nil {
			return err
		}
		for _, name := range []*string{&f.Subject, &f.Object, &f.About, &f.Source} {
			*name = party(s, *name)
		}
		if f.Doc, err = oneDocument(c, store, f.Doc); err != nil {
			return err
		}
		facts := s.Facts(f)
		if asJSON {
			err = writeJSON(p.out, answerFacts(facts), false)
		} else if len(facts) > 0 {
			p.listFacts(facts)
		}
		if len(facts) == 0 && err == nil {
			return fail(exitNothing, "no fact meets all conditions")
		}
		return err
	})
}

// filterOf reads the flags of facts; names are as they were typed.
func filterOf(c *cli.Context) (queries.Filter, error) {
	f := queries.Filter{
		Subject: c.String("subject"), Object: c.String("object"), About: c.String("about"),
		Source: c.String("source"), Predicate: c.String("predicate"), Doc: c.String("doc"),
	}
	var err error
	read := func(to *string, flag string, from func(*cli.Context, string) (string, error)) {
		if err == nil {
			*to, err = from(c, flag)
		}
	}
	choice := func(choices ...string) func(*cli.Context, string) (string, error) {
		return func(c *cli.Context, flag string) (string, error) { return oneOf(c, flag, choices...) }
	}
	var polarity, modality, kind string
	read(&f.Since, "since", dateOf)
	read(&f.Until, "until", dateOf)
	read(&polarity, "polarity", choice("affirmed", "denied"))
	read(&modality, "modality", choice("asserted", "planned", "possible", "asked", "conditional"))
	read(&kind, "kind", choice(kinds...))
	f.Polarity, f.Modality, f.Kind = extract.Polarity(polarity), extract.Modality(modality), extract.Kind(kind)
	if err == nil {
		f.Limit, err = atLeast(c, "limit", 0)
	}
	return f, err
}

// listFacts prints facts for people, one a row.
func (p *program) listFacts(facts []graph.Fact) {
	g := p.newGrid("fact", "time", "subject", "predicate", "object", "where, how", "claim")
	for i := range facts {
		f := &facts[i]
		g.row(p.palette.faint(short(f.IRI)), safe(f.Time), p.palette.subject(safe(f.SubjectName)),
			p.palette.predicate(safe(f.Phrase())), p.palette.object(safe(f.ObjectName)),
			safe(circumstances(f)), safe(claims(f)))
	}
	p.print(g)
}

// circumstances are the modifiers of f but the time, which has a column.
func circumstances(f *graph.Fact) string {
	var words []string
	for _, m := range f.Modifiers {
		if m.Role != "time" || m.Value == "" {
			words = append(words, modifierWords(m.Prep, m.Text, ""))
		}
	}
	return strings.Join(words, "; ")
}

// oneDocument returns the IRI of the document that is meant by name.
func oneDocument(c *cli.Context, s *graph.Store, name string) (string, error) {
	if name == "" {
		return "", nil
	}
	docs, err := chosen(c.Context, s, name)
	switch {
	case err != nil:
		return "", readError(c, err)
	case len(docs) == 0:
		return "", fail(exitNothing, "no document in the graph is or came from %s: `dramatis stats --docs` lists them", quote(name))
	case len(docs) > 1:
		return "", fail(exitUsage, "%s holds %d documents: name one, `dramatis stats --docs` lists them", quote(name), len(docs))
	}
	return docs[0].IRI, nil
}
