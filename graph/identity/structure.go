package identity

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hbollon/go-edlib"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// nameStructure compares trees whose names share a key, joins those that are
// one and notes those that may be. The best pairs come first, so that what they
// join speaks in later comparisons.
func (r *resolver) nameStructure() {
	pairs := r.pairs()
	for _, p := range pairs {
		r.settle(p)
	}
}

// properPart returns the last word of a name whose other words say what kind of
// event it names: "dorian" for "Hurricane Dorian" and "Tropical Storm Dorian".
func properPart(name string) string {
	list := Words(name)
	if len(list) < 2 || len(list) > 3 || describes(name) || lexicon.Common(list[len(list)-1]) || suffix(list[len(list)-1]) {
		return ""
	}
	if k, ok := lexicon.Kind(list[len(list)-2]); !ok || k != extract.EventKind {
		return ""
	}
	return list[len(list)-1]
}

// lookalike is the score of names that look alike and are not: never joined,
// always asked about.
const lookalike = 0.55

// resemblance says how much the names of two occurrences speak for one actor,
// and why, whatever else is known of them.
func (r *resolver) resemblance(a, b int32) (float64, string) {
	o, p, f, g := &r.occurrences[a], &r.occurrences[b], &r.forms[a], &r.forms[b]
	equal := slices.Equal(f.all, g.all)
	if f.odd || g.odd || !equal && f.looks == g.looks {
		if f.looks == g.looks {
			return lookalike, "looks like the other, with letters of another script"
		}
		return 0, ""
	}
	persons := o.Kind == extract.Person && p.Kind == extract.Person
	switch {
	case persons && (f.lone() || g.lone()):
		return 0, "" // see loneNames
	case f.key() == g.key() && body(o) && body(p) && (r.landed(a) || r.landed(b)):
		return 0, "" // see landless
	case equal:
		return sameWords(o, p, f, g)
	case calls(o, p, g) && !r.landed(b) || calls(p, o, f) && !r.landed(a):
		if part(o.Name, p.Name) || part(p.Name, o.Name) {
			return 0.8, "an article uses both names"
		}
		return 0.97, "an article uses both names"
	case persons && (!f.full() || !g.full()):
		return 0, ""
	case persons:
		return personsAlike(f, g)
	case o.Kind == extract.Person || p.Kind == extract.Person:
		if properPart(o.Name) != "" && properPart(o.Name) == properPart(p.Name) {
			return 0.9, "the same proper name after the sort of event"
		}
		return 0, ""
	}
	return bodiesAlike(o, p, f, g)
}

// calls says whether the document of o uses the name of p for it, too, other
// than by one word.
func calls(o, p *Occurrence, g *form) bool {
	name := g.all
	if len(name) < 2 && !abbreviation(p.Name) {
		return false
	}
	return slices.ContainsFunc(o.Aliases, func(a string) bool { return slices.Equal(Words(a), name) })
}

// part says whether a name is no more than the beginning of another, which may
// name something else: "Brightwater Council" of "Brightwater Council Library".
func part(short, long string) bool {
	a, b := Words(short), Words(long)
	return len(a) < len(b) && slices.Equal(a, b[:len(a)]) && b[len(a)] != "of"
}

// sameWords judges one name that articles take for two kinds of things.
func sameWords(o, p *Occurrence, f, g *form) (float64, string) {
	switch person, other := o.Kind == extract.Person, p.Kind == extract.Person; {
	case o.Kind == p.Kind, f.short && g.short:
		return 0.98, "same name"
	case person == other && len(f.words) < 2 && o.Kind != extract.Other && p.Kind != extract.Other:
		return 0.9, "same name, taken for " + string(o.Kind) + " and " + string(p.Kind)
	case person == other:
		return 0.97, "same name, taken for " + string(o.Kind) + " and " + string(p.Kind)
	case f.lone() && g.lone():
		return 0.75, "same name, taken for " + string(o.Kind) + " and " + string(p.Kind)
	}
	return 0.95, "same name, taken for " + string(o.Kind) + " and " + string(p.Kind)
}

// personsAlike compares full names of persons.
func personsAlike(f, g *form) (float64, string) {
	if f.suffix != g.suffix && f.suffix != "" && g.suffix != "" {
		return 0, ""
	}
	short, long := f, g
	if len(short.words) > len(long.words) {
		short, long = long, short
	}
	switch {
	case f.key() == g.key() && f.suffix == g.suffix:
		return 0.96, "the same name but for particles"
	case f.suffix != g.suffix && f.key() == g.key():
		return 0.7, "the same name, once with " + f.suffix + g.suffix
	case f.first() == g.first() && f.last() == g.last() && middles(short.words, long.words):
		return 0.9, "the same first name and surname"
	case len(short.words) < len(long.words) && slices.Equal(short.words, long.words[:len(short.words)]):
		return 0.85, "one name goes on where the other ends"
	case f.last() == g.last() && initial(f.first(), g.first()):
		return 0.75, "an initial for the first name"
	case len(short.words) == len(long.words) && f.first() == g.first() && oneSlip(f.words, g.words):
		return 0.9, "spelt almost alike"
	case len(short.words) == len(long.words) && oneSlip(f.words, g.words):
		return 0.75, "spelt almost alike"
	}
	return 0, ""
}

