package view

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/diagram"
	"github.com/dramatis-kg/dramatis/queries"
)

// wording tells a fact between its two ends: "met", or "sold tickets in" where
// a modifier names the far end.
func wording(f *graph.Fact, via *graph.Modifier) string {
	text := spelled(f.Phrase())
	if r, n := utf8.DecodeRuneInString(text); unicode.IsUpper(r) {
		text = string(unicode.ToLower(r)) + text[n:] // "Backed by …, the army": no name begins a predicate
	}
	if f.Polarity == extract.Denied {
		text = withoutNot(text)
	}
	if !strings.HasPrefix(f.Predicate, "have") && !strings.HasPrefix(f.Predicate, "be-") {
		text = withoutAuxiliary(text)
	}
	if via == nil {
		return text
	}
	if via.Role == queries.ObjectRole {
		return strings.TrimSpace(text + " " + inside(f.ObjectName, via.Text)) // "hailed sale of": the arrow's head says what
	}
	text = strings.TrimSpace(text + " " + shortened(f.ObjectName))
	if via.Prep == "" || strings.HasSuffix(text, " "+via.Prep) {
		return text
	}
	return text + " " + via.Prep
}

// withoutAuxiliary shortens "has sold" to "sold" and "was holding talks in" to
// "holding talks in". "Was sold" and "has been sold" tell who it was done to.
func withoutAuxiliary(text string) string {
	list := strings.Fields(text)
	if len(list) < 2 {
		return text
	}
	rest := strings.Join(list[1:], " ")
	switch list[0] {
	case "has", "have", "had":
		if list[1] != "to" && !slices.Contains(list, "been") {
			return rest
		}
	case "is", "are", "was", "were", "am":
		for _, w := range list[1:min(3, len(list))] {
			if len(w) > len("being") && strings.HasSuffix(w, "ing") {
				return rest
			}
		}
	}
	return text
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
func title(sub queries.Subgraph, v View) string {
	var names []string
	for _, iri := range sub.Focus {
		for _, e := range sub.Entities {
			if e.IRI == iri {
				names = append(names, e.Name)
			}
		}
	}
	about := map[View]string{Overview: "who did what to whom", Linked: "what links them", Chronicle: "what happened when", Groups: "who has to do with whom"}[v]
	if len(names) == 0 {
		return strings.ToUpper(about[:1]) + about[1:]
	}
	return strings.Join(names, " and ") + ": " + about
}

// subtitle tells what is shown, from when, and how much is not.
func (d *drawing) subtitle() string {
	hidden := d.sub.HiddenEntities + len(d.sub.Entities) - len(d.kept)
	shown := count(len(d.kept), "actor", "actors")
	if hidden > 0 {
		shown = fmt.Sprintf("%d of %d actors", len(d.kept), len(d.kept)+hidden)
	}
	parts := []string{shown + ", " + count(len(d.facts), "fact", "facts")}
	if n := articles(d.facts); n > 1 {
		parts[0] += fmt.Sprintf(" from %d articles", n)
	}
	if when := spanOf(d.facts); when != "" {
		parts = append(parts, when)
	}
	var left []string
	if hidden > 0 {
		left = append(left, count(hidden, "actor", "actors")+" (see cast)")
	}
	if facts := d.sub.HiddenFacts + len(d.sub.Facts) - len(d.facts); facts > 0 {
		left = append(left, count(facts, "fact", "facts")+" (see facts)")
	}
	if len(left) > 0 {
		parts = append(parts, "hidden: "+strings.Join(left, ", "))
	}
	if slices.ContainsFunc(d.lines, func(e *line) bool {
		return !e.dropped && slices.ContainsFunc(e.labels, func(l label) bool { return len(l.evidence) > 1 })
	}) {
		parts = append(parts, "×n: in n sentences")
	}
	return strings.Join(parts, " · ")
}

func articles(facts []graph.Fact) int {
	from := map[string]bool{}
	for i := range facts {
		from[facts[i].Document] = true
	}
	return len(from)
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
