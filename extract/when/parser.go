package when

import (
	"strings"
	"time"
)

// A parser reads one expression from left to right.
type parser struct {
	context
	words        []string
	i            int
	pub          time.Time // day of publication
	known        bool      // whether there is one
	clock, until string    // time of day, "T21:00", and where it ends; "" for none
	bound        bool      // a preposition such as "since" stands in front
	qualified    bool      // "the end of" stands in front
	assumed      bool      // the year of the point last read is not in the words
	joined       bool      // two points bound an interval
	got          stretch   // the point or run read
}

// A context is what the words are read against.
type context struct {
	published   string
	tense       Tense
	ref, refDay stretch // the time mentioned last, and the last day
	told        bool    // whether there is a ref
	dayTold     bool    // whether there is a refDay
	near        bool    // ref stands in the same sentence or the one before
}

func newParser(text string, c context) *parser {
	p := &parser{words: split(text), context: c}
	if t, err := time.Parse(iso, c.published[:min(len(c.published), len(iso))]); err == nil {
		p.pub, p.known = t, true
	}
	p.takeClock()
	return p
}

// word returns the word n places on; "" where there is none.
func (p *parser) word(n int) string {
	if at := p.i + n; at >= 0 && at < len(p.words) {
		return p.words[at]
	}
	return ""
}

// prev returns the word last read; "" where there is none.
func (p *parser) prev() string { return p.word(-1) }

// take goes past the given words if they come next.
func (p *parser) take(words ...string) bool {
	for n, w := range words {
		if p.word(n) != w {
			return false
		}
	}
	p.i += len(words)
	return true
}

// skip goes past the words of set.
func (p *parser) skip(set map[string]bool) {
	for p.i < len(p.words) && set[p.words[p.i]] {
		p.i++
	}
}

func (p *parser) done() bool { return p.i >= len(p.words) }

// plainRest says whether none of the words left is of a time.
func (p *parser) plainRest() bool {
	for _, w := range p.words[min(p.i, len(p.words)):] {
		if months[w] > 0 || isDay(w) || timeWord[w] || year(w) > 0 {
			return false
		}
	}
	return true
}

// value reads the whole expression, or the beginning of one behind which
// nothing else tells a time: "Thursday in Halden, when the ferry sailed".
func (p *parser) value() (string, bool) {
	if len(p.words) == 2 && p.words[0] == "as" && p.words[1] == "of" {
		p.words = nil // "as of 9 p.m."
	}
	if len(p.words) == 0 || bounds[p.words[0]] != itself && len(p.words) == 1 {
		return p.clockAlone()
	}
	if form, ok := p.set(); ok {
		return form, true
	}
	if form, ok := p.duration(); ok {
		return form, p.clock == ""
	}
	p.lookAhead()
	side := p.side()
	s, ok := p.run(side)
	if !ok || !p.done() && !(breaks[p.word(0)] && p.plainRest()) {
		return "", false
	}
	p.got = s
	if p.joined && side == from {
		side = itself
	}
	if p.clock != "" {
		if !s.isDay() {
			return "", false
		}
		s.form += p.clock
		if p.until != "" {
			return s.form + "/" + s.from.Format(iso) + p.until, side == itself
		}
	}
	return side.apply(s), true
}

// clockAlone gives a time of day the day that was mentioned last, if that was
// just before.
func (p *parser) clockAlone() (string, bool) {
	side := itself
	if len(p.words) > 0 {
		side = bounds[p.words[0]]
	}
	switch {
	case p.clock == "":
		return "", false
	case p.near && p.dayTold && p.tense != Future:
		s := p.refDay
		day := s.form
		s.form += p.clock
		if p.until != "" {
			s.form += "/" + day + p.until
		}
		return side.apply(s), true
	case side != itself:
		return "", false
	case p.until != "":
		return p.clock + "/" + p.until, true
	}
	return p.clock, true
}

