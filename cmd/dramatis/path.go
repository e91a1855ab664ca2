package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/via"
)

func (p *program) pathCommand() *cli.Command {
	return &cli.Command{
		Name:      "path",
		Usage:     "find what links two actors",
		ArgsUsage: "A B",
		Description: `Prints the shortest chain of facts from A to B. Only what an article itself
asserts counts, unless --reported, --planned or --denied is given; a hop over
such a fact is marked, and a denied one shows who is said not to have met whom.
Without --denied no chain ever crosses a denial. Where that leaves no chain, the
one that would connect them with more hops or more doubt is printed, its
doubtful hops marked, and the exit code is 1.

--via says which predicates the chain consists of, as a property path of SPARQL
1.1; with A alone, all are listed whom such chains lead to. A predicate is a
lemma form (meet, hold-talks-with), a family (~consult) or an IRI
(<dramatis:rel/meet>); a place or another modifier is reached by its
preposition (meet-in). Facts are followed along their arrow, and over as many
as it takes unless --max-hops is given.
  meet/tell    one after the other      meet*  meet+   any number; one or more
  meet|tell    either                   meet?          one or none
  ^meet        against the arrow        !(meet|^tell)  any other predicate
  ( )          brackets

Examples:
  dramatis path "Ann Reyes" "Halden Lines"
  dramatis path "Ann Reyes" "Halden Lines" --why
  dramatis path reyes halden --k 3 --max-hops 4 --avoid Brightwater
  dramatis path reyes halden --directed --json
  dramatis path reyes --via 'meet|tell/^advise'
  dramatis path reyes --via '(~consult|^~consult)+' --kind person --max-hops 3
  dramatis path reyes halden --via '!(be|say)+' --since 2016-03 --why`,
		Flags: append([]cli.Flag{
			&cli.BoolFlag{Name: "why", Aliases: []string{"w"}, Usage: "print the sentence behind every hop"},
			&cli.StringFlag{Name: "via", Usage: "follow the property path `EXPR` over predicates; A alone lists who is reached"},
			&cli.IntFlag{Name: "max-hops", Value: 6, Usage: "go over at most `N` facts"},
			&cli.IntFlag{Name: "k", Value: 1, Usage: "print the `N` best paths"},
			&cli.BoolFlag{Name: "all", Usage: "print all shortest paths"},
			&cli.BoolFlag{Name: "directed", Usage: "go from subject to object only"},
			&cli.IntFlag{Name: "limit", Aliases: []string{"n"}, Value: 100, Usage: "with --via and A alone: print at most `N`; 0 for all"},
			&cli.StringSliceFlag{Name: "avoid", Usage: "do not pass through `NAME`; may be repeated"},
			&cli.StringFlag{Name: "kind", Usage: "pass through and reach only entities of `KIND`: person, organisation, place, group …"},
			&cli.StringFlag{Name: "since", Usage: "use only what happened on or after `DATE`: 2016-03-24, 2016-03 or 2016"},
			&cli.StringFlag{Name: "until", Usage: "use only what happened on or before `DATE`"},
			&cli.BoolFlag{Name: "reported", Usage: "use what somebody is said to have said, too"},
			&cli.BoolFlag{Name: "planned", Usage: "use what is planned, possible, asked or conditional, too"},
			&cli.BoolFlag{Name: "denied", Usage: "use what is denied, too"},
			&cli.StringFlag{Name: "modality", Usage: "use only facts of `MODALITY`: asserted, planned, possible, asked or conditional"},
			&cli.Float64Flag{Name: "min-confidence", Usage: "use only facts of at least this `CONFIDENCE`, 0 to 1"},
		}, outputFlags()...),
		Action: p.path,
	}
}

func (p *program) path(c *cli.Context) error {
	low := 2
	if c.IsSet("via") {
		low = 1
	}
	args, err := arguments(c, low, 2)
	if err != nil {
		return err
	}
	if err := checkVia(c, len(args)); err != nil {
		return err
	}
	asJSON, err := wantsJSON(c)
	if err != nil {
		return err
	}
	o, err := pathOptions(c)
	if err != nil {
		return err
	}
	return withSnapshot(c, func(s *queries.Snapshot) error {
		ends, err := p.lookupAll(s, args)
		if err != nil {
			return err
		}
		avoid, err := p.lookupAll(s, c.StringSlice("avoid"))
		if err != nil {
			return err
		}
		for _, e := range avoid {
			o.Avoid = append(o.Avoid, e.IRI)
		}
		p.noteUnnamed(s, o.Via)
		if len(ends) == 1 {
			return p.reach(c, s, ends[0], o, asJSON)
		}
		paths, otherwise, err := findPaths(c, s, ends[0], ends[1], o)
		switch {
		case len(paths) == 0 && asJSON && codeOf(err) == exitNothing:
			err = errors.Join(err, p.pathsJSON(ends, nil, otherwise))
		case len(paths) == 0 && !asJSON && len(otherwise.Steps) > 0:
			fmt.Fprint(p.out, "What would connect them: ")
			p.pathsText(s, ends, []queries.Path{otherwise}, c.Bool("why"))
		case len(paths) > 0 && asJSON:
			err = errors.Join(err, p.pathsJSON(ends, paths, queries.Path{}))
		case len(paths) > 0:
			p.pathsText(s, ends, paths, c.Bool("why"))
		}
		return err
	})
}

