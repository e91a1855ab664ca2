package source

import (
	"strings"
	"time"

	"github.com/dramatis-kg/dramatis/extract/internal/lazy"
)

const monthName = `(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?`

var (
	isoForm    = lazy.MustCompile(`(?:^|[^\d])(\d{4})-(\d{2})-(\d{2})(?:[^\d]|$)`)
	slashForm  = lazy.MustCompile(`^(\d{4})/(\d{1,2})/(\d{1,2})\b`)
	tightForm  = lazy.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:T\d+Z?)?$`)
	monthFirst = lazy.MustCompile(`(?i)\b(` + monthName + `) +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})\b`)
	dayFirst   = lazy.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)? +(?:of +)?(` + monthName + `),? +(\d{4})\b`)
	urlForm    = lazy.MustCompile(`[/=_-](\d{4})[/-](\d{1,2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/-](\d{1,2})(?:[/_.?&#-]|$)`)

	// around is what may stand beside the date in a line of its own.
	around = lazy.MustCompile(`(?i)\b(?:published|posted|updated|last|date|on|at|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?\b|` +
		`\b\d{1,2}[:.]\d{2}(?::\d{2})?\b|\b[ap]\.?m\b\.?|\b(?:GMT|UTC|EST|EDT|CET|BST|Z)\b|[,.:|()+/ \t\x{a0}–-]`)

	// place is a dateline that names the year: "HALDEN, March 3, 2016 (Agency) —".
	place = lazy.MustCompile(`^\p{Lu}[\p{L} .,'-]{1,40}?,? (?:\(?)(` + monthName + ` \d{1,2}, \d{4}|\d{1,2} ` + monthName + ` \d{4})\)?[^.!?]{0,30}?(?:--|[—–:-])`)
)

// isoDate returns the date that s gives in a clear form as "2016-03-24"; "" for
// none. "03/04/2016" is not clear.
func isoDate(s string) string {
	s = strings.TrimSpace(s)
	for _, re := range []*lazy.Regexp{isoForm, slashForm, tightForm} {
		if m := re.FindStringSubmatch(s); m != nil {
			return valid(m[1], m[2], m[3])
		}
	}
	if m := monthFirst.FindStringSubmatch(s); m != nil {
		return valid(m[3], m[1], m[2])
	}
	if m := dayFirst.FindStringSubmatch(s); m != nil {
		return valid(m[3], m[2], m[1])
	}
	return ""
}

// valid returns the date of year, month and day, the month by number or name,
// if there is such a day.
func valid(year, month, day string) string {
	layout := "2006-1-2"
	if month[0] > '9' {
		layout = "2006-Jan-2"
		month = strings.ToUpper(month[:1]) + strings.ToLower(month[1:3])
	}
	t, err := time.Parse(layout, year+"-"+strings.TrimLeft(month, "0")+"-"+strings.TrimLeft(day, "0"))
	if err != nil {
		return ""
	}
	return t.Format(time.DateOnly)
}

// urlDate returns the date in the path of a URL, as in "/2016/03/24/".
func urlDate(url string) string {
	if m := urlForm.FindStringSubmatch(url); m != nil {
		return valid(m[1], m[2], m[3])
	}
	return ""
}

// dateOnly returns the date of a line that holds nothing else.
func dateOnly(line string) string {
	date := isoDate(line)
	if date == "" || len(line) > 60 {
		return ""
	}
	rest := line
	for _, re := range []*lazy.Regexp{monthFirst, dayFirst, isoForm, slashForm} {
		rest = re.ReplaceAllString(rest, " ")
	}
	if strings.Trim(around.ReplaceAllString(rest, ""), "T0123456789Z") != "" {
		return ""
	}
	return date
}

// textDate returns the date that the first lines of a text give: a line of
// its own, or a dateline with its year.
func textDate(text string) string {
	n := 0
	for line := range strings.SplitSeq(text[:min(len(text), 4000)], "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if date := dateOnly(line); date != "" {
			return date
		}
		if m := place.FindStringSubmatch(line); m != nil {
			return isoDate(m[1])
		}
		if n++; n == 6 {
			return ""
		}
	}
	return ""
}
