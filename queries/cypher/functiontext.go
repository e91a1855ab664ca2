package cypher

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

var textFunctions = map[string]function{
	"toupper":     {1, 1, false, mapped("toUpper", strings.ToUpper)},
	"upper":       {1, 1, false, mapped("upper", strings.ToUpper)},
	"tolower":     {1, 1, false, mapped("toLower", strings.ToLower)},
	"lower":       {1, 1, false, mapped("lower", strings.ToLower)},
	"trim":        {1, 1, false, mapped("trim", strings.TrimSpace)},
	"ltrim":       {1, 1, false, mapped("lTrim", func(s string) string { return strings.TrimLeftFunc(s, unicode.IsSpace) })},
	"rtrim":       {1, 1, false, mapped("rTrim", func(s string) string { return strings.TrimRightFunc(s, unicode.IsSpace) })},
	"left":        {2, 2, false, cutting("left", func(r []rune, n int) []rune { return r[:n] })},
	"right":       {2, 2, false, cutting("right", func(r []rune, n int) []rune { return r[len(r)-n:] })},
	"substring":   {2, 3, false, substring},
	"replace":     {3, 3, false, replace},
	"split":       {2, 2, false, split},
	"char_length": {1, 1, false, size},
	"tostring":    {1, 1, false, toString},
	"tointeger":   {1, 1, false, toInteger},
	"tofloat":     {1, 1, false, toFloating},
	"toboolean":   {1, 1, false, toBoolean},
}

// mapped makes a function of a string.
func mapped(name string, f func(string) string) func(*execution, int, []any) any {
	return func(x *execution, pos int, a []any) any {
		s, ok := textIn(a[0])
		if !ok {
			return wrong(x, pos, "a string in "+name+"( )", a[0])
		}
		return x.text(pos, f(s))
	}
}

// cutting makes a function of a string and a number of its characters.
func cutting(name string, cut func([]rune, int) []rune) func(*execution, int, []any) any {
	return func(x *execution, pos int, a []any) any {
		s, okText := textIn(a[0])
		n, okNumber := a[1].(int64)
		if !okText || !okNumber || n < 0 {
			return x.fail(pos, "expected a string and a number from 0 on in "+name+"( ), found "+describeValue(a[0])+" and "+describeValue(a[1]))
		}
		runes := []rune(s)
		x.work(len(runes) / 64)
		return string(cut(runes, int(min(n, int64(len(runes))))))
	}
}

// substring is substring(text, from, length); the first character is 0.
func substring(x *execution, pos int, a []any) any {
	s, ok := textIn(a[0])
	if !ok {
		return wrong(x, pos, "a string in substring( )", a[0])
	}
	runes := []rune(s)
	ends := [2]int64{0, int64(len(runes))}
	for i, v := range a[1:] {
		n, ok := v.(int64)
		if !ok || n < 0 {
			return wrong(x, pos, "numbers from 0 on in substring( )", v)
		}
		ends[i] = n
	}
	from := min(ends[0], int64(len(runes)))
	x.work(len(runes) / 64)
	return string(runes[from : from+min(ends[1], int64(len(runes))-from)])
}

func replace(x *execution, pos int, a []any) any {
	var s [3]string
	for i, v := range a {
		text, ok := textIn(v)
		if !ok {
			return wrong(x, pos, "three strings in replace( )", v)
		}
		s[i] = text
	}
	if s[1] == "" {
		return s[0]
	}
	if n := strings.Count(s[0], s[1]); len(s[0])+n*max(0, len(s[2])-len(s[1])) > mostLetters {
		return x.fail(pos, "this string is too long")
	}
	return x.text(pos, strings.ReplaceAll(s[0], s[1], s[2]))
}

func split(x *execution, pos int, a []any) any {
	s, okText := textIn(a[0])
	sep, okSep := textIn(a[1])
	if !okText || !okSep {
		return x.fail(pos, "expected two strings in split( ), found "+describeValue(a[0])+" and "+describeValue(a[1]))
	}
	list := []any{}
	for _, p := range strings.Split(s, sep) {
		list = append(list, p)
	}
	x.work(len(list) + len(s)/64)
	return list
}

