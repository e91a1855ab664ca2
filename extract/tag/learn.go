package tag

import (
	"cmp"
	"iter"
	"strings"
	"unicode/utf8"
)

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
// every word in examples, by endings if possible. What is known of irregular
// forms counts as much as some examples.
func LearnLemmas(examples []LemmaExample) *Lemmatiser {
	votes, lemmas := table[map[script]int]{}, table[map[string]int]{}
	l := &Lemmatiser{words: table[string]{}, endings: table[script]{}, bases: map[string]bool{}}
	seen := map[LemmaExample]bool{}
	learn := func(e LemmaExample) {
		if seen[e] || !regular(e) {
			return
		}
		seen[e] = true
		for ending := range endingsOf(strings.ToLower(e.Form)) {
			vote(votes, e.XPOS, ending, scriptOf(e))
		}
	}
	for _, e := range examples {
		key := e.Form
		if !strings.HasPrefix(e.XPOS, "NNP") {
			key = strings.ToLower(key)
		}
		vote(lemmas, e.XPOS, key, e.Lemma)
		learn(e)
		if !base(e) {
			continue
		}
		l.bases[e.Lemma] = true
		for f := range regularForms(e.Lemma, e.XPOS[:2]) {
			learn(LemmaExample{f.text, f.xpos, e.Lemma})
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
	l.words = l.exceptions(lemmas)
	return l
}

// exceptions returns the lemmas of words for which the rest of l finds another
// than the most frequent one.
func (l *Lemmatiser) exceptions(lemmas table[map[string]int]) table[string] {
	out := table[string]{}
	for xpos, byForm := range lemmas {
		for form, v := range byForm {
			if lemma := irregular.lemma(strings.ToLower(form), xpos); lemma != "" {
				if xpos == "NNPS" {
					lemma = likeName(lemma, form)
				}
				v[lemma] += weight
			}
		}
		for form, v := range byForm {
			lemma := winnerOf(v)
			if xpos == "NNP" && form == lemma+"s" {
				continue // "Reynolds" is no plural, though some call it one
			}
			if l.Lemma(form, xpos) != lemma {
				out.put(xpos, form, lemma)
			}
		}
	}
	return out
}

// weight is how many examples a fact of irregular.txt counts for.
const weight = 5

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

// regular says whether e teaches how words end. Typing errors, short forms and
// what is irregular are learnt word by word.
func regular(e LemmaExample) bool {
	low := strings.ToLower(e.Form)
	if irregular.lemma(low, e.XPOS) != "" {
		return false
	}
	if strings.EqualFold(e.Lemma, e.Form) {
		return inflections[e.XPOS] == nil || strings.HasPrefix(e.XPOS, "NN") // "physics"
	}
	for base := range basesOf(low, e.XPOS) {
		if strings.EqualFold(base, e.Lemma) {
			return true
		}
	}
	return false
}
