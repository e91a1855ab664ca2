package queries

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
)

// Company returns the names of those whom most facts relate to an entity, at
// most limit of them.
func (s *Snapshot) Company(iri string, limit int) []string {
	i, ok := s.id(iri)
	if !ok {
		return nil
	}
	type other struct {
		entity int32
		facts  int
	}
	var all []other
	for v, bundle := range bundles(s.links.of(i)) {
		if s.entities[v].Named {
			all = append(all, other{v, len(bundle)})
		}
	}
	slices.SortFunc(all, func(a, b other) int {
		return cmp.Or(cmp.Compare(b.facts, a.facts), s.compareImportance(a.entity, b.entity))
	})
	var names []string
	for _, o := range all[:min(limit, len(all))] {
		names = append(names, s.entities[o.entity].Name)
	}
	return names
}

// Sentences returns the sentences of facts that relate an entity to others,
// each once and in document order, at most limit of them; where there is none,
// what stands around its name.
func (s *Snapshot) Sentences(iri string, limit int) []string {
	i, ok := s.id(iri)
	if !ok {
		return nil
	}
	e := &s.entities[i]
	var facts []int32
	for _, a := range s.links.of(i) {
		facts = append(facts, a.fact)
	}
	slices.Sort(facts)
	var texts []string
	for _, n := range facts {
		if text := s.facts[n].Evidence.Text; len(texts) < limit && !contains(texts, text) {
			texts = append(texts, text)
		}
	}
	for _, iri := range e.Documents {
		if d, ok := s.docs[iri]; ok && len(texts) == 0 {
			if text := around(&s.documents[d], append([]string{e.Name}, e.Aliases...)); text != "" {
				texts = append(texts, text)
			}
		}
	}
	return texts
}

// around returns the line of a document in which one of the names stands first,
// from the sentence before it on.
func around(d *graph.Document, names []string) string {
	for _, name := range names {
		at := strings.Index(d.Text, name)
		if at < 0 || name == "" {
			continue
		}
		start := max(strings.LastIndex(d.Text[:at], "\n"), strings.LastIndex(d.Text[:at], ". ")) + 1
		rest := d.Text[at:]
		if end := strings.IndexByte(rest, '\n'); end >= 0 {
			rest = rest[:end]
		}
		return strings.Join(strings.Fields(d.Text[start:at]+rest), " ")
	}
	return ""
}
