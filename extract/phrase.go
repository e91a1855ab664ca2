package extract

import (
	"cmp"
	"strings"
)

// Phrase returns a predicate, given its lemma and text, as it reads between the
// subject and the object of a fact that rule found. That is the text, unless a
// noun stands for it: "Mayor" in "Mayor Ann Reyes" reads "is", "director" in
// "harbour director Bo Lind" reads "is director of". A passive is turned round:
// its agent is the subject.
func Phrase(lemma, text, rule string) string {
	if lemma == "be" && !hasCopula(text) {
		return "is"
	}
	rest, ok := strings.CutPrefix(lemma, "be-")
	if !ok && strings.Contains(rule, "passive") {
		return active(text)
	}
	if !ok || hasCopula(text) {
		return text
	}
	rest = strings.ReplaceAll(rest, "-", " ")
	if strings.EqualFold(rest, text) { // a participle: "the ferry known as the Gannet"
		return text
	}
	return "is " + rest
}

// active turns a passive round, whose agent is the subject of the fact: "was
// repaired" reads "repaired", "had been taken" reads "has taken".
func active(phrase string) string {
	words := strings.Fields(phrase)
	for i := len(words) - 1; i >= 0; i-- {
		if !hasCopula(words[i]) {
			continue
		}
		rest := strings.Join(words[i+1:], " ")
		if rest == "" || i+1 < len(words) && strings.HasSuffix(words[i+1], "ed") {
			return cmp.Or(rest, phrase)
		}
		return "has " + rest
	}
	return phrase
}

// hasCopula says whether a word of the phrase is a form of "be".
func hasCopula(phrase string) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(phrase), func(r rune) bool { return r == ' ' || r == '’' || r == '\'' }) {
		switch w {
		case "be", "am", "is", "are", "was", "were", "been", "being", "m", "s", "re":
			return true
		}
	}
	return false
}
