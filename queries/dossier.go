package queries

import (
	"cmp"
	"slices"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/identity"
)

// A Dossier is what is known about one entity. Facts are in document order
// but for the timeline.
type Dossier struct {
	Entity    graph.Entity
	Roles     []string         // offices, without repeats
	Out       []graph.Fact     // whose subject it is
	In        []graph.Fact     // whose object, or place, topic …, it is
	Said      []graph.Fact     // that it claims
	Timeline  []graph.Fact     // of Out and In those with a time, in the order of their beginnings
	Documents []graph.Document // that speak of it, by date
	Names     []identity.Name  // that are joined in it; none where nothing is joined
	Tenures   []Tenure         // its roles with the documents that give them
}

// A Tenure is a role with the documents that give it to an entity, by date.
type Tenure struct {
	Role      string
	Documents []graph.Document
}

// Dossier gathers what is known about the entity of an IRI; its zero if there
// is none.
func (s *Snapshot) Dossier(iri string) Dossier {
	i, ok := s.id(iri)
	if !ok {
		return Dossier{}
	}
	e := s.entities[i]
	d := Dossier{Entity: e, Roles: distinct(e.Roles)}
	documents := map[string]bool{}
	for _, doc := range e.Documents {
		documents[doc] = true
	}
	is := func(iri, _ string) bool { return iri == e.IRI }
	for _, f := range s.facts {
		about := concerns(&f, is)
		switch {
		case f.Subject == e.IRI:
			d.Out = append(d.Out, f)
		case about:
			d.In = append(d.In, f)
		}
		if f.Source == e.IRI {
			d.Said = append(d.Said, f)
		}
		if about {
			d.Timeline = append(d.Timeline, f)
		}
		if about || f.Source == e.IRI {
			documents[f.Document] = true
		}
	}
	d.Timeline = inTime(d.Timeline)
	for _, doc := range s.documents {
		if documents[doc.IRI] {
			d.Documents = append(d.Documents, doc)
		}
	}
	s.addNames(&d)
	return d
}

// addNames adds what is known of names and roles in each document.
func (s *Snapshot) addNames(d *Dossier) {
	if s.register == nil {
		return
	}
	who := s.register()
	d.Names = who.bearing[d.Entity.IRI]
	for _, role := range d.Roles {
		t := Tenure{Role: role}
		for _, iri := range who.holding(d.Names, role) {
			if i, ok := s.docs[iri]; ok {
				t.Documents = append(t.Documents, s.documents[i])
			}
		}
		slices.SortFunc(t.Documents, func(x, y graph.Document) int {
			return cmp.Or(cmp.Compare(x.Published, y.Published), cmp.Compare(x.IRI, y.IRI))
		})
		d.Tenures = append(d.Tenures, t)
	}
	slices.SortStableFunc(d.Tenures, func(x, y Tenure) int { return cmp.Compare(first(x.Documents), first(y.Documents)) })
}

// first returns the date of the first document.
func first(docs []graph.Document) string {
	if len(docs) == 0 {
		return ""
	}
	return docs[0].Published
}

// inTime returns the facts that have a time, in the order of their beginnings.
// Of those that begin on one day the shorter come first: "on 1 May" before
// "in May".
func inTime(facts []graph.Fact) []graph.Fact {
	dated := slices.DeleteFunc(facts, func(f graph.Fact) bool {
		_, ok := parsePeriod(f.Time)
		return !ok
	})
	slices.SortStableFunc(dated, func(a, b graph.Fact) int {
		p, _ := parsePeriod(a.Time)
		q, _ := parsePeriod(b.Time)
		return cmp.Or(cmp.Compare(p.known(), q.known()), cmp.Compare(p.last, q.last))
	})
	return dated
}

// known is the first day that p tells: of "until 2020" its end, since nobody
// says when it began.
func (p period) known() string {
	if p.first == farPast {
		return p.last
	}
	return p.first
}

func distinct(list []string) []string {
	var kept []string
	for _, v := range list {
		if !slices.Contains(kept, v) {
			kept = append(kept, v)
		}
	}
	return kept
}
