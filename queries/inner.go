package queries

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

// ObjectRole is the role of a modifier that a Step or Link passes through if
// its entity is named inside the object: "Ann Marsh hailed the sale of the Grey
// Heron" relates her to the ship, though the sale is a thing without a name.
// Its text is the name as written there.
const ObjectRole = "object"

// mostInner bounds, in words, the phrases in which names are looked for: in
// longer ones, mostly whole clauses, a name may have little to do with the
// predicate.
const mostInner = 8

// findInner lists, by fact, the named entities inside the phrases that are no
// whole of their own.
func (s *Snapshot) findInner() {
	s.inner = map[int32][]graph.Modifier{}
	known := s.callings()
	for i := range s.facts {
		f := &s.facts[i]
		var found []graph.Modifier
		if !s.whole(f.Object) && !proposes(f.Predicate) {
			found = known.inside(f.ObjectName, f.Document, graph.Modifier{Role: ObjectRole})
		}
		for _, m := range f.Modifiers {
			if m.Role != "time" && !s.whole(m.Entity) {
				found = append(found, known.inside(m.Text, f.Document, m)...)
			}
		}
		for _, m := range found {
			is := func(iri, _ string) bool { return iri == m.Entity }
			twice := slices.ContainsFunc(s.inner[int32(i)], func(n graph.Modifier) bool { return n.Entity == m.Entity })
			if !concerns(f, is) && !twice {
				s.inner[int32(i)] = append(s.inner[int32(i)], m)
			}
		}
	}
}

// proposes says whether the object of a verb is what somebody holds for true,
// which may have nothing to do with those it names.
func proposes(verb string) bool {
	switch verb {
	case "say", "add", "state", "note", "insist", "argue", "explain", "think", "believe", "hope", "know", "fear", "expect", "see", "wonder":
		return true
	}
	return false
}

// whole says whether iri is an entity that its own name stands for, so that a
// name inside it relates nobody else: who joins the University of Brightwater
// need not come to Brightwater. "Brightwater's recovery" is no such entity.
func (s *Snapshot) whole(iri string) bool {
	i, ok := s.ids[iri]
	if !ok || !s.entities[i].Named {
		return false
	}
	switch s.entities[i].Kind {
	case extract.EventKind, extract.Quantity, extract.Date, extract.Other:
		return false
	}
	return true
}

// callings holds the names of entities by document and first word.
type callings map[[2]string][]calling

type calling struct {
	words []string
	iri   string // "" if the document calls several so
}

func (s *Snapshot) callings() callings {
	c := callings{}
	for i := range s.entities {
		e := &s.entities[i]
		if !s.whole(e.IRI) {
			continue
		}
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			c.add(e, words(name))
		}
		if w := words(e.Name); e.Kind == extract.Person && len(w) > 1 {
			c.add(e, w[len(w)-1:])
		}
	}
	return c
}

func (c callings) add(e *graph.Entity, name []string) {
	if len(name) == 0 || len(name) == 1 && utf8.RuneCountInString(name[0]) < 2 {
		return
	}
	for _, d := range e.Documents {
		key := [2]string{d, name[0]}
		i := slices.IndexFunc(c[key], func(have calling) bool { return slices.Equal(have.words, name) })
		switch {
		case i < 0:
			c[key] = append(c[key], calling{name, e.IRI})
		case c[key][i].iri != e.IRI:
			c[key][i].iri = ""
		}
	}
}

// inside returns m once for each entity that text names, the longest name at
// each place. Names are capitalised: the village "Ferry" is not in "by ferry".
// Nor is the town in "Brightwater-built boats", which only tells of the boats.
func (c callings) inside(text, document string, m graph.Modifier) []graph.Modifier {
	raw := strings.Fields(strings.ReplaceAll(text, "-", "- "))
	if len(raw) > mostInner || !strings.ContainsFunc(text, unicode.IsUpper) {
		return nil
	}
	var found []graph.Modifier
	var list []string
	for _, w := range raw {
		list = append(list, strings.Join(words(w), ""))
	}
	for i := 0; i < len(list); i++ {
		if r, _ := utf8.DecodeRuneInString(strings.TrimLeft(raw[i], `"'“‘([`)); !unicode.IsUpper(r) {
			continue
		}
		best := calling{}
		for _, name := range c[[2]string{document, list[i]}] {
			if n := len(name.words); n > len(best.words) && i+n <= len(list) && slices.Equal(list[i:i+n], name.words) {
				best = name
			}
		}
		if n := len(best.words); best.iri != "" && !strings.HasSuffix(raw[i+n-1], "-") {
			m.Entity = best.iri
			if m.Role == ObjectRole {
				m.Text = strings.ReplaceAll(strings.Join(raw[i:i+n], " "), "- ", "-")
			}
			found = append(found, m)
		}
		i += max(len(best.words)-1, 0)
	}
	return found
}
