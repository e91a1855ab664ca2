package diagram

import (
	"cmp"
	"io"
	"log"
	"math"
	"slices"
	"strings"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// A typesetter shapes text into glyphs: letters join, marks sit on their
// letters, and each direction runs its way.
type typesetter struct {
	segmenter shaping.Segmenter
	shaper    shaping.HarfbuzzShaper
	wrapper   shaping.LineWrapper
	system    *fontscan.FontMap // nil until a letter is missing from the embedded font
	scanned   bool
	bold      bool
}

// shapeUnits is the size at which text is shaped; at the pixels' own size
// rounding would widen the spacing.
const shapeUnits = 1000

// runsLeft says whether r is of a script that is written from right to left.
func runsLeft(r rune) bool { return 0x590 <= r && r <= 0x8FF || 0xFB1D <= r && r <= 0xFEFC }

const leftToRight = '\u200e'

// A glyph is an outline and where it stands, in em from the start of its line.
type glyph struct {
	face *font.Face
	id   font.GID
	at   point
}

// ResolveFace returns the face for r: an embedded one that has the letter,
// otherwise one of the computer's.
func (t *typesetter) ResolveFace(r rune) *font.Face {
	own, ok := faceFor(r, t.bold)
	if ok {
		return own.Face
	}
	if !t.scanned {
		t.scanned = true
		m := fontscan.NewFontMap(log.New(io.Discard, "", 0))
		if m.UseSystemFonts("") == nil {
			m.SetQuery(fontscan.Query{Families: []string{"Noto Sans", fontscan.SansSerif}})
			t.system = m
		}
	}
	if t.system != nil {
		if f := t.system.ResolveFace(r); f != nil {
			return f
		}
	}
	return own.Face
}

// line returns the glyphs of s from left to right and their width in em.
func (t *typesetter) line(s string, bold bool) ([]glyph, float64) {
	t.bold = bold
	text := []rune(s)
	if len(text) == 0 {
		return nil, 0
	}
	// The mark makes a line run to the right even if it begins with letters
	// that run to the left, as lines of SVG do.
	marked := strings.ContainsFunc(s, runsLeft)
	if marked {
		text = append([]rune{leftToRight}, text...)
	}
	runs := t.segmenter.Split(shaping.Input{
		Text: text, RunEnd: len(text), Direction: di.DirectionLTR,
		Size: fixed.I(shapeUnits), Language: language.NewLanguage("en"),
	}, t)
	shaped := make([]shaping.Output, len(runs))
	for i, r := range runs {
		shaped[i] = t.shaper.Shape(r)
	}
	lines, _ := t.wrapper.WrapParagraph(shaping.WrapConfig{Direction: di.DirectionLTR}, math.MaxInt32>>7, text, shaping.NewSliceIterator(shaped))
	var out []glyph
	x := 0.0
	for _, line := range lines {
		slices.SortStableFunc(line, func(a, b shaping.Output) int { return cmp.Compare(a.VisualIndex, b.VisualIndex) })
		for _, run := range line {
			for _, g := range run.Glyphs {
				if marked && g.TextIndex() == 0 {
					continue
				}
				out = append(out, glyph{run.Face, g.GlyphID, point{x + em(g.XOffset), -em(g.YOffset)}})
				x += em(g.Advance)
			}
		}
	}
	return out, x
}

func em(f fixed.Int26_6) float64 { return float64(f) / 64 / shapeUnits }

// A pen draws outlines; gg.Context is one.
type pen interface {
	MoveTo(x, y float64)
	LineTo(x, y float64)
	QuadraticTo(x1, y1, x2, y2 float64)
	CubicTo(x1, y1, x2, y2, x3, y3 float64)
	ClosePath()
}

// draw traces g with its origin at p, at size points an em.
func (g *glyph) draw(on pen, p point, size float64) {
	segments := g.segments()
	f := size / float64(g.face.Upem())
	p = p.add(g.at.scale(size))
	at := func(q opentype.SegmentPoint) (x, y float64) { return p.x + float64(q.X)*f, p.y - float64(q.Y)*f }
	for i, s := range segments {
		x1, y1 := at(s.Args[0])
		x2, y2 := at(s.Args[1])
		x3, y3 := at(s.Args[2])
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			if i > 0 {
				on.ClosePath()
			}
			on.MoveTo(x1, y1)
		case opentype.SegmentOpLineTo:
			on.LineTo(x1, y1)
		case opentype.SegmentOpQuadTo:
			on.QuadraticTo(x1, y1, x2, y2)
		case opentype.SegmentOpCubeTo:
			on.CubicTo(x1, y1, x2, y2, x3, y3)
		}
	}
	if len(segments) > 0 {
		on.ClosePath()
	}
}

// segments returns g's outline; of a colour glyph the outline behind it.
func (g *glyph) segments() []opentype.Segment {
	switch d := g.face.GlyphData(g.id).(type) {
	case font.GlyphOutline:
		return d.Segments
	case font.GlyphSVG:
		return d.Outline.Segments
	case font.GlyphBitmap:
		if d.Outline != nil {
			return d.Outline.Segments
		}
	}
	return nil
}
