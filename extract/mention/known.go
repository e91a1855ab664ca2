package mention

import (
	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/gazetteer"
)

// classes marks the words of every sentence of d.
func classes(d *extract.Document) []gazetteer.Class {
	out := make([]gazetteer.Class, 0, len(d.Tokens))
	words := make([]string, 0, 64)
	for _, s := range d.Sentences {
		words = words[:0]
		for i := len(out); i < s.End; i++ {
			w := d.Word(i)
			if w == "al" && i+1 < s.End && d.Word(i+1) == "-" {
				w = "Al" // begins a name
			}
			words = append(words, w)
		}
		out = gazetteer.MarkInto(out, words)
	}
	for len(out) < len(d.Tokens) {
		out = append(out, 0)
	}
	return out
}

// known returns the kind of the name nm that the lists of names tell, and false
// where they tell none or several.
func (r *reader) known(nm name) (extract.Kind, bool) {
	person, place, body := r.knownPerson(nm), r.whole(nm, gazetteer.Place), r.whole(nm, gazetteer.Company|gazetteer.Body)
	if c := r.class[nm.first]; nm.tag == "PER" && !person && c&gazetteer.Company != 0 && c&(gazetteer.Person|gazetteer.Common|gazetteer.Inside) == 0 {
		body, place = true, false
	}
	switch {
	case body && !person:
		return extract.Organisation, true
	case person && !place && !body:
		return extract.Person, true
	case place && !person && !body:
		return extract.Place, true
	}
	return extract.Other, false
}

// whole says whether nm is one name of the lists, of one of the classes c.
func (r *reader) whole(nm name, c gazetteer.Class) bool {
	if r.class[nm.first]&c == 0 || r.class[nm.first]&gazetteer.Inside != 0 || nm.end-nm.first == 1 && r.class[nm.first]&gazetteer.Common != 0 {
		return false
	}
	for i := nm.first + 1; i < nm.end; i++ {
		if r.class[i]&gazetteer.Inside == 0 || r.class[i]&c == 0 {
			return false
		}
	}
	return nm.end == len(r.class) || r.class[nm.end]&gazetteer.Inside == 0
}

// knownPerson says whether nm is a given name, or begins with one and goes on as
// names of persons do.
func (r *reader) knownPerson(nm name) bool {
	c := r.class[nm.first]
	if c&gazetteer.FirstName == 0 || nm.end-nm.first > 4 {
		return false
	}
	if nm.end-nm.first == 1 {
		article := nm.first > 0 && r.d.Tokens[nm.first-1].UPOS == "DET" && nm.tag != "PER" // "the Pearl"
		return c&(gazetteer.Common|gazetteer.Company) == 0 && !article && r.word(nm.end) != "of"
	}
	for i := nm.first + 1; i < nm.end; i++ {
		if r.class[i]&(gazetteer.Inside) != 0 {
			return false
		}
	}
	last := r.class[nm.end-1]
	return last&gazetteer.Surname != 0 || last&(gazetteer.Common|gazetteer.Place|gazetteer.Demonym) == 0 && c&(gazetteer.Common|gazetteer.Place) == 0
}
