package mention

import (
	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// longest is the number of tokens of the longest name of a country looked for.
const longest = 5

// countries adds the names of countries that the tags missed or cut ("States"
// for "United States"). Longer names that the model found stay as they are.
func (r *reader) countries(s extract.Sentence, names []name) []name {
	for i := s.First; i < s.End; i++ {
		if !capital(r.d.Word(i)) {
			continue
		}
		for k := min(longest, s.End-i); k > 0; k-- {
			if lexicon.Country(r.d.Span(i, i+k)) == "" || k == 1 && r.d.Tokens[i].UPOS != "PROPN" {
				continue
			}
			var whole bool
			if names, whole = r.place(names, name{first: i, end: i + k, tag: "LOC"}); whole {
				i += k - 1
			}
			break
		}
	}
	return names
}

// place puts n among names in place of those that lie inside it, unless one
// holds it or crosses it. It says whether it did.
func (r *reader) place(names []name, n name) ([]name, bool) {
	for _, o := range names {
		holds := o.first <= n.first && o.end >= n.end
		crosses := o.first < n.end && n.first < o.end && (o.first < n.first || o.end > n.end)
		if holds || crosses {
			return names, false
		}
	}
	out := names[:0:0]
	for _, o := range names {
		if o.end <= n.first || o.first >= n.end {
			out = append(out, o)
		}
	}
	return append(out, n), true
}
