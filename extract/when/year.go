package when

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// year reads years, decades and centuries.
func (p *parser) year() (stretch, bool) {
	p.fiscal()
	if p.take("year") || p.take("years") {
		p.take("of")
	}
	at := p.i
	if s, ok := p.era(); ok {
		return s, true
	}
	p.i = at
	w := p.word(0)
	p.i++
	if y := year(w); y > 0 {
		_ = p.fiscal() && p.take("year") || p.take("season")
		return yearOf(y), true
	}
	if w == "nineteen" && tens[p.word(0)] > 0 {
		w = p.word(0)
		p.i++
	}
	if n := tens[w]; n > 0 {
		return decadeOf(1900 + n), true
	}
	if n := ordinal(w); n > 9 && n < 23 && p.take("century") {
		return centuryOf(100 * (n - 1)), true
	}
	if n := strings.TrimSuffix(strings.TrimPrefix(w, "'"), "s"); n != w && strings.HasSuffix(n, "0") {
		return decade(n)
	}
	return stretch{}, false
}

// decade reads "1990" or "90" as what "the 1990s" or "the '90s" means: a
// decade, but a century in "the 1900s".
func decade(n string) (stretch, bool) {
	if y := year(n); y > 0 {
		if y%100 == 0 && y < 2000 {
			return centuryOf(y), true
		}
		return decadeOf(y), true
	}
	v, err := strconv.Atoi(n)
	if err != nil || len(n) != 2 {
		return stretch{}, false
	}
	if v < 30 {
		return decadeOf(2000 + v), true
	}
	return decadeOf(1900 + v), true
}

// fiscal goes past "fiscal", "school" and the like before or behind a year.
func (p *parser) fiscal() bool {
	switch p.word(0) {
	case "fiscal", "fy", "financial", "school", "academic", "tax", "calendar":
		p.i++
		return true
	}
	return false
}

// era reads years and centuries before or after Christ: "44 BC", "AD 79", "the
// 5th century BC". EDTF calls 1 BC the year 0.
func (p *parser) era() (stretch, bool) {
	after := p.take("ad") || p.take("ce")
	n, err := strconv.Atoi(p.word(0))
	century := false
	if err != nil {
		if n = ordinal(p.word(0)); n == 0 || p.word(1) != "century" {
			return stretch{}, false
		}
		century = true
		p.i++
	}
	p.i++
	before := p.take("bc") || p.take("bce")
	after = after || p.take("ad") || p.take("ce")
	if n < 1 || n > 9999 || before == after {
		return stretch{}, false
	}
	switch {
	case before && century:
		return stretch{from: date(-100*n+1, 1, 1), to: date(-100*n+100, 12, 31), form: fmt.Sprintf("-%04d/-%04d", 100*n-1, 100*n-100)}, n < 99
	case before:
		form := fmt.Sprintf("-%04d", n-1)
		if n == 1 {
			form = "0000"
		}
		return stretch{from: date(1-n, 1, 1), to: date(1-n, 12, 31), form: form}, true
	case century:
		return centuryOf(100 * (n - 1)), n < 23
	}
	return yearOf(n), true
}

// ordinal returns the number of "third" or "3rd"; 0 for none.
func ordinal(w string) int {
	if n := ordinals[w]; n > 0 {
		return n
	}
	if !startsDigit(w) {
		return 0
	}
	if n, err := strconv.Atoi(strings.TrimRight(w, "stndrh")); err == nil && strings.TrimRight(w, "stndrh") != w && !strings.HasSuffix(w, "0s") {
		return n
	}
	return 0
}

// ofYear reads a year with or without "of", or one told from publication.
func (p *parser) ofYear() (int, bool) {
	at := p.i
	_ = p.take("of") || p.take("in")
	p.take(",")
	p.take("the")
	p.fiscal()
	p.take("year")
	if y := year(p.word(0)); y > 0 {
		p.i++
		return y, true
	}
	if n := step(p.word(0)); n != none && p.word(1) == "year" && p.known {
		p.i += 2
		return p.pub.Year() + n, true
	}
	p.i = at
	if p.told && p.ref.to.Year() == p.ref.from.Year() && (p.take("that", "same", "year") || p.take("that", "year") || p.take("of", "that", "year") || p.take("the", "same", "year")) {
		return p.ref.from.Year(), true
	}
	if p.told && p.ref.to.Year() == p.ref.from.Year() && (p.take("the", "following", "year") || p.take("of", "the", "following", "year")) {
		return p.ref.from.Year() + 1, true
	}
	p.i = at
	return 0, false
}

// month reads "March 2015", "March of last year", "March".
func (p *parser) month() (stretch, bool) {
	m := months[p.word(0)]
	p.i++
	if m == 0 {
		return stretch{}, false
	}
	if y, ok := p.ofYear(); ok {
		return monthOf(date(y, m, 1)), true
	}
	b, ok := p.base()
	if !ok {
		return stretch{}, false
	}
	p.assumed = true
	y := b.Year()
	switch {
	case b != p.pub:
	case p.tense == Future && m < b.Month():
		y++
	case p.tense != Future && m > b.Month():
		y--
	}
	return monthOf(date(y, m, 1)), true
}

