package when

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	wordForm = regexp.MustCompile(`\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}|'\d0s\b|'\d\d\b|\d+(?:st|nd|rd|th|s)?|\p{L}+|[,/-]`)
	dotted   = strings.NewReplacer("a.m.", "am", "p.m.", "pm", "a.m", "am", "p.m", "pm", "’", "'", "–", "-", "—", "-")
)

// split returns the words of s in small letters, without possessive endings;
// a hyphen stays only where it may mean "to".
func split(s string) []string {
	s = dotted.Replace(strings.ToLower(s))
	s = strings.ReplaceAll(s, "'s ", " ")
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "'")
	var out []string
	for _, w := range wordForm.FindAllString(s, -1) {
		if w == "-" && len(out) > 0 && (qualifier[out[len(out)-1]] || number(out[len(out)-1]) > 0 && !startsDigit(out[len(out)-1])) {
			continue // "mid-March", "two-day"
		}
		if len(out) == limit {
			return nil
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

var months = map[string]time.Month{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
	"sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

// seasons by the number that EDTF gives them.
var seasons = map[string]int{"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

var numbers = map[string]int{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
	"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "couple": 2, "dozen": 12,
}

var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
	"fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}

// number returns the positive number that w names, below 10,000; 0 for none.
func number(w string) int {
	if n := numbers[w]; n > 0 {
		return n
	}
	if n, err := strconv.Atoi(w); err == nil && n > 0 && n < 10000 {
		return n
	}
	return 0
}

// day returns the day of the month that w names: "9", "9th"; 0 for none.
func day(w string) int {
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
	n, err := strconv.Atoi(w)
	if err != nil || len(w) != 4 || n < 1000 || n > 2999 {
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

var (
	// qualifier narrows a time by less than is written down.
	qualifier = words("early earlier late later mid middle beginning start end half")
	// filler says nothing of when.
	filler = words(`on in at during over throughout the of around about this circa within early earlier late later mid middle beginning start end
		just only back also again probably maybe perhaps possibly least at roughly approximately nearly almost some , local time gmt utc`)
	// dayPart stands beside a day.
	dayPart = words("morning afternoon evening night nights noontime dawn dusk midday hours lunchtime daybreak")
)
