package diagram

import (
	"fmt"
	"slices"
	"time"
)

// Options say how a graph is drawn. Their zero value is sensible.
type Options struct {
	Format    string        // "svg", "png" or "dot"; "" means "svg"
	Layout    string        // "LR" left to right, "TB" top to bottom; "" chooses
	Theme     string        // "auto", "light" or "dark"; "" means "auto", which follows the reader's screen in SVG and is light in PNG
	Scale     float64       // pixels per point of a PNG; 0 means 2
	Timeout   time.Duration // for the layout; 0 means 20 s
	InProcess bool          // lay out in this process, which cannot be stopped: for programs that may not start others
}

// Limits of what one picture holds.
const (
	MaxNodes = 150
	MaxEdges = 600

	// Up to here edges carry labels. With more of either a layered layout
	// takes many seconds and fills a poster.
	maxLabelledNodes = 60
	maxLabelledEdges = 120

	maxScale  = 8
	maxPixels = 1 << 27 // of a PNG, 512 MiB as RGBA
)

// resolved returns o with every default filled in, or an error that names the
// option that makes no sense.
func (o Options) resolved() (Options, error) {
	o.Format = orDefault(o.Format, "svg")
	o.Theme = orDefault(o.Theme, "auto")
	if !slices.Contains([]string{"svg", "png", "dot"}, o.Format) {
		return o, fmt.Errorf("diagram: unknown format %q: use svg, png or dot", o.Format)
	}
	if !slices.Contains([]string{"", "LR", "TB"}, o.Layout) {
		return o, fmt.Errorf("diagram: unknown layout %q: use LR or TB", o.Layout)
	}
	if !slices.Contains([]string{"auto", "light", "dark"}, o.Theme) {
		return o, fmt.Errorf("diagram: unknown theme %q: use auto, light or dark", o.Theme)
	}
	if o.Scale == 0 {
		o.Scale = 2
	}
	// The negated form refuses NaN as well.
	if !(o.Scale > 0 && o.Scale <= maxScale) {
		return o, fmt.Errorf("diagram: scale %v lies outside 0–%d", o.Scale, maxScale)
	}
	if o.Timeout <= 0 {
		o.Timeout = 20 * time.Second
	}
	return o, nil
}

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
		if e.From < 0 || e.To < 0 || e.From >= len(g.Nodes) || e.To >= len(g.Nodes) {
			return fmt.Errorf("diagram: edge %d joins nodes %d and %d of %d", i, e.From, e.To, len(g.Nodes))
		}
	}
	return nil
}

// labelled says whether g is small enough for a layered drawing with labels;
// otherwise it becomes a map.
func (g *Graph) labelled() bool {
	return len(g.Nodes) <= maxLabelledNodes && len(g.Edges) <= maxLabelledEdges
}
