package when

import (
	"strconv"
	"strings"
)

// vague words before a number leave it as it is: "for nearly two years".
var vague = words(`about around nearly almost over more fewer less than at least some up to just only roughly approximately another under
	well close no as long little an estimated additional`)

// determiners that may stand before a number of units.
var determiners = words("the this these those that his her its their our my your a an")

// spans are the prepositions behind which a number of units is a duration.
var spans = words("for over within in during through throughout after to of following under")

// letters by which ISO 8601 and TIMEX3 know the units.
var letters = map[string]string{
	"day": "D", "week": "W", "month": "M", "year": "Y", "hour": "H", "minute": "M", "second": "S", "decade": "DE", "century": "CE",
}

// duration reads "for two days", or "two days" alone, as "P2D". It takes
// nothing where there is none: "a day" may be a rate and "one day" no measure.
func (p *parser) duration() (string, bool) {
	at := p.i
	if form, ok := p.measure(); ok {
		return form, true
	}
	p.i = at
	p.take("for") // "for the past two days"
	return "", false
}

func (p *parser) measure() (string, bool) {
	if p.word(0) == "in" && p.tense == Future {
		return "", false // "in two days": from now
	}
	bare := !spans[p.word(0)]
	if !bare {
		p.i++
	}
	if p.take("all") || p.take("whole") || p.take("the", "whole") || p.take("the", "entire") || p.take("an", "entire") || p.take("a", "whole") || p.take("a", "full") {
		if u := unit(p.word(0)); u != "" && letters[u] != "" && len(p.words) == p.i+1 {
			return measured(1, u), true
		}
		return "", false
	}
	if determiners[p.word(0)] && (p.word(0) != "a" && p.word(0) != "an" || number(p.word(1)) > 0 && p.word(1) != "couple" && p.word(1) != "dozen") {
		p.i++
	}
	for vague[p.word(0)] && !(p.word(0) == "an" && unit(p.word(1)) != "") {
		p.i++
	}
	first := p.word(0)
	form, one, adjective, ok := p.amount()
	if !ok || bare && (one || strings.HasPrefix(form, "PX") || strings.HasPrefix(form, "PTX")) && first != "several" {
		return "", false
	}
	return form, p.measureEnds(adjective)
}

// measureEnds says whether what follows may follow a duration: nothing, words
// that repeat it, what was so long ("a two-day visit"), or something else that
// is no time. "Two days before" is none, nor is "a five-year-old".
func (p *parser) measureEnds(adjective bool) bool {
	p.take("long")
	for p.take("or", "so") || p.take("or", "more") || p.take("straight") || p.take("in", "a", "row") || p.take("running") || p.take("in", "total") || p.take("each") {
	}
	switch p.word(0) {
	case "-", "old", "before", "after", "from", "since", "ago", "earlier", "later", "into", "ahead", "prior":
		return false
	}
	return p.done() || (adjective || breaks[p.word(0)]) && p.plainRest()
}

// amount reads a number of units, with smaller ones behind: "two years and
// three months". one is true of a single unit without a stress on "one",
// adjective of a singular behind a greater number.
func (p *parser) amount() (form string, one, adjective, ok bool) {
	if u := unit(p.word(0)); strings.HasSuffix(p.word(0), "s") && letters[u] != "" {
		p.i++
		return unmeasured(u), false, false, true // "for years"
	}
	n, u, ok := p.quantity()
	if !ok {
		return "", false, false, false
	}
	if n == unbound {
		return unmeasured(u), false, false, true
	}
	adjective = n > 1 && !strings.HasSuffix(p.prev(), "s") && p.prev() != "half"
	form = measured(n, u)
	at := p.i
	if p.take("and") || p.take(",") || true {
		if m, v, more := p.quantity(); more && m > 1 && smaller(v, u) {
			return joinDurations(form, measured(m, v)), false, false, true
		}
	}
	p.i = at
	return form, n == 1, adjective, true
}

// quantity reads a number and its unit: "half an hour", "two and a half years",
// "an hour and a half", "a quarter century", "10-month".
func (p *parser) quantity() (n float64, u string, ok bool) {
	switch {
	case p.take("half"):
		n = 0.5
		_ = p.take("a") || p.take("an")
	case p.take("quarter", "century"), p.take("quarter", "of", "a", "century"), p.take("a", "quarter", "century"), p.take("a", "quarter", "of", "a", "century"):
		return 25, "year", true
	default:
		if f, err := strconv.ParseFloat(p.word(0), 64); err == nil && strings.Contains(p.word(0), ".") && f > 0 && f < 1e4 {
			n = f
			p.i++
		} else if n = float64(p.count()); n == 0 {
			return 0, "", false
		}
		if n != unbound && p.andHalf() {
			n += 0.5
		}
		p.take("-")
		for p.word(0) == "more" || p.word(0) == "full" || p.word(0) == "whole" || p.word(0) == "consecutive" || p.word(0) == "long" ||
			p.word(0) == "straight" || p.word(0) == "further" || p.word(0) == "additional" || p.word(0) == "calendar" {
			p.i++
		}
	}
	u = unit(p.word(0))
	p.i++
	switch u {
	case "fortnight":
		n, u = 2*n, "week"
	case "quarter":
		n, u = 3*n, "month"
	}
	if letters[u] == "" || n < 0 && n != unbound {
		return 0, "", false
	}
	if n != unbound && p.andHalf() {
		n += 0.5
	}
	return n, u, true
}

// andHalf goes past "and a half".
func (p *parser) andHalf() bool {
	at := p.i
	p.take("-")
	if p.take("and") {
		p.take("-")
		if p.take("a") || p.take("one") {
			p.take("-")
			if p.take("half") {
				return true
			}
		}
	}
	p.i = at
	return false
}

// measured writes n units as ISO 8601 does.
func measured(n float64, u string) string {
	switch u {
	case "decade":
		n, u = 10*n, "year"
	case "century":
		n, u = 100*n, "year"
	}
	return period(strconv.FormatFloat(n, 'f', -1, 64), u)
}

// unmeasured writes an unknown number of units as TIMEX3 does: "PXY".
func unmeasured(u string) string { return period("X", u) }

func period(n, u string) string {
	if u == "hour" || u == "minute" || u == "second" {
		return "PT" + n + letters[u]
	}
	return "P" + n + letters[u]
}

// size orders the units.
var size = map[string]int{"second": 1, "minute": 2, "hour": 3, "day": 4, "week": 5, "month": 6, "year": 7}

func smaller(u, v string) bool { return size[u] > 0 && size[u] < size[v] }

// joinDurations writes two durations as one: "P2Y3M", "PT5H20M".
func joinDurations(a, b string) string {
	if strings.HasPrefix(a, "PT") {
		return a + strings.TrimPrefix(b, "PT")
	}
	return a + strings.TrimPrefix(b, "P")
}
