package main

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"
)

// parsed is what an action sees of its command line.
type parsed struct {
	values map[string]string
	args   []string
}

// parse runs line with actions that only look.
func parse(t *testing.T, line []string) (parsed, error) {
	t.Helper()
	var got parsed
	p := newProgram(strings.NewReader(""), &bytes.Buffer{}, &bytes.Buffer{})
	app := p.app()
	for _, c := range app.Commands {
		c.Action = func(c *cli.Context) error {
			got.args = c.Args().Slice()
			got.values = map[string]string{}
			for _, f := range append(append([]cli.Flag{}, c.Command.Flags...), app.Flags...) {
				n := f.Names()[0]
				if _, list := f.(*cli.StringSliceFlag); list && c.IsSet(n) {
					got.values[n] = fmt.Sprint(c.StringSlice(n))
				} else if c.IsSet(n) {
					got.values[n] = fmt.Sprint(c.Value(n))
				}
			}
			return nil
		}
	}
	r, err := normalise(app, line)
	if err != nil {
		return got, err
	}
	return got, app.RunContext(context.Background(), r.args)
}

// sample gives a value that f takes, as typed and as read; "" for a switch.
func sample(f cli.Flag) (typed, read string) {
	switch f.(type) {
	case *cli.BoolFlag:
		return "", "true"
	case *cli.IntFlag:
		return "-7", "-7"
	case *cli.Float64Flag:
		return "0.5", "0.5"
	case *cli.DurationFlag:
		return "90s", "1m30s"
	case *cli.StringSliceFlag:
		return "Reyes, Ann", "[Reyes, Ann]"
	}
	return "-", "-"
}

// forms lists the ways to write a flag with its value.
func forms(f cli.Flag, typed string) [][]string {
	var out [][]string
	for _, n := range f.Names() {
		dash := "--"
		if len(n) == 1 {
			dash = "-"
		}
		if typed == "" {
			out = append(out, []string{dash + n}, []string{dash + n + "=true"})
		} else {
			out = append(out, []string{dash + n, typed}, []string{dash + n + "=" + typed})
		}
	}
	return out
}

func TestFlagsStandAnywhere(t *testing.T) {
	app := newProgram(nil, &bytes.Buffer{}, &bytes.Buffer{}).app()
	for _, c := range app.Commands {
		for _, f := range append(append([]cli.Flag{}, c.Flags...), app.Flags...) {
			name := f.Names()[0]
			if name == "version" || pairs[c.Name+" --"+name] {
				continue
			}
			typed, read := sample(f)
			for _, form := range forms(f, typed) {
				before := append(append([]string{c.Name}, form...), "A", "B")
				between := append(append([]string{c.Name, "A"}, form...), "B")
				after := append([]string{c.Name, "A", "B"}, form...)
				for _, line := range [][]string{before, between, after} {
					got, err := parse(t, line)
					want := parsed{map[string]string{name: read}, []string{"A", "B"}}
					if err != nil || !reflect.DeepEqual(got, want) {
						t.Errorf("dramatis %s\n got %v %v\nwant %v", strings.Join(line, " "), got, err, want)
					}
				}
			}
		}
	}
}

func TestNormalise(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"path Ann Halden --why --db h.db", "--db=h.db path --why -- Ann Halden"},
		{"--db h.db path Ann Halden", "--db=h.db path -- Ann Halden"},
		{"extract - -o jsonl", "extract --output=jsonl -- -"},
		{"draw --path Ann Halden -o x.svg", "draw --path=Ann --path=Halden --output=x.svg"},
		{"draw --path Ann --path Halden -o x.svg", "draw --path=Ann --path=Halden --output=x.svg"},
		{"draw -o - --format dot --top 3", "draw --output=- --format=dot --top=3"},
		{"show -- --why", "show -- --why"},
		{"-- show reyes", "show -- reyes"},
		{"show -5", "show -- -5"},
		{"show -0.5 --json", "show --json -- -0.5"},
		{"facts --limit -1", "facts --limit=-1"},
		{"facts -json", "facts --json"},
		{"facts --subject=-x=y", "facts --subject=-x=y"},
		{"show help", "show -- help"},
		{"show limit", "show -- limit"},
	} {
		app := newProgram(nil, &bytes.Buffer{}, &bytes.Buffer{}).app()
		r, err := normalise(app, strings.Fields(c.line))
		if got := strings.Join(r.args, " "); err != nil || got != "dramatis "+c.want {
			t.Errorf("normalise(%s)\n got %s %v\nwant dramatis %s", c.line, got, err, c.want)
		}
	}
}

func TestNormaliseRefuses(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"pth A B", `no command "pth" (did you mean path?): see dramatis --help`},
		{"xyzzy", `no command "xyzzy": see dramatis --help`},
		{"path A B --wyh", `path has no flag "--wyh" (did you mean --why?): see dramatis path --help`},
		{"path A B --confidence=1", `path has no flag "--confidence" (did you mean --min-confidence?): see dramatis path --help`},
		{"facts --sub A", `facts has no flag "--sub" (did you mean --subject?): see dramatis facts --help`},
		{"--why path A B", `flag "--why" belongs to a command: dramatis path … --why`},
		{"--bd x.db stats", `no flag "--bd" (did you mean --db?): see dramatis --help`},
		{"path A B --max-hops", "flag --max-hops needs a value: --max-hops VALUE"},
		{"path A B --max-hops --why", "flag --max-hops needs a value: --max-hops VALUE"},
	} {
		app := newProgram(nil, &bytes.Buffer{}, &bytes.Buffer{}).app()
		_, err := normalise(app, strings.Fields(c.line))
		if err == nil || err.Error() != c.want || codeOf(err) != exitUsage {
			t.Errorf("normalise(%s)\n got %v (%d)\nwant %s (%d)", c.line, err, codeOf(err), c.want, exitUsage)
		}
	}
}

func TestHelpNamesEveryFlagWithAnExample(t *testing.T) {
	app := newProgram(nil, &bytes.Buffer{}, &bytes.Buffer{}).app()
	for _, c := range app.Commands {
		var b bytes.Buffer
		commandHelp(&b, app, c)
		for _, f := range c.Flags {
			if n := f.Names()[0]; !strings.Contains(b.String(), "-"+n) {
				t.Errorf("dramatis %s --help does not name --%s", c.Name, n)
			}
		}
		if c.Name != "help" && c.Name != "version" && !strings.Contains(b.String(), "  dramatis "+c.Name) {
			t.Errorf("dramatis %s --help has no example", c.Name)
		}
	}
}

// Whatever is typed, what comes out is in order already.
func FuzzNormalise(f *testing.F) {
	for _, line := range []string{
		"path A B --why --db x", "draw --path A B -o -", "-- show -5", "facts --subject=--json -n -1", "--help path", "show - -- --json", "path --max-hops", "-", "--=", "---", "--db= stats",
	} {
		f.Add(line)
	}
	app := newProgram(nil, &bytes.Buffer{}, &bytes.Buffer{}).app()
	f.Fuzz(func(t *testing.T, line string) {
		once, err := normalise(app, strings.Split(line, " "))
		if err != nil {
			if codeOf(err) != exitUsage {
				t.Errorf("normalise(%q): exit code %d\nwant %d", line, codeOf(err), exitUsage)
			}
			return
		}
		twice, err := normalise(app, once.args[1:])
		if err != nil || !reflect.DeepEqual(once.args, twice.args) {
			t.Errorf("normalise(%q)\n first %q\nsecond %q %v", line, once.args, twice.args, err)
		}
	})
}
