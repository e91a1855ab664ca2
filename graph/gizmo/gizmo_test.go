package gizmo

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/graph"
)

// TestMain lets the test be its own child.
func TestMain(m *testing.M) {
	if IsChild() {
		if err := Child(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// empty makes a store without documents.
func empty(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "town.db")
	s, err := graph.Open(file, graph.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestRun(t *testing.T) {
	file := empty(t)
	for _, c := range []struct{ script, want string }{
		{`g.emit({a: 1}); g.emit("ferry")`, `{"a":1} "ferry"`},
		{`1 + 1`, `2`},
		{`g.V("<dramatis:person/ann>").tag("who").all()`, ""},
		{`g.V().count()`, `0`},
		{`g.V().out(["<a>", "<b>"], "tag").in(g.M().out("<c>")).has("<d>", "text").back("tag").limit(3).toArray()`, `[]`},
		{`g.V().and(g.V("x")).or(g.V("y")).except(g.V()).unique().order().skip(1).forEach(function(d) { g.emit(d) })`, ""},
	} {
		rows, err := Run(context.Background(), file, c.script, Options{})
		var got []string
		for _, r := range rows {
			got = append(got, string(r))
		}
		if strings.Join(got, " ") != c.want || err != nil {
			t.Errorf("%s\n got %s, %v\nwant %s", c.script, strings.Join(got, " "), err, c.want)
		}
	}
}

// TestLimits wants scripts that would hang or kill a process to end in theirs.
func TestLimits(t *testing.T) {
	file := empty(t)
	for _, c := range []struct {
		script, limit string
		o             Options
	}{
		{`while (true) {}`, "time", Options{Timeout: 300 * time.Millisecond}},
		{`g.emit(1); while (true) {}`, "time", Options{Timeout: 300 * time.Millisecond}},
		{`var s = []; while (true) { s.push("x" + s.length) }`, "memory", Options{Memory: 64 << 20}},
		{`var s = "12345678"; while (true) { s = s + s }`, "memory", Options{Memory: 64 << 20}},
		{`function f() { f() } ` + strings.Repeat("(", 1_000_000), "stack", Options{}},
		{`for (var i = 0; ; i++) { g.emit(i) }`, "rows", Options{Rows: 10}},
	} {
		_, err := Run(context.Background(), file, c.script, c.o)
		var limit *LimitError
		if !errors.As(err, &limit) || limit.What != c.limit {
			t.Errorf("%.60s\n got %v\nwant the limit of %s", c.script, err, c.limit)
		}
	}
}

func TestScriptErrors(t *testing.T) {
	file := empty(t)
	for _, c := range []struct{ script, want string }{
		{`g.V(`, "Unexpected end of input"},
		{`g.V().nothing()`, "has no member"},
		{`g.V().out(undefined, null, {}).all()`, "expected the name of a tag"},
		{`g.V().and(1)`, "expected a path"},
		{`g.V().has()`, "expected one predicate or path, found 0"},
		{`g.V({})`, "stands for no node"},
		{`throw "ferry"`, "ferry"},
	} {
		_, err := Run(context.Background(), file, c.script, Options{})
		var script *ScriptError
		if !errors.As(err, &script) || !strings.Contains(script.Msg, c.want) || strings.Contains(script.Msg, "github.com") {
			t.Errorf("%s\n got %v\nwant %s", c.script, err, c.want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Run(ctx, file, `1`, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of the context\n got %v\nwant %v", err, context.Canceled)
	}
	if _, err := Run(context.Background(), filepath.Join(t.TempDir(), "none.db"), `1`, Options{}); err == nil {
		t.Error("a store that is missing is no error")
	}
}
