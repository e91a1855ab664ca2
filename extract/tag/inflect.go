package tag

import (
	"iter"
	"strings"
)

// An inflection is a regular ending and what the base has in its place.
type inflection struct{ ending, base string }

// inflections are tried in order: "ruled" is of "rule" before it is of "rul".
var inflections = map[string][]inflection{
	"VBD":  {{"ed", "e"}, {"ed", ""}, {"ied", "y"}},
	"VBN":  {{"ed", "e"}, {"ed", ""}, {"ied", "y"}},
	"VBG":  {{"ing", "e"}, {"ing", ""}},
	"VBZ":  {{"s", ""}, {"es", ""}, {"ies", "y"}},
	"NNS":  {{"s", ""}, {"es", ""}, {"ies", "y"}},
	"NNPS": {{"s", ""}, {"es", ""}, {"ies", "y"}},
	"JJR":  {{"er", "e"}, {"er", ""}, {"ier", "y"}},
	"JJS":  {{"est", "e"}, {"est", ""}, {"iest", "y"}},
	"RBR":  {{"er", "e"}, {"er", ""}, {"ier", "y"}},
	"RBS":  {{"est", "e"}, {"est", ""}, {"iest", "y"}},
}

// basesOf yields what a form, in small letters, may be an inflected form of.
func basesOf(low, xpos string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, f := range inflections[xpos] {
			stem, ok := strings.CutSuffix(low, f.ending)
			if !ok || len(stem) < 2 || !f.joins(stem) {
				continue
			}
			if !yield(stem + f.base) {
				return
			}
			n := len(stem)
			if n > 2 && f.base == "" && f.ending[0] != 's' && stem[n-1] == stem[n-2] && !yield(stem[:n-1]) { // "planned"
				return
			}
		}
	}
}

// joins says whether the base of a form may be stem with f.base behind it.
func (f inflection) joins(stem string) bool {
	e := stem[len(stem)-1] == 'e'
	switch {
	case f.ending == "es" && f.base == "":
		return hisses(stem)
	case f.ending == "ing" && f.base == "e":
		return !e // "canoeing"
	case f.ending == "ed" && f.base == "":
		return !e && !doubles(stem) // "freed"; "scraped" is not of "scrap"
	case f.ending == "ing" || f.ending == "er" || f.ending == "est":
		return f.base != "" || !doubles(stem)
	}
	return true
}

// inflected returns the lemma that low is an irregular form of, or a regular
// one if the lemma is known; otherwise "".
func (l *Lemmatiser) inflected(low, xpos string) string {
	if base := irregular.lemma(low, xpos); base != "" {
		return base
	}
	for base := range basesOf(low, xpos) {
		if l.known(base) {
			return base
		}
	}
	if i := strings.LastIndexByte(low, '-') + 1; i > 1 { // "co-operated", "by-laws"
		if base := l.inflected(low[i:], xpos); base != "" {
			return low[:i] + base
		}
		return ""
	}
	for base := range basesOf(low, xpos) {
		for _, p := range verbPrefixes { // "rescheduled"
			if rest, ok := strings.CutPrefix(base, p); ok && xpos[0] == 'V' && l.known(rest) {
				return base
			}
		}
	}
	return ""
}

// spelt returns the base of an inflected form where the spelling decides
// whether the base ends in a silent "e": "wip" would have doubled its "p". It
// returns "" where the sound decides: "visited", "invited".
func spelt(low, xpos string) string {
	stem := low
	for _, f := range inflections[xpos] {
		if f.base == "e" {
			stem = strings.TrimSuffix(low, f.ending)
		}
	}
	n := len(stem)
	if stem == low || n < 3 {
		return ""
	}
	a, b, c := stem[n-3], stem[n-2], stem[n-1]
	switch {
	case strings.IndexByte("vuc", c) >= 0, c == 'g' && b == 'd', c == 'l' && strings.IndexByte("bcdfgkpstz", b) >= 0:
		return stem + "e"
	case strings.IndexByte("bdfgklmnprt", c) < 0 || !vowel(b):
		return ""
	case !vowel(a) || a == 'u' && n > 3 && stem[n-4] == 'q':
		if syllables(stem) == 1 {
			return stem + "e"
		}
	case longVowels[stem[n-3:n-1]] && stem[n-3:] != "eat": // "treated", "created"
		return stem
	}
	return ""
}

// longVowels need no "e" behind them: "reaped", "groomed".
var longVowels = map[string]bool{"ai": true, "au": true, "ea": true, "ee": true, "oa": true, "oi": true, "oo": true, "ou": true}

// hisses says whether a word takes "es" or may do so, as after "o".
func hisses(s string) bool {
	for _, end := range []string{"s", "x", "z", "ch", "sh", "o"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

func (l *Lemmatiser) known(base string) bool { return l.bases[base] || irregular.bases[base] }

// form is an inflected form with its Penn tag.
type form struct{ text, xpos string }

// regularForms yields the forms of a base whose spelling is beyond doubt, for a
// verb, noun or adjective as xpos says. "visit" and "refer" differ by stress,
// so that only short words double their last letter.
func regularForms(base, xpos string) iter.Seq[form] {
	return func(yield func(form) bool) {
		last := base[len(base)-1]
		stem, y := base, base // before "ed", before "es"
		switch {
		case last == 'e':
			stem = base[:len(base)-1]
			y = stem
		case last == 'y' && !vowel(base[len(base)-2]):
			y = base[:len(base)-1] + "i"
		case doubles(base):
			stem = base + string(last)
			y = stem
		}
		s := base + "s"
		if y != base && last == 'y' {
			s = y + "es"
		} else if hisses(base) && last != 'o' {
			s = base + "es"
		}
		var forms []form
		switch xpos {
		case "VB":
			forms = []form{{s, "VBZ"}, {stem + "ing", "VBG"}}
			if !irregular.bases[base] {
				forms = append(forms, form{y + "ed", "VBD"}, form{y + "ed", "VBN"})
			}
		case "NN":
			forms = []form{{s, "NNS"}, {s, "NNPS"}}
		case "JJ":
			forms = []form{{y + "er", "JJR"}, {y + "est", "JJS"}, {y + "er", "RBR"}, {y + "est", "RBS"}}
		}
		for _, f := range forms {
			if !yield(f) {
				return
			}
		}
	}
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// doubles says whether a word of one syllable doubles its last letter: "plan".
func doubles(base string) bool {
	n := len(base)
	if n < 3 || syllables(base) != 1 || vowel(base[n-1]) || strings.IndexByte("wxy", base[n-1]) >= 0 {
		return false
	}
	return vowel(base[n-2]) && (!vowel(base[n-3]) || strings.HasPrefix(base[n-3:], "u") && n > 3 && base[n-4] == 'q') // "quit"
}

// syllables counts the groups of vowels.
func syllables(s string) int {
	count, inside := 0, false
	for i := range len(s) {
		v := vowel(s[i]) && !(s[i] == 'u' && i > 0 && s[i-1] == 'q') || s[i] == 'y' && i > 0
		if v && !inside {
			count++
		}
		inside = v
	}
	return count
}
