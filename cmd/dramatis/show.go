package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/identity"
	"github.com/dramatis-kg/dramatis/queries"
)

func (p *program) showCommand() *cli.Command {
	return &cli.Command{
		Name:      "show",
		Usage:     "print all that is known of somebody or something",
		ArgsUsage: "NAME",
		Description: `Prints names, roles, facts and documents. A name is found whatever its case
and accents, by its surname alone and with a slip of the pen; if several fit,
they are listed.

Examples:
  dramatis show "Ann Reyes"
  dramatis show reyes --limit 20
  dramatis show "Halden Lines" --json`,
		Flags: append([]cli.Flag{
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: 40, Usage: "print at most `N` facts; 0 for all"},
		}, outputFlags()...),
		Action: p.show,
	}
}

func (p *program) show(c *cli.Context) error {
	args, asJSON, limit, err := listing(c, 1, 1)
	if err != nil {
		return err
	}
	return withSnapshot(c, func(s *queries.Snapshot) error {
		e, err := p.lookup(s, args[0])
		if err != nil {
			return err
		}
		d := s.Dossier(e.IRI)
		if asJSON {
			return p.dossierJSON(&d)
		}
		p.dossierText(&d, limit)
		return nil
	})
}

func (p *program) dossierText(d *queries.Dossier, limit int) {
	e := &d.Entity
	fmt.Fprintf(p.out, "%s  %s  %s\n", p.palette.bold(safe(e.Name)), safe(string(e.Kind)), p.palette.faint(safe(e.IRI)))
	line := func(name string, words []string) {
		if len(words) > 0 {
			fmt.Fprintf(p.out, "  %s %s\n", p.palette.faint(name), safe(strings.Join(words, "; ")))
		}
	}
	line("roles:", d.Roles)
	line("also called:", e.Aliases)
	line("beware:", oddities(e))
	fmt.Fprintf(p.out, "  %s in %s\n", count(e.Mentions, "mention"), count(len(d.Documents), "document"))
	p.namesText(d)
	p.tenuresText(d)
	p.section("Acts", d.Out, limit)
	p.section("Is acted upon", d.In, limit)
	p.section("Says", d.Said, limit)
	p.section("In time", d.Timeline, limit)
	fmt.Fprintf(p.out, "\n%s\n", p.palette.bold("Documents"))
	for _, doc := range d.Documents {
		fmt.Fprintf(p.out, "  %s  %s\n", p.palette.faint(short(doc.IRI)), safe(cite(doc)))
	}
}

// namesText lists the names that are joined in an actor, and why.
func (p *program) namesText(d *queries.Dossier) {
	if len(d.Names) < 2 {
		return
	}
	fmt.Fprintf(p.out, "\n%s\n", p.palette.bold("Names"))
	for _, n := range d.Names {
		line := fmt.Sprintf("  %s  %s, %s", safe(n.Text), count(n.Mentions, "mention"), count(len(n.Documents), "document"))
		if n.Reason != "" {
			line += ": " + safe(n.Reason)
		}
		fmt.Fprintf(p.out, "%s  %s\n", line, p.palette.faint(safe(n.IRI)))
	}
}

// tenuresText lists roles with their sources where there is more than one.
func (p *program) tenuresText(d *queries.Dossier) {
	if len(d.Documents) < 2 || len(d.Tenures) == 0 {
		return
	}
	fmt.Fprintf(p.out, "\n%s\n", p.palette.bold("Roles"))
	for _, t := range d.Tenures {
		var from []string
		for _, doc := range t.Documents {
			from = append(from, strings.Join(nonempty(doc.Published, doc.Publisher), " "))
			if from[len(from)-1] == "" {
				from[len(from)-1] = cite(doc)
			}
		}
		fmt.Fprintf(p.out, "  %s, %s\n", safe(t.Role), p.palette.faint(safe(few(from))))
	}
}

// oddities tells which names are spelt to deceive.
func oddities(e *graph.Entity) []string {
	var odd []string
	for _, name := range append([]string{e.Name}, e.Aliases...) {
		if note := identity.Oddities(name); note != "" {
			odd = append(odd, quote(name)+" "+note)
		}
	}
	return odd
}

// section prints facts under a heading, at most limit of them (0 for all).
func (p *program) section(heading string, facts []graph.Fact, limit int) {
	if len(facts) == 0 {
		return
	}
	fmt.Fprintf(p.out, "\n%s\n", p.palette.bold(heading))
	shown := facts
	if limit > 0 && len(facts) > limit {
		shown = facts[:limit]
	}
	for i := range shown {
		fmt.Fprintf(p.out, "  %s\n", p.factSentence(&shown[i]))
	}
	if n := len(facts) - len(shown); n > 0 {
		fmt.Fprintf(p.out, "  and %d more: --limit 0 prints all\n", n)
	}
}

// factSentence is a fact on one line: "9c1f52aa07 2025-03 Ann Reyes signed the
// contract (denied)".
func (p *program) factSentence(f *graph.Fact) string {
	words := nonempty(p.palette.faint(short(f.IRI)), safe(f.Time), p.palette.subject(safe(f.SubjectName)),
		p.palette.predicate(safe(f.Phrase())), p.palette.object(safe(f.ObjectName)), safe(circumstances(f)))
	if c := claims(f); c != "" {
		words = append(words, "("+safe(c)+")")
	}
	return strings.Join(words, " ")
}

type dossierAnswer struct {
	Entity    entityAnswer      `json:"entity"`
	Out       []factAnswer      `json:"out"`
	In        []factAnswer      `json:"in"`
	Said      []factAnswer      `json:"said"`
	Timeline  []string          `json:"timeline"`
	Documents []documentAnswer  `json:"documents"`
	Names     []actorNameAnswer `json:"names"`
	Roles     []tenureAnswer    `json:"roles"`
}

func (p *program) dossierJSON(d *queries.Dossier) error {
	documents := []documentAnswer{}
	for _, doc := range d.Documents {
		documents = append(documents, answerDocument(doc))
	}
	timeline := []string{}
	for _, f := range d.Timeline {
		timeline = append(timeline, f.IRI)
	}
	return writeJSON(p.out, dossierAnswer{
		answerEntity(d.Entity), answerFacts(d.Out), answerFacts(d.In), answerFacts(d.Said), timeline, documents,
		answerNames(d.Names), answerTenures(d.Tenures),
	}, false)
}
