package diagram

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/extract"
)

// samples are graphs of every sort that is drawn.
var samples = map[string]func() *Graph{
	"harbour":    harbour,
	"path":       harbourPath,
	"overview":   func() *Graph { return town(35, 50) },
	"star":       func() *Graph { return star(26) },
	"islands":    islands,
	"map":        func() *Graph { return town(100, 160) },
	"dense":      func() *Graph { return town(20, 150) },
	"groups":     grouped,
	"flow":       flow,
	"timeline":   chronicle,
	"one":        func() *Graph { return &Graph{Nodes: []Node{{Label: "Ada Marsh", Kind: extract.Person}}} },
	"nothing":    func() *Graph { return &Graph{Title: "Nothing"} },
	"empty text": func() *Graph { return &Graph{Nodes: make([]Node, 2), Edges: []Edge{{From: 0, To: 1}}} },
}

func mustRender(t testing.TB, g *Graph, o Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Render(t.Context(), &b, g, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Every sample is a well-formed picture. With a folder in DIAGRAM_SAMPLES all
// are written there as SVG, PNG and DOT, for people to look at.
func TestSamples(t *testing.T) {
	dir := os.Getenv("DIAGRAM_SAMPLES")
	for name, g := range samples {
		svg := mustRender(t, g(), Options{})
		if texts := svgTexts(t, svg); len(g().Nodes) > 0 && texts["n0"] == "" {
			t.Errorf("%s: the first node has no text", name)
		}
		if dir == "" {
			continue
		}
		save(t, filepath.Join(dir, name+".svg"), svg)
		for _, o := range []Options{{Format: "png"}, {Format: "png", Theme: "dark"}, {Format: "png", Theme: "print"}, {Format: "pdf"}, {Format: "mermaid"}, {Format: "dot"}} {
			save(t, filepath.Join(dir, name+o.Theme+"."+o.Format), mustRender(t, g(), o))
		}
	}
}

func save(t *testing.T, file string, b []byte) {
	t.Helper()
	if err := os.WriteFile(file, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

// Renderings that come at once have their layouts one at a time.
func TestSameBytes(t *testing.T) {
	for _, name := range []string{"harbour", "map"} {
		for _, format := range []string{"svg", "png"} {
			want := sha256.Sum256(mustRender(t, samples[name](), Options{Format: format, DPI: 72}))
			var wg sync.WaitGroup
			for range 4 {
				wg.Go(func() {
					if got := sha256.Sum256(mustRender(t, samples[name](), Options{Format: format, DPI: 72})); got != want {
						t.Errorf("%s as %s differs between renderings", name, format)
					}
				})
			}
			wg.Wait()
		}
	}
}

func TestInProcessIsTheSame(t *testing.T) {
	a := mustRender(t, harbour(), Options{})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if b := mustRender(t, harbour(), Options{InProcess: true}); !bytes.Equal(a, b) {
				t.Error("layouts in a child and in this process differ")
			}
		})
	}
	wg.Wait()
}

func TestBadOptions(t *testing.T) {
	for _, tt := range []struct {
		o    Options
		want string
	}{
		{Options{Format: "gif"}, `diagram: unknown format "gif": use svg, png, pdf, dot, mermaid, graphml, gexf, cytoscape`},
		{Options{Layout: "RL"}, `diagram: unknown layout "RL": use LR, TB`},
		{Options{Theme: "sepia"}, `diagram: unknown theme "sepia": use auto, light, dark, print`},
		{Options{Labels: "long"}, `diagram: unknown labels "long": use none, short, full`},
		{Options{Engine: "patchwork"}, `diagram: unknown engine "patchwork": use dot, sfdp, neato, fdp, twopi, circo`},
		{Options{DPI: math.NaN()}, `diagram: NaN dots an inch lie outside 1–600`},
		{Options{DPI: -1}, `diagram: -1 dots an inch lie outside 1–600`},
	} {
		var b bytes.Buffer
		err := Render(t.Context(), &b, harbour(), tt.o)
		if err == nil || err.Error() != tt.want || b.Len() > 0 {
			t.Errorf("Render with %+v:\ngot  %v and %d bytes\nwant %s", tt.o, err, b.Len(), tt.want)
		}
	}
}

func TestTooLarge(t *testing.T) {
	for _, g := range []*Graph{town(MaxNodes+1, 5), town(20, MaxEdges+1)} {
		err := Render(t.Context(), io.Discard, g, Options{})
		if err == nil || !strings.Contains(err.Error(), "too many for one picture") {
			t.Errorf("%d nodes and %d edges: %v", len(g.Nodes), len(g.Edges), err)
		}
	}
	g := harbour()
	g.Edges[3].To = len(g.Nodes)
	if err := Render(t.Context(), io.Discard, g, Options{}); err == nil {
		t.Error("an edge to nowhere is drawn")
	}
}

// Graphviz itself ignores deadlines: only its process can be ended.
func TestTimeLimit(t *testing.T) {
	begin := time.Now()
	err := Render(t.Context(), io.Discard, town(40, 110), Options{Timeout: time.Millisecond})
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Render(ctx, io.Discard, harbour(), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if d := time.Since(begin); d > 5*time.Second {
		t.Errorf("took %v to give up", d)
	}
}

func TestLegendShowsWhatOccurs(t *testing.T) {
	g := &Graph{
		Nodes: []Node{{Label: "Ada Marsh", Kind: extract.Person}, {Label: "Old Quay", Kind: extract.Place}, {Label: "Monday", Kind: extract.Date}},
		Edges: []Edge{{From: 0, To: 1, Labels: []string{"visited"}, Class: Diplomacy, Denied: true}},
	}
	o, _ := Options{}.resolved()
	s, err := compose(t.Context(), g, o)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, k := range s.header.keys {
		got = append(got, k.text)
	}
	want := "person|place|other|meeting, talking|denied"
	if strings.Join(got, "|") != want {
		t.Errorf("legend:\ngot  %s\nwant %s", strings.Join(got, "|"), want)
	}
	if got := s.edges[0].label.lines; len(got) != 1 || got[0] != "not visited" {
		t.Errorf("label of a denied edge: %q", got)
	}
}

func TestRows(t *testing.T) {
	for _, tt := range []struct {
		e      Edge
		choice string
		want   string
	}{
		{Edge{}, "short", ""},
		{Edge{Labels: []string{"a", "b"}}, "none", ""},
		{Edge{Labels: []string{"a", "b"}}, "short", "a|b"},
		{Edge{Labels: []string{"a", "b", " ", "c", "d", "e"}}, "short", "a|b|+3 more"},
		{Edge{Labels: []string{"a", "b", " ", "c", "d", "e"}}, "full", "a|b|c|d|e"},
		{Edge{Denied: true}, "short", "not"},
		{Edge{Denied: true, Labels: []string{"met ×2", "did not write to", "has never seen", "isn't in"}}, "full", "not met ×2|did not write to|has never seen|isn't in"},
	} {
		if got := strings.Join(tt.e.rows(tt.choice), "|"); got != tt.want {
			t.Errorf("rows of %+v, %s:\ngot  %s\nwant %s", tt.e, tt.choice, got, tt.want)
		}
	}
}

// Contrast as in WCAG 2.1: text on its fill 7 to 1, lines on the page 3 to 1.
func TestContrast(t *testing.T) {
	for _, p := range []palette{{}, {"dark"}, {"print"}} {
		for i, k := range kindStyles {
			c := p.kind(i)
			if r := contrast(c.text, c.fill); r < 7 {
				t.Errorf("%s, theme %q: text to fill %.1f", k.name, p.theme, r)
			}
			if r := contrast(c.line, p.page().paper); r < 3 {
				t.Errorf("%s, theme %q: outline to page %.1f", k.name, p.theme, r)
			}
		}
		for c := range classStyles {
			if r := contrast(p.class(Class(c)), p.page().paper); r < 4.5 {
				t.Errorf("%s, theme %q: label to page %.1f", classStyles[c].name, p.theme, r)
			}
		}
	}
}

func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(hex string) float64 {
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		v, _ := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		c := float64(v) / 255
		if c <= 0.03928 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func TestKindsDifferInShape(t *testing.T) {
	seen := map[shape]string{}
	for _, k := range kindStyles {
		if other, ok := seen[k.shape]; ok {
			t.Errorf("%s looks like %s to who sees no colour", k.name, other)
		}
		seen[k.shape] = k.name
	}
}

// Without colours the head tells the class.
func TestClassesDifferInHead(t *testing.T) {
	seen := map[string]string{}
	for c := range classStyles {
		e := placedEdge{class: Class(c), width: 1.5, curve: straight(point{0, 0}, point{90, 0})}
		_, head := e.arrow()
		look := polyline(head)
		if other, ok := seen[look]; ok {
			t.Errorf("%s has the head of %s", classStyles[c].name, other)
		}
		seen[look] = classStyles[c].name
	}
}

func BenchmarkRender(b *testing.B) {
	for _, name := range []string{"harbour", "overview", "map"} {
		for _, format := range []string{"svg", "png"} {
			b.Run(name+"/"+format, func(b *testing.B) {
				for b.Loop() {
					mustRender(b, samples[name](), Options{Format: format})
				}
			})
		}
	}
}
