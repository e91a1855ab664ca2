package tokenize

import (
	"strings"
	"unicode/utf8"
)

// longestWord bounds how far the marks inside a word are looked at, in bytes, so
// that text without blanks costs no more than other text.
const longestWord = 128

// address returns the length of the URL, e-mail address, host, file or
// newsgroup at the start of s; 0 if there is none. before is what stands in the
// chunk before it.
func address(s, before string) int {
	if scheme(s) {
		return trimAddress(s)
	}
	if r, _ := utf8.DecodeLastRuneInString(before); before != "" && (isLetter(r) || isDigit(r)) {
		return 0
	}
	n := leading(s[:min(len(s), longestWord)], nameBytes)
	if n < len(s) && s[n] == '@' || n < len(s) && s[n] >= utf8.RuneSelf {
		if m := mail(s); m > 0 {
			return m
		}
	}
	return named(s, n)
}

const nameBytes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-#~&"

// scheme says whether s begins a URL.
func scheme(s string) bool {
	for _, p := range [...]string{"http://", "https://", "ftp://", "www.", "mailto:"} {
		if len(s) > len(p) && s[0]|0x20 == p[0] && strings.EqualFold(s[:len(p)], p) {
			return true
		}
	}
	return false
}

// mail returns the length of the e-mail address at the start of s.
func mail(s string) int {
	at := strings.IndexByte(s[:min(len(s), longestWord)], '@')
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

// named returns the length of the file ("notes-2.doc"), host ("my-town.org/a")
// or newsgroup ("rec.boats.sail") in the n bytes at the start of s.
func named(s string, n int) int {
	name := strings.TrimRight(s[:n], ".-&%#~")
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 || dot+1 == len(name) {
		return 0
	}
	end := name[dot+1:]
	var b [longestFusion]byte
	if len(end) > longestFusion {
		return newsgroup(name)
	}
	low := lowered(b[:0], end)
	switch {
	case files[string(low)]:
		return len(name)
	case sites[string(low)] && dot > 0 && !strings.ContainsAny(name, "_%+#~&"):
		if len(s) > len(name)+1 && s[len(name)] == '/' && letterAt(s, len(name)+1) {
			return trimAddress(s)
		}
		return len(name)
	}
	return newsgroup(name)
}

// newsgroup returns the length of s if it is a name of small letters with two
// dots or more, or with one in a known hierarchy.
func newsgroup(s string) int {
	first, rest, _ := strings.Cut(s, ".")
	dots := strings.Count(s, ".")
	if first == "" || len(first) == 1 || dots < 2 && !hierarchies[first] {
		return 0
	}
	for part := range strings.SplitSeq(rest, ".") {
		if len(part) == 0 || len(part) == 1 && dots < 2 {
			return 0
		}
	}
	if strings.IndexFunc(s, func(r rune) bool { return (r < 'a' || r > 'z') && r != '.' && r != '-' }) >= 0 {
		return 0
	}
	return len(s)
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
	return max(1, len(strings.TrimRight(s, "]*")))
}

// hostTail says whether s, which follows "name.", completes a host or file name.
func hostTail(s string) bool {
	s = s[:min(len(s), longestWord)]
	n := strings.IndexFunc(s, func(r rune) bool { return !isLetter(r) && !isDigit(r) && r != '.' && r != '-' && r != '_' })
	if n < 0 {
		n = len(s)
	}
	name := strings.TrimRight(s[:n], ".-")
	dot := strings.LastIndexByte(name, '.')
	end := name[dot+1:]
	if len(end) == 0 || len(end) > longestFusion {
		return false
	}
	var b [longestFusion]byte
	low := lowered(b[:0], end)
	return sites[string(low)] || files[string(low)] || hosts[string(low)] && (dot > 0 || !wordHosts[string(low)])
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
	if s[0] == '@' && s[1+n] == '.' && hostTail(s[n+2:]) {
		return 1 + len(strings.TrimRight(s[1:][:leading(s[1:], nameBytes)], ".-"))
	}
	return 1 + n
}
