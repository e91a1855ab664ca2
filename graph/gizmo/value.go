package gizmo

import (
	"fmt"

	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// arg returns argument i, undefined where there is none.
func arg(args []goja.Value, i int) goja.Value {
	if i < 0 || i >= len(args) {
		return goja.Undefined()
	}
	return args[i]
}

func rest(args []goja.Value, from int) []goja.Value { return args[min(from, len(args)):] }

func missing(v goja.Value) bool { return goja.IsUndefined(v) || goja.IsNull(v) }

// value reads a node as Gizmo writes it: "<iri>", "_:blank", or text.
func (s *session) value(v goja.Value) quad.Value {
	switch v := v.Export().(type) {
	case string:
		return quad.StringToValue(v)
	case int64:
		return quad.Int(v)
	case float64:
		return quad.Float(v)
	case bool:
		return quad.Bool(v)
	}
	s.check(fmt.Errorf("%s stands for no node: write \"<iri>\", text, a number or a truth value", v))
	return nil
}

// values reads nodes, also those in lists.
func (s *session) values(args []goja.Value) []quad.Value {
	var out []quad.Value
	for _, a := range args {
		if o, ok := a.(*goja.Object); ok && o.ClassName() == "Array" {
			var list []goja.Value
			s.check(s.vm.ExportTo(a, &list))
			out = append(out, s.values(list)...)
			continue
		}
		if !missing(a) {
			out = append(out, s.value(a))
		}
	}
	return out
}

// via reads what a step goes over: nothing for all predicates, one, a list, or
// a path.
func (s *session) via(args []goja.Value, i int) []any {
	a := arg(args, i)
	if missing(a) {
		return nil
	}
	if o, ok := a.(*goja.Object); ok && s.paths[o] != nil {
		return []any{s.paths[o]}
	}
	var out []any
	for _, v := range s.values([]goja.Value{a}) {
		out = append(out, v)
	}
	return out
}

// one is via where there must be one thing.
func (s *session) one(args []goja.Value, i int) any {
	list := s.via(args, i)
	if len(list) != 1 {
		s.check(fmt.Errorf("expected one predicate or path, found %d", len(list)))
	}
	return list[0]
}

// path reads another path.
func (s *session) path(args []goja.Value, i int) *path.Path {
	o, ok := arg(args, i).(*goja.Object)
	if !ok || s.paths[o] == nil {
		s.check(fmt.Errorf("expected a path such as g.V() or g.M()"))
	}
	return s.paths[o]
}

// tags reads the names of tags.
func (s *session) tags(args []goja.Value, from int) []string {
	var out []string
	for _, a := range rest(args, from) {
		switch v := a.Export().(type) {
		case nil:
		case string:
			out = append(out, v)
		case []any:
			for _, e := range v {
				out = append(out, fmt.Sprint(e))
			}
		default:
			s.check(fmt.Errorf("expected the name of a tag, found %s", a))
		}
	}
	return out
}

func (s *session) text(args []goja.Value, i int) string {
	text, ok := arg(args, i).Export().(string)
	if !ok {
		s.check(fmt.Errorf("expected text as argument %d, found %s", i+1, arg(args, i)))
	}
	return text
}

func (s *session) number(args []goja.Value, i int, otherwise int64) int64 {
	a := arg(args, i)
	if missing(a) {
		return otherwise
	}
	n, ok := a.Export().(int64)
	if !ok {
		s.check(fmt.Errorf("expected a whole number as argument %d, found %s", i+1, a))
	}
	return n
}

// natives makes of quads' values what JSON has: an IRI is "<…>".
func natives(m map[string]quad.Value) map[string]any {
	out := make(map[string]any, len(m))
	for k, v := range m {
		switch v := v.(type) {
		case nil:
		case quad.String:
			out[k] = string(v)
		case quad.Int:
			out[k] = int64(v)
		case quad.Float:
			out[k] = float64(v)
		case quad.Bool:
			out[k] = bool(v)
		default:
			out[k] = quad.StringOf(v)
		}
	}
	return out
}
