package main

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/queries"
)

func (p *program) searchCommand() *cli.Command {
	return &cli.Command{
		Name:      "search",
		Usage:     "find names and sentences",
		ArgsUsage: "TEXT",
		Description: `Lists the names that TEXT may mean, and the sentences that hold all its words
in any order, the best first. Case and accents do not count; words between
quotation marks must follow one another.

Examples:
  dramatis search reyes ferry
  dramatis search '"signed the contract" harbour'
  dramatis search reyes --names
  dramatis search ferry --limit 5 --json`,
		Flags: append([]cli.Flag{
			&cli.BoolFlag{Name: "names", Usage: "only names"},
			&cli.BoolFlag{Name: "sentences", Usage: "only sentences"},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: 10, Usage: "print at most `N` of each; 0 for all"},
		}, outputFlags()...),
		Action: p.search,
	}
}

func (p *program) search(c *cli.Context) error {
	args, asJSON, limit, err := listing(c, 1, -1)
	if err != nil {
		return err
	}
	if c.Bool("names") && c.Bool("sentences") {
		return fail(exitUsage, "--names and --sentences leave nothing to search: give one of them")
	}
	text := strings.Join(args, " ")
	return withSnapshot(c, func(s *queries.Snapshot) error {
		var names []queries.Match
		var found []queries.Passage
		total := 0
		if !c.Bool("sentences") {
			names = s.Candidates(strings.NewReplacer(`"`, "", "“", "", "”", "").Replace(text), limit)
		}
		if !c.Bool("names") {
			found, total = s.Search(text, limit)
		}
		if asJSON {
			err = p.searchJSON(names, found, total)
		} else {
			p.searchText(names, found, total)
		}
		if len(names)+len(found) == 0 && err == nil {
			return fail(exitNothing, "no name and no sentence here holds %s", quote(text))
		}
		return err
	})
}

func (p *program) searchText(names []queries.Match, found []queries.Passage, total int) {
	if len(names) > 0 {
		g := p.newGrid("name", "kind", "mentions", "roles", "found by")
		for _, m := range names {
			by := m.Name
			if by == m.Entity.Name {
				by = ""
			}
			g.row(p.palette.bold(safe(m.Entity.Name)), safe(string(m.Entity.Kind)), fmt.Sprint(m.Entity.Mentions), safe(few(m.Entity.Roles)), safe(by))
		}
		p.print(g)
	}
	for i := range found {
		x := &found[i]
		if i > 0 || len(names) > 0 {
			fmt.Fprintln(p.out)
		}
		fmt.Fprintf(p.out, "%s\n  %s\n", p.emphasised(x), p.palette.faint("— "+safe(cite(x.Document))))
		for j := range x.Facts {
			fmt.Fprintf(p.out, "    %s\n", p.factSentence(&x.Facts[j]))
		}
	}
	if n := total - len(found); n > 0 {
		p.say("and %d more sentences: --limit 0 prints all", n)
	}
}

// emphasised is the sentence with what was searched for in bold, or *so*
// without colours.
func (p *program) emphasised(x *queries.Passage) string {
	var b strings.Builder
	at := 0
	for _, f := range x.Found {
		b.WriteString(safe(x.Text[at:f[0]]))
		word := safe(x.Text[f[0]:f[1]])
		if p.palette.on {
			word = p.palette.bold(word)
		} else {
			word = "*" + word + "*"
		}
		b.WriteString(word)
		at = f[1]
	}
	b.WriteString(safe(x.Text[at:]))
	return b.String()
}

type (
	matchAnswer struct {
		Entity  entityAnswer `json:"entity"`
		Name    string       `json:"name"`
		Quality int          `json:"quality"`
	}
	passageAnswer struct {
		Doc   string   `json:"doc"`
		Start int      `json:"start"`
		Text  string   `json:"text"`
		Found []string `json:"found"`
		Facts []string `json:"facts"`
	}
	searchAnswer struct {
		Names     []matchAnswer   `json:"names"`
		Sentences []passageAnswer `json:"sentences"`
		Total     int             `json:"total"`
	}
)

func (p *program) searchJSON(names []queries.Match, found []queries.Passage, total int) error {
	a := searchAnswer{[]matchAnswer{}, []passageAnswer{}, total}
	for _, m := range names {
		a.Names = append(a.Names, matchAnswer{answerEntity(m.Entity), m.Name, m.Quality})
	}
	for i := range found {
		x := &found[i]
		s := passageAnswer{Doc: x.Document.IRI, Start: x.Start, Text: x.Text, Found: []string{}, Facts: []string{}}
		for _, f := range x.Found {
			s.Found = append(s.Found, x.Text[f[0]:f[1]])
		}
		for _, f := range x.Facts {
			s.Facts = append(s.Facts, f.IRI)
		}
		a.Sentences = append(a.Sentences, s)
	}
	return writeJSON(p.out, a, false)
}
