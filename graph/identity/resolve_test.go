package identity

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
)

// What is joined, and what is not.
func TestResolve(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"one name in two articles", "p Ann Marsh @a\np Ann Marsh @b", "person/ann-marsh = person/ann-marsh@a person/ann-marsh@b"},
		{"offices in two towns", "p Ann Marsh @a (Mayor of Brightwater)\np Ann Marsh @b (Mayor of Millport)", ""},
		{"countries", "p Ann Marsh @a (Danish minister)\np Ann Marsh @b (Norwegian skier)", ""},
		{"spheres", "p Ann Marsh @a (novelist)\np Ann Marsh @b (goalkeeper)", ""},
		{"dates", "p Ann Marsh died=2001-03-04 @a\np Ann Marsh acted=2020-01-01 @b", ""},
		{"a change of office", "p Ann Marsh @a (Mayor of Brightwater)\np Ann Marsh @b (former Mayor of Brightwater)\np Ann Marsh @c (governor)",
			"person/ann-marsh = person/ann-marsh@a person/ann-marsh@b person/ann-marsh@c"},
		{"the only one of a surname in an article", "p Ann Marsh @a\np Marsh *4 @a\np Tom Marsh @b",
			"person/ann-marsh = person/ann-marsh@a person/marsh@a"},
		{"two of a surname in an article", "p Ann Marsh @a\np Tom Marsh @a\np Marsh @a", ""},
		{"two, but one matters", "p Ann Marsh *9 @a\np Tom Marsh @a\np Marsh @a", "person/ann-marsh = person/ann-marsh@a person/marsh@a"},
		{"a surname in another article", "p Ann Marsh @a\np Marsh @b", ""},
		{"a surname and an office", "p Ann Marsh @a (Mayor of Brightwater)\np Marsh @b (Brightwater Mayor)",
			"person/ann-marsh = person/ann-marsh@a person/marsh@b"},
		{"a surname and an office that one of two has", "p Ann Marsh @a (Mayor of Brightwater)\np Tom Marsh @c\np Marsh @b (Brightwater Mayor)",
			"person/ann-marsh = person/ann-marsh@a person/marsh@b"},
		{"a surname and the same office, of two", "p Ann Marsh @a (Mayor of Brightwater)\np Tom Marsh @c (Mayor of Brightwater)\np Marsh @b (Brightwater Mayor)", ""},
		{"two surnames alone", "p Marsh @a\np Marsh @b\np Ann Marsh @c\np Tom Marsh @d", ""},
		{"a name that is all", "p Zico @a (Danish singer)\np Zico @b (singer)", "person/zico = person/zico@a person/zico@b"},
		{"middle name, in one article", "p Ann Marsh @a\np Ann Louise Marsh @a", "person/ann-louise-marsh = person/ann-louise-marsh@a person/ann-marsh@a"},
		{"middle name, elsewhere", "p Ann Marsh @a\np Ann Louise Marsh @b", ""},
		{"two middle names", "p Ann B. Marsh @a (Mayor of Brightwater)\np Ann C. Marsh @a (Mayor of Brightwater)", ""},
		{"father and son", "p Jon Marsh Sr. @a\np Jon Marsh Jr. @a", ""},
		{"particles", "p Sami Halabi @a (Danish minister)\np Sami al-Halabi @b (minister of Denmark)",
			"person/sami-al-halabi = person/sami-al-halabi@b person/sami-halabi@a"},
		{"an abbreviation that an article explains", "o Harbour Union @a [HU]\no HU @b",
			"organisation/harbour-union = organisation/harbour-union@a organisation/hu@b"},
		{"an abbreviation that none explains", "o Harbour Union @a\no HU @b", ""},
		{"the country in other words", "o US Senate @a\no United States Senate @b\no Senate of the United States @c",
			"organisation/senate-of-the-united-states = organisation/senate-of-the-united-states@c organisation/united-states-senate@b organisation/us-senate@a"},
		{"senates of two countries", "o Danish Senate @a\no Norwegian Senate @a", ""},
		{"senates, by what the articles speak of", "o Danish Senate @a\no Norwegian Senate @b\no Senate @c\nl Norway *3 @c\nl Denmark @c\no Senate @d\nl Sweden *2 @d",
			"organisation/norwegian-senate = organisation/norwegian-senate@b organisation/senate@c"},
		{"a senate that its article gives a country", "o Danish Senate @a\no Norwegian Senate @a\no Senate @b [Norwegian Chamber]\nl Denmark *9 @b",
			"organisation/norwegian-senate = organisation/norwegian-senate@a organisation/senate@b"},
		{"a person whose full name is taken for a body", "p Strand *9 @a\no Brita Strand @a", "organisation/brita-strand = organisation/brita-strand@a person/strand@a"},
		{"assemblies of two countries", "o Legislative Assembly @a\nl Denmark *2 @a\no Legislative Assembly @b\nl Norway *2 @b", ""},
		{"assemblies of one", "o Legislative Assembly @a\nl Denmark *2 @a\no Legislative Assembly @b\nl Denmark @b",
			"organisation/legislative-assembly = organisation/legislative-assembly@a organisation/legislative-assembly@b\nplace/denmark = place/denmark@a place/denmark@b"},
		{"two kinds of one name", "o Salt Bridge @a\nl Salt Bridge *2 @b", "place/salt-bridge = organisation/salt-bridge@a place/salt-bridge@b"},
		{"sorts of storm", "e Hurricane Gerda @a\ne Tropical Storm Gerda @a", "event/hurricane-gerda = event/hurricane-gerda@a event/tropical-storm-gerda@a"},
		{"hidden marks", "p Ann Mar\u200bsh @a\np Ann Marsh @b", "person/ann-marsh = person/ann-marsh@a person/ann-marsh@b"},
		{"letters of another script", "p Ann Marsh @a\np Аnn Marsh @a", ""},
	} {
		r := Resolve(occurrences(t, c.in), nil)
		lines(t, c.name, told(r), c.want)
	}
}