// season reads "summer 2014", "the summer of 2014", "winter 2015-16", "the
// summer", "over the weekend".
func (p *parser) season() (stretch, bool) {
	w := p.word(0)
	p.i++
	if w == "weekend" {
		return p.stepWeekend(0), p.known
	}
	s := seasons[w]
	if s == 0 {
		return stretch{}, false
	}
	if y, ok := p.ofYear(); ok {
		if p.word(0) == "-" && number(p.word(1)) == y%100+1 {
			p.i += 2
		}
		return seasonOf(y, s), true
	}
	if !p.known {
		return stretch{}, false
	}
	return p.stepSeason(s, 0), true
}

// quarter reads "the first quarter of 2015", "Q1 2015".
func (p *parser) quarter() (stretch, bool) {
	q := ordinal(p.word(0))
	p.i++
	p.take("-")
	switch {
	case q > 0 && p.take("quarter"):
	case p.prev() == "q" && day(p.word(0)) > 0 && day(p.word(0)) < 5:
		q = day(p.word(0))
		p.i++
	default:
		return stretch{}, false
	}
	if q < 1 || q > 4 {
		return stretch{}, false
	}
	p.take("of")
	if y, ok := p.ofYear(); ok {
		return quarterOf(y, q), true
	}
	y := p.pub.Year()
	if q > (int(p.pub.Month())+2)/3 && p.tense == Past {
		y--
	}
	return quarterOf(y, q), p.known
}

// half reads "the first half of 2018", "the second half of the year".
func (p *parser) half() (stretch, bool) {
	h := ordinal(p.word(0))
	if p.word(0) == "latter" {
		h = 2
	}
	p.i++
	if h < 1 || h > 2 || !p.take("half") || !p.take("of") {
		return stretch{}, false
	}
	p.lead()
	p.qualified = true
	s, ok := p.named()
	if ok && len(s.form) == 4 && s.from.Year() == s.to.Year() {
		return halfOf(s.from.Year(), h), true
	}
	return s, ok
}

// nth reads "the first week of April", "the last Sunday in March 2015", "the
// last day of the month".
func (p *parser) nth() (stretch, bool) {
	k := ordinal(p.word(0))
	if p.word(0) == "last" || p.word(0) == "final" {
		k = -1
	}
	p.i++
	w := p.word(0)
	p.i++
	d, weekday := weekdays[w]
	if k == 0 || k > 31 || !weekday && w != "week" && w != "weekend" && w != "day" || !(p.take("of") || p.take("in")) {
		return stretch{}, false
	}
	p.lead()
	p.qualified = true
	s, ok := p.named()
	if !ok || s.isDay() {
		return s, false
	}
	return s.nth(k, w, d), k < 6 || w == "day"
}

// nth returns the kth week, weekend or day of s, or weekday d of that name; its
// last where k is -1.
func (s stretch) nth(k int, unit string, d time.Weekday) stretch {
	switch {
	case unit == "day" && k < 0:
		return dayOf(s.to)
	case unit == "day":
		return dayOf(s.from.AddDate(0, 0, k-1))
	case unit == "week" && k < 0:
		return days(s.to.AddDate(0, 0, -6), s.to)
	case unit == "week":
		return days(s.from.AddDate(0, 0, 7*k-7), s.from.AddDate(0, 0, 7*k-1))
	case unit == "weekend":
		return weekendOf(nthWeekday(s, time.Saturday, k))
	}
	return dayOf(nthWeekday(s, d, k))
}

// weekOf reads "the week of October 21", "the weekend of July 4".
func (p *parser) weekOf() (stretch, bool) {
	w := p.word(0)
	if w != "week" && w != "weekend" || p.word(1) != "of" && p.word(1) != "beginning" && p.word(1) != "starting" && p.word(1) != "ending" {
		return stretch{}, false
	}
	p.i += 2
	p.lead()
	s, ok := p.named()
	if !ok || !s.isDay() {
		return s, false
	}
	if w == "weekend" {
		if s.from.Weekday() == time.Monday {
			return weekendOf(s.from.AddDate(0, 0, -1)), true // "the weekend of Monday, May 1"
		}
		return weekendOf(s.from), true
	}
	return weekOf(s.from), true
}

// definite reads "the year" behind "the end of" or "later in".
func (p *parser) definite() (stretch, bool) {
	u := p.word(0)
	p.i++
	if p.take("end") || p.take("-", "end") { // "by year-end"
		p.qualified = u == "year" || u == "month"
	}
	if !p.qualified || unit(u) == "" || u == "day" || strings.HasSuffix(u, "s") || !p.done() && !breaks[p.word(0)] {
		return stretch{}, false
	}
	b, ok := p.base()
	if !ok {
		return stretch{}, false
	}
	return dayOf(b).shift(u, 0)
}
