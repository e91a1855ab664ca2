// Package gazetteer tells which words are known to name countries, cities,
// regions, peoples, languages, bodies and persons, from the lists of libraries. It
// judges no context: "Paris" is a city and a first name, and the reader of the
// sentence decides.
package gazetteer

import (
	"unicode"
	"unicode/utf8"
)

// A Class is a set of what a word is known to name.
type Class uint16

// What words are known to name. All words of a name of several words have the
// bit of what it names; those after the first are Inside too. A word that is
// Common is written in small letters more often than not, or means something
// else as well ("May", "Reading"): its other bits say little where it begins a
// sentence or stands alone.
const (
	Country   Class = 1 << iota // a country or large region: "Denmark", "Saudi Arabia"
	City                        // a city or town: "Aarhus"
	Region                      // a state, province or governorate: "Jutland"
	Demonym                     // an adjective of nationality or a people: "Danish", "Danes"
	FirstName                   // a given name: "Ann", "Khalid"
	Surname                     // a family name: "Brook", "Hussein"
	Language                    // a language: "Danish", "Urdu"
	Company                     // a company, news medium, party or armed group
	Body                        // a body of states: "European Union"
	Particle                    // a part of persons' names between others: "al", "bin", "van"
	Inside                      // a word after the first of a name of several words
	Common                      // also an ordinary word
)

// Classes is the number of bits that a Class uses.
const Classes = 12

// Place holds the classes of places.
const Place = Country | City | Region

// Person holds the classes of the names of persons.
const Person = FirstName | Surname

// Mark returns the classes of each of the words of a sentence. Of names that
// overlap the longest counts. A name is looked for only where its first and last
// words have a capital, in a sentence in capitals as in any other.
func Mark(words []string) []Class { return MarkInto(nil, words) }

// MarkInto is Mark that appends to dst.
func MarkInto(dst []Class, words []string) []Class { return whole().mark(dst, words) }

// Fixed is MarkInto by the lists that the network was trained with. They are
// fewer, and change only when it is trained again.
func Fixed(dst []Class, words []string) []Class { return fixed().mark(dst, words) }

func (t *table) mark(dst []Class, words []string) []Class {
	at := len(dst)
	for range words {
		dst = append(dst, 0)
	}
	out := dst[at:]
	end := 0 // of the name of several words that was found last
	for i, w := range words {
		id := t.word(w)
		if id < 0 {
			continue
		}
		if !capital(w) {
			out[i] |= t.class[id] & Particle
			continue
		}
		own := t.of(id, w)
		if i >= end {
			if n, c := t.longest(words[i:], id); n > 0 {
				end = i + n
				for k := i; k < end; k++ {
					out[k] = c
					if k > i {
						out[k] |= Inside
					}
				}
			}
		}
		if out[i]&^Inside == 0 {
			out[i] |= own
		} else {
			out[i] |= own & Person // "San" is no city in "San Jose", "Jose" a first name
		}
	}
	return dst
}

// longest returns the number of words and the class of the longest name of
// several words that begins words, or 0. The first has the number id.
func (t *table) longest(words []string, id int32) (n int, c Class) {
	node := id
	for k := 1; k < len(words) && k < deepest; k++ {
		w := t.word(words[k])
		if w < 0 {
			break
		}
		next, ok := t.next[edge(node, w)]
		if !ok {
			break
		}
		if node = next; t.class[node] != 0 && capital(words[k]) {
			n, c = k+1, t.class[node]
		}
	}
	return n, c
}

// capital says whether w begins with a capital letter, after an apostrophe or
// before one.
func capital(w string) bool {
	for len(w) > 0 {
		r, n := utf8.DecodeRuneInString(w)
		if unicode.IsLetter(r) {
			return unicode.IsUpper(r)
		}
		w = w[n:]
	}
	return false
}