// middles says whether what stands between first name and surname goes
// together: every middle name of the short form, or its initial, is in the
// long one, in order.
func middles(short, long []string) bool {
	at := 1
	for _, w := range short[1 : len(short)-1] {
		for at < len(long)-1 && long[at] != w && !initial(long[at], w) {
			at++
		}
		if at == len(long)-1 {
			return false
		}
		at++
	}
	return true
}

// initial says whether one word is the first letter of the other.
func initial(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return utf8.RuneCountInString(a) == 1 && strings.HasPrefix(b, a) && a != b
}

// oneSlip says whether two names differ in one word, which is long enough, by
// one letter, or by two in a long word.
func oneSlip(a, b []string) bool {
	differ := 0
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		n := min(utf8.RuneCountInString(a[i]), utf8.RuneCountInString(b[i]))
		allowed := min(n/4, 2)
		if d := edlib.OSADamerauLevenshteinDistance(a[i], b[i]); d > allowed {
			return false
		}
		differ++
	}
	return differ == 1
}

// bodiesAlike compares names of anything but persons. Of bodies that only one
// name gives to a country landless tells.
func bodiesAlike(o, p *Occurrence, f, g *form) (float64, string) {
	switch {
	case f.key() == g.key() && f.land == g.land:
		return 0.98, "the same name in other words"
	case f.key() == g.key() && (f.land == "" || g.land == "") && body(o) && body(p):
		return 0.9, "the same name, once with " + f.land + g.land
	case f.key() == g.key():
		return 0, ""
	case properPart(o.Name) != "" && properPart(o.Name) == properPart(p.Name):
		return 0.9, "the same proper name after the sort of event"
	case f.short != g.short && body(o) && body(p) && (strings.Join(f.words, "") == initials(p.Name) || strings.Join(g.words, "") == initials(o.Name)):
		return 0.75, "the initials of the other"
	}
	return 0, ""
}

// body says whether an occurrence is of something that a country may have.
func body(o *Occurrence) bool {
	return o.Kind == extract.Organisation || o.Kind == extract.Facility
}

// settle joins a pair if what is known of both leaves no doubt.
func (r *resolver) settle(p pair) {
	a, b := r.forest.root(p.a), r.forest.root(p.b)
	if a == b {
		return
	}
	x, y := r.profile(a), r.profile(b)
	score, reason, against := p.score, []string{p.reason}, ""
	if x.kind == extract.Person && y.kind == extract.Person && p.score > lookalike {
		against = r.against(x, y)
		if against == "" && !compatible(x, y) {
			against = "other names of both do not go together"
		}
	} else if landsDiffer(x, y) {
		against = "other names of both are of two countries"
	}
	if agree, text := offices(x, y); agree > 0 {
		score += 0.05 * float64(agree)
		reason = append(reason, "both "+text)
	}
	if together(x, y) {
		score += 0.07
		if p.kinds {
			score = max(score, Sure) // one article seldom has two things of one name
		}
		reason = append(reason, "in one article")
	} else if weight, who := r.shared(x, y); weight > 0 {
		score += 0.025 * float64(min(weight, 3))
		if p.kinds && weight > 1 && x.kind != extract.Place && y.kind != extract.Place {
			score = max(score, Sure)
		}
		reason = append(reason, "both with "+r.namesOf(who))
	}
	if against != "" {
		score -= 0.4
	}
	score = rounded(score)
	text := strings.Join(reason, "; ")
	if score < Sure || p.score <= lookalike || !r.tie(p.a, p.b, score, text) {
		r.doubt(p.a, p.b, score, text, against)
	}
}

// rounded keeps three digits, in which machines agree, and no more than 1.
func rounded(score float64) float64 { return min(math.Round(score*maxScore)/maxScore, 1) }

// compatible says whether all full names of two persons go together.
func compatible(x, y *profile) bool {
	for i := range x.forms {
		for j := range y.forms {
			f, g := &x.forms[i], &y.forms[j]
			if !f.full() || !g.full() {
				continue
			}
			if score, _ := personsAlike(f, g); score == 0 {
				return false
			}
		}
	}
	return true
}

// landsDiffer says whether two bodies are given to different countries.
func landsDiffer(x, y *profile) bool {
	for i := range x.forms {
		for j := range y.forms {
			f, g := &x.forms[i], &y.forms[j]
			if f.land != "" && g.land != "" && f.land != g.land && f.key() == g.key() {
				return true
			}
		}
	}
	return false
}

// namesOf lists names.
func (r *resolver) namesOf(names []int32) string {
	var out []string
	for _, n := range names {
		out = append(out, r.occurrences[r.spans[n][0]].Name)
	}
	return strings.Join(out, ", ")
}
