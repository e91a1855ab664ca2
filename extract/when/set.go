package when

import (
	"fmt"
	"strings"
)

// often are adverbs of what comes again, by their unit.
var often = map[string]string{
	"hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "monthly": "month", "quarterly": "quarter", "annually": "year", "yearly": "year",
}

// again writes a unit that comes again as TIMEX3 writes a set: "XXXX-WXX-2"
// for every Tuesday, "XXXX-05" for every May.
var again = map[string]string{
	"hour": "XXXX-XX-XXTXX", "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX", "year": "XXXX",
	"decade": "XXXX", "morning": "XXXX-XX-XXTMO", "afternoon": "XXXX-XX-XXTAF", "evening": "XXXX-XX-XXTEV", "night": "XXXX-XX-XXTNI",
}

// set reads what comes again: "every Tuesday", "twice a week", "annually", "on
// Mondays and Thursdays", "every two years".
func (p *parser) set() (string, bool) {
	at := p.i
	for p.word(0) == "on" || p.word(0) == "in" || p.word(0) == "at" || p.word(0) == "almost" || p.word(0) == "nearly" || p.word(0) == "during" || p.word(0) == "for" {
		p.i++
	}
	form, ok := p.recurring()
	if ok && p.clock != "" {
		form, ok = form+p.clock, p.until == "" && (form == again["day"] || strings.HasPrefix(form, "XXXX-W") && len(form) == len("XXXX-WXX-2"))
	}
	if !ok || !p.done() && !(breaks[p.word(0)] && p.plainRest()) {
		p.i = at
		return "", false
	}
	return form, true
}

func (p *parser) recurring() (string, bool) {
	switch {
	case p.take("every") || p.take("each"):
		p.take("and", "every")
		p.take("single")
		return p.every()
	case p.take("per"), p.timesA():
		u := strings.TrimSuffix(p.word(0), "s")
		p.i++
		return again[u], again[u] != ""
	case often[p.word(0)] != "":
		p.i++
		return again[often[p.prev()]], true
	}
	return p.plurals()
}

// timesA goes past "twice a", "three times a".
func (p *parser) timesA() bool {
	at := p.i
	if p.take("once") || p.take("twice") || p.count() != 0 && p.take("times") {
		if p.take("a") || p.take("an") || p.take("per") || p.take("each") || p.take("every") {
			return true
		}
	}
	p.i = at
	return false
}

// every reads what follows "every".
func (p *parser) every() (string, bool) {
	if p.take("other") || p.take("second") {
		if u := unit(p.word(0)); letters[u] != "" {
			p.i++
			return "R/" + measured(2, u), true
		}
		return "", false
	}
	if n, u, ok := p.quantity(); ok {
		if n == unbound {
			return "R/" + unmeasured(u), true
		}
		return "R/" + measured(n, u), true
	}
	p.i--
	for p.i++; filler[p.word(0)] && p.word(0) != ","; p.i++ {
	}
	w := p.word(0)
	p.i++
	switch d, ok := weekdays[w]; {
	case ok:
		form := fmt.Sprintf("XXXX-WXX-%d", (int(d)+6)%7+1)
		p.skip(dayPart)
		if p.take("and") {
			more, ok := p.every()
			return "{" + form + "," + more + "}", ok
		}
		return form, true
	case months[w] > 0 && day(p.word(0)) > 0:
		p.i++
		return fmt.Sprintf("XXXX-%02d-%02d", months[w], day(p.prev())), true
	case months[w] > 0:
		return fmt.Sprintf("XXXX-%02d", months[w]), true
	case seasons[w] > 0:
		return fmt.Sprintf("XXXX-%d", seasons[w]), true
	case again[w] != "":
		return again[w], true
	}
	return "", false
}

// plurals reads "Mondays and Thursdays", "weekends".
func (p *parser) plurals() (string, bool) {
	if p.take("weekends") {
		return again["weekend"], true
	}
	var forms []string
	for {
		d, ok := weekdays[strings.TrimSuffix(p.word(0), "s")]
		if !ok || !strings.HasSuffix(p.word(0), "days") {
			return "", false
		}
		p.i++
		forms = append(forms, fmt.Sprintf("XXXX-WXX-%d", (int(d)+6)%7+1))
		p.skip(dayPart)
		if !(p.take("and") || p.take("or") || p.take(",", "and") || p.take(",")) {
			break
		}
	}
	if len(forms) == 1 {
		return forms[0], true
	}
	return "{" + strings.Join(forms, ",") + "}", true
}
