package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/cypher"
)

func (p *program) queryCommand() *cli.Command {
	return &cli.Command{
		Name:      "query",
		Usage:     "ask with a pattern, in the reading part of openCypher",
		ArgsUsage: "QUERY|@FILE|-",
		Description: `A node is an actor, with its kind as label: (a:Person). In {name: 'Reyes'} any
name will do that other commands take; WHERE a.name = 'Ann Reyes' compares
letters. A relationship is a fact, called by its predicate's lemma form (meet,
hold-talks-with), a family (~consult) or, where it leads to a place or another
modifier, with the preposition (meet-in).

Only what an article itself asserts is looked at, unless --reported, --planned
or --denied is given.

Properties of actors: name, names, id, kind, roles, mentions, documents, named.
Of facts: predicate, phrase, family, preposition, time, place, topic,
instrument, source, polarity, modality, confidence, sentence, text, document,
title, published, publisher, url, rule, id. Times are compared as such:
e.time >= '2016-03'.

JSON has "query", "columns", "rows" with a value for each column, and "limit":
what cut them off. An actor there is as in cast --json; a fact has "type",
"from", "to", "via" and "fact"; a path "hops", "nodes" and "relationships".

Examples:
  dramatis query "MATCH (a {name: 'Reyes'})-[e:meet|tell]->(b) RETURN b.name, e.time"
  dramatis query "MATCH (a:Person)-[e:~consult*1..3]->(b:Person) RETURN DISTINCT a.name, b.name"
  dramatis query 'MATCH p = shortestPath((a {name: $who})-[*]-(b:Place)) RETURN p' --param who=Reyes
  dramatis query "MATCH (a)-[e]->() RETURN a.name, count(*) AS facts ORDER BY facts DESC LIMIT 5"
  dramatis query @question.cypher -o csv
  dramatis query "MATCH (a)-[e:meet]->(b) RETURN e" -o dot | dot -Tsvg > meetings.svg`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Value: "table", Usage: "print as `FORMAT`: table, json, jsonl, csv, md or dot"},
			&cli.BoolFlag{Name: "json", Usage: "the same as -o json"},
			&cli.StringSliceFlag{Name: "param", Aliases: []string{"p"}, Usage: "give the parameter $name a value: `NAME=VALUE`, a word or JSON; may be repeated"},
			&cli.BoolFlag{Name: "explain", Usage: "print how the query would be answered"},
			&cli.BoolFlag{Name: "reported", Usage: "look at what somebody is said to have said, too"},
			&cli.BoolFlag{Name: "planned", Usage: "look at what is planned, possible, asked or conditional, too"},
			&cli.BoolFlag{Name: "denied", Usage: "look at what is denied, too"},
			&cli.StringFlag{Name: "lang", Value: "cypher", Usage: "the `LANGUAGE`: cypher or gizmo"},
			&cli.DurationFlag{Name: "timeout", Value: 30 * time.Second, Usage: "stop after `TIME`: 500ms, 30s, 2m"},
			&cli.IntFlag{Name: "max-hops", Value: 12, Usage: "go over at most `N` facts where * has no upper end"},
			&cli.IntFlag{Name: "max-visits", Value: 50_000_000, Usage: "stop after `N` steps of the search"},
			&cli.IntFlag{Name: "max-rows", Value: 10_000, Usage: "print at most `N` rows; 0 for all"},
		},
		Action: p.query,
	}
}

// A question is what the flags of query say.
type question struct {
	text    string
	format  string
	params  map[string]any
	timeout time.Duration
	options cypher.Options
	paths   queries.PathOptions
}

func (p *program) query(c *cli.Context) error {
	args, err := arguments(c, 1, 1)
	if err != nil {
		return err
	}
	q, err := p.questionOf(c, args[0])
	if err != nil {
		return err
	}
	lang, err := oneOf(c, "lang", "cypher", "gizmo")
	if err != nil {
		return err
	}
	if lang == "gizmo" {
		return p.gizmo(c, q)
	}
	query, err := cypher.Parse(q.text)
	if err != nil {
		return p.queryError(err)
	}
	return withSnapshot(c, func(s *queries.Snapshot) error {
		g := s.PatternGraph(q.paths)
		plan, err := cypher.Compile(query, g, q.params)
		if err != nil {
			return p.queryError(err)
		}
		p.noteUnmatched(s, g, plan)
		if c.Bool("explain") {
			_, err := io.WriteString(p.out, plan.String())
			return err
		}
		return p.answer(c, s, &answering{question: q, query: query, plan: plan, g: g})
	})
}

