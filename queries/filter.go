package queries

import (
	"fmt"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

// A Filter chooses facts. Its zero chooses all; every field that is set must
// hold. Subject, Object, About and Source take the IRI of an entity, or words
// that must all occur in the name: "council" finds the literal "most of the
// council" too.
type Filter struct {
	Subject       string
	Object        string
	About         string // subject, object or entity of a modifier
	Source        string // who says so; "-" is the article itself
	Predicate     string // its lemma or first words ("hold", "held talks"), "ent*", or "~consult" for a family
	Doc           string // IRI of a document, or the beginning of its hash
	Since, Until  string // ISO 8601 or EDTF; a fact without a time is neither since nor until anything
	Polarity      extract.Polarity
	Modality      extract.Modality
	Kind          extract.Kind // of subject or object
	MinConfidence float64
	Limit         int // most facts; 0 means all
}

// Check says whether Since and Until can be understood.
func (f Filter) Check() error {
	return checkTimes(f.Since, f.Until)
}

func checkTimes(since, until string) error {
	for _, t := range []struct{ name, value string }{{"since", since}, {"until", until}} {
		if _, ok := parsePeriod(t.value); t.value != "" && !ok {
			return fmt.Errorf("queries: %s %q is not a date such as 2016-03-24, 2016-03 or 2016", t.name, t.value)
		}
	}
	return nil
}

// Facts returns the facts that f chooses, in document order.
func (s *Snapshot) Facts(f Filter) []graph.Fact {
	keep := s.choose(f)
	var facts []graph.Fact
	for i := range s.facts {
		if keep(&s.facts[i]) {
			facts = append(facts, s.facts[i])
			if len(facts) == f.Limit {
				break
			}
		}
	}
	return facts
}

// choose compiles f into a test of facts.
func (s *Snapshot) choose(f Filter) func(*graph.Fact) bool {
	var tests []func(*graph.Fact) bool
	add := func(set bool, test func(*graph.Fact) bool) {
		if set {
			tests = append(tests, test)
		}
	}
	add(f.Subject != "", s.names(f.Subject, func(x *graph.Fact, is party) bool { return is(x.Subject, x.SubjectName) }))
	add(f.Object != "", s.names(f.Object, func(x *graph.Fact, is party) bool { return is(x.Object, x.ObjectName) }))
	add(f.About != "", s.names(f.About, concerns))
	add(f.Source == "-", func(x *graph.Fact) bool { return x.SourceName == "" })
	add(f.Source != "" && f.Source != "-", s.names(f.Source, func(x *graph.Fact, is party) bool { return is(x.Source, x.SourceName) }))
	add(f.Predicate != "", predicate(f.Predicate))
	add(f.Doc != "", s.inDocument(f.Doc))
	add(f.Since != "" || f.Until != "", during(f.Since, f.Until))
	add(f.Polarity != "", func(x *graph.Fact) bool { return x.Polarity == f.Polarity })
	add(f.Modality != "", func(x *graph.Fact) bool { return x.Modality == f.Modality })
	add(f.Kind != "", func(x *graph.Fact) bool { return s.kind(x.Subject) == f.Kind || s.kind(x.Object) == f.Kind })
	add(f.MinConfidence > 0, func(x *graph.Fact) bool { return x.Confidence >= f.MinConfidence })
	return func(x *graph.Fact) bool {
		for _, test := range tests {
			if !test(x) {
				return false
			}
		}
		return true
	}
}

// A party says whether an IRI, or the name beside it, is the one asked for.
type party func(iri, name string) bool

// names makes a test of those places of a fact that in looks at.
func (s *Snapshot) names(want string, in func(*graph.Fact, party) bool) func(*graph.Fact) bool {
	is := func(_, name string) bool { return hasWords(name, want) }
	if i, ok := s.id(want); ok {
		is = func(iri, _ string) bool { return iri == s.entities[i].IRI }
	}
	return func(f *graph.Fact) bool { return in(f, is) }
}

func concerns(f *graph.Fact, is party) bool {
	if is(f.Subject, f.SubjectName) || is(f.Object, f.ObjectName) {
		return true
	}
	for _, m := range f.Modifiers {
		if m.Entity != "" && is(m.Entity, m.Text) {
			return true
		}
	}
	return false
}

// hasWords says whether every word of want is a word of name.
func hasWords(name, want string) bool {
	have := words(name)
	for _, w := range words(want) {
		if !contains(have, w) {
			return false
		}
	}
	return name != ""
}

func contains(words []string, w string) bool {
	for _, v := range words {
		if v == w {
			return true
		}
	}
	return false
}

func (s *Snapshot) kind(iri string) extract.Kind {
	if i, ok := s.ids[iri]; ok {
		return s.entities[i].Kind
	}
	return ""
}

func (s *Snapshot) inDocument(iri string) func(*graph.Fact) bool {
	d, ok := s.Document(iri)
	return func(f *graph.Fact) bool { return ok && f.Document == d.IRI }
}

// predicate makes a test of predicates as Filter.Predicate describes them.
func predicate(want string) func(*graph.Fact) bool {
	if family, ok := strings.CutPrefix(want, "~"); ok {
		return func(f *graph.Fact) bool { return strings.EqualFold(f.Family, family) }
	}
	if start, ok := strings.CutSuffix(want, "*"); ok {
		start = joined(start)
		return func(f *graph.Fact) bool {
			return strings.HasPrefix(f.Predicate, start) || strings.HasPrefix(joined(f.PredicateText), start)
		}
	}
	want = joined(strings.TrimPrefix(strings.TrimPrefix(want, scheme), "rel/"))
	return func(f *graph.Fact) bool {
		return begins(f.Predicate, want) || begins(joined(f.PredicateText), want)
	}
}

// joined writes words as predicates are written: "held talks" is "held-talks".
func joined(s string) string { return strings.Join(words(s), "-") }

// begins says whether the words of have begin with those of want.
func begins(have, want string) bool {
	rest, ok := strings.CutPrefix(have, want)
	return ok && (rest == "" || rest[0] == '-')
}
