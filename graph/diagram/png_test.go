package diagram

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// paint returns g as pixels beside the scene that they show.
func paint(t *testing.T, g *Graph, o Options) (image.Image, *scene) {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(mustRender(t, g, o)))
	if err != nil {
		t.Fatal(err)
	}
	o, err = o.resolved()
	if err != nil {
		t.Fatal(err)
	}
	s, err := compose(t.Context(), g, o)
	if err != nil {
		t.Fatal(err)
	}
	return img, s
}

func hex(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02X%02X%02X", r>>8, g>>8, b>>8)
}

// count returns how many pixels of r, in points, have the colour.
func count(img image.Image, r rect, scale float64, colour string) int {
	n := 0
	for y := int(r.min().y * scale); y < int(r.max().y*scale); y++ {
		for x := int(r.min().x * scale); x < int(r.max().x*scale); x++ {
			if hex(img.At(x, y)) == colour {
				n++
			}
		}
	}
	return n
}

func TestPNGShowsTheScene(t *testing.T) {
	for _, theme := range []string{"light", "dark", "print"} {
		const scale = 2
		p := palette{theme}
		img, s := paint(t, harbour(), Options{Format: "png", Theme: theme, DPI: 72 * scale})
		if got, want := img.Bounds().Size(), (image.Point{int(s.size.x * scale), int(s.size.y * scale)}); got != want {
			t.Errorf("size %v, want %v", got, want)
		}
		if got := hex(img.At(0, 0)); got != p.page().paper {
			t.Errorf("%s: page is %s", theme, got)
		}
		for i := range s.nodes {
			n := &s.nodes[i]
			c := p.kind(n.style)
			for what, colour := range map[string]string{"fill": c.fill, "outline": c.line, "text": c.text} {
				if count(img, n.grow(2), scale, colour) < 20 {
					t.Errorf("%s: node %d shows no %s %s", theme, i, what, colour)
				}
			}
		}
		for i := range s.edges {
			e := &s.edges[i]
			if len(e.label.lines) > 0 && count(img, e.box(), scale, p.class(e.class)) < 10 {
				t.Errorf("%s: label %d is not there", theme, i)
			}
			for _, mark := range e.cross() {
				if got := hex(img.At(int(mark[0].x*scale), int(mark[0].y*scale))); got != p.class(e.class) {
					t.Errorf("%s: the cross of edge %d is %s", theme, i, got)
				}
			}
		}
	}
}

func TestPNGSizeLimit(t *testing.T) {
	s := &scene{size: point{40000, 40000}}
	if err := s.png(&bytes.Buffer{}, Options{DPI: 576}); err == nil {
		t.Error("a picture of 100 gigapixels is painted")
	}
}

// The embedded font has every letter of these, whatever the computer has.
func TestTypesetting(t *testing.T) {
	var ts typesetter
	for _, s := range []string{"Brightwater ×2 – “quay” …", "Ёлка Жуков", "Ελένη Αθανασίου", "Nguyễn Đặng", "Łódź Şahin Ørsted",
		"محمد", "ירושלים", "北京市人民政府", "ナショナル", "서울", "กรุงเทพ"} {
		glyphs, w := ts.line(s, false)
		for _, g := range glyphs {
			if g.id == 0 {
				t.Errorf("%q: a letter is missing", s)
			}
		}
		if want := textWidth(s, 1, false) / slack; math.Abs(w-want) > 0.04*want {
			t.Errorf("%q: shaped %.2f em wide, measured %.2f", s, w, want)
		}
	}
	if ts.scanned {
		t.Error("the computer's fonts were asked for")
	}
}

// Words that run to the left keep their place in a line that runs to the right.
func TestDirections(t *testing.T) {
	var ts typesetter
	mixed, _ := ts.line("a שלום b", false)
	if len(mixed) == 0 || uint32(mixed[0].id) != first(&ts, "a") || uint32(mixed[len(mixed)-1].id) != first(&ts, "b") {
		t.Error("the Latin letters do not stand at the ends")
	}
	for i := 1; i < len(mixed); i++ {
		if mixed[i].at.x < mixed[i-1].at.x-1e-9 {
			t.Errorf("glyph %d stands left of its forerunner", i)
		}
	}
}

// A line that begins with letters which run to the left still runs to the right.
func TestLineBeginsAtTheLeft(t *testing.T) {
	var ts typesetter
	word, wide := ts.line("שלום", false)
	line, _ := ts.line("שלום – b", false)
	for i, g := range line {
		if hebrew := i < len(word); hebrew != (g.at.x < wide-1e-6) {
			t.Errorf("glyph %d stands at %.2f em, the word ends at %.2f", i, g.at.x, wide)
		}
	}
}

func first(ts *typesetter, s string) (id uint32) {
	g, _ := ts.line(s, false)
	return uint32(g[0].id)
}

func TestWrap(t *testing.T) {
	for _, tt := range []struct {
		s     string
		limit float64
		want  []string
	}{
		{"quay", 100, []string{"quay"}},
		{"Water Company of Upper Brightwater", 140, []string{"Water Company of", "Upper Brightwater"}},
		{"", 100, nil},
		{"Brightwaterharbourboardmembers quay", 60, []string{"Brightwaterharbourboardmembers", "quay"}},
	} {
		if got := wrap(tt.s, tt.limit, 12, false); fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("wrap(%q, %v):\ngot  %q\nwant %q", tt.s, tt.limit, got, tt.want)
		}
	}
}

func TestFocusIsStronger(t *testing.T) {
	g := &Graph{Nodes: []Node{{Label: "Old Quay", Kind: extract.Place}, {Label: "Old Quay", Kind: extract.Place, Focus: true}}}
	n := sizeNodes(g)
	if n[1].size.x <= n[0].size.x || !n[1].text.bold {
		t.Errorf("focus %v, other %v", n[1].text, n[0].text)
	}
}
