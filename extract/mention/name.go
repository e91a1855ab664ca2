package mention

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/gazetteer"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// A name is a span of tokens that names something, with the tag of the model.
type name struct {
	first, end int
	tag        string // "PER", "ORG", "LOC" …; "" for a name the model did not tag
	title      int    // where the office before it begins; first where there is none
}

// findNames returns the names of s in order: the tagged spans, repaired, and
// the proper nouns that the tags missed.
func (r *reader) findNames(s extract.Sentence) []name {
	names := r.regions(r.pairs(r.join(s, r.tagged(s))))
	names = r.countries(s, r.spelled(s, names))
	names = append(names, r.untagged(s, names)...)
	slices.SortFunc(names, func(a, b name) int { return a.first - b.first })
	for i := range names {
		names[i] = r.fullBody(s, names, i)
	}
	names = r.owned(s, r.forms(s, r.complete(s, names)))
	var out []name
	for _, n := range names {
		before := n.first
		if n = r.undated(r.clip(n)); n.first < n.end && r.nameable(n) {
			n.title = n.first
			out = append(out, r.runs(before, n.first, nil)...) // "BFC" of "BFC captain Brook", all of it tagged as one
			out = append(out, n)
		}
	}
	return out
}

// tagged reads the BIO tags. An I that follows nothing of its kind begins a
// name, as is usual for the output of a model.
func (r *reader) tagged(s extract.Sentence) []name {
	var out []name
	for i := s.First; i < s.End; i++ {
		bio, tag, ok := strings.Cut(r.d.Tokens[i].Name, "-")
		if !ok || tag == "MISC" {
			continue // written by label: no kind at all
		}
		if n := len(out); bio == "I" && n > 0 && out[n-1].end == i && out[n-1].tag == tag {
			out[n-1].end = i + 1
			continue
		}
		out = append(out, name{first: i, end: i + 1, tag: tag})
	}
	return out
}

// join mends names that the tags cut: at a hyphen ("al-Brook"), before a
// particle ("van Brook"), and at a flat dependent left untagged.
func (r *reader) join(s extract.Sentence, names []name) []name {
	var out []name
	for _, n := range names {
		for n.tag != "PER" && n.end-1 > n.first && r.dangles(n.end-1) {
			n.end-- // "Court of" before "Halden"
		}
		n = r.extend(s, n)
		k := len(out) - 1
		if k >= 0 && (out[k].end > n.first || out[k].tag == n.tag && r.sameName(out[k].end, n.first)) {
			out[k].end = max(out[k].end, n.end)
			continue
		}
		if k >= 0 && (n.tag == "PER" && r.flatTo(out[k], n) || r.double(out[k], n)) {
			out[k].end, out[k].tag = n.end, "PER"
			continue
		}
		out = append(out, n)
	}
	return out
}

// flatTo says whether the tree takes the surname n for more of the name a, to
// which the model gave another tag.
func (r *reader) flatTo(a, n name) bool {
	h := r.head(n.first)
	if _, noun := lexicon.Kind(r.word(a.end - 1)); noun {
		return false // "Speaker of the House Ann Brook"
	}
	return a.end == n.first && r.d.Tokens[n.first].Deprel == "flat" && h >= a.first && h < a.end && !r.acronym(a) &&
		lexicon.Country(r.d.Span(a.first, a.end)) == ""
}

func (r *reader) extend(s extract.Sentence, n name) name {
	for n.first-2 >= s.First && r.hyphen(n.first-1) && r.nameWord(n.first-2) && r.d.Tokens[n.first-2].Name == "" {
		n.first -= 2
	}
	for n.end+1 < s.End && r.hyphen(n.end) && r.nameWord(n.end+1) && r.d.Tokens[n.end+1].Name == "" &&
		r.d.Tokens[n.end+1].UPOS == "PROPN" {
		n.end += 2
	}
	for n.tag == "PER" && n.first > s.First && r.particle(n.first-1) {
		n.first--
	}
	for n.end < s.End && r.flatInto(n.end, n) {
		n.end++
	}
	for n.first > s.First && r.flatBefore(s, n) {
		n.first--
	}
	if n.tag == "PER" && n.end < s.End && ordinals[r.d.Word(n.end)] {
		n.end++
	}
	return n
}

