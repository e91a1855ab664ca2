package identity

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/hbollon/go-edlib"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/extract/lexicon"
)

// mostInBlock bounds a block whose members are all compared with one another;
// in a larger one each is compared with the most mentioned alone.
const mostInBlock = 12

// nameStructure compares trees whose names share a key, joins those that are
// one and notes those that may be. The best pairs come first, so that what they
// join speaks in later comparisons.
func (r *resolver) nameStructure() {
	pairs := r.pairs()
	for _, p := range pairs {
		r.settle(p)
	}
}

// A pair is two nodes with names that resemble one another.
type pair struct {
	a, b   int32
	score  float64
	reason string
	kinds  bool // one name, taken for two kinds
}

// pairs returns what shares a block and resembles one another, best first.
func (r *resolver) pairs() []pair {
	found := map[[2]int32]pair{}
	blocks := r.blocks()
	for _, key := range sortedKeys(blocks) {
		block := blocks[key]
		slices.SortStableFunc(block, func(a, b int32) int {
			return cmp.Compare(r.occurrences[b].Mentions, r.occurrences[a].Mentions)
		})
		for i := range block {
			for j := range i {
				if i < mostInBlock || j == 0 {
					r.consider(found, block[j], block[i])
				}
			}
		}
	}
	out := make([]pair, 0, len(found))
	for _, p := range found {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b))
	})
	return out
}

// blocks returns, under each key, one occurrence of every tree that has it.
func (r *resolver) blocks() map[string][]int32 {
	type entry struct {
		key  string
		root int32
	}
	blocks, seen := map[string][]int32{}, map[entry]bool{}
	for n := range r.occurrences {
		if !r.occurrences[n].Named || r.forms[n].vague() {
			continue
		}
		root := r.forest.root(int32(n))
		for _, key := range r.blockKeys(int32(n)) {
			if e := (entry{key, root}); !seen[e] {
				seen[e] = true
				blocks[key] = append(blocks[key], int32(n))
			}
		}
	}
	return blocks
}

// consider keeps the pair if its names resemble one another, more than others
// of the two trees that were found before.
func (r *resolver) consider(found map[[2]int32]pair, a, b int32) {
	x, y := r.forest.root(a), r.forest.root(b)
	if x == y {
		return
	}
	if x > y {
		x, y, a, b = y, x, b, a
	}
	if score, reason := r.resemblance(a, b); score > found[[2]int32{x, y}].score {
		kinds := r.occurrences[a].Kind != r.occurrences[b].Kind && slices.Equal(r.forms[a].all, r.forms[b].all)
		found[[2]int32{x, y}] = pair{a, b, score, reason, kinds}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// blockKeys returns the keys under which an occurrence is compared with others.
func (r *resolver) blockKeys(n int32) []string {
	o, f := &r.occurrences[n], &r.forms[n]
	keys := []string{"= " + f.looks}
	if proper := properPart(o.Name); proper != "" {
		keys = append(keys, "e "+proper)
	}
	if o.Kind == extract.Person {
		if !f.full() {
			return keys
		}
		first, last := f.first(), f.last()
		keys = append(keys, "p "+first+" "+last, "i "+first[:1]+" "+last, "s "+first+" "+last[:1])
		if len(f.words) > 2 {
			keys = append(keys, "p "+first+" "+f.words[1])
		}
		for _, a := range o.Aliases {
			if len(Words(a)) > 1 {
				keys = append(keys, "= "+skeleton(a))
			}
		}
		return keys
	}
	keys = append(keys, "b "+f.key())
	if f.short {
		keys = append(keys, "a "+f.key())
	} else if s := initials(o.Name); utf8.RuneCountInString(s) > 1 {
		keys = append(keys, "a "+s)
	}
	for _, a := range o.Aliases {
		if abbreviation(a) {
			keys = append(keys, "a "+strings.Join(Words(a), ""))
		} else if len(Words(a)) > 1 {
			keys = append(keys, "= "+skeleton(a))
		}
	}
	return keys
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
	case f.key() == g.key() && body(o) && body(p) && (f.land != g.land || r.landed(a)):
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
