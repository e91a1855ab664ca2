package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word returns the length of the word at the start of s. Inner apostrophes
// stay (contraction parts them later), so do the stops of abbreviations, the
// ampersand of "B&B" and the hyphen after a kept prefix. next is the first
// character after the chunk.
func word(s string, next rune) int {
	i := 0
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if isLetter(r) || isDigit(r) || r == '_' {
			i += size
			continue
		}
		n := 0
		switch r {
		case '\'', '’', '`':
			n = innerApostrophe(s, i, size)
		case '.':
			n = innerStop(s, i, next)
		case '&':
			n = innerAmpersand(s, i)
		case '-':
			n = innerHyphen(s, i)
		case '/':
			n = innerSlash(s, i)
		case '*', '$':
			n = innerMask(s, i)
		}
		if n == 0 {
			break
		}
		i += n
		if r == '$' {
			break
		}
	}
	return i
}

func innerApostrophe(s string, i, size int) int {
	if r, _ := utf8.DecodeRuneInString(s[i+size:]); i+size < len(s) && isLetter(r) {
		return size
	}
	return 0
}

// innerStop accepts the stop of "U.S.", "Mr.", "Ph.D." and of a bare host name.
func innerStop(s string, i int, follow rune) int {
	before, after := s[:i], s[i+1:]
	segment := before[strings.LastIndexByte(before, '.')+1:]
	next, _ := utf8.DecodeRuneInString(after)
	if after != "" && isLetter(next) {
		if n := letters(after); utf8.RuneCountInString(segment) <= 2 && n <= 2*utf8.UTFMax &&
			(strings.HasPrefix(after[n:], ".") || n == len(after) || acronym(before+"."+after[:n])) &&
			(utf8.RuneCountInString(after[:n]) == 1 || before == "Ph") {
			return 1
		}
		if hostTail(after) {
			return 1
		}
		return 0
	}
	if after != "" && isDigit(next) {
		return 0
	}
	if strings.HasPrefix(after, "..") { // "etc..." is a word and an ellipsis
		return 0
	}
	if after != "" {
		follow = next
	}
	if abbreviation(before, follow) {
		return 1
	}
	return 0
}

// letters returns the length of the letters at the start of s.
func letters(s string) int {
	for i, r := range s {
		if !isLetter(r) {
			return i
		}
	}
	return len(s)
}

// acronym says whether s is of single letters parted by stops, "U.S" or "p.m".
func acronym(s string) bool {
	for part := range strings.SplitSeq(s, ".") {
		if utf8.RuneCountInString(part) != 1 {
			return false
		}
	}
	return strings.Contains(s, ".")
}

// abbreviation says whether a word that stands before a stop owns it, where
// next is the next character that is no white space.
func abbreviation(w string, next rune) bool {
	low := strings.ToLower(w)
	first, size := utf8.DecodeRuneInString(w)
	switch {
	case acronym(w) || strings.HasPrefix(low, "ph.d"):
		return true
	case numbered[low] && (size < len(w) || !unicode.IsUpper(first)):
		return isDigit(next) || !never[low] && unicode.IsUpper(first)
	case size == len(w):
		return unicode.IsUpper(first) && next != 0 && (w != "I" || unicode.IsUpper(next))
	case low == "etc":
		return next != 0 && !unicode.IsUpper(next)
	case !titles[low] && !closings[low]:
		return false
	}
	return !capitalOnly[low] || unicode.IsUpper(first)
}

// hostTail says whether s, which follows "name.", completes a host or file name.
func hostTail(s string) bool {
	n := strings.IndexFunc(s, func(r rune) bool { return !isLetter(r) && !isDigit(r) && r != '.' && r != '-' && r != '_' })
	if n < 0 {
		n = len(s)
	}
	name := strings.ToLower(strings.TrimRight(s[:n], ".-"))
	return hosts[name[strings.LastIndexByte(name, '.')+1:]]
}

// innerAmpersand accepts "B&B" and "AT&T".
func innerAmpersand(s string, i int) int {
	if i > 3 || i+1 == len(s) {
		return 0
	}
	n := wordEnd(s[i+1:])
	if n == 0 || n > 3 || strings.ToUpper(s[:i]) != s[:i] && i > 1 {
		return 0
	}
	return 1
}

// innerHyphen accepts the hyphen of "co-operate" and "career-wise"; that of
// "ten-day" is a token.
func innerHyphen(s string, i int) int {
	after := s[i+1:]
	n := letters(after)
	if n == 0 {
		// "w- well": a word broken off
		if after == "" && i <= 2 {
			return 1
		}
		if letterAt(after, 0) && keptPrefixes[strings.ToLower(s[:i])] && len(s[:i]) > 2 {
			return 1
		}
		return 0
	}
	if keptPrefixes[strings.ToLower(s[:i])] || keptSuffixes[after[:n]] && n == len(strings.TrimRight(after, ".,;:!?\"')”’")) {
		return 1
	}
	return 0
}

// innerSlash accepts "w/o", "s/he" and "c/o".
func innerSlash(s string, i int) int {
	n := wordEnd(s[i+1:])
	switch strings.ToLower(s[:i] + "/" + s[i+1:i+1+n]) {
	case "w/o", "w/out", "s/he", "c/o", "n/a", "l/c", "b/t", "i/o":
		return 1
	}
	return 0
}

// innerMask accepts the stars of "d*mn".
func innerMask(s string, i int) int {
	n := 1
	for i+n < len(s) && s[i+n] == s[i] {
		n++
	}
	if s[i] == '$' && i < 4 && strings.ToUpper(s[:i]) == s[:i] { // "US$"
		return 1
	}
	if i+n < len(s) && i > 0 && i < 4 && s[i] == '*' {
		if r, _ := utf8.DecodeRuneInString(s[i+n:]); unicode.IsLower(r) {
			return n
		}
	}
	return 0
}

// clitics end a contraction, longest first.
var clitics = []string{"n't", "'ll", "'re", "'ve", "'s", "'m", "'d"}

// contraction returns the length of the first word of a piece: 2 for "don't",
// all of it for a plain word.
func contraction(s string) int {
	low := plainLower(s)
	if len(low) == len(s) {
		if n := joined[low]; n > 0 {
			return n
		}
	}
	if !strings.Contains(low, "'") || isDigit(rune(s[0])) {
		return len(s)
	}
	cut, tail := len(s), low
	for again := true; again; {
		again = false
		for _, c := range clitics {
			if strings.HasSuffix(tail, c) && len(tail) > len(c) {
				tail = tail[:len(tail)-len(c)]
				again = true
				break
			}
		}
	}
	if len(tail) == len(low) {
		return cut
	}
	return min(cut, byteOffset(s, tail))
}

// plainLower lowers s and makes its apostrophes plain.
func plainLower(s string) string {
	return strings.ToLower(strings.NewReplacer("’", "'", "`", "'", "‘", "'").Replace(s))
}

// byteOffset returns the length in s of what plainLower turned into head.
func byteOffset(s, head string) int {
	n := utf8.RuneCountInString(head)
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}
