// Package dispute finds what one source says and another denies.
package dispute

import (
	"cmp"
	"slices"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/claim"
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
		k := claim.Core(&f)
		d := known[k]
		if d == nil {
			d = &Dispute{}
			known[k] = d
			all = append(all, d)
		}
		d.add(f)
	}
	all = slices.DeleteFunc(all, func(d *Dispute) bool { return !d.settle() })
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
	if f.Polarity == extract.Denied {
		d.Denied.Facts = append(d.Denied.Facts, f)
		return
	}
	d.Affirmed.Facts = append(d.Affirmed.Facts, f)
}

// settle keeps of each side the facts that another source contradicts, and says
// whether there are any.
func (d *Dispute) settle() bool {
	contradicted := func(list, by []graph.Fact) (side Side) {
		for _, f := range list {
			if !slices.ContainsFunc(by, func(g graph.Fact) bool { return voice(&f) != voice(&g) && meet(&f, &g) }) {
				continue
			}
			side.Facts = append(side.Facts, f)
			if !slices.Contains(side.Sources, f.SourceName) {
				side.Sources = append(side.Sources, f.SourceName)
			}
		}
		return side
	}
	d.Affirmed, d.Denied = contradicted(d.Affirmed.Facts, d.Denied.Facts), contradicted(d.Denied.Facts, d.Affirmed.Facts)
	return len(d.Affirmed.Facts) > 0
}

// voice tells sources apart; an article is one.
func voice(f *graph.Fact) string {
	if f.SourceName == "" {
		return f.Document
	}
	return claim.Party(f.Source, f.SourceName)
}

// meet says whether two facts with the same parties and predicate speak of the
// same: not of different days, nor of different places, topics or company.
func meet(a, b *graph.Fact) bool {
	if first, last, ok := queries.Days(a.Time); ok {
		if f, l, ok := queries.Days(b.Time); ok && (cmp.Or(l, "9999") < first || cmp.Or(last, "9999") < f) {
			return false
		}
	}
	for _, m := range a.Modifiers {
		other := func(n graph.Modifier) bool {
			return n.Role == m.Role && n.Prep == m.Prep && claim.Party(n.Entity, n.Text) != claim.Party(m.Entity, m.Text)
		}
		if m.Role != "time" && slices.ContainsFunc(b.Modifiers, other) {
			return false
		}
	}
	return true
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
