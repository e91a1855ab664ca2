package gizmo

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

// A session runs one script over the quads of a store.
type session struct {
	ctx   context.Context
	qs    graph.QuadStore
	vm    *goja.Runtime
	paths map[*goja.Object]*path.Path
	emit  func(row any) error
}

// newSession makes the names that a script may use: g and graph, with V, M,
// emit, IRI; emit takes each row.
func newSession(ctx context.Context, qs graph.QuadStore, emit func(row any) error) *session {
	s := &session{ctx, qs, goja.New(), map[*goja.Object]*path.Path{}, emit}
	g := s.vm.NewObject()
	s.method(g, "v", func(args []goja.Value) goja.Value { return s.object(path.StartPath(qs, s.values(args)...)) })
	s.method(g, "m", func([]goja.Value) goja.Value { return s.object(path.StartMorphism()) })
	s.method(g, "vertex", func(args []goja.Value) goja.Value { return s.object(path.StartPath(qs, s.values(args)...)) })
	s.method(g, "morphism", func([]goja.Value) goja.Value { return s.object(path.StartMorphism()) })
	s.method(g, "emit", func(args []goja.Value) goja.Value {
		for _, a := range args {
			s.check(emit(a.Export()))
		}
		return goja.Undefined()
	})
	iri := func(args []goja.Value) goja.Value { return s.vm.ToValue("<" + s.text(args, 0) + ">") }
	s.method(g, "IRI", iri)
	for _, name := range []string{"g", "graph"} {
		s.check(s.vm.Set(name, g))
	}
	s.check(s.vm.Set("iri", func(c goja.FunctionCall) goja.Value { return iri(c.Arguments) }))
	return s
}

// run runs a script until the end of its context. A value that it ends with is
// a row, if it is not a path.
func (s *session) run(script string) error {
	stop := context.AfterFunc(s.ctx, func() { s.vm.Interrupt("time") })
	defer stop()
	v, err := s.vm.RunString(script)
	switch {
	case s.ctx.Err() != nil:
		return &LimitError{"time"}
	case err != nil:
		return err
	case v == nil || goja.IsUndefined(v) || goja.IsNull(v):
		return nil
	}
	if o, ok := v.(*goja.Object); ok && s.paths[o] != nil {
		return nil
	}
	return s.emit(v.Export())
}

// check throws err as an error of the script.
func (s *session) check(err error) {
	if err != nil {
		panic(s.vm.NewGoError(err))
	}
}

// method gives o a method under its name and, as older scripts have it, with a
// capital.
func (s *session) method(o *goja.Object, name string, f func(args []goja.Value) goja.Value) {
	call := func(c goja.FunctionCall) goja.Value { return f(c.Arguments) }
	s.check(o.Set(name, call))
	s.check(o.Set(strings.ToUpper(name[:1])+name[1:], call))
}

// object makes what a script holds of a path.
func (s *session) object(p *path.Path) goja.Value {
	o := s.vm.NewObject()
	s.paths[o] = p
	for name, step := range steps {
		s.method(o, name, func(args []goja.Value) goja.Value { return s.object(step(s, p.Clone(), args)) })
	}
	s.finals(o, p)
	return o
}

