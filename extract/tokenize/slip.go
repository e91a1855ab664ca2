package tokenize

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// Writers take "its" for "it's" and the reverse. Which of the two they mean
// shows in the words around, which a linear model weighs; the spelling decides
// unless they speak clearly against it.

// A homophone is a possessive that sounds like a contraction.
type homophone struct {
	whole, parted string // "its", "it's"
	cut           int    // bytes of the first word in whole
	part, slip    int    // scores above which whole is parted; slip in careless writing
	join          int    // score below which parted is whole
}

// The scores are those that cross-validation on the training data advised.
var homophones = [...]homophone{
	{"its", "it's", 2, 300, 80, -220},
	{"your", "you're", 3, 110, 110, -220},
}

// homophoneOf returns the homophone that s is a form of, by its index, or -1.
func homophoneOf(s string) int {
	if len(s) < 3 || len(s) > longestFusion {
		return -1
	}
	var b [longestFusion]byte
	low := string(lowered(b[:0], s))
	for k := range homophones {
		if low == homophones[k].whole || low == homophones[k].parted {
			return k
		}
	}
	return -1
}

// The weights are data under CC BY-SA 4.0; NOTICE names what they were learnt
// from.
//
//go:generate go run ../../cmd/dramatis-train -data $DRAMATIS_DATA/treebanks -slips -out slips.txt
//go:embed slips.txt
var slipFile string

// slips maps features to weights.
type slips map[string]int

// shipped returns the weights of the program.
var shipped = sync.OnceValue(func() slips { return parseSlips(slipFile) })

// parseSlips reads lines of a feature, a tab and a weight.
func parseSlips(s string) slips {
	m := slips{}
	for line := range strings.Lines(s) {
		f, w, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		n, err := strconv.Atoi(w)
		if !ok || err != nil {
			panic("tokenize: slips.txt: " + line) // a mistake in our own source
		}
		m[f] = n
	}
	return m
}

// homophone returns the length of the first word of the homophone at byte start
// to end, which is all of it where a possessive is meant; 0 for other words.
func (sc *scanner) homophone(start, end int) int {
	k := homophoneOf(sc.text[start:end])
	if k < 0 {
		return 0
	}
	m, score := shipped(), 0
	for _, f := range sc.clues(start, end) {
		score += m[f]
	}
	h := &homophones[k]
	limit := h.part
	switch {
	case letters(sc.text[start:end]) < end-start: // it has its apostrophe
		limit = h.join
	case sc.careless:
		limit = h.slip
	}
	if score > limit {
		return h.cut
	}
	return end - start
}

// carelessly says whether a paragraph of these chunks is written without
// capitals: it begins with a small letter, or has "i" for "I".
func (sc *scanner) carelessly() bool {
	for k, c := range sc.chunks {
		if b := sc.text[c.start]; b >= 'a' && b <= 'z' && (k == 0 || b == 'i' && c.end == c.start+1) {
			return true
		}
	}
	return false
}

// clues lists what speaks for one reading or the other of what stands at byte
// start to end, "its" or "it's", but also "your" or "he is": the words around,
// their endings, and that it is a homophone.
func (sc *scanner) clues(start, end int) []string {
	before := sc.wordBefore(start)
	after := sc.wordsAfter(end)
	next, then, third := after[0], after[1], sortOf(after[2])
	sorts := "* " + sortOf(next) + sortOf(then)
	out := []string{
		"< " + before,
		"< " + before + " >> " + then,
		"> " + next,
		">> " + then,
		"> -" + tail(next, 3),
		"> -" + tail(next, 2),
		">> -" + tail(then, 2),
		">> -" + tail(then, 3),
		"> -" + tail(next, 2) + " -" + tail(then, 2),
		sorts,
		sorts + third,
		"> " + next + " >> " + sortOf(then),
		"> -" + tail(next, 2) + " >> " + sortOf(then),
	}
	if k := homophoneOf(sc.text[start:end]); k >= 0 {
		name := homophones[k].whole
		out = append(out, name, name+" < "+before)
	}
	return out
}

// sortOf returns "f" for a word that no noun phrase goes on with, such as "of" or
// "is", "0" for a number, "" for a mark, and "w" for other words.
func sortOf(w string) string {
	switch r, _ := utf8.DecodeRuneInString(w); {
	case w == "" || !isLetter(r) && !isDigit(r):
		return ""
	case isDigit(r):
		return "0"
	case function[w]:
		return "f"
	}
	return "w"
}

// function are words that no noun phrase goes on with.
var function = set(`a an the this that these those my your his her its our their i you he she it we they me him us them
	is are was were be been am do does did has have had will would can could shall should may might must
	of in on at by for from with to into about over after before since until through during between against among as than
	and or but nor so if when while because although though where why how who which what whose not n't too
	there here just only also even ever never always now then`)

// tail returns the last n bytes of a word.
func tail(s string, n int) string { return s[max(0, len(s)-n):] }

// wordBefore returns the word that ends before byte start, or the mark there;
// "" at the beginning of a sentence.
func (sc *scanner) wordBefore(start int) string {
	at := sc.at
	for at > 0 && sc.chunks[at].start >= start {
		at--
	}
	c := sc.chunks[at]
	start = min(start, c.end)
	s := sc.text[max(c.start, start-longestWord):start]
	if s == "" {
		return ""
	}
	i := len(s)
	for i > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		if !isLetter(r) && !isApostrophe(r) {
			break
		}
		i -= size
	}
	if i < len(s) {
		return strings.ToLower(s[i:])
	}
	r, size := utf8.DecodeLastRuneInString(s)
	switch {
	case isDigit(r):
		return "0"
	case strings.ContainsRune(".!?", r):
		return ""
	}
	return s[len(s)-size:]
}

// wordsAfter returns the three words or marks that follow byte end of the chunk
// being read, but for brackets and quotes that open; "" where the text or the sentence ends.
func (sc *scanner) wordsAfter(end int) (out [3]string) {
	c, at := sc.chunks[sc.at], sc.at
	for k := 0; k < len(out); {
		if end == c.end {
			if at++; at >= len(sc.chunks) {
				break
			}
			c = sc.chunks[at]
			end = c.start
		}
		w, n := firstWord(sc.text[end:min(c.end, end+longestWord)])
		if w == "" {
			break
		}
		end += n
		if !strings.Contains("([{\"“‘*", w) { // a bracket or quote opens
			out[k] = w
			k++
		}
	}
	return out
}

// firstWord returns the word that s begins with, in small letters, "0" for a
// number, or the mark; "" for the end of a sentence. n is its length in s.
func firstWord(s string) (w string, n int) {
	if n := letters(s); n > 0 {
		return strings.ToLower(s[:n]), n
	}
	if n := digits(s); n > 0 {
		return "0", n
	}
	r, n := utf8.DecodeRuneInString(s)
	if strings.ContainsRune(".!?", r) {
		return "", n
	}
	return s[:n], n
}
