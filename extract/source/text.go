package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/extract/internal/lazy"
)

var (
	heading = lazy.MustCompile(`(?m)^#{1,6}[ \t]+(.*?)[ \t]*#*$`)
	byline  = lazy.MustCompile(`^(?i:by) +\p{Lu}`)
)

// plain yields a plain text as one article.
func (r *reader) plain(text string, markdown bool) bool {
	if markdown {
		text = heading.ReplaceAllString(text, "$1")
	}
	return r.give(Article{Title: titleOf(text), Text: text}, 0, 0)
}

// lines yields each line that is not blank as an article.
func (r *reader) lines(text string) bool {
	end := 0
	for n, line := range strings.Split(text, "\n") {
		end = min(end+len(line)+1, len(text))
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if !r.give(Article{ID: r.place(n + 1), Text: line}, end, len(text)) {
			return false
		}
	}
	return true
}

// titleOf returns the headline of a text: of the short lines without a full
// stop above the first sentence, the first of at least four words, else the
// first. A text that begins with a sentence has none.
func titleOf(text string) string {
	title, body := "", false
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if sentence(line) {
			body = true
			break
		}
		if dateOnly(line) != "" || byline.MatchString(line) {
			continue
		}
		if words := len(strings.Fields(line)); title == "" || words >= 4 && len(strings.Fields(title)) < 4 {
			title = line
		}
	}
	if !body {
		return ""
	}
	return title
}

// sentence says whether a line is running text rather than a title.
func sentence(line string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line, "\"”’')]"))
	words := len(strings.Fields(line))
	return words > 25 || words >= 3 && (last == '.' || last == '!' || last == '?' && words > 14 || last == ',' || last == ';') || words > 14 && last == ':'
}

// withTitle puts title above text unless it is one of the first lines already.
func withTitle(title, text string) string {
	text = strings.TrimSpace(text)
	if title == "" {
		return text
	}
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if fold(line) == fold(title) {
			return text
		}
		if n++; n == 3 {
			break
		}
	}
	return title + "\n\n" + text
}

// fold lowers s and keeps only its letters and digits, to compare titles.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
