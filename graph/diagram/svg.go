package diagram

import (
	"fmt"
	"html"
	"strconv"
	"strings"
)

// fontStack ends in DejaVu Sans, the widest, for which texts are measured.
const fontStack = `Inter, 'Noto Sans', 'Segoe UI', Roboto, Helvetica, Arial, 'DejaVu Sans', sans-serif`

// An svgWriter writes a scene as SVG 1.1.
type svgWriter struct {
	strings.Builder
	palette
	auto bool
}

// svg returns s as one SVG file with fonts and colours of its own.
func (s *scene) svg(o Options, title, subtitle string) string {
	w := &svgWriter{palette: palette{o.Theme}, auto: o.Theme == "auto"}
	fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="%spt" height="%spt" viewBox="0 0 %s %s" role="img" font-family="%s">
`, num(s.size.x), num(s.size.y), num(s.size.x), num(s.size.y), fontStack)
	if title != "" {
		fmt.Fprintf(w, "<title>%s</title>\n", escape(title))
	}
	if subtitle != "" {
		fmt.Fprintf(w, "<desc>%s</desc>\n", escape(subtitle))
	}
	w.style()
	fmt.Fprintf(w, "<rect class=\"page\" width=\"%s\" height=\"%s\" fill=\"%s\"/>\n", num(s.size.x), num(s.size.y), w.page().paper)
	w.header(&s.header)
	for i := range s.frames {
		w.frame(&s.frames[i])
	}
	for _, r := range s.rules {
		w.rule(r)
	}
	for i := range s.edges {
		w.edge(i, &s.edges[i])
	}
	for i := range s.nodes {
		w.node(i, &s.nodes[i])
	}
	// Labels come last, since a line may cross one of them but must not hide it.
	for i := range s.edges {
		w.label(&s.edges[i], s.halo(&s.edges[i], w.palette))
	}
	for i := range s.frames {
		w.frameName(&s.frames[i])
	}
	for i := range s.texts {
		w.sideText(&s.texts[i])
	}
	w.WriteString("</svg>\n")
	return w.String()
}

// style writes what attributes cannot say; dark colours are rules, which beat
// the attributes that hold the light ones.
func (w *svgWriter) style() {
	w.WriteString("<style>\n.label text{paint-order:stroke;stroke-linejoin:round}\n")
	w.WriteString(".node:hover .shape{stroke-width:3}\n.edge:hover .line{stroke-width:4}\n")
	if w.auto {
		w.WriteString("@media (prefers-color-scheme:dark){\n")
		w.darkRules()
		w.WriteString("}\n")
	}
	w.WriteString("</style>\n")
}

func (w *svgWriter) darkRules() {
	fmt.Fprintf(w, ".page{fill:%s}.ink{fill:%s}.faint{fill:%s}.label text{stroke:%s}\n", darkPage.paper, darkPage.ink, darkPage.faint, darkPage.paper)
	dark := palette{"dark"}
	f, faint := dark.frame(), dark.edge(&placedEdge{faint: true})
	fmt.Fprintf(w, ".c-faint .line{stroke:%s}.c-faint .head{fill:%s;stroke:%s}\n", faint, faint, faint)
	fmt.Fprintf(w, ".frame rect{fill:%s;stroke:%s}.frame text{fill:%s;stroke:%s}.rule{stroke:%s}.dot{fill:%s;stroke:%s}\n", f.fill, f.line, f.text, f.fill, f.line, darkPage.paper, darkPage.faint)
	for _, k := range kindStyles {
		fmt.Fprintf(w, ".k-%s .shape{fill:%s;stroke:%s}.k-%s .trim{stroke:%s}.k-%s text{fill:%s}\n",
			k.name, k.dark.fill, k.dark.line, k.name, k.dark.line, k.name, k.dark.text)
	}
	for _, c := range classStyles {
		fmt.Fprintf(w, ".c-%s .line{stroke:%s}.c-%s .head{fill:%s;stroke:%s}.c-%s .open{fill:%s}.c-%s text{fill:%s}\n",
			c.name, c.dark, c.name, c.dark, c.dark, c.name, darkPage.paper, c.name, c.dark)
	}
}

func (w *svgWriter) header(h *header) {
	for _, t := range h.texts {
		class, colour := "ink", w.page().ink
		if t.faint {
			class, colour = "faint", w.page().faint
		}
		weight := ""
		if t.bold {
			weight = ` font-weight="bold"`
		}
		fmt.Fprintf(w, "<text class=\"%s\" x=\"%s\" y=\"%s\" font-size=\"%s\"%s fill=\"%s\">%s</text>\n",
			class, num(t.at.x), num(t.at.y), num(t.size), weight, colour, escape(t.text))
	}
	for i := range h.keys {
		w.key(&h.keys[i])
	}
}

func (w *svgWriter) key(k *legendKey) {
	if k.style >= 0 {
		fmt.Fprintf(w, "<g class=\"k-%s\">", kindStyles[k.style].name)
		w.shape(k.style, k.swatch(), 1.2)
	} else {
		e := k.stroke()
		fmt.Fprintf(w, "<g class=\"c-%s\">", e.className())
		w.stroke(&e)
	}
	p := k.baseline()
	fmt.Fprintf(w, "</g>\n<text class=\"ink\" x=\"%s\" y=\"%s\" font-size=\"%s\" fill=\"%s\">%s</text>\n",
		num(p.x), num(p.y), num(k.size()), w.page().ink, escape(k.text))
}

func (w *svgWriter) frame(f *frame) {
	t, a := w.palette.frame(), f.min()
	fmt.Fprintf(w, `<g class="frame"><rect x="%s" y="%s" width="%s" height="%s" rx="10" fill="%s" stroke="%s"/></g>`+"\n",
		num(a.x), num(a.y), num(f.size.x), num(f.size.y), t.fill, t.line)
}

// frameName writes the name of a group over the lines that enter it.
func (w *svgWriter) frameName(f *frame) {
	t := w.palette.frame()
	w.WriteString(`<g class="frame">`)
	w.lines(f.text, f.at, t.text, haloed(t.fill))
	w.WriteString("</g>\n")
}

// haloed surrounds letters with the colour that they lie on.
func haloed(colour string) string {
	return fmt.Sprintf(` stroke="%s" stroke-width="3.5" paint-order="stroke"`, colour)
}

func (w *svgWriter) rule(r rule) {
	if r.radius > 0 {
		fmt.Fprintf(w, "<circle class=\"dot\" cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"2\"/>\n",
			num(r.from.x), num(r.from.y), num(r.radius), w.page().paper, w.page().faint)
		return
	}
	fmt.Fprintf(w, "<path class=\"rule\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" d=\"%s\"/>\n", w.palette.frame().line, polyline([]point{r.from, r.to}))
}

func (w *svgWriter) sideText(t *sideText) {
	class, colour := "ink", w.page().ink
	if t.faint {
		class, colour = "faint", w.page().faint
	}
	weight := ""
	if t.block.bold {
		weight = ` font-weight="bold"`
	}
	for i, line := range t.block.lines {
		fmt.Fprintf(w, "<text class=\"%s\" x=\"%s\" y=\"%s\" font-size=\"%s\"%s fill=\"%s\">%s</text>\n",
			class, num(t.left.x), num(t.block.baseline(t.left.y, i)), num(t.block.size), weight, colour, escape(line))
	}
}

func (w *svgWriter) node(i int, n *placedNode) {
	class := ""
	if n.focus {
		class = " focus"
	}
	fmt.Fprintf(w, "<g id=\"n%d\" class=\"node k-%s%s\"><title>%s</title>", i, kindStyles[n.style].name, class, escape(n.note))
	w.shape(n.style, n.rect, n.outlineWidth())
	w.lines(n.text, n.textCentre(), w.kind(n.style).text, "")
	w.lines(n.role, n.roleCentre(), w.kind(n.style).text, ` class="role"`)
	w.WriteString("</g>\n")
}

// shape writes the outline of a kind, then its inner lines.
func (w *svgWriter) shape(style int, r rect, width float64) {
	t := w.kind(style)
	look := fmt.Sprintf(`fill="%s" stroke="%s" stroke-width="%s"`, t.fill, t.line, num(width))
	a := r.min()
	switch sh := kindStyles[style].shape; sh {
	case ellipse:
		fmt.Fprintf(w, `<ellipse class="shape" %s cx="%s" cy="%s" rx="%s" ry="%s"/>`, look, num(r.c.x), num(r.c.y), num(r.size.x/2), num(r.size.y/2))
	case roundBox:
		fmt.Fprintf(w, `<rect class="shape" %s x="%s" y="%s" width="%s" height="%s" rx="%s"/>`, look, num(a.x), num(a.y), num(r.size.x), num(r.size.y), num(min(round, r.size.y/2.5)))
	default:
		fmt.Fprintf(w, `<path class="shape" stroke-linejoin="round" %s d="%sZ"/>`, look, polyline(sh.outline(r)))
	}
	for _, l := range kindStyles[style].shape.trim(r) {
		fmt.Fprintf(w, `<path class="trim" fill="none" stroke="%s" stroke-width="1.1" d="%s"/>`, t.line, polyline(l))
	}
}

func (w *svgWriter) edge(i int, e *placedEdge) {
	if len(e.curve) == 0 {
		return
	}
	fmt.Fprintf(w, "<g id=\"e%d\" class=\"edge c-%s%s\">", i, e.className(), e.status())
	if e.note != "" {
		fmt.Fprintf(w, "<title>%s</title>", escape(e.note))
	}
	w.linked(e, func() { w.stroke(e) })
	w.WriteString("</g>\n")
}

func (e *placedEdge) className() string {
	if e.faint {
		return "faint"
	}
	return e.class.style().name
}

// status names in the class what the strokes of e tell.
func (e *placedEdge) status() string {
	s := ""
	for _, c := range []struct {
		set  bool
		name string
	}{{e.reported, " reported"}, {e.planned, " planned"}, {e.denied, " denied"}} {
		if c.set {
			s += c.name
		}
	}
	return s
}

// linked lets what inside writes lead to e's article.
func (w *svgWriter) linked(e *placedEdge, inside func()) {
	if e.url != "" {
		fmt.Fprintf(w, `<a href="%s" target="_blank" rel="noopener noreferrer">`, escape(e.url))
	}
	inside()
	if e.url != "" {
		w.WriteString("</a>")
	}
}

// stroke writes the line, the arrow and, for what is denied, the cross.
func (w *svgWriter) stroke(e *placedEdge) {
	colour := w.palette.edge(e)
	line, head := e.arrow()
	dash := ""
	if len(e.dashes) > 0 {
		dash = ` stroke-dasharray="` + joinNums(e.dashes) + `"`
	}
	fmt.Fprintf(w, `<path class="line" fill="none" stroke="%s" stroke-width="%s"%s d="%s"/>`, colour, num(e.width), dash, bezier(line))
	class, fill := "head", colour
	if e.denied {
		class, fill = "head open", w.page().paper
	}
	fmt.Fprintf(w, `<path class="%s" fill="%s" stroke="%s" stroke-linejoin="round" d="%sZ"/>`, class, fill, colour, polyline(head))
	for _, l := range e.cross() {
		fmt.Fprintf(w, `<path class="line" fill="none" stroke="%s" stroke-width="2.2" stroke-linecap="round" d="%s"/>`, colour, polyline(l))
	}
}

func (w *svgWriter) label(e *placedEdge, halo string) {
	if len(e.label.lines) == 0 {
		return
	}
	fmt.Fprintf(w, "<g class=\"label c-%s\">", e.class.style().name)
	if e.note != "" {
		fmt.Fprintf(w, "<title>%s</title>", escape(e.note))
	}
	w.linked(e, func() {
		w.lines(e.label, e.at, w.class(e.class), haloed(halo))
	})
	w.WriteString("</g>\n")
}

// lines writes b around the centre c.
func (w *svgWriter) lines(b textBlock, c point, colour, extra string) {
	if b.bold {
		extra += ` font-weight="bold"`
	}
	for i, line := range b.lines {
		fmt.Fprintf(w, "<text x=\"%s\" y=\"%s\" text-anchor=\"middle\" font-size=\"%s\" fill=\"%s\"%s>%s</text>",
			num(c.x), num(b.baseline(c.y, i)), num(b.size), colour, extra, escape(line))
	}
}

// escape returns s fit for text and for attributes.
func escape(s string) string { return html.EscapeString(s) }

// num prints hundredths of a point at most.
func num(f float64) string { return strconv.FormatFloat(round2(f), 'f', -1, 64) }

func joinNums(fs []float64) string {
	var out []string
	for _, f := range fs {
		out = append(out, num(f))
	}
	return strings.Join(out, " ")
}

func polyline(ps []point) string {
	var b strings.Builder
	for i, p := range ps {
		b.WriteString("ML"[min(i, 1) : min(i, 1)+1])
		b.WriteString(num(p.x) + "," + num(p.y))
	}
	return b.String()
}

func bezier(c curve) string {
	var b strings.Builder
	for i, p := range c {
		switch {
		case i == 0:
			b.WriteByte('M')
		case i%3 == 1:
			b.WriteByte('C')
		default:
			b.WriteByte(' ')
		}
		b.WriteString(num(p.x) + "," + num(p.y))
	}
	return b.String()
}