func (p *program) questionOf(c *cli.Context, arg string) (q question, err error) {
	if q.text, err = p.queryText(arg); err != nil {
		return q, err
	}
	if q.format, err = oneOf(c, "output", "table", "json", "jsonl", "csv", "md", "dot"); err != nil {
		return q, err
	}
	if c.Bool("json") {
		q.format = "json"
	}
	if q.params, err = parametersOf(c); err != nil {
		return q, err
	}
	for _, n := range []struct {
		to   *int
		flag string
		low  int
	}{{&q.options.Hops, "max-hops", 1}, {&q.options.Visited, "max-visits", 1}, {&q.options.Rows, "max-rows", 0}} {
		if *n.to, err = atLeast(c, n.flag, n.low); err != nil {
			return q, err
		}
	}
	if q.timeout = c.Duration("timeout"); q.timeout <= 0 {
		return q, fail(exitUsage, "--timeout %v: must be more than nothing", q.timeout)
	}
	q.paths = queries.PathOptions{Reported: c.Bool("reported"), Planned: c.Bool("planned"), Denied: c.Bool("denied")}
	return q, nil
}

// mostQuery bounds what is read of a query, in bytes.
const mostQuery = 1 << 20

// queryText returns the query itself, the content of @FILE, or standard input
// for -.
func (p *program) queryText(arg string) (string, error) {
	in := p.in
	file, isFile := strings.CutPrefix(arg, "@")
	switch {
	case isFile:
		f, err := os.Open(file)
		if err != nil {
			return "", because(err, exitUsage, "%s cannot be read: %v", quote(file), errors.Unwrap(err))
		}
		defer f.Close()
		in = f
	case arg != "-":
		return arg, nil
	}
	b, err := io.ReadAll(io.LimitReader(in, mostQuery))
	if err != nil {
		return "", because(err, exitUsage, "the query cannot be read: %v", err)
	}
	return string(b), nil
}

// parametersOf reads --param NAME=VALUE: what is JSON stands for that value,
// all else for text.
func parametersOf(c *cli.Context) (map[string]any, error) {
	params := map[string]any{}
	for _, arg := range c.StringSlice("param") {
		name, value, ok := strings.Cut(arg, "=")
		if !ok || name == "" {
			return nil, fail(exitUsage, "--param %s: must be NAME=VALUE", quote(arg))
		}
		d := json.NewDecoder(strings.NewReader(value))
		d.UseNumber()
		var v any
		if d.Decode(&v) != nil || d.More() {
			v = value
		}
		params[strings.TrimPrefix(name, "$")] = parameter(v)
	}
	return params, nil
}

// parameter makes of JSON what a query computes with.
func parameter(v any) any {
	switch v := v.(type) {
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return n
		}
		f, _ := v.Float64()
		return f
	case []any:
		for i := range v {
			v[i] = parameter(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = parameter(v[k])
		}
	}
	return v
}

// queryError shows the place of a mistake.
func (p *program) queryError(err error) error {
	var e *cypher.Error
	if !errors.As(err, &e) {
		return err
	}
	line, column := e.Place()
	p.say("query, line %d, column %d: %s", line, column, e.Msg)
	for _, l := range strings.Split(e.Caret(), "\n") {
		fmt.Fprintln(p.errs, "  "+l)
	}
	return &exitError{code: exitUsage, cause: err}
}

