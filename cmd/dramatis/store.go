package main

import (
	"errors"
	"os"
	"strings"
	"syscall"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/postgres"
)

// place returns the file that holds the graph, or its address on a server, of
// which shown may be told; "" for memory.
func place(c *cli.Context) (string, error) {
	url := c.String("store")
	if file := c.String("db"); url == "" {
		if env := os.Getenv("DRAMATIS_DB"); env != "" && !c.IsSet("db") {
			file = env
		}
		if file == "" {
			return "", fail(exitUsage, "--db is empty: name a file")
		}
		if mayTell(file) || postgres.Is(file) {
			return file, nil
		}
		return "", fail(exitUsage, "--db: names no file and no server that dramatis knows: a server is postgres://USER@HOST/DATABASE")
	}
	scheme, file, _ := strings.Cut(url, ":")
	switch {
	case scheme == "memory" && strings.Trim(file, "/") == "":
		return "", nil
	case scheme == "bolt" && strings.TrimPrefix(file, "//") != "":
		return strings.TrimPrefix(file, "//"), nil
	case postgres.Is(url):
		return url, nil
	}
	url = " " + quote(url)
	if !mayTell(url) {
		url = ""
	}
	return "", fail(exitUsage, "--store%s: must be bolt:FILE, memory: or postgres://USER@HOST/DATABASE", url)
}

// mayTell says whether what should name a store, and does not, cannot hold a
// password.
func mayTell(place string) bool {
	return !strings.Contains(place, "password") && !(strings.Contains(place, "://") && strings.Contains(place, "@"))
}

// shown returns what may be told of a place: no password.
func shown(place string) string {
	if postgres.Is(place) {
		return postgres.Mask(place)
	}
	return place
}

// open opens the graph that the flags name.
func open(c *cli.Context, o graph.Options) (*graph.Store, error) {
	file, err := place(c)
	if err != nil {
		return nil, err
	}
	if file == "" {
		return graph.Memory()
	}
	s, err := graph.Open(file, o)
	return s, storeError(file, err)
}

// withStore calls do with the graph open for reading.
func withStore(c *cli.Context, do func(*graph.Store) error) error {
	s, err := open(c, graph.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer s.Close()
	return do(s)
}

// storeError says in one line what is wrong with the store in file and what
// can be done.
func storeError(file string, err error) error {
	switch {
	case err == nil:
		return nil
	case postgres.Is(file):
		return serverError(shown(file), err)
	case errors.Is(err, graph.ErrMissing):
		return because(err, exitStore, "no store at %s: run `dramatis add FILE` first", file)
	case errors.Is(err, graph.ErrNotStore):
		return because(err, exitStore, "%s is no dramatis store: name another file with --db", file)
	case errors.Is(err, graph.ErrDamaged):
		return because(err, exitStore, "%s: %s: restore a backup, or add the articles to a new store", file, strings.TrimPrefix(err.Error(), file+": "))
	case errors.Is(err, graph.ErrVersion):
		return because(err, exitVersion, "%s was written by another version of dramatis: add the articles to a new store with --db", file)
	case errors.Is(err, graph.ErrLocked):
		return because(err, exitLocked, "%s is in use by another process: wait until it has ended", file)
	case writeFailed(err):
		return because(err, exitWrite, "%s: %v: make room or choose another place with --db", file, err)
	}
	return because(err, exitStore, "%s: %v", file, err)
}

// serverError is storeError for a store on a server. What the server says comes
// with a remedy from below.
func serverError(name string, err error) error {
	var e *postgres.Error
	code := exitStore
	switch {
	case errors.Is(err, graph.ErrMissing):
		return because(err, exitStore, "no store at %s: run `dramatis add FILE` first", name)
	case errors.Is(err, graph.ErrVersion):
		return because(err, exitVersion, "%s was written by another version of dramatis: add the articles to another database or schema", name)
	case errors.Is(err, graph.ErrLocked):
		code = exitLocked
	case errors.As(err, &e) && e.Kind == postgres.BadAddress:
		code = exitUsage
	case e != nil && (e.Kind == postgres.Full || e.Kind == postgres.ReadOnly):
		code = exitWrite
	}
	return because(err, code, "%s: %s", name, strings.TrimPrefix(err.Error(), name+": "))
}

func writeFailed(err error) bool {
	for _, e := range []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG, syscall.EIO, syscall.EROFS, syscall.EACCES, syscall.EPERM} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}
