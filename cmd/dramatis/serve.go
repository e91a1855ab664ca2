package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"sync"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/explorer"
)

func (p *program) serveCommand() *cli.Command {
	return &cli.Command{
		Name:  "serve",
		Usage: "explore the graph in a browser",
		Description: `Serves one page to a browser on this machine until it is interrupted: search,
neighbours, dossiers with every sentence, paths, time, merging and splitting of
actors. The address that it prints holds a key; without it nothing is shown.
Nothing is loaded from elsewhere.

Examples:
  dramatis serve
  dramatis serve --port 4711 --db harbour.db`,
		Flags: append([]cli.Flag{
			&cli.IntFlag{Name: "port", Usage: "listen on port `N` of this machine (a free one by default)"},
		}, signatureFlag()),
		Action: p.serve,
	}
}

// signatureFlag names who judges in the page.
func signatureFlag() cli.Flag {
	return &cli.StringFlag{Name: "author", Usage: "sign judgements as `NAME` ($DRAMATIS_AUTHOR or the user's name by default)"}
}

func (p *program) serve(c *cli.Context) error {
	if _, err := arguments(c, 0, 0); err != nil {
		return err
	}
	port, err := atLeast(c, "port", 0)
	if err != nil {
		return err
	}
	by, err := signatureOf(c)
	if err != nil {
		return err
	}
	b := &book{c: c, by: by, errs: p.errs}
	if _, err := b.Snapshot(c.Context); err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:"+strconv.Itoa(port))
	if err != nil {
		return fail(exitUsage, "--port %d: %v: choose another", port, err)
	}
	token := newToken()
	fmt.Fprintf(p.out, "http://%s/?token=%s\n", l.Addr(), token)
	if err := p.out.Flush(); err != nil {
		return fail(exitWrite, "standard output: %v", err)
	}
	fmt.Fprintln(p.errs, "open this address in a browser on this machine; Ctrl-C ends the explorer")
	return listen(c.Context, l, explorer.Handler(b, l.Addr().String(), token))
}

// newToken returns a key that nobody can guess.
func newToken() string {
	b := make([]byte, 24)
	rand.Read(b) // never fails
	return hex.EncodeToString(b)
}

// listen serves until ctx ends, and then lets answers be finished.
func listen(ctx context.Context, l net.Listener, h http.Handler) error {
	s := &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10}
	defer context.AfterFunc(ctx, func() {
		last, cancel := context.WithTimeout(context.Background(), 3*time.Second)
		defer cancel()
		if s.Shutdown(last) != nil {
			s.Close()
		}
	})()
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fail(exitFault, "the explorer has ended: %v", err)
	}
	return nil
}

// A book is the graph as the explorer reads it. The store is open only while it
// is read or written, so that other commands can use it meanwhile.
type book struct {
	c    *cli.Context
	by   signature
	errs io.Writer // where what the page is not told is told

	mu       sync.Mutex
	snapshot *queries.Snapshot
	seen     string // what the store looked like when it was read
}

// Snapshot returns the graph, read anew if the store has changed.
func (b *book) Snapshot(ctx context.Context) (*queries.Snapshot, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.look()
	if b.snapshot != nil && now == b.seen {
		return b.snapshot, nil
	}
	err := withStore(b.c, func(s *graph.Store) error {
		fresh, err := queries.Load(ctx, s)
		if err == nil {
			b.snapshot, b.seen = fresh, now
		}
		return readError(b.c, err)
	})
	return b.snapshot, b.report(ctx, err)
}

// report tells an error in the terminal: it may name files, which are no
// business of a page.
func (b *book) report(ctx context.Context, err error) error {
	var refusal explorer.Refusal
	if err != nil && ctx.Err() == nil && !errors.As(err, &refusal) {
		fmt.Fprintf(b.errs, "dramatis: %s\n", safe(err.Error()))
	}
	return err
}

// look tells two states of the store apart: by the file that holds it, or else
// by the time.
func (b *book) look() string {
	file, err := place(b.c)
	if err != nil || file == "" {
		return strconv.FormatInt(time.Now().Unix()/10, 10)
	}
	info, err := os.Stat(file)
	if err != nil {
		return err.Error()
	}
	return fmt.Sprint(info.ModTime().UnixNano(), info.Size())
}

// change judges with the store open for writing. A change is made at once or
// not at all.
func (b *book) change(ctx context.Context, do func(*graph.Store, *queries.Snapshot) error) error {
	err := func() error {
		s, err := open(b.c, graph.Options{})
		if err != nil {
			return err
		}
		defer s.Close()
		snapshot, err := queries.Load(ctx, s)
		if err != nil {
			return readError(b.c, err)
		}
		b.mu.Lock()
		b.seen = "" // a file's time may be too coarse to tell
		b.mu.Unlock()
		return do(s, snapshot)
	}()
	return b.report(ctx, err)
}

func (b *book) sign() signature {
	by := b.by
	by.time = time.Now().UTC().Format(time.RFC3339)
	return by
}

// Merge says that two actors are one.
func (b *book) Merge(ctx context.Context, x, y string) error {
	return b.change(ctx, func(store *graph.Store, s *queries.Snapshot) error {
		list, err := s.Identity().Merge(x, y)
		if err != nil {
			return explorer.Refusal("these are one actor already, or no longer in the graph")
		}
		return judge(b.c, store, list, b.sign())
	})
}

// Split says that names of an actor mean others.
func (b *book) Split(ctx context.Context, actor string, names []string) error {
	return b.change(ctx, func(store *graph.Store, s *queries.Snapshot) error {
		a, ok := s.Identity().Actor(actor)
		if !ok {
			return explorer.Refusal("this actor has no names to be taken apart")
		}
		keys, err := namesOf(a, names, "")
		if err != nil {
			return explorer.Refusal(err.Error())
		}
		list, err := s.Identity().Split(a.IRI, keys...)
		if err != nil {
			return explorer.Refusal(a.Name + " has one name only")
		}
		return judge(b.c, store, list, b.sign())
	})
}

// Undo takes back the last judgement.
func (b *book) Undo(ctx context.Context) error {
	return b.change(ctx, func(store *graph.Store, _ *queries.Snapshot) error {
		_, err := store.Undo(context.WithoutCancel(ctx))
		if errors.Is(err, graph.ErrNotFound) {
			return explorer.Refusal("there is no judgement to take back")
		}
		return err
	})
}
