package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/urfave/cli/v2"
)

// A program is one run of the command line with its streams.
type program struct {
	in       io.Reader
	out      *bufio.Writer // results; flushed at the end
	errs     io.Writer     // everything else
	screen   bool          // results go to a terminal
	progress bool          // messages go to a terminal
	shows    string        // how the terminal takes pictures, "" for not at all
	palette  palette
}

func newProgram(in io.Reader, out, errs io.Writer) *program {
	p := &program{in: in, errs: errs, screen: isTerminal(out), progress: isTerminal(errs)}
	p.out = bufio.NewWriterSize(out, 1<<16)
	if p.screen {
		p.shows = pictureTerminal()
	}
	p.palette.on = p.screen && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return p
}

// run executes the command line args and returns the exit code. What went
// wrong is one line on the error stream.
func (p *program) run(args []string) (code int) {
	defer func() {
		if r := recover(); r != nil {
			p.say("fault of the program: %v: please report it with the input", r)
			code = exitFault
		}
	}()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // the second Ctrl-C ends the program at once
	err := p.execute(ctx, args)
	if e := p.out.Flush(); e != nil && codeOf(err) != exitWrite {
		err = fail(exitWrite, "standard output: %v", e)
	}
	if err != nil && err.Error() != "" {
		p.say("%s", err)
	}
	return codeOf(err)
}

func (p *program) execute(ctx context.Context, args []string) error {
	app := p.app()
	if n := len(args); n > 0 && args[n-1] == "--generate-bash-completion" {
		if p.complete(ctx, app, args[:n-1]) {
			return nil
		}
		if n > 1 && args[n-2] == "--" {
			args[n-2] = "-" // the cli package completes nothing after "--"
		}
		return app.RunContext(ctx, append([]string{app.Name}, args...))
	}
	if len(args) == 0 {
		appHelp(p.errs, app)
		return &exitError{code: exitUsage}
	}
	r, err := normalise(app, args)
	switch {
	case err != nil:
		return err
	case r.help && r.command != nil:
		commandHelp(p.out, app, r.command)
		return nil
	case r.help:
		appHelp(p.out, app)
		return nil
	case r.command == nil && !hasVersion(r.args):
		return fail(exitUsage, "no command given: dramatis COMMAND, see dramatis --help")
	}
	return app.RunContext(ctx, r.args)
}

func hasVersion(args []string) bool {
	for _, a := range args {
		if a == "--version" {
			return true
		}
	}
	return false
}

// say writes one line of news or trouble to the error stream.
func (p *program) say(format string, args ...any) {
	fmt.Fprintln(p.errs, "dramatis: "+safe(fmt.Sprintf(format, args...)))
}

// app describes the program to the cli package.
func (p *program) app() *cli.App {
	app := &cli.App{
		Name:  "dramatis",
		Usage: "who did what to whom, when, where and according to whom: from news to a graph",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "db", Value: "dramatis.db", Usage: "keep the graph in `FILE`, or in the one that DRAMATIS_DB names"},
			&cli.StringFlag{Name: "store", Usage: "keep the graph at `URL`: bolt:FILE, postgres://USER@HOST/DATABASE, or memory: for this run only"},
			&cli.BoolFlag{Name: "unmerged", Usage: "take every name by itself, as the articles have it"},
			&cli.BoolFlag{Name: "no-color", Usage: "print without colours, as NO_COLOR=1 does"},
			&cli.BoolFlag{Name: "version", Usage: "print the version"},
		},
		Commands: []*cli.Command{
			p.addCommand(), p.rmCommand(), p.extractCommand(),
			p.castCommand(), p.showCommand(), p.factsCommand(), p.pathCommand(), p.queryCommand(), p.whyCommand(),
			p.commonCommand(), p.betweenCommand(), p.saidCommand(), p.timelineCommand(), p.disputesCommand(),
			p.diffCommand(), p.searchCommand(),
			p.readCommand(), p.drawCommand(), p.serveCommand(), p.statsCommand(), p.exportCommand(), p.importCommand(), p.rulesCommand(),
			p.resolveCommand(), p.mergeCommand(), p.splitCommand(), p.undoCommand(), p.judgementsCommand(),
			p.verifyCommand(), p.backupCommand(), p.restoreCommand(), p.compactCommand(),
			p.completionCommand(), p.helpCommand(), p.versionCommand(),
		},
		HideHelp:             true,
		HideVersion:          true,
		EnableBashCompletion: true,
		Writer:               p.out,
		ErrWriter:            p.errs,
		ExitErrHandler:       func(*cli.Context, error) {}, // run prints and exits
		OnUsageError:         usageError,
		Before: func(c *cli.Context) error {
			p.palette.on = p.palette.on && !c.Bool("no-color")
			return nil
		},
		Action: func(c *cli.Context) error { return p.version() },

		DisableSliceFlagSeparator: true, // "Reyes, Ann" is one name
	}
	for _, c := range app.Commands {
		c.HideHelp, c.OnUsageError = true, usageError
	}
	return app
}

// usageError puts into our words what the cli package says of a flag's value.
func usageError(c *cli.Context, err error, _ bool) error {
	text := err.Error()
	if i := strings.Index(text, ": parse error"); i > 0 {
		text = text[:i]
	}
	text = strings.Replace(text, " for flag -", " for flag --", 1)
	return fail(exitUsage, "%s: see dramatis %s --help", text, c.Command.Name)
}

// arguments returns the arguments of c, of which there must be at least low
// and at most high (-1: any number).
func arguments(c *cli.Context, low, high int) ([]string, error) {
	n := c.NArg()
	if n >= low && (high < 0 || n <= high) {
		return c.Args().Slice(), nil
	}
	what := "too many arguments"
	if n < low {
		what = "arguments are missing"
	}
	return nil, fail(exitUsage, "%s: usage: dramatis %s [flags] %s", what, c.Command.Name, c.Command.ArgsUsage)
}

func (p *program) versionCommand() *cli.Command {
	return &cli.Command{
		Name:  "version",
		Usage: "print the version",
		Action: func(c *cli.Context) error {
			if _, err := arguments(c, 0, 0); err != nil {
				return err
			}
			return p.version()
		},
	}
}

func (p *program) version() error {
	_, err := fmt.Fprintf(p.out, "dramatis %s\n", versionText())
	return err
}

// buildText tells this build of the program from others, as far as can be told:
// while one works on the program its version stays the same.
func buildText() string {
	text := versionText()
	if file, err := os.Executable(); err == nil {
		if info, err := os.Stat(file); err == nil {
			text += fmt.Sprintf(" %d %d", info.Size(), info.ModTime().UnixNano())
		}
	}
	return text
}

// versionText is the version of the program and, where it is known, the commit.
func versionText() string {
	version, commit := "unknown", ""
	if b, ok := debug.ReadBuildInfo(); ok {
		version = b.Main.Version
		for _, s := range b.Settings {
			if s.Key == "vcs.revision" && len(s.Value) > 12 {
				commit = " " + s.Value[:12]
			}
		}
	}
	return version + commit
}
