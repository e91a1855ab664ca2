package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/dramatis-kg/dramatis/"

// stages are the packages that each read one thing in a document. They meet
// only in the Document.
var stages = []string{"tokenize", "tag", "depparse", "mention", "coref", "clause", "when"}

// joint lists the only import between stages: the tagger and the parser share
// one network, which calls both to decode its scores.
var joint = map[string]bool{
	"extract/neural tag": true, "extract/neural depparse": true,
}

// only lists libraries that may appear in few packages: the prefix of their
// import path and the packages that may hold them.
var only = []struct{ library, why string }{
	{"github.com/cayleygraph/", "graph"},
	{"github.com/hidal-go/", "graph"},
	{"go.etcd.io/bbolt", "graph"},
	{"github.com/lib/pq", "graph/postgres"},
	{"github.com/goccy/go-graphviz", "graph/diagram"},
	{"github.com/tetratelabs/wazero", "graph/diagram"},
	{"github.com/urfave/cli", "cmd/dramatis"},
	{"github.com/dop251/goja", "graph/gizmo"},
}

// layer gives the height of a package: imports run from high to low.
func layer(pkg string) int {
	switch top, _, _ := strings.Cut(pkg, "/"); top {
	case "cmd":
		return 3
	case "queries":
		return 2
	case "graph":
		return 1
	case "extract":
		return 0
	}
	return -1
}

func within(pkg, folder string) bool {
	return pkg == folder || strings.HasPrefix(pkg, folder+"/")
}

// complaints says in English what is wrong with pkg importing path.
func complaints(pkg, path string) []string {
	var out []string
	for _, o := range only {
		if strings.HasPrefix(path, o.library) && !within(pkg, o.why) {
			out = append(out, pkg+" imports "+path+", which only "+o.why+" may know")
		}
	}
	to, ours := strings.CutPrefix(path, module)
	if !ours {
		return out
	}
	if layer(pkg) < 0 || layer(to) < 0 {
		out = append(out, pkg+" imports "+to+": a package must lie in cmd, queries, graph or extract")
	}
	if layer(to) > layer(pkg) {
		out = append(out, pkg+" imports "+to+": imports run one way, cmd → queries → graph → extract")
	}
	if strings.HasPrefix(pkg, "extract/") && pkg != "extract/english" {
		for _, s := range stages {
			if within(to, "extract/"+s) && !within(pkg, "extract/"+s) && !joint[pkg+" "+s] {
				out = append(out, pkg+" imports "+to+": stages meet only in the Document")
			}
		}
	}
	return out
}

func TestImportsRunOneWay(t *testing.T) {
	root, files := "../..", 0
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		files++
		rel, _ := filepath.Rel(root, filepath.Dir(path))
		for _, im := range f.Imports {
			to, _ := strconv.Unquote(im.Path.Value)
			for _, c := range complaints(filepath.ToSlash(rel), to) {
				t.Errorf("%s: %s", path, c)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 20 {
		t.Errorf("read only %d files: the test looks in the wrong place", files)
	}
}

func TestComplaints(t *testing.T) {
	for _, c := range []struct {
		pkg, path string
		bad       bool
	}{
		{"graph", module + "extract", false},
		{"extract", module + "graph", true},
		{"graph", module + "queries", true},
		{"queries", "github.com/cayleygraph/quad", true},
		{"extract/coref", module + "extract/mention", true},
		{"extract/coref", module + "extract", false},
		{"extract/english", module + "extract/coref", false},
		{"cmd/dramatis", "github.com/goccy/go-graphviz", true},
		{"graph/diagram", "github.com/goccy/go-graphviz", false},
		{"util", module + "extract", true},
	} {
		if got := complaints(c.pkg, c.path); (len(got) > 0) != c.bad {
			t.Errorf("complaints(%q, %q)\n got %q\nwant bad = %v", c.pkg, c.path, got, c.bad)
		}
	}
}
