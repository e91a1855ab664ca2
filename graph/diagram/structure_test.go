package diagram

import (
	"bytes"
	"encoding/xml"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden structures")

// An element of a picture as the SVG tells it.
type element struct {
	name  string
	attrs map[string]string
	text  string
	in    *element
	parts []*element
}

// parseSVG reads a picture back, without a word of how it was made.
func parseSVG(t *testing.T, svg []byte) *element {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(svg))
	root := &element{}
	at := root
	for {
		tok, err := d.Token()
		if err != nil {
			return root
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			e := &element{name: tok.Name.Local, attrs: map[string]string{}, in: at}
			for _, a := range tok.Attr {
				e.attrs[a.Name.Local] = a.Value
			}
			at.parts = append(at.parts, e)
			at = e
		case xml.EndElement:
			at = at.in
		case xml.CharData:
			at.text += string(tok)
		}
	}
}

// find lists the elements below e for which match holds, in order.
func (e *element) find(match func(*element) bool) []*element {
	var out []*element
	for _, p := range e.parts {
		if match(p) {
			out = append(out, p)
		}
		out = append(out, p.find(match)...)
	}
	return out
}

func (e *element) num(attr string) float64 {
	f, _ := strconv.ParseFloat(e.attrs[attr], 64)
	return f
}

func (e *element) is(class string) bool {
	return strings.Contains(" "+e.attrs["class"]+" ", " "+class+" ")
}

// box is the outline of a shape: a rectangle, an ellipse or corners.
func (e *element) box() rect {
	switch e.name {
	case "rect":
		size := point{e.num("width"), e.num("height")}
		return rect{c: point{e.num("x"), e.num("y")}.add(size.scale(.5)), size: size}
	case "ellipse":
		return rect{c: point{e.num("cx"), e.num("cy")}, size: point{2 * e.num("rx"), 2 * e.num("ry")}}
	}
	return bounds(e.points())
}

// points are those of a path, control points too.
func (e *element) points() (ps curve) {
	for _, f := range strings.FieldsFunc(strings.TrimSuffix(e.attrs["d"], "Z"), func(r rune) bool { return strings.ContainsRune("MLC ", r) }) {
		x, y, _ := strings.Cut(f, ",")
		px, _ := strconv.ParseFloat(x, 64)
		py, _ := strconv.ParseFloat(y, 64)
		ps = append(ps, point{px, py})
	}
	return ps
}

// letters is the box that a text's letters fill, by the fonts embedded.
func (e *element) letters() rect {
	size := e.num("font-size")
	w := textWidth(e.text, size, e.attrs["font-weight"] == "bold") / slack
	x := e.num("x") + w/2
	if e.attrs["text-anchor"] == "middle" {
		x = e.num("x")
	}
	return rect{c: point{x, e.num("y") - size*0.3}, size: point{w, size * 0.9}}
}

// structure tells what a picture shows without saying where: nodes with their
// kind and texts, edges with what they join, class and strokes, then labels.
func structure(t *testing.T, svg []byte) string {
	root := parseSVG(t, svg)
	var out []string
	texts := func(e *element) string {
		var words []string
		for _, p := range e.find(func(e *element) bool { return e.name == "text" }) {
			words = append(words, p.text)
		}
		return strings.Join(words, " / ")
	}
	for _, e := range root.find(func(e *element) bool { return e.name == "g" }) {
		line := strings.TrimSpace(e.attrs["id"] + " " + e.attrs["class"])
		if text := texts(e); text != "" {
			line += ": " + text
		}
		if strokes := e.find(func(e *element) bool { return e.is("line") }); len(strokes) > 0 && e.is("edge") {
			line += fmt.Sprintf(" width %s dashes %q, %d strokes", strokes[0].attrs["stroke-width"], strokes[0].attrs["stroke-dasharray"], len(strokes))
		}
		for _, a := range e.find(func(e *element) bool { return e.name == "a" }) {
			line += " → " + a.attrs["href"]
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n") + "\n"
}

func TestStructure(t *testing.T) {
	for _, name := range []string{"harbour", "groups", "flow", "timeline"} {
		g := samples[name]()
		g.Edges[0].URL, g.Edges[1].URL = "https://brightwater.example/quay?a=1&b=2", "javascript:alert(1)"
		got := structure(t, mustRender(t, g, Options{}))
		file := filepath.Join("testdata", name+".golden")
		if *update {
			if err := os.MkdirAll("testdata", 0o755); err != nil {
				t.Fatal(err)
			}
			save(t, file, []byte(got))
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s, see the difference with -update\n got %s\nwant %s", name, got, want)
		}
	}
}
