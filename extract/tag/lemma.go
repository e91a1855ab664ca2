package tag

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Lemmatiser finds lemmas by the form and its Penn tag: first in a
// dictionary, then by the inflection that leads to a known lemma, then by the
// longest known ending. Goroutines may share one.
type Lemmatiser struct {
	words   table[string]   // lemmas by tag and form, where the rest is wrong
	endings table[script]   // by tag and ending, in small letters
	bases   map[string]bool // lemmas of verbs, nouns and adjectives: "looted" is of "loot", though "voted" is of "vote"
}

// An inflection is a regular ending and what the base has in its place.
type inflection struct{ ending, base string }

// inflections are tried in order: "ruled" is of "rule" before it is of "rul".
var inflections = map[string][]inflection{
	"VBD": {{"ed", "e"}, {"ed", ""}, {"ied", "y"}},
	"VBN": {{"ed", "e"}, {"ed", ""}, {"ied", "y"}},
	"VBG": {{"ing", "e"}, {"ing", ""}},
	"VBZ": {{"s", ""}, {"es", ""}, {"ies", "y"}},
	"NNS": {{"s", ""}, {"es", ""}, {"ies", "y"}},
}

// verbPrefixes make new words of irregular ones: "overran" is of "overrun".
var verbPrefixes = []string{"over", "under", "fore", "out", "mis", "re", "un"}

// inflected returns the known lemma that low is a form of, or "".
func (l *Lemmatiser) inflected(low, xpos string) string {
	for _, f := range inflections[xpos] {
		stem, ok := strings.CutSuffix(low, f.ending)
		if !ok {
			continue
		}
		if l.bases[stem+f.base] {
			return stem + f.base
		}
		if n := len(stem); n > 2 && f.base == "" && stem[n-1] == stem[n-2] && l.bases[stem[:n-1]] {
			return stem[:n-1] // "planned"
		}
	}
	if strings.HasPrefix(xpos, "VB") {
		for _, p := range verbPrefixes {
			if rest, ok := strings.CutPrefix(low, p); ok && l.words[xpos][rest] != "" {
				return p + l.words[xpos][rest]
			}
		}
	}
	return ""
}

// A table maps a tag and a string.
type table[T any] map[string]map[string]T

func (t table[T]) put(xpos, s string, v T) {
	if t[xpos] == nil {
		t[xpos] = map[string]T{}
	}
	t[xpos][s] = v
}

// A script turns a form into its lemma: cut runes from the end, then add. It
// works on the small letters of the form unless it keeps the capitals.
type script struct {
	cut  int
	add  string
	keep bool
}

func (s script) apply(form string) string {
	if !s.keep {
		form = strings.ToLower(form)
	}
	for i := 0; i < s.cut && form != ""; i++ {
		_, n := utf8.DecodeLastRuneInString(form)
		form = form[:len(form)-n]
	}
	return form + s.add
}

// scriptOf returns the script from a form to its lemma. Names always keep
// their capitals, other words if the lemma shows so.
func scriptOf(e LemmaExample) script {
	form, lemma := e.Form, e.Lemma
	s := script{keep: strings.HasPrefix(e.XPOS, "NNP")}
	if low := strings.ToLower(form); low != form && !s.keep {
		_, n := utf8.DecodeRuneInString(form)
		s.keep = form[:n] != low[:min(n, len(low))] && strings.HasPrefix(lemma, form[:n])
	}
	if !s.keep {
		form = strings.ToLower(form)
	}
	n := 0
	for n < len(form) && n < len(lemma) && form[n] == lemma[n] {
		n++
	}
	for n > 0 && (n < len(form) && !utf8.RuneStart(form[n]) || n < len(lemma) && !utf8.RuneStart(lemma[n])) {
		n--
	}
	s.cut, s.add = utf8.RuneCountInString(form[n:]), lemma[n:]
	return s
}

const longestEnding = 6

// endingsOf yields the ends of a form in small letters, from the longest to
// none at all.
func endingsOf(form string) iter.Seq[string] {
	return func(yield func(string) bool) {
		cuts := [longestEnding + 1]int{len(form)}
		n := 0
		for ; n < longestEnding && cuts[n] > 0; n++ {
			_, size := utf8.DecodeLastRuneInString(form[:cuts[n]])
			cuts[n+1] = cuts[n] - size
		}
		for ; n >= 0; n-- {
			if !yield(form[cuts[n]:]) {
				return
			}
		}
	}
}

// A LemmaExample is one word of a treebank.
type LemmaExample struct{ Form, XPOS, Lemma string }