// ordinals tell bearers of one name apart.
var ordinals = map[string]bool{"II": true, "III": true, "IV": true, "V": true, "VI": true, "VII": true, "VIII": true, "XIV": true, "XV": true, "XVI": true,
	"Jr.": true, "Sr.": true, "Jr": true, "Sr": true}

// flatBefore says whether the untagged token before the name n begins it: "Ann"
// where only "Brook" is tagged.
func (r *reader) flatBefore(s extract.Sentence, n name) bool {
	i := n.first - 1
	t := &r.d.Tokens[i]
	return r.d.Tokens[n.first].Deprel == "flat" && r.head(n.first) == i && t.Name == "" && t.UPOS == "PROPN" && capital(r.d.Word(i)) &&
		r.officeNoun(s, i) < 0
}

// flatInto says whether the untagged token i continues the name n.
func (r *reader) flatInto(i int, n name) bool {
	t := &r.d.Tokens[i]
	h := r.head(i)
	return t.Name == "" && (t.Deprel == "flat" || t.Deprel == "goeswith") && t.UPOS == "PROPN" && h >= n.first && h < n.end
}

// sameName says whether a name that ends before token i and one that begins at
// j are parts of one: neighbours in a flat name, or joined by a hyphen to a
// particle ("al-Brook").
func (r *reader) sameName(i, j int) bool {
	if i == j {
		person := strings.HasSuffix(r.d.Tokens[j].Name, "PER")
		return r.d.Tokens[j].Deprel == "flat" && r.head(j) < j || !person && r.d.Tokens[i-1].Deprel == "compound" && r.head(i-1) >= j
	}
	return i == j-1 && r.hyphen(i) && i > 0 && particles[strings.ToLower(r.d.Word(i-1))]
}

// particle says whether the untagged token i is a particle that begins a name,
// such as the "van" of "van Brook".
func (r *reader) particle(i int) bool {
	t := &r.d.Tokens[i]
	return particles[strings.ToLower(r.d.Word(i))] && t.Name == "" && (t.UPOS == "PROPN" || t.UPOS == "X" || t.Deprel == "flat")
}

func (r *reader) hyphen(i int) bool {
	t := &r.d.Tokens[i]
	return (r.d.Word(i) == "-" || r.d.Word(i) == "–") && i > 0 && i+1 < len(r.d.Tokens) &&
		r.d.Tokens[i-1].End == t.Start && t.End == r.d.Tokens[i+1].Start
}

// nameWord says whether token i may be part of a name: it is capitalised or a
// particle.
func (r *reader) nameWord(i int) bool {
	w := r.d.Word(i)
	return capital(w) || particles[strings.ToLower(w)]
}

// particles stand in lower case inside names of persons.
var particles = map[string]bool{"al": true, "el": true, "ul": true, "ad": true, "as": true, "abu": true, "bin": true, "ibn": true, "ben": true, "bint": true,
	"de": true, "da": true, "di": true, "do": true, "dos": true, "du": true, "del": true, "della": true, "der": true, "den": true, "des": true,
	"la": true, "le": true, "van": true, "von": true, "zu": true, "ter": true, "ten": true, "y": true, "af": true, "av": true, "o'": true}

func capital(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(c)
}

// untagged returns the runs of proper nouns outside names. Dates, peoples and
// titles that stand alone are no names, and in a headline with a capital on
// every word proper nouns tell nothing.
func (r *reader) untagged(s extract.Sentence, names []name) []name {
	if s.Kind == extract.Headline && r.loud {
		return nil
	}
	taken := make(map[int]bool)
	for _, n := range names {
		for i := n.first; i < n.end; i++ {
			taken[i] = true
		}
	}
	return r.runs(s.First, s.End, taken)
}

