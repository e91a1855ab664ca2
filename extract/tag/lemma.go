package tag

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Lemmatiser finds lemmas by the form and its Penn tag: first in a
// dictionary, then by the inflection that leads to a known lemma, then by the
// longest known ending. Irregular forms are known to every one. Goroutines may
// share it.
type Lemmatiser struct {
	words   table[string]   // lemmas by tag and form, where the rest is wrong
	endings table[script]   // by tag and ending, in small letters
	bases   map[string]bool // lemmas of verbs, nouns and adjectives: "looted" is of "loot", though "voted" is of "vote"
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

func (s script) String() string { return fmt.Sprintf("%d\t%s\t%t", s.cut, s.add, s.keep) }

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
	if xpos == "CD" && grouped(low) {
		return strings.ReplaceAll(low, ",", "")
	}
	base := l.inflected(low, xpos)
	if base == "" {
		base = spelt(low, xpos)
	}
	if base == "" && (xpos == "NNS" || xpos == "NNPS") {
		base = unmarked(low)
	}
	switch {
	case base != "" && xpos == "NNPS":
		return likeName(base, form)
	case base != "":
		return base
	}
	for ending := range endingsOf(low) {
		if s, ok := endings[ending]; ok && s.fits(low, xpos) {
			if lemma := s.apply(form); lemma != "" {
				return lemma
			}
		}
	}
	if strings.HasPrefix(xpos, "NNP") || xpos == "ADD" {
		return form
	}
	return low
}

// fits says whether s makes of a form in small letters what it may be a form
// of. Only words of the dictionary may be others altogether.
func (s script) fits(low, xpos string) bool {
	if s.cut == 0 && s.add == "" || inflections[xpos] == nil && xpos != "CD" {
		return true
	}
	s.keep = true // low has no capitals
	lemma := s.apply(low)
	for base := range basesOf(low, xpos) {
		if base == lemma {
			return true
		}
	}
	return false
}

// unmarked returns what a plural with an apostrophe is the plural of, "" for
// other words: "DVD's". Decades are plurals only: "1990's".
func unmarked(low string) string {
	stem, ok := strings.CutSuffix(low, "'s")
	switch {
	case !ok:
		return ""
	case strings.HasSuffix(stem, "0"):
		return stem + "s"
	}
	return stem
}

// grouped says whether a number has commas before every three digits: "1,250".
func grouped(s string) bool {
	whole, _, _ := strings.Cut(s, ".")
	groups := strings.Split(whole, ",")
	for i, g := range groups {
		if len(g) == 0 || len(g) > 3 || i > 0 && len(g) < 3 || strings.Trim(g, "0123456789") != "" {
			return false
		}
	}
	return len(groups) > 1
}

// likeName gives the lemma of a name the capitals of its form.
func likeName(base, form string) string {
	if form == strings.ToUpper(form) {
		return strings.ToUpper(base)
	}
	_, n := utf8.DecodeRuneInString(form)
	if _, m := utf8.DecodeRuneInString(base); strings.EqualFold(form[:n], base[:m]) {
		return form[:n] + base[m:]
	}
	return base
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
