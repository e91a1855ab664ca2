package diagram

import "github.com/dramatis-kg/dramatis/extract"

// A tone is the fill, outline and text colour of a kind. Text keeps a contrast
// of at least 7 to 1 against the fill.
type tone struct{ fill, line, text string }

// A kindStyle says how a kind of entity looks. Hue alone does not tell nine
// kinds apart for colour-blind readers, so each has a shape of its own.
type kindStyle struct {
	name  string // class in SVG
	title string // in the legend
	shape shape
	light tone
	dark  tone
}

// kindStyles lists the kinds in the order of the legend. The hues are those of
// Okabe and Ito (2008) as far as they go.
var kindStyles = []kindStyle{
	{"person", "person", roundBox, tone{"#DCEBF7", "#0072B2", "#0B2A40"}, tone{"#12324A", "#56B4E9", "#E6F3FB"}},
	{"organisation", "organisation", doubleBox, tone{"#EFE3F1", "#9A4D8E", "#3A1735"}, tone{"#3A2038", "#CC79A7", "#F9E6F2"}},
	{"group", "group or force", hexagon, tone{"#FBDDCC", "#C44E00", "#431B00"}, tone{"#45230F", "#F07F3C", "#FFE8DB"}},
	{"place", "place", ellipse, tone{"#D5F0E6", "#008060", "#00332A"}, tone{"#0B3A2E", "#19B88A", "#DDF7EE"}},
	{"facility", "facility", cutBox, tone{"#FBE6C6", "#B07000", "#3D2A00"}, tone{"#40300B", "#E69F00", "#FFF1D0"}},
	{"event", "event", noteBox, tone{"#E4E8EE", "#5B6572", "#1F2933"}, tone{"#2A333D", "#9AA7B4", "#EEF2F5"}},
	{"weapon", "weapon or vehicle", slantBox, tone{"#F9DCE3", "#B3365B", "#420F20"}, tone{"#451826", "#F07A9B", "#FFE3EA"}},
	{"work", "work", bookBox, tone{"#F3F1D2", "#7A7400", "#2C2A00"}, tone{"#33310F", "#C9C24A", "#FAF8DA"}},
	{"other", "other", plainBox, tone{"#F8F9FA", "#7A8591", "#1F2933"}, tone{"#1A222B", "#8795A3", "#E8EDF2"}},
}

// styleOf returns the index into kindStyles of k: dates, quantities and
// unknown kinds look like other things.
func styleOf(k extract.Kind) int {
	for i, s := range kindStyles {
		if s.name == string(k) {
			return i
		}
	}
	return len(kindStyles) - 1
}

// A classStyle says how a class of edges looks.
type classStyle struct {
	name  string // class in SVG
	title string // in the legend
	light string
	dark  string
}

// classStyles is indexed by Class.
var classStyles = [...]classStyle{
	OtherEdge: {"other", "other", "#55606C", "#A3B0BD"},
	Conflict:  {"conflict", "conflict", "#B5460F", "#F08A5D"},
	Diplomacy: {"diplomacy", "meeting, talking", "#2F6FA8", "#8CC7F2"},
	Role:      {"role", "role, membership, place", "#6F5A8A", "#A98BCB"},
}

// classOrder is the order of the legend.
var classOrder = []Class{Conflict, Diplomacy, Role, OtherEdge}

// style returns the look of c; what is unknown looks like other edges.
func (c Class) style() classStyle {
	if int(c) < len(classStyles) {
		return classStyles[c]
	}
	return classStyles[OtherEdge]
}

// Colours of the page.
type page struct{ paper, ink, faint string }

var (
	lightPage = page{"#FFFFFF", "#16202A", "#5B6572"}
	darkPage  = page{"#10161D", "#E8EDF2", "#A3B0BD"}
)

// printTone has no colour: shapes tell kinds apart.
var printTone = tone{"#F4F4F4", "#1A1A1A", "#000000"}

// printLines give families apart by how dark they are, beside their heads.
var printLines = [...]string{OtherEdge: "#6A6A6A", Conflict: "#000000", Diplomacy: "#3C3C3C", Role: "#757575"}

// A palette gives colours for one theme; its zero is light.
type palette struct{ theme string }

func (p palette) page() page {
	switch p.theme {
	case "dark":
		return darkPage
	case "print":
		return page{"#FFFFFF", "#000000", "#3C3C3C"}
	}
	return lightPage
}

func (p palette) kind(style int) tone {
	switch p.theme {
	case "dark":
		return kindStyles[style].dark
	case "print":
		t := printTone
		if style%2 == 0 {
			t.fill = "#FFFFFF"
		}
		return t
	}
	return kindStyles[style].light
}

func (p palette) class(c Class) string {
	switch p.theme {
	case "dark":
		return c.style().dark
	case "print":
		if int(c) < len(printLines) {
			return printLines[c]
		}
		return printLines[OtherEdge]
	}
	return c.style().light
}

// edge is the colour of e: what joins two groups steps back.
func (p palette) edge(e *placedEdge) string {
	if e.faint {
		return map[bool]string{true: "#6B7885", false: "#84909C"}[p.theme == "dark"]
	}
	return p.class(e.class)
}

// halo is the colour of what e's label lies on.
func (s *scene) halo(e *placedEdge, p palette) string {
	for i := range s.frames {
		if s.frames[i].contains(e.at) {
			return p.frame().fill
		}
	}
	return p.page().paper
}

// frame is the colour of what surrounds a group.
func (p palette) frame() tone {
	switch p.theme {
	case "dark":
		return tone{"#171F28", "#3A4754", darkPage.faint}
	case "print":
		return tone{"#FFFFFF", "#9A9A9A", "#3C3C3C"}
	}
	return tone{"#F6F8FA", "#C6CED6", lightPage.faint}
}
