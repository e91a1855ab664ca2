package diagram

import "math"

// A header is the title, the subtitle and the legend, above the drawing.
type header struct {
	texts  []headerText
	keys   []legendKey
	width  float64
	height float64
	scale  float64 // of all sizes: a large page needs a large title
}

type headerText struct {
	at    point // left end of the base line
	text  string
	size  float64
	bold  bool
	faint bool
}

// A legendKey is a swatch and what it means.
type legendKey struct {
	at    point // left end, half way up
	text  string
	style int // into kindStyles; -1 for a line
	line  placedEdge
	scale float64
}

const (
	titleSize    = 21.0
	subtitleSize = 12.0
	legendSize   = 11.0
	swatchWide   = 24.0
	lineWide     = 34.0
	keyGap       = 20.0
	keyHeight    = 21.0

	usualWidth = 900.0 // points, of a page whose header is not enlarged
	mostScale  = 1.7
)

// remark says why lines carry no labels although labels were asked for.
func (g *Graph) remark(o Options) string {
	if g.small() {
		return "Lines carry no labels in the layout " + o.Engine + "; the layout dot has room for them."
	}
	return "Lines carry no labels, since there is too much to name; draw a part of it to read them."
}

// newHeader lays out g's header in the given width; its origin is the upper
// left corner of the drawing's margin box.
func newHeader(g *Graph, s *scene, width float64, o Options, unlabelled bool) header {
	h := header{scale: math.Round(min(max(width/usualWidth, 1), mostScale)*20) / 20}
	faint := headerText{size: subtitleSize * h.scale, faint: true}
	h.paragraph(clean(g.Title, maxTitleRunes), width, headerText{size: titleSize * h.scale, bold: true})
	h.paragraph(clean(g.Subtitle, 3*maxTitleRunes), width, faint)
	if unlabelled {
		h.paragraph(g.remark(o), width, faint)
	}
	if !o.NoLegend {
		h.legend(s.legend(), width)
	}
	h.shift(point{margin, margin})
	return h
}

// paragraph adds text in the look of like, broken into lines.
func (h *header) paragraph(text string, width float64, like headerText) {
	if text == "" {
		return
	}
	for _, line := range wrap(text, width, like.size, like.bold) {
		t := like
		t.text = line
		t.at = point{0, h.height + like.size}
		h.texts = append(h.texts, t)
		h.height += like.size * 1.35
		h.width = max(h.width, textWidth(line, like.size, like.bold))
	}
	h.height += 3
}

// legend adds keys in as many rows as they need. Kinds and lines have rows of
// their own, unless one row holds all.
func (h *header) legend(keys []legendKey, width float64) {
	if len(keys) == 0 {
		return
	}
	for i := range keys {
		keys[i].scale = h.scale
	}
	high := keyHeight * h.scale
	h.height += 6
	kinds := 0
	for kinds < len(keys) && keys[kinds].style >= 0 {
		kinds++
	}
	rows := h.keyRows(keys, width)
	if len(rows) > 1 {
		rows = append(h.keyRows(keys[:kinds], width), h.keyRows(keys[kinds:], width)...)
	}
	for _, row := range rows {
		x := 0.0
		for _, k := range row {
			k.at = point{x, h.height + high/2}
			h.keys = append(h.keys, k)
			h.width = max(h.width, x+k.width())
			x += k.width() + keyGap*h.scale
		}
		h.height += high
	}
}

// keyRows breaks keys into the fewest rows that fit the width, about equally
// long, so that none holds one forlorn key.
func (h *header) keyRows(keys []legendKey, width float64) [][]legendKey {
	least := h.fillRows(keys, width)
	for narrow := width * 0.3; narrow < width; narrow += width * 0.05 {
		if rows := h.fillRows(keys, narrow); len(rows) <= len(least) {
			return rows
		}
	}
	return least
}

func (h *header) fillRows(keys []legendKey, width float64) [][]legendKey {
	var rows [][]legendKey
	x := math.Inf(1)
	for _, k := range keys {
		if x+k.width() > width {
			rows, x = append(rows, nil), 0
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], k)
		x += k.width() + keyGap*h.scale
	}
	return rows
}

func (h *header) shift(by point) {
	for i := range h.texts {
		h.texts[i].at = h.texts[i].at.add(by)
	}
	for i := range h.keys {
		h.keys[i].at = h.keys[i].at.add(by)
	}
}

// legend lists only what occurs in s: kinds, then classes, then strokes.
func (s *scene) legend() []legendKey {
	var kinds [32]bool
	for i := range s.nodes {
		kinds[s.nodes[i].style] = true
	}
	var out []legendKey
	for i, k := range kindStyles {
		if kinds[i] {
			out = append(out, legendKey{text: k.title, style: i})
		}
	}
	return append(out, s.edgeLegend()...)
}

func (s *scene) edgeLegend() []legendKey {
	var out []legendKey
	add := func(text string, line placedEdge, occurs func(*placedEdge) bool) {
		for i := range s.edges {
			if occurs(&s.edges[i]) {
				out = append(out, legendKey{text: text, style: -1, line: line})
				return
			}
		}
	}
	for _, c := range classOrder {
		width := strokeWidth(&Edge{Class: c, Support: 2})
		add(c.style().title, placedEdge{class: c, width: width}, func(e *placedEdge) bool { return e.class == c && !e.faint })
	}
	reported, planned, both := &Edge{Reported: true}, &Edge{Planned: true}, &Edge{Reported: true, Planned: true}
	for _, k := range []struct {
		text string
		like *Edge
	}{{"reported", reported}, {"planned or possible", planned}, {"reported plan", both}} {
		d := dashes(k.like)
		add(k.text, placedEdge{width: 1.6, dashes: d}, func(e *placedEdge) bool { return len(e.dashes) == len(d) && sum(e.dashes) == sum(d) })
	}
	add("denied", placedEdge{width: 1.6, denied: true}, func(e *placedEdge) bool { return e.denied })
	add("between groups", placedEdge{width: 1, faint: true}, func(e *placedEdge) bool { return e.faint })
	add("path", placedEdge{width: 3.2}, func(e *placedEdge) bool { return e.path })
	return out
}

func sum(fs []float64) float64 {
	t := 0.0
	for _, f := range fs {
		t += f
	}
	return t
}

func (k *legendKey) wide() float64 {
	if k.style < 0 {
		return lineWide * k.scale
	}
	return swatchWide * k.scale
}

// width returns the room that k takes.
func (k *legendKey) width() float64 {
	return k.wide() + 7 + textWidth(k.text, k.size(), false)
}

// size of k's text, in points.
func (k *legendKey) size() float64 { return legendSize * k.scale }

// swatch returns the outline of a kind's key.
func (k *legendKey) swatch() rect {
	return rect{c: k.at.add(point{k.wide() / 2, 0}), size: point{k.wide(), 14 * k.scale}}
}

// stroke returns the line of an edge's key, ready to be painted.
func (k *legendKey) stroke() placedEdge {
	e := k.line
	e.curve = straight(k.at, k.at.add(point{k.wide(), 0}))
	return e
}

// baseline returns where k's text begins.
func (k *legendKey) baseline() point {
	return k.at.add(point{k.wide() + 7, math.Round(k.size() * 0.36)})
}
