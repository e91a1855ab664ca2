// Package timeline puts facts in the order in which they happened.
package timeline

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
)

// Precision says how exactly a time is known.
type Precision string

// The precisions, from the finest. Interval is a stretch of time with a
// beginning or an end of its own, Decade all that is coarser than a year.
const (
	Day      Precision = "day"
	Month    Precision = "month"
	Season   Precision = "season"
	Year     Precision = "year"
	Decade   Precision = "decade"
	Interval Precision = "interval"
)

// An Event is one thing that happened, as all facts together tell it that say
// the same of the same time.
type Event struct {
	Time        string // EDTF, as the facts have it
	First, Last string // days on which it may have begun and ended, ISO 8601; "" for an open end
	Precision   Precision
	Approximate bool         // "about": ~ or % in EDTF
	Uncertain   bool         // "perhaps": ? or % in EDTF
	Fact        graph.Fact   // the one in which there is most confidence
	Others      []graph.Fact // that say the same, in document order
}

// Of returns the events of facts that have a time, in the order of their
// beginnings; of those that begin on one day the shorter come first, then those
// told first. Of what happened by some day no beginning is known: it stands
// there. Undated counts the facts that have none.
func Of(facts []graph.Fact) (events []Event, undated int) {
	known := map[string]int{}
	for i := range facts {
		f := &facts[i]
		e, ok := dated(f)
		if !ok {
			undated++
			continue
		}
		key := strings.Join([]string{
			f.Time, cmp.Or(f.Subject, f.SubjectName), f.Predicate, cmp.Or(f.Object, f.ObjectName),
			string(f.Polarity), string(f.Modality), cmp.Or(f.Source, f.SourceName),
		}, "\x00")
		at, told := known[key]
		switch {
		case !told:
			known[key] = len(events)
			events = append(events, e)
		case f.Confidence > events[at].Fact.Confidence:
			events[at].Others = append(events[at].Others, events[at].Fact)
			events[at].Fact = *f
		default:
			events[at].Others = append(events[at].Others, *f)
		}
	}
	slices.SortStableFunc(events, func(a, b Event) int {
		return cmp.Or(cmp.Compare(cmp.Or(a.First, a.Last), cmp.Or(b.First, b.Last)), cmp.Compare(end(a), end(b)))
	})
	return events, undated
}

// Within returns the events of a stretch of time from since to until, dates in
// EDTF of which "" leaves an end open. An event belongs to it if it may have
// happened then; what went on for a stretch of its own must have begun or ended
// then.
func Within(events []Event, since, until string) []Event {
	from, _, _ := queries.Days(since)
	_, to, _ := queries.Days(until)
	to = cmp.Or(to, "9999-12-31")
	inside := func(day string) bool { return day != "" && day >= from && day <= to }
	var out []Event
	for _, e := range events {
		if e.Precision == Interval && (inside(e.First) || inside(e.Last)) ||
			e.Precision != Interval && e.First <= to && e.Last >= from {
			out = append(out, e)
		}
	}
	return out
}

// end is the last day, which for an open end comes after all others.
func end(e Event) string { return cmp.Or(e.Last, "9999-12-31") }

func dated(f *graph.Fact) (Event, bool) {
	first, last, ok := queries.Days(f.Time)
	if !ok || first == "" && last == "" || strings.HasPrefix(f.Time, "XXXX") {
		return Event{}, false // "every year" is no time
	}
	e := Event{Time: f.Time, First: first, Last: last, Fact: *f, Precision: precision(f.Time)}
	e.Approximate = strings.ContainsAny(f.Time, "~%")
	e.Uncertain = strings.ContainsAny(f.Time, "?%")
	return e, true
}

// precision reads it off the form of a time.
func precision(edtf string) Precision {
	if strings.Contains(edtf, "/") {
		return Interval
	}
	date, _, _ := strings.Cut(strings.TrimRight(edtf, "?~%"), "T")
	parts := strings.Split(date, "-")
	for len(parts) > 1 && strings.Contains(parts[len(parts)-1], "X") {
		parts = parts[:len(parts)-1]
	}
	switch {
	case strings.Contains(parts[0], "X"):
		return Decade
	case len(parts) == 1:
		return Year
	case len(parts) == 3:
		return Day
	case parts[1] > "12":
		return Season
	}
	return Month
}
