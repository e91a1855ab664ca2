package cypher

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A function computes a value of others. Unless it takes nulls, it is null
// where one of its arguments is.
type function struct {
	least, most int // arguments
	nulls       bool
	eval        func(x *execution, pos int, a []any) any
}

// call compiles a call of a function.
func (c *compiler) call(e *expr, s scope) eval {
	name := strings.ToLower(e.text)
	if aggregates[name] {
		c.fail(e.pos, "%s( ) stands in WITH or RETURN", e.text)
		return nil
	}
	f, ok := functionNamed(name)
	switch {
	case !ok:
		c.fail(e.pos, "there is no function %s: these are there: %s", e.text, strings.Join(Functions(), ", "))
		return nil
	case e.distinct:
		c.fail(e.pos, "expected no DISTINCT in %s( ), which is no aggregate", e.text)
	case len(e.args) < f.least || len(e.args) > f.most:
		c.fail(e.pos, "expected %s of %s( ), found %d", countArguments(f), e.text, len(e.args))
		return nil
	}
	args := c.all(e.args, s)
	return func(x *execution) any {
		values := make([]any, len(args))
		for i, a := range args {
			values[i] = a(x)
			if values[i] == nil && !f.nulls {
				return nil
			}
		}
		x.work(1)
		return f.eval(x, e.pos, values)
	}
}

func countArguments(f function) string {
	switch {
	case f.least == f.most && f.least == 1:
		return "1 argument"
	case f.least == f.most:
		return fmt.Sprintf("%d arguments", f.least)
	}
	return fmt.Sprintf("%d to %d arguments", f.least, f.most)
}

func functionNamed(name string) (function, bool) {
	for _, table := range []map[string]function{graphFunctions, textFunctions, mathFunctions} {
		if f, ok := table[name]; ok {
			return f, true
		}
	}
	return function{}, false
}

// Functions returns the names of all functions, in lower case, aggregates among
// them.
func Functions() []string {
	names := slices.Collect(maps.Keys(aggregates))
	for _, table := range []map[string]function{graphFunctions, textFunctions, mathFunctions} {
		names = slices.AppendSeq(names, maps.Keys(table))
	}
	slices.Sort(names)
	return names
}

// mostArguments bounds those of coalesce.
const mostArguments = 100

var graphFunctions = map[string]function{
	"coalesce": {1, mostArguments, true, func(_ *execution, _ int, a []any) any {
		i := slices.IndexFunc(a, func(v any) bool { return v != nil })
		if i < 0 {
			return nil
		}
		return a[i]
	}},
	"id":            {1, 1, false, identity},
	"elementid":     {1, 1, false, identity},
	"labels":        {1, 1, false, labels},
	"type":          {1, 1, false, typeName},
	"startnode":     {1, 1, false, endOf(false)},
	"endnode":       {1, 1, false, endOf(true)},
	"keys":          {1, 1, false, keys},
	"properties":    {1, 1, false, properties},
	"nodes":         {1, 1, false, nodes},
	"relationships": {1, 1, false, relationships},
	"length":        {1, 1, false, length},
	"size":          {1, 1, false, size},
	"head":          {1, 1, false, element(0)},
	"last":          {1, 1, false, element(-1)},
	"tail":          {1, 1, false, tail},
	"range":         {2, 3, false, numbers},
	"reverse":       {1, 1, false, reverse},
	"isempty":       {1, 1, false, isEmpty},
	"date":          {1, 1, false, date},
}

// wrong fails with what a function wants.
func wrong(x *execution, pos int, what string, found any) any {
	return x.fail(pos, "expected "+what+", found "+describeValue(found))
}

func identity(x *execution, pos int, a []any) any {
	switch a[0].(type) {
	case Node, Relationship:
		return x.g.Property(a[0], "id")
	}
	return wrong(x, pos, "a node or a relationship in id( )", a[0])
}

func labels(x *execution, pos int, a []any) any {
	if _, ok := a[0].(Node); !ok {
		return wrong(x, pos, "a node in labels( )", a[0])
	}
	kind := x.g.Property(a[0], "kind")
	if kind == nil {
		return []any{}
	}
	return []any{kind}
}

func typeName(x *execution, pos int, a []any) any {
	r, ok := a[0].(Relationship)
	if !ok {
		return wrong(x, pos, "a relationship in type( )", a[0])
	}
	return x.g.TypeName(r.Type)
}

