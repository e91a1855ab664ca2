package clause

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

//go:embed families.txt
var familyText string

// families gives the senses of each predicate that families.txt lists, and the
// classes of nouns that they ask for.
var families, familyNouns = readFamilies(familyText)

// A sense is a family with what must stand around the predicate.
type sense struct {
	family    string
	who, whom []string
	agent     bool // who acts must be told
	to        bool // an infinitive must follow
	named     bool // whom has a name
}

// A Family is a line of the lexicon of families: what some predicates say when
// who acts and whom it is done to are of these classes.
type Family struct {
	Name       string // "consult", "member-of"; "none" for predicates deliberately left without
	Who, Whom  []string
	Predicates []string // "meet", "meet-with"
}

// Families returns the lexicon in the order in which it is tried.
func Families() []Family {
	var out []Family
	for _, l := range lines(familyText) {
		if l[0] == '[' {
			continue
		}
		col := strings.Split(l, "\t")
		whom, _, _ := strings.Cut(col[2], " ")
		out = append(out, Family{col[0], strings.Split(col[1], "|"), strings.Split(whom, "|"), strings.Fields(col[3])})
	}
	return out
}

func readFamilies(text string) (map[string][]sense, classes) {
	out, nouns := map[string][]sense{}, classes{}
	for _, l := range lines(text) {
		if class, list, ok := strings.Cut(strings.TrimPrefix(l, "["), "] "); ok && l[0] == '[' {
			nouns[class] = map[string]bool{}
			for _, n := range strings.Fields(list) {
				nouns[class][n] = true
			}
			continue
		}
		col := strings.Split(l, "\t")
		whom := strings.Fields(col[2])
		s := sense{family: col[0], who: strings.Split(col[1], "|"), whom: strings.Split(whom[0], "|"),
			agent: slices.Contains(whom, "!"), to: slices.Contains(whom, "to"), named: slices.Contains(whom, "name")}
		if s.family == "none" {
			s.family = ""
		}
		for _, v := range strings.Fields(col[3]) {
			out[v] = append(out[v], s)
		}
	}
	return out, nouns
}

// family returns the family of fact f: that of its light verb, if it has one,
// or of the first sense of its predicate that fits; "" for none.
func (w *writer) family(f *extract.Fact) string {
	who, whom := &f.Subject, f.Object
	if light := f.Predicate.Family; light != "" {
		if !w.fits("actor", who) || light == "consult" && whom != nil && (!w.fits("actor", whom) || w.outlet(whom)) {
			return ""
		}
		return light
	}
	key, verb := w.key(f)
	agentless := verb >= 0 && strings.HasPrefix(f.Predicate.Lemma, "be-")
	for _, k := range []string{f.Predicate.Lemma, key} {
		for i := range families[k] {
			s := &families[k][i]
			if s.family != "" && !(agentless && k == key && s.agent) && w.senseFits(s, f, agentless && k == key, verb) {
				return s.family
			}
		}
	}
	return w.nounRelation(f)
}

// senseFits reports whether who and whom of f are what s asks for. In a passive
// without agent the patient is the subject, and nobody says who acts.
func (w *writer) senseFits(s *sense, f *extract.Fact, agentless bool, verb int) bool {
	who, whom := &f.Subject, f.Object
	if agentless {
		if who, whom = nil, &f.Subject; f.Object != nil && !strings.HasPrefix(f.Predicate.Lemma, "be-accused-") {
			return false // "be-arrested-in": the place is nobody's victim
		}
	}
	switch {
	case s.family == "consult" && strings.HasPrefix(f.Predicate.Lemma, "tell") && w.outlet(whom):
		return false // "told the Brightwater Courier": that is a source
	case s.to && (verb < 0 || !w.has(verb, "xcomp")), s.named && (whom == nil || !w.namedThing(whom.Head)):
		return false
	}
	return (who == nil || w.fitsOne(s.who, who)) && w.fitsOne(s.whom, whom)
}

// key returns the entry of families.txt to look up for f, with its verb where
// that is in the text: "arrest" for "be-arrested"; -1 for no verb.
func (w *writer) key(f *extract.Fact) (key string, verb int) {
	key, verb = f.Predicate.Lemma, -1
	for i := f.Predicate.First; i < f.Predicate.End; i++ {
		if w.upos(i) != "VERB" {
			continue
		}
		rest, passive := strings.CutPrefix(key, "be-"+w.lower(i))
		switch {
		case passive && (rest == "" || rest[0] == '-'):
			return w.lemma(i) + rest, i
		case strings.HasPrefix(key, w.lemma(i)):
			verb = i
		}
	}
	return key, verb
}