// lookAhead takes days behind "for" for days to come, "set the vote for
// Friday", and those behind "since" for past.
func (p *parser) lookAhead() {
	switch first := p.words[0]; {
	case first == "since" || first == "ever":
		p.tense = Past
	case first == "for" && (isDay(p.word(0)) || months[p.word(0)] > 0 && day(p.word(1)) > 0 || months[p.word(1)] > 0 && day(p.word(0)) > 0):
		p.tense = Future
	}
}

// A side is what a preposition says of the time behind it.
type side uint8

const (
	itself side = iota
	onwards
	upTo
	both // "between"
	from // "from": onwards, unless an end follows
)

var bounds = map[string]side{
	"since": onwards, "after": onwards, "starting": onwards, "beginning": onwards, "effective": onwards, "from": from, "between": both,
	"until": upTo, "till": upTo, "by": upTo, "before": upTo, "to": upTo, "through": upTo, "prior": upTo, "til": upTo, "into": upTo,
}

// side reads the preposition in front.
func (p *parser) side() side {
	switch {
	case p.take("as", "of"), p.take("as", "early", "as"), p.take("as", "late", "as"), p.take("as", "recently", "as"), p.take("as", "soon", "as"),
		p.take("as", "far", "back", "as"):
		return itself
	case p.take("as", "from"), p.take("ever", "since"), p.take("no", "earlier", "than"), p.take("not", "before"):
		p.bound = true
		return onwards
	case p.take("up", "until"), p.take("up", "till"), p.take("up", "to"), p.take("through", "to"), p.take("no", "later", "than"), p.take("not", "until"), p.take("as", "until"),
		p.take("so", "far") && p.push("now"), p.take("to", "date") && p.push("now"):
		p.bound = true
		return upTo
	}
	if s, ok := bounds[p.word(0)]; ok && (p.word(0) != "beginning" || p.word(1) != "of" && p.i == 0) {
		p.i++
		p.take("to")
		p.bound = true
		return s
	}
	return itself
}

// push puts w before the words left.
func (p *parser) push(w string) bool {
	p.words = append([]string{w}, p.words[p.i:]...)
	p.i = 0
	return true
}

// apply writes t with its side.
func (s side) apply(t stretch) string {
	switch {
	case strings.ContainsAny(t.form, "{P") || strings.Contains(t.form, ".."):
		return t.form
	case s == onwards, s == from:
		return t.start() + "/.."
	case s == upTo:
		return "../" + t.end()
	}
	return t.form
}

// run reads one time or several: two that bound an interval, "Monday to
// Friday", or a set of those listed, "Monday and Friday".
func (p *parser) run(side side) (stretch, bool) {
	about := p.word(0) == "about" || p.word(0) == "around" || p.word(0) == "circa" || p.word(0) == "approximately" || p.word(0) == "roughly"
	at := p.i
	a, ok := p.point()
	if !ok {
		return a, false
	}
	link := p.word(0)
	switch {
	case (link == "onwards" || link == "onward" || link == "on" && (side == from || side == onwards)) && len(p.words) == p.i+1:
		p.i++
		a.form = a.start() + "/.."
		return a, true
	case link == "to" || link == "until" || link == "till" || link == "through" || link == "into" || link == "-" || link == "and" && side == both:
		return p.interval(a, at, side)
	case link == "and" || link == "or" || link == ",":
		return p.list(a), true
	}
	if about && !strings.ContainsAny(a.form, "/{") {
		a.form += "~"
	}
	return a, true
}

// interval reads the end of an interval that begins with a, read from word at.
func (p *parser) interval(a stretch, at int, side side) (stretch, bool) {
	assumed := p.assumed
	p.i++
	if s, ok := p.tail(a); ok {
		p.joined = true
		return s, true
	}
	next := p.i
	b, ok := p.point()
	if !ok {
		return a, false
	}
	if p.plainWeekday(at) && p.plainWeekday(next) && weekdays[p.words[at]] != b.from.Weekday() {
		// "from Monday to Friday": the Monday is the one before that Friday.
		a = p.ordered(a, b, side)
		b = p.after(a, b)
	}
	if assumed && !p.assumed {
		a = a.redated(b)
	} else if assumed && b.from.Before(a.from) && side != both {
		a = a.redated(b)
	}
	p.joined = true
	return span(a, b), true
}

