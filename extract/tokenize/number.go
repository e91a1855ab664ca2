package tokenize

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// joinedNumber matches numbers whose hyphens stay: telephone numbers and dates.
var joinedNumber = regexp.MustCompile(`^(?:\d-)?(?:\d{3}-)?\d{3}-\d{4}\b|^\d{4}-\d{1,2}-\d{1,2}\b|^\d{1,2}-\d{1,2}-\d{2,4}\b`)

// number returns the length of the number at the start of s, with its inner
// marks ("1,200", "9:30", "3/4", "5.5") and an ordinal or plural ending, but
// without a unit.
func number(s string) int {
	if m := joinedNumber.FindString(s); m != "" {
		return len(m)
	}
	i := digits(s)
	for i+1 < len(s) && strings.IndexByte(".,:/", s[i]) >= 0 && digits(s[i+1:]) > 0 {
		i += 1 + digits(s[i+1:])
	}
	if i < len(s) && s[i] == '.' && hostTail(s[i+1:]) {
		return i + 1 + strings.IndexFunc(s[i+1:]+" ", notMail)
	}
	n := letters(s[i:])
	tail := strings.ToLower(s[i : i+n])
	if n > 0 && units[tail] {
		return i
	}
	if n > 0 || strings.HasPrefix(s[i:], "'s") || strings.HasPrefix(s[i:], "’s") {
		return i + suffix(s[i:])
	}
	return i
}

// suffix returns the length of letters, digits and a plural "'s" after a number.
func suffix(s string) int {
	n := wordEnd(s)
	if strings.HasPrefix(s[n:], "'s") {
		return n + 2
	}
	if strings.HasPrefix(s[n:], "’s") {
		return n + len("’s")
	}
	return n
}

func digits(s string) int {
	for i, r := range s {
		if !isDigit(r) {
			return i
		}
	}
	return len(s)
}

// address returns the length of the URL, e-mail address or host at the start
// of s; 0 if there is none.
func address(s string) int {
	low := s
	if len(low) > 9 {
		low = low[:9]
	}
	low = strings.ToLower(low)
	for _, p := range []string{"http://", "https://", "ftp://", "www.", "mailto:"} {
		if strings.HasPrefix(low, p) && len(s) > len(p) {
			return trimAddress(s)
		}
	}
	at := strings.IndexByte(s, '@')
	if at <= 0 || strings.IndexFunc(s[:at], notMail) >= 0 {
		return 0
	}
	n := strings.IndexFunc(s[at+1:], notMail)
	if n < 0 {
		n = len(s) - at - 1
	}
	if n == 0 {
		return 0
	}
	return len(strings.TrimRight(s[:at+1+n], ".-"))
}

func notMail(r rune) bool {
	return !isLetter(r) && !isDigit(r) && !strings.ContainsRune("._%+-", r)
}

// trimAddress cuts a URL before a bracket or quote and before closing marks.
func trimAddress(s string) int {
	if i := strings.IndexAny(s, "<>\"“”"); i > 0 {
		s = s[:i]
	}
	s = strings.TrimRight(s, ".,;:!?'’")
	if strings.HasSuffix(s, ")") && !strings.Contains(s, "(") {
		s = strings.TrimRight(s, ").,;")
	}
	if s == "" {
		return 0
	}
	return len(strings.TrimRight(s, "]*"))
}

// handle returns the length of "@name" or "#topic"; of the mark alone before a
// number or nothing.
func handle(s string) int {
	r, _ := utf8.DecodeRuneInString(s[1:])
	if len(s) == 1 || !isLetter(r) {
		return run(s, rune(s[0]), 1)
	}
	n := strings.IndexFunc(s[1:], func(r rune) bool { return !isLetter(r) && !isDigit(r) && r != '_' })
	if n < 0 {
		return len(s)
	}
	return 1 + n
}

// emoticon returns the length of the emoticon at the start of s, where before
// is what stands in the chunk before it.
func emoticon(s, before string) int {
	if s[0] >= 'a' && s[0] <= 'z' || s[0] >= utf8.RuneSelf {
		return 0
	}
	for _, e := range emoticons {
		if !strings.HasPrefix(s, e) {
			continue
		}
		next, _ := utf8.DecodeRuneInString(s[len(e):])
		if len(s) > len(e) && (isLetter(next) || isDigit(next) || next == '/') {
			return 0
		}
		if strings.ContainsAny(before, "([") || before != "" && isDigit(rune(before[len(before)-1])) || before != "" && e == "D:" {
			return 0
		}
		return len(e)
	}
	return 0
}
