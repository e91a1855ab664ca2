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
	if !p.known {
		return stretch{}, false
	}
	if first == "recent" {
		return p.recent(-1, false)
	}
	if n == none {
		return stretch{}, false
	}
	if first == "past" || first == "last" || first == "next" || first == "coming" {
		// "over the last year" is no calendar year, "last year" is.
		lead := p.words[0] == "over" || p.words[0] == "within"
		running := first == "past" || first == "coming" || n < 0 && p.before("the") || lead || n > 0 && p.words[0] == "in" && p.before("the")
		if s, ok := p.recent(n, running); ok {
			return s, true
		}
	}
	w := p.word(0)
	p.i++
	if w == "fiscal" || w == "financial" || w == "school" || w == "academic" || w == "calendar" {
		w = p.word(0)
		p.i++
	}
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
	case "quarter", "week", "month", "year", "decade", "century", "fortnight":
		return dayOf(p.pub).shift(w, n)
	}
	return stretch{}, false
}

// before says whether w stands before the word last read.
func (p *parser) before(w string) bool { return p.i > 1 && p.words[p.i-2] == w }

// recent reads "(the) past two days" and, where one is meant, "(the) past
// week": the stretch that ends, or begins, with publication. Of "the past few
// days" it gives the unit: "PXD".
func (p *parser) recent(n int, bare bool) (stretch, bool) {
	at := p.i
	k := p.count()
	u, many := unit(p.word(0)), strings.HasSuffix(p.word(0), "s")
	switch {
	case letters[u] != "" && (k == unbound || k == 0 && many && p.prev() == "recent"):
		p.i++
		return stretch{from: p.pub, to: p.pub, form: unmeasured(u)}, !p.bound
	case k == 0 && bare && !many: // "the past decades": how many?
		k = 1
	case k <= 0:
		p.i = at
		return stretch{}, false
	}
	p.i++
	far := p.pub
	switch u {
	case "hour":
		far = far.AddDate(0, 0, n*((k+12)/24))
	case "day":
		far = far.AddDate(0, 0, n*k)
	case "week":
		far = far.AddDate(0, 0, 7*n*k)
	case "month":
		far = far.AddDate(0, n*k, 0)
	case "year", "decade", "century":
		switch u {
		case "decade":
			k *= 10
		case "century":
			k *= 100
		}
		return span(yearOf(max(1, p.pub.Year()+n*k)), yearOf(p.pub.Year())), true
	default:
		p.i = at
		return stretch{}, false
	}
	return span(dayOf(far), dayOf(p.pub)), true
}

// ago reads a number of units counted from publication, "two days ago", "a year
// and a half ago", "in two weeks", or from the time mentioned last: "two days
// later".
func (p *parser) ago() (stretch, bool) {
	at := p.i
	q, u, ok := p.quantity()
	n := int(q)
	if !ok || n == unbound || n == 0 && u != "hour" && u != "year" && u != "day" {
		return stretch{}, false
	}
	if q != float64(n) {
		switch u {
		case "year":
			n, u = int(12*q), "month"
		case "decade":
			n, u = int(10*q), "year"
		case "hour":
			n = 0
		default:
			return stretch{}, false
		}
	}
	switch {
	case p.take("ago"), p.take("back") && at > 0, p.take("before", "now"):
		return p.fromNow(u, -n)
	case p.take("from", "now"), p.take("hence"), p.tense == Future && p.i == len(p.words) && len(p.words) > 2 && p.words[0] == "in":
		return p.fromNow(u, n)
	case p.take("later"), p.take("afterwards"), p.take("afterward"), p.take("thereafter"), p.i+1 == len(p.words) && (p.take("after") || p.take("on")):
		return p.from(u, n)
	case p.take("earlier"), p.take("previously"), p.take("beforehand"), p.i+1 == len(p.words) && (p.take("before") || p.take("prior")):
		return p.from(u, -n)
	}
	return stretch{}, false
}

// fromNow returns the time n units from publication.
func (p *parser) fromNow(u string, n int) (stretch, bool) {
	if u == "hour" && n%24 == 0 {
		u, n = "day", n/24
	}
	if !p.known {
		return stretch{}, false
	}
	return dayOf(p.pub).shift(u, n)
}

// offset reads a time told from another in the same words: "the day after
// Christmas", "two weeks before March 3", "the Friday before Easter", "a week
// from Tuesday".
func (p *parser) offset() (stretch, bool) {
	d, weekday := weekdays[p.word(0)]
	n, u := 1.0, unit(p.word(0))
	if dayPart[p.word(0)] {
		u = "day"
	}
	if weekday || u != "" {
		p.i++
	} else {
		var ok bool
		if n, u, ok = p.quantity(); !ok || n < 1 {
			return stretch{}, false
		}
	}
	switch {
	case p.take("before"), p.take("ahead", "of"), p.take("prior", "to"), p.take("preceding"):
		n = -n
	case p.take("after"), p.take("following"), !weekday && p.take("from"):
	default:
		return stretch{}, false
	}
	p.lead()
	s, ok := p.named()
	switch {
	case !ok:
		return s, false
	case !weekday && u == "week" && s.isDay():
		return dayOf(s.from.AddDate(0, 0, 7*int(n))), true
	case !weekday:
		return s.shift(u, int(n))
	case n < 0:
		return dayOf(s.from.AddDate(0, 0, -(int(s.from.Weekday()-d)+6)%7-1)), s.isDay()
	}
	return dayOf(s.from.AddDate(0, 0, (int(d-s.from.Weekday())+6)%7+1)), s.isDay()
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
