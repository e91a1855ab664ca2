package view

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	mostObject = 24 // characters of an object that is told in a label
	mostName   = 32 // of one that is a name, which loses its sense with its end
)

// unsaid stands for an object that has no short form.
const unsaid = "…"

// shortened tells what an object is about in few words: "wooden ferry" for "the
// old wooden ferry of the harbour board". A clause has no such words.
func shortened(object string) string {
	if utf8.RuneCountInString(object) <= mostObject {
		return object
	}
	list := strings.Fields(object)
	if clause(list) {
		return unsaid
	}
	list = phrase(list)
	if r, _ := utf8.DecodeRuneInString(list[0]); unicode.IsUpper(r) {
		return opening(list)
	}
	for len(list) > 1 && width(list) > mostObject {
		list = list[1:]
	}
	if width(list) > mostObject {
		return unsaid
	}
	return strings.Join(list, " ")
}

// opening keeps the first words of a long name.
func opening(list []string) string {
	n := len(list)
	for n > 1 && width(list[:n]) > mostName {
		n--
	}
	if n < len(list) {
		return strings.Join(list[:n], " ") + " " + unsaid
	}
	return strings.Join(list, " ")
}

func width(list []string) int { return utf8.RuneCountInString(strings.Join(list, " ")) }

// phrase returns the words before those that only narrow it down: "offer" of
// "offer for the ferry", "sale" of "sale, the second in a year".
func phrase(list []string) []string {
	for i, w := range list {
		if i > 0 && slices.Contains(narrowing, strings.ToLower(w)) {
			return list[:i]
		}
		if bare := strings.TrimRight(w, ",;:"); bare != w {
			return append(slices.Clone(list[:i]), bare)
		}
	}
	return list
}

var narrowing = []string{
	"of", "to", "for", "in", "on", "at", "by", "with", "from", "into", "over", "under", "about", "against", "after", "before",
	"between", "among", "during", "through", "across", "around", "near", "towards", "toward", "until", "without", "within", "as", "than",
}

// clause says whether words tell what happens rather than name a thing.
func clause(list []string) bool {
	return slices.ContainsFunc(list, func(w string) bool {
		w = strings.ToLower(strings.Trim(w, `"'“”‘’.,;:()[]`))
		return slices.Contains(finite, w) || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t")
	})
}

var finite = []string{
	"am", "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "does", "did",
	"will", "would", "can", "could", "shall", "should", "may", "might", "must",
	"i", "you", "he", "she", "it", "we", "they", "that", "which", "who", "when", "if", "because",
}

// inside tells an object that names the far end: "sale of" for "sale of Halden
// Lines", and "ferries of" for "Halden Lines' ferries", so that the arrow's head
// ends the phrase.
func inside(object, name string) string {
	before, after, found := strings.Cut(object, name)
	before, after = strings.TrimSpace(before), strings.TrimSpace(after)
	switch list := strings.Fields(before + " " + after); {
	case !found:
		return shortened(object)
	case after == "":
		return withoutArticle(before)
	case clause(list):
		return unsaid + " about"
	case width(list) > mostObject:
		return strings.TrimSpace(shortened(before+" "+after) + " of")
	}
	if title := strings.Fields(before); len(title) > 1 {
		// "return of Mayor Marsh's papers"
		if r, _ := utf8.DecodeRuneInString(title[len(title)-1]); unicode.IsUpper(r) {
			before = strings.Join(title[:len(title)-1], " ")
		}
	}
	return strings.TrimSpace(before + " " + after + " of")
}

// withoutArticle takes off the article of the name that was cut away: "six of
// the".
func withoutArticle(text string) string {
	list := strings.Fields(text)
	if n := len(list); n > 0 && slices.Contains([]string{"the", "a", "an"}, strings.ToLower(list[n-1])) {
		list = list[:n-1]
	}
	return strings.Join(list, " ")
}

// spelled writes out a verb that stood as a mere ending: "’m" of "I'm", which
// means nothing beside a name in the third person.
func spelled(text string) string {
	first, rest, _ := strings.Cut(text, " ")
	if verb, ok := endings[strings.ReplaceAll(strings.ToLower(first), "’", "'")]; ok {
		return strings.TrimSpace(verb + " " + rest)
	}
	return text
}

var endings = map[string]string{"'m": "is", "'re": "are", "'s": "is", "'ve": "has", "'ll": "will", "'d": "would"}
