package diagram

// A surface is what a scene is painted on: pixels or a page of PDF. A path is
// drawn with the methods of pen, in points from the upper left corner, and is
// used up by the first fill or stroke.
type surface interface {
	pen
	fill(colour string)
	stroke(colour string, width float64, dashes []float64, round bool)
	both(fill, line string, width float64)
}

// A painter paints a scene. Graphviz's own PNG is wrong on amd64.
type painter struct {
	surface
	palette
	typesetter
}

// paint paints all of s.
func (p *painter) paint(s *scene) {
	p.box(rect{c: s.size.scale(.5), size: s.size}, 0)
	p.fill(p.page().paper)
	p.header(&s.header)
	for i := range s.frames {
		p.frame(&s.frames[i])
	}
	for _, r := range s.rules {
		p.rule(r)
	}
	for i := range s.edges {
		p.edge(&s.edges[i])
	}
	for i := range s.nodes {
		n := &s.nodes[i]
		p.shape(n.style, n.rect, n.outlineWidth())
		text := p.kind(n.style).text
		p.lines(n.text, n.textCentre(), text, "")
		p.lines(n.role, n.roleCentre(), text, "")
	}
	for i := range s.texts {
		t := &s.texts[i]
		colour := p.page().ink
		if t.faint {
			colour = p.page().faint
		}
		for k, line := range t.block.lines {
			p.write(line, point{t.left.x, t.block.baseline(t.left.y, k)}, t.block.size, t.block.bold, colour)
		}
	}
	for i := range s.edges {
		e := &s.edges[i]
		p.lines(e.label, e.at, p.class(e.class), s.halo(e, p.palette))
	}
	for i := range s.frames {
		f := &s.frames[i]
		p.lines(f.text, f.at, p.palette.frame().text, p.palette.frame().fill)
	}
}

func (n *placedNode) outlineWidth() float64 {
	if n.focus {
		return 3
	}
	return 1.4
}

func (p *painter) header(h *header) {
	for _, t := range h.texts {
		colour := p.page().ink
		if t.faint {
			colour = p.page().faint
		}
		p.write(t.text, t.at, t.size, t.bold, colour)
	}
	for i := range h.keys {
		k := &h.keys[i]
		if k.style >= 0 {
			p.shape(k.style, k.swatch(), 1.2)
		} else {
			e := k.stroke()
			p.edge(&e)
		}
		p.write(k.text, k.baseline(), k.size(), false, p.page().ink)
	}
}

// write puts one line of text at the left end of its base line.
func (p *painter) write(s string, at point, size float64, bold bool, colour string) {
	glyphs, _ := p.line(s, bold)
	p.glyphs(glyphs, at, size)
	p.fill(colour)
}

func (p *painter) frame(f *frame) {
	t := p.palette.frame()
	p.box(f.rect, 10)
	p.both(t.fill, t.line, 1)
}

func (p *painter) rule(r rule) {
	colour := p.palette.frame().line
	if r.radius > 0 {
		p.ellipse(rect{c: r.from, size: point{2 * r.radius, 2 * r.radius}})
		p.both(p.page().paper, p.page().faint, 2)
		return
	}
	p.trace([]point{r.from, r.to})
	p.stroke(colour, 2, nil, false)
}

// shape paints the outline of a kind, then its inner lines.
func (p *painter) shape(style int, r rect, width float64) {
	t := p.kind(style)
	sh := kindStyles[style].shape
	switch sh {
	case ellipse:
		p.ellipse(r)
	case roundBox:
		p.box(r, min(round, r.size.y/2.5))
	default:
		p.trace(sh.outline(r))
		p.ClosePath()
	}
	p.both(t.fill, t.line, width)
	for _, l := range sh.trim(r) {
		p.trace(l)
		p.stroke(t.line, 1.1, nil, false)
	}
}

func (p *painter) trace(ps []point) {
	for i, q := range ps {
		if i == 0 {
			p.MoveTo(q.x, q.y)
		} else {
			p.LineTo(q.x, q.y)
		}
	}
}

// quarter is the reach of the control points of a quarter of a circle.
const quarter = 0.5522847498

// box traces r with corners of a radius.
func (p *painter) box(r rect, radius float64) {
	a, b := r.min(), r.max()
	if radius == 0 {
		p.trace([]point{a, {b.x, a.y}, b, {a.x, b.y}})
		p.ClosePath()
		return
	}
	k := radius * (1 - quarter)
	p.MoveTo(a.x+radius, a.y)
	p.LineTo(b.x-radius, a.y)
	p.CubicTo(b.x-k, a.y, b.x, a.y+k, b.x, a.y+radius)
	p.LineTo(b.x, b.y-radius)
	p.CubicTo(b.x, b.y-k, b.x-k, b.y, b.x-radius, b.y)
	p.LineTo(a.x+radius, b.y)
	p.CubicTo(a.x+k, b.y, a.x, b.y-k, a.x, b.y-radius)
	p.LineTo(a.x, a.y+radius)
	p.CubicTo(a.x, a.y+k, a.x+k, a.y, a.x+radius, a.y)
	p.ClosePath()
}

func (p *painter) ellipse(r rect) {
	a, b, c := r.min(), r.max(), r.c
	kx, ky := r.size.x/2*quarter, r.size.y/2*quarter
	p.MoveTo(b.x, c.y)
	p.CubicTo(b.x, c.y+ky, c.x+kx, b.y, c.x, b.y)
	p.CubicTo(c.x-kx, b.y, a.x, c.y+ky, a.x, c.y)
	p.CubicTo(a.x, c.y-ky, c.x-kx, a.y, c.x, a.y)
	p.CubicTo(c.x+kx, a.y, b.x, c.y-ky, b.x, c.y)
	p.ClosePath()
}

// edge paints the line, the arrow and, for what is denied, the cross.
func (p *painter) edge(e *placedEdge) {
	if len(e.curve) == 0 {
		return
	}
	line, head := e.arrow()
	colour := p.palette.edge(e)
	p.MoveTo(line[0].x, line[0].y)
	for i := 1; i+2 < len(line); i += 3 {
		p.CubicTo(line[i].x, line[i].y, line[i+1].x, line[i+1].y, line[i+2].x, line[i+2].y)
	}
	p.stroke(colour, e.width, e.dashes, false)
	p.trace(head)
	p.ClosePath()
	fill := colour
	if e.denied {
		fill = p.page().paper
	}
	p.both(fill, colour, 1)
	for _, l := range e.cross() {
		p.trace(l)
		p.stroke(colour, 2.2, nil, true)
	}
}

// lines paints b around the centre c, with a halo unless it is "": the outlines
// of its letters thick in that colour, so that a line below stays legible
// without touching them.
func (p *painter) lines(b textBlock, c point, colour, halo string) {
	for i, s := range b.lines {
		glyphs, w := p.line(s, b.bold)
		size := b.size
		if w*size > b.w {
			size = b.w / w // a font of the computer that is wider than guessed
		}
		at := point{c.x - w*size/2, b.baseline(c.y, i)}
		if halo != "" {
			p.glyphs(glyphs, at, size)
			p.stroke(halo, 3.5, nil, true)
		}
		p.glyphs(glyphs, at, size)
		p.fill(colour)
	}
}

func (p *painter) glyphs(gs []glyph, at point, size float64) {
	for i := range gs {
		gs[i].draw(p, at, size)
	}
}
