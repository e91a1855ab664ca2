package cypher

import (
	"fmt"
	"maps"
	"math"
	"slices"
)

// An eval computes the value of an expression for the row of an execution. If
// it fails, the execution has the error and its value is null.
type eval func(x *execution) any

// expr compiles e, in which the variables of s may occur.
func (c *compiler) expr(e *expr, s scope) eval {
	switch e.op {
	case opLiteral:
		v := e.value
		return func(*execution) any { return v }
	case opParam:
		return c.param(e)
	case opVar:
		b, ok := s[e.text]
		if !ok {
			c.fail(e.pos, "the name %s stands for nothing here%s", e.text, hintNames(s))
		}
		return func(x *execution) any { return x.row[b.slot] }
	case opSlot:
		slot := e.value.(int)
		return func(x *execution) any { return x.row[slot] }
	case opAnd, opOr, opXor, opNot:
		return c.logic(e, s)
	case opCompare:
		return c.compare(e, s)
	case opTest:
		return c.test(e, s)
	case opIsNull, opIsNotNull:
		arg, null := c.expr(e.args[0], s), e.op == opIsNull
		return func(x *execution) any { return (arg(x) == nil) == null }
	case opMath, opSign:
		return c.math(e, s)
	case opCall:
		return c.call(e, s)
	case opCountAll:
		c.fail(e.pos, "count(*) stands in WITH or RETURN")
	case opCase:
		return c.cases(e, s)
	case opQuantifier, opReduce, opComprehension:
		return c.binder(e, s)
	case opExists, opCount, opGather:
		return c.nested(e, s)
	default:
		return c.access(e, s)
	}
	return func(*execution) any { return nil }
}

func hintNames(s scope) string {
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(s)), func(n string) bool { return n[0] == ' ' })
	switch {
	case len(names) == 0 || len(names) > 8:
		return ""
	case len(names) == 1:
		return fmt.Sprintf(", only %s does; text stands between quotes", names[0])
	}
	return fmt.Sprintf(", these do: %s; text stands between quotes", joinNames(names))
}

func joinNames(names []string) string {
	out := ""
	for i, n := range names {
		if i > 0 {
			out += ", "
		}
		out += n
	}
	return out
}

func (c *compiler) param(e *expr) eval {
	v, ok := c.plan.params[e.text]
	if !ok {
		c.fail(e.pos, "the parameter $%s has no value: give it one with --param %s=VALUE", e.text, e.text)
	}
	return func(*execution) any { return v }
}

func (c *compiler) all(args []*expr, s scope) []eval {
	out := make([]eval, len(args))
	for i, a := range args {
		if a != nil {
			out[i] = c.expr(a, s)
		}
	}
	return out
}

// truth returns a value as true, false or null.
func (x *execution) truth(pos int, v any) (yes, known bool) {
	switch v := v.(type) {
	case nil:
		return false, false
	case bool:
		return v, true
	}
	x.fail(pos, "expected true or false, found "+describeValue(v))
	return false, false
}

// logic is that of Kleene, as in openCypher: null stands for what is not
// known.
func (c *compiler) logic(e *expr, s scope) eval {
	args := c.all(e.args, s)
	switch e.op {
	case opNot:
		return func(x *execution) any {
			if yes, known := x.truth(e.args[0].pos, args[0](x)); known {
				return !yes
			}
			return nil
		}
	case opXor:
		return func(x *execution) any {
			odd, all := false, true
			for i, a := range args {
				yes, known := x.truth(e.args[i].pos, a(x))
				odd, all = odd != yes, all && known
			}
			if !all {
				return nil
			}
			return odd
		}
	}
	decisive := e.op == opOr
	return func(x *execution) any {
		all := true
		for i, a := range args {
			yes, known := x.truth(e.args[i].pos, a(x))
			if known && yes == decisive {
				return decisive
			}
			all = all && known
		}
		if !all {
			return nil
		}
		return !decisive
	}
}