func endOf(end bool) func(*execution, int, []any) any {
	return func(x *execution, pos int, a []any) any {
		r, ok := a[0].(Relationship)
		switch {
		case !ok:
			return wrong(x, pos, "a relationship in startNode( ) or endNode( )", a[0])
		case end:
			return r.To
		}
		return r.From
	}
}

func keys(x *execution, pos int, a []any) any {
	m, ok := properties(x, pos, a).(map[string]any)
	if !ok {
		return nil
	}
	list := []any{}
	for _, k := range sortedKeys(m) {
		list = append(list, k)
	}
	return list
}

func properties(x *execution, pos int, a []any) any {
	switch v := a[0].(type) {
	case map[string]any:
		return v
	case Node, Relationship:
		m := map[string]any{}
		for _, k := range x.g.Properties(v) {
			if value := x.g.Property(v, k); value != nil {
				m[k] = value
			}
		}
		return m
	}
	return wrong(x, pos, "a node, a relationship or a map in properties( ) or keys( )", a[0])
}

func nodes(x *execution, pos int, a []any) any {
	p, ok := a[0].(Path)
	if !ok {
		return wrong(x, pos, "a path in nodes( )", a[0])
	}
	list := make([]any, len(p.Nodes))
	for i, n := range p.Nodes {
		list[i] = n
	}
	return list
}

func relationships(x *execution, pos int, a []any) any {
	p, ok := a[0].(Path)
	if !ok {
		return wrong(x, pos, "a path in relationships( )", a[0])
	}
	return listOf(p.Relationships, false)
}

func length(x *execution, pos int, a []any) any {
	switch v := a[0].(type) {
	case Path:
		return int64(len(v.Relationships))
	case string, []any:
		return size(x, pos, a)
	}
	return wrong(x, pos, "a path in length( )", a[0])
}

func element(at int64) func(*execution, int, []any) any {
	return func(x *execution, pos int, a []any) any {
		if _, ok := a[0].([]any); !ok {
			return wrong(x, pos, "a list in head( ) or last( )", a[0])
		}
		return x.index(pos, a[0], at)
	}
}

func tail(x *execution, pos int, a []any) any {
	list, ok := a[0].([]any)
	if !ok {
		return wrong(x, pos, "a list in tail( )", a[0])
	}
	return slices.Clip(list[min(1, len(list)):])
}

// numbers is range(from, to, step), both ends included.
func numbers(x *execution, pos int, a []any) any {
	step := int64(1)
	var ends [3]int64
	for i, v := range a {
		n, ok := v.(int64)
		if !ok {
			return wrong(x, pos, "whole numbers in range( )", v)
		}
		ends[i] = n
	}
	if len(a) == 3 {
		step = ends[2]
	}
	from, to := ends[0], ends[1]
	switch {
	case step == 0:
		return x.fail(pos, "expected a step other than 0 in range( )")
	case step > 0 && from > to || step < 0 && from < to:
		return []any{}
	}
	span, by := uint64(to)-uint64(from), uint64(step)
	if step < 0 {
		span, by = uint64(from)-uint64(to), -uint64(step)
	}
	n := span / by
	if n >= mostElements {
		return x.fail(pos, fmt.Sprintf("range( ) makes no list of more than %d numbers", mostElements))
	}
	list := make([]any, 0, n+1)
	for i := range int64(n + 1) {
		if !x.work(1) {
			return nil
		}
		list = append(list, from+i*step)
	}
	return list
}

func reverse(x *execution, pos int, a []any) any {
	switch v := a[0].(type) {
	case string:
		runes := []rune(v)
		slices.Reverse(runes)
		return string(runes)
	case []any:
		x.work(len(v))
		v = slices.Clone(v)
		slices.Reverse(v)
		return v
	}
	return wrong(x, pos, "a string or a list in reverse( )", a[0])
}

func isEmpty(x *execution, pos int, a []any) any {
	switch v := a[0].(type) {
	case string:
		return v == ""
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return wrong(x, pos, "a string, a list or a map in isEmpty( )", a[0])
}

func date(x *execution, pos int, a []any) any {
	if t, ok := x.time(a[0]); ok {
		return t
	}
	return wrong(x, pos, "a time such as '2016-03-24', '2016-03' or '2016' in date( )", a[0])
}