// runs returns the runs of proper nouns in [first, last) that name something,
// apart from tokens taken.
func (r *reader) runs(first, last int, taken map[int]bool) []name {
	var out []name
	for i := first; i < last; i++ {
		if taken[i] || !r.proper(i) {
			continue
		}
		end := i + 1
		for end < last && !taken[end] && r.continues(i, end) {
			end++
		}
		if n := (name{first: i, end: end, title: i}); r.nameable(n) {
			out = append(out, n)
		}
		i = end - 1
	}
	return out
}

func (r *reader) proper(i int) bool {
	t := &r.d.Tokens[i]
	if t.UPOS == "NOUN" && t.Name == "" && r.surnames[r.d.Word(i)] {
		return true // taken for a noun by the tagger
	}
	if t.UPOS == "PRON" {
		return len(r.d.Word(i)) > 2 && r.acronym(name{first: i, end: i + 1}) // "WHO"
	}
	if k, ok := lexicon.Kind(strings.ToLower(r.d.Word(i))); (t.UPOS == "NOUN" || t.XPOS == "NNP" && t.UPOS == "ADJ") && i > r.start && ok && k == extract.Organisation {
		return capital(r.d.Word(i)) && capital(r.d.Word(r.start)) && t.XPOS != "NNS" && !r.loud // "the Observatory"
	}
	if t.UPOS == "NOUN" && i > r.start && capital(r.d.Word(i)) && r.head(i-1) == i {
		b := &r.d.Tokens[i-1]
		return b.UPOS == "PROPN" && b.Deprel == "compound" && capital(r.d.Word(i-1)) // "Halden Lines"
	}
	return t.UPOS == "PROPN" && capital(r.d.Word(i)) && latin(r.d.Word(i)) && !r.dateWord(i)
}

// latin says whether w begins with a letter of our alphabet or with none.
func latin(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	return !unicode.IsLetter(c) || unicode.Is(unicode.Latin, c)
}

// continues says whether token j continues the untagged name begun at i.
func (r *reader) continues(i, j int) bool {
	if r.hyphen(j) {
		return j+1 < len(r.d.Tokens) && r.proper(j+1)
	}
	return r.proper(j) && r.d.Tokens[j-1].XPOS != "POS"
}

// nameable says whether a run of tokens names something by itself: dates and
// titles alone do not, whatever their tag, nor does an untagged nationality.
func (r *reader) nameable(n name) bool {
	if w := strings.ToLower(r.d.Word(n.end - 1)); n.tag != "PER" && n.tag != "ORG" && n.end > n.first+1 && lexicon.Role(w) && !epithets[w] {
		return false // "Health Minister"
	}
	if n.end == n.first+1 && n.tag != "PER" && (weekdays[strings.ToLower(r.d.Word(n.first))] || strings.Contains(r.d.Word(n.first), "@")) {
		return false
	}
	if n.end == n.first+1 && r.d.Tokens[n.first].UPOS == "PRON" && !r.proper(n.first) {
		return false // "I"
	}
	for i := n.first; i < n.end; i++ {
		w := strings.ToLower(r.d.Word(i))
		if (n.tag != "" || lexicon.Nation(w) == "" && r.proper(i)) && !lexicon.Title(w) && (!lexicon.Role(w) || given[w] && n.tag == "PER") && !r.dateWord(i) {
			return true
		}
	}
	return false
}

// epithets are nouns for persons that end names of figures: "Ferry Girl".
var epithets = map[string]bool{"girl": true, "boy": true, "man": true, "woman": true, "king": true, "queen": true, "prince": true,
	"princess": true, "lady": true, "lord": true, "kid": true, "monarch": true, "hunter": true, "soldier": true, "widow": true}

// dateWord says whether token i names a day, month or stretch of time. "May"
// is told from the verb and "March" from the walk by their capital, and both
// from the surname by the name before.
func (r *reader) dateWord(i int) bool {
	t, w := &r.d.Tokens[i], r.d.Word(i)
	k, ok := lexicon.Kind(strings.ToLower(w))
	if w == "May" || w == "March" {
		k, ok = extract.Date, t.UPOS == "PROPN"
	}
	if !ok || k != extract.Date || strings.HasSuffix(t.Name, "-PER") {
		return false
	}
	return t.UPOS != "PROPN" || t.Deprel != "flat" || i == 0 || r.d.Tokens[i-1].UPOS != "PROPN" || r.dateWord(i-1)
}

