package diagram

import (
	"context"
	"math"
)

// A scene is a picture ready to be painted: every text has its place.
type scene struct {
	size   point
	header header
	groups []textBlock // names of groups
	frames []frame     // around groups
	rules  []rule      // thin lines without a meaning of their own
	texts  []sideText
	nodes  []placedNode
	edges  []placedEdge
}

type placedNode struct {
	rect
	body  point // the size that the texts need
	style int   // into kindStyles
	text  textBlock
	role  textBlock // below the text
	focus bool
	note  string
	id    int // index into Graph.Nodes: a timeline shows a node more than once
	group int // from 1; 0 for none
}

type placedEdge struct {
	from, to int // to is -1 where there is none
	curve    curve
	class    Class
	width    float64 // points
	dashes   []float64
	reported bool
	planned  bool
	denied   bool
	path     bool
	faint    bool // joins two groups
	label    textBlock
	at       point // centre of the label
	note     string
	url      string
}

// A frame surrounds the nodes of a group.
type frame struct {
	rect
	text textBlock
	at   point // centre of the text
}

// title is where the name of f's group stands.
func (f *frame) title() rect { return rect{f.at, point{f.text.w, f.text.h}} }

// A rule is a line of the page, and a dot at its start where it has a radius.
type rule struct {
	from, to point
	radius   float64
}

// A sideText is text beside nodes and edges.
type sideText struct {
	block textBlock
	left  point // middle of its left side
	faint bool
}

func (t *sideText) rect() rect {
	return rect{c: point{t.left.x + t.block.w/2, t.left.y}, size: point{t.block.w, t.block.h}}
}

// box is where e's label stands.
func (e *placedEdge) box() rect { return rect{e.at, point{e.label.w, e.label.h}} }

const (
	edgeSize = 10.5 // points, text of edges
	margin   = 24.0

	groupSize = 12.0 // points, names of groups
	roleSize  = 0.74 // of the size of the name
)

// compose lays g out.
func compose(ctx context.Context, g *Graph, o Options) (*scene, error) {
	asked := o.Labels
	o.Labels = g.labels(o)
	s := &scene{nodes: sizeNodes(g), edges: styleEdges(g, o)}
	for _, name := range g.Groups {
		s.groups = append(s.groups, block([]string{clean(name, maxNodeRunes)}, groupSize, true))
	}
	if len(g.Nodes) > 0 {
		if err := s.place(ctx, g, o); err != nil {
			return nil, err
		}
	}
	s.finish(g, o, asked != o.Labels)
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
		p := placedNode{style: styleOf(n.Kind), focus: n.Focus, note: nodeNote(n, name), id: i, group: n.Group}
		p.text = block(wrap(name, 12.5*size, size, n.Focus), size, n.Focus)
		if role := clean(n.Role, maxNodeRunes); role != "" {
			small := math.Round(size*roleSize*2) / 2
			p.role = block(wrap(role, max(15*small, p.text.w), small, false), small, false)
		}
		p.body = kindStyles[p.style].shape.boxFor(max(p.text.w, p.role.w), p.text.h+p.role.h)
		p.size = p.body
		out[i] = p
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
func styleEdges(g *Graph, o Options) []placedEdge {
	out := make([]placedEdge, len(g.Edges))
	for i := range g.Edges {
		e := &g.Edges[i]
		out[i] = placedEdge{
			from:   e.From,
			to:     e.To,
			class:  e.Class,
			width:  strokeWidth(e),
			dashes: dashes(e),
			denied: e.Denied, reported: e.Reported, planned: e.Planned,
			path:  e.Path,
			label: edgeLabel(e, o),
			note:  cleanNote(e.Note),
			url:   webLink(e.URL),
		}
		if a, b := g.group(e.From), g.group(e.To); a != b && a+b > 0 {
			out[i].faint, out[i].label, out[i].width = true, textBlock{}, 1
		}
	}
	return out
}

// group returns the group of node i, 0 for none.
func (g *Graph) group(i int) int {
	if i < 0 {
		return 0
	}
	return g.Nodes[i].Group
}

// Widths of the labels of edges, in em. A stack of predicates is wider, since
// it is hard to read where one of them takes two lines.
const (
	labelWide = 11.5
	stackWide = 15.0
)

// edgeLabel breaks long predicates into lines: narrow labels make narrow
// pictures, whose text is larger when they are printed.
func edgeLabel(e *Edge, o Options) textBlock {
	rows, wide := e.rows(o.Labels), stackWide
	if len(rows) == 1 {
		wide = labelWide
	}
	var lines []string
	for _, r := range rows {
		lines = append(lines, wrap(r, wide*edgeSize, edgeSize, e.Path)...)
	}
	return block(lines, edgeSize, e.Path)
}

func strokeWidth(e *Edge) float64 {
	w := 0.9 + 0.4*math.Sqrt(float64(min(max(e.Support, 1), 25)))
	switch e.Class {
	case Role:
		w = 0.9
	case Conflict:
		w += 0.5
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
func (s *scene) finish(g *Graph, o Options, unlabelled bool) {
	lo, hi := s.extent()
	s.header = newHeader(g, s, max(hi.x-lo.x, 420), o, unlabelled)
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
	for i := range s.frames {
		s.frames[i].c, s.frames[i].at = s.frames[i].c.add(by), s.frames[i].at.add(by)
	}
	for i := range s.rules {
		s.rules[i].from, s.rules[i].to = s.rules[i].from.add(by), s.rules[i].to.add(by)
	}
	for i := range s.texts {
		s.texts[i].left = s.texts[i].left.add(by)
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
	for i := range s.frames {
		cover(s.frames[i].rect)
	}
	for i := range s.texts {
		cover(s.texts[i].rect())
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
