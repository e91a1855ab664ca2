package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word returns the length of the word at the start of s. Inner apostrophes
// stay (contraction parts them later), so do the stops of abbreviations, the
// ampersand of "B&B" and the hyphen after a kept prefix. before is what stands
// in the chunk before it.
func (sc *scanner) word(s, before string) int {
	if n := opener(s, before); n > 0 {
		return n
	}
	i := 0
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if isLetter(r) || isDigit(r) || r == '_' {
			i += size
			continue
		}
		n := sc.inner(s, i, r, size)
		i += n
		if n == 0 || r == '$' || r == '!' {
			break
		}
	}
	return i
}

// opener returns the length of a word that ends where its neighbour goes on:
// the "x" of "4x4", the "w/" of "w/milk", the "Rs" of "Rs500".
func opener(s, before string) int {
	if letterX(s) && before != "" && isDigit(rune(before[len(before)-1])) {
		return 1
	}
	if strings.HasPrefix(s, "w/") || strings.HasPrefix(s, "W/") {
		if n := wordEnd(s[2:]); (n == 0 || n > 3 || withWords[strings.ToLower(s[2:2+n])]) && !letterAt(s, 2+n) {
			return 2
		}
	}
	if n := letters(s[:min(len(s), 5)]); n < 4 && n < len(s) && isDigit(rune(s[n])) {
		var b [longestFusion]byte
		if currencies[string(lowered(b[:0], s[:n]))] {
			return n
		}
	}
	return 0
}

// inner returns the length of the mark r at byte i of s if it belongs to the
// word.
func (sc *scanner) inner(s string, i int, r rune, size int) int {
	switch r {
	case '\'', '’', '`':
		return sc.innerApostrophe(s, i, size)
	case '.':
		return sc.innerStop(s, i)
	case '&':
		return innerAmpersand(s, i)
	case '-':
		return sc.innerHyphen(s, i)
	case '/':
		return innerSlash(s, i)
	case '*', '$':
		return innerMask(s, i)
	case '!':
		if s[:i] == "Yahoo" && len(s) <= i+2 {
			return 1
		}
	}
	return 0
}

// innerApostrophe accepts the apostrophe of "don't" and "nothin'".
func (sc *scanner) innerApostrophe(s string, i, size int) int {
	if letterAt(s, i+size) {
		return size
	}
	if !sc.single && i > 4 && strings.HasSuffix(s[:i], "in") {
		return size
	}
	return 0
}

// innerStop accepts the stop of "U.S.", "Mr.", "Ph.D." and of a bare host name.
func (sc *scanner) innerStop(s string, i int) int {
	if i > longestWord {
		return 0
	}
	before, after := s[:i], s[i+1:]
	segment := before[strings.LastIndexByte(before, '.')+1:]
	next, _ := utf8.DecodeRuneInString(after)
	if after != "" && isLetter(next) {
		if n := letters(after[:min(len(after), 2*utf8.UTFMax+1)]); utf8.RuneCountInString(segment) <= 2 && n <= 2*utf8.UTFMax &&
			(strings.HasPrefix(after[n:], ".") || n == len(after) || acronym(before+"."+after[:n])) &&
			(utf8.RuneCountInString(after[:n]) == 1 || before == "Ph" || before == "M") {
			return 1
		}
		if hostTail(after) || acronym(before) || unicode.IsUpper(next) && sc.abbreviation(before, next) && len(before) > 1 {
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
	follow := sc.next
	if after != "" {
		follow = next
	}
	if strings.ContainsRune(",;:", next) && i <= longestFusion || sc.abbreviation(before, follow) {
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
// next is the next character that is no white space, 0 at the end of the
// paragraph: there a stop ends the sentence.
func (sc *scanner) abbreviation(w string, next rune) bool {
	if acronym(w) {
		return true
	}
	if len(w) > longestFusion || next == 0 {
		return w == "al"
	}
	var b [longestFusion]byte
	low := string(lowered(b[:0], w))
	first, size := utf8.DecodeRuneInString(w)
	capital := unicode.IsUpper(first)
	switch {
	case strings.HasPrefix(low, "ph.d"):
		return true
	case numbered[low] && (size < len(w) || !capital):
		return isDigit(next) || next == '(' && phones[low] || !never[low] && capital || days[low] && capital && !unicode.IsUpper(next)
	case size == len(w):
		return capital && (w != "I" || unicode.IsUpper(next))
	case low == "etc" || measures[low]:
		return !unicode.IsUpper(next)
	case states[low]:
		return capital && sc.afterComma()
	case !titles[low] && !closings[low]:
		return false
	}
	return !capitalOnly[low] || capital
}

// afterComma says whether a comma stands before the chunk being read.
func (sc *scanner) afterComma() bool {
	return sc.at > 0 && sc.text[sc.chunks[sc.at-1].end-1] == ','
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

// innerHyphen accepts the hyphen of "co-operate" and "career-wise" and that of a
// word broken off, "w- well"; that of "ten-day" is a token.
func (sc *scanner) innerHyphen(s string, i int) int {
	if i > longestWord {
		return 0
	}
	after := s[i+1:]
	if after == "" || after == "," {
		return sc.brokenOff(s[:i])
	}
	n := letters(after[:min(len(after), longestWord)])
	var b [longestFusion]byte
	low := ""
	if i <= longestFusion {
		low = string(lowered(b[:0], s[:i]))
	}
	if n == 0 {
		if letterAt(after, 0) && (keptPrefixes[low] && i > 2 || extension(s, i)) {
			return 1
		}
		return 0
	}
	if keptPrefixes[low] || keptSuffixes[after[:n]] && !letterAt(after, n) || interjections[low] && interjections[strings.ToLower(after[:n])] {
		return 1
	}
	return 0
}

// brokenOff returns 1 if s, which ends in a hyphen, is the beginning of a word:
// of the next one, or of one or two letters.
func (sc *scanner) brokenOff(s string) int {
	if sc.at+1 < len(sc.chunks) {
		c := sc.chunks[sc.at+1]
		if next := sc.text[c.start:c.end]; len(next) > len(s) && strings.EqualFold(next[:len(s)], s) && letterAt(next, len(s)) {
			return 1
		}
	}
	if len(s) > 2 || len(s) == 2 && strings.ToUpper(s) == s || wholeWords[strings.ToLower(s)] {
		return 0
	}
	return 1
}

// extension says whether the hyphen at byte i is that of "x3-0142".
func extension(s string, i int) bool {
	return i == 2 && (s[0] == 'x' || s[0] == 'X') && joinedNumber.MatchString(s[1:min(len(s), longestWord)])
}

// innerSlash accepts "w/o", "s/he" and "c/o".
func innerSlash(s string, i int) int {
	n := wordEnd(s[i+1 : min(len(s), i+5)])
	if i > 2 || n > 3 {
		return 0
	}
	switch strings.ToLower(s[:i+1+n]) {
	case "w/o", "w/out", "s/he", "n/a", "l/c", "b/c", "b/t", "i/o", "i/c", "i/s", "a/c":
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
