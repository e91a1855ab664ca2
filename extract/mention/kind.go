package mention

import (
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/gazetteer"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// named returns the name that stands for the phrase [first, end) headed by the
// noun i, or -1: the place of "the town of Brightwater" and of "the
// Brightwater area", the body of "the Tide Watch militant group".
func (r *reader) named(i, first, end int) int {
	lemma := strings.ToLower(r.d.Tokens[i].Lemma)
	kind, known := lexicon.Kind(lemma)
	if known && kind == extract.Place && !r.plural(i) {
		return r.placed(i, first)
	}
	if bodies[lemma] && strings.EqualFold(r.d.Word(first), "the") {
		return r.body(i, first)
	}
	return -1
}

// bodies are nouns added to the name of an organisation to say what it is:
// "the Tide Watch militant group".
var bodies = map[string]bool{"force": true, "group": true, "movement": true, "militia": true, "party": true, "organisation": true,
	"organization": true, "newspaper": true, "company": true, "firm": true, "airline": true, "magazine": true, "network": true}

// body returns the name of an organisation before the noun i with nothing but
// adjectives and nouns in small letters between, or -1.
func (r *reader) body(i, first int) int {
	for j := i - 1; j >= first; j-- {
		if n := r.name[j]; n >= 0 {
			if nm := r.names[n]; nm.first == first+1 && (nm.tag == "ORG" || nm.tag == "" || nm.tag == "MISC") {
				return n
			}
			return -1
		}
		if u := r.d.Tokens[j].UPOS; u != "ADJ" && u != "NOUN" || capital(r.d.Word(j)) {
			return -1
		}
	}
	return -1
}

// placed returns the place named by "of" after the noun i, or by a compound
// right before it.
func (r *reader) placed(i, first int) int {
	if !settlement[strings.ToLower(r.d.Tokens[i].Lemma)] {
		return -1 // "the Brightwater border" is not Brightwater
	}
	if j := i + 1; j+1 < len(r.d.Tokens) && strings.EqualFold(r.d.Word(j), "of") {
		if j++; r.d.Tokens[j].UPOS == "DET" && j+1 < len(r.d.Tokens) {
			j++
		}
		if n := r.name[j]; n >= 0 && r.names[n].first == j {
			return n
		}
	}
	if i == first || r.d.Tokens[i-1].Deprel == "nmod:poss" {
		return -1
	}
	n := r.name[i-1]
	if n < 0 || r.names[n].first < first {
		return -1
	}
	return n
}

// settlement are the nouns that "of" joins to the name of the place itself:
// "the river of Brightwater" is a river, "the town of Brightwater" the town.
var settlement = map[string]bool{"city": true, "town": true, "village": true, "province": true, "district": true, "state": true, "region": true,
	"county": true, "island": true, "port": true, "municipality": true, "suburb": true, "neighbourhood": true, "neighborhood": true,
	"quarter": true, "kingdom": true, "republic": true, "governorate": true, "township": true, "area": true, "borough": true, "enclave": true, "hamlet": true}

// nameKind returns the kind of the thing named nm in the phrase [first, end),
// and how well it is known. What stands around and inside the name outweighs the
// lists of names, and these the model's tag.
func (r *reader) nameKind(nm name, first, end int) (extract.Kind, weight) {
	if k, ok := r.shownKind(nm, first, end); ok {
		return k, shown
	}
	if k, ok := r.known(nm); ok && (nm.tag != "PER" || k != extract.Place || r.local(nm)) {
		return k, known
	}
	if k, ok := tags[nm.tag]; ok && (k == extract.Place || !r.local(nm) || r.acronym(nm)) && (k != extract.Person || !r.acronym(nm)) {
		return k, tagged
	}
	return r.guessKind(nm), guessed
}

// shownKind returns the kind that the words of the name nm and around it show.
func (r *reader) shownKind(nm name, first, end int) (extract.Kind, bool) {
	text := r.d.Span(nm.first, nm.end)
	if lexicon.Country(text) != "" || r.settled(nm, first, end) {
		return extract.Place, true
	}
	if r.whole(nm, gazetteer.Place) && nm.end-nm.first > 1 {
		return extract.Place, true
	}
	if k, ok := r.christened(nm); ok {
		return k, true
	}
	if k, ok := r.headKind(nm); ok && nm.tag != "PER" {
		return k, true
	}
	if k, ok := r.around(nm); ok {
		return k, true
	}
	if k, ok := lexicon.Kind(strings.ToLower(r.d.Word(nm.first))); ok && k == extract.EventKind && nm.end-nm.first > 1 {
		return k, true // "Hurricane Ann" is no person
	}
	if nm.end-nm.first == 1 && lexicon.Nation(text) != "" && nm.tag != "PER" {
		return extract.Group, true
	}
	if nm.title < nm.first {
		return extract.Person, true
	}
	if last := r.word(nm.end - 1); lexicon.Roles(last) && r.plural(nm.end-1) && (nm.tag != "PER" || nm.end-nm.first == 1) {
		if nm.end-nm.first > 1 && corps[last] {
			return extract.Organisation, true // "US Marines"
		}
		return extract.Group, true // "Democrats"
	}
	if end > nm.end && bodies[strings.ToLower(r.d.Tokens[end-1].Lemma)] {
		return extract.Organisation, true
	}
	if nm.tag == "PER" && first < nm.first && r.plural(nm.end-1) {
		return extract.Group, true // "the Brooks"
	}
	return extract.Other, false
}

// corps are the soldiers after whom their force is called.
var corps = map[string]bool{"marines": true, "rangers": true, "guards": true, "rifles": true, "commandos": true, "peacekeepers": true, "engineers": true}

// settled says whether the phrase [first, end) calls the name nm a place: "the
// town of Brightwater", "the Brightwater area".
func (r *reader) settled(nm name, first, end int) bool {
	if end > nm.end && settlement[strings.ToLower(r.d.Tokens[nm.end].Lemma)] {
		return true
	}
	return nm.first-2 >= first && strings.EqualFold(r.d.Word(nm.first-1), "of") && settlement[strings.ToLower(r.d.Tokens[nm.first-2].Lemma)]
}

// tags gives the kind of each tag that models use.
var tags = map[string]extract.Kind{"PER": extract.Person, "ORG": extract.Organisation, "LOC": extract.Place, "GPE": extract.Place,
	"FAC": extract.Facility, "EVENT": extract.EventKind, "WORK": extract.Work, "WEAPON": extract.Weapon, "NORP": extract.Group}

// headKind returns the kind told by a common noun that heads the name:
// "Brightwater Ferry Company", "University of Brightwater".
func (r *reader) headKind(nm name) (extract.Kind, bool) {
	end := nm.end
	for i := nm.first + 1; i < nm.end; i++ {
		if r.d.Tokens[i].UPOS == "ADP" {
			end = i
			break
		}
	}
	w := strings.ToLower(r.d.Word(end - 1))
	if r.paper(nm.first, end) {
		return extract.Organisation, true
	}
	if end == nm.first+2 && openers[r.word(nm.first)] && w == "bank" {
		return extract.Place, true // "West Bank"
	}
	if end == nm.first+1 && end == nm.end {
		k, ok := lexicon.Kind(w)
		return k, ok && k == extract.Organisation // "the Observatory"
	}
	if end > nm.first+1 && (w == "patrol" || w == "guard" || w == "guards") {
		return extract.Organisation, true // "Border Patrol", "Coast Guard"
	}
	if strings.HasPrefix(w, "universi") || strings.HasPrefix(r.word(nm.first), "universi") {
		return extract.Organisation, true // in any language
	}
	if (w == "center" || w == "centre") && (end < nm.end || r.national(nm.first, end)) {
		return extract.Organisation, true // "Centre for Tides", "National Tide Center"
	}
	if w == "house" && end < nm.end {
		return extract.Organisation, true // "House of Delegates"
	}
	for _, form := range []string{w, strings.TrimSuffix(w, "s")} {
		k, ok := lexicon.Kind(form)
		switch {
		case !ok || k == extract.Person || k == extract.Date || k == extract.Quantity:
		case k == extract.Group:
			return extract.Organisation, true // "Brightwater Defence Forces"
		default:
			return k, true
		}
	}
	k, ok := lexicon.Kind(strings.ToLower(r.d.Word(nm.first)))
	return k, ok && end > nm.first+1 && (k == extract.Place || k == extract.EventKind) // "Lake Halden", "Hurricane Ann"
}

// national says whether one of the words [first, end) of a name says that a
// state or science keeps what it names.
func (r *reader) national(first, end int) bool {
	for i := first; i < end; i++ {
		switch r.word(i) {
		case "national", "federal", "research", "european", "international", "action", "policy", "royal", "monitoring", "information":
			return true
		}
	}
	return false
}

// guessKind judges a name without a tag by where it stands.
func (r *reader) guessKind(nm name) extract.Kind {
	if r.local(nm) {
		return extract.Place
	}
	if lexicon.Roles(strings.ToLower(r.d.Word(nm.end - 1))) {
		return extract.Group // "Democrats"
	}
	if r.employs(nm) {
		return extract.Organisation
	}
	if r.acronym(nm) && r.bodily(nm.first) {
		return extract.Organisation
	}
	return extract.Other // "DNA samples", "1639 UTC"
}

// employs says whether an office that only bodies have follows a name: "Halden
// Lines director Bo Lindqvist". A mayor or spokesman may be that of a town.
func (r *reader) employs(nm name) bool {
	if nm.end >= len(r.d.Tokens) || r.head(nm.end-1) != nm.end && r.head(nm.first) != nm.end {
		return false
	}
	switch strings.ToLower(r.d.Word(nm.end)) {
	case "director", "ceo", "chairman", "chairwoman", "chairperson", "founder", "co-founder", "executive", "shareholder", "employee", "employees", "shareholders":
		return true
	}
	return false
}

// local says whether a name of one word stands where only a place does: "in
// Halden", "Halden, where it rained".
func (r *reader) local(nm name) bool {
	if nm.end-nm.first > 1 {
		return false
	}
	if settling[r.prep(nm.first)] {
		return true
	}
	i := nm.end
	if i < len(r.d.Tokens) && r.d.Word(i) == "," {
		i++
	}
	return i < len(r.d.Tokens) && r.d.Word(i) == "where"
}

// nominalKind returns the kind of the description headed by i.
func (r *reader) nominalKind(i int) extract.Kind {
	t := &r.d.Tokens[i]
	if w := r.d.Word(i); t.UPOS == "NUM" || t.UPOS == "SYM" || len(w) > 3 && w[0] >= '0' && w[0] <= '9' && strings.HasSuffix(w, "0s") || strings.HasPrefix(r.d.Word(i), "$") {
		return r.numberKind(i)
	}
	lemma := strings.ToLower(t.Lemma)
	if lexicon.Measure(lemma) {
		if c := r.measured(i); c >= 0 {
			return r.nominalKind(c)
		}
	}
	if r.name[i] >= 0 {
		k, _ := r.nameKind(r.names[r.name[i]], i, i+1)
		return k
	}
	if t.UPOS == "ADJ" {
		return extract.Group // "the wounded"
	}
	if r.dateWord(i) {
		return extract.Date
	}
	k, ok := r.compoundKind(i, lemma)
	switch {
	case lemma == "state" && r.measured(i) >= 0:
		return extract.Other // "a state of emergency"
	case ok && k == extract.Person && r.plural(i):
		return extract.Group
	case ok:
		return k
	case lexicon.Nation(lemma) != "" && (r.plural(i) || r.hasChild(i, "det")):
		return extract.Group // "Danes", "the Dutch"; "Danish" alone is a language
	}
	return suffixKind(lemma)
}

// compoundKind returns the kind of the noun i with the word before it ("aircraft
// carrier"), else of the noun alone if that is plain.
func (r *reader) compoundKind(i int, lemma string) (extract.Kind, bool) {
	if i > 0 {
		if k, ok := lexicon.Kind(strings.ToLower(r.d.Word(i-1)) + "-" + lemma); ok {
			return k, true
		}
	}
	k, ok := lexicon.Kind(lemma)
	return k, ok && (!lexicon.Ambiguous(lemma) || k == extract.Organisation && r.acting(i))
}

// acting says whether the noun i stands as a body does: as the subject of a verb
// of saying, or behind a name or a possessor ("the mayor's office").
func (r *reader) acting(i int) bool {
	if i > 0 && (r.name[i-1] >= 0 || r.d.Tokens[i-1].XPOS == "POS") {
		return true
	}
	h := r.head(i)
	return h >= 0 && r.d.Tokens[i].Deprel == "nsubj" && lexicon.Reports(strings.ToLower(r.d.Tokens[h].Lemma))
}

func (r *reader) plural(i int) bool {
	return strings.Contains(r.d.Tokens[i].Feats, "Number=Plur") || strings.HasSuffix(r.d.Tokens[i].XPOS, "S") && strings.HasPrefix(r.d.Tokens[i].XPOS, "NN")
}

// numberKind tells years and days from other numbers.
func (r *reader) numberKind(i int) extract.Kind {
	if w := r.d.Word(i); r.year(i) || len(w) > 3 && strings.HasSuffix(w, "0s") && numeral(w[:len(w)-1]) {
		return extract.Date // "1984", "the 1980s"
	}
	for _, c := range r.children[i] {
		if r.dateWord(c) {
			return extract.Date
		}
	}
	return extract.Quantity
}

// year says whether token i is a number that names a year: one of the last or
// of this century, or an older one behind a preposition of time.
func (r *reader) year(i int) bool {
	w := r.d.Word(i)
	if len(w) != 4 || !numeral(w) || w > "2099" || w < "1000" {
		return false
	}
	if w >= "1900" {
		return true
	}
	switch r.prep(i) {
	case "in", "since", "until", "till", "by", "from", "before", "after", "during", "of", "around":
		return len(r.children[i]) < 3
	}
	return i > 0 && (r.dateWord(i-1) || r.word(i-1) == ",") && r.d.Tokens[i].Deprel != "nummod"
}

// suffixKind guesses the kind of a noun that no list holds by its ending.
func suffixKind(lemma string) extract.Kind {
	switch {
	case strings.HasSuffix(lemma, "woman"), strings.HasSuffix(lemma, "man") && len(lemma) > 4,
		strings.HasSuffix(lemma, "ologist"), strings.HasSuffix(lemma, "keeper"):
		return extract.Person
	case strings.HasSuffix(lemma, "bombing"), strings.HasSuffix(lemma, "strike") && len(lemma) > 6, strings.HasSuffix(lemma, "quake"):
		return extract.EventKind
	}
	return extract.Other
}
