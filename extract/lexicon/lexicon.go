// Package lexicon holds what a reader of English news knows about words before
// reading: what kind of thing a common noun names, which country an adjective
// of nationality belongs to, which verbs report speech. It holds no names
// other than those of countries and regions.
package lexicon

import (
	_ "embed"
	"iter"
	"maps"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/dramatis-kg/dramatis/extract"
)

//go:embed nouns.txt
var nouns string

//go:embed demonyms.txt
var demonyms string

//go:embed aliases.txt
var aliases string

//go:embed bodies.txt
var bodies string

// classes gives the lists of nouns.txt each word stands in.
var classes = sync.OnceValue(func() map[string][]string {
	m := make(map[string][]string, 2048)
	for line := range strings.Lines(nouns) {
		class, words, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || class[0] == '#' {
			continue
		}
		for w := range strings.FieldsSeq(words) {
			m[w] = append(m[w], class)
		}
	}
	return m
})

// is says whether word, in lower case, stands in the list called class.
func is(class, word string) bool {
	for _, c := range classes()[word] {
		if c == class {
			return true
		}
	}
	return false
}

// Kind returns the kind of thing that a common noun names by its lemma, in
// lower case, and false where it is not known. The kind of "minister" is
// Person, that of its plural is the caller's to judge.
func Kind(lemma string) (extract.Kind, bool) {
	for _, c := range classes()[lemma] {
		switch k := extract.Kind(c); k {
		case extract.Person, extract.Organisation, extract.Place, extract.Facility, extract.Group,
			extract.EventKind, extract.Work, extract.Weapon, extract.Date, extract.Quantity:
			return k, true
		}
	}
	return extract.Other, false
}

// Role says whether lemma, in lower case, names a person by office, work or
// relation: "minister".
func Role(lemma string) bool { return is("person", lemma) }

// Roles says whether word, in lower case, is a role in the plural: "ministers".
func Roles(word string) bool {
	one, ok := strings.CutSuffix(word, "s")
	return ok && Role(one) && !Role(word)
}

// Title says whether word, in lower case, is put before a name and is no
// office: "mr.".
func Title(word string) bool { return is("title", word) }

// Measure says whether lemma passes on the kind of what follows "of":
// "a number of boats".
func Measure(lemma string) bool { return is("measure", lemma) }

// Reports says whether a verb introduces what its subject says.
func Reports(lemma string) bool { return is("report", lemma) }

// Gender returns "f" or "m" for a word, in lower case, that tells it, else "".
func Gender(word string) string {
	switch {
	case is("female", word):
		return "f"
	case is("male", word):
		return "m"
	}
	return ""
}

// nations gives the country of each adjective of nationality, in lower case.
var nations = sync.OnceValue(func() map[string]string {
	m := make(map[string]string, 256)
	for line := range strings.Lines(demonyms) {
		if word, country, ok := strings.Cut(strings.TrimSpace(line), " "); ok && word != "#" {
			m[strings.ToLower(word)] = country
		}
	}
	return m
})

// Nation returns the country of an adjective of nationality or of the name of
// a people, singular or plural, in any case: "Danish" and "Danes" give
// "Denmark". It returns "" for other words.
func Nation(word string) string {
	word = strings.ToLower(word)
	if c, ok := nations()[word]; ok {
		return c
	}
	return nations()[strings.TrimSuffix(word, "s")]
}

// Ambiguous says whether a noun that Kind knows often is something else where it
// is no part of a name: "shell", "carrier", "body".
func Ambiguous(lemma string) bool { return is("ambiguous", lemma) }

// unions are regions of the list that are organisations of countries.
var unions = map[string]bool{"UN": true, "EU": true, "EZ": true}

// countries gives the usual name of each name of a country or region.
var countries = sync.OnceValue(func() map[string]string {
	m := make(map[string]string, 512)
	names := display.English.Regions()
	for _, r := range language.Supported.Regions() {
		n := names.Name(r)
		if r.IsCountry() && n != "" && !unions[r.String()] {
			n, _, _ = strings.Cut(n, " (")
			m[n] = strings.ReplaceAll(n, " & ", " and ")
			m[m[n]] = m[n]
		}
	}
	pairs(aliases, m)
	return m
})

// pairs adds the lines "name = usual name" of text to m.
func pairs(text string, m map[string]string) {
	for line := range strings.Lines(text) {
		if a, c, ok := strings.Cut(strings.TrimSpace(line), " = "); ok {
			m[a] = c
		}
	}
}

// intergovernmental gives the usual name of each name of a body of states.
var intergovernmental = sync.OnceValue(func() map[string]string {
	m := make(map[string]string, 32)
	pairs(bodies, m)
	return m
})

// Body returns the usual name of a body of states given by any of its names:
// "U.N." gives "United Nations". It returns "" for other names.
func Body(name string) string { return intergovernmental()[name] }

// Country returns the usual name of a country or large region given by any of
// its names: "U.S." gives "United States". It returns "" for other names.
func Country(name string) string {
	if c, ok := countries()[name]; ok {
		return c
	}
	return countries()[strings.ReplaceAll(name, "-", " ")] // "United-States-based"
}

// Countries lists the names of countries and large regions that Country knows,
// in no order.
func Countries() iter.Seq[string] { return maps.Keys(countries()) }

// Bodies lists the names of bodies of states that Body knows, in no order.
func Bodies() iter.Seq[string] { return maps.Keys(intergovernmental()) }

// Nations lists the words that Nation knows, in lower case and singular, in no
// order.
func Nations() iter.Seq[string] { return maps.Keys(nations()) }

// Common says whether word, in lower case, is a common noun of the lists.
func Common(word string) bool { return len(classes()[word]) > 0 }
