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
		if end == 0 && i+1 < len(d.Tokens) && b.laidOut(i) {
			end = i + 1
		}
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
	last  int  // number of the last item of a list, "2."
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
	if kind == noStop || kind == fullStop && i == b.first {
		return 0
	}
	end := b.note(b.closers(i + 1))
	if end >= len(b.d.Tokens) {
		return end
	}
	if strings.Contains(".,;:", b.d.Word(end)) { // ". . ." is an ellipsis
		return 0
	}
	if !b.spaced(end) && !b.abuts(kind, i, end) || end == b.first+1 || kind == fullStop && i > b.first && b.numbered(i) {
		return 0
	}
	next := b.d.Word(b.opening(end))
	if b.ends(kind, i, end, next) {
		return end
	}
	return 0
}

// abuts says whether the stop at i may end a sentence though the next word
// follows without a blank: "We left.Nobody came", "Are you there?we are".
func (b *breaker) abuts(kind, i, end int) bool {
	if kind == fullStop {
		return true
	}
	if kind == ownStop || end != i+1 || i == 0 || utf8.RuneCountInString(b.d.Word(i-1)) < 2 || !isLetter(firstRune(b.d.Word(i-1))) {
		return false
	}
	next := b.d.Word(end)
	r := firstRune(next)
	return kind == strongStop && isLetter(r) || unicode.IsUpper(r) && (starters[strings.ToLower(next)] || next == "I")
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
	case strings.Trim(w, "?!.") == "" && strings.ContainsAny(w, "?!"):
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
			// A quote that hangs on the word before it closes, even where the
			// one that opens stands in another paragraph.
			if b.spaced(i) && (!open || !b.lastOrSpaced(i)) || !open && !b.lastOrSpaced(i) {
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

// numbered says whether the stop at i belongs to the number of an item, as in
// "2. Mix the paint." or "The rules: 1. Be kind."
func (b *breaker) numbered(i int) bool {
	w := b.d.Word(i - 1)
	if len(w) > 3 || digits(w) != len(w) {
		return false
	}
	if i-1 > b.first && b.d.Word(i-2) != ":" && b.d.Word(i-2) != "*" {
		return false
	}
	if len(w) < 3 {
		b.last = small(w)
	}
	return true
}

// citation returns the token after the reference at i, "[12]" or "[citation
// needed]"; i if there is none.
func (b *breaker) citation(i int) int {
	for k := i + 1; k < min(i+5, len(b.d.Tokens)); k++ {
		w := b.d.Word(k)
		if w == "]" && k > i+1 {
			return k + 1
		}
		if r := firstRune(w); !isDigit(r) && !unicode.IsLower(r) {
			break
		}
	}
	return i
}

// note returns the token after the number of a footnote at i, as in "The ferry
// sank. 4 Nobody drowned."; i if there is none.
func (b *breaker) note(i int) int {
	if i >= len(b.d.Tokens) || i == 0 || !b.spaced(i) {
		return i
	}
	w := b.d.Word(i)
	if len(w) > 2 || digits(w) != len(w) || !isLetter(firstRune(b.d.Word(i-1))) && b.d.Word(i-1) != "." {
		return i
	}
	if i+1 == len(b.d.Tokens) {
		return i + 1
	}
	next := b.d.Word(i + 1)
	if unicode.IsUpper(firstRune(next)) && starters[strings.ToLower(next)] {
		return i + 1
	}
	return i
}

// face says whether w is an emoticon or a pictograph.
func face(w string) bool {
	return len(w) > 1 && (emoticon(w, "") == len(w) || w[0] >= utf8.RuneSelf && emoji(w, firstRune(w)) == len(w))
}

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
		return b.worded(i) && unicode.IsUpper(r) && (starters[strings.ToLower(next)] || !b.open)
	}
	return b.abbreviationEnds(i, next, r)
}

// worded says whether the sentence has a word before token i.
func (b *breaker) worded(i int) bool {
	for k := b.first; k < min(i, b.first+longestWord); k++ {
		if isLetter(firstRune(b.d.Word(k))) {
			return true
		}
	}
	return false
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
	case titles[w] && !closings[w]:
		return false
	case closings[w] || acronym(w):
		return starts
	}
	return starts && i > b.first && !unicode.IsUpper(firstRune(b.d.Word(i-1)))
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
