package when

import (
	"strconv"
	"strings"
	"time"
)

// point reads one time: a day, week, month, season, year, decade or century.
func (p *parser) point() (stretch, bool) {
	p.lead()
	s, ok := p.named()
	if !ok {
		return s, false
	}
	p.trail()
	return s, true
}

// lead goes past what may stand before a time: "early", "the night of".
func (p *parser) lead() {
	for !p.done() {
		w := p.word(0)
		switch {
		case dayPart[w] && p.word(1) == "of":
			p.i += 2
		case w == "this" && (p.unit(1) || seasons[p.word(1)] > 0 || isDay(p.word(1)) || months[p.word(1)] > 0 || dayPart[p.word(1)]):
			return
		case ordinals[w] > 0 && p.word(1) == "half" && p.word(2) == "of":
			p.i += 3
		case filler[w], qualifier[w]:
			p.i++
		default:
			return
		}
	}
}

// trail goes past what may stand behind a day: "morning", "local time".
func (p *parser) trail() {
	for dayPart[p.word(0)] || p.word(0) == "local" || p.word(0) == "time" || p.word(0) == "early" || p.word(0) == "late" ||
		p.word(0) == "itself" || p.word(0) == "alone" || p.word(0) == "gmt" {
		p.i++
	}
}

func (p *parser) unit(n int) bool {
	switch p.word(n) {
	case "day", "week", "weekend", "month", "year", "decade", "century", "quarter":
		return true
	}
	return false
}

func isDay(w string) bool {
	_, ok := weekdays[w]
	return ok
}

// named tries the forms of a time in turn; one that fails takes nothing.
func (p *parser) named() (stretch, bool) {
	at := p.i
	for _, f := range []func() (stretch, bool){
		p.isoDay, p.calendar, p.weekOfMonth, p.relative, p.ago, p.deictic, p.weekday, p.season, p.quarter, p.month, p.year,
	} {
		if s, ok := f(); ok {
			return s, true
		}
		p.i = at
	}
	return stretch{}, false
}

func (p *parser) isoDay() (stretch, bool) {
	t, err := time.Parse(iso, p.word(0))
	p.i++
	return dayOf(t), err == nil
}

// calendar reads "March 24, 2016", "24 March", "Tuesday, March 22", "the 9th
// of May 2014". Without a year it seeks the nearest such day.
func (p *parser) calendar() (stretch, bool) {
	weekday, hasDay := weekdays[p.word(0)]
	if hasDay {
		p.i++
		p.skip(filler)
	}
	var m time.Month
	var d int
	switch {
	case months[p.word(0)] > 0 && day(p.word(1)) > 0:
		m, d = months[p.word(0)], day(p.word(1))
		p.i += 2
	case day(p.word(0)) > 0 && months[p.word(1)] > 0:
		d, m = day(p.word(0)), months[p.word(1)]
		p.i += 2
	case day(p.word(0)) > 0 && p.word(1) == "of" && months[p.word(2)] > 0:
		d, m = day(p.word(0)), months[p.word(2)]
		p.i += 3
	default:
		return stretch{}, false
	}
	y := 0
	if y = year(p.word(0)); y > 0 {
		p.i++
	} else if y = year(p.word(1)); y > 0 && p.word(0) == "," {
		p.i += 2
	} else {
		y = 0
	}
	if y > 0 {
		return validDay(y, m, d)
	}
	if p.known && p.take("last", "year") {
		return validDay(p.pub.Year()-1, m, d)
	}
	return p.nearest(m, d, weekday, hasDay)
}

func validDay(y int, m time.Month, d int) (stretch, bool) {
	t := date(y, m, d)
	return dayOf(t), t.Month() == m && t.Year() == y
}

// tooFar is the distance at which a writer gives the year: a day so many days
// off on one side is meant on the other.
const tooFar = 300

// nearest returns the day of month m near publication: on the side of the
// tense unless that lies too far away, or on the given day of the week.
func (p *parser) nearest(m time.Month, d int, weekday time.Weekday, hasDay bool) (stretch, bool) {
	var before, after time.Time
	for y := p.pub.Year() - 1; y <= p.pub.Year()+1 && p.known; y++ {
		t := date(y, m, d)
		if t.Month() != m || hasDay && t.Weekday() != weekday {
			continue
		}
		if !t.After(p.pub) {
			before = t
		}
		if !t.Before(p.pub) && after.IsZero() {
			after = t
		}
	}
	back, ahead := p.pub.Sub(before).Hours()/24, after.Sub(p.pub).Hours()/24
	switch {
	case before.IsZero() && after.IsZero():
		return stretch{}, false
	case before.IsZero():
		return dayOf(after), true
	case after.IsZero():
		return dayOf(before), true
	case p.tense == Future && ahead < tooFar, p.tense == Past && back >= tooFar, p.tense == Unknown && ahead < back:
		return dayOf(after), true
	}
	return dayOf(before), true
}

