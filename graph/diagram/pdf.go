package diagram

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
)

// A PDF of one page is a few objects and a stream of the same strokes that a
// PNG is painted with, so none of the PDF libraries is needed. Letters are
// outlines: they look alike everywhere. An invisible copy in a standard font
// lies on them where that font has the letters, for search and selection.

// pdfPage is a surface that writes the operators of a page.
type pdfPage struct {
	bytes.Buffer
	at point // the pen
}

func (p *pdfPage) op(operator string, numbers ...float64) {
	for _, n := range numbers {
		p.WriteString(strconv.FormatFloat(round2(n), 'f', -1, 64))
		p.WriteByte(' ')
	}
	p.WriteString(operator)
	p.WriteByte('\n')
}

func (p *pdfPage) MoveTo(x, y float64) { p.at = point{x, y}; p.op("m", x, y) }
func (p *pdfPage) LineTo(x, y float64) { p.at = point{x, y}; p.op("l", x, y) }
func (p *pdfPage) ClosePath()          { p.op("h") }

func (p *pdfPage) CubicTo(x1, y1, x2, y2, x3, y3 float64) {
	p.at = point{x3, y3}
	p.op("c", x1, y1, x2, y2, x3, y3)
}

// QuadraticTo raises the curve to the third degree: PDF knows no other.
func (p *pdfPage) QuadraticTo(x1, y1, x2, y2 float64) {
	c, end := point{x1, y1}, point{x2, y2}
	a, b := p.at.lerp(c, 2.0/3), end.lerp(c, 2.0/3)
	p.CubicTo(a.x, a.y, b.x, b.y, end.x, end.y)
}

func (p *pdfPage) colour(hex, operator string) {
	var rgb [3]float64
	for i := range rgb {
		v, _ := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		rgb[i] = float64(v) / 255
	}
	fmt.Fprintf(p, "%.3f %.3f %.3f %s\n", rgb[0], rgb[1], rgb[2], operator)
}

func (p *pdfPage) fill(colour string) {
	p.colour(colour, "rg")
	p.op("f")
}

func (p *pdfPage) stroke(colour string, width float64, dashes []float64, round bool) {
	p.pen(colour, width, dashes, round)
	p.op("S")
}

func (p *pdfPage) both(fill, line string, width float64) {
	p.colour(fill, "rg")
	p.pen(line, width, nil, false)
	p.op("B")
}

func (p *pdfPage) pen(colour string, width float64, dashes []float64, round bool) {
	p.colour(colour, "RG")
	p.op("w", width)
	lineCap := 0.0
	if round {
		lineCap = 1
	}
	p.op("J", lineCap)
	p.op("j", 1)
	fmt.Fprintf(p, "[%s] 0 d\n", joinNums(dashes))
}

// readable lays text invisibly where it is painted; what Latin-1 lacks stays
// painted alone.
func (p *pdfPage) readable(text string, left point, size, width float64) {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r > 0xff:
			return
		case r == '(' || r == ')' || r == '\\':
			b.WriteByte('\\')
		}
		b.WriteByte(byte(r))
	}
	const average = 0.5 // em of a letter of Helvetica
	stretch := 100 * width / max(average*size*float64(b.Len()), 1)
	fmt.Fprintf(p, "BT 3 Tr /F1 %s Tf %s Tz 1 0 0 -1 %s %s Tm (%s) Tj ET\n", num(size), num(min(stretch, 200)), num(left.x), num(left.y), b.String())
}

// pdf paints s and writes it to w.
func (s *scene) pdf(w io.Writer, o Options, title string) error {
	page := &pdfPage{}
	page.op("cm", 1, 0, 0, -1, 0, s.size.y)
	(&painter{surface: page, palette: palette{o.Theme}}).paint(s)
	s.readables(page)
	var stream bytes.Buffer
	z := zlib.NewWriter(&stream)
	if _, err := z.Write(page.Bytes()); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	var links []string
	for i := range s.edges {
		links = append(links, s.edges[i].annotation(s.size.y)...)
	}
	f := &pdfFile{}
	f.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	f.object("<</Type/Catalog/Pages 2 0 R>>")
	f.object("<</Type/Pages/Kids[3 0 R]/Count 1>>")
	f.object(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s %s]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots[%s]>>",
		num(s.size.x), num(s.size.y), strings.Join(links, "")))
	f.object(fmt.Sprintf("<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream", stream.Len(), stream.String()))
	f.object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	f.object("<</Title " + pdfString(title) + "/Producer(dramatis)>>")
	f.end()
	_, err := w.Write(f.Bytes())
	return err
}

// readables goes over every text of s.
func (s *scene) readables(p *pdfPage) {
	lines := func(b textBlock, c point) {
		for i, line := range b.lines {
			w := textWidth(line, b.size, b.bold) / slack
			p.readable(line, point{c.x - w/2, b.baseline(c.y, i)}, b.size, w)
		}
	}
	for _, t := range s.header.texts {
		p.readable(t.text, t.at, t.size, textWidth(t.text, t.size, t.bold)/slack)
	}
	for i := range s.nodes {
		n := &s.nodes[i]
		lines(n.text, n.textCentre())
		lines(n.role, n.roleCentre())
	}
	for i := range s.edges {
		lines(s.edges[i].label, s.edges[i].at)
	}
	for i := range s.texts {
		lines(s.texts[i].block, s.texts[i].rect().c)
	}
}

// annotation makes e's label a link to its article.
func (e *placedEdge) annotation(height float64) []string {
	if e.url == "" || len(e.label.lines) == 0 {
		return nil
	}
	a, b := e.box().min(), e.box().max()
	return []string{fmt.Sprintf("<</Type/Annot/Subtype/Link/Border[0 0 0]/Rect[%s %s %s %s]/A<</S/URI/URI %s>>>>",
		num(a.x), num(height-b.y), num(b.x), num(height-a.y), pdfString(e.url))}
}

// pdfString writes s in UTF-16 as hexadecimal digits, which need no escapes;
// ASCII, as links must be, as it is.
func pdfString(s string) string {
	var b strings.Builder
	ascii := strings.IndexFunc(s, func(r rune) bool { return r > 0x7e || r < 0x20 }) < 0
	if ascii {
		return fmt.Sprintf("<%x>", s)
	}
	b.WriteString("<feff")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04x", u)
	}
	return b.String() + ">"
}

// A pdfFile numbers objects from 1 and remembers where they begin.
type pdfFile struct {
	bytes.Buffer
	offsets []int
}

func (f *pdfFile) object(body string) {
	f.offsets = append(f.offsets, f.Len())
	fmt.Fprintf(f, "%d 0 obj\n%s\nendobj\n", len(f.offsets), body)
}

// end writes the table of objects; the last one describes the document.
func (f *pdfFile) end() {
	start, n := f.Len(), len(f.offsets)
	fmt.Fprintf(f, "xref\n0 %d\n0000000000 65535 f \n", n+1)
	for _, at := range f.offsets {
		fmt.Fprintf(f, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(f, "trailer\n<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", n+1, n, start)
}
