package explorer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
)

// How many answers there are to a question that sets no number, and at most.
const (
	usualView  = 40 // as in the page
	usualMore  = 12
	usualFound = 12
	mostActors = 2000
	mostFacts  = 2000
	mostAsked  = 200 // letters of a name
	parts      = 60  // of the time

	mostSources = 500
)

// About is what the page knows before it asks.
type about struct {
	Actors     int      `json:"actors"`
	Facts      int      `json:"facts"`
	Documents  int      `json:"documents"`
	First      string   `json:"first"` // days between which most facts begin
	Last       string   `json:"last"`
	Bars       []int    `json:"bars"` // how many facts begin in each part of the time between
	Kinds      []string `json:"kinds"`
	Families   []string `json:"families"`
	Predicates []string `json:"predicates"`
	Sources    []string `json:"sources"` // who says so, at most mostSources
}

// A digest is what all facts had to be looked at for, kept as long as the graph
// is the same.
type digest[T any] struct {
	mu   sync.Mutex
	of   *queries.Snapshot
	what T
}

func (d *digest[T]) read(s *queries.Snapshot, make func(*queries.Snapshot) T) T {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.of != s {
		d.what, d.of = make(s), s
	}
	return d.what
}

func (a *api) about(_ context.Context, s *queries.Snapshot, _ query) (any, error) {
	return a.counted.read(s, count), nil
}

// firstView is what a reader sees who has asked for nothing: the best supported
// actors, and the map of all if they are many.
func firstView(s *queries.Snapshot) Case {
	if all := s.Top(MaxActors, queries.Filter{}); len(all.Entities) > mostPlain {
		return mapOf(s, all)
	}
	return Of(s, s.Top(usualView, queries.Filter{}))
}

func count(s *queries.Snapshot) about {
	cast := s.Cast(queries.CastOptions{By: "mentions"})
	facts := s.Facts(queries.Filter{})
	out := about{Actors: len(cast), Facts: len(facts), Kinds: []string{}, Families: s.Families(), Predicates: s.Predicates()}
	out.First, out.Last, out.Bars = most(facts)
	kinds, documents, sources := map[extract.Kind]bool{}, map[string]bool{}, map[string]int{}
	for _, r := range cast {
		kinds[r.Entity.Kind] = true
	}
	for i := range facts {
		documents[facts[i].Document] = true
		if name := facts[i].SourceName; name != "" {
			sources[name]++
		}
	}
	out.Sources = frequent(sources, mostSources)
	for k := range kinds {
		out.Kinds = append(out.Kinds, string(k))
	}
	slices.Sort(out.Kinds)
	out.Documents = len(documents)
	return out
}

// frequent returns the most frequent names, in their alphabetical order.
func frequent(count map[string]int, most int) []string {
	names := slices.SortedFunc(maps.Keys(count), func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	names = names[:min(most, len(names))]
	slices.Sort(names)
	return names
}

// most returns the days between which all but every twentieth of the facts at
// either end begin, for one fact of the middle ages must not squeeze all
// others; and how many begin in each part of that time.
func most(facts []graph.Fact) (first, last string, bars []int) {
	var begins []string
	for i := range facts {
		if from, until, ok := queries.Days(facts[i].Time); ok && from != "" && until != "" {
			begins = append(begins, from)
		}
	}
	if len(begins) == 0 {
		return "", "", []int{}
	}
	slices.Sort(begins)
	cut := len(begins) / 20
	first, last = begins[cut], begins[len(begins)-1-cut]
	from, to, bars := day(first), day(last), make([]int, parts)
	for _, b := range begins[cut : len(begins)-cut] {
		bars[int64(parts)*(day(b)-from)/(to-from+1)]++
	}
	return first, last, bars
}

// day counts the days up to a date, 0 if it is none.
func day(iso string) int64 {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return 0
	}
	return t.Unix() / 86400
}

func (a *api) search(_ context.Context, s *queries.Snapshot, q query) (any, error) {
	c := Collect(s, nil)
	asked := []rune(q.text("q"))
	for _, m := range s.Candidates(string(asked[:min(mostAsked, len(asked))]), q.number("limit", usualFound, 100)) {
		c.addActor(s, m.Entity)
	}
	return c, nil
}

func (a *api) view(_ context.Context, s *queries.Snapshot, q query) (any, error) {
	if n := q.number("top", 0, mostActors); n > 0 {
		return Of(s, s.Top(n, queries.Filter{})), nil
	}
	return a.viewed.read(s, firstView), nil
}

func (a *api) around(_ context.Context, s *queries.Snapshot, q query) (any, error) {
	e, ok := s.Entity(q.text("id"))
	if !ok {
		return nil, notFound
	}
	return Of(s, s.Around(e.IRI, max(q.number("hops", 1, 3), 1), q.number("limit", usualMore, mostActors), queries.Filter{})), nil
}

func (a *api) actor(_ context.Context, s *queries.Snapshot, q query) (any, error) {
	e, ok := s.Entity(q.text("id"))
	if !ok {
		return nil, notFound
	}
	d := s.Dossier(e.IRI)
	facts := distinct(slices.Concat(d.Out, d.In, d.Said))
	c := Collect(s, facts[:min(mostFacts, len(facts))])
	if len(facts) > mostFacts {
		c.Limit = fmt.Sprintf("%d of %d facts are shown: dramatis facts --about lists all", mostFacts, len(facts))
	}
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
	from, ok := s.Entity(q.text("from"))
	to, also := s.Entity(q.text("to"))
	if !ok || !also {
		return nil, notFound
	}
	paths, err := s.Paths(ctx, from.IRI, to.IRI, queries.PathOptions{K: q.number("k", 1, 10), Reported: q.text("cross") == "reported"})
	var none *queries.NoPathError
	if errors.As(err, &none) {
		c := Collect(s, nil)
		c.Limit = strings.TrimPrefix(none.Error(), "queries: ")
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
	d, ok := s.Document(q.text("id"))
	if !ok {
		return nil, notFound
	}
	return documentOf(d, true), nil
}