// ago reads "two days ago", "a week earlier" not: earlier than what?
func (p *parser) ago() (stretch, bool) {
	n := number(p.word(0))
	p.i++
	if n > 0 && number(p.word(0)) == 0 && p.word(0) == "of" { // "a couple of"
		p.i++
	} else if n == 1 && (p.word(0) == "couple" || p.word(0) == "dozen") {
		n = number(p.word(0))
		p.i++
		p.take("of")
	}
	unit := strings.TrimSuffix(p.word(0), "s")
	p.i++
	if n == 0 || !p.known {
		return stretch{}, false
	}
	switch {
	case p.take("ago"):
		return p.shift(unit, -n)
	case p.take("from", "now"), p.tense == Future && p.i == len(p.words) && len(p.words) > 2 && p.words[0] == "in":
		return p.shift(unit, n)
	}
	return stretch{}, false
}

// shift returns the time n units from publication, as exactly as the unit is.
func (p *parser) shift(unit string, n int) (stretch, bool) {
	switch unit {
	case "minute", "hour":
		return dayOf(p.pub), n > -12 && n < 12 || unit == "minute"
	case "day":
		return dayOf(p.pub.AddDate(0, 0, n)), true
	case "week":
		return weekOf(p.pub.AddDate(0, 0, 7*n)), true
	case "month":
		return monthOf(date(p.pub.Year(), p.pub.Month()+time.Month(n), 1)), true
	case "year":
		return yearOf(max(1, p.pub.Year()+n)), true
	case "decade":
		return decadeOf(max(10, p.pub.Year()/10*10+10*n)), true
	case "century", "centurie":
		return centuryOf(max(100, p.pub.Year()/100*100+100*n)), true
	}
	return stretch{}, false
}

// deictic reads "today", "last night", "the day before yesterday".
func (p *parser) deictic() (stretch, bool) {
	n, ok := 0, false
	switch {
	case p.take("day", "before", "yesterday"):
		n, ok = -2, true
	case p.take("day", "after", "tomorrow"):
		n, ok = 2, true
	case p.take("yesterday"), p.take("last", "night"), p.take("last", "evening"):
		n, ok = -1, true
	case p.take("tomorrow"):
		n, ok = 1, true
	case p.take("today"), p.take("tonight"):
		ok = true
	case p.word(0) == "this" && dayPart[p.word(1)]:
		p.i += 2
		ok = true
	}
	return dayOf(p.pub.AddDate(0, 0, n)), ok && p.known
}

// weekday reads a bare day of the week, "Thursday of last week", "Monday last
// week".
func (p *parser) weekday() (stretch, bool) {
	d, ok := weekdays[p.word(0)]
	p.i++
	if !ok || !p.known {
		return stretch{}, false
	}
	p.trail()
	at := p.i
	p.take("of")
	if n := step(p.word(0)); n != none && (p.word(1) == "week") {
		p.i += 2
		monday := weekOf(p.pub.AddDate(0, 0, 7*n)).from
		return dayOf(monday.AddDate(0, 0, (int(d)+6)%7)), true
	}
	p.i = at
	if p.tense == Future {
		return dayOf(p.pub.AddDate(0, 0, (int(d-p.pub.Weekday())+7)%7)), true
	}
	return dayOf(p.pub.AddDate(0, 0, -(int(p.pub.Weekday()-d)+7)%7)), true
}

// year reads years, decades and centuries.
func (p *parser) year() (stretch, bool) {
	if p.take("year") || p.take("years") {
		p.take("of")
	}
	w := p.word(0)
	p.i++
	if y := year(w); y > 0 {
		return yearOf(y), true
	}
	if n := ordinals[w]; n > 9 && p.take("century") {
		return centuryOf(100 * (n - 1)), true
	}
	if n := strings.TrimSuffix(strings.TrimPrefix(w, "'"), "s"); n != w && strings.HasSuffix(n, "0") {
		if y := year(n); y > 0 {
			if y%100 == 0 {
				return centuryOf(y), true
			}
			return decadeOf(y), true
		}
		if v, err := strconv.Atoi(n); err == nil && len(n) == 2 {
			if v < 30 {
				return decadeOf(2000 + v), true
			}
			return decadeOf(1900 + v), true
		}
	}
	if n, err := strconv.Atoi(strings.TrimRight(w, "stndrh")); err == nil && n > 9 && n < 22 && p.take("century") {
		return centuryOf(100 * (n - 1)), true
	}
	return stretch{}, false
}
