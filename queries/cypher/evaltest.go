package cypher

import (
	"regexp"
	"regexp/syntax"
	"strings"
)

// test compiles IN, STARTS WITH, ENDS WITH, CONTAINS and =~.
func (c *compiler) test(e *expr, s scope) eval {
	args := c.all(e.args, s)
	switch e.text {
	case "IN":
		return func(x *execution) any { return x.member(e.pos, args[0](x), args[1](x)) }
	case "=~":
		return func(x *execution) any {
			text, okText := textIn(args[0](x))
			expr, okExpr := textIn(args[1](x))
			if !okText || !okExpr {
				return nil
			}
			return x.matches(e.pos, text, expr)
		}
	}
	relate := map[string]func(s, t string) bool{
		"STARTS WITH": strings.HasPrefix, "ENDS WITH": strings.HasSuffix, "CONTAINS": strings.Contains,
	}[e.text]
	return func(x *execution) any {
		a, okA := textIn(args[0](x))
		b, okB := textIn(args[1](x))
		if !okA || !okB {
			return nil
		}
		x.work(len(a) / 64)
		return relate(a, b)
	}
}

// textIn returns the text of strings and times; other values have none, and a
// test of their text is null.
func textIn(v any) (string, bool) {
	if isNumber(v) {
		return "", false
	}
	return textOf(v)
}

func (x *execution) member(pos int, v, in any) any {
	if in == nil {
		return nil
	}
	list, ok := in.([]any)
	if !ok {
		return x.fail(pos, "expected a list after IN, found "+describeValue(in))
	}
	all := true
	for _, e := range list {
		same, known := x.equal(v, e, 0)
		if same && known {
			return true
		}
		all = all && known
		if !x.work(1) {
			return nil
		}
	}
	if !all {
		return nil
	}
	return false
}

// A pattern is a regular expression made ready.
type pattern struct {
	re   *regexp.Regexp // nil for one that is none
	size int            // of its program
	msg  string
}

// mostMatching bounds the time that a match takes, which is the length of the
// text times the size of the program, so that the end of the context is not
// missed.
const mostMatching = 8 << 20

// matches says whether all of text fits a regular expression, as in openCypher.
func (x *execution) matches(pos int, text, expr string) any {
	p := x.regexps[expr]
	if p == nil {
		p = compilePattern(expr)
		if len(x.regexps) >= 100 || x.regexps == nil {
			x.regexps = map[string]*pattern{}
		}
		x.regexps[expr] = p
		x.work(1000)
	}
	switch {
	case p.re == nil:
		return x.fail(pos, p.msg)
	case (len(text)+1)*p.size > mostMatching:
		return x.fail(pos, "this regular expression takes too long on a text of this length")
	}
	x.work(1 + len(text)*p.size/256)
	return p.re.MatchString(text)
}

func compilePattern(expr string) *pattern {
	if len(expr) > 1000 {
		return &pattern{msg: "expected a regular expression of at most 1000 bytes"}
	}
	full := `\A(?:` + expr + `)\z`
	_, err := syntax.Parse(expr, syntax.Perl) // for a message about what was written
	if err != nil {
		return &pattern{msg: "expected a regular expression, found a mistake: " + strings.TrimPrefix(err.Error(), "error parsing regexp: ")}
	}
	parsed, err := syntax.Parse(full, syntax.Perl)
	if err != nil {
		return &pattern{msg: "expected a simpler regular expression"}
	}
	prog, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		return &pattern{msg: "expected a simpler regular expression"}
	}
	re, err := regexp.Compile(full)
	if err != nil {
		return &pattern{msg: "expected a simpler regular expression"}
	}
	return &pattern{re: re, size: len(prog.Inst)}
}

// describeValue names the kind of a value for messages, and short ones in
// full.
func describeValue(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case bool, int64, float64:
		w := &writer{}
		w.literal(v)
		return w.b.String()
	case string:
		if len(v) > 30 {
			return "a string"
		}
		return quoteString(v)
	case Time:
		return "the time " + v.Text
	case Node:
		return "a node"
	case Relationship:
		return "a relationship"
	case Path:
		return "a path"
	case []any:
		return "a list"
	case map[string]any:
		return "a map"
	}
	return "a value of an unknown kind"
}
