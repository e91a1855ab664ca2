package when

import (
	"strings"
	"time"
)

// point reads one time: a day, week, month, season, year, decade or century.
func (p *parser) point() (stretch, bool) {
	p.assumed, p.qualified = false, false
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
		case (w == "first" || w == "wee" || w == "small" || w == "morning" || w == "predawn") && (p.word(1) == "hours" || p.word(1) == "minutes"):
			p.i += 2
		case w == "this" && (p.unit(1) || seasons[p.word(1)] > 0 || isDay(p.word(1)) || months[p.word(1)] > 0 || dayPart[p.word(1)]):
			return
		case (w == "some" || w == "one") && number(p.word(1)) > 1, w == "this" && step(p.word(1)) != none, w == "most" && step(p.word(1)) != none:
			p.i++
		case (w == "beginning" || w == "end" || w == "start") && p.word(1) == "of" && ordinal(p.word(2)) > 0:
			p.i += 2
		case w == "mid" && p.word(1) == "to", w == "early" && p.word(1) == "to" && p.word(2) == "mid":
			p.i += 2
		case w == "parts" && p.word(1) == "of", w == "part" && p.word(1) == "of", w == "all" && p.word(1) == "of", w == "much" && p.word(1) == "of",
			w == "most" && p.word(1) == "of":
			p.i += 2
		case filler[w], qualifier[w]:
			p.qualified = p.qualified || qualifier[w] || w == "course" || w == "throughout"
			p.i++
		default:
			return
		}
	}
}

// trail goes past what may stand behind a day: "morning", "local time".
func (p *parser) trail() {
	for dayPart[p.word(0)] || p.word(0) == "local" || p.word(0) == "time" || p.word(0) == "early" || p.word(0) == "late" ||
		p.word(0) == "itself" || p.word(0) == "alone" || p.word(0) == "gmt" || p.word(0) == "utc" {
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

// named tries the forms of a time in turn; one that fails takes nothing.
func (p *parser) named() (stretch, bool) {
	at := p.i
	for _, f := range []func() (stretch, bool){
		p.isoDay, p.calendar, p.nth, p.half, p.weekOf, p.anaphor, p.offset, p.relative, p.ago, p.deictic, p.holiday, p.weekday,
		p.season, p.quarter, p.month, p.definite, p.year,
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
// of May 2014", "Thursday the 24th". Without a year it seeks the nearest such
// day.
func (p *parser) calendar() (stretch, bool) {
	weekday, hasDay := weekdays[p.word(0)]
	if hasDay {
		p.i++
		p.skip(dayPart)
		p.skip(filler)
	}
	m, d := p.dayOfMonth()
	if d == 0 {
		return stretch{}, false
	}
	if m == 0 {
		return p.dayAlone(d)
	}
	p.skip(dayPart)
	if w, ok := weekdays[p.word(0)]; ok && !hasDay {
		weekday, hasDay = w, true // "March 22 (Tuesday)"
		p.i++
	}
	y := 0
	if y = year(p.word(0)); y > 0 {
		p.i++
	} else if y = year(p.word(1)); y > 0 && (p.word(0) == "," || p.word(0) == "of" || p.word(0) == "in") {
		p.i += 2
	} else {
		y = 0
	}
	if y > 0 {
		return validDay(y, m, d)
	}
	if y, ok := p.ofYear(); ok {
		return validDay(y, m, d)
	}
	p.assumed = true
	if b, ok := p.base(); ok && b != p.pub && !hasDay {
		return validDay(b.Year(), m, d)
	}
	if hasDay {
		return p.nearestOf(func(y int) time.Time {
			if t := date(y, m, d); t.Weekday() == weekday && t.Month() == m {
				return t
			}
			return time.Time{}
		})
	}
	return p.nearestOf(func(y int) time.Time {
		if t := date(y, m, d); t.Month() == m {
			return t
		}
		return time.Time{}
	})
}

// dayOfMonth reads a month and day in either order, or a day alone, "24th",
// for which the month is 0.
func (p *parser) dayOfMonth() (m time.Month, d int) {
	a, b := p.word(0), p.word(1)
	switch {
	case months[a] > 0 && day(b) > 0 && day(p.word(2)) == 0, months[a] > 0 && day(b) > 0 && p.word(1) != "":
		p.i += 2
		return months[a], day(b)
	case months[a] > 0 && b == "the" && day(p.word(2)) > 0:
		p.i += 3
		return months[a], day(p.prev())
	case day(a) > 0 && months[b] > 0:
		p.i += 2
		return months[b], day(a)
	case day(a) > 0 && b == "of" && months[p.word(2)] > 0:
		p.i += 3
		return months[p.prev()], day(a)
	case day(a) > 0 && !strings.HasSuffix(a, "s") && strings.TrimRight(a, "stndrh") != a && (b == "" || b == "," || b == "at"):
		p.i++
		return 0, day(a)
	}
	return 0, 0
}

// dayAlone returns day d of the month of publication or of the one before or
// after, as the tense has it.
func (p *parser) dayAlone(d int) (stretch, bool) {
	if !p.known {
		return stretch{}, false
	}
	m := p.pub.Month()
	if p.tense == Future && d < p.pub.Day() {
		m++
	} else if p.tense != Future && d > p.pub.Day() {
		m--
	}
	t := date(p.pub.Year(), m, d)
	return dayOf(t), t.Day() == d
}

func validDay(y int, m time.Month, d int) (stretch, bool) {
	t := date(y, m, d)
	return dayOf(t), t.Month() == m && t.Year() == y
}

// tooFar is the distance at which a writer gives the year: a day so many days
// off on one side is meant on the other.
const tooFar = 300

// nearestOf returns the day near publication that in gives for a year, its zero
// for none: on the side of the tense unless that lies too far away.
func (p *parser) nearestOf(in func(int) time.Time) (stretch, bool) {
	var before, after time.Time
	for y := p.pub.Year() - 1; y <= p.pub.Year()+1 && p.known; y++ {
		t := in(y)
		if t.IsZero() {
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

// deictic reads "today", "last night", "the day before yesterday".
func (p *parser) deictic() (stretch, bool) {
	n, ok := 0, false
	switch {
	case p.take("yesterday"), p.take("last", "night"), p.take("last", "evening"):
		n, ok = -1, true
	case p.take("tomorrow"):
		n, ok = 1, true
	case p.take("today"), p.take("tonight"), p.bound && (p.take("now") || p.take("the", "present")), p.take("this", "very", "day"):
		ok = true
	case p.word(0) == "this" && dayPart[p.word(1)]:
		p.i += 2
		ok = true
	case p.take("overnight") && p.tense != Future:
		return days(p.pub.AddDate(0, 0, -1), p.pub), p.known
	}
	if ok && p.word(0) == "week" || p.word(0) == "next" || p.word(0) == "last" {
		return stretch{}, false // "a week from today", "tomorrow next week"
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
	if n := step(p.word(0)); n != none && p.word(1) == "week" {
		p.i += 2
		return dayOf(nthWeekday(weekOf(p.pub.AddDate(0, 0, 7*n)), d, 1)), true
	}
	p.i = at
	if n := step(p.word(0)); (n == -1 || n == 1) && p.i+1 == len(p.words) {
		p.i++
		return p.stepWeekday(d, n), true // "on Monday last"
	}
	if p.tense == Future {
		return dayOf(p.pub.AddDate(0, 0, (int(d-p.pub.Weekday())+7)%7)), true
	}
	return dayOf(p.pub.AddDate(0, 0, -(int(p.pub.Weekday()-d)+7)%7)), true
}
