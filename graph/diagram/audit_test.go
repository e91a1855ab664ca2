package diagram

import (
	"fmt"
	"math"
	"strconv"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// scriptNames is a graph of names that are hard to set: long, of one letter, of
// right-to-left and of East Asian letters.
func scriptNames() *Graph {
	g := star(14)
	for i, name := range []string{
		"", "محمد بن عبد الله", "Владимир Петров", "王小明", "Ω", "שרה לוי", "한국 항만청", "राम कुमार", "สมชาย ใจดี",
		"Brightwater and District Amalgamated Society of Harbour Pilots and Lightermen", "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
		"Ann-Marie O’Neill-Ødegård", "中华人民共和国布莱特沃特市港务局", "A",
	} {
		if name != "" {
			g.Nodes[i].Label = name
		}
	}
	g.Nodes[9].Role = "the largest union of the coast by members and by boats"
	return g
}

// crowd is a hub with many edges on either side, some between its neighbours.
func crowd() *Graph {
	g := star(34)
	for i := 2; i+1 < 34; i += 4 {
		g.Edges = append(g.Edges, Edge{From: i, To: i + 1, Labels: []string{"accused the owners of"}, Class: Class(i / 4 % 4), Denied: i%8 == 2})
	}
	return g
}

var audited = map[string]func() *Graph{
	"harbour": harbour, "groups": grouped, "crowd": crowd, "islands": islands, "scripts": scriptNames, "flow": flow, "timeline": chronicle,
	"town": func() *Graph { return town(40, 60) }, "one": func() *Graph { return &Graph{Title: "One", Nodes: []Node{{Label: "Ann", Kind: extract.Person}}} },
}

// looks are ways to ask for a picture.
var looks = []Options{
	{}, {Layout: "LR", Labels: "full"}, {Layout: "TB", Theme: "dark"}, {Labels: "none", Theme: "print", NoLegend: true},
	{Engine: "sfdp"}, {Engine: "neato", Theme: "dark"}, {Engine: "fdp"}, {Engine: "twopi", Theme: "print"}, {Engine: "circo", Theme: "light"},
}

// Whatever is asked for, a picture can be read: a reviewer who knows only the
// SVG looks for what overlaps, runs through boxes, fades or is cut.
func TestAudit(t *testing.T) {
	for name, g := range audited {
		for i, o := range looks {
			t.Run(fmt.Sprint(name, i), func(t *testing.T) {
				o.InProcess = true
				a := audit{T: t, root: parseSVG(t, mustRender(t, g(), o))}
				a.overlaps()
				a.contrasts()
				a.sizes()
				if through, edges := a.throughBoxes(); through > allowed(o, edges) {
					t.Errorf("%d times a line runs through the box of another node, of %d lines", through, edges)
				}
			})
		}
	}
}

// allowed is how often lines may run through boxes. Layers leave room for
// lines, maps do so where they can.
func allowed(o Options, edges int) int {
	if o.Engine == "" {
		return 0
	}
	return 1 + edges/8
}

type audit struct {
	*testing.T
	root *element
}

func (a *audit) class(name string) []*element {
	return a.root.find(func(e *element) bool { return e.is(name) })
}

func textOf(e *element) []*element {
	return e.find(func(e *element) bool { return e.name == "text" })
}

// overlaps compares every text and every box with all others.
func (a *audit) overlaps() {
	type owned struct {
		name  string
		owner *element
		rect
	}
	var all []owned
	for _, n := range a.class("node") {
		shape := n.find(func(e *element) bool { return e.is("shape") })[0].box()
		all = append(all, owned{n.attrs["id"], n, shape})
		for _, text := range textOf(n) {
			if !shape.grow(1).holds(text.letters()) {
				a.Errorf("%q leaves its node", text.text)
			}
		}
	}
	for _, l := range append(a.class("label"), a.class("frame")...) {
		for _, text := range textOf(l) {
			all = append(all, owned{text.text, l, text.letters()})
		}
	}
	for _, text := range a.root.find(func(e *element) bool { return e.name == "text" && e.in.name == "svg" }) {
		all = append(all, owned{text.text, text, text.letters()})
	}
	page := a.class("page")[0].box()
	for i, x := range all {
		if !page.grow(1).holds(x.rect) {
			a.Errorf("%q leaves the page", x.name)
		}
		for _, y := range all[:i] {
			if x.owner != y.owner && x.grow(-0.5).overlaps(y.grow(-0.5)) {
				a.Errorf("%q overlaps %q", x.name, y.name)
			}
		}
	}
}

// contrasts measures every text against what it lies on, and every line
// against the page.
func (a *audit) contrasts() {
	paper := a.class("page")[0].attrs["fill"]
	for _, text := range a.root.find(func(e *element) bool { return e.name == "text" }) {
		on := paper
		if shapes := text.in.find(func(e *element) bool { return e.is("shape") }); len(shapes) > 0 {
			on = shapes[0].attrs["fill"]
		} else if text.attrs["stroke"] != "" {
			on = text.attrs["stroke"] // its halo
		}
		if c := contrast(text.attrs["fill"], on); c < 4.5 {
			a.Errorf("%q has a contrast of %.1f", text.text, c)
		}
	}
	for _, line := range append(a.class("line"), a.class("shape")...) {
		if c := contrast(line.attrs["stroke"], paper); c < 3 {
			a.Errorf("a %s %s has a contrast of %.1f", line.attrs["class"], line.attrs["stroke"], c)
		}
	}
}

// sizes looks for letters too small to read.
func (a *audit) sizes() {
	for _, text := range a.root.find(func(e *element) bool { return e.name == "text" }) {
		if s := text.num("font-size"); s < 8.5 {
			a.Errorf("%q is set in %v points", text.text, s)
		}
	}
}

// throughBoxes counts how often a line runs through a box at which it does not
// end.
func (a *audit) throughBoxes() (through, edges int) {
	var boxes []rect
	for _, n := range a.class("node") {
		boxes = append(boxes, n.find(func(e *element) bool { return e.is("shape") })[0].box())
	}
	for _, e := range a.class("edge") {
		edges++
		line := e.find(func(e *element) bool { return e.is("line") })[0].points().sample(32)
		tip := e.find(func(e *element) bool { return e.is("head") })[0].points()[0]
		for _, b := range boxes {
			if !b.grow(4).contains(line[0]) && !b.grow(4).contains(tip) && b.grow(-3).crossedBy(line) {
				through++
			}
		}
	}
	return through, edges
}

// linear returns the light of a colour's red, green and blue, 0–1.
func linear(hex string) (c [3]float64) {
	for i := range c {
		n, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		if err != nil {
			panic(err)
		}
		if c[i] = float64(n) / 255; c[i] <= 0.04045 {
			c[i] /= 12.92
		} else {
			c[i] = math.Pow((c[i]+0.055)/1.055, 2.4)
		}
	}
	return c
}

// eyes are the full colour blindnesses of Machado, Oliveira and Fernandes
// (2009), as matrices of linear light.
var eyes = map[string][3][3]float64{
	"usual":        {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

// lab returns a colour, as those eyes see it, in CIELAB.
func lab(hex string, eye [3][3]float64) (out [3]float64) {
	c := linear(hex)
	var seen [3]float64
	for i := range seen {
		for j := range c {
			seen[i] += eye[i][j] * c[j]
		}
		seen[i] = min(max(seen[i], 0), 1)
	}
	f := func(r, g, b, white float64) float64 {
		v := (r*seen[0] + g*seen[1] + b*seen[2]) / white
		if v > 216.0/24389 {
			return math.Cbrt(v)
		}
		return (24389.0/27*v + 16) / 116
	}
	x, y, z := f(0.4124, 0.3576, 0.1805, 0.95047), f(0.2126, 0.7152, 0.0722, 1), f(0.0193, 0.1192, 0.9505, 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func difference(a, b string, eye [3][3]float64) float64 {
	x, y := lab(a, eye), lab(b, eye)
	return math.Hypot(math.Hypot(x[0]-y[0], x[1]-y[1]), x[2]-y[2])
}

// Families of relations differ for every eye. Nine kinds cannot: their outlines
// tell them apart.
func TestFamiliesDifferForAllEyes(t *testing.T) {
	for _, theme := range []string{"light", "dark"} {
		p := palette{theme}
		for eye, m := range eyes {
			for i, a := range classOrder {
				for _, b := range classOrder[:i] {
					if d := difference(p.class(a), p.class(b), m); d < 10 {
						t.Errorf("%s, %s: %s and %s differ by %.1f", theme, eye, a.style().name, b.style().name, d)
					}
				}
			}
		}
	}
}

// A printer without colours tells families apart by how dark they are.
func TestFamiliesDifferInGrey(t *testing.T) {
	for i, a := range classOrder {
		for _, b := range classOrder[:i] {
			if x, y := lab(printLines[a], eyes["usual"])[0], lab(printLines[b], eyes["usual"])[0]; math.Abs(x-y) < 4 {
				t.Errorf("%s and %s are printed alike, %.0f and %.0f", a.style().name, b.style().name, x, y)
			}
		}
	}
}