// size counts the characters of a string or the elements of a list.
func size(x *execution, pos int, a []any) any {
	if list, ok := a[0].([]any); ok {
		return int64(len(list))
	}
	s, ok := textIn(a[0])
	if !ok {
		return wrong(x, pos, "a string or a list in size( )", a[0])
	}
	return int64(utf8.RuneCountInString(s))
}

func toString(x *execution, pos int, a []any) any {
	if b, ok := a[0].(bool); ok {
		return strconv.FormatBool(b)
	}
	s, ok := textOf(a[0])
	if !ok {
		return wrong(x, pos, "a string, a number, a time or a truth value in toString( )", a[0])
	}
	return s
}

// toInteger is null for a string that is no number.
func toInteger(x *execution, pos int, a []any) any {
	switch v := a[0].(type) {
	case int64:
		return v
	case float64:
		if v != v || v >= 1<<63 || v < -1<<63 {
			return nil
		}
		return int64(v)
	case bool:
		if v {
			return int64(1)
		}
		return int64(0)
	case string:
		s := strings.TrimSpace(v)
		if n, err := strconv.ParseInt(s, 10, 64); err == nil {
			return n
		}
		if f, ok := number(s); ok {
			return toInteger(x, pos, []any{f})
		}
		return nil
	}
	return wrong(x, pos, "a number or a string in toInteger( )", a[0])
}

// number reads a decimal number, not what else ParseFloat takes for one.
func number(s string) (float64, bool) {
	if strings.Trim(s, "0123456789+-.eE") != "" {
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil
}

func toFloating(x *execution, pos int, a []any) any {
	switch v := a[0].(type) {
	case int64, float64:
		return toFloat(v)
	case string:
		if f, ok := number(strings.TrimSpace(v)); ok {
			return f
		}
		return nil
	}
	return wrong(x, pos, "a number or a string in toFloat( )", a[0])
}

func toBoolean(x *execution, pos int, a []any) any {
	switch v := a[0].(type) {
	case bool:
		return v
	case int64:
		return v != 0
	case string:
		switch strings.ToLower(strings.TrimSpace(v)) {
		case "true":
			return true
		case "false":
			return false
		}
		return nil
	}
	return wrong(x, pos, "a truth value, a whole number or a string in toBoolean( )", a[0])
}

// mathFunctions holds only what every machine computes to the same bit: there
// is no exp, log or sin.
var mathFunctions = map[string]function{
	"abs": {1, 1, false, func(x *execution, pos int, a []any) any {
		if n, ok := a[0].(int64); ok {
			if n < 0 {
				return x.whole(pos, "-", 0, n)
			}
			return n
		}
		return onFloat("abs", math.Abs)(x, pos, a)
	}},
	"ceil":  {1, 1, false, onFloat("ceil", math.Ceil)},
	"floor": {1, 1, false, onFloat("floor", math.Floor)},
	"round": {1, 2, false, round},
	"sqrt":  {1, 1, false, onFloat("sqrt", math.Sqrt)},
	"sign": {1, 1, false, func(x *execution, pos int, a []any) any {
		if !isNumber(a[0]) {
			return wrong(x, pos, "a number in sign( )", a[0])
		}
		if isNaN(a[0]) {
			return int64(0)
		}
		return int64(compareNumbers(a[0], int64(0)))
	}},
}

func onFloat(name string, f func(float64) float64) func(*execution, int, []any) any {
	return func(x *execution, pos int, a []any) any {
		if !isNumber(a[0]) {
			return wrong(x, pos, "a number in "+name+"( )", a[0])
		}
		return f(toFloat(a[0]))
	}
}

// round rounds to a number of digits after the point, half away from zero.
func round(x *execution, pos int, a []any) any {
	digits := int64(0)
	if len(a) == 2 {
		n, ok := a[1].(int64)
		if !ok || n < 0 || n > 15 {
			return wrong(x, pos, "from 0 to 15 digits in round( )", a[1])
		}
		digits = n
	}
	if !isNumber(a[0]) {
		return wrong(x, pos, "a number in round( )", a[0])
	}
	f := toFloat(a[0])
	if digits == 0 {
		return math.Round(f)
	}
	s := strconv.FormatFloat(f, 'f', int(digits), 64)
	r, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return f
	}
	return r
}
