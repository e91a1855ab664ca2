package diagram

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/graph/mermaid/mermaidtest"
)

// Any text comes back from every data format as it was cleaned, and means
// nothing to the format.
func TestDataKeepsTexts(t *testing.T) {
	g := hostileGraph()
	var labels []string
	for _, n := range g.Nodes {
		labels = append(labels, clean(n.Label, maxNoteRunes))
	}
	var cy struct {
		Elements struct {
			Nodes, Edges []struct{ Data map[string]any }
		}
	}
	if err := json.Unmarshal(mustRender(t, g, Options{Format: "cytoscape"}), &cy); err != nil {
		t.Fatal(err)
	}
	var graphml struct {
		Keys []struct {
			ID   string `xml:"id,attr"`
			Name string `xml:"attr.name,attr"`
			For  string `xml:"for,attr"`
		} `xml:"key"`
		Nodes []struct {
			Data []struct {
				Key  string `xml:"key,attr"`
				Text string `xml:",chardata"`
			} `xml:"data"`
		} `xml:"graph>node"`
		Edges []struct {
			Source, Target string `xml:"-"`
		} `xml:"graph>edge"`
	}
	if err := xml.Unmarshal(mustRender(t, g, Options{Format: "graphml"}), &graphml); err != nil {
		t.Fatal(err)
	}
	var gephi struct {
		Nodes []struct {
			Label string `xml:"label,attr"`
		} `xml:"graph>nodes>node"`
		Edges []struct {
			Weight int `xml:"weight,attr"`
		} `xml:"graph>edges>edge"`
	}
	if err := xml.Unmarshal(mustRender(t, g, Options{Format: "gexf"}), &gephi); err != nil {
		t.Fatal(err)
	}
	if len(cy.Elements.Edges) != len(g.Edges) || len(graphml.Edges) != len(g.Edges) || len(gephi.Edges) != len(g.Edges) {
		t.Fatalf("%d, %d and %d edges, want %d", len(cy.Elements.Edges), len(graphml.Edges), len(gephi.Edges), len(g.Edges))
	}
	for i, want := range labels {
		if got, _ := cy.Elements.Nodes[i].Data["label"].(string); got != want {
			t.Errorf("cytoscape, node %d\n got %q\nwant %q", i, got, want)
		}
		if got := gephi.Nodes[i].Label; got != want {
			t.Errorf("gexf, node %d\n got %q\nwant %q", i, got, want)
		}
		got := ""
		for _, d := range graphml.Nodes[i].Data {
			if d.Key == "n0" {
				got = d.Text
			}
		}
		if got != want {
			t.Errorf("graphml, node %d\n got %q\nwant %q", i, got, want)
		}
	}
}

func TestDataKeepsClaims(t *testing.T) {
	var cy struct {
		Elements struct {
			Edges []struct{ Data map[string]any }
		}
	}
	g := harbour()
	g.Edges[7].URL, g.Edges[8].URL = "https://brightwater.example/", "javascript:alert(1)"
	if err := json.Unmarshal(mustRender(t, g, Options{Format: "cytoscape"}), &cy); err != nil {
		t.Fatal(err)
	}
	bribed, paid := cy.Elements.Edges[7].Data, cy.Elements.Edges[8].Data
	if bribed["reported"] != true || bribed["denied"] != false || bribed["url"] != "https://brightwater.example/" {
		t.Errorf("what is reported: %v", bribed)
	}
	if paid["denied"] != true || paid["url"] != nil || paid["source"] != "n3" || paid["target"] != "n2" || paid["support"] != 2.0 {
		t.Errorf("what is denied: %v", paid)
	}
}

