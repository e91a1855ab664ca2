package queries

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/graph"
)

// A Passage is a sentence that was searched for.
type Passage struct {
	Document graph.Document
	Text     string       // the sentence, with its white space folded
	Start    int          // code points into the document's text
	Found    [][2]int     // bytes of Text that were searched for, in order, without overlaps
	Facts    []graph.Fact // found in it, in document order
	score    int
	order    int // of the document
}

// Search returns the sentences that hold all words of text, in any order and
// form of writing as regards case and accents; words between quotation marks
// must follow one another. The best come first: those with rare words, with the
// words in the order of text, with few others; of equals those of the latest
// article. It returns at most limit (0 means all) and how many there are.
func (s *Snapshot) Search(text string, limit int) (found []Passage, total int) {
	q := inquire(text)
	if len(q.phrases) == 0 {
		return nil, 0
	}
	holds := make([]int, len(q.phrases)) // documents with each phrase
	var hits []Passage
	var texts []*foldedText
	for d := range s.documents {
		t := foldText(s.documents[d].Text)
		all := true
		for i, p := range q.phrases {
			if t.holds(p) {
				holds[i]++
			} else {
				all = false
			}
		}
		if all {
			texts = append(texts, t)
			hits = append(hits, Passage{order: d})
		}
	}
	for i, p := range hits {
		found = append(found, s.passages(texts[i], p.order, &q, holds)...)
	}
	slices.SortStableFunc(found, func(a, b Passage) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.order, a.order))
	})
	total = len(found)
	if limit > 0 && total > limit {
		found = found[:limit]
	}
	s.addFacts(found)
	return found, total
}

// An inquiry is what was searched for: phrases, most of them of one word.
type inquiry struct{ phrases [][]string }

func inquire(text string) (q inquiry) {
	text = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`).Replace(text)
	for i, part := range strings.Split(text, `"`) {
		if i%2 == 1 {
			if w := words(part); len(w) > 0 {
				q.phrases = append(q.phrases, w)
			}
			continue
		}
		for _, w := range words(part) {
			q.phrases = append(q.phrases, []string{w})
		}
	}
	return q
}

// A foldedText is a text as it is searched.
type foldedText struct {
	text   string
	folded string // " word word "; to rule most texts out
}

func foldText(text string) *foldedText {
	return &foldedText{text, " " + strings.Join(words(text), " ") + " "}
}

func (t *foldedText) holds(phrase []string) bool {
	return strings.Contains(t.folded, " "+strings.Join(phrase, " ")+" ")
}

// passages returns the sentences of a text that hold all phrases.
func (s *Snapshot) passages(t *foldedText, document int, q *inquiry, holds []int) []Passage {
	var found []Passage
	for _, at := range sentences(t.text) {
		raw := t.text[at[0]:at[1]]
		p := Passage{
			Document: s.documents[document], Text: strings.Join(strings.Fields(raw), " "), order: document,
			Start: at[0],
		}
		if p.rate(q, holds, len(s.documents)) {
			p.Start = utf8.RuneCountInString(t.text[:at[0]])
			found = append(found, p)
		}
	}
	return found
}

// rate finds the phrases in p and says whether all are there.
func (p *Passage) rate(q *inquiry, holds []int, documents int) bool {
	spans := wordSpans(p.Text)
	last, ordered := -1, true
	for i, phrase := range q.phrases {
		first := -1
		for n := 0; n+len(phrase) <= len(spans); n++ {
			if follow(spans[n:], phrase) {
				p.Found = append(p.Found, [2]int{spans[n].start, spans[n+len(phrase)-1].end})
				if first < 0 || first <= last && n > last {
					first = n
				}
			}
		}
		if first < 0 {
			return false
		}
		ordered = ordered && first > last
		last = first
		p.score += 20 * len(phrase) * bits.Len(uint(documents/max(holds[i], 1)))
	}
	if ordered && len(q.phrases) > 1 {
		p.score += 15
	}
	p.score -= min(len(spans)/4, 15)
	slices.SortFunc(p.Found, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(b[1], a[1])) })
	end := 0
	p.Found = slices.DeleteFunc(p.Found, func(f [2]int) bool {
		if f[0] < end {
			return true
		}
		end = f[1]
		return false
	})
	return true
}

// A wordSpan is a word as it is searched, and where it stands.
type wordSpan struct {
	word       string
	start, end int
}

// wordSpans splits s as words does.
func wordSpans(s string) []wordSpan {
	var spans []wordSpan
	for start := 0; start < len(s); {
		end := strings.IndexFunc(s[start:], unicode.IsSpace)
		if end < 0 {
			end = len(s) - start
		}
		end += start
		// "Brightwater-built" is two words, which words alone knows.
		list := words(s[start:end])
		at := start
		for i, w := range list {
			stop := end
			if i < len(list)-1 {
				stop = splitAfter(s, at, end, w)
			}
			from, to := trim(s, at, stop)
			spans = append(spans, wordSpan{w, from, to})
			at = stop
		}
		start = end
		for start < len(s) {
			r, n := utf8.DecodeRuneInString(s[start:])
			if !unicode.IsSpace(r) {
				break
			}
			start += n
		}
	}
	return spans
}

// splitAfter returns where the word w, the first in s[at:end], ends.
func splitAfter(s string, at, end int, w string) int {
	for i, r := range s[at:end] {
		stop := at + i + utf8.RuneLen(r)
		if r == utf8.RuneError {
			stop = at + i + 1
		}
		if have := words(s[at:stop]); len(have) == 1 && have[0] == w {
			if next := words(s[at:min(stop+utf8.UTFMax, end)]); len(next) == 0 || next[0] == w {
				return stop
			}
		}
	}
	return end
}

// trim leaves out what stands around a word.
func trim(s string, start, end int) (int, int) {
	inside := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) }
	first := strings.IndexFunc(s[start:end], inside)
	last := strings.LastIndexFunc(s[start:end], inside)
	if first < 0 {
		return start, end
	}
	_, n := utf8.DecodeRuneInString(s[start+last:])
	return start + first, start + last + n
}

func follow(spans []wordSpan, phrase []string) bool {
	for i, w := range phrase {
		if spans[i].word != w {
			return false
		}
	}
	return true
}

// addFacts adds to passages the facts found in them: those whose evidence
// begins in them.
func (s *Snapshot) addFacts(found []Passage) {
	at := map[string][]int{}
	for i := range found {
		at[found[i].Document.IRI] = append(at[found[i].Document.IRI], i)
	}
	for i := range s.facts {
		f := &s.facts[i]
		for _, n := range at[f.Document] {
			p := &found[n]
			if f.Evidence.Start < p.Start+utf8.RuneCountInString(p.Text) && f.Evidence.End > p.Start {
				p.Facts = append(p.Facts, *f)
			}
		}
	}
}
