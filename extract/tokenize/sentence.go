package tokenize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/extract"
)

// appendSentences parts the tokens from first on, one paragraph, into
// sentences.
func appendSentences(out []extract.Sentence, d *extract.Document, first, paragraph int) []extract.Sentence {
	b := breaker{d: d, first: first}
	for i := first; i < len(d.Tokens); i++ {
		b.quote(i)
		end := b.ending(i)
		if end == 0 {
			continue
		}
		for ; i+1 < end; i++ {
			b.quote(i + 1)
		}
		out = append(out, extract.Sentence{First: b.first, End: end, Paragraph: paragraph})
		b.first = end
	}
	if b.first < len(d.Tokens) {
		out = append(out, extract.Sentence{First: b.first, End: len(d.Tokens), Paragraph: paragraph})
	}
	return out
}

// A breaker finds the ends of sentences in one paragraph.
type breaker struct {
	d     *extract.Document
	first int  // first token of the sentence being read
	open  bool // inside straight double quotes
	depth int  // of round and square brackets
}

// quote keeps count of quotes and brackets up to token i.
func (b *breaker) quote(i int) {
	switch b.d.Word(i) {
	case `"`:
		b.open = !b.open
	case "(", "[":
		b.depth++
	case ")", "]":
		b.depth = max(0, b.depth-1)
	}
}

// ending returns the token after the last one of the sentence that the stop at
// token i ends; 0 where it ends none.
func (b *breaker) ending(i int) int {
	w := b.d.Word(i)
	kind := stopKind(w)
	if kind == noStop {
		return 0
	}
	end := b.closers(i + 1)
	if end >= len(b.d.Tokens) {
		return end
	}
	if !b.spaced(end) && kind != fullStop || end == b.first+1 || kind == fullStop && b.numbered(i) {
		return 0
	}
	next := b.d.Word(b.opening(end))
	if b.ends(kind, i, end, next) {
		return end
	}
	return 0
}

// The kinds of stop.
const (
	noStop     = iota
	fullStop   // ".", a token of its own
	strongStop // "!", "?"
	ellipsis   // "...", "…"
	ownStop    // the stop of an abbreviation: "Corp."
)

func stopKind(w string) int {
	switch {
	case w == "." || w == "。":
		return fullStop
	case strings.Trim(w, "?!") == "":
		return strongStop
	case len(w) > 1 && strings.Trim(w, ".…") == "":
		return ellipsis
	case len(w) > 1 && w[len(w)-1] == '.':
		return ownStop
	}
	return noStop
}

// closers returns the token after the quotes and brackets that close at i.
func (b *breaker) closers(i int) int {
	open := b.open
	for ; i < len(b.d.Tokens); i++ {
		switch b.d.Word(i) {
		case `"`:
			if !open || b.spaced(i) && !b.lastOrSpaced(i) {
				return i
			}
			open = false
		case "”", "’", "'", "''", "»", ")", "]", "}":
			if b.spaced(i) && !b.lastOrSpaced(i) {
				return i
			}
		case "[":
			n := b.citation(i)
			if n == i {
				return i
			}
			i = n - 1
		default:
			if face(b.d.Word(i)) {
				continue
			}
			if stopKind(b.d.Word(i)) == strongStop || b.d.Word(i) == "." && !b.spaced(i) {
				continue
			}
			return i
		}
	}
	return i
}

// numbered says whether the sentence before the stop at i is but a number, as
// in "2. Mix the paint."
func (b *breaker) numbered(i int) bool {
	w := b.d.Word(b.first)
	return i == b.first+1 && digits(w) > 0 && len(w) <= 3
}

// citation returns the token after the reference "[12]" at i; i if there is none.
func (b *breaker) citation(i int) int {
	if i+2 < len(b.d.Tokens) && b.d.Word(i+2) == "]" && digits(b.d.Word(i+1)) > 0 {
		return i + 3
	}
	return i
}

// face says whether w is an emoticon.
func face(w string) bool { return len(w) > 1 && emoticon(w, "") == len(w) }

// spaced says whether white space stands before token i.
func (b *breaker) spaced(i int) bool {
	return i > 0 && b.d.Tokens[i].Start > b.d.Tokens[i-1].End
}

func (b *breaker) lastOrSpaced(i int) bool { return i+1 >= len(b.d.Tokens) || b.spaced(i+1) }

// opening skips the quotes and brackets before the first word at i.
func (b *breaker) opening(i int) int {
	for i+1 < len(b.d.Tokens) && strings.Contains("\"“‘'`` ([{«--—•*", b.d.Word(i)) {
		i++
	}
	return i
}

// ends decides for a stop at i, with the next sentence beginning with next.
func (b *breaker) ends(kind, i, end int, next string) bool {
	r, _ := utf8.DecodeRuneInString(next)
	closed := end > i+1 // a quote or bracket closed after the stop
	switch kind {
	case fullStop:
		if !b.spaced(end) {
			return unicode.IsUpper(r) && i > 0 && utf8.RuneCountInString(b.d.Word(i-1)) > 1 && !closed
		}
		return !unicode.IsLower(r) || !closed && b.lowerStart(i)
	case strongStop:
		if closed && strings.ContainsAny(b.d.Word(end), "-–—") {
			return false
		}
		return !unicode.IsLower(r) || !closed && !b.open
	case ellipsis:
		return unicode.IsUpper(r) && (starters[strings.ToLower(next)] || !b.open)
	}
	return b.abbreviationEnds(i, next, r)
}

// lowerStart says whether a stop at i may end a sentence though small letters
// follow, as in careless writing.
func (b *breaker) lowerStart(i int) bool {
	w := b.d.Word(i - 1)
	return letters(w) == len(w) && len(w) > 2
}

// abbreviationEnds says whether the sentence ends with the abbreviation at i.
func (b *breaker) abbreviationEnds(i int, next string, r rune) bool {
	w := strings.TrimSuffix(strings.ToLower(b.d.Word(i)), ".")
	if !unicode.IsUpper(r) {
		return false
	}
	starts := starters[strings.ToLower(next)] && utf8.RuneCountInString(next) > 1 || next == "I" || next == "A"
	switch {
	case closings[w] || acronym(w):
		return starts
	case titles[w]:
		return false
	}
	return starts && i > b.first && !unicode.IsUpper(firstRune(b.d.Word(i-1)))
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