// list reads what is listed with a: "Monday, Tuesday and
// Friday". Where no list follows it takes nothing.
func (p *parser) list(a stretch) stretch {
	all, assumed, end := []stretch{a}, []bool{p.assumed}, p.i
	for {
		last := p.take(",", "and") || p.take(",", "or") || p.take("and") || p.take("or")
		if !last && !p.take(",") {
			break
		}
		b, ok := p.tailDay(a)
		if !ok {
			if b, ok = p.point(); !ok {
				break
			}
		}
		all, assumed = append(all, b), append(assumed, p.assumed)
		if !last {
			continue
		}
		from, to := all[0], all[0]
		var forms []string
		for i := range all {
			if assumed[i] && !p.assumed {
				all[i] = all[i].redated(b) // "in July and August of 2014"
			}
			if all[i].from.Before(from.from) || i == 0 {
				from = all[i]
			}
			if all[i].to.After(to.to) || i == 0 {
				to = all[i]
			}
		}
		if len(all) == 2 && all[1].from.Before(all[0].from) {
			all[0], all[1] = all[1], all[0]
		}
		for _, s := range all {
			forms = append(forms, s.form)
		}
		return stretch{from: from.from, to: to.to, form: "{" + strings.Join(forms, ",") + "}"}
	}
	p.i = end
	return a
}

// tailDay reads the second day of "March 3 and 5".
func (p *parser) tailDay(a stretch) (stretch, bool) {
	if d := day(p.word(0)); d > 0 && a.isDay() && months[p.word(1)] == 0 && (p.word(1) == "" || p.word(1) == "," || p.word(1) == "and") {
		p.i++
		return validDay(a.from.Year(), a.from.Month(), d)
	}
	return stretch{}, false
}

// redated returns s, whose year was a guess, in the year of b or the one before
// it, so that it comes first.
func (s stretch) redated(b stretch) stretch {
	y := b.from.Year()
	if date(y, s.from.Month(), s.from.Day()).After(b.to) {
		y--
	}
	switch {
	case s.isDay():
		return dayOf(date(y, s.from.Month(), s.from.Day()))
	case len(s.form) == len("2006-01"):
		return monthOf(date(y, s.from.Month(), 1))
	}
	return s
}

// tail reads what is left of a shortened interval: "March 3-5", "2010-11".
func (p *parser) tail(a stretch) (stretch, bool) {
	w := p.word(0)
	switch {
	case a.isDay() && day(w) > 0 && months[p.word(1)] == 0 && year(w) == 0:
		b := date(a.from.Year(), a.from.Month(), day(w))
		if b.Month() != a.from.Month() || !b.After(a.from) {
			return a, false
		}
		p.i++
		if y, ok := p.ofYear(); ok {
			return span(dayOf(date(y, a.from.Month(), a.from.Day())), dayOf(date(y, b.Month(), b.Day()))), true
		}
		return span(a, dayOf(b)), true
	case len(a.form) == 4 && len(w) == 2 && number(w) > a.from.Year()%100:
		p.i++
		return span(a, yearOf(a.from.Year()/100*100+number(w))), true
	}
	return a, false
}

// plainWeekday says whether the word at i is a weekday that no "last" or
// "next" pins down.
func (p *parser) plainWeekday(i int) bool { return isDay(p.words[i]) }

// ordered moves weekday a to the last before b in the past.
func (p *parser) ordered(a, b stretch, side side) stretch {
	if side == both || p.tense == Future {
		return a
	}
	for a.from.After(b.from) {
		a = dayOf(a.from.AddDate(0, 0, -7))
	}
	return a
}

// after moves weekday b to the first after a in the future.
func (p *parser) after(a, b stretch) stretch {
	if p.tense == Future && b.isDay() && b.from.Before(a.from) && a.from.Sub(b.from) < 7*24*time.Hour {
		return dayOf(b.from.AddDate(0, 0, 7))
	}
	return b
}
