package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/graph/diagram"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/cypher"
	"github.com/dramatis-kg/dramatis/queries/view"
)

// The forms of the values of a query in JSON, a contract as those in answers.go
// are; nodes are as in entityAnswer.
type (
	queryAnswer struct {
		Query   string   `json:"query"`
		Columns []string `json:"columns"`
		Rows    []object `json:"rows"`
		Limit   string   `json:"limit"`
	}
	relationshipAnswer struct {
		Type string          `json:"type"`
		From string          `json:"from"`
		To   string          `json:"to"`
		Via  *modifierAnswer `json:"via"`
		Fact factAnswer      `json:"fact"`
	}
	wayAnswer struct {
		Hops          int                  `json:"hops"`
		Nodes         []entityAnswer       `json:"nodes"`
		Relationships []relationshipAnswer `json:"relationships"`
	}
)

// An answering is a query with what it is asked of.
type answering struct {
	question
	query *cypher.Query
	plan  *cypher.Plan
	g     *queries.PatternGraph
}

// printAnswer prints the rows in the format asked for. It returns how many
// there were and why there are no more; err is about printing.
func (p *program) printAnswer(ctx context.Context, a *answering) (rows int, stopped, err error) {
	printer := p.printerOf(a)
	for row, e := range a.plan.Run(ctx, a.options) {
		if e != nil {
			stopped = e
			break
		}
		rows++
		if err := printer.row(row); err != nil {
			return rows, nil, err
		}
	}
	return rows, stopped, printer.end(rows, stopped)
}

// A rowPrinter prints rows as they come, or all at the end.
type rowPrinter struct {
	row func([]any) error
	end func(rows int, stopped error) error
}

func (p *program) printerOf(a *answering) rowPrinter {
	columns := a.plan.Columns()
	var list [][]any
	keep := func(row []any) error {
		list = append(list, row)
		return nil
	}
	switch a.format {
	case "jsonl":
		return rowPrinter{func(row []any) error { return writeJSON(p.out, a.object(columns, row), true) },
			func(int, error) error { return nil }}
	case "json":
		return rowPrinter{keep, func(_ int, stopped error) error { return p.rowsJSON(a, list, stopped) }}
	case "csv":
		w := csv.NewWriter(p.out)
		err := w.Write(safeAll(columns))
		return rowPrinter{func(row []any) error { return w.Write(a.cells(row)) },
			func(int, error) error { w.Flush(); return errors.Join(err, w.Error()) }}
	case "md":
		err := p.markdownHead(columns)
		return rowPrinter{func(row []any) error { return p.markdownRow(a.cells(row)) },
			func(int, error) error { return err }}
	case "dot":
		return rowPrinter{keep, func(rows int, _ error) error { return p.rowsDOT(a, list) }}
	}
	return rowPrinter{keep, func(rows int, _ error) error {
		if rows > 0 {
			g := p.newGrid(safeAll(columns)...)
			for _, row := range list {
				g.row(a.cells(row)...)
			}
			p.print(g)
		}
		return nil
	}}
}

func safeAll(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = safe(w)
	}
	return out
}

func (p *program) markdownHead(columns []string) error {
	return errors.Join(p.markdownRow(safeAll(columns)), p.markdownRow(slices.Repeat([]string{"---"}, len(columns))))
}

