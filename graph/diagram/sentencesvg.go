package diagram

import (
	"fmt"
	"math"
	"strings"
)

// A tint is the colour of a stroke in both themes.
type tint struct{ name, light, dark string }

// Relations between a predicate and its arguments are drawn strong, function
// words and punctuation faint.
var (
	strongTint = tint{"strong", "#16202A", "#E8EDF2"}
	plainTint  = tint{"plain", "#55606C", "#A3B0BD"}
	weakTint   = tint{"weak", "#9AA7B4", "#6B7884"}
	partTints  = [3]tint{{"subject", "#007A87", "#4CC3D0"}, {"predicate", "#A66A00", "#E6AF2E"}, {"object", "#9A2A8A", "#E07FD0"}}
	relations  = map[string]tint{
		"root": strongTint, "nsubj": strongTint, "csubj": strongTint, "obj": strongTint, "iobj": strongTint,
		"ccomp": strongTint, "xcomp": strongTint, "obl": strongTint, "conj": strongTint,
		"det": weakTint, "case": weakTint, "mark": weakTint, "cc": weakTint, "punct": weakTint, "aux": weakTint,
	}
)

func tintOf(deprel string) tint {
	d, _, _ := strings.Cut(deprel, ":")
	if t, ok := relations[d]; ok {
		return t
	}
	return plainTint
}

func (w *svgWriter) tint(t tint) string {
	if w.theme == "dark" {
		return t.dark
	}
	return t.light
}

const (
	rowGap     = 16.0
	captionRow = 16.0
	laneHeight = 21.0
	barsHeight = 8.0
)

// A rowShape is where the parts of a row stand, from its top.
type rowShape struct {
	words  float64 // lower ends of the arcs
	tags   float64 // base lines
	kinds  float64
	lanes  float64 // top of the first lane
	height float64
}

func (r *sentenceRow) shape() rowShape {
	s := rowShape{words: float64(r.levels)*levelHeight + relationSize + 2}
	if r.caption != "" {
		s.words += captionRow
	}
	s.tags = s.words + 35
	s.kinds = s.tags
	if len(r.names()) > 0 {
		s.kinds += 12
	}
	s.lanes = s.kinds + 7
	s.height = s.lanes
	for _, l := range r.lanes {
		s.height += l.height()
	}
	return s
}

func (l *lane) height() float64 {
	if math.IsNaN(l.caption) {
		return barsHeight
	}
	return laneHeight
}

// names returns the parts of names that lie in r, as spans of its words.
func (r *sentenceRow) names() []Name {
	var out []Name
	for _, m := range r.of.Names {
		if first, end := max(m.First, r.first), min(m.End, r.end); first < end {
			out = append(out, Name{first - r.first, end - r.first, m.Kind})
		}
	}
	return out
}

