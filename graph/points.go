package graph

import (
	"strings"
	"unicode/utf8"
)

// points counts code points in a text. The document's spans are in bytes, the
// store's in code points, which every language can count.
type points struct {
	text string
	at   []int32 // byte offset of each code point, and the length; nil for ASCII
}

func newPoints(text string) *points {
	p := &points{text: text}
	if n := utf8.RuneCountInString(text); n < len(text) {
		p.at = make([]int32, 0, n+1)
		for i := range text {
			p.at = append(p.at, int32(i))
		}
		p.at = append(p.at, int32(len(text)))
	}
	return p
}

// span returns the text of code points start to end with white space folded,
// as extract.Document.Span does; "" for a span that lies outside.
func (p *points) span(start, end int) string {
	n := len(p.text)
	if p.at != nil {
		n = len(p.at) - 1
	}
	if start < 0 || end > n || start >= end {
		return ""
	}
	if p.at != nil {
		start, end = int(p.at[start]), int(p.at[end])
	}
	return strings.Join(strings.Fields(p.text[start:end]), " ")
}

// of returns how many code points lie before byte b.
func (p *points) of(b int) int {
	if p.at == nil {
		return b
	}
	lo, hi := 0, len(p.at)
	for lo < hi {
		if mid := (lo + hi) / 2; int(p.at[mid]) < b {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