func (w *writer) fitsOne(all []string, a *extract.Argument) bool {
	return slices.ContainsFunc(all, func(class string) bool { return w.fits(class, a) })
}

// fits reports whether argument a, nil for none, belongs to a class of
// families.txt.
func (w *writer) fits(class string, a *extract.Argument) bool {
	switch {
	case a == nil:
		return class == "none"
	case class == "none":
		return false
	case class == "clause":
		return a.Chain < 0 && a.Head >= w.first && a.Head < w.end && (w.at[a.Head-w.first] >= 0 || a.End-a.First > 6 && w.upos(a.Head) != "NOUN")
	case class == "any":
		return true
	}
	if a.Head < w.first || a.Head >= w.end {
		return false
	}
	h := w.antecedent(a.Head)
	if nouns, ok := familyNouns[class]; ok {
		return nouns[w.lemma(h)]
	}
	if w.at[h-w.first] >= 0 && a.Chain < 0 && !w.nominal(h) {
		return false
	}
	person := a.Kind == extract.Person || a.Kind == extract.Group || w.personal(h) || words.is("role", w.lemma(h)) || familyNouns.is("crowd", w.lemma(h)) && w.upos(h) == "NOUN"
	switch class {
	case "somebody":
		return person
	case "actor":
		return person || a.Kind == extract.Organisation || a.Kind == extract.Place && w.named(h)
	case "body":
		return a.Kind == extract.Organisation || a.Kind == extract.Place && w.named(h)
	case "organisation":
		return a.Kind == extract.Organisation
	case "place":
		return a.Kind == extract.Place || a.Kind == extract.Facility
	}
	return false
}

// personal reports whether i is a pronoun for people, or a number of them that
// stands alone: "they", "anyone", "arrested three".
func (w *writer) personal(i int) bool {
	switch w.lower(i) {
	case "i", "you", "he", "she", "we", "they", "him", "her", "us", "me", "them", "who", "whom", "anyone", "everyone", "someone", "anybody", "everybody", "somebody", "nobody":
		return w.upos(i) == "PRON"
	}
	return w.upos(i) == "NUM" && !w.has(i, "compound", "amod") && !w.isTime(i)
}

// outlet reports whether a is a paper, station or agency, or the press at large.
func (w *writer) outlet(a *extract.Argument) bool {
	if a == nil || a.Head < w.first || a.Head >= w.end {
		return false
	}
	for i := max(w.first, a.First); i < min(a.End, w.end); i++ {
		if familyNouns.is("outlet", w.lemma(i)) || strings.HasSuffix(w.lower(i), "news") {
			return true
		}
	}
	return false
}

// nounRelation returns the relation that "be" and a noun tell: role for
// "be-mayor-of", or for "be" with an office; "" for none.
func (w *writer) nounRelation(f *extract.Fact) string {
	rest, ok := strings.CutPrefix(f.Predicate.Lemma, "be-")
	if f.Predicate.Lemma == "be" && f.Object != nil {
		return w.isA(f, w.lemma(f.Object.Head))
	}
	if !ok || f.Object == nil {
		return ""
	}
	k := strings.LastIndexByte(rest, '-')
	if k < 0 || !words.is("relational", rest[k+1:]) {
		return ""
	}
	noun := rest[strings.LastIndexByte(rest[:k], '-')+1 : k]
	switch {
	case familyNouns.is("part", noun):
		return "part-of"
	case familyNouns.is("seat", noun) && w.fits("place", f.Object):
		return "located-in"
	}
	return w.isA(f, noun)
}

// isA returns the relation of a person who is what noun says.
func (w *writer) isA(f *extract.Fact, noun string) string {
	switch {
	case familyNouns.is("ownership", noun) && w.fits("actor", &f.Subject):
		return "owns"
	case !w.fits("somebody", &f.Subject):
		return ""
	case familyNouns.is("kin", noun):
		return "family"
	case familyNouns.is("membership", noun):
		return "member-of"
	case familyNouns.is("descent", noun):
		return "origin"
	case words.is("role", noun):
		return "role"
	}
	return ""
}

// violent reports whether a verb may be an assault.
func violent(verb string) bool {
	return slices.ContainsFunc(families[verb], func(s sense) bool { return s.family == "assault" })
}
