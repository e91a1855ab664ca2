package explorer

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
)

//go:embed page
var files embed.FS

// A Book is what the explorer reads, and writes what people judge to. Its
// methods may be called at the same time.
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

// How many answers there are to a question that sets no number, and at most.
const (
	usualView  = 40
	usualMore  = 12
	usualFound = 12
	mostActors = 2000
	mostFacts  = 5000
)

// Handler serves the page and what it asks at host ("127.0.0.1:4711") to
// whoever knows the token.
func Handler(b Book, host, token string) http.Handler {
	a := &api{book: b}
	mux := http.NewServeMux()
	page, err := fs.Sub(files, "page")
	if err != nil {
		panic(err) // the folder is embedded
	}
	mux.Handle("GET /", http.FileServerFS(page))
	for path, answer := range map[string]answerer{
		"about": a.about, "search": a.search, "view": a.view, "around": a.around, "actor": a.actor, "path": a.path, "document": a.document,
	} {
		mux.Handle("GET /api/"+path, a.reading(answer))
	}
	for path, change := range map[string]changer{"merge": a.merge, "split": a.split, "undo": a.undo} {
		mux.Handle("POST /api/"+path, a.writing(change))
	}
	return newGuard(mux, host, token)
}

type api struct{ book Book }

type (
	answerer func(ctx context.Context, s *queries.Snapshot, q query) (any, error)
	changer  func(ctx context.Context, c change) error
)

// A query is what stands behind the question mark of an address.
type query func(name string) string

// number returns a number of the query: usual if it is not there, at most most.
func (q query) number(name string, usual, most int) int {
	n, err := strconv.Atoi(q(name))
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

// errNotFound is for what the graph does not hold.
var errNotFound = errors.New("nothing of that name is in the graph")

func (a *api) reading(answer answerer) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s, err := a.book.Snapshot(r.Context())
		if err != nil {
			fail(w, http.StatusInternalServerError, err.Error())
			return
		}
		values := r.URL.Query()
		out, err := answer(r.Context(), s, values.Get)
		switch {
		case errors.Is(err, errNotFound):
			fail(w, http.StatusNotFound, err.Error())
		case err != nil:
			fail(w, http.StatusBadRequest, err.Error())
		default:
			w.Header().Set("Content-Type", "application/json")
			json.NewEncoder(w).Encode(out) // the client may have gone
		}
	})
}

func (a *api) writing(do changer) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var c change
		d := json.NewDecoder(r.Body)
		d.DisallowUnknownFields()
		if err := d.Decode(&c); err != nil {
			fail(w, http.StatusBadRequest, "the body is no judgement: "+err.Error())
			return
		}
		if err := do(r.Context(), c); err != nil {
			fail(w, http.StatusConflict, err.Error())
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})
}

// About is what the page knows before it asks.
type about struct {
	Actors     int      `json:"actors"`
	Facts      int      `json:"facts"`
	Documents  int      `json:"documents"`
	First      string   `json:"first"` // days between which most facts begin
	Last       string   `json:"last"`
	Kinds      []string `json:"kinds"`
	Families   []string `json:"families"`
	Predicates []string `json:"predicates"`
}

func (a *api) about(_ context.Context, s *queries.Snapshot, _ query) (any, error) {
	cast := s.Cast(queries.CastOptions{})
	facts := s.Facts(queries.Filter{})
	out := about{Actors: len(cast), Facts: len(facts), Families: s.Families(), Predicates: s.Predicates()}
	out.First, out.Last = most(facts)
	kinds, documents := map[extract.Kind]bool{}, map[string]bool{}
	for _, r := range cast {
		kinds[r.Entity.Kind] = true
	}
	for i := range facts {
		documents[facts[i].Document] = true
	}
	for k := range kinds {
		out.Kinds = append(out.Kinds, string(k))
	}
	slices.Sort(out.Kinds)
	out.Documents = len(documents)
	return out, nil
}

// most returns the days between which all but every fiftieth of the facts at
// either end begin: one fact of the middle ages must not squeeze all others.
func most(facts []graph.Fact) (first, last string) {
	var begins []string
	for i := range facts {
		if from, until, ok := queries.Days(facts[i].Time); ok && from != "" && until != "" {
			begins = append(begins, from)
		}
	}
	if len(begins) == 0 {
		return "", ""
	}
	slices.Sort(begins)
	cut := len(begins) / 50
	return begins[cut], begins[len(begins)-1-cut]
}

func (a *api) search(_ context.Context, s *queries.Snapshot, q query) (any, error) {
	c := Collect(s, nil)
	for _, m := range s.Candidates(q("q"), q.number("limit", usualFound, 100)) {
		c.addActor(s, m.Entity)
	}
	return c, nil
}

func (a *api) view(_ context.Context, s *queries.Snapshot, q query) (any, error) {
	return Of(s, s.Top(q.number("top", usualView, mostActors), queries.Filter{})), nil
}

func (a *api) around(_ context.Context, s *queries.Snapshot, q query) (any, error) {
	e, ok := s.Entity(q("id"))
	if !ok {
		return nil, errNotFound
	}
	return Of(s, s.Around(e.IRI, max(q.number("hops", 1, 3), 1), q.number("limit", usualMore, mostActors), queries.Filter{})), nil
}

func (a *api) actor(_ context.Context, s *queries.Snapshot, q query) (any, error) {
	e, ok := s.Entity(q("id"))
	if !ok {
		return nil, errNotFound
	}
	d := s.Dossier(e.IRI)
	facts := slices.Concat(d.Out, d.In, d.Said)
	c := Collect(s, distinct(facts)[:min(mostFacts, len(distinct(facts)))])
	c.addActor(s, e)
	c.Focus = []string{e.IRI}
	return struct {
		Case
		Names []string `json:"names"` // as the articles have them
	}{c, namesOf(d)}, nil
}

// distinct returns the facts without those that stand there before.
func distinct(facts []graph.Fact) []graph.Fact {
	seen := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(facts), func(f graph.Fact) bool {
		again := seen[f.IRI]
		seen[f.IRI] = true
		return again
	})
}

func namesOf(d queries.Dossier) []string {
	names := []string{}
	for _, n := range d.Names {
		if !slices.Contains(names, n.Text) {
			names = append(names, n.Text)
		}
	}
	return names
}

func (a *api) path(ctx context.Context, s *queries.Snapshot, q query) (any, error) {
	from, ok := s.Entity(q("from"))
	to, also := s.Entity(q("to"))
	if !ok || !also {
		return nil, errNotFound
	}
	paths, err := s.Paths(ctx, from.IRI, to.IRI, queries.PathOptions{K: q.number("k", 1, 10), Reported: strings.Contains(q("cross"), "reported")})
	var none *queries.NoPathError
	if errors.As(err, &none) {
		c := Collect(s, nil)
		c.Limit = none.Error()
		return c, nil
	}
	if err != nil {
		return nil, err
	}
	c := Of(s, s.Join(paths))
	for _, step := range paths[0].Steps {
		c.Path = append(c.Path, step.Fact.IRI)
	}
	return c, nil
}

func (a *api) document(_ context.Context, s *queries.Snapshot, q query) (any, error) {
	d, ok := s.Document(q("id"))
	if !ok {
		return nil, errNotFound
	}
	return documentOf(d, true), nil
}

func (a *api) merge(ctx context.Context, c change) error { return a.book.Merge(ctx, c.A, c.B) }

func (a *api) split(ctx context.Context, c change) error { return a.book.Split(ctx, c.A, c.Names) }

func (a *api) undo(ctx context.Context, _ change) error { return a.book.Undo(ctx) }
