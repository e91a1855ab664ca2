package diagram

// A timeline needs no layout engine: every event is a row that reads like a
// sentence, its date at the left, where it differs from the row above.

const (
	dateSize   = 11.5
	eventGap   = 12.0 // points between rows
	dateGap    = 12.0 // more where the date changes
	columnGap  = 16.0 // beside the line of time
	labelReach = 14.0 // of an arrow beyond its label, at each side
	textWide   = 240.0
	tailWide   = 190.0
	dotRadius  = 4.5
)

// columns of a timeline, in points from the left.
type columns struct{ line, subject, label, object float64 }

// placeTimeline puts the edges of s below one another, each with nodes of its
// own.
func (s *scene) placeTimeline(g *Graph) {
	nodes := s.nodes
	s.nodes = nil
	col := s.columns(g, nodes)
	y, last := 0.0, ""
	for i := range s.edges {
		e := &s.edges[i]
		turn := g.Edges[i].When != last
		if turn && i > 0 {
			y += dateGap
		}
		height := s.row(g, nodes, i, col, y)
		if turn || i == 0 {
			last = g.Edges[i].When
			s.texts = append(s.texts, sideText{block: dateBlock(last), left: point{0, y + height/2}})
			s.rules = append(s.rules, rule{from: point{col.line, y + height/2}, to: point{col.line, y + height/2}, radius: dotRadius})
		}
		e.path = false
		y += height + eventGap
	}
	if len(s.edges) > 0 {
		s.rules = append([]rule{{from: point{col.line, -eventGap / 2}, to: point{col.line, y - eventGap/2}}}, s.rules...)
	}
}

func dateBlock(date string) textBlock {
	return block([]string{orDefault(clean(date, maxNodeRunes), "undated")}, dateSize, true)
}

// columns finds room for the widest of each column.
func (s *scene) columns(g *Graph, nodes []placedNode) columns {
	var date, subject, label float64
	for i := range s.edges {
		e := &s.edges[i]
		date = max(date, dateBlock(g.Edges[i].When).w)
		subject = max(subject, nodes[e.from].size.x)
		if e.to >= 0 || g.Edges[i].Text != "" {
			label = max(label, e.label.w)
		}
	}
	c := columns{line: date + columnGap}
	c.subject = c.line + columnGap
	c.label = c.subject + subject
	c.object = c.label + label + 2*labelReach
	return c
}

// row places event i at height y and returns how high it is.
func (s *scene) row(g *Graph, nodes []placedNode, i int, col columns, y float64) float64 {
	e, event := &s.edges[i], &g.Edges[i]
	from := nodes[e.from]
	text := sideBlock(event.Text, textWide, dateSize)
	tail := sideBlock(event.Tail, tailWide, edgeSize)
	height := max(from.size.y, 2*(e.label.h+e.labelGap()), text.h, tail.h)
	if e.to >= 0 {
		height = max(height, nodes[e.to].size.y)
	}
	middle := y + height/2
	from.c = point{col.subject + from.size.x/2, middle}
	e.from = len(s.nodes)
	s.nodes = append(s.nodes, from)
	start := point{col.subject + from.size.x, middle}
	end := point{col.object, middle}
	switch {
	case e.to >= 0:
		to := nodes[e.to]
		to.c = point{col.object + to.size.x/2, middle}
		e.to = len(s.nodes)
		s.nodes = append(s.nodes, to)
		s.aim(e, start, end)
		s.touch(e)
		end.x += to.size.x
	case len(text.lines) > 0:
		s.aim(e, start, end.sub(point{x: 4}))
		s.texts = append(s.texts, sideText{block: text, left: end})
		end.x += text.w
	default:
		e.curve = nil
		e.at = point{start.x + 6 + e.label.w/2, middle}
		end.x = start.x + 6 + e.label.w
	}
	if len(tail.lines) > 0 {
		s.texts = append(s.texts, sideText{block: tail, left: point{end.x + 8, middle}, faint: true})
	}
	return height
}

// aim draws e straight, its label above the middle.
func (s *scene) aim(e *placedEdge, from, to point) {
	e.curve = straight(from, to)
	e.at = point{(from.x + to.x) / 2, from.y - e.label.h/2 - e.labelGap()}
}

// labelGap leaves room for the mark of a denial below the label.
func (e *placedEdge) labelGap() float64 {
	if e.denied {
		return 8
	}
	return 2.5
}

func sideBlock(text string, wide, size float64) textBlock {
	if text = clean(text, maxSideRunes); text == "" {
		return textBlock{}
	}
	return block(wrap(text, wide, size, false), size, false)
}
