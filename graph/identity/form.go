package identity

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// A form is a name as it is compared.
type form struct {
	all    []string // its words
	words  []string // the same without articles, titles and particles; a country by its usual name
	looks  string   // what it looks like: see skeleton
	odd    bool     // see Oddities
	suffix string   // "jr", "ii"; "" for none
	land   string   // country that an organisation is said to be of, which is not in words; "" for none
	short  bool     // written as an abbreviation: "UD", "U.D."
	says   bool     // describes a person rather than names one: "Ann Marsh's son"
}

// formOf reads a name of a kind.
func formOf(name string, kind extract.Kind) form {
	read := bodyForm
	if kind == extract.Person {
		read = personForm
	}
	f := read(name)
	f.all, f.odd = Words(name), Oddities(name) != ""
	f.looks = skeleton(name)
	return f
}

// lone says whether the form is a surname or a first name by itself.
func (f *form) lone() bool { return len(f.words) == 1 && f.suffix == "" && !f.says }

// full says whether the form is the name of a person with more than one word.
func (f *form) full() bool { return len(f.words) > 1 && !f.says }

// vague says whether a name is too short to tell anything: "A."
func (f *form) vague() bool { return utf8.RuneCountInString(f.key()) < 2 }

func (f *form) first() string { return f.words[0] }
func (f *form) last() string  { return f.words[len(f.words)-1] }
func (f *form) key() string   { return strings.Join(f.words, " ") }

// particle holds for words of a person's name that some papers leave out.
func particle(word string) bool {
	switch word {
	case "al", "el", "ul", "ad", "as", "ar", "bin", "ibn", "ben", "de", "del", "da", "di", "du", "la", "le",
		"van", "von", "der", "den", "ter", "dos", "the", "y":
		return true
	}
	return false
}

func suffix(word string) bool {
	switch word {
	case "jr", "sr", "junior", "senior", "ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii", "xiv", "xv", "xvi":
		return true
	}
	return false
}

// title holds for what stands before a name and is no office.
func title(word string) bool {
	switch word {
	case "mme", "mlle", "herr", "frau", "señor", "señora", "signor", "comrade", "cde", "sheikh", "hon":
		return true
	}
	return lexicon.Title(word) || lexicon.Title(word+".")
}

// describes says whether a person's name is a description with a name in it:
// "Ann Marsh's son", "mayor of Brightwater", "Brightwater Mayor".
func describes(name string) bool {
	list := strings.Fields(name)
	for i, w := range list {
		low := strings.ToLower(w)
		switch {
		case strings.HasSuffix(low, "'s") && i < len(list)-1, strings.HasSuffix(low, "’s") && i < len(list)-1, strings.HasSuffix(low, "s'"):
			return true
		case w == low && !particle(low) && unicode.IsLetter([]rune(w)[0]):
			return true
		}
	}
	return len(list) > 1 && lexicon.Role(strings.ToLower(list[len(list)-1]))
}

// personForm reads the name of a person.
func personForm(name string) form {
	f := form{short: abbreviation(name), says: describes(name)}
	list := Words(name)
	for i, w := range list {
		switch {
		case i > 0 && suffix(w):
			f.suffix = w
		case particle(w), i == 0 && len(list) > 1 && title(w):
		default:
			f.words = append(f.words, w)
		}
	}
	if len(f.words) == 0 {
		f.words = list
	}
	return f
}

// bodyForm reads the name of anything but a person: what its country is called
// and where in the name it stands makes no difference: "US Senate", "Senate of
// the United States".
func bodyForm(name string) form {
	f := form{short: abbreviation(name)}
	if usual := lexicon.Body(name); usual != "" {
		name = usual
	}
	if country := countryOf(name); country != "" {
		f.words = Words(country)
		return f
	}
	rest, land := cutCountry(name)
	f.land = land
	for _, w := range Words(rest) {
		if w != "the" && w != "of" && w != "and" && w != "for" {
			f.words = append(f.words, w)
		}
	}
	if len(f.words) == 0 {
		f.words, f.land = Words(name), ""
	}
	return f
}

// countryOf is lexicon.Country for a name with or without its article.
func countryOf(name string) string {
	name = strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The ")
	return lexicon.Country(name)
}

// cutCountry takes the name of a country, or the adjective of one, from the
// beginning or the end of a name.
func cutCountry(name string) (rest, country string) {
	list := strings.Fields(strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The "))
	for n := min(4, len(list)-1); n > 0; n-- {
		head := strings.Join(list[:n], " ")
		c := lexicon.Country(strings.TrimSuffix(strings.TrimSuffix(head, "'s"), "’s"))
		if c == "" && n == 1 {
			c = lexicon.Nation(head)
		}
		if c != "" {
			return strings.Join(list[n:], " "), c
		}
		at := len(list) - n
		c = countryOf(strings.Join(list[at:], " "))
		if c == "" || list[at-1] != "of" && list[at-1] != "the" && list[at-1] != "in" {
			continue
		}
		for at > 1 && slices.Contains([]string{"of", "the", "in"}, list[at-1]) {
			at--
		}
		return strings.Join(list[:at], " "), c
	}
	return strings.Join(list, " "), ""
}

// abbreviation says whether a name is written as one: "UD", "U.D.", "PG&E".
func abbreviation(name string) bool {
	letters := 0
	for _, r := range name {
		switch {
		case unicode.IsUpper(r):
			letters++
		case r != '.' && r != '&':
			return false
		}
	}
	return letters >= 2
}

// initials returns the first letters of the words of a name that begin with a
// capital, in lower case: "ud" for "United Dockers".
func initials(name string) string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		if r := []rune(w)[0]; unicode.IsUpper(r) {
			b.WriteString(fold(string(r)))
		}
	}
	return b.String()
}

// fullness says how much of the name of an actor of some kind an occurrence
// gives: a person's full name goes before the surname alone, however often that
// is used and whatever it was taken for, and one of another kind gives little.
func fullness(o *Occurrence, kind extract.Kind) int {
	switch {
	case kind == extract.Person && len(Words(o.Name)) > 1 && !describes(o.Name):
		return 2
	case o.Kind != kind:
		return 0
	}
	return 1
}
