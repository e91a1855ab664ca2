package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/postgres"
)

func (p *program) backupCommand() *cli.Command {
	return &cli.Command{
		Name:      "backup",
		Usage:     "copy the graph into a file",
		ArgsUsage: "FILE",
		Description: `Writes a copy of the graph, checks it as "dramatis verify" does and only then
gives it its name. Another process may add articles meanwhile: the copy holds
whole articles. It is a store like any other: --db FILE reads it. In place of
FILE may stand the address of a server, as --store takes it.

Examples:
  dramatis backup harbour-2025-03-04.db
  dramatis backup --force latest.db
  dramatis backup news.db --store postgres://ann@db.example/news`,
		Flags:  []cli.Flag{forceFlag()},
		Action: p.backup,
	}
}

func (p *program) restoreCommand() *cli.Command {
	return &cli.Command{
		Name:      "restore",
		Usage:     "put a backup in place of the graph",
		ArgsUsage: "FILE",
		Description: `Checks the backup in FILE as "dramatis verify" does and puts a copy of it in
place of the graph. A graph that is there is replaced only with --force.

Examples:
  dramatis restore --force harbour-2025-03-04.db
  dramatis restore harbour-2025-03-04.db --db new.db
  dramatis restore harbour.db --store postgres://ann@db.example/news`,
		Flags:  []cli.Flag{forceFlag()},
		Action: p.restore,
	}
}

func (p *program) compactCommand() *cli.Command {
	return &cli.Command{
		Name:  "compact",
		Usage: "give back the space of what was removed",
		Description: `Writes the graph anew, checks that it says the same, and puts it in place of
the old file. If anything fails the old file stays. A server does so itself.

Examples:
  dramatis compact
  dramatis compact --db harbour.db`,
		Action: p.compact,
	}
}

func forceFlag() cli.Flag {
	return &cli.BoolFlag{Name: "force", Aliases: []string{"f"}, Usage: "replace the file that is there"}
}

func (p *program) backup(c *cli.Context) error {
	db, file, err := storeAndFile(c)
	if err != nil {
		return err
	}
	return p.copy(c, db, file)
}

func (p *program) restore(c *cli.Context) error {
	db, file, err := storeAndFile(c)
	if err != nil {
		return err
	}
	return p.copy(c, file, db)
}

// storeAndFile returns the file of the graph and the one that is named.
func storeAndFile(c *cli.Context) (db, file string, err error) {
	args, err := arguments(c, 1, 1)
	if err != nil {
		return "", "", err
	}
	db, err = fileOf(c)
	return db, args[0], err
}

// fileOf is place for commands to which a graph in memory makes no sense.
func fileOf(c *cli.Context) (string, error) {
	db, err := place(c)
	if err == nil && db == "" {
		err = fail(exitUsage, "--store memory: is gone when the command ends: name a file with --db")
	}
	return db, err
}

func (p *program) copy(c *cli.Context, from, to string) error {
	err := graph.Copy(c.Context, from, to, c.Bool("force"))
	server := postgres.Is(from) || postgres.Is(to)
	source, target := from, to
	from, to = shown(from), shown(to)
	switch {
	case err == nil:
		fmt.Fprintf(p.errs, "copied %s to %s%s\n", safe(from), safe(to), megabytes(", ", target))
		return nil
	case errors.Is(err, context.Canceled):
		return fail(exitLimit, "interrupted: nothing has been changed")
	case errors.Is(err, fs.ErrExist) && c.Bool("force"):
		return because(err, exitUsage, "%s cannot be replaced: it is the graph itself, or no file", to)
	case errors.Is(err, fs.ErrExist):
		return because(err, exitUsage, "%s exists: replace it with --force", to)
	case errors.Is(err, graph.ErrMissing):
		return because(err, exitStore, "no store at %s", from)
	case errors.Is(err, graph.ErrDamaged):
		return because(err, exitStore, "%s is damaged and was not copied: `dramatis verify --%s %s` tells more", from, flagOf(source), from)
	case server && errors.As(err, new(*postgres.Error)):
		if !postgres.Is(source) || postgres.Is(target) && strings.HasPrefix(err.Error(), to) {
			source = target
		}
		return storeError(source, err)
	case errors.Is(err, graph.ErrLocked):
		return because(err, exitLocked, "%s is in use by another process: wait until it has ended", to)
	case errors.Is(err, graph.ErrNotStore), errors.Is(err, graph.ErrVersion):
		return storeError(source, err)
	}
	return cannotWrite(to, err)
}

func (p *program) compact(c *cli.Context) error {
	if _, err := arguments(c, 0, 0); err != nil {
		return err
	}
	db, err := fileOf(c)
	if err != nil {
		return err
	}
	s, err := open(c, graph.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	before := megabytes(" from ", db)
	err = s.Compact(c.Context)
	switch {
	case errors.Is(err, context.Canceled):
		return fail(exitLimit, "interrupted: nothing has been changed")
	case err != nil:
		return storeError(db, err)
	}
	fmt.Fprintf(p.errs, "compacted %s%s%s\n", safe(shown(db)), before, megabytes(" to ", db))
	return nil
}

// flagOf names the flag that names the place.
func flagOf(place string) string {
	if postgres.Is(place) {
		return "store"
	}
	return "db"
}

// megabytes tells the size of a file, with something before it; nothing of a
// store on a server.
func megabytes(before, file string) string {
	info, err := os.Stat(file)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%s%.1f MB", before, float64(info.Size())/1e6)
}
