package tag

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Lemmatiser finds lemmas by the form and its Penn tag: first in a
// dictionary, then by the longest known ending. Goroutines may share one.
type Lemmatiser struct {
	words   map[string]string // "form\ttag" -> lemma, where the endings are wrong
	endings map[string]script // "ending\ttag"
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

// endingsOf yields "ending\ttag" from the longest ending to none at all.
func endingsOf(form, xpos string) []string {
	form = strings.ToLower(form)
	var out []string
	at := len(form)
	cuts := []int{at}
	for i := 0; i < longestEnding && at > 0; i++ {
		_, n := utf8.DecodeLastRuneInString(form[:at])
		at -= n
		cuts = append(cuts, at)
	}
	for i := len(cuts) - 1; i >= 0; i-- {
		out = append(out, form[cuts[i]:]+"\t"+xpos)
	}
	return out
}

// A LemmaExample is one word of a treebank.
type LemmaExample struct{ Form, XPOS, Lemma string }

// LearnLemmas returns the lemmatiser that gives the most frequent lemma of
// every word in examples, by endings if possible.
func LearnLemmas(examples []LemmaExample) *Lemmatiser {
	votes := map[string]map[script]int{}
	lemmas := map[string]map[string]int{}
	seen := map[LemmaExample]bool{}
	for _, e := range examples {
		vote(lemmas, e.Form+"\t"+e.XPOS, e.Lemma)
		if seen[e] {
			continue
		}
		seen[e] = true
		for _, k := range endingsOf(e.Form, e.XPOS) {
			vote(votes, k, scriptOf(e))
		}
	}
	l := &Lemmatiser{words: map[string]string{}, endings: map[string]script{}}
	for k, v := range votes {
		if s, n := winner(v, compareScripts); n > 1 || strings.HasPrefix(k, "\t") {
			l.endings[k] = s
		}
	}
	l.prune()
	for k, v := range lemmas {
		lemma, _ := winner(v, cmp.Compare[string])
		form, xpos, _ := strings.Cut(k, "\t")
		if l.Lemma(form, xpos) != lemma {
			l.words[k] = lemma
		}
	}
	return l
}

// prune drops endings that say the same as the next shorter one.
func (l *Lemmatiser) prune() {
	var drop []string
	for k, s := range l.endings {
		ending, xpos, _ := strings.Cut(k, "\t")
		for ending != "" {
			_, n := utf8.DecodeRuneInString(ending)
			ending = ending[n:]
			if shorter, ok := l.endings[ending+"\t"+xpos]; ok {
				if shorter == s {
					drop = append(drop, k)
				}
				break
			}
		}
	}
	for _, k := range drop {
		delete(l.endings, k)
	}
}

func vote[T comparable](m map[string]map[T]int, k string, v T) {
	if m[k] == nil {
		m[k] = map[T]int{}
	}
	m[k][v]++
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
	if lemma, ok := l.words[form+"\t"+xpos]; ok {
		return lemma
	}
	low := strings.ToLower(form)
	if low != form && !strings.HasPrefix(xpos, "NNP") {
		if lemma, ok := l.words[low+"\t"+xpos]; ok {
			return lemma
		}
	}
	for _, k := range endingsOf(form, xpos) {
		if s, ok := l.endings[k]; ok {
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
	for k, v := range l.words {
		lines = append(lines, "w\t"+k+"\t"+v)
	}
	for k, s := range l.endings {
		lines = append(lines, "e\t"+k+"\t"+s.String())
	}
	slices.Sort(lines)
	return []byte(strings.Join(lines, "\n"))
}

// ReadLemmas reads what Bytes wrote.
func ReadLemmas(data []byte) (*Lemmatiser, error) {
	l := &Lemmatiser{words: map[string]string{}, endings: map[string]script{}}
	n := 0
	for line := range strings.SplitSeq(string(data), "\n") {
		n++
		f := strings.Split(line, "\t")
		switch {
		case len(f) == 4 && f[0] == "w":
			l.words[f[1]+"\t"+f[2]] = f[3]
		case len(f) == 6 && f[0] == "e":
			cut, err := strconv.Atoi(f[3])
			if err != nil || cut < 0 {
				return nil, fmt.Errorf("tag: lemmas: line %d: bad cut %q", n, f[3])
			}
			l.endings[f[1]+"\t"+f[2]] = script{cut, f[4], f[5] == "true"}
		case line != "":
			return nil, fmt.Errorf("tag: lemmas: line %d: %q is neither word nor ending", n, line)
		}
	}
	return l, nil
}