func pathOptions(c *cli.Context) (o queries.PathOptions, err error) {
	o = queries.PathOptions{All: c.Bool("all"), Directed: c.Bool("directed")}
	if err := claimOptions(c, &o); err != nil {
		return o, err
	}
	if o.MaxHops, err = atLeast(c, "max-hops", 1); err != nil {
		return o, err
	}
	if o.K, err = atLeast(c, "k", 1); err != nil {
		return o, err
	}
	if o.All && !c.IsSet("k") {
		o.K = 0
	}
	if o.Limit, err = atLeast(c, "limit", 0); err != nil {
		return o, err
	}
	return o, viaOf(c, &o)
}

// claimOptions reads the flags that say which facts may be used.
func claimOptions(c *cli.Context, o *queries.PathOptions) (err error) {
	o.Reported, o.Planned, o.Denied = c.Bool("reported"), c.Bool("planned"), c.Bool("denied")
	if o.MinConfidence = c.Float64("min-confidence"); o.MinConfidence < 0 || o.MinConfidence > 1 {
		return fail(exitUsage, "--min-confidence %v: must lie between 0 and 1", o.MinConfidence)
	}
	if o.Since, err = dateOf(c, "since"); err != nil {
		return err
	}
	if o.Until, err = dateOf(c, "until"); err != nil {
		return err
	}
	kind, err := oneOf(c, "kind", kinds...)
	if err != nil {
		return err
	}
	o.Kind = extract.Kind(kind)
	return modalityOf(c, o)
}

// modalityOf reads --modality. Who asks for plans wants them used.
func modalityOf(c *cli.Context, o *queries.PathOptions) error {
	v, err := oneOf(c, "modality", "asserted", "planned", "possible", "asked", "conditional")
	if err != nil || v == "" {
		return err
	}
	o.Planned = o.Planned || v != string(extract.Asserted)
	o.Keep = func(f *graph.Fact) bool { return string(f.Modality) == v }
	return nil
}

func (p *program) lookupAll(s *queries.Snapshot, names []string) ([]graph.Entity, error) {
	var out []graph.Entity
	for _, name := range names {
		e, err := p.lookup(s, name)
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

// findPaths is queries.Paths with its errors in words for the command line.
// Where there is no path it also returns the one that would connect the two if
// more were let pass.
func findPaths(c *cli.Context, s *queries.Snapshot, a, b graph.Entity, o queries.PathOptions) (paths []queries.Path, otherwise queries.Path, err error) {
	if a.IRI == b.IRI && o.Via == nil {
		return nil, otherwise, fail(exitUsage, "both names mean %s: name two different actors", a.Name)
	}
	paths, err = s.Paths(c.Context, a.IRI, b.IRI, o)
	var none *queries.NoPathError
	if errors.As(err, &none) {
		within := ""
		if none.MaxHops > 0 {
			within = " within " + count(none.MaxHops, "hop")
		}
		if o.Via != nil {
			within = " via " + o.Via.String() + within
		}
		return nil, none.Otherwise, fail(exitNothing, "no path from %s to %s%s%s", a.Name, b.Name, within, remedy(none))
	}
	var limit *via.LimitError
	if errors.As(err, &limit) {
		text := stoppedShort(limit)
		if limit.What == "rows" {
			text = fmt.Sprintf("there may be more than these %d: choose some with --k", limit.Most)
		}
		return paths, otherwise, fail(exitLimit, "%s", text)
	}
	if err != nil {
		return nil, otherwise, readError(c, err)
	}
	return paths, otherwise, nil
}

// remedy says which flag would find a path where there is none.
func remedy(none *queries.NoPathError) string {
	switch {
	case none.Beyond > 0:
		return fmt.Sprintf(": there is one of %d, try --max-hops %d", none.Beyond, none.Beyond)
	case none.WithReported > 0:
		return fmt.Sprintf(": with what is merely reported there is one of %s, try --reported", count(none.WithReported, "hop"))
	case none.WithPlanned > 0:
		return fmt.Sprintf(": with what is reported, planned or possible there is one of %s, try --reported --planned", count(none.WithPlanned, "hop"))
	}
	return ""
}

func (p *program) pathsText(s *queries.Snapshot, ends []graph.Entity, paths []queries.Path, why bool) {
	for i, path := range paths {
		if i > 0 {
			fmt.Fprintln(p.out)
		}
		fmt.Fprintf(p.out, "%s to %s, %s\n", safe(ends[0].Name), safe(ends[1].Name), count(len(path.Steps), "hop"))
		for _, step := range path.Steps {
			p.stepText(s, &step, why)
		}
	}
}

func (p *program) stepText(s *queries.Snapshot, step *queries.Step, why bool) {
	from, _ := s.Entity(step.From)
	to, _ := s.Entity(step.To)
	left, right := "—", "→"
	if !step.Forward {
		left, right = "←", "—"
	}
	label := stepLabel(step)
	if words := claims(&step.Fact); words != "" {
		label += " (" + words + ")"
	}
	line := fmt.Sprintf("%s %s %s", p.palette.bold(safe(from.Name)),
		left+p.palette.predicate(safe(label))+right, p.palette.bold(safe(to.Name)))
	if n := len(step.Others); n > 0 {
		line += p.palette.faint(fmt.Sprintf("  +%d", n))
	}
	fmt.Fprintf(p.out, "  %s  %s\n", line, p.palette.faint(short(step.Fact.IRI)))
	if why {
		p.sentenceText(s, &step.Fact)
	}
}

// stepLabel is the predicate, and what stands between it and the far end of
// the step: "met Bo Lindqvist in" leads from Ann Reyes to Brightwater.
func stepLabel(step *queries.Step) string {
	words := []string{step.Fact.Phrase()}
	if step.Via != nil {
		words = append(words, step.Fact.ObjectName, step.Via.Prep)
	}
	return strings.Join(nonempty(words...), " ")
}