// LearnLemmas returns the lemmatiser that gives the most frequent lemma of
// every word in examples, by endings if possible.
func LearnLemmas(examples []LemmaExample) *Lemmatiser {
	votes, lemmas := table[map[script]int]{}, table[map[string]int]{}
	l := &Lemmatiser{words: table[string]{}, endings: table[script]{}, bases: map[string]bool{}}
	seen := map[LemmaExample]bool{}
	for _, e := range examples {
		vote(lemmas, e.XPOS, e.Form, e.Lemma)
		if base(e) {
			l.bases[e.Lemma] = true
		}
		if seen[e] {
			continue
		}
		seen[e] = true
		for ending := range endingsOf(strings.ToLower(e.Form)) {
			vote(votes, e.XPOS, ending, scriptOf(e))
		}
	}
	for xpos, byEnding := range votes {
		for ending, v := range byEnding {
			if s, n := winner(v, compareScripts); n > 1 || ending == "" {
				l.endings.put(xpos, ending, s)
			}
		}
		prune(l.endings[xpos])
	}
	exceptions := table[string]{}
	for xpos, byForm := range lemmas {
		for form, v := range byForm {
			if lemma := winnerOf(v); l.Lemma(form, xpos) != lemma {
				exceptions.put(xpos, form, lemma)
			}
		}
	}
	l.words = exceptions
	return l
}

// base says whether the lemma may be that of other, inflected words.
func base(e LemmaExample) bool {
	open := strings.HasPrefix(e.XPOS, "VB") || e.XPOS == "NN" || e.XPOS == "NNS" || e.XPOS == "JJ"
	return open && len(e.Lemma) > 2 && strings.IndexFunc(e.Lemma, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}

// prune drops endings that say the same as the next shorter one.
func prune(endings map[string]script) {
	var drop []string
	for ending, s := range endings {
		for shorter := ending; shorter != ""; {
			_, n := utf8.DecodeRuneInString(shorter)
			shorter = shorter[n:]
			if other, ok := endings[shorter]; ok {
				if other == s {
					drop = append(drop, ending)
				}
				break
			}
		}
	}
	for _, ending := range drop {
		delete(endings, ending)
	}
}

func vote[T comparable](t table[map[T]int], xpos, s string, v T) {
	if t[xpos][s] == nil {
		t.put(xpos, s, map[T]int{})
	}
	t[xpos][s][v]++
}

func winnerOf(m map[string]int) string {
	s, _ := winner(m, cmp.Compare[string])
	return s
}

// winner returns the most frequent key, the least among equals.
func winner[T comparable](m map[T]int, compare func(a, b T) int) (T, int) {
	var best T
	top := 0
	for v, n := range m {
		if n > top || n == top && compare(v, best) < 0 {
			best, top = v, n
		}
	}
	return best, top
}

func compareScripts(a, b script) int { return cmp.Compare(a.String(), b.String()) }

func (s script) String() string { return fmt.Sprintf("%d\t%s\t%t", s.cut, s.add, s.keep) }

// Lemma returns the lemma of a form with its Penn tag.
func (l *Lemmatiser) Lemma(form, xpos string) string {
	words, endings := l.words[xpos], l.endings[xpos]
	if lemma, ok := words[form]; ok {
		return lemma
	}
	low := strings.ToLower(form)
	if low != form && !strings.HasPrefix(xpos, "NNP") {
		if lemma, ok := words[low]; ok {
			return lemma
		}
	}
	if lemma := l.inflected(low, xpos); lemma != "" {
		return lemma
	}
	for ending := range endingsOf(low) {
		if s, ok := endings[ending]; ok {
			if lemma := s.apply(form); lemma != "" {
				return lemma
			}
		}
	}
	return low
}

// Bytes returns the lemmatiser as sorted lines of text, which ReadLemmas reads.
func (l *Lemmatiser) Bytes() []byte {
	var lines []string
	for xpos, m := range l.words {
		for form, lemma := range m {
			lines = append(lines, "w\t"+form+"\t"+xpos+"\t"+lemma)
		}
	}
	for xpos, m := range l.endings {
		for ending, s := range m {
			lines = append(lines, "e\t"+ending+"\t"+xpos+"\t"+s.String())
		}
	}
	for lemma := range l.bases {
		lines = append(lines, "b\t"+lemma)
	}
	slices.Sort(lines)
	return []byte(strings.Join(lines, "\n"))
}

// ReadLemmas reads what Bytes wrote.
func ReadLemmas(data []byte) (*Lemmatiser, error) {
	l := &Lemmatiser{words: table[string]{}, endings: table[script]{}, bases: map[string]bool{}}
	n := 0
	for line := range strings.SplitSeq(string(data), "\n") {
		n++
		f := strings.Split(line, "\t")
		switch {
		case len(f) == 4 && f[0] == "w":
			l.words.put(f[2], f[1], f[3])
		case len(f) == 6 && f[0] == "e":
			cut, err := strconv.Atoi(f[3])
			if err != nil || cut < 0 {
				return nil, fmt.Errorf("tag: lemmas: line %d: bad cut %q", n, f[3])
			}
			l.endings.put(f[2], f[1], script{cut, f[4], f[5] == "true"})
		case len(f) == 2 && f[0] == "b":
			l.bases[f[1]] = true
		case line != "":
			return nil, fmt.Errorf("tag: lemmas: line %d: %q is neither word, ending nor base", n, line)
		}
	}
	return l, nil
}
