package when

import (
	"fmt"
	"strings"
)

// zones by their difference from Universal Time. Letters that several zones
// share, "IST", are left out, and so is "ET", which changes with the season.
var zones = map[string]string{
	"utc": "Z", "gmt": "Z", "zulu": "Z", "est": "-05:00", "edt": "-04:00", "cdt": "-05:00", "mdt": "-06:00", "mst": "-07:00",
	"pst": "-08:00", "pdt": "-07:00", "akdt": "-08:00", "hst": "-10:00", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00", "eet": "+02:00",
	"eest": "+03:00", "msk": "+03:00", "jst": "+09:00", "kst": "+09:00", "aest": "+10:00", "aedt": "+11:00", "nzst": "+12:00", "nzdt": "+13:00",
}

// clockNoise stands beside a time of day without changing it.
var clockNoise = words("on , local time eastern central mountain pacific greenwich mean standard daylight summer et ct mt pt ast ist hours prompt sharp")

// takeClock takes the time of day, or two that bound an interval, out of the
// words.
func (p *parser) takeClock() {
	for i := range p.words {
		n, clock := clockAt(p.words, i)
		if n == 0 {
			continue
		}
		end := i + n
		zone, k := zoneAt(p.words, end, clock)
		end += k
		p.clock = "T" + clock + zone
		if end < len(p.words) && (p.words[end] == "to" || p.words[end] == "-" || p.words[end] == "until" || p.words[end] == "and" || p.words[end] == "till") {
			if m, until := clockAt(p.words, end+1); m > 0 {
				zone, k = zoneAt(p.words, end+1+m, until)
				p.clock, p.until = "T"+clock+zone, "T"+until+zone
				end += 1 + m + k
			}
		}
		p.cut(i, end)
		return
	}
}

// cut drops the words from first to end with what only led there: "at around".
func (p *parser) cut(first, end int) {
	for first > 0 {
		switch p.words[first-1] {
		case "at", "around", "about", "approximately", "roughly", "shortly", "just", "exactly", "precisely":
			first--
			continue
		case "from", "between":
			if p.until != "" {
				first--
				continue
			}
		}
		break
	}
	rest := append([]string(nil), p.words[:first]...)
	p.words = append(rest, p.words[end:]...)
	for len(p.words) > 0 && clockNoise[p.words[0]] {
		p.words = p.words[1:]
	}
	if n := len(p.words); n > 0 && clockNoise[p.words[n-1]] {
		p.words = p.words[:n-1]
	}
}

// clockAt reads a time of day at word i and returns how many words it takes.
func clockAt(words []string, i int) (int, string) {
	if i >= len(words) {
		return 0, ""
	}
	w, next := words[i], ""
	if i+1 < len(words) {
		next = words[i+1]
	}
	var h, m int
	switch {
	case w == "noon" && next != "hour", w == "midday" && i == 0 || w == "noon":
		return 1, "12:00"
	case w == "midnight" && i < 3 && noise(words[i+1:]):
		return 1, "00:00"
	case strings.Contains(w, ":"), strings.Contains(w, ".") && (next == "am" || next == "pm"):
		if n, err := fmt.Sscanf(strings.Replace(w, ".", ":", 1), "%d:%d", &h, &m); n != 2 || err != nil || h > 23 || m > 59 {
			return 0, ""
		}
	case number(w) > 0 && (next == "am" || next == "pm"):
		h = number(w)
	case number(w) > 0 && number(w) < 13 && next == "oclock":
		return 2, fmt.Sprintf("%02d:00", number(w))
	case len(w) == 4 && startsDigit(w) && (next == "utc" || next == "gmt" || next == "hours"):
		if n, err := fmt.Sscanf(w, "%02d%02d", &h, &m); n != 2 || err != nil || h > 23 || m > 59 {
			return 0, ""
		}
	default:
		return 0, ""
	}
	if next == "am" || next == "pm" {
		if h < 1 || h > 12 {
			return 0, ""
		}
		h %= 12
		if next == "pm" {
			h += 12
		}
		return 2, fmt.Sprintf("%02d:%02d", h, m)
	}
	return 1, fmt.Sprintf("%02d:%02d", h, m)
}

// noise reports whether words only say which clock is meant.
func noise(words []string) bool {
	for i, w := range words {
		if k, _ := clockAt(words, i); k == 0 && !clockNoise[w] && zones[w] == "" {
			return false
		} else if k > 0 {
			return true // "at midnight local time (0700 UTC)"
		}
	}
	return true
}

// zoneAt reads what stands behind a time of day at word i: a zone, "local
// time", or the same time in another zone, "2 p.m. ET (1800 UTC)", which tells
// how far off the first is. It returns how many words that takes.
func zoneAt(words []string, i int, clock string) (zone string, n int) {
	for i+n < len(words) && (zones[words[i+n]] != "" || words[i+n] != "on" && clockNoise[words[i+n]]) {
		if z := zones[words[i+n]]; z != "" && zone == "" {
			zone = z
		}
		n++
	}
	k, other := clockAt(words, i+n)
	if k == 0 || i+n+k >= len(words) || zones[words[i+n+k]] != "Z" {
		return zone, n
	}
	n += k + 1
	if zone != "" {
		return zone, n
	}
	return difference(clock, other), n
}

// difference returns the zone in which it is clock when it is utc in Greenwich.
func difference(clock, utc string) string {
	var h, m, uh, um int
	if k, _ := fmt.Sscanf(clock+" "+utc, "%d:%d %d:%d", &h, &m, &uh, &um); k != 4 {
		return ""
	}
	d := (h-uh)*60 + m - um
	switch {
	case d > 14*60:
		d -= 24 * 60
	case d < -12*60:
		d += 24 * 60
	}
	sign := '+'
	if d < 0 {
		sign, d = '-', -d
	}
	if d == 0 {
		return "Z"
	}
	return fmt.Sprintf("%c%02d:%02d", sign, d/60, d%60)
}
