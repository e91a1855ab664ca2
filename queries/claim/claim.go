// Package claim compares what facts of several documents say.
package claim

import (
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/identity"
)

// Named says whether the entity of an IRI bears a name, so that it is the same
// in every document. Things without one, "the old boats", belong to one.
func Named(iri string) bool { return iri != "" && !strings.HasPrefix(iri, "dramatis:thing/") }

// Party is the same text for parties of facts that may be the same: the IRI of
// what bears a name, the words of what does not.
func Party(iri, name string) string {
	if Named(iri) {
		return iri
	}
	return strings.Join(identity.Words(name), " ")
}

// Core is the same text for facts that relate the same parties by the same
// predicate.
func Core(f *graph.Fact) string {
	return strings.Join([]string{Party(f.Subject, f.SubjectName), f.Predicate, Party(f.Object, f.ObjectName)}, "\x00")
}

// Proposition is Core with what else a fact says of them, but for the time:
// what was done in one place was not done in another. Polarity, modality and
// source do not count: they tell how it is put.
func Proposition(f *graph.Fact) string {
	parts := []string{Core(f)}
	for _, m := range f.Modifiers {
		if m.Role != "time" {
			parts = append(parts, m.Prep+" "+Party(m.Entity, m.Text))
		}
	}
	return strings.Join(parts, "\x00")
}
