package cypher

import (
	"maps"
	"slices"
	"strings"
)

// What one value may hold: more is a mistake in the query, and would cost the
// memory of everybody.
const (
	mostLetters  = 1 << 20 // bytes of a string
	mostElements = 5_000_000
)

// access compiles what takes values apart and puts them together.
func (c *compiler) access(e *expr, s scope) eval {
	args := c.all(e.args, s)
	switch e.op {
	case opProperty:
		c.noteProperty(e, s)
		return func(x *execution) any { return x.property(e.pos, args[0](x), e.text) }
	case opHasLabel:
		return func(x *execution) any { return x.hasLabels(e, args[0](x)) }
	case opIndex:
		return func(x *execution) any { return x.index(e.pos, args[0](x), args[1](x)) }
	case opSlice:
		return func(x *execution) any { return x.slice(e, args) }
	case opMap:
		for i, k := range e.keys {
			if slices.Contains(e.keys[:i], k) {
				c.fail(e.args[i].pos, "the property %s stands twice in one { }", k)
			}
		}
		return func(x *execution) any {
			m := make(map[string]any, len(args))
			for i, a := range args {
				m[e.keys[i]] = a(x)
			}
			return m
		}
	}
	return func(x *execution) any {
		list := make([]any, len(args))
		for i, a := range args {
			list[i] = a(x)
		}
		x.work(len(list))
		return list
	}
}

func (x *execution) property(pos int, v any, key string) any {
	switch v := v.(type) {
	case nil:
		return nil
	case Node, Relationship:
		return x.g.Property(v, key)
	case map[string]any:
		return v[key]
	case Time:
		switch key {
		case "year": // of what lies within one
			if year := v.First[:min(4, len(v.First))]; strings.HasPrefix(v.Last, year) {
				return toInteger(x, pos, []any{year})
			}
			return nil
		case "first":
			return v.First
		case "last":
			return v.Last
		}
		return nil
	}
	return x.fail(pos, "expected a node, a relationship or a map before ."+key+", found "+describeValue(v))
}

func (x *execution) hasLabels(e *expr, v any) any {
	n, ok := v.(Node)
	switch {
	case v == nil:
		return nil
	case ok:
		return !slices.ContainsFunc(e.keys, func(l string) bool { return !x.g.HasLabel(n, l) })
	}
	if r, ok := v.(Relationship); ok {
		return !slices.ContainsFunc(e.keys, func(l string) bool { return !slices.Contains(x.g.TypesNamed(l), r.Type) })
	}
	return x.fail(e.pos, "expected a node before :"+e.keys[0]+", found "+describeValue(v))
}

func (x *execution) index(pos int, v, at any) any {
	if v == nil || at == nil {
		return nil
	}
	if list, ok := v.([]any); ok {
		i, ok := at.(int64)
		if !ok {
			return x.fail(pos, "expected a whole number between [ ], found "+describeValue(at))
		}
		if i < 0 {
			i += int64(len(list))
		}
		if i < 0 || i >= int64(len(list)) {
			return nil
		}
		return list[i]
	}
	key, ok := at.(string)
	if !ok {
		return x.fail(pos, "expected a list before ["+describeValue(at)+"], found "+describeValue(v))
	}
	return x.property(pos, v, key)
}

// slice is list[from..to], with ends counted from the end where below zero.
func (x *execution) slice(e *expr, args []eval) any {
	v := args[0](x)
	ends := [2]any{int64(0), nil}
	list, ok := v.([]any)
	ends[1] = int64(len(list))
	for i, a := range args[1:] {
		if a != nil {
			ends[i] = a(x)
		}
	}
	if v == nil || ends[0] == nil || ends[1] == nil {
		return nil
	}
	var at [2]int64
	for i, end := range ends {
		n, isInt := end.(int64)
		if !ok || !isInt {
			return x.fail(e.pos, "expected a list with whole numbers between [ ], found "+describeValue(v)+" and "+describeValue(end))
		}
		if n < 0 {
			n += int64(len(list))
		}
		at[i] = min(max(n, 0), int64(len(list)))
	}
	return slices.Clip(list[at[0]:max(at[0], at[1])])
}

