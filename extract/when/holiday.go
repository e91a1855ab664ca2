package when

import (
	"strings"
	"time"
)

// A holiday falls on a day of a month, on the nth of a weekday in it (the last
// for -1), or some days from Easter.
type holiday struct {
	month   time.Month // 0 for one that goes by Easter
	day     int        // day of the month, or days from Easter
	nth     int        // 0 for a fixed day
	weekday time.Weekday
}

// holidays by their words. Those that differ from country to country, such as
// Mother's Day, are left out.
var holidays = map[string]holiday{
	"christmas": {12, 25, 0, 0}, "christmas day": {12, 25, 0, 0}, "christmas eve": {12, 24, 0, 0}, "boxing day": {12, 26, 0, 0},
	"new year day": {1, 1, 0, 0}, "new year": {1, 1, 0, 0}, "new years day": {1, 1, 0, 0}, "new year eve": {12, 31, 0, 0}, "new years eve": {12, 31, 0, 0},
	"epiphany": {1, 6, 0, 0}, "australia day": {1, 26, 0, 0}, "groundhog day": {2, 2, 0, 0}, "valentine day": {2, 14, 0, 0}, "valentines day": {2, 14, 0, 0},
	"international women day": {3, 8, 0, 0}, "st patrick day": {3, 17, 0, 0}, "saint patrick day": {3, 17, 0, 0}, "april fools day": {4, 1, 0, 0},
	"april fool day": {4, 1, 0, 0}, "earth day": {4, 22, 0, 0}, "anzac day": {4, 25, 0, 0}, "may day": {5, 1, 0, 0}, "juneteenth": {6, 19, 0, 0},
	"canada day": {7, 1, 0, 0}, "fourth of july": {7, 4, 0, 0}, "bastille day": {7, 14, 0, 0}, "halloween": {10, 31, 0, 0},
	"all saints day": {11, 1, 0, 0}, "all souls day": {11, 2, 0, 0}, "guy fawkes night": {11, 5, 0, 0}, "bonfire night": {11, 5, 0, 0},
	"remembrance day": {11, 11, 0, 0}, "armistice day": {11, 11, 0, 0}, "veterans day": {11, 11, 0, 0},
	"thanksgiving": {11, 0, 4, 4}, "thanksgiving day": {11, 0, 4, 4}, "martin luther king jr day": {1, 0, 3, 1}, "martin luther king day": {1, 0, 3, 1},
	"presidents day": {2, 0, 3, 1}, "memorial day": {5, 0, -1, 1}, "labor day": {9, 0, 1, 1}, "columbus day": {10, 0, 2, 1},
	"easter": {0, 0, 0, 0}, "easter sunday": {0, 0, 0, 0}, "easter monday": {0, 1, 0, 0}, "good friday": {0, -2, 0, 0}, "maundy thursday": {0, -3, 0, 0},
	"palm sunday": {0, -7, 0, 0}, "ash wednesday": {0, -46, 0, 0}, "ascension day": {0, 39, 0, 0}, "pentecost": {0, 49, 0, 0}, "whit monday": {0, 50, 0, 0},
}

// in returns the day of h in year y.
func (h holiday) in(y int) time.Time {
	switch {
	case h.month == 0:
		return easter(y).AddDate(0, 0, h.day)
	case h.nth != 0:
		return nthWeekday(monthOf(date(y, h.month, 1)), h.weekday, h.nth)
	}
	return date(y, h.month, h.day)
}

// easter returns Easter Sunday of the western churches by the method that
// Meeus (1991) prints.
func easter(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return date(y, time.Month(n/31), n%31+1)
}

// nthWeekday returns the nth weekday d of stretch s, its last where n is -1.
func nthWeekday(s stretch, d time.Weekday, n int) time.Time {
	if n < 0 {
		return s.to.AddDate(0, 0, -(int(s.to.Weekday()-d)+7)%7)
	}
	return s.from.AddDate(0, 0, (int(d-s.from.Weekday())+7)%7+7*(n-1))
}

// holiday reads "Christmas Eve", "Easter Monday 2015", "last Thanksgiving".
func (p *parser) holiday() (stretch, bool) {
	if p.take("9", "/", "11") {
		return dayOf(date(2001, 9, 11)), true
	}
	n := step(p.word(0))
	if n != none {
		p.i++
	}
	for length := min(5, len(p.words)-p.i); length > 0; length-- {
		h, ok := holidays[strings.Join(p.words[p.i:p.i+length], " ")]
		if !ok {
			continue
		}
		p.i += length
		p.trail()
		if y, ok := p.ofYear(); ok {
			return dayOf(h.in(y)), true
		}
		if !p.known {
			return stretch{}, false
		}
		if n == -1 || n == 1 {
			return p.nextTo(h.in, n), true
		}
		return p.nearestOf(h.in)
	}
	return stretch{}, false
}

// nextTo returns the last day before publication, or the first after, that in
// gives for a year.
func (p *parser) nextTo(in func(int) time.Time, n int) stretch {
	y := p.pub.Year()
	t := in(y)
	if n < 0 && !t.Before(p.pub) {
		t = in(y - 1)
	}
	if n > 0 && !t.After(p.pub) {
		t = in(y + 1)
	}
	return dayOf(t)
}
