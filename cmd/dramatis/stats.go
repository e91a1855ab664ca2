package main

import (
	"fmt"
	"strconv"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

func (p *program) statsCommand() *cli.Command {
	return &cli.Command{
		Name:  "stats",
		Usage: "count what is in the graph",
		Description: `Examples:
  dramatis stats
  dramatis stats --docs
  dramatis stats --json --db harbour.db`,
		Flags: append([]cli.Flag{
			&cli.BoolFlag{Name: "docs", Usage: "list the documents"},
		}, outputFlags()...),
		Action: p.stats,
	}
}

func (p *program) stats(c *cli.Context) error {
	if _, err := arguments(c, 0, 0); err != nil {
		return err
	}
	asJSON, err := wantsJSON(c)
	if err != nil {
		return err
	}
	return withStore(c, func(s *graph.Store) error {
		if c.Bool("docs") {
			return p.documents(c, s, asJSON)
		}
		st, err := s.Stats(c.Context)
		if err != nil {
			return readError(c, err)
		}
		if err := countActors(c, s, &st); err != nil {
			return err
		}
		if asJSON {
			return p.statsJSON(st)
		}
		p.statsTable(st)
		return nil
	})
}

// countActors puts actors in place of the names that the store counts.
func countActors(c *cli.Context, s *graph.Store, st *graph.Stats) error {
	if c.Bool("unmerged") {
		return nil
	}
	snapshot, err := load(c, s)
	if err != nil {
		return err
	}
	st.Entities, st.Named = map[extract.Kind]int{}, 0
	for _, a := range snapshot.Identity().Actors() {
		st.Entities[a.Kind]++
		if a.Named {
			st.Named++
		}
	}
	return nil
}

func (p *program) statsTable(st graph.Stats) {
	line := func(n int, what string) { fmt.Fprintf(p.out, "%9d  %s\n", n, what) }
	line(st.Documents, "documents")
	line(st.Facts, "facts")
	line(st.Asserted, "  asserted by the articles themselves")
	line(st.Reported, "  reported: said by somebody the article names")
	line(st.Denied, "  denied")
	line(st.Other, "  planned, possible, asked or conditional")
	total := 0
	for _, n := range st.Entities {
		total += n
	}
	line(total, "entities")
	for _, k := range kinds {
		if n := st.Entities[extract.Kind(k)]; n > 0 {
			line(n, "  "+k)
		}
	}
	line(st.Named, "  of them with a name")
	line(st.Quads, "quads")
	if st.Bytes > 0 {
		fmt.Fprintf(p.out, "%9.1f  MB on disk\n", float64(st.Bytes)/1e6)
	}
}

type statsAnswer struct {
	Documents int            `json:"documents"`
	Facts     int            `json:"facts"`
	Asserted  int            `json:"asserted"`
	Reported  int            `json:"reported"`
	Denied    int            `json:"denied"`
	Other     int            `json:"other"`
	Entities  map[string]int `json:"entities"`
	Named     int            `json:"named"`
	Quads     int            `json:"quads"`
	Bytes     int64          `json:"bytes"`
}

func (p *program) statsJSON(st graph.Stats) error {
	entities := map[string]int{}
	for k, n := range st.Entities {
		entities[string(k)] = n
	}
	return writeJSON(p.out, statsAnswer{st.Documents, st.Facts, st.Asserted, st.Reported, st.Denied, st.Other, entities, st.Named, st.Quads, st.Bytes}, false)
}

// documents lists the articles in the graph.
func (p *program) documents(c *cli.Context, s *graph.Store, asJSON bool) error {
	g := p.newGrid("document", "published", "facts", "title", "publisher", "address")
	answers := []documentAnswer{}
	for d, err := range s.Documents(c.Context) {
		if err != nil {
			return readError(c, err)
		}
		answers = append(answers, answerDocument(d))
		g.row(p.palette.faint(short(d.IRI)), safe(d.Published), strconv.Itoa(d.Facts), p.palette.bold(safe(d.Title)), safe(d.Publisher), safe(d.URL))
	}
	if asJSON {
		return writeJSON(p.out, answers, false)
	}
	p.print(g)
	return nil
}