func (p *program) markdownRow(cells []string) error {
	for i, c := range cells {
		cells[i] = strings.ReplaceAll(strings.ReplaceAll(c, `\`, `\\`), "|", `\|`)
	}
	_, err := fmt.Fprintf(p.out, "| %s |\n", strings.Join(cells, " | "))
	return err
}

// An object is a JSON object whose keys keep their order.
type object struct {
	keys   []string
	values []any
}

// MarshalJSON writes the keys in their order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, k := range o.keys {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := json.Marshal(k)
		if err != nil {
			return nil, err
		}
		value, err := marshal(o.values[i])
		if err != nil {
			return nil, err
		}
		b.Write(append(append(key, ':'), value...))
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// marshal is json.Marshal with <, > and & as they are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

func (a *answering) object(columns []string, row []any) object {
	values := make([]any, len(row))
	for i, v := range row {
		values[i] = a.json(v, 0)
	}
	return object{columns, values}
}

func (p *program) rowsJSON(a *answering, list [][]any, stopped error) error {
	rows := make([]object, len(list))
	for i, row := range list {
		rows[i] = a.object(a.plan.Columns(), row)
	}
	return writeJSON(p.out, queryAnswer{a.query.String(), a.plan.Columns(), rows, limitName(stopped)}, false)
}

// limitName says in one word what stopped a query: "" for nothing.
func limitName(stopped error) string {
	switch e := stopped.(type) {
	case nil:
		return ""
	case *cypher.LimitError:
		return e.What
	}
	return "time"
}

// mostNested bounds lists in lists that are printed.
const mostNested = 100

// json returns a value of a query as it is written in JSON.
func (a *answering) json(v any, depth int) any {
	if depth > mostNested {
		return "…"
	}
	switch v := v.(type) {
	case cypher.Node:
		return answerEntity(a.g.Entity(v))
	case cypher.Relationship:
		return a.relationship(v)
	case cypher.Path:
		w := wayAnswer{Hops: len(v.Relationships), Nodes: []entityAnswer{}, Relationships: []relationshipAnswer{}}
		for _, n := range v.Nodes {
			w.Nodes = append(w.Nodes, answerEntity(a.g.Entity(n)))
		}
		for _, r := range v.Relationships {
			w.Relationships = append(w.Relationships, a.relationship(r))
		}
		return w
	case cypher.Time:
		return v.Text
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Sprint(v)
		}
	case []any:
		list := make([]any, len(v))
		for i, e := range v {
			list[i] = a.json(e, depth+1)
		}
		return list
	case map[string]any:
		m := make(map[string]any, len(v))
		for k, e := range v {
			m[k] = a.json(e, depth+1)
		}
		return m
	}
	return v
}

func (a *answering) relationship(r cypher.Relationship) relationshipAnswer {
	f, via := a.g.Fact(r)
	out := relationshipAnswer{
		Type: a.g.TypeName(r.Type), From: a.g.Entity(r.From).IRI, To: a.g.Entity(r.To).IRI, Fact: answerFact(&f),
	}
	if via != nil {
		out.Via = &modifierAnswer{via.Role, via.Prep, via.Text, via.Value, via.Entity}
	}
	return out
}

func (a *answering) cells(row []any) []string {
	out := make([]string, len(row))
	for i, v := range row {
		out[i] = safe(a.cell(v, 0))
	}
	return out
}

// cell writes a value for people: an actor by its name, a fact by what it says.
func (a *answering) cell(v any, depth int) string {
	if depth > mostNested {
		return "…"
	}
	switch v := v.(type) {
	case nil:
		return ""
	case cypher.Node:
		return a.g.Entity(v).Name
	case cypher.Relationship:
		return a.g.Entity(v.From).Name + " " + a.arrow(v, true) + " " + a.g.Entity(v.To).Name
	case cypher.Path:
		words := []string{a.g.Entity(v.Nodes[0]).Name}
		for i, r := range v.Relationships {
			words = append(words, a.arrow(r, r.From == v.Nodes[i]), a.g.Entity(v.Nodes[i+1]).Name)
		}
		return strings.Join(words, " ")
	case cypher.Time:
		return v.Text
	case float64:
		return strings.TrimSuffix(fmt.Sprintf("%.12g", v), ".0")
	case []any:
		words := make([]string, len(v))
		for i, e := range v {
			words[i] = a.cell(e, depth+1)
		}
		return strings.Join(words, ", ")
	case map[string]any:
		var words []string
		for k := range v {
			words = append(words, k)
		}
		slices.Sort(words)
		for i, k := range words {
			words[i] = k + ": " + a.cell(v[k], depth+1)
		}
		return "{" + strings.Join(words, ", ") + "}"
	}
	return fmt.Sprint(v)
}

// arrow writes a fact between two names as path does.
func (a *answering) arrow(r cypher.Relationship, forward bool) string {
	f, via := a.g.Fact(r)
	label := stepLabel(&queries.Step{Fact: f, Via: via})
	if words := claims(&f); words != "" {
		label += " (" + words + ")"
	}
	if forward {
		return "—" + label + "→"
	}
	return "←" + label + "—"
}

// drawn gathers all nodes and relationships of rows.
func drawn(list [][]any) (nodes []cypher.Node, relationships []cypher.Relationship) {
	var visit func(v any, depth int)
	visit = func(v any, depth int) {
		switch v := v.(type) {
		case cypher.Node:
			nodes = append(nodes, v)
		case cypher.Relationship:
			relationships = append(relationships, v)
		case cypher.Path:
			nodes, relationships = append(nodes, v.Nodes...), append(relationships, v.Relationships...)
		case []any:
			for _, e := range v {
				if depth < mostNested {
					visit(e, depth+1)
				}
			}
		case map[string]any:
			for _, e := range v { // Subgraph puts them in order
				if depth < mostNested {
					visit(e, depth+1)
				}
			}
		}
	}
	for _, row := range list {
		for _, v := range row {
			visit(v, 0)
		}
	}
	return nodes, relationships
}

// rowsDOT draws all nodes and relationships of the answer.
func (p *program) rowsDOT(a *answering, list [][]any) error {
	nodes, relationships := drawn(list)
	if len(list) > 0 && len(nodes)+len(relationships) == 0 {
		return fail(exitUsage, "-o dot draws nodes, relationships and paths, and the rows hold none: RETURN a, e or a path p = …")
	}
	sub := a.g.Subgraph(nodes, relationships)
	if n := len(sub.Entities); n > diagram.MaxNodes {
		return fail(exitLimit, "%d actors are too many for one picture: choose some with LIMIT", n)
	}
	if len(list) == 0 {
		return nil
	}
	_, err := io.WriteString(p.out, diagram.DOT(view.Graph(sub, view.Options{Title: "Answer", Limit: diagram.MaxNodes}), diagram.Options{}))
	return err
}
