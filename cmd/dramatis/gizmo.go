package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/gizmo"
	"github.com/dramatis-kg/dramatis/graph/postgres"
)

// gizmo answers a query in Cayley's own language, which a process of its own
// runs.
func (p *program) gizmo(c *cli.Context, q question) error {
	for _, flag := range []string{"param", "explain", "reported", "planned", "denied", "max-hops", "max-visits"} {
		if c.IsSet(flag) {
			return fail(exitUsage, "--%s does not go with --lang gizmo, which sees the quads as they are", flag)
		}
	}
	if q.format == "dot" {
		return fail(exitUsage, "-o dot does not go with --lang gizmo, whose rows are no graph")
	}
	file, err := place(c)
	if err != nil {
		return err
	}
	if file == "" || postgres.Is(file) {
		return fail(exitUsage, "--lang gizmo needs a store in a file: name one with --db")
	}
	if err := withStore(c, func(*graph.Store) error { return nil }); err != nil {
		return err // in our words, before the child finds out
	}
	if file, err = filepath.Abs(file); err != nil {
		return storeError(file, err)
	}
	rows, err := gizmo.Run(c.Context, file, q.text, gizmo.Options{Timeout: q.timeout, Rows: q.options.Rows})
	if e := p.printQuads(q, rows); e != nil {
		return e
	}
	return p.gizmoError(c, q, len(rows), err)
}

func (p *program) gizmoError(c *cli.Context, q question, rows int, err error) error {
	var limit *gizmo.LimitError
	var script *gizmo.ScriptError
	switch {
	case errors.As(err, &limit) && limit.What == "rows":
		text := fmt.Sprintf("there are more than these %d rows: see more with --max-rows", rows)
		if !c.IsSet("max-rows") {
			return fail(exitLimit, "%s", text)
		}
		p.say("%s", text)
		return nil
	case errors.As(err, &limit) && limit.What == "time":
		return fail(exitLimit, "no end within %v%s: narrow the query, or give it more time with --timeout", q.timeout, soFar(rows))
	case errors.As(err, &limit):
		return fail(exitLimit, "the query stopped at the limit of %s%s", limit.What, soFar(rows))
	case errors.As(err, &script):
		return fail(exitUsage, "gizmo: %s", script.Msg)
	case err != nil && c.Context.Err() != nil:
		return fail(exitLimit, "interrupted")
	case err != nil:
		return because(err, exitFault, "%v", err)
	case rows == 0:
		return fail(exitNothing, "nothing matches")
	}
	return nil
}

// printQuads prints rows of names with values.
func (p *program) printQuads(q question, rows []json.RawMessage) error {
	list, columns, err := quadRows(rows)
	if err != nil {
		return err
	}
	switch q.format {
	case "json":
		return writeJSON(p.out, list, false)
	case "jsonl":
		for _, row := range list {
			if err := writeJSON(p.out, row, true); err != nil {
				return err
			}
		}
		return nil
	case "csv":
		w := csv.NewWriter(p.out)
		err := w.Write(safeAll(columns))
		for _, row := range list {
			err = errors.Join(err, w.Write(quadCells(columns, row)))
		}
		w.Flush()
		return errors.Join(err, w.Error())
	case "md":
		err := p.markdownHead(columns)
		for _, row := range list {
			err = errors.Join(err, p.markdownRow(quadCells(columns, row)))
		}
		return err
	}
	if len(rows) == 0 {
		return nil
	}
	g := p.newGrid(safeAll(columns)...)
	for _, row := range list {
		g.row(quadCells(columns, row)...)
	}
	p.print(g)
	return nil
}

// quadRows reads rows and the names in them. Those that are no objects have one
// column.
func quadRows(rows []json.RawMessage) (list []map[string]any, columns []string, err error) {
	list = make([]map[string]any, len(rows))
	for i, row := range rows {
		var v any
		if err := json.Unmarshal(row, &v); err != nil {
			return nil, nil, err
		}
		m, ok := v.(map[string]any)
		if !ok {
			m = map[string]any{"value": v}
		}
		list[i] = m
		for name := range m {
			columns = append(columns, name)
		}
	}
	slices.Sort(columns)
	return list, slices.Compact(columns), nil
}

func quadCells(columns []string, row map[string]any) []string {
	out := make([]string, len(columns))
	for i, name := range columns {
		if v := row[name]; v != nil {
			out[i] = safe(fmt.Sprint(v))
		}
	}
	return out
}
