package diagram

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// place gives every node, edge and label of s its place.
func (s *scene) place(ctx context.Context, g *Graph, o Options) error {
	if g.Timeline {
		s.placeTimeline(g)
		return nil
	}
	if !g.layered(o) {
		return s.placeMap(ctx, o)
	}
	parts := s.parts()
	plans := s.plans(g, o)
	j := job{Layout: "dot", Format: "json0"}
	for _, pl := range plans {
		for _, p := range parts {
			j.Graphs = append(j.Graphs, s.layoutDOT(p, pl))
		}
	}
	laid, err := j.lay(ctx, o)
	if err != nil {
		return err
	}
	best, least := 0, math.Inf(1)
	for k, pl := range plans {
		cost, err := s.try(parts, laid[k*len(parts):], pl)
		if err != nil {
			return err
		}
		if cost < least {
			best, least = k, cost
		}
	}
	if _, err := s.try(parts, laid[best*len(parts):], plans[best]); err != nil {
		return err
	}
	s.fan(plans[best])
	s.settleLabels()
	return nil
}

// costCrossing is what two lines that cross cost, as a part of the page.
const costCrossing = 0.012

// try lays s out by a plan and says what that costs: the width of the page,
// which makes text small when it is printed, and lines that cross.
func (s *scene) try(parts []*part, laid []laidOut, pl plan) (cost float64, err error) {
	if cost, err = arrange(parts, laid); err != nil {
		return 0, err
	}
	s.frames = s.frames[:0]
	spokes := s.spokes(pl)
	for i := range s.nodes {
		s.nodes[i].size, _ = s.fanned(i, spokes[i], pl)
	}
	for _, p := range parts {
		if err := s.adopt(p, pl); err != nil {
			return 0, err
		}
	}
	return cost * (1 + costCrossing*float64(s.crossings())), nil
}

// arrange gives each part its layout and packs them all.
func arrange(parts []*part, laid []laidOut) (cost float64, err error) {
	for i, p := range parts {
		p.laid = &laid[i]
		if p.size, err = laid[i].size(); err != nil {
			return 0, err
		}
	}
	return pack(parts), nil
}

// lay has j laid out where o wants it.
func (j job) lay(ctx context.Context, o Options) ([]laidOut, error) {
	out, err := j.run(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("diagram: %w", err)
	}
	laid := make([]laidOut, len(out))
	for i := range out {
		if err := json.Unmarshal(out[i], &laid[i]); err != nil {
			return nil, fmt.Errorf("diagram: read layout: %w", err)
		}
	}
	return laid, nil
}

// berth keeps lines that pass a node off its outline, in points.
const berth = 3.0

// layoutDOT describes only the sizes of p: no label ever reaches the layout,
// so that none can mean anything to it. Nodes are n0, n1, …, edges have ids
// e0, e1, …, frames are cluster1, cluster2, ….
func (s *scene) layoutDOT(p *part, pl plan) string {
	var b strings.Builder
	b.WriteString("digraph g {\n")
	fmt.Fprintf(&b, "graph [nodesep=0.28 rankdir=%s ranksep=0.5 splines=true]\n", pl.dir)
	b.WriteString("node [fixedsize=true label=\"\" shape=box]\nedge [arrowhead=none fontsize=1]\n")
	spokes := s.spokes(pl)
	for _, i := range p.nodes {
		n := &s.nodes[i]
		_, room := s.fanned(i, spokes[i], pl)
		outline := "box"
		if kindStyles[n.style].shape == ellipse {
			outline = "ellipse"
		}
		fmt.Fprintf(&b, "n%d [height=%s shape=%s width=%s]\n", i, inches(room.y+2*berth), outline, inches(room.x+2*berth))
	}
	for _, i := range p.edges {
		e := &s.edges[i]
		from, to := e.from, e.to
		if pl.flip[i] {
			from, to = to, from
		}
		fmt.Fprintf(&b, "n%d -> n%d [id=e%d weight=%d", from, to, i, e.weight())
		if len(e.label.lines) > 0 {
			fmt.Fprintf(&b, " label=<%s>", blank(e.label.w+8, e.label.h+4))
		}
		b.WriteString("]\n")
	}
	if slices.Contains(p.nodes, pl.last) {
		fmt.Fprintf(&b, "subgraph last {rank=max n%d}\n", pl.last)
	}
	s.clusters(&b, p)
	b.WriteString("}\n")
	return b.String()
}

// clusters keeps the nodes of each group of p together, below its name.
func (s *scene) clusters(b *strings.Builder, p *part) {
	for k, name := range s.groups {
		first := true
		for _, i := range p.nodes {
			if s.nodes[i].group != k+1 {
				continue
			}
			if first {
				fmt.Fprintf(b, "subgraph cluster%d {\ngraph [label=<%s> labeljust=l margin=14]\n", k+1, blank(name.w+4, name.h+4))
			}
			first = false
			fmt.Fprintf(b, "n%d\n", i)
		}
		if !first {
			b.WriteString("}\n")
		}
	}
}

// weight keeps what matters short and straight.
func (e *placedEdge) weight() int {
	switch {
	case e.path:
		return 8
	case e.faint:
		return 0
	}
	return 1 + int(e.width)
}

// blank is an empty HTML-like label of the given size. The size stands at the
// cell, since one at the table makes Graphviz fail.
func blank(w, h float64) string {
	return fmt.Sprintf(`<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0"><TR><TD FIXEDSIZE="TRUE" HEIGHT="%d" WIDTH="%d"></TD></TR></TABLE>`,
		int(math.Ceil(h)), int(math.Ceil(w)))
}

func inches(points float64) string { return strconv.FormatFloat(points/72, 'f', 4, 64) }

