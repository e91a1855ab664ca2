package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"
)

// A request is a command line put in order.
type request struct {
	command *cli.Command // nil if none was given
	args    []string     // for cli.App.Run: program, flags, command, its flags, "--", arguments
	help    bool         // --help stands somewhere
}

// pairs are the flags that take two values: "draw --path Reyes Halden".
var pairs = map[string]bool{"draw --path": true, "draw --between": true}

// normaliser orders the arguments of one command line. The cli package stops
// reading flags at the first argument and takes the rest for arguments, so
// "path A B --why" would lose --why without a word.
type normaliser struct {
	app     *cli.App
	rest    []string
	request request
	globals []string
	flags   []string
	words   []string
}

// normalise orders args, the command line without the program's name: flags go
// before arguments, each as --name=value. Flags of the program may stand
// anywhere. A flag or command that does not exist is an error with the nearest
// one as a hint.
func normalise(app *cli.App, args []string) (request, error) {
	n := &normaliser{app: app, rest: args}
	for len(n.rest) > 0 {
		a := n.rest[0]
		n.rest = n.rest[1:]
		if a == "--" {
			break
		}
		if err := n.take(a); err != nil {
			return n.request, err
		}
	}
	for _, a := range n.rest {
		if err := n.word(a); err != nil {
			return n.request, err
		}
	}
	n.request.args = append([]string{app.Name}, n.globals...)
	if n.request.command != nil {
		n.request.args = append(append(n.request.args, n.request.command.Name), n.flags...)
	}
	if len(n.words) > 0 {
		n.request.args = append(append(n.request.args, "--"), n.words...)
	}
	return n.request, nil
}

func (n *normaliser) take(a string) error {
	name, value, valued := strings.Cut(strings.TrimLeft(a, "-"), "=")
	switch {
	case !strings.HasPrefix(a, "-") || a == "-" || strings.TrimLeft(a, "-") == "":
		return n.word(a)
	case name == "help" || name == "h":
		n.request.help = true
		return nil
	}
	if f := find(n.app.Flags, name); f != nil {
		return n.flag(&n.globals, f, value, valued)
	}
	if n.request.command != nil {
		if f := find(n.request.command.Flags, name); f != nil {
			return n.flag(&n.flags, f, value, valued)
		}
	}
	if _, err := strconv.ParseFloat(a, 64); err == nil {
		return n.word(a) // -5 is a number, not a flag
	}
	return n.unknown(a, name)
}

// word takes the command first, then arguments.
func (n *normaliser) word(a string) error {
	if n.request.command != nil {
		n.words = append(n.words, a)
		return nil
	}
	n.request.command = n.app.Command(a)
	if n.request.command == nil {
		return fail(exitUsage, "no command %s%s: see dramatis --help", quote(a), hint(nearest(a, commandNames(n.app))))
	}
	return nil
}

// flag adds f to list under its first name, with what it takes from the rest.
func (n *normaliser) flag(list *[]string, f cli.Flag, value string, valued bool) error {
	long := "--" + f.Names()[0]
	if takes, ok := f.(cli.DocGenerationFlag); ok && !takes.TakesValue() {
		if valued {
			long += "=" + value
		}
		*list = append(*list, long)
		return nil
	}
	if valued {
		*list = append(*list, long+"="+value)
		return nil
	}
	if len(n.rest) == 0 || n.known(n.rest[0]) {
		return fail(exitUsage, "flag %s needs a value: %s VALUE", long, long)
	}
	*list = append(*list, long+"="+n.rest[0])
	n.rest = n.rest[1:]
	if n.request.command != nil && pairs[n.request.command.Name+" "+long] && n.plain() {
		*list = append(*list, long+"="+n.rest[0])
		n.rest = n.rest[1:]
	}
	return nil
}

// plain says whether the rest begins with something that is no flag.
func (n *normaliser) plain() bool {
	return len(n.rest) > 0 && !strings.HasPrefix(n.rest[0], "-")
}

// known says whether a is a flag of the program or of the command.
func (n *normaliser) known(a string) bool {
	if !strings.HasPrefix(a, "-") || a == "-" {
		return false
	}
	name, _, _ := strings.Cut(strings.TrimLeft(a, "-"), "=")
	return name == "" || find(n.app.Flags, name) != nil ||
		n.request.command != nil && find(n.request.command.Flags, name) != nil
}

func (n *normaliser) unknown(a, name string) error {
	a, _, _ = strings.Cut(a, "=")
	if n.request.command == nil {
		if owner := n.owner(name); owner != "" {
			return fail(exitUsage, "flag %s belongs to a command: dramatis %s … %s", quote(a), owner, a)
		}
		return fail(exitUsage, "no flag %s%s: see dramatis --help", quote(a), hint(nearestFlag(name, n.app.Flags)))
	}
	c := n.request.command
	near := nearestFlag(name, append(slices.Clone(c.Flags), n.app.Flags...))
	return fail(exitUsage, "%s has no flag %s%s: see dramatis %s --help", c.Name, quote(a), hint(near), c.Name)
}

// owner names a command that has the flag.
func (n *normaliser) owner(flag string) string {
	for _, c := range n.app.Commands {
		if find(c.Flags, flag) != nil {
			return c.Name
		}
	}
	return ""
}

func find(flags []cli.Flag, name string) cli.Flag {
	for _, f := range flags {
		if slices.Contains(f.Names(), name) {
			return f
		}
	}
	return nil
}

func nearestFlag(name string, flags []cli.Flag) string {
	var names []string
	for _, f := range flags {
		for _, n := range f.Names() {
			if len(n) > 1 {
				names = append(names, n)
			}
		}
	}
	if near := nearest(name, append(names, "help")); near != "" {
		return "--" + near
	}
	return ""
}

func commandNames(app *cli.App) []string {
	var names []string
	for _, c := range app.Commands {
		names = append(names, c.Name)
	}
	return names
}
