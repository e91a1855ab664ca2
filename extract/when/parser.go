package when

import (
	"fmt"
	"strings"
	"time"
)

// A parser reads one expression from left to right.
type parser struct {
	words []string
	i     int
	pub   time.Time // day of publication
	known bool      // whether there is one
	tense Tense
	clock string // time of day, "21:00"; "" for none
}

func newParser(text, published string, tense Tense) *parser {
	p := &parser{words: split(text), tense: tense}
	if t, err := time.Parse(iso, published[:min(len(published), len(iso))]); err == nil {
		p.pub, p.known = t, true
	}
	p.takeClock()
	return p
}

// word returns the word n places on; "" behind the last.
func (p *parser) word(n int) string {
	if p.i+n < len(p.words) {
		return p.words[p.i+n]
	}
	return ""
}

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

// value reads the whole expression.
func (p *parser) value() (string, bool) {
	if len(p.words) == 0 {
		if p.clock == "" {
			return "", false
		}
		return "T" + p.clock, true
	}
	if d, ok := p.duration(); ok {
		return d, true
	}
	form, s, ok := p.bounded()
	if !ok || !p.done() {
		return "", false
	}
	if p.clock != "" {
		if len(form) != len(iso) || form != s.from.Format(iso) {
			return "", false
		}
		form += "T" + p.clock
	}
	return form, true
}

// bounded reads a time with what its preposition says of it: an interval, a
// beginning, an end, or itself.
func (p *parser) bounded() (form string, s stretch, ok bool) {
	if p.take("as", "of") {
		p.take("the")
	}
	first := p.word(0)
	switch first {
	case "since", "from", "after", "until", "till", "by", "before", "between", "to", "through", "prior":
		p.i++
	}
	about := p.word(0) == "about" || p.word(0) == "around" || p.word(0) == "circa"
	s, ok = p.run(first)
	if !ok {
		return "", s, false
	}
	form = s.form
	switch first {
	case "since", "after":
		form = s.start() + "/.."
	case "from":
		if !strings.Contains(form, "/") {
			form = s.start() + "/.."
		}
	case "until", "till", "by", "before", "to", "through", "prior":
		form = "../" + s.end()
	}
	if about && !strings.ContainsAny(form, "/{") {
		form += "~"
	}
	return form, s, true
}

// run reads one time or two that bound an interval, "Monday to Friday". Two
// that are listed, "Monday and Friday", are a set.
func (p *parser) run(first string) (stretch, bool) {
	at := p.i
	a, ok := p.point()
	if !ok {
		return a, false
	}
	link := p.word(0)
	bare := months[p.words[p.i-1]] > 0
	listed := link == "and" || link == "or"
	if link != "to" && link != "until" && link != "till" && link != "through" && link != "-" && !listed {
		return a, true
	}
	p.i++
	if s, ok := p.tail(a); ok {
		return s, true
	}
	next := p.i
	b, ok := p.point()
	if !ok {
		return a, false
	}
	if p.plainWeekday(at) && p.plainWeekday(next) && weekdays[p.words[at]] != b.from.Weekday() {
		// "from Monday to Friday": the Monday is the one before that Friday.
		a = p.ordered(a, b, first)
		b = p.after(a, b)
	}
	if bare && months[p.words[next]] > 0 && b.from.Year() != a.from.Year() && p.words[p.i-1] != p.words[next] && a.from.Month() < b.from.Month() {
		a = monthOf(date(b.from.Year(), a.from.Month(), 1)) // "in July and August of 2014"
	}
	if listed && first != "between" {
		if b.from.Before(a.from) {
			a, b = b, a
		}
		return stretch{a.from, b.to, "{" + a.form + "," + b.form + "}"}, true
	}
	return span(a, b), true
}

