// Package dispute finds what one source says and another denies.
package dispute

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/copies"
)

// A Dispute is one proposition with those who say it and those who deny it.
type Dispute struct {
	Affirmed, Denied Side
}

// A Side holds the facts of one polarity.
type Side struct {
	Facts       []graph.Fact // in document order
	Sources     []string     // who says so, by name; "" for an article itself
	Independent int          // documents that say so, copies of one another counted once
}

// Find returns the disputes about what the chosen facts say, the best attested
// first: those with most independent documents on the weaker side, then on
// both. Facts that are planned, possible, asked or conditional are neither said
// nor denied.
func Find(s *queries.Snapshot, chosen queries.Filter) []Dispute {
	chosen.Polarity, chosen.Limit = "", 0
	var all []*Dispute
	known := map[string]*Dispute{}
	for _, f := range s.Facts(chosen) {
		if f.Modality != extract.Asserted || f.Subject == "" && f.SubjectName == "" {
			continue
		}
		k := proposition(&f)
		d := known[k]
		if d == nil {
			d = &Dispute{}
			known[k] = d
			all = append(all, d)
		}
		d.add(f)
	}
	all = slices.DeleteFunc(all, func(d *Dispute) bool { return len(d.Affirmed.Facts) == 0 || len(d.Denied.Facts) == 0 })
	var out []Dispute
	for _, d := range all {
		d.count(s)
		out = append(out, *d)
	}
	slices.SortStableFunc(out, func(a, b Dispute) int {
		weaker := func(d Dispute) int { return min(d.Affirmed.Independent, d.Denied.Independent) }
		both := func(d Dispute) int { return d.Affirmed.Independent + d.Denied.Independent }
		return cmp.Or(cmp.Compare(weaker(b), weaker(a)), cmp.Compare(both(b), both(a)))
	})
	return out
}

func (d *Dispute) add(f graph.Fact) {
	side := &d.Affirmed
	if f.Polarity == extract.Denied {
		side = &d.Denied
	}
	side.Facts = append(side.Facts, f)
	if !slices.Contains(side.Sources, f.SourceName) {
		side.Sources = append(side.Sources, f.SourceName)
	}
}

// proposition says the same of facts that say the same, whoever says so and
// whether or not it is denied. Who and whom are compared as entities, what is
// none by its words; and what is said of one place or day is not said of
// another.
func proposition(f *graph.Fact) string {
	parts := []string{cmp.Or(f.Subject, queries.Fold(f.SubjectName)), f.Predicate, cmp.Or(f.Object, queries.Fold(f.ObjectName))}
	for _, m := range f.Modifiers {
		if m.Role != "time" {
			parts = append(parts, m.Prep+" "+cmp.Or(m.Entity, queries.Fold(m.Text)))
		}
	}
	return strings.Join(parts, "\x00")
}

// count finds out how many documents of each side are independent: those whose
// texts are no copies of one another, nor the sentences that say so.
func (d *Dispute) count(s *queries.Snapshot) {
	for _, side := range []*Side{&d.Affirmed, &d.Denied} {
		var documents, sentences []string
		for i := range side.Facts {
			f := &side.Facts[i]
			if slices.Contains(documents, f.Document) {
				continue
			}
			documents = append(documents, f.Document)
			sentences = append(sentences, f.Evidence.Text)
		}
		texts := make([]string, len(documents))
		for i, iri := range documents {
			doc, _ := s.Document(iri)
			texts[i] = doc.Text
		}
		side.Independent = independent(copies.Groups(texts), copies.Groups(sentences))
	}
}

// independent counts the groups of documents that neither of two groupings
// puts together.
func independent(a, b []int) int {
	group := make([]int, len(a))
	for i := range group {
		group[i] = i
	}
	for i := range group {
		for j := range i {
			if a[i] == a[j] || b[i] == b[j] {
				from, to := group[i], group[j]
				for k := range group {
					if group[k] == from {
						group[k] = to
					}
				}
			}
		}
	}
	slices.Sort(group)
	return len(slices.Compact(group))
}
