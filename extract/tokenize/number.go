package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/extract/internal/lazy"
)

// joinedNumber matches numbers whose hyphens stay: telephone numbers, postal
// codes and dates.
var joinedNumber = lazy.MustCompile(`^(?:\d-)?(?:\d{3}[-/])?\d{3}-\d{4}\b|^\d-\d{4}\b|^\d{5}-\d{4}\b|^\d{4}-\d{1,2}-\d{1,2}\b|^\d{1,2}-\d{1,2}-\d{2,4}\b`)

// number returns the length of the number at the start of s, with its inner
// marks ("1,200", "9:30", "3/4", "5.5") and an ordinal or plural ending, but
// without a unit. before is what stands in the chunk before it.
func number(s, before string) int {
	i := digits(s)
	if i < len(s) && (s[i] == '-' || s[i] == '/') {
		if m := joinedNumber.FindString(s[:min(len(s), longestWord)]); m != "" {
			return len(m)
		}
	}
	for i+1 < len(s) && strings.IndexByte(".,:/", s[i]) >= 0 {
		n := digits(s[i+1:])
		if n == 0 || s[i] == ',' && !thousands(s[i+1:], n) && !decimal(s, before, i) || s[i] == '/' && !fraction(s[:i], s[i+1:], n) {
			break
		}
		i += 1 + n
	}
	if i < len(s) && s[i] == '.' && hostTail(s[i+1:]) {
		return i + 1 + strings.IndexFunc(s[i+1:]+" ", notMail)
	}
	if n := letters(s[i:]); unit(s[:i], s[i:i+n], before) || n == 1 && letterX(s[i:]) || counted(s[i:], n) && (i > 1 || s[i+n-1] == 's') {
		return i
	}
	return i + suffix(s[i:])
}

// thousands says whether the n digits at the start of s follow a comma inside a
// number: at least three of them, or groups of two before three as in an Indian lakh or
// crore. "13,14" is two numbers.
func thousands(s string, n int) bool {
	for range 3 {
		if n != 2 || n == len(s) || s[n] != ',' {
			break
		}
		s = s[n+1:]
		n = digits(s)
	}
	return n >= 3
}

// decimal says whether the comma at byte i of number s stands for a point, as on
// the continent: "3,40". In brackets and lists it parts numbers: "[13,14]".
func decimal(s, before string, i int) bool {
	n := digits(s[i+1:])
	rest := s[i+1+n:]
	if i > 3 || n > 2 || i > digits(s) || rest != "" && (letterAt(rest, 0) || strings.IndexByte(",-/", rest[0]) >= 0) {
		return false
	}
	return !strings.HasSuffix(before, ",") && !strings.ContainsAny(before[max(0, len(before)-longestWord):], "[(")
}

// fraction says whether a slash joins a date or fraction. "2018/19" and "19/20"
// are neither, for no month is so late.
func fraction(a, b string, n int) bool {
	rest := b[n:]
	if strings.ContainsAny(a, "/.,:") || len(rest) > 1 && rest[0] == '/' && isDigit(rune(rest[1])) {
		return true
	}
	x, y := small(a), small(b[:n])
	return x <= 12 && y <= 31 || x <= 31 && y <= 12
}

// small returns the value of at most two digits, 99 for more.
func small(s string) int {
	switch {
	case len(s) == 1:
		return int(s[0] - '0')
	case len(s) == 2:
		return int(s[0]-'0')*10 + int(s[1]-'0')
	}
	return 99
}

// unit says whether tail is the unit of number n.
func unit(n, tail, before string) bool {
	if len(tail) == 0 || len(tail) > longestFusion {
		return false
	}
	var b [longestFusion]byte
	low := lowered(b[:0], tail)
	if !units[string(low)] {
		return false
	}
	switch string(low) {
	case "b":
		r, _ := utf8.DecodeLastRuneInString(before)
		return unicode.Is(unicode.Sc, r) // "$2b", but "house 220b"
	case "g":
		return len(n) > 1 // "5G"
	case "c", "f":
		return len(n) <= 3
	}
	return true
}

// letterX says whether s begins as the rest of "4x4".
func letterX(s string) bool {
	return len(s) > 1 && (s[0] == 'x' || s[0] == 'X') && isDigit(rune(s[1]))
}

// counted says whether the n letters at the start of s are a word that a
// careless writer joined to its number: "20minutes". "4chan" is a name.
func counted(s string, n int) bool {
	return n >= 4 && !letterAt(s, n) && strings.IndexFunc(s[:n], func(r rune) bool { return !unicode.IsLower(r) }) < 0
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
