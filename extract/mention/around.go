package mention

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/gazetteer"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// around returns the kind that the words right before and after the name nm
// show, and false where they show none.
func (r *reader) around(nm name) (extract.Kind, bool) {
	switch {
	case r.incorporated(nm):
		return extract.Organisation, true
	case r.aged(nm) || r.word(nm.end) == "who" || r.word(nm.end) == "," && r.word(nm.end+1) == "who":
		return extract.Person, !r.plural(nm.end-1) && !r.whole(nm, gazetteer.Place|gazetteer.Company|gazetteer.Body)
	case r.speaks(nm):
		return extract.Person, true
	case r.inhabited(nm) || r.located(nm):
		return extract.Place, true
	}
	return extract.Other, false
}

// christened returns the kind of a ship, vehicle or work that a common noun or
// the sign of a navy right before the name nm tells: "the ferry Gannet", "HMS
// Gannet", "the film Low Tide".
func (r *reader) christened(nm name) (extract.Kind, bool) {
	if nm.end-nm.first > 1 && navies[r.d.Word(nm.first)] || nm.first > r.start && navies[r.d.Word(nm.first-1)] {
		return extract.Weapon, true
	}
	i := nm.first - 1
	if i > r.start && r.d.Tokens[i].UPOS == "PUNCT" && !r.hyphen(i) && r.word(i) != "," {
		i-- // "the film 'Low Tide'"
	}
	if i <= r.start || r.d.Tokens[i].UPOS != "NOUN" || r.plural(i) || capital(r.d.Word(i)) {
		return extract.Other, false
	}
	kind, ok := lexicon.Kind(r.word(i))
	if !ok || kind != extract.Work && kind != extract.Weapon || kind == extract.Work && nm.tag == "PER" {
		return extract.Other, false
	}
	b := &r.d.Tokens[i-1]
	h, rel := r.head(i), r.d.Tokens[nm.first].Deprel
	joined := h >= nm.first && h < nm.end || r.head(nm.first) == i && (rel == "appos" || rel == "nmod:desc" || rel == "flat")
	return kind, joined && (b.UPOS == "DET" || b.UPOS == "ADJ" || b.UPOS == "NOUN" || b.UPOS == "PROPN")
}

// navies are the signs before the names of ships.
var navies = map[string]bool{"USS": true, "HMS": true, "INS": true, "HMCS": true, "HMAS": true, "MV": true, "M/V": true, "SS": true, "MS": true, "RMS": true, "USNS": true}

// speaks says whether nm, which the model took for a place that no list knows,
// is one word that a verb of saying right behind it or before it tells from a
// place: "Lorvik said".
func (r *reader) speaks(nm name) bool {
	h := r.head(nm.end - 1)
	return nm.tag == "LOC" && nm.end-nm.first == 1 && r.class[nm.first]&^gazetteer.Person == 0 && !r.acronym(nm) && h >= 0 &&
		r.d.Tokens[nm.first].Deprel == "nsubj" && (h == nm.end || h == nm.first-1) && lexicon.Reports(strings.ToLower(r.d.Tokens[h].Lemma))
}

// word returns token i in small letters, "" outside the document.
func (r *reader) word(i int) string {
	if i < 0 || i >= len(r.d.Tokens) {
		return ""
	}
	return strings.ToLower(r.d.Word(i))
}

// incorporated says whether nm ends in the legal form of a company.
func (r *reader) incorporated(nm name) bool { return nm.end-nm.first > 1 && legal[r.word(nm.end-1)] }

// legal are the forms of companies that end their names.
var legal = map[string]bool{"inc.": true, "inc": true, "ltd.": true, "ltd": true, "llc": true, "l.p.": true, "lp": true, "corp.": true, "corp": true,
	"co.": true, "plc": true, "gmbh": true, "ag": true, "s.a.": true, "n.v.": true, "llp": true, "pvt.": true, "a.s.": true, "spa": true, "s.p.a.": true, "bhd": true}

// aged says whether an age between commas follows nm: "Ann Brook, 34, said".
func (r *reader) aged(nm name) bool {
	i := nm.end
	if r.word(i) != "," || i+2 >= len(r.d.Tokens) || len(r.word(i+1)) != 2 || !numeral(r.word(i+1)) {
		return false
	}
	w := r.word(i + 2)
	return (w == "," || w == ".") && nm.end-nm.first < 5 && (nm.tag == "PER" || nm.tag != "ORG" && r.class[nm.first]&gazetteer.Place == 0)
}

func numeral(w string) bool {
	for _, c := range w {
		if c < '0' || c > '9' {
			return false
		}
	}
	return w != ""
}

// inhabited says whether nm follows "of" and a noun that only places have:
// "residents of Halden", "north of Halden".
func (r *reader) inhabited(nm name) bool {
	return r.word(nm.first-1) == "of" && inhabit[r.word(nm.first-2)]
}

var inhabit = map[string]bool{"resident": true, "residents": true, "inhabitants": true, "population": true, "citizens": true, "outskirts": true,
	"streets": true, "north": true, "south": true, "east": true, "west": true, "northeast": true, "northwest": true, "southeast": true,
	"southwest": true, "capital": true, "coast": true, "suburbs": true, "natives": true, "outside": true, "centre": true, "mayor": true, "villages": true}

// located says whether a larger place follows nm behind a comma: "Halden,
// Denmark".
func (r *reader) located(nm name) bool {
	i := nm.end + 1
	if nm.tag == "PER" && nm.end-nm.first > 1 || r.word(nm.end) != "," || i >= len(r.d.Tokens) ||
		r.class[i]&(gazetteer.Country|gazetteer.Region) == 0 || r.class[i]&(gazetteer.Person|gazetteer.Inside) != 0 {
		return false
	}
	if _, body := r.headKind(nm); body || r.d.Tokens[nm.first].UPOS != "PROPN" {
		return false
	}
	end := i + 1
	for end < len(r.class) && r.class[end]&gazetteer.Inside != 0 {
		end++
	}
	w := r.word(end)
	return w != "and" && w != "or" && (w != "," || r.prep(nm.first) != "" || r.class[nm.first]&gazetteer.Place != 0) // "Ann, Jordan and Bo"
}

// settling are the prepositions that mostly stand before places.
var settling = map[string]bool{"in": true, "near": true, "into": true, "outside": true, "inside": true, "around": true, "across": true, "throughout": true}

// papers end the names of newspapers.
var papers = map[string]bool{"post": true, "times": true, "herald": true, "journal": true, "tribune": true, "gazette": true, "bulletin": true,
	"monthly": true, "weekly": true, "daily": true, "guardian": true, "telegraph": true, "chronicle": true, "news": true, "examiner": true,
	"inquirer": true, "mirror": true, "globe": true, "dispatch": true, "courier": true, "review": true, "magazine": true}

// paper says whether the words [first, end) of a name are those of a newspaper.
func (r *reader) paper(first, end int) bool {
	return end-first > 1 && end-first < 5 && papers[r.word(end-1)] && capital(r.d.Word(end-1)) && lexicon.Nation(r.d.Word(end-1)) == ""
}
