package mention

import "github.com/dramatis-kg/dramatis/extract/lexicon"

// double says whether n is the second half of the double surname that ends the
// person's name a: "Ann Brook-Ferris", whatever the model took "Ferris" for.
func (r *reader) double(a, n name) bool {
	return a.tag == "PER" && a.end-a.first > 1 && n.first == a.end+1 && n.end == n.first+1 && r.hyphen(a.end) &&
		r.d.Tokens[n.first].UPOS == "PROPN" && lexicon.Country(r.d.Word(n.first)) == ""
}

// pairs parts the names of two countries that a hyphen relates: "the
// Denmark-Sweden bridge". The "Denmark-Sweden War" is a name of its own.
func (r *reader) pairs(names []name) []name {
	var out []name
	for _, n := range names {
		if n.end-n.first != 3 || !r.hyphen(n.first+1) || lexicon.Country(r.d.Span(n.first, n.end)) != "" ||
			!r.country(n.first) || !r.country(n.end-1) || n.end < len(r.d.Tokens) && capital(r.d.Word(n.end)) {
			out = append(out, n)
			continue
		}
		for _, i := range []int{n.first, n.end - 1} {
			out = append(out, name{first: i, end: i + 1, tag: "LOC"})
		}
	}
	return out
}

// country says whether token i alone names a country.
func (r *reader) country(i int) bool { return lexicon.Country(r.d.Word(i)) != "" }
