package when

import (
	"fmt"
	"strings"
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

// halfOf returns half h of year y by its months.
func halfOf(y, h int) stretch {
	return span(monthOf(date(y, time.Month(6*h-5), 1)), monthOf(date(y, time.Month(6*h), 1)))
}

// isDay says whether s is a single day.
func (s stretch) isDay() bool { return len(s.form) == len(iso) && s.from.Equal(s.to) }

// within says whether s lies in one stretch of what f returns, as a week lies
// in one month.
func (s stretch) within(f func(time.Time) stretch) bool { return !s.to.After(f(s.from).to) }

// start and end return the bounds of s as they stand in an interval.
func (s stretch) start() string {
	if from, _, ok := strings.Cut(s.form, "/"); ok {
		return from
	}
	return s.form
}

func (s stretch) end() string {
	if _, to, ok := strings.Cut(s.form, "/"); ok {
		return to
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

// shift returns the stretch n units from s, as exactly as the unit is; ok is
// false where s is not exact enough to count from.
func (s stretch) shift(unit string, n int) (stretch, bool) {
	t := s.from
	switch unit {
	case "second", "minute", "hour":
		return dayOf(t), s.isDay() && (unit != "hour" || n > -12 && n < 12)
	case "day":
		return dayOf(t.AddDate(0, 0, n)), s.isDay()
	case "week":
		return weekOf(t.AddDate(0, 0, 7*n)), s.within(weekOf)
	case "fortnight":
		return weekOf(t.AddDate(0, 0, 14*n)), s.within(weekOf)
	case "weekend":
		return weekendOf(t.AddDate(0, 0, 7*n)), s.within(weekOf)
	case "month":
		return monthOf(date(t.Year(), t.Month()+time.Month(n), 1)), s.within(monthOf)
	case "quarter":
		q := t.Year()*4 + (int(t.Month())-1)/3 + n
		return quarterOf(q/4, q%4+1), s.within(monthOf) && q > 4
	}
	y := t.Year()
	if s.to.Year() != y {
		return s, false
	}
	switch unit {
	case "year":
		return yearOf(y + n), y+n > 0
	case "decade":
		return decadeOf(y/10*10 + 10*n), y+10*n > 9
	case "century":
		return centuryOf(y/100*100 + 100*n), y+100*n > 99
	}
	return s, false
}
