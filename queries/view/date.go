package view

import (
	"fmt"
	"strings"
	"time"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
)

// dates writes a span of days as people do: "24–25 March 2016", "May 2015 –
// March 2016" where it covers whole months.
func dates(first, last string) string {
	a, errA := time.Parse(time.DateOnly, first)
	b, errB := time.Parse(time.DateOnly, last)
	if errA != nil || errB != nil {
		return ""
	}
	whole := a.Day() == 1 && b.AddDate(0, 0, 1).Day() == 1
	switch {
	case a.Equal(b):
		return a.Format("2 January 2006")
	case whole && a.Month() == time.January && b.Month() == time.December:
		return span(a, b, "2006")
	case whole:
		return span(a, b, "January 2006")
	case a.Year() == b.Year() && a.Month() == b.Month():
		return fmt.Sprintf("%d–%s", a.Day(), b.Format("2 January 2006"))
	case a.Year() == b.Year():
		return a.Format("2 January") + " – " + b.Format("2 January 2006")
	}
	return span(a, b, "2 January 2006")
}

func span(a, b time.Time, layout string) string {
	first, last := a.Format(layout), b.Format(layout)
	if first == last {
		return first
	}
	return first + " – " + last
}

// spanOf writes the days of which facts tell, each end as exactly as the facts
// tell it: "1998 – 3 March 2025".
func spanOf(facts []graph.Fact) string {
	begin, end := queries.Span(facts)
	first, last := begin, end
	if first == "" {
		return ""
	}
	for _, size := range []int{len("2006-01"), len("2006")} {
		for i := range facts {
			t := facts[i].Time
			if len(t) != size {
				continue
			}
			a, b := queries.Span(facts[i : i+1])
			if a == begin {
				first = t
			}
			if b == end {
				last = t
			}
		}
	}
	if len(first) == len(time.DateOnly) && len(last) == len(time.DateOnly) {
		return dates(first, last)
	}
	if a, b := day(first), day(last); a != b {
		return a + " – " + b
	}
	return day(first)
}

// when writes the time of a fact, in EDTF, as people do; what is no plain date
// or interval stays as it is.
func when(edtf string) string {
	from, to, interval := strings.Cut(strings.TrimRight(edtf, "?~%"), "/")
	if interval {
		if len(from) == len(time.DateOnly) && len(to) == len(time.DateOnly) {
			if span := dates(from, to); span != "" {
				return span
			}
		}
		switch a, b := day(from), day(to); {
		case a != "" && b != "":
			return a + " – " + b
		case a != "" && (to == "" || to == ".."):
			return "since " + a
		case b != "" && (from == "" || from == ".."):
			return "until " + b
		}
		return edtf
	}
	if d := day(from); d != "" {
		return d
	}
	return edtf
}

func day(date string) string {
	date, _, _ = strings.Cut(date, "T")
	if n := len("2006-"); len(date) == n+2 && date[n:] >= "21" && date[n:] <= "24" {
		if year := day(date[:n-1]); year != "" {
			return [...]string{"spring", "summer", "autumn", "winter"}[date[n+1]-'1'] + " " + year
		}
	}
	date = strings.TrimSuffix(strings.TrimSuffix(date, "-XX"), "-XX")
	if decade, ok := strings.CutSuffix(date, "X"); ok && len(decade) == 3 {
		if year := day(decade + "0"); year != "" {
			return year + "s" // "199X"
		}
	}
	for in, out := range map[string]string{time.DateOnly: "2 January 2006", "2006-01": "January 2006", "2006": "2006"} {
		if t, err := time.Parse(in, date); err == nil {
			return t.Format(out)
		}
	}
	return ""
}