// shouting says whether most words of s have a capital.
func (r *reader) shouting(s extract.Sentence) bool {
	words, capitals := 0, 0
	for i := s.First; i < s.End; i++ {
		if len(r.d.Word(i)) > 3 {
			words++
			if capital(r.d.Word(i)) {
				capitals++
			}
		}
	}
	return capitals*5 > words*4
}

// clip takes off what is no part of a name: articles, quotation marks and
// possessive endings, and of a person's name the titles before it.
func (r *reader) clip(n name) name {
	for n.first < n.end && (r.d.Tokens[n.first].UPOS == "PUNCT" || r.d.Tokens[n.first].UPOS == "DET") {
		n.first++
	}
	for n.first < n.end && (r.d.Tokens[n.end-1].XPOS == "POS" || r.d.Tokens[n.end-1].UPOS == "PUNCT" && !r.initial(n.end-1)) {
		n.end--
	}
	for n.first < n.end && r.dangles(n.end-1) {
		n.end-- // "Court of" of a name cut short
	}
	for last := n.end - 1; n.tag != "PER" && last > n.first && r.d.Tokens[last].UPOS == "NOUN" && !capital(r.d.Word(last)) &&
		lexicon.Role(r.d.Word(last)); last-- {
		n.end = last // "BFC captain" is somebody at BFC
	}
	if n.tag != "PER" && !r.titled(n) {
		return n
	}
	for i := n.first + 1; i < n.end; i++ {
		if w := r.d.Word(i); w == "," || w == "et" {
			n.end = i // "Brook, QC", "Brook et al"
		}
	}
	for last := n.end - 1; last > n.first; last-- {
		w := strings.ToLower(r.d.Word(last - 1))
		if saints[w] || r.class[n.first]&gazetteer.FirstName != 0 && last-1 > n.first && !lexicon.Role(r.word(n.first)) {
			break // "St. Ann", "Ann Sheikh Brook"
		}
		if given[w] && last-1 == n.first && r.d.Tokens[n.first].Name != "" {
			break
		}
		if lexicon.Title(w) || (lexicon.Role(w) || lexicon.Roles(w)) && !lexicon.Title(strings.ToLower(r.d.Word(last))) {
			n.first = last
			break
		}
	}
	return n
}

// dangles says whether token i only leads on to something behind it: "of",
// "and", "the".
func (r *reader) dangles(i int) bool {
	switch r.d.Tokens[i].UPOS {
	case "ADP", "CCONJ", "SCONJ", "DET", "PUNCT":
		return !capital(r.d.Word(i)) && !particles[strings.ToLower(r.d.Word(i))] && !r.initial(i)
	}
	return r.d.Tokens[i].XPOS == "POS"
}

// given are offices that are first names as well: "Hunter Brook".
var given = map[string]bool{"hunter": true, "sailor": true, "dean": true, "porter": true, "guy": true, "pilot": true}

// titled says whether a name that the model did not take for a person's begins
// with a title: "Mayor Ann Brook". What the lists or its head noun know for a
// place or body is none: "General Motors", "King Halden Bridge".
func (r *reader) titled(n name) bool {
	if n.end-n.first < 2 {
		return false
	}
	w := r.word(n.first)
	if n.tag == "" {
		return lexicon.Role(w) || lexicon.Roles(w) || lexicon.Title(w)
	}
	if !personal[w] && !lexicon.Title(w) || saints[w] || n.end-n.first > 4 || r.whole(n, gazetteer.Place|gazetteer.Company|gazetteer.Body) {
		return false
	}
	if n.end < len(r.d.Tokens) && r.d.Tokens[n.end].XPOS == "POS" {
		return false // "General Brook's Hospital"
	}
	_, body := r.headKind(n)
	return !body
}

// saints are titles that names of places keep.
var saints = map[string]bool{"st.": true, "saint": true, "st": true}

// initial says whether the full stop at token i belongs to an abbreviation.
func (r *reader) initial(i int) bool {
	return r.d.Word(i) == "." && r.d.Tokens[i].Glued
}
