package via

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func parse(t testing.TB, text string) *Expr {
	t.Helper()
	e, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// read makes triples of "marsh meet halden; halden lead lines".
func read(text string) triples {
	var g triples
	for line := range strings.SplitSeq(text, ";") {
		if f := strings.Fields(line); len(f) == 3 {
			g = append(g, [3]string(f))
		}
	}
	return g
}

// spellWalk writes a walk as "marsh -meet-> halden <-own- bank".
func (w *web) spellWalk(start string, walk Walk) string {
	s := start
	for _, step := range walk.Steps {
		format := " -%s-> %s"
		if step.Arc.Back {
			format = " <-%s- %s"
		}
		s += fmt.Sprintf(format, w.labels[step.Arc.Label], w.nodes[step.Arc.To])
	}
	return s
}

// Each case is one that the tests of the W3C ask about, on facts of our own.
func TestReach(t *testing.T) {
	for _, test := range []struct {
		name, facts, path, from string
		want                    []string
	}{
		{"sequence back to the start", "ann meet bo; bo tell ann; ann visit cy", "meet/tell/visit", "ann",
			[]string{"ann -meet-> bo -tell-> ann -visit-> cy"}},
		{"star over a sequence", "ann meet bo; bo tell ann; ann visit cy", "(meet/tell/visit)*", "ann",
			[]string{"ann", "ann -meet-> bo -tell-> ann -visit-> cy"}},
		{"loop", "ann meet bo; bo tell ann; ann visit bo; bo sue ann", "meet/tell/visit/sue", "ann",
			[]string{"ann -meet-> bo -tell-> ann -visit-> bo -sue-> ann"}},
		{"inverse", "ann meet bo", "^meet", "bo", []string{"bo <-meet- ann"}},
		{"inverse the wrong way", "ann meet bo", "^meet", "ann", nil},
		{"inverse sequence", "ann meet bo; bo tell cy", "^(meet/tell)", "cy", []string{"cy <-tell- bo <-meet- ann"}},
		{"negated", "ann meet bo; ann tell cy; ann visit dee", "!(meet|tell)", "ann", []string{"ann -visit-> dee"}},
		{"negated inverse goes backwards only", "ann meet bo; cy tell ann", "!^meet", "ann", []string{"ann <-tell- cy"}},
		{"negated inverse of all there is", "ann meet bo; cy tell ann", "!^tell", "ann", nil},
		{"negated both ways", "ann meet bo; cy tell ann; ann sue dee; eve own ann", "!(meet|^tell)", "ann",
			[]string{"ann -sue-> dee", "ann <-own- eve"}},
		{"nothing negated", "ann meet bo; cy tell ann", "!()", "ann", []string{"ann -meet-> bo"}},
		{"two ways are one pair", "ann meet bo; bo tell cy; ann meet dee; dee tell cy", "meet/tell", "ann",
			[]string{"ann -meet-> bo -tell-> cy"}},
		{"diamond", "ann meet bo; bo meet dee; ann meet cy; cy meet dee", "meet+", "ann",
			[]string{"ann -meet-> bo", "ann -meet-> cy", "ann -meet-> bo -meet-> dee"}},
		{"diamond with a loop", "ann meet bo; bo meet dee; ann meet cy; cy meet dee; cy meet cy", "meet+", "ann",
			[]string{"ann -meet-> bo", "ann -meet-> cy", "ann -meet-> bo -meet-> dee"}},
		{"optional sequence", "ann meet bo; bo meet dee; ann meet cy; cy meet dee; cy meet cy", "(meet/meet)?", "ann",
			[]string{"ann", "ann -meet-> bo -meet-> dee", "ann -meet-> cy -meet-> cy"}},
		{"/ binds tighter than |", "ann meet bo; bo sue cy; ann tell dee; dee visit cy; ann meet eve", "meet|tell/visit|sue", "ann",
			[]string{"ann -meet-> bo", "ann -meet-> eve", "ann -tell-> dee -visit-> cy"}},
		{"brackets", "ann meet bo; bo sue cy; ann tell dee; dee visit cy; ann meet eve", "(meet|tell)/(visit|sue)", "ann",
			[]string{"ann -meet-> bo -sue-> cy"}},
		{"^ binds tighter than /", "ann meet cy; ann own bo; dee tell ann; dee visit eve; cy visit fay; cy own gil", "meet|^tell/visit|own", "ann",
			[]string{"ann -meet-> cy", "ann -own-> bo", "ann <-tell- dee -visit-> eve"}},
		{"^ within brackets", "ann meet cy; ann own bo; dee tell ann; dee visit eve; cy visit fay; cy own gil", "(meet|^tell)/visit|own", "ann",
			[]string{"ann -own-> bo", "ann -meet-> cy -visit-> fay", "ann <-tell- dee -visit-> eve"}},
		{"star of star", "ann meet bo; ann meet cy; bo meet ann; bo meet cy; cy meet ann", "((meet)*)*", "ann",
			[]string{"ann", "ann -meet-> bo", "ann -meet-> cy"}},
		{"stranger, star", "ann meet bo", "meet*", "zed", []string{"zed"}},
		{"stranger, optional", "", "meet?", "zed", []string{"zed"}},
		{"stranger, plus", "ann meet bo", "meet+", "zed", nil},
		{"inverse star", "ann meet bo; bo meet cy", "^meet*", "cy", []string{"cy", "cy <-meet- bo", "cy <-meet- bo <-meet- ann"}},
		{"inverse of an optional sequence", "ann meet bo; bo tell cy", "^(meet?/tell)", "cy", []string{"cy <-tell- bo", "cy <-tell- bo <-meet- ann"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := read(test.facts).web()
			walks, err := Compile(parse(t, test.path), w).Reach(context.Background(), w.id(test.from), Options{})
			var got []string
			for _, walk := range walks {
				got = append(got, w.spellWalk(test.from, walk))
			}
			slices.Sort(got)
			slices.Sort(test.want)
			if err != nil || !slices.Equal(got, test.want) {
				t.Errorf("Reach(%s) by %s\n got %q, %v\nwant %q", test.from, test.path, got, err, test.want)
			}
		})
	}
}

// compare checks Reach and Between against the definitions, on every pair.
func compare(t *testing.T, g triples, e *Expr) {
	t.Helper()
	w, want := g.web(), g.naive(e)
	plan := Compile(e, w)
	for from, start := range w.nodes {
		walks, err := plan.Reach(context.Background(), int32(from), Options{})
		if err != nil {
			t.Fatal(err)
		}
		reached := map[string]int{}
		for _, walk := range walks {
			reached[w.nodes[walk.To]] = len(walk.Steps)
			check(t, w, e, walk)
		}
		for to, end := range w.nodes {
			hops, there := reached[end]
			least, related := want[[2]string{start, end}]
			if there != related || hops != least {
				t.Fatalf("%v: Reach(%s) by %s\n got %s in %d hops, %v\nwant %d, %v", g, start, e, end, hops, there, least, related)
			}
			walks, err := plan.Between(context.Background(), int32(from), int32(to), false, Options{Rows: 4})
			if err != nil || (len(walks) > 0) != related || related && len(walks[0].Steps) != least {
				t.Fatalf("%v: Between(%s, %s) by %s\n got %v, %v\nwant one of %d hops: %v", g, start, end, e, walks, err, least, related)
			}
			told := map[string]bool{}
			for i, walk := range walks {
				check(t, w, e, walk)
				nodes := w.comesTo(walk)
				if told[nodes] || walk.To != int32(to) || i > 0 && len(walk.Steps) < len(walks[i-1].Steps) {
					t.Fatalf("%v: Between(%s, %s) by %s\n got %v\nwant each way once, the shortest first", g, start, end, e, walks)
				}
				told[nodes] = true
			}
		}
	}
}

func (w *web) comesTo(walk Walk) string {
	var nodes []string
	for _, s := range walk.Steps {
		nodes = append(nodes, w.nodes[s.Arc.To])
	}
	return strings.Join(nodes, " ")
}

// check says whether a walk is one of the graph and of the expression.
func check(t *testing.T, w *web, e *Expr, walk Walk) {
	t.Helper()
	at := walk.From
	var labels []string
	for _, s := range walk.Steps {
		if !slices.Contains(w.arcs[at], s.Arc) {
			t.Fatalf("a walk by %s takes %v from %s, which is not there", e, s.Arc, w.nodes[at])
		}
		label := w.labels[s.Arc.Label]
		if s.Arc.Back {
			label = "^" + label
		}
		labels = append(labels, label)
		at = s.Arc.To
	}
	if at != walk.To || !spells(e, labels) {
		t.Fatalf("a walk by %s to %s takes %q to %s", e, w.nodes[walk.To], labels, w.nodes[at])
	}
}

func TestAgainstDefinitions(t *testing.T) {
	for seed := range uint64(1500) {
		r := rand.New(rand.NewPCG(seed, 3))
		compare(t, randomTriples(r), randomExpr(r, 1+int(seed%3), false))
	}
}

func FuzzAgainstDefinitions(f *testing.F) {
	f.Add(uint64(1), uint64(2), "pa|pb/^pc")
	f.Add(uint64(3), uint64(4), "(pa?/!pb)*")
	f.Fuzz(func(t *testing.T, a, b uint64, text string) {
		r := rand.New(rand.NewPCG(a, b))
		e, err := Parse(text)
		if err != nil || len(text) > 60 {
			e = randomExpr(r, 3, false)
		}
		compare(t, randomTriples(r), e)
	})
}

// Where there are only so many ways, Between finds all of them.
func TestBetweenFindsAll(t *testing.T) {
	several := 0
	for seed := range uint64(1500) {
		r := rand.New(rand.NewPCG(seed, 4))
		g := randomTriples(r)
		e := randomExpr(r, 2, true)
		w := g.web()
		plan := Compile(e, w)
		for from, start := range w.nodes {
			ways := map[string][]string{} // by the end
			for _, nodes := range g.walks(e, start) {
				end, way := append([]string{start}, nodes...)[len(nodes)], strings.Join(nodes, " ")
				if !slices.Contains(ways[end], way) {
					ways[end] = append(ways[end], way)
				}
			}
			for to, end := range w.nodes {
				walks, err := plan.Between(context.Background(), int32(from), int32(to), false, Options{Rows: 10_000})
				var got []string
				for _, walk := range walks {
					got = append(got, w.comesTo(walk))
				}
				want := ways[end]
				slices.Sort(got)
				slices.Sort(want)
				if err != nil || !slices.Equal(got, want) {
					t.Fatalf("seed %d: %v: Between(%s, %s) by %s\n got %q, %v\nwant %q", seed, g, start, end, e, got, err, want)
				}
				if len(want) > 1 {
					several++
				}
			}
		}
	}
	if several < 100 {
		t.Errorf("only %d pairs had more than one way", several)
	}
}

// The lightest of equally short ways is taken, and --all stops at the shortest.
func TestWeights(t *testing.T) {
	w := read("ann meet bo; ann meet cy; bo tell dee; cy tell dee; dee tell eve; ann tell dee").web()
	for v := range w.arcs {
		for i := range w.arcs[v] {
			if w.nodes[w.arcs[v][i].To] == "bo" {
				w.arcs[v][i].Weight = 9
			}
		}
	}
	ctx := context.Background()
	plan := Compile(parse(t, "meet/tell+"), w)
	walks, err := plan.Reach(ctx, w.id("ann"), Options{})
	if err != nil || len(walks) != 2 || w.spellWalk("ann", walks[0]) != "ann -meet-> cy -tell-> dee" {
		t.Errorf("Reach: got %v, %v; want dee over cy first", walks, err)
	}
	walks, err = plan.Between(ctx, w.id("ann"), w.id("eve"), false, Options{})
	if err != nil || len(walks) != 1 || w.spellWalk("ann", walks[0]) != "ann -meet-> cy -tell-> dee -tell-> eve" {
		t.Errorf("Between: got %v, %v; want one walk over cy", walks, err)
	}
	walks, err = Compile(parse(t, "(meet|tell)+"), w).Between(ctx, w.id("ann"), w.id("eve"), true, Options{})
	if err != nil || len(walks) != 1 || len(walks[0].Steps) != 2 {
		t.Errorf("all shortest: got %v, %v; want the one of two steps", walks, err)
	}
	if got := Compile(parse(t, "meet/sue|!(own|tell)"), w).Unmatched(); !slices.Equal(got, []Name{"sue", "own"}) {
		t.Errorf("Unmatched: got %q, want sue and own", got)
	}
}

func TestLimits(t *testing.T) {
	w := read("ann meet bo; bo meet cy; cy meet dee; dee meet ann").web()
	ctx := context.Background()
	plan := Compile(parse(t, "meet+"), w)
	for _, test := range []struct {
		o    Options
		rows int
		what string
	}{
		{Options{}, 4, ""},
		{Options{Hops: 4}, 4, ""},
		{Options{Hops: 2}, 2, "hops"},
		{Options{Rows: 4}, 4, ""},
		{Options{Rows: 3}, 3, "rows"},
		{Options{Visited: 3}, 2, "visits"},
	} {
		walks, err := plan.Reach(ctx, 0, test.o)
		var limit *LimitError
		what := ""
		if errors.As(err, &limit) {
			what = limit.What
		}
		if len(walks) != test.rows || what != test.what {
			t.Errorf("Reach under %+v\n got %d rows, %v\nwant %d, %s", test.o, len(walks), err, test.rows, test.what)
		}
	}
	if walks, err := plan.Between(ctx, 0, 3, false, Options{Hops: 2}); len(walks) != 0 || err != nil {
		t.Errorf("Between within 2 hops: got %v, %v; want none", walks, err)
	}
	var limit *LimitError
	if _, err := plan.Between(ctx, 0, 3, false, Options{Visited: 2}); !errors.As(err, &limit) {
		t.Errorf("Between with 2 visits: got %v, want a *LimitError", err)
	}
	// A search after one that was cut short begins on clean memory.
	if walks, err := plan.Reach(ctx, 2, Options{}); len(walks) != 4 || err != nil {
		t.Errorf("Reach afterwards: got %v, %v; want 4 rows", walks, err)
	}
}

// A thicket is a graph so large that no search comes to its end. It ends the
// context of the search in the middle, and counts what is asked of it then.
type thicket struct {
	asked, late int
	cancel      context.CancelFunc
}

func (*thicket) Nodes() int         { return 1 << 20 }
func (*thicket) Labels() int        { return 1 }
func (*thicket) Named(Name) []int32 { return []int32{0} }
func (g *thicket) Arcs(v int32, buf []Arc) []Arc {
	if g.asked++; g.asked == 2000 {
		g.cancel()
	} else if g.asked > 2000 {
		g.late++
	}
	for i := range int32(1000) {
		buf = append(buf, Arc{To: (v*1000 + i*37) & (1<<20 - 1), Back: i%2 == 1})
	}
	return buf
}

func TestCancellation(t *testing.T) {
	e := parse(t, "(meet|^meet)*/(meet/meet/meet/meet)*/(meet/^meet)*")
	for name, search := range map[string]func(context.Context, *Plan) error{
		"Reach": func(ctx context.Context, p *Plan) error {
			_, err := p.Reach(ctx, 1, Options{})
			return err
		},
		"Between": func(ctx context.Context, p *Plan) error {
			_, err := p.Between(ctx, 1, 77, false, Options{Rows: 1000})
			return err
		},
	} {
		ctx, cancel := context.WithCancel(context.Background())
		g := &thicket{cancel: cancel}
		err := search(ctx, Compile(e, g))
		// Five times a thousand arcs take some microseconds.
		if !errors.Is(err, context.Canceled) || g.late > 5 {
			t.Errorf("%s: got %v after %d more nodes; want context.Canceled after 5 at most", name, err, g.late)
		}
	}
}
