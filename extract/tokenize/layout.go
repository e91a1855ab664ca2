package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A span is a half-open range of bytes of the text.
type span struct{ start, end int }

// appendChunks appends to out the pieces of s that hold no white space.
func appendChunks(out []span, text string, s span) []span {
	start := -1
	for i, r := range text[s.start:s.end] {
		if unicode.IsSpace(r) {
			if start >= 0 {
				out = append(out, span{s.start + start, s.start + i})
				start = -1
			}
		} else if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		out = append(out, span{s.start + start, s.end})
	}
	return out
}

// splitLines returns the lines of text without white space at either end; a
// blank line is an empty span.
func splitLines(text string) []span {
	var out []span
	pos := 0
	for line := range strings.SplitSeq(text, "\n") {
		left := len(line) - len(strings.TrimLeftFunc(line, unicode.IsSpace))
		trimmed := strings.TrimSpace(line)
		out = append(out, span{pos + left, pos + left + len(trimmed)})
		pos += len(line) + 1
	}
	return out
}

// widest is the longest line, in characters, that may have been wrapped at a
// margin: in longer ones a line is a paragraph.
const widest = 110

// slack is by how much the longest line may stay below the margin.
const slack = 2

// paragraphs joins lines into paragraphs. A blank line always parts them. A
// line break inside a block parts them unless it was made by wrapping: the
// next word had no room left, or the sentence goes on in small letters.
func paragraphs(text string, lines []span) []span {
	margin := 0
	for _, l := range lines {
		margin = max(margin, utf8.RuneCountInString(text[l.start:l.end]))
	}
	var out []span
	open := false
	for i, l := range lines {
		if l.start == l.end {
			open = false
			continue
		}
		if open && wrapped(text, lines[i-1], l, margin) {
			out[len(out)-1].end = l.end
			continue
		}
		out = append(out, l)
		open = true
	}
	return out
}

// wrapped says whether the break between lines a and b is only typographic.
func wrapped(text string, a, b span, margin int) bool {
	above, below := text[a.start:a.end], text[b.start:b.end]
	if listMark(below) || address(below, "") > 0 {
		return false
	}
	size := utf8.RuneCountInString(above)
	last, _ := utf8.DecodeLastRuneInString(above)
	first, _ := utf8.DecodeRuneInString(below)
	if size >= 40 && unicode.IsLower(first) && !strings.ContainsRune(".!?:", last) {
		return true
	}
	if margin > widest || size < 30 {
		return false
	}
	word, _, _ := strings.Cut(below, " ")
	return size+1+utf8.RuneCountInString(word) >= margin-slack
}

// listMark says whether a line opens an item of a list: "- ", "* ", "• ", "1. ".
func listMark(line string) bool {
	mark, _, ok := strings.Cut(line, " ")
	if !ok {
		return false
	}
	switch mark {
	case "-", "*", "•", "–", "—", "·", "#", "+", ">":
		return true
	}
	digits := strings.TrimRight(mark, ".)")
	return digits != mark && digits != "" && len(digits) < 3 && strings.Trim(digits, "0123456789") == ""
}
