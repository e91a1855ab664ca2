package diagram

import (
	"context"
	"math"
)

// A scene is a picture ready to be painted: every text has its place.
type scene struct {
	size   point
	header header
	nodes  []placedNode
	edges  []placedEdge
}

type placedNode struct {
	rect
	style int // into kindStyles
	text  textBlock
	focus bool
	note  string
}

type placedEdge struct {
	from, to int
	curve    curve
	class    Class
	width    float64 // points
	dashes   []float64
	denied   bool
	path     bool
	label    textBlock
	at       point // centre of the label
	note     string
}

// box is where e's label stands.
func (e *placedEdge) box() rect { return rect{e.at, point{e.label.w, e.label.h}} }

const (
	edgeSize = 10.5 // points, text of edges
	margin   = 24.0
)

// compose lays g out.
func compose(ctx context.Context, g *Graph, o Options) (*scene, error) {
	s := &scene{nodes: sizeNodes(g), edges: styleEdges(g)}
	if !g.labelled() {
		for i := range s.edges {
			s.edges[i].label = textBlock{}
		}
	}
	if len(g.Nodes) > 0 {
		if err := s.place(ctx, g, o); err != nil {
			return nil, err
		}
	}
	s.finish(g)
	return s, nil
}

// sizeNodes measures the texts of g's nodes; more support gives larger text.
func sizeNodes(g *Graph) []placedNode {
	most := 1
	for _, n := range g.Nodes {
		most = max(most, n.Support)
	}
	out := make([]placedNode, len(g.Nodes))
	for i, n := range g.Nodes {
		size := 11.5 + 4.5*math.Sqrt(float64(max(n.Support, 0))/float64(most))
		if n.Focus {
			size = max(size, 16)
		}
		size = math.Round(size*2) / 2
		name := orDefault(clean(n.Label, maxNodeRunes), "?")
		text := block(wrap(name, 12.5*size, size, n.Focus), size, n.Focus)
		style := styleOf(n.Kind)
		out[i] = placedNode{
			rect:  rect{size: kindStyles[style].shape.boxFor(text.w, text.h)},
			style: style,
			text:  text,
			focus: n.Focus,
			note:  nodeNote(n, name),
		}
	}
	return out
}

func nodeNote(n Node, name string) string {
	full := orDefault(clean(n.Label, maxNoteRunes), name)
	if note := cleanNote(n.Note); note != "" {
		return full + "\n" + note
	}
	return full
}

// styleEdges measures the labels of g's edges and chooses their strokes.
func styleEdges(g *Graph) []placedEdge {
	out := make([]placedEdge, len(g.Edges))
	for i := range g.Edges {
		e := &g.Edges[i]
		out[i] = placedEdge{
			from:   e.From,
			to:     e.To,
			class:  e.Class,
			width:  strokeWidth(e),
			dashes: dashes(e),
			denied: e.Denied,
			path:   e.Path,
			label:  edgeLabel(e),
			note:   cleanNote(e.Note),
		}
	}
	return out
}

// edgeLabel breaks a single long predicate into two lines; a stack of several
// keeps one line for each.
func edgeLabel(e *Edge) textBlock {
	rows := e.rows()
	if len(rows) == 1 {
		rows = wrap(rows[0], 14*edgeSize, edgeSize, e.Path)
	}
	return block(rows, edgeSize, e.Path)
}

func strokeWidth(e *Edge) float64 {
	w := 0.9 + 0.4*math.Sqrt(float64(min(max(e.Support, 1), 25)))
	if e.Class == Role {
		w = 0.9
	}
	if e.Path {
		w += 1.6
	}
	return math.Round(w*100) / 100
}

// dashes tells a claim of somebody else (dashed) and a plan (dotted) from what
// the article itself asserts.
func dashes(e *Edge) []float64 {
	switch {
	case e.Reported && e.Planned:
		return []float64{7, 3.5, 1.5, 3.5}
	case e.Reported:
		return []float64{6, 3.5}
	case e.Planned:
		return []float64{1.5, 3}
	}
	return nil
}

// finish puts the header above the drawing and fixes the size of the page.
func (s *scene) finish(g *Graph) {
	lo, hi := s.extent()
	s.header = newHeader(g, s, max(hi.x-lo.x, 420))
	top := s.header.height
	if len(s.nodes) > 0 && top > 0 {
		top += 14
	}
	s.size = point{
		math.Ceil(max(hi.x-lo.x, s.header.width) + 2*margin),
		math.Ceil(hi.y - lo.y + top + 2*margin),
	}
	shift := point{margin - lo.x, margin + top - lo.y}
	if spare := s.size.x - 2*margin - (hi.x - lo.x); spare > 0 {
		shift.x += spare / 2
	}
	s.translate(shift)
}

func (s *scene) translate(by point) {
	for i := range s.nodes {
		s.nodes[i].c = s.nodes[i].c.add(by)
	}
	for i := range s.edges {
		e := &s.edges[i]
		e.at = e.at.add(by)
		e.curve.translate(by)
	}
}

// extent returns the corners of what is drawn, zero for nothing.
func (s *scene) extent() (lo, hi point) {
	if len(s.nodes) == 0 {
		return
	}
	lo, hi = point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	cover := func(r rect) {
		a, b := r.min(), r.max()
		lo = point{min(lo.x, a.x), min(lo.y, a.y)}
		hi = point{max(hi.x, b.x), max(hi.y, b.y)}
	}
	for i := range s.nodes {
		cover(s.nodes[i].rect)
	}
	for i := range s.edges {
		e := &s.edges[i]
		if len(e.label.lines) > 0 {
			cover(e.box())
		}
		for _, p := range e.curve.sample(12) {
			cover(rect{c: p, size: point{4, 4}})
		}
	}
	return lo, hi
}
