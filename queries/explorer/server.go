package explorer

import (
	"cmp"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/queries"
)

//go:embed page
var files embed.FS

// A Book is what the explorer reads, and writes what people judge to. Its
// methods may be called at the same time. The words of a Refusal are shown in
// the page; those of other errors are not, for they may tell of files.
type Book interface {
	// Snapshot returns the graph as it is now.
	Snapshot(ctx context.Context) (*queries.Snapshot, error)
	// Merge says that names mean one actor.
	Merge(ctx context.Context, a, b string) error
	// Split says that the names of an actor mean several: all of them if none
	// is given.
	Split(ctx context.Context, actor string, names []string) error
	// Undo takes back the last judgement.
	Undo(ctx context.Context) error
}

// A Refusal is an error that the reader of the page can do something about.
type Refusal string

// Error is the text that the page shows.
func (r Refusal) Error() string { return string(r) }

// Handler serves the page and what it asks at host ("127.0.0.1:4711") to
// whoever knows the token.
func Handler(b Book, host, token string) http.Handler {
	a := &api{book: b}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /", static)
	for path, answer := range map[string]answerer{
		"about": a.about, "search": a.search, "view": a.view, "around": a.around, "actor": a.actor, "path": a.path, "document": a.document,
	} {
		mux.Handle("GET /api/"+path, a.reading(answer))
	}
	mux.Handle("POST /api/among", a.among())
	for path, change := range map[string]changer{"merge": a.merge, "split": a.split, "undo": a.undo} {
		mux.Handle("POST /api/"+path, a.writing(change))
	}
	return newGuard(mux, host, token)
}

// types are what the files of the page are, whatever the machine thinks.
var types = map[string]string{".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".LICENSE": "text/plain; charset=utf-8"}

// static serves the files of the page.
func static(w http.ResponseWriter, r *http.Request) {
	name := cmp.Or(strings.TrimPrefix(r.URL.Path, "/"), "index.html")
	text, err := files.ReadFile("page/" + name)
	if err != nil {
		fail(w, http.StatusNotFound, "there is no such page")
		return
	}
	w.Header().Set("Content-Type", types[path.Ext(name)])
	w.Write(text) // the client may have gone
}

type api struct {
	book    Book
	counted digest[about]
	viewed  digest[Case]
}

type (
	answerer func(ctx context.Context, s *queries.Snapshot, q query) (any, error)
	changer  func(ctx context.Context, c change) error
)

// A query is what stands behind the question mark of an address.
type query url.Values

func (q query) text(name string) string { return url.Values(q).Get(name) }

// number returns a number of the query: usual if it is not there, at most most.
func (q query) number(name string, usual, most int) int {
	n, err := strconv.Atoi(q.text(name))
	if err != nil || n < 0 {
		return usual
	}
	return min(n, most)
}

// A change is the body of a judgement.
type change struct {
	A     string   `json:"a"`
	B     string   `json:"b"`
	Names []string `json:"names"`
}

const notFound = Refusal("nothing of that name is in the graph")

func (a *api) reading(answer answerer) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.reply(w, r, func(s *queries.Snapshot) (any, error) { return answer(r.Context(), s, query(r.URL.Query())) })
	})
}

// among answers with the facts between the actors that the body lists: they
// may be too many for an address.
func (a *api) among() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var asked struct {
			IRIs []string `json:"ids"`
		}
		if err := body(r, &asked); err != nil {
			fail(w, http.StatusBadRequest, err.Error())
			return
		}
		a.reply(w, r, func(s *queries.Snapshot) (any, error) {
			return Of(s, s.Among(asked.IRIs[:min(mostActors, len(asked.IRIs))], queries.Filter{})), nil
		})
	})
}

func (a *api) reply(w http.ResponseWriter, r *http.Request, answer func(*queries.Snapshot) (any, error)) {
	s, err := a.book.Snapshot(r.Context())
	var out any
	if err == nil {
		out, err = answer(s)
	}
	var refusal Refusal
	switch {
	case errors.Is(err, notFound):
		fail(w, http.StatusNotFound, err.Error())
	case errors.As(err, &refusal):
		fail(w, http.StatusBadRequest, refusal.Error())
	case errors.Is(err, context.DeadlineExceeded):
		fail(w, http.StatusServiceUnavailable, "this takes too long")
	case err != nil:
		fail(w, http.StatusInternalServerError, "the graph cannot be read: the terminal in which dramatis serve runs says why")
	default:
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(out) // the client may have gone
	}
}

// body reads the one JSON value of a request.
func body(r *http.Request, into any) error {
	d := json.NewDecoder(r.Body)
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return errors.New("the body is not what is asked for here")
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("the body goes on after its end")
	}
	return nil
}

func (a *api) writing(do changer) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var c change
		if err := body(r, &c); err != nil {
			fail(w, http.StatusBadRequest, err.Error())
			return
		}
		err := do(r.Context(), c)
		var refusal Refusal
		switch {
		case errors.As(err, &refusal):
			fail(w, http.StatusConflict, refusal.Error())
		case err != nil:
			fail(w, http.StatusInternalServerError, "the judgement is not kept: the terminal in which dramatis serve runs says why")
		default:
			w.WriteHeader(http.StatusNoContent)
		}
	})
}

func (a *api) merge(ctx context.Context, c change) error { return a.book.Merge(ctx, c.A, c.B) }

func (a *api) split(ctx context.Context, c change) error { return a.book.Split(ctx, c.A, c.Names) }

func (a *api) undo(ctx context.Context, _ change) error { return a.book.Undo(ctx) }