func TestMermaid(t *testing.T) {
	g := harbour()
	g.Nodes[1].Label, g.Nodes[2].Role = `Bright"water"<br/>#1`, "since 1850"
	text := string(mustRender(t, g, Options{Format: "mermaid"}))
	for _, want := range []string{
		"flowchart TB\n",
		`  n0("Ada Marsh"):::k_person` + "\n",
		`  n1(["Bright#34;water#34;#60;br/#62;#35;1"]):::k_place` + "\n",
		`  n2[["Brightwater<br/>Harbour Board<br/>since 1850"]]:::k_organisation` + "\n",
		`  n3 -.->|"bribed"| n2` + "\n",
		`  n3 --x|"not paid a bribe to"| n2` + "\n",
		"  linkStyle 0 stroke:#6F5A8A",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if text := string(mustRender(t, grouped(), Options{Format: "mermaid"})); strings.Count(text, "subgraph") != 2 || strings.Count(text, "  end\n") != 2 {
		t.Errorf("groups are lost in\n%s", text)
	}
	if text := string(mustRender(t, chronicle(), Options{Format: "mermaid"})); !strings.HasPrefix(text, "timeline\n") ||
		!strings.Contains(text, "  2 May 2021 : Ada Marsh mayor of ×6 Brightwater\n    : Ada Marsh met with ×3 Brightwater Harbour Board") {
		t.Errorf("timeline\n%s", text)
	}
}

// GitHub draws no more than this.
func TestMermaidLimits(t *testing.T) {
	g := town(100, 600)
	text := string(mustRender(t, g, Options{Format: "mermaid"}))
	if n := strings.Count(text, "-->") + strings.Count(text, "-.->") + strings.Count(text, "--x"); n > 500 || len(text) > 50000 {
		t.Errorf("%d edges in %d bytes", n, len(text))
	}
	if !strings.Contains(text, "relations more than Mermaid draws are left out") {
		t.Error("nothing says what is left out")
	}
}

var pdfObject = regexp.MustCompile(`(?s)(\d+) 0 obj\n(.*?)\nendobj\n`)

// Offsets lead to their objects, and the page unpacks to strokes that balance.
func TestPDF(t *testing.T) {
	g := harbour()
	g.Edges[0].URL = "https://brightwater.example/"
	file := mustRender(t, g, Options{Format: "pdf"})
	if !bytes.HasPrefix(file, []byte("%PDF-1.7\n")) || !bytes.HasSuffix(file, []byte("%%EOF\n")) {
		t.Fatal("no PDF")
	}
	tail := file[bytes.LastIndex(file, []byte("startxref\n"))+len("startxref\n"):]
	start, err := strconv.Atoi(strings.SplitN(string(tail), "\n", 2)[0])
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(string(file[start:]), "\n")
	for n, row := range rows[3:] {
		at, err := strconv.Atoi(strings.SplitN(row, " ", 2)[0])
		if err != nil {
			break
		}
		if want := fmt.Sprintf("%d 0 obj\n", n+1); !bytes.HasPrefix(file[at:], []byte(want)) {
			t.Errorf("object %d is not at %d", n+1, at)
		}
	}
	objects := pdfObject.FindAllSubmatch(file, -1)
	if len(objects) != 6 || !bytes.Contains(objects[2][2], []byte("/URI")) {
		t.Fatalf("%d objects, page %s", len(objects), objects[2][2])
	}
	stream := objects[3][2]
	stream = stream[bytes.Index(stream, []byte("stream\n"))+len("stream\n"):]
	z, err := zlib.NewReader(bytes.NewReader(stream))
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"(Ada Marsh) Tj", "(met with \xd73) Tj", "0.000 0.447 0.698 RG"} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("the page has no %q", want)
		}
	}
	if !bytes.Equal(file, mustRender(t, g, Options{Format: "pdf"})) {
		t.Error("PDF differs between renderings")
	}
}

// The chunk tells programs the true size of the picture.
func TestDensity(t *testing.T) {
	file := mustRender(t, &Graph{Title: "Nothing"}, Options{Format: "png", DPI: 300})
	i := bytes.Index(file, []byte("pHYs"))
	if i < 0 || file[i+4+8] != 1 {
		t.Fatal("no density")
	}
	if got := int(file[i+6])<<8 | int(file[i+7]); got != 11811 {
		t.Errorf("%d pixels a metre, want 11811", got)
	}
}

func TestWebLink(t *testing.T) {
	for in, want := range map[string]string{
		"https://brightwater.example/a?b=1&c=2": "https://brightwater.example/a?b=1&c=2",
		" http://brightwater.example ":          "http://brightwater.example",
		"javascript:alert(1)":                   "", "data:text/html,x": "", "//brightwater.example": "", "https:": "", "": "", "https://a b": "",
		"JAVASCRIPT://x%0aalert(1)": "",
	} {
		if got := webLink(in); got != want {
			t.Errorf("webLink(%q)\n got %q\nwant %q", in, got, want)
		}
	}
}

// Mermaid itself draws names letter by letter, stars and underlines too.
func TestMermaidDraws(t *testing.T) {
	g := &Graph{Nodes: []Node{{ID: "a", Label: "*Grey* _Heron_", Kind: "work"}, {ID: "b", Label: "1. Halden <Lines>", Kind: "organisation"}},
		Edges: []Edge{{From: 1, To: 0, Labels: []string{"bought *it*"}, Support: 1}}}
	drawn := mermaidtest.Labels(t, string(mustRender(t, g, Options{Format: "mermaid"})))
	for _, want := range []string{"*Grey* _Heron_", "1. Halden <Lines>", "bought *it*"} {
		if !slices.Contains(drawn, want) {
			t.Errorf("Mermaid draws %q, without %q", drawn, want)
		}
	}
}

// Nothing in a timeline means anything to Mermaid: neither the marks of its
// syntax nor HTML nor words that begin its statements.
func TestMermaidDrawsTimelines(t *testing.T) {
	names := []string{"Ann: Reyes", "section Bo; Lind", "<b>Grey</b> Heron", "#35; {100%} %% note", "title \"Halden\" & Co", "accTitle: x", "-->|quay|", "王小明"}
	g := &Graph{Title: "Brightwater: what #1 <i>happened</i>; when", Timeline: true}
	for i, name := range names {
		g.Nodes = append(g.Nodes, Node{Label: name})
		g.Edges = append(g.Edges, Edge{From: i, To: -1, Labels: []string{"resigned"}, When: []string{"May 2021", "9 June 2021"}[i/4], Reported: i == 1})
	}
	drawn := mermaidtest.Labels(t, string(mustRender(t, g, Options{Format: "mermaid"})))
	bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
	for _, want := range append([]string{g.Title, "May 2021", "9 June 2021", names[1] + " resigned (reported)"}, names...) {
		if !slices.ContainsFunc(drawn, func(d string) bool { return strings.HasPrefix(d, bare(want)) }) {
			t.Errorf("Mermaid draws %q, without %q", drawn, want)
		}
	}
	if n := len(names) + 3; len(drawn) != n {
		t.Errorf("Mermaid draws %d texts, want %d: %q", len(drawn), n, drawn)
	}
}
