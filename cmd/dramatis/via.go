package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/via"
)

// checkVia says which flags of path do not go together.
func checkVia(c *cli.Context, names int) error {
	switch {
	case c.IsSet("via") && c.Bool("directed"):
		return fail(exitUsage, "--via says the direction itself, ^ is against the arrow: leave out --directed")
	case names == 1 && c.IsSet("k"), names == 1 && c.Bool("all"):
		return fail(exitUsage, "--k and --all go with two names: of one, the best path to everybody is printed")
	case names == 2 && c.IsSet("limit"):
		return fail(exitUsage, "--limit goes with --via and one name: the number of paths between two is --k")
	}
	return nil
}

// viaOf reads --via. How far it leads is said there, so that only a --max-hops
// that was typed bounds it.
func viaOf(c *cli.Context, o *queries.PathOptions) (err error) {
	if !c.IsSet("via") {
		return nil
	}
	o.Via, err = via.Parse(c.String("via"))
	var syntax *via.SyntaxError
	if errors.As(err, &syntax) {
		return fail(exitUsage, "--via %s, character %d: %s", quote(syntax.Expr), syntax.Character(), syntax.Msg)
	}
	if !c.IsSet("max-hops") {
		o.MaxHops = 0
	}
	return err
}

// noteUnnamed says, on the error stream, which names of e nothing bears.
func (p *program) noteUnnamed(s *queries.Snapshot, e *via.Expr) {
	if e == nil {
		return
	}
	for _, name := range s.Unnamed(e) {
		if family, ok := name.Family(); ok {
			p.say("no fact here is of the family %s%s", quote(family), hint(nearest(family, s.Families())))
			continue
		}
		word, ok := name.IRI()
		if !ok {
			word = string(name)
		}
		p.say("no fact here has the predicate %s%s", quote(word), hint(likePredicate(s, word)))
	}
}

// likePredicate returns the predicate that is probably meant by a word: "meet"
// by "mett", and by "met", which is how it is written in the news.
func likePredicate(s *queries.Snapshot, word string) string {
	written := strings.ReplaceAll(word, "-", " ")
	for _, f := range s.Facts(queries.Filter{Predicate: written}) {
		if strings.EqualFold(f.PredicateText, written) {
			return f.Predicate
		}
	}
	return nearest(strings.TrimPrefix(word, "dramatis:rel/"), s.Predicates())
}

// reach prints whom the paths of o.Via lead to.
func (p *program) reach(c *cli.Context, s *queries.Snapshot, from graph.Entity, o queries.PathOptions, asJSON bool) error {
	reached, err := s.Reach(c.Context, from.IRI, o)
	var limit *via.LimitError
	if err != nil && !errors.As(err, &limit) {
		return readError(c, err)
	}
	if asJSON {
		if err := p.reachedJSON(from, o.Via, reached, err); err != nil {
			return err
		}
	} else {
		p.reachedText(s, from, reached, c.Bool("why"))
	}
	switch {
	case limit != nil:
		return p.stopped(c, limit)
	case len(reached) == 0:
		return fail(exitNothing, "nobody and nothing is reached from %s via %s%s", from.Name, o.Via, p.doubtful(c, s, from, o))
	}
	return nil
}

func (p *program) reachedText(s *queries.Snapshot, from graph.Entity, reached []queries.Reached, why bool) {
	for i, r := range reached {
		if i > 0 {
			fmt.Fprintln(p.out)
		}
		p.pathsText(s, []graph.Entity{from, r.Entity}, []queries.Path{r.Path}, why)
	}
}

// stopped tells of a limit. What was asked for is done: only a limit that
// nobody set makes an answer fall short.
func (p *program) stopped(c *cli.Context, limit *via.LimitError) error {
	text, set := stoppedShort(limit), false
	switch limit.What {
	case "rows":
		text, set = fmt.Sprintf("more than these %d are reached: see more with --limit", limit.Most), c.IsSet("limit")
	case "hops":
		text, set = fmt.Sprintf("there may be more beyond %s: look further with --max-hops", count(limit.Most, "hop")), true
	}
	if !set {
		return fail(exitLimit, "%s", text)
	}
	p.say("%s", text)
	return nil
}

// stoppedShort tells of a search that went too far.
func stoppedShort(limit *via.LimitError) string {
	return fmt.Sprintf("the search stopped after %s: narrow it with --max-hops or a stricter --via", count(limit.Most, "visit"))
}

// doubtful says which flag would let somebody be reached.
func (p *program) doubtful(c *cli.Context, s *queries.Snapshot, from graph.Entity, o queries.PathOptions) string {
	for _, try := range []struct {
		change      func()
		what, flags string
	}{
		{func() { o.Reported = true }, "merely reported", "--reported"},
		{func() { o.Planned = true }, "reported, planned or possible", "--reported --planned"},
	} {
		try.change()
		if reached, _ := s.Reach(c.Context, from.IRI, o); len(reached) > 0 {
			return fmt.Sprintf(": with what is %s somebody is, try %s", try.what, try.flags)
		}
	}
	return ""
}
