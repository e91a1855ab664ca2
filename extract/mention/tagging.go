package mention

import "github.com/dramatis-kg/dramatis/extract"

// labels gives the name tag of each kind of thing that names name.
var labels = map[extract.Kind]string{extract.Person: "PER", extract.Organisation: "ORG", extract.Place: "LOC",
	extract.Facility: "LOC", extract.Group: "NORP", extract.EventKind: "EVENT", extract.Work: "WORK", extract.Weapon: "WEAPON", extract.Other: "MISC"}

// label sets the name tags of the tokens to those of the mentions, so that what
// is printed of names is what the facts are made of.
func (r *reader) label() {
	for _, s := range r.d.Sentences {
		if s.Kind == extract.Furniture || s.Kind == extract.Dateline {
			continue
		}
		for i := s.First; i < s.End; i++ {
			r.d.Tokens[i].Name = ""
		}
	}
	for i := range r.out {
		m := &r.out[i]
		tag, ok := labels[m.Kind]
		if m.Form != extract.Name || !ok {
			continue
		}
		for k := m.Core[0]; k < m.Core[1]; k++ {
			r.d.Tokens[k].Name = "I-" + tag
		}
		r.d.Tokens[m.Core[0]].Name = "B-" + tag
	}
}