// add is +: of numbers, strings and lists.
func (x *execution) add(pos int, a, b any) any {
	if isNumber(a) && isNumber(b) {
		return x.plus(pos, a, b)
	}
	l, isList := a.([]any)
	m, areLists := b.([]any)
	if isList || areLists {
		if !isList {
			l = []any{a}
		}
		if !areLists {
			m = []any{b}
		}
		if len(l)+len(m) > mostElements {
			return x.fail(pos, "this list is too long")
		}
		x.work(len(l) + len(m))
		return slices.Concat(l, m)
	}
	s, okS := textOf(a)
	t, okT := textOf(b)
	if !okS || !okT || isNumber(a) && isNumber(b) {
		return x.fail(pos, "expected numbers, strings or lists on both sides of +, found "+describeValue(a)+" and "+describeValue(b))
	}
	return x.text(pos, s, t)
}

// text joins strings.
func (x *execution) text(pos int, parts ...string) any {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	if n > mostLetters {
		return x.fail(pos, "this string is too long")
	}
	x.work(n / 64)
	return strings.Join(parts, "")
}

// textOf returns strings and times as they are, and numbers as they are
// written.
func textOf(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case Time:
		return v.Text, true
	case int64:
		return formatInt(v), true
	case float64:
		return formatFloat(v), true
	}
	return "", false
}

// binder compiles what goes through a list with a variable of its own.
func (c *compiler) binder(e *expr, s scope) eval {
	inner := maps.Clone(s)
	slots := make([]int, len(e.keys))
	for i, name := range e.keys {
		slots[i] = c.slot()
		inner[name] = binding{slots[i], aValue}
	}
	args := make([]eval, len(e.args))
	lists := map[op]int{opReduce: 1}[e.op] // the argument that is the list; those up to it see only s
	for i, a := range e.args {
		switch {
		case a == nil:
		case i <= lists:
			args[i] = c.expr(a, s)
		default:
			args[i] = c.expr(a, inner)
		}
	}
	list := func(x *execution) ([]any, bool) {
		v := args[lists](x)
		l, ok := v.([]any)
		if !ok && v != nil {
			x.fail(e.args[lists].pos, "expected a list after IN, found "+describeValue(v))
		}
		return l, ok
	}
	switch e.op {
	case opQuantifier:
		return func(x *execution) any { return x.quantify(e, slots[0], list, args[1]) }
	case opReduce:
		return func(x *execution) any { return x.reduce(slots, args, list) }
	}
	return func(x *execution) any {
		l, ok := list(x)
		if !ok {
			return nil
		}
		out := []any{}
		for _, v := range l {
			if x.row[slots[0]] = v; !x.work(1) || args[1] != nil && args[1](x) != true {
				continue
			}
			if args[2] != nil {
				v = args[2](x)
			}
			out = append(out, v)
		}
		return out
	}
}

// quantify is all, any, none and single, in the logic of three values.
func (x *execution) quantify(e *expr, slot int, list func(*execution) ([]any, bool), test eval) any {
	l, ok := list(x)
	if !ok {
		return nil
	}
	yes, no, unknown := 0, 0, 0
	for _, v := range l {
		x.row[slot] = v
		ok, known := x.truth(e.args[1].pos, test(x))
		switch {
		case !x.work(1):
			return nil
		case !known:
			unknown++
		case ok:
			yes++
		default:
			no++
		}
	}
	switch {
	case e.text == "all" && no > 0, e.text == "none" && yes > 0, e.text == "single" && yes > 1:
		return false
	case e.text == "any" && yes > 0:
		return true
	case unknown > 0:
		return nil
	}
	return e.text == "all" || e.text == "none" || e.text == "single" && yes == 1
}

func (x *execution) reduce(slots []int, args []eval, list func(*execution) ([]any, bool)) any {
	total := args[0](x)
	l, ok := list(x)
	if !ok {
		return nil
	}
	for _, v := range l {
		x.row[slots[0]], x.row[slots[1]] = total, v
		if total = args[2](x); !x.work(1) {
			return nil
		}
	}
	return total
}
