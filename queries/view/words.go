package view

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/diagram"
	"github.com/dramatis-kg/dramatis/queries"
)

// mostObject bounds, in characters, an object that is told in a label.
const mostObject = 24

// wording tells a fact between its two ends: "met", or "sold tickets in" where
// a modifier names the far end.
func wording(f *graph.Fact, via *graph.Modifier) string {
	text := f.Phrase()
	if r, n := utf8.DecodeRuneInString(text); unicode.IsUpper(r) {
		text = string(unicode.ToLower(r)) + text[n:] // "Backed by …, the army": no name begins a predicate
	}
	if f.Polarity == extract.Denied {
		text = withoutNot(text)
	}
	if via == nil {
		return text
	}
	if via.Role == queries.ObjectRole {
		if rest, ok := strings.CutSuffix(f.ObjectName, via.Text); ok {
			return strings.TrimSpace(text + " " + rest) // "hailed sale of": the arrow's head says what
		}
	}
	text = strings.TrimSpace(text + " " + shortened(f.ObjectName))
	if via.Prep == "" || strings.HasSuffix(text, " "+via.Prep) {
		return text
	}
	return text + " " + via.Prep
}

// shortened keeps the first words of a long object.
func shortened(object string) string {
	if utf8.RuneCountInString(object) <= mostObject {
		return object
	}
	cut := ""
	for _, w := range strings.Fields(object) {
		if utf8.RuneCountInString(cut)+utf8.RuneCountInString(w) >= mostObject {
			break
		}
		cut += w + " "
	}
	return cut + "…"
}

// withoutNot takes "did not" off: the diagram puts its own "not" on what is
// denied.
func withoutNot(text string) string {
	list := strings.Fields(text)
	for i, w := range list {
		switch w = strings.ToLower(w); {
		case w == "not" || w == "never" || w == "cannot" || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t"):
			if rest := strings.Join(list[i+1:], " "); rest != "" {
				return rest
			}
		}
	}
	return text
}

// class groups predicates by what they do. Families decide where there is one;
// the rest are few enough to name.
func class(f *graph.Fact) diagram.Class {
	switch f.Family {
	case "assault", "coerce", "threaten", "mobilize", "retreat", "protest", "sanction":
		return diagram.Conflict
	case "consult", "agree", "cooperate", "request", "accuse", "reject", "concede":
		return diagram.Diplomacy
	}
	verb, _, _ := strings.Cut(f.Predicate, "-")
	switch verb {
	case "fight", "combat", "defeat", "battle", "clash", "control", "recapture", "liberate", "defend":
		return diagram.Conflict
	case "enter", "advance", "push", "march", "storm", "approach", "reach", "leave", "hold", "carry", "launch":
		if armed(f.SubjectName) {
			return diagram.Conflict
		}
	case "praise", "congratulate", "hail", "applaud", "thank", "honor", "honour", "welcome", "warn", "inform", "invite", "write":
		return diagram.Diplomacy
	case "lead", "head", "chair", "command", "run", "represent", "own", "govern", "belong", "include":
		return diagram.Role
	}
	if f.Predicate == "be" || verb == "be" && !strings.Contains(f.Rule, "passive") {
		return diagram.Role // "be-in", "be-mayor-of", not "be-sold"
	}
	return diagram.OtherEdge
}

// armed says whether a name is that of a force, whose coming and going is war.
func armed(name string) bool {
	for _, w := range strings.Fields(strings.ToLower(name)) {
		switch w {
		case "army", "troops", "forces", "force", "soldiers", "militia", "militias", "fighters", "rebels", "insurgents",
			"militants", "gunmen", "warplanes", "jets", "tanks", "navy", "warships", "brigade", "battalion", "guerrillas", "marines":
			return true
		}
	}
	return false
}

// title names what was asked about.
func title(sub queries.Subgraph) string {
	var names []string
	for _, iri := range sub.Focus {
		for _, e := range sub.Entities {
			if e.IRI == iri {
				names = append(names, e.Name)
			}
		}
	}
	switch len(names) {
	case 0:
		return "Who did what to whom"
	case 1:
		return names[0] + ": who did what to whom"
	}
	return strings.Join(names, " – ")
}

// subtitle tells what is shown, from when, and how much is not.
func (d *drawing) subtitle() string {
	parts := []string{count(len(d.nodes), "entity", "entities") + ", " + count(len(d.facts), "fact", "facts")}
	if first, last := queries.Span(d.facts); first != "" {
		if last != first {
			first += " to " + last
		}
		parts = append(parts, first)
	}
	entities := d.sub.HiddenEntities + len(d.sub.Entities) - len(d.nodes)
	var hidden []string
	if entities > 0 {
		hidden = append(hidden, count(entities, "entity", "entities"))
	}
	if facts := d.sub.HiddenFacts + len(d.sub.Facts) - len(d.facts); facts > 0 {
		hidden = append(hidden, count(facts, "fact", "facts"))
	}
	if len(hidden) > 0 {
		parts = append(parts, "not shown: "+strings.Join(hidden, " and "))
	}
	for _, e := range d.edges {
		if len(e.evidence) > 1 {
			parts = append(parts, "×n: in n sentences")
			break
		}
	}
	return strings.Join(parts, " · ")
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
