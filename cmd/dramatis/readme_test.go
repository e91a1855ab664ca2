package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the output shown in README.md")

// session finds the transcripts of README.md: what is typed after "$ ", what
// is printed below it.
var session = regexp.MustCompile("(?s)```console\n(.*?)```")

// TestReadme types what README.md tells people to type, in order, in one
// folder, and compares what is printed and the pictures that are drawn.
func TestReadme(t *testing.T) {
	const file = "../../README.md"
	readme, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	article, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	t.Chdir(home)
	if err := os.Symlink(article, "testdata"); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	ran := 0
	got := session.ReplaceAllStringFunc(string(readme), func(block string) string {
		body := strings.TrimSuffix(strings.TrimPrefix(block, "```console\n"), "```")
		var out strings.Builder
		for line := range strings.Lines(body) {
			if command, ok := strings.CutPrefix(line, "$ dramatis "); ok {
				ran++
				out.WriteString(line + typed(t, strings.TrimSpace(command)))
			}
		}
		return "```console\n" + out.String() + "```"
	})
	if ran == 0 {
		t.Error("README.md shows no command")
	}
	pictures, err := filepath.Glob("*.svg")
	if err != nil || len(pictures) == 0 {
		t.Fatalf("README.md draws nothing (%v)", err)
	}
	files := map[string]string{"README.md": got}
	for _, name := range pictures {
		drawn, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files["testdata/"+name] = string(drawn)
		if kept, err := os.ReadFile("testdata/" + name); !*update && (err != nil || !bytes.Equal(kept, drawn)) {
			t.Errorf("testdata/%s is not the picture that README.md tells how to draw (%v); -update draws it", name, err)
		}
	}
	if *update {
		for name, text := range files {
			if err := os.WriteFile(filepath.Join(filepath.Dir(article), name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	if got == string(readme) {
		return
	}
	t.Errorf("README.md shows\n%s\nbut the program prints\n%s\nsee the difference with -update", session.FindAllString(string(readme), -1), session.FindAllString(got, -1))
}

// typed runs one command line and returns all it prints.
func typed(t *testing.T, command string) string {
	t.Helper()
	var args []string
	for i, part := range strings.Split(command, `"`) {
		if i%2 == 1 {
			args = append(args, part)
			continue
		}
		args = append(args, strings.Fields(part)...)
	}
	var out bytes.Buffer
	if code := newProgram(strings.NewReader(""), &out, &out).run(args); code > exitNothing {
		t.Errorf("dramatis %s: exit code %d\n%s", command, code, out.String())
	}
	return out.String()
}
