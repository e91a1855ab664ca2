package when

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	wordForm = regexp.MustCompile(`\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}|'\d0s\b|'\d\d\b|\d{1,3}(?:,\d{3})+\b|\d+\.\d+|\d+(?:st|nd|rd|th|s)?|\p{L}+|[,/-]`)
	dotted   = strings.NewReplacer("a.m.", "am", "p.m.", "pm", "a.m", "am", "p.m", "pm", "b.c.e.", "bce", "b.c.", "bc", "a.d.", "ad",
		"’", "'", "–", "-", "—", "-", "o'clock", "oclock")
)

// split returns the words of s in small letters, without possessive endings;
// a hyphen stays only where it may mean "to". Of a long text it returns the
// first words.
func split(s string) []string {
	s = dotted.Replace(strings.ToLower(s))
	s = strings.ReplaceAll(strings.ReplaceAll(s, "'s ", " "), "s' ", "s ")
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "'")
	var out []string
	for _, w := range wordForm.FindAllString(s, limit) {
		if w == "-" && len(out) > 0 && (qualifier[out[len(out)-1]] || number(out[len(out)-1]) > 0 && !startsDigit(out[len(out)-1])) {
			continue // "mid-March", "two-day"
		}
		out = append(out, w)
	}
	return out
}

// limit is the longest expression, in words, that is tried.
const limit = 24

func startsDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

var weekdays = map[string]time.Weekday{
	"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6,
	"sun": 0, "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6,
}

func isDay(w string) bool {
	_, ok := weekdays[w]
	return ok
}

var months = map[string]time.Month{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
	"sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

// seasons by the number that EDTF gives them.
var seasons = map[string]int{"spring": 21, "springtime": 21, "summer": 22, "summertime": 22, "autumn": 23, "fall": 23, "winter": 24, "wintertime": 24}

var numbers = map[string]int{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
	"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	"couple": 2, "dozen": 12, "hundred": 100,
}

var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
	"tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
	"fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
	"1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}

// tens are decades in letters: "the sixties".
var tens = map[string]int{
	"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90,
}

// number returns the positive number that w names, below 10,000; 0 for none.
func number(w string) int {
	if n := numbers[w]; n > 0 {
		return n
	}
	if !startsDigit(w) {
		return 0 // most words: Atoi would make an error of each
	}
	if n, err := strconv.Atoi(w); err == nil && n > 0 && n < 10000 {
		return n
	}
	return 0
}

// unbound is what count returns for "a few".
const unbound = -1

// count reads a number in digits or letters, "23", "twenty-three", "a dozen",
// "two hundred"; unbound for "several", 0 for none.
func (p *parser) count() int {
	if p.take("a", "few") || p.take("few") || p.take("several") || p.take("many") || p.take("a", "number", "of") || p.take("multiple") || p.take("numerous") {
		return unbound
	}
	w := strings.ReplaceAll(p.word(0), ",", "")
	n := number(w)
	if n == 0 {
		return 0
	}
	p.i++
	next := numbers[p.word(0)]
	switch {
	case n >= 20 && n < 100 && n%10 == 0 && !startsDigit(w) && next > 0 && next < 10 && p.word(0) != "a":
		n += next
		p.i++
	case n == 1 && (p.word(0) == "couple" || p.word(0) == "dozen"), n > 1 && n < 100 && p.word(0) == "dozen":
		n *= next
		p.i++
		p.take("of")
	}
	if p.take("hundred") {
		n = min(n, 99) * 100
	} else if p.take("thousand") {
		n = min(n, 9) * 1000
	}
	return n
}

// day returns the day of the month that w names: "9", "9th"; 0 for none.
func day(w string) int {
	if !startsDigit(w) {
		return 0
	}
	n, err := strconv.Atoi(strings.TrimRight(w, "stndrh"))
	if err != nil || n > 31 {
		return 0
	}
	return n
}

// year returns the year that w names, 0 for none: "1972", "'72".
func year(w string) int {
	if len(w) == 3 && w[0] == '\'' {
		n, err := strconv.Atoi(w[1:])
		switch {
		case err != nil:
			return 0
		case n < 30:
			return 2000 + n
		}
		return 1900 + n
	}
	if len(w) != 4 || !startsDigit(w) {
		return 0
	}
	n, err := strconv.Atoi(w)
	if err != nil || n < 1000 || n > 2999 {
		return 0
	}
	return n
}

func words(s string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// unit returns the unit that w names in the singular, "day" for "days"; "" for
// none.
func unit(w string) string {
	switch w = strings.TrimSuffix(w, "s"); w {
	case "second", "minute", "hour", "day", "week", "weekend", "fortnight", "month", "quarter", "year", "decade":
		return w
	case "night":
		return "day"
	case "century", "centurie":
		return "century"
	}
	return ""
}

var (
	// qualifier narrows a time by less than is written down.
	qualifier = words("early earlier late later mid middle beginning start end half close turn remainder rest height")
	// filler says nothing of when.
	filler = words(`on in at during over throughout the of around about this circa within early earlier late later mid middle beginning start end
		close just only back also again probably maybe perhaps possibly least at roughly approximately nearly almost some , local time gmt utc
		toward towards both yet shortly soon even sometime remainder rest height very course turn`)
	// dayPart stands beside a day.
	dayPart = words(`morning afternoon evening night nights noontime dawn dusk midday hours lunchtime daybreak midnight noon sunrise sunset
		midmorning nightfall overnight`)
	// timeWord tells a time from what else may stand behind one.
	timeWord = words(`today yesterday tomorrow tonight day days week weeks weekend month months quarter year years decade decades century
		hour hours minute minutes ago earlier later morning afternoon evening night spring summer autumn winter`)
	// breaks begins what may stand behind a time without being part of it.
	breaks = words(`, in at near from outside inside when where while as via with because despite amid who which that for to on by of under against
		into alongside aboard and`)
)
