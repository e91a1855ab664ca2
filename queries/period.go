package queries

import (
	"strings"
	"time"

	"github.com/dramatis-kg/dramatis/graph"
)

// A period is a stretch of days as ISO 8601 dates, both included. Dates of
// this form are in order as text.
type period struct{ first, last string }

// During makes a test of facts whose time meets the days from since to until;
// "" leaves an end open, and so does what is not a date.
func during(since, until string) func(*graph.Fact) bool {
	asked := period{first: farPast, last: farFuture}
	if p, ok := parsePeriod(since); ok {
		asked.first = p.first
	}
	if p, ok := parsePeriod(until); ok {
		asked.last = p.last
	}
	return func(f *graph.Fact) bool {
		p, ok := parsePeriod(f.Time)
		return ok && p.first <= asked.last && p.last >= asked.first
	}
}

const (
	farPast   = "0000-01-01"
	farFuture = "9999-12-31"
)

// parsePeriod reads the parts of EDTF (ISO 8601-2) that news needs: days,
// months, seasons ("2016-21" is spring), years, unknown digits ("201X",
// "2016-XX"), intervals open or closed, and the marks ?, ~ and % of doubt,
// which do not change the days. A time of day is left aside.
func parsePeriod(edtf string) (period, bool) {
	from, to, interval := strings.Cut(edtf, "/")
	if !interval {
		return parseDate(edtf)
	}
	p := period{first: farPast, last: farFuture}
	open := func(s string) bool { return s == "" || s == ".." }
	if open(from) && open(to) {
		return p, false
	}
	if !open(from) {
		d, ok := parseDate(from)
		if !ok {
			return p, false
		}
		p.first = d.first
	}
	if !open(to) {
		d, ok := parseDate(to)
		if !ok {
			return p, false
		}
		p.last = d.last
	}
	return p, p.first <= p.last
}

func parseDate(s string) (period, bool) {
	s, _, _ = strings.Cut(strings.TrimRight(s, "?~%"), "T")
	parts := strings.Split(s, "-")
	if len(parts) > 3 || !digits(parts[0], 4) {
		return period{}, false
	}
	for _, p := range parts[1:] {
		if !digits(p, 2) {
			return period{}, false
		}
	}
	first, last := parts[0], parts[0]
	for i, bounds := range [2][2]string{{"01", "12"}, {"01", "31"}} {
		low, high := bounds[0], bounds[1]
		if i+1 < len(parts) && parts[i+1] != "XX" {
			low, high = parts[i+1], parts[i+1]
		}
		if months, ok := seasons[low]; i == 0 && ok {
			low, high = months[0], months[1]
		}
		if low < bounds[0] || high > bounds[1] {
			return period{}, false
		}
		first, last = first+"-"+low, last+"-"+high
	}
	p := period{strings.ReplaceAll(first, "X", "0"), strings.ReplaceAll(last, "X", "9")}
	if end := monthEnd(p.last); p.last > end {
		if len(parts) == 3 && !strings.Contains(parts[2], "X") {
			return p, false // the 30th of February
		}
		p.last = end
	}
	return p, true
}

// monthEnd returns the last day of a date's month.
func monthEnd(date string) string {
	first, err := time.Parse(time.DateOnly, date[:len("2006-01")]+"-01")
	if err != nil {
		return date
	}
	return first.AddDate(0, 1, -1).Format(time.DateOnly)
}

// seasons gives the months of EDTF's seasons and quarters. Winter is taken as
// that at the year's end: "winter 2016" in the news begins in December.
var seasons = map[string][2]string{
	"21": {"03", "05"}, "22": {"06", "08"}, "23": {"09", "11"}, "24": {"12", "12"},
	"33": {"01", "03"}, "34": {"04", "06"}, "35": {"07", "09"}, "36": {"10", "12"},
}

func digits(s string, n int) bool {
	return len(s) == n && strings.Trim(s, "0123456789X") == ""
}

// Span returns the first and the last day of which facts tell, as ISO 8601
// dates; "" for both if none has a time that is bounded.
func Span(facts []graph.Fact) (first, last string) {
	for i := range facts {
		p, ok := parsePeriod(facts[i].Time)
		if !ok || p.first == farPast || p.last == farFuture {
			continue
		}
		if first == "" || p.first < first {
			first = p.first
		}
		last = max(last, p.last)
	}
	return first, last
}

// Days returns the first and the last day that a time in EDTF may mean, as ISO
// 8601 dates; "" for an end that is open. It fails for what is no such time.
func Days(edtf string) (first, last string, ok bool) {
	p, ok := parsePeriod(edtf)
	if !ok {
		return "", "", false
	}
	if p.first != farPast {
		first = p.first
	}
	if p.last != farFuture {
		last = p.last
	}
	return first, last, true
}