// noteUnmatched says, on the error stream, which names in the query nothing
// bears.
func (p *program) noteUnmatched(s *queries.Snapshot, g *queries.PatternGraph, plan *cypher.Plan) {
	for _, u := range plan.Unmatched() {
		switch u.What {
		case "label":
			near := nearest(strings.ToLower(u.Name), kinds)
			if strings.EqualFold(near, u.Name) {
				near = "" // there is such a kind, but nobody is of it here
			}
			p.say("nothing here is of the kind %s%s", quote(u.Name), hint(near))
		case "name":
			near := ""
			var unknown *queries.UnknownError
			if _, err := s.Find(u.Name, queries.FindOptions{}); errors.As(err, &unknown) && len(unknown.Near) > 0 {
				near = unknown.Near[0].Entity.Name
			}
			p.say("nobody and nothing here is called %s%s", quote(u.Name), hint(near))
		case "property":
			p.say("there is no property %s%s", quote(u.Name), hint(nearest(u.Name, g.Properties(nil))))
		default:
			if family, ok := strings.CutPrefix(u.Name, "~"); ok {
				p.say("no fact here is of the family %s%s", quote(family), hint(nearest(family, s.Families())))
				continue
			}
			p.say("no fact here has the predicate %s%s", quote(u.Name), hint(likePredicate(s, u.Name)))
		}
	}
}

// answer prints the rows and tells what was cut off.
func (p *program) answer(c *cli.Context, s *queries.Snapshot, a *answering) error {
	ctx, cancel := context.WithTimeout(c.Context, a.timeout)
	defer cancel()
	rows, stopped, err := p.printAnswer(ctx, a)
	var mistake *cypher.Error
	switch {
	case err != nil:
		return err
	case errors.As(stopped, &mistake):
		return p.queryError(stopped)
	case errors.Is(stopped, context.DeadlineExceeded) && c.Context.Err() == nil:
		return fail(exitLimit, "no end within %v%s: narrow the query, or give it more time with --timeout", a.timeout, soFar(rows))
	case stopped != nil:
		return p.queryStopped(c, stopped, rows)
	case rows == 0:
		return fail(exitNothing, "nothing matches%s", p.otherwise(c, s, a))
	}
	return nil
}

func soFar(rows int) string {
	if rows == 0 {
		return ""
	}
	return fmt.Sprintf(" (%s until then)", count(rows, "row"))
}

// queryStopped tells of a limit, by the exit code too unless it was asked for.
func (p *program) queryStopped(c *cli.Context, err error, rows int) error {
	var limit *cypher.LimitError
	if !errors.As(err, &limit) {
		return readError(c, err)
	}
	text, set := "", false
	switch limit.What {
	case "rows":
		text, set = fmt.Sprintf("there are more than these %d rows: see more with --max-rows", limit.Most), c.IsSet("max-rows")
	case "hops":
		text, set = fmt.Sprintf("there may be more beyond %s: give * an upper end, or look further with --max-hops", count(limit.Most, "hop")), c.IsSet("max-hops")
	case "visits":
		text = fmt.Sprintf("the search stopped after %d visits%s: narrow the query, or let it go on with --max-visits", limit.Most, soFar(rows))
	default:
		text = fmt.Sprintf("the search stopped at %d %s%s: narrow the query", limit.Most, limit.What, soFar(rows))
	}
	if !set {
		return fail(exitLimit, "%s", text)
	}
	p.say("%s", text)
	return nil
}

// otherwise says which flag would let something match.
func (p *program) otherwise(c *cli.Context, s *queries.Snapshot, a *answering) string {
	for _, try := range []struct {
		reported, planned, denied bool
		what, flags               string
	}{
		{true, false, false, "merely reported", "--reported"},
		{false, true, false, "planned or possible", "--planned"},
		{false, false, true, "denied", "--denied"},
		{true, true, true, "reported, planned or denied", "--reported --planned --denied"},
	} {
		o := a.paths
		o.Reported, o.Planned, o.Denied = o.Reported || try.reported, o.Planned || try.planned, o.Denied || try.denied
		if a.matches(c.Context, s, o) {
			return fmt.Sprintf(": with what is %s something does, try %s", try.what, try.flags)
		}
	}
	return ""
}

// matches says whether there is a row under other options, if that is soon
// told.
func (a *answering) matches(ctx context.Context, s *queries.Snapshot, o queries.PathOptions) bool {
	plan, err := cypher.Compile(a.query, s.PatternGraph(o), a.params)
	if err != nil {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, 500*time.Millisecond)
	defer cancel()
	for _, err := range plan.Run(ctx, a.options) {
		return err == nil
	}
	return false
}
