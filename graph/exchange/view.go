package exchange

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/graph"
)

// edges yields the facts that are edges: those that the articles themselves
// claim, between two entities.
func edges(ctx context.Context, s *graph.Store) iter.Seq2[graph.Fact, error] {
	return func(yield func(graph.Fact, error) bool) {
		for f, err := range s.Facts(ctx) {
			if err == nil && (!f.Asserted() || f.Subject == "" || f.Object == "") {
				continue
			}
			if !yield(f, err) {
				return
			}
		}
	}
}

// modifiers returns the modifiers of a fact as they stand in a sentence: "in
// Brightwater; on Monday".
func modifiers(f *graph.Fact) string {
	var out []string
	for _, m := range f.Modifiers {
		out = append(out, strings.TrimSpace(m.Prep+" "+m.Text))
	}
	return strings.Join(out, "; ")
}

// days returns the first and the last day of a time in EDTF, "" where it
// tells none: 2015-05 is from 2015-05-01 to 2015-05-31.
func days(edtf string) (first, last string) {
	from, to, interval := strings.Cut(edtf, "/")
	first, last = daysOf(from)
	if interval {
		_, last = daysOf(to)
	}
	if last < first {
		last = ""
	}
	return first, last
}

func daysOf(edtf string) (first, last string) {
	edtf, _, _ = strings.Cut(strings.TrimRight(edtf, "?~%"), "T")
	for _, unit := range []struct {
		layout           string
		years, months, n int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(unit.layout, edtf); err == nil {
			return t.Format(time.DateOnly), t.AddDate(unit.years, unit.months, unit.n).AddDate(0, 0, -1).Format(time.DateOnly)
		}
	}
	return "", ""
}

// merged returns the edges with the same ends and predicate as one each, in
// order, for pictures that people read.
func merged(ctx context.Context, s *graph.Store) ([]graph.Fact, error) {
	type ends struct{ subject, predicate, object string }
	seen := make(map[ends]bool)
	var out []graph.Fact
	for f, err := range edges(ctx, s) {
		if err != nil {
			return nil, err
		}
		if e := (ends{f.Subject, f.Predicate, f.Object}); !seen[e] {
			seen[e] = true
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b graph.Fact) int {
		return cmp.Or(cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Predicate, b.Predicate), cmp.Compare(a.Object, b.Object))
	})
	return out, nil
}

// kindName is the kind as a class: "Person".
func kindName(k extract.Kind) string {
	if k == "" {
		return "Other"
	}
	return strings.ToUpper(string(k[:1])) + string(k[1:])
}
