package when

import (
	"strings"
	"time"
)

// anaphor reads a time told from the one mentioned last: "the next day", "that
// year", "the following Tuesday", "the night before".
func (p *parser) anaphor() (stretch, bool) {
	w := p.word(0)
	article := p.prev() == "the"
	switch {
	case w == "then" && p.i > 0 || w == "that" && p.word(1) == "time" && p.bound:
		p.i++
		p.take("time")
		p.take("on")
		return p.ref, p.told
	case w == "that", w == "same":
		p.i++
		p.take("very")
		p.take("same")
		return p.sameOne(p.word(0))
	case w == "following" || w == "subsequent" || w == "next" && (article || dayWord(p.word(1))) && p.tense != Future:
		p.i++
		return p.adjacent(p.word(0), 1)
	case w == "previous" || w == "preceding" || w == "prior":
		p.i++
		return p.adjacent(p.word(0), -1)
	}
	if dayPart[w] && w != "overnight" && article && p.near && p.dayTold && p.tense == Past && len(p.words) == p.i+1 {
		p.i++
		return p.refDay, true // "died in the morning"
	}
	if n := number(w); n == 1 && (w == "a" || w == "an" || w == "one") {
		p.i++
		w = p.word(0)
	}
	u := unit(w)
	if dayPart[w] {
		u = "day"
	}
	if u == "" || strings.HasSuffix(w, "s") || len(p.words) != p.i+2 { // how many are "months later"?
		return stretch{}, false
	}
	switch p.word(1) {
	case "before", "earlier", "prior", "previously":
		p.i += 2
		return p.from(u, -1)
	case "after", "later", "afterwards", "on", "afterward":
		p.i += 2
		return p.from(u, 1)
	}
	return stretch{}, false
}

func dayWord(w string) bool { return w == "day" || dayPart[w] }

// from returns the time n units from the one mentioned last: from the last day
// mentioned where the unit needs one.
func (p *parser) from(u string, n int) (stretch, bool) {
	if u == "decade" && n != 0 {
		u, n = "year", 10*n // "a decade later"
	}
	if p.told {
		if s, ok := p.ref.shift(u, n); ok {
			return s, true
		}
	}
	if p.dayTold && u != "year" && u != "decade" && u != "century" {
		return p.refDay.shift(u, n)
	}
	return stretch{}, false
}

// sameOne reads what follows "that" or "the same": a unit of the time mentioned
// last.
func (p *parser) sameOne(w string) (stretch, bool) {
	p.i++
	if dayWord(w) || w == "date" {
		return p.refDay, p.dayTold
	}
	if !p.told {
		return stretch{}, false
	}
	if u := unit(w); u != "" {
		return p.from(u, 0)
	}
	year := func(t time.Time) stretch { return yearOf(t.Year()) }
	if m := months[w]; m > 0 && p.ref.within(year) {
		return monthOf(date(p.ref.from.Year(), m, 1)), true
	}
	if s := seasons[w]; s > 0 && p.ref.within(year) {
		return seasonOf(p.ref.from.Year(), s), true
	}
	if d, ok := weekdays[w]; ok && p.ref.within(weekOf) {
		return dayOf(nthWeekday(weekOf(p.ref.from), d, 1)), true
	}
	return stretch{}, false
}

// adjacent reads what follows "the following" or "the previous": the unit, weekday
// or month one on from the time mentioned last.
func (p *parser) adjacent(w string, n int) (stretch, bool) {
	p.i++
	u := unit(w)
	if dayPart[w] {
		u = "day"
	}
	if u != "" {
		return p.from(u, n)
	}
	if d, ok := weekdays[w]; ok && p.dayTold {
		t := p.refDay.from
		if n > 0 {
			return dayOf(t.AddDate(0, 0, (int(d-t.Weekday())+6)%7+1)), true
		}
		return dayOf(t.AddDate(0, 0, -(int(t.Weekday()-d)+6)%7-1)), true
	}
	if m := months[w]; m > 0 && p.told && p.ref.within(monthOf) {
		y := p.ref.from.Year()
		if n > 0 && m <= p.ref.from.Month() {
			y++
		} else if n < 0 && m >= p.ref.from.Month() {
			y--
		}
		return monthOf(date(y, m, 1)), true
	}
	return stretch{}, false
}

// base returns the day from which a month or day without a year is sought:
// that of publication, or one in the year that the sentences just before tell
// of: "In March 1999 she came. In August she left."
func (p *parser) base() (time.Time, bool) {
	if p.near && p.told && p.tense != Future && p.ref.within(monthOf) && (!p.known || p.ref.from.Year() < p.pub.Year()-1) {
		return p.ref.from, true
	}
	return p.pub, p.known
}