// What is not joined, but may be, is asked.
func TestProposals(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"namesakes", "p Ann Marsh @a (Mayor of Brightwater)\np Ann Marsh @b (Mayor of Millport)",
			"0.600 person/ann-marsh ? person/ann-marsh~b: same name / an office of one sort in two places"},
		{"a surname in another article", "p Ann Marsh *2 @a\np Marsh @b",
			"0.700 person/ann-marsh ? person/marsh: no other of that name anywhere; nothing else is known / "},
		{"another script", "p Ann Marsh *2 @a\np Аnn Marsh @a",
			"0.620 person/ann-marsh ? person/аnn-marsh: looks like the other, with letters of another script; in one article / "},
		{"nothing to ask", "p Ann Marsh @a\np Bo Lind @b", ""},
	} {
		lines(t, c.name, proposed(Resolve(occurrences(t, c.in), nil)), c.want)
	}
}

// The outcome is a function of the sets: neither the order of documents and
// judgements nor how many ask at a time matters.
func TestOrderDoesNotMatter(t *testing.T) {
	for seed := range uint64(12) {
		all := town(seed, 40)
		judgements := someJudgements(seed, all)
		first := Resolve(all, judgements)
		want := told(first) + "\n" + proposed(first)
		var wait sync.WaitGroup
		for shuffle := range uint64(4) {
			wait.Go(func() {
				r := rand.New(rand.NewPCG(seed, shuffle))
				o, j := slices.Clone(all), slices.Clone(judgements)
				r.Shuffle(len(o), func(i, k int) { o[i], o[k] = o[k], o[i] })
				r.Shuffle(len(j), func(i, k int) { j[i], j[k] = j[k], j[i] })
				again := Resolve(o, append(j, j...)) // a judgement twice says no more
				if got := told(again) + "\n" + proposed(again); got != want {
					t.Errorf("seed %d, shuffle %d\n got %s\nwant %s", seed, shuffle, got, want)
				}
			})
		}
		wait.Wait()
	}
}

// someJudgements says this and that of a corpus.
func someJudgements(seed uint64, all []Occurrence) []Judgement {
	r := rand.New(rand.NewPCG(seed, 3))
	var list []Judgement
	for n := range 12 {
		a, b := all[r.IntN(len(all))], all[r.IntN(len(all))]
		j := Judgement{Verdict: Same, A: a.IRI, B: b.IRI, Author: "Mira Osei", Score: 1, Time: fmt.Sprintf("2024-05-%02dT10:00:00Z", 1+n)}
		if n%3 == 0 {
			j.Verdict = Different
		}
		if n%4 == 0 {
			j.A = In(a.IRI, a.Document)
		}
		if j, err := j.Tidy(); err == nil {
			list = append(list, j)
		}
	}
	return list
}

// What a person has said holds, unless a later word of a person contradicts it.
func TestJudgementsHold(t *testing.T) {
	for seed := range uint64(40) {
		all := town(seed, 40)
		list := someJudgements(seed, all)
		r := Resolve(all, list)
		for _, j := range list {
			nameA, docA := cutKey(j.A)
			nameB, docB := cutKey(j.B)
			for _, o := range all {
				for _, p := range all {
					meant := o.IRI == nameA && p.IRI == nameB && (docA == "" || docA == o.Document) && (docB == "" || docB == p.Document)
					if !meant || r.Overruled(j.ID()) || (docA == "") != (docB == "") && o.Document == p.Document && j.Verdict == Different {
						continue
					}
					one := r.Of(o.IRI, o.Document) == r.Of(p.IRI, p.Document)
					if one && j.Verdict == Different {
						t.Fatalf("seed %d: %s in %s and %s in %s are joined\nagainst %s", seed, o.IRI, o.Document, p.IRI, p.Document, j.JSON())
					}
				}
			}
		}
	}
}

// Without the document that brought it, and with it again, the rest is as it
// was: nothing of what was resolved before counts.
func TestRemoveAndAdd(t *testing.T) {
	all := town(5, 60)
	want := told(Resolve(all, nil))
	without := slices.DeleteFunc(slices.Clone(all), func(o Occurrence) bool { return o.Document == scheme+"doc/0007" })
	if told(Resolve(without, nil)) == want {
		t.Fatal("the document makes no difference: the test tests nothing")
	}
	if got := told(Resolve(append(without, slices.DeleteFunc(slices.Clone(all), func(o Occurrence) bool { return o.Document != scheme+"doc/0007" })...), nil)); got != want {
		t.Errorf("with the document again\n got %s\nwant %s", got, want)
	}
}
