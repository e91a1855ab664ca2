package when

import (
	"fmt"
	"time"
)

// A stretch is a run of whole days with its EDTF form.
type stretch struct {
	from, to time.Time // first and last day
	form     string
}

const iso = time.DateOnly

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func dayOf(t time.Time) stretch { return stretch{t, t, t.Format(iso)} }

func days(from, to time.Time) stretch {
	return stretch{from, to, from.Format(iso) + "/" + to.Format(iso)}
}

// weekOf returns the week of t, from Monday to Sunday as ISO 8601 has it.
func weekOf(t time.Time) stretch {
	monday := t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
	return days(monday, monday.AddDate(0, 0, 6))
}

// weekendOf returns the Saturday and Sunday of the week of t.
func weekendOf(t time.Time) stretch {
	w := weekOf(t)
	return days(w.to.AddDate(0, 0, -1), w.to)
}

func monthOf(t time.Time) stretch {
	first := date(t.Year(), t.Month(), 1)
	return stretch{first, first.AddDate(0, 1, -1), first.Format("2006-01")}
}

func yearOf(y int) stretch { return stretch{date(y, 1, 1), date(y, 12, 31), fmt.Sprintf("%04d", y)} }

// decadeOf returns the decade that begins with year y: "199X".
func decadeOf(y int) stretch {
	return stretch{date(y, 1, 1), date(y+9, 12, 31), fmt.Sprintf("%03dX", y/10)}
}

// centuryOf returns the hundred years that begin with year y, as EDTF counts: "19XX".
func centuryOf(y int) stretch {
	return stretch{date(y, 1, 1), date(y+99, 12, 31), fmt.Sprintf("%02dXX", y/100)}
}

// seasonOf returns a season of the northern year by its number in EDTF. Winter
// belongs to the year in which it begins.
func seasonOf(y, season int) stretch {
	first := date(y, time.Month(3*(season-20)), 1)
	return stretch{first, first.AddDate(0, 3, -1), fmt.Sprintf("%04d-%d", y, season)}
}

// quarterOf returns quarter q of year y: EDTF numbers them from 33.
func quarterOf(y, q int) stretch {
	first := date(y, time.Month(3*q-2), 1)
	return stretch{first, first.AddDate(0, 3, -1), fmt.Sprintf("%04d-%d", y, 32+q)}
}

// start and end return the bounds of s as they stand in an interval.
func (s stretch) start() string {
	if len(s.form) == len("2016-03-14/2016-03-20") {
		return s.from.Format(iso)
	}
	return s.form
}

func (s stretch) end() string {
	if len(s.form) == len("2016-03-14/2016-03-20") {
		return s.to.Format(iso)
	}
	return s.form
}

// span returns the interval over a and b, whichever comes first.
func span(a, b stretch) stretch {
	if b.from.Before(a.from) {
		a, b = b, a
	}
	return stretch{a.from, b.to, a.start() + "/" + b.end()}
}