// laidOut is what Graphviz answers in its json0 format.
type laidOut struct {
	Box     string     `json:"bb"` // "0,0,width,height"
	Objects []laidNode `json:"objects"`
	Edges   []struct {
		ID    string `json:"id"`
		Pos   string `json:"pos"`
		Label string `json:"lp"`
	} `json:"edges"`
}

// A laidNode is a node, or a cluster with a box.
type laidNode struct {
	Name  string `json:"name"`
	Pos   string `json:"pos"`
	Box   string `json:"bb"`
	Label string `json:"lp"`
}

func (l *laidOut) size() (point, error) {
	corner, ok := strings.CutPrefix(l.Box, "0,0,")
	p, err := parsePoint(corner)
	if !ok || err != nil {
		return point{}, fmt.Errorf("diagram: layout has the box %q", l.Box)
	}
	return point{p.x, -p.y}, nil
}

// adopt takes over the places of p, shifted to its place among the parts.
func (s *scene) adopt(p *part, pl plan) error {
	// Graphviz counts upward from the lower left corner.
	shift := point{p.at.x, p.at.y + p.size.y}
	if err := s.adoptNodes(p.laid, p.nodes, shift); err != nil {
		return err
	}
	if len(p.laid.Edges) != len(p.edges) {
		return fmt.Errorf("diagram: layout has %d of %d edges", len(p.laid.Edges), len(p.edges))
	}
	for _, le := range p.laid.Edges {
		i, err := index(le.ID, "e", len(s.edges))
		if err != nil {
			return err
		}
		e := &s.edges[i]
		if e.curve, err = parseSpline(le.Pos); err != nil {
			return err
		}
		e.curve.translate(shift)
		if pl.flip[i] {
			slices.Reverse(e.curve)
		}
		if len(e.label.lines) > 0 {
			if e.at, err = parsePoint(le.Label); err != nil {
				return err
			}
			e.at = e.at.add(shift)
		}
		s.touch(e)
	}
	return nil
}

// adoptNodes takes over the places of those nodes, and of frames, shifted.
func (s *scene) adoptNodes(l *laidOut, nodes []int, shift point) error {
	placed := 0
	for _, ob := range l.Objects {
		switch {
		case ob.Name == "last":
			continue
		case strings.HasPrefix(ob.Name, "cluster"):
			if err := s.adoptFrame(ob, shift); err != nil {
				return err
			}
			continue
		}
		placed++
		i, err := index(ob.Name, "n", len(s.nodes))
		if err != nil {
			return err
		}
		p, err := parsePoint(ob.Pos)
		if err != nil {
			return err
		}
		s.nodes[i].c = p.add(shift)
	}
	if placed != len(nodes) {
		return fmt.Errorf("diagram: layout has %d of %d nodes", placed, len(nodes))
	}
	return nil
}

// adoptFrame takes over the place of a group's frame.
func (s *scene) adoptFrame(ob laidNode, shift point) error {
	k, err := index(ob.Name, "cluster", len(s.groups)+1)
	if err != nil {
		return err
	}
	var x0, y0, x1, y1 float64
	if _, err := fmt.Sscanf(ob.Box, "%g,%g,%g,%g", &x0, &y0, &x1, &y1); err != nil {
		return fmt.Errorf("diagram: layout has the frame %q", ob.Box)
	}
	at, err := parsePoint(ob.Label)
	if err != nil {
		return err
	}
	r := rect{c: point{(x0 + x1) / 2, -(y0 + y1) / 2}, size: point{x1 - x0, y1 - y0}}
	r.c = r.c.add(shift)
	s.frames = append(s.frames, frame{rect: r, text: s.groups[k-1], at: at.add(shift)})
	return nil
}

// touch lengthens e from the boxes, at which Graphviz ends it, to the outlines.
func (s *scene) touch(e *placedEdge) {
	from, to := &s.nodes[e.from], &s.nodes[e.to]
	n := len(e.curve)
	if p, ok := reach(to, e.curve[n-1]); ok {
		e.curve.endAt(p)
	}
	if p, ok := reach(from, e.curve[0]); ok {
		e.curve.startAt(p)
	}
}

// reach returns where the way from p to n's middle meets n's outline, unless p
// is on it already or too far away.
func reach(n *placedNode, p point) (point, bool) {
	q, ok := hit(n.outline(), p, n.c)
	d := q.sub(p).length()
	return q, ok && d > 0.5 && d < 24
}

// index reads the number behind the prefix of one of our own names.
func index(name, prefix string, n int) (int, error) {
	i, err := strconv.Atoi(strings.TrimPrefix(name, prefix))
	if err != nil || i < 0 || i >= n {
		return 0, fmt.Errorf("diagram: layout names %q", name)
	}
	return i, nil
}

// parsePoint reads "x,y", turned over: a scene counts downward.
func parsePoint(s string) (point, error) {
	x, y, _ := strings.Cut(s, ",")
	fx, err1 := strconv.ParseFloat(x, 64)
	fy, err2 := strconv.ParseFloat(y, 64)
	if err1 != nil || err2 != nil {
		return point{}, fmt.Errorf("diagram: layout has the point %q", s)
	}
	return point{fx, -fy}, nil
}

// parseSpline reads "x,y x,y …", the points of a curve.
func parseSpline(s string) (curve, error) {
	var c curve
	for _, f := range strings.Fields(s) {
		p, err := parsePoint(f)
		if err != nil {
			return nil, err
		}
		c = append(c, p)
	}
	if len(c) < 4 || len(c)%3 != 1 {
		return nil, fmt.Errorf("diagram: layout has the curve %q", cut(s, 80))
	}
	return c, nil
}
