package mention

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/gazetteer"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// forms joins to a name the legal form of a company behind a comma, "Halden
// Lines, Inc.", and to a war its number.
func (r *reader) forms(s extract.Sentence, names []name) []name {
	var out []name
	for _, n := range names {
		if k := len(out) - 1; k >= 0 && out[k].end > n.first {
			continue // taken into the name before
		}
		i := n.end
		if i+1 < s.End && r.word(i) == "," && legal[r.word(i+1)] && capital(r.d.Word(i+1)) {
			n.end, n.tag = i+2, "ORG"
		}
		if w := r.word(i); i < s.End && r.word(i-1) == "war" && (w == "i" || w == "ii") {
			n.end++
		}
		out = append(out, n)
	}
	return out
}

// regions parts a town from the country or state right behind it: "Halden
// California".
func (r *reader) regions(names []name) []name {
	var out []name
	for _, n := range names {
		k := n.end - 1
		for k > n.first && r.class[k]&gazetteer.Inside != 0 {
			k--
		}
		if n.tag != "LOC" || k == n.first || r.class[k]&(gazetteer.Country|gazetteer.Region) == 0 || r.class[k]&(gazetteer.Common|gazetteer.Person) != 0 ||
			openers[r.word(n.first)] || r.d.Tokens[k-1].UPOS != "PROPN" || lexicon.Country(r.d.Span(n.first, n.end)) != "" {
			out = append(out, n)
			continue
		}
		out = append(out, name{first: n.first, end: k, tag: n.tag}, name{first: k, end: n.end, tag: n.tag})
	}
	return out
}

// owned joins the name of a founder or saint to the hall, school or shop that
// bears it: "Brook's Hotel". What belongs to a country or town has a name of
// its own.
func (r *reader) owned(s extract.Sentence, names []name) []name {
	var out []name
	for k, n := range names {
		if m := len(out) - 1; m >= 0 && out[m].end > n.first {
			continue
		}
		e := n.end
		if e+1 >= s.End || r.d.Tokens[e].XPOS != "POS" || n.end-n.first > 2 || r.class[n.first]&gazetteer.Place != 0 || !capital(r.d.Word(e+1)) ||
			r.loud {
			out = append(out, n)
			continue
		}
		end := e + 1
		for end < s.End && capital(r.d.Word(end)) && (r.d.Tokens[end].UPOS == "PROPN" || r.d.Tokens[end].UPOS == "NOUN") {
			end++
		}
		kind, ok := lexicon.Kind(r.word(end - 1))
		if ok && (kind == extract.Facility || college[r.word(end-1)]) && (k+1 == len(names) || names[k+1].first >= end || names[k+1].end <= end) {
			n.end, n.tag = end, ""
		}
		out = append(out, n)
	}
	return out
}

// college are the bodies that bear the name of a founder in the genitive.
var college = map[string]bool{"college": true, "university": true, "institute": true, "foundation": true, "bank": true, "club": true}

// undated takes days and months off the ends of names of places and bodies:
// "Halden Wednesday".
func (r *reader) undated(n name) name {
	for n.tag != "PER" && n.end-1 > n.first && r.weekday(n.end-1) {
		n.end--
	}
	return n
}

func (r *reader) weekday(i int) bool {
	w := strings.TrimSuffix(r.word(i), ".")
	return strings.HasSuffix(w, "day") && r.dateWord(i) || weekdays[w]
}

// weekdays are the short forms of the days of the week.
var weekdays = map[string]bool{"mon": true, "tue": true, "tues": true, "wed": true, "thu": true, "thur": true, "thurs": true, "fri": true, "sat": true, "sun": true}
