// Package when gives times a value: it reads "last May" or "between Wednesday
// and last Sunday" against the day a text was published and writes ISO 8601 or
// EDTF (Library of Congress, 2019). Durations are those of ISO 8601, "P10M".
// What comes again is written as in TIMEX3 of TimeML, "XXXX-WXX-2" for every
// Tuesday, or as a repeating interval, "R/P2Y" for every two years; so is an
// unknown number, "PXY" for years. "The next day" and "that year" are told from
// the time mentioned last. What cannot be told stays open; the clock is never
// asked.
package when

import (
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// A Tense says on which side of the day of publication a time is to be sought.
type Tense uint8

// The tenses. Unknown is read as past, the usual tense of news.
const (
	Unknown Tense = iota
	Past
	Future
)

// Resolve returns the value of the time that text describes, read in a text
// published on the ISO 8601 date published: "2015-05" for "last May",
// "2016-03-20/2016-03-23" for "between Wednesday and last Sunday", "199X" for
// "the 1990s", "2011/.." for "since 2011". Without a date of publication only
// times that need none are resolved. ok is false where text is no such time.
func Resolve(text, published string, tense Tense) (edtf string, ok bool) {
	edtf, _, ok = resolve(text, context{published: published, tense: tense})
	return edtf, ok
}

// resolve returns the value of text and, where that is a point or stretch of
// time, the stretch.
func resolve(text string, c context) (edtf string, s stretch, ok bool) {
	p := newParser(text, c)
	if value, ok := p.value(); ok {
		return value, p.got, true
	}
	// "a few days later, on July 2"
	if _, rest, cut := strings.Cut(text, ","); cut && strings.IndexAny(strings.TrimSpace(rest), "oiael") == 0 {
		p = newParser(rest, c)
		if value, ok := p.value(); ok {
			return value, p.got, true
		}
	}
	for _, dash := range []string{" — ", " – ", " -- "} {
		if first, _, cut := strings.Cut(text, dash); cut { // "on September 13 — two days after the vote"
			return resolve(first, c)
		}
	}
	if form, ok := ofEvent(text, c); ok {
		return form, stretch{}, true
	}
	return "", stretch{}, false
}

// ofEvent reads the time of an event by the only date in its words: "during his
// 2014 campaign", "after the storm of March 3".
func ofEvent(text string, c context) (string, bool) {
	first, rest, _ := strings.Cut(strings.ToLower(text), " ")
	side, bound := bounds[first]
	if first == "following" {
		side, bound = onwards, true
	}
	if !bound && first != "during" || side == both || side == from || first == "by" {
		return "", false
	}
	p := newParser(rest, c)
	if p.clock != "" {
		return "", false
	}
	var found []stretch
	for at := 0; at < len(p.words); at++ {
		w := p.words[at]
		if months[w] == 0 && !isDay(w) && year(w) == 0 && day(w) == 0 && (step(w) == none || at+1 == len(p.words) || unit(p.words[at+1]) == "") {
			continue
		}
		if day(w) > 0 && (at+1 == len(p.words) || months[p.words[at+1]] == 0) {
			continue
		}
		p.i, p.bound = at, false
		if s, ok := p.point(); ok && p.i > at && s.form[0] != 'P' {
			found = append(found, s)
			at = p.i - 1
		}
	}
	if len(found) != 1 {
		return "", false
	}
	return side.apply(found[0]), true
}

// A Stage sets the Value of each time modifier of the facts of a document.
type Stage struct{}

// Read resolves the times of d against d.Published, the tenses of their
// predicates and the times mentioned before them.
func (Stage) Read(d *extract.Document) {
	var told memory
	for _, e := range expressions(d) {
		c := context{published: d.Published, tense: Past}
		told.recall(&c, e.sentence)
		if e.fact == nil {
			_, s, ok := resolve(e.text, c)
			told.keep(s, ok, e.sentence)
			continue
		}
		c.tense = tenseOf(d, e.fact, e.modifier)
		value, s, ok := resolve(e.text, c)
		if strings.HasPrefix(value, "T") {
			value = onItsDay(value, e, c)
		}
		if e.modifier.Value = value; ok {
			told.keep(s, !s.from.IsZero(), e.sentence)
		}
	}
}

// onItsDay puts the day that another modifier of the same fact tells before a
// time of day.
func onItsDay(clock string, e expression, c context) string {
	for _, m := range e.fact.Modifiers {
		if m.Role != "time" || m.First == e.modifier.First {
			continue
		}
		if _, s, ok := resolve(expressed(m), c); ok && s.isDay() {
			start, end, interval := strings.Cut(clock, "/")
			if clock = s.form + start; interval {
				clock += "/" + s.form + end
			}
			break
		}
	}
	return clock
}

// An expression is a time in the text: a modifier of a fact, or one that only
// later ones are told from.
type expression struct {
	first, sentence int
	text            string
	fact            *extract.Fact // nil for none
	modifier        *extract.Modifier
}

// expressions returns the times of d in the order of the text.
func expressions(d *extract.Document) []expression {
	var out []expression
	covered := make([]bool, len(d.Tokens))
	for i := range d.Facts {
		f := &d.Facts[i]
		for k := range f.Modifiers {
			m := &f.Modifiers[k]
			if m.Role != "time" || m.Value != "" {
				continue
			}
			for t := max(0, m.First); t < min(m.End, len(covered)); t++ {
				covered[t] = true
			}
			e := expression{m.First, f.Sentence, expressed(*m), f, m}
			if p := m.First - 1; p >= 0 && p < len(d.Tokens) && determiners[strings.ToLower(d.Word(p))] {
				e.text = strings.Replace(e.text, m.Text, d.Word(p)+" "+m.Text, 1) // "the last week" is not "last week"
			}
			out = append(out, e)
		}
	}
	out = append(out, mentioned(d, covered)...)
	slices.SortStableFunc(out, func(a, b expression) int { return a.first - b.first })
	return out
}

// expressed returns a modifier with its preposition.
func expressed(m extract.Modifier) string {
	if m.Prep != "" && !strings.HasPrefix(strings.ToLower(m.Text), m.Prep+" ") {
		return m.Prep + " " + m.Text
	}
	return m.Text
}

// mentioned returns the dates that stand outside of modifiers: "the storm of
// March 3".
func mentioned(d *extract.Document, covered []bool) []expression {
	var out []expression
	for s := range d.Sentences {
		end := min(d.Sentences[s].End, len(d.Tokens))
		for i := max(0, d.Sentences[s].First); i < end; i++ {
			if covered[i] || !opensDate(d, i) {
				continue
			}
			for last := min(i+5, end); last > i; last-- {
				text := d.Span(i, last)
				if p := newParser(text, context{published: d.Published, tense: Past}); len(p.words) > 0 {
					if _, ok := p.point(); ok && p.done() {
						out = append(out, expression{i, s, text, nil, nil})
						i = last - 1
						break
					}
				}
			}
		}
	}
	return out
}

// opensDate says whether token i may begin a date: a weekday or month written
// as a name, a day before a month, a year behind a preposition.
func opensDate(d *extract.Document, i int) bool {
	w := strings.ToLower(d.Word(i))
	switch {
	case isDay(w) || months[w] > 0:
		return d.Tokens[i].UPOS == "PROPN"
	case day(w) > 0 && i+1 < len(d.Tokens):
		return months[strings.ToLower(d.Word(i+1))] > 0 && d.Tokens[i+1].UPOS == "PROPN"
	case year(w) > 0 && i > 0:
		return d.Tokens[i-1].UPOS == "ADP" && d.Tokens[i].UPOS == "NUM"
	}
	return false
}

// A memory holds the times mentioned last.
type memory struct {
	last, day         stretch
	lastSeen, daySeen int // sentence; meaningful only with the next two
	told, dayTold     bool
}

// The next day is the one after a day told at most so many sentences ago.
const dayFades = 4

func (m *memory) keep(s stretch, ok bool, sentence int) {
	if !ok || s.from.IsZero() || s.form == "" || s.form[0] == 'P' {
		return
	}
	m.last, m.lastSeen, m.told = s, sentence, true
	if s.isDay() {
		m.day, m.daySeen, m.dayTold = s, sentence, true
	}
}

// recall puts into c what a time of a sentence may be told from.
func (m *memory) recall(c *context, sentence int) {
	c.ref, c.told = m.last, m.told && sentence-m.lastSeen <= dayFades
	c.refDay, c.dayTold = m.day, m.dayTold && sentence-m.daySeen <= dayFades
	c.near = m.told && sentence-m.lastSeen <= 1
}
