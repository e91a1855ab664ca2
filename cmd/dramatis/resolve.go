package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/identity"
	"github.com/dramatis-kg/dramatis/queries"
)

func (p *program) resolveCommand() *cli.Command {
	return &cli.Command{
		Name:  "resolve",
		Usage: "decide which actors are one",
		Description: `Shows pairs of actors that may be one, with what speaks for it, and asks: y yes,
n no, l later, u undo, q quit. Every answer is kept at once, so that the next
run goes on where this one ends. --json prints the pairs instead; with a verdict
(same, different) put in, --answers takes them back.

Examples:
  dramatis resolve
  dramatis resolve --accept 0.95
  dramatis resolve --json > pairs.json
  dramatis resolve --answers pairs.json`,
		Flags: append([]cli.Flag{
			&cli.Float64Flag{Name: "accept", Usage: "ask nothing and join all pairs of at least this `SCORE`, 0 to 1, that nothing speaks against"},
			&cli.BoolFlag{Name: "json", Usage: "print the pairs as JSON"},
			&cli.StringFlag{Name: "answers", Usage: "take the verdicts in `FILE`, as --json has printed it; - for standard input"},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Usage: "ask or print at most `N`; 0 for all"},
		}, judgementFlags()...),
		Action: p.resolve,
	}
}

func (p *program) resolve(c *cli.Context) error {
	if _, err := arguments(c, 0, 0); err != nil {
		return err
	}
	by, err := signatureOf(c)
	if err != nil {
		return err
	}
	limit, err := atLeast(c, "limit", 0)
	if err != nil {
		return err
	}
	if a := c.Float64("accept"); c.IsSet("accept") && !(a > 0 && a <= 1) {
		return fail(exitUsage, "--accept %v: must lie between 0 and 1", a)
	}
	var s *queries.Snapshot
	err = withStore(c, func(store *graph.Store) error { // which others may use while people think
		s, err = queries.Load(c.Context, store)
		return readError(c, err)
	})
	if err != nil {
		return err
	}
	open := s.Identity().Proposals()
	if limit > 0 && len(open) > limit {
		open = open[:limit]
	}
	switch {
	case c.IsSet("answers"):
		return p.takeAnswers(c, s, c.String("answers"), by)
	case len(open) == 0 && !c.Bool("json"):
		return fail(exitNothing, "no pair of actors is in doubt")
	case c.IsSet("accept"):
		return p.accept(c, s, open, by)
	case c.Bool("json"):
		return p.proposalsJSON(s, open)
	}
	return (&interview{program: p, c: c, s: s, by: by, open: open, joined: map[string]string{}}).run()
}

// accept joins what is certain enough. It is the machine's word, which that of
// people outranks.
func (p *program) accept(c *cli.Context, s *queries.Snapshot, open []identity.Proposal, by signature) error {
	var list []identity.Judgement
	n := 0
	for _, o := range open {
		if o.Score < c.Float64("accept") || o.Against != "" {
			continue
		}
		more, err := s.Identity().Merge(o.A, o.B)
		if err != nil {
			return fail(exitFault, "%v", err)
		}
		n++
		for _, j := range identity.Sign(more, identity.Machine, o.Reason, by.time) {
			j.Score = o.Score
			list = append(list, j)
		}
	}
	if n == 0 {
		return fail(exitNothing, "no pair has a score of %v", c.Float64("accept"))
	}
	if err := p.keep(c, list); err != nil {
		return err
	}
	fmt.Fprintf(p.errs, "joined %s: `dramatis undo` takes it back\n", count(n, "pair"))
	return nil
}

// keep stores judgements that are signed. The store is open no longer than that.
func (p *program) keep(c *cli.Context, list []identity.Judgement) error {
	s, err := open(c, graph.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	_, err = s.Judge(context.WithoutCancel(c.Context), list)
	return readError(c, err)
}

// A side is one of the two actors of a pair, with the evidence.
type side struct {
	IRI       string   `json:"iri"`
	Name      string   `json:"name"`
	Kind      string   `json:"kind"`
	Mentions  int      `json:"mentions"`
	Documents int      `json:"documents"`
	Names     []string `json:"names"`
	Roles     []string `json:"roles"`
	Company   []string `json:"company"`
	Sentences []string `json:"sentences"`
	Beware    []string `json:"beware"`
}

// A proposalAnswer is a pair as JSON has it, out and in.
type proposalAnswer struct {
	A       side    `json:"a"`
	B       side    `json:"b"`
	Score   float64 `json:"score"`
	Reason  string  `json:"reason"`
	Against string  `json:"against"`
	Verdict string  `json:"verdict"` // same, different or "" for none yet
}

func (p *program) proposalsJSON(s *queries.Snapshot, open []identity.Proposal) error {
	answers := []proposalAnswer{}
	for _, o := range open {
		answers = append(answers, proposalAnswer{sideOf(s, o.A), sideOf(s, o.B), o.Score, o.Reason, o.Against, ""})
	}
	return writeJSON(p.out, answers, false)
}

// sideOf gathers what helps people to recognise an actor.
func sideOf(s *queries.Snapshot, iri string) side {
	e, _ := s.Entity(iri)
	actor, _ := s.Identity().Actor(iri)
	out := side{
		IRI: e.IRI, Name: e.Name, Kind: string(e.Kind), Mentions: e.Mentions, Documents: len(e.Documents),
		Names: []string{}, Roles: list(e.Roles), Company: list(s.Company(iri, 5)), Sentences: list(s.Sentences(iri, 2)), Beware: list(oddities(&e)),
	}
	for _, n := range actor.Names {
		out.Names = append(out.Names, n.Text)
	}
	out.Names = distinctWords(append(out.Names, e.Aliases...))
	return out
}

func distinctWords(names []string) []string {
	seen := map[string]bool{}
	kept := []string{}
	for _, n := range names {
		if !seen[n] {
			seen[n] = true
			kept = append(kept, n)
		}
	}
	return kept
}

// takeAnswers stores the verdicts in a file.
func (p *program) takeAnswers(c *cli.Context, s *queries.Snapshot, file string, by signature) error {
	in, err := p.input(file)
	if err != nil {
		return err
	}
	defer in.Close()
	var answers []proposalAnswer
	if err := json.NewDecoder(in).Decode(&answers); err != nil {
		return because(err, exitUsage, "%s is not what resolve --json prints: %v", file, err)
	}
	var list []identity.Judgement
	taken, skipped := 0, 0
	for _, a := range answers {
		var more []identity.Judgement
		switch a.Verdict {
		case "":
			continue
		case string(identity.Same):
			more, err = s.Identity().Merge(a.A.IRI, a.B.IRI)
		case string(identity.Different):
			more, err = s.Identity().Distinguish(a.A.IRI, a.B.IRI)
		default:
			return fail(exitUsage, "%s: verdict %s: must be same or different: nothing has been stored", file, quote(a.Verdict))
		}
		if err != nil {
			p.say("%s: skipped: %v", file, err)
			skipped++
			continue
		}
		taken++
		list = append(list, identity.Sign(more, by.author, by.reason, by.time)...)
	}
	if err := p.keep(c, list); err != nil {
		return err
	}
	fmt.Fprintf(p.errs, "took %s\n", count(taken, "verdict"))
	if skipped > 0 {
		return &exitError{code: exitSkipped}
	}
	return nil
}
