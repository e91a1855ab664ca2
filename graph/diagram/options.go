package diagram

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Options say how a graph is drawn. Their zero value is sensible.
type Options struct {
	Format    string        // one of Formats; "" means "svg"
	Engine    string        // one of Engines; "" chooses by size
	Layout    string        // "LR" left to right, "TB" top to bottom; "" chooses
	Theme     string        // one of Themes; "" means "auto", which follows the reader's screen in SVG and is light in PNG and PDF
	Labels    string        // of edges: "none", "short" or "full"; "" means "short"
	NoLegend  bool          // leave out what colours, shapes and strokes mean
	DPI       float64       // dots an inch of a PNG; 0 means 144
	Timeout   time.Duration // for the layout; 0 means 20 s
	InProcess bool          // lay out in this process, which cannot be stopped: for programs that may not start others
}

// What Options may hold.
var (
	// Formats are pictures first, then data.
	Formats = []string{"svg", "png", "pdf", "dot", "mermaid", "graphml", "gexf", "cytoscape"}
	// Engines place the nodes: dot in layers, sfdp, neato and fdp by springs,
	// twopi and circo in circles.
	Engines = []string{"dot", "sfdp", "neato", "fdp", "twopi", "circo"}
	// Themes are colours; print survives a printer without any.
	Themes = []string{"auto", "light", "dark", "print"}

	labelChoices = []string{"none", "short", "full"}
)

// Limits of what one picture holds.
const (
	MaxNodes = 150
	MaxEdges = 600

	// Up to here edges carry labels. With more of either a layered layout
	// takes many seconds and fills a poster.
	maxLabelledNodes = 60
	maxLabelledEdges = 120

	defaultDPI = 144
	maxDPI     = 600
	maxPixels  = 1 << 27 // of a PNG, 512 MiB as RGBA
)

// resolved returns o with every default filled in, or an error that names the
// option that makes no sense.
func (o Options) resolved() (Options, error) {
	o.Format = orDefault(o.Format, "svg")
	o.Theme = orDefault(o.Theme, "auto")
	o.Labels = orDefault(o.Labels, "short")
	for _, c := range []struct {
		what, value string
		choices     []string
	}{
		{"format", o.Format, Formats},
		{"engine", o.Engine, append([]string{""}, Engines...)},
		{"layout", o.Layout, []string{"", "LR", "TB"}},
		{"theme", o.Theme, Themes},
		{"labels", o.Labels, labelChoices},
	} {
		if !slices.Contains(c.choices, c.value) {
			return o, fmt.Errorf("diagram: unknown %s %q: use %s", c.what, c.value, strings.TrimPrefix(strings.Join(c.choices, ", "), ", "))
		}
	}
	if o.DPI == 0 {
		o.DPI = defaultDPI
	}
	// The negated form refuses NaN as well.
	if !(o.DPI >= 1 && o.DPI <= maxDPI) {
		return o, fmt.Errorf("diagram: %v dots an inch lie outside 1–%d", o.DPI, maxDPI)
	}
	if o.Timeout <= 0 {
		o.Timeout = 20 * time.Second
	}
	return o, nil
}

// scale is in pixels per point.
func (o *Options) scale() float64 { return o.DPI / 72 }

func orDefault(s, def string) string {
	if s == "" {
		return def
	}
	return s
}

// check says why g cannot be drawn.
func (g *Graph) check() error {
	if n := len(g.Nodes); n > MaxNodes {
		return fmt.Errorf("diagram: %d entities are too many for one picture (at most %d): draw the surroundings of one entity, fewer hops, or only the best supported", n, MaxNodes)
	}
	if n := len(g.Edges); n > MaxEdges {
		return fmt.Errorf("diagram: %d edges are too many for one picture (at most %d): draw the surroundings of one entity, fewer hops, or only the best supported", n, MaxEdges)
	}
	for i, e := range g.Edges {
		to := e.To
		if g.Timeline && to == -1 {
			to = e.From
		}
		if e.From < 0 || to < 0 || e.From >= len(g.Nodes) || to >= len(g.Nodes) {
			return fmt.Errorf("diagram: edge %d joins nodes %d and %d of %d", i, e.From, e.To, len(g.Nodes))
		}
	}
	for i, n := range g.Nodes {
		if n.Group < 0 || n.Group > len(g.Groups) {
			return fmt.Errorf("diagram: node %d is in group %d of %d", i, n.Group, len(g.Groups))
		}
	}
	return nil
}

// layered says whether g is drawn in layers; otherwise it becomes a map.
func (g *Graph) layered(o Options) bool {
	return o.Engine == "dot" || o.Engine == "" && g.small()
}

// small says whether edges may carry labels.
func (g *Graph) small() bool {
	return g.Timeline || len(g.Nodes) <= maxLabelledNodes && len(g.Edges) <= maxLabelledEdges
}

// labels returns which labels edges carry.
func (g *Graph) labels(o Options) string {
	if !g.Timeline && (!g.small() || !g.layered(o)) {
		return "none"
	}
	return o.Labels
}