// tail reads what is left of a shortened interval: "March 3-5", "2010-11".
func (p *parser) tail(a stretch) (stretch, bool) {
	w := p.word(0)
	next := p.word(1)
	switch {
	case len(a.form) == len(iso) && day(w) > 0 && months[next] == 0 && year(w) == 0:
		b := date(a.from.Year(), a.from.Month(), day(w))
		if b.Month() != a.from.Month() || !b.After(a.from) {
			return a, false
		}
		p.i++
		if y := year(strings.TrimPrefix(next, ",")); y > 0 {
			p.i++
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
func (p *parser) plainWeekday(i int) bool {
	_, ok := weekdays[p.words[i]]
	return ok
}

// ordered moves weekday a to the last before b in the past.
func (p *parser) ordered(a, b stretch, first string) stretch {
	if first == "between" || p.tense == Future {
		return a
	}
	for a.from.After(b.from) {
		a = dayOf(a.from.AddDate(0, 0, -7))
	}
	return a
}

// after moves weekday b to the first after a in the future.
func (p *parser) after(a, b stretch) stretch {
	if p.tense == Future && len(b.form) == len(iso) && b.from.Before(a.from) && a.from.Sub(b.from) < 7*24*time.Hour {
		return dayOf(b.from.AddDate(0, 0, 7))
	}
	return b
}

// takeClock takes the time of day out of the words.
func (p *parser) takeClock() {
	for i, w := range p.words {
		n, clock := clockAt(p.words, i, w)
		if n == 0 {
			continue
		}
		p.clock = clock
		start := i
		if start > 0 && (p.words[start-1] == "at" || p.words[start-1] == "around" || p.words[start-1] == "about") {
			start--
		}
		rest := append([]string(nil), p.words[:start]...)
		p.words = append(rest, p.words[i+n:]...)
		for len(p.words) > 0 && (p.words[0] == "on" || p.words[0] == "," || p.words[0] == "local" || p.words[0] == "time" || p.words[0] == "gmt") {
			p.words = p.words[1:]
		}
		return
	}
}

// clockAt reads a time of day at word i and returns how many words it takes.
func clockAt(words []string, i int, w string) (int, string) {
	var h, m int
	switch {
	case w == "noon":
		return 1, "12:00"
	case strings.Contains(w, ":"):
		if n, err := fmt.Sscanf(w, "%d:%d", &h, &m); n != 2 || err != nil || h > 23 || m > 59 {
			return 0, ""
		}
	case number(w) > 0 && startsDigit(w) && i+1 < len(words) && (words[i+1] == "am" || words[i+1] == "pm"):
		h = number(w)
	default:
		return 0, ""
	}
	if i+1 < len(words) && (words[i+1] == "am" || words[i+1] == "pm") {
		if h < 1 || h > 12 {
			return 0, ""
		}
		h %= 12
		if words[i+1] == "pm" {
			h += 12
		}
		return 2, fmt.Sprintf("%02d:%02d", h, m)
	}
	return 1, fmt.Sprintf("%02d:%02d", h, m)
}

// durations by the letter of ISO 8601.
var durations = map[string]string{"day": "D", "week": "W", "month": "M", "year": "Y", "decade": "", "hour": "H", "minute": "M"}

// duration reads "for two days", or "two days" alone, as "P2D". It takes
// nothing where there is none: "a day" may be a rate and "one day" no measure.
func (p *parser) duration() (string, bool) {
	at := p.i
	bare := !p.take("for")
	for vague[p.word(0)] {
		p.i++
	}
	first := p.word(0)
	n, unit := number(first), strings.TrimSuffix(p.word(1), "s")
	letter, ok := durations[unit]
	if n == 0 || !ok || p.i+2 < len(p.words) || bare && (first == "a" || first == "an" || n == 1) {
		p.i = at
		if !bare {
			p.i++ // "for the past two days"
		}
		return "", false
	}
	p.i += 2
	switch unit {
	case "decade":
		return fmt.Sprintf("P%dY", 10*n), true
	case "hour", "minute":
		return fmt.Sprintf("PT%d%s", n, letter), true
	}
	return fmt.Sprintf("P%d%s", n, letter), true
}

// vague words before a number leave it as it is: "for nearly two years".
var vague = words("about around nearly almost over more than at least some up to just only roughly approximately another")
