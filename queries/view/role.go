package view

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/diagram"
)

// mostRole bounds, in characters, the role below a name.
const mostRole = 44

// roleLine returns what stands below the name of a person: what was folded, or
// the first role that is short enough.
func (n *node) roleLine() string {
	if n.role != "" || n.entity.Kind != extract.Person {
		return n.role
	}
	for _, r := range n.entity.Roles {
		if utf8.RuneCountInString(r) <= mostRole && !strings.EqualFold(r, n.entity.Name) {
			return r
		}
	}
	return ""
}

// office returns the office that a fact gives its subject: "envoy" for "Ann
// Marsh is envoy of …". It is "" for all other facts.
func office(f *graph.Fact, via *graph.Modifier) string {
	rest, ok := strings.CutPrefix(f.Predicate, "be-")
	if !ok || via != nil || f.Polarity != extract.Affirmed || strings.Contains(f.Rule, "passive") {
		return ""
	}
	i := strings.LastIndexByte(rest, '-')
	if i < 0 {
		return "" // "be-in" tells a place
	}
	return strings.ReplaceAll(rest[:i], "-", " ")
}

// fold tells offices in the nodes of those who hold them: "Ann Marsh / mayor of
// Brightwater" rather than on an edge. An edge stays where a node would lose its
// last one, other than the place of the office itself.
func (d *drawing) fold() {
	ties := make([]int, len(d.nodes))
	var offices []*line
	for _, e := range d.lines {
		told := e.offices()
		switch {
		case e.dropped:
		case told > 0 && d.nodes[e.from].entity.Kind == extract.Person && !e.path && !d.nodes[e.to].focus:
			offices = append(offices, e)
			if told == len(e.labels) {
				continue
			}
			fallthrough
		default:
			ties[e.from]++
			ties[e.to]++
		}
	}
	for _, e := range offices {
		if e.offices() == len(e.labels) {
			if ties[e.from] == 0 {
				ties[e.from]++
				ties[e.to]++
				continue
			}
			e.dropped = true
		}
		d.nodes[e.from].hold(e, &d.nodes[e.to].entity)
		if !e.dropped {
			e.labels = slices.DeleteFunc(e.labels, label.tellsOffice)
			e.evidence = sentences{}
			for _, l := range e.labels {
				maps.Copy(e.evidence, l.evidence)
			}
		}
	}
}

// tellsOffice says whether l only tells which office somebody holds.
func (l label) tellsOffice() bool { return l.role != "" && l.class == diagram.Role }

// offices counts the labels of e that tell an office which its subject holds.
func (e *line) offices() int {
	n := 0
	for _, l := range e.labels {
		if l.tellsOffice() && !e.planned && !e.denied {
			n++
		}
	}
	return n
}

// hold makes the role of n say where it holds its office: "mayor" becomes
// "mayor of Brightwater". Another office than the first role stays untold.
func (n *node) hold(e *line, where *graph.Entity) {
	if n.role != "" {
		return
	}
	first := ""
	if len(n.entity.Roles) > 0 {
		first = n.entity.Roles[0]
	}
	office := e.labels[slices.IndexFunc(e.labels, label.tellsOffice)]
	words := strings.Fields(office.role)
	if first != "" && !strings.Contains(strings.ToLower(first), words[len(words)-1]) {
		return
	}
	for _, r := range n.entity.Roles {
		for _, name := range append([]string{where.Name}, where.Aliases...) {
			if strings.Contains(r, name) && utf8.RuneCountInString(r) <= mostRole {
				n.role = r
				return
			}
		}
	}
	text := office.text
	for _, be := range []string{"is ", "was ", "are ", "were ", "also ", "the "} {
		text = strings.TrimPrefix(text, be)
	}
	if role := text + " " + where.Name; utf8.RuneCountInString(role) <= mostRole {
		n.role = role
	}
}
