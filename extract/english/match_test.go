package english

import (
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
)

// articles are words that do not tell one thing from another.
var articles = strings.Fields("the a an its his her their our my this that these those some")

// prepositions end the part of a noun phrase that holds its head.
var prepositions = strings.Fields("of in on at from to for with by against over near between after before under into about as than who which that")

// content returns the words of a noun phrase in lower case without articles
// and the genitive, but "that" where it stands alone.
func content(phrase string) []string {
	var out []string
	if phrase = strings.TrimSpace(phrase); slices.Contains(articles, strings.ToLower(phrase)) {
		return []string{strings.ToLower(phrase)}
	}
	for _, word := range strings.Fields(strings.ToLower(strings.ReplaceAll(phrase, "’", "'"))) {
		word = strings.TrimSuffix(strings.Trim(word, `"“”,.;:()`), "'s")
		if word = strings.TrimSuffix(word, "'"); word != "" && !slices.Contains(articles, word) {
			out = append(out, word)
		}
	}
	return out
}

// headOf returns the last word before the first preposition.
func headOf(words []string) string {
	for i, word := range words {
		if i > 0 && slices.Contains(prepositions, word) {
			return words[i-1]
		}
	}
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

func subset(a, b []string) bool {
	return !slices.ContainsFunc(a, func(word string) bool { return !slices.Contains(b, word) })
}

// names says whether the name that the graph shows, got, is what gold wants.
// The heads must agree; a name must be there as a whole, so that "Quist" is not
// "Rosa Quist"; of two descriptions one may be shorter: "convoy", "aid convoy".
func names(want, got string) bool {
	w, g := content(want), content(got)
	if len(w) == 0 || len(g) == 0 || headOf(w) != headOf(g) {
		return false
	}
	return subset(w, g) || want == strings.ToLower(want) && subset(g, w)
}

// namesAny says the same of the alternatives of gold: "-" is nothing, "*"
// anything or nothing.
func namesAny(want []string, got string) bool {
	if len(want) == 0 {
		return got == ""
	}
	return slices.ContainsFunc(want, func(alt string) bool {
		return alt == "*" || alt == "-" && got == "" || names(alt, got)
	})
}

// relates says whether a predicate is what gold wants. "sell-*" takes any
// preposition.
func relates(want []string, lemma string) bool {
	lemma = strings.ToLower(lemma)
	return slices.ContainsFunc(want, func(alt string) bool {
		stem, open := strings.CutSuffix(alt, "-*")
		return alt == lemma || open && (stem == lemma || strings.HasPrefix(lemma, stem+"-"))
	})
}

func objectName(f *extract.Fact) string {
	if f.Object == nil {
		return ""
	}
	return f.Object.Name
}

// fits says whether f states g, however it is put.
func fits(g *goldFact, f *extract.Fact) bool {
	return namesAny(g.subject, f.Subject.Name) && relates(g.predicate, f.Predicate.Lemma) && namesAny(g.object, objectName(f))
}

// implied says whether f is the role of g without that in which it is held: a
// mayor of Brightwater is a mayor, which is neither wanted nor wrong.
func implied(g *goldFact, f *extract.Fact) bool {
	if f.Predicate.Lemma != "be" || !namesAny(g.subject, f.Subject.Name) {
		return false
	}
	object := strings.Join(content(objectName(f)), "-")
	return slices.ContainsFunc(g.predicate, func(alt string) bool {
		role, ok := strings.CutPrefix(alt, "be-")
		end := strings.LastIndex(role, "-")
		return ok && end > 0 && strings.Contains(object, role[:end])
	})
}

// bare says whether f has as a mere modifier what g wants as its object: "teach"
// with "at the School of Art" tells no lie, though it is no edge to the school.
func bare(g *goldFact, f *extract.Fact) bool {
	if f.Object != nil || len(g.object) == 0 || !namesAny(g.subject, f.Subject.Name) || !sameVerb(g, f) {
		return false
	}
	return slices.ContainsFunc(f.Modifiers, func(m extract.Modifier) bool { return namesAny(g.object, m.Text) })
}

// sameVerb compares the first words of the predicates.
func sameVerb(g *goldFact, f *extract.Fact) bool {
	verb, _, _ := strings.Cut(f.Predicate.Lemma, "-")
	return slices.ContainsFunc(g.predicate, func(alt string) bool {
		first, _, _ := strings.Cut(alt, "-")
		return first == verb
	})
}

// addsArgument says whether f gives to the predicate of g an argument that g
// has as a field: "sell-to | Orren Works" beside "sell | ferry".
func addsArgument(g *goldFact, f *extract.Fact, field string) bool {
	want := g.fields[field]
	return len(want) > 0 && sameVerb(g, f) && namesAny(g.subject, f.Subject.Name) && f.Object != nil && namesAny(want, f.Object.Name)
}

// right says whether f, one of the facts of its document, has the field as g
// wants it, and whether g wants anything.
func right(g *goldFact, f *extract.Fact, all []extract.Fact, field string) (ok, judged bool) {
	want := g.fields[field]
	if len(want) == 0 {
		return false, false
	}
	switch field {
	case "source":
		return namesAny(want, f.Source.Name), true
	case "polarity":
		return slices.Contains(want, string(f.Polarity)), true
	case "modality":
		return slices.Contains(want, string(f.Modality)), true
	case "family":
		return slices.Contains(want, f.Predicate.Family) || f.Predicate.Family == "" && slices.Contains(want, "-"), true
	case "time":
		return hasTime(want, f), true
	}
	for _, m := range f.Modifiers {
		if namesAny(want, m.Text) {
			return true, true
		}
	}
	for i := range all {
		if all[i].Sentence == f.Sentence && addsArgument(g, &all[i], field) {
			return true, true
		}
	}
	return false, true
}

func hasTime(want []string, f *extract.Fact) bool {
	valued := false
	for _, m := range f.Modifiers {
		valued = valued || m.Value != ""
		if m.Value != "" && slices.Contains(want, m.Value) {
			return true
		}
	}
	return !valued && slices.Contains(want, "-")
}

// A matching is a judged passage: which fact states which line of gold.
type matching struct {
	fact    []int // by line of gold: the fact that states it, or -1
	neutral []int // facts that repeat a line, are optional, or only add a field
	wrong   []int // facts that nobody wants
}

// match pairs the lines of gold with facts, one to one and greedily: first the
// pairs of which most fields agree, wanted lines before optional ones, then in
// the order of the text. What is left over and fits some line says it again.
func match(gold []goldFact, facts []extract.Fact) matching {
	type pair struct{ gold, fact, agree int }
	var pairs []pair
	for i := range gold {
		for k := range facts {
			if !gold[i].optional && fits(&gold[i], &facts[k]) {
				pairs = append(pairs, pair{i, k, agreement(&gold[i], &facts[k], facts)})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return b.agree - a.agree })
	m := matching{fact: slices.Repeat([]int{-1}, len(gold))}
	taken := make([]bool, len(facts))
	for _, p := range pairs {
		if m.fact[p.gold] < 0 && !taken[p.fact] {
			m.fact[p.gold], taken[p.fact] = p.fact, true
		}
	}
	for k := range facts {
		if !taken[k] && tolerated(gold, &facts[k]) {
			m.neutral = append(m.neutral, k)
		} else if !taken[k] {
			m.wrong = append(m.wrong, k)
		}
	}
	return m
}

// agreement weighs how a fact is put over what it adds.
func agreement(g *goldFact, f *extract.Fact, all []extract.Fact) int {
	n := 0
	for i, field := range fieldNames {
		if ok, _ := right(g, f, all, field); ok && i < 3 {
			n += 10
		} else if ok {
			n++
		}
	}
	return n
}

func tolerated(gold []goldFact, f *extract.Fact) bool {
	for i := range gold {
		g := &gold[i]
		if fits(g, f) || implied(g, f) || bare(g, f) || addsArgument(g, f, "addressee") || addsArgument(g, f, "place") {
			return true
		}
	}
	return false
}
