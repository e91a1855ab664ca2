package graph

import "strings"

// Phrase returns the predicate as it reads between subject and object. That is
// the phrase as written, unless a noun stands for it: "Mayor" in "Mayor Ann
// Reyes" reads "is", "director" in "harbour director Bo Lind" reads "is
// director of".
func (f *Fact) Phrase() string {
	if f.Predicate == "be" && !hasCopula(f.PredicateText) {
		return "is"
	}
	rest, ok := strings.CutPrefix(f.Predicate, "be-")
	if !ok || hasCopula(f.PredicateText) {
		return f.PredicateText
	}
	rest = strings.ReplaceAll(rest, "-", " ")
	if strings.EqualFold(rest, f.PredicateText) { // a participle: "the ferry known as the Gannet"
		return f.PredicateText
	}
	return "is " + rest
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
