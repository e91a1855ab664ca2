package diagram

import (
	"fmt"
	"image"
	"image/png"
	"io"
	"math"

	"github.com/fogleman/gg"
)

// A painter paints a scene on pixels. Graphviz's own PNG is wrong on amd64.
type painter struct {
	*gg.Context
	palette
	typesetter
}

// png paints s and writes it to w.
func (s *scene) png(w io.Writer, o Options) error {
	width, height := int(math.Ceil(s.size.x*o.Scale)), int(math.Ceil(s.size.y*o.Scale))
	if width*height > maxPixels {
		return fmt.Errorf("diagram: a PNG of %d by %d pixels is too large: choose a scale below %.1f", width, height, o.Scale*math.Sqrt(maxPixels/float64(width*height)))
	}
	p := &painter{Context: gg.NewContextForRGBA(image.NewRGBA(image.Rect(0, 0, width, height))), palette: palette{dark: o.Theme == "dark"}}
	p.SetHexColor(p.page().paper)
	p.Clear()
	p.Scale(o.Scale, o.Scale)
	p.header(&s.header)
	for i := range s.edges {
		p.stroke(&s.edges[i], o.Scale)
	}
	for i := range s.nodes {
		n := &s.nodes[i]
		width := 1.4
		if n.focus {
			width = 3
		}
		p.shape(n.style, n.rect, width, o.Scale)
		p.lines(n.text, n.textCentre(), p.kind(n.style).text, "")
	}
	for i := range s.edges {
		e := &s.edges[i]
		p.lines(e.label, e.at, p.class(e.class), p.page().paper)
	}
	if err := png.Encode(w, p.Image()); err != nil {
		return fmt.Errorf("diagram: write PNG: %w", err)
	}
	return nil
}

func (p *painter) header(h *header) {
	scale := p.pixels()
	for _, t := range h.texts {
		colour := p.page().ink
		if t.faint {
			colour = p.page().faint
		}
		glyphs, _ := p.line(t.text, t.bold)
		p.glyphs(glyphs, t.at, t.size, colour)
	}
	for i := range h.keys {
		k := &h.keys[i]
		if k.style >= 0 {
			p.shape(k.style, k.swatch(), 1.2, scale)
		} else {
			e := k.stroke()
			p.stroke(&e, scale)
		}
		glyphs, _ := p.line(k.text, false)
		p.glyphs(glyphs, k.baseline(), legendSize, p.page().ink)
	}
}

// pixels returns how many pixels a point has.
func (p *painter) pixels() float64 {
	x0, _ := p.TransformPoint(0, 0)
	x1, _ := p.TransformPoint(1, 0)
	return x1 - x0
}

// shape paints the outline of a kind, then its inner lines. Line widths are in
// pixels for gg, whatever its scale.
func (p *painter) shape(style int, r rect, width, scale float64) {
	t := p.kind(style)
	sh := kindStyles[style].shape
	a := r.min()
	switch sh {
	case ellipse:
		p.DrawEllipse(r.c.x, r.c.y, r.size.x/2, r.size.y/2)
	case roundBox:
		p.DrawRoundedRectangle(a.x, a.y, r.size.x, r.size.y, min(round, r.size.y/2.5))
	default:
		p.trace(sh.outline(r))
		p.ClosePath()
	}
	p.SetHexColor(t.fill)
	p.FillPreserve()
	p.SetHexColor(t.line)
	p.SetLineWidth(width * scale)
	p.Stroke()
	for _, l := range sh.trim(r) {
		p.trace(l)
		p.SetLineWidth(1.1 * scale)
		p.Stroke()
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

// stroke paints the line, the arrow and, for what is denied, the cross.
func (p *painter) stroke(e *placedEdge, scale float64) {
	line, head := e.arrow()
	p.SetHexColor(p.class(e.class))
	p.SetLineWidth(e.width * scale)
	p.SetLineCapButt()
	dashes := make([]float64, len(e.dashes))
	for i, d := range e.dashes {
		dashes[i] = d * scale
	}
	p.SetDash(dashes...)
	p.MoveTo(line[0].x, line[0].y)
	for i := 1; i+2 < len(line); i += 3 {
		p.CubicTo(line[i].x, line[i].y, line[i+1].x, line[i+1].y, line[i+2].x, line[i+2].y)
	}
	p.Stroke()
	p.SetDash()
	p.trace(head[:])
	p.ClosePath()
	if e.denied {
		p.SetHexColor(p.page().paper)
	}
	p.FillPreserve()
	p.SetHexColor(p.class(e.class))
	p.SetLineWidth(scale)
	p.Stroke()
	p.SetLineWidth(2.2 * scale)
	p.SetLineCapRound()
	for _, l := range e.cross() {
		p.trace(l)
		p.Stroke()
	}
	p.SetLineCapButt()
}

// lines paints b around the centre c, with a halo unless it is "".
func (p *painter) lines(b textBlock, c point, colour, halo string) {
	for i, s := range b.lines {
		glyphs, w := p.line(s, b.bold)
		size := b.size
		if w*size > b.w {
			size = b.w / w // a font of the computer that is wider than guessed
		}
		at := point{c.x - w*size/2, b.baseline(c.y, i)}
		if halo != "" {
			p.halo(glyphs, at, size, halo)
		}
		p.glyphs(glyphs, at, size, colour)
	}
}

func (p *painter) glyphs(gs []glyph, at point, size float64, colour string) {
	for i := range gs {
		gs[i].draw(p, at, size)
	}
	p.SetHexColor(colour)
	p.Fill()
}

// halo paints the outlines of gs thick, so that a line below stays legible as
// such without touching the letters.
func (p *painter) halo(gs []glyph, at point, size float64, colour string) {
	for i := range gs {
		gs[i].draw(p, at, size)
	}
	p.SetHexColor(colour)
	p.SetLineWidth(3.5 * p.pixels())
	p.SetLineJoinRound()
	p.Stroke()
}
