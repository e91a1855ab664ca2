package diagram

import (
	"bytes"
	"encoding/xml"
	"image/png"
	"io"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract"
)

// hostile are labels that mean something to DOT, XML, HTML or a terminal.
var hostile = []string{
	`<b>Ada</b> & "Ben" <script>alert(1)</script>`,
	`\N \G \L back\slash\`,
	"a\x00b\x1b[31mc\u202Etxt\u2066x\u200F",
	"\xff\xfe broken \xc3",
	`"]; evil [label="x`,
	"&lt;tag&gt; &#38; ]]> --> <!-- ",
	strings.Repeat("W", 300),
	strings.Repeat("many words ", 40),
	"line\nbreak\r\n\ttab",
	"محمد العلي", "北京市人民政府", "Ёлка Жуков", "Ελένη", "🚢🚢🚢", "ナショナル ギャラリー", "\uFFFE\uFFFF",
	"javascript:alert(1)", " ",
}

func hostileGraph() *Graph {
	g := &Graph{Title: strings.Join(hostile[:3], " "), Subtitle: hostile[4]}
	for i, h := range hostile {
		g.Nodes = append(g.Nodes, Node{Label: h, Kind: extract.Kind(h), Note: h})
		g.Edges = append(g.Edges, Edge{From: i, To: (i + 1) % len(hostile), Labels: []string{h, h}, Note: h, Class: Class(i * 50)})
	}
	return g
}

func TestHostileLabels(t *testing.T) {
	g := hostileGraph()
	o, _ := Options{}.resolved()
	s, err := compose(t.Context(), g, o)
	if err != nil {
		t.Fatal(err)
	}
	checkGeometry(t, s)
	texts := svgTexts(t, mustRender(t, g, Options{}))
	for i, h := range hostile {
		if want := orDefault(clean(h, maxNodeRunes), "?"); texts["n"+itoa(i)] != want {
			t.Errorf("node %d:\ngot  %q\nwant %q", i, texts["n"+itoa(i)], want)
		}
	}
	if _, err := png.Decode(bytes.NewReader(mustRender(t, g, Options{Format: "png", DPI: 72}))); err != nil {
		t.Error(err)
	}
}

// svgTexts checks that svg is well-formed and holds no active content, and
// returns the text of each group by its id, lines joined by a space.
func svgTexts(t testing.TB, svg []byte) map[string]string {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(svg))
	out := map[string]string{}
	var id string
	inText := false
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatalf("ill-formed: %v\n%q", err, svg)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			switch tok.Name.Local {
			case "script", "image", "foreignObject", "use":
				t.Errorf("element %s", tok.Name.Local)
			}
			if tok.Name.Local == "g" {
				id = ""
			}
			for _, a := range tok.Attr {
				if a.Name.Local == "id" {
					id = a.Value
				}
				if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" && !strings.HasPrefix(a.Value, "https://") {
					t.Errorf("attribute %s", a.Name.Local)
				}
			}
			inText = tok.Name.Local == "text"
		case xml.EndElement:
			inText = false
		case xml.CharData:
			if inText {
				out[id] = strings.TrimSpace(out[id] + " " + string(tok))
			}
		}
	}
}

// Any text comes out as the same text, and nothing else.
func FuzzLabel(f *testing.F) {
	for _, h := range hostile {
		f.Add(h)
	}
	f.Fuzz(func(t *testing.T, label string) {
		g := &Graph{
			Title: label, Subtitle: label,
			Nodes: []Node{{Label: label, Note: label, Kind: extract.Kind(label)}, {Label: "Ada Marsh", Kind: extract.Person}},
			Edges: []Edge{{From: 0, To: 1, Labels: []string{label}, Note: label}},
		}
		texts := svgTexts(t, mustRender(t, g, Options{InProcess: true, Layout: "TB"}))
		if want := orDefault(clean(label, maxNodeRunes), "?"); texts["n0"] != want {
			t.Errorf("node:\ngot  %q\nwant %q", texts["n0"], want)
		}
	})
}