func (c *compiler) compare(e *expr, s scope) eval {
	args := c.all(e.args, s)
	if len(args) == 2 {
		return func(x *execution) any { return x.relate(e.keys[0], args[0](x), args[1](x)) }
	}
	return func(x *execution) any {
		var result any = true
		left := args[0](x)
		for i, sign := range e.keys {
			right := args[i+1](x)
			switch x.relate(sign, left, right) {
			case false:
				return false
			case nil:
				result = nil
			}
			left = right
		}
		return result
	}
}

// relate compares two values and is nil where that cannot be told.
func (x *execution) relate(sign string, a, b any) any {
	if sign == "=" || sign == "<>" {
		same, known := x.equal(a, b, 0)
		if !known {
			return nil
		}
		return same == (sign == "=")
	}
	c, known := x.less(a, b)
	if !known {
		if isNumber(a) && isNumber(b) {
			return false // NaN
		}
		return nil
	}
	switch sign {
	case "<":
		return c < 0
	case "<=":
		return c <= 0
	case ">":
		return c > 0
	}
	return c >= 0
}

func (c *compiler) cases(e *expr, s scope) eval {
	args := c.all(e.args, s)
	n := len(args) - 1
	return func(x *execution) any {
		var subject any
		if args[0] != nil {
			subject = args[0](x)
		}
		for i := 1; i < n; i += 2 {
			v := args[i](x)
			hit := v == true
			if args[0] != nil {
				same, known := x.equal(subject, v, 0)
				hit = same && known
			}
			if hit {
				return args[i+1](x)
			}
		}
		if args[n] == nil {
			return nil
		}
		return args[n](x)
	}
}

func (c *compiler) math(e *expr, s scope) eval {
	args := c.all(e.args, s)
	if e.op == opSign {
		return func(x *execution) any { return x.negate(e, args[0](x)) }
	}
	return func(x *execution) any {
		a, b := args[0](x), args[1](x)
		if a == nil || b == nil {
			return nil
		}
		if e.text == "+" {
			return x.add(e.pos, a, b)
		}
		if !isNumber(a) || !isNumber(b) {
			return x.fail(e.pos, "expected numbers on both sides of "+e.text+", found "+describeValue(a)+" and "+describeValue(b))
		}
		i, isInt := a.(int64)
		j, areInts := b.(int64)
		if isInt && areInts && e.text != "^" {
			return x.whole(e.pos, e.text, i, j)
		}
		f, g := toFloat(a), toFloat(b)
		switch e.text {
		case "-":
			return f - g
		case "*":
			return f * g
		case "/":
			return f / g
		case "%":
			return math.Mod(f, g)
		}
		return math.Pow(f, g)
	}
}

func (x *execution) negate(e *expr, v any) any {
	switch n := v.(type) {
	case nil:
		return nil
	case float64:
		if e.text == "-" {
			return -n
		}
		return n
	case int64:
		if e.text == "+" {
			return n
		}
		if n == math.MinInt64 {
			return x.fail(e.pos, "this number is too large for a whole number")
		}
		return -n
	}
	return x.fail(e.pos, "expected a number after "+e.text+", found "+describeValue(v))
}

// whole computes with whole numbers.
func (x *execution) whole(pos int, sign string, i, j int64) any {
	switch sign {
	case "-":
		if d := i - j; (d < i) == (j > 0) {
			return d
		}
	case "*":
		if i == 0 || j == 0 {
			return int64(0)
		}
		if p := i * j; p/j == i && !(i == -1 && j == math.MinInt64) && !(j == -1 && i == math.MinInt64) {
			return p
		}
	case "/", "%":
		switch {
		case j == 0:
			return x.fail(pos, "a whole number cannot be divided by 0")
		case j == -1 && sign == "%":
			return int64(0)
		case sign == "%":
			return i % j
		case j != -1 || i != math.MinInt64:
			return i / j
		}
	}
	return x.fail(pos, "the result of "+sign+" is too large for a whole number")
}