// steps lead from a path to another.
var steps = map[string]func(s *session, p *path.Path, args []goja.Value) *path.Path{
	"out": func(s *session, p *path.Path, a []goja.Value) *path.Path {
		return p.OutWithTags(s.tags(a, 1), s.via(a, 0)...)
	},
	"in": func(s *session, p *path.Path, a []goja.Value) *path.Path {
		return p.InWithTags(s.tags(a, 1), s.via(a, 0)...)
	},
	"both": func(s *session, p *path.Path, a []goja.Value) *path.Path {
		return p.BothWithTags(s.tags(a, 1), s.via(a, 0)...)
	},
	"is": func(s *session, p *path.Path, a []goja.Value) *path.Path { return p.Is(s.values(a)...) },
	"has": func(s *session, p *path.Path, a []goja.Value) *path.Path {
		return p.Has(s.one(a, 0), s.values(rest(a, 1))...)
	},
	"hasR": func(s *session, p *path.Path, a []goja.Value) *path.Path {
		return p.HasReverse(s.one(a, 0), s.values(rest(a, 1))...)
	},
	"save": func(s *session, p *path.Path, a []goja.Value) *path.Path { return p.Save(s.one(a, 0), s.text(a, 1)) },
	"saveR": func(s *session, p *path.Path, a []goja.Value) *path.Path {
		return p.SaveReverse(s.one(a, 0), s.text(a, 1))
	},
	"saveOpt": func(s *session, p *path.Path, a []goja.Value) *path.Path {
		return p.SaveOptional(s.one(a, 0), s.text(a, 1))
	},
	"saveOptR": func(s *session, p *path.Path, a []goja.Value) *path.Path {
		return p.SaveOptionalReverse(s.one(a, 0), s.text(a, 1))
	},
	"tag":        func(s *session, p *path.Path, a []goja.Value) *path.Path { return p.Tag(s.tags(a, 0)...) },
	"as":         func(s *session, p *path.Path, a []goja.Value) *path.Path { return p.Tag(s.tags(a, 0)...) },
	"back":       func(s *session, p *path.Path, a []goja.Value) *path.Path { return p.Back(s.text(a, 0)) },
	"and":        func(s *session, p *path.Path, a []goja.Value) *path.Path { return p.And(s.path(a, 0)) },
	"intersect":  func(s *session, p *path.Path, a []goja.Value) *path.Path { return p.And(s.path(a, 0)) },
	"or":         func(s *session, p *path.Path, a []goja.Value) *path.Path { return p.Or(s.path(a, 0)) },
	"union":      func(s *session, p *path.Path, a []goja.Value) *path.Path { return p.Or(s.path(a, 0)) },
	"except":     func(s *session, p *path.Path, a []goja.Value) *path.Path { return p.Except(s.path(a, 0)) },
	"difference": func(s *session, p *path.Path, a []goja.Value) *path.Path { return p.Except(s.path(a, 0)) },
	"follow":     func(s *session, p *path.Path, a []goja.Value) *path.Path { return p.Follow(s.path(a, 0)) },
	"followR":    func(s *session, p *path.Path, a []goja.Value) *path.Path { return p.FollowReverse(s.path(a, 0)) },
	"followRecursive": func(s *session, p *path.Path, a []goja.Value) *path.Path {
		return p.FollowRecursive(s.one(a, 0), int(s.number(a, 1, 0)), nil)
	},
	"labels":        func(_ *session, p *path.Path, _ []goja.Value) *path.Path { return p.Labels() },
	"inPredicates":  func(_ *session, p *path.Path, _ []goja.Value) *path.Path { return p.InPredicates() },
	"outPredicates": func(_ *session, p *path.Path, _ []goja.Value) *path.Path { return p.OutPredicates() },
	"labelContext": func(s *session, p *path.Path, a []goja.Value) *path.Path {
		return p.LabelContextWithTags(s.tags(a, 1), s.via(a, 0)...)
	},
	"unique": func(_ *session, p *path.Path, _ []goja.Value) *path.Path { return p.Unique() },
	"order":  func(_ *session, p *path.Path, _ []goja.Value) *path.Path { return p.Order() },
	"skip":   func(s *session, p *path.Path, a []goja.Value) *path.Path { return p.Skip(s.number(a, 0, 0)) },
	"limit":  func(s *session, p *path.Path, a []goja.Value) *path.Path { return p.Limit(s.number(a, 0, 0)) },
	"regex": func(s *session, p *path.Path, a []goja.Value) *path.Path {
		re, err := regexp.Compile(s.text(a, 0))
		s.check(err)
		return p.RegexWithRefs(re)
	},
}

// finals gives o the methods that fetch what the path leads to.
func (s *session) finals(o *goja.Object, p *path.Path) {
	all := func(limit int64, row func(map[string]any)) {
		tagged := p.Clone().Tag("id")
		n := int64(0)
		stop := context.Canceled
		err := tagged.Iterate(s.ctx).Paths(true).Limit(int(limit)).TagValues(s.qs, func(m map[string]quad.Value) {
			if n++; s.ctx.Err() == nil {
				row(natives(m))
			}
		})
		if s.ctx.Err() != nil {
			s.check(stop)
		}
		s.check(err)
	}
	list := func(args []goja.Value, value func(map[string]any) any) goja.Value {
		rows := []any{}
		all(s.number(args, 0, -1), func(m map[string]any) { rows = append(rows, value(m)) })
		return s.vm.ToValue(rows)
	}
	id := func(m map[string]any) any { return m["id"] }
	tags := func(m map[string]any) any { return m }
	emit := func(limit int64) goja.Value {
		all(limit, func(m map[string]any) { s.check(s.emit(m)) })
		return goja.Undefined()
	}
	s.method(o, "all", func([]goja.Value) goja.Value { return emit(-1) })
	s.method(o, "getLimit", func(a []goja.Value) goja.Value { return emit(s.number(a, 0, -1)) })
	s.method(o, "toArray", func(a []goja.Value) goja.Value { return list(a, id) })
	s.method(o, "tagArray", func(a []goja.Value) goja.Value { return list(a, tags) })
	first := func(value func(map[string]any) any) goja.Value {
		var v any
		all(1, func(m map[string]any) { v = value(m) })
		return s.vm.ToValue(v)
	}
	s.method(o, "toValue", func([]goja.Value) goja.Value { return first(id) })
	s.method(o, "tagValue", func([]goja.Value) goja.Value { return first(tags) })
	s.method(o, "count", func([]goja.Value) goja.Value {
		n := 0
		all(-1, func(map[string]any) { n++ })
		return s.vm.ToValue(n)
	})
	each := func(a []goja.Value) goja.Value {
		limit := int64(-1)
		if len(a) > 1 {
			limit = s.number(a, 0, -1)
		}
		call, ok := goja.AssertFunction(arg(a, len(a)-1))
		if !ok {
			s.check(fmt.Errorf("forEach wants a function"))
		}
		all(limit, func(m map[string]any) {
			_, err := call(goja.Undefined(), s.vm.ToValue(m))
			s.check(err)
		})
		return goja.Undefined()
	}
	s.method(o, "forEach", each)
	s.method(o, "map", each)
}
