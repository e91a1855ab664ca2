package extract

import "strings"

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
		return active(lemma, text)
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
// repaired" reads "repaired", "had been taken" reads "had taken", "will not be
// sold" reads "will not sell".
func active(lemma, phrase string) string {
	words := strings.Fields(phrase)
	last := len(words) - 1
	for last >= 0 && !hasCopula(words[last]) {
		last--
	}
	if last < 0 || last == len(words)-1 {
		return phrase
	}
	before, rest := strings.Join(words[:last], " "), strings.Join(words[last+1:], " ")
	switch {
	case before == "" && strings.HasSuffix(words[last+1], "ed"):
		return rest
	case before == "" || hasCopula(before): // "is being built"
		return "has " + rest
	case perfect[strings.ToLower(words[0])]:
		return before + " " + rest
	}
	return before + " " + strings.ReplaceAll(lemma, "-", " ")
}

// perfect are the auxiliaries that a participle follows.
var perfect = map[string]bool{"has": true, "have": true, "had": true}

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