// drawRows returns rows as one SVG file.
func drawRows(rows []sentenceRow, o SentenceOptions, description string) string {
	w := &svgWriter{palette: palette{o.Theme}, auto: o.Theme == "auto"}
	width, height := narrowest, rowGap
	for i := range rows {
		width = max(width, rows[i].width)
		height += rows[i].shape().height + rowGap
	}
	fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="%spt" height="%spt" viewBox="0 0 %s %s" role="img" font-family="%s">
<title>%s</title>
<desc>%s</desc>
`, num(width), num(height), num(width), num(height), fontStack, escape(clean(o.Title, maxNoteRunes)), escape(description))
	w.sentenceStyle()
	fmt.Fprintf(w, "<rect class=\"page\" width=\"%s\" height=\"%s\" fill=\"%s\"/>\n", num(width), num(height), w.page().paper)
	y := rowGap
	for i := range rows {
		w.row(&rows[i], y)
		y += rows[i].shape().height + rowGap
	}
	w.WriteString("</svg>\n")
	return w.String()
}

func (w *svgWriter) sentenceStyle() {
	w.WriteString("<style>\n.arc:hover path{stroke-width:2.6}\n")
	if w.auto {
		w.WriteString("@media (prefers-color-scheme:dark){\n")
		fmt.Fprintf(w, ".page{fill:%s}.ink{fill:%s}.faint{fill:%s}\n", darkPage.paper, darkPage.ink, darkPage.faint)
		for _, k := range kindStyles {
			fmt.Fprintf(w, ".k-%s rect{fill:%s;stroke:%s}.k-%s text{fill:%s}\n", k.name, k.dark.fill, k.dark.line, k.name, k.dark.line)
		}
		for _, t := range append([]tint{strongTint, plainTint, weakTint}, partTints[:]...) {
			fmt.Fprintf(w, ".t-%s{stroke:%s}.f-%s{fill:%s}\n", t.name, t.dark, t.name, t.dark)
		}
		w.WriteString("}\n")
	}
	w.WriteString("</style>\n")
}

// row writes r with its top at y.
func (w *svgWriter) row(r *sentenceRow, y float64) {
	s := r.shape()
	if r.caption != "" {
		w.text("faint", w.page().faint, sideRoom, y+10, relationSize, "start", r.caption)
		w.WriteByte('\n')
	}
	for i := range r.arcs {
		w.arc(&r.arcs[i], y+s.words)
	}
	for _, m := range r.names() {
		w.nameBox(r, m, y, &s)
	}
	for i, left := range r.left {
		word := &r.of.Words[r.first+i]
		x := left + r.wide[i]/2
		fmt.Fprintf(w, "<g class=\"word\"><title>%s</title>", escape(cleanNote(word.Note)))
		w.text("ink", w.page().ink, x, y+s.words+19, wordSize, "middle", clean(word.Text, maxWordRunes))
		w.text("faint", w.page().faint, x, y+s.tags, tagSize, "middle", clean(word.Tag, maxWordRunes))
		w.WriteString("</g>\n")
	}
	at := y + s.lanes
	for i := range r.lanes {
		w.lane(&r.of.Facts[r.lanes[i].fact], &r.lanes[i], at)
		at += r.lanes[i].height()
	}
}

// text writes one line of text.
func (w *svgWriter) text(class, colour string, x, y, size float64, anchor, s string) {
	fmt.Fprintf(w, `<text class="%s" x="%s" y="%s" font-size="%s" text-anchor="%s" fill="%s">%s</text>`,
		class, num(x), num(y), num(size), anchor, colour, escape(s))
}

// arc writes a, whose ends stand at base.
func (w *svgWriter) arc(a *rowArc, base float64) {
	t := tintOf(a.deprel)
	colour, top := w.tint(t), base-float64(a.level)*levelHeight
	width := 1.3
	if t == strongTint {
		width = 1.6
	}
	fmt.Fprintf(w, `<g class="arc"><path class="t-%s" fill="none" stroke="%s" stroke-width="%s" d="%s"/>`, t.name, colour, num(width), a.path(base, top))
	if !math.IsNaN(a.tip) {
		fmt.Fprintf(w, `<path class="f-%s" fill="%s" d="M%s,%sl-3.2,-6.5h6.4Z"/>`, t.name, colour, num(a.tip), num(base+1))
	}
	if t == weakTint { // its lines are fainter than text may be
		w.text("faint", w.page().faint, a.middle, top-3, relationSize, "middle", a.label)
	} else {
		w.text("f-"+t.name, colour, a.middle, top-3, relationSize, "middle", a.label)
	}
	w.WriteString("</g>\n")
}

// path leads up, along and down again, with round corners.
func (a *rowArc) path(base, top float64) string {
	if a.root {
		return fmt.Sprintf("M%s,%sV%s", num(a.from), num(top), num(base-3))
	}
	bend := min(bend, (a.to-a.from)/2)
	d := fmt.Sprintf("M%s,%s", num(a.from), num(top))
	if !a.cut[0] {
		d = fmt.Sprintf("M%s,%sV%sQ%s,%s %s,%s", num(a.from), num(base-a.lift(a.from)), num(top+bend), num(a.from), num(top), num(a.from+bend), num(top))
	}
	if a.cut[1] {
		return d + "H" + num(a.to)
	}
	return d + fmt.Sprintf("H%sQ%s,%s %s,%sV%s", num(a.to-bend), num(a.to), num(top), num(a.to), num(top+bend), num(base-a.lift(a.to)))
}

// lift keeps the line out of the point of the arrow.
func (a *rowArc) lift(x float64) float64 {
	if x == a.tip {
		return 3
	}
	return 0
}

// nameBox writes the box behind the words of a name and its kind below.
func (w *svgWriter) nameBox(r *sentenceRow, m Name, y float64, s *rowShape) {
	style := styleOf(m.Kind)
	tone := w.kind(style)
	from, to := r.left[m.First]-3, r.left[m.End-1]+r.wide[m.End-1]+3
	fmt.Fprintf(w, `<g class="k-%s"><rect x="%s" y="%s" width="%s" height="20" rx="5" fill="%s" stroke="%s"/>`,
		kindStyles[style].name, num(from), num(y+s.words+4), num(to-from), tone.fill, tone.line)
	w.text("kind", tone.line, (from+to)/2, y+s.kinds, tagSize, "middle", string(m.Kind))
	w.WriteString("</g>\n")
}

// lane writes the bars of a fact and what it says.
func (w *svgWriter) lane(f *Reading, l *lane, y float64) {
	w.WriteString(`<g class="fact">`)
	for _, b := range l.bars {
		t := partTints[b.part]
		fmt.Fprintf(w, `<path class="t-%s" stroke="%s" stroke-width="3.5" d="M%s,%sH%s"/>`, t.name, w.tint(t), num(b.from), num(y+3), num(b.to))
	}
	if !math.IsNaN(l.caption) {
		fmt.Fprintf(w, `<text class="faint" x="%s" y="%s" font-size="%s" fill="%s">`, num(l.caption), num(y+15), num(relationSize), w.page().faint)
		for part, text := range f.Texts {
			if text = clean(text, maxNodeRunes); text != "" {
				t := partTints[part]
				fmt.Fprintf(w, `<tspan class="f-%s" fill="%s">%s</tspan> `, t.name, w.tint(t), escape(text))
			}
		}
		w.WriteString(escape(f.remark()) + "</text>")
	}
	w.WriteString("</g>\n")
}
