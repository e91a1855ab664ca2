package when

import (
	"strings"
	"time"
)

// none is the step of a word that names none.
const none = 99

// step returns how many units on a word leads: -1 for "last", 1 for "next".
func step(w string) int {
	switch w {
	case "last", "past", "previous":
		return -1
	case "this", "current":
		return 0
	case "next", "coming", "upcoming":
		return 1
	}
	return none
}

// relative reads "last week", "this Sunday", "next May", "the past two days".
func (p *parser) relative() (stretch, bool) {
	n := step(p.word(0))
	first := p.word(0)
	p.i++
	if n == none || !p.known {
		return stretch{}, false
	}
	if first == "past" || first == "last" || first == "next" || first == "coming" {
		// "over the last year" is no calendar year, "last year" is.
		running := first == "past" || first == "coming" || n < 0 && p.before("the") || p.words[0] == "over" || p.words[0] == "within"
		if s, ok := p.recent(n, running); ok {
			return s, true
		}
	}
	w := p.word(0)
	p.i++
	if d, ok := weekdays[w]; ok {
		return p.stepWeekday(d, n), true
	}
	if m := months[w]; m > 0 {
		return p.stepMonth(m, n), true
	}
	if s := seasons[w]; s > 0 {
		return p.stepSeason(s, n), true
	}
	switch w {
	case "weekend":
		return p.stepWeekend(n), true
	case "quarter":
		q := p.pub.Year()*4 + (int(p.pub.Month())-1)/3 + n
		return quarterOf(q/4, q%4+1), true
	case "week", "month", "year", "decade", "century":
		return p.shift(w, n)
	}
	return stretch{}, false
}

// before says whether w stands before the word last read.
func (p *parser) before(w string) bool { return p.i > 1 && p.words[p.i-2] == w }

// recent reads "(the) past two days" and, where one is meant, "(the) past
// week": the stretch that ends, or begins, with publication.
func (p *parser) recent(n int, bare bool) (stretch, bool) {
	at := p.i
	k := number(p.word(0))
	if k > 0 {
		p.i++
	} else if k = 1; !bare {
		return stretch{}, false
	}
	unit := strings.TrimSuffix(p.word(0), "s")
	if number(p.words[max(0, p.i-1)]) == 0 && unit != p.word(0) {
		unit = "" // "the past decades": how many?
	}
	p.i++
	far := p.pub
	switch unit {
	case "day":
		far = far.AddDate(0, 0, n*k)
	case "week":
		far = far.AddDate(0, 0, 7*n*k)
	case "month":
		far = far.AddDate(0, n*k, 0)
	case "year":
		return span(yearOf(max(1, p.pub.Year()+n*k)), yearOf(p.pub.Year())), true
	case "decade":
		return span(yearOf(max(1, p.pub.Year()+10*n*k)), yearOf(p.pub.Year())), true
	default:
		p.i = at
		return stretch{}, false
	}
	return span(dayOf(far), dayOf(p.pub)), true
}

// stepWeekday returns the last d before publication, the next after it, or
// that of the tense for "this".
func (p *parser) stepWeekday(d time.Weekday, n int) stretch {
	back := (int(p.pub.Weekday()-d) + 7) % 7
	switch {
	case n < 0 && back == 0:
		back = 7
	case n > 0, n == 0 && p.tense != Past && back > 0:
		back -= 7
	}
	return dayOf(p.pub.AddDate(0, 0, -back))
}

// stepWeekend returns the last weekend that has begun, or the next.
func (p *parser) stepWeekend(n int) stretch {
	this := weekendOf(p.pub)
	begun := !this.from.After(p.pub)
	switch {
	case n > 0 || n == 0 && p.tense == Future || begun && n == 0:
		if begun && n > 0 {
			return weekendOf(p.pub.AddDate(0, 0, 7))
		}
		return this
	}
	return weekendOf(p.pub.AddDate(0, 0, -7))
}

// stepMonth returns month m of the year for "this", else the last one before
// or the next one after the month of publication.
func (p *parser) stepMonth(m time.Month, n int) stretch {
	y := p.pub.Year()
	if n < 0 && m >= p.pub.Month() {
		y--
	}
	if n > 0 && m <= p.pub.Month() {
		y++
	}
	return monthOf(date(y, m, 1))
}

// stepSeason does for seasons what stepMonth does for months.
func (p *parser) stepSeason(season, n int) stretch {
	s := seasonOf(p.pub.Year()-2, season)
	for {
		next := seasonOf(s.from.Year()+1, season)
		switch {
		case n < 0 && !next.to.Before(p.pub), n == 0 && p.tense != Future && next.from.After(p.pub):
			return s
		case n > 0 && s.from.After(p.pub), n == 0 && p.tense == Future && !s.to.Before(p.pub):
			return s
		}
		s = next
	}
}

// season reads "summer 2014", "the summer of 2014", "the summer", "over the
// weekend".
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
		return seasonOf(y, s), true
	}
	return p.stepSeasonKnown(s)
}

func (p *parser) stepSeasonKnown(s int) (stretch, bool) {
	if !p.known {
		return stretch{}, false
	}
	return p.stepSeason(s, 0), true
}

// quarter reads "the first quarter of 2015".
func (p *parser) quarter() (stretch, bool) {
	q := ordinals[p.word(0)]
	p.i++
	if q == 0 || !p.take("quarter") {
		return stretch{}, false
	}
	if y, ok := p.ofYear(); ok {
		return quarterOf(y, q), true
	}
	return quarterOf(p.pub.Year(), q), p.known
}

// weekOfMonth reads "the first week of April".
func (p *parser) weekOfMonth() (stretch, bool) {
	k := ordinals[p.word(0)]
	last := p.word(0) == "last" || p.word(0) == "final"
	p.i++
	if k > 4 || k == 0 && !last || !p.take("week") || !(p.take("of") || p.take("in")) {
		return stretch{}, false
	}
	m, ok := p.month()
	if !ok {
		return m, false
	}
	if last {
		return days(m.to.AddDate(0, 0, -6), m.to), true
	}
	return days(m.from.AddDate(0, 0, 7*k-7), m.from.AddDate(0, 0, 7*k-1)), true
}

// ofYear reads a year with or without "of", or one told from publication.
func (p *parser) ofYear() (int, bool) {
	at := p.i
	p.take("of")
	p.take(",")
	if y := year(p.word(0)); y > 0 {
		p.i++
		return y, true
	}
	if n := step(p.word(0)); n != none && p.word(1) == "year" && p.known {
		p.i += 2
		return p.pub.Year() + n, true
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
	if !p.known {
		return stretch{}, false
	}
	y := p.pub.Year()
	switch {
	case p.tense == Future && m < p.pub.Month():
		y++
	case p.tense != Future && m > p.pub.Month():
		y--
	}
	return monthOf(date(y, m, 1)), true
}
