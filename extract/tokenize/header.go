package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text that was laid out in lines and lost its line breaks, such as a mail with
// the mails that it answers, shows by other marks where a sentence ends. laidOut
// says whether one ends after token i, which is no stop.
func (b *breaker) laidOut(i int) bool {
	w, next := b.d.Word(i), b.d.Word(i+1)
	r := firstRune(next)
	switch {
	case len(next) < 2 && r != '<' && !unicode.IsUpper(r) && !isDigit(r):
		return false
	case isDigit(r):
		return b.stamp(i+1) > 0 && addressee(w) || b.item(i+1)
	case isDigit(firstRune(w)) || w == "AM" || w == "PM" || w == "am" || w == "pm":
		return unicode.IsUpper(r) && next != "AM" && next != "PM" && b.stamped(i)
	case rule(next) || rule(w):
		return b.spaced(i+1) && (!rule(next) || !rule(w))
	case w == ">>" || w == ">" && i > 0 && postal(b.d.Word(i-1)):
		return unicode.IsUpper(r)
	case w == "," || w == "-" || w == ":" || w == "--":
		return unicode.IsUpper(r) && b.spaced(i+1) && (b.greeting(i) || w == "," && b.farewell(i) && !starters[strings.ToLower(next)])
	case scheme(w) || postal(w):
		return scheme(next) || unicode.IsUpper(r)
	}
	return false
}

// stamp returns the number of tokens of a date and time at token i, as mail
// programs write them, "01/25/2019 12:44 PM"; 0 if there is none.
func (b *breaker) stamp(i int) int {
	if i+1 >= len(b.d.Tokens) || strings.Count(b.d.Word(i), "/") != 2 || strings.IndexByte(b.d.Word(i+1), ':') <= 0 || digits(b.d.Word(i+1)) == 0 {
		return 0
	}
	if i+2 < len(b.d.Tokens) {
		if w := b.d.Word(i + 2); strings.EqualFold(w, "am") || strings.EqualFold(w, "pm") {
			return 3
		}
	}
	return 2
}

// stamped says whether token i is the last of a stamp.
func (b *breaker) stamped(i int) bool {
	return i >= 2 && b.stamp(i-2) == 3 || i >= 1 && b.stamp(i-1) == 2
}

// addressee says whether w may end who sent a mail, before its date.
func addressee(w string) bool {
	return w == ">" || strings.IndexByte(w, '@') >= 0 || unicode.IsUpper(firstRune(w)) && !starters[strings.ToLower(w)]
}

// rule says whether w is a line drawn across the page.
func rule(w string) bool {
	return (len(w) >= 20 || len(w) >= 10 && w[0] != '_') && strings.IndexByte("-=*~#+|>_", w[0]) >= 0 && leading(w, "-=*~#+|><_") == len(w)
}

// item says whether the number at token i marks the next item of a list: "2."
// after "1." and before a capital.
func (b *breaker) item(i int) bool {
	w := b.d.Word(i)
	if len(w) > 2 || digits(w) != len(w) || i+2 >= len(b.d.Tokens) || b.d.Word(i+1) != "." || !b.spaced(i+2) || !b.spaced(i) {
		return false
	}
	n := small(w)
	if b.last == 0 || n != b.last+1 && n != b.last-1 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(b.d.Word(i + 2))
	return unicode.IsUpper(r)
}

// postal says whether w is an e-mail address.
func postal(w string) bool {
	at := strings.IndexByte(w, '@')
	return at > 0 && strings.IndexByte(w[at:], '.') > 0
}

var (
	greetings = set("dear hi hello hey greetings good")
	farewells = set("regards sincerely thanks best cheers wishes yours truly")
)

// greeting says whether the sentence up to the mark at token i is a greeting:
// "Dear Ann," "Good morning, Bo -".
func (b *breaker) greeting(i int) bool {
	n := i - b.first
	if n < 2 || n > 5 || !greetings[strings.ToLower(b.d.Word(b.first))] {
		return false
	}
	for k := b.first + 1; k < i; k++ {
		if w := b.d.Word(k); w != "," && w != "morning" && w != "afternoon" && w != "evening" && w != "all" && !unicode.IsUpper(firstRune(w)) {
			return false
		}
	}
	return unicode.IsUpper(firstRune(b.d.Word(i-1))) || starters[strings.ToLower(b.d.Word(i+1))]
}

// farewell says whether the sentence up to the comma at token i closes a
// letter: "Best regards,". "Thanks, Ann." is a sentence.
func (b *breaker) farewell(i int) bool {
	n := i - b.first
	if n == 0 || n > 3 || !farewells[strings.ToLower(b.d.Word(i-1))] || !unicode.IsUpper(firstRune(b.d.Word(b.first))) {
		return false
	}
	return i+2 == len(b.d.Tokens) || stopKind(b.d.Word(i+2)) == noStop
}
