package mention

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// complete joins the head of an organisation or place to what "of" or "for"
// adds to its name: "University of Brightwater", "Observatory for Tides".
func (r *reader) complete(s extract.Sentence, names []name) []name {
	var out []name
	for _, n := range names {
		if k := len(out) - 1; k >= 0 && r.adjoins(out[k], n) {
			out[k].end = n.end
			out[k].tag = max(out[k].tag, n.tag)
			continue
		}
		if k := len(out) - 1; k >= 0 && r.both(out[k], n) {
			out[k].end = n.end
			continue
		}
		if k := len(out) - 1; k >= 0 && r.completes(out[k], n) {
			out[k].end = n.end
			if out[k].tag != "ORG" && out[k].tag != "LOC" {
				out[k].tag = ""
			}
			continue
		}
		out = append(out, n)
	}
	return out
}

// fullBody takes capitalised words before a name into it: "Danish" and
// "Interior" of "Danish Interior Ministry" and the "New" of "New Brightwater"
// are adjectives to a tagger. A nationality belongs only to the name of a body.
// At the beginning of a sentence a capital tells nothing.
func (r *reader) fullBody(s extract.Sentence, names []name, i int) name {
	n := names[i]
	if n.tag == "PER" || !capital(r.d.Word(n.end-1)) || r.loud {
		return n
	}
	k, ok := r.headKind(n)
	body := ok && k != extract.Place
	limit := s.First
	if i > 0 {
		limit = names[i-1].end
	}
	for n.first > limit {
		j := n.first - 1
		t, w := &r.d.Tokens[j], r.d.Word(j)
		small := strings.ToLower(w)
		if !capital(w) || t.UPOS != "ADJ" && t.UPOS != "NOUN" && t.UPOS != "PROPN" || r.dateWord(j) || lexicon.Role(small) || lexicon.Roles(small) ||
			lexicon.Title(small) || lexicon.Nation(w) != "" && !body || j == s.First && !openers[small] && (!body || lexicon.Nation(w) == "") {
			break
		}
		n.first = j
	}
	return n
}

// openers are adjectives that begin names of places.
var openers = map[string]bool{"new": true, "north": true, "south": true, "east": true, "west": true, "northern": true, "southern": true,
	"eastern": true, "western": true, "great": true, "greater": true, "upper": true, "lower": true, "central": true, "saint": true, "united": true}

// adjoins says whether two neighbours, of which one has no tag, are parts of
// one name: the tree joins them.
func (r *reader) adjoins(a, b name) bool {
	if a.end != b.first || (a.tag == "") == (b.tag == "") || lexicon.Country(r.d.Span(a.first, a.end)) != "" {
		return false
	}
	i, j := r.spanHead(a.first, a.end), r.spanHead(b.first, b.end)
	joins := func(i, j int) bool {
		rel := r.d.Tokens[i].Deprel
		k, known := lexicon.Kind(strings.ToLower(r.d.Word(i)))
		return r.head(i) == j && (rel == "flat" || rel == "compound" && i < j ||
			rel == "nmod:desc" && known && k == extract.EventKind) // "Hurricane Ann"
	}
	return joins(i, j) || joins(j, i)
}

// both says whether "and" joins n to what the body a is for: "Department of
// Tides and Harbour Safety".
func (r *reader) both(a, n name) bool {
	if a.end+1 != n.first || r.word(a.end) != "and" || n.tag == "PER" || n.tag == "LOC" || a.tag != "ORG" && a.tag != "" {
		return false
	}
	if _, ok := r.known(n); ok {
		return false
	}
	if k, ok := r.headKind(n); ok && k == extract.Organisation || r.acronym(n) {
		return false
	}
	k, ok := r.headKind(a)
	if !ok || k != extract.Organisation {
		return false
	}
	for i := a.first + 1; i < a.end-1; i++ {
		if w := r.word(i); w == "of" || w == "for" {
			return ministry[r.word(i-1)]
		}
	}
	return false
}

// ministry are the bodies that care for several things at once.
var ministry = map[string]bool{"ministry": true, "department": true, "office": true, "committee": true, "commission": true, "bureau": true,
	"council": true, "institute": true, "school": true, "centre": true, "center": true, "board": true, "directorate": true, "agency": true,
	"college": true, "association": true, "faculty": true, "court": true}

// completes says whether b completes the name a.
func (r *reader) completes(a, b name) bool {
	i := a.end
	if i >= b.first || b.first-i > 2 || a.tag == "PER" || b.tag == "PER" && a.tag == "" {
		return false
	}
	w := r.d.Word(i)
	if w != "of" && w != "for" || i+1 < b.first && r.d.Word(i+1) != "the" {
		return false
	}
	last := strings.ToLower(r.d.Word(a.end - 1))
	if lexicon.Role(last) || lexicon.Title(last) {
		return false // "Secretary of State" is an office
	}
	k, known := lexicon.Kind(strings.TrimSuffix(last, "s"))
	return known && (k == extract.Organisation || k == extract.Place && w == "of" || k == extract.Facility || k == extract.EventKind)
}
